"""The bot's command menus by scope and language, and which of them a person sees."""

from bot.emulator.model import Json

Scope = tuple[str, int, int]
"""Scope type, chat id and user id; 0 where the type has none."""

DEFAULT: Scope = ("default", 0, 0)


class CommandMenu:
    """Resolution order: "Determining list of commands" in the Bot API documentation."""

    def __init__(self) -> None:
        self._lists: dict[tuple[Scope, str], list[Json]] = {}

    def set(self, scope: Scope, language: str, commands: list[Json]) -> None:
        """An empty list is as good as none: the next wider scope shows through."""
        if commands:
            self._lists[scope, language] = commands
        else:
            self._lists.pop((scope, language), None)

    def get(self, scope: Scope, language: str) -> list[Json]:
        return self._lists.get((scope, language), [])

    def delete(self, scope: Scope, language: str) -> None:
        self._lists.pop((scope, language), None)

    def resolve(self, person_id: int, language: str) -> list[Json]:
        """The menu of a private chat: narrowest scope first, own language before none."""
        scopes: tuple[Scope, ...] = (("chat", person_id, 0), ("all_private_chats", 0, 0), DEFAULT)
        for scope in scopes:
            for code in (language, ""):
                if found := self._lists.get((scope, code)):
                    return found
        return []
