"""Settings: where they come from, what is refused and in which words, what is documented."""

import re
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from dotenv import dotenv_values

from bot.setting_values import Address
from bot.settings import HINTS, NAMES, SECRETS, BadSettings, Settings, load
from flows.calendar import QuietHours
from flows.reminders import RULES, Rules
from tests.support.keys import KEY, OTHER_KEY, written

EXAMPLE = Path(__file__).parents[2] / ".env.example"
HIDDEN_KEY = written(KEY)
NO_FILE = Path("there-is-no-such-file")

Write = Callable[..., Path]


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(*lines: str, encoding: str = "utf-8") -> Path:
        file = tmp_path / ".env"
        file.write_text("\n".join(lines), encoding=encoding)
        return file

    return write


def faults(file: Path) -> list[str]:
    with pytest.raises(BadSettings) as caught:
        load(file)
    return str(caught.value).splitlines()


def test_without_anything_the_defaults_stand() -> None:
    settings = load(NO_FILE)
    assert settings.bot_token is None
    assert settings.bot_api_url == "https://api.telegram.org"
    assert settings.database_url == "sqlite:///data/guide.db"
    assert settings.data_keys == ()
    assert settings.keep_months == 12
    assert settings.policy_url is None
    assert settings.operators == ()
    assert settings.edition == "vk"
    assert settings.locale == "ru"
    assert settings.timezone == ZoneInfo("Europe/Moscow")
    assert settings.quiet_hours == QuietHours(20, 9)
    assert settings.reminder_days == (1, 3, 7, 14)
    assert settings.active_teachers == 3
    assert settings.send_rate == 30
    assert settings.rules == RULES, "the core's own are the defaults"
    assert settings.webhook_url is None
    assert settings.webhook_secret is None
    assert settings.listen is None
    assert (settings.log_format, settings.log_level) == ("console", "INFO")


def test_each_setting_is_read(write: Write) -> None:
    settings = load(
        write(
            "BOT_TOKEN=42:TEST-token_x",
            "BOT_API_URL=http://127.0.0.1:8081/",
            "BOT_PROXY=socks5://name:pass@10.0.0.1:1080",
            "DATABASE_URL=postgresql://guide:pass@db/guide",
            f"DATA_KEY={written(KEY)}",
            f"DATA_KEY_OLD={written(OTHER_KEY)}",
            "KEEP_MONTHS=24",
            "POLICY_URL=https://school.example/personal-data",
            "OPERATORS=1, 2;3 2",
            "SUPPORT_CHAT_ID=-1001234567890",
            "EDITION=VK",
            "LOCALE=EN",
            "TIMEZONE=Asia/Yekaterinburg",
            "QUIET_HOURS=0 - 7",
            "REMINDER_DAYS=2, 5;9 14",
            "ACTIVE_TEACHERS=5",
            "SEND_RATE=25",
            "TEMPLATES=bot/papers/templates",
            "WEBHOOK_URL=https://bot.example.ru/hook",
            "WEBHOOK_SECRET=s3cret-_",
            "LISTEN=[::1]:8080",
            "LOG_FORMAT=Json",
            "LOG_LEVEL=debug",
        )
    )
    assert settings.bot_token is not None
    assert settings.bot_token.get_secret_value() == "42:TEST-token_x"
    assert settings.bot_api_url == "http://127.0.0.1:8081"
    assert settings.bot_proxy is not None
    assert settings.bot_proxy.get_secret_value() == "socks5://name:pass@10.0.0.1:1080"
    assert settings.database_url == "postgresql://guide:pass@db/guide"
    assert settings.data_keys == (KEY, OTHER_KEY)
    assert settings.keep_months == 24
    assert settings.policy_url == "https://school.example/personal-data"
    assert settings.operators == (1, 2, 3)
    assert settings.support_chat_id == -1001234567890
    assert (settings.edition, settings.locale) == ("vk", "en")
    assert settings.timezone == ZoneInfo("Asia/Yekaterinburg")
    assert settings.quiet_hours == QuietHours(0, 7)
    assert settings.reminder_days == (2, 5, 9, 14)
    assert settings.active_teachers == 5
    assert settings.send_rate == 25
    zone = ZoneInfo("Asia/Yekaterinburg")
    assert settings.rules == Rules(zone, QuietHours(0, 7), (2, 5, 9, 14))
    assert settings.templates == Path("bot/papers/templates")
    assert settings.webhook_url == "https://bot.example.ru/hook"
    assert settings.webhook_secret is not None
    assert settings.webhook_secret.get_secret_value() == "s3cret-_"
    assert settings.listen == Address("::1", 8080)
    assert (settings.log_format, settings.log_level) == ("json", "DEBUG")


