"""`python -m scripts.bench`: measure, and print ratios. See docs/performance.md."""

import argparse
import gc
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from scripts.bench import broadcast, desks, districts, lookups, loopback, reminders, rounds, takeout
from scripts.bench.broadcast import Plan
from scripts.bench.report import Aim, Near, heading, line

FOLDER: Final = Path("data")
CROWD: Final = 32
MS: Final = 1e-3
US: Final = 1e-6


class Scale(NamedTuple):
    """How long it all takes.

    Turns and seconds of a round, starts, people in the large databases, broadcasts, schools.
    """

    turns: int
    seconds: float
    starts: int
    many: int
    broadcasts: tuple[Plan, ...]
    schools: int


TAKEOUTS: Final = 4
FAST: Final = Plan(rate=300, turns=4, messages=2_500, seconds=8.0)
USUAL: Final = Plan(rate=30, turns=3, messages=300, seconds=9.0)
WHOLE: Final = Plan(rate=30, turns=1, messages=10_000, seconds=60.0)
FULL: Final = Scale(9, 1.5, starts=7, many=1_000_000, broadcasts=(FAST, USUAL), schools=50_000)
QUICK: Final = Scale(
    3,
    0.5,
    starts=2,
    many=50_000,
    broadcasts=(FAST._replace(turns=2, messages=900, seconds=2.5),),
    schools=2_000,
)


def machine(folder: Path) -> Iterator[str]:
    system = f"{platform.system()} {platform.machine()}"
    yield f"Python {platform.python_version()}, {system}, {os.cpu_count()} cores, uvloop for all"
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    yield f"load before: {load}; a flush to this disk takes {flush(folder) / MS:.2f} ms"


def flush(folder: Path) -> float:
    """Return the median seconds that a page takes to the disk."""
    took = []
    with (folder / "flush").open("wb", buffering=0) as file:
        for _ in range(100):
            file.write(bytes(4096))
            began = time.perf_counter()
            os.fsync(file.fileno())
            took.append(time.perf_counter() - began)
    return statistics.median(took)


def inside(folder: Path, scale: Scale) -> Iterator[str]:
    names = ("echo", "guide", "silent echo", "dialog", "hops")
    loads = [(CROWD, scale.seconds), (1, scale.seconds)]
    found = rounds.compare(names, folder, scale.turns, loads)
    rates = {key: [one.rate for one in each] for key, each in found.items()}
    works = {key: [one.work for one in each] for key, each in found.items()}
    waits = {key: [one.p99 for one in each] for key, each in found.items()}
    ours, alone = ("guide", CROWD), ("guide", 1)
    yield heading(f"In one process, {CROWD} people at once")
    yield line("taps a second: echo bot", rates[ours], rates["echo", CROWD], Aim(1.0))
    yield line("  echo bot without its log", rates[ours], rates["silent echo", CROWD])
    yield line("  aiogram-dialog, durable", rates[ours], rates["dialog", CROWD], Aim(2.5))
    yield line("  ours with a hop a statement", rates[ours], rates["hops", CROWD])
    yield line("p99, ms: echo bot", waits[ours], waits["echo", CROWD], Aim(1.25, least=False), MS)
    yield line("processor, µs a tap: echo bot", works[ours], works["echo", CROWD], unit=US)
    yield heading("In one process, one person alone")
    yield line("taps a second: echo bot", rates[alone], rates["echo", 1], Aim(0.45))
    yield line("  echo bot without its log", rates[alone], rates["silent echo", 1])
    yield line("  aiogram-dialog, durable", rates[alone], rates["dialog", 1])
    yield line("  ours with a hop a statement", rates[alone], rates["hops", 1])


def over_http(folder: Path, scale: Scale) -> Iterator[str]:
    found = loopback.throughput(folder, scale.turns, [(CROWD, scale.seconds), (1, scale.seconds)])
    for people, aim in ((CROWD, Aim(1.0)), (1, None)):
        ours, theirs = found["guide", people], found["stateless", people]
        yield heading(f"Over loopback HTTP, {people} at once, against a stateless dialogue")
        yield line("taps a second", [x.rate for x in ours], [x.rate for x in theirs], aim)
        yield line("p99, ms", [x.p99 for x in ours], [x.p99 for x in theirs], unit=MS)
        works = [x.work for x in ours], [x.work for x in theirs]
        yield line("the bot's processor, µs a tap", *works, unit=US)


def starting(folder: Path, scale: Scale) -> Iterator[str]:
    found = loopback.starts(folder, scale.starts)
    ours, theirs = found["guide"], found["stateless"]
    yield heading("From start to first answer, against plain aiogram")
    times = [x[0] for x in ours], [x[0] for x in theirs]
    yield line("seconds", *times, Aim(1.0, least=False))
    sizes = [x[1] for x in ours], [x[1] for x in theirs]
    yield line("resident memory then, MB", *sizes, Aim(1.0, least=False))


