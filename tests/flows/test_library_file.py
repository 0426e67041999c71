"""What an editor gets wrong is named by file, line and reason, all of it at once."""

import pytest

from flows.content_file import FaultyContent
from flows.library_file import FITS, parse
from tests.support.content import ACT, ENTRY, HEAD, SOURCES, STEPS, faults_of, read, small

RULES = HEAD + ENTRY.format(key="rules_1")
LONG = "х" * (FITS + 1)


def test_the_small_set_that_is_spoiled_below_is_sound() -> None:
    found = read()
    assert found.sections["rules"].entries == (found.entries["rules_1"],)
    assert (found.stale_days, dict(found.sources["S"])) == (365, {"ru": "источник", "en": "source"})
    assert found.entries["acts_1"].act is not None
    assert found.step_words["admin/apply"]["en"] == "application"


def line_of(text: str, part: str) -> int:
    """Count as an editor does."""
    return text[: text.index(part)].count("\n") + 1


SPOILED = [
    # what is there, what is put instead, at which line it is, and what is said of it
    ('title.en = "Title rules_1"\n', "", 'title.ru = "Название', "title.en должно быть текстом"),
    ('title.ru = "Название rules_1"', "title.ru = 5", "title.ru = 5", "title.ru должно быть"),
    ('title.ru = "Название rules_1"', f'title.ru = "{LONG}"', LONG, "title.ru длиннее 40 знаков"),
    ('title.ru = "Название rules_1"', 'title.ru = "а`б"', "а`б", "title.ru: одна строка"),
    ('key = "rules_1"', 'key = "Rules 1"', 'key = "Rules', "key: строчные латинские"),
    ('key = "rules_1"', 'key = "acts_1"', "key", "имя уже занято, см. flows/content/acts.toml:5"),
    ('text.ru = "Текст"', 'text.de = "Text"', "text.de", "text.de: такого языка нет"),
    ('text.ru = "Текст"', 'text.ru = """1\n2\n3\n4\n5\n6"""', "text.ru", "больше 5 строк"),
    ('text.ru = "Текст"', f'text.ru = "{"х" * 601}"', "text.ru", "больше 600 знаков"),
    ('text.ru = "Текст"', 'text.ru = "а`б"', "text.ru", "чётное число"),
    ('text.ru = "Текст"', 'text.ru = "{name}"', "text.ru", "бывает только {teachers}"),
    ('text.en = "Text"', 'text = "Text"', "", "не читается как TOML"),
    ('source = "S"', 'source = "S, Z"', "source", "буквы Z нет в sources.toml"),
    ('source = "S"\n', "", 'key = "rules_1"', "source должно быть текстом"),
    ("date = 2026-11-23", 'date = "23.11.2026"', "date", "датой вида 2026-11-23"),
    ("date = 2026-11-23", 'date = "2026-02-30"', "date", "датой вида 2026-11-23"),
    ("date = 2026-11-23\n", "", 'key = "rules_1"', "date должно быть датой"),
    ("date = 2026-11-23", "date = 2026-11-23\nreview = 5", "review", "review должно быть датой"),
    ("steps = []", 'steps = ["teacher/fly"]', "steps", "шага teacher/fly нет"),
    ("steps = []", "steps = [5]", "steps", "5 должно быть текстом"),
    ("steps = []", 'steps = "teacher/apply"', "steps", "steps должно быть списком"),
    ("steps = []", 'leads = ["moon"]', "leads", "moon нет в flows/leads.py"),
    ("steps = []", 'also = "moon"', "also", "раздела moon нет"),
    ("steps = []", 'listed = "no"', "listed", "true или false"),
    ("steps = []", 'links = ["moon"]', "links", "moon нет в flows/addresses.py"),
    (
        "steps = []",
        'links = [{ url = "http://sferum.ru/", ru = "а", en = "a" }]',
        "links",
        "начинается не с https",
    ),
    (
        "steps = []",
        'links = [{ url = "https://evil.example/", ru = "а", en = "a" }]',
        "links",
        "узла evil.example нет в hosts",
    ),
    (
        "steps = []",
        'links = [{ url = "https://sferum.ru/", ru = "а" }]',
        "links",
        "links.en должно быть текстом",
    ),
    ("steps = []", 'tilte.ru = "х"', "tilte.ru", "лишнее поле tilte"),
    ("steps = []", 'act = "закон"', "act", "act должно быть таблицей"),
    ("steps = []", 'act.number = "5"', "act.number", "act.name должно быть текстом"),
    ('[section]\ntitle.ru = "Раздел"', "[section]", "title.en", "title.ru должно быть текстом"),
    ("[section]", '[section]\nopens = "doors"', "opens", "opens: doors ничего не значит"),
    ("[section]", '[section]\nopens = "links"', "[[entry]]", "нужен ровно один адрес"),
    ("[section]", '[section]\nleads = ["moon"]', "leads", "moon нет в flows/leads.py"),
    ("[section]", "[section]\n[section]", "", "не читается как TOML"),
    ("[section]", "[sektion]", "[sektion]", "нужен один [section]"),
    ("[[entry]]", "[[entyr]]", "", "таблица [entyr] ничего не значит"),
    ("[section]", "stale_days = 5\n[section]", "stale_days", "лишнее поле stale_days"),
]


