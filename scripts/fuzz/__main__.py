"""Fuzz a target: `python -m scripts.fuzz docx -max_total_time=600` (options are libFuzzer's).

The corpus grows in `artifacts/fuzz/<target>`; what broke it is written beside it and can be fed
again: `python -m scripts.fuzz docx artifacts/fuzz/crash-…`.
"""

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).parents[2] / "artifacts" / "fuzz"
WATCHED: Final = {
    "docx": ["bot.untrusted"],
    "pdf": ["bot.untrusted", "pypdf"],
    "any": ["bot.untrusted"],
    "table": ["bot.untrusted", "flows"],
    "message": ["bot.papers.details", "flows", "phonenumbers", "email_validator"],
    "verdict": ["flows"],
}
"""Modules whose branches lead the search."""
BOUNDS: Final = ("-timeout=20", "-rss_limit_mb=2048", "-max_len=200000")


def main(arguments: Sequence[str]) -> None:
    if not arguments or arguments[0] not in WATCHED:
        raise SystemExit(f"one of {', '.join(WATCHED)}, then options of libFuzzer")
    target, *options = arguments
    atheris: Any = import_module("atheris")
    with atheris.instrument_imports(include=WATCHED[target]):
        for name in WATCHED[target]:
            import_module(name)  # now, where readers would import it when first used
        from scripts.fuzz import targets  # noqa: PLC0415 - instrumented while it is imported
    FOLDER.mkdir(parents=True, exist_ok=True)
    corpus = FOLDER / target
    if not any(not one.startswith("-") for one in options):
        corpus.mkdir(parents=True, exist_ok=True)
        for number, seed in enumerate(targets.seeds(target)):
            (corpus / f"seed-{number}").write_bytes(seed)
        options = [*options, str(corpus)]
    prefix = f"-artifact_prefix={FOLDER}/"
    atheris.Setup([sys.argv[0], *BOUNDS, prefix, *options], targets.TARGETS[target])
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:])
