"""What a message may say: lengths, markup, entities, what is found by itself."""

import pytest

from bot.emulator.entities import utf16
from tests.emulator.conftest import Caller
from tests.support.people import Someone

MARKUP = "400 Bad Request: can't parse entities: "


def test_html_becomes_text_and_entities(call: Caller, anna: Someone) -> None:
    """The answer is the whole message, as Telegram gives it."""
    sent = call(
        "sendMessage", chat_id=anna.id, text="<b>Шаг 1</b> 😀 <i>из</i> 5\n", parse_mode="HTML"
    )
    assert sent["text"] == "Шаг 1 😀 из 5"
    assert sent["entities"] == [
        {"offset": 0, "length": 5, "type": "bold"},
        {"offset": 9, "length": 2, "type": "italic"},
    ]
    assert sent["chat"] == {
        "id": anna.id,
        "first_name": "Анна",
        "username": "anna",
        "type": "private",
    }
    assert sent["from"]["is_bot"] is True
    assert list(sent)[:4] == ["message_id", "from", "chat", "date"]


def test_every_kind_of_entity(call: Caller, anna: Someone) -> None:
    """Arguments are named as the Bot API names them; an unknown account is no mention."""
    source = (
        f'<a href="sferum.ru">a</a><a href="tg://user?id={anna.id}">b</a>'
        '<a href="tg://user?id=9">c</a>'
        '<pre><code class="language-py">d</code></pre><code>e</code><tg-spoiler>f</tg-spoiler>'
        '<tg-emoji emoji-id="7">😀</tg-emoji><blockquote expandable>g</blockquote>'
        '<tg-time unix="60" format="dt">h</tg-time><tg-time unix="61">i</tg-time>'
    )
    sent = call("sendMessage", chat_id=anna.id, text=source, parse_mode="html")
    by_type = {entity["type"]: entity for entity in sent["entities"]}
    assert by_type["text_link"]["url"] == "http://sferum.ru/"
    assert by_type["text_mention"]["user"]["first_name"] == "Анна"
    assert by_type["pre"]["language"] == "py"
    assert by_type["custom_emoji"]["custom_emoji_id"] == "7"
    assert by_type["date_time"]["unix_time"] == 61
    moments = [one for one in sent["entities"] if one["type"] == "date_time"]
    assert moments[0]["date_time_format"] == "dt"
    assert {"code", "spoiler", "expandable_blockquote"} <= by_type.keys()
    assert len([one for one in sent["entities"] if one["type"] == "text_mention"]) == 1


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<b>x", 'can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "unexpected end tag at byte offset 1"),
        ("<zz>x</zz>", 'unsupported start tag "zz" at byte offset 0'),
        ("я<b>x</i>", 'unmatched end tag at byte offset 6, expected "</b>", found "</i>"'),
    ],
)
def test_wrong_html(call: Caller, anna: Someone, source: str, words: str) -> None:
    """Byte offsets and words are Telegram's; only the first letter of the whole is lowered."""
    said = call.refusal("sendMessage", chat_id=anna.id, text=source, parse_mode="HTML")
    assert said.lower() == (MARKUP + words).lower()
    assert said.startswith("400 Bad Request: can't parse entities: ")


def test_length_counts_after_entities(call: Caller, anna: Someone) -> None:
    """4,096 UTF-16 units of text; tags do not count, an emoji counts twice."""
    fits = "<b>" + "😀" * 2048 + "</b>"
    sent = call("sendMessage", chat_id=anna.id, text=fits, parse_mode="HTML")
    assert utf16(sent["text"]) == 4096
    refused = call.refusal("sendMessage", chat_id=anna.id, text="😀" * 2048 + "x")
    assert refused == "400 Bad Request: message is too long"
    assert call.refusal("sendMessage", chat_id=anna.id, text="я" * 20_000) == (
        "400 Bad Request: text is too long"
    )


@pytest.mark.parametrize("text", [" \n ", "<b> </b>", "\u200b", "\u2800 \u3000"])
def test_nothing_to_see_is_no_text(call: Caller, anna: Someone, text: str) -> None:
    refused = call.refusal("sendMessage", chat_id=anna.id, text=text, parse_mode="HTML")
    assert refused == "400 Bad Request: text must be non-empty"


def test_empty_text(call: Caller, anna: Someone) -> None:
    assert call.refusal("sendMessage", chat_id=anna.id, text="") == (
        "400 Bad Request: message text is empty"
    )


