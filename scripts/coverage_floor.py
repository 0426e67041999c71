"""Hold the floor of coverage: flows/ and storage/ 95 %, all 90 %, of lines and of branches alike.

Run by `make test` after the tests. Reads `.coverage`; returns 1 and names what falls short.
"""

import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from coverage import Coverage
from coverage.exceptions import CoverageException

ROOT = Path(__file__).parent.parent
FLOORS: Mapping[str, float] = {"flows/": 95.0, "storage/": 95.0, "": 90.0}


@dataclass(frozen=True, slots=True)
class Count:
    """How much of a part was run: lines and branches, covered and all."""

    lines: int = 0
    all_lines: int = 0
    branches: int = 0
    all_branches: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(
            self.lines + other.lines,
            self.all_lines + other.all_lines,
            self.branches + other.branches,
            self.all_branches + other.all_branches,
        )

    @property
    def percents(self) -> tuple[float, float]:
        """Of lines and of branches; a part without any has none left out."""
        return _percent(self.lines, self.all_lines), _percent(self.branches, self.all_branches)


def _percent(done: int, of: int) -> float:
    return 100.0 * done / of if of else 100.0


def counts(data: Path) -> dict[str, Count]:
    """Return what each file's tests have run, from coverage's own JSON report."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        coverage = Coverage(data_file=data, config_file=str(ROOT / "pyproject.toml"))
        coverage.load()
        coverage.json_report(outfile=str(report))
        files = json.loads(report.read_text(encoding="utf-8"))["files"]
    return {Path(name).as_posix(): _count(one["summary"]) for name, one in files.items()}


def _count(summary: Mapping[str, int]) -> Count:
    return Count(
        summary["covered_lines"],
        summary["num_statements"],
        summary["covered_branches"],
        summary["num_branches"],
    )


def shortfalls(files: Mapping[str, Count]) -> list[str]:
    """Print the three figures; return those under their floor."""
    short = []
    for part, floor in FLOORS.items():
        of_part = [count for name, count in files.items() if name.startswith(part)]
        lines, branches = sum(of_part, Count()).percents
        said = f"{part or 'all':9} lines {lines:5.1f} %  branches {branches:5.1f} %"
        if not of_part:
            said = f"{part or 'all':9} was not measured"
        sys.stdout.write(f"{said}\n")
        if not of_part or min(lines, branches) < floor:
            short.append(f"{said}, wanted {floor:.0f} %")
    return short


def main(argv: Sequence[str] = ()) -> int:
    data = Path(argv[0]) if argv else ROOT / ".coverage"
    try:
        short = shortfalls(counts(data))
    except CoverageException as fault:
        sys.stderr.write(f"no coverage to read: {fault}\n")
        return 1
    for one in short:
        sys.stderr.write(f"under its floor: {one}\n")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
