"""The library as it is: the questions people ask, the acts of the list, and a source for each."""

from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest

from flows import FLOWS, addresses
from flows import library as module
from flows.leads import LEADS, NAMES
from flows.library import entry, library, messages, section
from flows.library_file import SECTIONS
from flows.places import found_steps, steps
from flows.screens import LANGUAGES
from tests.support.content import ENTRY, HEAD, read

# The questions in the order of the research, each with the letters of its sources.
ASKED = {
    "vk_page": "S N",
    "no_code": "L",
    "tell_code": "L",
    "no_rights": "L S",
    "which_package": "S",
    "what_phrase": "S",
    "which_document": "S",
    "how_to_join": "S",
    "application_hangs": "S i",
    "chat_too_early": "S",
    "which_profile": "S",
    "wrong_role": "G",
    "dead_link": "i",
    "parent_number": "K",
    "parents_link": "K",
    "is_active": "S",
    "max_moved": "M N",
    "max_number": "N",
    "chat_not_moved": "P",
    "must_parents": "V",
    "calls": "S",
}


@dataclass(frozen=True)
class Listed:
    """An act as the source document lists it."""

    kind: str
    number: str
    date: str
    name: str


ACTS = (
    Listed(
        "Распоряжение Минпросвещения России", "210-р", "2021-09-01", "мотивирующего мониторинга"
    ),
    Listed("Письмо Минпросвещения России", "04-127", "2022-02-22", "методических рекомендаций"),
    Listed("Постановление Правительства РФ", "1241", "2022-07-13", "системе „Моя школа“"),
    Listed("Приказ Минцифры России", "542/1", "2022-07-15", "созданию элементов ФГИС"),
    Listed("Письмо Минпросвещения России", "04-643", "2022-08-26", "О направлении информации"),
    Listed("Федеральный закон", "149-ФЗ", "2006-07-27", "и о защите информации"),
    Listed("Постановление Правительства", "1545", "", "Об изменениях"),
)


def test_every_question_is_there_with_its_sources_in_its_order() -> None:
    questions = section("questions")
    assert questions is not None
    assert [one.key for one in questions.entries] == list(ASKED)
    assert {one.key: " ".join(one.sources) for one in questions.entries} == ASKED


def test_the_acts_are_those_of_the_list_in_its_order() -> None:
    acts = section("acts")
    assert acts is not None
    found = [one.act for one in acts.entries]
    for act, said in zip(found, ACTS, strict=True):
        assert act is not None
        assert (act.kind["ru"], act.number, act.date) == (said.kind, said.number, said.date)
        assert said.name in act.name


def test_an_act_says_in_a_line_what_it_means_for_a_school() -> None:
    acts = section("acts")
    assert acts is not None
    for one in acts.entries:
        assert one.text["ru"].startswith("Для школы: ")
        assert one.text["en"].startswith("For a school: ")
        assert one.act is not None
        assert one.act.number in one.title["ru"]


def test_the_act_that_is_no_longer_in_force_says_who_says_so() -> None:
    act = entry("act_210")
    assert act is not None
    assert "consultant.ru" in act.text["ru"]
    assert "consultant.ru" in act.text["en"]


def test_every_address_of_the_seed_is_somewhere_in_the_library() -> None:
    shown = [link for one in library().entries.values() for link in one.links]
    assert set(addresses.ALL) <= set(shown)
    assert {urlsplit(link.url).netloc for link in shown} <= addresses.HOSTS


def test_the_instructions_are_one_tap_away() -> None:
    instructions = section("instructions")
    assert instructions is not None
    assert instructions.opens_links
    assert all(len(one.links) == 1 for one in instructions.entries)


def test_the_templates_are_the_three_of_the_list_with_the_questionnaire() -> None:
    templates = section("templates")
    assert templates is not None
    keys = [one.key for one in templates.entries]
    assert keys[:4] == ["questionnaire", "order_use", "regulation_use", "regulation_ethics"]
    assert templates.leads == ("package", "papers")


def test_every_source_is_in_use_and_every_entry_is_dated() -> None:
    used = {letter for one in library().entries.values() for letter in one.sources}
    assert used == library().sources.keys()
    assert all(one.date for one in library().entries.values())


def test_what_only_a_step_shows_belongs_to_that_step() -> None:
    symptoms = {
        (f"{flow.role}/{state.key}", key)
        for flow in FLOWS
        for state in flow.states
        for key in state.symptoms
    }
    for one in library().entries.values():
        assert set(one.steps) <= steps().keys()
        if not one.listed:
            assert {(step, one.key) for step in one.steps} <= symptoms


def test_the_phrase_of_the_document_is_the_same_wherever_it_is_said() -> None:
    phrase = (
        "`назначить администратором ИКОП «Сферум» "
        "[Ф.И.О, номер сотового телефона, адрес электронной почты]`"
    )
    for key in ("what_phrase", "document_returned"):
        said = entry(key)
        assert said is not None
        assert all(phrase in said.text[one] for one in LANGUAGES)


@pytest.mark.parametrize("key", ["max_moved", "max_number", "chat_not_moved", "must_parents"])
def test_what_changes_soon_is_looked_up_soon(key: str) -> None:
    one = entry(key)
    assert one is not None
    assert one.review


def test_each_language_says_the_same_things() -> None:
    said = [messages(one) for one in LANGUAGES]
    assert said[0].keys() == said[1].keys()
    assert all(words.strip() for one in said for words in one.values())


def test_sections_and_steps_are_all_there() -> None:
    assert tuple(library().sections) == SECTIONS
    assert library().step_words.keys() == set(found_steps())


def test_it_is_read_once() -> None:
    assert library() is library()
    assert entry("moon") is None
    assert section("moon") is None


def test_leads_are_named_and_one_of_them_is_to_ask() -> None:
    assert LEADS.keys() <= set(NAMES)
    assert "ask" in LEADS


def test_an_address_of_ones_own_is_called_as_the_editor_calls_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own = ENTRY.format(key="one").replace(
        "steps = []", 'links = [{ url = "https://sferum.ru/x", ru = "Текст", en = "Text" }]'
    )
    monkeypatch.setattr(module, "library", lambda: read(rules=HEAD + own))
    assert messages("ru")["link-one-0"] == "Текст"
