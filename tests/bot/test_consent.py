"""Nothing of somebody's own is written before they have agreed to the notice as it is now.

Every button, every kind of message and every command is tried by everybody, once with the present
version of the notice and once with the one before.
"""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeAlias

import pytest

from bot.actions import answers, arrive, browse, library, walk
from bot.actions.view import Action, Free, Held, View, Visit, noticed, once, present
from bot.callbacks import PageData
from bot.handlers import browsing, commands, operator
from bot.handlers.words import _remark
from bot.held import MOST, HeldActs
from flows import FLOWS, notice
from flows.gallery import texts_of
from flows.screens import Page, Tap, Text
from storage import Database, Tx
from tests.bot.invited import keys, note, pages
from tests.storage.two_schools import Undone
from tests.support import outsiders as out
from tests.support.barred import HOUSE
from tests.support.bustle_rules import everything
from tests.support.keys import SEAL
from tests.support.outsiders import CHAT, LINK, Ground

WHO: Final = (
    *("head", "claim", "waiting", "accepted", "parent", "family"),
    *("alone admin", "alone teacher"),
)
TRIGGERS: Final = sorted(
    {move.trigger for flow in FLOWS for state in flow.states for move in state.moves}
    | {"tick", "untick", "restart"}
)
TYPED: Final = ("5В, 6В", "9А", "Пётр", f"5А {LINK}new", f"{CHAT}new=", "чат", "4401000005")
OWN: Final = {
    **out.OWN,
    "begin": ("admin", "teacher", "family"),
    "switch": tuple(map(str, range(1, 40))),
    "helped": ("no_code", "other"),
    "language": ("en", "ru"),
    "keep": ("",),
    "wish": ("off", "hour-12"),
    "summaries": ("off", "on"),
}
FREE: Final = frozenset({"agree", "consent", "forget"})
"""Giving consent, and having everything deleted, need no consent."""

Does: TypeAlias = tuple[str, Action]


@pytest.fixture
async def ground(tmp_path: Path) -> AsyncIterator[tuple[Database, Ground]]:
    db = await Database.open(f"sqlite:///{tmp_path}/guide.db", clock_now=lambda: out.NOW, seal=SEAL)
    yield db, await db.write(out.prepare)
    await db.close()


def acts(of: Ground, tx: Tx, person: int) -> Iterator[Does]:
    """Everything that somebody can set off, with its name."""
    tries = [one for ways in out.tries(of.ids).values() for one in ways]
    tries += [(name, arg, "") for name, args in OWN.items() for arg in args]
    tries += [("enter", token, "parent") for token in of.tokens]
    tries += [("begin", "family", "parent"), ("begin", "family", "student")]
    tries += [("choose", str(of.place.next_class), "")]
    for name, arg, arg2 in tries:
        if name in browsing.ACTS:
            to = PageData(name=name, arg=arg, arg2=arg2)
            yield name, browsing.ACTS[name](to, HOUSE, 1)
    journey = tx.journeys.current(person)
    for trigger in TRIGGERS if journey else ():
        assert journey is not None
        pressed = Tap(journey.id, journey.state, trigger, journey.revision, "mail")
        yield f"tap {trigger}", walk.tap(pressed)


def all_acts(tx: Tx, of: Ground, person: int) -> list[Does]:
    return list(acts(of, tx, person))


def messages(of: Ground) -> Iterator[Does]:
    """Everything that somebody can send."""
    search = library.searched([])
    for text in TYPED:
        yield f"text {text}", answers.answered(text, "", search)
    for token in of.tokens:
        yield "pasted invitation", answers.answered("ссылка", token, search)
        yield "deep link", arrive.come(token)
    for remark in ("note-sticker", "note-voice", "note-file", "note-forwarded", "note-edited"):
        yield remark, _remark(remark)
    for name, show in commands.SHOWS.items():
        yield f"/{name}", show("")


def own(tx: Tx) -> dict[str, list[Any]]:
    """Everything stored but which updates came, and which messages are the bot's own."""
    rows = everything(tx)
    named = [one[0] for one in tx.execute("SELECT * FROM persons", {}).description]
    left = [at for at, name in enumerate(named) if name not in {"card", "bottom", "desk"}]
    rows["persons"] = [tuple(row[at] for at in left) for row in rows["persons"]]
    return {name: found for name, found in rows.items() if name != "updates"}


