"""The emulator's text functions agree with Telegram's own."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.emulator import cleaning, detect, links, markup
from bot.emulator.entities import Entity, utf16
from tests.emulator import telegram_parser as telegram

TAGS = [
    "b",
    "strong",
    "i",
    "em",
    "u",
    "ins",
    "s",
    "strike",
    "del",
    "tg-spoiler",
    "pre",
    "code",
    "blockquote",
    "a",
    "span",
    "B",
    "zz",
    "b&x",
    "/",
    "span class='tg-spoiler'",
    'span class="tg-x"',
    "blockquote expandable",
    "blockquote expandable=1",
    "code class='language-py'",
    "code class=language-c",
    'a href="https://sferum.ru/a?b=1&amp;c=2"',
    "a href='b.c?d'",
    "a href='tg://user?id=5'",
    "tg-emoji emoji-id='12'",
    "tg-emoji emoji-id=0",
    "tg-emoji",
    "b x",
    "b x=y",
    "b =",
    "b x=",
    "tg-time unix='5' format='wdt'",
    "tg-time unix=5 format=zz",
    "tg-time unix=5",
    "tg-time",
    "tg-time unix=5 format=R",
    "b x='q&lt;'",
    "b x='",
    "code class='c'",
    "  b",
    "a  href = 'x.ru' ",
]
PIECES = [
    "a",
    "б",
    "😀",
    "x.ru",
    "&lt;",
    "&amp;",
    "&quot;",
    "&gt",
    "&#65;",
    "&#x1F600;",
    "&#xd83d;",
    "&foo;",
    "&",
    "<",
    ">",
    "</",
    '"',
    "'",
    "=",
    "</b>",
    "</i>",
    "</>",
    "</code>",
    "</pre>",
    "</a>",
    "</B>",
    "&#0;",
    "&#1114111;",
    "&#1114110;",
    "&#99999999999;",
    "&#x;",
    "<b",
    "</b",
    " ",
    "\n",
    "\t",
    "\r",
    "</b  >",
    "</b  x>",
]
SPANS = [
    "bold",
    "italic",
    "underline",
    "strikethrough",
    "spoiler",
    "code",
    "pre",
    "blockquote",
    "expandable_blockquote",
    "text_link",
    "custom_emoji",
]
ADDRESSES = [
    "http://",
    "https://",
    "tg://",
    "tg:",
    "ton://",
    "ftp://",
    "a",
    "b.c",
    "sferum.ru",
    "я.рф",
    "/",
    "?",
    "#",
    ":",
    "80",
    "0",
    "70000",
    "@",
    "u:p",
    "[::1]",
    "[1]",
    "%20",
    "%zz",
    "<",
    "😀",
    "user?id=7",
    "user?id=0",
    "_",
    "-",
    "~",
    ".",
    " ",
]
ARGUMENTS = {"text_link": "http://a.b/", "custom_emoji": "5"}


@st.composite
def html(draw: st.DrawFn) -> str:
    """Mostly well-formed markup with some of everything that can be wrong."""
    parts: list[str] = []
    stack: list[str] = []
    for _ in range(draw(st.integers(0, 12))):
        match draw(st.integers(0, 2)):
            case 0:
                tag = draw(st.sampled_from(TAGS))
                parts.append(f"<{tag}>")
                stack.append(tag.split()[0])
            case 1 if stack:
                parts.append(f"</{stack.pop()}>")
            case _:
                parts.append(draw(st.sampled_from(PIECES)))
    if draw(st.integers(0, 3)):
        parts.extend(f"</{tag}>" for tag in reversed(stack))
    return "".join(parts)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Entity]]:
    """A text with entities that overlap, reach too far or split a character."""
    letters = st.sampled_from([*"aбxy \n\r\t😀", "\u200e", "\u200f", "\u2028", "\u0333"])
    text = "".join(draw(st.lists(letters, max_size=10)))
    size = utf16(text)
    entities = []
    for _ in range(draw(st.integers(0, 5))):
        kind = draw(st.sampled_from(SPANS))
        offset = draw(st.integers(0, size + draw(st.sampled_from([0, 0, 0, 1]))))
        length = draw(st.integers(0, max(0, size - offset)))
        entities.append(Entity(kind, offset, length, ARGUMENTS.get(kind, "")))
    return text, entities


def mine(source: str) -> telegram.Result:
    try:
        return markup.parse_html(source)
    except markup.WrongMarkup as wrong:
        return str(wrong)


@given(html())
@settings(max_examples=800, deadline=None)
def test_html(source: str) -> None:
    """Text, entities and complaints are Telegram's."""
    assert mine(source) == telegram.parse_html(source)


@given(st.text(max_size=30).map(lambda text: text.replace("\0", "")))
@settings(max_examples=200, deadline=None)
def test_any_text_is_parsed_alike(source: str) -> None:
    assert mine(source) == telegram.parse_html(source)


@given(marked())
@settings(max_examples=800, deadline=None)
def test_entities_are_untangled_alike(sample: tuple[str, list[Entity]]) -> None:
    """Overlaps, control characters and split characters end as they do at Telegram."""
    text, entities = sample
    try:
        result: telegram.Result = cleaning.tidied(text, entities)
    except cleaning.WrongEntities as wrong:
        result = str(wrong)
    expected = telegram.fix(text, entities)
    if not text.strip(" \n\r\t\u2028\u0333"):
        assert isinstance(expected, str) or not expected[1]
        return
    assert result == expected


@given(st.lists(st.sampled_from(ADDRESSES), min_size=1, max_size=6).map("".join))
@settings(max_examples=500, deadline=None)
def test_links(address: str) -> None:
    """What counts as a link, and how it is written afterwards."""
    expected = telegram.parse_html(f'<a href="{address}">x</a>'.replace("<😀", "&lt;😀"))
    account = links.user_id(address)
    try:
        entity = (
            Entity("text_link", 0, 1, links.checked(address))
            if account is None
            else Entity("text_mention", 0, 1, str(account))
        )
        assert expected == ("x", [entity])
    except links.WrongLink:
        assert expected == ("x", [])


@pytest.mark.parametrize(
    "text",
    [
        "/start abc",
        "/start@guide_bot и /help",
        "путь/к/файлу и а/б",
        "пишите @guide_bot и @ab",
        "#урок5 и #5 и a#b",
        "info@sferum.ru, затем support@vk.company.",
        "https://sferum.ru/?p=start, см. ниже",
        "(https://sferum.ru/a_(b))",
        "Сайт sferum.ru — открыт",
        "см. sferum.ru/help?x=1#y.",
        "код 123456, класс 5А, 12.11.2026",
        "конец.начало и т.д.",
        "обычный текст",
    ],
)
def test_found_by_itself(text: str) -> None:
    """Commands, mentions, addresses: where a school's people are likely to write them."""
    ours = [(one.type, one.offset, one.length) for one in detect.detect(text)]
    assert ours == telegram.found(text)
