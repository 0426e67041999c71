"""A tap on a step: gather the journey, decide by its flow, apply what follows."""

from bot.actions.view import Action, View, Visit, agreed, card_view, present, stranger
from flows import (
    BACK,
    NO_FACTS,
    RESTART,
    Event,
    Facts,
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
            return card_view(person, journey, visit.now, Text("note-stale"))
        event = Event(pressed.trigger, pressed.state, pressed.revision, pressed.arg)
        facts = Facts(waited=_waited(tx, journey)) if _into_wait(journey, event) else NO_FACTS
        outcome = advance(walked_by(journey), journey, event, facts, visit.now)
        apply(tx, outcome)
        return card_view(person, outcome.journey, visit.now, _note(event, outcome))

    return act


def _into_wait(journey: Journey, event: Event) -> bool:
    """Whether the event may lead back into a wait: only then is the journey's past looked up."""
    if event.trigger != BACK:
        return False
    flow = walked_by(journey)
    ways = (move for move in flow.state(journey.state).moves if move.trigger == BACK)
    return any(flow.state(move.to).kind is Kind.WAIT for move in ways)


def _waited(tx: Tx, journey: Journey) -> tuple[int, int] | None:
    """Since when the journey was in its wait the last time, and when it was asked again."""
    flow = walked_by(journey)
    for row in reversed(tx.progress.of(journey.id)):
        act, _, known = row.event.partition(" ")
        if act == RESTART:
            return None
        stood = flow.by_key.get(flow.present(row.state))
        if stood is not None and stood.kind is Kind.WAIT:
            again = row.at if row.origin == row.state else 0
            return Facts.read(known).waited or (row.since, again)
    return None


def apply(tx: Tx, outcome: Outcome) -> None:
    """Write what follows from a decision."""
    if not outcome.changed:
        return
    tx.journeys.save(outcome.journey)
    for effect in outcome.effects:
        tx.progress.add(effect.before, effect.after, effect.text, effect.at)


def _note(event: Event, outcome: Outcome) -> Text | None:
    if outcome.refusal:
        return Text(f"note-{outcome.refusal}")
    return Text("note-restarted") if event.trigger == RESTART else None


def start(role: str, variant: str, edition: str) -> Action:
    """Put on a hat: go on with the journey there is, or begin one."""

    def act(tx: Tx, visit: Visit, person: Person) -> View:
        if role not in set(Role) or variant not in flow_of(edition, Role(role)).variants:
            return present(tx, visit, Text("note-no_button"))
        return _start(tx, visit, person, Role(role), variant, edition)

    return agreed(act)


def _start(tx: Tx, visit: Visit, person: Person, role: Role, variant: str, edition: str) -> View:
    flow = flow_of(edition, role)
    for journey in tx.journeys.of(person.id):
        same = len(flow.variants) == 1 or journey.variant == variant
        if (journey.role, journey.edition) == (role, edition) and same:
            tx.persons.set_current(person.id, journey.id)
            return card_view(person, journey, visit.now)
    first = begin(flow, 0, person.id, variant, visit.now)
    journey = tx.journeys.start(person.id, role, edition, first.state, variant, visit.now)
    begun = Event("start", journey.state, 0, variant)
    tx.progress.add(journey, journey, begun.text, visit.now)
    return card_view(person, journey, visit.now)


def switch(journey_id: str) -> Action:
    """Put on another of the person's own hats."""

    def act(tx: Tx, visit: Visit, person: Person) -> View:
        mine = {str(journey.id): journey for journey in tx.journeys.of(person.id)}
        if journey_id not in mine:
            return present(tx, visit, Text("note-no_button"))
        tx.persons.set_current(person.id, mine[journey_id].id)
        return card_view(person, mine[journey_id], visit.now)

    return agreed(act)
