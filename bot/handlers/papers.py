"""What is stored of a person, as two files: a page to read, and JSON to hand on."""

import asyncio

from bot.actions import arrive
from bot.albums import album
from bot.house import House
from bot.papers.mydata import Stored, as_json, as_page
from bot.papers.mydata_values import Names
from bot.render import Rendered
from bot.texts import Texts


async def send_mydata(house: House, person: int, query: str | None = None) -> None:
    """Send everything stored of the person; whoever is unknown is told so."""
    kept = await house.db.read(arrive.kept(person))
    rows = kept.tables["persons"]
    if not rows:
        await _nothing(house, person, query)
        return
    language = str(rows[0]["language"])
    if query is not None:
        await house.gateway.answer(query, house.words("note-sent", language))
    stored = Stored(kept.tables, Names(kept.schools, kept.classes))
    files = await asyncio.to_thread(_files, house, stored, language)
    caption = house.words("mydata.caption", language)
    sent = await house.gateway.album(album(person, files, caption))
    await house.db.write(lambda tx: tx.persons.set_bottom(person, sent))


def _files(house: House, stored: Stored, language: str) -> list[tuple[str, bytes]]:
    """Make both; a long history takes some tens of milliseconds."""
    texts = Texts(house.settings.timezone, {"teachers": house.settings.active_teachers})
    page = as_page(stored, texts, language, house.clock.now())
    name = house.words("mydata.name", language)
    return [(f"{name}.html", page), (f"{name}.json", as_json(stored))]


async def _nothing(house: House, person: int, query: str | None) -> None:
    words = house.words("note-nothing-kept", house.settings.locale)
    if query is None:
        await house.gateway.send(person, Rendered(words))
    else:
        await house.gateway.answer(query, words)
