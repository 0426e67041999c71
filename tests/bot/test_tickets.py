"""Questions to coordinators: asked once, told to the narrowest, answered, and kept from others."""

from dataclasses import replace
from functools import partial
from typing import Any, Final

import pytest

from bot.actions import answers, asking, browse, routing, topics
from bot.actions.operator import tickets
from bot.actions.topics import Heard
from bot.actions.view import View, noticed, present
from flows.reminders import Reason
from flows.screens import Page, Text
from flows.ticket_pages import MOST
from storage import By, Notice, Tx
from storage.ticket_rows import Said, Ticket, TicketMessage
from tests.bot.test_operators_only import Region, region
from tests.storage.three_places import NOW, OPERATORS, ROOT
from tests.storage.two_schools import WHO
from tests.support import operators as op
from tests.support.waiting import waiting

__all__ = ["region"]
ASKER: Final = WHO["waiting"]
HOUR: Final = 3600
_updates = iter(range(10_000, 20_000))


def note(view: View) -> str:
    return view.note.key if view.note else ""


def pages(view: View) -> list[Page]:
    return [one.does for row in view.screen.rows for one in row if isinstance(one.does, Page)]


def words(view: View) -> list[str]:
    return [
        str(getattr(value, "words", value))
        for part in view.screen.paragraphs
        for line in part
        for value in line.args.values()
    ]


async def says(region: Region, who: str, text: str, update: int = 0) -> View:
    """Send a message; without text it is a picture."""
    visit = replace(op.visit_of(who), message=55, update=update or next(_updates))
    otherwise = lambda tx, visit: present(tx, visit, Text("note-file"))  # noqa: E731
    act = answers.answered(text, "", otherwise, "digest")
    return await region.db.write(noticed(act, visit))


async def asked(region: Region, text: str = "Не вижу школу", who: str = "waiting") -> Ticket:
    await region.acts(who, asking.write(""))
    assert note(await says(region, who, text)) == "note-asked"
    return await latest(region, who)


async def latest(region: Region, who: str = "waiting") -> Ticket:
    (first, *_) = await region.db.read(lambda tx: tx.tickets.of(WHO[who]))
    return first


async def told(region: Region, kind: str = routing.KIND, at: int = NOW + 9) -> set[int]:
    rows = await region.db.read(waiting)
    return {one.person_id for one in rows if one.kind == kind and one.due_at <= at}


async def answers_it(region: Region, who: str, ticket: Ticket, text: str) -> View:
    await region.acts(who, tickets.ask(str(ticket.id), tickets.ANSWER))
    return await says(region, who, text)


async def composed(region: Region, kind: str) -> list[Any]:
    """Compose what waits in the outbox of a kind."""
    from bot.actions.notices import compose  # noqa: PLC0415

    rows = await region.db.read(waiting)

    def letter(tx: Tx, row: Notice) -> Any:
        visit = replace(region.visit("nobody", NOW), person=row.person_id)
        return compose(tx, visit, row)

    found = [one for one in rows if one.kind == kind]
    return [await region.db.read(lambda tx, r=row: letter(tx, r)) for row in found]  # type: ignore[misc]


async def test_a_question_carries_where_one_stands_and_goes_to_the_narrowest(
    region: Region,
) -> None:
    ticket = await asked(region)
    assert (ticket.role, ticket.state) == ("teacher", "apply")
    assert ticket.school_id == region.ground.ids.school
    assert await told(region) == {OPERATORS["school"]}
    view = await region.acts("school", tickets.opened(str(ticket.id)))
    assert "Не вижу школу" in words(view)
    journal = await region.db.read(
        lambda tx: tx.audit.about(By(ROOT, True, NOW), "ticket", ticket.id, 9)
    )
    assert "ticket_seen" in {one.act for one in journal}