def tried(tx: Tx, visit: Visit, does: Action, *, message: bool) -> tuple[View, bool]:
    """Do it; return what is shown and whether anything was written. The caller takes it back."""
    run = (noticed if message else once)(does, replace(visit, message=999 if message else None))
    before = own(tx)
    view = run(tx)
    return view, own(tx) != before


async def outcome(
    db: Database, who: str, does: Action, *, current: bool, message: bool
) -> tuple[View, bool]:
    def act(tx: Tx) -> None:
        agreed_to = notice.NOTICE - (not current)
        params = {"notice": agreed_to, "at": out.NOW - out.NOW % 86400}
        tx.execute("UPDATE persons SET notice = :notice, seen_at = :at", params)
        raise Undone(tried(tx, out.visit_of(who), does, message=message))

    try:
        await db.write(act)
    except Undone as done:
        found: tuple[View, bool] = done.result
        return found
    raise AssertionError


def asked(view: View) -> bool:
    return "privacy-new.title" in keys(view)


@pytest.mark.parametrize("who", WHO)
async def test_no_act_of_ones_own_writes_without_the_present_consent(
    ground: tuple[Database, Ground], who: str
) -> None:
    """What would write asks; what only looks shows what it always shows."""
    db, of = ground
    person = out.PEOPLE[who]
    buttons = await db.read(partial(all_acts, of=of, person=person))
    for message, found in ((False, buttons), (True, list(messages(of)))):
        for name, does in found:
            shown, did = await outcome(db, who, does, current=True, message=message)
            instead, wrote = await outcome(db, who, does, current=False, message=message)
            assert not wrote, name
            assert not asked(shown), name
            if did:
                assert asked(instead), name
                assert instead.held is not None
            elif not asked(instead):
                assert (instead.screen, instead.note) == (shown.screen, shown.note), name


async def test_the_acts_above_are_no_empty_ones(ground: tuple[Database, Ground]) -> None:
    """Every button that may change something does so for somebody."""
    db, of = ground
    wrote = set()
    for who in WHO:
        person = out.PEOPLE[who]
        for name, does in await db.read(partial(all_acts, of=of, person=person)):
            _, did = await outcome(db, who, does, current=True, message=False)
            if did:
                wrote.add(name.partition(" ")[0])
    seldom = {"region", "place", "no_inn", "save_school", "claim_school", "add_missing", "no_label"}
    seldom |= {"step", "introduce", "keep", "remind_chat", "remove_class"}
    seldom |= {"snooze", "break_region", "ask_look", "ask_write"}
    seldom |= {"ticket_helped", "ticket_more"}
    assert set(browsing.ACTS) - FREE - seldom - set(operator.ACTS) <= wrote
    assert "tap" in wrote


async def test_a_stranger_writes_nothing_but_their_consent(
    ground: tuple[Database, Ground],
) -> None:
    db, of = ground
    person = out.PEOPLE["nobody"]
    buttons = await db.read(partial(all_acts, of=of, person=person))
    for message, found in ((False, buttons), (True, list(messages(of)))):
        for name, does in found:
            shown, did = await outcome(db, "nobody", does, current=True, message=message)
            assert not did, name
            assert shown.held is None, name
            assert "greeting.agree" in keys(shown) or not shown.stored


# -- asking ----------------------------------------------------------------------------------------


