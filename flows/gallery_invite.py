"""Every screen of invitations, for the check of texts and buttons."""

from collections.abc import Iterator
from itertools import product
from typing import Final

from flows import invite_pages
from flows.invitations import DAY, Offer
from flows.invite_pages import GIVES, MOST, STAFF, Chat, Invite
from flows.screens import Screen

NOW: Final = 1_700_000_000
LONGEST: Final = 9_999_999_999
"""The longest number that a button is promised to hold."""
ADDRESS: Final = "https://t.me/guide_bot?start=iAAAAAAAAAAAAAAAA"
_OFFERS: Final = (
    Offer(0, 0, 0, 0),
    Offer(0, 0, 3, 0),
    Offer(NOW + DAY, 30, 0, 0),
    Offer(NOW + DAY, 30, 5, 0),
    Offer(NOW - DAY, 30, 5, 0),
    Offer(NOW + DAY, 1, 1, 0),
)
_STAFF_OFFERS: Final = (Offer(NOW + DAY, 1, 0, 0), Offer(NOW - DAY, 1, 0, 0), _OFFERS[-1])
_CHATS: Final[tuple[Chat, ...]] = ("there", "mine", "theirs")


def _invites() -> Iterator[Invite]:
    for gives in GIVES:
        offers = _STAFF_OFFERS if gives in STAFF else _OFFERS
        classes = ("",) if gives in STAFF else ("", "7Б")
        chats = _CHATS if gives == "family" else _CHATS[:1]
        for offer, name, chat, runs in product(offers, classes, chats, (True, False)):
            yield Invite(LONGEST, gives, LONGEST, "Школа № 5", name, offer, chat, runs=runs)


def invite_screens() -> Iterator[Screen]:
    """Yield each screen with everything that it may say."""
    yield invite_pages.class_first()
    for one in _invites():
        yield invite_pages.invite(one, NOW)
        yield invite_pages.renew(one)
        yield invite_pages.revoke(one)
        yield invite_pages.revoked(one, f"{LONGEST}.{LONGEST}")
        yield invite_pages.letter(one, ADDRESS)
        yield invite_pages.qr(one, ADDRESS)
        yield invite_pages.under_sheet(one)
        if one.gives in MOST:
            yield invite_pages.bounds(one, NOW)
