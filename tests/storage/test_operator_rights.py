"""What operators may see and do where: every method that asks for `By` is tried by all of them."""

import inspect
from collections.abc import Callable
from typing import Any, Final, NamedTuple

import pytest

from flows.model import Role
from flows.operator.figures import Key
from flows.scopes import (
    EVERYWHERE,
    Area,
    Level,
    Reach,
    municipality_area,
    region_area,
    school_area,
)
from flows.spans import DAY
from storage import By, Database, Done, Offer, Tx
from storage.casts import Cast, Segment
from storage.overrides import Overrides
from tests.storage.three_places import (
    ACTING,
    LOOKING,
    NO_MORE,
    NOW,
    OPERATORS,
    ROOT,
    SOON,
    Places,
    by,
    settle,
)
from tests.storage.two_schools import AT, WHO, identity, tried

Act = Callable[[Tx, Places, By], Any]
EVERYBODY: Final = frozenset({"root", *OPERATORS})
APPLY: Final = Key("teacher", "vk", "apply")
IN_FORCE: Final = EVERYBODY - NO_MORE
ROOT_ONLY: Final = frozenset({"root"})


class Case(NamedTuple):
    """A call, by whom it gives something. `name` is `gateway.method` and what is special."""

    name: str
    allowed: frozenset[str]
    act: Act


def _offer(area: Area, ends: int = 0) -> Offer:
    return Offer(area, Level.READ, ends, NOW + SOON)


def _cast(tx: Tx, at: Places) -> Cast:
    found = tx.casts.get(at.cast)
    assert found is not None
    return found


def _walks(tx: Tx) -> int:
    journey = tx.journeys.current(WHO["accepted"])
    assert journey is not None
    return journey.id


def _headless(tx: Tx, at: Places) -> bool:
    """Let the school be without administrators."""
    claims = "UPDATE staff SET standing = 'claim' WHERE school_id = :school AND role = 'admin'"
    return tx.execute(claims, {"school": at.town.school}).rowcount > 0


_ROOT: Final = by("root")


def _overruling(act: Callable[[Overrides, By], Any]) -> Act:
    def tries(tx: Tx, _at: Places, who: By) -> Any:
        tx.overrides.put(_ROOT, "link", "x", "", "y")
        return act(tx.overrides, who)

    return tries


_OVERRULING: Final[dict[str, Callable[[Overrides, By], Any]]] = {
    "put": lambda of, who: of.put(who, "link", "x", "", "z"),
    "reset": lambda of, who: of.reset(who, "link", "x", ""),
    "undo": lambda of, who: of.undo(who, "link", "x", ""),
    "history": lambda of, who: of.history(who, "link", "x", "", 9),
}


def _claim(at: Places) -> int:
    return at.town.rows["claim"]


