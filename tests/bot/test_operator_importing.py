"""/import: looked at first, loaded as a whole or not at all, within one's right, kept nowhere."""

import datetime as dt
from collections.abc import Iterator
from itertools import count
from typing import Final

import pytest

from bot.actions import joining
from bot.actions.operator import importing, judging
from bot.actions.operator.importing import Misjudged, Tokens
from bot.actions.operator.judging import Judged, Plan
from flows.model import Role
from flows.operator.roster import Roster, read
from flows.scopes import EVERYWHERE
from flows.spans import DAY
from storage import By, Identity, Tx
from tests.bot.test_operators_only import Region, region
from tests.storage.three_places import NOW, OPERATORS, ROOT
from tests.storage.two_schools import WHO

__all__ = ["region"]
TODAY: Final = dt.datetime.fromtimestamp(NOW, dt.UTC).date()
SCHOOLS: Final = ["Регион", "Муниципалитет", "Школа", "ИНН"]
RIGHTS: Final = ["Регион", "Муниципалитет", "Школа", "Уровень", "До", "Кому"]
INN: Final = "7707083893"
_numbers: Iterator[int] = count()
TOKENS: Final = Tokens(lambda: f"i{next(_numbers):016}", lambda: f"o{next(_numbers):022}")


def table(*rows: tuple[str, ...], rights: tuple[tuple[str, ...], ...] = ()) -> Roster:
    sheets = [[SCHOOLS, *map(list, rows)]]
    return read([*sheets, [RIGHTS, *map(list, rights)]] if rights else sheets, TODAY, "59")


def by(name: str) -> By:
    return By(ROOT, True, NOW) if name == "root" else By(OPERATORS[name], False, NOW)


async def judged(region: Region, who: str, roster: Roster) -> Plan:
    return await region.db.read(lambda tx: judging.plan(tx, by(who), roster, TODAY))


async def loaded(region: Region, who: str, roster: Roster) -> tuple[Plan, bool]:
    digest = (await judged(region, who, roster)).digest
    return await region.db.write(
        lambda tx: importing.load(tx, by(who), roster, TODAY, digest, TOKENS)
    )


def states(rows: list[Judged]) -> list[str]:
    return [one.why or one.state for one in rows]


def leave(tx: Tx, school: int) -> None:
    claims = "UPDATE staff SET standing = 'claim' WHERE school_id = :school AND role = 'admin'"
    tx.execute(claims, {"school": school})


async def test_rows_are_told_apart_and_nothing_changes_by_looking(region: Region) -> None:
    roster = table(
        ("59", "Пермь", "Школа № 77", INN),
        ("", "Пермь", "МБОУ СОШ № 1", ""),
        ("", "Пермь", "Школа № 1", INN),
        ("", "Пермь", "Школа 77", ""),
        ("16", "Казань", "Школа № 1", ""),
    )
    before = await region.db.read(lambda tx: tx.tables.schools(by("root"), EVERYWHERE))
    plan = await judged(region, "region", roster)
    assert states(plan.schools) == ["new", "same", "twice", "twice", "right"]
    after = await region.db.read(lambda tx: tx.tables.schools(by("root"), EVERYWHERE))
    assert before == after


async def test_a_school_with_an_administrator_is_theirs_to_change(region: Region) -> None:
    roster = table(("59", "Пермь", "Школа № 1", INN))
    assert states((await judged(region, "region", roster)).schools) == ["headed"]
    school = region.ground.ids.school
    await region.db.write(lambda tx: leave(tx, school))
    plan, done = await loaded(region, "region", roster)
    assert (states(plan.schools), done) == (["changed"], True)
    kept = await region.db.read(lambda tx: tx.schools.get(school))
    assert kept is not None
    assert (kept.inn, kept.name) == (INN, "Школа № 1")


async def test_a_new_school_gets_a_link_for_its_first_administrator_and_only_that(
    region: Region,
) -> None:
    roster = table(("59", "Пермь", "Школа № 77", ""))
    plan, done = await loaded(region, "town", roster)
    assert done
    (one,) = plan.schools
    assert await standing(region, "stranger", one.token) == "head"
    again, _ = await loaded(region, "town", roster)
    assert (states(again.schools), again.schools[0].token) == (["same"], "")
    assert await standing(region, "family", one.token) is None


async def standing(region: Region, who: str, token: str) -> str | None:
    """Follow a link, and return what one is at its school."""
    await region.acts(who, joining.enter(token))

    def act(tx: Tx) -> str | None:
        invitation = tx.invitations.find(token)
        assert invitation is not None
        rows = [row for row in tx.staff.of(WHO[who]) if row.school_id == invitation.school_id]
        return rows[0].standing if rows else None

    return await region.db.read(act)


