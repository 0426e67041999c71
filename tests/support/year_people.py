"""What people do in a year: some now and then, some every day, some never again."""

import datetime as dt
import heapq
import itertools
import random
from typing import Any, Final, NamedTuple

from bot.actions import arrive, joining, sending
from flows import Role
from flows.notice import NOTICE
from flows.screens import Page, Tap
from flows.teacher import REFUSALS
from storage import Identity, Terms, Tx
from tests.support.wall_calendar import Place, Span, WallCalendar
from tests.support.year import OPERATOR, Year
from tests.support.year_rules import DAY, Rules

HOUR: Final = 3600
WAYS: Final = ("tick", "done", "new", "registered", "no_phrase", "no_link")
"""What leads on, in this order."""
PAUSES: Final = {"pause-7": 7, "pause-14": 14, "pause-30": 30}
WISHES: Final = (
    "on", "on", "off", "resume", "hour-any", "hour-9", "hour-10", "hour-13", "hour-19", *PAUSES
)  # fmt: skip
PACES: Final = (0.5, 2.0, 8.0, 40.0, 0.0)
"""Days between what somebody does, on the average; 0: they never come back."""
ENDS: Final = {"leave", "more_classes", "more_teachers"}
LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789"


class Someone(NamedTuple):
    """A person: in what role, of which school and class (0: on their own), and how busy."""

    number: int
    gives: str
    place: Place
    klass: int
    pace: float


class School(NamedTuple):
    place: Place
    head: int
    classes: tuple[int, ...]


