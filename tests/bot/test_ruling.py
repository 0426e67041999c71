"""Texts in other words: Fluent with the same variables, safe as HTML, in force at once."""

from pathlib import Path
from typing import cast
from zoneinfo import ZoneInfo

import pytest

from bot import patterns
from bot.render import Renderer
from bot.ruling import WAYS, Ruling, marked
from bot.samples import LONGEST, NOTE, ON_BUTTON, samples
from bot.texts import LOCALES, Texts
from flows.operator.links import code_of
from flows.screens import Button, Screen, Text, Url, say
from storage import By, Database

TITLE = "vk-teacher-install.title"
COUNTED = "handed-class_removed"
ROOT = By(1, True, 50)


@pytest.fixture
def renderer() -> Renderer:
    return Renderer(Texts(ZoneInfo("UTC"), {"teachers": 3}))


@pytest.mark.parametrize("locale", LOCALES)
def test_every_text_can_be_written_out_and_read_again(renderer: Renderer, locale: str) -> None:
    for key, pattern in renderer.texts.patterns(locale).items():
        read = patterns.read(pattern)
        assert read is not None, key
        assert patterns.written(read) == pattern
        assert renderer.texts.fits(locale, key, pattern)


@pytest.mark.parametrize(
    ("typed", "pattern"),
    [
        ("Просто текст", "Просто текст"),
        ("a < b & c", "a &lt; b &amp; c"),
        ("<b>важно</b>", "<b>важно</b>"),
        ("<pre>письмо</pre>", "<pre>письмо</pre>"),
        ("<b>важно", "&lt;b&gt;важно"),
        ("<b><i>x</b></i>", "&lt;b&gt;&lt;i&gt;x&lt;/b&gt;&lt;/i&gt;"),
        ("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;"),
        ("один\n  два", "один\nдва"),
        (".точка", '{"."}точка'),
        ("* звезда", '{"*"} звезда'),
    ],
)
def test_what_is_typed_is_text_but_for_a_few_marks(typed: str, pattern: str) -> None:
    assert marked(typed) == pattern
    assert patterns.read(pattern) is not None


def test_it_holds_at_once_and_gives_way_at_once(renderer: Renderer) -> None:
    own = renderer.plain(Text(TITLE), "ru")
    button = Screen(((Text(TITLE),),), ((Button(Text(TITLE), Url("https://sferum.ru/")),),))
    assert own in renderer.message(button, "ru").text
    renderer.overrule({"https://sferum.ru/": "https://sferum.ru/new"}, {"ru": {TITLE: "Иначе"}})
    shown = renderer.message(button, "ru")
    assert shown.text == "Иначе"
    assert shown.keyboard is not None
    (made,) = shown.keyboard.inline_keyboard[0]
    assert made.text.startswith("Иначе")
    assert made.url == "https://sferum.ru/new"
    assert renderer.plain(Text(TITLE), "en") != "Иначе"
    renderer.overrule({}, {})
    assert renderer.plain(Text(TITLE), "ru") == own


def test_one_attribute_leaves_its_neighbours(renderer: Renderer) -> None:
    neighbour = renderer.plain(Text("links.undo"), "ru")
    renderer.overrule({}, {"ru": {"links.put": "Заменить"}})
    assert renderer.plain(Text("links.put"), "ru") == "Заменить"
    assert renderer.plain(Text("links.undo"), "ru") == neighbour


def test_what_does_not_fit_any_more_is_left_out(renderer: Renderer) -> None:
    """A release may rename a key or a variable: the bot still speaks."""
    own = renderer.plain(say(COUNTED, **{"class": "7А"}), "ru")
    renderer.overrule({}, {"ru": {COUNTED: "Нет { $klass }", "gone.key": "x", TITLE: "{ $"}})
    assert renderer.plain(say(COUNTED, **{"class": "7А"}), "ru") == own
    assert renderer.plain(Text(TITLE), "ru")


CLASS = "Класс { $class } убрали"
CHOICE = "{{ $class ->\n    [one] {one}\n   *[other] {other}\n}}"


@pytest.fixture
def ruling(renderer: Renderer) -> Ruling:
    return Ruling(cast(Database, None), renderer)


