"""Buttons tapped and words typed where one has no right, and all of it taken back again."""

from types import SimpleNamespace
from typing import Any, Final, NamedTuple, cast

from bot.actions import answers
from bot.actions.view import Action, View, look, noticed, once, present
from bot.callbacks import PageData
from bot.handlers import browsing
from bot.house import House
from flows.screens import Text
from storage import Ask, Database, Tx
from tests.storage.two_schools import tried
from tests.support import outsiders as out
from tests.support.bustle_rules import everything
from tests.support.outsiders import CHAT, LABEL, LINK, NEXT_CHAT, NEXT_LINK, Ground, Try

HOUSE: Final = cast(
    House, SimpleNamespace(settings=SimpleNamespace(active_teachers=3), hurry_links=None)
)
# What is theirs all the same: what an invitation, their class or their own school has given them.
GIVEN: Final[dict[str, frozenset[str]]] = {
    "joined": frozenset({LINK}),
    "waiting": frozenset({LINK}),
    "other class": frozenset({NEXT_LINK, NEXT_CHAT}),
    "parent": frozenset({NEXT_LINK, NEXT_CHAT, CHAT}),
    "family": frozenset({CHAT}),
    "student": frozenset({CHAT}),
}
# Who teaches a class is reminded of it.
WORN: Final = dict.fromkeys(
    ("other class", "parent", "other teacher", "crossed in"),
    frozenset({"remind_chat"}),
)
COUNTS: Final = (
    *("meter-", "families", "awaited-", "desk-", "grid", "class-page"),
    *("school-page.classes", "school-page.waiting", "school-page.nobody", "school-page.claims"),
)
"""How the texts begin that count a school's people and things."""
# Administrators and teachers who belong somewhere are told the counts of where they belong.
COUNTED: Final = frozenset({"other head", "other teacher", "other class", "parent", "unplaced"})


class Town(NamedTuple):
    """The database with the school in it."""

    db: Database
    ground: Ground

    async def taps(self, who: str, one: Try) -> tuple[View, bool]:
        """Tap a button, see what it shows and whether it did anything, and take it all back."""
        to = PageData(name=one[0], arg=one[1], arg2=one[2])
        visit = out.visit_of(who)
        run = look(present, visit)
        if one[0] in browsing.LOOKS:
            run = look(browsing.LOOKS[one[0]](to, HOUSE), visit)
        elif one[0] in browsing.ACTS:
            run = once(browsing.ACTS[one[0]](to, HOUSE, 1), visit)
        return await self._does(run)

    async def types(self, who: str, text: str, ask: Ask | None) -> tuple[View, bool]:
        """Send a message, perhaps with a question left over; only that may change."""
        otherwise: Action = lambda tx, visit: present(tx, visit, Text("note-nothing"))  # noqa: E731
        visit = out.visit_of(who)
        read = noticed(answers.answered(text, "", otherwise), visit)

        def run(tx: Tx) -> View:
            if ask is not None and tx.persons.get(visit.person) is not None:
                tx.asks.put(visit.person, ask)
            return read(tx)

        return await self._does(run)

    async def _does(self, run: Any) -> tuple[View, bool]:
        def act(tx: Tx) -> tuple[View, bool]:
            before = _of_others(tx)
            view = run(tx)
            return view, _of_others(tx) != before

        result: tuple[View, bool] = await tried(self.db, act)
        return result


def _of_others(tx: Tx) -> dict[str, list[Any]]:
    """Everything but which update came and what somebody is asked."""
    return {name: rows for name, rows in everything(tx).items() if name not in {"updates", "asks"}}


def shows_nothing(town: Town, who: str, view: View) -> None:
    """No link, label or token is in it, nor a count for whoever belongs nowhere."""
    given = GIVEN.get(who, frozenset())
    secrets = {LINK, NEXT_LINK, CHAT, NEXT_CHAT, *town.ground.tokens} - given
    words = list(out.words_of(view.screen, view.note))
    assert not secrets & set(words)
    assert not any(one in word for word in words for one in secrets)
    own = f"{LABEL} {who}"
    assert not any(LABEL in word for word in words if word != own)
    counts = {key for key in out.keys_of(view.screen, view.note) if key.startswith(COUNTS)}
    assert who in COUNTED or not counts