class People:
    """Everybody, and what each of them does next."""

    def __init__(self, year: Year, rules: Rules, calendar: WallCalendar, seed: int) -> None:
        self.year = year
        self.rules = rules
        self.calendar = calendar
        self.chance = random.Random(seed)  # noqa: S311 - play, not secrets
        self.everybody: dict[int, Someone] = {}
        self.schools: list[School] = []
        self._numbers = itertools.count(5_000_000_001)
        self._order = itertools.count()
        self._agenda: list[tuple[int, int, str, int]] = []

    def plan(self, at: float, what: str, who: int = 0) -> None:
        heapq.heappush(self._agenda, (int(at), next(self._order), what, who))

    @property
    def next_at(self) -> int:
        return self._agenda[0][0]

    def take(self) -> tuple[str, int]:
        _, _, what, who = heapq.heappop(self._agenda)
        return what, who

    # -- how it begins ---------------------------------------------------------------------------

    async def found(self, region: str, teachers: int, families: int) -> None:
        """Let a school be there, with two classes; its people come in the course of the months."""
        head = await self._begins("admin", self.chance.choice(PACES[:4]))
        number = len(self.schools) + 1

        def write(tx: Tx) -> School:
            name = f"Школа № {number}"
            school = tx.schools.add(Identity(region, "Город", name, "", "город", name), 1)
            journey = tx.journeys.current(head)
            assert school is not None
            assert journey is not None
            tx.staff.join(head, school.id, Role.ADMIN, "head", self.year.now)
            tx.classes.add(head, school.id, [(5, "А"), (6, "Б")])
            joining.join(tx, self.year.visit(head), journey, school.id, None)
            classes = tuple(row.id for row in tx.classes.of_school(school.id))
            return School(Place(region, school.id), head, classes)

        self.year.doing, self.year.actor = "found", head
        school = await self.year.db.write(write)
        self.schools.append(school)
        self.everybody[head] = self.everybody[head]._replace(place=school.place)
        self._comes_later("deputy", school, 0)
        for place in range(teachers):
            self._comes_later("teacher", school, school.classes[place % 2])
        for place in range(families):
            self._comes_later("family", school, school.classes[place % 2])

    def _comes_later(self, gives: str, school: School, klass: int) -> None:
        number, pace = next(self._numbers), self.chance.choice(PACES)
        self.everybody[number] = Someone(number, gives, school.place, klass, pace)
        self.plan(self.year.now + self.chance.uniform(0, 240 * DAY), "come", number)

    async def alone(self) -> None:
        """Somebody begins without a school."""
        role = self.chance.choice(["admin", "teacher", "family"])
        await self._begins(role, self.chance.choice(PACES))

    async def _begins(self, role: str, pace: float) -> int:
        number = next(self._numbers)
        self.everybody[number] = Someone(number, role, Place(), 0, pace)
        await self.year.does(number, arrive.agree(f"ru.{NOTICE}", "", 0), "agree")
        await self.year.page(number, "begin", role, "parent" if role == "family" else "")
        self._next_act(number)
        return number

    async def come(self, number: int) -> None:
        """Open the invitation to one's school."""
        one = self.everybody[number]
        school = next(each for each in self.schools if each.place == one.place)
        token = "i" + "".join(self.chance.choices(LETTERS, k=16))
        terms = Terms(one.gives, one.place.school, one.klass or None)
        heads: list[Any] = self.year.sql(
            "SELECT person_id FROM staff WHERE school_id = :s AND standing = 'head'",
            s=school.place.school,
        )
        if not heads:
            return
        made = await self.year.db.write(
            lambda tx: tx.invitations.make(heads[0][0], token, terms, self.year.now)
        )
        if made:
            await self.year.does(number, arrive.agree(f"ru.{NOTICE}", token, 0), "agree")
            if one.gives == "family":
                does = self.chance.choice(self.year.phone(number).buttons[:2]).does
                await self.year.press(number, does)  # type: ignore[arg-type]
            self._next_act(number)

    def _next_act(self, number: int) -> None:
        pace = self.everybody[number].pace
        if pace:
            self.plan(self.year.now + self.chance.expovariate(1 / pace) * DAY, "act", number)

    # -- what comes of a message -----------------------------------------------------------------

    def hear(self, number: int) -> None:
        """Now and then somebody answers what the bot said."""
        if self.chance.random() < 0.3:
            self.plan(self.year.now + self.chance.uniform(300, 20 * HOUR), "respond", number)

    async def respond(self, number: int) -> None:
        """Tap any of the buttons of the newest message."""
        if number in self.year.blocked or number not in self.everybody:
            return
        buttons = [one.does for one in self.year.phone(number).buttons]
        mine = [one for one in buttons if isinstance(one, Tap | Page) and not _ends(one)]
        if mine:
            await self._press(number, self.chance.choice(mine))

    async def _press(self, number: int, does: Tap | Page) -> None:
        self._excuse(number, does)
        await self.year.press(number, does)

    def _excuse(self, number: int, does: Tap | Page) -> None:
        """Keep until when one's own choice explains that nothing comes."""
        if not isinstance(does, Page) or does.name not in {"wish", "snooze", "pause"}:
            return
        days = PAUSES.get(does.arg, {"3": 3, "monday": 7}.get(does.arg2, 1))
        self.rules.excused[number] = self.year.now + (days + 1) * DAY

    # -- what people do of their own accord ------------------------------------------------------

    async def act(self, number: int) -> None:
        """Go on with one's own affairs, or with what others wait for."""
        if number not in self.everybody:
            return
        roll = self.chance.random()
        if number in self.year.blocked:
            await self.unblock(number)
        elif roll < 0.02:
            await self.block(number)
        elif roll < 0.025:
            await self.forget(number)
        elif roll < 0.1:
            await self._wishes(number)
        elif roll < 0.2:
            await self.respond(number)
        elif roll < 0.6 and await self._serves(self.everybody[number]):
            pass
        else:
            await self._walks(number)
        if number in self.everybody:
            self._next_act(number)

    async def _walks(self, number: int) -> None:
        for _ in range(self.chance.randint(1, 3)):
            await self.year.page(number, "step")
            taps = {one.trigger: one for one in self.year.phone(number).taps}
            way = next((way for way in WAYS if way in taps), "")
            if "asked_again" in taps and self.chance.random() < 0.5:
                way = "asked_again"
            elif "asked_again" in taps and self.chance.random() < 0.8:
                return
            if way:
                await self.year.press(number, taps[way])
            if self.chance.random() < 0.1:
                await self.respond(number)

    async def _serves(self, one: Someone) -> bool:
        """Do what others wait for; False where there is nothing of the kind."""
        if one.gives in {"admin", "deputy"} and one.place.school:
            await self._administrates(one)
        elif one.gives == "teacher" and one.place.school:
            await self.year.page(one.number, "step")
            token = "".join(self.chance.choices(LETTERS, k=24))
            await self.year.says(one.number, f"https://sferum.ru/?p=messages&join={token}=")
        else:
            return False
        return True

    async def _administrates(self, one: Someone) -> None:
        roll, school = self.chance.random(), str(one.place.school)
        staff = [
            str(number)
            for (number,) in self.year.sql(
                """SELECT id FROM staff WHERE school_id = :s AND role = 'teacher'
                AND standing IN ('waiting', 'said')""",
                s=one.place.school,
            )
        ]
        if roll < 0.05:
            await self.rests(one.number, school, Span("", one.place.school, *self._days()))
        elif roll < 0.4:
            await self.year.page(one.number, "desk", school)
            for _ in range(2):
                shown = [each.does for each in self.year.phone(one.number).buttons]
                pages = [each for each in shown if isinstance(each, Page)]
                for does in [each for each in pages if each.name == "accept_all"]:
                    await self.year.press(one.number, does)
        elif staff and roll < 0.7:
            await self.year.page(one.number, "accept", self.chance.choice(staff))
        elif staff:
            why = self.chance.choice(REFUSALS)
            await self.year.page(one.number, "refuse", self.chance.choice(staff), why)

    # -- days off --------------------------------------------------------------------------------

    def _days(self) -> tuple[dt.date, dt.date]:
        first = self.calendar.day(self.year.now, Place()) + dt.timedelta(
            days=self.chance.randint(1, 40)
        )
        return first, first + dt.timedelta(days=self.chance.choice([0, 1, 6, 8, 13]))

    async def rests(self, number: int, to: str, span: Span) -> None:
        """Type days off of a school, a region or everybody, and see that they are kept."""
        await self.year.page(number, "add_break", to)
        count = self.year.sql("SELECT COUNT(*) FROM breaks")
        await self.year.says(number, f"{span.first:%d.%m.%Y} – {span.last:%d.%m.%Y}")
        if self.year.sql("SELECT COUNT(*) FROM breaks") != count:
            self.calendar.spans.append(span)
            self.rules.seen["days off"] += 1

    async def everybody_rests(self) -> None:
        region = self.chance.choice(self.schools).place.region
        days = self._days()
        await self.rests(OPERATOR, f"r{region}", Span(region, 0, *days))
        if self.chance.random() < 0.5:
            await self.rests(OPERATOR, "all", Span("", 0, *self._days()))

    # -- what somebody wants of the bot ----------------------------------------------------------

    async def _wishes(self, number: int) -> None:
        if self.chance.random() < 0.15:
            await self._press(number, Page("summaries", self.chance.choice(["on", "on", "off"])))
        elif self.chance.random() < 0.2:
            until = self.calendar.day(self.year.now, Place()) + dt.timedelta(
                days=self.chance.randint(2, 20)
            )
            self.rules.excused[number] = self.year.now + 22 * DAY
            await self.year.page(number, "pause")
            await self.year.says(number, f"{until:%d.%m}")
        else:
            await self._press(number, Page("wish", self.chance.choice(WISHES)))

    async def block(self, number: int) -> None:
        """Block the bot: the messenger tells it at once, or it will see."""
        self.year.blocked.add(number)
        if self.chance.random() < 0.5:
            visit = self.year.visit(number)
            self.year.doing = "block"
            await self.year.db.write(lambda tx: sending.lost(tx, visit, number))
            self.rules.refusals[number] = 1
        self.plan(self.year.now + self.chance.uniform(1, 60) * DAY, "act", number)

    async def unblock(self, number: int) -> None:
        self.year.blocked.discard(number)
        self.rules.refusals[number] = 0
        self.rules.excused[number] = self.year.now + 2 * DAY
        visit = self.year.visit(number)
        self.year.doing, self.year.actor = "unblock", number
        if self.chance.random() < 0.5:
            await self.year.db.write(lambda tx: sending.back(tx, visit))
        else:
            await self.year.page(number, "step")

    async def forget(self, number: int) -> None:
        await self.year.page(number, "forget", "now")
        self.everybody.pop(number)
        self.rules.seen["forgotten"] += 1


def _ends(does: Tap | Page) -> bool:
    if isinstance(does, Tap):
        return does.trigger in ENDS
    # Days off that are taken back would have to be taken from the oracle as well.
    return (does.name, does.arg) == ("forget", "now") or does.name == "drop_break"
