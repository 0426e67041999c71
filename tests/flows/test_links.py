"""Pasted links: the table of DOMAIN.md, section 2, and the tricks. Every token is made up."""

from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flows.classes import ClassName
from flows.links import (
    ACCEPTED,
    HOSTS,
    MESSENGERS,
    SHORTENERS,
    ClassLine,
    Found,
    LineFault,
    Verdict,
    class_lines,
    judge_chat,
    judge_class,
)

TOKEN = "Ab3_/zyXwV0123456789abcdefghijklmno="
MAX_TOKEN = "Ab3-_zyXwV0123456789abcdefghijklmnopqrstuvw"
CHAT = f"https://sferum.ru/?p=messages&join={TOKEN}"
VK = f"https://vk.me/join/{TOKEN}"
MAX = f"https://max.ru/join/{MAX_TOKEN}"
NO_LINK = Found(Verdict.NO_LINK)

pieces = st.sampled_from(
    [
        *("https://", "http://", "sferum.ru", "vk.me", "max.ru", "evil.com", "/join/", "/?p="),
        *("messages", "&join=", "call_link=", "token", "Ab_/=", "@", "\\", ":443", ".", " ", "\n"),
        *("\u200b", "\u202e", "%2f", "%00", "#", "?", "&amp;", "е", "5А ", "://", ">", "5Б", "=//"),
    ]
)
tangled = st.lists(pieces, max_size=14).map("".join) | st.text()


@pytest.mark.parametrize(
    ("link", "verdict"),
    [(CHAT, Verdict.CHAT), (VK, Verdict.VK_CHAT), (MAX, Verdict.MAX_CHAT)],
)
def test_invitations_are_accepted_as_they_are(link: str, verdict: Verdict) -> None:
    for judge in (judge_chat, judge_class):
        assert judge(link) == Found(verdict, link)
        assert judge(link).accepted
        assert judge(link).warned is (verdict is Verdict.VK_CHAT)
        assert not judge(link).unsure


@pytest.mark.parametrize("length", [1, 21, 24, 36, 43, 44, 200])
def test_a_token_may_have_any_sane_length(length: int) -> None:
    for start in ("https://sferum.ru/?p=messages&join=", "https://vk.me/join/"):
        assert judge_chat(start + "a" * length).accepted
    assert judge_chat("https://max.ru/join/" + "a" * length).accepted


