"""The card of a step: where the person stands, what to do, and every way on."""

from flows.events import BACK, TICK, UNTICK
from flows.model import Journey, Kind, Link, Move, State
from flows.roles import walked_by
from flows.screens import (
    MENU,
    Button,
    Day,
    Days,
    Paragraph,
    Row,
    Screen,
    Tap,
    Text,
    Url,
    page,
    say,
    title,
)

DONE = "done"


def hat(journey: Journey) -> Text:
    """Name the role as the person chose it: a family walks as a parent or as a student."""
    flow = walked_by(journey)
    return Text(f"role-{journey.variant if len(flow.variants) > 1 else journey.role.value}")


def message_of(journey: Journey, state: State) -> str:
    """Return the key of all the texts of a state."""
    return f"{journey.edition}-{journey.role.value}-{state.key}"


def card(journey: Journey, now: int) -> Screen:
    """Draw the present step of a journey."""
    state = walked_by(journey).state(journey.state)
    texts = message_of(journey, state)
    who = journey.variant or "none"
    body = (
        title(f"{texts}.title", who=who),
        *_reason(journey, state),
        *_waiting(journey, state, now),
        say(f"{texts}.body", who=who),
        *_minutes(journey, state),
    )
    return Screen((_header(journey, state), body), _rows(journey, state, texts))


def _header(journey: Journey, state: State) -> Paragraph:
    if not state.number:
        return (hat(journey),)
    of = walked_by(journey).steps
    bar = "▰" * state.number + "▱" * (of - state.number)
    return (hat(journey), say("card-step", step=state.number, of=of, bar=bar))


def _waiting(journey: Journey, state: State, now: int) -> Paragraph:
    """Say since when somebody waits, and when they last asked again."""
    if state.kind is not Kind.WAIT:
        return ()
    ago = say("days-ago", days=Days(journey.since, now))
    first = say(f"wait-{state.waits_on}", day=Day(journey.since), ago=ago)
    if not journey.asked:
        return (first,)
    return (first, say(f"wait-{state.waits_on}-asked", day=Day(journey.asked)))


def _reason(journey: Journey, state: State) -> Paragraph:
    """Say on the step one was sent back to why it was refused."""
    if not journey.reason or not state.checks:
        return ()
    return (Text(f"reason-{journey.reason}"),)


def _minutes(journey: Journey, state: State) -> Paragraph:
    """How long the step takes; beside a reason there is no room for it."""
    if state.kind is not Kind.STEP or _reason(journey, state):
        return ()
    return (say("card-minutes", minutes=state.minutes),)


def _rows(journey: Journey, state: State, texts: str) -> tuple[Row, ...]:
    ways = tuple(dict.fromkeys(m.trigger for m in state.moves if m.trigger != BACK))
    return (
        *((link_button(link),) for link in state.links),
        *((_check(journey, state, texts, check),) for check in state.checks),
        *((_way(journey, state, texts, way),) for way in ways if _open(journey, state, way)),
        *_foot(journey, state),
    )


def _open(journey: Journey, state: State, way: str) -> bool:
    """A step with checks is done only when all of them are; before that the button is not there."""
    return way != DONE or journey.ticks >= set(state.checks)


def _tap(journey: Journey, state: State, trigger: str, arg: str = "") -> Tap:
    return Tap(journey.id, state.key, trigger, journey.revision, arg)


def _check(journey: Journey, state: State, texts: str, check: str) -> Button:
    ticked = check in journey.ticks
    label = say("check-on" if ticked else "check-off", what=Text(f"{texts}.check_{check}"))
    return Button(label, _tap(journey, state, UNTICK if ticked else TICK, check))


def _way(journey: Journey, state: State, texts: str, way: str) -> Button:
    label = Text(f"{texts}.{way}")
    shown = say("button-done", what=label) if way == DONE else label
    return Button(shown, _tap(journey, state, way))


def _foot(journey: Journey, state: State) -> tuple[Row, ...]:
    """Help has a row of its own: a third of a phone's width would cut its words."""
    help_ = ((page("button-help", "help"),),) if state.symptoms else ()
    return (*help_, (_back(journey, state), MENU))


def _back(journey: Journey, state: State) -> Button:
    """One step back; from the first one, to the choice of a role."""
    moves: tuple[Move, ...] = state.moves
    if any(move.trigger == BACK for move in moves):
        return Button(Text("button-back"), _tap(journey, state, BACK))
    return page("button-back", "roles")


def link_button(link: Link) -> Button:
    return Button(Text(f"link-{link.key}"), Url(link.url))
