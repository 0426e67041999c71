"""What is stored of a person, as a file."""

import json

from bot.actions import arrive
from bot.house import House
from bot.render import Rendered


async def send_mydata(house: House, person: int, query: str | None = None) -> None:
    """Send everything stored of the person as JSON; whoever is unknown is told so."""
    stored = await house.db.read(arrive.kept(person))
    rows = stored.get("persons", [])
    if not rows:
        await _nothing(house, person, query)
        return
    language = str(rows[0]["language"])
    if query is not None:
        await house.gateway.answer(query, house.words("note-sent", language))
    content = json.dumps(stored, ensure_ascii=False, indent=2).encode()
    name = house.words("mydata.name", language)
    sent = await house.gateway.document(
        person, name, content, house.words("mydata.caption", language)
    )
    await house.db.write(lambda tx: tx.persons.set_bottom(person, sent))


async def _nothing(house: House, person: int, query: str | None) -> None:
    words = house.words("note-nothing-kept", house.settings.locale)
    if query is None:
        await house.gateway.send(person, Rendered(words))
    else:
        await house.gateway.answer(query, words)