@pytest.mark.parametrize(
    ("key", "typed", "fault"),
    [
        (COUNTED, CLASS, ""),
        (COUNTED, f"<b>{CLASS}</b>", ""),
        (COUNTED, CHOICE.format(one="<b>Её</b>", other="Никого"), ""),
        (COUNTED, "Класс убрали", "variables"),
        (COUNTED, "Класс { $class } { $school }", "variables"),
        (COUNTED, "Класс { $class", "syntax"),
        (COUNTED, "x" * (LONGEST + 1), "long"),
        (TITLE, "{ nowhere }", "variables"),
        (TITLE, "{ vk-teacher-install.title }", "variables"),
        (TITLE, "{ -brand }", "variables"),
        (TITLE, "{ DATETIME(1) }", "variables"),
        (TITLE, '{""}', "empty"),
        (TITLE, '{" "}{"\\u200B"}', "empty"),
        (TITLE, "<b></b>", "empty"),
        (COUNTED, CHOICE.format(one="Её", other='{""}'), "empty"),
        (TITLE, r'{"\u003Cscript\u003E"}', "marks"),
        (TITLE, r'{"\u003Cb\u003E"}', "marks"),
        (COUNTED, f"<b>{CHOICE.format(one='Её</b>', other='Никого')}", "marks"),
        (COUNTED, CHOICE.format(one="<b>Её", other="Никого</b>"), "marks"),
        (TITLE, "ы" * (ON_BUTTON + 1), "long"),
        ("button-menu", "ы" * (ON_BUTTON + 1), "long"),
        ("note-link_replaced", "ы" * (NOTE + 1), "long"),
        ("vk-teacher-install.body", "ы" * (NOTE + 1), ""),
        ("gone.key", "x", "syntax"),
    ],
)
def test_what_could_not_be_said_to_somebody_is_refused(
    ruling: Ruling, key: str, typed: str, fault: str
) -> None:
    """Whatever is let in is shown to everybody: one text that fails takes its card with it."""
    pattern, found = ruling.judged("ru", key, typed)
    assert found == fault
    assert ruling.fits("ru", key, pattern or typed) is (not fault)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_text_can_be_sent_back_as_it_is_shown(ruling: Ruling, locale: str) -> None:
    renderer = Renderer(Texts(ZoneInfo("UTC"), {"teachers": 3}))
    for key, own in renderer.texts.patterns(locale).items():
        if key == "wording.marks":  # it tells of the marks themselves
            continue
        pattern, fault = ruling.judged(locale, key, ruling.said(locale, key))
        read = patterns.read(pattern)
        assert (fault, read is not None and patterns.written(read)) == ("", own), key


def test_a_preview_looks_as_the_text_will_in_each_of_its_ways(ruling: Ruling) -> None:
    plural = "{ $days ->\n    [0] <b>сегодня</b>\n   *[other] { $days } дн.\n}"
    ways = ruling.shown("ru", "days-ago", plural)
    assert "<b>сегодня</b>" in ways
    assert any(one.endswith("дн.") for one in ways)
    assert len(ways) == len(set(ways)) <= WAYS


def test_a_preview_shows_each_plural(ruling: Ruling) -> None:
    plural = (
        "{ $left ->\n    [one] Ещё один\n    [few] Ещё { $left }\n   *[other] Много\n} { $bar }"
    )
    ways = ruling.shown("ru", "meter-teachers", plural)
    assert [one.rpartition(" ")[0] for one in ways] == ["Ещё 2", "Ещё один", "Много"]


def test_texts_of_buttons_are_known_those_inside_others_too() -> None:
    assert {"button-menu", TITLE} <= samples().buttons
    assert "vk-teacher-install.body" not in samples().buttons


async def test_a_text_is_found_by_what_is_shown(renderer: Renderer, tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        ruling = Ruling(db, renderer)
        words = renderer.plain(Text(TITLE), "ru")
        found, _ = ruling.found("ru", words.upper(), 6)
        assert TITLE in {one.key for one in found}
        assert ruling.key_of("ru", code_of(TITLE)) == TITLE
        assert ruling.found("ru", "??", 6) == ([], False)
        assert ruling.found("ru", "не", 3)[1]
        await db.write(lambda tx: tx.overrides.put(ROOT, "text", TITLE, "ru", "Совсем иначе"))
        await ruling.load()
        assert [one.said for one in ruling.found("ru", "совсем иначе", 6)[0]] == ["Совсем иначе"]
        assert renderer.plain(Text(TITLE), "ru") == "Совсем иначе"


def opened(folder: Path) -> "_Opened":
    return _Opened(f"sqlite:///{folder}/guide.db")


class _Opened:
    def __init__(self, url: str) -> None:
        self._url = url
        self._db: Database | None = None

    async def __aenter__(self) -> Database:
        self._db = await Database.open(self._url, clock_now=lambda: 50)
        return self._db

    async def __aexit__(self, *_: object) -> None:
        if self._db is not None:
            await self._db.close()
