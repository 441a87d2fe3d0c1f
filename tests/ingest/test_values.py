"""What a cell's text may be read as, and its value."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admanager.ingest.values import Fits, classify, parse_boolean, parse_number, parse_time


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5", 5),
        ("-5", -5),
        ("+5", 5),
        ("0", 0),
        ("0.5", 0.5),
        (".5", 0.5),
        ("5.", 5.0),
        ("1,234", 1234),
        ("3,999,000", 3_999_000),
        ("1 234", 1234),
        ("1'234.50", 1234.5),
        ("$1,234.50", 1234.5),
        ("€ 3.20", 3.2),
        ("12.50 EUR", 12.5),
        ("9.98%", 9.98),
        ("1.5e-05", 1.5e-05),
        ("1e-05", 1e-05),
        ("\u00a012 ", 12),
        ("9007199254740992", 2**53),
        ("(1.25)", -1.25),
        ("(1,234)", -1234),
        ("($1,234.50)", -1234.5),
        ("( 3 )", -3),
    ],
)
def test_numbers_are_read_with_a_decimal_point(text: str, value: float) -> None:
    assert parse_number(text) == value
    assert isinstance(parse_number(text), type(value))


@pytest.mark.parametrize(
    "text",
    [
        "01234", "-007", "9007199254740993", "18446744073709551616", "+441632960001", "7E10", "12E4", "nan", "NaN", "inf",
        "Infinity", "1,23", "1,2345", "12,34,567", "1.2.3", "--5", "5-", "0x10", "1_000", "", ".", "-", "$", "%", "１２",
        "=1+1", "1 2", "(-5)", "(5", "5)", "((5))", "()", "(012)", "(5)-", "-(5)",
    ],
)  # fmt: skip
def test_identifiers_and_words_are_no_numbers(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("1,50", 1.5), ("1.234,56", 1234.56), ("22,00", 22.0), ("1.234", 1234), ("-3,9", -3.9)],
)
def test_numbers_are_read_with_a_decimal_comma(text: str, value: float) -> None:
    assert parse_number(text, ",") == value


def test_a_given_group_mark_is_the_only_one() -> None:
    assert parse_number("1 234", ".", " ") == 1234
    assert parse_number("1,234", ".", " ") is None
    assert parse_number("1,234", ".", "") is None


@given(st.integers(min_value=-(2**53), max_value=2**53))
def test_every_exact_whole_number_comes_back(number: int) -> None:
    assert parse_number(str(number)) == number
    assert parse_number(f"{number:,}") == number


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15))
def test_every_decimal_comes_back_exactly(number: float) -> None:
    assert parse_number(f"{number!r}") == number


@pytest.mark.parametrize(
    ("text", "value"), [("yes", 1), ("No", 0), ("TRUE", 1), ("f", 0), ("是", 1), ("否", 0), ("1", 1)]
)
def test_truth_words(text: str, value: int) -> None:
    assert parse_boolean(text) == value


def test_other_words_are_no_truth() -> None:
    assert parse_boolean("maybe") is None


def seconds(*parts: int) -> int:
    return int(datetime(*parts, tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("text", "order", "value"),
    [
        ("2024-01-05", "ymd", seconds(2024, 1, 5)),
        ("2024/1/5", "dmy", seconds(2024, 1, 5)),
        ("2024年1月5日", "ymd", seconds(2024, 1, 5)),
        ("05.01.2024", "dmy", seconds(2024, 1, 5)),
        ("01/05/2024", "mdy", seconds(2024, 1, 5)),
        ("5 Jan 2024", "ymd", seconds(2024, 1, 5)),
        ("January 5, 2024", "ymd", seconds(2024, 1, 5)),
        ("31/12/69", "dmy", seconds(2069, 12, 31)),
        ("31/12/70", "dmy", seconds(1970, 12, 31)),
        ("4/22/2018 6:00", "mdy", seconds(2018, 4, 22, 6)),
        ("2024-01-05T06:07:08Z", "ymd", seconds(2024, 1, 5, 6, 7, 8)),
        ("2024-01-05 06:07:08.999+02:00", "ymd", seconds(2024, 1, 5, 4, 7, 8)),
        ("12-13-2004 03:16:00 PM", "mdy", seconds(2004, 12, 13, 15, 16)),
        ("12-13-2004 12:16 AM", "mdy", seconds(2004, 12, 13, 0, 16)),
        ("1955-01-01", "ymd", seconds(1955, 1, 1)),
    ],
)
def test_dates_are_utc_seconds(text: str, order: str, value: int) -> None:
    assert parse_time(text, order) == value


@pytest.mark.parametrize(
    "text",
    [
        "2024-02-30",
        "2023-13-01",
        "2023-02-29",
        "2024-01-05 24:00:00",
        "31/11/2024",
        "12:12:12",
        "2024-01",
        "1.2.3.4",
    ],
)
def test_impossible_days_and_other_texts_are_no_dates(text: str) -> None:
    assert parse_time(text, "dmy") is None


def test_an_impossible_date_still_looks_like_one() -> None:
    assert classify("2024-02-30") == Fits.DATE_SHAPE


@pytest.mark.parametrize(
    "text", ["A13", "85123A", "C536379", "01234", "18446744073709551616", "7E10", "+441632960001"]
)
def test_identifiers_are_known_as_such(text: str) -> None:
    assert classify(text) == Fits.CODE


@pytest.mark.parametrize("text", ["=1+1", "<b>x</b>", "forty", "Ada Ray", "inf", "a@b.test", "x" * 10_000])
def test_ordinary_text_fits_nothing(text: str) -> None:
    assert not classify(text) & (Fits.POINT | Fits.COMMA | Fits.DATE_SHAPE | Fits.BOOLEAN)


@given(st.text(max_size=30))
def test_what_classify_says_is_what_the_parsers_do(text: str) -> None:
    flags = classify(text)
    if flags & (Fits.MISSING | Fits.BOOLEAN):
        return
    assert bool(flags & Fits.POINT) == (parse_number(text, ".") is not None)
    assert bool(flags & Fits.COMMA) == (parse_number(text, ",") is not None)
    assert bool(flags & Fits.DMY) == (parse_time(text, "dmy") is not None)


@given(st.from_regex(r"-?[0-9]{1,4}([.,/-][0-9]{1,4}){0,3}( [0-9]{1,2}:[0-9]{2})?", fullmatch=True))
def test_shortcuts_for_plain_numbers_agree_with_the_grammar(text: str) -> None:
    flags = classify(text)
    assert bool(flags & Fits.POINT) == (parse_number(text, ".") is not None)
    assert bool(flags & Fits.WHOLE_POINT) == isinstance(parse_number(text, "."), int)
    assert bool(flags & Fits.COMMA) == (parse_number(text, ",") is not None)
    assert bool(flags & Fits.MDY) == (parse_time(text, "mdy") is not None)
