"""Links and texts in the place of the release's: the latest holds, undone ones give way."""

from storage import By, Database, Tx
from storage.overrides import Kind

ROOT = By(1, True, 50)
OTHER = By(2, False, 50)


def held(tx: Tx) -> dict[tuple[str, str, str], str]:
    return {(one.kind, one.key, one.language): one.value for one in tx.overrides.in_force()}


async def test_the_latest_holds_and_each_is_numbered(db: Database) -> None:
    def act(tx: Tx) -> list[int]:
        kind: Kind = "text"
        made = [tx.overrides.put(ROOT, kind, "a", "ru", value) for value in ("один", "два")]
        tx.overrides.put(ROOT, kind, "a", "en", "one")
        return [one.version for one in made if one]

    assert await db.write(act) == [1, 2]
    assert await db.read(held) == {("text", "a", "ru"): "два", ("text", "a", "en"): "one"}


async def test_undone_it_gives_way_to_the_one_before_and_then_to_the_release(db: Database) -> None:
    def put(tx: Tx) -> None:
        for value in ("https://a.ru/1", "https://a.ru/2"):
            tx.overrides.put(ROOT, "link", "https://a.ru/", "", value)

    def undo(tx: Tx) -> bool:
        return tx.overrides.undo(ROOT, "link", "https://a.ru/", "")

    await db.write(put)
    assert await db.write(undo)
    assert list((await db.read(held)).values()) == ["https://a.ru/1"]
    assert await db.write(undo)
    assert await db.read(held) == {}
    assert not await db.write(undo)
    again = await db.write(lambda tx: tx.overrides.put(ROOT, "link", "https://a.ru/", "", "x"))
    assert again is not None
    assert again.version == 3


async def test_the_releases_own_is_back_at_once_whatever_there_was_in_between(db: Database) -> None:
    def put(tx: Tx) -> None:
        for value in ("один", "два", "три"):
            tx.overrides.put(ROOT, "text", "a", "ru", value)
        tx.overrides.put(ROOT, "text", "a", "en", "one")

    def reset(tx: Tx) -> bool:
        return tx.overrides.reset(ROOT, "text", "a", "ru")

    await db.write(put)
    assert await db.write(reset)
    assert await db.read(held) == {("text", "a", "en"): "one"}
    assert not await db.write(reset)
    history = await db.read(lambda tx: tx.overrides.history(ROOT, "text", "a", "ru", 9))
    assert [(one.version, one.undone_at) for one in history] == [(3, 50), (2, 50), (1, 50)]


async def test_whoever_may_not_changes_nothing(db: Database) -> None:
    def act(tx: Tx) -> list[object]:
        return [
            tx.overrides.put(OTHER, "link", "a", "", "b"),
            tx.overrides.undo(OTHER, "link", "a", ""),
            tx.overrides.reset(OTHER, "link", "a", ""),
            tx.overrides.history(OTHER, "link", "a", "", 9),
        ]

    await db.write(lambda tx: tx.overrides.put(ROOT, "link", "a", "", "own"))
    assert await db.write(act) == [None, False, False, []]
    assert list((await db.read(held)).values()) == ["own"]


async def test_how_an_address_answers_is_kept_with_since_when(db: Database) -> None:
    def act(tx: Tx) -> list[tuple[str, int, int]]:
        for status, at in (("ok", 10), ("ok", 20), ("dead", 30), ("dead", 40)):
            tx.links.put("https://a.ru/", status, 0, at)
        tx.links.put("https://old.ru/", "ok", 200, 5)
        tx.links.prune(6)
        return [(one.status, one.since, one.checked_at) for one in tx.links.all().values()]

    assert await db.write(act) == [("dead", 30, 40)]
