"""The pages of the package for info@sferum.ru: the document, its check, the letter, the papers."""

from typing import Final

from flows import addresses
from flows.appointee import FIELDS, FORM, GENDERS, Appointee
from flows.card import link_button
from flows.package import ACTS, CASES, KINDS, MAILBOX, MEMOS, PHRASE
from flows.screens import (
    MENU,
    TO_STEP,
    Button,
    Page,
    Paragraph,
    Private,
    Row,
    Screen,
    Text,
    page,
    say,
    title,
)

_FIXES: Final = (*FIELDS, FORM)


def package(case: str) -> Screen:
    """Show everything the application needs, in the order in which it is made."""
    rows = (
        (page("package.appointment", "appointment", KINDS[0], case),),
        (page("package.check", "check_paper"),),
        (link_button(addresses.QUESTIONNAIRE),),
        (page("package.questionnaire", "questionnaire"),),
        (page("package.mail", "mail", case),),
        (page("package.papers", "papers"),),
        (TO_STEP, MENU),
    )
    return Screen(((title("package.title"), Text("package.body")),), rows)


def appointment(kind: str, case: str) -> Screen:
    """Choose the form of the document and what it is for, then how it is filled in."""
    kinds = tuple(
        _choice(f"package-kind-{one}", "appointment", one, case, on=one == kind) for one in KINDS
    )
    cases = tuple(
        _choice(f"package-case-{one}", "appointment", kind, one, on=one == case) for one in CASES
    )
    rows = (
        kinds,
        cases,
        (page("package-appointment.fill", "fill", kind, case),),
        (page("package-appointment.blank", "blank", kind, case),),
        (page("button-back", "package"), TO_STEP),
    )
    body = (title("package-appointment.title"), Text("package-appointment.body"), _phrase())
    return Screen((body,), rows)


def _choice(key: str, name: str, arg: str, arg2: str = "", *, on: bool) -> Button:
    text = say("package-chosen", what=Text(key)) if on else Text(key)
    return Button(text, Page(name, arg, arg2))


def _phrase() -> Text:
    return say("package-phrase", phrase=PHRASE)


def fill(kind: str, case: str) -> Screen:
    """Ask for everything in one message, and promise what becomes of it."""
    body = (title("package-fill.title"), Text("package-fill.body"), Text("package-fill.keeps"))
    return Screen((body,), ((page("button-back", "appointment", kind, case), TO_STEP),))


def fix(field: str) -> Screen:
    """Ask for one thing anew."""
    body = (title(f"package-fix-{field}.title"), Text(f"package-fix-{field}.body"))
    return Screen((body,), ((page("button-back", "review"), TO_STEP),))


def review(one: Appointee) -> Screen:
    """Show what was understood, each with a button to correct it."""
    lacks = one.missing
    head = title(
        "package-review.title", lacks=lacks[0] if lacks else "form" if one.undecided else "none"
    )
    given: dict[str, Private] = {"phone": Private(one.phone), "email": Private(one.email)}
    if one.name is not None:
        given = {"name": Private(str(one.name))} | given
    lines = [
        say(f"package-review-{field}", value=given[field]) for field in FIELDS if field not in lacks
    ]
    if one.accusative:
        lines.append(say("package-review-form", phrase=PHRASE, value=Private(one.accusative)))
    elif one.undecided:
        he, she = map(Private, one.forms)
        lines.append(say("package-review-forms", he=he, she=she))
    return Screen(((head, *lines), _ask_for(lacks)), _review_rows(one))


def _ask_for(lacks: tuple[str, ...]) -> Paragraph:
    return (Text(f"package-send.{lacks[0]}"),) if lacks else (Text("package-send.none"),)


def _review_rows(one: Appointee) -> tuple[Row, ...]:
    rows: list[Row] = []
    if one.undecided:
        rows.append(tuple(page(f"package-gender-{gender}", "gender", gender) for gender in GENDERS))
    fixes = [
        page(f"package-fixes.{field}", "fix", field)
        for field in _FIXES
        if field not in one.missing and (field != FORM or one.accusative)
    ]
    rows.extend((tuple(fixes[:2]), tuple(fixes[2:])))
    if one.complete:
        rows.append((Button(say("button-done", what=Text("package-review.make")), Page("make")),))
    return (*(row for row in rows if row), (page("package-review.drop", "drop"), TO_STEP))


def lost(kind: str, case: str) -> Screen:
    """Say that nothing is kept of what was sent, and let it be sent anew."""
    rows = (
        (page("package-appointment.fill", "fill", kind, case),),
        (page("package.all", "package"), TO_STEP),
    )
    return Screen(((title("package-lost.title"), Text("package-lost.body")),), rows)


def done(case: str) -> Screen:
    """Say what is to be done with the document that was just sent."""
    rows = (
        (page("package.check", "check_paper"),),
        (page("package.mail", "mail", case),),
        (page("package.all", "package"), TO_STEP),
    )
    return Screen(((title("package-made.title"), Text("package-made.body")),), rows)


def check_page() -> Screen:
    """Ask for a document to be judged."""
    body = (title("package-check.title"), Text("package-check.body"), Text("package-check.keeps"))
    return Screen((body,), ((page("button-back", "package"), TO_STEP),))


def mail(case: str, school: str) -> Screen:
    """Show the letter, each part to be copied by a touch; `school` may be empty."""
    args = {"case": case, "school": school or "none"}
    cases = tuple(_choice(f"package-case-{one}", "mail", one, on=one == case) for one in CASES)
    head = (
        title("package-mail.title"),
        say("package-mail-to", address=MAILBOX),
        say("package-mail-subject", subject=Text("package-letter.subject", args)),
    )
    rows = (
        cases,
        (page("package-mail.draft", "letter", case),),
        (page("button-back", "package"), TO_STEP),
    )
    body = (say("package-mail-body", body=Text("package-letter.body", args)),)
    return Screen((head, body, (Text("package-mail.attach"),)), rows)


def papers(school_id: str = "") -> Screen:
    """Show the drafts of the school's own acts, and the memos; `school_id` as its page has it."""
    rows = tuple(
        (page(f"{text}-{one}.button", name, one, school_id),)
        for text, name, every in (("package-act", "local_act", ACTS), ("memo", "memo", MEMOS))
        for one in every
    )
    back = page("button-back", "school", school_id) if school_id else page("button-back", "package")
    body = (
        title("package-papers.title"),
        Text("package-papers.body"),
        Text("package-papers.memos"),
    )
    return Screen((body,), (*rows, (back, TO_STEP)))