async def test_unanswered_it_goes_up_a_level_at_a_time(region: Region) -> None:
    await asked(region)
    seen: list[set[int]] = []
    for day in range(1, 7):
        visit = region.visit("nobody", NOW + day * 25 * HOUR)
        visit = replace(visit, operators=(ROOT,))
        await region.db.write(partial(routing.escalate, visit=visit, hours=24, most=9))
        now_told = await told(region, at=NOW + day * 26 * HOUR)
        seen.append(now_told - set().union(*seen) if seen else now_told)
    names = {number: name for name, number in OPERATORS.items()} | {ROOT: "root"}
    up = [sorted(names[one] for one in level) for level in seen]
    assert up[0] == ["school", "town"]
    assert up[1] == ["region"], "one whose right ends soon has none by then"
    assert up[2] == ["all"]
    assert up[3] == ["root"]
    assert up[4:] == [[], []]


async def test_the_answer_comes_back_and_is_asked_about_later(region: Region) -> None:
    ticket = await asked(region)
    view = await answers_it(region, "town", ticket, "Добавьте школу вручную")
    assert note(view) == "note-ticket_answered"
    (letter,) = await composed(region, "ticket_answer")
    assert "Добавьте школу вручную" in words(letter.view)
    buttons = {one.name for one in pages(letter.view)}
    assert {"ticket_helped", "ticket_more"} <= buttons
    after = await latest(region)
    assert (after.status, after.taken_by, after.answered_at) == ("answered", OPERATORS["town"], NOW)
    reminder = await region.db.read(lambda tx: tx.reminders.get(ticket.journey_id))
    assert reminder is not None
    assert reminder.reason is Reason.ANSWERED
    await region.acts("waiting", asking.helped(str(ticket.id)))
    assert (await latest(region)).status == "closed"


async def test_asking_again_goes_to_whoever_answered(region: Region) -> None:
    ticket = await asked(region)
    await answers_it(region, "town", ticket, "Добавьте школу вручную")
    await region.db.write(lambda tx: tx.outbox.drop_all(OPERATORS["school"]))
    await region.acts("waiting", asking.more(str(ticket.id)))
    assert note(await says(region, "waiting", "А где кнопка?")) == "note-asked"
    again = await latest(region)
    assert (again.id, again.status) == (ticket.id, "open")
    assert await told(region) == {OPERATORS["town"]}
    said = await region.db.read(lambda tx: tx.tickets.messages(ticket.id))
    assert [one.who for one in said] == ["person", "operator", "person"]


async def test_a_picture_is_passed_on_and_not_kept(region: Region) -> None:
    ticket = await asked(region, "")
    (message,) = await region.db.read(lambda tx: tx.tickets.messages(ticket.id))
    assert (message.words, message.chat_id, message.message) == ("", ASKER, 55)
    view = await region.acts("school", tickets.copied(str(message.id)))
    assert note(view) == ""
    (copy,) = await composed(region, "ticket_copy")
    assert (copy.chat, copy.message) == (ASKER, 55)
    for who in ("neighbour", "accepted", "other head"):
        before = await told(region, "ticket_copy")
        await region.acts(who, tickets.copied(str(message.id)))
        assert await told(region, "ticket_copy") == before


async def test_a_question_that_comes_twice_is_one(region: Region) -> None:
    await region.acts("waiting", asking.write(""))
    await says(region, "waiting", "Не вижу школу", 777)
    await region.acts("waiting", asking.write(""))
    await says(region, "waiting", "Не вижу школу", 777)
    assert len(await region.db.read(lambda tx: tx.tickets.of(ASKER))) == 1


async def test_nobody_asks_without_end(region: Region) -> None:
    for at in range(MOST):
        await asked(region, f"Вопрос {at}")
    view = await region.acts("waiting", asking.write(""))
    assert note(view) == "note-asked_enough"


