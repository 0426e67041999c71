"""Each operator's menu lists what they may do, and follows their rights and language."""

from collections.abc import Sequence
from typing import Final, cast

from bot.gateway import Gateway
from bot.menus import Menus
from flows.operator.home import COMMANDS
from tests.bot.test_operators_only import Region, region
from tests.storage.three_places import NOW, OPERATORS, ROOT

__all__ = ["region"]
OF_ALL: Final = {"links", "health"}


class Told:
    """A gateway that keeps which menus it was told."""

    def __init__(self) -> None:
        self.menus: list[tuple[int, list[str]]] = []

    async def menu(self, person: int, commands: Sequence[tuple[str, str]]) -> None:
        self.menus.append((person, [name for name, _ in commands]))


def menus(region: Region, told: Told) -> Menus:
    def words(language: str, own: Sequence[str]) -> list[tuple[str, str]]:
        return [(name, language) for name in own]

    return Menus(region.db, cast(Gateway, told), words, (ROOT,), lambda: NOW)


async def test_only_operators_of_everything_have_what_is_theirs_alone(region: Region) -> None:
    told = Told()
    await menus(region, told).look()
    shown = {person: set(names) for person, names in told.menus}
    assert shown[ROOT] == shown[OPERATORS["all"]] == set(COMMANDS)
    assert shown[OPERATORS["region"]] == shown[OPERATORS["town"]] == set(COMMANDS) - OF_ALL
    assert not shown.keys() & {OPERATORS["revoked"], OPERATORS["expired"]}


async def test_a_menu_is_told_once_and_taken_back_with_the_right(region: Region) -> None:
    told = Told()
    one = menus(region, told)
    await one.look()
    told.menus.clear()
    await one.look()
    assert told.menus == []
    await region.db.write(lambda tx: tx.persons.set_language(ROOT, "en"))
    await region.db.write(
        lambda tx: tx.execute(
            "UPDATE grants SET revoked_at = :at WHERE person_id = :person",
            {"at": NOW, "person": OPERATORS["town"]},
        )
    )
    await one.look()
    assert dict(told.menus) == {ROOT: list(COMMANDS), OPERATORS["town"]: []}
