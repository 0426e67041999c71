"""What can be known to be wrong with the declarations before anybody walks them.

`python -m bot check` prints `faults`, and the tests hold that there are none. `text_keys` and
`text_args` come from drawing every screen, so the texts are held against what is really shown.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final
from urllib.parse import urlsplit

from flows import addresses
from flows.declare import leave
from flows.effects import HAND_OFFS
from flows.entries import Entry
from flows.events import JOIN, LEAVE, RESTART, TICK, UNTICK
from flows.gallery import JOURNEY, REVISION, drawn, texts_of
from flows.library import library
from flows.machine import GUARDS, Cursor
from flows.model import Flow, Kind, Link, Move, Party, State
from flows.roles import FLOWS

# Telegram's bound on what a button carries, and how `bot/callbacks.py` begins the two kinds.
BUTTON_BYTES: Final = 64
TAP: Final = "j"
PAGE: Final = "p"
# What `advance` answers besides the names of guards.
REFUSALS: Final = ("stale", "same", "not_here")

_KEY: Final = re.compile(r"[a-z][a-z0-9_]*")
_RESERVED: Final = frozenset({RESTART, TICK, UNTICK, JOIN, LEAVE})
_GIVERS: Final = (None, Party.ADMIN, Party.TEACHER)
_FIELDS: Final = frozenset({"", "variant", "reason"})
_ALL_TICKED: Final = "all_ticked"


def faults(flows: Sequence[Flow] = FLOWS, entries: Mapping[str, Entry] | None = None) -> list[str]:
    """Return what is wrong, one line a fault; nothing is raised, so that all are seen at once.

    `entries` are those of the library, which has its own faults named when it is read.
    """
    entries = library().entries if entries is None else entries
    found = [f"{flow.name}: {fault}" for flow in flows for rule in _RULES for fault in rule(flow)]
    found.extend(_twice("flow", (flow.name for flow in flows)))
    found.extend(_symptoms(flows, entries))
    found.extend(_addresses(flows))
    return found


def button_bytes(prefix: str, *parts: str | int) -> int:
    """How long a packed button is: its parts behind the prefix, a colon between."""
    return len(":".join((prefix, *map(str, parts))).encode())


def _twice(what: str, names: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            yield f"{what} {name!r} is declared twice"
        seen.add(name)


def _keys(flow: Flow) -> Iterator[str]:
    """Keys are parts of text keys and of buttons, so they hold no separator of either."""
    yield from _twice("state", (state.key for state in flow.states))
    for state in flow.states:
        yield from _twice(f"{state.key}: check", state.checks)
        triggers = {move.trigger for move in state.moves}
        for key in (state.key, *sorted(triggers), *state.checks):
            if not _KEY.fullmatch(key):
                yield f"{state.key}: {key!r} is no key"
        said = {move.trigger for move in state.moves if move != leave(move.to)}
        for trigger in sorted(said & _RESERVED):
            yield f"{state.key}: {trigger!r} is what the engine says itself"


def _targets(flow: Flow) -> Iterator[str]:
    for state in flow.states:
        for move in state.moves:
            if move.to not in flow.by_key:
                yield f"{state.key}: {move.trigger!r} leads to {move.to!r}, which is not declared"


def _reachable(flow: Flow) -> Iterator[str]:
    """Guards are taken as possible both ways, so every variant begins the same search."""
    ways = {state.key: {move.to for move in state.moves} for state in flow.states}
    reached = _closure({flow.initial.key}, ways)
    for state in flow.states:
        if state.key not in reached:
            yield f"{state.key}: cannot be reached"


def _ending(flow: Flow) -> Iterator[str]:
    """From everywhere the end can be reached without starting over or anybody's help."""
    ways: dict[str, set[str]] = {}
    for state in flow.states:
        for move in state.moves:
            if move.by is None and move.trigger != LEAVE:
                ways.setdefault(move.to, set()).add(state.key)
    able = _closure({state.key for state in flow.states if state.kind is Kind.END}, ways)
    for state in flow.states:
        if state.key not in able:
            yield f"{state.key}: no way from here to an end"


def _closure(start: set[str], ways: dict[str, set[str]]) -> set[str]:
    reached, ahead = set(start), list(start)
    while ahead:
        new = ways.get(ahead.pop(), set()) - reached
        reached |= new
        ahead.extend(new)
    return reached


def _moves(flow: Flow) -> Iterator[str]:
    for state in flow.states:
        taken: set[tuple[str, str]] = set()
        for move in state.moves:
            if {(move.trigger, ""), (move.trigger, move.guard)} & taken:
                yield f"{state.key}: {move.trigger!r} to {move.to!r} can never be taken"
            taken.add((move.trigger, move.guard))
            for rule in (_move, _hand_off):
                yield from (f"{state.key}: {fault}" for fault in rule(state, move))


def _move(state: State, move: Move) -> Iterator[str]:
    if move.guard and not (move.guard in GUARDS and callable(getattr(Cursor, move.guard, None))):
        yield f"{move.trigger!r} has the unknown guard {move.guard!r}"
    if move.keeps not in _FIELDS:
        yield f"{move.trigger!r} keeps the unknown field {move.keeps!r}"
    again = state.kind is Kind.WAIT and not (move.keeps or move.by or move.trigger == LEAVE)
    if move.to == state.key and not again:
        yield f"{move.trigger!r} leads back here, which only asking again at a wait does"
    if any(one.keeps != move.keeps for one in state.moves if one.trigger == move.trigger):
        yield f"{move.trigger!r} keeps an answer one way and not the other"