REFUSED = {
    Verdict.CALL: (
        f"https://sferum.ru/?call_link={TOKEN}",
        f"{CHAT}&call_link=x",
        "https://sferum.ru/?call_link=",
    ),
    Verdict.INNER_PAGE: (
        "https://sferum.ru/?p=start",
        "https://sferum.ru/?p=dashboard&schoolId=12",
        "https://sferum.ru/?p=channel&id=1",
        "https://sferum.ru/?p=channels_list",
        "https://sferum.ru/?p=messages",
        "https://sferum.ru/",
        "https://sferum.ru",
        "sferum.ru",
        "https://sferum.ru/static/Instruktsia_sferum.pdf#page=23",
        "https://prof-sferum.ru/install_vk_messenger",
    ),
    Verdict.MEMBERS_ONLY: ("https://web.vk.me/convo/-1234", "web.vk.me/convo/2000000001?x=1"),
    Verdict.VK_OTHER: (
        "https://vk.me/school5",
        "https://vk.com/im?sel=c1",
        f"https://vk.com/away.php?to={VK}",
        "https://web.vk.me/settings",
        "https://vk.me/JOIN/abc",
        "https://m.vk.com/sferum",
    ),
    Verdict.MAX_OTHER: (
        "https://max.ru/u/abc",
        "https://max.ru/c/-1/2",
        "https://max.ru/school_bot?start=abc",
        "https://max.ru/",
    ),
    Verdict.UNRECOGNISED: (
        "https://sferum.ru/?invite=abc",
        "https://sferum.ru/?p=contacts",
        f"https://sferum.ru/?join={TOKEN}",
        f"https://sferum.ru/?p=start&join={TOKEN}",
        f"https://sferum.ru/app?p=messages&join={TOKEN}",
        f"{CHAT}&utm_source=mail",
        f"https://sferum.ru/?p=messages&%6Aoin={TOKEN}",
        f"https://sferum.ru/%3Fp=messages&join={TOKEN}",
        f"https://www.sferum.ru/?p=messages&join={TOKEN}",
        f"www.sferum.ru/?p=messages&join={TOKEN}",
        f"https://m.vk.me/join/{TOKEN}",
        f"https://web.max.ru/join/{MAX_TOKEN}",
    ),
    Verdict.DAMAGED: (
        "https://sferum.ru/?p=messages&join=",
        "https://sferum.ru/?p=messages&join=/=",
        "https://sferum.ru/?p=messages&join=a=b",
        "https://sferum.ru/?p=messages&join=a.b",
        "https://sferum.ru/?p=messages&join=аб",
        "https://sferum.ru/?p=messages&join=a%26call_link%3Db",
        "https://sferum.ru/?p=messages&join=a%253D",
        "https://sferum.ru/?p=messages&join=" + "a" * 201,
        f"{CHAT}&join=b",
        f"{CHAT}&p=messages",
        f"{CHAT}#b",
        f"{CHAT}&jo\u200bin=x",
        "https://vk.me/join/",
        "https://vk.me/join//",
        "https://vk.me/join/a?b=c",
        "https://vk.me/join/../club1",
        "https://vk.me/jo\u202ein/abc",
        "https://max.ru/join/a/b",
        "https://max.ru/join/" + "a" * 201,
        f"https:\\\\vk.me/join/{TOKEN}",
        f"https:/vk.me/join/{TOKEN}",
        f"https:///vk.me/join/{TOKEN}",
        f"https://vk.me\\@evil.com/join/{TOKEN}",
        "https://sferum",
        f"{VK},{VK}",
    ),
    Verdict.SHORTENER: ("https://clck.ru/abc", "vk.cc/abc", "http://bit.ly/abc", "bit.ly"),
    Verdict.MESSENGER: (
        "https://t.me/+abc",
        "t.me/school",
        "https://school.t.me",
        "https://chat.whatsapp.com/abc",
        "tg://join?invite=abc",
    ),
    Verdict.NOT_HTTPS: (
        CHAT.replace("https", "http"),
        VK.replace("https", "HTTP"),
        MAX.replace("https", "ftp"),
        f"javascript://sferum.ru/?p=messages&join={TOKEN}",
    ),
    Verdict.USER_INFO: (
        "https://sferum.ru@evil.com",
        f"https://vk.me:x@evil.com/join/{TOKEN}",
        f"https://ivan@vk.me/join/{TOKEN}",
        f"ivan@vk.me/join/{TOKEN}",
        f"https://sferum.ru%2F@evil.com/?p=messages&join={TOKEN}",
    ),
    Verdict.LOOK_ALIKE: (
        f"https://sferum.ru.evil.com/?p=messages&join={TOKEN}",
        f"https://sferurn.ru/?p=messages&join={TOKEN}",
        f"https://sferum-ru.com/?p=messages&join={TOKEN}",
        f"https://sferum.com/?p=messages&join={TOKEN}",
        f"https://sferrum.ru/?p=messages&join={TOKEN}",
        f"https://sfeurm.ru/?p=messages&join={TOKEN}",
        f"https://5ferum.ru/?p=messages&join={TOKEN}",
        f"https://my-sferum.online/?p=messages&join={TOKEN}",
        f"https://vk-me.ru/join/{TOKEN}",
        f"https://vkme.ru/join/{TOKEN}",
        f"https://vk.me.evil.ru/join/{TOKEN}",
        f"https://rnax.ru/join/{MAX_TOKEN}",
        f"https://sfеrum.ru/?p=messages&join={TOKEN}",
        f"sfеrum.ru/?p=messages&join={TOKEN}",
        f"https://v\u212a.me/join/{TOKEN}",
        f"https://vk\u200b.me/join/{TOKEN}",
        f"vk\u200b.me/join/{TOKEN}",
        f"https://sferum。ru/?p=messages&join={TOKEN}",
        f"https://sferum.ru⁄x/?p=messages&join={TOKEN}",
        f"https://сферум.рф/?p=messages&join={TOKEN}",
        f"https://xn--e1ajbcdl.xn--p1ai/join/{TOKEN}",
        f"https://sferum.ru:443/?p=messages&join={TOKEN}",
        f"sferum.ru:443/?p=messages&join={TOKEN}",
        f"https://sferum.ru./?p=messages&join={TOKEN}",
        f"https://sferum%2Eru/?p=messages&join={TOKEN}",
        "sferurn.ru",
    ),
    Verdict.FOREIGN: (
        f"https://evil.com/?u={CHAT}",
        f"evil.com/?u={CHAT}",
        f"https://evil.com/{VK}",
        "http://evil.com",
        "https://supermax.ru/join/abc",
        "https://forum.ru/join/abc",
        "https://127.0.0.1/join/abc",
        "https://school5.edu.ru:8080/",
    ),
    Verdict.NO_LINK: (
        "",
        "нет ссылки",
        "и т.д./и т.п.",
        "5.А/5.Б, 1.09/2.09, каб.A/Б",
        "пишите на ivan@school.ru",
        "ivan@school.ru?",
        "https://",
        "mail.ru",
        "javascript:alert(1)",
    ),
    Verdict.SEVERAL: (
        f"{CHAT} {VK}",
        f"{CHAT}\n{CHAT}b",
        f"{VK} https://evil.com/x",
        "t.me/a t.me/b",
    ),
}


