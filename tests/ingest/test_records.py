"""Splitting text into records exactly."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admanager.ingest.readers.records import (
    MAX_FIELD_BYTES,
    Dialect,
    Layout,
    Parsed,
    parse,
)
from admanager.ingest.rejects import Reason

PLAIN = Dialect()
cells = st.text(alphabet=st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=8)


def rows_of(text: str, width: int = 2, **dialect: object) -> Parsed:
    return parse(text, Dialect(**dialect), Layout(width, width))  # type: ignore[arg-type]


@given(
    st.lists(st.lists(cells, min_size=2, max_size=2), max_size=8),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(['"', "'"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_whatever_the_csv_module_writes_is_read_back(
    rows: list[list[str]], delimiter: str, quote: str, end: str
) -> None:
    buffer = io.StringIO(newline="")
    csv.writer(
        buffer, delimiter=delimiter, quotechar=quote, lineterminator=end, quoting=csv.QUOTE_ALL
    ).writerows(rows)
    parsed = rows_of(buffer.getvalue(), delimiter=delimiter, quote=quote)
    expected = [row for row in rows if any(cell.strip(" \t\r\n") for cell in row)]
    assert parsed.rows == expected
    assert parsed.rejects == []
    assert parsed.blank == len(rows) - len(expected)


def test_lines_are_counted_through_quoted_line_breaks() -> None:
    parsed = rows_of('1,"a\nb\nc"\n2,x\n\n3\n4,y\n')
    assert parsed.lines == [1, 4, 7]
    assert [(reject.line, reject.reason) for reject in parsed.rejects] == [(6, Reason.WIDTH)]
    assert parsed.blank == 1
    assert parsed.next_line == 8


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_counts_once(end: str) -> None:
    assert rows_of(end.join(["1,a", '2,"b' + end + 'c"', "3,d"])).lines == [1, 2, 4]


def test_a_row_of_the_wrong_width_says_how_many_fields_it_has() -> None:
    reject = rows_of("1,a,x\n").rejects[0]
    assert (reject.cells, reject.expected, reject.found) == (3, "2", "1,a,x")
    assert "too many" in reject.explanation()
    assert reject.expectation() == "2 fields"


def test_a_quote_within_a_field_is_data() -> None:
    assert rows_of('5" disk,a"b\n').rows == [['5" disk', 'a"b']]
    assert rows_of('"say "hi" now",x\n').rows == [['say "hi" now', "x"]]
    assert rows_of('"a" ,"b" \n').rows == [["a", "b"]]


def test_a_quote_that_is_never_closed_costs_one_row() -> None:
    parsed = rows_of('1,a\n2,"open\n3,b\n4,"c, d"\n5,e\n')
    assert [row[0] for row in parsed.rows] == ["1", "3", "4", "5"]
    assert [(reject.line, reject.reason) for reject in parsed.rejects] == [(2, Reason.QUOTE)]


def test_a_quote_open_at_the_end_costs_the_last_row() -> None:
    parsed = rows_of('1,a\n2,"open')
    assert parsed.rows == [["1", "a"]]
    assert parsed.rejects[0].reason is Reason.QUOTE


def test_an_unclosed_quote_that_another_one_happens_to_close_costs_one_row() -> None:
    parsed = rows_of('1,a\n2,"open\n3,b\n4,""\n5,e\n')
    assert [row[0] for row in parsed.rows] == ["1", "3", "4", "5"]


def test_rows_with_broken_bytes_and_zero_bytes_are_rejected() -> None:
    parsed = rows_of("1,a\udcff\n2,b\x00\n3,c\n")
    assert [reject.reason for reject in parsed.rejects] == [Reason.ENCODING, Reason.ZERO_BYTE]
    assert parsed.rows == [["3", "c"]]


def test_a_field_of_a_mebibyte_is_taken_and_a_longer_one_is_not() -> None:
    assert len(rows_of("1," + "x" * MAX_FIELD_BYTES + "\n").rows[0][1]) == MAX_FIELD_BYTES
    assert len(rows_of('1,"' + "x" * MAX_FIELD_BYTES + '"\n').rows[0][1]) == MAX_FIELD_BYTES
    assert rows_of("1," + "x" * (MAX_FIELD_BYTES + 1) + "\n2,b\n").rejects[0].reason is Reason.TOO_LONG


def test_empty_cells_after_a_trailing_delimiter_are_no_columns() -> None:
    parsed = parse("1,a,\n2,b\n3,c,x\n", PLAIN, Layout(3, 2))
    assert parsed.rows == [["1", "a"], ["2", "b"]]
    assert parsed.rejects[0].line == 3


def test_rows_of_delimiters_and_blanks_are_no_rows() -> None:
    parsed = rows_of(',\n1,a\n , \n"",""\n\n')
    assert parsed.rows == [["1", "a"]]
    assert parsed.blank == 4


def test_a_record_that_may_go_on_is_left_for_the_next_part() -> None:
    first = parse('1,a\n2,"b\nc', PLAIN, Layout(2, 2), final=False)
    assert first.rows == [["1", "a"]]
    assert (first.used, first.next_line) == (4, 2)
    assert parse("1,a\n2,b\r", PLAIN, Layout(2, 2), final=False).used == 4


@given(st.lists(st.lists(cells, min_size=2, max_size=2), max_size=6), st.integers(min_value=1, max_value=30))
def test_reading_in_parts_gives_the_same_rows(rows: list[list[str]], size: int) -> None:
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows(rows)
    text = buffer.getvalue()
    whole = parse(text, PLAIN, Layout(2, 2))
    found: list[list[str]] = []
    lines: list[int] = []
    rest, line = "", 1
    parts = [text[start : start + size] for start in range(0, len(text), size)] or [""]
    for number, part in enumerate(parts):
        parsed = parse(rest + part, PLAIN, Layout(2, 2), first_line=line, final=number == len(parts) - 1)
        found += parsed.rows
        lines += parsed.lines
        rest, line = (rest + part)[parsed.used :], parsed.next_line
    assert (found, lines) == (whole.rows, whole.lines)


@given(st.text(alphabet='a1,"\n\r \\', max_size=60))
def test_any_text_is_accounted_for_and_nothing_is_raised(text: str) -> None:
    parsed = rows_of(text)
    assert parsed.used == len(text)
    assert all(len(row) == 2 for row in parsed.rows)
    line_ends = len(list(io.StringIO(text, newline="")))
    assert parsed.next_line == line_ends + 1


def test_a_text_full_of_open_quotes_is_read() -> None:
    # Without an end to its patience, the scanner would look at each line 30,000 times.
    assert len(rows_of('"abc\n' * 30_000).rejects) == 30_000


def test_comments_and_escapes_follow_the_dialect() -> None:
    assert rows_of("# x\n1,a\n", comment="#").rows == [["1", "a"]]
    assert rows_of('"1","a\\"b"\n', escape="\\").rows == [["1", 'a"b']]
    assert rows_of('1, "a, b"\n', delimiter=", ").rows == [["1", "a, b"]]
    assert rows_of('"1,""a, b"""\n', wrapped=True).rows == [["1", "a, b"]]