async def test_without_a_key_nothing_is_asked(region: Region) -> None:
    from storage.sealed import NO_SEAL  # noqa: PLC0415

    def act(tx: Tx) -> View:
        blind = Tx(tx.execute, NO_SEAL)
        return asking.look("")(blind, region.visit("waiting", NOW))

    view = await region.db.read(act)
    assert "ask_write" not in {one.name for one in pages(view)}


async def test_a_note_is_for_operators_only(region: Region) -> None:
    ticket = await asked(region)
    await region.acts("town", tickets.ask(str(ticket.id), tickets.NOTE))
    assert note(await says(region, "town", "Уже звонили")) == "note-ticket_noted"
    assert await told(region, "ticket_answer") == set()
    view = await region.acts("region", tickets.opened(str(ticket.id)))
    assert "Уже звонили" in words(view)


async def test_an_answer_becomes_a_ready_reply_once_it_is_looked_at(region: Region) -> None:
    ticket = await asked(region)
    await answers_it(region, "town", ticket, "Добавьте школу вручную")
    await region.acts("town", tickets.ask(str(ticket.id), tickets.KEEP))
    assert note(await says(region, "town", "Добавьте школу вручную")) == "note-reply_proposed"
    for who in ("town", "region"):
        view = await region.acts(who, tickets.replies)
        assert "Добавьте школу вручную" not in words(view)
    view = await region.acts("all", tickets.replies)
    assert "Добавьте школу вручную" in words(view)
    look = await region.acts("joined", asking.look(""))
    assert "Добавьте школу вручную" not in words(look)
    number = next(one.arg for one in pages(view) if one.arg2 == "approved")
    await region.acts("all", tickets.turn_reply(number, "approved"))
    fitting = await region.db.read(lambda tx: tx.tickets.get(ticket.id))
    assert fitting is not None
    found = await region.db.read(lambda tx: tx.replies.fitting(_key(fitting), ""))
    assert found is not None
    await region.acts("town", tickets.turned(str(ticket.id), "reply"))
    assert len(await composed(region, "ticket_answer")) == 2


def _key(ticket: Ticket) -> Any:
    from flows.operator.figures import Key  # noqa: PLC0415

    return Key(ticket.role, ticket.edition, ticket.state)


async def test_what_did_not_help_leads_to_a_coordinator(region: Region) -> None:
    view = await region.acts("waiting", browse.helped("no_school", "0"))
    ask = next(one for one in pages(view) if one.name == "ask_look")
    look = await region.acts("waiting", asking.look(ask.arg))
    write = next(one for one in pages(look) if one.name == "ask_write")
    assert write.arg == "no_school"
    await region.acts("waiting", asking.write(write.arg))
    await says(region, "waiting", "Всё равно не вижу")
    assert (await latest(region)).symptom == "no_school"


async def test_the_figures_count_what_is_open_and_how_soon_it_is_answered(region: Region) -> None:
    root = By(ROOT, True, NOW)
    area = region.ground.places.area
    before = await region.db.read(lambda tx: tx.tickets.figures(root, area, 0))
    ticket = await asked(region)
    await region.db.write(lambda tx: tx.tickets.answered(ticket.id, None, NOW + HOUR))
    after = await region.db.read(lambda tx: tx.tickets.figures(root, area, 0))
    assert (after.open, after.answer) == (before.open + 1, HOUR)
    await region.db.write(lambda tx: tx.tickets.close(ticket.id, NOW))
    assert (await region.db.read(lambda tx: tx.tickets.figures(root, area, 0))).open == before.open


async def test_words_fade_after_their_time(region: Region) -> None:
    ticket = await asked(region)
    await region.db.write(lambda tx: tx.tickets.close(ticket.id, NOW))
    assert await region.db.write(lambda tx: tx.tickets.fade(NOW)) == 0
    assert await region.db.write(lambda tx: tx.tickets.fade(NOW + 1)) == 1
    (message,) = await region.db.read(lambda tx: tx.tickets.messages(ticket.id))
    assert (message.words, message.message) == ("", 0)
    assert await region.db.write(lambda tx: tx.tickets.fade(NOW + 1)) == 0


