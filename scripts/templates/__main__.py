"""Write `bot/papers/templates` anew; commit the result beside the texts it came from."""

import sys
from pathlib import Path
from typing import Final

from scripts.templates.office import Writer
from scripts.templates.source import read

PAPERS: Final = Path(__file__).parents[2] / "bot" / "papers"
SOURCES: Final = PAPERS / "sources"
TEMPLATES: Final = PAPERS / "templates"
KINDS: Final = ("order", "instruction")
CASES: Final = ("new", "change", "lost")
TITLES: Final = {
    "questionnaire": "Сведения для анкеты",
    "act-order": "Приказ об использовании ИКОП «Сферум»",
    "act-use": "Положение об использовании ИКОП «Сферум»",
    "act-ethics": "Положение об этике общения",
}


def built() -> dict[str, bytes]:
    """Return every template by its file's name."""
    found = {}
    for number, kind in enumerate(KINDS):
        for case in CASES:
            source = read(SOURCES / "appointment.txt", number, case, CASES)
            writer = Writer(source, "О назначении администратора ИКОП «Сферум»")
            found[f"appointment-{kind}-{case}.docx"] = writer.write()
    for name, title in TITLES.items():
        found[f"{name}.docx"] = Writer(read(SOURCES / f"{name}.txt"), title).write()
    return found


def main() -> None:
    TEMPLATES.mkdir(exist_ok=True)
    for name, data in built().items():
        (TEMPLATES / name).write_bytes(data)
        sys.stdout.write(f"{name}: {len(data)} bytes\n")


if __name__ == "__main__":
    main()
