"""/stats, /schools and /stuck: what they show follows from who stands where."""

from dataclasses import replace
from typing import Final

import pytest

from bot.actions.operator import schools, stats, stuck
from flows.operator import figures
from flows.operator.figures import DAYS, Key, Slow, per_day, slow, usual
from flows.operator.schools import FILTERS
from flows.operator.stuck import Stuck, days_of, places, too_long
from flows.screens import Page, Screen
from flows.spans import DAY, bucket_of
from tests.bot.test_operators_only import Region, region
from tests.storage.three_places import NOW

__all__ = ["region"]
TODAY: Final = NOW - NOW % DAY
APPLY: Final = Key("teacher", "vk", "apply")
WEEK: Final = {0: {bucket_of(2 * DAY): 40}}


def keys(screen: Screen) -> list[str]:
    return [line.key for part in screen.paragraphs for line in part]


def pages(screen: Screen) -> list[Page]:
    return [one.does for row in screen.rows for one in row if isinstance(one.does, Page)]


async def test_a_region_leads_to_its_towns_and_they_to_their_schools(region: Region) -> None:
    view, _ = await region.does("root", stats.shown("r59"))
    assert {"stats.title", "stats.schools", "stats-crowd-teacher"} <= set(keys(view.screen))
    towns = [one for one in pages(view.screen) if one.name == "stats" and one.arg.startswith("m")]
    assert len(towns) == 2
    view, _ = await region.does("root", stats.shown(f"m{region.ground.ids.school}"))
    below = [one.arg for one in pages(view.screen) if one.name == "stats"]
    assert f"s{region.ground.ids.school}" in below
    assert "r59" in below


async def test_what_is_typed_finds_the_place(region: Region) -> None:
    for text, code in (("пермск", "r59"), ("Пермь", f"m{region.ground.ids.school}")):
        view, _ = await region.does("root", stats.asked(text), typed=True)
        shown = {one.arg for one in pages(view.screen) if one.name == "stats_pictures"}
        assert shown == {code}, text
    view, _ = await region.does("town", stats.asked("Кунгур"), typed=True)
    assert view.note is not None
    assert view.note.key == "note-no_area"


async def test_the_counts_of_a_school_are_those_of_its_people(region: Region) -> None:
    school = region.ground.ids.school
    view, _ = await region.does("school", stats.shown(f"s{school}"))
    crowds = {line.key: line.args for part in view.screen.paragraphs for line in part}
    sql = "SELECT COUNT(*) FROM journeys WHERE school_id = :school AND role = 'teacher'"
    counted = await region.db.read(lambda tx: tx.execute(sql, {"school": school}).fetchone())
    assert crowds["stats-crowd-teacher"]["people"] == counted[0]


@pytest.mark.parametrize("name", FILTERS)
async def test_each_filter_and_order_lists_schools_of_the_area(region: Region, name: str) -> None:
    at = FILTERS.index(name)
    for sort in range(3):
        view, _ = await region.does("town", schools.listed("", f"{at}{sort}.0"))
        shown = {one.arg for one in pages(view.screen) if one.name == "op_school"}
        assert shown <= {str(region.ground.ids.school), str(region.ground.places.town.other)}
        assert bool(shown) != ("schools.none" in keys(view.screen))


async def test_a_note_is_written_shown_and_taken_back(region: Region) -> None:
    school = region.ground.ids.school
    view, _ = await region.does("town", schools.opened(str(school)))
    assert "sheet.note" in keys(view.screen)
    view, did = await region.does("root", schools.drop_note(str(region.ground.ids.note)))
    assert did
    assert "op-notes.none" in keys(view.screen)
    _, did = await region.does("town", schools.drop_note(str(region.ground.ids.note)))
    assert not did, "only its author takes a note back"


