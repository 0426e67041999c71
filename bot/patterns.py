"""Patterns of Fluent as text: what stands behind the equals sign in a file."""

import textwrap

from fluent.syntax import FluentParser, FluentSerializer, ast
from fluent.syntax.visitor import Visitor


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
