"""What the system knows of another process (Linux)."""

import os
from pathlib import Path
from typing import Final

TICKS: Final = os.sysconf("SC_CLK_TCK")


def processor_time(pid: int) -> float:
    """Return the seconds that a process has worked, in user and kernel mode."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def memory(pid: int | str = "self") -> float:
    """Return a process's resident memory in MB."""
    return _told(pid, "VmRSS:")


def peak(pid: int | str = "self") -> float:
    """Return the most that it was since its start, or since `forget_peak`."""
    return _told(pid, "VmHWM:")


def forget_peak(pid: int | str = "self") -> None:
    Path(f"/proc/{pid}/clear_refs").write_text("5", encoding="ascii")


def _told(pid: int | str, name: str) -> float:
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith(name):
            return int(line.split()[1]) / 1024
    raise RuntimeError(f"the system does not tell {name}")
