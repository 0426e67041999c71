"""Asking a coordinator: what a person sees of their question."""

from typing import Final

from flows.screens import (
    MENU,
    TO_STEP,
    Paragraph,
    Private,
    Row,
    Screen,
    Text,
    page,
    say,
    title,
)

MOST: Final = 3
"""Questions of one person that are open at once."""
LONGEST: Final = 1500
"""Letters of a question or an answer that are kept."""


def first_look(*, reply: str = "", symptom: str = "", names: bool = True) -> Screen:
    """Offer what is known already, then to ask. `reply` is a coordinator's to the like of it."""
    body: list[Paragraph] = [(title("asking.title"), Text("asking.body"))]
    if reply:
        body.append((Text("asking.ready"), say("asking.words", words=reply)))
    rows: list[Row] = []
    if reply:
        rows.append((page("symptom.helped", "helped", symptom or "other", "1"),))
    rows.append((page("asking.library", "faq"),))
    if names:
        rows.append((page("asking.ask", "ask_write", symptom),))
    else:
        body.append((Text("asking.off"),))
    rows.append((TO_STEP, MENU))
    return Screen(tuple(body), tuple(rows))


def write() -> Screen:
    """Ask for the question."""
    body: Paragraph = (title("asking.title"), Text("asking.write"), Text("asking.careful"))
    return Screen((body,), ((TO_STEP, MENU),))


def answer(words: str, ticket: int) -> Screen:
    """Pass an operator's answer on."""
    said = say("answer.words", words=Private(words)) if words else Text("answer.below")
    number = str(ticket)
    rows = (
        (
            page("answer.helped", "ticket_helped", number),
            page("answer.more", "ticket_more", number),
        ),
        (TO_STEP, MENU),
    )
    return Screen(((title("answer.title"), said),), rows)
