"""Updates: which of the messenger's updates were handled, so that a redelivered one does nothing.

Telegram keeps an undelivered update for 24 hours at most (core.telegram.org/bots/api, "Getting
updates"); remembering it for twice as long covers a clock that is off and a day of being down.
Ids are no reliable order: after a quiet week Telegram begins anew at a random one, hence `at`.
"""

from typing import Final

from storage.statements import Execute

KEEP_SECONDS: Final = 48 * 3600

_FIRST_SEEN = "INSERT INTO updates (id, at) VALUES (:id, :at) ON CONFLICT (id) DO NOTHING"
_PRUNE = "DELETE FROM updates WHERE at < :before"


class Updates:
    """The only place with SQL of `updates`."""

    __slots__ = ("_execute",)

    def __init__(self, execute: Execute) -> None:
        self._execute = execute

    def first_seen(self, update_id: int, at: int) -> bool:
        """Remember the update; False if it was remembered before and is to change nothing.

        Called in the transaction that handles the update: if that fails, it is not remembered.
        """
        return self._execute(_FIRST_SEEN, {"id": update_id, "at": at}).rowcount == 1

    def prune(self, before: int) -> int:
        """Forget updates older than `before`, at least `KEEP_SECONDS` ago; say how many."""
        return self._execute(_PRUNE, {"before": before}).rowcount
