"""The data tables: rows are counted once for each state of a table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from admanager.project import tables
from admanager.project.file import ProjectFile
from admanager.texts import sentence


@pytest.fixture
def project(tmp_path: Path) -> Iterator[ProjectFile]:
    """A project with three people."""
    with ProjectFile.create(tmp_path / "some.adm") as made:
        with made.change(sentence("Fill"), undoable=False) as change:
            change.connection.execute("CREATE TABLE profiles (_id INTEGER PRIMARY KEY, name TEXT)")
            change.connection.execute("INSERT INTO profiles (name) VALUES ('a'), ('b'), ('c')")
            change.touch("profiles")
        yield made


def add_one(project: ProjectFile) -> None:
    with project.change(sentence("Add"), undoable=False) as change:
        change.connection.execute("INSERT INTO profiles (name) VALUES ('d')")
        change.touch("profiles")


def test_rows_are_counted_once_for_each_state_of_a_table(project: ProjectFile) -> None:
    asked: list[str] = []
    project.read().set_trace_callback(lambda text: asked.append(text) if "COUNT" in text else None)
    assert [tables.rows_of(project, "profiles") for _ in range(3)] == [3, 3, 3]
    assert len(asked) == 1
    add_one(project)
    assert tables.rows_of(project, "profiles") == 4
    assert tables.rows_of(project, "events") == 0


def test_what_another_window_wrote_is_counted(project: ProjectFile) -> None:
    assert tables.rows_of(project, "profiles") == 3
    with ProjectFile.open(project.path) as other:
        add_one(other)
    assert tables.rows_of(project, "profiles") == 4


def test_a_change_under_way_counts_its_own_rows_and_leaves_no_count_behind(project: ProjectFile) -> None:
    with pytest.raises(ZeroDivisionError), project.change(sentence("Fail"), undoable=False) as change:
        change.connection.execute("DELETE FROM profiles")
        change.touch("profiles")
        assert tables.rows_of(project, "profiles") == tables.row_count(project.read(), "profiles")
        raise ZeroDivisionError
    assert tables.rows_of(project, "profiles") == 3
