"""/audit: what operators did, to whom or what, when."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from flows.operator.areas import Where, named
from flows.operator.home import BACK
from flows.screens import (
    Arg,
    Button,
    Day,
    Page,
    Paragraph,
    Private,
    Row,
    Screen,
    Text,
    page,
    say,
    title,
)

SHOWN: Final = 10


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done: by the reader (`own`), by account `who`, or by somebody forgotten (0).

    `where` is None where the place is gone; `words` is what the operator wrote about it, `which`
    names the link or text that was changed for all.
    """

    number: int
    at: int
    who: int
    own: bool
    act: str
    where: Where | None
    whom: int = 0
    words: str = ""
    which: str = ""


def listed(where: Where, deeds: Sequence[Deed], *, more: bool, first: bool) -> Screen:
    """Show what was done in an area, the latest first."""
    head: Paragraph = (title("journal.title"), named(where))
    lines = tuple(_line(one) for one in deeds)
    rows: list[Row] = []
    turns = []
    if not first:
        turns.append(page("journal.latest", "audit", where.code))
    if more:
        older = str(deeds[-1].number)
        turns.append(Button(Text("op-later"), Page("audit", where.code, older)))
    if turns:
        rows.append(tuple(turns))
    rows.append((BACK,))
    return Screen((head, *((one,) for one in lines or (Text("journal.nothing"),))), tuple(rows))


def _line(one: Deed) -> Text:
    who = Text("journal-you") if one.own else say("journal-who", who=str(one.who))
    if not one.who:
        who = Text("journal-forgotten")
    args: dict[str, Arg] = {
        "day": Day(one.at),
        "who": who,
        "what": Text(f"audit-act-{one.act}"),
        "where": named(one.where) if one.where else Text("journal-nowhere"),
    }
    if one.whom:
        args["whom"] = str(one.whom)
        return Text("journal-line-whom", args)
    if one.which:
        args["which"] = one.which
        return Text("journal-line-which", args)
    if one.words:
        args["words"] = Private(one.words)
        return Text("journal-line-words", args)
    return Text("journal-line", args)
