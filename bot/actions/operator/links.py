"""/links: what leads where and how it answers; operators of everything replace a link for all."""

from collections.abc import Callable
from typing import Final, NamedTuple

from bot.actions.operating import NO_BUTTON, NO_COMMAND, Operates, answering
from bot.actions.school import number
from bot.actions.view import Action, View, Visit, agreed, present, view_of
from flows.operator import links as pages
from flows.operator.links import (
    ALL,
    Line,
    Version,
    all_links,
    code_of,
    reads_address,
)
from flows.scopes import EVERYWHERE, Level
from flows.screens import Text
from storage import Ask, By, Done, Person, Tx
from storage.overrides import Kind

NEW: Final = "link_new"
"""The question for another address; which link, and what was typed, is in its answers."""


KEPT: Final = 50
"""Changes of one link or text that are looked at."""


class Of(NamedTuple):
    """A link or text; `named` is what the journal calls it."""

    kind: Kind
    key: str
    language: str
    named: str


def everything(act: Operates, otherwise: Text = NO_BUTTON) -> Action:
    """Let an operator of everything act; to anybody else there is nothing of it."""

    def checked(tx: Tx, visit: Visit) -> View:
        if not tx.grants.allows(visit.by, EVERYWHERE, Level.FULL):
            return present(tx, visit, otherwise)
        return agreed(lambda tx, visit, person: act(tx, visit, person, visit.by))(tx, visit)

    return checked


def asked(checks: bool) -> Action:
    """Answer the command."""
    return everything(_listed(checks, 0), NO_COMMAND)


def listed(first: str, *, checks: bool) -> Action:
    """Show a page of the links."""
    return everything(_listed(checks, number(first)))


def _listed(checks: bool, first: int) -> Operates:
    def act(tx: Tx, _visit: Visit, person: Person, _by: By) -> View:
        return view_of(person, pages.listed(_lines(tx), first, checks=checks))

    return act


def addresses(tx: Tx) -> dict[str, str]:
    """Return where links of the release lead now, as far as it is elsewhere."""
    return {one.key: one.value for one in tx.overrides.in_force() if one.kind == "link"}


def _lines(tx: Tx) -> list[Line]:
    replaced, answered = addresses(tx), tx.links.all()
    found = []
    for link in all_links().values():
        address = replaced.get(link.url, link.url)
        check = answered.get(address.partition("#")[0])
        status, since, code = (
            (check.status, check.since, check.code) if check else ("unknown", 0, 0)
        )
        found.append(Line(link, address, status, since, code))
    return found


def _line(tx: Tx, code: str) -> Line | None:
    return next((one for one in _lines(tx) if code_of(one.link.url) == code), None)


def opened(code: str, note: Text | None = None) -> Action:
    """Show one link."""

    def act(tx: Tx, visit: Visit, person: Person, _by: By) -> View:
        return _opened(tx, visit, person, code, note)

    return everything(act)


def _opened(tx: Tx, visit: Visit, person: Person, code: str, note: Text | None = None) -> View:
    line, by = _line(tx, code), visit.by
    if line is None:
        return present(tx, visit, NO_BUTTON)
    return view_of(person, pages.opened(line, versions(tx, by, "link", line.link.url)), note)


def versions(tx: Tx, by: By, kind: Kind, key: str, language: str = "") -> list[Version]:
    """Return the latest changes of a link or text."""
    rows = tx.overrides.history(by, kind, key, language, KEPT)
    return [Version(one.version, one.made_at, one.value, bool(one.undone_at)) for one in rows]


def take_back(tx: Tx, by: By, of: Of, which: str) -> bool:
    """Let what was there before be in force again, or the release's own; False: it is already."""
    wanted = (of.kind, of.key, of.language)
    held = (one for one in tx.overrides.in_force() if (one.kind, one.key, one.language) == wanted)
    back = tx.overrides.reset if which == ALL else tx.overrides.undo
    latest = next(held, None)
    if latest is None or not back(by, of.kind, of.key, of.language):
        return False
    tx.audit.add(by, Done(f"{of.kind}_restored", EVERYWHERE, "override", latest.id, of.named))
    return True


def ask(code: str) -> Action:
    """Ask for another address."""

    def act(tx: Tx, visit: Visit, person: Person, _by: By) -> View:
        link = all_links().get(code)
        if link is None:
            return present(tx, visit, NO_BUTTON)
        tx.asks.put(person.id, Ask(NEW, 0, {"link": code}, visit.now))
        return view_of(person, pages.ask(link))

    return everything(act)


@answering
def answered(tx: Tx, visit: Visit, person: Person, by: By, ask: Ask, text: str) -> View:
    """Read the address and show it, before it holds for anybody."""
    code = ask.answers.get("link", "")
    link = all_links().get(code)
    if link is None or not tx.grants.allows(by, EVERYWHERE, Level.FULL):
        tx.asks.drop(person.id)
        return present(tx, visit, NO_BUTTON)
    address = reads_address(text)
    if not address:
        return view_of(person, pages.ask(link), Text("note-no_address"))
    tx.asks.put(person.id, Ask(NEW, 0, {"link": code, "address": address}, visit.now))
    return view_of(person, pages.preview(link, address))


def put(code: str) -> Action:
    """Let a link lead elsewhere, for all."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        link, typed = all_links().get(code), tx.asks.get(person.id)
        draft = typed.answers if typed and typed.name == NEW else {}
        address = draft.get("address", "") if draft.get("link") == code else ""
        if link is None or not address:
            return present(tx, visit, NO_BUTTON)
        tx.asks.drop(person.id)
        made = tx.overrides.put(by, "link", link.url, "", address)
        if made is not None:
            noted(tx, by, "link_replaced", made.id, link.key)
        return _opened(tx, visit, person, code, Text("note-link_replaced"))

    return everything(act)


def undo(code: str, which: str = "") -> Action:
    """Let a link lead where it led before, or where the release has it lead."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        link = all_links().get(code)
        if link is None or not take_back(tx, by, Of("link", link.url, "", link.key), which):
            return present(tx, visit, NO_BUTTON)
        return _opened(tx, visit, person, code, Text("note-link_restored"))

    return everything(act)


def noted(tx: Tx, by: By, act: str, subject: int, detail: str) -> None:
    """Write into the audit that something was changed for all."""
    tx.audit.add(by, Done(act, EVERYWHERE, "override", subject, detail))


def may(by: By) -> Callable[[Tx], bool]:
    """Return what tells whether somebody may change what holds for all."""
    return lambda tx: tx.grants.allows(by, EVERYWHERE, Level.FULL)
