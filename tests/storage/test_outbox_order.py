"""In what order the outbox gives its rows away, each once, on both engines."""

import pytest

from storage import Database, Notice, Priority, Tx
from tests.storage.people import ANNA, AT, BORIS, agreed
from tests.support.waiting import waiting

VERA = BORIS + 2
LATER = AT + 100


@pytest.fixture(autouse=True)
async def people(db: Database) -> None:
    def agree(tx: Tx) -> None:
        for person in (ANNA, BORIS, VERA):
            agreed(tx, person)

    await db.write(agree)


def _due(tx: Tx, now: int = AT, most: int = 99) -> list[tuple[int, str]]:
    return [(one.person_id, one.kind) for one in tx.outbox.due(now, most)]


def _one(tx: Tx, kind: str) -> Notice:
    (found,) = [one for one in waiting(tx) if one.kind == kind]
    return found


async def test_a_person_gets_one_after_the_other(db: Database) -> None:
    """By when each was put down, of those that are due by now."""

    def give(tx: Tx) -> list[str]:
        for kind, due in (("a", AT), ("b", AT - 9), ("e", AT + 1), ("c", AT), ("d", AT - 5)):
            tx.outbox.put(ANNA, kind, 1, AT, due=due)
        given = []
        while batch := tx.outbox.due(AT, 99):
            (first,) = batch
            given.append(first.kind)
            tx.outbox.done(first)
        return given

    assert await db.write(give) == ["a", "b", "c", "d"]


async def test_whoever_has_much_waiting_crowds_nobody_out(db: Database) -> None:
    def give(tx: Tx) -> list[tuple[int, str]]:
        for subject in range(30):
            tx.outbox.put(ANNA, "claim", subject, AT - 50 + subject)
        tx.outbox.put(BORIS, "b", 1, AT)
        tx.outbox.put(VERA, "v", 1, AT)
        return _due(tx, most=3)

    assert await db.write(give) == [(ANNA, "claim"), (BORIS, "b"), (VERA, "v")]


async def test_hand_offs_go_before_reminders_before_broadcasts(db: Database) -> None:
    """Whenever each was put down, for one person and between persons."""

    def give(tx: Tx) -> list[list[tuple[int, str]]]:
        tx.outbox.put(ANNA, "all", 1, AT - 90, priority=Priority.BROADCAST)
        tx.outbox.put(ANNA, "reminder", 0, AT - 60, priority=Priority.REMINDER)
        tx.outbox.put(BORIS, "reminder", 0, AT - 99, priority=Priority.REMINDER)
        tx.outbox.put(ANNA, "moved", 1, AT)
        tx.outbox.put(VERA, "all", 1, AT - 99, priority=Priority.BROADCAST)
        seen = [_due(tx)]
        for kind in ("moved", "reminder"):
            (mine,) = [one for one in waiting(tx, ANNA) if one.kind == kind]
            tx.outbox.done(mine)
            seen.append(_due(tx))
        return [*seen, _due(tx, most=1)]

    others = [(BORIS, "reminder"), (VERA, "all")]
    assert await db.write(give) == [
        [(ANNA, "moved"), *others],
        [(BORIS, "reminder"), (ANNA, "reminder"), (VERA, "all")],
        [*others, (ANNA, "all")],
        [(BORIS, "reminder")],
    ]


async def test_what_is_put_down_anew_takes_the_priority_of_the_new(db: Database) -> None:
    def give(tx: Tx) -> list[int]:
        tx.outbox.put(ANNA, "x", 1, AT, priority=Priority.BROADCAST)
        tx.outbox.put(ANNA, "x", 1, AT, priority=Priority.HAND_OFF)
        return [one.priority for one in waiting(tx)]

    assert await db.write(give) == [Priority.HAND_OFF]


async def test_a_row_is_taken_once(db: Database) -> None:
    """Until it is postponed or put down anew; a row that changed meanwhile is not taken at all."""

    def take(tx: Tx) -> list[object]:
        tx.outbox.put(ANNA, "x", 1, AT)
        first = _one(tx, "x")
        seen: list[object] = [tx.outbox.claim(first, AT), tx.outbox.claim(first, AT + 1)]
        seen += [_due(tx), tx.outbox.next_due(), _one(tx, "x").claimed_at]
        seen += [[one.id for one in tx.outbox.claimed()] == [first.id]]
        seen += [tx.outbox.on_its_way(ANNA, "x"), tx.outbox.on_its_way(ANNA, "y")]
        seen += [tx.outbox.on_its_way(BORIS, "x")]
        tx.outbox.postpone(first, LATER)
        seen += [tx.outbox.claimed(), tx.outbox.next_due(), tx.outbox.on_its_way(ANNA, "x")]
        seen += [tx.outbox.claim(first, LATER)]
        tx.outbox.put(ANNA, "x", 1, AT)
        seen += [tx.outbox.claimed(), tx.outbox.claim(first, LATER)]
        return seen

    assert await db.write(take) == [
        *(True, False, [], None, AT, True),
        *(True, False, False, [], LATER, False),
        *(True, [], False),
    ]


