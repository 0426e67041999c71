"""Settings, from the environment or `.env`. Each is documented in `.env.example`.

The environment goes before the file. An empty value means the default.
"""

import difflib
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Final, Literal
from zoneinfo import ZoneInfo

from dotenv import dotenv_values
from pydantic import BeforeValidator, Field, SecretStr, ValidationError, field_validator
from pydantic_core import ErrorDetails, PydanticUseDefault
from pydantic_core.core_schema import ValidationInfo
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot import setting_values as values
from bot.logs import scrub
from bot.setting_values import Address, Misfit, reads
from flows.calendar import QuietHours
from flows.reminders import GAPS, Rules
from flows.roles import EDITIONS
from storage.sealed import read_key

FILE: Final = Path(".env")
SECRETS: Final = frozenset(
    {"BOT_TOKEN", "BOT_PROXY", "DATABASE_URL", "DATA_KEY", "DATA_KEY_OLD", "WEBHOOK_SECRET"}
)
"""Variables whose value is never shown: it is a secret or may hold one."""

_ANY_CASE: Final = BeforeValidator(
    lambda value: value.strip().lower() if isinstance(value, str) else value
)
_UPPER: Final = BeforeValidator(
    lambda value: value.strip().upper() if isinstance(value, str) else value
)
LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"]


class BadSettings(Exception):
    """Some settings do not fit. The message names every fault by its variable, a line each."""