async def test_who_is_stuck_is_grouped_by_school_and_reminded(region: Region) -> None:
    school = region.ground.ids.school
    later = NOW + 20 * DAY
    view = await region.looks("town", stuck.listed("", "3"), later)
    here = [one for one in pages(view.screen) if one.name == "stuck_at"]
    assert here[0].arg == f"s{school}"
    view = await region.looks("town", stuck.opened(f"s{school}", "3"), later)
    groups = [line for part in view.screen.paragraphs for line in part if line.key == "stuck-group"]
    assert {one.args["who"] for one in groups} >= {"own"}
    view = await region.acts("town", stuck.remind(f"s{school}", "3"), later)
    assert view.note is not None
    assert view.note.key == "note-reminded_all"
    assert view.note.args["count"] != 0


# -- what counts mean ------------------------------------------------------------------------------


def test_an_outage_of_a_step_is_said_and_an_ordinary_week_is_not() -> None:
    """Those who came lately and had their time stand there still; before, they did not."""
    spans = {APPLY: WEEK}
    days = range(TODAY - 40 * DAY, TODAY - 2 * DAY, DAY)
    entered = {APPLY: dict.fromkeys(days, 10)}
    assert usual(spans, APPLY) == pytest.approx(2.5 * DAY, rel=0.3)
    late = [day for day in days if day >= TODAY - 9 * DAY]
    outage = {APPLY: dict.fromkeys(late, 10)}
    (found,) = slow(outage, entered, spans, TODAY)
    assert isinstance(found, Slow)
    assert (found.key, found.left) == (APPLY, 0)
    ordinary = {APPLY: dict.fromkeys(late, 3)}
    assert slow(ordinary, entered, spans, TODAY) == ()
    drop_outs = {APPLY: dict.fromkeys(days, 8)}
    assert slow(drop_outs, entered, spans, TODAY) == (), "it was so before"
    few = {APPLY: dict.fromkeys(late, 1)}
    assert slow(few, {APPLY: dict.fromkeys(days, 1)}, spans, TODAY) == (), "too few to tell"
    assert slow(outage, entered, {}, TODAY) == (), "nobody knows what is usual"


def test_days_are_counted_up_to_today() -> None:
    entered = {APPLY: {TODAY: 3, TODAY - DAY: 2, TODAY - DAYS * DAY: 9}}
    counted = per_day(entered, TODAY, [APPLY])
    assert len(counted) == DAYS
    assert counted[-2:] == (2, 3)
    assert sum(counted) == 5


def test_the_funnel_counts_who_came_as_far() -> None:
    from flows.model import Role  # noqa: PLC0415

    standing = {APPLY: {TODAY: 4}, replace_state(APPLY, "finished"): {TODAY: 6}}
    rungs = figures.funnel(Role.TEACHER, "vk", standing, {APPLY: WEEK})
    reached = {rung.state.key: rung.reached for rung in rungs}
    assert reached["install"] == reached["apply"] == 10
    assert reached["create_chat"] == reached["finished"] == 6


def replace_state(key: Key, state: str) -> Key:
    return key._replace(state=state)


def test_too_long_is_twice_the_usual_time_and_some_days() -> None:
    assert too_long(APPLY, {APPLY: WEEK}, 3, TODAY) < TODAY - 4 * DAY
    assert too_long(APPLY, {}, 3, TODAY) == TODAY - 3 * DAY
    assert too_long(APPLY, {APPLY: WEEK}, 30, TODAY) == TODAY - 30 * DAY


def test_where_most_people_are_stuck_comes_first() -> None:
    wait = Key("teacher", "vk", "await_acceptance")
    found = places(
        {
            ("s1", "Школа № 1"): [Stuck(APPLY, 2, TODAY)],
            ("s2", "Школа № 2"): [Stuck(APPLY, 3, TODAY), Stuck(wait, 4, TODAY - DAY)],
        }
    )
    assert [one.code for one in found] == ["s2", "s1"]
    assert (found[0].people, found[0].blocker, found[0].since) == (7, "admin", TODAY - DAY)
    assert replace(found[0], groups=found[1].groups).blocker == "own"


@pytest.mark.parametrize(("text", "days"), [("7", 7), ("", 3), ("x", 3), ("0", 1), ("9999", 3)])
def test_days_are_read_off_a_button(text: str, days: int) -> None:
    assert days_of(text) == days
