"""The log: one form for all lines, and nothing in it that must not be seen."""

import io
import json
import logging
import re
import sys
import warnings
from typing import Any, Literal

import pytest
import structlog
from aiogram.types import Update
from pydantic import ValidationError

from bot import logs
from bot.logs import describe, scrub, tell_traceback

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"

pytestmark = pytest.mark.usefixtures("quiet_afterwards")


def written(kind: Literal["console", "json"] = "json", level: str = "INFO") -> io.StringIO:
    stream = io.StringIO()
    logs.setup(kind, level, secrets=["hush", ""], stream=stream)
    return stream


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def fresh_logger() -> Any:
    """A logger that no other test has bound."""
    return structlog.stdlib.get_logger("bot.test").bind()


def test_our_lines_and_the_libraries_have_one_form() -> None:
    stream = written()
    fresh_logger().info("started", people=3)
    logging.getLogger("aiohttp.server").warning("a %s request", "bad", extra={"status": 400})
    ours, theirs = lines(stream)
    assert (ours["event"], ours["level"], ours["people"]) == ("started", "info", 3)
    assert (theirs["event"], theirs["level"], theirs["status"]) == ("a bad request", "warning", 400)
    assert ours["logger"] == "bot.test"
    for line in (ours, theirs):
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+Z", line["timestamp"])


def test_a_person_can_read_the_console() -> None:
    stream = written("console")
    fresh_logger().warning("a line", update_id=5)
    assert "a line" in stream.getvalue()
    assert "update_id=5" in stream.getvalue()
    assert "\x1b" not in stream.getvalue(), "no colours into a file"


def test_lines_below_the_level_are_not_written() -> None:
    stream = written(level="WARNING")
    fresh_logger().info("too quiet")
    fresh_logger().error("loud")
    assert [line["event"] for line in lines(stream)] == ["loud"]


def test_the_line_for_each_update_is_off() -> None:
    stream = written(level="DEBUG")
    for name in logs.QUIET:
        assert not logging.getLogger(name).isEnabledFor(logging.INFO)
    logging.getLogger("aiogram.event").warning("seldom")
    assert len(lines(stream)) == 1


def test_warnings_go_to_the_log() -> None:
    stream = written()
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=True)
        warnings.warn("old", DeprecationWarning, stacklevel=1)
    logging.captureWarnings(capture=False)
    assert "DeprecationWarning" in stream.getvalue()


def test_what_is_personal_is_hidden_by_its_key() -> None:
    stream = written()
    hidden = dict.fromkeys(logs.PERSONAL, "Анна Каренина")
    fresh_logger().info("x", inner={"text": "Анна", "n": [1, {"name": "Анна"}]}, **hidden)
    assert "Анна" not in stream.getvalue()
    (line,) = lines(stream)
    assert line["inner"] == {"text": "…", "n": [1, {"name": "…"}]}


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        (f"POST https://api.telegram.org/bot{TOKEN}/getMe", "/bot<token>/getMe"),
        ("http://127.0.0.1:8081/bot42:TEST/getMe", "/bot<token>/getMe"),
        ("socks5://name:password@10.0.0.1:1080", "socks5://…@10.0.0.1:1080"),
        ("postgresql://guide:p:w@db/guide", "postgresql://…@db/guide"),
        ("write to anna.k@school.ru", "write to …"),
        ("call +7 (901) 123-45-67 now", "call … now"),
        ("call 89011234567", "call …"),
        ("Flood control exceeded in chat 123456789.", "in chat …."),
        ("in chat -100500", "in chat …"),
        ("chat_id=123456789", "chat_id=…"),
        ("person: 123456", "person: …"),
    ],
)
def test_secrets_and_people_are_taken_out_of_texts(text: str, clean: str) -> None:
    assert scrub(text).endswith(clean)
    assert "password" not in scrub(text)


