"""Administrators, a coordinator and a real database, for tests of the school's form and claims."""

from collections.abc import Callable
from typing import Final, TypeVar

from bot.actions import enrol, form
from bot.actions.view import Action, View, Visit
from bot.actions.walk import start
from flows import Journey, Role
from flows.gallery import buttons_of, texts_of
from flows.notice import NOTICE
from flows.screens import Page
from storage import Ask, Database, School, Tx
from tests.support.waiting import waiting

AT: Final = 1_700_000_000
ANNA, BORIS, VERA, OPERATOR, TEACHER, STRANGER = range(5_000_000_001, 5_000_000_007)
ADMINS: Final = (ANNA, BORIS, VERA)
INN: Final = "4401000005"
OTHER_INN: Final = "4401000012"

T = TypeVar("T")


class Yard:
    """Everybody has agreed but the stranger; three are administrators who walk alone."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.updates = 100

    async def build(self) -> None:
        await self.run(_everybody_agrees)
        for person in ADMINS:
            await self.do(person, start("admin", ""))
        await self.do(TEACHER, start("teacher", ""))

    async def run(self, function: Callable[[Tx], T]) -> T:
        return await self.db.write(function)

    async def do(self, person: int, action: Action) -> View:
        visit = self.visit(person)
        return await self.run(lambda tx: action(tx, visit))

    def visit(self, person: int) -> Visit:
        self.updates += 1
        return Visit(person, self.updates, "ru", AT + self.updates, operators=(OPERATOR,))

    async def types(self, person: int, *texts: str) -> View:
        """Send messages, each read as the answer to what is asked."""
        for text in texts:
            view = await self.sends(self.visit(person), text)
        return view

    async def sends(self, visit: Visit, text: str) -> View:
        """Send one message, perhaps one that was sent before."""

        def read(tx: Tx) -> View:
            who, ask = tx.persons.get(visit.person), tx.asks.get(visit.person)
            assert who is not None
            assert ask is not None
            assert ask.name.startswith("school.")
            return form.answered(tx, visit, who, ask, text)

        return await self.run(read)

    async def fills(self, person: int, *texts: str) -> View:
        """Fill the form in as far as the texts go."""
        view = await self.do(person, form.open_form(""))
        return await self.types(person, *texts) if texts else view

    async def adds(self, person: int, name: str = "Школа № 5", inn: str = INN) -> School:
        """Add a school from the first question to the last tap."""
        await self.fills(person, "костр", "Кострома", name, inn)
        await self.do(person, enrol.save())
        journey = await self.journey(person)
        found = await self.run(lambda tx: tx.schools.get(journey.school_id or 0))
        assert found is not None
        return found

    async def asks(self, person: int) -> str:
        """Return what is asked just now, "" for nothing."""
        found: Ask | None = await self.run(lambda tx: tx.asks.get(person))
        return found.name if found else ""

    async def journey(self, person: int) -> Journey:
        found = await self.run(lambda tx: tx.journeys.current(person))
        assert found is not None
        return found

    async def standing(self, person: int, school: int) -> str:
        row = await self.run(lambda tx: tx.staff.get(person, school, Role.ADMIN))
        return row.standing if row else ""

    async def told(self, person: int) -> list[tuple[str, int]]:
        """Return what waits to be said to somebody: kinds and subjects."""
        rows = await self.run(lambda tx: waiting(tx, person))
        return [(one.kind, one.subject) for one in rows]

    async def schools(self) -> int:
        (count,) = await self.run(
            lambda tx: tx.execute("SELECT COUNT(*) FROM schools", {}).fetchone()
        )
        return int(count)


def _everybody_agrees(tx: Tx) -> None:
    for person in (*ADMINS, OPERATOR, TEACHER):
        tx.persons.agree(person, language="ru", at=AT, notice=NOTICE)


def keys(view: View) -> set[str]:
    return {text.key for text in texts_of(view.screen)}


def values(view: View) -> list[object]:
    """Return the arguments called `value`, as the form shows its answers."""
    return [text.args["value"] for text in texts_of(view.screen) if text.key == "form-value"]


def pages(view: View) -> list[tuple[str, str, str]]:
    """Return where the buttons lead."""
    shown = (button.does for button in buttons_of(view.screen))
    return [(does.name, does.arg, does.arg2) for does in shown if isinstance(does, Page)]


def note(view: View) -> str:
    return view.note.key if view.note else ""
