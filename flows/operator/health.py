"""/health: how the program itself is doing, for whoever looks after everything."""

from collections.abc import Sequence
from dataclasses import dataclass

from flows.operator.home import BACK
from flows.operator.stats import duration
from flows.screens import Paragraph, Screen, Text, page, say, title
from flows.spans import DAY

OLD_BACKUP = 2 * DAY
"""Seconds after which a backup is said to be old."""


@dataclass(frozen=True, slots=True)
class Health:
    """What is told. Times in seconds; sizes in megabytes, 0 where the database is no file.

    `oldest` is how long the first message waits, `backup` how old the last copy is (None: none was
    taken), `errors` what failed within the last hour, with how often.
    """

    version: str
    uptime: int
    handoffs: int
    reminders: int
    casts: int
    oldest: int
    blocked: int
    errors: Sequence[tuple[str, int]]
    megabytes: int
    backup: int | None
    group: bool | None = None


def health(of: Health) -> Screen:
    """Show it, what needs care first."""
    cares = tuple(_cares(of))
    queue = say("health.queue", handoffs=of.handoffs, reminders=of.reminders, casts=of.casts)
    lines: Paragraph = (
        say("health.version", version=of.version, uptime=duration(of.uptime)),
        queue,
        say("health.oldest", age=duration(of.oldest)) if of.oldest else Text("health.nothing_late"),
        say("health.blocked", count=of.blocked),
        say("health.size", megabytes=of.megabytes),
    )
    failed = tuple(say("health.error", what=what, count=count) for what, count in of.errors)
    parts = [part for part in ((title("health.title"),), cares, lines, failed) if part]
    return Screen(tuple(parts), ((page("health.again", "health"),), (BACK,)))


def _cares(of: Health) -> list[Text]:
    """Say what somebody should look at."""
    found = []
    if of.backup is None:
        found.append(Text("health.no_backup"))
    elif of.backup > OLD_BACKUP:
        found.append(say("health.old_backup", age=duration(of.backup)))
    if of.group is False:
        found.append(Text("health.no_group"))
    return found