CASES: Final = [
    Case(
        "schools.operated",
        LOOKING | ROOT_ONLY,
        lambda tx, at, by: tx.schools.operated(by, at.town.school),
    ),
    Case(
        "schools.operated full",
        ACTING | ROOT_ONLY,
        lambda tx, at, by: tx.schools.operated(by, at.town.school, Level.FULL),
    ),
    Case(
        "staff.claims",
        ACTING | ROOT_ONLY,
        lambda tx, at, by: tx.staff.claims(by, at.town.school),
    ),
    Case(
        "staff.admit",
        ACTING | ROOT_ONLY,
        lambda tx, at, by: tx.staff.admit(by, _claim(at), "deputy"),
    ),
    Case("staff.dismiss", ACTING | ROOT_ONLY, lambda tx, at, by: tx.staff.dismiss(by, _claim(at))),
    Case(
        "schools.search",
        LOOKING | ROOT_ONLY,
        lambda tx, _, by: tx.schools.search(by, "Школа № 1", "", 9),
    ),
    Case(
        "figures.standing",
        LOOKING | ROOT_ONLY,
        lambda tx, at, by: tx.figures.standing(by, at.area),
    ),
    Case(
        "figures.standing of the town",
        LOOKING - {"school"} | ROOT_ONLY,
        lambda tx, _, by: tx.figures.standing(by, municipality_area("59", "пермь")),
    ),
    Case(
        "figures.entered of the region",
        frozenset({"root", "all", "region", "reader", "ends soon"}),
        lambda tx, _, by: tx.figures.entered(by, region_area("59"), 0),
    ),
    Case(
        "figures.schools",
        LOOKING | ROOT_ONLY,
        lambda tx, at, by: tx.figures.schools(by, at.area).total,
    ),
    Case(
        "figures.parts of everything",
        frozenset({"root", "all"}),
        lambda tx, _, by: tx.figures.parts(by, EVERYWHERE, 0, 9),
    ),
    Case(
        "listing.schools",
        LOOKING | ROOT_ONLY,
        lambda tx, at, by: tx.listing.schools(by, at.area, "all", "name", 0, 0, 9),
    ),
    Case(
        "listing.school",
        LOOKING | ROOT_ONLY,
        lambda tx, at, by: tx.listing.school(by, at.town.school),
    ),
    Case(
        "listing.lagging",
        LOOKING | ROOT_ONLY,
        lambda tx, at, by: tx.listing.lagging(by, at.area, APPLY, NOW + DAY),
    ),
    Case(
        "listing.people",
        LOOKING | ROOT_ONLY,
        lambda tx, at, by: tx.listing.people(by, at.town.school, APPLY, NOW + DAY, 9),
    ),
    Case(
        "notes.add",
        ACTING | ROOT_ONLY,
        lambda tx, at, by: tx.notes.add(by, at.town.school, "Позвонить"),
    ),
    Case(
        "mutes.add",
        ACTING | ROOT_ONLY,
        lambda tx, at, by: tx.mutes.add(by, at.area, None, "Каникулы", NOW + DAY),
    ),
    Case(
        "mutes.add for the region",
        frozenset({"root", "all", "region", "ends soon"}),
        lambda tx, _, by: tx.mutes.add(by, region_area("59"), APPLY, "Каникулы", NOW + DAY),
    ),
    Case(
        "mutes.listed",
        LOOKING | ROOT_ONLY,
        lambda tx, at, by: tx.mutes.listed(by, at.area, 9),
    ),
    Case("mutes.end", ACTING | ROOT_ONLY, lambda tx, at, by: tx.mutes.end(by, at.mute)),
    Case(
        "grants.quit",
        frozenset({"town"}),
        lambda tx, at, by: tx.grants.quit(by, at.grants["town"]),
    ),
    Case(
        "tables.schools",
        LOOKING | ROOT_ONLY,
        lambda tx, at, by: tx.tables.schools(by, at.area),
    ),
    Case(
        "tables.tickets",
        LOOKING | ROOT_ONLY,
        lambda tx, at, by: tx.tables.tickets(by, at.area),
    ),
    Case(
        "tables.all_tickets of all",
        LOOKING | ROOT_ONLY,
        lambda tx, _, by: list(tx.tables.all_tickets(by, EVERYWHERE)),
    ),
    Case(
        "tables.waits",
        LOOKING | ROOT_ONLY,
        lambda tx, at, by: tx.tables.waits(by, at.area, 0, 99),
    ),
    Case(
        "tables.all_schools of the region",
        frozenset({"root", "all", "region", "reader", "ends soon"}),
        lambda tx, _, by: list(tx.tables.all_schools(by, region_area("59"))),
    ),
    Case(
        "tables.all_waits of the town",
        LOOKING - {"school"} | ROOT_ONLY,
        lambda tx, _, by: list(tx.tables.all_waits(by, municipality_area("59", "пермь"))),
    ),
    Case("casts.own", ROOT_ONLY, lambda tx, at, by: tx.casts.own(by, at.cast)),
    Case("casts.listed", ROOT_ONLY, lambda tx, _, by: tx.casts.listed(by, 9)),
    Case(
        "casts.choose",
        ROOT_ONLY,
        lambda tx, at, by: tx.casts.choose(by, at.cast, Segment(at.area, "admin")),
    ),
    Case("casts.fill", ROOT_ONLY, lambda tx, at, by: tx.casts.fill(by, at.cast, 7, "x")),
    Case("casts.start", ROOT_ONLY, lambda tx, at, by: tx.casts.start(by, at.cast, 1, NOW)),
    Case(
        "casts.same",
        ROOT_ONLY,
        lambda tx, at, by: tx.casts.same(by, _cast(tx, at), 0),
    ),
    Case(
        "tickets.seen_by", LOOKING | ROOT_ONLY, lambda tx, at, by: tx.tickets.seen_by(by, at.ticket)
    ),
    Case(
        "tickets.seen_by to answer",
        ACTING | ROOT_ONLY,
        lambda tx, at, by: tx.tickets.seen_by(by, at.ticket, Level.FULL),
    ),
    Case(
        "tickets.listed",
        LOOKING | ROOT_ONLY,
        lambda tx, _, by: tx.tickets.listed(by, "open", 0, 9),
    ),
    Case(
        "tickets.figures",
        LOOKING | ROOT_ONLY,
        lambda tx, at, by: tx.tickets.figures(by, at.area, 0).open,
    ),
    Case(
        "replies.turn",
        frozenset({"root", "all"}),
        lambda tx, at, by: tx.replies.turn(by, at.reply, "approved"),
    ),
    Case("replies.listed", frozenset({"root", "all"}), lambda tx, _, by: tx.replies.listed(by, 9)),
    Case("notes.of", LOOKING | ROOT_ONLY, lambda tx, at, by: tx.notes.of(by, at.town.school, 9)),
    Case("notes.drop", ROOT_ONLY, lambda tx, at, by: tx.notes.drop(by, at.note)),
    Case("grants.rights", IN_FORCE, lambda tx, _, by: tx.grants.rights(by)),
    Case("grants.operates", IN_FORCE, lambda tx, _, by: tx.grants.operates(by)),
    Case(
        "grants.allows the school",
        LOOKING | ROOT_ONLY,
        lambda tx, at, by: tx.grants.allows(by, at.area),
    ),
    Case(
        "grants.allows the town",
        LOOKING - {"school"} | ROOT_ONLY,
        lambda tx, _, by: tx.grants.allows(by, municipality_area("59", "пермь")),
    ),
    Case(
        "grants.allows to act in the region",
        frozenset({"root", "all", "region", "ends soon"}),
        lambda tx, _, by: tx.grants.allows(by, region_area("59"), Level.FULL),
    ),
    Case(
        "grants.allows everything",
        frozenset({"root", "all"}),
        lambda tx, _, by: tx.grants.allows(by, EVERYWHERE),
    ),
    Case(
        "grants.make a reader of the school",
        ACTING - {"ends soon"} | ROOT_ONLY,
        lambda tx, at, by: tx.grants.make(by, "new", _offer(at.area)),
    ),
    Case(
        "grants.make one that ends",
        ACTING | ROOT_ONLY,
        lambda tx, at, by: tx.grants.make(by, "new", _offer(at.area, NOW + SOON)),
    ),
    Case(
        "grants.make one of the region",
        frozenset({"root", "all", "region"}),
        lambda tx, _, by: tx.grants.make(by, "new", _offer(region_area("59"))),
    ),
    Case(
        "grants.may_give a right over the town",
        frozenset({"root", "all", "region", "town"}),
        lambda tx, _, by: tx.grants.may_give(by, municipality_area("59", "пермь"), 0),
    ),
    Case(
        "invitations.first",
        ACTING | ROOT_ONLY,
        lambda tx, at, by: (
            _headless(tx, at) and tx.invitations.first(by, at.town.school, "y", 9, 9)
        ),
    ),
    Case(
        "schools.amend",
        ACTING | ROOT_ONLY,
        lambda tx, at, by: (
            _headless(tx, at) and tx.schools.amend(by, at.town.school, identity("Школа № 11"))
        ),
    ),
    *(
        Case(
            f"overrides.{name}",
            frozenset({"root", "all"}),
            _overruling(act),
        )
        for name, act in _OVERRULING.items()
    ),
    Case("grants.listed", ROOT_ONLY, lambda tx, _, by: tx.grants.listed(by, 0, 99)),
    Case("grants.seen_by", ROOT_ONLY, lambda tx, at, by: tx.grants.seen_by(by, at.grants["town"])),
    Case("grants.revoke", ROOT_ONLY, lambda tx, at, by: tx.grants.revoke(by, at.grants["town"])),
    Case(
        "audit.listed",
        LOOKING | ROOT_ONLY,
        lambda tx, at, by: tx.audit.listed(by, at.area, most=9),
    ),
    Case(
        "audit.listed of all",
        LOOKING | ROOT_ONLY,
        lambda tx, _, by: tx.audit.listed(by, most=9),
    ),
    Case(
        "audit.about",
        LOOKING | ROOT_ONLY,
        lambda tx, _, by: tx.audit.about(by, "person", WHO["claim"], 9),
    ),
    Case(
        "finding.journeys",
        LOOKING | ROOT_ONLY,
        lambda tx, _, by: tx.finding.journeys(by, WHO["accepted"]),
    ),
    Case(
        "finding.journey",
        LOOKING | ROOT_ONLY,
        lambda tx, _, by: tx.finding.journey(by, _walks(tx)),
    ),
    Case(
        "finding.journey full",
        ACTING | ROOT_ONLY,
        lambda tx, _, by: tx.finding.journey(by, _walks(tx), Level.FULL),
    ),
    Case(
        "finding.teachers",
        LOOKING | ROOT_ONLY,
        lambda tx, at, by: tx.finding.teachers(by, at.town.school, 5, "А", 9),
    ),
    Case(
        "finding.at_school",
        LOOKING | ROOT_ONLY,
        lambda tx, at, by: tx.finding.at_school(by, at.town.school, 9),
    ),
    Case(
        "finding.staff",
        LOOKING | ROOT_ONLY,
        lambda tx, at, by: tx.finding.staff(by, at.area, "а", 9)[0],
    ),
]
UNASKED: Final = frozenset({"audit.add", "casts.draft"})
"""These write down what was allowed: the caller has asked."""


