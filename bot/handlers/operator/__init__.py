"""Operators' commands and pages; each is refused in its action to whoever is none."""

from collections.abc import Awaitable, Callable
from functools import partial

from aiogram.types import CallbackQuery, Update

from bot.actions.operator import (
    casting,
    giving,
    health,
    home,
    importing,
    journal,
    links,
    outgoing,
    people,
    quiet,
    schools,
    stats,
    stuck,
    tickets,
    walking,
    wording,
)
from bot.actions.view import Action
from bot.callbacks import PageData
from bot.handlers.operator import pictures, ruling, tables
from bot.handlers.operator.facts import facts
from bot.handlers.operator.files import send as send_file
from bot.handlers.operator.letters import new_token, send_letter
from bot.house import House

SHOWS: dict[str, Callable[[str], Action]] = {
    "stats": stats.asked,
    "schools": schools.asked,
    "stuck": stuck.asked,
    "mute": quiet.asked,
    "export": outgoing.asked,
    "import": importing.asked,
    "broadcast": casting.asked,
    "tickets": tickets.asked,
    "find": people.asked,
    "audit": journal.asked,
}
"""Commands, given what was typed behind them."""

ABOUT: dict[str, Callable[[House], Action]] = {
    "health": lambda house: health.asked(partial(facts, house)),
    "links": lambda house: links.asked(house.hurry_links is not None),
}
"""Commands about the program itself."""

LOOKS: dict[str, Callable[[PageData, House], Action]] = {
    "operator": lambda _to, _house: home.home,
    "grants": lambda to, _house: giving.listed(to.arg),
    "grant": lambda to, _house: giving.opened(to.arg),
    "grant_new": lambda to, _house: giving.new(to.arg, to.arg2),
    "audit": lambda to, _house: journal.listed(to.arg, to.arg2),
    "mute": lambda to, _house: quiet.listed(to.arg),
    "export": lambda to, _house: outgoing.shown(to.arg),
    "health": lambda _to, house: health.shown(partial(facts, house)),
    "op_links": lambda to, house: links.listed(to.arg, checks=house.hurry_links is not None),
    "op_link": lambda to, _house: links.opened(to.arg),
    "tickets": lambda to, _house: tickets.listed(to.arg, to.arg2),
    "replies": lambda _to, _house: tickets.replies,
    "broadcast": lambda to, _house: casting.listed(to.arg),
    "cast": lambda to, _house: casting.opened(to.arg),
    "cast_steps": lambda to, _house: casting.steps(to.arg),
    "mute_what": lambda to, _house: quiet.what(to.arg, to.arg2),
    "stats": lambda to, _house: stats.shown(to.arg, to.arg2),
    "schools": lambda to, _house: schools.listed(to.arg, to.arg2),
    "schools_by": lambda to, _house: schools.ways(to.arg, to.arg2),
    "op_school": lambda to, _house: schools.opened(to.arg),
    "op_notes": lambda to, _house: schools.notes(to.arg),
    "stuck": lambda to, _house: stuck.listed(to.arg, to.arg2),
    "stuck_at": lambda to, _house: stuck.opened(to.arg, to.arg2),
    "stats_role": lambda to, _house: stats.role_page(to.arg, to.arg2),
}

ACTS: dict[str, Callable[[PageData, House, int], Action]] = {
    "grant_find": lambda to, _house, _tapped: giving.ask_place(to.arg),
    "grant_term": lambda to, _house, _tapped: giving.term(to.arg, to.arg2),
    "grant_make": lambda to, _house, _tapped: giving.make(to.arg, to.arg2, new_token()),
    "grant_end": lambda to, _house, _tapped: giving.end(to.arg, to.arg2),
    "grant_quit": lambda to, _house, _tapped: giving.quit_(to.arg, to.arg2),
    "import": lambda _to, _house, _tapped: importing.ask,
    "link_new": lambda to, _house, _tapped: links.ask(to.arg),
    "wording": lambda _to, _house, _tapped: wording.ask,
    "find": lambda _to, _house, _tapped: people.ask,
    "person": lambda to, _house, _tapped: people.opened(to.arg),
    "walk": lambda to, _house, _tapped: walking.history(to.arg),
    "walk_move": lambda to, _house, _tapped: walking.ask_why(to.arg, to.arg2),
    "ticket": lambda to, _house, _tapped: tickets.opened(to.arg),
    "ticket_answer": lambda to, _house, _tapped: tickets.ask(to.arg, tickets.ANSWER),
    "ticket_note": lambda to, _house, _tapped: tickets.ask(to.arg, tickets.NOTE),
    "ticket_keep": lambda to, _house, _tapped: tickets.ask(to.arg, tickets.KEEP),
    "ticket_take": lambda to, _house, _tapped: tickets.turned(to.arg, "take"),
    "ticket_close": lambda to, _house, _tapped: tickets.turned(to.arg, "close"),
    "ticket_open": lambda to, _house, _tapped: tickets.turned(to.arg, "open"),
    "ticket_reply": lambda to, _house, _tapped: tickets.turned(to.arg, "reply"),
    "ticket_copy": lambda to, _house, _tapped: tickets.copied(to.arg),
    "reply_turn": lambda to, _house, _tapped: tickets.turn_reply(to.arg, to.arg2),
    "cast_to": lambda to, _house, _tapped: casting.new(to.arg),
    "cast_for": lambda to, _house, _tapped: casting.choose(to.arg, to.arg2),
    "cast_write": lambda to, _house, _tapped: casting.ask(to.arg),
    "cast_pause": lambda to, _house, _tapped: casting.turned(
        to.arg, "paused", "cast_paused", "running"
    ),
    "cast_resume": lambda to, _house, _tapped: casting.turned(
        to.arg, "running", "cast_resumed", "paused"
    ),
    "cast_stop": lambda to, _house, _tapped: casting.turned(
        to.arg, "stopped", "cast_stopped", "running", "paused"
    ),
    "mute_until": lambda to, _house, _tapped: quiet.until(to.arg, to.arg2),
    "mute_end": lambda to, _house, _tapped: quiet.end(to.arg),
    "schools_find": lambda to, _house, _tapped: schools.ask_name(to.arg),
    "op_note": lambda to, _house, _tapped: schools.ask_note(to.arg),
    "op_drop_note": lambda to, _house, _tapped: schools.drop_note(to.arg),
    "stuck_remind": lambda to, _house, _tapped: stuck.remind(to.arg, to.arg2),
    "stuck_all": lambda to, _house, _tapped: stuck.remind(to.arg, to.arg2),
}

ASKS: frozenset[str] = frozenset(
    {schools.FIND, schools.NOTE, giving.FIND, giving.UNTIL, quiet.UNTIL}
    | {casting.WRITE, casting.COUNT, tickets.ANSWER, tickets.NOTE, tickets.KEEP}
    | {people.FIND, walking.WHY, importing.ASK, links.NEW}
)
"""Questions that operators are asked, by the first word of the name (`bot/actions/answers.py`)."""

SENDS: dict[str, Callable[[PageData, House, CallbackQuery, Update], Awaitable[None]]] = {
    "stats_pictures": pictures.send,
    "grant_letter": send_letter,
    "export_file": send_file,
    **tables.SENDS,
    **ruling.SENDS,
}
