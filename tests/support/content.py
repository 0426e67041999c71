"""The library's files as an editor has them: one small set that is sound, to be spoiled."""

from collections.abc import Mapping
from typing import Final

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
