"""Everybody around a broadcast: its readers, and schools in which somebody applies meanwhile.

Its rows are of a kind that shows each reader the card of their step, at a broadcast's priority.
"""

import sqlite3
import time
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Final

from bot.emulator.model import Chat, Person
from bot.emulator.world import World
from flows import Role
from flows.notice import NOTICE
from scripts.bench.cards import sample_json
from storage import Database, Identity, Priority, Tx, sqlite_file

FIRST: Final = 1_000_000
"""Account number of the first reader; those in dialogue have small ones."""
TEACHERS: Final = 500_000
ADMINS: Final = 600_000
READ: Final = "create_chat"


def meet(world: World, person: int) -> int:
    """Let the messenger know somebody who has a card from the bot; return its message's id.

    Past `World.add_person`, which tells the page of everybody each time.
    """
    world.people[person] = Person(person, "A", started=True)
    chat = world.chats[person] = Chat(person, "private", first_name="A", members=[person])
    card = sample_json()
    content = {"text": card["text"], "reply_markup": card["reply_markup"]}
    number: int = world.post(chat, world.bot.user(), content)["message_id"]
    return number


async def settle(path: Path, world: World, readers: int, schools: int) -> None:
    """Store so many readers, and schools with an administrator and a teacher about to apply."""
    cards = [meet(world, FIRST + number) for number in range(readers)]
    for number in range(schools):
        meet(world, TEACHERS + number)
        meet(world, ADMINS + number)

    def write(tx: Tx) -> None:
        for number, card in enumerate(cards):
            _walking(tx, FIRST + number, Role.TEACHER, READ)
            tx.persons.set_card(FIRST + number, card)
            tx.persons.set_bottom(FIRST + number, card)
        for number in range(schools):
            _school(tx, number)

    db = await Database.open(f"sqlite:///{path}")
    await db.write(write)
    await db.close()


def _walking(tx: Tx, person: int, role: Role, state: str, school: int | None = None) -> None:
    now = int(time.time())
    tx.persons.agree(person, language="ru", at=now, notice=NOTICE)
    journey = tx.journeys.start(person, role, "vk", state, "", now)
    tx.journeys.save(replace(journey, school_id=school, revision=1))


def _school(tx: Tx, number: int) -> None:
    name = f"Школа № {number}"
    school = tx.schools.add(Identity("59", "Пермь", name, "", "пермь", name), 1)
    if school is None:
        raise RuntimeError("the bench made this school already")
    _walking(tx, ADMINS + number, Role.ADMIN, "accept_teachers", school.id)
    tx.staff.join(ADMINS + number, school.id, Role.ADMIN, "head", 1)
    _walking(tx, TEACHERS + number, Role.TEACHER, "apply", school.id)
    tx.staff.join(TEACHERS + number, school.id, Role.TEACHER, "joined", 1)


def address(path: Path, readers: Iterable[int]) -> None:
    """Put a broadcast to these down, past the bot that runs."""
    now = int(time.time())
    with closing(sqlite_file.connect(path, sqlite3.Connection)) as connection:
        tx = Tx(connection.execute)
        connection.execute("BEGIN IMMEDIATE")
        for number in readers:
            person = FIRST + number
            journey = tx.journeys.current(person)
            subject = journey.id if journey else 0
            tx.outbox.put(
                person, "moved", subject, now, detail="accepted", priority=Priority.BROADCAST
            )
        connection.execute("COMMIT")


def busiest(moments: Sequence[float]) -> int:
    """Return how many of these moments (seconds, in order) fall into one second at the most."""
    first = most = 0
    for last, moment in enumerate(moments):
        while moment - moments[first] >= 1:
            first += 1
        most = max(most, last - first + 1)
    return most
