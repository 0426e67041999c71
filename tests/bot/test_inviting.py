"""Invitations are made, bounded, renewed, revoked and sent by those who may, and by nobody else."""

import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from aiogram.methods import (
    AnswerCallbackQuery,
    EditMessageText,
    GetMe,
    SendDocument,
    SendMessage,
    SendPhoto,
    TelegramMethod,
)
from aiogram.types import BufferedInputFile, CallbackQuery, Update
from structlog.testing import capture_logs

from bot.actions import inviting
from bot.actions.joining import is_invitation
from bot.actions.view import Action, View
from bot.callbacks import PageData
from bot.cards import Cards
from bot.clock import Clock
from bot.gateway import Gateway
from bot.handlers.inviting import ACTS, LOOKS, SENDS, new_token
from bot.house import House
from bot.papers import qr
from bot.render import Renderer
from bot.search import Search
from bot.settings import Settings
from bot.texts import LOCALES, Texts
from flows.gallery import texts_of
from flows.gallery_invite import invite_screens
from flows.invite_pages import GIVES
from flows.screens import Text, say
from storage import Database, Invitation
from tests.bot.fakes import MESSAGE, OK, Naps, ScriptedSession, bot_with, tap
from tests.bot.invited import (
    ANNA,
    AT,
    BORIS,
    DAY,
    DEPUTY,
    FAMILY,
    HEAD,
    OTHER_HEAD,
    TEACHER,
    VERA,
    Village,
    keys,
    note,
    pages,
    token,
    walks,
)
from tests.support.keys import SEAL

ME = {
    "ok": True,
    "result": {"id": 42, "is_bot": True, "first_name": "Бот", "username": "guide_bot"},
}
NEW = token(50)
NO_FILE: dict[str, Any] = {"_env_file": None}


@pytest.fixture
async def village(tmp_path: Path) -> AsyncIterator[Village]:
    db = await Database.open(f"sqlite:///{tmp_path}/guide.db", clock_now=lambda: AT, seal=SEAL)
    one = Village(db)
    await one.build()
    yield one
    await db.close()


async def current(village: Village, gives: str, klass: int | None = None) -> Invitation | None:
    return await village.run(lambda tx: tx.invitations.current(HEAD, gives, village.school, klass))


async def opened(village: Village, person: int, gives: str, where: str, number: int = 50) -> View:
    return await village.do(person, inviting.opened(gives, where, token(number)))


# -- making --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gives", "bounds"),
    [
        ("teacher", (AT + 30 * DAY, 0)),
        ("deputy", (AT + 7 * DAY, 1)),
        ("head", (AT + 7 * DAY, 1)),
    ],
)
async def test_the_first_look_makes_it_and_the_next_finds_it(
    village: Village, gives: str, bounds: tuple[int, int]
) -> None:
    first = await opened(village, HEAD, gives, str(village.school))
    again = await opened(village, HEAD, gives, str(village.school), 51)
    made = await current(village, gives)
    assert made is not None
    assert (made.token, made.class_id) == (NEW, None)
    assert (made.expires_at, made.most) == bounds
    assert f"invite-{gives}.title" in keys(first)
    assert pages(first) == pages(again)
    assert ("forward", str(made.id), "") in pages(first)
    assert ("school", str(village.school), "") in pages(first)


async def test_the_page_does_not_bear_the_address(village: Village) -> None:
    view = await opened(village, HEAD, "teacher", str(village.school))
    assert NEW not in repr(view)


async def test_a_class_has_an_invitation_of_its_own(village: Village) -> None:
    await opened(village, HEAD, "teacher", str(village.school), 50)
    view = await opened(village, HEAD, "teacher", f"{village.school}.{village.klass}", 51)
    whole = await current(village, "teacher")
    one = await current(village, "teacher", village.klass)
    assert whole is not None
    assert one is not None
    assert (whole.token, one.token) == (token(50), token(51))
    (where,) = view.screen.paragraphs[0]
    assert where.args == {"school": "Школа № 5", "class": "7А"}


