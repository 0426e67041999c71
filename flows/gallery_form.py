"""The screens of the school's form and of claims, for the gallery that texts are held against."""

from collections.abc import Iterator
from itertools import product
from typing import Final

from flows import claims, form
from flows.claims import Claim, Claims
from flows.draft import FIELDS, LONGEST, SHOWN, Choice, Draft
from flows.regions import regions
from flows.screens import Screen, Text, say

AT: Final = 1_699_900_000
SCHOOL: Final = "Школа № 5"
PLACE: Final = "Кострома"
ID: Final = 9_999_999_999
"""As long an id as a button is promised to hold."""
FULL: Final = Draft("44", PLACE, SCHOOL, "4401000005")
DRAFTS: Final = (
    Draft(),
    Draft("44"),
    Draft("44", PLACE),
    Draft("44", PLACE, SCHOOL),
    Draft("44", PLACE, SCHOOL, ""),
    FULL,
)
PLACES: Final = tuple((ID - number, f"{PLACE} {number}") for number in range(SHOWN))
NOTES: Final = (
    *("form-region", "form-place", "form-name", "form-tap"),
    *("form-inn_digits", "form-inn_person", "form-inn_control"),
    *("school-added", "school-corrected", "school-yours"),
    *("claim-introduced", "claim-admitted", "claim-dismissed"),
)


def form_screens() -> Iterator[Screen]:
    """Every screen of the form and of claims, with each draft that it may be shown with."""
    for draft, field in product(DRAFTS, FIELDS):
        yield form.ask(field, draft, PLACES)
        yield form.ask(field, draft)
    for draft in DRAFTS:
        yield form.choose(Choice(draft, regions=regions()))
        yield form.choose(Choice(draft, places=PLACES))
    for draft, stored in product(DRAFTS[-2:], (True, False)):
        yield form.review(draft, stored=stored)
        for by in ("inn", "name"):
            yield form.same(draft, form.Twin(ID, SCHOOL, PLACE, by), stored=stored)
    yield from _claims()
    yield from (form.review(FULL, stored=True).noting(note) for note in form_notes())


def form_notes() -> Iterator[Text]:
    """What is said above a screen because of an answer or a decision."""
    yield from (Text(f"note-{one}") for one in NOTES)
    yield say("note-form-long", most=LONGEST)


def _claims() -> Iterator[Screen]:
    for label, by in product(("", "Завуч"), ("admin", "operator")):
        yield claims.claimed(SCHOOL, PLACE, label=label, decided_by=by)
        yield claims.introduce(label)
    some = (Claim(ID, "Завуч", AT), Claim(ID - 1, "", AT))
    for asking, runs in product(((), some), (True, False)):
        here = Claims(ID, SCHOOL, PLACE, asking, runs=runs)
        yield claims.claims(here)
        yield from (claims.claim(here, one) for one in asking)
