"""A school and its people, for tests of invitations: acts on a real database, a visit each."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final, TypeVar

from bot.actions import reminding
from bot.actions.joining import enter
from bot.actions.letters import Letter
from bot.actions.sending import settle, take
from bot.actions.view import Action, View, Visit
from bot.actions.walk import begun, tap
from flows import Journey, Role
from flows.gallery import texts_of
from flows.notice import NOTICE
from flows.reminders import Reason, Reminder
from flows.screens import Page, Tap
from storage import Database, Identity, Invitation, StaffRow, Terms, Tx
from tests.support.waiting import waiting

AT: Final = 1_700_000_000
HOUR: Final = 60 * 60
DAY: Final = 24 * HOUR
MORNING: Final = AT + 9 * HOUR - 20
"""A Wednesday, 10:13:00 in Kostroma; at `AT` it is the middle of the night."""
HEAD, DEPUTY, ANNA, BORIS, VERA, OTHER_HEAD = range(5_000_000_001, 5_000_000_007)
EVERYBODY: Final = (HEAD, DEPUTY, ANNA, BORIS, VERA, OTHER_HEAD)
TEACHER, FAMILY, ADMIN = Role.TEACHER, Role.FAMILY, Role.ADMIN
CHAT: Final = "https://sferum.ru/?p=messages&join=AAAA="

T = TypeVar("T")


def token(number: int = 1) -> str:
    """As `bot.handlers.inviting.new_token` makes them, but told apart by number."""
    return f"i{number:016d}"


def visit(person: int, now: int = AT) -> Visit:
    return Visit(person, 1, "ru", now)


class Village:
    """One school with a head, a deputy and two classes; another with a head."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.school = self.other = self.klass = self.next_class = 0
        self.made = 0

    async def build(self) -> None:
        await self.db.write(self._build)

    def _build(self, tx: Tx) -> None:
        for person in EVERYBODY:
            tx.persons.agree(person, language="ru", at=AT, notice=NOTICE)
        self.school = _school(tx, "Школа № 5", HEAD)
        self.other = _school(tx, "Школа № 6", OTHER_HEAD)
        tx.staff.join(DEPUTY, self.school, ADMIN, "deputy", AT)
        walks(tx, DEPUTY, ADMIN, "accept_teachers", self.school)
        tx.classes.add(HEAD, self.school, [(7, "А"), (7, "Б")])
        self.klass, self.next_class = (one.id for one in tx.classes.of_school(self.school))

    async def do(self, person: int, action: Action, now: int = AT) -> View:
        return await self.db.write(lambda tx: action(tx, visit(person, now)))

    async def run(self, function: Callable[[Tx], T]) -> T:
        return await self.db.write(function)

    async def teaches(self, person: int, state: str = "finished", **more: Any) -> Journey:
        """Let somebody be an accepted teacher of the class."""

        def put(tx: Tx) -> Journey:
            tx.staff.join(person, self.school, TEACHER, "accepted", AT)
            return walks(tx, person, TEACHER, state, self.school, more.get("klass", self.klass))

        return await self.run(put)

    async def gives_chat(self) -> None:
        """Let Vera, a teacher, give the link of the class's chat."""
        await self.teaches(VERA)
        assert await self.run(lambda tx: tx.classes.set_chat(VERA, self.klass, CHAT, AT))

    async def invite(
        self, gives: str, klass: int | None = None, *, by: int = HEAD, ends: int = 0, most: int = 0
    ) -> Invitation:
        self.made += 1
        terms = Terms(gives, self.school, klass, ends, most)
        number = token(self.made)
        made = await self.run(lambda tx: tx.invitations.make(by, number, terms, AT))
        assert made is not None
        return made

    async def open(
        self, person: int, one: Invitation, variant: str = "", *, now: int = AT + 60
    ) -> View:
        return await self.do(person, enter(one.token, variant), now)

    async def uses(self, one: Invitation) -> int:
        found = await self.run(lambda tx: tx.invitations.find(one.token))
        assert found is not None
        return found.uses

    async def journeys(self, person: int) -> list[Journey]:
        return await self.run(lambda tx: tx.journeys.of(person))

    async def current(self, person: int) -> Journey:
        found = await self.run(lambda tx: tx.journeys.current(person))
        assert found is not None
        return found

    async def standing(self, person: int, role: Role) -> str:
        row: StaffRow | None = await self.run(lambda tx: tx.staff.get(person, self.school, role))
        return row.standing if row else ""

    async def applies(
        self, person: int, klass: int | None = None, *, at: int = AT, label: str = "Имя"
    ) -> Journey:
        """Let somebody apply as a teacher, with a tap on their step; `label` "" leaves it open."""

        def joins(tx: Tx) -> None:
            tx.persons.agree(person, language="ru", at=AT, notice=NOTICE)
            tx.staff.join(person, self.school, TEACHER, "joined", AT)
            tx.staff.set_label(person, self.school, TEACHER, label)
            walks(tx, person, TEACHER, "apply", self.school, klass)

        await self.run(joins)
        await self.taps(person, "done", at)
        return await self.current(person)

    async def taps(self, person: int, trigger: str, now: int = AT, arg: str = "") -> View:
        """Let somebody tap a button of their present card."""
        here = await self.current(person)
        pressed = Tap(here.id, here.state, trigger, here.revision, arg)
        return await self.do(person, tap(pressed), now)

    async def row(self, person: int, role: Role = TEACHER) -> StaffRow:
        found = await self.run(lambda tx: tx.staff.get(person, self.school, role))
        assert found is not None
        return found

    async def hush(self) -> None:
        """Forget what waits to be said."""
        await self.run(lambda tx: tx.execute("DELETE FROM outbox", {}))

    async def news(self, person: int, now: int = AT) -> list[Letter]:
        """Deliver what is due for somebody, as `bot.delivery` does, and return what was sent."""
        return await self.run(lambda tx: _delivered(tx, person, now))

    async def reminder(self, journey: int) -> Reminder:
        found = await self.run(lambda tx: tx.reminders.get(journey))
        assert found is not None
        return found

    async def blocking(self, person: int) -> list[Reminder]:
        """Return what somebody is to be reminded of because others wait on them."""
        mine = await self.run(lambda tx: tx.reminders.of(person))
        return [one for one in mine if one.reason is Reason.BLOCKING]

    async def reminded(self, person: int, now: int) -> list[Letter]:
        """Let what is due ripen, deliver all of somebody's, and return what of it reminds."""
        await self.run(lambda tx: reminding.ripen(tx, visit(0, now), 100))
        return [one for one in await self.news(person, now) if one.reminds]

    async def told(self, person: int) -> list[tuple[str, str]]:
        """What waits to be said to somebody: kinds and details."""
        rows = await self.run(lambda tx: waiting(tx, person))
        return [(one.kind, one.detail) for one in rows]


