"""Patterns of Fluent as text: what stands behind the equals sign in a file.

A pattern that stands in the place of another one must be sayable whatever it is given, or what it
is part of cannot be shown to anybody: `fault` tells.
"""

import re
import textwrap
from collections.abc import Iterator
from typing import Final, Literal, TypeAlias

from fluent.syntax import FluentParser, FluentSerializer, ast
from fluent.syntax.visitor import Visitor

Fault: TypeAlias = Literal["", "syntax", "variables", "marks", "empty"]
TAG: Final = re.compile(r"<(/?)(b|i|u|s|code|pre)>")
"""The marks of Telegram's HTML that a text may have."""


def written(pattern: ast.Pattern) -> str:
    """Return a pattern as it would stand in a file, its lines not indented."""
    line = FluentSerializer().serialize_entry(ast.Message(ast.Identifier("x"), pattern))
    return textwrap.dedent(line.removeprefix("x =").removeprefix("\n").strip("\n")).strip()


def read(pattern: str) -> ast.Pattern | None:
    """Read what `written` wrote, or somebody typed; None for what is no Fluent."""
    indented = pattern.replace("\n", "\n    ")
    entry = FluentParser().parse_entry(f"x =\n    {indented}\n")
    whole = FluentParser().parse(f"x =\n    {indented}\n")
    one = isinstance(entry, ast.Message) and not entry.attributes and len(whole.body) == 1
    return entry.value if one and isinstance(entry, ast.Message) else None


def fault(pattern: str, own: str) -> Fault:
    """Return what keeps a pattern from standing in the place of `own`; "" where nothing does.

    It is given the same variables and asks for nothing else, its marks pair in whatever way it is
    said, and it says something wherever `own` does.
    """
    new, old = read(pattern), read(own)
    if new is None or old is None:
        return "syntax"
    if used(new) != used(old) or _calls(new) - _calls(old):
        return "variables"
    if not _paired(new):
        return "marks"
    return "empty" if _speaks(old) and not _speaks(new) else ""


def variables(pattern: str) -> frozenset[str]:
    """Return the variables of a pattern as it stands in a file; none for what is no Fluent."""
    found = read(pattern)
    return used(found) if found else frozenset()


def used(node: ast.BaseNode) -> frozenset[str]:
    found: set[str] = set()

    class Reader(Visitor):
        def visit_VariableReference(self, one: ast.VariableReference) -> None:  # noqa: N802 - Fluent's name
            found.add(one.id.name)

    Reader().visit(node)
    return frozenset(found)


def _calls(node: ast.BaseNode) -> frozenset[str]:
    """Return what is asked for besides variables: other messages, terms and functions."""
    found: set[str] = set()

    class Reader(Visitor):
        def visit_MessageReference(self, one: ast.MessageReference) -> None:  # noqa: N802 - Fluent's name
            found.add(f"{one.id.name}.{one.attribute.name if one.attribute else ''}")

        def visit_TermReference(self, one: ast.TermReference) -> None:  # noqa: N802 - as above
            found.add(f"-{one.id.name}")

        def visit_FunctionReference(self, one: ast.FunctionReference) -> None:  # noqa: N802 - as above
            found.add(f"{one.id.name}()")

    Reader().visit(node)
    return frozenset(found)


def _ways(pattern: ast.Pattern) -> Iterator[list[ast.Pattern]]:
    """Return the ways of each choice in a pattern."""
    for one in map(_inner, pattern.elements):
        if isinstance(one, ast.SelectExpression):
            yield [variant.value for variant in one.variants]


def _inner(
    element: ast.TextElement | ast.Placeable,
) -> ast.TextElement | ast.InlineExpression | ast.SelectExpression:
    """Return what stands in braces, in however many."""
    found: ast.TextElement | ast.Placeable | ast.InlineExpression | ast.SelectExpression = element
    while isinstance(found, ast.Placeable):
        found = found.expression
    return found


def _words(pattern: ast.Pattern) -> str:
    """Return what a pattern says in any case."""
    found = map(_inner, pattern.elements)
    said = (
        one.value if isinstance(one, ast.TextElement) else str(one.parse()["value"])
        for one in found
        if isinstance(one, ast.TextElement | ast.Literal)
    )
    return "".join(said)


def _paired(pattern: ast.Pattern) -> bool:
    """Whether marks pair; none that begins before a choice or in it ends beyond."""
    words, opened = _words(pattern), []
    for close, name in TAG.findall(words):
        if not close:
            opened.append(name)
        elif not opened or opened.pop() != name:
            return False
    known = not opened and "<" not in TAG.sub("", words)
    return known and all(_paired(way) for ways in _ways(pattern) for way in ways)


def _speaks(pattern: ast.Pattern) -> bool:
    """Whether a pattern says something in every case; a variable is taken to."""
    seen = (one.isprintable() and not one.isspace() for one in TAG.sub("", _words(pattern)))
    given = any(isinstance(_inner(one), ast.VariableReference) for one in pattern.elements)
    return any(seen) or given or any(all(map(_speaks, ways)) for ways in _ways(pattern))
