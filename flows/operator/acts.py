"""What operators do that goes into the audit, by its code; the words are `audit-act-<code>`."""

from typing import Final

ACTS: Final[tuple[str, ...]] = (
    "claim_admitted",
    "claim_dismissed",
    "grant_made",
    "grant_taken",
    "grant_ended",
    "grant_quit",
    "note_added",
    "note_dropped",
    "reminded",
    "exported",
    "imported",
    *("link_replaced", "link_restored", "text_replaced", "text_restored"),
    *("person_seen", "step_moved"),
    *("ticket_seen", "ticket_answered", "ticket_noted", "ticket_take", "ticket_close"),
    *("ticket_open", "ticket_reply", "reply_proposed", "reply_approved", "reply_withdrawn"),
    "cast_started",
    "cast_paused",
    "cast_resumed",
    "cast_stopped",
    "cast_ended",
    "muted",
    "unmuted",
    "other",
)
