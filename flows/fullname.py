"""A person's name in what somebody typed: found, put in order, written as names are written.

Names come in any order and form: «Иванова Мария Петровна», «мария петровна иванова», «Ф.И.О.:
ИВАНОВА Мария Петровна», surname and name on lines of their own. A patronymic tells which word is
which; without one the common first names and the Russian order do. What is found is shown for
correction before it is used.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from flows.names import CYRILLIC, visible

LONGEST: Final = 100
"""Characters of a name; longer is none."""
_TOKEN: Final = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011'’][^\W\d_]+)*", re.UNICODE)
_CYRILLIC: Final = re.compile(r"[А-Яа-яЁё]+(?:[-'’][А-Яа-яЁё]+)*")
_GAP: Final = re.compile(r"[\s,.]*")
"""What may stand between two words of one name."""
_MIDDLE: Final = re.compile(
    r"(?:ов|ев|ьи|и)ич(?:а|у|ем)?|(?:ильич|кузьмич|фомич|лукич|никитич|саввич)(?:а|у|ем|ом)?"
    r"|(?:ов|ев|ич|инич)н(?:а|ы|е|у|ой)"
)
_OBLIQUE: Final = re.compile(r"[а-яё]*(?:ича|ичу|ичем|ичны|ичне|ичну|ичной|[ое]вн[ыеу]|[ое]вной)")
_ENDING: Final = re.compile(f"[а-яё]*(?:{_MIDDLE.pattern})")
_LINKED: Final = frozenset({"оглы", "оглу", "кызы", "гызы", "улы", "уулу"})
"""Words that make a patronymic of the one before them."""
_SMALL: Final = _LINKED | {"де", "ван", "фон", "дер", "ди", "эль", "аль", "бен", "ибн"}
_LABELS: Final = {"фамилия": "last", "имя": "first", "отчество": "middle"}
_SAID: Final = frozenset(
    """
    ф и о фио телефон телефона тел сотовый сотового мобильный мобильного моб номер номера почта
    почты почтовый электронная электронной электронный эл адрес адреса мейл мэйл имейл емейл
    емайл администратор администратора администратором админ назначить назначаем назначается
    назначен икоп сферум платформы платформа школа школы школе гимназия лицей директор директора
    зам заместитель заместителя завуч завуча учитель учителя учительница информатики математики
    физики по увр ур вр ахр мой моя мои мне меня зовут данные вот это я она он наш наша наши
    прошу пожалуйста здравствуйте привет добрый день утро вечер уважаемый уважаемые бот для с на
    в от его её ее и или а будет нашей нашего
    """.split()  # noqa: SIM905 - words are easier to read and to add to than a list of strings
)
"""Words around the data that are nobody's name."""
_FIRST: Final = frozenset(
    """
    александр алексей анатолий андрей антон аркадий артём артем борис вадим валентин валерий
    василий виктор виталий владимир владислав вячеслав геннадий георгий глеб григорий даниил
    денис дмитрий евгений егор иван игорь илья кирилл константин лев леонид максим марат михаил
    никита николай олег павел пётр петр равиль ринат роман рустам руслан святослав семён семен
    сергей станислав степан тимофей тимур фёдор федор эдуард юрий яков ярослав ильдар айдар азат
    алевтина александра алина алиса алла альбина алёна алена анастасия ангелина анна антонина
    валентина валерия варвара вера вероника виктория галина гульнара дарья диана евгения
    екатерина елена елизавета жанна зинаида зоя инна ирина карина кира клавдия кристина ксения
    лариса лидия лилия любовь людмила маргарита марина мария надежда наталия наталья нина оксана
    олеся ольга полина раиса римма светлана снежана софия софья тамара татьяна ульяна фаина
    эвелина элеонора эльвира юлия яна айгуль алсу лейла саша женя валя
    """.split()  # noqa: SIM905
)
_TWO: Final = 2
_THREE: Final = 3


@dataclass(frozen=True, slots=True, repr=False)
class FullName:
    """A name in the nominative, in its parts; `middle` is empty for whoever has none."""

    last: str
    first: str
    middle: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in (self.last, self.first, self.middle) if part)

    @property
    def oblique(self) -> bool:
        """Whether the patronymic stands in another case, as in «назначить Марию Петровну»."""
        return bool(_OBLIQUE.fullmatch(self.middle.casefold()))

    @property
    def initials(self) -> str:
        """As a signature is spelled out: «М. П. Иванова»."""
        letters = [f"{part[0].upper()}." for part in (self.first, self.middle) if part]
        return "\N{NO-BREAK SPACE}".join([*letters, self.last])


def find(text: str) -> FullName | None:
    """Return the name that a text gives; None where there is none in full."""
    text = visible(text)
    if labelled := _labelled(text):
        return labelled
    for run in _runs(text):
        if found := _by_middle(run):
            return found
    for run in _runs(text):
        if found := _without_middle(run):
            return found
    return None


