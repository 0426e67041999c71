"""Persons: one messenger account that agreed to the privacy notice."""

from dataclasses import dataclass
from typing import Any

from flows.reminders import Wish
from storage import personal
from storage.counters import Counters
from storage.keeping import day
from storage.sealed import NO_SEAL, Seal
from storage.statements import Execute


@dataclass(frozen=True, slots=True)
class Person:
    """A row of `persons`. Times are unix seconds.

    `notice` is the version of the privacy notice agreed to, `card` the message id of the live
    card, `bottom` the highest message id known in the chat (a card is the last message exactly if
    both are equal), `payload` a deep link's text that waits for its use, `desk` the school whose
    waiting list the live card shows. `remind_hour`, `paused_until`, `reminders_off` and
    `summaries_off` are what they chose, `reminded_at` is when they were reminded last, `blocked_at`
    since when the bot cannot write to them (0: it can).
    """

    id: int
    language: str
    agreed_at: int
    notice: int
    current_journey: int | None
    card: int | None
    bottom: int
    payload: str
    created_at: int
    desk: int | None = None
    remind_hour: int | None = None
    paused_until: int = 0
    reminders_off: int = 0
    summaries_off: int = 0
    reminded_at: int = 0
    blocked_at: int = 0

    @property
    def wish(self) -> Wish:
        return Wish(self.remind_hour, self.paused_until, bool(self.reminders_off))


# The order of `Person`'s fields; `journeys` joins with it.
COLUMNS = tuple(Person.__slots__)

_GET = f"SELECT {', '.join(COLUMNS)} FROM persons WHERE id = :id"
_AGREE = f"""
INSERT INTO persons (id, language, agreed_at, notice, bottom, payload, created_at, seen_at)
VALUES (:id, :language, :at, :notice, 0, '', :at, :day)
ON CONFLICT (id) DO UPDATE
SET language = excluded.language, agreed_at = excluded.agreed_at, notice = excluded.notice
RETURNING {", ".join(COLUMNS)}
"""
_SET_LANGUAGE = "UPDATE persons SET language = :language WHERE id = :id"
_SET_CURRENT = "UPDATE persons SET current_journey = :journey WHERE id = :id"
_SET_CARD = "UPDATE persons SET card = :card WHERE id = :id"
_SET_BOTTOM = "UPDATE persons SET bottom = :bottom WHERE id = :id AND bottom < :bottom"
_SET_DESK = "UPDATE persons SET desk = :desk WHERE id = :id"
_SET_WISH = """
UPDATE persons SET remind_hour = :hour, paused_until = :paused, reminders_off = :off WHERE id = :id
"""
_SET_SUMMARIES = "UPDATE persons SET summaries_off = :off WHERE id = :id"
_REMINDED = "UPDATE persons SET reminded_at = :at WHERE id = :id"
_LOST = "UPDATE persons SET blocked_at = :at WHERE id = :id AND blocked_at = 0"
_BACK = "UPDATE persons SET blocked_at = 0 WHERE id = :id AND blocked_at > 0"
_COUNT_BLOCKED = "SELECT COUNT(*) FROM persons WHERE blocked_at > 0"
_SET_PAYLOAD = "UPDATE persons SET payload = :payload WHERE id = :id"


def read_person(row: tuple[Any, ...]) -> Person:
    return Person(*row)


class Persons:
    """The only place with SQL of `persons`.

    Changing somebody who is not there does nothing: they may just have asked to be forgotten.
    """

    __slots__ = ("_counters", "_execute", "_seal")

    def __init__(self, execute: Execute, counters: Counters, seal: Seal = NO_SEAL) -> None:
        self._execute = execute
        self._counters = counters
        self._seal = seal

    def get(self, person_id: int) -> Person | None:
        row = self._execute(_GET, {"id": person_id}).fetchone()
        return read_person(row) if row else None

    def agree(self, person_id: int, *, language: str, at: int, notice: int) -> Person:
        """Store somebody who agreed to the notice, or that they agreed to a later one."""
        params = {
            "id": person_id,
            "language": language,
            "at": at,
            "notice": notice,
            "day": day(at),
        }
        return read_person(self._execute(_AGREE, params).fetchone())

    def set_language(self, person_id: int, language: str) -> None:
        self._execute(_SET_LANGUAGE, {"id": person_id, "language": language})

    def set_current(self, person_id: int, journey_id: int | None) -> None:
        """Choose the journey that the person walks now. Whose journey it is, `open` checks."""
        self._execute(_SET_CURRENT, {"id": person_id, "journey": journey_id})

    def set_card(self, person_id: int, message_id: int | None) -> None:
        self._execute(_SET_CARD, {"id": person_id, "card": message_id})

    def set_bottom(self, person_id: int, message_id: int) -> None:
        """Remember the chat's last message; an older id than the known one changes nothing."""
        self._execute(_SET_BOTTOM, {"id": person_id, "bottom": message_id})

    def set_desk(self, person_id: int, school_id: int | None) -> None:
        """Remember whose waiting list the live card shows."""
        self._execute(_SET_DESK, {"id": person_id, "desk": school_id})

    def set_wish(self, person_id: int, wish: Wish) -> None:
        """Keep what the person chose about reminders."""
        params = {"hour": wish.hour, "paused": wish.paused_until, "off": int(wish.off)}
        self._execute(_SET_WISH, {**params, "id": person_id})

    def set_summaries(self, person_id: int, *, off: bool) -> None:
        self._execute(_SET_SUMMARIES, {"id": person_id, "off": int(off)})

    def reminded(self, person_id: int, at: int) -> None:
        """Remember when the person was last reminded: once a day is enough."""
        self._execute(_REMINDED, {"id": person_id, "at": at})

    def lost(self, person_id: int, at: int) -> bool:
        """Remember that the bot cannot write to somebody; False if that is known."""
        return self._execute(_LOST, {"id": person_id, "at": at}).rowcount == 1

    def back(self, person_id: int) -> bool:
        """Notice that somebody is there; True if they could not be written to before."""
        return self._execute(_BACK, {"id": person_id}).rowcount == 1

    def count_blocked(self) -> int:
        """Return how many the bot cannot write to."""
        (count,) = self._execute(_COUNT_BLOCKED, {}).fetchone()
        return int(count)

    def keep_payload(self, person_id: int, payload: str) -> None:
        self._execute(_SET_PAYLOAD, {"id": person_id, "payload": payload})

    def take_payload(self, person_id: int) -> str:
        """Return the kept payload and empty it, so that it is used once."""
        person = self.get(person_id)
        if person is None or not person.payload:
            return ""
        self.keep_payload(person_id, "")
        return person.payload

    def forget(self, person_id: int) -> dict[str, int]:
        """Delete the person and everything of theirs from every table; count rows a table."""
        return personal.forget(self._execute, self._counters, person_id)

    def export(self, person_id: int) -> dict[str, list[dict[str, object]]]:
        """Everything stored of the person, by table, for /mydata."""
        return personal.export(self._execute, self._seal, person_id)