class Settings(BaseSettings):
    """The settings as values; `load` is the way to them."""

    model_config = SettingsConfigDict(
        env_file=FILE,
        env_file_encoding="utf-8-sig",
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    bot_token: Annotated[SecretStr | None, reads(values.token)] = None
    bot_api_url: Annotated[str, reads(values.api_url)] = "https://api.telegram.org"
    bot_proxy: Annotated[SecretStr | None, reads(values.proxy)] = None
    database_url: Annotated[str, reads(values.database_url)] = Field(
        default="sqlite:///data/guide.db", repr=False
    )
    data_key: Annotated[SecretStr | None, reads(values.data_key)] = None
    data_key_old: Annotated[SecretStr | None, reads(values.data_keys)] = None
    keep_months: Annotated[int, Field(ge=2, le=60)] = 12
    policy_url: Annotated[str | None, reads(values.policy_url)] = None
    operators: Annotated[tuple[int, ...], NoDecode, reads(values.people)] = ()
    support_chat_id: int | None = None
    ticket_hours: Annotated[int, Field(ge=1, le=24 * 14)] = 24
    check_links: bool = True
    edition: Annotated[str, reads(values.edition)] = EDITIONS[0]
    locale: Annotated[Literal["ru", "en"], _ANY_CASE] = "ru"
    timezone: Annotated[ZoneInfo, reads(values.timezone)] = ZoneInfo("Europe/Moscow")
    quiet_hours: Annotated[QuietHours, NoDecode, reads(values.quiet_hours)] = QuietHours(20, 9)
    reminder_days: Annotated[tuple[int, ...], NoDecode, reads(values.gaps)] = GAPS
    active_teachers: Annotated[int, Field(ge=1)] = 3
    send_rate: Annotated[int, Field(ge=1, le=1000)] = 30
    templates: Annotated[Path | None, reads(values.folder)] = None
    webhook_url: Annotated[str | None, reads(values.webhook_url)] = None
    webhook_secret: Annotated[SecretStr | None, reads(values.secret)] = None
    listen: Annotated[Address | None, NoDecode, reads(values.listen)] = None
    log_format: Annotated[Literal["console", "json"], _ANY_CASE] = "console"
    log_level: Annotated[LogLevel, _UPPER] = "INFO"

    @property
    def rules(self) -> Rules:
        """What reminders keep to."""
        return Rules(self.timezone, self.quiet_hours, self.reminder_days)

    @field_validator("*", mode="before")
    @classmethod
    def _empty_is_default(cls, value: object) -> object:
        if isinstance(value, str) and not value.strip():
            raise PydanticUseDefault
        return value

    @field_validator("data_key_old")
    @classmethod
    def _goes_with_key(cls, value: object, info: ValidationInfo) -> object:
        if value is not None and info.data.get("data_key", "faulty") is None:
            raise Misfit("задано, а DATA_KEY не задан")
        return value

    @property
    def data_keys(self) -> tuple[bytes, ...]:
        """The key that seals, then those that only open."""
        given = (self.data_key, self.data_key_old)
        texts = [
            one for key in given if key for one in re.split(r"[\s,;]+", key.get_secret_value())
        ]
        return tuple(map(read_key, texts))

    @field_validator("webhook_secret", "listen")
    @classmethod
    def _goes_with_webhook(cls, value: object, info: ValidationInfo) -> object:
        # A faulty WEBHOOK_URL is absent from the data: it was given all the same.
        if value is None and info.data.get("webhook_url", "faulty") is not None:
            raise Misfit("не задано, а WEBHOOK_URL задан")
        return value


NAMES: Final = tuple(name.upper() for name in Settings.model_fields)

HINTS: Final = {
    "BOT_TOKEN": "Скопируйте токен у @BotFather целиком: число, двоеточие, буквы и цифры.",
    "BOT_API_URL": "Напишите адрес с http:// или https://, обычно https://api.telegram.org.",
    "BOT_PROXY": "Напишите адрес как socks5://имя:пароль@адрес:порт (или http://…, socks4://…).",
    "DATABASE_URL": "Напишите sqlite:///data/guide.db или postgresql://имя:пароль@адрес/база.",
    "DATA_KEY": "Сделайте ключ командой python -m bot migrate --new-key и впишите его целиком.",
    "DATA_KEY_OLD": "Впишите прежний ключ целиком; он нужен, пока не сделано --rotate-key.",
    "KEEP_MONTHS": "Напишите число месяцев от 2 до 60, например 12.",
    "POLICY_URL": "Напишите адрес вашей страницы о персональных данных, вида https://….",
    "OPERATORS": "Напишите номера аккаунтов через запятую, например 123456789,987654321.",
    "SUPPORT_CHAT_ID": "Напишите номер группы поддержки, например -1001234567890.",
    "EDITION": f"Напишите одно из: {', '.join(EDITIONS)}.",
    "LOCALE": "Напишите ru или en.",
    "TIMEZONE": "Напишите пояс вида Europe/Moscow или Asia/Yekaterinburg.",
    "QUIET_HOURS": "Напишите два разных часа от 0 до 23 через дефис, например 20-9.",
    "REMINDER_DAYS": "Напишите дни через запятую, от 1 до 90, например 1,3,7,14.",
    "TICKET_HOURS": "Напишите целое число часов от 1 до 336, например 24.",
    "CHECK_LINKS": "Напишите true или false.",
    "SEND_RATE": "Напишите целое число от 1 до 1000, например 30.",
    "ACTIVE_TEACHERS": "Напишите целое число от 1, например 3.",
    "TEMPLATES": "Напишите путь к папке с шаблонами .docx, например data/templates.",
    "WEBHOOK_URL": "Напишите адрес вида https://bot.example.ru/hook.",
    "WEBHOOK_SECRET": "Придумайте от 1 до 256 знаков: латинские буквы, цифры, «_» и «-».",
    "LISTEN": "Напишите адрес и порт, например 127.0.0.1:8080.",
    "LOG_FORMAT": "Напишите console или json.",
    "LOG_LEVEL": "Напишите DEBUG, INFO, WARNING, ERROR или CRITICAL.",
}


def load(file: Path = FILE, *, warn: Callable[[str], object] | None = None) -> Settings:
    """Read the settings. Raises `BadSettings` with a line for every fault, in Russian.

    `warn` gets a line for each variable of the file that looks like one of ours misspelt; by
    default it goes to the standard error stream.
    """
    try:
        written = dotenv_values(file, encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise BadSettings(f"{file}: файл не читается. Сохраните его в кодировке UTF-8.") from None
    remarks = [remark for name in written if (remark := _misspelt(name))]
    try:
        options: dict[str, Any] = {"_env_file": file}
        settings = Settings(**options)
    except ValidationError as error:
        faults = [_fault(one) for one in error.errors(include_url=False)]
        raise BadSettings("\n".join([*faults, *remarks])) from None
    for remark in remarks:
        (warn or _to_stderr)(remark)
    return settings


def _fault(error: ErrorDetails) -> str:
    name = str(error["loc"][0]).upper()
    cause = error.get("ctx", {}).get("error")
    reason = cause if isinstance(cause, Misfit) else "не подходит"
    return f"{name}: {_shown(name, error['input'])}{reason}. {HINTS[name]}"


def _shown(name: str, value: Any) -> str:
    """Show what was given, unless it is a secret, or looks like one in the wrong place."""
    if value is None:
        return ""
    if name in SECRETS or scrub(str(value)) != str(value):
        return "значение "
    text = str(value)
    return f"«{text[:40]}{'…' if len(text) > 40 else ''}» "  # noqa: PLR2004


def _misspelt(name: str) -> str | None:
    near = difflib.get_close_matches(name.upper(), NAMES, n=1, cutoff=0.8)
    if not near or name.upper() in NAMES:
        return None
    return f"{name}: такой настройки нет. Возможно, это {near[0]}."


def _to_stderr(line: str) -> None:
    sys.stderr.write(f"{line}\n")