def test_every_method_that_asks_as_whom_is_tried() -> None:
    tx = Tx(lambda *_: None)  # type: ignore[arg-type]
    asking = {
        f"{name}.{method}"
        for name in Tx.__slots__
        if name not in {"execute", "seal"}
        for method, function in inspect.getmembers(getattr(tx, name), inspect.ismethod)
        if "by" in (asked := inspect.signature(function).parameters)
        and asked["by"].annotation is By
    }
    assert asking - UNASKED == {case.name.split()[0] for case in CASES}


def _prepare(tx: Tx) -> Places:
    places = settle(tx)
    for one in tx.journeys.in_class(places.town.klass, Role.TEACHER):
        tx.progress.add(one, one, "start", one.since)
    assert tx.notes.add(by("root"), places.town.school, "Позвонить")
    (note,) = tx.notes.of(by("root"), places.town.school, 9)
    mute = tx.mutes.add(by("root"), places.area, None, "Каникулы", NOW + DAY)
    cast = tx.casts.draft(by("root"), places.area)
    tx.casts.fill(by("root"), cast.id, 5, "same")
    sent = tx.casts.draft(by("root"), places.area)
    tx.casts.fill(by("root"), sent.id, 5, "same")
    tx.casts.start(by("root"), sent.id, 1, NOW)
    teacher = tx.journeys.current(WHO["accepted"])
    tx.staff.set_label(WHO["accepted"], places.town.school, Role.TEACHER, "Анна")
    ticket = tx.tickets.open(WHO["accepted"], teacher, "", AT)
    reply = tx.replies.propose(APPLY, "", "Обновите приложение", AT)
    places = places._replace(note=note.id, mute=mute, cast=cast.id)
    places = places._replace(ticket=ticket.id, reply=reply.id)
    tx.audit.add(by("root"), Done("claim_admitted", places.area, "person", WHO["claim"]))
    return places