def read(text: str) -> FullName | None:
    """Read an answer that is nothing but a name; what `find` cannot order is taken as it stands."""
    if found := find(text):
        return found
    words = [word for run in _runs(visible(text)) for word in run if len(word) > 1]
    if len(words) < _TWO or len(" ".join(words)) > LONGEST:
        return None
    last, first, *middle = map(proper, words)
    return FullName(last, first, " ".join(middle))


def has_initials(text: str) -> bool:
    """Whether a name is given by its letters, as «Иванова М. П.»: a document needs it in full."""
    return bool(re.search(r"\b[А-ЯЁ][а-яё]{2,}\s+[А-ЯЁ]\.\s?[А-ЯЁ]\.", visible(text))) or bool(
        re.search(r"\b[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё]{2,}", visible(text))
    )


def is_middle(word: str) -> bool:
    """Whether a word ends as a patronymic does, in any case of it."""
    return bool(_ENDING.fullmatch(word.casefold()))


def proper(word: str) -> str:
    """Write a part of a name as names are written; what has capitals inside stays as it was."""
    if not (word.isupper() or word.islower()):
        return word
    return "-".join(_capital(part) for part in word.split("-"))


def _capital(part: str) -> str:
    small = part.casefold()
    return small if small in _SMALL else small[:1].upper() + small[1:]


def _words(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield words in Cyrillic letters with where they stand; "" for a word in other letters."""
    for found in _TOKEN.finditer(text):
        word = found.group().replace("\u2010", "-").replace("\u2011", "-")
        if not word.isascii():
            word = word.translate(CYRILLIC)
        yield word if _CYRILLIC.fullmatch(word) else "", found.start(), found.end()


def _runs(text: str) -> list[list[str]]:
    """Return words that stand together and may be a name; labels and other signs part them."""
    runs: list[list[str]] = [[]]
    end = 0
    for word, start, stop in _words(text):
        parted = not _GAP.fullmatch(text, end, start)
        if parted or not word or word.casefold() in _SAID or word.casefold() in _LABELS:
            runs.append([])
        if word and word.casefold() not in _SAID and word.casefold() not in _LABELS:
            runs[-1].append(word)
        end = stop
    return [run for run in runs if run]


def _labelled(text: str) -> FullName | None:
    """Read «Фамилия: Иванова, имя: Мария, отчество: Петровна»."""
    found: dict[str, list[str]] = {}
    label = ""
    for word, _, _ in _words(text):
        name = word.casefold()
        if name in _LABELS:
            label = _LABELS[name]
        elif not word or name in _SAID:
            label = ""
        elif label:
            found.setdefault(label, []).append(proper(word))
    if not (found.get("last") and found.get("first")):
        return None
    parts = {part: " ".join(words) for part, words in found.items()}
    return _bounded(FullName(parts["last"], parts["first"], parts.get("middle", "")))


def _by_middle(run: Sequence[str]) -> FullName | None:
    """Read a name around its patronymic: the first name is before it, the surname at either end."""
    for at in range(1, len(run)):
        first, middle, begin = at - 1, run[at], at - 1
        if run[at].casefold() in _LINKED and at > 1:
            first, middle, begin = at - 2, f"{run[at - 1]} {run[at].casefold()}", at - 2
        elif not is_middle(run[at]):
            continue
        before = run[begin - 1] if begin else ""
        after = run[at + 1] if at + 1 < len(run) else ""
        lower = before[:1].islower() and after[:1].isupper()
        last = after if lower or not before else before
        # «Абрамович Роман Аркадьевич»: a surname may end as a patronymic does.
        if last and not (is_middle(run[first]) and len(run) > _TWO):
            parts = (last, run[first], *middle.split())
            last, given, *rest = map(proper, parts)
            return _bounded(FullName(last, given, " ".join(rest)))
    return None


def _without_middle(run: Sequence[str]) -> FullName | None:
    """Read a name of two or three words by a common first name, or else in the Russian order.

    A first name with a patronymic behind it and no surname is no full name.
    """
    words = [word for word in run if len(word) > 1]
    if len(words) not in {_TWO, _THREE} or any(map(is_middle, words[1:])):
        return None
    known = [at for at, word in enumerate(words) if word.casefold() in _FIRST]
    if known:
        at = known[-1] or known[0]
        last = words[at - 1] if at else words[1]
        return _bounded(FullName(proper(last), proper(words[at])))
    if all(one[:1].isupper() for one in words):
        last, first, *middle = map(proper, words)
        return _bounded(FullName(last, first, " ".join(middle)))
    return None


def _bounded(name: FullName) -> FullName | None:
    return name if len(str(name)) <= LONGEST else None
