"""A row of the outbox on its way: taken before it is sent, settled when it is out.

In between the program may end at any moment. What was taken may have been sent: a hand-off is said
again, worded so that seeing it twice does no harm, and a reminder or a broadcast is not.
"""

from collections.abc import Callable
from dataclasses import replace

from bot.actions import nudges, reminding
from bot.actions.letters import Copy, Later, Letter
from bot.actions.notices import compose
from bot.actions.operator.casting import KIND as CAST
from bot.actions.view import View, Visit
from storage import Notice, Priority, Tx


def take(tx: Tx, visit: Visit, notice: Notice) -> Letter | Copy | None:
    """Claim a row and say what to send; None where nothing is to be sent now."""
    if not tx.outbox.claim(notice, visit.now):
        return None
    answer = compose(tx, visit, notice)
    if isinstance(answer, Later):
        tx.outbox.postpone(notice, answer.at)
        return None
    if answer is None:
        tx.outbox.done(notice)
        return None
    return replace(answer, hushed=_asleep(tx, visit))


def _asleep(tx: Tx, visit: Visit) -> bool:
    """Whether it is quiet where the person is: what cannot wait comes without a sound."""
    found = tx.journeys.open(visit.person)
    return found is not None and reminding.almanac_for(tx, visit, *found).calendar.is_quiet(
        visit.now
    )


def settle(tx: Tx, visit: Visit, notice: Notice, letter: Letter | Copy) -> None:
    """Remember that it was said."""
    if isinstance(letter, Copy):
        tx.casts.count(letter.counts, sent=1)
        tx.outbox.done(notice)
        return
    if letter.told:
        tx.staff.told(letter.told, visit.now)
        person = tx.persons.get(notice.person_id)
        if person is not None:
            reminding.told(tx, visit, person, notice.subject)
    if letter.reminds:
        nudges.settle(tx, visit, notice.person_id)
    if letter.again:
        tx.outbox.postpone(notice, letter.again)
    else:
        tx.outbox.done(notice)


def uncertain(tx: Tx, visit: Visit, notice: Notice, due: int) -> None:
    """It may have been sent: say again, at `due`, what must not be lost, and nothing else."""
    if notice.priority == Priority.HAND_OFF:
        tx.outbox.postpone(notice, due, failed=True)
    else:
        over(tx, visit, notice)


def over(tx: Tx, visit: Visit, notice: Notice) -> None:
    """It is not said again: a reminder counts as one, so that the next is planned."""
    if notice.kind == reminding.KIND:
        nudges.settle(tx, visit, notice.person_id)
    if notice.kind == CAST:
        tx.casts.count(notice.subject, failed=1)
    tx.outbox.done(notice)


def stranded(tx: Tx, visit: Visit, notice: Notice, due: int) -> None:
    """What became of a row could not be stored: it may have been sent, if it was taken at all."""
    if any(one.id == notice.id for one in tx.outbox.claimed()):
        uncertain(tx, visit, notice, due)


def recover(tx: Tx, visit: Visit) -> int:
    """Deal with what was on its way when the program ended; return how many rows that were."""
    claimed = tx.outbox.claimed()
    for notice in claimed:
        uncertain(tx, visit, notice, visit.now)
    return len(claimed)


def next_due(tx: Tx) -> int | None:
    """Return when something is to be said or to be looked at next (unix seconds)."""
    return reminding.earliest(tx.outbox.next_due(), reminding.next_due(tx))


def lost(tx: Tx, visit: Visit, person: int) -> int:
    """Somebody cannot be reached: write nothing more to them; return what was dropped."""
    tx.persons.lost(person, visit.now)
    for cast in tx.casts.waiting_for(person):
        tx.casts.count(cast, blocked=1)
    tx.reminders.cancel(person)
    tx.summaries.cancel(person)
    return tx.outbox.drop_all(person)


def there(run: Callable[[Tx], View], visit: Visit) -> Callable[[Tx], View]:
    """Notice that whoever acts can be reached; the reminders of those who could not begin anew.

    It is no act of their own: no consent is asked for it (`bot/actions/view.py`).
    """

    def act(tx: Tx) -> View:
        back(tx, visit)
        return run(tx)

    return act


def back(tx: Tx, visit: Visit) -> None:
    person = tx.persons.get(visit.person) if tx.persons.back(visit.person) else None
    if person is not None:
        reminding.anew(tx, visit, person)