def _delivered(tx: Tx, person: int, now: int) -> list[Letter]:
    sent = []
    for notice in [one for one in waiting(tx, person) if one.due_at <= now]:
        letter = take(tx, visit(person, now), notice)
        if isinstance(letter, Letter):
            settle(tx, visit(person, now), notice, letter)
            sent.append(letter)
            tx.persons.set_desk(person, letter.view.desk)
            if not letter.silent:
                tx.persons.set_card(person, letter.view.bottom + 1)
                tx.persons.set_bottom(person, letter.view.bottom + 1)
    return sent


def _school(tx: Tx, name: str, head: int) -> int:
    made = tx.schools.add(Identity("44", "Кострома", name, "", "кострома", name.casefold()), AT)
    assert made is not None
    tx.staff.join(head, made.id, ADMIN, "head", AT)
    walks(tx, head, ADMIN, "accept_teachers", made.id)
    return made.id


def walks(
    tx: Tx,
    person: int,
    role: Role,
    state: str,
    school: int | None = None,
    klass: int | None = None,
    variant: str = "",
) -> Journey:
    """Put somebody on a step, as their current journey."""
    journey = begun(tx, visit(person), role, variant)
    journey = replace(journey, state=state, revision=3, school_id=school, class_id=klass)
    tx.journeys.save(journey)
    return journey


def keys(view: View) -> set[str]:
    return {text.key for text in texts_of(view.screen)}


def pages(view: View) -> list[tuple[str, str, str]]:
    """Where the buttons of a view lead."""
    shown = (one.does for row in view.screen.rows for one in row)
    return [(does.name, does.arg, does.arg2) for does in shown if isinstance(does, Page)]


def note(view: View) -> str:
    return view.note.key if view.note else ""
