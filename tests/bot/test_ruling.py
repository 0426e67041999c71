"""Texts in other words: Fluent with the same variables, safe as HTML, in force at once."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot import patterns
from bot.render import Renderer
from bot.ruling import Ruling, marked
from bot.texts import LOCALES, Texts
from flows.operator.links import code_of
from flows.operator.wording import LONGEST
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


async def test_faults_are_told_apart(renderer: Renderer, tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        ruling = Ruling(db, renderer)
        judge = ruling.judged
        assert judge("ru", COUNTED, "Класс { $class } убрали")[1] == ""
        assert judge("ru", COUNTED, "Класс убрали")[1] == "variables"
        assert judge("ru", COUNTED, "Класс { $class } { $school }")[1] == "variables"
        assert judge("ru", COUNTED, "Класс { $class")[1] == "syntax"
        assert judge("ru", COUNTED, "x" * (LONGEST + 1))[1] == "long"
        plural = "{ $count ->\n    [one] { $count } раз\n   *[other] { $count } раза\n}"
        assert patterns.read(marked(plural)) is not None


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