@pytest.mark.parametrize(
    ("link", "verdict"), [(link, verdict) for verdict, links in REFUSED.items() for link in links]
)
def test_everything_else_is_refused_with_its_reason(link: str, verdict: Verdict) -> None:
    assert judge_chat(link) == Found(verdict)
    assert not judge_chat(link).accepted


def test_every_verdict_is_met() -> None:
    assert set(REFUSED) | ACCEPTED == set(Verdict)


@pytest.mark.parametrize("host", sorted(SHORTENERS | MESSENGERS))
def test_shorteners_and_messengers_are_known_by_name(host: str) -> None:
    expected = Verdict.SHORTENER if host in SHORTENERS else Verdict.MESSENGER
    assert judge_chat(f"https://{host.upper()}/abc").verdict is expected
    assert judge_chat(f"{host}/abc").verdict is expected


@pytest.mark.parametrize(
    "around",
    [
        "вот ссылка: {}",
        "<{}>",
        "«{}».",
        "({})!",
        "**{}**",
        "[чат]({})",
        'Ссылка "{}", заходите…',
        "\u2068{}\u2069\ufeff",
        "{}\n\nна чат, вопросы на school@mail.ru",
        "Мы теперь в sferum.ru: {}",
        "{0} {0}",
        "ссылка:{}",
        "\x00{}\x00",
    ],
)
@pytest.mark.parametrize("link", [CHAT, VK, MAX])
def test_what_stands_around_a_link_is_left_out(around: str, link: str) -> None:
    assert judge_chat(around.format(link)).url == link
    assert judge_chat(around.format(link.removeprefix("https://"))).url == link


@pytest.mark.parametrize(
    "written",
    [
        CHAT.replace("https://sferum.ru", "HTTPS://SFERUM.RU"),
        CHAT.replace("/?", "?"),
        CHAT.replace("&", "&amp;"),
        f"https://sferum.ru/?join={TOKEN}&p=messages",
        f"{CHAT}&",
        f"{CHAT} {CHAT.replace('&', '&amp;')}",
        f"https://sferum.ru/?p=messages&join={TOKEN.replace('/', '%2f').replace('=', '%3D')}",
        f"https:// {CHAT.removeprefix('https://')}",
    ],
)
def test_one_link_has_one_form(written: str) -> None:
    assert judge_chat(written) == Found(Verdict.CHAT, CHAT)


