"""How the people of a school behave: at random for a while, then all of them towards the end."""

from collections.abc import Iterable
from typing import Final

from bot.actions.scene import gather
from flows import LEAVE, Journey, Kind, Role, walked_by
from flows.card import card
from flows.screens import Button, Day, Page, Tap
from flows.teacher import REFUSALS
from storage import ClassRow, StaffRow, Tx
from tests.support import bustle_rules as rules
from tests.support.bustle import DAY, HOUR, Bustle

ADMIN: Final = 5_000_000_001
DEPUTY: Final = 5_000_000_002
TEACHER: Final = 5_000_000_100
FAMILY: Final = 5_000_001_000
WAYS: Final = ("tick", "done", "registered", "new", "change", "lost", "other", "no_phrase")
"""What leads on, in this order."""
PLACES: Final = ("await_acceptance", "await_link")
LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789"


class People:
    """Administrators, teachers and families of one school, with their phones in `bustle`."""

    def __init__(self, bustle: Bustle, classes: int, teachers: int, families: int) -> None:
        self.bustle = bustle
        self.chance = bustle.chance
        self.names = [f"{5 + n // 2}{'АБ'[n % 2]}" for n in range(classes)]
        self.teachers = [TEACHER + n for n in range(teachers)]
        self.families = [FAMILY + n for n in range(families)]
        self.school = 0
        self.links = 0

    @property
    def everybody(self) -> list[int]:
        return [ADMIN, DEPUTY, *self.teachers, *self.families]

    def name_of(self, person: int) -> str:
        """Return the class that somebody belongs to by rights."""
        return self.names[person % len(self.names)]

    # -- behind the scenes -----------------------------------------------------------------------

    async def classes(self) -> dict[str, ClassRow]:
        rows = await self.bustle.db.read(lambda tx: tx.classes.of_school(self.school))
        return {row.text: row for row in rows}

    async def journey(self, person: int) -> Journey | None:
        return await self.bustle.db.read(lambda tx: tx.journeys.current(person))

    async def hats(self, person: int) -> list[Journey]:
        return await self.bustle.db.read(lambda tx: tx.journeys.of(person))

    async def admins(self) -> list[int]:
        rows = await self.bustle.db.read(lambda tx: tx.staff.admins(self.school))
        return [row.person_id for row in rows]

    async def staff(self, *standings: str) -> list[StaffRow]:
        """Return the teachers in some standings."""

        def read(tx: Tx) -> list[StaffRow]:
            rows = (tx.staff.get(one, self.school, Role.TEACHER) for one in self.teachers)
            return [row for row in rows if row is not None and row.standing in standings]

        return await self.bustle.db.read(read)

    def link(self, kind: str) -> str:
        """Make a new synthetic link; where it may be seen is watched from now on."""
        self.links += 1
        token = "".join(self.chance.choice(LETTERS) for _ in range(24)) + str(self.links)
        url = f"https://sferum.ru/?p=messages&join={token}="
        if kind == "class":
            url = f"https://sferum.ru/?p=school&invite={token}"
        elif self.chance.random() < 0.3:
            url = f"https://vk.me/join/{token}"
        self.bustle.books.links[url] = kind
        return url

    # -- how it begins ---------------------------------------------------------------------------

    async def found(self) -> None:
        """Let the administrator add the school and its classes, and hand out the links."""
        bustle = self.bustle
        await self.agrees(ADMIN)
        await bustle.page(ADMIN, "begin", "admin")
        await bustle.page(ADMIN, "form")
        for text in ("Костромская область", "Кострома", "Школа № 5"):
            await bustle.says(ADMIN, text)
        await bustle.page(ADMIN, "no_inn")
        await bustle.page(ADMIN, "save_school")
        journey = await self.journey(ADMIN)
        assert journey is not None
        assert journey.school_id is not None
        self.school = journey.school_id
        await bustle.says(ADMIN, ", ".join(self.names))
        assert list(await self.classes()) == self.names
        for name in self.names:
            await self.invite(ADMIN, "teacher", name)
            await self.invite(ADMIN, "family", name)
        await self.invite(ADMIN, "deputy")

    async def agrees(self, person: int, payload: str = "") -> None:
        """Come, by a link or not, and agree to the notice."""
        await self.bustle.start_command(person, payload)
        for one in self.bustle.buttons(person):
            if isinstance(one.does, Page) and one.does.name == "agree":
                await self.bustle.press(person, one.does)
                return

    async def invite(self, by: int, gives: str, name: str = "") -> None:
        """Have an invitation to forward; one that is good no more is renewed."""
        row = (await self.classes()).get(name)
        where = f"{self.school}.{row.id}" if row else str(self.school)
        if name and row is None:
            return
        await self.bustle.page(by, "invite", gives, where)
        if not self.pages(by, "forward"):
            for renew in self.pages(by, "renew"):
                await self.bustle.press(by, renew)
        for forward in self.pages(by, "forward"):
            await self.bustle.press(by, forward)

    def pages(self, person: int, name: str) -> list[Page]:
        does = [one.does for one in self.bustle.buttons(person)]
        return [one for one in does if isinstance(one, Page) and one.name == name]

    async def comes(self, person: int, gives: str, name: str = "", *, old: bool = False) -> None:
        """Open the newest link for one's class, or any that was ever handed out."""
        handed = self.bustle.books.tokens.get((gives, name), [])
        if not handed:
            return
        token = self.chance.choice(handed) if old else handed[-1]
        await self.agrees(person, token)
        for one in self.pages(person, "age")[: (person + 1) % 2]:
            await self.bustle.press(person, one)
        for one in self.pages(person, "enter"):
            if one.arg2 == ("parent" if person % 2 else "student"):
                await self.bustle.press(person, one)
                return

    # -- one step on -----------------------------------------------------------------------------

    async def forward(self, person: int, *, bold: bool = False) -> bool:
        """Do what the card says; False where there is nothing to do. `bold`: wait for nobody."""
        if not self._ways(person):
            await self.bustle.page(person, "step")
        journey = await self.journey(person)
        ways = self._ways(person)
        if journey is None or not ways or (not bold and await self._waits(journey)):
            return False
        before = (journey.revision, journey.ticks)
        await self.bustle.press(person, ways[0])
        after = await self.journey(person)
        return after is not None and (after.revision, after.ticks) != before

    def _ways(self, person: int) -> list[Tap]:
        found = [one for one in self.bustle.taps(person) if one.trigger in WAYS]
        return sorted(found, key=lambda one: WAYS.index(one.trigger))

    async def _waits(self, journey: Journey) -> bool:
        """Whether somebody in the school is to act; a link that is there is nothing to wait for."""
        if journey.school_id is None or journey.state not in PLACES:
            return False
        if journey.role is Role.TEACHER:
            return True
        rows = [row for row in (await self.classes()).values() if row.id == journey.class_id]
        return bool(rows) and not rows[0].chat

    async def leaves(self, person: int) -> None:
        """Leave the school: asked once, unless it would have no administrator then."""
        if set(await self.admins()) <= {person}:
            return
        await self.bustle.page(person, "leaving")
        for one in self.bustle.taps(person):
            if one.trigger == LEAVE:
                await self.bustle.press(person, one)
                return

    async def forgets(self, person: int) -> None:
        """Have everything deleted."""
        if set(await self.admins()) <= {person}:
            return
        books = self.bustle.books
        books.gone.update(await self.bustle.db.read(lambda tx: rules.arrived(tx, person)))
        for sure in ("", "sure", "now"):
            await self.bustle.page(person, "forget", sure)

    async def presses_anything(self, person: int) -> None:
        shown = [one for one in self.bustle.buttons(person) if not _ends_it(one)]
        if shown:
            await self._presses(person, self.chance.choice(shown))

    async def presses_again(self, person: int) -> None:
        """Tap the same button once more, or have the messenger deliver the tap twice."""
        if self.chance.random() < 0.5:
            await self.bustle.again(person)
        elif (pressed := self.bustle.phone(person).pressed) is not None:
            await self._presses(person, pressed)

    async def presses_something_old(self, person: int) -> None:
        """Scroll up and tap a button of an earlier card."""
        cards = list(self.bustle.phone(person).cards)
        if not cards:
            return
        message, screen = self.chance.choice(cards)
        shown = [one for row in screen.rows for one in row if not _ends_it(one)]
        shown = [one for one in shown if isinstance(one.does, Tap | Page)]
        if shown:
            await self._presses(person, self.chance.choice(shown), on=message)

    async def _presses(self, person: int, button: Button, *, on: int | None = None) -> None:
        self.bustle.phone(person).pressed = button
        assert isinstance(button.does, Tap | Page)
        await self.bustle.press(person, button.does, on=on)

    # -- administrators and teachers -------------------------------------------------------------

    async def decides(self, by: int) -> None:
        """Take one of those who wait, or say so, or were decided on, and decide anything."""
        rows = await self.staff("waiting", "said")
        if not rows or self.chance.random() < 0.2:
            rows = await self.staff("joined", "waiting", "said", "accepted", "refused")
        if not rows:
            return
        row = self.chance.choice(rows)
        number = str(row.id)
        roll = self.chance.random()
        if row.standing == "said" and roll < 0.5:
            await self.bustle.page(by, "object", number)
        elif roll < 0.4:
            await self.bustle.page(by, "accept", number)
        elif roll < 0.65:
            await self.bustle.page(by, "refuse", number, self.chance.choice(REFUSALS))
        elif roll < 0.8:
            await self.bustle.page(by, "object", number)
        else:
            await self.accepts_all(by)
        if self.chance.random() < 0.4:
            await self.bustle.page(by, "undo", number)

    async def accepts_all(self, by: int) -> None:
        await self.bustle.page(by, "desk", str(self.school))
        for _ in range(2):
            for one in self.pages(by, "accept_all"):
                await self.bustle.press(by, one)

    async def gives_links(self, by: int, names: Iterable[str]) -> None:
        """Paste the links of classes, as they come out of a table."""
        known = await self.classes()
        lines = [f"{name} {self.link('class')}" for name in names if name in known]
        if lines:
            await self.bustle.page(by, "links", str(self.school))
            await self.bustle.says(by, "\n".join(lines))

    async def ends_a_link(self, by: int) -> None:
        """Revoke an invitation, or put a new one in its place, which is handed out."""
        gives, name = self.chance.choice(["teacher", "family"]), self.chance.choice(self.names)
        await self.invite(by, gives, name)
        act = self.chance.choice(["renew", "revoke"])
        for one in self.pages(by, act)[:1]:
            await self.bustle.press(by, one)
            for sure in self.pages(by, act):
                await self.bustle.press(by, sure)
        await self.invite(by, gives, name)

    async def chooses_class(self, person: int, name: str) -> None:
        row = (await self.classes()).get(name)
        if row is not None:
            await self.bustle.page(person, "choose", str(row.id))

    async def gives_chat(self, person: int) -> None:
        await self.bustle.says(person, self.link("chat"))


