"""How addresses answered when they were last asked."""

from dataclasses import dataclass

from storage.statements import Execute


@dataclass(frozen=True, slots=True)
class LinkCheck:
    """A row of `link_checks`: `status` (ok, dead, unsure) since when, in unix seconds."""

    address: str
    status: str
    code: int
    since: int
    checked_at: int


_COLUMNS = ", ".join(LinkCheck.__slots__)
_PUT = """
INSERT INTO link_checks (address, status, code, since, checked_at)
VALUES (:address, :status, :code, :at, :at)
ON CONFLICT (address) DO UPDATE SET code = :code, checked_at = :at, status = :status,
    since = CASE WHEN link_checks.status = :status THEN link_checks.since ELSE :at END
"""
_ALL = f"SELECT {_COLUMNS} FROM link_checks ORDER BY address"
_PRUNE = "DELETE FROM link_checks WHERE checked_at < :before"


class LinkChecks:
    """The only place with SQL of `link_checks`."""

    __slots__ = ("_execute",)

    def __init__(self, execute: Execute) -> None:
        self._execute = execute

    def put(self, address: str, status: str, code: int, at: int) -> None:
        """Note how an address answered; since when it does so is kept while it does."""
        params = {"address": address, "status": status, "code": code, "at": at}
        self._execute(_PUT, params)

    def all(self) -> dict[str, LinkCheck]:
        return {row[0]: LinkCheck(*row) for row in self._execute(_ALL, {})}

    def prune(self, before: int) -> None:
        """Forget addresses that nobody has asked since: no button leads there any more."""
        self._execute(_PRUNE, {"before": before})
