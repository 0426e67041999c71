"""A look at a step without taking it: from an answer that belongs to it, or found by search."""

from flows.card import hat, link_button, message_of, progress
from flows.library import entry
from flows.library_pages import FOUND, title_of
from flows.places import Place
from flows.roles import walked_by
from flows.scene import NOWHERE, Scene, header
from flows.screens import TO_STEP, Button, Page, Row, Screen, Text, page, say


def peek(there: Place, back: str, scene: Scene = NOWHERE, *, known: bool) -> Screen:
    """Show what a step asks for, where it lies on the person's way, and the way there."""
    journey, state = there.journey, there.state
    body = (
        Text(title_of(there).key, title_of(there).args, strong=True),
        say(
            f"{message_of(journey, state)}.body",
            who=journey.variant or "none",
            place=scene.kind,
            given="yes" if scene.given else "no",
        ),
    )
    links = tuple((link_button(link),) for link in state.links)
    where = (header(hat(journey), scene), progress(journey, state))
    last = (Button(Text("button-back"), _way_back(back)), *_on(there, known=known))
    return Screen((where, body, (_lies(there),)), (*links, last))


def _lies(there: Place) -> Text:
    """Say where the step lies from where the person stands."""
    if not there.own:
        return Text(f"peek-{there.journey.role}")
    flow = walked_by(there.journey)
    stands, it = (flow.states.index(one) for one in (flow.state(there.journey.state), there.state))
    return Text("peek-here" if stands == it else "peek-ahead" if stands < it else "peek-passed")


def _on(there: Place, *, known: bool) -> Row:
    """Lead to the card of the journey that the step is of."""
    if not known:
        return (page("button-start", "greeting"),)
    if there.own and not there.current:
        return (page("button-to-step", "switch", str(there.journey.id)),)
    return (TO_STEP,)


def _way_back(back: str) -> Page:
    if back.startswith(FOUND):
        return Page("found", back.removeprefix(FOUND))
    return Page("answer", back) if entry(back) else Page("docs")
