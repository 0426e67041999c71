"""Make the library out of the files of `flows/content`, or say everything that is wrong in them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final
from urllib.parse import urlsplit

from flows import addresses
from flows.content_file import FaultyContent, Mark, Table, tables
from flows.entries import Act, Entry, Library, Section, Words
from flows.leads import NAMES as LEADS
from flows.model import Kind, Link
from flows.places import found_steps, name_of
from flows.places import steps as known_steps
from flows.roles import FLOWS
from flows.screens import LANGUAGES

SECTIONS: Final = (
    *("acts", "templates", "instructions", "videos", "calls", "about", "questions", "rules"),
)
"""The sections in the order of /docs; each is a file of its name."""
ACTS: Final = "acts"
QUESTIONS: Final = "questions"
SOURCES: Final = "sources"
STEPS: Final = "steps"

FITS: Final = 40
"""Letters of a title that a button shows on a phone."""
LINES: Final = 5
LETTERS: Final = 600
"""How much is read between two lessons."""
KEY: Final = re.compile(r"[a-z][a-z0-9_]{0,23}", re.ASCII)
"""A key leaves room in a button for the way back."""
VARIABLE: Final = "{teachers}"
"""What a text may leave to the settings: how many teachers make a school active."""

_FIELDS: Final = (
    *("key", "title", "text", "words", "links", "steps", "leads"),
    *("listed", "also", "act", "source", "date", "review"),
)
_TABLES: Final = {SOURCES: ("source",), STEPS: ("step",)}
_LINKS: Final = {link.key: link for link in addresses.ALL}


class _Sources:
    """What `sources.toml` says; everything else is held against it."""

    def __init__(self, found: Mapping[str, list[Table]], faults: list[str]) -> None:
        self.names: dict[str, Words] = {}
        self.hosts, self.stale_days = set(addresses.HOSTS), 1
        self.told = bool(found)
        """Off where the file could not be read: that is fault enough."""
        for loose in found.get("", []):
            loose.knows("stale_days", "hosts")
            self.stale_days = loose.number("stale_days")
            self.hosts.update(loose.names("hosts"))
        for one in found.get("source", []):
            one.knows("letter", "name")
            letter = one.text("letter")
            if letter in self.names:
                one.fault(f"буква {letter} уже занята", "letter")
            self.names[letter] = one.words("name")
        if found and not self.names:
            faults.append(Mark(f"{SOURCES}.toml", 1).fault("нет ни одного [[source]]"))


def parse(content: Mapping[str, bytes]) -> Library:
    """Read files by their names; everything wrong in them raises one `FaultyContent`."""
    faults: list[str] = []
    known = [f"{name}.toml" for name in (SOURCES, *SECTIONS, STEPS)]
    faults += [Mark(one, 1).fault("файла нет") for one in known if one not in content]
    faults += [Mark(one, 1).fault("такого раздела нет") for one in content if one not in known]
    found = {name: tables(name, content[name], faults) for name in known if name in content}
    for name, file in found.items():
        _strange(file, _TABLES.get(name.removesuffix(".toml"), ("section", "entry")))
    sources = _Sources(found.get(f"{SOURCES}.toml", {}), faults)
    entries: dict[str, Entry] = {}
    heads: dict[str, Table] = {}
    for key in SECTIONS:
        file = found.get(f"{key}.toml", {})
        heads.update(_head(key, file, faults))
        for table in file.get("entry", []):
            one = _entry(table, key, sources)
            if one.key in entries:
                table.fault(f"имя уже занято, см. {entries[one.key].where}", "key")
            entries.setdefault(one.key, one)
    shelves = {key: _section(key, head, entries, faults) for key, head in heads.items()}
    step_words = _step_words(found.get(f"{STEPS}.toml", {}))
    if faults:
        raise FaultyContent(faults)
    return Library(shelves, entries, sources.names, sources.stale_days, step_words)


def _strange(file: Mapping[str, list[Table]], known: tuple[str, ...]) -> None:
    """Note tables that nobody reads: an entry whose header is mistyped would be lost in silence."""
    for name in sorted(file.keys() - {"", *known}):
        for one in file[name]:
            one.fault(f"таблица [{name}] ничего не значит")


def _step_words(file: Mapping[str, list[Table]]) -> dict[str, Words]:
    words: dict[str, Words] = {}
    for one in file.get("step", []):
        one.knows("step", "words")
        name = one.text("step")
        if name and name not in found_steps():
            one.fault(f"step: шага {name} нет, есть {', '.join(found_steps())}", "step")
        if name in words:
            one.fault(f"step: {name} уже есть", "step")
        words[name] = one.words("words")
    return words


def _head(key: str, file: Mapping[str, list[Table]], faults: list[str]) -> dict[str, Table]:
    """Return the table that names the section; nothing where the file could not be read."""
    for loose in file.get("", []):
        loose.knows()
    heads = file.get("section", [])
    if file and len(heads) != 1:
        faults.append(Mark(f"{key}.toml", 1).fault("нужен один [section]"))
    return {key: heads[0]} if heads else {}


def _section(key: str, head: Table, entries: Mapping[str, Entry], faults: list[str]) -> Section:
    head.knows("title", "text", "leads", "opens")
    opens = head.text("opens", need=False)
    if opens not in {"", "links"}:
        head.fault(f"opens: {opens} ничего не значит, бывает links", "opens")
    own = [one for one in entries.values() if one.section == key and one.listed]
    also = [one for one in entries.values() if one.also == key and one.listed]
    if not own and not also:
        head.fault("в разделе нет ни одной записи")
    unled = [one for one in (*own, *also) if opens and len(one.links) != 1]
    faults += [f"{one.where}: {one.key}: здесь нужен ровно один адрес в links" for one in unled]
    return Section(
        key,
        _title(head),
        _said(head, need=False),
        (*own, *also),
        _leads(head),
        opens_links=bool(opens),
    )


def _entry(table: Table, section: str, sources: _Sources) -> Entry:
    table.knows(*_FIELDS)
    key = table.text("key")
    if not KEY.fullmatch(key):
        table.fault("key: строчные латинские буквы, цифры и _, до 24 знаков", "key")
    links, labels = _links(table, key, sources)
    one = Entry(
        key,
        section,
        _title(table),
        _said(table),
        _letters(table, sources),
        table.date("date"),
        words=table.words("words", need=False),
        links=links,
        labels=labels,
        leads=_leads(table),
        listed=table.flag("listed", default=True),
        also=_also(table),
        review=table.date("review", need=False),
        act=_act(table, section),
        where=table.mark.at,
    )
    return _belonging(one, table)


def _title(table: Table) -> Words:
    title = table.words("title")
    for language, words in title.items():
        if len(words) > FITS:
            reason = f"title.{language} длиннее {FITS} знаков, на кнопку не войдёт"
            table.fault(reason, f"title.{language}")
        if "\n" in words or "`" in words or "{" in words:
            table.fault(f"title.{language}: одна строка без знаков ` и {{", f"title.{language}")
    return title


def _said(table: Table, *, need: bool = True) -> Words:
    """Return a text that is shown, if a phone shows all of it at once."""
    said = table.words("text", need=need)
    for language, words in said.items():
        for reason in _unfit(words):
            table.fault(f"text.{language}: {reason}", f"text.{language}")
    return said


def _unfit(words: str) -> Iterator[str]:
    if words.count("\n") >= LINES:
        yield f"больше {LINES} строк"
    if len(words) > LETTERS:
        yield f"больше {LETTERS} знаков"
    if words.count("`") % 2:
        yield "знаков ` должно быть чётное число"
    if {"{", "}"} & set(words.replace(VARIABLE, "")):
        yield f"в фигурных скобках бывает только {VARIABLE}"


def _letters(table: Table, sources: _Sources) -> tuple[str, ...]:
    letters = tuple(one.strip() for one in table.text("source").split(","))
    for one in letters:
        if one and sources.told and one not in sources.names:
            table.fault(f"source: буквы {one} нет в {SOURCES}.toml", "source")
    return letters


def _links(table: Table, key: str, sources: _Sources) -> tuple[tuple[Link, ...], dict[str, Words]]:
    """Return addresses: those of the algorithms by their names, others with words of their own."""
    links: list[Link] = []
    labels: dict[str, Words] = {}
    for number, one in enumerate(table.listed("links")):
        if isinstance(one, Mapping):
            inside = table.inner("links", one)
            inside.knows("url", *LANGUAGES)
            link = Link(f"{key}-{number}", inside.text("url"), "content")
            labels[link.key] = {one: inside.text(one) for one in LANGUAGES}
            parts = urlsplit(link.url)
            if parts.scheme != "https":
                table.fault(f"links: {link.url} начинается не с https://", "links")
            if parts.netloc not in sources.hosts:
                table.fault(f"links: узла {parts.netloc} нет в hosts файла sources.toml", "links")
            links.append(link)
        elif isinstance(one, str) and one in _LINKS:
            links.append(_LINKS[one])
        else:
            table.fault(f"links: {one} нет в flows/addresses.py", "links")
    return tuple(links), labels


def _leads(table: Table) -> tuple[str, ...]:
    leads = table.names("leads")
    for strange in (one for one in leads if one not in LEADS):
        table.fault(f"leads: {strange} нет в flows/leads.py", "leads")
    return leads


def _also(table: Table) -> str:
    also = table.text("also", need=False)
    if also and also not in SECTIONS:
        table.fault(f"also: раздела {also} нет", "also")
    return also


def _act(table: Table, section: str) -> Act | None:
    act = table.table("act")
    if act is None:
        if section == ACTS and not table.has("act"):
            table.fault("нужны act.kind, act.number и act.name")
        return None
    act.knows("kind", "number", "date", "name")
    return Act(
        act.words("kind"), act.text("number"), act.text("name"), act.date("date", need=False)
    )


def _belonging(one: Entry, table: Table) -> Entry:
    """Say which steps an entry belongs to: those it names, or where it is help or the way on."""
    if table.has("steps"):
        steps = table.names("steps")
        for strange in (step for step in steps if step not in known_steps()):
            table.fault(f"steps: шага {strange} нет", "steps")
        return replace(one, steps=steps)
    return replace(one, steps=tuple(_helping(one)) or tuple(_leading(one)))


def _helping(one: Entry) -> Iterator[str]:
    for flow in FLOWS:
        for state in flow.states:
            if one.key in state.symptoms:
                yield name_of(flow.role, state)


def _leading(one: Entry) -> Iterator[str]:
    for flow in FLOWS:
        for state in flow.states:
            if state.kind is Kind.STEP and set(state.links) & set(one.links):
                yield name_of(flow.role, state)