async def test_an_answered_question_fades_though_nobody_closed_it(region: Region) -> None:
    """Its last message counts, but for notes; one that waits for an answer is kept."""
    ticket = await asked(region)
    assert await region.db.write(lambda tx: tx.tickets.fade(NOW + HOUR)) == 0

    def answer(tx: Tx) -> None:
        for who, at in (("operator", NOW + HOUR), ("note", NOW + 9 * HOUR)):
            tx.tickets.say(ticket, Said(who, 0, 0, "Обновите приложение"), at)
        tx.tickets.answered(ticket.id, None, NOW + HOUR)

    await region.db.write(answer)
    assert await region.db.write(lambda tx: tx.tickets.fade(NOW + HOUR)) == 0
    assert await region.db.write(lambda tx: tx.tickets.fade(NOW + HOUR + 1)) == 3


async def test_a_picture_is_copied_no_more_after_its_time(region: Region) -> None:
    """Nor does the page offer it any longer."""
    ticket = await asked(region, "")
    copies = {Page("ticket_copy", str(one.id)) for one in await messages(region, ticket)}
    assert copies < set(pages(await region.acts("root", tickets.opened(str(ticket.id)))))
    await region.db.write(lambda tx: tx.tickets.close(ticket.id, NOW))
    assert await region.db.write(lambda tx: tx.tickets.fade(NOW + 1)) == 1
    view = await region.acts("root", tickets.opened(str(ticket.id)))
    assert not copies & set(pages(view))
    assert any("tickets-faded" in one for one in words(view))


# -- the support group -----------------------------------------------------------------------------


def heard(text: str, command: str = "", topic: int = 900) -> Heard:
    return Heard(topic, -100, 8, text, command, plain=True)


async def hears(region: Region, said: Heard, update: int = 0) -> str:
    visit = replace(region.visit("nobody", NOW), update=update or next(_updates))
    return await region.db.write(lambda tx: topics.heard(tx, visit, said))


@pytest.fixture
async def topic(region: Region) -> Ticket:
    ticket = await asked(region)
    await region.db.write(lambda tx: tx.tickets.set_topic(ASKER, 900))
    return ticket


async def messages(region: Region, ticket: Ticket) -> list[TicketMessage]:
    return await region.db.read(lambda tx: tx.tickets.messages(ticket.id))


async def test_a_reply_in_a_topic_reaches_the_person_once(region: Region, topic: Ticket) -> None:
    assert await hears(region, heard("Добавьте школу вручную"), 500) == ""
    assert await hears(region, heard("Добавьте школу вручную"), 500) == ""
    (letter,) = await composed(region, "ticket_answer")
    assert "Добавьте школу вручную" in words(letter.view)
    assert [one.posted for one in await messages(region, topic)] == [0, NOW]


async def test_a_note_in_a_topic_stays_there(region: Region, topic: Ticket) -> None:
    await hears(region, heard("// звонили"))
    await hears(region, heard("/note ещё раз", "note"))
    assert await told(region, "ticket_answer") == set()
    assert [one.who for one in await messages(region, topic)] == ["person", "note", "note"]


async def test_a_topic_closes_and_opens_again(region: Region, topic: Ticket) -> None:
    assert await hears(region, heard("/close", "close")) == "note-topic_closed"
    assert (await latest(region)).status == "closed"
    assert await hears(region, heard("/reopen", "reopen")) == "note-ticket_open"
    assert (await latest(region)).status == "open"
    assert topic.id == (await latest(region)).id


async def test_a_topic_of_nobody_answers_nobody(region: Region, topic: Ticket) -> None:
    assert await hears(region, heard("Кому это?", topic=1)) == "note-topic_unknown"
    assert [one.who for one in await messages(region, topic)] == ["person"]
