"""What a transaction function is given: statements and one gateway a table."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, Self, TypeVar

from storage.asks import Asks
from storage.audit import Audit
from storage.breaks import Breaks
from storage.casts import Casts
from storage.classes import Classes
from storage.counters import Counters
from storage.figures import Figures
from storage.finding import Finding
from storage.grants import Grants
from storage.invitations import Invitations
from storage.journeys import Journeys
from storage.keeping import Keeping
from storage.link_checks import LinkChecks
from storage.listing import Listing
from storage.mutes import Mutes
from storage.notes import Notes
from storage.outbox import Outbox
from storage.overrides import Overrides
from storage.persons import Persons
from storage.progress import Progress
from storage.reminders import Reminders
from storage.replies import Replies
from storage.schools import Schools
from storage.sealed import NO_SEAL, Seal
from storage.staff import Staff
from storage.statements import Execute, Rows
from storage.summaries import Summaries
from storage.symptoms import Symptoms
from storage.tables import Tables
from storage.tallies import Tallies
from storage.tickets import Tickets
from storage.updates import Updates

Result = TypeVar("Result")
_NOTHING: Final[Mapping[str, object]] = MappingProxyType({})


class WriteRefused(Exception):
    """A function that may only look tried to write. Nothing was written by the attempt."""


class Tx:
    """One transaction at a time on one connection. Made once a connection, not once a call.

    A function that gets it is plain (never async), keeps neither it nor a cursor beyond its end,
    does not end the transaction, does not go on after a statement failed, and may be run again:
    it has no effect outside.
    """

    __slots__ = (
        "asks", "audit", "breaks", "casts", "classes", "counters", "execute", "figures", "finding",
        "grants", "invitations", "journeys", "keeping", "links", "listing", "mutes", "notes",
        "outbox", "overrides", "persons", "progress", "reminders", "replies", "schools", "seal",
        "staff", "summaries", "symptoms", "tables", "tallies", "tickets", "updates",
    )  # fmt: skip

    def __init__(self, execute: Execute, seal: Seal = NO_SEAL) -> None:
        self.execute = execute
        self.seal = seal
        self.counters = Counters(execute)
        self.persons = Persons(execute, self.counters, seal)
        self.journeys = Journeys(execute, self.counters)
        self.progress = Progress(execute, self.counters)
        self.symptoms = Symptoms(execute)
        self.updates = Updates(execute)
        self.schools = Schools(execute, self.counters)
        self.classes = Classes(execute)
        self.staff = Staff(execute, seal)
        self.invitations = Invitations(execute)
        self.asks = Asks(execute)
        self.outbox = Outbox(execute)
        self.reminders = Reminders(execute)
        self.summaries = Summaries(execute)
        self.breaks = Breaks(execute)
        self.keeping = Keeping(execute)
        self.tallies = Tallies(execute, self.counters)
        self.figures = Figures(self.counters.settled)
        self.listing = Listing(self.counters.settled)
        self.finding = Finding(execute, seal)
        self.overrides = Overrides(execute)
        self.links = LinkChecks(execute)
        self.tickets = Tickets(execute, seal)
        self.replies = Replies(execute)
        self.casts = Casts(execute)
        self.tables = Tables(self.counters.settled)
        self.mutes = Mutes(execute)
        self.notes = Notes(execute, seal)
        self.grants = Grants(execute)
        self.audit = Audit(execute, seal)

    def looking(self) -> Self:
        """Return the transaction without leave to write: an attempt raises `WriteRefused`."""
        self.counters.settle()
        return type(self)(_only_reads(self.execute), self.seal)


def _only_reads(execute: Execute) -> Execute:
    def run(sql: str, params: Mapping[str, object] = _NOTHING, /) -> Rows:
        if not sql.lstrip().startswith("SELECT"):
            raise WriteRefused
        return execute(sql, params)

    return run


Function = Callable[[Tx], Result]


def call(function: Function[Result], tx: Tx) -> Result:
    """Run a function. A future cannot carry `StopIteration`, which would end who awaits it."""
    try:
        return function(tx)
    except StopIteration as error:
        raise RuntimeError("a transaction function raised StopIteration") from error
