"""/tickets: the inbox, a ticket with what was written, answering it, and ready replies."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from flows.library import entry
from flows.operator.areas import Where, named
from flows.operator.figures import Key
from flows.operator.home import BACK
from flows.operator.people import Step
from flows.operator.stats import step_name, step_short
from flows.screens import (
    Arg,
    Button,
    Day,
    Days,
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

SHOWN: Final = 8
FILTERS: Final = ("open", "mine", "all")
STEPS: Final = 5
"""Latest steps of the path that are shown."""
MESSAGES: Final = 6
"""What was written last is shown; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Line:
    """A ticket in the list: who asks by role and step, from where, since when."""

    ticket_id: int
    status: str
    key: Key | None
    where: Where | None
    asked_at: int


@dataclass(frozen=True, slots=True)
class Message:
    """What was written: by `person`, `operator` or as a `note`; without words, a copy of it.

    `kept`: neither its words nor the copy were deleted as its time was over.
    """

    message_id: int
    who: str
    at: int
    words: str
    kept: bool = True


@dataclass(frozen=True, slots=True)
class Sheet:
    """A ticket as an operator sees it: `mine` if they took it, `reply` if there is a ready one."""

    line: Line
    symptom: str
    opened_at: int
    messages: Sequence[Message]
    mine: bool
    full: bool
    reply: bool = False
    steps: Sequence[Step] = ()


def listed(lines: Sequence[Line], filter_: str, first: int, now: int, *, more: bool) -> Screen:
    """Show the inbox, or one's own, or all."""
    body: Paragraph = (title("tickets.title"), Text(f"tickets-filter-{filter_}"))
    parts = (body,) if lines else (body, (Text("tickets.none"),))
    rows: list[Row] = [(_line(one, now),) for one in lines]
    turns = []
    if first:
        turns.append(
            Button(Text("op-earlier"), Page("tickets", filter_, str(max(0, first - SHOWN))))
        )
    if more:
        turns.append(Button(Text("op-later"), Page("tickets", filter_, str(first + SHOWN))))
    if turns:
        rows.append(tuple(turns))
    others = tuple(page(f"tickets-show-{one}", "tickets", one) for one in FILTERS if one != filter_)
    rows += [others, (page("tickets.replies", "replies"),), (BACK,)]
    return Screen(parts, tuple(rows))


def _line(one: Line, now: int) -> Button:
    args: dict[str, Arg] = {
        "who": _who(one.key),
        "where": _where(one),
        "days": Days(one.asked_at, now),
    }
    return Button(Text(f"tickets-line-{one.status}", args), Page("ticket", str(one.ticket_id)))


def _who(key: Key | None) -> Text:
    return step_name(key) if key else Text("tickets-nobody")


def _where(one: Line) -> Text:
    return named(one.where) if one.where else Text("tickets-nowhere")


def sheet(of: Sheet, now: int) -> Screen:
    """Show one ticket: whose step it is about, how they came there, and what was written."""
    said = tuple(_message(one) for one in of.messages[-MESSAGES:])
    return Screen((*_about(of, now), said or (Text("tickets.silent"),)), _rows(of))


def topic_head(of: Sheet, now: int) -> Screen:
    """Say in the topic of a person whose step a new question is about, and how one answers."""
    return Screen((*_about(of, now), (Text("tickets.topic_how"),)))


def _about(of: Sheet, now: int) -> tuple[Paragraph, ...]:
    head: list[Text] = [
        title(f"tickets-status-{of.line.status}"),
        _who(of.line.key),
        _where(of.line),
        say("tickets.opened", day=Day(of.opened_at), days=Days(of.line.asked_at, now)),
    ]
    answer = entry(of.symptom) if of.symptom else None
    if answer:
        head.append(say("tickets.symptom", what=Text(f"{answer.message}.title")))
    walked = tuple(
        say("people.event", day=Day(one.at), step=step_short(one.key)) for one in of.steps[:STEPS]
    )
    return (tuple(head), walked) if walked else (tuple(head),)


def _message(one: Message) -> Text:
    there = Text("tickets-copy" if one.kept else "tickets-faded")
    words = Private(one.words) if one.words else there
    return say(f"tickets-said-{one.who}", day=Day(one.at), words=words)


def _rows(of: Sheet) -> tuple[Row, ...]:
    number = str(of.line.ticket_id)
    rows: list[Row] = []
    copied = next((one for one in reversed(of.messages) if one.kept and not one.words), None)
    if copied:
        rows.append((page("tickets.copy", "ticket_copy", str(copied.message_id)),))
    if of.full:
        rows.append((page("tickets.answer", "ticket_answer", number),))
        if of.reply:
            rows.append((page("tickets.reply", "ticket_reply", number),))
        second = [page("tickets.note", "ticket_note", number)]
        if not of.mine:
            second.append(page("tickets.take", "ticket_take", number))
        rows.append(tuple(second))
        way = "ticket_open" if of.line.status == "closed" else "ticket_close"
        rows.append((page(f"tickets.{way}", way, number), *_keep(of, number)))
    rows.append((page("tickets.list", "tickets", "open"), BACK))
    return tuple(rows)


def _keep(of: Sheet, number: str) -> Row:
    """Offer to keep the last answer for others."""
    answered = any(one.who == "operator" and one.words for one in of.messages)
    return (page("tickets.keep", "ticket_keep", number),) if answered and of.line.key else ()


def write(what: str, ticket: int) -> Screen:
    """Ask for an answer, a note, or (`keep`) a reply without anything personal."""
    body: Paragraph = (title("tickets.title"), Text(f"tickets-write-{what}"))
    return Screen((body,), ((page("button-back", "ticket", str(ticket)), BACK),))


@dataclass(frozen=True, slots=True)
class Ready:
    """A ready reply: to which step, its words, and whether it is shown to people."""

    reply_id: int
    key: Key
    words: str
    approved: bool


def replies(ready: Sequence[Ready]) -> Screen:
    """Show replies to be looked at, and those in use."""
    body: list[Paragraph] = [
        (title("replies.title"), Text("replies.body" if ready else "replies.none"))
    ]
    rows: list[Row] = []
    for at, one in enumerate(ready, 1):
        status = "approved" if one.approved else "proposed"
        args: dict[str, Arg] = {"number": at, "step": step_name(one.key), "words": one.words}
        body.append((Text(f"replies-line-{status}", args),))
        number = str(one.reply_id)
        turn = () if one.approved else (_turn("replies.approve", at, number, "approved"),)
        rows.append((*turn, _turn("replies.withdraw", at, number, "withdrawn")))
    rows.append((page("tickets.list", "tickets", "open"), BACK))
    return Screen(tuple(body), tuple(rows))


def _turn(key: str, at: int, number: str, status: str) -> Button:
    return Button(say(key, number=at), Page("reply_turn", number, status))


def topic_name(line: Line) -> Text:
    """Name a person's topic in the support group: never by the person."""
    return say("tickets-topic", who=_who(line.key), where=_where(line))


def new(line: Line) -> Screen:
    """Tell an operator of a question that waits."""
    go = page("tickets.see", "ticket", str(line.ticket_id))
    return Screen(((title("tickets.new"), _who(line.key), _where(line)),), ((go,), (BACK,)))
