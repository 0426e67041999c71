"""Days as people type them, between two lessons and with their thumbs."""

import datetime as dt
from typing import Final

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from flows import dates
from flows.days_off import LONGEST, Break

TODAY: Final = dt.date(2026, 11, 25)
days = st.dates(dt.date(2020, 1, 1), dt.date(2040, 1, 1))
# Anything at all, and what is nearly a date.
texts = st.one_of(
    st.text(max_size=200),
    st.text("0123456789 .,/-–—январьмаефоктбsepjuly", max_size=40),
)


def on(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        *(("15 января", "2027-01-15"), ("15 Января", "2027-01-15"), ("15 янв", "2027-01-15")),
        *(("15.01", "2027-01-15"), ("15.1", "2027-01-15"), ("15/01", "2027-01-15")),
        *(("15 01", "2027-01-15"), ("15. 01", "2027-01-15"), ("15.01.", "2027-01-15")),
        *(("15.01.2027", "2027-01-15"), ("15.01.27", "2027-01-15"), ("15/1/27", "2027-01-15")),
        *(("2027-01-15", "2027-01-15"), ("15 января 2027", "2027-01-15")),
        *(("15 января 2027 года", "2027-01-15"), ("15 января, 2027", "2027-01-15")),
        *(("до 15 января", "2027-01-15"), ("с 15 января пожалуйста", "2027-01-15")),
        *(("15 January", "2027-01-15"), ("15 jan 2027", "2027-01-15")),
        ("25 ноября", "2026-11-25"),  # today is the next one
        *(("24 ноября", "2027-11-24"), ("26 ноября", "2026-11-26"), ("31.12", "2026-12-31")),
        *(("1 мая", "2027-05-01"), ("1 май", "2027-05-01"), ("1 марта", "2027-03-01")),
        *(("1 июня", "2027-06-01"), ("1 июля", "2027-07-01"), ("1 августа", "2027-08-01")),
        *(("8 сентября", "2027-09-08"), ("8 февраля", "2027-02-08"), ("8 апреля", "2027-04-08")),
        *(("8 октября", "2027-10-08"), ("8 декабря", "2026-12-08"), ("1 may", "2027-05-01")),
        *(("15 января 2020", "2020-01-15"), ("29 февраля 2028", "2028-02-29")),
        ("15\N{NO-BREAK SPACE}января", "2027-01-15"),
    ],
)
def test_a_day_is_read(text: str, day: str) -> None:
    """Without a year it is the next such day, today included."""
    assert dates.day(text, TODAY) == on(day)


@pytest.mark.parametrize(
    "text",
    [
        *("", "завтра", "15", "января", "в понедельник", "через 2 недели", "2 недели", "7 дней"),
        *("15.13", "32.01", "0.01", "15.00", "31 апреля", "30 февраля"),
        *("15 января – 20 января", "15.01 20.01", "15.01.1999", "15.01.20277", "2027-13-01"),
        *("2027-02-30", "115 января", "15 01 99 02", "15 й января"),
        *("15 января 1999", "15.01.1999 – 20.01.1999", "15 января 2027, 10:300"),
        "29 февраля",  # neither this year nor the next has one
    ],
)
def test_what_is_no_day_is_not_read(text: str) -> None:
    """Also what names several."""
    assert dates.day(text, TODAY) is None


