"""`python -m bot demo`: the real bot against the emulator, with several people in a browser."""

import argparse
import asyncio
import errno
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from pydantic import SecretStr

from bot import logs
from bot.app import App, opened, settle
from bot.clock import Clock
from bot.emulator.district import people
from bot.emulator.hooks import Hooks
from bot.emulator.limits import OVERALL, Limits
from bot.emulator.memory import restore, save
from bot.emulator.persons import CannotDo
from bot.emulator.prepared import SITUATIONS, prepare
from bot.emulator.server import DEFAULT_TOKEN, Emulator
from bot.emulator.watch import watch
from bot.emulator.world import FIRST_PERSON
from bot.pace import Pace
from bot.serve import loop_factory, on_signal
from bot.settings import BadSettings, Settings, load
from flows.content_file import FaultyContent
from flows.library import library
from storage import AlreadyRunningError, StorageError
from storage.lock import hold

FOLDER = Path("data/demo")
DATABASE = "guide.db"
PORT = 8700
DATA_KEY = "ZGVtby1rZXktb2Ytbm8tdXNlLWFueXdoZXJlLWVsc2U="
"""A key for data that nobody need be kept from."""
SAVE_EVERY = 3.0
PORTS_TRIED = 20
PEOPLE = (
    ("Ольга", "Петрова", "администратор"),
    ("Анна", "Смирнова", "учитель, 5А"),
    ("Игорь", "Волков", "учитель, 7Б"),
    ("Марина", "Кузнецова", "родитель"),
    ("Саша", "Кузнецов", "ученик"),
    ("Елена", "Орлова", "координатор"),
)
COORDINATOR = FIRST_PERSON + len(PEOPLE) - 1
"""The account of the last of them: she operates everything."""