def _hand_off(state: State, move: Move) -> Iterator[str]:
    """One trigger is one party's act; what somebody else does here gives nothing in my name."""
    if any(one.by != move.by for one in state.moves if one.trigger == move.trigger):
        yield f"{move.trigger!r} is the act of more than one party"
    if move.by not in _GIVERS:
        yield f"{move.trigger!r} is an act of {move.by}, who is not here to do it"
    if move.gives and move.gives not in HAND_OFFS:
        yield f"{move.trigger!r} gives {move.gives!r}, which is no hand-off"
    if move.gives and move.by:
        yield f"{move.trigger!r} gives {move.gives!r} by another's act"


def _old_keys(flow: Flow) -> Iterator[str]:
    for old, new in flow.old_keys.items():
        if new not in flow.by_key:
            yield f"old key {old!r} leads to {new!r}, which is not declared"
        if old in flow.by_key:
            yield f"old key {old!r} hides a state that is declared"


def _numbers(flow: Flow) -> Iterator[str]:
    """The seed's numbers: each on one step; waits and questions carry that of their step."""
    numbers = [state.number for state in flow.states if state.kind is Kind.STEP]
    if sorted(numbers) != list(range(1, len(numbers) + 1)):
        yield f"steps are numbered {numbers}"
    for state in flow.states:
        unnumbered = state.kind in {Kind.QUESTION, Kind.END}
        if state.number not in numbers and not (unnumbered and state.number == 0):
            yield f"{state.key}: belongs to no step ({state.number})"
        if (state.minutes > 0) is not (state.kind in {Kind.STEP, Kind.WAIT}):
            yield f"{state.key}: {state.minutes} minutes for a {state.kind}"


def _waits(flow: Flow) -> Iterator[str]:
    for state in flow.states:
        if (state.kind is Kind.WAIT) is not (state.waits_on is not None):
            yield f"{state.key}: a {state.kind} that waits on {state.waits_on}"


def _checks(flow: Flow) -> Iterator[str]:
    """A step with checks is done when all are ticked, by an old button too."""
    for state in flow.states:
        for move in state.moves:
            if state.checks and move.trigger == "done" and move.guard != _ALL_TICKED:
                yield f"{state.key}: done without looking at its checks"


def _buttons(flow: Flow) -> Iterator[str]:
    """Every button fits with the longest numbers it is promised to hold."""
    for state in flow.states:
        acts = [(move.trigger, "") for move in state.moves if move.by is None]
        acts += [(act, check) for check in state.checks for act in (TICK, UNTICK)]
        for act, arg in dict.fromkeys((*acts, (RESTART, ""), (LEAVE, ""))):
            size = button_bytes(TAP, JOURNEY, state.key, act, REVISION, arg)
            if size > BUTTON_BYTES:
                yield f"{state.key}: the button {act!r} {arg!r} takes {size} bytes"


_RULES: Final[tuple[Callable[[Flow], Iterator[str]], ...]] = (
    _keys, _targets, _reachable, _ending, _moves, _old_keys, _numbers, _waits, _checks, _buttons,
)  # fmt: skip


def _symptoms(flows: Sequence[Flow], entries: Mapping[str, Entry]) -> Iterator[str]:
    """Each symptom has its answer, and what only a step shows is some step's symptom."""
    used: set[str] = set()
    for flow in flows:
        for state in flow.states:
            used.update(state.symptoms)
            for key in state.symptoms:
                if key not in entries:
                    yield f"{flow.name}: {state.key}: symptom {key!r} has no answer"
            yield from _twice(f"{flow.name}: {state.key}: symptom", state.symptoms)
    for one in entries.values():
        if not one.listed and one.key not in used:
            yield f"{one.where}: {one.key}: listed = false, а ни один шаг этого не показывает"


def _addresses(flows: Sequence[Flow]) -> Iterator[str]:
    declared: list[Link] = [*addresses.ALL]
    declared += [link for flow in flows for state in flow.states for link in state.links]
    for link in dict.fromkeys(declared):
        parts = urlsplit(link.url)
        if parts.scheme != "https":
            yield f"link {link.key!r} is not https"
        if parts.netloc not in addresses.HOSTS:
            yield f"link {link.key!r} leads to {parts.netloc!r}, which the seed does not name"
    yield from _twice("link", (link.key for link in dict.fromkeys(declared)))


def refusals(flows: Iterable[Flow] = FLOWS) -> tuple[str, ...]:
    """Return everything that `Outcome.refusal` can say: a guard with no other way round it."""
    guards: list[str] = []
    for state in (state for flow in flows for state in flow.states):
        for trigger in dict.fromkeys(move.trigger for move in state.moves):
            ways = [move.guard for move in state.moves if move.trigger == trigger]
            if all(ways):
                guards.append(ways[0])
    return (*REFUSALS, *dict.fromkeys(guards))


def text_args(commands: Iterable[str] = ()) -> dict[str, set[str]]:
    """Return each text key that is asked for, with the arguments that it is given every time.

    `commands` are the names the bot answers to; they are shown in its help.
    """
    found: dict[str, set[str]] = {f"note-{refusal}": set() for refusal in refusals()}
    for _, screen in drawn(commands=commands):
        for text in texts_of(screen):
            found[text.key] = found.get(text.key, set(text.args)) & set(text.args)
    return found


def text_keys(commands: Iterable[str] = ()) -> set[str]:
    """Return every text key that the flows can ask for."""
    return set(text_args(commands))
