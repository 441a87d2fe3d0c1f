"""The columns of behaviour follow whatever brings events in or takes them away."""

from __future__ import annotations

from pathlib import Path

import pytest

from admanager.audience import behaviour, imports
from admanager.ingest import load
from admanager.ingest.options import ImportOptions
from admanager.ingest.sources import OpenedSource
from admanager.jobs import Job
from admanager.privacy import retention
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError

EVENTS = ImportOptions(table="events", key="who")


@pytest.fixture(autouse=True)
def in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "run_in_child", lambda function, *args, job: function(*args, job=job))


@pytest.fixture
def shop(project: ProjectFile, tmp_path: Path) -> ProjectFile:
    """Two people with one event each, and columns of behaviour."""
    people = written(tmp_path / "people.csv", "id,age", "a,30", "b,40")
    load.import_file(project, people, options=ImportOptions(key="id"))
    first = written(
        tmp_path / "first.csv", "who,time,kind", "a,2020-01-05 10:00,view", "b,2020-01-06 11:00,view"
    )
    load.import_file(project, first, options=EVENTS)
    behaviour.build(project)
    return project


def written(path: Path, *lines: str) -> Path:
    path.write_text("\n".join([*lines, ""]))
    return path


def counts(project: ProjectFile) -> dict[str, int]:
    return dict(project.read().execute("SELECT id, event_count FROM profiles"))


def more(project: ProjectFile, folder: Path) -> list[OpenedSource]:
    """Return two files with three events more."""
    return [
        OpenedSource(
            written(folder / "m1.csv", "who,time,kind", "a,2024-01-05 10:00,view", "a,2024-01-06 10:00,cart")
        ),
        OpenedSource(written(folder / "m2.csv", "who,time,kind", "b,2024-02-05 10:00,view")),
    ]


def test_an_import_and_its_undoing(shop: ProjectFile, tmp_path: Path) -> None:
    results = imports.import_sources(shop, more(shop, tmp_path), EVENTS, Job())
    assert counts(shop) == {"a": 3, "b": 2}
    imports.undo_import(shop, results[0].batch or 0)
    assert counts(shop) == {"a": 1, "b": 2}
    assert not behaviour.describe_state(shop).stale


def test_the_last_operation_taken_back(shop: ProjectFile, tmp_path: Path) -> None:
    imports.import_sources(shop, more(shop, tmp_path), EVENTS, Job())
    operation = imports.undo(shop)
    assert operation is not None
    assert "m2.csv" in operation.text
    assert counts(shop) == {"a": 3, "b": 1}


def test_events_that_were_kept_long_enough(shop: ProjectFile, tmp_path: Path) -> None:
    imports.import_sources(shop, more(shop, tmp_path), EVENTS, Job())
    retention.set_rule(shop, "events", 1, column="time")
    assert imports.sweep(shop) == {"events": 5}
    assert counts(shop) == {"a": 0, "b": 0}
    assert shop.check() == []


def test_a_file_that_cannot_be_read_takes_those_before_it_back(shop: ProjectFile, tmp_path: Path) -> None:
    bad = OpenedSource(written(tmp_path / "bad.csv", "user;time", "a;2024-01-01"))
    with pytest.raises(
        AdManagerError, match=r"bad\.csv: The file has no column who.*None of the 3 files was imported"
    ):
        imports.import_sources(shop, [*more(shop, tmp_path), bad], EVENTS, Job())
    assert counts(shop) == {"a": 1, "b": 1}
    assert shop.check() == []


def test_what_the_first_file_tells_decides_where_the_next_does_not(
    project: ProjectFile, tmp_path: Path
) -> None:
    head = "who,time,spend"
    sources = [
        OpenedSource(written(tmp_path / "m1.csv", head, "a,13/01/2024,5", "b,14/01/2024,6")),
        OpenedSource(written(tmp_path / "m2.csv", head, "a,02/03/2024,12.5")),
        OpenedSource(written(tmp_path / "m3.csv", head.replace(",", ";"), "a;04/15/2024;7")),
        OpenedSource(written(tmp_path / "m4.csv", "who,time", "b,05/06/2024")),
    ]
    results = imports.import_sources(project, sources, EVENTS, Job())
    assert [result.cells_reported for result in results] == [0, 0, 0, 0]
    rows = project.read().execute("SELECT date(time, 'unixepoch'), spend FROM events ORDER BY _id").fetchall()
    assert rows == [
        ("2024-01-13", 5.0),
        ("2024-01-14", 6.0),
        ("2024-03-02", 12.5),
        ("2024-04-15", 7.0),
        ("2024-06-05", None),
    ]


def test_the_sums_of_several_files_come_with_each_files_own(shop: ProjectFile, tmp_path: Path) -> None:
    tried = imports.try_sources(shop, more(shop, tmp_path), EVENTS, Job())
    whole = imports.together(tried)
    assert (whole.rows_read, whole.batch, whole.files) == (3, None, tuple(tried))
    assert imports.together(tried[:1]) is tried[0]
    assert counts(shop) == {"a": 1, "b": 1}
