"""Write requirements/*.txt: exact versions with hashes, naming no host.

Run with `make lock`: what is locked stays, what is new comes in; `make lock ARGS=--upgrade` takes
the newest of everything. The resolver (`uv`) is fetched for this one purpose.
"""

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parent.parent
TARGETS: dict[str, list[str]] = {
    "run.txt": [],
    "postgres.txt": ["--extra", "postgres"],
    "dev.txt": ["--group", "dev"],
}
HEADER = "# Made by `make lock` from pyproject.toml. Do not edit.\n"


def main(more: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder) / "bin" / "python"
        subprocess.run([python, "-m", "pip", "install", "--quiet", "uv"], check=True)
        for name, extra in TARGETS.items():
            target = ROOT / "requirements" / name
            command: list[str | Path] = [
                Path(folder) / "bin" / "uv",
                "pip",
                "compile",
                "pyproject.toml",
                "--quiet",
            ]
            options = ["--universal", "--python-version", "3.11", "--generate-hashes"]
            shape = ["--no-header", "--no-annotate", "--no-config", *more]
            subprocess.run([*command, *options, *shape, *extra, "-o", target], cwd=ROOT, check=True)
            made = target.read_text(encoding="utf-8").removeprefix(HEADER)
            target.write_text(HEADER + made, encoding="utf-8")
            sys.stdout.write(f"{target.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
