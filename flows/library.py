"""Answers at hand: what people get stuck on and what they ask (texts are in `bot/locales`).

The letters of `source` are the sources' short names: S the seed, L an administrator's guide
(book.mylbt.ru), P the FAQ of prof.sferum.ru, K a school's news page, V and M kommersant.ru,
N norilsk-news.ru, G a text of low trust, i our own inference.
"""

from dataclasses import dataclass

from flows import addresses
from flows.model import Link


@dataclass(frozen=True, slots=True)
class Answer:
    """A question with its answer: texts `answer-<key>.question` and `answer-<key>.text`."""

    key: str
    source: str
    links: tuple[Link, ...] = ()
    asked: bool = True

    @property
    def message(self) -> str:
        return f"answer-{self.key}"


def _stuck(key: str, source: str, *leads: Link) -> Answer:
    """An answer that makes sense only beside its step."""
    return Answer(key, source, leads, asked=False)


ANSWERS: tuple[Answer, ...] = (
    Answer("vk_page", "S, N"),
    Answer("no_code", "L"),
    Answer("tell_code", "L"),
    Answer("no_rights", "L, S"),
    Answer("which_package", "S", (addresses.QUESTIONNAIRE,)),
    Answer("what_phrase", "S"),
    Answer("which_document", "S"),
    Answer("how_to_join", "S", (addresses.TEACHER_STATUS,)),
    Answer("application_hangs", "S, i"),
    Answer("chat_too_early", "S", (addresses.CHAT,)),
    Answer("which_profile", "S", (addresses.PROFILE,)),
    Answer("wrong_role", "G"),
    Answer("dead_link", "i"),
    Answer("parent_number", "K"),
    Answer("parents_link", "K"),
    Answer("is_active", "S"),
    Answer("max_moved", "M, N"),
    Answer("max_number", "N"),
    Answer("chat_not_moved", "P"),
    Answer("must_parents", "V"),
    Answer("calls", "S", (addresses.CALLS,)),
    _stuck("document_returned", "S"),
    _stuck("no_answer", "S, i"),
    _stuck("where_to_click", "S", addresses.ADMIN_GUIDE),
    _stuck("no_school", "S", addresses.TEACHER_STATUS),
    _stuck("no_applications", "S", addresses.TEACHER_STATUS),
    _stuck("no_link", "S"),
)

BY_KEY = {answer.key: answer for answer in ANSWERS}
ASKED = tuple(answer for answer in ANSWERS if answer.asked)
