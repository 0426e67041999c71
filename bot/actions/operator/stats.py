"""/stats: gather an area's figures. The right is asked for once for the whole area."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.actions.operating import NO_BUTTON, commanding, look_at, operating, where_of
from bot.actions.operator.areas import found_area
from bot.actions.school import number
from bot.actions.view import Action, View, Visit, present, view_of
from flows import Role
from flows.operator import figures
from flows.operator import stats as pages
from flows.operator.areas import Where
from flows.operator.figures import DAYS, LOOK_BACK, WEEKS, Days, Rung, Spans
from flows.operator.stats import SHOWN, Counted, Crowd, Part, Stats
from flows.regions import region
from flows.scopes import Area, Level, Reach, municipality_area, region_area
from flows.spans import DAY
from storage import By, Person, Tx
from storage.figures import Part as Row
from storage.keeping import day


def shown(code: str, first: str = "") -> Action:
    """Show an area by the code of its button; none: the operator's own."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        where = look_at(tx, by, code)
        if where is None:
            return present(tx, visit, NO_BUTTON)
        return view_of(person, pages.stats(gather(tx, visit, by, where, number(first))))

    return operating(act)


def asked(text: str) -> Action:
    """Answer the command; what is typed behind it names a region, municipality or school."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        where, note = found_area(tx, by, text)
        if where is None:
            return present(tx, visit, note)
        return view_of(person, pages.stats(gather(tx, visit, by, where)), note)

    return commanding(act)


def gather(tx: Tx, visit: Visit, by: By, where: Where, first: int = 0) -> Stats:
    """Gather what the page shows."""
    area, today = where.area, day(visit.now)
    standing = tx.figures.standing(by, area)
    entered = tx.figures.entered(by, area, today - LOOK_BACK * DAY)
    spans = tx.figures.spans(today - WEEKS * 7 * DAY)
    parts = tx.figures.parts(by, area, first, SHOWN + 1)
    return Stats(
        where,
        Counted(*tx.figures.schools(by, area)),
        crowds(standing),
        figures.slow(standing, entered, spans, today),
        figures.per_day(entered, today, figures.firsts(entered)),
        figures.per_day(entered, today, figures.lasts(entered)),
        [part_of(area, one) for one in parts[:SHOWN]],
        first,
        more=len(parts) > SHOWN,
        above=wider(tx, by, area),
        asked=tx.tickets.figures(by, area, today - DAYS * DAY),
    )


def crowds(standing: Days) -> list[Crowd]:
    """Count people by role, and how many of them are through."""
    found = []
    for role in Role:
        own = {one: sum(days.values()) for one, days in standing.items() if one.role == role}
        ends = sum(own[one] for one in figures.lasts(own))
        if own:
            found.append(Crowd(role, sum(own.values()), ends))
    return found


def part_of(area: Area, one: Row) -> Part:
    """Name a part of an area, and give the code of its button."""
    if area.reach is Reach.ALL:
        known = region(one.region)
        return Part(f"r{one.region}", known.name if known else one.region, one.schools, one.active)
    kind = "m" if area.reach is Reach.REGION else "s"
    return Part(f"{kind}{one.school_id}", one.name, one.schools, one.active)


def wider(tx: Tx, by: By, area: Area, level: Level = Level.READ) -> str:
    """Return the code of the area around this one, "" where there is none that may be seen."""
    around = {
        Reach.ALL: None,
        Reach.REGION: Area(),
        Reach.MUNICIPALITY: region_area(area.region),
        Reach.SCHOOL: municipality_area(area.region, area.place_key),
    }[area.reach]
    if around is None or not tx.grants.allows(by, around, level):
        return ""
    where = where_of(tx, around)
    return where.code if where else ""


def role_page(code: str, role: str) -> Action:
    """Show one role's way in an area."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        where = look_at(tx, by, code) if code and role in set(Role) else None
        if where is None:
            return present(tx, visit, NO_BUTTON)
        rungs = funnel(tx, visit, by, where, Role(role))
        return view_of(person, pages.role_page(where, Role(role), rungs, visit.edition))

    return operating(act)


def funnel(tx: Tx, visit: Visit, by: By, where: Where, role: Role) -> tuple[Rung, ...]:
    standing = tx.figures.standing(by, where.area)
    spans: Spans = tx.figures.spans(day(visit.now) - WEEKS * 7 * DAY)
    return figures.funnel(role, visit.edition, standing, spans)


@dataclass(frozen=True, slots=True)
class Drawing:
    """What the pictures of an area show, and in which language. `today` is a moment."""

    where: Where
    stats: Stats
    funnels: tuple[tuple[Role, tuple[Rung, ...]], ...]
    edition: str
    language: str
    today: int


def drawing(visit: Visit, code: str) -> Callable[[Tx], Drawing | None]:
    """Gather the pictures of an area; None for whoever may not look there."""

    def read(tx: Tx) -> Drawing | None:
        person = tx.persons.get(visit.person)
        where = look_at(tx, visit.by, code) if code and person else None
        if person is None or where is None:
            return None
        found = gather(tx, visit, visit.by, where)
        ways = tuple(
            (one.role, funnel(tx, visit, visit.by, where, one.role)) for one in found.crowds
        )
        return Drawing(where, found, ways, visit.edition, person.language, day(visit.now))

    return read
