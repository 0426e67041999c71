"""Screens of consent, age and how long things are kept, drawn so that their texts are checked."""

from collections.abc import Iterator
from typing import Final

from flows import age_pages, claims, keeping_pages, notice, pages, school_pages
from flows.engine import begin
from flows.gallery_chain import AT, SCENES, SCHOOL
from flows.model import Role
from flows.roles import FLOWS
from flows.school_pages import Place
from flows.screens import Screen, say

TOKEN: Final = f"i{16 * 'A'}"
POLICY: Final = "https://school.example/personal-data"
LONGEST: Final = 50
"""Characters of a payload that the greeting's buttons carry (`bot/actions/arrive.py`)."""


def privacy_screens() -> Iterator[Screen]:
    for policy in ("", POLICY):
        yield notice.changed(notice.FIRST, months=12, policy=policy)
        for known, current in ((False, False), (True, False), (True, True)):
            foot = notice.foot_of(
                known=known, current=current, language="ru", payload="x" * LONGEST
            )
            yield notice.whole(foot, months=12, policy=policy)
    yield pages.greeting("ru", "x" * LONGEST, months=12, policy=POLICY)
    for token in ("", TOKEN):
        yield age_pages.age(token)
        yield age_pages.with_parent(token)
    yield from _fading()
    yield from _nameless()
    for said in ("consented", "label-off"):
        yield Screen(((say(f"note-{said}"),),))
    yield Screen(((say("note-kept", months=12),),))


def _fading() -> Iterator[Screen]:
    hats = [
        (begin(flow, 1, 1, flow.variants[0], AT), scene)
        for flow in FLOWS
        for scene in SCENES[flow.role]
    ]
    for whole in (True, False):
        yield keeping_pages.fading(hats, AT, whole=whole)


def _nameless() -> Iterator[Screen]:
    """Pages of a bot that keeps no names."""
    scene = SCENES[Role.TEACHER][0]
    yield school_pages.teacher(Place(1, SCHOOL, "Кострома"), scene, 1, names=False)
    yield claims.claimed(SCHOOL, "Кострома", label="", decided_by="admin", names=False)
