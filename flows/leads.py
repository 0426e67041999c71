"""What the library offers beside its own pages: one line for each page of another part.

The content names leads (`leads = ["package"]`); one that has no page here has no button.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from flows.screens import Button, Page, Row, Text

NAMES: Final = ("ask", "package", "papers")
"""Every lead that the content may name; its text is `lead-<name>`."""

LEADS: Final[Mapping[str, Page]] = {
    "ask": Page("ask_look"),
    "package": Page("package"),
    "papers": Page("papers"),
}
"""Where each leads: to ask; documents for the application; drafts of local acts and memos."""


def leads(names: Iterable[str]) -> tuple[Row, ...]:
    """Return a row for each lead that has its page."""
    return tuple((Button(Text(f"lead-{one}"), LEADS[one]),) for one in names if one in LEADS)
