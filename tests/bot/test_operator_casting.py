"""/broadcast: to exactly whom is meant, once each, by the count, paused and stopped at once."""

from collections import Counter
from dataclasses import replace
from functools import partial
from typing import Final

import pytest

from bot.actions import answers, sending
from bot.actions.letters import Copy
from bot.actions.operator import casting, portions
from bot.actions.view import View, noticed, present
from flows import Role
from flows.notice import NOTICE
from flows.scopes import EVERYWHERE
from flows.screens import Page, Text
from storage import By, Notice, Priority, Tx
from storage.casts import Cast
from tests.bot.test_operators_only import Region, region
from tests.storage.three_places import NOW, OPERATORS
from tests.storage.two_schools import AT, put
from tests.support import operators as op

__all__ = ["region"]
MESSAGE: Final = 4242
DIGEST: Final = "d" * 32


def note(view: View) -> str:
    return view.note.key if view.note else ""


async def says(region: Region, who: str, text: str, message: int = MESSAGE, at: int = NOW) -> View:
    """Send a message of any kind; without text it is a picture."""
    visit = replace(op.visit_of(who), now=at, message=message, update=at + message)
    otherwise = lambda tx, visit: present(tx, visit, Text("note-file"))  # noqa: E731
    act = answers.answered(text, "", otherwise, DIGEST)
    return await region.db.write(noticed(act, visit))


async def drafted(region: Region, who: str, code: str, *choices: str) -> int:
    view = await region.acts(who, casting.new(code))
    (number,) = {one.arg for one in pages(view) if one.name == "cast_for"}
    for what in choices:
        await region.acts(who, casting.choose(number, what))
    return int(number)


def pages(view: View) -> list[Page]:
    return [one.does for row in view.screen.rows for one in row if isinstance(one.does, Page)]


async def own(region: Region, cast: int) -> Cast:
    found = await region.db.read(lambda tx: tx.casts.get(cast))
    assert found is not None
    return found


async def started(region: Region, who: str, code: str, *choices: str) -> int:
    cast = await drafted(region, who, code, *choices)
    await region.acts(who, casting.ask(str(cast)))
    view = await says(region, who, "Собрание в четверг")
    (line,) = [x for p in view.screen.paragraphs for x in p if x.key == "casting.confirm"]
    begun = await says(region, who, str(line.args["people"]), MESSAGE + 1)
    assert note(begun) == "note-cast_started"
    return cast


async def goes_out(region: Region, at: int = NOW) -> Counter[int]:
    """Take people and send until nothing is left; return who got how many."""
    got: Counter[int] = Counter()
    for _ in range(50):
        turns = await region.db.write(lambda tx: portions.turns(tx, region.visit("nobody", at)))
        rows = await waiting(region)
        for row in rows:
            letter = await region.db.write(partial(_sent, region=region, row=row, at=at))
            if isinstance(letter, Copy):
                got[row.person_id] += 1
        if not turns:
            return got
    raise AssertionError("it does not end")


def _sent(tx: Tx, region: Region, row: Notice, at: int) -> object:
    visit = replace(region.visit("nobody", at), person=row.person_id)
    letter = sending.take(tx, visit, row)
    if letter is not None:
        sending.settle(tx, visit, row, letter)
    return letter


async def waiting(region: Region) -> list[Notice]:
    rows = await region.db.read(lambda tx: tx.outbox.due(NOW + 10**6, 999))
    return [one for one in rows if one.kind == casting.KIND]


async def meant(region: Region, sql: str) -> set[int]:
    rows = await region.db.read(lambda tx: tx.execute(sql, {}).fetchall())
    return {person for (person,) in rows}


TOWN: Final = "SELECT s.id FROM schools s WHERE s.place_key = 'пермь'"


