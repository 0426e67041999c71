"""Taps on the pages of a school: what each shows or does."""

from collections.abc import Callable

from bot.actions import (
    chats,
    claims,
    class_links,
    classes,
    desk,
    enrol,
    form,
    joining,
    labels,
    school,
)
from bot.actions.view import Action
from bot.callbacks import PageData
from bot.house import House
from flows import desk as desks

LOOKS: dict[str, Callable[[PageData, House], Action]] = {
    "school": lambda to, _house: school.school(to.arg),
    "grid": lambda to, _house: classes.grid(to.arg, to.arg2),
    "class": lambda to, _house: classes.klass(to.arg),
    "class_chat": lambda to, _house: classes.chat(to.arg),
    "pick": lambda to, _house: school.pick(to.arg),
    "leaving": lambda _to, _house: school.leaving,
    "claims": lambda to, _house: claims.listed(to.arg, to.arg2),
    "chat": lambda _to, _house: chats.chat,
    "desk": lambda to, _house: desk.shown(to.arg, desks.live, is_live=True),
    "waiting": lambda to, _house: desk.shown(
        to.arg, lambda found: desks.waiting(found, number(to.arg2))
    ),
    "said": lambda to, _house: desk.shown(to.arg, lambda found: desks.said(found, number(to.arg2))),
    "teacher": lambda to, _house: desk.teacher(to.arg),
}

ACTS: dict[str, Callable[[PageData, House, int], Action]] = {
    "form": lambda to, _house, _tapped: form.open_form(to.arg),
    "region": lambda to, _house, _tapped: form.region(to.arg),
    "place": lambda to, _house, _tapped: form.place(to.arg),
    "no_inn": lambda _to, _house, _tapped: form.skip_inn(),
    "save_school": lambda _to, _house, _tapped: enrol.save(),
    "claim_school": lambda to, _house, _tapped: enrol.claim(to.arg),
    "introduce": lambda _to, _house, _tapped: claims.introduce(),
    "admit": lambda to, _house, _tapped: claims.admit(to.arg),
    "dismiss": lambda to, _house, _tapped: claims.dismiss(to.arg),
    "add_classes": lambda to, _house, _tapped: classes.ask_classes(to.arg),
    "rename": lambda to, _house, _tapped: classes.ask_name(to.arg),
    "link": lambda to, _house, _tapped: class_links.ask_link(to.arg),
    "links": lambda to, _house, _tapped: class_links.ask_links(to.arg),
    "add_missing": lambda to, _house, _tapped: class_links.add_missing(to.arg),
    "remind_chat": lambda to, _house, _tapped: classes.remind_chat(to.arg),
    "remove_class": lambda to, _house, _tapped: classes.remove(to.arg, to.arg2),
    "accept": lambda to, _house, _tapped: desk.accept(to.arg),
    "accept_all": lambda to, _house, _tapped: desk.accept_all(to.arg, to.arg2),
    "refuse": lambda to, _house, _tapped: desk.refuse(to.arg, to.arg2),
    "object": lambda to, _house, _tapped: desk.objected(to.arg),
    "undo": lambda to, _house, _tapped: desk.undo(to.arg),
    "choose": lambda to, _house, _tapped: joining.choose(to.arg),
    "enter": lambda to, _house, _tapped: joining.enter(to.arg, to.arg2),
    "label": lambda _to, _house, _tapped: labels.ask,
    "no_label": lambda _to, _house, _tapped: labels.without,
}


def number(text: str) -> int:
    """Read a number off a button; 0 for what is none."""
    return int(text) if text.isdecimal() and len(text) < 6 else 0  # noqa: PLR2004 - digits
