"""Taps on a step's buttons."""

from aiogram import Router
from aiogram.types import CallbackQuery, Update

from bot.actions import walk
from bot.callbacks import TapData
from bot.house import House
from flows.screens import Tap


async def tapped(
    query: CallbackQuery, callback_data: TapData, house: House, event_update: Update
) -> None:
    one = callback_data
    pressed = Tap(one.journey, one.state, one.trigger, one.revision, one.arg)
    await house.act(query, event_update, walk.tap(pressed))


def register(root: Router) -> None:
    root.callback_query.register(tapped, TapData.filter())
