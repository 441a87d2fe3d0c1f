"""Cleaning a header's names."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from admanager.ingest.names import clean_names


def test_names_are_trimmed_and_line_breaks_become_blanks() -> None:
    assert clean_names([" id ", "first\nname", "a\r\nb"]) == ["id", "first name", "a b"]


def test_empty_and_repeated_names_get_numbers_whatever_the_case() -> None:
    assert clean_names(["name", "", "NAME", "name", "name_2"]) == [
        "name",
        "column_2",
        "NAME_2",
        "name_3",
        "name_2_2",
    ]


def test_the_programs_own_columns_are_not_taken() -> None:
    assert clean_names(["_id", "_batch"]) == ["_id_2", "_batch_2"]


@given(st.lists(st.text(max_size=5), max_size=12))
def test_names_are_always_different_and_never_empty(raw: list[str]) -> None:
    names = clean_names(raw)
    assert len(names) == len(raw)
    assert all(name.strip() == name and name for name in names)
    assert len({name.casefold() for name in names}) == len(names)
