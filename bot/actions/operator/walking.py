"""A person's journey before an operator: its history, and moving its step for a reason."""

from dataclasses import replace
from typing import Final

from bot.actions.handoffs import apply
from bot.actions.operating import NO_BUTTON, answering, operating
from bot.actions.operator.people import key_of, noted, steps_of, walk_of
from bot.actions.scene import facts_of
from bot.actions.school import number
from bot.actions.view import Action, View, Visit, present, view_of
from flows import TICK, Event, Journey, Outcome, advance, walked_by
from flows.model import Move
from flows.names import clean
from flows.operator import people as pages
from flows.operator.people import EVENTS, LONGEST
from flows.scopes import Level
from flows.screens import Text
from storage import Ask, By, Person, Tx

WHY: Final = "walk_why"
"""The question why a journey is moved; its subject is the journey."""


def history(journey: str) -> Action:
    """Show a journey's history, and where it can be moved; that one has looked is written down."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        found = tx.finding.journey(by, number(journey))
        if found is None:
            return present(tx, visit, NO_BUTTON)
        noted(tx, by, found, "person_seen")
        return _history(tx, visit, person, by, found)

    return operating(act)


def _history(
    tx: Tx, visit: Visit, person: Person, by: By, found: Journey, note: Text | None = None
) -> View:
    steps = steps_of(tx, found.id)
    key = key_of(found)
    ways = [key._replace(state=way.to) for way in _ways(tx, visit, found)]
    shown = walk_of(tx, by, found)
    return view_of(person, pages.walk(shown, steps[:EVENTS], ways, found.person_id), note)


def _ways(tx: Tx, visit: Visit, journey: Journey) -> list[Move]:
    """Return the ways that are open now, one for each state they lead to."""
    flow = walked_by(journey)
    found: dict[str, Move] = {}
    for way in flow.state(journey.state).moves:
        if way.to not in found and _taken(tx, visit, journey, way):
            found[way.to] = way
    return list(found.values())


def _taken(tx: Tx, visit: Visit, journey: Journey, way: Move) -> list[Outcome]:
    """Decide what taking a way comes to; nothing where it leads nowhere or its flow refuses.

    What the way asks to be ticked is ticked first, as the person would.
    """
    flow = walked_by(journey)
    state = flow.state(journey.state)
    if way.to == state.key:
        return []
    ticks = [one for one in state.checks if one not in journey.ticks]
    acts = [Event(TICK, state.key, 0, one) for one in ticks if way.guard == "all_ticked"]
    outcomes: list[Outcome] = []
    for act in [*acts, Event(way.trigger, state.key, 0, by=way.by)]:
        event = replace(act, revision=journey.revision)
        outcomes.append(advance(flow, journey, event, facts_of(tx, journey), visit.now))
        journey = outcomes[-1].journey
    return outcomes if journey.state == way.to else []


def ask_why(journey: str, target: str) -> Action:
    """Ask why a journey is moved."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        found = tx.finding.journey(by, number(journey), Level.FULL)
        ways = _ways(tx, visit, found) if found else []
        way = next((one for one in ways if one.to == target), None)
        if found is None or way is None:
            return present(tx, visit, NO_BUTTON)
        answers = {"from": walked_by(found).present(found.state), "to": target}
        tx.asks.put(person.id, Ask(WHY, found.id, answers, visit.now))
        to = key_of(found)._replace(state=target)
        return view_of(person, pages.reason(walk_of(tx, by, found), to))

    return operating(act)


@answering
def answered(tx: Tx, visit: Visit, person: Person, by: By, ask: Ask, text: str) -> View:
    """Move a journey as its flow allows, tell its person why, and write it down."""
    found = tx.finding.journey(by, ask.subject, Level.FULL)
    why = clean(text, LONGEST)
    if found is None:
        tx.asks.drop(person.id)
        return present(tx, visit, NO_BUTTON)
    if not why:
        target = key_of(found)._replace(state=ask.answers.get("to", ""))
        return view_of(person, pages.reason(walk_of(tx, by, found), target))
    tx.asks.drop(person.id)
    if not tx.updates.first_seen(visit.update, visit.now):
        return _history(tx, visit, person, by, found)
    moved = _move(tx, visit, found, ask.answers)
    if moved is None:
        return _history(tx, visit, person, by, found, Text("note-not_movable"))
    row = noted(tx, by, moved, "step_moved", why, f"{found.state} {moved.state}")
    tx.outbox.put(moved.person_id, "op_moved", moved.id, visit.now, detail=str(row))
    return _history(tx, visit, person, by, moved, Text("note-moved"))


def _move(tx: Tx, visit: Visit, journey: Journey, answers: dict[str, str]) -> Journey | None:
    """Take the way that was chosen; None where the journey has moved on meanwhile."""
    if walked_by(journey).present(journey.state) != answers.get("from"):
        return None
    ways = [one for one in _ways(tx, visit, journey) if one.to == answers.get("to")]
    for outcome in _taken(tx, visit, journey, ways[0]) if ways else ():
        apply(tx, visit, outcome)
        journey = outcome.journey
    return journey if ways else None