@pytest.mark.parametrize("who", [HEAD, DEPUTY, ANNA])
async def test_families_are_invited_by_those_who_run_the_class(village: Village, who: int) -> None:
    await village.teaches(ANNA)
    for where in (str(village.klass), f"{village.school}.{village.klass}"):
        assert "invite-family.title" in keys(await opened(village, who, "family", where))
    made = await current(village, "family", village.klass)
    assert made is not None
    assert (made.expires_at, made.most) == (0, 0)


async def test_without_a_number_a_teachers_own_class_is_meant(village: Village) -> None:
    await village.teaches(ANNA)
    await opened(village, ANNA, "family", "")
    assert await current(village, "family", village.klass) is not None


async def test_a_teacher_without_a_class_chooses_one_first(village: Village) -> None:
    await village.teaches(ANNA, klass=None)
    view = await opened(village, ANNA, "family", "")
    assert "invite-class_first" in keys(view)
    assert ("pick", "", "") in pages(view)
    assert await current(village, "family", None) is None


async def test_whoever_teaches_nowhere_has_no_families_to_invite(village: Village) -> None:
    assert note(await opened(village, HEAD, "family", "")) == "note-no_button"
    await village.run(lambda tx: walks(tx, VERA, TEACHER, "apply"))
    assert note(await opened(village, VERA, "family", "")) == "note-no_button"


@pytest.mark.parametrize("who", [DEPUTY, ANNA, BORIS, VERA, OTHER_HEAD])
@pytest.mark.parametrize("gives", ["teacher", "deputy", "head", "family"])
async def test_nobody_else_invites(village: Village, who: int, gives: str) -> None:
    await village.teaches(ANNA)
    await village.run(lambda tx: tx.staff.join(BORIS, village.school, TEACHER, "waiting", AT))
    await village.run(
        lambda tx: walks(tx, BORIS, TEACHER, "await_acceptance", village.school, village.klass)
    )
    klass = village.klass if gives == "family" else None
    where = str(klass or village.school)
    may = (who == DEPUTY and gives != "head") or (who == ANNA and gives == "family")
    view = await opened(village, who, gives, where)
    assert (note(view) == "note-no_button") is not may
    assert (await current(village, gives, klass) is not None) is may


@pytest.mark.parametrize(
    ("gives", "where"),
    [
        ("", "{school}"),
        ("operator", "{school}"),
        ("teacher", ""),
        ("teacher", "x"),
        ("teacher", "{school}."),
        ("teacher", "{school}.x"),
        ("teacher", "{school}.{foreign}"),
        ("teacher", "9" * 40),
        ("teacher", "{school}.{klass}.1"),
        ("deputy", "{school}.{klass}"),
        ("head", "{school}.{klass}"),
        ("family", "x"),
        ("family", "999"),
        ("family", "{school}."),
        ("family", "{other}.{klass}"),
        ("family", "{foreign}"),
    ],
)
async def test_a_forged_button_invites_to_nothing(village: Village, gives: str, where: str) -> None:
    def foreign(tx: Any) -> int:
        tx.classes.add(OTHER_HEAD, village.other, [(1, "А")])
        return int(tx.classes.of_school(village.other)[0].id)

    there = where.format(
        school=village.school,
        klass=village.klass,
        other=village.other,
        foreign=await village.run(foreign),
    )
    assert note(await opened(village, HEAD, gives, there)) == "note-no_button"
    rows = await village.run(lambda tx: tx.execute("SELECT * FROM invitations", {}).fetchall())
    assert rows == []


async def test_a_stranger_sees_the_greeting(village: Village) -> None:
    view = await opened(village, 99, "teacher", str(village.school))
    assert (note(view), view.stored) == ("note-not_started", False)


# -- the class's chat ----------------------------------------------------------------------------