@pytest.mark.parametrize(("old", "new", "at", "said"), SPOILED, ids=[one[3] for one in SPOILED])
def test_a_fault_of_an_entry_is_named_with_its_line(old: str, new: str, at: str, said: str) -> None:
    assert old in RULES
    text = RULES.replace(old, new)
    found = [one for one in faults_of(small(rules=text)) if said in one]
    assert len(found) == 1, faults_of(small(rules=text))
    file, line, _ = found[0].split(":", 2)
    assert file == "flows/content/rules.toml"
    if at:
        assert int(line) == line_of(text, at)


def test_the_name_of_an_entry_is_said_beside_its_fault() -> None:
    (fault,) = faults_of(small(rules=RULES.replace('source = "S"', 'source = "Z"')))
    assert fault == "flows/content/rules.toml:12: rules_1: source: буквы Z нет в sources.toml"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (SOURCES.replace("365", "0"), "sources.toml:1: stale_days должно быть числом больше нуля"),
        (SOURCES.replace("365", "true"), "sources.toml:1: stale_days должно быть числом"),
        (SOURCES.replace("hosts = []", 'hosts = "a"'), "sources.toml:2: hosts должно быть списком"),
        (SOURCES.replace("hosts", "nosts"), "sources.toml:2: лишнее поле nosts"),
        (SOURCES + SOURCES.partition("\n\n")[2], "sources.toml:9: буква S уже занята"),
        ("stale_days = 5", "sources.toml:1: нет ни одного [[source]]"),
        (SOURCES.replace('letter = "S"', ""), "sources.toml:4: letter должно быть текстом"),
    ],
)
def test_a_fault_of_the_sources_is_named(text: str, said: str) -> None:
    assert any(said in one for one in faults_of(small(sources=text)))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (STEPS.replace("admin/apply", "admin/fly"), "steps.toml:2: step: шага admin/fly нет"),
        (STEPS + STEPS, "steps.toml:6: step: admin/apply уже есть"),
        (STEPS.replace('words.en = "application"', ""), "steps.toml:3: words.en должно быть"),
        (STEPS.replace("words.en", "wrods.en"), "steps.toml:4: лишнее поле wrods"),
    ],
)
def test_a_fault_of_the_words_of_steps_is_named(text: str, said: str) -> None:
    assert any(said in one for one in faults_of(small(steps=text)))


def test_an_act_needs_what_it_is_cited_by() -> None:
    text = HEAD + ENTRY.format(key="acts_1")
    (fault,) = faults_of(small(acts=text))
    assert fault.endswith("acts_1: нужны act.kind, act.number и act.name")
    undated = text + ACT.replace("act.date = 2006-07-27\n", "")
    act = read(acts=undated).entries["acts_1"].act
    assert act is not None
    assert (act.number, act.date) == ("1", "")
    (fault,) = faults_of(small(acts=text + ACT.replace('act.kind.en = "Law"\n', "")))
    assert fault == "flows/content/acts.toml:14: acts_1: act.kind.en должно быть текстом в кавычках"