def looking(folder: Path, scale: Scale) -> Iterator[str]:
    found = lookups.measure(folder, scale.many, scale.turns)
    aim = Aim(1.5, least=False)
    few = spaced(lookups.FEW)
    yield heading(f"Lookups, µs: {spaced(scale.many)} people (ours) against {few} (theirs)")
    for name, cost in found.items():
        yield line(f"{name}, {few} of them about", cost.some, cost.few, aim, US)
        yield line("  anybody comes", cost.anybody, cost.few, aim, US)


def reminding(folder: Path, scale: Scale) -> Iterator[str]:
    found = reminders.measure(folder, (scale.many, reminders.FEW), scale.turns)
    (first, *many), (start, *few) = found[scale.many], found[reminders.FEW]
    aim = Aim(1.5, least=False)
    sizes = f"{spaced(scale.many)} (ours) against {spaced(reminders.FEW)} (theirs)"
    yield heading(f"Reminding {spaced(reminders.DUE)} people: out of {sizes}")
    yield line("seconds until all is out", [x.seconds for x in many], [x.seconds for x in few], aim)
    works = [x.work for x in many], [x.work for x in few]
    yield line("  processor, µs a message", *works, aim, US)
    yield line("resident memory at most, MB", [x.peak for x in many], [x.peak for x in few], aim)
    yield line("  what the first time adds to it", [first.growth], [start.growth])
    idle = [x.idle for x in many], [x.idle for x in few]
    yield line("a look when nothing is due, µs", *idle, aim, US)


def broadcasting(folder: Path, scale: Scale) -> Iterator[str]:
    for plan in scale.broadcasts:
        turns = broadcast.measure(folder, plan)
        alone, during = [x.alone for x in turns], [x.during for x in turns]
        rates = [float(plan.rate)] * plan.turns
        messages = spaced(plan.messages * plan.turns)
        yield heading(f"{messages} messages unasked, {plan.rate} a second")
        yield line("a second (ours), as set (theirs)", [x.rate for x in turns], rates, Near(0.03))
        yield line("  most in any second", [x.most for x in turns], rates)
        waits = [x.p99 for x in during], [x.p99 for x in alone]
        yield line("dialogue meanwhile, alone: p99, ms", *waits, Aim(2.0, least=False), MS)
        yield line("  taps a second", [x.rate for x in during], [x.rate for x in alone])
        handed = statistics.median(x.handed for x in turns) / MS
        floods = sum(x.floods for x in turns)
        yield f"  a hand-off in its midst is there in {handed:.0f} ms; flood waits: {floods}"


def spaced(number: int) -> str:
    return f"{number:,}".replace(",", " ")


def operating(folder: Path, scale: Scale) -> Iterator[str]:
    found = desks.measure(folder, scale.schools)
    people = spaced(scale.schools * districts.PEOPLE)
    events = spaced(scale.schools * districts.PEOPLE * districts.EVENTS)
    yield heading(f"Operators: {spaced(scale.schools)} schools, {people} people, {events} events")
    aim = desks.AIM
    for one in found:
        took = desks.slowest(one)
        worst = max(one.seconds)
        verdict = "holds" if took <= aim else "MISSED"
        said = f"{took / MS:7.1f} ms, at most {worst / MS:7.1f}  ≤ {aim / MS:.0f}  {verdict}"
        yield f"  {one.name:<48} {said}"
    turns = takeout.measure(folder, scale.schools, TAKEOUTS)
    yield heading(f"Everything taken out as a workbook, {spaced(scale.schools)} schools")
    waits = [x.during.p99 for x in turns], [x.alone.p99 for x in turns]
    yield line("dialogue meanwhile, alone: p99, ms", *waits, Aim(2.0, least=False), MS)
    took = statistics.median(x.seconds for x in turns)
    memory = max(x.memory for x in turns)
    yield f"  seconds: {took:.1f}; resident memory at most, MB: {memory:.0f}"


SECTIONS: Final = {
    "inside": inside,
    "http": over_http,
    "start": starting,
    "lookups": looking,
    "reminders": reminding,
    "broadcast": broadcasting,
    "operators": operating,
}


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="two minutes instead of nine; rough")
    parser.add_argument("--whole", action="store_true", help="besides, 10 000 messages at 30/s")
    parser.add_argument("--only", choices=SECTIONS, action="append", help="one section")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where databases are made")
    asked = parser.parse_args(argv)
    scale = QUICK if asked.quick else FULL
    if asked.whole:
        scale = scale._replace(broadcasts=(*scale.broadcasts, WHOLE))
    asked.folder.mkdir(parents=True, exist_ok=True)
    gc.disable()  # the people in this process should not make anybody wait
    for name in asked.only or SECTIONS:
        with tempfile.TemporaryDirectory(prefix="bench-", dir=asked.folder) as folder:
            path = Path(folder).resolve()
            if name == (asked.only or list(SECTIONS))[0]:
                print(*machine(path), sep="\n")
            for said in SECTIONS[name](path, scale):
                print(said, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