async def test_a_missing_chat_is_its_teachers_to_give(village: Village) -> None:
    await village.teaches(ANNA)
    teachers = await opened(village, ANNA, "family", str(village.klass))
    admins = await opened(village, HEAD, "family", str(village.klass))
    assert "invite-chatless-mine" in keys(teachers)
    assert ("chat", "", "") in pages(teachers)
    assert ("step", "", "") in pages(teachers)
    assert "invite-chatless-theirs" in keys(admins)
    assert ("chat", "", "") not in pages(admins)


async def test_a_chat_that_is_there_is_not_spoken_of(village: Village) -> None:
    await village.gives_chat()
    view = await opened(village, VERA, "family", str(village.klass))
    assert not any(key.startswith("invite-chatless") for key in keys(view))


async def test_a_teacher_in_another_hat_is_not_led_to_the_wrong_chat(village: Village) -> None:
    await village.teaches(ANNA)
    await village.run(lambda tx: walks(tx, ANNA, FAMILY, "install", variant="parent"))
    view = await opened(village, ANNA, "family", str(village.klass))
    assert "invite-chatless-theirs" in keys(view)
    assert ("school", str(village.school), "") not in pages(view)


# -- bounds, renewing, revoking ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("choice", "bounds"),
    [
        ("d7", (AT + 7 * DAY, 0)),
        ("d30", (AT + 30 * DAY, 0)),
        ("d0", (0, 0)),
        ("m1", (AT + DAY, 1)),
        ("m30", (AT + DAY, 30)),
    ],
)
async def test_a_bound_is_set(village: Village, choice: str, bounds: tuple[int, int]) -> None:
    one = await village.invite("teacher", ends=AT + DAY)
    view = await village.do(HEAD, inviting.bounded(str(one.id), choice))
    after = await current(village, "teacher")
    assert after is not None
    assert (after.expires_at, after.most) == bounds
    assert note(view) == "note-invite-bounds"
    assert "invite-bounds.title" in keys(view)


@pytest.mark.parametrize(("gives", "choice"), [("teacher", "m2"), ("deputy", "d0"), ("head", "m0")])
async def test_a_bound_that_is_not_offered_is_not_set(
    village: Village, gives: str, choice: str
) -> None:
    one = await village.invite(gives, ends=AT + DAY, most=1)
    view = await village.do(HEAD, inviting.bounded(str(one.id), choice))
    assert note(view) == "note-no_button"
    assert await current(village, gives) == one


async def test_the_page_of_bounds_is_for_what_has_a_choice(village: Village) -> None:
    teachers, deputy = await village.invite("teacher"), await village.invite("deputy")
    assert "invite-bounds.title" in keys(await village.do(HEAD, inviting.bounds(str(teachers.id))))
    assert note(await village.do(HEAD, inviting.bounds(str(deputy.id)))) == "note-no_button"


async def test_a_new_link_takes_the_olds_place_after_a_question(village: Village) -> None:
    old = await village.invite("teacher", village.klass, ends=AT + DAY, most=30)
    asked = await village.do(HEAD, inviting.renewed(str(old.id), "", NEW))
    assert ("renew", str(old.id), "sure") in pages(asked)
    assert await current(village, "teacher", village.klass) == old
    view = await village.do(HEAD, inviting.renewed(str(old.id), "sure", NEW))
    made = await current(village, "teacher", village.klass)
    assert made is not None
    assert (made.token, made.expires_at, made.most) == (NEW, AT + 30 * DAY, 30)
    assert note(view) == "note-invite-new"
    assert ("forward", str(made.id), "") in pages(view)
    assert note(await village.open(ANNA, old)) == "invitation-revoked-teacher"
    assert note(await village.open(ANNA, made)) == "invitation-welcome-teacher"


async def test_a_double_tap_renews_once(village: Village) -> None:
    old = await village.invite("teacher")
    await village.do(HEAD, inviting.renewed(str(old.id), "sure", token(51)))
    view = await village.do(HEAD, inviting.renewed(str(old.id), "sure", token(52)))
    made = await current(village, "teacher")
    assert made is not None
    assert made.token == token(51)
    assert note(view) == "note-no_button"