@pytest.mark.parametrize(
    ("choices", "where"),
    [
        ((), "1 = 1"),
        (("rteacher",), "j.role = 'teacher'"),
        (("rteacher", "s2"), "j.role = 'teacher' AND j.state = 'apply'"),
        (("rfamily", "lru"), "j.role = 'family'"),
        (("a0",), "1 = 1"),
    ],
)
async def test_exactly_whom_is_meant_gets_it_once(
    region: Region, choices: tuple[str, ...], where: str
) -> None:
    code = f"m{region.ground.ids.school}"
    cast = await started(region, "town", code, *choices)
    sql = f"SELECT DISTINCT j.person_id FROM journeys j WHERE j.school_id IN ({TOWN}) AND {where}"
    got = await goes_out(region)
    assert set(got) == await meant(region, sql)
    assert set(got.values()) == {1}
    done = await own(region, cast)
    assert (done.status, done.sent, done.taken) == ("ended", len(got), len(got))
    assert done.people >= len(got)


async def test_whoever_is_at_two_schools_gets_one(region: Region) -> None:
    town = region.ground.places.town

    def both(tx: Tx) -> int:
        tx.persons.agree(991, language="ru", at=AT, notice=NOTICE)
        for school in (town.school, town.other):
            one = put(tx, 991, Role.TEACHER, school)
            tx.progress.add(one, one, "start", AT)
        return 991

    person = await region.db.write(both)
    await started(region, "region", "r59", "rteacher")
    got = await goes_out(region)
    assert got[person] == 1


async def test_everything_reaches_those_without_a_school(region: Region) -> None:
    def alone(tx: Tx) -> None:
        for person in (993, 994):
            tx.persons.agree(person, language="ru", at=AT, notice=NOTICE)
            one = tx.journeys.start(person, Role.TEACHER, "vk", "apply", "", AT)
            tx.progress.add(one, one, "start", AT)

    await region.db.write(alone)
    await started(region, "root", "a")
    got = await goes_out(region)
    assert got[993] == got[994] == 1
    everybody = await meant(region, "SELECT DISTINCT person_id FROM journeys")
    assert set(got) == everybody


async def test_the_count_is_typed_exactly(region: Region) -> None:
    cast = await drafted(region, "town", "", "rteacher")
    await region.acts("town", casting.ask(str(cast)))
    await says(region, "town", "", MESSAGE)
    assert (await own(region, cast)).message == MESSAGE, "a picture without words will do"
    for text, said in (("1", "note-cast_count"), ("да", "note-cast_count"), ("", "note-file")):
        view = await says(region, "town", text, MESSAGE + 5)
        assert note(view) == said
        assert (await own(region, cast)).status == "draft"
    told = await region.db.read(lambda tx: tx.outbox.due(NOW + 9, 99))
    assert (OPERATORS["town"], casting.PREVIEW) in {(one.person_id, one.kind) for one in told}


async def test_it_may_wait_for_its_hour(region: Region) -> None:
    cast = await drafted(region, "town", "", "rteacher")
    await region.acts("town", casting.ask(str(cast)))
    view = await says(region, "town", "Собрание")
    (line,) = [x for p in view.screen.paragraphs for x in p if x.key == "casting.confirm"]
    people = line.args["people"]
    late = await says(region, "town", f"{people} вчера в полночь", MESSAGE + 1)
    assert note(late) == "note-cast_when"
    await says(region, "town", f"{people} 20 ноября 10:30", MESSAGE + 2)
    row = await own(region, cast)
    assert row.due_at == 1_700_465_400  # 2023-11-20 10:30 in Moscow
    assert not await goes_out(region, NOW)
    assert await goes_out(region, row.due_at)


