"""What a transaction function is given: statements and one gateway a table."""

from collections.abc import Callable
from typing import TypeVar

from storage.asks import Asks
from storage.breaks import Breaks
from storage.classes import Classes
from storage.invitations import Invitations
from storage.journeys import Journeys
from storage.outbox import Outbox
from storage.persons import Persons
from storage.progress import Progress
from storage.reminders import Reminders
from storage.schools import Schools
from storage.staff import Staff
from storage.statements import Execute
from storage.summaries import Summaries
from storage.symptoms import Symptoms
from storage.updates import Updates

Result = TypeVar("Result")


class Tx:
    """One transaction at a time on one connection. Made once a connection, not once a call.

    A function that gets it is plain (never async), keeps neither it nor a cursor beyond its end,
    does not end the transaction, does not go on after a statement failed, and may be run again:
    it has no effect outside.
    """

    __slots__ = (
        "asks", "breaks", "classes", "execute", "invitations", "journeys", "outbox", "persons",
        "progress", "reminders", "schools", "staff", "summaries", "symptoms", "updates",
    )  # fmt: skip

    def __init__(self, execute: Execute) -> None:
        self.execute = execute
        self.persons = Persons(execute)
        self.journeys = Journeys(execute)
        self.progress = Progress(execute)
        self.symptoms = Symptoms(execute)
        self.updates = Updates(execute)
        self.schools = Schools(execute)
        self.classes = Classes(execute)
        self.staff = Staff(execute)
        self.invitations = Invitations(execute)
        self.asks = Asks(execute)
        self.outbox = Outbox(execute)
        self.reminders = Reminders(execute)
        self.summaries = Summaries(execute)
        self.breaks = Breaks(execute)


Function = Callable[[Tx], Result]


def call(function: Function[Result], tx: Tx) -> Result:
    """Run a function. A future cannot carry `StopIteration`, which would end who awaits it."""
    try:
        return function(tx)
    except StopIteration as error:
        raise RuntimeError("a transaction function raised StopIteration") from error
