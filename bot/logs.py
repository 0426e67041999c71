"""The log: structured, one way for this program's and the libraries' lines, without personal data.

What protects people, in this order. Values under a key that names a person or their words are
hidden. Every text, an exception's with its traceback included, loses what looks like a token, a
password in an address, an e-mail, a phone or an account number. An exception's own words also lose
everything quoted that is no plain name, and all letters that are not Latin: errors repeat the value
they stumbled on. Account numbers belong into no line: the update's number leads to what happened.
"""

import logging
import re
import sys
import traceback
from collections.abc import Iterable, MutableMapping
from types import TracebackType
from typing import Any, Final, Literal, TextIO

import structlog
from structlog.typing import EventDict, ExcInfo, Processor, WrappedLogger

HIDDEN: Final = "…"
_IDS: Final = ("account", "chat", "chat_id", "from", "from_id", "person", "person_id", "sender")
_WHO: Final = ("first_name", "from_user", "full_name", "last_name", "name", "user", "user_id")
_SAYS: Final = ("caption", "data", "message", "payload", "query", "raw", "text", "update", "words")
_REACHED: Final = ("contact", "email", "phone", "username")
PERSONAL: Final = frozenset(_IDS + _WHO + _SAYS + _REACHED)
"""Keys whose value is never written."""
QUIET: Final = {
    # A line an update at INFO costs 14 % of the throughput and says nothing that storage does not.
    "aiogram.event": logging.WARNING,
    "aiogram.dispatcher": logging.WARNING,
    "aiohttp.access": logging.WARNING,
    "asyncio": logging.WARNING,
    # Six lines a tap, for two thirds of its time.
    "transitions": logging.WARNING,
}

_SCRUBBED: Final = (
    (re.compile(r"\d{3,}:[A-Za-z0-9_-]{20,}"), "<token>"),
    (re.compile(r"(?<=/bot)\d+:[A-Za-z0-9_-]+"), "<token>"),
    (re.compile(r"(?<=://)[^/\s@:]*:[^/\s@]*(?=@)"), HIDDEN),
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"), HIDDEN),
    (
        re.compile(r"(\b(?:chat|user|person|account)(?:_?id)?[\s:=]{1,3})-?\d{4,}"),
        rf"\g<1>{HIDDEN}",
    ),
    (re.compile(r"(?<![\w.-])(?:\+\d[\d() -]{8,}\d|-?\d{10,})"), HIDDEN),
)
_SAID: Final = (
    (re.compile(r"input_value=.*?(?=, input_type=)", re.DOTALL), f"input_value={HIDDEN}"),
    (re.compile(r"=\([^)]*\)"), f"=({HIDDEN})"),
    (re.compile(r"'(?![\w.-]{1,40}')[^']*'"), f"'{HIDDEN}'"),
    (re.compile(r'"(?![\w.-]{1,40}")[^"]*"'), f'"{HIDDEN}"'),
    (re.compile(r"[^\W\d_a-zA-Z]+(?:[\W\d_]*[^\W\d_a-zA-Z]+)*"), HIDDEN),
)
_secrets: list[str] = []


def scrub(text: str) -> str:
    """Take out what must not be seen: secrets, addresses, phones, account numbers."""
    for secret in _secrets:
        text = text.replace(secret, "<secret>")
    for pattern, instead in _SCRUBBED:
        text = pattern.sub(instead, text)
    return text


def describe(error: BaseException) -> str:
    """Return an error's words without what they may repeat of a person's."""
    said = str(error)
    for pattern, instead in _SAID:
        said = pattern.sub(instead, said)
    return scrub(said)


def tell_traceback(exc_info: ExcInfo) -> str:
    """Return the traceback with its causes; frames without their variables, errors described."""
    return scrub("".join(_lines(exc_info[1], set())).rstrip())


def _lines(error: BaseException, seen: set[int]) -> list[str]:
    seen.add(id(error))
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else _full_name(kind)
    lines = [*traceback.format_tb(error.__traceback__), f"{name}: {describe(error)}\n"]
    inner = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
    for number, one in enumerate(inner, 1):
        lines += [f"{number} of {len(inner)} in it:\n", *_lines(one, seen)]
    cause = error.__cause__
    if cause is None and not error.__suppress_context__:
        cause = error.__context__
    if cause is not None and id(cause) not in seen:
        lines += ["caused by:\n", *_lines(cause, seen)]
    return lines


def _full_name(kind: type) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"


def hide_personal(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """Hide values of personal keys, and scrub every text, also inside lists and mappings."""
    for key, value in event.items():
        if key in PERSONAL:
            event[key] = HIDDEN
        elif type(value) is not int:
            event[key] = _clean(value)
    return event


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return scrub(value)
    if isinstance(value, BaseException):
        return f"{type(value).__name__}: {describe(value)}"
    if isinstance(value, MutableMapping):
        return {key: HIDDEN if key in PERSONAL else _clean(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple, set)):
        return [_clean(inner) for inner in value]
    if value is None or isinstance(value, (bool, int, float)):
        return value
    return scrub(repr(value))


def setup(
    kind: Literal["console", "json"],
    level: str,
    *,
    secrets: Iterable[str] = (),
    stream: TextIO | None = None,
) -> None:
    """Send all logs to `stream` (standard error by default), in one form.

    `secrets` are taken out wherever they appear, whatever they look like.
    """
    _secrets[:] = [secret for secret in secrets if secret]
    shared: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(_formatter(kind, shared, colors=handler.stream.isatty()))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    logging.captureWarnings(capture=True)
    for name, least in QUIET.items():
        logging.getLogger(name).setLevel(least)
    sys.excepthook = _uncaught


def _uncaught(kind: type[BaseException], error: BaseException, tb: TracebackType | None) -> None:
    """Python itself would print an error's words as they are."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, tb)
        return
    logging.getLogger("bot").critical("the program ends", exc_info=(kind, error, tb))


def _formatter(
    kind: Literal["console", "json"], shared: list[Processor], *, colors: bool
) -> structlog.stdlib.ProcessorFormatter:
    renderer: Processor
    if kind == "json":
        renderer = structlog.processors.JSONRenderer(ensure_ascii=False)
    else:
        renderer = structlog.dev.ConsoleRenderer(colors=colors, pad_event_to=0)
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.ExceptionRenderer(tell_traceback),
            hide_personal,
            renderer,
        ],
    )