def test_a_closing_slash_is_no_part_of_a_token_of_max() -> None:
    assert judge_chat(f"{MAX}/").url == MAX
    assert judge_chat(f"{VK[:-1]}/").url == f"{VK[:-1]}/"


@pytest.mark.parametrize(
    "link",
    [
        "https://sferum.ru/?invite=abc",
        "https://sferum.ru/?p=class&code=Ab_3-/=",
        "https://sferum.ru/?p=start&code=abc",
        "https://sferum.ru/join/abc",
        "https://sferum.ru/join?class=%D0%90",
        f"{CHAT}&role=teacher",
    ],
)
def test_an_administrators_link_of_unknown_form_is_taken_unsurely(link: str) -> None:
    assert judge_class(link) == Found(Verdict.CLASS_LINK, link)
    assert judge_class(link).accepted
    assert judge_class(link).unsure
    assert judge_class(link.replace("https", "http")).verdict is Verdict.NOT_HTTPS
    assert judge_chat(link).verdict is Verdict.UNRECOGNISED


@pytest.mark.parametrize(
    "link",
    [
        "https://sferum.ru/?p=contacts",
        "https://sferum.ru/?p=contacts&x=",
        "https://sferum.ru/?a=https://evil.com",
        "https://sferum.ru/?a=%68ttps%3A%2F%2Fevil.com",
        "https://sferum.ru/?a=%252F%252Fevil.com",
        "https://sferum.ru/?a=//evil.com",
        "https://sferum.ru//evil.com/x",
        "https://sferum.ru/%2Fevil.com/x",
        "https://sferum.ru/?a=%0Aevil",
        "https://sferum.ru/?%63all_link=abc",
        "https://sferum.ru/?a=b&a=c",
        "https://sferum.ru/x#/join",
        "https://sferum.ru/?a=б",
        "https://sferum.ru/?a=" + "b" * 400,
        f"https://www.sferum.ru/?invite={TOKEN}",
    ],
)
def test_an_administrators_link_leads_nowhere_else(link: str) -> None:
    assert judge_class(link) == Found(Verdict.UNRECOGNISED)


@pytest.mark.parametrize("verdict", [one for one in REFUSED if one is not Verdict.UNRECOGNISED])
def test_an_administrator_is_refused_the_same_links(verdict: Verdict) -> None:
    assert [judge_class(link).verdict for link in REFUSED[verdict]] == [
        verdict for _ in REFUSED[verdict]
    ]


def test_the_token_stays_out_of_what_is_logged() -> None:
    line = class_lines(f"5А {CHAT}")[0]
    for told in (repr(judge_chat(CHAT)), str(judge_chat(CHAT)), repr(line)):
        assert TOKEN[:8] not in told


@given(tangled)
@example(f"{CHAT}\x00{VK}")
@example("https://[::1]/join/a")
def test_whatever_is_pasted_only_a_known_address_comes_out(text: str) -> None:
    for judge in (judge_chat, judge_class):
        found = judge(text)
        assert found.accepted is bool(found.url)
        assert found.accepted is (found.verdict in ACCEPTED)
        if found.accepted:
            parts = urlsplit(found.url)
            assert parts.scheme == "https"
            assert parts.netloc in HOSTS
            assert found.url.isascii()
            assert found.url.isprintable()
            assert judge(found.url) == found
    chat = judge_chat(text)
    if chat.accepted:
        assert judge_class(text) == chat
        assert chat.url.rpartition("join")[2][1:].strip("/=-_")
    for line in class_lines(text):
        assert line.found.accepted is bool(line.found.url)


