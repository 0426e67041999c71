"""A request's parameters, however they came: query string, form, JSON or multipart.

The Bot API server sees every parameter as text; a JSON body may hold numbers, booleans and objects
in their own right, and then means their JSON text.
"""

import json
from dataclasses import dataclass, field
from typing import Any, Final

from aiohttp import BodyPartReader, web

from bot.emulator.errors import ApiError, bad_request
from bot.emulator.files import UPLOAD_LIMIT

BODY_LIMIT: Final = UPLOAD_LIMIT + 1024 * 1024
ATTACHED: Final = "attach://"


@dataclass(slots=True, frozen=True)
class Upload:
    """One file of a multipart body."""

    name: str
    mime: str
    data: bytes = field(repr=False)


@dataclass(slots=True)
class Params:
    """Typed reading of what the caller sent; absent, null and empty are the same."""

    values: dict[str, Any] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        return self.values.get(name) is not None

    def text(self, name: str, default: str = "") -> str:
        value = self.values.get(name)
        if value is None:
            return default
        if isinstance(value, str):
            return value
        return json.dumps(value)

    def required(self, name: str) -> str:
        value = self.text(name)
        if not value:
            raise bad_request(f'Parameter "{name}" is required')
        return value

    def flag(self, name: str) -> bool:
        return self.text(name).strip().lower() in ("true", "yes", "1")

    def number(self, name: str, default: int = 0, low: int = -(2**31), high: int = 2**31) -> int:
        """Leading digits count, the rest is passed over, and the result is clamped, as there."""
        value = self.values.get(name)
        if not isinstance(value, int) or isinstance(value, bool):
            value = _leading_number(self.text(name)) if self.text(name) else default
        return min(max(value, low), high)

    def message_id(self, name: str = "message_id") -> int:
        """0 where there is none or it is negative."""
        return max(self.number(name), 0)

    def json(self, name: str, what: str) -> Any:
        """None where the parameter is absent. `what` names it in the complaint."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"Can't parse {what} JSON object") from None

    def upload(self, name: str, value: str) -> Upload | None:
        """The file that parameter `name` or its value `attach://…` points to."""
        if value.startswith(ATTACHED):
            return self.files.get(value.removeprefix(ATTACHED))
        return self.files.get(name)


def _leading_number(text: str) -> int:
    text = text.strip()
    end = 1 if text[:1] == "-" else 0
    while end < len(text) and text[end].isdecimal():
        end += 1
    digits = text[:end]
    return int(digits) if digits.strip("-") else 0


async def read(request: web.BaseRequest) -> Params:
    """Body parameters win over those in the address."""
    params = Params(dict(request.query)) if request.query_string else Params()
    if request.method == "GET" or not request.body_exists:
        return params
    if (request.content_length or 0) > BODY_LIMIT:
        raise ApiError(413, "Request Entity Too Large")
    kind = request.content_type
    if kind == "application/json":
        params.values |= _json_body(await request.read())
    elif kind.startswith("multipart/"):
        await _multipart(request, params)
    else:
        params.values |= dict(await request.post())
    return params


def _json_body(body: bytes) -> dict[str, Any]:
    if not body:
        return {}
    try:
        values = json.loads(body)
    except ValueError:
        raise bad_request("can't parse JSON object in the request body") from None
    if not isinstance(values, dict):
        raise bad_request("JSON object in the request body must be an Object")
    return values


async def _multipart(request: web.BaseRequest, params: Params) -> None:
    reader = await request.multipart()
    left = BODY_LIMIT
    while (part := await reader.next()) is not None:
        if not isinstance(part, BodyPartReader) or not part.name:
            continue
        data = bytes(await part.read(decode=True))
        left -= len(data)
        if left < 0:
            raise ApiError(413, "Request Entity Too Large")
        if part.filename is None:
            params.values[part.name] = data.decode("utf-8", "surrogateescape")
        else:
            mime = part.headers.get("Content-Type", "")
            params.files[part.name] = Upload(part.filename, mime, data)
