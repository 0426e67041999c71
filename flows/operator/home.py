"""The operator's own page: where their right holds, and what there is to do."""

from collections.abc import Sequence
from typing import Final

from flows.operator.areas import Where, named
from flows.scopes import EVERYWHERE, Level, Right
from flows.screens import Button, Day, Page, Row, Screen, Text, foot, page, say, title

HOME: Final[tuple[str, ...]] = (
    *("stats", "schools", "stuck", "find", "tickets", "broadcast", "export", "import"),
    *("mute", "grants", "audit", "op_links", "health"),
)
"""Pages that the operator's own page leads to, by their names; the words are `op-home.<name>`."""
OVER_ALL: Final = {"op_links": Level.FULL, "links": Level.FULL, "health": Level.READ}
"""Pages and commands of whoever may look, or act, everywhere: nobody else is led there."""
A_ROW: Final = 2


def home(rights: Sequence[tuple[Where, Right]]) -> Screen:
    """Show each right and lead on; `rights` is not empty."""
    held = tuple(_held(where, right) for where, right in rights)
    allowed = [right for _, right in rights]
    doors = [page(f"op-home.{name}", name) for name in HOME if _opens(name, allowed)]
    rows: tuple[Row, ...] = tuple(
        tuple(doors[at : at + A_ROW]) for at in range(0, len(doors), A_ROW)
    )
    quits = tuple(
        (Button(say("op-home.quit", where=named(where)), Page("grant_quit", str(right.grant))),)
        for where, right in rights
        if right.grant
    )
    body = (title("op-home.title"), Text("op-home.body"))
    return Screen((body, held), (*rows, *quits, foot()))


def commands(rights: Sequence[Right]) -> tuple[str, ...]:
    """Return the commands that whoever has these rights may give."""
    return tuple(name for name in COMMANDS if _opens(name, rights))


def _opens(name: str, rights: Sequence[Right]) -> bool:
    wanted = OVER_ALL.get(name)
    return wanted is None or any(right.allows(EVERYWHERE, wanted) for right in rights)


def _held(where: Where, right: Right) -> Text:
    level = Text(f"op-level-{right.level}")
    if not right.ends_at:
        return say("op-held", where=named(where), level=level)
    return say("op-held-until", where=named(where), level=level, day=Day(right.ends_at))


BACK: Final = page("op-home.back", "operator")
"""The way back to it."""
COMMANDS: Final[tuple[str, ...]] = (
    *("stats", "schools", "stuck", "find", "tickets", "broadcast", "export", "import"),
    *("mute", "audit", "links", "health"),
)
"""Commands of operators, in the order of the messenger's menu; the words are `command-<name>`."""
