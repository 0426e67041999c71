"""How /mydata calls tables, columns and values.

The words are `mydata-<table>.<column>`; a test compares the columns with a migrated database. What
a later release stores is shown by its own name until it has words.
"""

from collections.abc import Mapping
from typing import Final

from flows.operator.acts import ACTS
from flows.scopes import Level, Reach

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "persons": (
        *("id", "language", "agreed_at", "notice", "card", "bottom", "payload", "created_at"),
        *("desk", "seen_at", "remind_hour", "paused_until", "reminders_off", "summaries_off"),
        *("reminded_at", "blocked_at"),
    ),
    "journeys": (
        *("role", "state", "since", "started", "variant", "ticks", "reason", "asked"),
        *("school_id", "class_id", "used_at", "warned_at"),
    ),
    "progress": ("role", "event", "origin", "state", "since", "at", "school_id"),
    "symptoms": ("role", "state", "symptom", "helped", "at"),
    "staff": ("school_id", "role", "standing", "label", "since", "before", "decided_at", "told_at"),
    "arrivals": ("at",),
    "asks": ("name", "answers", "at"),
    "reminders": ("reason", "sent", "due_at", "sent_at", "muted", "ripe_at"),
    "summaries": ("due_at", "ripe_at", "seen"),
    "school_notes": ("school_id", "at", "words"),
    "broadcasts": (
        *("reach", "role", "state", "region", "school_id", "language", "status", "people"),
        "made_at",
        *("due_at", "ended_at", "sent", "blocked", "failed"),
    ),
    "tickets": (
        *("school_id", "role", "state", "symptom", "status", "opened_at", "asked_at"),
        *("answered_at", "closed_at", "told_at"),
    ),
    "ticket_messages": ("who", "at", "posted", "words"),
    "support_topics": ("topic",),
    "audit": ("at", "act", "kind", "region", "school_id", "detail", "words"),
    "grants": (
        *("reach", "region", "school_id", "level", "ends_at", "link_ends_at", "made_at"),
        *("taken_at", "revoked_at"),
    ),
    "outbox": ("kind", "detail", "made_at", "due_at", "claimed_at"),
}
"""What is said of each table, in words."""
NUMBERS: Final = frozenset(
    {
        *("person_id", "journey_id", "current_journey", "invitation_id", "subject"),
        *("edition", "revision", "version", "tries", "priority", "closed"),
        *("place_key", "token", "parent_id", "given_by"),
        *("ticket_id", "chat_id", "told", "taken_by"),
        *("active", "message", "digest", "at_school", "at_journey", "taken", "bar"),
    }
)
"""Columns that say nothing to a person; they are in the JSON file, as is the number of a row."""
ACCOUNT: Final = ("persons", "id")
STANDINGS: Final = (
    *("head", "deputy", "claim", "joined", "waiting", "said", "accepted", "refused"),
)
EVENTS: Final = (
    *("start", "done", "back", "restart", "tick", "untick", "join", "leave", "asked_again"),
    *("accepted", "link_came"),
)
HEADINGS: Final = ("title", "intro", "made", "yes", "no")


def keys() -> dict[str, frozenset[str]]:
    """Return every text that the file asks for, with its arguments."""
    found = {f"mydata-{table}.title" for table in COLUMNS}
    found |= {f"mydata-{table}.{one}" for table, names in COLUMNS.items() for one in names}
    found |= {f"mydata-standing.{one}" for one in STANDINGS}
    found |= {f"mydata-event.{one}" for one in EVENTS}
    found |= {f"mydata-reach.{one}" for one in Reach} | {f"op-level-{one}" for one in Level}
    found |= {f"audit-act-{one}" for one in ACTS}
    return {
        **dict.fromkeys(found, frozenset[str]()),
        **{f"mydata-page.{one}": frozenset[str]() for one in HEADINGS},
        "mydata-page.made": frozenset({"day"}),
    }


def is_number(table: str, column: str) -> bool:
    """Whether a column is left out of the page."""
    return column in NUMBERS or (column == "id" and (table, column) != ACCOUNT)