def _gives(case: Case, places: Places, name: str) -> Callable[[Tx], bool]:
    return lambda tx: bool(case.act(tx, places, by(name)))


async def test_exactly_those_whose_right_covers_it_see_and_do_it(db: Database) -> None:
    places = await db.write(_prepare)
    found = {}
    for case in CASES:
        got = {name: await tried(db, _gives(case, places, name)) for name in EVERYBODY}
        found[case.name] = frozenset(name for name, yes in got.items() if yes)
    assert found == {case.name: case.allowed for case in CASES}


async def test_a_right_ends_at_its_moment(db: Database) -> None:
    await db.write(settle)

    def held(now: int) -> Callable[[Tx], bool]:
        return lambda tx: tx.grants.operates(by("ends soon", now))

    moments = (NOW, NOW + SOON - 1, NOW + SOON)
    assert [await db.read(held(now)) for now in moments] == [True, True, False]


async def test_what_was_given_on_ends_with_what_it_was_given_by(db: Database) -> None:
    """Down the whole line, those still to be opened as well; nobody else's."""
    places = await db.write(settle)

    def give_on(tx: Tx) -> list[int]:
        tx.persons.agree(71, language="ru", at=AT, notice=1)
        first = tx.grants.make(by("region"), "a", Offer(places.area, Level.FULL, 0, NOW + SOON))
        assert first is not None
        assert tx.grants.take(71, "a", NOW)
        second = tx.grants.make(
            By(71, False, NOW), "b", Offer(places.area, Level.READ, 0, NOW + SOON)
        )
        assert second is not None
        assert [one.id for one in tx.grants.listed(by("region"), 0, 9)] == [first.id, second.id]
        assert tx.grants.seen_by(By(71, False, NOW), first.id) is None
        return [first.id, second.id]

    given = await db.write(give_on)
    ended = await db.write(lambda tx: tx.grants.revoke(by("root"), places.grants["region"]))
    assert sorted(one.id for one in ended) == sorted([places.grants["region"], *given])
    assert await db.write(lambda tx: tx.grants.take(WHO["head"], "b", NOW)) is None
    assert await db.read(lambda tx: tx.grants.operates(by("town")))


