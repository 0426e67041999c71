"""What a token may still be used for."""

import pytest

from flows.invitations import DAY, Offer, trouble

NOW = 1_700_000_000


@pytest.mark.parametrize(
    ("offer", "why"),
    [
        (Offer(0, 0, 0, 0), ""),
        (Offer(0, 0, 999, 0), ""),
        (Offer(NOW + 1, 0, 0, 0), ""),
        (Offer(NOW, 0, 0, 0), "expired"),
        (Offer(NOW - DAY, 0, 0, 0), "expired"),
        (Offer(0, 1, 0, 0), ""),
        (Offer(0, 1, 1, 0), "used_up"),
        (Offer(0, 30, 29, 0), ""),
        (Offer(0, 30, 30, 0), "used_up"),
        # A limit that was set lower than how many had come.
        (Offer(0, 1, 5, 0), "used_up"),
        (Offer(0, 0, 0, NOW - 1), "revoked"),
        # What was decided goes before what happened.
        (Offer(NOW - DAY, 1, 1, NOW - 1), "revoked"),
        (Offer(NOW - DAY, 1, 1, 0), "expired"),
    ],
)
def test_an_invitation_is_good_until_its_first_bound(offer: Offer, why: str) -> None:
    assert trouble(offer, NOW) == why


@pytest.mark.parametrize(
    ("offer", "why"),
    [
        (Offer(0, 1, 1, 0, came=True), ""),
        (Offer(0, 1, 5, 0, came=True), ""),
        (Offer(NOW, 1, 1, 0, came=True), "expired"),
        (Offer(0, 1, 1, NOW, came=True), "revoked"),
    ],
)
def test_whoever_came_by_it_needs_no_room_but_the_other_bounds_hold(offer: Offer, why: str) -> None:
    assert trouble(offer, NOW) == why
