"""Make one of each paper with made-up data and picture every page, to be looked at.

Run by `make papers`; needs LibreOffice (`apt install libreoffice-writer`). The pictures are in
`artifacts/papers`, which is not a part of the repository: a secretary's eye is the test.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import pypdfium2 as pdfium

from bot.papers import letter, memo, package
from bot.papers.details import read, understood
from bot.papers.documents import Paper
from bot.texts import LOCALES, Texts
from flows.appointee import Appointee
from flows.package import ACTS, CASES, KINDS, MEMOS, Letterhead

FOLDER: Final = Path(__file__).parents[1] / "artifacts" / "papers"
SHORT: Final = Letterhead("Школа № 5", "Кострома", "Костромская область", "4401000005")
LONG: Final = Letterhead(
    "Муниципальное бюджетное общеобразовательное учреждение «Средняя общеобразовательная школа "
    "№ 15 с углублённым изучением отдельных предметов имени Н. А. Образцова»",
    "Городской округ город Нерехта и Нерехтский район",
)
SAID: Final = "Образцова Мария Петровна, 8 900 000-00-00, obraztsova@example.ru"
SAID_LONG: Final = (
    "Константинопольская-Образцова Александра Константиновна, +7 900 000 00 01, "
    "aleksandra.konstantinopolskaya-obraztsova@shkola-15.example.ru"
)
SCALE: Final = 1.4
"""Pixels in a point of the pictures."""


def papers() -> Iterator[tuple[str, Paper]]:
    """Yield a name for each paper, and the paper."""
    for kind in KINDS:
        for case in CASES:
            who = understood(Appointee(kind, case), read(SAID))
            yield f"{kind}-{case}", package.appointment(kind, case, SHORT, who)
            yield f"{kind}-{case}-blank", package.appointment(kind, case, Letterhead())
    who = understood(Appointee("order", "new"), read(SAID_LONG))
    crowded = package.appointment("order", "new", LONG, who)
    yield "order-new-long", crowded
    for name, head in (("known", SHORT), ("long", LONG), ("blank", Letterhead())):
        yield f"questionnaire-{name}", package.questionnaire(head)
        for act in ACTS:
            yield f"act-{act}-{name}", package.act(act, head)
    texts = Texts(ZoneInfo("Europe/Moscow"), {"teachers": 3})
    for kind in MEMOS:
        for locale in LOCALES:
            for name, head in (("known", SHORT), ("long", LONG)):
                data = memo.pdf(texts, kind, head.name, locale)
                yield f"memo-{kind}-{locale}-{name}", Paper(memo.FILES[kind], data)
    yield "letter", letter.draft("Заявка", "Здравствуйте.", [crowded])


def convert(files: list[Path]) -> None:
    """Have LibreOffice make a PDF of each document, beside it."""
    office = shutil.which("soffice")
    if office is None:
        raise SystemExit("LibreOffice is needed: apt install libreoffice-writer")
    command = [office, "--headless", "--convert-to", "pdf", "--outdir", str(FOLDER)]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True)


def picture(file: Path) -> int:
    """Draw every page of a PDF; return how many there are."""
    document = pdfium.PdfDocument(file)  # type: ignore[no-untyped-call]
    pages = len(document)
    for number in range(pages):
        drawn = document[number].render(scale=SCALE).to_pil()
        drawn.save(FOLDER / f"{file.stem}-{number + 1}.png")
    document.close()  # type: ignore[no-untyped-call]
    return pages


def main() -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    for name, paper in papers():
        (FOLDER / f"{name}{Path(paper.name).suffix}").write_bytes(paper.data)
    convert(sorted(FOLDER.glob("*.docx")))
    for file in sorted(FOLDER.glob("*.pdf")):
        sys.stdout.write(f"{file.name}: {picture(file)} p.\n")


if __name__ == "__main__":
    main()
