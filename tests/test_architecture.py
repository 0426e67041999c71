"""What the layout promises: who imports whom, what the core may touch, how long things are."""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeAlias

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("bot", "flows", "storage")
MODULE_LINES, FUNCTION_LINES = 300, 50

# bot → storage → flows, bot → flows; never back.
MAY_IMPORT = {
    "flows": {"flows"},
    "storage": {"storage", "flows"},
    "bot": {"bot", "storage", "flows"},
}
# The core decides the same from the same arguments: no clock, no chance, no world. It reckons with
# days and zones all the same, so `datetime`, `zoneinfo` and `holidays` are let in, without a clock.
IMPURE_MODULES = {
    *("asyncio", "io", "logging", "os", "pathlib", "queue", "random", "secrets"),
    *("shutil", "signal", "socket", "sqlite3", "subprocess", "tempfile", "threading", "time"),
    "uuid",
}
OTHERS = {"flows", "holidays", "stdnum", "transitions"}
IMPURE_CALLS = {"breakpoint", "eval", "exec", "input", "open", "print"}
CLOCKS = {"now", "today", "utcnow"}
ASYNC = (ast.AsyncFunctionDef, ast.AsyncFor, ast.AsyncWith, ast.Await)

Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef


def sources(*packages: str) -> list[Path]:
    found = [path for package in packages for path in (ROOT / package).rglob("*.py")]
    return sorted(path for path in found if "node_modules" not in path.parts)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imported(module: ast.Module, package: tuple[str, ...]) -> Iterator[str]:
    """Yield every imported module's full name, also those imported inside a function."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            yield ".".join((*above, *filter(None, [node.module])))
        elif isinstance(node, ast.Call) and _name(node.func) in {"import_module", "__import__"}:
            named = [one.value for one in node.args[:1] if isinstance(one, ast.Constant)]
            yield str(named[0]) if named else "?"


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def imports_of(path: Path) -> set[str]:
    return set(imported(tree(path), path.relative_to(ROOT).parent.parts))


def told(path: Path, what: object) -> str:
    return f"{path.relative_to(ROOT)}: {what}"


@pytest.mark.parametrize("package", PACKAGES)
def test_imports_go_one_way(package: str) -> None:
    back = [
        told(path, name)
        for path in sources(package)
        for name in sorted(imports_of(path))
        if name.split(".")[0] in {*PACKAGES, "tests", "scripts"} - MAY_IMPORT[package]
    ]
    assert back == []


def test_the_core_imports_nothing_that_reads_or_decides_by_chance() -> None:
    allowed = (sys.stdlib_module_names - IMPURE_MODULES) | OTHERS
    strange = [
        told(path, name)
        for path in sources("flows")
        for name in sorted(imports_of(path))
        if name.split(".")[0] not in allowed
    ]
    assert strange == []


def test_the_core_does_nothing_but_decide() -> None:
    doing = []
    for path in sources("flows"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ASYNC):
                doing.append(told(path, f"async at line {node.lineno}"))
            if isinstance(node, ast.Call) and _name(node.func) in IMPURE_CALLS:
                doing.append(told(path, f"{_name(node.func)}() at line {node.lineno}"))
    assert doing == []


def asks_the_time(call: ast.Call) -> bool:
    """Whether a call looks at a clock, or at the zone that the machine is in.

    `dt.time(9)` only names an hour, and `fromtimestamp(at, zone)` only a moment.
    """
    name, given = _name(call.func), len(call.args) + len(call.keywords)
    return name in CLOCKS or (name, given) in {("time", 0), ("fromtimestamp", 1), ("astimezone", 0)}


def test_the_core_asks_nobody_for_the_time() -> None:
    """It is given every moment, and the zone that it is looked at from."""
    asking = [
        told(path, f"{_name(node.func)}() at line {node.lineno}")
        for path in sources("flows")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and asks_the_time(node)
    ]
    assert asking == []


@pytest.mark.parametrize(
    ("code", "asks"),
    [
        *(("dt.datetime.now(dt.UTC)", True), ("dt.date.today()", True), ("utcnow()", True)),
        *(("time()", True), ("dt.datetime.fromtimestamp(at)", True), ("one.astimezone()", True)),
        *(("dt.time(9)", False), ("dt.datetime.fromtimestamp(at, zone)", False)),
    ],
)
def test_a_clock_is_told_from_an_hour(code: str, *, asks: bool) -> None:
    call = ast.parse(code, mode="eval").body
    assert isinstance(call, ast.Call)
    assert asks_the_time(call) is asks


def test_storage_knows_no_messenger() -> None:
    known = [told(path, one) for path in sources("storage") for one in imports_of(path)]
    assert [one for one in known if "aiogram" in one or "aiohttp" in one] == []


def test_transactions_functions_know_no_messenger() -> None:
    """Gather, decide, apply: what a tap means is settled without a Telegram type."""
    known = [told(path, one) for path in sources("bot/actions") for one in imports_of(path)]
    assert [one for one in known if "aiogram" in one or "handlers" in one] == []


def test_an_import_inside_a_function_or_by_name_is_seen() -> None:
    code = """
def late():
    import bot.app
    from storage import Database
    from . import near
    from .. import far
    importlib.import_module("aiogram")
    importlib.import_module(chosen)
"""
    seen = set(imported(ast.parse(code), ("flows", "inner")))
    assert seen == {"bot.app", "storage", "flows.inner", "flows", "aiogram", "?"}


def functions(path: Path) -> Iterator[Function]:
    return (
        node
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )


def lines(node: Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def largest(sizes: list[tuple[int, str]], what: str) -> list[tuple[int, str]]:
    """Return the five largest, printed, so that a budget is seen to fill up before it breaks."""
    top = sorted(sizes, reverse=True)[:5]
    print(f"\nlargest {what}:", *(f"{size:4} {name}" for size, name in top), sep="\n  ")  # noqa: T201
    return top


def test_modules_keep_to_their_budget() -> None:
    sizes = [
        (path.read_text(encoding="utf-8").count("\n"), str(path.relative_to(ROOT)))
        for path in sources(*PACKAGES, "scripts")
    ]
    assert [one for one in largest(sizes, "modules") if one[0] > MODULE_LINES] == []


def test_functions_keep_to_their_budget() -> None:
    sizes = [
        (lines(node), told(path, node.name))
        for path in sources(*PACKAGES, "scripts")
        for node in functions(path)
    ]
    assert [one for one in largest(sizes, "functions") if one[0] > FUNCTION_LINES] == []


def test_every_test_says_what_it_holds() -> None:
    """By its docstring, or by a name of more than one word."""
    silent = [
        told(path, node.name)
        for path in sources("tests")
        for node in functions(path)
        if node.name.startswith("test_")
        and not ast.get_docstring(node)
        and "_" not in node.name.removeprefix("test_")
    ]
    assert silent == []
