"""The library's words (`flows/content`) as Fluent messages: said and checked like all other texts.

They are written as plain text by people who know no Fluent, so nothing in them is read as Fluent
or HTML but the two signs that the editors' guide names.
"""

import html
import re

from fluent.syntax import ast

from flows.library import messages

_TO_COPY = re.compile(r"`([^`]*)`")
_VARIABLE = re.compile(r"\{(\w+)\}")


def resource(locale: str) -> ast.Resource:
    """Return every text of the library in a language."""
    parts: dict[str, list[ast.Attribute]] = {}
    values: dict[str, ast.Pattern] = {}
    for key, words in messages(locale).items():
        message, _, attribute = key.partition(".")
        attributes = parts.setdefault(message, [])
        if attribute:
            attributes.append(ast.Attribute(ast.Identifier(attribute), _pattern(words)))
        else:
            values[message] = _pattern(words)
    return ast.Resource(
        [ast.Message(ast.Identifier(one), values.get(one), said) for one, said in parts.items()]
    )


def _pattern(words: str) -> ast.Pattern:
    """`…` becomes what a touch copies, {teachers} a variable, and everything else is as written."""
    marked = _TO_COPY.sub(r"<code>\1</code>", html.escape(words, quote=False))
    elements: list[ast.TextElement | ast.Placeable] = []
    for number, part in enumerate(_VARIABLE.split(marked)):
        if number % 2:
            name = ast.VariableReference(ast.Identifier(part))
            elements.append(ast.Placeable(name))
        elif part:
            elements.append(ast.TextElement(part))
    return ast.Pattern(elements)
