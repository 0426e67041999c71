"""One contender in a process of its own: waits for "people seconds", answers a `Round`."""

import asyncio
import sys
from pathlib import Path

from bot.serve import loop_factory
from scripts.bench.cards import sample_json
from scripts.bench.contenders import CONTENDERS
from scripts.bench.instant import Load

PEOPLE = 32


async def serve(name: str, folder: Path) -> None:
    contender = CONTENDERS[name]
    load = Load(contender.ways, sample_json())
    working = asyncio.create_task(contender.run(load, folder, PEOPLE))
    greeting = asyncio.create_task(load.greet(PEOPLE))
    await asyncio.wait({working, greeting}, return_when=asyncio.FIRST_COMPLETED)
    if working.done():
        working.result()
    await greeting
    print("ready", flush=True)
    while line := await asyncio.to_thread(sys.stdin.readline):
        people, seconds = line.split()
        one = await load.crowd.run(int(people), float(seconds))
        print(*one, flush=True)
    working.cancel()
    await asyncio.wait([working])


def main() -> None:
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        runner.run(serve(sys.argv[1], Path(sys.argv[2])))


if __name__ == "__main__":
    main()
