"""Who may see and do what: every method that asks for a right is tried by everybody."""

import inspect
from collections.abc import Callable
from typing import Any, NamedTuple

from storage import By, Database, Terms, Tx
from tests.storage.two_schools import (
    ADMINS,
    AT,
    CLASS_TEACHERS,
    EVERYBODY,
    WHO,
    Everything,
    Place,
    build,
    identity,
    invite,
    snapshot,
    tried,
)

Act = Callable[[Tx, Place, int], Any]
NOBODY: frozenset[str] = frozenset()
HEAD = frozenset({"head"})
RUNNERS = ADMINS | CLASS_TEACHERS
READS = {"seen_by", "lines", "teachers", "claims", "current"}


class Case(NamedTuple):
    """A call, by whom it is allowed. `name` is `gateway.method` and what is special."""

    name: str
    allowed: frozenset[str]
    act: Act


def _seen(gives: str, of_class: bool = False) -> Act:
    def act(tx: Tx, place: Place, by: int) -> object:
        return tx.invitations.seen_by(by, _invitation(tx, place, gives, of_class))

    return act


def _current(gives: str, of_class: bool = False) -> Act:
    def act(tx: Tx, place: Place, by: int) -> object:
        klass = place.klass if of_class else None
        return tx.invitations.current(by, gives, place.school, klass)

    return act


def _made(gives: str, of_class: bool = False) -> Act:
    def act(tx: Tx, place: Place, by: int) -> object:
        klass = place.klass if of_class else None
        return tx.invitations.make(by, "new", Terms(gives, place.school, klass), AT)

    return act


def _foreign_class(tx: Tx, place: Place, by: int) -> object:
    terms = Terms("family", place.school, place.other_class)
    return tx.invitations.make(by, "new", terms, AT)


def _revoked(gives: str, of_class: bool = False) -> Act:
    def act(tx: Tx, place: Place, by: int) -> object:
        return tx.invitations.revoke(by, _invitation(tx, place, gives, of_class), AT)

    return act


def _bounded(gives: str, of_class: bool = False) -> Act:
    def act(tx: Tx, place: Place, by: int) -> object:
        return tx.invitations.bound(by, _invitation(tx, place, gives, of_class), AT, 5)

    return act


def _invitation(tx: Tx, place: Place, gives: str, of_class: bool) -> int:
    klass = place.klass if of_class else None
    made = tx.invitations.current(WHO["head"], gives, place.school, klass)
    assert made is not None
    return made.id


def _invitations(method: str, act: Callable[..., Act]) -> list[Case]:
    return [
        Case(f"invitations.{method} teacher", ADMINS, act("teacher")),
        Case(f"invitations.{method} deputy", ADMINS, act("deputy")),
        Case(f"invitations.{method} head", HEAD, act("head")),
        Case(f"invitations.{method} families", ADMINS, act("family")),
        Case(f"invitations.{method} class", RUNNERS, act("family", of_class=True)),
        Case(f"invitations.{method} teacher of class", ADMINS, act("teacher", of_class=True)),
    ]


