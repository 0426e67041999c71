"""What became of messages, counted since the start: for the journal, /health and metrics."""

from dataclasses import dataclass


@dataclass(slots=True)
class Counts:
    """What became of what was taken, since the start."""

    sent: int = 0
    dropped: int = 0
    blocked: int = 0
    failed: int = 0
    uncertain: int = 0