class Anna:
    """A teacher who agreed to the notice before the present one, and her visits."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.held = HeldActs()
        self.person = out.PEOPLE["alone teacher"]
        self.updates = 100

    def visit(self, now: int) -> Visit:
        self.updates += 1
        held = self.held.of(self.person)
        return Visit(self.person, self.updates, "ru", now, held=held)

    async def does(self, action: Action, now: int = out.NOW) -> View:
        """As the house does it."""
        run = once(action, self.visit(now))
        view = await self.db.write(run)
        self.held.keep(self.person, view.held)
        return view

    async def taps(self, trigger: str) -> View:
        one = await self.db.read(lambda tx: tx.journeys.current(self.person))
        assert one is not None
        return await self.does(walk.tap(Tap(one.id, one.state, trigger, one.revision)))

    async def state(self) -> str:
        one = await self.db.read(lambda tx: tx.journeys.current(self.person))
        assert one is not None
        return one.state

    async def agreed_to(self) -> int:
        person = await self.db.read(lambda tx: tx.persons.get(self.person))
        assert person is not None
        return person.notice


@pytest.fixture
async def anna(ground: tuple[Database, Ground]) -> Anna:
    db, _ = ground
    one = Anna(db)
    await db.write(lambda tx: tx.execute("UPDATE persons SET notice = 1", {}))
    return one


def consents(version: int = notice.NOTICE) -> Action:
    return arrive.consent(str(version))


async def test_what_is_new_is_said_and_where_it_leads(anna: Anna) -> None:
    view = await anna.taps("done")
    assert {"privacy-new.v2", "privacy-new.how"} <= keys(view)
    assert [name for name, _, _ in pages(view)] == ["consent", "notice", "look", "forget"]
    assert await anna.state() == "install"


async def test_whoever_agrees_goes_on_with_what_they_wanted(anna: Anna) -> None:
    await anna.taps("done")
    view = await anna.does(consents())
    assert "vk-teacher-create_profile.title" in keys(view)
    assert await anna.agreed_to() == notice.NOTICE
    assert await anna.state() == "create_profile"
    assert anna.held.of(anna.person) is None


async def test_what_was_typed_is_read_when_they_agree(
    ground: tuple[Database, Ground], anna: Anna
) -> None:
    """A name, a link, a list: nobody has to type it twice."""
    _, of = ground
    view = await anna.does(arrive.come(of.tokens[0]))
    assert asked(view)
    assert note(await anna.does(consents())) == "invitation-welcome-teacher"


async def test_the_last_act_counts_and_looking_gives_it_up(anna: Anna) -> None:
    await anna.taps("done")
    await anna.does(browse.step)
    view = await anna.does(consents())
    assert note(view) == "note-consented"
    assert await anna.state() == "install"


async def test_an_act_of_long_ago_is_not_carried_out(anna: Anna) -> None:
    await anna.taps("done")
    view = await anna.does(consents(), now=out.NOW + arrive.WAITS + 1)
    assert note(view) == "note-consented"
    assert await anna.state() == "install"


async def test_a_doubled_consent_does_nothing_twice(anna: Anna) -> None:
    await anna.taps("done")
    visit = anna.visit(out.NOW)
    for _ in range(2):
        await anna.db.write(once(consents(), visit))
    assert await anna.state() == "create_profile"


async def test_a_button_of_an_earlier_notice_is_no_consent(anna: Anna) -> None:
    """Somebody scrolls back to what they were asked before, or to an old greeting."""
    await anna.taps("done")
    assert asked(await anna.does(consents(1)))
    await anna.does(arrive.agree("ru.1", "", 9))
    await anna.does(arrive.agree("ru", "", 9))
    assert await anna.agreed_to() == 1
    assert "vk-teacher-create_profile.title" not in keys(await anna.does(present))


async def test_a_stranger_agrees_only_to_the_present_notice(
    ground: tuple[Database, Ground],
) -> None:
    db, of = ground
    visit = replace(out.visit_of("nobody"), update=7)
    view = await db.write(once(arrive.agree("ru.1", of.tokens[0], 9), visit))
    assert "greeting.keeps" in keys(view)
    assert ("agree", f"ru.{notice.NOTICE}", of.tokens[0]) in pages(view)
    assert await db.read(lambda tx: tx.persons.get(visit.person)) is None
    view = await db.write(once(consents(), replace(visit, update=8)))
    assert "greeting.keeps" in keys(view)
    assert await db.read(lambda tx: tx.persons.get(visit.person)) is None


async def test_agreeing_on_a_new_greeting_counts_for_whoever_is_known(anna: Anna) -> None:
    """They had forgotten that they are; their language stays."""
    await anna.db.write(lambda tx: tx.persons.set_language(anna.person, "en"))
    await anna.does(arrive.agree(f"ru.{notice.NOTICE}", "", 9))
    person = await anna.db.read(lambda tx: tx.persons.get(anna.person))
    assert person is not None
    assert (person.notice, person.language) == (notice.NOTICE, "en")


async def test_consent_given_already_is_not_asked_for_again(anna: Anna) -> None:
    await anna.does(consents())
    view = await anna.does(consents(1))
    assert not asked(view)
    assert not asked(await anna.taps("done"))


async def test_refusing_leads_to_looking_or_to_being_forgotten(anna: Anna) -> None:
    assert "vk-teacher-install.title" in keys(await anna.does(present))
    await anna.does(arrive.forget("now"))
    assert await anna.db.read(lambda tx: tx.persons.get(anna.person)) is None


async def test_others_acts_go_on_for_whoever_has_not_agreed_anew(
    ground: tuple[Database, Ground],
) -> None:
    """Their first consent was not taken back: an acceptance moves them, and they are told."""
    db, of = ground
    who = out.PEOPLE["waiting"]
    sql = "UPDATE persons SET notice = 1 WHERE id = :id"
    await db.write(lambda tx: tx.execute(sql, {"id": who}))
    to = PageData(name="accept", arg=str(of.ids.waiting))
    await db.write(once(browsing.ACTS["accept"](to, HOUSE, 1), out.visit_of("head", 9)))
    journeys = await db.read(lambda tx: tx.journeys.of(who))
    assert [one.state for one in journeys] == ["create_chat"]
    due = await db.read(lambda tx: tx.outbox.due(out.NOW * 2, 99))
    assert ("moved", "accepted") in {(one.kind, one.detail) for one in due if one.person_id == who}


# -- the notice itself -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "version", "back"),
    [
        ("nobody", notice.NOTICE, [("greeting", "en", "abc")]),
        ("alone teacher", 1, [("consent", str(notice.NOTICE), "")]),
        ("alone teacher", notice.NOTICE, [("step", "", ""), ("menu", "", "")]),
    ],
)
async def test_the_whole_notice_leads_back_to_where_one_was(
    ground: tuple[Database, Ground], who: str, version: int, back: list[tuple[str, str, str]]
) -> None:
    db, _ = ground
    await db.write(lambda tx: tx.execute("UPDATE persons SET notice = :n", {"n": version}))
    visit = replace(out.visit_of(who), keep_months=24, policy="https://school.example/pd")
    view = await db.read(lambda tx: arrive.read_notice("en", "abc")(tx, visit))
    assert pages(view) == back
    months = [one.args["months"] for one in texts_of(view.screen) if one.key == "privacy.long"]
    assert months == [24]
    assert "privacy.policy" in keys(view)


async def test_the_first_write_of_a_day_notes_that_they_came(anna: Anna) -> None:
    """Only of whoever agreed: without consent not even that is written."""
    later = out.NOW + 3 * 86400
    await anna.does(present, now=later)
    known = await anna.db.read(lambda tx: tx.keeping.known(anna.person))
    assert known is not None
    assert known.seen_at < later - 86400
    await anna.does(consents(), now=later)
    known = await anna.db.read(lambda tx: tx.keeping.known(anna.person))
    assert known is not None
    assert known.seen_at == later - later % 86400


def test_held_acts_are_few_and_the_oldest_give_way() -> None:
    kept, visit = HeldActs(), Visit(1, 1, "ru", 1)
    for person in range(MOST + 1):
        kept.keep(person, Held(present, visit))
    assert kept.of(0) is None
    assert len(kept) == MOST
    assert kept.of(MOST) is not None
    kept.keep(MOST, None)
    assert kept.of(MOST) is None


async def test_a_held_act_holds_none_before_it(anna: Anna) -> None:
    """Or whoever taps for a year without agreeing fills the memory."""
    for _ in range(3):
        view = await anna.taps("done")
        assert view.held is not None
        assert view.held.visit.held is None


def test_what_needs_no_consent_is_said_so() -> None:
    for name in browsing.ACTS:
        to = PageData(name=name, arg="1", arg2="")
        assert isinstance(browsing.ACTS[name](to, HOUSE, 1), Free) is (name in FREE), name


def test_every_version_of_the_notice_says_what_is_new() -> None:
    for agreed in range(notice.NOTICE):
        news = [one.key for one in texts_of(notice.changed(agreed, months=12))]
        versions = range(max(1, agreed) + 1, notice.NOTICE + 1)
        assert [f"privacy-new.v{one}" for one in versions] == [
            key for key in news if key.startswith("privacy-new.v")
        ]


def test_the_buttons_of_consent_name_their_version() -> None:
    buttons = [row[0].does for row in notice.changed(1, months=12).rows]
    assert Page("consent", str(notice.NOTICE)) in buttons
    assert Text("privacy-new.how") in notice.changed(1, months=12).paragraphs[1]


def test_what_was_held_back_is_forgotten_in_time() -> None:
    """It may hold what somebody typed."""
    kept, visit = HeldActs(), Visit(1, 1, "ru", 100)
    kept.keep(1, Held(present, visit))
    kept.sweep(100 + arrive.WAITS)
    assert len(kept) == 1
    kept.keep(2, Held(present, replace(visit, now=101 + arrive.WAITS)))
    assert kept.of(1) is None
    assert len(kept) == 1
    kept.sweep(10_000)
    assert len(kept) == 0
