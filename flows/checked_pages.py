"""What is said about a document that somebody sent to be checked."""

from typing import Final

from flows.appointment_check import MANDATORY, USUAL, Part, Verdict
from flows.package import KINDS, PHRASE
from flows.screens import Paragraph, Private, Row, Screen, Text, page, say, title

FAULTS: Final = ("big", "kind", "old", "locked", "broken", "bomb", "late", "gone", "busy")
"""Why a file could not be read at all. `gone`: the messenger does not give it any more."""
UNREAD: Final = ("photo", "scan")
"""What only a person can read: it is good for the letter all the same."""


def verdict(of: Verdict, case: str) -> Screen:
    """Say what is there, with the words that were found, and what is not."""
    fits = "yes" if of.fits else "no"
    head = (title("checked.title", fits=fits), *(_line(part) for part in of.mandatory))
    paragraphs: list[Paragraph] = [head]
    if of.near:
        paragraphs.append((say("checked-near", words=Private(of.near), phrase=PHRASE),))
    paragraphs.append(_usual(of))
    first = (page("package-appointment.here", "appointment", KINDS[0], case),)
    if of.fits:
        first = (page("checked.letter", "letter_with", case),)
    return Screen(tuple(paragraphs), (first, *_foot()))


def _line(part: Part) -> Text:
    if part.found:
        return say(f"checked-{part.key}.there", words=Private(part.found))
    return say(f"checked-{part.key}.missing", hint=part.hint or "none")


def _usual(of: Verdict) -> Paragraph:
    missing = [part.key for part in of.usual if not part.found]
    if not missing:
        return (Text("checked-usual.all"),)
    return (Text("checked-usual.some"), *(Text(f"checked-part.{key}") for key in missing))


def unread(what: str, case: str) -> Screen:
    """Say that a picture cannot be read, and give the list to compare it with by eye."""
    body = (title(f"checked-{what}.title"), Text("checked-list.body"))
    by_eye = tuple(Text(f"checked-list.{key}") for key in MANDATORY)
    usual = (Text("checked-list.usual"),)
    letter = (page("checked.letter_sure", "letter_with", case),)
    return Screen((body, by_eye, usual), (letter, *_foot()))


def fault(why: str) -> Screen:
    """Say why a file was not read, and what to send instead."""
    body = (title("checked-fault.title"), Text(f"checked-fault.{why}"))
    return Screen((body,), _foot())


def _foot() -> tuple[Row, ...]:
    return ((page("package.all", "package"),),)


__all__ = ["FAULTS", "MANDATORY", "UNREAD", "USUAL", "fault", "unread", "verdict"]