def test_half_a_character_is_refused(call: Caller, anna: Someone) -> None:
    refused = call.refusal("sendMessage", chat_id=anna.id, text="\ud83d")
    assert refused == "400 Bad Request: strings must be encoded in UTF-8"


@pytest.mark.parametrize(
    ("mode", "words"),
    [("Markdown", "the emulator parses HTML only"), ("xml", "unsupported parse_mode")],
)
def test_other_modes(call: Caller, anna: Someone, mode: str, words: str) -> None:
    assert words in call.refusal("sendMessage", chat_id=anna.id, text="*x*", parse_mode=mode)


def test_entities_may_be_given(call: Caller, anna: Someone) -> None:
    """Instead of markup; those that are found anyway are passed over."""
    given = [
        {"type": "bold", "offset": 0, "length": 2},
        {"type": "hashtag", "offset": 0, "length": 2},
        {"type": "text_link", "offset": 3, "length": 1, "url": "https://sferum.ru"},
        {"type": "pre", "offset": 5, "length": 1, "language": "py"},
        {"type": "custom_emoji", "offset": 7, "length": 1, "custom_emoji_id": "5"},
        {"type": "text_mention", "offset": 9, "length": 1, "user": {"id": anna.id}},
        {"type": "date_time", "offset": 11, "length": 1, "unix_time": 5, "date_time_format": "r"},
    ]
    sent = call("sendMessage", chat_id=anna.id, text="ab c d e f g", entities=given)
    kinds = [one["type"] for one in sent["entities"]]
    assert kinds == ["bold", "text_link", "pre", "custom_emoji", "text_mention", "date_time"]


@pytest.mark.parametrize(
    ("entity", "words"),
    [
        ({"type": "bold", "offset": 0}, "can't parse MessageEntity: Can't find field \"length\""),
        ("bold", "can't parse MessageEntity: expected an Object"),
        ({"type": "loud", "offset": 0, "length": 1}, "Unsupported type specified"),
        ({"type": "text_link", "offset": 0, "length": 1}, 'Can\'t find field "url"'),
        ({"type": "text_link", "offset": 0, "length": 1, "url": "x"}, "Wrong HTTP URL"),
        ({"type": "bold", "offset": 3, "length": 1}, "entity begins after the end of the text"),
        ({"type": "bold", "offset": 0, "length": 9}, "ends after the end of the text"),
        ({"type": "bold", "offset": 1, "length": 1}, "entity begins in a middle of a UTF-16"),
        ({"type": "bold", "offset": -1, "length": 1}, "receive an entity with incorrect offset -1"),
        ({"type": "bold", "offset": 0, "length": -1}, "receive an entity with incorrect length -1"),
    ],
)
def test_wrong_entities(call: Caller, anna: Someone, entity: object, words: str) -> None:
    refused = call.refusal("sendMessage", chat_id=anna.id, text="😀", entities=[entity])
    assert words in refused


def test_found_entities_split_bold(call: Caller, anna: Someone) -> None:
    """A link in a bold text cuts it in three, as in the messenger; code hides what is in it."""
    source = "<b>см. sferum.ru тут</b> <code>/menu</code> /menu"
    sent = call("sendMessage", chat_id=anna.id, text=source, parse_mode="HTML")
    kinds = [(one["type"], one["offset"]) for one in sent["entities"]]
    assert kinds == [
        ("bold", 0),
        ("url", 4),
        ("bold", 4),
        ("bold", 13),
        ("code", 18),
        ("bot_command", 24),
    ]


async def test_phone_numbers_are_found_in_what_people_write(anna: Someone) -> None:
    said = await anna.say("мой номер +7 999 123-45-67, класс 5")
    assert said.entities("phone_number") == ["+7 999 123-45-67"]


def test_at_most_a_hundred_entities(call: Caller, anna: Someone) -> None:
    sent = call("sendMessage", chat_id=anna.id, text="<b>x</b> " * 150, parse_mode="HTML")
    assert len(sent["entities"]) == 100


@pytest.mark.parametrize(
    "options", [{"link_preview_options": {"is_disabled": True}}, {"disable_web_page_preview": True}]
)
def test_link_preview_options_are_kept(
    call: Caller, anna: Someone, options: dict[str, object]
) -> None:
    sent = call("sendMessage", chat_id=anna.id, text="sferum.ru", **options)
    assert sent["link_preview_options"] == {"is_disabled": True}
    refused = call.refusal("sendMessage", chat_id=anna.id, text="x", link_preview_options="[]")
    assert refused == "400 Bad Request: object expected as link preview options"