async def test_a_link_is_revoked_after_a_question(village: Village) -> None:
    one = await village.invite("family", village.klass)
    await village.open(ANNA, one, "parent")
    asked = await village.do(HEAD, inviting.revoked(str(one.id), ""))
    assert ("revoke", str(one.id), "sure") in pages(asked)
    assert await current(village, "family", village.klass) is not None
    view = await village.do(HEAD, inviting.revoked(str(one.id), "sure"))
    assert "invite-revoked.title" in keys(view)
    where = f"{village.school}.{village.klass}"
    assert ("invite", "family", where) in pages(view)
    assert await current(village, "family", village.klass) is None
    assert note(await village.open(BORIS, one, "parent")) == "invitation-revoked-family"
    assert len(await village.journeys(ANNA)) == 1, "who came stays"
    await opened(village, HEAD, "family", where)
    assert await current(village, "family", village.klass) is not None


async def test_what_a_whole_school_gave_comes_back_for_the_whole_school(village: Village) -> None:
    one = await village.invite("teacher")
    view = await village.do(HEAD, inviting.revoked(str(one.id), "sure"))
    assert ("invite", "teacher", str(village.school)) in pages(view)


def acts(number: str) -> list[Action]:
    return [
        inviting.shown(number),
        inviting.bounds(number),
        inviting.bounded(number, "d7"),
        inviting.renewed(number, "", NEW),
        inviting.renewed(number, "sure", NEW),
        inviting.revoked(number, ""),
        inviting.revoked(number, "sure"),
    ]


@pytest.mark.parametrize("who", [ANNA, VERA, OTHER_HEAD])
async def test_whoever_has_no_right_sees_and_changes_nothing(village: Village, who: int) -> None:
    await village.teaches(ANNA)
    one = await village.invite("teacher", village.klass)
    for act in acts(str(one.id)):
        view = await village.do(who, act)
        assert note(view) == "note-no_button"
    assert await current(village, "teacher", village.klass) == one
    assert await village.run(inviting.letter(who, str(one.id), AT)) is None


@pytest.mark.parametrize("number", ["", "x", "999", "-1", "9" * 40])
async def test_an_invitation_that_is_not_there_is_an_old_button(
    village: Village, number: str
) -> None:
    for act in acts(number):
        assert note(await village.do(HEAD, act)) == "note-no_button"


async def test_a_revoked_one_has_no_page(village: Village) -> None:
    one = await village.invite("teacher")
    await village.do(HEAD, inviting.revoked(str(one.id), "sure"))
    for act in acts(str(one.id)):
        assert note(await village.do(HEAD, act)) == "note-no_button"


async def test_the_count_of_those_who_came_is_shown(village: Village) -> None:
    one = await village.invite("teacher", most=30)
    for person in (ANNA, BORIS, ANNA):
        await village.open(person, one)
    view = await village.do(HEAD, inviting.shown(str(one.id)))
    terms = view.screen.paragraphs[-1][0]
    assert terms.args["came"] == say("invite-came-of", uses=2, most=30)


# -- what goes out -------------------------------------------------------------------------------


class Post:
    """A house whose gateway answers from a script; what it asked for is in `asked`."""

    def __init__(self, village: Village, *script: dict[str, Any]) -> None:
        bot, session = bot_with(*script)
        texts = Texts(Settings(**NO_FILE).timezone, {"teachers": 3})
        gateway, renderer = Gateway(bot, sleep=Naps()), Renderer(texts)
        clock = Clock()
        clock.ahead = AT - clock.now()
        self.session: ScriptedSession = session
        self.house = House(
            village.db,
            gateway,
            renderer,
            Cards(village.db, gateway, renderer),
            Search(texts),
            clock,
            Settings(**NO_FILE),
        )

    async def send(self, name: str, person: int, number: object) -> list[TelegramMethod[Any]]:
        packed = PageData(name=name, arg=str(number))
        update = Update.model_validate(tap(3, person, packed.pack()))
        query: CallbackQuery | None = update.callback_query
        assert query is not None
        await SENDS[name](packed, self.house, query, update)
        return self.session.asked


