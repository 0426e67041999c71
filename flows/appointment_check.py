"""What a document of appointment says: which mandatory and usual parts are in it, and where.

The mandatory words are looked for as the seed gives them; letter case, kinds of quotation marks,
spaces and line ends make no difference. The three data must stand in the same clause: real orders
come back because phone and e-mail are somewhere else, or nowhere.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from flows import fullname
from flows.names import CYRILLIC, visible

MANDATORY: Final = ("phrase", "name", "phone", "email")
USUAL: Final = (
    *("organisation", "title", "date", "number", "basis"),
    *("verb", "control", "signature", "acquaintance"),
)
LONGEST: Final = 200_000
"""Characters of a document that are read."""
_CLAUSE: Final = 700
"""Characters in which a clause with three data surely ends."""
_SHOWN: Final = 260
_HEAD: Final = 40
"""Lines in which a document's date, number and title stand, if its basis does not begin before."""
_QUOTES: Final = str.maketrans(dict.fromkeys("«»“”„‟‘’‚'", '"'))
_PHRASE: Final = re.compile(r'назначить\s+администратором\s+икоп\s+"?\s?сферум\s?"?')
_NEAR: Final = re.compile(r"назнач\w{1,8}[^.;]{0,160}?сферум|сферум[^.;]{0,160}?назнач")
_PHONE: Final = re.compile(
    r"(?<![\d.])(?:\+?7|8)?[\s(\u2011-]{0,3}9\d{2}(?:[\s)\u2011-]{0,3}\d){7}(?!\d)"
)
_ANY_PHONE: Final = re.compile(r"(?<![\d.№])\+?\d(?:[\s()\u2011-]{0,3}\d){5,14}(?!\d)")
_EMAIL: Final = re.compile(
    r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9А-Яа-яЁё-]{1,63}(?:\.[\wа-яё-]{2,63}){1,4}"
)
_NEXT: Final = re.compile(
    r"\d{1,2}(?:\.\d{1,2}){0,2}[.)]\s+[А-ЯЁ]"
    r"|(?:контроль|директор|руководитель|заведующ|с приказом|с распоряжением|ознаком|настоящ"
    r"|основание|возложить|признать|считать|утвердить|администратору|обеспечить|полномочия)",
    re.IGNORECASE,
)
_ENDED: Final = re.compile(r"\w{3,}[\"»)]?\.\s*$")
_SPACED: Final = re.compile(r"(?<=\b\w) (?=\w\b)")
_PLACES: Final = re.compile(
    r"школ|гимнази|лице[йя]|учрежден|организаци|колледж|техникум|детск\w+ сад|училищ|интернат"
    r"|центр образован|\b(?:мбоу|моу|мкоу|маоу|гбоу|гоу|мобу|чоу|сош)\b"
)
_DATE: Final = re.compile(
    r"\b\d{1,2}\.\d{1,2}\.\d{4}\b|\b\d{1,2}\"?\s+(?:январ|феврал|март|апрел|ма[йя]|июн|июл|август"
    r"|сентябр|октябр|ноябр|декабр)\w*\s+\d{4}"
)
_ACT: Final = re.compile(
    r"постановлен|закон|правительств|письм|министерств|школ|гимнази|лице|сош|оу\b"
)
_BASIS: Final = re.compile(
    r"(?:на основании|в соответствии|во исполнение|в целях|руководствуясь)\b"
)
_VERBS: Final = re.compile(r"\b(?:приказываю|обязываю|распоряжаюсь|предлагаю|постановляю)\b")


@dataclass(frozen=True, slots=True, repr=False)
class Part:
    """A part of the document: `found` is what was found of it, "" for nothing.

    `hint` says more of what is missing: `near` (other words for the phrase), `initials`, `city`
    (a phone that is not mobile), `elsewhere` (outside the clause).
    """

    key: str
    found: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Verdict:
    mandatory: tuple[Part, ...]
    usual: tuple[Part, ...]
    near: str = ""

    @property
    def fits(self) -> bool:
        return all(part.found for part in self.mandatory)


