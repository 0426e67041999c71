"""A flow as a Mermaid state diagram, read off its machine: what is drawn is what runs."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from transitions import Machine

from flows.events import RESTART
from flows.model import Flow, Kind, State

_NONE: Final[Mapping[str, str]] = MappingProxyType({})
_STYLES: Final = {
    Kind.QUESTION: "fill:#eef2ff,stroke:#6366f1,color:#1e1b4b",
    Kind.WAIT: "fill:#fff7e6,stroke:#d97706,stroke-dasharray:5 3,color:#451a03",
    Kind.END: "fill:#e8f8ee,stroke:#16a34a,color:#052e16",
}


def mermaid(flow: Flow, machine: Machine, titles: Mapping[str, str] = _NONE) -> str:
    """Draw `machine`, which was built from `flow`.

    `titles` may name states (`apply`), moves (`done`, `apply.done`), guards (`[all_ticked]`),
    parties (`@admin`) and `step` ("Шаг"); what it does not name is shown by its key. What somebody
    else does begins with their name. Starting over leads from everywhere to the beginning and is
    left out.
    """
    lines = [
        "stateDiagram-v2",
        *(f'    state "{_title(state, titles)}" as {state.key}' for state in flow.states),
        f"    [*] --> {machine.initial}",
        *(f"    {arrow}" for arrow in _arrows(flow, machine, titles)),
        *(f"    {state.key} --> [*]" for state in flow.states if state.kind is Kind.END),
        *(f"    {line}" for line in _styles(flow)),
    ]
    return "\n".join(lines) + "\n"


def _title(state: State, titles: Mapping[str, str]) -> str:
    words = titles.get(state.key, state.key).replace('"', "'")
    if state.kind is not Kind.STEP:
        return words
    return f"{titles.get('step', 'Step')} {state.number}. {words}"


def _arrows(flow: Flow, machine: Machine, titles: Mapping[str, str]) -> Iterator[str]:
    """One arrow from a state to another, however many ways there are, in the machine's order."""
    givers = {
        (state.key, move.trigger): f"{titles.get(f'@{move.by}', str(move.by))}: "
        for state in flow.states
        for move in state.moves
        if move.by
    }
    for source in machine.states:
        labels: dict[str, list[str]] = {}
        for name, event in machine.events.items():
            for way in event.transitions.get(source, ()) if name != RESTART else ():
                what = titles.get(f"{source}.{name}", titles.get(name, name))
                said = givers.get((source, name), "") + what
                guards = [titles.get(f"[{one.func}]", str(one.func)) for one in way.conditions]
                known = f"{said} [{', '.join(guards)}]" if guards else said
                labels.setdefault(str(way.dest), []).append(_plain(known))
        for dest, ways in labels.items():
            yield f"{source} --> {dest}: {'<br/>'.join(ways)}"


def _plain(label: str) -> str:
    """A colon, a semicolon or a hash would end a label early."""
    return label.replace(":", " —").replace(";", ",").replace("#", "№")


def _styles(flow: Flow) -> Iterator[str]:
    for kind, style in _STYLES.items():
        keys = [state.key for state in flow.states if state.kind is kind]
        if keys:
            yield f"classDef {kind}_ {style}"
            yield f"class {', '.join(keys)} {kind}_"
