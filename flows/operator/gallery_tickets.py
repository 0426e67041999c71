"""Screens of questions to coordinators, for those who ask and those who answer."""

from collections.abc import Iterator
from dataclasses import replace

from flows import ticket_pages
from flows.library import library
from flows.operator import health, tickets
from flows.operator.figures import Key
from flows.operator.health import Health
from flows.operator.people import Step
from flows.operator.shown import AREAS, ID, NOW
from flows.operator.tickets import FILTERS, Line, Message, Ready, Sheet
from flows.screens import Screen, Text
from flows.spans import HOUR

_AGO = NOW - 90_000


def ticket_screens() -> Iterator[Screen]:
    symptom = max(library().entries, key=len)
    for reply in ("", "Обновите приложение"):
        yield ticket_pages.first_look(reply=reply, symptom=symptom)
    yield ticket_pages.first_look(names=False)
    yield ticket_pages.write()
    for words in ("", "Обновите приложение"):
        yield ticket_pages.answer(words, ID)
    yield from _inbox(symptom)
    yield from _health()
    notes = (
        *("asked", "asked_enough", "ticket_answered", "ticket_noted", "ticket_take"),
        *("ticket_close", "ticket_open", "ticket_reply", "reply_proposed"),
        *("topic_closed", "topic_unknown", "topic_stranger"),
    )
    yield from (Screen(((Text(f"note-{one}"),),)) for one in notes)


def _health() -> Iterator[Screen]:
    errors = [("sendMessage TelegramNetworkError", 5)]
    first = Health("1.0", 9 * HOUR, 1, 2, 3, 60, 4, errors, 12, None)
    for backup in (None, HOUR, 99 * 24 * HOUR):
        yield health.health(replace(first, backup=backup, group=False))
    yield health.health(replace(first, oldest=0, errors=()))


def _inbox(symptom: str) -> Iterator[Screen]:
    key = Key("teacher", "vk", "apply")
    statuses = ("open", "answered", "closed")
    lines = [Line(ID, status, key, AREAS[-1], _AGO) for status in statuses]
    bare = Line(ID, "open", None, None, _AGO)
    for name in FILTERS:
        yield tickets.listed([*lines, bare], name, 8, NOW, more=True)
    yield tickets.listed((), FILTERS[0], 0, NOW, more=False)
    said = [Message(ID, who, _AGO, "Не вижу школу") for who in ("person", "operator", "note")]
    said += [Message(ID, "person", _AGO, "", kept=kept) for kept in (False, True)]
    first = Sheet(lines[0], symptom, _AGO, said, mine=False, full=True)
    for line in lines:
        yield tickets.sheet(replace(first, line=line), NOW)
    yield tickets.sheet(replace(first, line=bare, symptom="", messages=(), mine=True), NOW)
    yield tickets.sheet(replace(first, full=False, reply=True), NOW)
    walked = replace(first, steps=[Step(NOW, key)])
    yield tickets.sheet(walked, NOW)
    yield tickets.topic_head(walked, NOW)
    yield tickets.sheet(replace(first, reply=True), NOW)
    for what in ("answer", "note", "keep"):
        yield tickets.write(what, ID)
    ready = [Ready(ID, key, "Обновите приложение", approved) for approved in (True, False)]
    yield tickets.replies(ready)
    yield tickets.replies(())
    for line in (lines[0], bare):
        yield tickets.new(line)
        yield Screen(((tickets.topic_name(line),),))
