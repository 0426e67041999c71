"""The one entry: what follows from an event.

Pure. The same journey, event, facts and time always give the same outcome, so a run can be
replayed from its record. A late or doubled event changes nothing.
"""

from collections.abc import Iterable
from dataclasses import replace

from flows.effects import HandOff, Outcome, Progress
from flows.events import BACK, JOIN, LEAVE, RESTART, TICK, UNTICK, Event
from flows.machine import Cursor, trigger
from flows.model import Facts, Flow, Journey, Kind, Move, Party
from flows.roles import machine_for, walked_by

NO_FACTS = Facts()


def advance(flow: Flow, journey: Journey, event: Event, facts: Facts, now: int) -> Outcome:
    """Decide what `event` makes of `journey` at `now` (seconds, UTC)."""
    here = flow.state(journey.state)
    if event.revision != journey.revision or flow.present(event.state) != here.key:
        return Outcome(journey, refusal="stale")
    ways = [move for move in here.moves if move.trigger == event.trigger]
    if not _theirs(journey, event, ways):
        return Outcome(journey, refusal="not_here")
    if event.trigger in {TICK, UNTICK}:
        return _tick(here.checks, journey, event, facts, now)
    if event.trigger == JOIN:
        return _join(journey, event, facts, now)
    if event.trigger == LEAVE and not ways:
        return _leave(flow, journey, event, facts, now)
    return _walk(flow, journey, event, ways, facts, now)


def _theirs(journey: Journey, event: Event, ways: list[Move]) -> bool:
    """Whether the act is one for whoever did it; whoever walks alone has nobody to leave."""
    if event.trigger == LEAVE and journey.school_id is None:
        return False
    # Only ticking and joining say which; anything else that came along would be recorded and
    # read as facts.
    said = not event.arg or event.trigger in {TICK, UNTICK, JOIN}
    return said and ({move.by for move in ways} or {None}) == {event.by}


def _walk(
    flow: Flow, journey: Journey, event: Event, ways: list[Move], facts: Facts, now: int
) -> Outcome:
    """Take one of the declared ways, if one is open."""
    cursor = Cursor(flow, journey, facts, now)
    moved = trigger(machine_for(flow), event.trigger, cursor)
    if moved is None:
        return Outcome(journey, refusal="not_here")
    if not moved:
        return Outcome(journey, refusal=ways[0].guard)
    after = _enter(flow, journey, event, cursor.state, ways, facts, now)
    # Whoever walks alone gives to nobody.
    given = [way.gives for way in ways if way.gives and way.to == cursor.state]
    offs = [HandOff(name, after) for name in given if journey.school_id]
    return Outcome(after, (Progress(journey, after, event, facts, now), *offs))


def _join(journey: Journey, event: Event, facts: Facts, now: int) -> Outcome:
    """Walk for a school and class from now on; the step stays."""
    school, _, klass = event.arg.partition(".")
    if not school.isdecimal() or (klass and not klass.isdecimal()):
        return Outcome(journey, refusal="not_here")
    school_id, class_id = int(school), int(klass) if klass else None
    if (school_id, class_id) == (journey.school_id, journey.class_id):
        return Outcome(journey, refusal="same")
    revision = journey.revision + 1
    after = replace(journey, revision=revision, school_id=school_id, class_id=class_id)
    return Outcome(after, (Progress(journey, after, event, facts, now),))


def _leave(flow: Flow, journey: Journey, event: Event, facts: Facts, now: int) -> Outcome:
    """Leave the school at a step that goes on as well alone."""
    after = replace(_alone(flow, journey), revision=journey.revision + 1)
    return Outcome(after, (Progress(journey, after, event, facts, now),))


def _alone(flow: Flow, journey: Journey) -> Journey:
    """Walk without a school; what its people answered is left with it."""
    answers = {move.trigger for state in flow.states for move in state.moves if move.by}
    reason = "" if journey.reason in answers else journey.reason
    return replace(journey, school_id=None, class_id=None, reason=reason)


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
    if event.by:
        after = replace(after, reason="")
    returned = event.trigger == BACK or event.by
    if returned and facts.waited and flow.state(state).kind is Kind.WAIT:
        since, asked = facts.waited
        return replace(after, since=since, asked=asked)
    if event.trigger == LEAVE:
        return _alone(flow, after)
    return _keep(journey, after, event, ways)


def _keep(journey: Journey, after: Journey, event: Event, ways: list[Move]) -> Journey:
    """Keep in the journey what the way that was taken says of it."""
    keeps = {way.keeps: way.redo for way in ways}
    if "variant" in keeps and event.trigger != journey.variant:
        return replace(after, variant=event.trigger, ticks=frozenset(), reason="")
    if "reason" in keeps:
        return replace(after, reason=event.trigger, ticks=journey.ticks - set(keeps["reason"]))
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
        event = Event(name, state, revision, arg, _giver(flow, state, name))
        journey = advance(flow, journey, event, Facts.read(known), at).journey
    return journey


def _giver(flow: Flow, state: str, trigger: str) -> Party | None:
    """Return whose act a recorded trigger was: the declaration says so."""
    ways = (move for move in flow.state(state).moves if move.trigger == trigger)
    return next((move.by for move in ways), None)
