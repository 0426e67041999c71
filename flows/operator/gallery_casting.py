"""Screens of broadcasts."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from flows.model import Role
from flows.operator import casting
from flows.operator.casting import Casting
from flows.operator.figures import Key
from flows.operator.shown import AREAS, ID, NOW
from flows.screens import Screen, Text


def casting_screens() -> Iterator[Screen]:
    key = Key("teacher", "vk", "apply")
    first = Casting(ID, AREAS[-1], "teacher", key, "1", "ru", 1_000_000, due_at=NOW)
    for where, role in product(AREAS, ("", *Role)):
        one = replace(first, where=where, role=role, key=None, active="", language="")
        yield casting.segment(one)
    for active, language in product(("", "0", "1"), ("", "ru", "en")):
        yield casting.segment(replace(first, active=active, language=language))
    for role in Role:
        yield casting.steps(replace(first, role=role.value), "vk")
    yield casting.segment(replace(first, people=0))
    yield casting.write(first)
    for again in (True, False):
        yield casting.confirm(first, again=again)
    statuses = ("draft", "running", "paused", "ended", "stopped")
    yield casting.listed([replace(first, status=one) for one in statuses], "a")
    for status in statuses[1:]:
        yield casting.progress(replace(first, status=status, sent=9, blocked=1, failed=1))
    yield casting.progress(replace(first, status="running"))
    notes = ("cast_count", "cast_when", "cast_again", "cast_started")
    yield from (Screen(((Text(f"note-{one}"),),)) for one in notes)
