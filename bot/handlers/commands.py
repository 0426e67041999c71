"""Commands typed or chosen from the messenger's menu."""

from collections.abc import Callable

from aiogram import Router
from aiogram.types import Message, Update

from bot.actions import arrive, asking, browse, school
from bot.actions.view import Action
from bot.handlers import browsing, library, operator
from bot.handlers.filters import Said
from bot.handlers.papers import send_mydata
from bot.house import House

SHOWS: dict[str, Callable[[str], Action]] = {
    "start": arrive.come,
    "menu": lambda _: browse.menu,
    "school": lambda _: school.school(""),
    "ask": lambda _: asking.look(),
    "docs": lambda _: library.docs(),
    "settings": lambda _: browsing.settings(),
    "forget": lambda _: arrive.forget(""),
    "help": lambda _: browse.help_,
    **operator.SHOWS,
}


async def commanded(
    message: Message, command: str, payload: str, house: House, event_update: Update
) -> None:
    about = operator.ABOUT.get(command)
    action = about(house) if about else SHOWS[command](payload)
    await house.reply(message, event_update, action)


async def mydata(message: Message, house: House) -> None:
    await house.pass_over(message)
    await send_mydata(house, message.chat.id)


def setup() -> Router:
    router = Router(name="commands")
    router.message.register(commanded, Said(*SHOWS, *operator.ABOUT))
    router.message.register(mydata, Said("mydata"))
    return router
