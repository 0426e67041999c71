"""/mute: where reminders are stopped, and stopping them: where, which, until when and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from flows.model import Kind, Role
from flows.operator.areas import Where, named
from flows.operator.figures import Key, states_of
from flows.operator.home import BACK
from flows.operator.stats import step_name
from flows.screens import Button, Day, Page, Paragraph, Row, Screen, Text, page, say, title

SHOWN: Final = 8
LONGEST: Final = 200
"""Letters of a reason."""
LONGEST_DAYS: Final = 180


@dataclass(frozen=True, slots=True)
class Stopped:
    """Reminders that are stopped: where, of which step (None: of all), until when, and why."""

    mute_id: int
    where: Where
    key: Key | None
    ends_at: int
    reason: str


def listed(where: Where, stopped: Sequence[Stopped], *, full: bool) -> Screen:
    """Show what is stopped in an area; a tap lets it go on."""
    head: Paragraph = (title("quiet.title"), named(where))
    lines = tuple(_line(one) for one in stopped)
    body = [head, lines or (Text("quiet.nothing"),)]
    rows: list[Row] = []
    if full:
        rows += [(Button(_ending(one), Page("mute_end", str(one.mute_id))),) for one in stopped]
        rows.append((page("quiet.new", "mute_what", where.code),))
    return Screen(tuple(body), (*rows, (BACK,)))


def _line(one: Stopped) -> Text:
    return say(
        "quiet.line",
        where=named(one.where),
        what=_what(one.key),
        day=Day(one.ends_at),
        reason=one.reason,
    )


def _ending(one: Stopped) -> Text:
    return say("quiet.end", day=Day(one.ends_at), what=_what(one.key))


def _what(key: Key | None) -> Text:
    return step_name(key) if key else Text("quiet-all")


def what(where: Where, role: str, edition: str) -> Screen:
    """Choose which reminders to stop: all of them, or those of one step."""
    body: Paragraph = (title("quiet.title"), named(where), Text("quiet.what"))
    rows: list[Row] = []
    if role in set(Role):
        for at, state in enumerate(states_of(Role(role), edition)):
            if state.kind in {Kind.STEP, Kind.WAIT}:
                name = step_name(Key(role, edition, state.key))
                rows.append((Button(name, Page("mute_until", where.code, f"{role}.{at}")),))
        rows.append((page("button-back", "mute_what", where.code), BACK))
    else:
        rows.append((page("quiet.all", "mute_until", where.code),))
        rows += [(page(f"stats-role-{one}", "mute_what", where.code, one.value),) for one in Role]
        rows.append((page("button-back", "mute", where.code), BACK))
    return Screen((body,), tuple(rows))


def until(where: Where, key: Key | None) -> Screen:
    """Ask until when and why."""
    body: Paragraph = (title("quiet.title"), named(where), _what(key), Text("quiet.until"))
    return Screen((body,), ((page("button-back", "mute_what", where.code), BACK),))


def note(ends_at: int, reason: str) -> Text:
    """Tell those concerned."""
    return say("quiet-note", day=Day(ends_at), reason=reason)