@pytest.mark.parametrize(
    ("today", "day"), [("2027-11-25", "2028-02-29"), ("2028-02-29", "2028-02-29")]
)
def test_the_last_of_february_is_the_next_one(today: str, day: str) -> None:
    assert dates.day("29 февраля", on(today)) == on(day)
    assert dates.day("29.02", on("2028-03-01")) is None


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        ("28 октября – 5 ноября", "2027-10-28", "2027-11-05"),
        ("28 декабря - 10 января", "2026-12-28", "2027-01-10"),
        ("28 декабря — 10 января 2027", "2026-12-28", "2027-01-10"),
        ("28 декабря 2026 – 10 января 2027", "2026-12-28", "2027-01-10"),
        ("с 28 декабря по 10 января", "2026-12-28", "2027-01-10"),
        ("28.12-10.01", "2026-12-28", "2027-01-10"),
        ("28.12.2026-10.01.2027", "2026-12-28", "2027-01-10"),
        ("28.12.26 – 10.01.27", "2026-12-28", "2027-01-10"),
        ("28–31.10.2027", "2027-10-28", "2027-10-31"),
        ("28-31 октября", "2027-10-28", "2027-10-31"),
        ("28 - 31.10", "2027-10-28", "2027-10-31"),
        ("1–9 мая", "2027-05-01", "2027-05-09"),
        ("2026-12-28 2027-01-10", "2026-12-28", "2027-01-10"),
        ("2026-12-28 – 2027-01-10", "2026-12-28", "2027-01-10"),
        ("20 ноября – 30 ноября", "2026-11-20", "2026-11-30"),  # it has begun already
        ("1 августа – 25 ноября", "2026-08-01", "2026-11-25"),  # and ends today
        ("15 марта", "2027-03-15", "2027-03-15"),
        ("4.11", "2027-11-04", "2027-11-04"),
        ("25 ноября", "2026-11-25", "2026-11-25"),
        ("1 июня – 28 сентября", "2027-06-01", "2027-09-28"),  # the longest there is
        ("28 october - 5 november", "2027-10-28", "2027-11-05"),
    ],
)
def test_days_from_one_to_another_are_read(text: str, begins: str, ends: str) -> None:
    assert dates.span(text, TODAY) == Break(on(begins), on(ends))


@pytest.mark.parametrize(
    "text",
    [
        *("", "каникулы", "осенью", "28", "28 – 31", "с 28 по 31", "28 – мая", "мая – июня"),
        *("10 января 2027 – 28 декабря 2026", "2027-01-10 – 2026-12-28"),
        *("1 октября 2026 – 24 ноября 2026", "1 января 2020 – 5 января 2020"),
        *("1 июня – 29 сентября", "1 декабря 2026 – 1 декабря 2027"),
        *("30 февраля – 5 марта", "1 марта – 32 марта", "1 мая, 2 мая, 3 мая"),
        *("28.10 – 05.13", "00.10 – 05.11"),
    ],
)
def test_what_are_no_holidays_are_not_read(text: str) -> None:
    """Over, backwards, longer than a summer, or no dates at all."""
    assert dates.span(text, TODAY) is None


@pytest.mark.parametrize(
    ("today", "begins", "ends"),
    [
        ("2026-10-20", "2026-10-28", "2026-11-05"),
        ("2026-11-05", "2026-10-28", "2026-11-05"),
        ("2026-11-06", "2027-10-28", "2027-11-05"),
    ],
)
def test_holidays_are_this_years_until_they_are_over(today: str, begins: str, ends: str) -> None:
    assert dates.span("28 октября – 5 ноября", on(today)) == Break(on(begins), on(ends))


@settings(deadline=None)
@given(text=texts, today=days)
@example("29 февраля – 1 марта", dt.date(2027, 12, 1))
@example("28 февраля – 29 февраля", dt.date(2028, 2, 29))
def test_whatever_is_typed_nothing_breaks(text: str, today: dt.date) -> None:
    """And what is taken makes sense."""
    day, span = dates.day(text, today), dates.span(text, today)
    assert day is None or day >= today or "20" in text or any(sep in text for sep in "./")
    if span is not None:
        assert span.begins <= span.ends
        assert span.ends >= today
        assert 1 <= span.days <= LONGEST


@settings(deadline=None)
@given(day=days, today=days)
def test_a_date_in_full_is_read_as_it_is(day: dt.date, today: dt.date) -> None:
    for text in (f"{day:%d.%m.%Y}", f"{day.day}.{day.month}.{day.year}", day.isoformat()):
        assert dates.day(text, today) == day


@settings(deadline=None)
@given(begins=days, length=st.integers(0, LONGEST - 1), data=st.data())
def test_holidays_in_full_are_read_as_they_are(
    begins: dt.date, length: int, data: st.DataObject
) -> None:
    ends = begins + dt.timedelta(days=length)
    today = data.draw(st.dates(begins - dt.timedelta(days=900), ends))
    assert dates.span(f"{begins:%d.%m.%Y}–{ends:%d.%m.%Y}", today) == Break(begins, ends)
    assert dates.span(f"{begins} – {ends}", today) == Break(begins, ends)
