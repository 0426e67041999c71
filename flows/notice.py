"""The privacy notice: what is kept and why, and what is new in it for those who agreed before."""

from typing import Final

from flows.screens import (
    MENU,
    TO_STEP,
    Button,
    Page,
    Paragraph,
    Row,
    Screen,
    Text,
    Url,
    page,
    say,
    title,
)

NOTICE: Final = 3
"""Version of the notice that people agree to. Words of it that mean something else are another one.

What is new in version N is said by `privacy-new.vN`.
"""
FIRST: Final = 1


def changed(agreed: int, *, months: int, policy: str = "") -> Screen:
    """Say what is new since the version that was agreed to, and ask anew."""
    versions = range(max(FIRST, agreed) + 1, NOTICE + 1)
    news = tuple(say(f"privacy-new.v{one}", months=months) for one in versions)
    rows = (
        (_agree(),),
        (page("privacy-new.all", "notice"),),
        *policy_row(policy),
        (page("privacy-new.look", "look"),),
        (page("privacy-new.forget", "forget"),),
    )
    body = (title("privacy-new.title"), *news)
    return Screen((body, (Text("privacy-new.how"),)), rows)


def whole(foot: Row, *, months: int, policy: str = "") -> Screen:
    """Say all of it; `foot` is the way back of the one who reads."""
    kept: Paragraph = (title("privacy.title"), Text("privacy.kept"))
    how: Paragraph = (
        Text("privacy.seen"),
        say("privacy.long", months=months),
        Text("privacy.rights"),
    )
    return Screen((kept, how), (*policy_row(policy), foot))


def _agree() -> Button:
    return page("privacy-new.agree", "consent", str(NOTICE))


def policy_row(policy: str) -> tuple[Row, ...]:
    """The organisation's own page, where it has one."""
    return ((Button(Text("privacy.policy"), Url(policy)),),) if policy else ()


def foot_of(*, known: bool, current: bool, language: str, payload: str = "") -> Row:
    """Where a reader goes on: back to the greeting, to consent, or to what they were doing."""
    if not known:
        return (Button(Text("button-back"), Page("greeting", language, payload)),)
    return (TO_STEP, MENU) if current else (_agree(),)