def address(one: Invitation) -> str:
    return f"https://t.me/guide_bot?start={one.token}"


async def bottom(village: Village, person: int) -> int:
    found = await village.run(lambda tx: tx.persons.get(person))
    assert found is not None
    return found.bottom


@pytest.mark.parametrize("gives", ["teacher", "family", "deputy", "head"])
async def test_the_message_reads_well_when_it_is_forwarded(village: Village, gives: str) -> None:
    klass = village.klass if gives == "family" else None
    one = await village.invite(gives, klass, ends=AT + 7 * DAY)
    post = Post(village, OK, ME, MESSAGE)
    answer, me, sent = await post.send("forward", HEAD, one.id)
    assert isinstance(answer, AnswerCallbackQuery)
    assert answer.text
    assert isinstance(me, GetMe)
    assert isinstance(sent, SendMessage)
    assert "Школа № 5" in sent.text
    assert ("7А" in sent.text) is (gives == "family")
    assert sent.text.endswith(address(one))
    assert sent.reply_markup is not None
    ((button,),) = sent.reply_markup.inline_keyboard  # type: ignore[union-attr]
    assert button.url == address(one)
    assert await bottom(village, HEAD) == 7


async def test_the_code_leads_to_the_bot(village: Village) -> None:
    one = await village.invite("deputy", ends=AT + 7 * DAY, most=1)
    sent = (await Post(village, OK, ME, MESSAGE).send("qr", DEPUTY, one.id))[-1]
    assert isinstance(sent, SendPhoto)
    assert isinstance(sent.photo, BufferedInputFile)
    assert sent.photo.data == qr.png(address(one))
    assert sent.caption is not None
    assert "Школа № 5" in sent.caption
    assert one.token not in sent.caption
    assert await bottom(village, DEPUTY) == 7


@pytest.mark.parametrize(
    ("gives", "ends", "name", "said"),
    [
        ("teacher", AT + 7 * DAY, "priglashenie-uchitelyam.pdf", "Ссылка действует до 22 ноября."),
        ("family", 0, "priglashenie-semyam-7A.pdf", "Срока у ссылки нет."),
    ],
)
async def test_the_sheet_is_a_file_to_print(
    village: Village, gives: str, ends: int, name: str, said: str
) -> None:
    klass = village.klass if gives == "family" else None
    one = await village.invite(gives, klass, ends=ends)
    sent = (await Post(village, OK, ME, MESSAGE).send("sheet", HEAD, one.id))[-1]
    assert isinstance(sent, SendDocument)
    assert isinstance(sent.document, BufferedInputFile)
    assert sent.document.filename == name
    assert sent.document.data.startswith(b"%PDF")
    assert sent.caption is not None
    assert sent.caption.replace("\N{NO-BREAK SPACE}", " ").endswith(said)
    assert await bottom(village, HEAD) == 7


@pytest.mark.parametrize("gives", ["deputy", "head"])
async def test_what_is_for_one_person_is_not_printed(village: Village, gives: str) -> None:
    one = await village.invite(gives, ends=AT + 7 * DAY)
    asked = await Post(village, OK, MESSAGE, OK).send("sheet", HEAD, one.id)
    assert not [call for call in asked if isinstance(call, SendDocument)]
    assert isinstance(asked[0], AnswerCallbackQuery)
    assert "из прежней версии" in str(asked[0].text)


@pytest.mark.parametrize("name", list(SENDS))
@pytest.mark.parametrize("who", [ANNA, OTHER_HEAD])
async def test_nothing_goes_to_whoever_has_no_right(village: Village, who: int, name: str) -> None:
    one = await village.invite("teacher")
    asked = await Post(village, OK, MESSAGE, OK).send(name, who, one.id)
    assert isinstance(asked[0], AnswerCallbackQuery)
    assert "из прежней версии" in str(asked[0].text)
    assert one.token not in repr(asked)