def check(lines: Sequence[str]) -> Verdict:
    """Judge a document by its lines; a paragraph may be one line or several."""
    text = visible("\n".join(lines).replace("\u00ad", ""))[:LONGEST]
    plain = _plain(text)
    found = _PHRASE.search(plain)
    near = None if found else _NEAR.search(plain)
    start = found.start() if found else near.start() if near else -1
    clause = _clause(text, start) if start >= 0 else ""
    phrase = Part("phrase", _shown(_sentence(text, found.start(), clause)) if found else "")
    if near:
        phrase = Part("phrase", hint="near")
    after = clause[found.end() - start :] if found else clause
    parts = (phrase, _name(after), _phone(after, text), _email(after, text))
    return Verdict(parts, _usual(text), _shown(_sentence(text, start, clause)) if near else "")


def _plain(text: str) -> str:
    """Return as many characters, told apart by nothing that an eye does not tell apart."""
    low = "".join(one.lower() if len(one.lower()) == 1 else one for one in text)
    return low.translate(_QUOTES).translate(CYRILLIC).replace("ё", "е")


def _clause(text: str, start: int) -> str:
    """Return the clause from its verb on: to the next clause, or to where it surely ends."""
    lines = text[start : start + _CLAUSE].split("\n")
    taken = [lines[0]]
    for line in lines[1:]:
        if _NEXT.match(line.strip()) or (_ENDED.search(taken[-1]) and line.strip()[:1].isupper()):
            break
        taken.append(line)
    return "\n".join(taken)


def _sentence(text: str, start: int, clause: str) -> str:
    """Return the clause with the words of its line before it."""
    begin = text.rfind("\n", 0, start) + 1
    before = text[max(begin, start - 120) : start]
    return before + clause


def _shown(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1].rstrip()}…"


def _name(clause: str) -> Part:
    """The name stands first after the phrase; a phone or an address ends where it may be."""
    cut = _EMAIL.sub(" ; ", _ANY_PHONE.sub(" ; ", clause))
    found = fullname.find(cut)
    if found is None:
        return Part("name", hint="initials" if fullname.has_initials(clause) else "")
    return Part("name", str(found))


def _phone(clause: str, text: str) -> Part:
    if mobile := _PHONE.search(clause):
        return Part("phone", " ".join(mobile.group().split()))
    if _ANY_PHONE.search(clause):
        return Part("phone", hint="city")
    return Part("phone", hint="elsewhere" if _PHONE.search(text) else "")


def _email(clause: str, text: str) -> Part:
    if address := _EMAIL.search(clause):
        return Part("email", address.group())
    others = [one for one in _EMAIL.findall(text) if one.casefold() != "info@sferum.ru"]
    return Part("email", hint="elsewhere" if others else "")


def _usual(text: str) -> tuple[Part, ...]:
    """Look for what orders and instructions usually have besides."""
    lines = [_SPACED.sub("", _plain(line).strip()) for line in text.split("\n") if line.strip()]
    begins = next((at for at, one in enumerate(lines) if _BASIS.match(one)), _HEAD)
    head, whole = lines[: min(begins, _HEAD)], "\n".join(lines)
    ways = {
        "organisation": any(_PLACES.search(line) for line in head[:15]),
        "title": any(re.match(r"(?:приказ|распоряжение)\b", line) for line in head),
        "date": any(_DATE.search(line) for line in head if not _ACT.search(line)),
        "number": any(re.search(r"(?:№|\bn)\s*\w*\d", one) for one in head if not _ACT.search(one)),
        "basis": "1241" in whole or any(map(_BASIS.search, lines)),
        "verb": bool(_VERBS.search(whole)),
        "control": "контроль" in whole,
        "signature": any(
            re.match(r"(?:и\.? ?о\.? )?(?:директор|руководитель|заведующ|начальник)", line)
            for line in lines
        ),
        "acquaintance": "ознакомлен" in whole,
    }
    return tuple(Part(key, "1" if ways[key] else "") for key in USUAL)
