"""Documents in Word's form, out of templates that a school or a region may replace by its own.

A template is a .docx with names in double braces (`docs/templates.md` lists them), filled by
docxtpl. Jinja runs in its sandbox and knows nothing but those names; what is put in is data and
stays the characters that it is. A template of somebody else's that cannot be filled is named in the
log and passed over: a person at a deadline gets the built-in document instead of an error.
"""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import structlog

if TYPE_CHECKING:
    from jinja2 import Environment

log = structlog.get_logger(__name__)

BUILT_IN: Final = Path(__file__).with_name("templates")
LONGEST: Final = 10_000_000
"""Bytes of a template from elsewhere."""
Fits = Callable[[bytes], bool]


@dataclass(frozen=True, slots=True)
class Paper:
    """A file as it goes out. Its content is not shown in a log by mistake."""

    name: str
    data: bytes = field(repr=False)


def filled(
    template: str,
    words: Mapping[str, str],
    folder: Path | None = None,
    fits: Fits = lambda _: True,
) -> bytes:
    """Return a document; `folder` may hold a template of that name, `fits` judges what it gives."""
    if folder is not None and (own := folder / f"{template}.docx").is_file():
        made = _own(own, words)
        if made is not None and fits(made):
            return made
        log.error("a template of TEMPLATES is passed over", file=own.name, filled=made is not None)
    return _render((BUILT_IN / f"{template}.docx").read_bytes(), words)


def _own(path: Path, words: Mapping[str, str]) -> bytes | None:
    """Fill somebody else's template; None where it cannot be."""
    try:
        if path.stat().st_size > LONGEST:
            return None
        return _render(path.read_bytes(), words)
    except Exception as fault:  # noqa: BLE001 - whatever is wrong with it, there is another
        log.warning("a template cannot be filled", file=path.name, error=type(fault).__name__)
        return None


def _render(template: bytes, words: Mapping[str, str]) -> bytes:
    from docxtpl.template import DocxTemplate  # noqa: PLC0415 - loaded when first used

    paper = DocxTemplate(io.BytesIO(template))
    paper.render(dict(words), _jinja())
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


@cache
def _jinja() -> "Environment":
    from jinja2 import StrictUndefined  # noqa: PLC0415 - loaded when first used
    from jinja2.sandbox import SandboxedEnvironment  # noqa: PLC0415

    return SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
