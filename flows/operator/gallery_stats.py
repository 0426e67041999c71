"""Screens of an area in figures."""

from collections.abc import Iterator
from dataclasses import replace

from flows.model import Role
from flows.operator import stats
from flows.operator.figures import DAYS, Key, Rung, Slow, states_of
from flows.operator.shown import AREAS, ID
from flows.operator.stats import Counted, Crowd, Part, Stats
from flows.roles import FLOWS
from flows.scopes import Reach
from flows.screens import Screen, Text, say
from flows.spans import DAY, HOUR


def stats_screens() -> Iterator[Screen]:
    crowds = [Crowd(role, 1_000_000, 999_999) for role in Role]
    slow = [
        Slow(Key(flow.role, flow.edition, state.key), 200, 3, 2 * DAY)
        for flow in FLOWS
        for state in flow.states
    ]
    days = [ID] * DAYS
    for where in AREAS:
        parts = [Part(code, "Школа № 5", 10, 0) for code in ("r16", f"m{ID}", f"s{ID}")]
        bare = Stats(where, Counted(10, 0, 3), crowds, (), days, days)
        yield stats.stats(replace(bare, crowds=()))
        full = replace(
            bare,
            schools=Counted(10, 9, 3),
            parts=parts,
            first=8,
            more=True,
            above="a",
            asked=(5, HOUR),
        )
        yield stats.stats(full)
        yield stats.caption(full)
        if where.area.reach is Reach.SCHOOL:
            yield stats.stats(replace(bare, schools=Counted(1, 1, 0)))
    for at in range(len(slow)):
        yield stats.stats(replace(bare, slow=slow[at : at + 1]))
    yield Screen(
        (
            tuple(Text(f"chart-role-{role}") for role in Role),
            (Text("chart.begun"), Text("chart.ended")),
        )
    )
    yield Screen(((say("chart.funnel", where="Казань"), say("chart.month", where="Казань")),))
    yield Screen(((Text("note-drawing"),),))
    for flow in FLOWS:
        for usual in (None, 60, HOUR, 3 * DAY):
            rungs = [Rung(one, 5, 9, usual) for one in states_of(flow.role, flow.edition)]
            yield stats.role_page(AREAS[0], flow.role, rungs, flow.edition)
