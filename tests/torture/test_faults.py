"""A write that fails, wherever it is, and memory that is not enough: the project is in its old state or its new."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from admanager.audience.export import export_people
from admanager.ingest import load
from admanager.ingest.load import import_file, undo_import
from admanager.ingest.options import ImportOptions
from admanager.privacy.applying import apply_role
from admanager.privacy.erasure import erase_person
from admanager.privacy.pseudonyms import ensure_key
from admanager.project.file import ProjectFile
from admanager.project.tables import table_exists
from admanager.texts import AdManagerError
from tests.torture.faults import WriteFaults, write_faults
from tests.torture.operations import IMPORT, WAIT_SECONDS, project_of, write_people

OLD, NEW = 300, 500
FILE_SIZES = [4096 * 2**step for step in range(12)] + [60_000 * step for step in range(1, 30)]
MEMORY_MEGABYTES = [64 * step for step in range(2, 40)]


@pytest.fixture
def faults() -> Iterator[WriteFaults]:
    with write_faults() as made:
        yield made


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(load, "run_in_child", lambda function, *args, job: function(*args, job=job))
    folder = tmp_path / "base"
    folder.mkdir()
    write_people(folder / "people.csv", 0, OLD)
    write_people(folder / "new.csv", OLD // 2, NEW)
    with ProjectFile.create(project_of(folder)) as project:
        import_file(project, folder / "people.csv", options=ImportOptions(key="user_id"))
        ensure_key(project)
    return folder


def everything(project: ProjectFile) -> list[object]:
    read = project.read()
    # With its last import a table goes too.
    there = table_exists(read, "profiles")
    rows = read.execute("SELECT * FROM profiles ORDER BY _id").fetchall() if there else None
    batches = read.execute("SELECT id, rows_imported, undone FROM import_batch").fetchall()
    counts = [
        read.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]
        for table in ("import_reject", "suppressed", "audience_export")
    ]
    described = read.execute("SELECT name, role, personal FROM column_info ORDER BY position").fetchall()
    return [rows, batches, counts, described, project.path.with_name("out.csv").exists()]


def update(folder: Path, project: ProjectFile) -> None:
    import_file(project, folder / "new.csv", options=ImportOptions(key="user_id", on_duplicate="update"))


def undo(_: Path, project: ProjectFile) -> None:
    undo_import(project, 1)


def erase(_: Path, project: ProjectFile) -> None:
    erase_person(project, "7")


def disguise(_: Path, project: ProjectFile) -> None:
    apply_role(project, "profiles", "email", "hash")


def export(folder: Path, project: ProjectFile) -> None:
    export_people(project, "age >= 0", folder / "out.csv", seed=1)


ACTS = [update, undo, erase, disguise, export]


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("act", ACTS, ids=["import", "undo", "erase", "pseudonyms", "export"])
@pytest.mark.parametrize("for_good", [False, True], ids=["once", "for good"])
def test_any_write_may_fail(
    base: Path, tmp_path: Path, faults: WriteFaults, act: Callable[[Path, ProjectFile], None], for_good: bool
) -> None:
    with ProjectFile.open(project_of(base)) as project:
        old = everything(project)
    states = []
    number = 0
    while True:
        number += 1
        # In a place of its own, since an earlier copy in the same place is noticed.
        folder = tmp_path / f"work-{number}"
        shutil.copytree(base, folder)
        project = ProjectFile.open(project_of(folder))
        faults.fail(number, for_good=for_good)
        failed = False
        try:
            act(folder, project)
        except AdManagerError:
            failed = True
        was_hit = faults.has_failed
        faults.fail(0, for_good=False)
        project.close()
        with ProjectFile.open(project_of(folder)) as again:
            assert again.check() == []
            states.append(everything(again))
        shutil.rmtree(folder)
        assert (states[-1] == old) if failed else (states[-1] != old), f"write {number}"
        if not was_hit:
            break
    new = states[-1]
    assert number > 5
    assert all(state in (old, new) for state in states)


def _limited(folder: Path, limits: dict[int, int]) -> subprocess.CompletedProcess[str]:
    import resource

    def limit() -> None:
        for kind, most in limits.items():
            resource.setrlimit(kind, (most, most))

    return subprocess.run(
        [sys.executable, "-m", "admanager", *IMPORT.words(folder), "--json"],
        capture_output=True,
        text=True,
        timeout=WAIT_SECONDS,
        check=False,
        preexec_fn=limit,
    )


@pytest.fixture
def import_base(tmp_path: Path) -> Path:
    folder = tmp_path / "base"
    folder.mkdir()
    IMPORT.prepare(folder)
    return folder


def _try_limits(base: Path, folder: Path, kind: int, limits: list[int]) -> int:
    """Import under each limit, from an old copy each time; return how many imports came to their end."""
    old = IMPORT.observed(base)
    done = 0
    for most in limits:
        # In a place of its own, since an earlier copy in the same place is noticed.
        work = folder / f"work-{most}"
        shutil.copytree(base, work)
        ended = _limited(work, {kind: most})
        left = IMPORT.observed(work)
        assert (left != old) == (ended.returncode == 0), (most, ended.returncode, ended.stderr[-300:])
        shutil.rmtree(work)
        done += ended.returncode == 0
    return done


@pytest.mark.timeout(3600)
@pytest.mark.skipif(sys.platform == "win32", reason="limits are set as POSIX has them")
def test_a_disk_that_is_full_at_any_size_of_a_file(import_base: Path, tmp_path: Path) -> None:
    import resource

    done = _try_limits(import_base, tmp_path, resource.RLIMIT_FSIZE, FILE_SIZES)
    assert 0 < done < len(FILE_SIZES)


@pytest.mark.timeout(3600)
@pytest.mark.skipif(sys.platform != "linux", reason="the address space is limited as Linux has it")
def test_memory_that_is_not_enough(import_base: Path, tmp_path: Path) -> None:
    import resource

    limits = [megabytes << 20 for megabytes in MEMORY_MEGABYTES]
    done = _try_limits(import_base, tmp_path, resource.RLIMIT_AS, limits)
    assert 0 < done < len(limits)
