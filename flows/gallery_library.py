"""The screens of the library, for the gallery that texts are held against."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Final

from flows.codes import spell
from flows.engine import begin
from flows.gallery_chain import SCENES
from flows.library import library
from flows.library_pages import FOUND, PER_PAGE, answer, docs, found, listed
from flows.peek import peek
from flows.places import NOBODYS, Walks, found_steps, place, steps
from flows.roles import FLOWS
from flows.scene import NOWHERE
from flows.screens import Screen

BEST: Final = 5
"""How many a search finds at most (`bot/search.py`)."""
ID: Final = 9_999_999_999
"""As long an id as a button is promised to hold."""


def walkers() -> Iterator[Walks]:
    """Whoever stands anywhere in a flow, and whoever wears another hat now."""
    for flow in FLOWS:
        for variant in flow.variants:
            begun = begin(flow, ID, 1, variant, 0)
            yield Walks(None, (begun,))
            yield from (Walks(replace(begun, state=state.key)) for state in flow.states)


def library_screens() -> Iterator[Screen]:
    """Every page of the library, for those who walk somewhere and for those who do not."""
    names = (*library().entries, *found_steps())
    longest = FOUND + spell(names[:BEST])
    for known in (True, False):
        yield docs(known=known)
        for at in range(0, len(names), BEST):
            yield found(names[at : at + BEST], known=known)
        for one in library().sections.values():
            pages = (
                listed(one.key, at, known=known) for at in range(0, len(one.entries), PER_PAGE)
            )
            yield from (screen for screen in pages if screen)
        for key, walks in product(library().entries, (NOBODYS, *walkers())):
            if screen := answer(key, longest, known=known, walks=walks):
                yield screen
    yield from _peeks(longest)


def _peeks(back: str) -> Iterator[Screen]:
    for name, walks in product(steps(), (NOBODYS, *walkers())):
        if there := place(name, walks):
            for scene in (NOWHERE, *(SCENES[there.journey.role] if there.own else ())):
                yield peek(there, back, scene, known=walks is not NOBODYS)
