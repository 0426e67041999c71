"""Invitations: what a token may still be used for."""

from dataclasses import dataclass
from typing import Final

DAY: Final = 24 * 60 * 60
STAFF_DAYS: Final = 7
"""Days that an invitation to administrate is good: it is meant for one person who knows of it."""


@dataclass(frozen=True, slots=True)
class Offer:
    """The bounds of an invitation. Times are unix seconds, 0 for none; `most` 0 is any number.

    `came`: the person who asks has come by it before, which needs no room in it.
    """

    expires_at: int
    most: int
    uses: int
    revoked_at: int
    came: bool = False


def trouble(offer: Offer, now: int) -> str:
    """Say why an invitation is good no more: `revoked`, `expired`, `used_up`; "" if it is good."""
    if offer.revoked_at:
        return "revoked"
    if offer.expires_at and now >= offer.expires_at:
        return "expired"
    if offer.most and offer.uses >= offer.most and not offer.came:
        return "used_up"
    return ""
