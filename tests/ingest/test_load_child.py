"""Importing with a real child process: cancelling it, killing it, killing the program."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from admanager.ingest.load import dry_run, import_file, undo_import
from admanager.ingest.options import ImportOptions
from admanager.jobs import Job
from admanager.project.file import ProjectFile
from admanager.project.tables import row_count
from admanager.texts import AdManagerError, Cancelled

ROWS = 60_000


@pytest.fixture
def big(tmp_path: Path) -> Path:
    path = tmp_path / "big.csv"
    path.write_text(
        "id,name,spend\n" + "".join(f"{number},person {number},{number / 7:.3f}\n" for number in range(ROWS))
    )
    return path


class Recording(Job):
    """Keeps what was reported, and cancels when told."""

    def __init__(self) -> None:
        self.reports: list[tuple[float, float, str]] = []
        self.cancelled = threading.Event()

    def progress(self, done: float, total: float, text: str) -> None:
        self.reports.append((done, total, text))

    def check_cancelled(self) -> None:
        if self.cancelled.is_set():
            raise Cancelled


def names_beside(project: ProjectFile) -> list[str]:
    return sorted(path.name for path in project.path.parent.iterdir() if ".stage-" in path.name)


def test_a_child_reads_and_reports_and_the_rows_arrive(project: ProjectFile, big: Path) -> None:
    job = Recording()
    result = import_file(project, big, options=ImportOptions(key="id"), job=job)
    assert result.rows_imported == row_count(project.read(), "profiles") == ROWS
    assert job.reports[-2][:2] == (big.stat().st_size, big.stat().st_size)
    assert "Writing 60,000 rows" in job.reports[-1][2]
    assert names_beside(project) == []
    assert project.check() == []


def test_cancelling_while_reading_leaves_nothing(project: ProjectFile, big: Path) -> None:
    class CancelAtFirstReport(Recording):
        def progress(self, done: float, total: float, text: str) -> None:
            self.cancelled.set()

    for act in (import_file, dry_run):
        with pytest.raises(Cancelled):
            act(project, big, job=CancelAtFirstReport())
        assert names_beside(project) == []
    assert row_count(project.read(), "profiles") == 0
    assert project.read().execute("SELECT COUNT(*) FROM import_batch").fetchone() == (0,)


class CancelWhileWriting(Recording):
    """Cancels when it is asked for the third time after the rows began to be copied in."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    def check_cancelled(self) -> None:
        if self.reports and "Writing" in self.reports[-1][2]:
            self.asked += 1
            if self.asked == 3:
                self.cancelled.set()
        super().check_cancelled()


def test_cancelling_while_rows_are_copied_in_leaves_the_file_byte_for_byte(
    project: ProjectFile, big: Path, tmp_path: Path
) -> None:
    first = tmp_path / "first.csv"
    first.write_text("id,name,spend\n1,Ada,2.5\n2,Bea,3\n")
    import_file(project, first, options=ImportOptions(key="id"))
    before = project.path.read_bytes()
    for policy in ("skip", "update", "replace"):
        with pytest.raises(Cancelled):
            import_file(
                project,
                big,
                options=ImportOptions(key="id", on_duplicate=policy),
                job=CancelWhileWriting(),
            )
        assert names_beside(project) == []
        assert project.path.read_bytes() == before


def test_cancelling_an_undo_leaves_the_import(project: ProjectFile, big: Path, tmp_path: Path) -> None:
    class CancelAtOnce(Job):
        def check_cancelled(self) -> None:
            raise Cancelled

    few = tmp_path / "few.csv"
    few.write_text("id,name,spend\n-1,Ada,2.5\n-2,Bea,3\n")
    import_file(project, few, options=ImportOptions(key="id"))
    batch = import_file(project, big, options=ImportOptions(key="id")).batch
    assert batch is not None
    before = project.path.read_bytes()
    with pytest.raises(Cancelled):
        undo_import(project, batch, job=CancelAtOnce())
    assert project.path.read_bytes() == before
    assert row_count(project.read(), "profiles") == ROWS + 2


def test_a_child_that_is_killed_is_an_error_and_leaves_nothing(project: ProjectFile, big: Path) -> None:
    import multiprocessing

    class KillAtFirstReport(Recording):
        def progress(self, done: float, total: float, text: str) -> None:
            for child in multiprocessing.active_children():
                child.kill()

    with pytest.raises(AdManagerError, match="worker process ended unexpectedly"):
        import_file(project, big, job=KillAtFirstReport())
    assert names_beside(project) == []
    assert row_count(project.read(), "profiles") == 0


_IMPORT = """
import os, sys
from pathlib import Path
from admanager.ingest import merge
from admanager.ingest.load import import_file
from admanager.jobs import Job
from admanager.project.file import ProjectFile

class Stop(Job):
    def progress(self, done, total, text):
        if sys.argv[3] == "reading" and done > 0:
            os.kill(os.getpid(), 9)

original = merge.merge_rows
def merge_rows(change, staged, batch):
    merged = original(change, staged, batch)
    if sys.argv[3] == "merging":
        os.kill(os.getpid(), 9)
    return merged
merge.merge_rows = merge_rows

if __name__ == "__main__":
    with ProjectFile.open(sys.argv[1]) as project:
        import_file(project, Path(sys.argv[2]), job=Stop())
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("moment", ["reading", "merging"])
def test_a_program_that_is_killed_leaves_the_project_as_it_was(
    project: ProjectFile, big: Path, tmp_path: Path, moment: str
) -> None:
    script = tmp_path / "kill.py"
    script.write_text(_IMPORT)
    ended = subprocess.run(
        [sys.executable, str(script), str(project.path), str(big), moment],
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()
    with ProjectFile.open(project.path) as opened:
        assert opened.check() == []
        assert row_count(opened.read(), "profiles") == 0
        assert opened.read().execute("SELECT COUNT(*) FROM import_batch").fetchone() == (0,)
        result = import_file(opened, big)
        assert result.rows_imported == ROWS
        assert names_beside(opened) == []


def test_the_project_stays_readable_while_a_file_is_read(project: ProjectFile, big: Path) -> None:
    seen: list[int] = []

    class Reading(Recording):
        def progress(self, done: float, total: float, text: str) -> None:
            other = sqlite3.connect(project.path)
            seen.append(other.execute("SELECT COUNT(*) FROM import_batch").fetchone()[0])
            other.close()

    import_file(project, big, job=Reading())
    assert set(seen) == {0}
