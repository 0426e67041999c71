"""Every screen that the flows can draw, so that texts and buttons are checked on real screens.

Nothing is listed by hand that can be drawn: a text key exists when some screen asks for it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations, product
from typing import Final, TypeAlias

from flows import pages
from flows.card import card
from flows.engine import begin
from flows.gallery_chain import SCENES, chain_screens
from flows.gallery_form import form_screens
from flows.gallery_invite import invite_screens
from flows.gallery_library import library_screens
from flows.gallery_package import package_screens
from flows.gallery_privacy import privacy_screens
from flows.gallery_reminders import reminder_screens
from flows.gallery_school import school_screens
from flows.library import library
from flows.model import Flow, Journey, Kind, State
from flows.operator.gallery import operator_screens
from flows.roles import FLOWS, walked_by
from flows.scene import NOWHERE
from flows.screens import Arg, Button, Screen, Text

Drawn: TypeAlias = tuple[str, Screen]

NOW: Final = 1_700_000_000
_AGO: Final = 90_000

# The longest numbers that a button is promised to hold.
JOURNEY: Final = 9_999_999_999
REVISION: Final = 99_999


def kept(flow: Flow, field: str) -> tuple[str, ...]:
    """Return what a journey of the flow can hold in `variant` or `reason`, beginnings included."""
    begun = flow.variants if field == "variant" else ("",)
    said = [move.trigger for one in flow.states for move in one.moves if move.keeps == field]
    return tuple(dict.fromkeys((*begun, *said)))


def tick_sets(state: State) -> Iterator[frozenset[str]]:
    for size in range(len(state.checks) + 1):
        yield from map(frozenset, combinations(state.checks, size))


def standing(flow: Flow, state: State) -> Iterator[Journey]:
    """Every journey that may stand in `state`, told apart by all that a screen looks at."""
    first = replace(begin(flow, JOURNEY, 1, flow.variants[0], NOW - _AGO), revision=REVISION)
    asked = (0, NOW - _AGO // 2) if state.kind is Kind.WAIT else (0,)
    ways = product(kept(flow, "variant"), tick_sets(state), kept(flow, "reason"), asked)
    for variant, ticks, reason, again in ways:
        yield replace(
            first, state=state.key, variant=variant, ticks=ticks, reason=reason, asked=again
        )


def _journeys(flows: Iterable[Flow]) -> Iterator[Journey]:
    """One journey for every state and variant: pages look at nothing more."""
    for flow in flows:
        first = begin(flow, JOURNEY, 1, flow.variants[0], NOW)
        for variant, state in product(kept(flow, "variant"), flow.states):
            yield replace(first, state=state.key, variant=variant, revision=REVISION)


def cards(flows: Iterable[Flow] = FLOWS) -> Iterator[Screen]:
    """Every card of every state, once for each thing that it looks at."""
    for flow in flows:
        for state in flow.states:
            for journey in standing(flow, state):
                yield card(journey, NOW)
                at_school = replace(journey, school_id=JOURNEY, class_id=JOURNEY)
                yield from (card(at_school, NOW, scene) for scene in SCENES[flow.role])


def drawn(flows: Iterable[Flow] = FLOWS, commands: Iterable[str] = ()) -> Iterator[Drawn]:
    """Every screen there is, with the name of the function that drew it."""
    yield from (("card", screen) for screen in cards(flows))
    yield from _asked_of_anybody(tuple(commands))
    yield from _asked_of_nobody_yet()
    yield from _asked_of_walkers(tuple(_journeys(flows)))
    for name, screens in (
        ("chain", chain_screens()),
        ("form", form_screens()),
        ("school", school_screens()),
        ("invite", invite_screens()),
        ("privacy", privacy_screens()),
        ("reminders", reminder_screens(tuple(_journeys(flows)))),
        ("package", package_screens()),
        ("library", library_screens()),
        ("operator", operator_screens()),
    ):
        yield from ((name, screen) for screen in screens)


def _asked_of_anybody(commands: tuple[str, ...]) -> Iterator[Drawn]:
    """Pages for those who walk somewhere and for those who do not yet."""
    for known in (True, False):
        yield "roles", pages.roles(known=known)
        yield "commands", pages.commands(commands, known=known)


def _asked_of_nobody_yet() -> Iterator[Drawn]:
    """Pages that do not look at anybody's journey."""
    yield "data", pages.data(1, NOW)
    yield "forgotten", pages.forgotten()
    yield "menu", pages.menu(None)
    yield "menu", pages.menu(None, operates=True)
    yield "recorded", pages.recorded("other")
    for sure in (True, False):
        yield "forget", pages.forget(sure=sure)
    for language in pages.LANGUAGES:
        yield "greeting", pages.greeting(language)
        yield "settings", pages.settings(language)
    for key in ("other", *library().entries):
        yield "symptom", pages.symptom(key)


def _asked_of_walkers(walkers: tuple[Journey, ...]) -> Iterator[Drawn]:
    hats = [(one, scene) for one in walkers for scene in (NOWHERE, *SCENES[one.role])]
    yield "journeys", pages.journeys(hats, walkers[0].id)
    yield "journeys", pages.journeys(hats, None)
    for journey in walkers:
        reached = dict.fromkeys((one.key for one in walked_by(journey).states), NOW)
        yield "menu", pages.menu(journey)
        yield "plan", pages.plan(journey, {})
        yield "plan", pages.plan(journey, reached)
        yield "stuck", pages.stuck(journey)
        for sure in (True, False):
            yield "restart", pages.restart(journey, sure=sure)


def buttons_of(screen: Screen) -> Iterator[Button]:
    return (button for row in screen.rows for button in row)


def texts_of(screen: Screen) -> Iterator[Text]:
    """Every text of a screen, those inside other texts too."""
    for paragraph in screen.paragraphs:
        for line in paragraph:
            yield from inside(line)
    for button in buttons_of(screen):
        yield from inside(button.text)


def inside(value: Arg) -> Iterator[Text]:
    """A text, and those that it is said with."""
    if isinstance(value, Text):
        yield value
        for arg in value.args.values():
            yield from inside(arg)