async def test_who_came_by_themselves_meanwhile_keeps_their_school(region: Region) -> None:
    """A link that lies about in a mailbox takes nobody's school away."""
    plan, _ = await loaded(region, "town", table(("59", "Пермь", "Школа № 77", "")))
    (one,) = plan.schools
    await region.db.write(lambda tx: heads(tx, WHO["claim"], one.school))
    assert await standing(region, "stranger", one.token) is None
    assert await region.db.read(
        lambda tx: [row.person_id for row in tx.staff.admins(one.school)]
    ) == [WHO["claim"]]


def heads(tx: Tx, person: int, school: int) -> None:
    tx.staff.join(person, school, Role.ADMIN, "head", NOW)


async def test_a_link_that_nobody_opened_is_given_once_more(region: Region) -> None:
    roster = table(("59", "Пермь", "Школа № 77", ""))
    first, _ = await loaded(region, "town", roster)
    second, done = await loaded(region, "town", roster)
    assert done
    assert first.schools[0].token == second.schools[0].token != ""


async def test_the_longest_standing_link_has_an_end(region: Region) -> None:
    plan, _ = await loaded(region, "town", table(("59", "Пермь", "Школа № 77", "")))
    token = plan.schools[0].token
    late = NOW + (importing.HEAD_DAYS + 1) * DAY
    view = await region.acts("stranger", joining.enter(token), late)
    assert view.note is not None
    assert view.note.key == "invitation-expired-first"


async def test_coordinators_get_links_within_what_one_has_to_give(region: Region) -> None:
    rights = (
        ("59", "", "", "полный", "", "Иванова"),
        ("59", "Пермь", "", "чтение", "", "Петрова"),
        ("59", "Пермь", "Школа № 77", "полный", "", "Сидорова"),
        ("59", "Кунгур", "", "чтение", "", ""),
        ("59", "Пермь", "Школа № 999", "чтение", "", ""),
    )
    roster = table(("59", "Пермь", "Школа № 77", ""), rights=rights)
    plan, done = await loaded(region, "town", roster)
    assert done
    assert states(plan.coordinators) == ["right", "new", "new", "right", "unknown"]
    made = [one.token for one in plan.coordinators if one.token]
    grants = await region.db.read(lambda tx: [tx.grants.find(token) for token in made])
    school = plan.schools[0].school
    assert [(one.school_id, one.level.value) for one in grants if one] == [
        (None, "read"),
        (school, "full"),
    ]


async def test_a_right_does_not_outlast_ones_own(region: Region) -> None:
    rights = (("59", "", "", "чтение", "", ""), ("59", "", "", "чтение", TODAY.isoformat(), ""))
    plan = await judged(region, "ends soon", table(rights=rights))
    assert states(plan.coordinators) == ["term", "term"]


async def test_what_was_judged_otherwise_is_shown_again_and_not_loaded(region: Region) -> None:
    roster = table(("59", "Пермь", "Школа № 77", ""), ("59", "Пермь", "Школа № 78", ""))
    digest = (await judged(region, "town", roster)).digest
    there = Identity("59", "Пермь", "Школа № 78", "", "пермь", "школа 78")
    assert await region.db.write(lambda tx: tx.schools.add(there, NOW)) is not None
    plan, done = await region.db.write(
        lambda tx: importing.load(tx, by("town"), roster, TODAY, digest, TOKENS)
    )
    assert (states(plan.schools), done) == (["new", "same"], False)
    new = there._replace(name="Школа № 77", name_key="школа 77")
    assert await region.db.read(lambda tx: tx.schools.same(new)) is None


async def test_a_row_that_fails_takes_the_whole_table_back(
    region: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    roster = table(
        ("59", "Пермь", "Школа № 77", ""), rights=(("59", "Пермь", "", "чтение", "", ""),)
    )
    digest = (await judged(region, "town", roster)).digest
    monkeypatch.setattr("storage.grants.Grants.make", lambda *_: None)
    with pytest.raises(Misjudged):
        await region.db.write(
            lambda tx: importing.load(tx, by("town"), roster, TODAY, digest, TOKENS)
        )
    new = Identity("59", "Пермь", "Школа № 77", "", "пермь", "школа 77")
    assert await region.db.read(lambda tx: tx.schools.same(new)) is None


@pytest.mark.parametrize("who", ["reader", "neighbour", "other region", "revoked", "expired"])
async def test_whoever_may_not_act_here_loads_nothing(region: Region, who: str) -> None:
    roster = table(("59", "Пермь", "Школа № 77", ""), rights=(("59", "Пермь", "", "", "", "я"),))
    plan, done = await loaded(region, who, roster)
    assert (states(plan.schools), states(plan.coordinators), done) == (["right"], ["right"], False)


async def test_the_journal_says_how_much_was_loaded(region: Region) -> None:
    rights = (("59", "Пермь", "", "чтение", "", "Петрова"),)
    await loaded(region, "town", table(("59", "Пермь", "Школа № 77", ""), rights=rights))
    rows = await region.db.read(lambda tx: tx.audit.listed(by("root"), most=9))
    assert [(row.act, row.detail) for row in rows[:2]] == [
        ("imported", "1 0 1"),
        ("grant_made", "read"),
    ]
    assert "Петрова" not in str(rows)
