"""The error funnel: whatever a handler raises is logged once, and the person gets a code to quote.

The code is in the log and on the person's screen, so one leads to the other, and the log needs no
account number.
"""

import secrets
from collections.abc import Awaitable, Callable
from typing import Final, TypeAlias

import structlog
from aiogram import Router
from aiogram.exceptions import TelegramNetworkError, TelegramRetryAfter, TelegramServerError
from aiogram.types import ErrorEvent, Update

from bot.refusals import MayHaveBeenSent, Unreachable

log = structlog.get_logger(__name__)

AGAIN: Final = object()
"""What the dispatcher returns for an update whose answer was lost on the way."""
Tell: TypeAlias = Callable[[Update, str], Awaitable[None]]
LETTERS: Final = "ABCEFHKLMNPRTXY"
DIGITS: Final = "2345679"
"""Neither 0 nor O, 1 nor I, 8 nor B side by side: people read codes aloud."""


def new_code() -> str:
    """Return a short code as K7-4F2; 350 thousand are enough for as long as a log is kept."""
    pick = secrets.choice
    both = LETTERS + DIGITS
    return f"{pick(LETTERS)}{pick(DIGITS)}-{pick(DIGITS)}{pick(both)}{pick(both)}"


def register(router: Router, tell: Tell, *, code: Callable[[], str] = new_code) -> None:
    """Send the errors of the router's handlers, and of those below it, into the funnel.

    `tell` shows the person the failure with its code; when that fails too, it is only logged. An
    update whose answer did not get through ends as `AGAIN`.
    """

    async def funnel(event: ErrorEvent) -> object:
        update, error = event.update, event.exception
        where = {"update_id": update.update_id, "kind": update.event_type}
        if isinstance(error, Unreachable):
            log.info("the person cannot be reached", **where, reason=str(error))
        elif isinstance(error, UNSENT):
            # Telling would take the same broken way. What is stored stands; a next tap shows it.
            log.warning("an answer did not get through", **where, error=type(error).__name__)
            return AGAIN
        else:
            number = code()
            log.error("a handler failed", **where, code=number, exc_info=error)
            await _tell(tell, update, number)
        return True

    router.errors.register(funnel)


UNSENT: Final = (MayHaveBeenSent, TelegramNetworkError, TelegramRetryAfter, TelegramServerError)
"""The network or Telegram failed, not this program."""


async def _tell(tell: Tell, update: Update, code: str) -> None:
    try:
        await tell(update, code)
    except Exception as error:  # noqa: BLE001 - the last resort must not fail
        log.warning("the person was not told of the failure", code=code, error=error)
