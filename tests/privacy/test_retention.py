"""Rows go when they were kept long enough, by their own date or by the time of their import."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from admanager.ingest.load import import_file
from admanager.ingest.options import ImportOptions
from admanager.privacy.retention import DAY_SECONDS, due, remove_rule, rules, set_rule, sweep
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError

NEW_YEAR = 1_704_067_200  # 2024-01-01 00:00 UTC


@pytest.fixture
def filled(made_once: Path, tmp_path: Path) -> Iterator[ProjectFile]:
    """Thirty visits, one a day from New Year 2024 on, and ten people.

    Made once; each test has a copy.
    """
    path = tmp_path / "project.adm"
    shutil.copy(made_once, path)
    with ProjectFile.open(path) as project:
        yield project


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("filled")
    with ProjectFile.create(folder / "project.adm") as project:
        fill(project, folder)
    return folder / "project.adm"


def fill(project: ProjectFile, folder: Path) -> None:
    visits = [f"visitor-{n:03},2024-01-{1 + n:02},view" for n in range(30)]
    (folder / "visits.csv").write_text("\n".join(["customer_id,time,kind", *visits]) + "\n")
    (folder / "people.csv").write_text(
        "\n".join(["customer_id,age", *(f"visitor-{n:03},{30 + n}" for n in range(10))]) + "\n"
    )
    import_file(project, folder / "visits.csv", options=ImportOptions(table="events"))
    import_file(project, folder / "people.csv")


def count(project: ProjectFile, table: str) -> int:
    return int(project.read().execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0])


def test_rows_older_than_their_days_are_due_and_a_dry_run_removes_none(filled: ProjectFile) -> None:
    set_rule(filled, "events", 10, column="time")
    (found,) = due(filled, now=NEW_YEAR + 20 * DAY_SECONDS)
    assert (found.rows, found.stay) == (10, 20)
    assert count(filled, "events") == 30


def test_a_sweep_removes_them_and_their_bytes(filled: ProjectFile) -> None:
    set_rule(filled, "profiles", 3650, column="")
    set_rule(filled, "events", 5, column="time")
    assert sweep(filled, now=NEW_YEAR + 34 * DAY_SECONDS) == {"events": 29}
    assert count(filled, "events") == 1
    content = filled.path.read_bytes()
    assert b"visitor-020" not in content
    assert b"visitor-029" in content
    assert filled.check() == []


def test_the_time_of_import_counts_without_a_date(filled: ProjectFile) -> None:
    set_rule(filled, "profiles", 30)
    assert due(filled)[0].rows == 0
    assert sweep(filled, now=time.time() + 31 * DAY_SECONDS) == {"profiles": 10}


def test_a_rule_can_be_for_one_source(filled: ProjectFile) -> None:
    set_rule(filled, "events", 1, column="time", source="other.csv")
    assert due(filled)[0].rows == 0
    set_rule(filled, "events", 1, column="time", source="visits.csv")
    assert [each.rows for each in due(filled)] == [0, 30]


def test_rules_are_replaced_removed_and_undone(filled: ProjectFile) -> None:
    set_rule(filled, "events", 10, column="time")
    rule = set_rule(filled, "events", 20)
    assert [(each.days, each.column) for each in rules(filled.read())] == [(20, "")]
    remove_rule(filled, rule.id)
    assert rules(filled.read()) == []
    filled.undo()
    assert [each.days for each in rules(filled.read())] == [20]


def test_wrong_rules_are_refused(filled: ProjectFile) -> None:
    for table, days, column, reason in (
        ("people", 10, "", "There is no table people"),
        ("events", 0, "", "1 to 36,500 days"),
        ("events", 10, "kind", "kind holds no dates"),
        ("events", 10, "gone", "no column gone"),
    ):
        with pytest.raises(AdManagerError, match=reason):
            set_rule(filled, table, days, column=column)
    with pytest.raises(AdManagerError, match="no retention rule 9"):
        remove_rule(filled, 9)
