"""Whole columns are converted as single cells are."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from admanager.ingest import convert as module
from admanager.ingest.cells import NotFitting, convert_cell
from admanager.ingest.convert import convert
from admanager.ingest.settle import ColumnPlan
from admanager.ingest.types import Evidence, default_missing_words, evidence_of, infer

TYPES = ("integer", "real", "text", "date", "datetime", "boolean")


def plan(type_: str, **changes: Any) -> ColumnPlan:
    base = ColumnPlan(0, "x", "x", type_, "number", default_missing_words(type_))  # type: ignore[arg-type]
    return replace(base, **changes)


def cell_by_cell(cells: list[str], column: ColumnPlan) -> tuple[list[Any], list[int]]:
    values: list[Any] = []
    odd = []
    for row, cell in enumerate(cells):
        try:
            values.append(convert_cell(cell, column, column.words()))
        except NotFitting:
            values.append(None)
            odd.append(row)
    return values, odd


def column_of(cells: list[str]) -> pa.Array:
    return pa.array([cell or None for cell in cells], pa.string())


plain = st.one_of(
    st.integers(-(2**54), 2**54).map(str),
    st.floats(allow_nan=False, allow_infinity=False).map(repr),
    st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-9999, max_value=9999).map(str),
    st.dates().map(str),
    st.datetimes().map(lambda moment: moment.replace(microsecond=0).isoformat(" ")),
    st.dates().map(lambda day: f"{day:%d/%m/}{day.year:04}"),
)
odd = st.sampled_from(
    ["", " ", "-", "NA", "unknown", "01", "-05", "00", "-0", "0.5", ".5", "5.", ".", "1,5", "1.234,5", "7E10", "1e5", "nan",
     "2024-02-30", "2023-02-29", "0000-01-01", "31/04/2024", "2024-1-5", "2024-01-05T01:02:03", "2024-01-05 25:00:00",
     "yes", "No", "1", "0", "é", " 12", "9%", "9007199254740993", "-9007199254740993", "1-2", "--", "1.2.3"]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(
    st.one_of(st.lists(plain | odd, max_size=12), st.lists(plain, max_size=6), st.lists(odd, max_size=6)),
    st.sampled_from(TYPES),
    st.sampled_from(["ymd", "dmy", "mdy"]),
    st.sampled_from([".", ","]),
)
def test_a_column_is_converted_as_its_cells_are(
    cells: list[str], type_: str, order: str, decimal: str
) -> None:
    column = plan(type_, date_order=order, decimal=decimal)
    result = convert(column_of(cells), column, Evidence())
    values, odd_rows = cell_by_cell(cells, column)
    assert result.values.to_pylist() == values
    assert result.odd_rows.tolist() == odd_rows
    assert result.odd_texts == [cells[row] for row in odd_rows]


@settings(max_examples=300, deadline=None)
@given(st.lists(plain | odd, max_size=12), st.sampled_from([0.92, 1.0837, 7.1, 1e-6, 1e9]))
def test_amounts_of_another_currency_are_converted_as_single_cells_are(cells: list[str], rate: float) -> None:
    column = plan("real", rate=rate)
    result = convert(column_of(cells), column, Evidence())
    assert result.values.to_pylist() == cell_by_cell(cells, column)[0]


def test_a_converted_amount_has_no_digits_that_multiplying_adds() -> None:
    column = plan("real", rate=0.92)
    assert convert(column_of(["1.5", "3", "4.5", "6"]), column, Evidence()).values.to_pylist() == [
        1.38,
        2.76,
        4.14,
        5.52,
    ]


@settings(max_examples=200, deadline=None)
@given(st.lists(plain, min_size=1, max_size=12))
def test_the_evidence_of_a_column_leads_to_the_type_of_its_cells(cells: list[str]) -> None:
    direct = infer(evidence_of(cells))
    evidence = Evidence()
    convert(
        column_of(cells), plan(direct.type, date_order=direct.date_order, decimal=direct.decimal), evidence
    )
    if direct.type == "text":
        return
    again = infer(evidence)
    assert (again.type, again.decimal, again.date_order) == (direct.type, direct.decimal, direct.date_order)


@pytest.mark.parametrize(
    ("type_", "cells"),
    [
        ("integer", ["1", "-20", "", "300"]),
        ("real", ["1.5", "-2", "", "0.25"]),
        ("date", ["2024-01-05", "", "1955-12-31"]),
        ("datetime", ["2024-01-05 01:02:03", "", "1955-12-31T23:59:59"]),
    ],
)
def test_plainly_written_columns_do_not_take_the_slow_way(
    monkeypatch: pytest.MonkeyPatch, type_: str, cells: list[str]
) -> None:
    def fail(*_: object) -> None:
        raise AssertionError("read cell by cell")

    column = plan(type_)
    expected = cell_by_cell(cells, column)[0]
    monkeypatch.setattr(module, "_by_distinct_texts", fail)
    assert convert(column_of(cells), column, Evidence()).values.to_pylist() == expected


def test_decimal_commas_take_the_fast_way_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_by_distinct_texts", None)
    result = convert(column_of(["1,5", "", "-22,00"]), plan("real", decimal=","), Evidence())
    assert result.values.to_pylist() == [1.5, None, -22.0]


def test_sliced_columns_are_read_at_their_own_place() -> None:
    whole = column_of(["x", "1", "22", "", "333", "y"])
    assert convert(whole.slice(1, 4), plan("integer"), Evidence()).values.to_pylist() == [1, 22, None, 333]
    decimals = column_of(["x", "1,5", "2,5", "y"]).slice(1, 2)
    assert convert(decimals, plan("real", decimal=","), Evidence()).values.to_pylist() == [1.5, 2.5]


def test_unknown_in_a_category_is_null_until_it_has_too_many_levels() -> None:
    evidence = Evidence()
    column = plan("text", role="category")
    assert convert(column_of(["red", "unknown"]), column, evidence).values.to_pylist() == ["red", None]
    convert(column_of([f"level {number}" for number in range(60)]), column, evidence)
    assert evidence.too_many_levels
    assert convert(column_of(["unknown"]), column, evidence).values.to_pylist() == ["unknown"]


def test_keys_are_trimmed_and_words_for_missing_are_no_keys() -> None:
    words = default_missing_words("text", is_key=True)
    key = plan("text", role="key", missing_words=words)
    for cells in (["a1", " b2 ", "NA", ""], ["a1", "b2", "n/a", ""]):
        assert convert(column_of(cells), key, Evidence()).values.to_pylist() == ["a1", "b2", None, None]


def test_words_that_the_user_names_are_missing_in_any_text() -> None:
    column = plan("text", missing_words=("n.b.",), words_fixed=True)
    assert convert(column_of(["a", "n.b.", "N.B."]), column, Evidence()).values.to_pylist() == [
        "a",
        None,
        None,
    ]
