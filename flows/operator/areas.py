"""Areas as they are shown: what each is called, and the code by which its buttons name it."""

from dataclasses import dataclass

from flows.scopes import Area
from flows.screens import Text


@dataclass(frozen=True, slots=True)
class Where:
    """An area with its names: of the region, the municipality and the school, as far as it goes.

    `code` is what its buttons carry: see `bot/actions/operating.py`.
    """

    code: str
    area: Area
    region: str = ""
    municipality: str = ""
    school: str = ""


def named(where: Where) -> Text:
    """Name an area for people."""
    args = {"region": where.region, "place": where.municipality, "school": where.school}
    return Text(f"scope-{where.area.reach}", args)
