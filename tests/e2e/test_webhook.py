"""Webhook mode: the same bot, called by the messenger; a second delivery changes nothing."""

import socket
from pathlib import Path

from aiohttp import ClientSession

from tests.support.town import town

SECRET = "synthetic-secret"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


async def test_a_walk_by_webhook_delivered_twice(tmp_path: Path) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}/hook"
    options = {"webhook_url": url, "webhook_secret": SECRET, "listen": f"127.0.0.1:{port}"}
    async with town(tmp_path, **options) as place, ClientSession() as client:
        await place.messenger.wait_for_call(lambda call: call["method"] == "setWebhook")
        anna = await place.someone("Учитель")
        data = anna.last.data("✅ Приложение установлено")
        update = {
            "update_id": 900_000_001,
            "callback_query": {
                "id": "77",
                "from": anna.person.user(),
                "chat_instance": "1",
                "message": anna.last.json,
                "data": data,
            },
        }
        headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        for _ in range(2):
            async with client.post(url, json=update, headers=headers) as answer:
                assert answer.status == 200
        await anna.wait_for_text("Шаг 2 из 4")
        rows = await place.app.house.db.read(
            lambda tx: tx.progress.of(tx.journeys.of(anna.id)[0].id)
        )
        assert [row.event for row in rows] == ["start", "done"]
        async with client.post(url, json=update) as answer:
            assert answer.status == 401, "without the secret nobody is heard"
