"""Screens of a table that is looked at and loaded, and the words of the files about it."""

from collections.abc import Iterator

from flows.operator import importing
from flows.operator.importing import FAULTS, OWN, RESULT, SHOWN, STATES, WHYS, Counted
from flows.scopes import Level
from flows.screens import Screen, Text

_NONE = dict.fromkeys(STATES, 0)


def importing_screens() -> Iterator[Screen]:
    yield importing.ask()
    yield from map(importing.fault, FAULTS)
    some = {"new": 7, "changed": 2, "same": 1, "refused": len(WHYS)}
    refused = [(row, why) for row, why in enumerate(WHYS, 2)]
    digest = "f" * 16
    yield importing.checked(Counted(some, some, refused, digest))
    yield importing.checked(Counted(_NONE, some | {"refused": 0}, (), digest))
    yield importing.checked(Counted(_NONE | {"refused": 1}, _NONE, refused[:1], digest))
    yield importing.loaded(Counted(some, some, (), digest))
    yield importing.loaded(Counted(_NONE, _NONE, (), digest))
    for why in range(0, len(WHYS), SHOWN):
        yield importing.checked(Counted(some, _NONE, refused[why:], digest))
    words = [
        *(f"import-column-{one}" for one in (*OWN["coordinators"], *RESULT)),
        *(f"import-state-{one}" for one in STATES),
        *(f"import-level-{one}" for one in Level),
        *(f"import-file.{one}" for one in ("links", "report", "sample")),
        *(f"import-sheet-{one}.{what}" for one in OWN for what in ("title", "note")),
        "import.no_link",
    ]
    yield Screen(tuple((Text(one),) for one in words))
