"""An invitation is opened: who comes where, with what they have done so far."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.actions import joining, walk
from bot.actions.arrive import agree
from bot.actions.joining import enter, is_invitation
from flows.notice import NOTICE
from flows.screens import Tap
from storage import Database, Tx
from tests.bot.invited import (
    ADMIN,
    ANNA,
    AT,
    BORIS,
    DAY,
    DEPUTY,
    FAMILY,
    HEAD,
    OTHER_HEAD,
    TEACHER,
    VERA,
    Village,
    keys,
    note,
    pages,
    token,
    walks,
)
from tests.support.keys import SEAL

NEW = 5_000_000_099


@pytest.fixture
async def village(tmp_path: Path) -> AsyncIterator[Village]:
    db = await Database.open(f"sqlite:///{tmp_path}/guide.db", clock_now=lambda: AT, seal=SEAL)
    one = Village(db)
    await one.build()
    yield one
    await db.close()


@pytest.mark.parametrize("forged", ["", "i", "i" + "a" * 15, "i" + "a" * 17, "j" + "a" * 16])
def test_what_is_no_token_is_not_looked_up(forged: str) -> None:
    assert is_invitation(token())
    assert not is_invitation(forged)


@pytest.mark.parametrize("payload", ["", "school_12", token(77)])
async def test_an_unknown_token_says_so_and_changes_nothing(village: Village, payload: str) -> None:
    view = await village.do(ANNA, enter(payload))
    assert note(view) == "invitation-unknown"
    assert await village.journeys(ANNA) == []


async def test_whoever_has_not_agreed_is_asked_first_and_leaves_no_trace(village: Village) -> None:
    one = await village.invite("teacher")
    view = await village.open(NEW, one)
    assert note(view) == "note-not_started"
    assert await village.uses(one) == 0
    assert await village.run(lambda tx: tx.persons.get(NEW)) is None


async def test_a_stranger_who_just_agreed_stands_in_the_school(village: Village) -> None:
    one = await village.invite("teacher", village.klass)
    await village.do(NEW, agree(f"ru.{NOTICE}", "", 9))
    view = await village.open(NEW, one)
    journey = await village.current(NEW)
    assert (journey.role, journey.state) == (TEACHER, "install")
    assert (journey.school_id, journey.class_id) == (village.school, village.klass)
    assert await village.standing(NEW, TEACHER) == "joined"
    assert await village.uses(one) == 1
    assert note(view) == "invitation-welcome-teacher"
    assert {"vk-teacher-install.title", "hat-class"} <= keys(view)


async def test_whoever_walked_alone_walks_on_for_the_school(village: Village) -> None:
    one = await village.invite("teacher", village.klass)
    alone = await village.run(lambda tx: walks(tx, ANNA, TEACHER, "apply"))
    await village.open(ANNA, one)
    (journey,) = await village.journeys(ANNA)
    assert (journey.id, journey.state) == (alone.id, "apply")
    assert (journey.school_id, journey.class_id) == (village.school, village.klass)
    record = await village.run(lambda tx: tx.progress.of(journey.id))
    assert [row.event for row in record] == ["start", f"join:{village.school}.{village.klass}"]


async def test_whoever_is_there_already_puts_that_hat_on(village: Village) -> None:
    one = await village.invite("teacher", village.klass)
    there = await village.teaches(ANNA)
    await village.run(lambda tx: walks(tx, ANNA, FAMILY, "install", variant="parent"))
    view = await village.open(ANNA, one)
    assert (await village.current(ANNA)).id == there.id
    assert len(await village.journeys(ANNA)) == 2
    assert await village.standing(ANNA, TEACHER) == "accepted"
    assert "vk-teacher-finished.title" in keys(view)


async def test_opened_twice_somebody_is_counted_once(village: Village) -> None:
    one = await village.invite("teacher", most=1)
    for _ in range(2):
        view = await village.open(ANNA, one)
        assert note(view) == "invitation-welcome-teacher"
    assert await village.uses(one) == 1
    assert len(await village.journeys(ANNA)) == 1


async def test_a_whole_schools_link_leaves_the_class_open(village: Village) -> None:
    one = await village.invite("teacher")
    await village.open(ANNA, one)
    journey = await village.current(ANNA)
    assert (journey.school_id, journey.class_id) == (village.school, None)


async def test_a_whole_schools_link_finds_the_class_one_is_in(village: Village) -> None:
    there = await village.teaches(ANNA)
    await village.open(ANNA, await village.invite("teacher"))
    assert (await village.current(ANNA)) == there


async def test_a_classs_link_places_whoever_had_no_class(village: Village) -> None:
    await village.open(ANNA, await village.invite("teacher"))
    await village.open(ANNA, await village.invite("teacher", village.klass))
    (journey,) = await village.journeys(ANNA)
    assert journey.class_id == village.klass


async def test_another_class_is_another_journey(village: Village) -> None:
    first = await village.teaches(ANNA)
    await village.open(ANNA, await village.invite("teacher", village.next_class))
    mine = await village.journeys(ANNA)
    assert [one.class_id for one in mine] == [village.klass, village.next_class]
    assert mine[0] == first
    assert (await village.current(ANNA)).id == mine[1].id


async def test_the_teacher_of_another_school_walks_for_both(village: Village) -> None:
    elsewhere = await village.run(lambda tx: walks(tx, ANNA, TEACHER, "apply", village.other))
    await village.open(ANNA, await village.invite("teacher"))
    assert [one.school_id for one in await village.journeys(ANNA)] == [
        village.other,
        village.school,
    ]
    assert (await village.journeys(ANNA))[0] == elsewhere


async def test_a_family_is_asked_who_it_is_and_not_counted_before(village: Village) -> None:
    one = await village.invite("family", village.klass)
    view = await village.open(ANNA, one)
    choices = [page for page in pages(view) if page[1] == one.token]
    assert choices == [("enter", one.token, "parent"), ("age", one.token, "")]
    assert await village.journeys(ANNA) == []
    assert await village.uses(one) == 0
    await village.open(ANNA, one, "student")
    journey = await village.current(ANNA)
    assert (journey.role, journey.variant, journey.class_id) == (FAMILY, "student", village.klass)
    assert await village.uses(one) == 1


@pytest.mark.parametrize("forged", ["teacher", "nobody"])
async def test_a_forged_answer_to_who_one_is_asks_again(village: Village, forged: str) -> None:
    one = await village.invite("family", village.klass)
    view = await village.open(ANNA, one, forged)
    assert "enter" in {name for name, _, _ in pages(view)}
    assert await village.journeys(ANNA) == []


async def test_a_family_that_walks_is_not_asked_again(village: Village) -> None:
    alone = await village.run(
        lambda tx: walks(tx, ANNA, FAMILY, "create_profile", variant="student")
    )
    one = await village.invite("family", village.klass)
    await village.open(ANNA, one)
    (journey,) = await village.journeys(ANNA)
    assert (journey.id, journey.state, journey.variant) == (alone.id, "create_profile", "student")
    assert journey.class_id == village.klass


async def test_a_second_child_is_a_second_journey(village: Village) -> None:
    await village.open(ANNA, await village.invite("family", village.klass), "parent")
    other = await village.invite("family", village.next_class)
    assert "enter" in {name for name, _, _ in pages(await village.open(ANNA, other))}
    await village.open(ANNA, other, "parent")
    mine = await village.journeys(ANNA)
    assert [one.class_id for one in mine] == [village.klass, village.next_class]


async def test_a_teacher_opens_the_familys_sheet_as_a_parent(village: Village) -> None:
    taught = await village.teaches(ANNA)
    one = await village.invite("family", village.next_class)
    await village.open(ANNA, one)
    await village.open(ANNA, one, "parent")
    mine = await village.journeys(ANNA)
    assert mine[0] == taught
    assert (mine[1].role, mine[1].class_id) == (FAMILY, village.next_class)
    assert (await village.current(ANNA)).id == mine[1].id
    assert await village.standing(ANNA, TEACHER) == "accepted"
    assert await village.standing(ANNA, FAMILY) == "", "a family belongs to no staff"


@pytest.mark.parametrize("gives", ["teacher", "family", "deputy", "head"])
async def test_a_link_that_is_good_no_more_says_whom_to_ask(village: Village, gives: str) -> None:
    klass = village.klass if gives == "family" else None
    ended = await village.invite(gives, klass, ends=AT + 60)
    full = await village.invite(gives, klass, most=1)
    back = await village.invite(gives, klass)
    await village.run(lambda tx: tx.invitations.arrive(full.id, BORIS, AT))
    await village.run(lambda tx: tx.invitations.revoke(HEAD, back.id, AT))
    for one, why in ((ended, "expired"), (full, "used_up"), (back, "revoked")):
        view = await village.open(ANNA, one, "parent")
        assert note(view) == f"invitation-{why}-{gives}"
    assert await village.journeys(ANNA) == []
    assert await village.standing(ANNA, ADMIN) == ""


async def test_a_deputy_runs_the_school_with_its_head(village: Village) -> None:
    one = await village.invite("deputy", ends=AT + 7 * DAY, most=1)
    view = await village.open(ANNA, one)
    assert await village.standing(ANNA, ADMIN) == "deputy"
    assert await village.standing(HEAD, ADMIN) == "head"
    assert note(view) == "invitation-welcome-deputy"
    journey = await village.current(ANNA)
    assert (journey.role, journey.school_id) == (ADMIN, village.school)
    assert note(await village.open(BORIS, one)) == "invitation-used_up-deputy"


async def test_the_right_is_given_to_one_of_two_who_hold_the_link(village: Village) -> None:
    one = await village.invite("head", most=1)
    await village.open(ANNA, one)
    assert note(await village.open(BORIS, one)) == "invitation-revoked-head"
    assert note(await village.open(ANNA, one)) == "invitation-yours"
    assert await heads(village) == [ANNA]
    assert await village.standing(BORIS, ADMIN) == ""


async def heads(village: Village) -> list[int]:
    admins = await village.run(lambda tx: tx.staff.admins(village.school))
    return [one.person_id for one in admins if one.standing == "head"]


@pytest.mark.parametrize("who", [ANNA, DEPUTY])
async def test_a_school_is_handed_over_and_has_one_head(village: Village, who: int) -> None:
    one = await village.invite("head", ends=AT + 7 * DAY, most=1)
    view = await village.open(who, one)
    assert note(view) == "invitation-welcome-head"
    assert await heads(village) == [who]
    assert await village.standing(HEAD, ADMIN) == "deputy"
    assert ("handed_over", "") in await village.told(HEAD)


async def test_a_used_link_gives_the_old_head_nothing_back(village: Village) -> None:
    first = await village.invite("head", most=1)
    await village.open(ANNA, first)
    back = await village.invite("head", by=ANNA, most=1)
    await village.open(HEAD, back)
    assert await heads(village) == [HEAD]
    view = await village.open(ANNA, first)
    assert await heads(village) == [HEAD]
    assert await village.standing(ANNA, ADMIN) == "deputy"
    assert note(view) == "invitation-yours"


async def test_a_right_that_was_laid_down_does_not_come_back_by_the_used_link(
    village: Village,
) -> None:
    one = await village.invite("deputy", most=1)
    await village.open(ANNA, one)
    await village.run(lambda tx: tx.staff.leave(ANNA, village.school, ADMIN))
    assert note(await village.open(ANNA, one)) == "invitation-used_up-deputy"
    assert await village.standing(ANNA, ADMIN) == ""


@pytest.mark.parametrize(("who", "gives"), [(HEAD, "deputy"), (HEAD, "head"), (DEPUTY, "deputy")])
async def test_whoever_tries_their_own_link_does_not_use_it_up(
    village: Village, who: int, gives: str
) -> None:
    one = await village.invite(gives, most=1)
    before = await village.standing(who, ADMIN)
    view = await village.open(who, one)
    assert note(view) == "invitation-yours"
    assert await village.standing(who, ADMIN) == before
    assert await village.uses(one) == 0
    await village.open(ANNA, one)
    assert await village.standing(ANNA, ADMIN) == gives


async def test_a_hand_over_ends_every_other_link_to_the_heads_place(village: Village) -> None:
    first, second = await village.invite("head", most=1), await village.invite("head", most=1)
    await village.open(ANNA, first)
    assert note(await village.open(BORIS, second)) == "invitation-revoked-head"
    assert await heads(village) == [ANNA]


async def test_a_school_without_anybody_gets_its_head_by_a_deputys_link(village: Village) -> None:
    one = await village.invite("deputy", most=1)
    await village.run(lambda tx: tx.staff.leave(DEPUTY, village.school, ADMIN))
    await village.run(lambda tx: tx.staff.leave(HEAD, village.school, ADMIN))
    assert await heads(village) == []
    await village.open(ANNA, one)
    assert await heads(village) == [ANNA]


async def test_a_claim_that_gets_a_deputys_link_is_let_in(village: Village) -> None:
    def claim(tx: Tx) -> None:
        tx.staff.join(ANNA, village.school, ADMIN, "claim", AT)
        walks(tx, ANNA, ADMIN, "sign_in", village.school)

    await village.run(claim)
    await village.open(ANNA, await village.invite("deputy", most=1))
    assert await village.standing(ANNA, ADMIN) == "deputy"
    (journey,) = await village.journeys(ANNA)
    assert journey.state == "sign_in"


async def test_a_link_of_one_school_gives_nothing_in_another(village: Village) -> None:
    await village.open(OTHER_HEAD, await village.invite("deputy", most=1))
    assert await village.standing(OTHER_HEAD, ADMIN) == "deputy"
    assert [one.school_id for one in await village.journeys(OTHER_HEAD)] == [
        village.other,
        village.school,
    ]
    row = await village.run(lambda tx: tx.staff.get(OTHER_HEAD, village.other, ADMIN))
    assert row is not None
    assert row.standing == "head"


@pytest.mark.parametrize(
    ("state", "standing"),
    [
        ("apply", "joined"),
        ("await_acceptance", "waiting"),
        ("create_chat", "said"),
        ("finished", "said"),
    ],
)
async def test_a_teacher_who_applied_alone_is_put_where_they_stand(
    village: Village, state: str, standing: str
) -> None:
    await village.run(lambda tx: walks(tx, ANNA, TEACHER, state))
    await village.open(ANNA, await village.invite("teacher"))
    assert await village.standing(ANNA, TEACHER) == standing
    assert (await village.current(ANNA)).state == state
    is_told = [("desk", "")] if standing != "joined" else []
    assert await village.told(HEAD) == await village.told(DEPUTY) == is_told


async def test_the_applicant_is_on_the_administrators_list(village: Village) -> None:
    await village.run(lambda tx: walks(tx, ANNA, TEACHER, "await_acceptance"))
    await village.open(ANNA, await village.invite("teacher", village.klass))
    listed = await village.run(lambda tx: tx.staff.teachers(HEAD, village.school, "waiting"))
    assert [(one.staff.person_id, one.class_name) for one in listed] == [(ANNA, "7А")]


async def test_an_accepted_teacher_stays_accepted_in_another_class(village: Village) -> None:
    await village.teaches(ANNA)
    await village.run(lambda tx: walks(tx, ANNA, TEACHER, "await_acceptance"))
    await village.open(ANNA, await village.invite("teacher", village.next_class))
    assert await village.standing(ANNA, TEACHER) == "accepted"
    assert await village.told(HEAD) == []


async def test_a_family_that_waits_moves_on_where_the_chat_is_known(village: Village) -> None:
    await village.gives_chat()
    await village.run(lambda tx: walks(tx, ANNA, FAMILY, "await_link", variant="parent"))
    view = await village.open(ANNA, await village.invite("family", village.klass))
    assert (await village.current(ANNA)).state == "join_chat"
    assert {"vk-family-join_chat.title", "link-handed-family"} <= keys(view)
    assert await village.told(ANNA) == [], "they see it now: nothing is said again later"


async def test_a_family_that_waits_goes_on_waiting_where_there_is_no_chat(village: Village) -> None:
    await village.run(lambda tx: walks(tx, ANNA, FAMILY, "await_link", variant="parent"))
    await village.open(ANNA, await village.invite("family", village.klass))
    assert (await village.current(ANNA)).state == "await_link"


async def test_a_family_of_a_class_with_a_chat_does_not_wait(village: Village) -> None:
    await village.gives_chat()
    await village.open(ANNA, await village.invite("family", village.klass), "parent")
    for state in ("install", "create_profile"):
        here = await village.current(ANNA)
        assert here.state == state
        await village.do(ANNA, walk.tap(Tap(here.id, state, "done", here.revision)))
    assert (await village.current(ANNA)).state == "join_chat"


async def test_a_teacher_chooses_a_class_of_their_own_school(village: Village) -> None:
    await village.open(VERA, await village.invite("teacher"))
    view = await village.do(VERA, joining.choose(str(village.next_class)))
    assert note(view) == "note-class-chosen"
    assert (await village.current(VERA)).class_id == village.next_class


async def test_only_a_teacher_chooses_a_class(village: Village) -> None:
    view = await village.do(HEAD, joining.choose(str(village.klass)))
    assert note(view) == "note-no_button"
    assert (await village.current(HEAD)).class_id is None


@pytest.mark.parametrize("number", ["", "x", "999"])
async def test_a_class_that_is_not_there_cannot_be_chosen(village: Village, number: str) -> None:
    await village.open(VERA, await village.invite("teacher"))
    view = await village.do(VERA, joining.choose(number))
    assert note(view) == "note-no_button"
    assert (await village.current(VERA)).class_id is None


async def test_another_schools_class_cannot_be_chosen(village: Village) -> None:
    await village.run(lambda tx: walks(tx, VERA, TEACHER, "apply", village.other))
    view = await village.do(VERA, joining.choose(str(village.klass)))
    assert note(view) == "note-no_button"
