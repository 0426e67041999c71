"""The one entry: what follows from an event.

Pure. The same journey, event, facts and time always give the same outcome, so a run can be
replayed from its record. A late or doubled event changes nothing.
"""

from collections.abc import Iterable
from dataclasses import replace

from flows.effects import Outcome, Progress
from flows.events import BACK, RESTART, TICK, UNTICK, Event
from flows.machine import Cursor, trigger
from flows.model import Facts, Flow, Journey, Kind, Move
from flows.roles import machine_for, walked_by

NO_FACTS = Facts()


def advance(flow: Flow, journey: Journey, event: Event, facts: Facts, now: int) -> Outcome:
    """Decide what `event` makes of `journey` at `now` (seconds, UTC)."""
    here = flow.state(journey.state)
    if event.revision != journey.revision or flow.present(event.state) != here.key:
        return Outcome(journey, refusal="stale")
    if event.trigger in {TICK, UNTICK}:
        return _tick(here.checks, journey, event, facts, now)
    cursor = Cursor(flow, journey, facts)
    # Only a tick says which; anything else that came along would be recorded and read as facts.
    moved = None if event.arg else trigger(machine_for(flow), event.trigger, cursor)
    if moved is None:
        return Outcome(journey, refusal="not_here")
    ways = [move for move in here.moves if move.trigger == event.trigger]
    if not moved:
        return Outcome(journey, refusal=ways[0].guard)
    after = _enter(flow, journey, event, cursor.state, ways, facts, now)
    return Outcome(after, (Progress(journey, after, event, facts, now),))


def _tick(
    checks: tuple[str, ...], journey: Journey, event: Event, facts: Facts, now: int
) -> Outcome:
    if event.arg not in checks:
        return Outcome(journey, refusal="not_here")
    only = {event.arg}
    ticks = journey.ticks | only if event.trigger == TICK else journey.ticks - only
    if ticks == journey.ticks:
        return Outcome(journey, refusal="same")
    after = replace(journey, ticks=ticks)
    return Outcome(after, (Progress(journey, after, event, facts, now),))


def _enter(
    flow: Flow,
    journey: Journey,
    event: Event,
    state: str,
    ways: list[Move],
    facts: Facts,
    now: int,
) -> Journey:
    """Return the journey as it stands in `state`.

    A wait keeps its beginning when it is asked again, and when somebody looked ahead and is back.
    """
    revision = journey.revision + 1
    if event.trigger == RESTART:
        variant = journey.variant if journey.variant in flow.variants else ""
        return replace(
            _arrive(journey, state, revision, now), variant=variant, ticks=frozenset(), reason=""
        )
    if state == flow.present(journey.state):
        return replace(journey, revision=revision, asked=now)
    after = _arrive(journey, state, revision, now)
    if event.trigger == BACK and facts.waited and flow.state(state).kind is Kind.WAIT:
        since, asked = facts.waited
        return replace(after, since=since, asked=asked)
    for way in ways:
        if way.keeps == "variant" and event.trigger != journey.variant:
            return replace(after, variant=event.trigger, ticks=frozenset(), reason="")
        if way.keeps == "reason":
            return replace(after, reason=event.trigger, ticks=journey.ticks - set(way.redo))
    return after


def _arrive(journey: Journey, state: str, revision: int, now: int) -> Journey:
    return replace(journey, state=state, revision=revision, since=now, asked=0)


def begin(flow: Flow, journey_id: int, person_id: int, variant: str, now: int) -> Journey:
    """Return a new journey at the flow's first state; `variant` is one of the flow's."""
    if variant not in flow.variants:
        raise ValueError(f"flow {flow.name} does not begin with {variant!r}")
    return Journey(
        id=journey_id,
        person_id=person_id,
        role=flow.role,
        edition=flow.edition,
        state=flow.initial.key,
        since=now,
        started=now,
        variant=variant,
    )


def replay(first: Journey, record: Iterable[tuple[str, str, int, int]]) -> Journey:
    """Walk `first` again by its record of (text, state, revision, at); see `Progress.text`."""
    journey = first
    flow = walked_by(first)
    for text, state, revision, at in record:
        act, _, known = text.partition(" ")
        name, _, arg = act.partition(":")
        event = Event(name, state, revision, arg)
        journey = advance(flow, journey, event, Facts.read(known), at).journey
    return journey
