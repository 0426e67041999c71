"""An area's figures as pictures, with the same numbers as text under them."""

import asyncio
import datetime as dt
from typing import Final

from aiogram.types import CallbackQuery, Update

from bot.actions.operating import NO_BUTTON
from bot.actions.operator import stats
from bot.actions.operator.stats import Drawing
from bot.actions.view import present
from bot.callbacks import PageData
from bot.house import House
from bot.papers import charts
from bot.papers.charts import Funnel, Month
from flows.model import Kind
from flows.operator.areas import named
from flows.operator.stats import caption
from flows.screens import Text, say
from flows.spans import DAY

KEEP: Final = 300
"""Seconds for which a picture of an area is good."""


class Album:
    """Pictures that were drawn lately, by area and language."""

    def __init__(self) -> None:
        self._drawn: dict[tuple[str, str], tuple[int, tuple[bytes, bytes]]] = {}

    def get(self, code: str, language: str, now: int) -> tuple[bytes, bytes] | None:
        made, pictures = self._drawn.get((code, language), (0, (b"", b"")))
        return pictures if pictures[0] and now - made < KEEP else None

    def put(self, code: str, language: str, now: int, pictures: tuple[bytes, bytes]) -> None:
        self._drawn = {key: kept for key, kept in self._drawn.items() if now - kept[0] < KEEP} | {
            (code, language): (now, pictures)
        }


_ALBUM: Final = Album()


async def send(to: PageData, house: House, query: CallbackQuery, update: Update) -> None:
    """Send both pictures below the card."""
    visit = house.visit_of(query, update)
    drawing = await house.db.read(stats.drawing(visit, to.arg))
    if drawing is None:
        await house.look(query, update, lambda tx, visit: present(tx, visit, NO_BUTTON))
        return
    await house.gateway.answer(query.id, house.words("note-drawing", drawing.language))
    person, now = query.from_user.id, house.clock.now()
    pictures = _ALBUM.get(drawing.where.code, drawing.language, now)
    if pictures is None:
        pictures = await asyncio.to_thread(_draw, house, drawing)
        _ALBUM.put(drawing.where.code, drawing.language, now, pictures)
    first, second = pictures
    said = house.renderer.message(caption(drawing.stats), drawing.language)
    await house.gateway.photo(person, first, "funnel.png")
    sent = await house.gateway.photo(person, second, "month.png", said.text)
    await house.db.write(lambda tx: tx.persons.set_bottom(person, sent))


def _draw(house: House, of: Drawing) -> tuple[bytes, bytes]:
    def words(text: Text) -> str:
        return house.renderer.plain(text, of.language)

    area = words(named(of.where))
    roles = [
        Funnel(
            words(Text(f"chart-role-{role}")),
            [
                (words(_name(of.edition, role, rung.state.key)), rung.reached, rung.here)
                for rung in rungs
                if rung.state.kind is not Kind.QUESTION
            ],
        )
        for role, rungs in of.funnels
    ]
    days = [_day(of.today - back * DAY) for back in reversed(range(len(of.stats.begun)))]
    picture = Month(
        words(say("chart.month", where=area)),
        words(Text("chart.begun")),
        words(Text("chart.ended")),
        days,
        of.stats.begun,
        of.stats.ended,
    )
    return charts.funnels(words(say("chart.funnel", where=area)), roles), charts.month(picture)


def _name(edition: str, role: str, state: str) -> Text:
    return Text(f"{edition}-{role}-{state}.title", {"who": "none"})


def _day(at: int) -> str:
    return dt.datetime.fromtimestamp(at, dt.UTC).strftime("%d.%m")