@pytest.mark.parametrize(
    "text", ["update 123456789 handled in 15 ms", "http://127.0.0.1:8080/hook", "at 12:30:45"]
)
def test_what_is_harmless_stays(text: str) -> None:
    assert scrub(text) == text


def test_known_secrets_are_taken_out_whatever_they_look_like() -> None:
    stream = written()
    fresh_logger().info("say hush", reason="hush-hush", odd=["hush"], kind=object)
    assert "hush" not in stream.getvalue()
    assert lines(stream)[0]["kind"] == "<class 'object'>"


def raised(error: Exception) -> Exception:
    try:
        raise error  # noqa: TRY301
    except Exception as caught:  # noqa: BLE001
        return caught


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ValueError("not a number: 'Анна К.'"), "not a number: '…'"),
        (ValueError("could not read 'two words'"), "could not read '…'"),
        (KeyError("state"), "'state'"),
        (ValueError('key (id)=(12345) in "persons"'), 'key (id)=(…) in "persons"'),
        (ValueError('bad "a, b"'), 'bad "…"'),
        (RuntimeError("Анна Каренина не найдена, 5 раз"), "…"),
    ],
)
def test_errors_do_not_repeat_what_they_stumbled_on(error: Exception, told: str) -> None:
    assert describe(error) == told


def test_a_failed_validation_does_not_show_its_input() -> None:
    with pytest.raises(ValidationError) as caught:
        Update.model_validate({"update_id": "Anna", "message": {"text": ["Anna"]}})
    assert "Anna" in str(caught.value)
    assert "Anna" not in describe(caught.value)
    assert "update_id" in describe(caught.value)
    told = tell_traceback((ValidationError, caught.value, None))
    assert "pydantic_core._pydantic_core.ValidationError: " in told, "named in full"


def test_a_traceback_has_causes_and_places_but_no_variables() -> None:
    secret_name = "Анна"
    try:
        try:
            raise KeyError(secret_name)  # noqa: TRY301
        except KeyError as error:
            raise RuntimeError(f"no {TOKEN}") from error
    except RuntimeError as error:
        told = tell_traceback((type(error), error, error.__traceback__))
    assert "RuntimeError: no <token>" in told
    assert "caused by:" in told
    assert "KeyError" in told
    assert "test_logs.py" in told
    assert "Анна" not in told.replace('secret_name = "Анна"', "")


def test_a_traceback_knows_contexts_groups_and_circles() -> None:
    first = raised(ValueError("first"))
    first.__context__ = raised(OSError("behind"))
    hidden = raised(TypeError("shown"))
    hidden.__context__ = raised(OSError("not shown"))
    hidden.__suppress_context__ = True
    group = ExceptionGroup("several", [first, hidden])
    told = tell_traceback((type(group), group, None))
    assert "2 of 2 in it:" in told
    assert "behind" in told
    assert "not shown" not in told
    first.__context__.__context__ = first
    assert tell_traceback((ValueError, first, None)).count("ValueError: first") == 1


def test_an_exception_is_logged_with_its_traceback() -> None:
    stream = written()
    try:
        raise LookupError(TOKEN)  # noqa: TRY301
    except LookupError as error:
        fresh_logger().exception("failed")
        logging.getLogger("aiohttp.server").exception("failed too")
        fresh_logger().warning("failed a little", error=error)
    ours, theirs, small = lines(stream)
    assert ours["exception"] == theirs["exception"]
    assert "LookupError: <token>" in ours["exception"]
    assert small["error"] == "LookupError: <token>"
    assert TOKEN not in stream.getvalue()


def test_what_ends_the_program_is_logged_too(capsys: pytest.CaptureFixture[str]) -> None:
    stream = written()
    error = raised(RuntimeError(TOKEN))
    sys.excepthook(RuntimeError, error, error.__traceback__)
    (line,) = lines(stream)
    assert line["level"] == "critical"
    assert "<token>" in line["exception"]
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert "KeyboardInterrupt" in capsys.readouterr().err
    assert len(lines(stream)) == 1
