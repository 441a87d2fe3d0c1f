"""Finding out how a file is written."""

from __future__ import annotations

import pytest

from admanager.ingest.dialect import Detected, detect
from admanager.ingest.options import ImportOptions

ROWS = [
    ["1", "Ada Ng", "DE", "12", "181.16", "2024-04-16"],
    ["2", "Bea Fox", "JP", "50", "157.56", "2024-02-24"],
    ["3", "Carl Wu", "US", "34", "210.34", "2024-12-10"],
    ["4", "Dov Ray", "", "51", "241.17", "2024-07-18"],
]
NAMES = ["id", "name", "country", "visits", "spend", "last_seen"]


def found(text: str, **wishes: object) -> Detected:
    return detect(text, ImportOptions.model_validate(wishes), "utf-8")


def table(delimiter: str, *, header: bool = True, end: str = "\n", quote: str = "") -> str:
    rows = [NAMES, *ROWS] if header else ROWS
    return "".join(delimiter.join(f"{quote}{cell}{quote}" for cell in row) + end for row in rows)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", ", "])
@pytest.mark.parametrize("quote", ["", '"'])
def test_the_delimiter_is_found_quoted_or_not(delimiter: str, quote: str) -> None:
    result = found(table(delimiter, quote=quote))
    assert result.dialect.delimiter == delimiter
    assert list(result.names) == NAMES
    assert result.layout.width == 6


def test_apostrophes_are_quotes_where_they_enclose_fields() -> None:
    assert found("id,tags\n1,'loyal, gold'\n2,'new, hot'\n3,old\n").dialect.quote == "'"
    assert found("id,name\n1,O'Hara\n2,D'Arcy\n").dialect.quote == '"'


def test_decimal_commas_do_not_win_over_the_semicolon() -> None:
    assert found("a;b;c\n1;2,5;3,7\n2;3,5;4,7\n").dialect.delimiter == ";"


def test_a_backslash_escapes_where_it_stands_before_quotes() -> None:
    assert found('"a","b"\n"1","say \\"hi\\", he did"\n"2","x"\n').dialect.escape == "\\"


def test_an_excel_line_names_the_delimiter() -> None:
    result = found("sep=;\n" + table(";"))
    assert result.dialect.delimiter == ";"
    assert result.dialect.skip_lines == 1
    assert list(result.names) == NAMES


def test_blanks_separate_only_plain_tables() -> None:
    assert found("id visits spend\n1 2 3.5\n2 4 5.5\n3 6 7.5\n").dialect.delimiter == " "
    assert len(found("name\nAda Ray\nBea Fox\nCarl Wu\n").names) == 1


def test_commas_in_the_only_column_are_text() -> None:
    result = found("headline\nYes, we can\nNo\nWell, yes, but\n")
    assert list(result.names) == ["headline"]
    assert result.dialect.delimiter not in ", "


def test_rows_that_are_one_quoted_line_each_are_unwrapped() -> None:
    text = "".join(f'"{line}"\n' for line in table(",").splitlines())
    result = found(text)
    assert result.dialect.wrapped
    assert list(result.names) == NAMES


def test_a_quoted_table_is_not_taken_for_wrapped_lines() -> None:
    assert not found(table(";", quote='"')).dialect.wrapped


def test_no_header_is_seen_by_the_types() -> None:
    result = found(table(",", header=False))
    assert result.dialect.header_rows == 0
    assert set(result.names) == {""}


def test_a_header_above_text_only_is_seen_by_its_names() -> None:
    assert found("name,city\nAda,Rome\nBea,Oslo\n").dialect.header_rows == 1


def test_a_header_without_rows_is_a_header() -> None:
    assert found(",".join(NAMES) + "\n").dialect.header_rows == 1


@pytest.mark.parametrize(
    "above",
    ["Customer list\n", "Customer list\nMade 2025-03-04, v2\n", "Report\n\n\n", "REPORT,,,,,\n,,,,,\n"],
)
def test_lines_above_the_header_are_skipped(above: str) -> None:
    result = found(above + table(","))
    assert list(result.names) == NAMES
    assert result.dialect.skip_lines == above.count("\n")


def test_the_last_of_several_header_rows_names_the_columns() -> None:
    result = found("people,people,people,use,use,use\n" + table(","))
    assert list(result.names) == NAMES
    assert result.dialect.skip_lines == 1


def test_comment_lines_are_left_out() -> None:
    text = table(",").replace("3,Carl", "# odd, but true\n3,Carl")
    assert found("# made by a tool\n" + text).dialect.comment == "#"


def test_a_header_that_starts_with_a_hash_is_no_comment() -> None:
    result = found("#id,name,visits\n1,Ada,3\n2,Bea,4\n")
    assert result.dialect.comment == ""
    assert result.names[0] == "#id"


def test_a_delimiter_at_the_end_of_rows_makes_no_column() -> None:
    everywhere = found("a,b,\n1,2,\n3,4,\n")
    below = found("a,b\n1,2,\n3,4,\n")
    for result in (everywhere, below):
        assert list(result.names) == ["a", "b"]
        assert (result.layout.width, result.layout.kept) == (3, 2)


def test_row_names_without_a_name_stay_a_column() -> None:
    assert list(found("age,city\nada,31,Rome\nbea,42,Oslo\n").names) == ["", "age", "city"]


def test_wishes_are_taken_as_given() -> None:
    result = found(table(","), delimiter=";", header=False, quote="")
    assert result.dialect.delimiter == ";"
    assert result.dialect.header_rows == 0
    assert found("a,b\nc,d\ne,f\n", skip_lines=1).names == ("c", "d")


def test_nothing_is_found_in_nothing() -> None:
    assert found("").names == ()
    assert found("\n\n\n").names == ()


def test_quotes_within_lines_of_prose_are_text() -> None:
    lines = ["Which Zodiac Sign Are You", '"Frozen" Songs, Ranked', "Ten Things To Do Today", "A Quiet Place"]
    assert found("\n".join(lines * 5) + "\n").dialect.quote == ""
    quoted = "title\n" + "".join(f'"{line}, again"\n' for line in ("One", "Two", "Three"))
    assert found(quoted).dialect.quote == '"'
