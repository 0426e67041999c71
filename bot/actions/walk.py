"""A tap on a step: gather the journey, decide by its flow, apply what follows."""

from dataclasses import replace

from bot.actions import labels, reminding
from bot.actions.handoffs import apply, waited
from bot.actions.scene import facts_of
from bot.actions.view import Action, View, Visit, agreed, card_view, present, stranger
from flows import (
    BACK,
    JOIN,
    RESTART,
    Event,
    Journey,
    Kind,
    Outcome,
    Role,
    advance,
    begin,
    flow_of,
    walked_by,
)
from flows.screens import Tap, Text
from storage import Person, Tx


def tap(pressed: Tap) -> Action:
    """Act on the journey that the button was made for, if it is still the present one."""

    def act(tx: Tx, visit: Visit) -> View:
        found = tx.journeys.open(visit.person)
        if found is None:
            return stranger(visit, Text("note-not_started"))
        person, journey = found
        if journey is None or journey.id != pressed.journey:
            return card_view(tx, visit, person, journey, Text("note-stale"))
        if pressed.trigger == JOIN:  # no button says so: it is forged, and would need no invitation
            return card_view(tx, visit, person, journey, Text("note-not_here"))
        event = Event(pressed.trigger, pressed.state, pressed.revision, pressed.arg)
        facts = facts_of(tx, journey)
        if _into_wait(journey, event):
            facts = replace(facts, waited=waited(tx, journey))
        outcome = advance(walked_by(journey), journey, event, facts, visit.now)
        apply(tx, visit, outcome)
        if labels.wanted(tx, outcome):
            return labels.asked(tx, visit, person, outcome.journey)
        return card_view(tx, visit, person, outcome.journey, _note(event, outcome))

    return act


def _into_wait(journey: Journey, event: Event) -> bool:
    """Whether the event may lead back into a wait: only then is the journey's past looked up."""
    if event.trigger != BACK:
        return False
    flow = walked_by(journey)
    ways = (move for move in flow.state(journey.state).moves if move.trigger == BACK)
    return any(flow.state(move.to).kind is Kind.WAIT for move in ways)


def _note(event: Event, outcome: Outcome) -> Text | None:
    if outcome.refusal:
        return Text(f"note-{outcome.refusal}")
    return Text("note-restarted") if event.trigger == RESTART else None


def start(role: str, variant: str) -> Action:
    """Put on a hat: go on with the journey there is, or begin one."""

    def act(tx: Tx, visit: Visit, person: Person) -> View:
        if role not in set(Role) or variant not in flow_of(visit.edition, Role(role)).variants:
            return present(tx, visit, Text("note-no_button"))
        journey = worn(tx, visit, Role(role), variant) or begun(tx, visit, Role(role), variant)
        tx.persons.set_current(person.id, journey.id)
        return card_view(tx, visit, person, journey)

    return agreed(act)


def worn(tx: Tx, visit: Visit, role: Role, variant: str) -> Journey | None:
    """Return the person's journey in a role: one that they walk alone, or else the latest."""
    mine = hats(tx, visit, role, variant)
    alone = [journey for journey in mine if journey.school_id is None]
    return next(iter((*alone, *reversed(mine))), None)


def hats(tx: Tx, visit: Visit, role: Role, variant: str) -> list[Journey]:
    """Return the person's journeys in a role; parent and student are different hats."""
    flow = flow_of(visit.edition, role)
    return [
        journey
        for journey in tx.journeys.of(visit.person)
        if (journey.role, journey.edition) == (role, visit.edition)
        and (len(flow.variants) == 1 or journey.variant == variant)
    ]


def begun(tx: Tx, visit: Visit, role: Role, variant: str) -> Journey:
    """Begin a journey and record that it was begun."""
    flow = flow_of(visit.edition, role)
    first = begin(flow, 0, visit.person, variant, visit.now)
    journey = tx.journeys.start(visit.person, role, visit.edition, first.state, variant, visit.now)
    event = Event("start", journey.state, 0, variant)
    tx.progress.add(journey, journey, event.text, visit.now)
    reminding.plan(tx, visit, journey)
    return journey


def switch(journey_id: str) -> Action:
    """Put on another of the person's own hats."""

    def act(tx: Tx, visit: Visit, person: Person) -> View:
        mine = {str(journey.id): journey for journey in tx.journeys.of(person.id)}
        if journey_id not in mine:
            return present(tx, visit, Text("note-no_button"))
        tx.persons.set_current(person.id, mine[journey_id].id)
        return card_view(tx, visit, person, mine[journey_id])

    return agreed(act)
