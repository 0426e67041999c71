"""The library's files as an editor has them: one small set that is sound, to be spoiled."""

import contextlib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Final

import pytest

from flows import library
from flows.content_file import FaultyContent
from flows.entries import Library
from flows.library_file import SECTIONS, parse

ENTRY: Final = """
[[entry]]
key = "{key}"
title.ru = "Название {key}"
title.en = "Title {key}"
text.ru = "Текст"
text.en = "Text"
steps = []
source = "S"
date = 2026-11-23
"""
HEAD: Final = """[section]
title.ru = "Раздел"
title.en = "Section"
"""
ACT: Final = """act.kind.ru = "Закон"
act.kind.en = "Law"
act.number = "1"
act.date = 2006-07-27
act.name = "О законе"
"""
STEPS: Final = """[[step]]
step = "admin/apply"
words.ru = "заявка"
words.en = "application"
"""
SOURCES: Final = """stale_days = 365
hosts = []

[[source]]
letter = "S"
name.ru = "источник"
name.en = "source"
"""


def small(**spoiled: str) -> dict[str, bytes]:
    """Return a file for each section, one entry each; those named are put in place of them."""
    texts = {key: f"{HEAD}{ENTRY.format(key=f'{key}_1')}" for key in SECTIONS}
    texts["acts"] += ACT
    texts |= {"steps": STEPS, "sources": SOURCES, **spoiled}
    return {f"{name}.toml": text.encode() for name, text in texts.items()}


def read(**spoiled: str) -> Library:
    return parse(small(**spoiled))


def faults_of(content: Mapping[str, bytes]) -> list[str]:
    """Return what is wrong with the files; nothing if they are sound."""
    try:
        parse(content)
    except FaultyContent as fault:
        return fault.faults
    return []


@contextlib.contextmanager
def spoiled(
    monkeypatch: pytest.MonkeyPatch, folder: Path, file: str, old: str, new: str
) -> Iterator[None]:
    """Let the program find its own files with something put in place of something in one."""
    there = folder / "content"
    there.mkdir()
    for one in files("flows").joinpath("content").iterdir():
        text = one.read_text(encoding="utf-8")
        if one.name == file:
            assert old in text
            text = text.replace(old, new, 1)
        (there / one.name).write_text(text, encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(library, "files", lambda _package: folder)
        library.library.cache_clear()
        try:
            yield
        finally:
            library.library.cache_clear()