CASES = [
    Case("schools.seen_by", ADMINS, lambda tx, at, by: tx.schools.seen_by(by, at.school)),
    Case(
        "schools.correct",
        ADMINS,
        lambda tx, at, by: tx.schools.correct(by, at.school, identity("Гимназия")),
    ),
    Case("classes.add", ADMINS, lambda tx, at, by: tx.classes.add(by, at.school, [(7, "А")])),
    Case("classes.seen_by", ADMINS, lambda tx, at, by: tx.classes.seen_by(by, at.klass)),
    Case("classes.lines", ADMINS, lambda tx, at, by: tx.classes.lines(by, at.school)),
    Case("classes.rename", ADMINS, lambda tx, at, by: tx.classes.rename(by, at.klass, 7, "Я")),
    Case("classes.remove", ADMINS, lambda tx, at, by: tx.classes.remove(by, at.empty)),
    Case("classes.set_link", ADMINS, lambda tx, at, by: tx.classes.set_link(by, at.klass, "l", AT)),
    Case(
        "classes.set_chat",
        CLASS_TEACHERS,
        lambda tx, at, by: tx.classes.set_chat(by, at.klass, "c", AT),
    ),
    Case(
        "staff.decide",
        ADMINS,
        lambda tx, at, by: tx.staff.decide(by, at.rows["waiting"], "accepted", ("waiting",), AT),
    ),
    Case("staff.undo", ADMINS, lambda tx, at, by: tx.staff.undo(by, at.rows["refused"], AT)),
    Case("staff.teachers", ADMINS, lambda tx, at, by: tx.staff.teachers(by, at.school, "waiting")),
    Case("staff.claims", ADMINS, lambda tx, at, by: tx.staff.claims(By(by, False, AT), at.school)),
    Case(
        "staff.claims operator",
        EVERYBODY,
        lambda tx, at, by: tx.staff.claims(By(by, True, AT), at.school),
    ),
    Case(
        "staff.admit",
        ADMINS,
        lambda tx, at, by: tx.staff.admit(By(by, False, AT), at.rows["claim"], "deputy"),
    ),
    Case(
        "staff.admit operator",
        EVERYBODY,
        lambda tx, at, by: tx.staff.admit(By(by, True, AT), at.rows["claim"], "deputy"),
    ),
    Case(
        "staff.dismiss",
        ADMINS,
        lambda tx, at, by: tx.staff.dismiss(By(by, False, AT), at.rows["claim"]),
    ),
    Case(
        "staff.dismiss operator",
        EVERYBODY,
        lambda tx, at, by: tx.staff.dismiss(By(by, True, AT), at.rows["claim"]),
    ),
    Case(
        "staff.hand_over",
        HEAD,
        lambda tx, at, by: tx.staff.hand_over(by, WHO["deputy"], at.school),
    ),
    Case("invitations.make of another school's class", NOBODY, _foreign_class),
    *_invitations("make", _made),
    *_invitations("seen_by", _seen),
    *_invitations("current", _current),
    *_invitations("revoke", _revoked),
    *_invitations("bound", _bounded),
]


def test_every_method_that_asks_for_a_right_is_tried() -> None:
    """A method with `by` joins the table above, as do the two that call it `person_id`.

    Where it is a `By`, it is an operator's: `test_operator_rights`.
    """
    tx = Tx(lambda *_: None)  # type: ignore[arg-type]
    asking = {
        f"{name}.{method}"
        for name in Tx.__slots__
        if name != "execute"
        for method, function in inspect.getmembers(getattr(tx, name), inspect.ismethod)
        if "by" in (asked := inspect.signature(function).parameters)
        and (asked["by"].annotation is not By or name == "staff")
    }
    asking |= {"schools.seen_by", "schools.correct"}
    assert asking == {case.name.split()[0] for case in CASES}


def _prepare(tx: Tx) -> tuple[Place, Everything]:
    place = build(tx)
    for gives in ("teacher", "deputy", "head", "family"):
        invite(tx, place, gives)
    for gives in ("teacher", "family"):
        invite(tx, place, gives, place.klass)
    return place, snapshot(tx.execute)


async def test_exactly_those_with_the_right_see_and_do_it(db: Database) -> None:
    """The others get nothing and change nothing; who only looks changes nothing either."""
    place, before = await db.write(_prepare)

    def attempt(case: Case, by: int) -> Callable[[Tx], tuple[bool, bool]]:
        """Return whether the call gave anything, and whether it changed anything."""
        return lambda tx: (bool(case.act(tx, place, by)), snapshot(tx.execute) != before)

    found = {}
    for case in CASES:
        outcomes = {name: await tried(db, attempt(case, by)) for name, by in WHO.items()}
        reads = case.name.split()[0].partition(".")[2] in READS
        yes, no = (True, not reads), (False, False)
        assert set(outcomes.values()) <= {yes, no}, case.name
        found[case.name] = frozenset(name for name, got in outcomes.items() if got == yes)
    assert found == {case.name: case.allowed for case in CASES}
