"""A family's journey asks for nothing of a child and keeps nothing that somebody types."""

import re
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from bot.actions import answers, library
from bot.actions.view import View, Visit, noticed, once
from bot.callbacks import PageData
from bot.handlers import browsing
from bot.texts import LOCALES, Texts
from flows import age_pages, school_pages
from flows.family import FAMILY
from flows.gallery import buttons_of, cards, texts_of
from flows.model import Role
from flows.pages import roles
from flows.screens import Page, Screen
from storage import Ask, Database, Tx
from tests.bot.invited import ANNA, AT, CHAT, Village, keys, note, pages, walks
from tests.storage.two_schools import Undone, tried
from tests.support import outsiders as out
from tests.support.barred import HOUSE
from tests.support.bustle_rules import everything
from tests.support.keys import SEAL

TOKEN: Final = f"i{16 * 'A'}"
OF_A_CHILD: Final = {
    "ru": re.compile(r"имя|имена|имени|фамил|телефон|номер|фото|рожд|возраст|лет\b", re.IGNORECASE),
    "en": re.compile(r"\bname|\bphone n|number|photo|birth|\bage\b|or older", re.IGNORECASE),
}
DENIED: Final = {
    "ru": re.compile(r"\bне\b|нет\b|ненужн", re.IGNORECASE),
    "en": re.compile(r"\bnot?\b|n’t\b|nothing", re.IGNORECASE),
}
MEANT_FOR_ANOTHER: Final = {
    "vk-family-create_profile.body": "one's own number, given to VK and not to the bot",
    "age.title": "whether they are 14: answered by a button that writes nothing",
    "with-parent.body": "who decides under 14",
}
TYPED: Final = (
    "Иванова Маша, 5А",
    "Мой сын Пётр",
    "Пётр",
    "+7 912 345-67-89",
    "5А, 5Б",
    CHAT,
    f"5А {CHAT}",
    "код",
)
FAMILIES: Final = ("family", "student")
ASKED: Final = {"pause"}
"""What a family may be asked to type: a day until which it wants no reminders."""


def screens() -> Iterator[Screen]:
    """Everything that only a family sees, or sees first."""
    yield from cards([FAMILY])
    yield school_pages.which_family(TOKEN)
    yield school_pages.family(school_pages.Place(1, "Школа № 5", "Кострома"), "7Б")
    yield roles(known=False)
    for token in ("", TOKEN):
        yield age_pages.age(token)
        yield age_pages.with_parent(token)


@pytest.mark.parametrize("locale", LOCALES)
def test_no_screen_asks_for_anything_of_a_child(locale: str) -> None:
    """Where such a thing is named, it is said not to be wanted."""
    texts = Texts(ZoneInfo("UTC"), {"teachers": 3})
    seen = set()
    for screen in screens():
        for text in texts_of(screen):
            words = texts.format(text, locale)
            for sentence in re.split(r"(?<=[.!?:])\s", words):
                if OF_A_CHILD[locale].search(sentence) and not DENIED[locale].search(sentence):
                    seen.add(text.key)
    assert seen <= set(MEANT_FOR_ANOTHER), seen


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[tuple[Database, out.Ground]]:
    db = await Database.open(f"sqlite:///{tmp_path}/guide.db", clock_now=lambda: AT, seal=SEAL)
    yield db, await db.write(out.prepare)
    await db.close()


async def done(db: Database, who: str, run: Callable[[Tx], View]) -> tuple[Ask | None, list[str]]:
    """Do it and take it back; return what is asked then, and what else was changed."""

    def act(tx: Tx) -> tuple[Ask | None, list[str]]:
        before = everything(tx)
        run(tx)
        after = everything(tx)
        changed = [name for name in after if after[name] != before[name]]
        return tx.asks.get(out.PEOPLE[who]), changed

    found: tuple[Ask | None, list[str]] = await tried(db, act)
    return found


@pytest.mark.parametrize("who", FAMILIES)
async def test_no_button_makes_a_familys_words_an_answer(
    town: tuple[Database, out.Ground], who: str
) -> None:
    """Whatever they tap, forged or not, nothing is asked that would be typed."""
    db, of = town
    tries = [one for ways in out.tries(of.ids).values() for one in ways]
    tries += [(name, arg, "") for name, args in out.OWN.items() for arg in args]
    for name, arg, arg2 in tries:
        if name in browsing.ACTS:
            to = PageData(name=name, arg=arg, arg2=arg2)
            action = browsing.ACTS[name](to, HOUSE, 1)
            asked, _ = await done(db, who, once(action, out.visit_of(who)))
            assert asked is None or asked.name in ASKED, name


