"""A region for the demo's coordinator: thirty schools at every stage, and six weeks of steps.

Nobody of them has a messenger: they are written into the database as the bot itself would have
written them, by the flows' own decisions, a school a transaction. The same schools each time.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from flows import BACK, JOIN, TICK, Event, Facts, Journey, Kind, Progress, Role, advance, walked_by
from flows.activity import meter
from flows.engine import begin
from flows.names import key
from flows.notice import NOTICE
from flows.roles import flow_of
from storage import Database, Identity, School, Tx

DAY: Final = 24 * 60 * 60
REGION: Final = "59"
TOWNS: Final = ("Пермь", "Кунгур", "Лысьва")
SCHOOLS: Final = 30
FIRST: Final = 800_000_001
"""Accounts of people without a messenger."""
CLASSES: Final = ((5, "А"), (5, "Б"), (7, "А"))
SEED: Final = 59


@dataclass(frozen=True, slots=True)
class Stage:
    """How far a school is: its administrator's steps, its people, and days since it began."""

    steps: int
    teachers: int
    accepted: int
    families: int
    days: int


STAGES: Final = (
    Stage(steps=2, teachers=0, accepted=0, families=0, days=25),
    Stage(steps=3, teachers=2, accepted=0, families=0, days=18),
    Stage(steps=5, teachers=4, accepted=0, families=0, days=12),
    Stage(steps=6, teachers=6, accepted=2, families=8, days=30),
    Stage(steps=7, teachers=7, accepted=5, families=18, days=40),
    Stage(steps=8, teachers=8, accepted=8, families=25, days=38),
)
"""From a letter just written to a school that is through; the last two are active."""


async def people(db: Database, now: int, teachers: int) -> int:
    """Write the region; return how many schools are new."""
    new = 0
    for number in range(SCHOOLS):
        new += await db.write(partial(_school, number=number, now=now, teachers=teachers))
    return new


def _school(tx: Tx, number: int, now: int, teachers: int) -> bool:
    """Write one school with its people; False for one that is there."""
    name, town = f"Школа № {number + 1}", TOWNS[number % len(TOWNS)]
    stage = STAGES[number * 5 % len(STAGES)]
    began = now - stage.days * DAY
    school = tx.schools.add(Identity(REGION, town, name, "", key(town), key(name)), began)
    if school is None:
        return False
    walk = _Walk(tx, school, random.Random(SEED + number), now)  # noqa: S311 - the same each time
    first = FIRST + number * 100
    walk.administrator(first, stage, began)
    for at in range(stage.teachers):
        walk.teacher(first + 1 + at, began + (2 + at) * DAY, accepted=at < stage.accepted)
    for at in range(stage.families):
        walk.family(first + 40 + at, began + (4 + at) * DAY)
    measured = meter(*tx.schools.activity(school.id), teachers)
    if measured.active:
        tx.schools.set_active(school.id, now - 2 * DAY)
        tx.schools.celebrate(school.id, now - 2 * DAY)
    return True


class _Walk:
    """Lets people of one school walk, some hours or days between two steps."""

    def __init__(self, tx: Tx, school: School, chance: random.Random, now: int) -> None:
        self._tx = tx
        self._school = school
        self._chance = chance
        self._now = now

    def administrator(self, person: int, stage: Stage, began: int) -> None:
        journey, at = self._begin(person, Role.ADMIN, "", began)
        self._tx.staff.join(person, self._school.id, Role.ADMIN, "head", began)
        self._tx.classes.add(person, self._school.id, CLASSES)
        self._on(journey, at, stage.steps)

    def teacher(self, person: int, began: int, *, accepted: bool) -> None:
        school = self._school.id
        journey, at = self._begin(person, Role.TEACHER, "", min(began, self._now - DAY))
        self._tx.staff.join(person, school, Role.TEACHER, "joined", at)
        journey, at = self._on(journey, at, 3 if accepted else self._chance.choice((1, 3, 3)))
        if journey.state != "await_acceptance":
            return
        self._tx.staff.apply(person, school, at)
        if accepted:
            row = self._tx.staff.get(person, school, Role.TEACHER)
            (admin, *_) = self._tx.staff.admins(school)
            if row is not None:
                decided = ("waiting",)
                self._tx.staff.decide(admin.person_id, row.id, "accepted", decided, at)
            self._on(journey, at, self._chance.choice((1, 2, 2)))

    def family(self, person: int, began: int) -> None:
        journey, at = self._begin(person, Role.FAMILY, "parent", min(began, self._now - DAY))
        self._on(journey, at, self._chance.choice((1, 2, 3, 4, 4)))

    def _begin(self, person: int, role: Role, variant: str, at: int) -> tuple[Journey, int]:
        """Let somebody come, agree, and walk for the school."""
        tx = self._tx
        tx.persons.agree(person, language="ru", at=at, notice=NOTICE)
        first = begin(flow_of("vk", role), 0, person, variant, at)
        journey = tx.journeys.start(person, role, "vk", first.state, variant, at)
        tx.progress.add(journey, journey, "start", at)
        classes = tx.classes.of_school(self._school.id)
        klass = self._chance.choice(classes).id if classes and role is not Role.ADMIN else ""
        joins = Event(JOIN, journey.state, 0, f"{self._school.id}.{klass}")
        return self._take(journey, joins, at), at

    def _on(self, journey: Journey, at: int, steps: int) -> tuple[Journey, int]:
        """Walk so many steps on, as long as they lie in the past."""
        for _ in range(steps):
            event = _next(journey)
            at += round(self._chance.expovariate(1 / (0.8 * DAY))) + 600
            if event is None or at >= self._now:
                break
            for check in _unticked(journey):
                tick = Event(TICK, journey.state, journey.revision, check)
                journey = self._take(journey, tick, at - 60)
            journey = self._take(journey, replace(event, revision=journey.revision), at)
        return journey, at

    def _take(self, journey: Journey, event: Event, at: int) -> Journey:
        outcome = advance(walked_by(journey), journey, event, Facts(), at)
        if outcome.changed:
            self._tx.journeys.save(outcome.journey)
            for effect in outcome.effects:
                if isinstance(effect, Progress):
                    self._tx.progress.add(effect.before, effect.after, effect.text, effect.at)
        return outcome.journey


def _next(journey: Journey) -> Event | None:
    """Return the event that leads on: the first way that is no way back."""
    state = walked_by(journey).state(journey.state)
    for way in state.moves if state.kind is not Kind.END else ():
        if way.trigger != BACK and way.to != state.key:
            return Event(way.trigger, state.key, journey.revision, by=way.by)
    return None


def _unticked(journey: Journey) -> Iterator[str]:
    state = walked_by(journey).state(journey.state)
    return (one for one in state.checks if one not in journey.ticks)
