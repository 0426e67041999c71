"""Rights given and taken through the bot; reminders stopped; what was done, read again."""

import re
from typing import Final

from bot.actions import arrive, reminding
from bot.actions.operator import giving, journal, quiet
from bot.actions.view import View
from flows.operator.giving import LINK_DAYS
from flows.reminders import Reason, Reminder
from flows.scopes import EVERYWHERE
from flows.screens import Page
from flows.spans import DAY
from storage import By, Tx
from tests.bot.test_operators_only import Region, region
from tests.storage.three_places import NOW, OPERATORS, ROOT
from tests.storage.two_schools import WHO

__all__ = ["region"]
TOKEN: Final = "o" + "A" * 22
OTHER: Final = "o" + "B" * 22


def note(view: View) -> str:
    return view.note.key if view.note else ""


def pages(view: View) -> list[Page]:
    return [one.does for row in view.screen.rows for one in row if isinstance(one.does, Page)]


async def test_a_right_is_given_taken_once_and_told_of(region: Region) -> None:
    school = region.ground.ids.school
    view = await region.acts("town", giving.make(f"s{school}", "read.30", TOKEN))
    assert note(view) == "note-grant_made"
    own = await region.acts("town", arrive.come(TOKEN))
    assert note(own) == "note-grant_own"
    taken = await region.acts("accepted", arrive.come(TOKEN))
    assert taken.screen.paragraphs[0][0].key == "grant-welcome.title"
    told = await region.db.read(lambda tx: tx.outbox.due(NOW + 9, 99))
    assert (OPERATORS["town"], "grant_taken") in {(one.person_id, one.kind) for one in told}
    for who in ("accepted", "other head"):
        again = await region.acts(who, arrive.come(TOKEN))
        assert note(again) == "note-grant_gone"
    by = By(WHO["accepted"], False, NOW)
    (right,) = await region.db.read(lambda tx: tx.grants.rights(by))
    assert (right.area.school_id, right.level, right.ends_at) == (school, "read", NOW + 30 * DAY)


async def test_the_link_in_a_greeting_is_taken_with_the_consent(region: Region) -> None:
    await region.acts("root", giving.make("r59", "full.0", OTHER))
    greeting = await region.acts("nobody", arrive.come(OTHER))
    agree = next(one for one in pages(greeting) if one.name == "agree")
    assert agree.arg2 == OTHER
    view = await region.acts("nobody", arrive.agree(agree.arg, agree.arg2, 5))
    assert view.screen.paragraphs[0][0].key == "grant-welcome.title"


async def test_a_link_is_good_for_a_week(region: Region) -> None:
    await region.acts("root", giving.make("r59", "full.0", OTHER))
    late = await region.acts("other head", arrive.come(OTHER), NOW + LINK_DAYS * DAY)
    assert note(late) == "note-grant_gone"


async def test_ending_is_asked_and_told(region: Region) -> None:
    grant = str(region.ground.ids.grant)
    asked = await region.acts("root", giving.end(grant, ""))
    sure = next(one for one in pages(asked) if one.name == "grant_end")
    ended = await region.acts("root", giving.end(sure.arg, sure.arg2))
    assert note(ended) == "note-grant_ended"
    told = await region.db.read(lambda tx: tx.outbox.due(NOW + 9, 99))
    assert (OPERATORS["town"], "grant_ended") in {(one.person_id, one.kind) for one in told}
    town = By(OPERATORS["town"], False, NOW)
    assert not await region.db.read(lambda tx: tx.grants.operates(town))


async def test_one_gives_up_ones_own(region: Region) -> None:
    grant = str(region.ground.ids.grant)
    asked = await region.acts("town", giving.quit_(grant, ""))
    assert asked.screen.paragraphs[0][0].key == "grant-quit.title"
    gone = await region.acts("town", giving.quit_(grant, "sure"))
    assert note(gone) == "note-grant_quit"
    again = await region.acts("town", giving.quit_(grant, "sure"))
    assert note(again) == "note-no_button"


async def test_nobody_gives_for_longer_than_they_hold(region: Region) -> None:
    view = await region.acts("ends soon", giving.term("r59", "read"))
    assert not [one for one in pages(view) if one.name == "grant_make"]
    made = await region.acts("ends soon", giving.make("r59", "read.30", TOKEN))
    assert note(made) == "note-no_button"


async def test_a_day_may_be_typed(region: Region) -> None:
    await region.acts("root", giving.term("r59", "read"))
    ask = await region.db.read(lambda tx: tx.asks.get(ROOT))
    assert ask is not None
    view, _ = await region.types("root", ask, "31 августа")
    (make,) = [one for one in pages(view) if one.name == "grant_make"]
    assert re.fullmatch(r"read\.\d+", make.arg2)
    view, _ = await region.types("root", ask, "когда-нибудь")
    assert note(view) == "note-no_day"


# -- the audit -------------------------------------------------------------------------------------


async def test_what_was_done_is_read_by_whoever_looks_there(region: Region) -> None:
    await region.acts("root", giving.make("r59", "read.30", TOKEN))
    view = await region.acts("region", journal.listed("r59"))
    keys = [line.args for part in view.screen.paragraphs for line in part if "what" in line.args]
    assert any(getattr(one["what"], "key", "") == "audit-act-grant_made" for one in keys)
    town = await region.acts("town", journal.listed(""))
    shown = [line.args for part in town.screen.paragraphs for line in part if "what" in line.args]
    assert not any(getattr(one["what"], "key", "") == "audit-act-grant_made" for one in shown)


# -- stopped reminders -----------------------------------------------------------------------------


async def test_a_stopped_reminder_waits_for_the_end_and_is_not_lost(region: Region) -> None:
    person, journey = region.ground.ids.person, region.ground.ids.journey

    def plan(tx: Tx) -> None:
        one = Reminder(journey, person, Reason.STOPPED, 0, due=NOW - 60)
        tx.reminders.save(one)

    await region.db.write(plan)
    (mute,) = await region.db.read(lambda tx: tx.mutes.listed(By(ROOT, True, NOW), EVERYWHERE, 9))
    visit = region.visit("root", NOW)
    await region.db.write(lambda tx: reminding.ripen(tx, visit, 99))
    put = await region.db.read(lambda tx: tx.reminders.get(journey))
    assert put is not None
    assert put.due > mute.ends_at
    assert put.sent == 0
    await region.acts("root", quiet.end(str(mute.id)))
    assert (
        await region.db.read(lambda tx: tx.mutes.listed(By(ROOT, True, NOW), EVERYWHERE, 9)) == []
    )


async def test_what_is_typed_stops_reminders_until_a_day_for_a_reason(region: Region) -> None:
    await region.acts("town", quiet.until(f"m{region.ground.ids.school}", "teacher.2"))
    ask = await region.db.read(lambda tx: tx.asks.get(OPERATORS["town"]))
    assert ask is not None
    for text, said in (
        ("просто так", "note-mute_day"),
        ("31 декабря", "note-mute_reason"),
        ("31 декабря, перенос сроков", "note-muted"),
    ):
        view, _ = await region.types("town", ask, text)
        assert note(view) == said