@pytest.mark.parametrize(
    "piece",
    [
        *("a", "a.", "https://", f"{VK} ", "vk.me/x ", "https://sferum.ru/?a=b&", "@", "\u200b"),
        *(
            "\\",
            "/",
            "a.b ",
            "5А\n",
            "5А vk.me/join/a\n",
            "%2F",
            "(",
            "=",
            "a@b.",
            "5А-5Б ",
            "\x00",
        ),
    ],
)
def test_a_long_message_is_read_to_its_end(piece: str) -> None:
    """Work that grew by the square would run into the limit of every test here."""
    text = "https://vk.me/join/" + piece * (100_000 // len(piece))
    assert len(judge_chat(text).url) < 500
    assert len(judge_class(text).url) < 500
    assert len(class_lines(text)) <= 200


def lines(text: str) -> list[tuple[str, str]]:
    """Return each line's class and the last letter of its link, or the verdict of a refused one."""
    return [
        (line.name.text if line.name else "", line.found.url[-1:] or line.found.verdict.value)
        for line in class_lines(text)
    ]


def link(mark: str) -> str:
    return f"https://vk.me/join/token{mark}"


@pytest.mark.parametrize(
    "text",
    [
        "5А {a}\n6Б {b}",
        "5А - {a}\n\n6Б: {b}\n",
        "Добрый день, вот ссылки:\r\n«5А» класс — {a}.\r\n  6 б   {b}  \r\nСпасибо!",
        "{a} 5А\n{b} 6Б",
        "5А\n{a}\n6Б\n{b}",
        "{a}\n5А\n{b}\n6Б",
        "5А:{a}\n6Б-{b}",
        "5А {a}\n6Б\n\n{b}",
        "5А {a}\n6Б {b}\n5А {a}",
    ],
)
def test_a_list_of_classes_with_links_is_read_in_any_order(text: str) -> None:
    told = text.format(a=link("x"), b=link("y"))
    assert lines(told) == [("5А", "x"), ("6Б", "y")]
    assert [line.fault for line in class_lines(told)] == [None, None]


def test_a_class_and_a_link_may_stand_alone() -> None:
    assert lines(link("x")) == [("", "x")]
    assert lines(f"вот ссылка {link('x')}") == [("", "x")]
    assert lines("5А") == [("5А", "no_link")]
    assert lines(f"5А\n6Б\n{link('x')}") == [("5А", "no_link"), ("6Б", "x")]
    assert lines(f"{link('x')}\n{link('y')}") == [("", "x"), ("", "y")]
    assert lines(f"5А {link('x')}\n{link('y')}") == [("5А", "x"), ("", "y")]
    assert lines(f"5 {link('x')}") == [("5", "x")]
    assert lines("") == lines("Здравствуйте!\nСпасибо") == []


def test_a_refused_link_keeps_its_class() -> None:
    assert lines("5А https://bit.ly/a\n6Б http://evil.com") == [
        ("5А", "shortener"),
        ("6Б", "foreign"),
    ]
    assert lines(f"5А {link('x')} {link('y')}") == [("5А", "several")]
    assert lines("5А https://sferum.ru/?invite=abc") == [("5А", "c")]


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("25А", LineFault.CLASS_UNKNOWN),
        ("к 5 сентября", LineFault.CLASS_UNKNOWN),
        ("5А, 5Б", LineFault.CLASS_MANY),
        ("5-6 А", LineFault.CLASS_MANY),
    ],
)
def test_a_class_that_is_not_one_class_is_named(words: str, fault: LineFault) -> None:
    (line,) = class_lines(f"{words}: {link('x')}")
    assert line.fault is fault
    assert line.name is None
    assert line.text == words


def test_a_class_with_a_second_link_is_a_fault_of_the_later_line() -> None:
    found = class_lines(f"5А {link('x')}\n6Б {link('x')}\n5А {link('y')}")
    assert [line.fault for line in found] == [None, None, LineFault.CLASS_TWICE]
    assert found[2].name == ClassName(5, "А")


def test_a_long_list_is_cut() -> None:
    assert len(class_lines("5А https://bit.ly/a\n" * 500)) == 200
    assert class_lines("5А") == (ClassLine(NO_LINK, ClassName(5, "А"), None, "5А"),)
