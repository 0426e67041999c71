"""/import: a table of schools and coordinators, looked at first, then loaded as a whole."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from flows.operator.home import BACK
from flows.screens import Paragraph, Row, Screen, Text, page, say, title

SHOWN: Final = 8
"""Refused rows that are named on the page; all of them are in the report."""
STATES: Final = ("new", "changed", "same", "refused")
WHYS: Final = (
    *("region", "place", "school", "long", "level", "until", "inn_digits", "inn_person"),
    *("inn_control", "twice", "right", "term", "headed", "inn_other", "unknown"),
)
"""Why a row is refused."""
FAULTS: Final = (
    *("columns", "empty", "long", "kind", "old", "locked", "broken", "bomb", "late"),
    *("big", "busy", "gone"),
)
"""Why a file is not read."""
_PLACE: Final = {"region": 24, "place": 22, "school": 30, "inn": 13}
OWN: Final = {
    "schools": _PLACE,
    "coordinators": {**_PLACE, "level": 12, "until": 12, "whom": 30},
}
"""Columns of a table that operators fill in, with their widths in letters."""
RESULT: Final = {"row": 8, "state": 18, "why": 44, "link": 60}
"""Columns of the file that comes back, behind those."""


class Counted(NamedTuple):
    """How many rows are in which state, and the first ones that are refused, with the reason."""

    schools: dict[str, int]
    coordinators: dict[str, int]
    refused: Sequence[tuple[int, str]]
    digest: str

    @property
    def refusals(self) -> int:
        return self.schools["refused"] + self.coordinators["refused"]

    @property
    def good(self) -> int:
        """How many rows can be loaded."""
        rows = sum(self.schools.values()) + sum(self.coordinators.values())
        return rows - self.refusals


def ask() -> Screen:
    """Ask for the file."""
    body: Paragraph = (title("import.title"), Text("import.body"))
    columns: Paragraph = (Text("import.schools_are"), Text("import.coordinators_are"))
    return Screen((body, columns), ((page("import.sample", "import_sample"),), (BACK,)))


def fault(why: str) -> Screen:
    """Say why a file is not read."""
    rows = ((page("import.sample", "import_sample"),), (BACK,))
    return Screen(((title("import.title"), Text(f"import-fault-{why}")),), rows)


def checked(of: Counted) -> Screen:
    """Show what would happen; the button says as how the rows were judged."""
    lines: list[Text] = [title("import.checked")]
    if any(of.schools.values()):
        lines.append(say("import.schools", **of.schools))
    if any(of.coordinators.values()):
        lines.append(say("import.coordinators", **of.coordinators))
    parts: list[Paragraph] = [tuple(lines)]
    if of.refused:
        named = [
            say("import.refused", row=row, why=Text(f"import-why-{why}"))
            for row, why in of.refused[:SHOWN]
        ]
        more = of.refusals - len(named)
        parts.append((*named, say("import.more", count=more)) if more else tuple(named))
    parts.append((Text("import.nothing_yet" if of.good else "import.nothing"),))
    rows: list[Row] = []
    if of.good:
        load = "import.load_rest" if of.refused else "import.load"
        rows.append((page(load, "import_load", of.digest),))
    rows += [(page("import.report", "import_report"),), (page("import.again", "import"),), (BACK,)]
    return Screen(tuple(parts), tuple(rows))


def loaded(of: Counted) -> Screen:
    """Say what was done; the links are in the file."""
    lines = [title("import.loaded")]
    if any(of.schools.values()):
        lines.append(say("import.schools", **of.schools))
    if any(of.coordinators.values()):
        lines.append(say("import.coordinators", **of.coordinators))
    rows: tuple[Row, ...] = ((page("import.again", "import"),), (BACK,))
    return Screen((tuple(lines), (Text("import.secret"),)), rows)
