"""Taps on the pages of the package: what they show, and the files that they send.

What was typed for a document is in `house.office` only, so the taps about it are no transactions.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, TypeAlias

from aiogram.types import CallbackQuery, Update

from bot.actions import letterheads, package
from bot.actions.letterheads import Sender
from bot.actions.view import Action, look, present
from bot.callbacks import PageData
from bot.house import House
from bot.papers import letter, memo
from bot.papers import package as files
from bot.papers.documents import Paper
from bot.texts import Texts
from flows.appointee import Appointee
from flows.package import ACTS as LOCAL_ACTS
from flows.package import CASES, MEMOS, case_of, kind_of
from flows.screens import Arg, Text

Send: TypeAlias = Callable[[PageData, House, CallbackQuery, Update], Awaitable[None]]

LOOKS: Final[dict[str, Callable[[PageData, House], Action]]] = {
    "package": lambda _to, _house: package.package,
    "appointment": lambda to, _house: package.appointment(to.arg, to.arg2),
    "mail": lambda to, _house: package.mail(to.arg),
    "papers": lambda to, _house: package.papers(to.arg),
}

ACTS: Final[dict[str, Callable[[PageData, House, int], Action]]] = {
    "fill": lambda to, _house, _tapped: package.fill(to.arg, to.arg2),
    "check_paper": lambda _to, _house, _tapped: package.check_paper,
}


# -- what was typed --------------------------------------------------------------------------------


async def review(_to: PageData, house: House, query: CallbackQuery, update: Update) -> None:
    one = held(house, query)
    await house.act(query, update, package.reviewed(one) if one else package.lost)


async def fix(to: PageData, house: House, query: CallbackQuery, update: Update) -> None:
    one = held(house, query)
    await house.act(query, update, package.fix(to.arg, one) if one else package.lost)


async def choose(to: PageData, house: House, query: CallbackQuery, update: Update) -> None:
    """Decide how the name is inflected."""
    one = held(house, query)
    if one is not None and one.undecided:
        one = one.decided(to.arg)
        house.office.drafts.put(query.from_user.id, one, house.clock.now())
    await house.act(query, update, package.reviewed(one) if one else package.lost)


async def drop(_to: PageData, house: House, query: CallbackQuery, _update: Update) -> None:
    """Forget what was typed, and take it out of the chat as well."""
    one = held(house, query)
    house.office.drafts.drop(query.from_user.id)
    await house.gateway.answer(query.id)
    await _instead(house, query, package.dropped(one) if one else package.lost)


async def make(_to: PageData, house: House, query: CallbackQuery, update: Update) -> None:
    """Send the document and the letter with it; then nothing of the data is left, here or there."""
    one, person = held(house, query), query.from_user.id
    found = await house.db.read(lambda tx: letterheads.sender(tx, person))
    if one is None or found is None or not one.complete:
        await house.act(query, update, package.reviewed(one) if one else package.lost)
        return
    await house.gateway.answer(query.id, house.words("note-package-making", found.language))
    paper = await asyncio.to_thread(_appointment, one.kind, one.case, found, house, one)
    await house.gateway.document(person, paper.name, paper.data, _caption(house, "filled", found))
    mail = await asyncio.to_thread(written, house, found, one.case, paper)
    await house.gateway.document(person, mail.name, mail.data, _caption(house, "letter", found))
    house.office.drafts.drop(person)
    await _instead(house, query, package.made(one.case))


def held(house: House, query: CallbackQuery) -> Appointee | None:
    return house.office.drafts.get(query.from_user.id, house.clock.now())


async def _instead(house: House, query: CallbackQuery, action: Action) -> None:
    """Send another card, and delete the one with somebody's data."""
    person = query.from_user.id
    await house.cards.send(person, await house.db.write(look(action, house.visit(person))))
    if query.message is not None:
        await house.gateway.delete(person, query.message.message_id)


# -- files -----------------------------------------------------------------------------------------


async def blank(to: PageData, house: House, query: CallbackQuery, update: Update) -> None:
    kind, case = kind_of(to.arg), case_of(to.arg2)
    await _send(house, query, update, "blank", lambda of: _appointment(kind, case, of, house))


async def questionnaire(_to: PageData, house: House, query: CallbackQuery, update: Update) -> None:
    def made(of: Sender) -> Paper:
        return files.questionnaire(of.head, house.office.folder)

    await _send(house, query, update, "questionnaire", made)


async def local_act(to: PageData, house: House, query: CallbackQuery, update: Update) -> None:
    if to.arg not in LOCAL_ACTS:
        await refused(house, query, update)
        return

    def made(of: Sender) -> Paper:
        return files.act(to.arg, of.head, house.office.folder)

    await _send(house, query, update, "act", made, to.arg2)


async def plain_letter(to: PageData, house: House, query: CallbackQuery, update: Update) -> None:
    await _send(house, query, update, "letter_empty", lambda of: written(house, of, to.arg))


async def send_memo(to: PageData, house: House, query: CallbackQuery, update: Update) -> None:
    if to.arg not in MEMOS:
        await refused(house, query, update)
        return
    texts = _texts(house)

    def made(of: Sender) -> Paper:
        return Paper(memo.FILES[to.arg], memo.pdf(texts, to.arg, of.head.name, of.language))

    await _send(house, query, update, f"memo-{to.arg}.caption", made, to.arg2)


SENDS: Final[dict[str, Send]] = {
    "review": review,
    "fix": fix,
    "gender": choose,
    "drop": drop,
    "make": make,
    "blank": blank,
    "questionnaire": questionnaire,
    "local_act": local_act,
    "memo": send_memo,
    "letter": plain_letter,
}


async def _send(
    house: House,
    query: CallbackQuery,
    update: Update,
    caption: str,
    make: Callable[[Sender], Paper],
    school: str = "",
) -> None:
    """Make a file beside the event loop and send it, if the school is the person's to see."""
    person = query.from_user.id
    found = await house.db.read(lambda tx: letterheads.sender(tx, person, school))
    if found is None:
        await refused(house, query, update)
        return
    await house.gateway.answer(query.id, house.words("note-package-making", found.language))
    paper = await asyncio.to_thread(make, found)
    said = _caption(house, caption, found)
    sent = await house.gateway.document(person, paper.name, paper.data, said)
    await house.db.write(lambda tx: tx.persons.set_bottom(person, sent))


async def refused(house: House, query: CallbackQuery, update: Update) -> None:
    no_button = Text("note-no_button")
    await house.look(query, update, lambda tx, visit: present(tx, visit, no_button))


def _appointment(
    kind: str, case: str, of: Sender, house: House, one: Appointee | None = None
) -> Paper:
    return files.appointment(kind, case, of.head, one, house.office.folder)


def written(house: House, of: Sender, case: str, *papers: Paper) -> Paper:
    """Write the letter's draft in the words of its page; a case that is none is the journey's."""
    args: dict[str, Arg] = {
        "case": case if case in CASES else of.case,
        "school": of.head.name or "none",
    }

    def said(key: str) -> str:
        return house.renderer.plain(Text(key, args), of.language)

    return letter.draft(said("package-letter.subject"), said("package-letter.body"), papers)


def _caption(house: House, key: str, of: Sender) -> str:
    text = key if "." in key else f"package-file.{key}"
    return house.words(text, of.language)


def _texts(house: House) -> Texts:
    return Texts(house.settings.timezone, {"teachers": house.settings.active_teachers})
