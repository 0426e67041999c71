"""A second claim to a school waits for its administrator or an operator, and says so."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.actions import claims, enrol, form
from flows import Role
from flows.screens import Day
from storage import By, Database, Identity, School, StaffRow
from tests.bot.schoolyard import (
    ANNA,
    AT,
    BORIS,
    INN,
    OPERATOR,
    OTHER_INN,
    TEACHER,
    VERA,
    Yard,
    keys,
    note,
    pages,
)
from tests.support.keys import SEAL


@pytest.fixture
async def yard(tmp_path: Path) -> AsyncIterator[Yard]:
    db = await Database.open(f"sqlite:///{tmp_path}/guide.db", clock_now=lambda: AT, seal=SEAL)
    one = Yard(db)
    await one.build()
    yield one
    await db.close()


async def _claims(yard: Yard, person: int, school: School) -> StaffRow:
    """Fill in the same form and ask to be let in."""
    await yard.fills(person, "44", "Кострома", "Школа 5", INN)
    await yard.do(person, enrol.claim(str(school.id)))
    row = await yard.run(lambda tx: tx.staff.get(person, school.id, Role.ADMIN))
    assert row is not None
    return row


@pytest.mark.parametrize(
    ("name", "inn", "by"),
    [("Другое имя", INN, "inn"), ("СОШ №5", INN, "inn"), ("СОШ №5", OTHER_INN, "name")],
)
async def test_the_same_school_is_seen_before_it_is_saved(
    yard: Yard, name: str, inn: str, by: str
) -> None:
    school = await yard.adds(ANNA)
    view = await yard.fills(BORIS, "44", "Кострома", name, inn)
    assert {"form-same.title", f"form-same.by_{by}", "form-same.how"} <= keys(view)
    assert {("claim_school", str(school.id), ""), ("form", by, "")} <= set(pages(view))
    assert "form-same.title" in keys(await yard.do(BORIS, enrol.save()))
    assert await yard.schools() == 1
    view = await yard.do(BORIS, form.open_form("all"))
    assert {"form-review.title", "form-review.save"} <= keys(view)


async def test_a_slip_is_corrected_and_the_school_is_added(yard: Yard) -> None:
    await yard.adds(ANNA)
    await yard.fills(BORIS, "44", "Кострома", "Школа № 5", OTHER_INN)
    await yard.do(BORIS, form.open_form("name"))
    assert "form-review.title" in keys(await yard.types(BORIS, "Школа № 15"))
    assert note(await yard.do(BORIS, enrol.save())) == "note-school-added"
    assert await yard.schools() == 2


async def test_a_claim_waits_and_gives_no_right(yard: Yard) -> None:
    school = await yard.adds(ANNA)
    await yard.fills(BORIS, "44", "Кострома", "Школа № 5", INN)
    view = await yard.do(BORIS, enrol.claim(str(school.id)))
    assert {"claimed.title", "claimed.by_admin", "claimed.unnamed"} <= keys(view)
    assert await yard.standing(BORIS, school.id) == "claim"
    assert (await yard.journey(BORIS)).school_id == school.id
    assert await yard.told(ANNA) == [("claim", school.id)]
    assert await yard.told(OPERATOR) == [("claim", school.id)]
    assert await yard.told(BORIS) == []
    assert await yard.run(lambda tx: tx.schools.seen_by(BORIS, school.id)) is None
    assert await yard.asks(BORIS) == ""
    assert note(await yard.do(BORIS, form.open_form(f"edit-{school.id}"))) == "note-no_button"


async def test_a_second_tap_claims_no_second_time(yard: Yard) -> None:
    school = await yard.adds(ANNA)
    await _claims(yard, BORIS, school)
    assert note(await yard.do(BORIS, enrol.claim(str(school.id)))) == "note-no_button"
    await yard.run(lambda tx: tx.outbox.drop_all(ANNA))
    await yard.do(BORIS, form.open_form("new"))
    await yard.types(BORIS, "44", "Кострома", "Школа № 5", INN)
    view = await yard.do(BORIS, enrol.claim(str(school.id)))
    assert "claimed.title" in keys(view)
    assert await yard.told(ANNA) == []
    assert len(await yard.run(lambda tx: tx.journeys.of(BORIS))) == 1


async def test_only_the_school_that_was_shown_is_claimed(yard: Yard) -> None:
    school = await yard.adds(ANNA)
    other = await yard.adds(VERA, "Школа № 6", OTHER_INN)
    await yard.fills(BORIS, "44", "Кострома", "Школа № 5")
    assert "form-inn.title" in keys(await yard.do(BORIS, enrol.claim(str(school.id))))
    await yard.do(BORIS, form.skip_inn())
    view = await yard.do(BORIS, enrol.claim(str(other.id)))
    assert "form-same.title" in keys(view)
    assert await yard.standing(BORIS, other.id) == ""


async def test_whoever_runs_the_school_goes_there_instead(yard: Yard) -> None:
    school = await yard.adds(ANNA)
    await yard.do(ANNA, form.open_form("new"))
    await yard.types(ANNA, "44", "Кострома", "Школа № 5", INN)
    view = await yard.do(ANNA, enrol.claim(str(school.id)))
    assert note(view) == "note-school-yours"
    assert await yard.standing(ANNA, school.id) == "head"


async def test_the_head_lets_a_deputy_in(yard: Yard) -> None:
    school = await yard.adds(ANNA)
    row = await _claims(yard, BORIS, school)
    view = await yard.do(ANNA, claims.listed(str(school.id)))
    assert ("claims", str(school.id), str(row.id)) in pages(view)
    view = await yard.do(ANNA, claims.listed(str(school.id), str(row.id)))
    assert {("admit", str(row.id), ""), ("dismiss", str(row.id), "")} <= set(pages(view))
    view = await yard.do(ANNA, claims.admit(str(row.id)))
    assert note(view) == "note-claim-admitted"
    assert "claims.nobody" in keys(view)
    assert await yard.standing(BORIS, school.id) == "deputy"
    assert await yard.standing(ANNA, school.id) == "head"
    assert await yard.told(BORIS) == [("admitted", school.id)]
    assert note(await yard.do(ANNA, claims.admit(str(row.id)))) == "note-decided"
    assert note(await yard.do(ANNA, claims.dismiss(str(row.id)))) == "note-decided"


async def test_a_dismissed_claimant_walks_alone_again(yard: Yard) -> None:
    school = await yard.adds(ANNA)
    row = await _claims(yard, BORIS, school)
    before = await yard.journey(BORIS)
    view = await yard.do(ANNA, claims.dismiss(str(row.id)))
    assert note(view) == "note-claim-dismissed"
    journey = await yard.journey(BORIS)
    assert (journey.id, journey.state, journey.school_id) == (before.id, before.state, None)
    assert await yard.standing(BORIS, school.id) == ""
    assert await yard.told(BORIS) == [("dismissed", journey.id)]
    view = await yard.do(ANNA, claims.listed(str(school.id), str(row.id)))
    assert note(view) == "note-decided"


@pytest.mark.parametrize("person", [BORIS, VERA, TEACHER])
async def test_nobody_else_sees_claims_or_decides(yard: Yard, person: int) -> None:
    school = await yard.adds(ANNA)
    row = await _claims(yard, BORIS, school)
    assert note(await yard.do(person, claims.listed(str(school.id)))) == "note-no_button"
    assert note(await yard.do(person, claims.admit(str(row.id)))) == "note-decided"
    assert note(await yard.do(person, claims.dismiss(str(row.id)))) == "note-decided"
    assert await yard.standing(BORIS, school.id) == "claim"


async def test_a_head_decides_on_no_other_schools_claims(yard: Yard) -> None:
    school = await yard.adds(ANNA)
    row = await _claims(yard, BORIS, school)
    await yard.adds(VERA, "Школа № 6", OTHER_INN)
    assert note(await yard.do(VERA, claims.admit(str(row.id)))) == "note-decided"
    assert await yard.standing(BORIS, school.id) == "claim"


async def test_an_operator_decides_where_there_is_no_head(yard: Yard) -> None:
    """An imported school has nobody: its first administrator is let in by an operator."""
    made = Identity("44", "Кострома", "Школа № 5", INN, "кострома", "школа 5")
    school = await yard.run(lambda tx: tx.schools.add(made, AT))
    assert school is not None
    await yard.fills(BORIS, "44", "Кострома", "Школа № 5", INN)
    view = await yard.do(BORIS, enrol.claim(str(school.id)))
    assert "claimed.by_operator" in keys(view)
    assert await yard.told(OPERATOR) == [("claim", school.id)]
    (row,) = await yard.run(lambda tx: tx.staff.claims(By(OPERATOR, True, AT), school.id))
    view = await yard.do(OPERATOR, claims.listed(str(school.id)))
    assert "go.school" not in keys(view)
    assert note(await yard.do(OPERATOR, claims.admit(str(row.id)))) == "note-claim-admitted"
    assert await yard.standing(BORIS, school.id) == "head"


async def test_a_claimant_introduces_themselves_once(yard: Yard) -> None:
    school = await yard.adds(ANNA)
    await _claims(yard, BORIS, school)
    await yard.run(lambda tx: tx.outbox.drop_all(ANNA))
    assert "introduce.title" in keys(await yard.do(BORIS, claims.introduce()))
    assert note(await yard.types(BORIS, "...")) == "note-label-empty"
    view = await yard.types(BORIS, "Завуч, кабинет 12")
    assert note(view) == "note-claim-introduced"
    assert "claimed.label" in keys(view)
    assert await yard.asks(BORIS) == ""
    assert await yard.told(ANNA) == [("claim", school.id)]
    view = await yard.do(ANNA, claims.listed(str(school.id)))
    named = view.screen.rows[0][0].text
    assert named.args["label"] == "Завуч, кабинет 12"
    assert isinstance(named.args["day"], Day)
    await yard.run(lambda tx: tx.outbox.drop_all(ANNA))
    await yard.do(BORIS, claims.introduce())
    await yard.types(BORIS, "Завуч")
    assert await yard.told(ANNA) == []


async def test_whoever_has_no_claim_is_not_asked_who_they_are(yard: Yard) -> None:
    school = await yard.adds(ANNA)
    for person in (ANNA, VERA, TEACHER):
        assert note(await yard.do(person, claims.introduce())) == "note-no_button"
    row = await _claims(yard, BORIS, school)
    await yard.do(BORIS, claims.introduce())
    await yard.do(ANNA, claims.admit(str(row.id)))
    await yard.types(BORIS, "Завуч")
    after = await yard.run(lambda tx: tx.staff.get(BORIS, school.id, Role.ADMIN))
    assert after is not None
    assert after.label == ""
    assert await yard.asks(BORIS) == ""
