"""How updates reach the bot: getUpdates or a webhook."""

import re
from typing import Any, Final
from urllib.parse import urlsplit

from bot.emulator.bodies import Params
from bot.emulator.errors import WEBHOOK_IS_SET, bad_request, conflict
from bot.emulator.methods.registry import Answer, Context, method
from bot.emulator.model import Json

POLL_LIMIT: Final = 50
"""Seconds that the server lets a poll wait at most."""
_SECRET: Final = re.compile(r"[A-Za-z0-9_-]*")
_LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")
_SECRET_LIMIT: Final = 256


@method("getUpdates")
async def get_updates(context: Context, params: Params) -> list[Json]:
    if context.webhook.url:
        raise conflict(WEBHOOK_IS_SET)
    _allow(context, params)
    updates = await context.poller.get(
        params.number("offset", 0),
        params.number("limit", 100, 1, 100),
        params.number("timeout", 0, 0, POLL_LIMIT),
    )
    return [update.json() for update in updates]


@method("setWebhook")
async def set_webhook(context: Context, params: Params) -> Answer:
    url = params.text("url").strip()
    if not url:
        return await _forget_webhook(context, params)
    parts = urlsplit(url)
    loopback = parts.scheme == "http" and parts.hostname in _LOOPBACK
    if parts.scheme != "https" and not loopback:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    secret = params.text("secret_token")
    if len(secret) > _SECRET_LIMIT:
        raise bad_request("secret token is too long")
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    _allow(context, params)
    if params.flag("drop_pending_updates"):
        context.world.updates.clear()
    same = context.webhook.url == url
    context.poller.abort(conflict("terminated by setWebhook request"))
    connections = params.number("max_connections", 40, 1, 100)
    await context.webhook.start(url, secret, connections)
    return Answer(True, "Webhook is already set" if same else "Webhook was set")


@method("deleteWebhook")
async def delete_webhook(context: Context, params: Params) -> Answer:
    return await _forget_webhook(context, params)


async def _forget_webhook(context: Context, params: Params) -> Answer:
    was_set = bool(context.webhook.url)
    await context.webhook.stop()
    if params.flag("drop_pending_updates"):
        context.world.updates.clear()
    return Answer(True, "Webhook was deleted" if was_set else "Webhook is already deleted")


@method("getWebhookInfo")
def get_webhook_info(context: Context, params: Params) -> Json:
    del params
    hook = context.webhook
    info: Json = {
        "url": hook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(context.world.updates),
    }
    if hook.last_error_date:
        info["last_error_date"] = hook.last_error_date
        info["last_error_message"] = hook.last_error_message
    if hook.url:
        info["max_connections"] = hook.max_connections
        info["ip_address"] = "127.0.0.1"
    return info


def _allow(context: Context, params: Params) -> None:
    """Absent leaves the choice as it was."""
    kinds: Any = params.json("allowed_updates", "allowed_updates")
    if isinstance(kinds, list):
        context.world.updates.allow(str(kind) for kind in kinds)
