"""/export: an area as a file for one's superiors."""

from typing import Final

from flows.operator.areas import Where, named
from flows.operator.home import BACK
from flows.screens import Paragraph, Screen, Text, page, title

FORMS: Final = ("xlsx", "csv")
COLUMNS: Final = {
    "schools": {
        "region": 24,
        "place": 22,
        "school": 30,
        "inn": 12,
        "created": 12,
        "active": 12,
        "stepped": 12,
        "stage": 34,
        "since": 12,
        "waiting": 10,
        "waiting_since": 12,
        "teachers": 10,
        "classes": 9,
        "chats": 9,
        "families": 9,
        "through": 12,
    },
    "steps": {"role": 18, "number": 7, "step": 44, "here": 12, "reached": 12, "usual": 16},
    "waits": {
        "region": 24,
        "place": 22,
        "school": 30,
        "step": 52,
        "blocker": 20,
        "people": 10,
        "since": 12,
        "days": 9,
    },
    "tickets": {
        "region": 24,
        "place": 22,
        "school": 30,
        "step": 52,
        "about": 40,
        "status": 14,
        "opened": 12,
        "answered": 12,
        "closed": 12,
        "hours": 16,
    },
}
"""Columns of each table with their widths in letters; the names are `table-<table>.<column>`."""
SUMS: Final = frozenset(
    {"waiting", "teachers", "classes", "chats", "families", "through", "people"}
)
"""Columns that are added up."""


def choose(where: Where) -> Screen:
    """Choose the form of the file."""
    body: Paragraph = (title("export.title"), named(where), Text("export.body"))
    forms = tuple((page(f"export.{form}", "export_file", where.code, form),) for form in FORMS)
    wider = (page("export.stats", "stats", where.code),)
    return Screen((body,), (*forms, wider, (BACK,)))


def caption(where: Where) -> Screen:
    """Say what a file is."""
    return Screen(((Text("export.file"), named(where)),))