def _ends_it(one: Button) -> bool:
    """What would leave or forget has its own way, where it is counted."""
    if isinstance(one.does, Tap):
        return one.does.trigger == LEAVE
    return isinstance(one.does, Page) and (one.does.name, one.does.arg) == ("forget", "now")


def stands_in_a_wait(tx: Tx, journey: Journey, now: int) -> None:
    """The card says on whom and since when, and offers to ask them where they can be asked."""
    scene = gather(tx, journey, 3)
    state = walked_by(journey).state(journey.state)
    assert state.kind is Kind.WAIT, journey
    shown = card(journey, now + 2 * DAY, scene)
    lines = [line for paragraph in shown.paragraphs for line in paragraph]
    (wait,) = (line for line in lines if line.key == f"wait-{state.waits_on}")
    assert wait.args["day"] == Day(journey.since)
    buttons = [one for row in shown.rows for one in row if isinstance(one.does, Tap)]
    (again,) = (one for one in buttons if getattr(one.does, "trigger", "") == "asked_again")
    reachable = bool(tx.staff.admins(journey.school_id or 0))
    if journey.role is Role.FAMILY:
        reachable = bool(tx.staff.teachers_of(journey.class_id or 0))
    assert again.text.key.endswith("_for_me") == reachable


SOON: Final = (60, 600, HOUR, 5 * HOUR, DAY, 3 * DAY)
