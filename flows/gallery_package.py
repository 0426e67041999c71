"""The screens of the package for info@sferum.ru, for the check of texts and buttons."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Final

from flows import checked_pages, package_pages
from flows.appointee import FIELDS, FORM, Appointee
from flows.appointment_check import MANDATORY, USUAL, Part, Verdict
from flows.fullname import FullName
from flows.package import CASES, KINDS
from flows.screens import Screen, Text

_LONGEST: Final = "9999999999"
_NAME: Final = FullName("Образцова", "Мария", "Петровна")
_FORMS: Final = ("Образцову Марию Петровна", "Образцову Марию Петровну")
FULL: Final = Appointee(
    "instruction", "change", _NAME, _FORMS, _FORMS[1], "+7 900 000 00 00", "obraztsova@example.ru"
)
APPOINTEES: Final = (
    FULL,
    replace(FULL, accusative=""),
    replace(FULL, name=None, accusative=""),
    replace(FULL, phone=""),
    replace(FULL, email=""),
    replace(FULL, phone="", email="", accusative=""),
)
HINTS: Final = {
    "phrase": ("", "near"),
    "name": ("", "initials"),
    "phone": ("", "city", "elsewhere"),
    "email": ("", "elsewhere"),
}
TROUBLES: Final = (
    "nothing",
    "name",
    "initials",
    "oblique",
    "phone",
    "city",
    "email",
    "letters",
    FORM,
)
"""What may be wrong with a message, as `bot/papers/details.py` names it."""


def package_screens() -> Iterator[Screen]:
    for case in CASES:
        yield package_pages.package(case)
        yield package_pages.done(case)
        for school in ("", "Школа № 5"):
            yield package_pages.mail(case, school)
    for kind, case in product(KINDS, CASES):
        yield package_pages.appointment(kind, case)
        yield package_pages.fill(kind, case)
        yield package_pages.lost(kind, case)
    for field in (*FIELDS, FORM):
        yield package_pages.fix(field)
    for one in APPOINTEES:
        yield package_pages.review(one)
    yield package_pages.check_page()
    yield package_pages.papers()
    yield package_pages.papers(_LONGEST)
    yield from _checked()
    yield from (Screen(((note,),)) for note in package_notes())


def _checked() -> Iterator[Screen]:
    there = tuple(Part(key, "слова") for key in MANDATORY)
    usual = tuple(Part(key, "1") for key in USUAL)
    for case in CASES:
        yield checked_pages.verdict(Verdict(there, usual), case)
        yield from (checked_pages.unread(what, case) for what in checked_pages.UNREAD)
    for key, hints in HINTS.items():
        for hint in hints:
            parts = tuple(Part(key, hint=hint) if one.key == key else one for one in there)
            bare = tuple(map(Part, USUAL))
            yield checked_pages.verdict(Verdict(parts, bare, "похожее"), CASES[0])
    yield from map(checked_pages.fault, checked_pages.FAULTS)


def package_notes() -> Iterator[Text]:
    """What is said above a screen because of a message or a tap."""
    for one in (*TROUBLES, "kept", "again", "dropped", "making", "admin"):
        yield Text(f"note-package-{one}")
