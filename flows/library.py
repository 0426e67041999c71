"""The library: questions with answers, acts, templates, instructions, as `flows/content` has them.

What is said is data: each text once, with its source and the day on which somebody looked it up.
It is read from the package at its first use and kept, like the list of regions; the program reads
it before anything else starts (`bot/serve.py`), so that a faulty file is named then.
"""

from functools import cache
from importlib.resources import files

from flows.entries import Entry, Library, Section
from flows.library_file import parse


@cache
def library() -> Library:
    """Return it, read once. Files that cannot be used raise `FaultyContent`."""
    folder = files("flows").joinpath("content")
    named = (one for one in folder.iterdir() if one.name.endswith(".toml"))
    return parse({one.name: one.read_bytes() for one in named})


def entry(key: str) -> Entry | None:
    return library().entries.get(key)


def section(key: str) -> Section | None:
    return library().sections.get(key)


def messages(language: str) -> dict[str, str]:
    """Return every text of the library in a language, by its key."""
    said: dict[str, str] = {}
    for letter, name in library().sources.items():
        said[f"source-{letter}"] = name[language]
    for shelf in library().sections.values():
        said[f"{shelf.message}.title"] = shelf.title[language]
        if shelf.text:
            said[f"{shelf.message}.text"] = shelf.text[language]
    for one in library().entries.values():
        said[f"{one.message}.title"] = one.title[language]
        said[f"{one.message}.text"] = one.text[language]
        if one.act:
            said[f"{one.message}.kind"] = one.act.kind[language]
        for key, label in one.labels.items():
            said[f"link-{key}"] = label[language]
    return said