class Demo:
    """The emulator and the bot in one process; the bot can be stopped and started again."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.clock = Clock()
        self.emulator = Emulator(
            self.clock,
            first_name="Проводник по Сферуму",
            hooks=Hooks(
                restart=self.restart,
                next_due=self.next_due,
                prepare=self.prepare,
                clock_moved=self.clock_moved,
                situations=SITUATIONS,
            ),
            # Its people are quicker than anybody: a chat of theirs has no limit, as in the pace.
            limits=Limits(overall=max(OVERALL, settings.send_rate), burst=0),
        )
        self._settings = settings
        self._memory = folder / "messenger.json"
        self._app: App | None = None
        self._bot: asyncio.Task[None] | None = None
        self._stopped = asyncio.Event()
        self._preparing: asyncio.Task[None] | None = None
        self._restarting = asyncio.Lock()

    async def start(self, port: int) -> None:
        await _listen(self.emulator, port)
        world = self.emulator.world
        ahead = restore(world, self._memory)
        if ahead is None:
            for first_name, last_name, note in PEOPLE:
                world.add_person(first_name, last_name=last_name, note=note)
        self.clock.advance(ahead or 0)
        # The bot remembers the numbers of updates: seconds are ahead of any it may have seen.
        world.updates.begin_at(self.clock.now())
        await self.start_bot()

    async def start_bot(self) -> None:
        """Start the bot as `run` does, told of another API address; return when it listens."""
        ready = asyncio.Event()
        self._bot = asyncio.create_task(self._work(ready), name="bot")
        started = asyncio.create_task(ready.wait())
        await asyncio.wait({self._bot, started}, return_when=asyncio.FIRST_COMPLETED)
        started.cancel()
        if self._bot.done():
            self._bot.result()
        self.emulator.set_running(running=True)

    async def _work(self, ready: asyncio.Event) -> None:
        settings = self._settings.model_copy(update={"bot_api_url": self.emulator.url})
        pace = Pace(settings.send_rate, chats=False)
        async with opened(settings, self.clock, pace=pace) as app:
            self._app = app
            watching = asyncio.create_task(
                watch(app, self.emulator.world, self.emulator.hooks), name="watch"
            )
            try:
                await app.run(ready.set)
            finally:
                watching.cancel()
                await asyncio.wait({watching})

    async def stop_bot(self) -> None:
        if self._app is not None and self._bot is not None:
            await self._app.stop()
            await self._bot
        self._app = self._bot = None
        self.emulator.set_running(running=False)

    async def restart(self) -> None:
        """Stop for real (database closed, nothing kept in memory) and start again."""
        async with self._restarting:
            self.emulator.log("Останавливаю бота")
            await self.stop_bot()
            await self.start_bot()
            self.emulator.log("Бот снова работает: шаги на месте")

    async def prepare(self, name: str) -> None:
        """Let the people of the demo bring a situation about; the bot stays up meanwhile.

        It goes on although the page that asked for it is closed.
        """
        if name not in SITUATIONS:
            raise CannotDo("Такого положения нет")
        if self._restarting.locked():
            raise CannotDo("Бот занят: подождите несколько секунд")
        if not self.emulator.faults.quiet:
            raise CannotDo("Сначала выключите сбои")
        work = self._prepare_region() if name == "region" else self._prepare()
        self._preparing = asyncio.create_task(work, name="prepare")
        await asyncio.shield(self._preparing)

    async def _prepare(self) -> None:
        async with self._restarting:
            self.emulator.log("Готовлю школу: люди нажимают кнопки сами")
            await prepare(self.emulator.world)
            self.emulator.log("Школа готова: Ольга может принять Игоря")

    async def _prepare_region(self) -> None:
        async with self._restarting:
            if self._app is None:
                raise CannotDo("Бот остановлен: нажмите «Перезапустить»")
            self.emulator.log("Готовлю регион: тридцать школ за шесть недель")
            house = self._app.house
            new = await people(house.db, self.clock.now(), house.settings.active_teachers)
            said = f"Регион готов, школ: {new}. Елене: /stats" if new else "Регион уже есть"
            self.emulator.log(said)

    async def next_due(self) -> int | None:
        """Return when the bot will next say something of its own accord."""
        return await self._app.delivery.next_due() if self._app else None

    async def clock_moved(self, _now: int) -> None:
        if self._app:
            self._app.delivery.wake()
            self._app.retention.look()

    async def until_stopped(self) -> None:
        """Wait for the end: asked for, or because the bot died. Keeps the chats meanwhile."""
        asked, saved = asyncio.create_task(self._stopped.wait()), -1
        while not asked.done():
            bot = self._bot
            watched = {asked} if bot is None else {asked, bot}
            await asyncio.wait(watched, return_when=asyncio.FIRST_COMPLETED, timeout=SAVE_EVERY)
            if bot is not None and bot is self._bot and bot.done():
                bot.result()
            if self.emulator.world.hub.seq != saved:
                saved = self.emulator.world.hub.seq
                save(self.emulator.world, self.clock.ahead, self._memory)
        async with self._restarting:
            await self.stop_bot()
        save(self.emulator.world, self.clock.ahead, self._memory)

    async def stop(self) -> None:
        self._stopped.set()


async def _listen(emulator: Emulator, port: int) -> None:
    """Take the port, or the next free one, and say so."""
    for one in range(port, port + PORTS_TRIED):
        try:
            await emulator.start(one)
        except OSError as fault:
            if fault.errno != errno.EADDRINUSE:
                raise
            sys.stdout.write(f"Порт {one} занят, пробую следующий\n")
        else:
            return
    raise OSError(errno.EADDRINUSE, f"нет свободного порта от {port} до {port + PORTS_TRIED - 1}")


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m bot demo")
    parser.add_argument("--fresh", action="store_true", help="начать с чистого листа")
    parser.add_argument("--port", type=_port, default=PORT, help=f"порт страницы, обычно {PORT}")
    asked = parser.parse_args(argv)
    try:
        begin = forget if asked.fresh else take
        begin(FOLDER)
        settings = demo_settings(FOLDER)
        library()
        with asyncio.Runner(loop_factory=loop_factory()) as runner:
            runner.run(_show(settings, asked.port))
    except (BadSettings, FaultyContent) as fault:
        sys.stderr.write(f"{fault}\n")
        return 2
    except AlreadyRunningError:
        sys.stderr.write("Демо на этих данных уже работает: откройте его адрес или остановите.\n")
        return 2
    except (StorageError, OSError) as fault:
        sys.stderr.write(f"Демо не запустилось: {fault}\n")
        return 2
    return 0


def take(folder: Path) -> None:
    """Raise `AlreadyRunningError` when a demo is at work there."""
    if folder.exists():
        hold(folder / DATABASE).release()


def forget(folder: Path) -> None:
    """Begin anew, unless a demo is at work there."""
    take(folder)
    shutil.rmtree(folder, ignore_errors=True)


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port < 2**16:
        raise ValueError
    return port


def demo_settings(folder: Path) -> Settings:
    """The settings of this machine, but for where the bot lives: no token, no other database."""
    own = {
        "bot_token": SecretStr(DEFAULT_TOKEN),
        "database_url": f"sqlite:///{folder}/{DATABASE}",
        "bot_proxy": None,
        "webhook_url": None,
        "data_key": SecretStr(DATA_KEY),
        "data_key_old": None,
        "operators": (COORDINATOR,),
        "check_links": False,
    }
    return load().model_copy(update=own)


async def _show(settings: Settings, port: int) -> None:
    logs.setup(settings.log_format, settings.log_level)
    demo = Demo(FOLDER, settings)
    try:
        await demo.start(port)
        settle()
        on_signal(demo.stop)
        sys.stdout.write(
            f"\nДемо работает: {demo.emulator.url}\n"
            f"Откройте адрес в браузере. Данные — в {FOLDER}/, остановить — Ctrl+C.\n"
        )
        sys.stdout.flush()
        await demo.until_stopped()
    finally:
        await demo.emulator.stop()
    sys.stdout.write("Демо остановлено, шаги сохранены.\n")
