"""Files that belong together, as one group of messages."""

from collections.abc import Sequence

from aiogram.enums import ParseMode
from aiogram.methods import SendMediaGroup
from aiogram.types import BufferedInputFile, InputMediaDocument, MediaUnion


def album(chat_id: int, files: Sequence[tuple[str, bytes]], caption: str) -> SendMediaGroup:
    """Put two to ten files together, by name and content; the caption goes below the last."""
    last = len(files) - 1
    media: list[MediaUnion] = [
        InputMediaDocument(
            media=BufferedInputFile(data, name),
            caption=caption if at == last else None,
            parse_mode=ParseMode.HTML,
        )
        for at, (name, data) in enumerate(files)
    ]
    return SendMediaGroup(chat_id=chat_id, media=media)
