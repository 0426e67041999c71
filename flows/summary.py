"""The week in numbers, for whoever answers for a school or a class. Of families only counts."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Final, Self

from flows.activity import Meter
from flows.model import Journey, Role
from flows.screens import TO_STEP, Day, Paragraph, Row, Screen, Text, page, say, title

OFF: Final = "off"


@dataclass(frozen=True, slots=True)
class Week:
    """What there is by now. Families by how far they are; `chats` of `classes` have their link."""

    accepted: int = 0
    waiting: int = 0
    classes: int = 0
    chats: int = 0
    opened: int = 0
    joined: int = 0

    @property
    def text(self) -> str:
        """The form in which it is kept until the next week: `accepted=3 waiting=0 …`."""
        return " ".join(f"{name}={count}" for name, count in asdict(self).items())

    @classmethod
    def read(cls, text: str) -> Self:
        """Read `text` back; what it does not name is 0, what is named no more is passed over."""
        known = {one.name for one in fields(cls)}
        pairs = (part.split("=") for part in text.split())
        return cls(**{name: int(count) for name, count in pairs if name in known})


COUNTS: Final[Mapping[Role, tuple[str, ...]]] = {
    Role.ADMIN: ("accepted", "classes", "chats", "opened", "joined"),
    Role.TEACHER: ("opened", "joined"),
}
"""What each role is told of, line by line."""


@dataclass(frozen=True, slots=True)
class Summary:
    """A week of one journey. `since` is since when the first of those who wait does (UTC)."""

    journey: Journey
    where: Text
    now: Week
    before: Week
    since: int = 0
    meter: Meter | None = None

    @property
    def worth(self) -> bool:
        """Only what changed is news; but whoever waits is named again."""
        return bool(self.now.waiting) or self.now != replace(self.before, waiting=0)


def lines(of: Summary) -> tuple[Paragraph, ...]:
    """Tell the numbers, each with what it grew by."""
    counts = []
    for name in COUNTS[of.journey.role]:
        count = getattr(of.now, name)
        if count:
            more = max(0, count - getattr(of.before, name))
            counts.append(say(f"summary-{name}", count=count, more=more))
    waits: Paragraph = ()
    if of.now.waiting:
        about = "teachers" if of.journey.role is Role.ADMIN else "families"
        waits = (say(f"awaited-{about}", count=of.now.waiting, day=Day(of.since)),)
    meter: Paragraph = (of.meter.line,) if of.meter else ()
    return tuple(one for one in ((of.where, *counts), (*waits, *meter)) if one)


def rows(of: Summary) -> tuple[Row, ...]:
    """Offer what ends the waiting, and the way to all of it."""
    if of.journey.role is Role.TEACHER:
        return ((page("go.chat", "chat"),),) if of.now.waiting else ()
    school = str(of.journey.school_id)
    desk: tuple[Row, ...] = ((page("go.desk", "desk", school),),) if of.now.waiting else ()
    return (*desk, (page("go.school", "school", school),))


def summary(of: Summary) -> Screen:
    """Draw the week by itself."""
    head: Paragraph = (title("summary.title"),)
    off = (page("summary.off", "summaries", OFF),)
    return Screen((head, *lines(of)), (*rows(of), off, (TO_STEP,)))
