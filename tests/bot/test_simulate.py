"""The flows walked in memory: what the table counts and what the cards show."""

import pytest

from bot import simulate
from bot.simulate import main
from flows.check import refusals


def rows(printed: str) -> dict[str, dict[str, str]]:
    head, *lines = [line.split() for line in printed.splitlines()]
    head = ["людей", "касаний", "передач", "дошли", "на_одного", *refusals()]
    return {name: dict(zip(head, cells, strict=True)) for name, *cells in lines}


def test_everybody_reaches_the_end_however_they_stumble(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--people", "40"]) == 0
    table = rows(capsys.readouterr().out)
    assert list(table) == ["vk/admin", "vk/teacher", "vk/family"]
    for row in table.values():
        assert row["дошли"] == row["людей"] == "40"
        assert float(row["на_одного"]) == round(int(row["касаний"]) / 40, 1)
        assert int(row["stale"]) > 0
        assert row["not_here"] == row["day_passed"] == "0"


def test_others_act_meanwhile_on_whoever_walks_for_a_school(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["--people", "60"]) == 0
    table = rows(capsys.readouterr().out)
    assert table["vk/admin"]["передач"] == "0"
    assert min(int(table[name]["передач"]) for name in ("vk/teacher", "vk/family")) > 0
    monkeypatch.setattr(simulate, "AT_SCHOOL", 0)
    assert main(["--people", "60"]) == 0
    assert {row["передач"] for row in rows(capsys.readouterr().out).values()} == {"0"}


def test_the_same_seed_gives_the_same_people(capsys: pytest.CaptureFixture[str]) -> None:
    printed = []
    for seed in ("3", "3", "4"):
        main(["--people", "10", "--seed", seed])
        printed.append(capsys.readouterr().out)
    assert printed[0] == printed[1] != printed[2]


def test_old_and_double_taps_are_met_and_do_no_harm(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--role", "admin", "--variant", "lost", "--people", "60"]) == 0
    (row,) = rows(capsys.readouterr().out).values()
    assert int(row["stale"]) > int(row["same"]) > 0


def test_one_variant_walks_its_own_way(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--variant", "registered", "--people", "30"]) == 0
    (registered,) = rows(capsys.readouterr().out).values()
    assert main(["--variant", "new", "--people", "30"]) == 0
    (new,) = rows(capsys.readouterr().out).values()
    assert float(registered["на_одного"]) < float(new["на_одного"])


def test_nobody_can_walk_as_what_is_not_declared(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["--role", "teacher", "--variant", "parent"])
    assert "'parent'" in capsys.readouterr().err


def test_whoever_never_arrives_is_told_of_by_the_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(simulate, "PATIENCE", 2)
    assert main(["--role", "teacher", "--people", "3"]) == 1
    assert rows(capsys.readouterr().out)["vk/teacher"]["дошли"] == "0"


def test_cards_read_as_a_person_sees_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--role", "teacher", "--cards"]) == 0
    shown = capsys.readouterr().out
    assert "Шаг 2 из 4" in shown.replace("\N{NO-BREAK SPACE}", " ")
    assert "[ ⬅️ Назад ]  [ ☰ ]" in shown
    assert " ↗ ]" in shown
    assert "<" not in shown
    alone = [line for line in shown.splitlines() if line.startswith("── ") and "school" not in line]
    assert sum("await_acceptance" in line for line in alone) == 2


def test_every_card_is_shown_once_with_what_makes_it_different(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--cards"]) == 0
    captions = [line for line in capsys.readouterr().out.splitlines() if line.startswith("──")]
    assert len(captions) == len(set(captions))
    for marks in ("case", "apply · no_phrase", "await_support · asked", "sign_in · registered"):
        assert f"── vk/admin · {marks} ──" in captions
    assert "── vk/teacher · apply · who_is_it · school 1 ──" in captions
    for who in ("parent", "student"):
        assert f"── vk/family · join_chat · {who} ──" in captions


def test_cards_speak_english_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--role", "family", "--variant", "student", "--cards", "--locale", "en"]) == 0
    shown = capsys.readouterr().out
    assert "Student" in shown
    assert "Шаг" not in shown