def test_no_secret_is_in_their_picture(write: Write) -> None:
    settings = load(
        write(
            "BOT_TOKEN=42:hidden",
            "BOT_PROXY=socks5://name:hidden@10.0.0.1:1080",
            "DATABASE_URL=postgresql://guide:hidden@db/guide",
            f"DATA_KEY={HIDDEN_KEY}",
            f"DATA_KEY_OLD={HIDDEN_KEY}",
            "WEBHOOK_URL=https://x.ru/h",
            "WEBHOOK_SECRET=hidden",
            "LISTEN=127.0.0.1:8080",
        )
    )
    for shown in (repr(settings), str(settings)):
        assert "hidden" not in shown
        assert HIDDEN_KEY not in shown


def test_the_environment_goes_before_the_file(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write("LOCALE=en", "ACTIVE_TEACHERS=5", "BOT_PROXY=socks5://10.0.0.1:1080")
    monkeypatch.setenv("ACTIVE_TEACHERS", "7")
    monkeypatch.setenv("BOT_PROXY", "")
    settings = load(file)
    assert (settings.locale, settings.active_teachers) == ("en", 7)
    assert settings.bot_proxy is None, "empty means the default, not what the file says"


def test_empty_means_the_default(write: Write) -> None:
    settings = load(write(*(f"{name}= " for name in NAMES)))
    assert settings == load(NO_FILE)


def test_a_file_made_by_notepad_is_read(write: Write) -> None:
    assert load(write("LOCALE=en", encoding="utf-8-sig")).locale == "en"
    assert "UTF-8" in faults(write("# Настройки", encoding="cp1251"))[0]


BAD = {
    "BOT_TOKEN": ("hidden", "42:", "42:hi dden", "токен:hidden"),
    "BOT_API_URL": ("api.telegram.org", "ftp://x", "https://", "https://x/?a=1", "http://x:99999"),
    "BOT_PROXY": ("hidden", "ftp://u:hidden@x:1", "socks5://u:hidden@x"),
    "DATABASE_URL": ("hidden", "mysql://u:hidden@x/y", "sqlite://hidden", "sqlite:///"),
    "DATA_KEY": ("hidden", "aGlkZGVu", "hidden" * 10),
    "DATA_KEY_OLD": ("hidden", f"{written(KEY)}, hidden"),
    "KEEP_MONTHS": ("0", "1", "61", "вечно"),
    "POLICY_URL": ("school.ru/pd", "http://school.ru/pd", "https://school.ru:99999/"),
    "OPERATORS": ("anna", "12,x", "-5", "0"),
    "SUPPORT_CHAT_ID": ("@group", "1.5"),
    "TICKET_HOURS": ("0", "337", "сутки", "1.5"),
    "CHECK_LINKS": ("иногда", "2"),
    "EDITION": ("max",),
    "LOCALE": ("de",),
    "TIMEZONE": ("Москва", "../etc/passwd", "Europe"),
    "QUIET_HOURS": ("20", "20-24", "9-9", "ночью", "20:00-9:00"),
    "REMINDER_DAYS": ("0", "1,-3", "91", "1,три", "1.5", ","),
    "ACTIVE_TEACHERS": ("0", "-1", "три"),
    "SEND_RATE": ("0", "1001", "2.5", "быстро"),
    "TEMPLATES": ("/no/such/folder", "bot/app.py"),
    "WEBHOOK_URL": ("bot.example.ru", "http://bot.example.ru/", "https://x.ru/#a", "ftp://x/"),
    "WEBHOOK_SECRET": ("hid den", "hidden!", "hidden" * 50),
    "LISTEN": ("8080", "localhost", "127.0.0.1:0", "127.0.0.1:99999", "a@b:1", "x:1/y", ":80"),
    "LOG_FORMAT": ("xml",),
    "LOG_LEVEL": ("LOUD",),
}


@pytest.mark.parametrize(("name", "value"), [(name, one) for name in BAD for one in BAD[name]])
def test_each_bad_value_is_named_with_what_to_write(write: Write, name: str, value: str) -> None:
    lines = faults(write(f"{name}={value}"))
    assert [line for line in lines if line.startswith(f"{name}: ")]
    (line,) = (line for line in lines if line.startswith(f"{name}: "))
    assert line.endswith(HINTS[name])
    if name in SECRETS:
        assert "hidden" not in line
    else:
        assert f"«{value}»" in line


def test_every_fault_is_named_at_once(write: Write) -> None:
    lines = faults(write(*(f"{name}={values[0]}" for name, values in BAD.items())))
    assert [line.partition(":")[0] for line in lines] == list(NAMES)


@pytest.mark.parametrize(
    "line",
    ["OPERATORS=123456789:AAHdqTcvCH1vGhiddenSeofSAs0K5PALDsaw", "WEBHOOK_URL=https://u:hidden@x"],
)
def test_a_value_that_looks_like_a_secret_is_not_shown(write: Write, line: str) -> None:
    assert all("hidden" not in fault for fault in faults(write(line)))


def test_a_long_value_is_cut(write: Write) -> None:
    (line,) = faults(write(f"TIMEZONE={'x' * 500}"))
    assert "x…»" in line
    assert len(line) < 200


@pytest.mark.parametrize("url", ["https://x.ru/hook", "http://x.ru/hook"])
def test_a_webhook_needs_its_secret_and_where_to_listen(write: Write, url: str) -> None:
    lines = faults(write(f"WEBHOOK_URL={url}"))
    assert [line.partition(":")[0] for line in lines][-2:] == ["WEBHOOK_SECRET", "LISTEN"]
    assert "WEBHOOK_URL" in lines[-1]
    assert load(write("LISTEN=127.0.0.1:8080")).listen == Address("127.0.0.1", 8080)


@pytest.mark.parametrize("host", ["127.0.0.1:8700", "localhost", "[::1]:80"])
def test_plain_http_is_enough_on_this_machine(write: Write, host: str) -> None:
    file = write(f"WEBHOOK_URL=http://{host}/hook", "WEBHOOK_SECRET=x", "LISTEN=localhost:80")
    assert load(file).webhook_url == f"http://{host}/hook"


def test_a_misspelt_name_is_said(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    lines: list[str] = []
    load(write("DATABSE_URL=x", "EDITOR=vim", "locale=en", "BOT_TOKN="), warn=lines.append)
    assert [line.partition(":")[0] for line in lines] == ["DATABSE_URL", "BOT_TOKN"]
    assert "DATABASE_URL" in lines[0]
    load(write("LOCAL=en"))
    assert "LOCALE" in capsys.readouterr().err
    assert any("DATABASE_URL" in line for line in faults(write("DATABSE_URL=x", "LOCALE=de")))


@pytest.mark.parametrize(
    ("hours", "quiet"),
    [
        (QuietHours(20, 9), {*range(20, 24), *range(9)}),
        (QuietHours(0, 7), set(range(7))),
        (QuietHours(13, 15), {13, 14}),
    ],
)
def test_quiet_hours_go_over_midnight(hours: QuietHours, quiet: set[int]) -> None:
    assert {hour for hour in range(24) if hours.covers(hour)} == quiet


def test_the_example_names_each_setting_once_and_no_other() -> None:
    written = re.findall(r"^([A-Z_]+)=", EXAMPLE.read_text("utf-8"), re.MULTILINE)
    assert sorted(written) == sorted(NAMES)


def test_the_example_shows_the_defaults() -> None:
    assert load(EXAMPLE) == load(NO_FILE)
    shown = dotenv_values(EXAMPLE)
    for name, field in Settings.model_fields.items():
        has_default = field.default not in (None, ())
        assert bool(shown[name.upper()]) == has_default, name


def test_the_example_explains_each_setting_in_russian() -> None:
    blocks = EXAMPLE.read_text("utf-8").split("\n\n")
    for block in blocks:
        lines = block.splitlines()
        if any("=" in line and not line.startswith("#") for line in lines):
            assert re.search("[а-я]{3}", lines[0]), block
            assert sum(not line.startswith("#") for line in lines) == 1, block