def test_a_file_that_is_missing_strange_or_unreadable_is_named() -> None:
    content = small()
    del content["rules.toml"]
    assert faults_of(content) == ["flows/content/rules.toml:1: файла нет"]
    assert faults_of({**small(), "moon.toml": b""}) == [
        "flows/content/moon.toml:1: такого раздела нет"
    ]
    windows = {**small(), "rules.toml": b"# ok\n" + RULES.encode("cp1251")}
    assert faults_of(windows) == ["flows/content/rules.toml:3: сохраните файл в кодировке UTF-8"]
    (unclosed,) = faults_of(small(rules=RULES + 'review = "'))
    assert unclosed.startswith("flows/content/rules.toml:14: не читается как TOML: ")
    (unended,) = faults_of(small(rules=RULES + 'review = """'))
    assert unended.startswith("flows/content/rules.toml:14: не читается как TOML: ")


def test_a_mark_of_byte_order_and_the_line_ends_of_windows_do_no_harm() -> None:
    content = small()
    content["rules.toml"] = b"\xef\xbb\xbf" + RULES.replace("\n", "\r\n").encode()
    assert parse(content) == read()


def test_an_empty_section_is_named() -> None:
    assert faults_of(small(rules=HEAD)) == [
        "flows/content/rules.toml:1: в разделе нет ни одной записи"
    ]


def test_an_entry_of_another_section_is_listed_last() -> None:
    guest = ENTRY.format(key="guest").replace("steps = []", 'also = "rules"')
    found = read(calls=HEAD + guest, rules=RULES)
    assert [one.key for one in found.sections["rules"].entries] == ["rules_1", "guest"]


def test_what_is_not_listed_is_known_all_the_same() -> None:
    hidden = ENTRY.format(key="hidden").replace("steps = []", "listed = false")
    found = read(rules=RULES + hidden)
    assert [one.key for one in found.sections["rules"].entries] == ["rules_1"]
    assert not found.entries["hidden"].listed


def test_an_address_of_ones_own_has_words_of_its_own() -> None:
    text = RULES.replace(
        "steps = []", 'links = ["calls", { url = "https://a.example/x", ru = "акт", en = "act" }]'
    )
    found = read(rules=text, sources=SOURCES.replace("[]", '["a.example"]')).entries["rules_1"]
    assert [link.key for link in found.links] == ["calls", "rules_1-1"]
    assert found.labels["rules_1-1"] == {"ru": "акт", "en": "act"}


def test_steps_are_those_where_it_helps_or_whose_address_it_has() -> None:
    plain = ENTRY.replace("steps = []\n", "")
    helps = read(rules=HEAD + plain.format(key="no_rights")).entries["no_rights"]
    assert helps.steps == ("admin/sign_in", "admin/fill_in")
    leads = HEAD + plain.format(key="rules_1") + 'links = ["install"]\n'
    assert read(rules=leads).entries["rules_1"].steps == ("teacher/install", "family/install")


def test_text_that_looks_like_a_header_or_a_field_moves_no_line() -> None:
    text = RULES.replace('text.ru = "Текст"', 'text.ru = """\n[[entry]]\nsource = 5"""')
    (fault,) = faults_of(small(rules=text.replace('source = "S"', 'source = "Z"')))
    assert fault.startswith("flows/content/rules.toml:14: rules_1: source")


def test_sources_that_cannot_be_read_are_one_fault() -> None:
    (fault,) = faults_of(small(sources="letter = "))
    assert fault.startswith("flows/content/sources.toml:1: не читается как TOML")


def test_every_fault_is_said_at_once() -> None:
    with pytest.raises(FaultyContent) as raised:
        read(rules=RULES.replace('"S"', '"Z"'), calls=HEAD, sources=SOURCES.replace("365", "0"))
    assert len(raised.value.faults) == 3
    assert str(raised.value).count("\n") == 2


def test_a_table_written_in_another_way_is_read_too() -> None:
    """Lines are then those of the file's beginning, which is better than none."""
    text = (
        'section = { title = { ru = "Р", en = "S" } }\n'
        'entry = [{ key = "one", title = { ru = "Н", en = "T" }, text = { ru = "Т", en = "T" },'
        ' source = "S", date = 2026-11-23 }]\n'
    )
    assert read(rules=text).entries["one"].where == "flows/content/rules.toml:1"
