"""/broadcast: whom it goes to, a preview, confirming by the count, and how far it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from flows.model import Kind, Role
from flows.operator.areas import Where, named
from flows.operator.figures import Key, states_of
from flows.operator.home import BACK
from flows.operator.stats import bar, step_name
from flows.screens import (
    LANGUAGES,
    Button,
    Day,
    Page,
    Paragraph,
    Row,
    Screen,
    Text,
    page,
    say,
    title,
)

SHOWN: Final = 6
OVER: Final = ("ended", "stopped")


@dataclass(frozen=True, slots=True)
class Casting:
    """A broadcast as its author sees it: to whom, how many at most, and what became of it.

    `due_at` is when it goes out (seconds, UTC), `status` as in `storage/casts.py`.
    """

    cast_id: int
    where: Where
    role: str
    key: Key | None
    active: str
    language: str
    people: int
    status: str = "draft"
    filled: bool = False
    due_at: int = 0
    sent: int = 0
    blocked: int = 0
    failed: int = 0

    @property
    def done(self) -> int:
        return self.sent + self.blocked + self.failed


def listed(of: Sequence[Casting], code: str) -> Screen:
    """Show an author's latest broadcasts, and begin a new one."""
    body: Paragraph = (title("casting.title"), Text("casting.body"))
    rows: list[Row] = [(page("casting.new", "cast_to", code),)]
    rows += [
        (
            Button(
                say(f"casting-line-{one.status}", where=named(one.where), sent=one.sent),
                Page("cast", str(one.cast_id)),
            ),
        )
        for one in of
    ]
    return Screen((body,), (*rows, (BACK,)))


def segment(of: Casting) -> Screen:
    """Choose to whom it goes; every tap shows how many that are."""
    number = str(of.cast_id)
    lines = (*_whom(of), say("casting.people", people=of.people))
    roles = ((one, f"casting-role-{one or 'any'}") for one in ("", *Role))
    active = ((one, f"casting-active-{one or 'any'}") for one in ("", "1", "0"))
    languages = ((one, f"casting-language-{one or 'any'}") for one in ("", *LANGUAGES))
    rows: list[Row] = [_choices(of, "r", of.role, roles)]
    if of.role:
        rows.append((page("casting.step", "cast_steps", number),))
    rows += [_choices(of, "a", of.active, active), _choices(of, "l", of.language, languages)]
    if of.people:
        rows.append((page("casting.write", "cast_write", number),))
    return Screen(((title("casting.title"), named(of.where)), lines), (*rows, (BACK,)))


def _choices(of: Casting, kind: str, now: str, ways: Iterable[tuple[str, str]]) -> Row:
    """Return a row of choices, the present one marked."""
    return tuple(
        Button(
            say("casting-chosen", what=Text(key)) if value == now else Text(key),
            Page("cast_for", str(of.cast_id), f"{kind}{value}"),
        )
        for value, key in ways
    )


def _whom(of: Casting) -> Paragraph:
    lines = [say("casting.whom", whom=Text(f"casting-role-{of.role or 'any'}"))]
    if of.key:
        lines.append(step_name(of.key))
    if of.active:
        lines.append(Text(f"casting-active-{of.active}"))
    if of.language:
        lines.append(Text(f"casting-language-{of.language}"))
    return tuple(lines)


def steps(of: Casting, edition: str) -> Screen:
    """Choose one step of the role."""
    number = str(of.cast_id)
    rows: list[Row] = [(page("casting.any_step", "cast_for", number, "s"),)]
    for at, state in enumerate(states_of(Role(of.role), edition)):
        if state.kind is not Kind.QUESTION:
            key = Key(of.role, edition, state.key)
            rows.append((Button(step_name(key), Page("cast_for", number, f"s{at}")),))
    back = (page("button-back", "cast", number), BACK)
    return Screen(((title("casting.title"), named(of.where)),), (*rows, back))


def write(of: Casting) -> Screen:
    """Ask for the message."""
    body: Paragraph = (title("casting.title"), *_whom(of), Text("casting.ask"))
    return Screen((body,), ((page("button-back", "cast", str(of.cast_id)), BACK),))


def confirm(of: Casting, *, again: bool = False) -> Screen:
    """Ask for the count, under a preview; `again`: the same went to the same people today."""
    lines = [*_whom(of), named(of.where)]
    if again:
        lines.append(Text("casting.again"))
    lines.append(say("casting.confirm", people=of.people))
    number = str(of.cast_id)
    rows = (
        (page("casting.rewrite", "cast_write", number),),
        (page("casting.drop", "cast_stop", number), BACK),
    )
    return Screen(((title("casting.title"), *lines),), rows)


def progress(of: Casting) -> Screen:
    """Show how far it is, and pause, resume or stop it."""
    number = str(of.cast_id)
    head = (title(f"casting-status-{of.status}"), named(of.where), *_whom(of))
    drawn = bar(min(of.done, of.people), of.people, 10)
    lines = [say("casting.bar", bar=drawn, done=of.done, people=of.people)]
    lines.append(say("casting.counts", sent=of.sent, blocked=of.blocked, failed=of.failed))
    if of.status == "running" and not of.done and of.due_at:
        lines.append(say("casting.due", day=Day(of.due_at)))
    rows: list[Row] = []
    stop = page("casting.stop", "cast_stop", number)
    if of.status == "running":
        rows.append((page("casting.pause", "cast_pause", number), stop))
    elif of.status == "paused":
        rows.append((page("casting.resume", "cast_resume", number), stop))
    rows.append((page("casting.list", "broadcast", of.where.code), BACK))
    return Screen((head, tuple(lines)), tuple(rows))
