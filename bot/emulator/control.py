"""The chat page's side of the wire: state, events and what people do. See CONTRACT.md."""

import json
import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from aiohttp import BodyPartReader, web

from bot.emulator import persons
from bot.emulator.faults import Faults
from bot.emulator.files import FOLDERS, UPLOAD_LIMIT
from bot.emulator.hooks import Hooks
from bot.emulator.model import Json, Person
from bot.emulator.world import World

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

HEARTBEAT: Final = 15.0
_PERSON: Final = re.compile(r"/control/people/(\d+)/([a-z]+)")
_SLOWEST: Final = 60.0

Body = dict[str, Any]


class Refused(Exception):
    """Answered with `{"ok": false, "error": …}`."""

    def __init__(self, why: str, status: int = 400) -> None:
        super().__init__(why)
        self.status = status


class Control:
    """Everything under `/control/`."""

    def __init__(self, world: World, faults: Faults, hooks: Hooks) -> None:
        self._world = world
        self._faults = faults
        self._hooks = hooks
        self._person_actions: dict[str, Callable[[Person, Body], Json]] = {
            "text": self._text,
            "tap": self._tap,
            "edit": self._edit,
            "forward": self._forward,
            "start": self._start,
            "block": self._block,
        }
        self._actions: dict[str, Callable[[Body], Awaitable[Json]]] = {
            "/control/people": self._add_person,
            "/control/groups": self._add_group,
            "/control/clock": self._clock,
            "/control/faults": self._set_faults,
            "/control/bot": self._bot,
            "/control/prepare": self._prepare,
        }

    # -- reading ---------------------------------------------------------------------------------

    def snapshot(self) -> Json:
        world = self._world
        return {
            "seq": world.hub.seq,
            "now": world.now(),
            "bot": world.bot.card(),
            "commands": world.commands(),
            "people": [person.card() for person in world.people.values()],
            "chats": [
                chat.card() | {"messages": list(chat.messages.values())}
                for chat in world.chats.values()
            ],
            "faults": self._faults.json(),
            "hooks": self._hooks.json(),
            "delivery": self._hooks.delivery,
        }

    def file(self, file_id: str) -> web.Response:
        file = self._world.files.by_id(file_id)
        if file is None:
            raise Refused("Такого файла нет", 404)
        shown = file.kind == "photo"
        name = quote(PurePath(file.name).name or "file")
        how = "inline" if shown else "attachment"
        return web.Response(
            body=file.data,
            content_type=_picture_type(file.data) if shown else "application/octet-stream",
            headers={"Content-Disposition": f"{how}; filename*=UTF-8''{name}"},
        )

    async def events(self, request: web.BaseRequest, guards: dict[str, str]) -> web.StreamResponse:
        response = web.StreamResponse(headers=guards)
        response.content_type = "text/event-stream"
        subscription = self._world.hub.subscribe()
        try:
            await response.prepare(request)
            while line := await subscription.next(HEARTBEAT):
                await response.write(line.encode())
        except ConnectionError:
            pass
        finally:
            self._world.hub.unsubscribe(subscription)
        return response

    # -- doing -----------------------------------------------------------------------------------

    async def act(self, request: web.BaseRequest) -> Json:
        path = request.path
        found = _PERSON.fullmatch(path)
        try:
            if found is None:
                if path not in self._actions:
                    raise Refused("Такого действия нет", 404)
                return await self._actions[path](await _body(request))
            person = self._world.people.get(int(found[1]))
            if person is None:
                raise Refused("Такого человека нет", 404)
            if found[2] == "upload":
                return await self._upload(person, request)
            if found[2] not in self._person_actions:
                raise Refused("Такого действия нет", 404)
            return self._person_actions[found[2]](person, await _body(request))
        except (persons.CannotDo, ValueError, TypeError, KeyError) as error:
            why = str(error) if isinstance(error, persons.CannotDo) else f"Неверный запрос: {error}"
            raise Refused(why) from error

    def _text(self, person: Person, body: Body) -> Json:
        sent = persons.say(
            self._world,
            person,
            str(body["text"]),
            chat_id=body.get("chat_id"),
            reply_to=body.get("reply_to"),
            thread=body.get("thread"),
        )
        return {"message": sent[-1]}

    def _tap(self, person: Person, body: Body) -> Json:
        query = persons.tap(
            self._world,
            person,
            int(body["chat_id"]),
            int(body["message_id"]),
            str(body["data"]),
            force=bool(body.get("force")),
        )
        return {"callback_query_id": query.id}

    def _edit(self, person: Person, body: Body) -> Json:
        number, text = int(body["message_id"]), str(body["text"])
        chat_id = body.get("chat_id")
        return {"message": persons.edit(self._world, person, number, text, chat_id=chat_id)}

    def _forward(self, person: Person, body: Body) -> Json:
        source, number = int(body["from_chat_id"]), int(body["message_id"])
        chat_id = body.get("chat_id")
        return {"message": persons.forward(self._world, person, source, number, chat_id=chat_id)}

    def _start(self, person: Person, body: Body) -> Json:
        return {"message": persons.start(self._world, person, str(body.get("payload") or ""))}

    def _block(self, person: Person, body: Body) -> Json:
        persons.block(self._world, person, blocked=bool(body["blocked"]))
        return {}

    async def _upload(self, person: Person, request: web.BaseRequest) -> Json:
        fields, name, mime, data = await _form(request)
        kind = fields.get("kind", "document")
        if kind not in FOLDERS:
            raise Refused("Такой вид файла не поддерживается")
        message = persons.upload(
            self._world,
            person,
            kind,
            name,
            data,
            mime=mime,
            caption=fields.get("caption", ""),
            chat_id=int(fields["chat_id"]) if fields.get("chat_id") else None,
            thread=int(fields["thread"]) if fields.get("thread") else None,
        )
        return {"message": message}

    async def _add_person(self, body: Body) -> Json:
        first_name = str(body["first_name"]).strip()
        if not first_name:
            raise Refused("Имя обязательно")
        person = self._world.add_person(
            first_name,
            last_name=str(body.get("last_name") or ""),
            username=str(body.get("username") or ""),
            language_code=str(body.get("language_code") or "ru"),
            note=str(body.get("note") or ""),
        )
        return {"person": person.card()}

    async def _add_group(self, body: Body) -> Json:
        members = [int(one) for one in body["members"]]
        if unknown := [one for one in members if one not in self._world.people]:
            raise Refused(f"Таких людей нет: {unknown}")
        forum = bool(body.get("is_forum"))
        chat = self._world.add_group(str(body["title"]), members, is_forum=forum)
        return {"chat": chat.card()}

    async def _clock(self, body: Body) -> Json:
        clock = self._world.clock
        seconds = int(body.get("advance") or 0)
        if body.get("to_next"):
            due = await self._hooks.next_due() if self._hooks.next_due else None
            if due is None:
                raise Refused("Напоминаний впереди нет")
            seconds = max(due - clock.now(), 0)
        clock.advance(seconds)
        if self._hooks.clock_moved is not None:
            await self._hooks.clock_moved(clock.now())
        self._world.hub.publish({"type": "clock", "now": clock.now()})
        return {"now": clock.now()}

    async def _set_faults(self, body: Body) -> Json:
        faults = self._faults
        if "flood" in body:
            faults.flood, faults.flood_until = max(int(body["flood"]), 0), None
        if "broken" in body:
            faults.broken = bool(body["broken"])
        if "slow" in body:
            faults.slow = min(max(float(body["slow"]), 0), _SLOWEST)
        self._world.hub.publish({"type": "faults", "faults": faults.json()})
        return {"faults": faults.json()}

    async def _bot(self, body: Body) -> Json:
        if body.get("action") != "restart" or self._hooks.restart is None:
            raise Refused("Такого действия нет", 404)
        await self._hooks.restart()
        return {}

    async def _prepare(self, body: Body) -> Json:
        if self._hooks.prepare is None:
            raise Refused("Готовых положений здесь нет", 404)
        await self._hooks.prepare(str(body["name"]))
        return {}


async def _body(request: web.BaseRequest) -> Body:
    body = json.loads(await request.read() or b"{}")
    if not isinstance(body, dict):
        raise TypeError("нужен объект JSON")
    return body


async def _form(request: web.BaseRequest) -> tuple[dict[str, str], str, str, bytes]:
    """Fields, and the name, type and bytes of the one file."""
    fields: dict[str, str] = {}
    name, mime, data = "", "", b""
    reader = await request.multipart()
    while (part := await reader.next()) is not None:
        if not isinstance(part, BodyPartReader) or not part.name:
            continue
        if part.name == "file":
            name = part.filename or "file"
            mime = part.headers.get("Content-Type", "")
            data = bytes(await part.read(decode=True))
            if len(data) > UPLOAD_LIMIT:
                raise Refused("Файл больше 50 МБ", 413)
        else:
            fields[part.name] = bytes(await part.read(decode=True)).decode()
    if not data:
        raise Refused("Нужен непустой файл")
    return fields, name, mime, data


def _picture_type(data: bytes) -> str:
    if data.startswith(b"\x89PNG"):
        return "image/png"
    return "image/gif" if data.startswith(b"GIF8") else "image/jpeg"
