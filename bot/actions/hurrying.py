"""Hurrying: a reminder is brought forward, since somebody asks whom it depends on."""

from collections.abc import Iterable

from bot.actions.reminding import almanac_of, of_admins, of_teachers, plan
from bot.actions.view import Visit
from flows import Journey, reminders
from flows.reminders import Reason
from storage import Tx


def ask_administrators(tx: Tx, visit: Visit, school: int) -> None:
    """A teacher asks: whoever runs the school is told today, unless they were already."""
    _hurry(tx, visit, of_admins(tx, school))


def ask_teachers(tx: Tx, visit: Visit, class_id: int) -> None:
    """A family asks: the teachers of its class are told today, unless they were already."""
    _hurry(tx, visit, of_teachers(tx, class_id))


def hurry_administrators(tx: Tx, visit: Visit, school: int) -> set[int]:
    """An operator asks whoever runs a school: of what they are reminded anyway."""
    return hurry(tx, visit, of_admins(tx, school))


def hurry_teachers(tx: Tx, visit: Visit, class_id: int) -> set[int]:
    """An operator asks the teachers of a class."""
    return hurry(tx, visit, of_teachers(tx, class_id))


def _hurry(tx: Tx, visit: Visit, journeys: Iterable[Journey]) -> None:
    hurry(tx, visit, journeys, only=Reason.BLOCKING)


def hurry(
    tx: Tx, visit: Visit, journeys: Iterable[Journey], only: Reason | None = None
) -> set[int]:
    """Bring reminders forward to the next good hour; return whose, by person.

    Nobody is reminded who wants no reminders, nor twice a day.
    """
    found: set[int] = set()
    for journey in journeys:
        plan(tx, visit, journey)
        setting = tx.reminders.setting(journey.person_id, journey.id, journey.school_id)
        one = setting.reminder if setting else None
        if setting is None or one is None or only not in {None, one.reason}:
            continue
        almanac = almanac_of(tx, visit, setting.wish, setting.region, journey.school_id)
        sooner = reminders.hurried(one, almanac, visit.now)
        if sooner.due:
            tx.reminders.save(sooner)
            tx.outbox.puts += 1
            found.add(journey.person_id)
    return found
