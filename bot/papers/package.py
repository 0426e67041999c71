"""The files of the application and the school's own papers, each out of its template.

**The mandatory phrase and Russian grammar.** The seed gives the clause as «назначить
администратором ИКОП «Сферум» [Ф.И.О, номер сотового телефона, адрес электронной почты]». Its words
stay word for word and in their order, the first in small letters too: the clause begins with «Со
дня подписания … назначить администратором ИКОП «Сферум»». The brackets say what to put there, so
they go; inside, the three data follow in the seed's order, the latter two with the seed's own words
before them. «Назначить» asks «кого?»: the name alone is inflected, into the accusative («Образцову
Марию Петровну»), as a school's secretary would write it; the phone and the address stand behind a
colon and need no case. Elsewhere in the document the name stands only in the nominative («М. П.
Образцова», under the signature).
"""

import re
from pathlib import Path
from typing import Final

from bot.papers.documents import Paper, filled
from bot.untrusted import docx
from bot.untrusted.faults import Unreadable
from flows.appointee import Appointee
from flows.appointment_check import check
from flows.names import visible
from flows.package import Letterhead

CAPTIONS: Final = (
    *("filled", "blank", "letter", "letter_signed", "letter_empty", "questionnaire", "act"),
)
"""What is said under a file: texts `package-file.…`."""
LONGEST: Final = 200
"""Characters of a school's name in a document."""
APPOINTMENTS: Final = {"order": "prikaz-o-naznachenii.docx", "instruction": "rasporyazhenie.docx"}
ACT_FILES: Final = {
    "order": "prikaz-ob-ispolzovanii-sferum.docx",
    "use": "polozhenie-ob-ispolzovanii-sferum.docx",
    "ethics": "polozhenie-ob-etike-obshcheniya.docx",
}
"""In plain ASCII, for any school computer."""
QUESTIONNAIRE_FILE: Final = "podgotovka-ankety.docx"
_TIED: Final = re.compile(r"(?<=№) |(?<=\b[A-ZА-ЯЁ]\.) ")
_GAP: Final = "_"
_BLANK: Final = {
    "name": f"{_GAP * 44} (Ф.И.О.)",
    "phone": _GAP * 24,
    "email": _GAP * 30,
    "initials": _GAP * 20,
}


def appointment(
    kind: str,
    case: str,
    school: Letterhead,
    one: Appointee | None = None,
    folder: Path | None = None,
) -> Paper:
    """Make the document of appointment; without an appointee, with gaps to fill in by hand."""
    words = _heading(school) | _BLANK
    if one is not None and one.name is not None:
        words |= {"name": one.accusative, "phone": one.phone, "email": one.email}
        words["initials"] = one.name.initials

    def fits(made: bytes) -> bool:
        return _holds(made, whole=one is not None)

    return Paper(APPOINTMENTS[kind], filled(f"appointment-{kind}-{case}", words, folder, fits))


def _holds(made: bytes, *, whole: bool) -> bool:
    """Whether a document would not be sent back for what is mandatory in it."""
    try:
        verdict = check(docx.lines(made))
    except Unreadable:
        return False
    return verdict.fits if whole else bool(verdict.mandatory[0].found)


def questionnaire(school: Letterhead, folder: Path | None = None) -> Paper:
    """Make the sheet on which the answers to the questionnaire are collected."""
    words = {
        "school": _line(school.name),
        "place": _line(school.place),
        "region": _line(school.region),
        "inn": _line(school.inn),
    }
    return Paper(QUESTIONNAIRE_FILE, filled("questionnaire", words, folder))


def act(name: str, school: Letterhead, folder: Path | None = None) -> Paper:
    """Make a draft of one of the school's own acts."""
    return Paper(ACT_FILES[name], filled(f"act-{name}", _heading(school), folder))


def _heading(school: Letterhead) -> dict[str, str]:
    """Name the organisation, or leave a line for it with what is to be written there."""
    known = _line(school.name)
    return {
        "school": known or _GAP * 46,
        "school_hint": "" if known else "(полное наименование организации по уставу)",
        "place": _line(school.place) or f"{_GAP * 22} (место составления)",
    }


def _line(text: str) -> str:
    """One line without what cannot be in XML; «№ 5» and «Н. А.» are not parted at its end."""
    return _TIED.sub("\N{NO-BREAK SPACE}", " ".join(visible(text).split())[:LONGEST])