async def test_the_same_to_the_same_is_asked_about_for_a_day(region: Region) -> None:
    await started(region, "town", "", "rteacher")
    cast = await drafted(region, "town", "", "rteacher")
    await region.acts("town", casting.ask(str(cast)))
    view = await says(region, "town", "Собрание в четверг", MESSAGE + 7)
    keys = [x.key for p in view.screen.paragraphs for x in p]
    assert "casting.again" in keys
    (line,) = [x for p in view.screen.paragraphs for x in p if x.key == "casting.confirm"]
    people = str(line.args["people"])
    assert note(await says(region, "town", people, MESSAGE + 8)) == "note-cast_again"
    begun = await says(region, "town", f"ещё раз {people}", MESSAGE + 9)
    assert note(begun) == "note-cast_started"


async def test_a_pause_holds_what_waits_and_a_stop_drops_it(region: Region) -> None:
    cast = await started(region, "town", "")
    visit = region.visit("nobody", NOW)
    await region.db.write(lambda tx: portions.turns(tx, visit))
    rows = await waiting(region)
    await region.acts("town", casting.turned(str(cast), "paused", "cast_paused", "running"))
    assert await region.db.write(lambda tx: _sent(tx, region, rows[0], NOW)) is None
    assert await region.db.write(lambda tx: portions.turns(tx, visit)) == []
    assert len(await waiting(region)) == len(rows), "it is not lost"
    await region.acts("town", casting.turned(str(cast), "running", "cast_resumed", "paused"))
    assert len(await goes_out(region, NOW + 60)) == len(rows)
    assert (await own(region, cast)).status == "ended"
    again = await region.acts("town", casting.turned(str(cast), "running", "x", "paused"))
    assert again.screen.paragraphs[0][0].key == "casting-status-ended"


async def test_a_stop_drops_what_waits(region: Region) -> None:
    cast = await started(region, "town", "")
    visit = region.visit("nobody", NOW)
    await region.db.write(lambda tx: portions.turns(tx, visit))
    await region.acts("town", casting.turned(str(cast), "stopped", "cast_stopped", "running"))
    assert not await goes_out(region)
    assert await waiting(region) == []
    assert (await own(region, cast)).sent == 0


async def test_whoever_loses_the_right_sends_no_more(region: Region) -> None:
    cast = await started(region, "town", "")
    grant = region.ground.ids.grant
    await region.db.write(lambda tx: tx.grants.revoke(By(0, True, NOW), grant))
    assert not await goes_out(region)
    assert (await own(region, cast)).status == "stopped"


async def test_who_cannot_be_reached_is_counted(region: Region) -> None:
    cast = await started(region, "town", "", "rteacher")
    visit = region.visit("nobody", NOW)
    await region.db.write(lambda tx: portions.turns(tx, visit))
    first, second, *_ = await waiting(region)
    await region.db.write(lambda tx: sending.lost(tx, visit, first.person_id))
    claimed = await region.db.write(lambda tx: sending.take(tx, visit, second))
    assert isinstance(claimed, Copy)
    await region.db.write(lambda tx: sending.uncertain(tx, visit, second, NOW))
    row = await own(region, cast)
    assert (row.blocked, row.failed) == (1, 1)
    got = await goes_out(region)
    assert not got[first.person_id]
    assert not got[second.person_id], "it may have been sent: it is not sent again"


async def test_a_broadcast_goes_behind_everything_else(region: Region) -> None:
    await started(region, "town", "")
    visit = region.visit("nobody", NOW)
    await region.db.write(lambda tx: portions.turns(tx, visit))
    assert {one.priority for one in await waiting(region)} == {Priority.BROADCAST}


async def test_nobody_sees_or_turns_anothers(region: Region) -> None:
    cast = await started(region, "town", "")
    for who in ("root", "region", "reader"):
        view = await region.acts(who, casting.opened(str(cast)))
        assert note(view) == "note-no_button"
        view = await region.acts(who, casting.turned(str(cast), "stopped", "x", "running"))
        assert note(view) == "note-no_button"
    assert (await own(region, cast)).status == "running"
    listed = await region.db.read(lambda tx: tx.audit.listed(By(0, True, NOW), EVERYWHERE, most=9))
    assert "cast_started" in {one.act for one in listed}
