"""A table of people that leaves the project hides each of them among others, in any format, and is noted."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest

from admanager.audience.anonymous import Question, export_anonymous, measure_people
from admanager.audience.people_table import count_people, grouped_counts
from admanager.privacy.audit import read_log
from admanager.privacy.suppression import add_do_not_contact
from admanager.project.file import ProjectFile
from admanager.project.tables import Column
from admanager.texts import AdManagerError
from tests.audience.conftest import DAY, MARCH_1, fill_table

PEOPLE = (
    Column("id", "text", "key"),
    Column("age", "integer", "number"),
    Column("town", "text", "category"),
    Column("born", "date", "date"),
    Column("illness", "text", "category"),
    Column("member", "boolean", "flag"),
    Column("consent", "boolean", "consent"),
)
ASKED = Question("", ("age", "town"), "illness", k=10, l=2)


@pytest.fixture
def people(project: ProjectFile) -> ProjectFile:
    towns = ("=Bonn", "Ulm", "Köln")
    fill_table(
        project,
        PEOPLE,
        [
            (
                f"c{n}",
                20 + n * 7 % 60,
                towns[n % 3],
                MARCH_1 - n * 40 * DAY,
                "abc"[n // 3 % 3],
                n % 2,
                n % 5 != 0,
            )
            for n in range(500)
        ],
    )
    add_do_not_contact(project, ["c1"])
    return project


def rows_of(path: Path) -> list[tuple[object, ...]]:
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [tuple(row) for row in csv.reader(file)][1:]
    if path.suffix == ".xlsx":
        return list(openpyxl.load_workbook(path).active.iter_rows(min_row=2, values_only=True))  # type: ignore[union-attr]
    return [tuple(row.values()) for row in pq.read_table(path).to_pylist()]


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".parquet"])
def test_k_and_l_hold_in_the_file(people: ProjectFile, tmp_path: Path, ending: str) -> None:
    before, left_out = measure_people(people, ASKED)
    assert (before.rows, before.k, left_out) == (399, 8, 101)
    done = export_anonymous(people, ASKED, tmp_path / f"out{ending}")
    rows = rows_of(tmp_path / f"out{ending}")
    groups = Counter(row[:2] for row in rows)
    assert len(rows) == done.made.after.rows >= 0.95 * 399
    assert min(groups.values()) == done.made.after.k >= 10
    assert all(len({row[2] for row in rows if row[:2] == group}) >= 2 for group in groups)
    assert [path.name for path in tmp_path.glob("out*")] == [f"out{ending}"]
    entry = read_log(people).entries[0]
    assert (entry.action, entry.detail["k"], entry.detail["rows"]) == (
        "export anonymous table",
        done.made.after.k,
        len(rows),
    )


def test_the_rows_come_in_another_order_than_the_projects(people: ProjectFile, tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        export_anonymous(people, ASKED, tmp_path / name)
    one, two = rows_of(tmp_path / "a.csv"), rows_of(tmp_path / "b.csv")
    assert one != two
    assert Counter(one) == Counter(two)


def test_what_needs_no_change_keeps_its_type(people: ProjectFile, tmp_path: Path) -> None:
    path = tmp_path / "out.parquet"
    export_anonymous(people, Question("", ("member",), "born", k=10), path)
    assert [str(field.type) for field in pq.read_schema(path)] == ["bool", "date32[day]"]


def test_a_spreadsheet_runs_nothing_of_what_is_written(people: ProjectFile, tmp_path: Path) -> None:
    export_anonymous(people, Question("", ("town",), k=10), tmp_path / "out.csv")
    assert "'=Bonn" in {row[0] for row in rows_of(tmp_path / "out.csv")}


def test_what_cannot_be_hidden_is_not_written(people: ProjectFile, tmp_path: Path) -> None:
    with pytest.raises(AdManagerError, match="smaller k or l"):
        export_anonymous(people, Question("", ("age",), "illness", k=10, l=4), tmp_path / "out.csv")
    with pytest.raises(AdManagerError, match="cannot be written"):
        export_anonymous(people, ASKED, tmp_path / "gone" / "out.csv")
    assert not list(tmp_path.glob("out*"))
    assert read_log(people).entries[0].action != "export anonymous table"


def test_groups_are_those_of_values_bands_and_months(people: ProjectFile) -> None:
    assert count_people(people, "") == 500
    assert count_people(people, "age < 30") == sum(20 + n * 7 % 60 < 30 for n in range(500))
    assert grouped_counts(people, "", "town") == {"=Bonn": 167, "Ulm": 167, "Köln": 166}
    assert grouped_counts(people, "", "member") == {"true": 250, "false": 250}
    bands = grouped_counts(people, "", "age", width=20)
    assert {
        name: sum(int(name[:2]) <= 20 + n * 7 % 60 < int(name[:2]) + 20 for n in range(500)) for name in bands
    } == bands
    assert grouped_counts(people, "id = 'c0'", "born") == {"2024-03": 1}
    with pytest.raises(AdManagerError, match="wider than 0"):
        grouped_counts(people, "", "age", width=0)
    with pytest.raises(AdManagerError, match="no column"):
        grouped_counts(people, "", "nothing")