@pytest.mark.parametrize("name", list(SENDS))
async def test_a_link_that_is_good_no_more_is_not_sent(village: Village, name: str) -> None:
    one = await village.invite("teacher", ends=AT)
    asked = await Post(village, OK, MESSAGE, OK).send(name, HEAD, one.id)
    assert isinstance(asked[0], AnswerCallbackQuery)
    assert "больше не действует" in str(asked[0].text)
    assert "Срок ссылки вышел" in repr(asked[1]), "the page shows what can be done"
    assert one.token not in repr(asked)


async def test_a_stranger_gets_nothing(village: Village) -> None:
    one = await village.invite("teacher")
    asked = await Post(village, OK, OK).send("forward", 99, one.id)
    assert [type(call) for call in asked] == [AnswerCallbackQuery, EditMessageText]
    assert one.token not in repr(asked)


async def test_the_token_is_in_no_log_and_no_repr(
    village: Village, caplog: pytest.LogCaptureFixture
) -> None:
    one = await village.invite("teacher")
    letter = await village.run(inviting.letter(HEAD, str(one.id), AT))
    assert letter is not None
    assert letter.token == one.token
    assert one.token not in repr(letter)
    with caplog.at_level(logging.DEBUG), capture_logs() as logs:
        for name in SENDS:
            await Post(village, OK, ME, MESSAGE).send(name, HEAD, one.id)
    assert one.token not in caplog.text + repr(logs)


# -- the table of pages --------------------------------------------------------------------------


def test_each_token_is_new_and_recognised_when_it_comes_back() -> None:
    made = {new_token() for _ in range(100)}
    assert len(made) == 100
    assert all(map(is_invitation, made))


async def test_every_page_of_an_invitation_has_its_action(village: Village) -> None:
    post = Post(village)
    one = await village.invite("teacher")
    for name, look in LOOKS.items():
        view = await village.do(HEAD, look(PageData(name=name, arg=str(one.id)), post.house))
        assert note(view) == ""
    arguments = {
        "invite": ("teacher", str(village.school)),
        "bound": (str(one.id), "d7"),
        "renew": (str(one.id), ""),
        "revoke": (str(one.id), ""),
    }
    for name, act in ACTS.items():
        first, second = arguments[name]
        page = PageData(name=name, arg=first, arg2=second)
        view = await village.do(HEAD, act(page, post.house, 9))
        assert note(view) in {"", "note-invite-bounds"}


# -- the words -----------------------------------------------------------------------------------

ANSWERS = (
    *("note-invite-new", "note-invite-bounds", "note-invite-forward", "note-invite-dead"),
    *("invitation-unknown", "invitation-yours"),
    *(f"invitation-welcome-{gives}" for gives in GIVES),
    *(f"invitation-{why}-{gives}" for why in ("revoked", "expired", "used_up") for gives in GIVES),
)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_screen_has_its_words_and_buttons_that_fit(locale: str) -> None:
    """A missing word or a button too long raises."""
    renderer = Renderer(Texts(ZoneInfo("UTC"), {}))
    for screen in invite_screens():
        assert renderer.message(screen, locale).text


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("key", ANSWERS)
def test_what_a_tap_is_answered_with_fits_the_line(key: str, locale: str) -> None:
    assert 0 < len(Renderer(Texts(ZoneInfo("UTC"), {})).plain(Text(key), locale)) <= 200


@pytest.mark.parametrize("locale", LOCALES)
def test_no_text_of_the_family_says_that_it_must(locale: str) -> None:
    renderer = Renderer(Texts(ZoneInfo("UTC"), {}))
    said = " ".join(
        renderer.message(screen, locale).text
        for screen in invite_screens()
        if any("family" in text.key for text in texts_of(screen))
    ).lower()
    assert "добровольн" in said or "voluntary" in said
    assert not any(word in said for word in ("обязан", "обязательн", "must", "mandatory"))
