"""Texts in other words, for all; what fits is judged before (`bot/ruling.py`)."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from bot.actions.operating import NO_BUTTON
from bot.actions.operator.links import Of, everything, noted, take_back, versions
from bot.actions.view import Action, View, Visit, present, view_of
from flows.operator import wording as pages
from flows.operator.wording import Words
from flows.screens import Text
from storage import Ask, By, Person, Tx

FIND: Final = "wording_find"
"""The question which text is meant."""
NEW: Final = "wording_new"
"""The question for other words; which text, and what was typed, is in its answers."""


def _ask(tx: Tx, visit: Visit, person: Person, _by: By) -> View:
    tx.asks.put(person.id, Ask(FIND, 0, {}, visit.now))
    return view_of(person, pages.ask())


ask: Final[Action] = everything(_ask)
"""Ask for words of the text that is looked for."""


def found(texts: list[Words], *, more: bool) -> Action:
    """Show which texts have the words that were typed."""
    return everything(
        lambda _tx, _visit, person, _by: view_of(person, pages.found(texts, more=more))
    )


def opened(key: str, said: str, note: Text | None = None) -> Action:
    """Show a text and ask for other words; `said` is what it says now."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        tx.asks.put(person.id, Ask(NEW, 0, {"key": key}, visit.now))
        changes = versions(tx, by, "text", key, person.language)
        return view_of(person, pages.opened(Words(key, said), changes), note)

    return everything(act)


def previewed(key: str, language: str, pattern: str, ways: Sequence[str]) -> Action:
    """Show other words as they will look, before they hold for anybody."""

    def act(tx: Tx, visit: Visit, person: Person, _by: By) -> View:
        draft = {"key": key, "language": language, "pattern": pattern}
        tx.asks.put(person.id, Ask(NEW, 0, draft, visit.now))
        return view_of(person, pages.preview(key, ways))

    return everything(act)


def put(key: str, fits: Callable[[str, str], bool]) -> Action:
    """Say a text in the words that were previewed, for all who read this language."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        typed = tx.asks.get(person.id)
        draft = typed.answers if typed and typed.name == NEW else {}
        of = draft.get("key"), draft.get("language")
        pattern = draft.get("pattern", "") if of == (key, person.language) else ""
        if not pattern or not fits(person.language, pattern):
            return present(tx, visit, NO_BUTTON)
        made = tx.overrides.put(by, "text", key, person.language, pattern)
        if made is not None:
            noted(tx, by, "text_replaced", made.id, f"{person.language} {key}")
        return _again(tx, visit, person, "note-text_replaced")

    return everything(act)


def undo(key: str, which: str = "") -> Action:
    """Let a text say what it said before, or what the release says."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        of = Of("text", key, person.language, f"{person.language} {key}")
        if not take_back(tx, by, of, which):
            return present(tx, visit, NO_BUTTON)
        return _again(tx, visit, person, "note-text_restored")

    return everything(act)


def _again(tx: Tx, visit: Visit, person: Person, note: str) -> View:
    """Say what was done, and ask for the next text."""
    return replace(_ask(tx, visit, person, visit.by), note=Text(note))
