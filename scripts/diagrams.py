"""Write docs/diagrams/*.md out of the flows' machines. Run with `make docs`.

With `--check` nothing is written; 1 is returned when a diagram is stale.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.texts import Texts
from flows import BACK, FLOWS, LEAVE, Flow, Party, Role
from flows.card import DONE, message_of
from flows.diagram import mermaid
from flows.engine import begin
from flows.roles import machine_for
from flows.screens import say
from flows.teacher import REFUSALS

FOLDER = Path(__file__).parent.parent / "docs" / "diagrams"
HEADINGS = {
    Role.ADMIN: "Алгоритм администратора",
    Role.TEACHER: "Алгоритм учителя",
    Role.FAMILY: "Алгоритм ученика и родителя",
}
WORDS = {
    "step": "Шаг",
    DONE: "✅",
    BACK: "⬅️",
    LEAVE: "выход из школы",
    f"@{Party.ADMIN}": "администратор",
    f"@{Party.TEACHER}": "учитель",
    "accepted": "принял",
    "recalled": "отменил принятие",
    "restored": "отменил отказ",
    "link_came": "прислал ссылку",
    "[accepted]": "в школе уже приняли",
    "[all_ticked]": "отмечено всё",
    "[day_passed]": "прошёл день",
    "[link_missing]": "ссылки на чат класса ещё нет",
    "[registered]": "школа уже зарегистрирована",
}
CAPTION = """\
Стрелки — кнопки карточки: ✅ «шаг пройден», ⬅️ «назад»; в квадратных скобках — при каком условии.
Со слова «администратор» или «учитель» начинается то, что делает другой человек.
Пунктиром обведены ожидания. «Начать сначала» ведёт с любого места в начало и на схеме не показано.

Схема сделана из кода командой `make docs`; руками её не правят.
"""


def titles_of(flow: Flow, texts: Texts) -> dict[str, str]:
    """Name states and moves as the Russian card does."""
    journey = begin(flow, 1, 1, flow.variants[0], 0)
    found = dict(WORDS)
    for why in REFUSALS:
        found[why] = f"отказал, «{texts.format(say(f'desk.{why}'), 'ru', escape=False)}»"
    for state in flow.states:
        key = message_of(journey, state)
        who = journey.variant or "none"
        found[state.key] = texts.format(say(f"{key}.title", who=who), "ru", escape=False)
        mine = {move.trigger for move in state.moves if not move.by} - {DONE, BACK, LEAVE}
        for trigger in mine:
            label = say(f"{key}.{trigger}")
            found[f"{state.key}.{trigger}"] = texts.format(label, "ru", escape=False)
    return found


def document(flow: Flow, titles: Mapping[str, str]) -> str:
    diagram = mermaid(flow, machine_for(flow), titles)
    return f"# {HEADINGS[flow.role]}\n\n{CAPTION}\n```mermaid\n{diagram}```\n"


def documents() -> dict[str, str]:
    """Return every file's name with what it should hold."""
    texts = Texts(ZoneInfo("UTC"), {"teachers": 3})
    return {f"{flow.role}.md": document(flow, titles_of(flow, texts)) for flow in FLOWS}


def stale(folder: Path = FOLDER) -> list[str]:
    """Return the names of the files that are not what the flows say now."""
    return [
        name
        for name, text in documents().items()
        if not (folder / name).is_file() or (folder / name).read_text(encoding="utf-8") != text
    ]


def main(argv: Sequence[str] | None = None, folder: Path = FOLDER) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, tell what is stale")
    check: bool = parser.parse_args(argv).check
    old = stale(folder)
    if check:
        for name in old:
            sys.stderr.write(f"docs/diagrams/{name} is stale: make docs\n")
        return 1 if old else 0
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in documents().items():
        (folder / name).write_text(text, encoding="utf-8")
    sys.stdout.write(f"docs/diagrams: {len(old)} written anew\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
