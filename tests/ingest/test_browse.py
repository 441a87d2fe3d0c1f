"""Looking at imports, rejects and rows."""

from __future__ import annotations

from typing import Any

import pytest

from admanager.ingest import browse
from admanager.ingest.load import import_file, undo_import
from admanager.ingest.options import ImportOptions
from admanager.project.file import ProjectFile
from tests.ingest.conftest import WriteFile

pytestmark = pytest.mark.usefixtures("in_process")


def load(project: ProjectFile, path: Any, **wishes: Any) -> int:
    return import_file(project, path, options=ImportOptions(**wishes)).batch or 0


def all_rows(project: ProjectFile, order: browse.RowOrder) -> list[tuple[Any, ...]]:
    return [row for page in range(order.pages) for row in browse.read_page(project, order, page)]


def numbers(write: WriteFile, count: int, name: str = "numbers.csv", start: int = 0) -> Any:
    return write("id,word\n" + "".join(f"{start + row},w{row % 7}\n" for row in range(count)), name)


def test_imports_are_listed_with_their_health(project: ProjectFile, write: WriteFile) -> None:
    load(project, numbers(write, 30))
    load(project, write("a,b\n" + "1,2\n" * 30 + "3\n", "few.csv"), table="events")
    load(project, write("a,b\n" + "1,2\n" * 10 + "3\n" * 4, "bad.csv"), table="events")
    found = browse.list_imports(project)
    assert [(info.batch, info.file, info.table, info.health) for info in found] == [
        (3, "bad.csv", "events", "bad"),
        (2, "few.csv", "events", "warn"),
        (1, "numbers.csv", "profiles", "good"),
    ]
    assert (found[0].rows_read, found[0].rows_imported, found[0].rows_rejected) == (14, 10, 4)
    assert browse.table_sizes(project) == {"profiles": 30, "events": 40}
    undo_import(project, 3)
    assert [info.batch for info in browse.list_imports(project)] == [2, 1]


def test_rejects_are_listed_with_what_was_expected(project: ProjectFile, write: WriteFile) -> None:
    rows = "".join(f"{row},{row}\n" for row in range(20))
    batch = load(project, write(f"id,n\n{rows}20,many\n21\n"))
    found = browse.list_rejects(project, batch)
    assert [(reject.line, reject.column, reject.found, str(reject.expectation())) for reject in found] == [
        (23, None, "21", "2 fields"),
        (22, "n", "many", "a whole number"),
    ]
    assert browse.count_rejects(project, batch) == 2


@pytest.mark.parametrize("count", [0, 1, browse.PAGE_ROWS, browse.PAGE_ROWS + 1, 3 * browse.PAGE_ROWS + 7])
def test_every_row_is_found_by_its_position(project: ProjectFile, write: WriteFile, count: int) -> None:
    load(project, numbers(write, count))
    order = browse.order_rows(project, "profiles")
    assert order.rows == count
    assert [row[0] for row in all_rows(project, order)] == list(range(count))


def test_gaps_in_the_ids_do_not_matter(project: ProjectFile, write: WriteFile) -> None:
    load(project, numbers(write, 500, "a.csv"))
    middle = load(project, numbers(write, 300, "b.csv", 500))
    load(project, numbers(write, 450, "c.csv", 800))
    undo_import(project, middle)
    order = browse.order_rows(project, "profiles")
    assert order.first_id is None
    assert [row[0] for row in all_rows(project, order)] == [*range(500), *range(800, 1250)]


@pytest.mark.parametrize("descending", [False, True])
def test_rows_can_be_sorted_with_missing_values_last(
    project: ProjectFile, write: WriteFile, descending: bool
) -> None:
    path = write(
        "id,score\n" + "".join(f"{row},{(row * 37) % 101 if row % 5 else ''}\n" for row in range(450))
    )
    load(project, path)
    order = browse.order_rows(project, "profiles", "score", descending=descending)
    scores = [row[1] for row in all_rows(project, order)]
    known = [score for score in scores if score is not None]
    assert known == sorted(known, reverse=descending)
    assert scores[len(known) :] == [None] * 90


def test_a_table_that_is_not_there_has_no_rows(project: ProjectFile) -> None:
    assert browse.order_rows(project, "events").rows == 0
    assert browse.list_imports(project) == []
