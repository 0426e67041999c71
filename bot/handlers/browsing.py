"""Taps that show a page, and the few of them that change something of the person's own."""

from collections.abc import Callable

from aiogram import Router
from aiogram.types import CallbackQuery, Update

from bot.actions import arrive, browse, keeping, walk
from bot.actions.view import Action, present
from bot.callbacks import PageData
from bot.handlers import (
    asking,
    inviting,
    library,
    operator,
    package,
    package_files,
    reminding,
    schooling,
)
from bot.handlers.papers import send_mydata
from bot.house import House
from flows import age_pages, pages
from flows.screens import Text

LOOKS: dict[str, Callable[[PageData, House], Action]] = {
    "roles": lambda _to, _house: browse.roles,
    "menu": lambda _to, _house: browse.menu,
    "journeys": lambda _to, _house: browse.personal(browse.journeys),
    "plan": lambda _to, _house: browse.walking(browse.plan),
    "restart": lambda to, _house: browse.walking(
        lambda _tx, journey: pages.restart(journey, sure=to.arg == "sure")
    ),
    "help": lambda _to, _house: browse.walking(lambda _tx, journey: pages.stuck(journey)),
    "symptom": lambda to, _house: browse.walking(lambda _tx, _j: pages.symptom(to.arg)),
    "settings": lambda _to, _house: settings(),
    "data": lambda _to, _house: browse.personal(browse.data),
    "notice": lambda to, _house: arrive.read_notice(to.arg, to.arg2),
    "age": lambda to, _house: browse.personal(lambda _tx, _p: age_pages.age(to.arg)),
    "with_parent": lambda to, _house: browse.personal(
        lambda _tx, _p: age_pages.with_parent(to.arg)
    ),
    "look": lambda _to, _house: present,
    "greeting": lambda to, _house: arrive.greet(to.arg, to.arg2),
}

ACTS: dict[str, Callable[[PageData, House, int], Action]] = {
    "step": lambda _to, _house, _tapped: browse.step,
    "agree": lambda to, _house, tapped: arrive.agree(to.arg, to.arg2, tapped),
    "consent": lambda to, _house, _tapped: arrive.consent(to.arg),
    "begin": lambda to, _house, _tapped: walk.start(to.arg, to.arg2),
    "keep": lambda _to, _house, _tapped: keeping.keep(),
    "switch": lambda to, _house, _tapped: walk.switch(to.arg),
    "helped": lambda to, _house, _tapped: browse.helped(to.arg, to.arg2),
    "language": lambda to, _house, _tapped: arrive.speak(to.arg),
    "forget": lambda to, _house, _tapped: arrive.forget(to.arg),
}


for _part in (library, schooling, inviting, package, reminding, asking, operator):
    LOOKS |= _part.LOOKS
for _part in (schooling, inviting, package, reminding, asking, operator):
    ACTS |= _part.ACTS
SENDS = {**inviting.SENDS, **package.SENDS, **package_files.SENDS, **operator.SENDS}


def settings() -> Action:
    return browse.personal(lambda _tx, person: pages.settings(person.language))


async def turned(
    query: CallbackQuery, callback_data: PageData, house: House, event_update: Update
) -> None:
    name = callback_data.name
    if name == "forget":
        house.office.drafts.drop(query.from_user.id)
    if name in LOOKS:
        await house.look(query, event_update, LOOKS[name](callback_data, house))
    elif name in ACTS and query.message:
        action = ACTS[name](callback_data, house, query.message.message_id)
        await house.act(query, event_update, action)
    elif name in SENDS:
        await SENDS[name](callback_data, house, query, event_update)
    elif name == "mydata":
        await send_mydata(house, query.from_user.id, query.id)
    else:
        await unknown(query, house, event_update)


async def unknown(query: CallbackQuery, house: House, event_update: Update) -> None:
    """A button of an earlier release, or of nobody: never silence."""
    await house.look(
        query, event_update, lambda tx, visit: present(tx, visit, Text("note-no_button"))
    )


def setup() -> Router:
    router = Router(name="browsing")
    router.callback_query.register(turned, PageData.filter())
    return router


def fallback() -> Router:
    router = Router(name="unknown buttons")
    router.callback_query.register(unknown)
    return router
