"""The diagrams in docs/ are what the machines run."""

from pathlib import Path
from string import ascii_lowercase

import pytest

from flows import FLOWS, Flow
from flows.diagram import mermaid
from flows.machine import build
from flows.roles import machine_for
from scripts.diagrams import documents, main, stale
from tests.flows.walking import ADMIN, FAMILY, TEACHER

every_flow = pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.name)


def lines(flow: Flow, titles: dict[str, str] | None = None) -> list[str]:
    return [line.strip() for line in mermaid(flow, machine_for(flow), titles or {}).splitlines()]


def test_the_committed_diagrams_are_current() -> None:
    assert stale() == [], "make docs"


@every_flow
def test_every_declared_move_is_an_arrow(flow: Flow) -> None:
    arrows = [line for line in lines(flow) if "-->" in line]
    for state in flow.states:
        for move in state.moves:
            (arrow,) = [one for one in arrows if one.startswith(f"{state.key} --> {move.to}:")]
            what = f"{move.by} — {move.trigger}" if move.by else move.trigger
            said = f"{what} [{move.guard}]" if move.guard else what
            assert said in arrow.split(": ", 1)[1].split("<br/>")
    assert f"[*] --> {flow.initial.key}" in arrows
    assert "finished --> [*]" in arrows
    assert not any("restart" in one for one in arrows)


def test_waits_ends_and_questions_look_different() -> None:
    assert "class case, why_refused question_" in lines(ADMIN)
    assert "class await_support wait_" in lines(ADMIN)
    assert "class finished end_" in lines(TEACHER)
    assert not any("question_" in line for line in lines(TEACHER))


def test_titles_are_shown_where_they_are_given_and_cannot_break_a_line() -> None:
    titles = {
        "install": 'Install "it"',
        "step": "Шаг",
        "done": "готово: да; #1",
        "join_chat.no_link": "ссылки нет",
        "[link_missing]": "нет",
        "@teacher": "учитель",
        "link_came": "прислал ссылку",
    }
    drawn = lines(FAMILY, titles)
    assert "state \"Шаг 1. Install 'it'\" as install" in drawn
    assert 'state "Шаг 2. create_profile" as create_profile' in drawn
    assert "install --> create_profile: готово — да, №1" in drawn
    assert "create_profile --> await_link: готово — да, №1 [нет]" in drawn
    assert "join_chat --> await_link: ссылки нет" in drawn
    assert "await_link --> join_chat: готово — да, №1<br/>учитель — прислал ссылку" in drawn


def test_what_others_do_is_told_from_what_the_person_does_in_words() -> None:
    teacher = documents()["teacher.md"]
    assert "await_acceptance --> create_chat: ✅<br/>администратор — принял\n" in teacher
    assert "create_chat --> await_acceptance: ⬅️<br/>администратор — отменил принятие" in teacher
    assert "администратор — отказал, «Не тот класс»" in teacher
    assert "await_link --> join_chat: ✅<br/>учитель — прислал ссылку" in documents()["family.md"]


def test_a_document_shows_no_key() -> None:
    """Every label is words: a Latin letter is a state's name before the arrow, or a title's."""
    for text in documents().values():
        labels = [
            line.split(": ", 1)[1] for line in text.splitlines() if "-->" in line and ": " in line
        ]
        assert labels
        assert not [
            one
            for one in labels
            if any(c in ascii_lowercase + "_" for c in one.replace("<br/>", ""))
        ]


def test_the_diagram_shows_the_machine_not_the_declaration() -> None:
    machine = build(TEACHER)
    machine.add_transition("jump", "install", "finished")
    assert "install --> finished: jump" in mermaid(TEACHER, machine)


def test_the_script_writes_what_is_stale_and_tells_of_it_when_checking(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--check"], tmp_path) == 1
    assert "docs/diagrams/admin.md is stale" in capsys.readouterr().err
    assert main([], tmp_path) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(documents())
    assert main(["--check"], tmp_path) == 0
    (tmp_path / "teacher.md").write_text("old", encoding="utf-8")
    assert stale(tmp_path) == ["teacher.md"]
