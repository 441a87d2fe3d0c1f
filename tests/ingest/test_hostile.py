"""Inputs that are made, or damaged, to hang or fill the program: each ends in a sentence or costs only its rows."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from admanager.ingest import file_pass
from admanager.ingest.load import import_file
from admanager.ingest.preview import preview
from admanager.ingest.rejects import Reason
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError
from tests.ingest.conftest import WriteFile

pytestmark = pytest.mark.usefixtures("in_process")


def test_a_cell_full_of_line_breaks_does_not_decide_what_the_columns_are(
    project: ProjectFile, write: WriteFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_pass, "MANY_REJECTED", 20_000)
    path = write('id,text\n1,"' + "x\n" * 1_100_000 + '"\n2,b\n')
    with pytest.raises(
        AdManagerError, match=r"rows of data\.csv do not fit its 2 columns; look at its delimiter"
    ):
        import_file(project, path)
    assert project.check() == []


def test_a_large_quoted_cell_is_a_cell(project: ProjectFile, write: WriteFile) -> None:
    text = "line\n" * 100_000
    result = import_file(project, write(f'id,text\n1,"{text}"\n2,b\n'))
    assert (result.rows_imported, result.rows_rejected) == (2, 0)
    assert project.read().execute("SELECT text FROM profiles WHERE id = 1").fetchone()[0] == text


@pytest.mark.parametrize("content", ["x" * 5_000_000, '"' * 5_000_000, "1," + "x" * 5_000_000 + "\n2,b\n"])
def test_a_first_row_without_end_is_told_at_once(
    project: ProjectFile, write: WriteFile, content: str
) -> None:
    path = write(content)
    for look in (lambda: preview(path, thorough=True), lambda: import_file(project, path)):
        with pytest.raises(AdManagerError, match=r"first row of data\.csv goes on for more than 1 MiB"):
            look()


@pytest.mark.parametrize("size", [1_500_000, 6_000_000])
def test_one_row_that_is_too_long_leaves_the_others_and_the_header_alone(
    project: ProjectFile, write: WriteFile, size: int
) -> None:
    rows = "".join(f"{number},b\n" for number in range(2, 100))
    result = import_file(project, write("id,text\n1," + "x" * size + "\n" + rows))
    assert [column.name for column in result.columns] == ["id", "text"]
    assert (result.rows_imported, result.rows_rejected) == (98, 1)
    reason = project.read().execute("SELECT reason, line FROM import_reject").fetchone()
    assert reason == (Reason.TOO_LONG.value, 2)


def test_a_preview_of_a_bomb_reads_only_its_beginning(write: WriteFile) -> None:
    rows = b"id,text\n" + b"1,000000000000\n" * 4_000_000
    found = preview(write(gzip.compress(rows, 1), "bomb.csv.gz"), thorough=True)
    assert (len(found.rows), found.complete) == (100, False)


def test_too_many_columns_are_counted(write: WriteFile) -> None:
    names = ",".join(f"c{number}" for number in range(100_000))
    with pytest.raises(AdManagerError, match="has 100000 columns; a table can take 1900"):
        preview(write(names + "\n"))


def test_names_that_look_like_sql_are_only_names(project: ProjectFile, write: WriteFile) -> None:
    path = write('id,"a""; drop table profiles;--",A,a,_id\n1,x,y,z,w\n')
    result = import_file(project, path)
    assert [column.name for column in result.columns] == [
        "id",
        'a"; drop table profiles;--',
        "A",
        "a_2",
        "_id_2",
    ]
    assert project.read().execute("SELECT COUNT(*) FROM profiles").fetchone() == (1,)
    assert project.check() == []


@pytest.mark.parametrize("content", [b"", b"\n\n\n", b"\xef\xbb\xbf", b",,,\n,,,\n"])
def test_nothing_is_told_as_nothing(project: ProjectFile, write: WriteFile, content: bytes) -> None:
    with pytest.raises(AdManagerError, match=r"data\.csv is empty; there is nothing to import"):
        import_file(project, write(content))


def test_a_file_name_with_quotes_is_only_a_name(project: ProjectFile, tmp_path: Path) -> None:
    path = tmp_path / 'it\'s "odd"; ?mode=rw.csv'
    path.write_text("id\n1\n")
    assert import_file(project, path).rows_imported == 1
