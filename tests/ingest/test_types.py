"""Deciding what a column holds."""

from __future__ import annotations

import pytest

from admanager.ingest.types import Asked, Inferred, evidence_of, infer


def of(*cells: str, asked: Asked | None = None) -> Inferred:
    return infer(evidence_of(cells), asked)


@pytest.mark.parametrize(
    ("cells", "type_"),
    [
        (["1", "2", "-3"], "integer"),
        (["1", "2.5"], "real"),
        (["1,234", "22,000", "5"], "integer"),
        (["1,50", "22,00", "1.234,56"], "real"),
        (["9.98%", "12%"], "real"),
        (["$1,234.50", "$3.00"], "real"),
        (["01234", "90210"], "text"),
        (["9007199254740993", "5"], "text"),
        (["+441632960001", "0049301234"], "text"),
        (["12E4", "7E10"], "text"),
        (["NaN", "Inf", "Nana"], "text"),
        (["A13", "B2"], "text"),
        (["yes", "NO", "y", "false"], "boolean"),
        (["yes", "no", "maybe"], "text"),
        (["1", "0"], "integer"),
        (["F", "M"], "text"),
        (["F", "F"], "text"),
        (["2024-01-05", "2023-12-31"], "date"),
        (["2024-01-05", "2023-12-31 08:00"], "datetime"),
        (["12:30", "08:15"], "text"),
        (["", " ", ""], "text"),
        (["=1+1", "-2+3"], "text"),
        (["(1.25)", "3.50", "-"], "real"),
        (["(1,25)", "3,50"], "real"),
        (["(12)", "40"], "integer"),
        (["(555)", "(312)"], "text"),
        (["(a)", "(b)"], "text"),
    ],
)
def test_types(cells: list[str], type_: str) -> None:
    assert of(*cells).type == type_


def test_words_for_missing_do_not_count() -> None:
    assert of("34", "", "NA", "N/A", "null", "-", "29", "unknown").type == "integer"
    assert of("yes", "unknown", "no").type == "boolean"


def test_a_word_among_many_numbers_leaves_the_column_a_number() -> None:
    assert of(*["34", "29", "51", "33", "47"] * 5, *["forty"] * 5).type == "integer"
    assert of(*map(str, range(1000)), "about 40", "many", "few", "3 or 4").type == "integer"


def test_many_different_words_make_it_text() -> None:
    assert of(*["34"] * 30, *[f"word{chr(97 + number)}" for number in range(6)]).type == "text"
    assert of(*["34"] * 10, *["forty"] * 10).type == "text"


def test_a_few_cells_are_too_few_for_exceptions() -> None:
    assert of("1", "2", "3", "4", "forty").type == "text"


def test_identifiers_among_numbers_make_it_text() -> None:
    assert of(*map(str, range(536_365, 536_565)), "C536379").type == "text"
    assert of(*["85123"] * 500, "85123A", "85123B").type == "text"


@pytest.mark.parametrize(
    ("cells", "order", "certain"),
    [
        (["31/12/2024", "01/02/2024"], "dmy", True),
        (["12/31/2024", "01/02/2024"], "mdy", True),
        (["01/02/2024", "03/04/2024"], "dmy", False),
        (["2024-01-02"], "ymd", True),
        (["5 Jan 2024", "6 Feb 2024"], "ymd", True),
    ],
)
def test_the_order_of_day_and_month_is_decided_over_all_cells(
    cells: list[str], order: str, certain: bool
) -> None:
    found = of(*cells)
    assert (found.date_order, found.certain) == (order, certain)


def test_other_columns_decide_what_a_column_leaves_open() -> None:
    assert of("01/02/2024", asked=Asked(likely_order="mdy")).date_order == "mdy"
    assert of("31/12/2024", asked=Asked(likely_order="mdy")).date_order == "dmy"
    assert of("1,234", asked=Asked(likely_decimal=",")).type == "real"
    assert of("1,234").type == "integer"


def test_what_the_user_wants_is_not_overruled() -> None:
    assert (
        of("01/02/2024", "12/31/2024", *["1/1/2024"] * 20, asked=Asked(date_order="dmy")).date_order == "dmy"
    )
    assert of("1.234", asked=Asked(decimal=",")).type == "integer"


def test_impossible_dates_leave_the_column_a_date() -> None:
    assert of("2024-01-05", "2024-02-30", "2023-13-01", "2024-03-01").type == "date"
    assert of("2024-02-30", "2023-13-01", "2023-15-01", "2024-03-01").type == "text"


def test_unknown_is_missing_in_a_category_and_text_in_free_text() -> None:
    assert "unknown" in of("red", "blue", "unknown").missing_words
    assert of(*[f"comment {number}" for number in range(60)], "unknown").missing_words == ()
    assert "-" not in of("red", "blue", "-").missing_words
    assert {"-", "NA".lower(), "\\N", "unknown"} <= set(of("1", "2").missing_words)


def test_a_column_without_a_cell_is_not_certain() -> None:
    assert not of("", "NA").certain
