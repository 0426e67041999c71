"""What the bot says about itself, and its menus."""

import pytest

from tests.emulator.conftest import Caller
from tests.support.people import Messenger, Someone

START = [{"command": "start", "description": "Начать"}]
HELP = [{"command": "help", "description": "Помощь"}]


def test_get_me_tells_the_account(call: Caller) -> None:
    me = call("getMe")
    assert (me["id"], me["is_bot"], me["username"]) == (42, True, "guide_bot")


@pytest.mark.parametrize(
    ("what", "field"),
    [("Name", "name"), ("Description", "description"), ("ShortDescription", "short_description")],
)
def test_texts_by_language(silent: Messenger, call: Caller, what: str, field: str) -> None:
    """A language of its own, else the text for all; an empty one removes it."""
    assert call(f"setMy{what}", **{field: "Гид"}) is True
    assert call(f"setMy{what}", **{field: "Guide"}, language_code="en") is True
    assert call(f"getMy{what}") == {field: "Гид"}
    assert call(f"getMy{what}", language_code="en") == {field: "Guide"}
    assert call(f"getMy{what}", language_code="de") == {field: "Гид"}
    call(f"setMy{what}", **{field: ""}, language_code="en")
    assert call(f"getMy{what}", language_code="en") == {field: "Гид"}
    assert "Гид" in silent.world.bot.card().values()
    assert "TOO_LONG" in call.refusal(f"setMy{what}", **{field: "x" * 513})
    said = call.refusal(f"getMy{what}", language_code="russian")
    assert said == "400 Bad Request: invalid language code specified"


def test_commands_by_scope_and_language(silent: Messenger, call: Caller, anna: Someone) -> None:
    """Narrowest scope first, own language before none; resolved for each person."""
    john = silent.person("John", language_code="en")

    def seen(someone: Someone) -> object:
        return silent.world.commands()[str(someone.id)]

    assert seen(anna) == []
    call("setMyCommands", commands=START)
    assert seen(anna) == START
    call("setMyCommands", commands=HELP, language_code="en")
    assert (seen(anna), seen(john)) == (START, HELP)
    call("setMyCommands", commands=HELP, scope={"type": "all_private_chats"})
    assert seen(anna) == HELP
    scope = {"type": "chat", "chat_id": anna.id}
    call("setMyCommands", commands=START, scope=scope)
    assert seen(anna) == START
    assert call("getMyCommands", scope=scope) == START
    call("deleteMyCommands", scope=scope)
    assert seen(anna) == HELP
    call("setMyCommands", commands=[], scope={"type": "all_private_chats"})
    assert seen(anna) == START


def test_member_scope(silent: Messenger, call: Caller, anna: Someone) -> None:
    group = silent.group([anna])
    scope = {"type": "chat_member", "chat_id": group.id, "user_id": anna.id}
    call("setMyCommands", commands='[{"command": "/help", "description": "x"}]', scope=scope)
    assert call("getMyCommands", scope=scope) == [{"command": "help", "description": "x"}]


@pytest.mark.parametrize(
    ("commands", "words"),
    [
        ("{}", "expected an Array of BotCommand"),
        ("[", "can't parse commands JSON object"),
        (["x"], "can't parse BotCommand: expected an Object"),
        ([{"command": "x"}], "can't parse BotCommand: Can't find field \"description\""),
        ([{"command": "Старт", "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "x", "description": ""}], "BOT_COMMAND_DESCRIPTION_INVALID"),
        (START * 101, "BOT_COMMANDS_TOO_MUCH"),
    ],
)
def test_wrong_commands(call: Caller, commands: object, words: str) -> None:
    if commands == "{}":
        commands = {"a": 1}
    assert call.refusal("setMyCommands", commands=commands) == f"400 Bad Request: {words}"


@pytest.mark.parametrize(
    ("scope", "words"),
    [
        ([], "BotCommandScope must be an Object"),
        ({"type": "world"}, "Unsupported type specified"),
        ({"type": "chat"}, 'Can\'t find field "chat_id"'),
    ],
)
def test_wrong_scopes(call: Caller, scope: object, words: str) -> None:
    said = call.refusal("getMyCommands", scope=scope)
    assert said == f"400 Bad Request: can't parse BotCommandScope: {words}"


def test_menu_button(silent: Messenger, call: Caller, anna: Someone) -> None:
    """One for all, another for somebody."""
    web = {"type": "web_app", "text": "x", "web_app": {"url": "https://sferum.ru"}}
    assert call("setChatMenuButton", menu_button=web) is True
    assert call("setChatMenuButton", menu_button={"type": "commands"}, chat_id=anna.id) is True
    assert call("getChatMenuButton") == web
    assert call("getChatMenuButton", chat_id=anna.id) == {"type": "commands"}
    assert silent.world.bot.card()["menu_button"] == web
    call("setChatMenuButton")
    assert call("getChatMenuButton") == {"type": "default"}
    said = call.refusal("setChatMenuButton", menu_button={"type": "x"})
    assert said == "400 Bad Request: can't parse menu button: Unsupported type specified"
    assert call.refusal("setChatMenuButton", chat_id=5) == "400 Bad Request: chat not found"


def test_log_out_and_close(call: Caller) -> None:
    assert call("logOut") is True
    assert call("close") is True