async def test_while_one_is_on_its_way_the_persons_others_wait(db: Database) -> None:
    """Also one that is more urgent; another person's go out."""

    def take(tx: Tx) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
        tx.outbox.put(ANNA, "all", 1, AT, priority=Priority.BROADCAST)
        assert tx.outbox.claim(_one(tx, "all"), AT)
        tx.outbox.put(ANNA, "moved", 1, AT)
        tx.outbox.put(BORIS, "moved", 1, AT)
        before = _due(tx)
        tx.outbox.done(_one(tx, "all"))
        return before, _due(tx)

    assert await db.write(take) == (
        [(BORIS, "moved")],
        [(ANNA, "moved"), (BORIS, "moved")],
    )


async def test_while_one_has_failed_later_ones_wait(db: Database) -> None:
    """Those of the same urgency or less; what others wait for does not wait for a broadcast."""

    def fail(tx: Tx) -> list[list[tuple[int, str]]]:
        tx.outbox.put(ANNA, "reminder", 0, AT, priority=Priority.REMINDER)
        tx.outbox.postpone(_one(tx, "reminder"), LATER, failed=True)
        tx.outbox.put(ANNA, "all", 1, AT, priority=Priority.BROADCAST)
        tx.outbox.put(BORIS, "all", 1, AT, priority=Priority.BROADCAST)
        seen = [_due(tx)]
        tx.outbox.put(ANNA, "moved", 1, AT)
        seen.append(_due(tx))
        tx.outbox.done(_one(tx, "moved"))
        seen.append(_due(tx, LATER))
        tx.outbox.done(_one(tx, "reminder"))
        return [*seen, _due(tx)]

    assert await db.write(fail) == [
        [(BORIS, "all")],
        [(ANNA, "moved"), (BORIS, "all")],
        [(ANNA, "reminder"), (BORIS, "all")],
        [(ANNA, "all"), (BORIS, "all")],
    ]


async def test_what_was_put_down_before_the_one_that_failed_does_not_wait(db: Database) -> None:
    """It only was not due yet: it goes in its place."""

    def fail(tx: Tx) -> list[tuple[int, str]]:
        tx.outbox.put(ANNA, "first", 1, AT, due=AT + 50)
        tx.outbox.put(ANNA, "second", 1, AT)
        tx.outbox.postpone(_one(tx, "second"), LATER, failed=True)
        return _due(tx, AT + 60)

    assert await db.write(fail) == [(ANNA, "first")]


async def test_what_only_waits_for_its_time_holds_nothing_up(db: Database) -> None:
    def wait(tx: Tx) -> list[tuple[int, str]]:
        tx.outbox.put(ANNA, "desk", 1, AT)
        tx.outbox.postpone(_one(tx, "desk"), LATER)
        tx.outbox.put(ANNA, "moved", 1, AT)
        return _due(tx)

    assert await db.write(wait) == [(ANNA, "moved")]


async def test_the_next_is_the_earliest_of_any_priority(db: Database) -> None:
    def put(tx: Tx) -> list[object]:
        seen: list[object] = [tx.outbox.next_due(), tx.outbox.waiting(AT)]
        tx.outbox.put(ANNA, "moved", 1, AT, due=AT + 30)
        tx.outbox.put(ANNA, "all", 1, AT, due=AT + 20, priority=Priority.BROADCAST)
        tx.outbox.put(BORIS, "reminder", 0, AT, due=AT + 10, priority=Priority.REMINDER)
        seen += [tx.outbox.next_due(), tx.outbox.waiting(AT + 20)]
        assert tx.outbox.claim(_one(tx, "reminder"), AT + 10)
        return [*seen, tx.outbox.next_due()]

    hand_off, reminder, broadcast = Priority
    assert await db.write(put) == [
        None,
        {hand_off: 0, reminder: 0, broadcast: 0},
        AT + 10,
        {hand_off: 0, reminder: 1, broadcast: 1},
        AT + 20,
    ]


async def test_nothing_is_put_down_for_whoever_cannot_be_reached(db: Database) -> None:
    """From the moment that they are lost until they are back."""

    def lose(tx: Tx) -> list[int]:
        seen = []
        for lost in (True, False):
            assert tx.persons.lost(ANNA, AT) if lost else tx.persons.back(ANNA)
            tx.outbox.put(ANNA, "moved", 1, AT)
            seen.append(len(waiting(tx)))
        return seen

    assert await db.write(lose) == [0, 1]


async def test_one_that_failed_and_the_next_do_not_wait_for_each_other(db: Database) -> None:
    """The one that failed is due again later than the next one ever was: it goes first still."""

    def give(tx: Tx) -> list[list[tuple[int, str]]]:
        tx.outbox.put(ANNA, "first", 1, AT)
        tx.outbox.put(ANNA, "second", 1, AT + 1)
        tx.outbox.postpone(_one(tx, "first"), AT + 50, failed=True)
        seen = [_due(tx, AT + 40), _due(tx, AT + 60)]
        tx.outbox.done(_one(tx, "first"))
        return [*seen, _due(tx, AT + 60)]

    assert await db.write(give) == [[], [(ANNA, "first")], [(ANNA, "second")]]