async def test_a_link_is_taken_once_and_in_time(db: Database) -> None:
    await db.write(settle)

    def attempts(tx: Tx) -> list[bool]:
        tx.grants.make(by("root"), "late", Offer(EVERYWHERE, Level.FULL, 0, NOW + 9))
        tx.grants.make(by("root"), "once", Offer(EVERYWHERE, Level.FULL, 0, NOW + 9))
        return [
            tx.grants.take(WHO["head"], "late", NOW + 9) is not None,
            tx.grants.take(WHO["head"], "once", NOW + 8) is not None,
            tx.grants.take(WHO["deputy"], "once", NOW + 8) is not None,
            tx.grants.take(WHO["deputy"], "", NOW + 8) is not None,
        ]

    assert await db.write(attempts) == [False, True, False, False]


async def test_who_is_told_of_a_school_is_the_narrowest_first(db: Database) -> None:
    places = await db.write(settle)
    told = await db.read(lambda tx: tx.grants.people(places.town.school, NOW))
    names = {person: name for name, person in OPERATORS.items()}
    assert [names[one] for one in told] == ["school", "town", "region", "ends soon", "all"]
    everybody = await db.read(lambda tx: tx.grants.everybody(NOW))
    assert sorted(everybody) == sorted(OPERATORS[name] for name in set(OPERATORS) - NO_MORE)


async def test_whoever_is_forgotten_leaves_what_they_gave(db: Database) -> None:
    """It hangs on what they held their own by, so that it ends with that."""
    places = await db.write(settle)

    def gone(tx: Tx) -> list[int]:
        town = by("town")
        made = tx.grants.make(town, "t", Offer(places.area, Level.READ, 0, NOW + SOON))
        assert made is not None
        tx.persons.forget(OPERATORS["town"])
        return [one.id for one in tx.grants.revoke(by("root"), made.id)]

    assert len(await db.write(gone)) == 1


@pytest.mark.parametrize(
    ("area", "inside"),
    [
        (EVERYWHERE, {"everything", "region", "town", "school", "next town"}),
        (region_area("59"), {"region", "town", "school", "next town"}),
        (municipality_area("59", "пермь"), {"town", "school"}),
        (school_area("59", "пермь", 1), {"school"}),
    ],
)
def test_areas_lie_within_each_other(area: Area, inside: set[str]) -> None:
    areas = {
        "everything": EVERYWHERE,
        "region": region_area("59"),
        "town": municipality_area("59", "пермь"),
        "next town": municipality_area("59", "кунгур"),
        "school": school_area("59", "пермь", 1),
    }
    assert {name for name, one in areas.items() if area.holds(one)} == inside
    assert area.reach in set(Reach)


async def test_what_was_done_stays_without_who_was_forgotten(db: Database) -> None:
    places = await db.write(_prepare)

    def forget(tx: Tx) -> list[tuple[int, int, str]]:
        tx.audit.add(by("town"), Done("claim_dismissed", places.area, "school", 5, words="так"))
        tx.persons.forget(OPERATORS["town"])
        tx.persons.forget(WHO["claim"])
        rows = tx.audit.listed(by("root"), most=9)
        return [(one.person_id, one.subject, one.words) for one in rows]

    assert await db.write(forget) == [(0, 5, ""), (ROOT, 0, "")]
