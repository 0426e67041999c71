"""Texts that operators say in other words: found by what is shown, previewed, put in place."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from flows.operator.figures import Key
from flows.operator.home import BACK
from flows.operator.links import Version, code_of, told_of, undoing
from flows.operator.stats import step_name
from flows.roles import FLOWS
from flows.screens import (
    Button,
    Marked,
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

SHOWN: Final = 6
SNIPPET: Final = 90
FAULTS: Final = ("long", "syntax", "variables", "marks", "empty")


class Words(NamedTuple):
    """A text: its key, and what it says now as in a Fluent file."""

    key: str
    said: str


def ask() -> Screen:
    """Ask for words of the text that is looked for."""
    body: Paragraph = (title("wording.title"), Text("wording.ask"))
    return Screen((body,), ((page("links.list", "op_links"), BACK),))


def found(texts: Sequence[Words], *, more: bool) -> Screen:
    """Show which texts have those words."""
    head: Paragraph = (title("wording.title"), Text("wording.found" if texts else "wording.none"))
    if more:
        head = (*head, Text("wording.more"))
    lines = tuple(_line(at, one) for at, one in enumerate(texts, 1))
    numbers = tuple(
        Button(say("people-number", number=at), Page("wording_text", code_of(one.key)))
        for at, one in enumerate(texts, 1)
    )
    parts = (head, lines) if lines else (head,)
    rows: list[Row] = [numbers] if numbers else []
    rows.append((page("wording.again", "wording"), BACK))
    return Screen(parts, tuple(rows))


def _line(at: int, one: Words) -> Text:
    """Show a text in short, and on which step it is said."""
    words = Private(snippet(one.said))
    step = step_of(one.key)
    if step is None:
        return say("wording.line", number=at, words=words)
    return say("wording.line_of", number=at, words=words, step=step_name(step))


def step_of(key: str) -> Key | None:
    """Return the step that a text is said on, as its key tells: `vk-teacher-install.title`."""
    edition, _, rest = key.partition(".")[0].partition("-")
    role, _, state = rest.partition("-")
    for flow in FLOWS:
        if (flow.edition, flow.role.value) == (edition, role):
            found = next((one for one in flow.states if one.key == state), None)
            return Key(role, edition, state) if found else None
    return None


def snippet(said: str) -> str:
    line = " ".join(said.split())
    return line if len(line) <= SNIPPET else line[: SNIPPET - 1] + "…"


def opened(one: Words, versions: Sequence[Version]) -> Screen:
    """Show a text as it stands with its latest changes, and ask for other words."""
    body = (title("wording.now"), say("wording.words", words=Private(one.said)))
    how = (Text("wording.write"), Text("wording.marks"))
    short = [version._replace(value=snippet(version.value)) for version in versions]
    rows = undoing("wording_undo", code_of(one.key), versions)
    rows.append((page("wording.again", "wording"), BACK))
    return Screen((body, *told_of(short), how), tuple(rows))


def preview(key: str, ways: Sequence[str]) -> Screen:
    """Show other words as they will look, in HTML: in some `ways` in which the text is said."""
    looks = tuple((say("wording.words", words=Marked(one)),) for one in ways)
    code = code_of(key)
    rows: tuple[Row, ...] = (
        (page("links.put", "wording_put", code),),
        (page("links.other", "wording_text", code),),
        (page("wording.again", "wording"), BACK),
    )
    return Screen(((title("wording.will"),), *looks, (Text("links.for_all"),)), rows)