@pytest.mark.parametrize("who", FAMILIES)
@pytest.mark.parametrize("text", TYPED)
async def test_nothing_that_a_family_types_is_kept(
    town: tuple[Database, out.Ground], who: str, text: str
) -> None:
    """Only the number of the message, so that the card comes below it."""
    db, _ = town
    read = answers.answered(text, "", library.searched([]))
    visit = Visit(out.PEOPLE[who], 7, "ru", out.NOW, message=900)
    asked, changed = await done(db, who, noticed(read, visit))
    assert asked is None
    assert changed == ["persons"]
    with pytest.raises(Undone) as undone:
        await db.write(lambda tx: _persons(tx, noticed(read, visit)))
    before, after = undone.value.result
    assert sum(old != new for old, new in zip(before, after, strict=True)) <= 2, "bottom, seen_at"
    assert text not in str(after)


def _persons(tx: Tx, run: Callable[[Tx], View]) -> None:
    def rows() -> list[object]:
        found = tx.execute("SELECT * FROM persons ORDER BY id", {}).fetchall()
        return [value for row in found for value in row]

    before = rows()
    run(tx)
    raise Undone((before, rows()))


# -- fourteen --------------------------------------------------------------------------------------


def ways(screen: Screen) -> list[Page]:
    return [one.does for one in buttons_of(screen) if isinstance(one.does, Page)]


async def opens(village: Village, name: str, arg: str = "") -> View:
    to = PageData(name=name, arg=arg, arg2="")
    return await village.do(ANNA, browsing.LOOKS[name](to, HOUSE))


def test_a_student_is_asked_before_their_steps_begin() -> None:
    assert ways(age_pages.age())[:2] == [Page("begin", "family", "student"), Page("with_parent")]
    by_link = ways(age_pages.age(TOKEN))
    assert by_link[:2] == [Page("enter", TOKEN, "student"), Page("with_parent", TOKEN)]


def test_under_fourteen_the_steps_are_the_parents() -> None:
    assert ways(age_pages.with_parent()) == [
        Page("begin", "family", "parent"),
        Page("forget"),
        Page("age"),
    ]
    assert ways(age_pages.with_parent(TOKEN))[0] == Page("enter", TOKEN, "parent")


async def test_the_answer_is_kept_nowhere(village: Village) -> None:
    """Both pages only look: they run where nothing can be written."""
    before = await village.run(everything)
    for name in ("age", "with_parent"):
        for arg in ("", TOKEN):
            assert f"{name.replace('_', '-')}.title" in keys(await opens(village, name, arg))
    assert await village.run(everything) == before
    stored = await village.run(lambda tx: tx.persons.export(ANNA))
    assert "14" not in str([row for rows in stored.values() for row in rows if "age" in row])


async def test_a_student_of_fourteen_and_a_younger_ones_parent_walk_on(village: Village) -> None:
    one = await village.invite("family", village.klass)
    shown = await opens(village, "age", one.token)
    (_, enter, _) = pages(shown)[0]
    await village.open(ANNA, one, "student")
    assert (await village.current(ANNA)).variant == "student"
    assert enter == one.token


async def test_back_from_the_question_is_the_invitation_again(village: Village) -> None:
    one = await village.invite("family", village.klass)
    view = await opens(village, "age", one.token)
    assert pages(view)[-1] == ("enter", one.token, "")
    assert "which-family.title" in keys(await village.open(ANNA, one))


async def test_strangers_are_asked_for_consent_first(village: Village) -> None:
    to = PageData(name="age", arg="", arg2="")
    view = await village.do(5_000_000_099, browsing.LOOKS["age"](to, HOUSE))
    assert note(view) == "note-not_started"


async def test_a_card_of_before_the_question_still_works(village: Village) -> None:
    await village.run(lambda tx: walks(tx, ANNA, Role.FAMILY, "install", variant="student"))
    assert (await village.current(ANNA)).variant == "student"
