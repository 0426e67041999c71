"""What came of a list of classes, a name or links that an administrator sent."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from flows.class_pages import SHOWN
from flows.classes import Parsed
from flows.links import ClassLine, LineFault, Verdict
from flows.school_pages import Place
from flows.screens import TO_STEP, Button, Page, Row, Screen, Text, page, say, title

REASONS: Final = 6
"""How many kinds of trouble are told of at once: the rest shows when these are mended."""
MISSING: Final = "class_missing"


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a line was not taken.

    `what` was written beside the link, "" for a link alone; `why` is the end of a text's key.
    """

    what: str
    why: str

    @property
    def text(self) -> Text:
        return Text(f"link-{self.why}")


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a message with links: names of classes, and the troubles.

    `unknown` classes are not there yet, `told` is how many teachers will hear of their link.
    """

    saved: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    told: int = 0


def trouble_of(line: ClassLine) -> Trouble | None:
    """Say why a line cannot be taken; None for one that can."""
    what = line.name.text if line.name else line.text
    if line.fault:
        return Trouble(what, line.fault.value)
    if not line.found.accepted:
        return Trouble(what, line.found.verdict.value)
    return None if line.name else Trouble(what, MISSING)


def doubt_of(line: ClassLine) -> Trouble | None:
    """Say what is to be looked at in a link that was taken."""
    doubtful = line.found.warned or line.found.unsure
    if not doubtful or line.name is None:
        return None
    return Trouble(line.name.text, line.found.verdict.value)


def added(new: int, parsed: Parsed) -> Text:
    """Say how many classes are new, and what was not understood."""
    if not parsed.names:
        return say("class-add.nothing", wrong=_quoted(parsed.wrong) or "none")
    known = len(parsed.names) - new
    text = say("class-add.done", new=new, known=known, over=parsed.over)
    if not parsed.wrong:
        return text
    return say("class-add.partly", done=text, wrong=_quoted(parsed.wrong))


def _quoted(pieces: Sequence[str]) -> str:
    return ", ".join(f"«{one}»" for one in pieces)


def result(place: Place, taken: Taken) -> Screen:
    """Say what was saved and what was not, each with what to do."""
    number = str(place.school_id)
    lines = [title("class-taken", count=len(taken.saved))]
    if taken.saved:
        lines.append(say("class-taken.saved", names=", ".join(taken.saved)))
    if taken.same:
        lines.append(say("class-taken.same", names=", ".join(taken.same)))
    if taken.told:
        lines.append(say("class-taken.told", count=taken.told))
    rows: list[Row] = []
    if taken.unknown:
        lines.append(say("class-taken.unknown", names=", ".join(taken.unknown)))
        add = say("class-taken.add", count=len(taken.unknown))
        rows.append((Button(add, Page("add_missing", number)),))
    rows.append((page("class-taken.grid", "grid", number),))
    rows.append((page("class-taken.again", "links", number),))
    troubles = tuple(_troubles(taken.troubles))
    return Screen((tuple(lines), *((troubles,) if troubles else ())), (*rows, (TO_STEP,)))


def _troubles(troubles: Iterable[Trouble]) -> Iterator[Text]:
    """Say each reason once, with the lines that it is about."""
    kinds: dict[str, list[str]] = {}
    for one in troubles:
        kinds.setdefault(one.why, []).append(one.what)
    for why, said in list(kinds.items())[:REASONS]:
        names = list(dict.fromkeys(one for one in said if one))
        text = Text(f"link-{why}")
        if names:
            what = ", ".join(names[:SHOWN])
            yield say("class-trouble", what=what, more=len(names[SHOWN:]), why=text)
        else:
            yield text
    if len(kinds) > REASONS:
        yield say("class-taken.more", count=len(kinds) - REASONS)


def saved(name: str, told: int, doubt: Trouble | None) -> Text:
    """Say that one class has its link now."""
    if doubt:
        return say("class-link.saved_look", name=name, told=told, look=doubt.text)
    return say("class-link.saved", name=name, told=told)


def unchanged(name: str) -> Text:
    return say("class-link.same", name=name)


def renamed(name: str) -> Text:
    return say("class-rename.done", name=name)


def taken_name(name: str) -> Text:
    return say("class-rename.taken", name=name)


def unclear_name() -> Text:
    return Text("class-rename.unclear")


def removed(name: str) -> Text:
    return say("class-remove.done", name=name)


def reminded(count: int) -> Text:
    """Say how many teachers are reminded of the chat; nobody is twice a day."""
    return say("class-chat.reminded", count=count)


REFUSED: Final = (
    *(one.value for one in Verdict if one not in {Verdict.CHAT, Verdict.MAX_CHAT}),
    *(one.value for one in LineFault),
    MISSING,
)
"""Everything that `link-…` has words for."""
