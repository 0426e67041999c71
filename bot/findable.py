"""What a search can find: every entry of the library and every step, in plain words."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.texts import Texts
from flows.card import message_of
from flows.entries import Entry
from flows.library import library
from flows.library_pages import title_of
from flows.places import NOBODYS, Place, found_steps, place
from flows.screens import Text, say


@dataclass(frozen=True, slots=True)
class Thing:
    """Something to be found. `words` are further ones that people call it by."""

    name: str
    title: str
    words: str
    text: str


def things(texts: Texts, locale: str) -> Iterator[Thing]:
    def plain(text: Text) -> str:
        return texts.format(text, locale, escape=False)

    for one in library().entries.values():
        title, text = plain(Text(f"{one.message}.title")), plain(Text(f"{one.message}.text"))
        yield Thing(one.key, title, one.words.get(locale, ""), f"{text} {_act(one, locale)}")
    for name in found_steps():
        if there := place(name, NOBODYS):
            words = library().step_words.get(name, {}).get(locale, "")
            text = " ".join(map(plain, _step(there)))
            yield Thing(name, plain(title_of(there)), words, text)


def _act(one: Entry, locale: str) -> str:
    return f"{one.act.kind[locale]} {one.act.name}" if one.act else ""


def _step(there: Place) -> Iterator[Text]:
    """What the card of a step says to whoever walks alone."""
    who = there.journey.variant or "none"
    body = f"{message_of(there.journey, there.state)}.body"
    yield say(body, who=who, place="alone", given="no")
    yield from (Text(f"link-{link.key}") for link in there.state.links)
