"""Commands that change a project or write a file, killed at some moment; what may be left is the old state or the new.

Each runs as the real command line in a process group of its own, so that a kill ends it with its children, as
a power cut would.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from admanager.ingest.load import import_file
from admanager.ingest.options import ImportOptions
from admanager.project import schema
from admanager.project.file import ProjectFile

PEOPLE = 6000
NEW_PEOPLE = 9000
WAIT_SECONDS = 120
_STEP_SECONDS = 0.004


@dataclass(frozen=True)
class Operation:
    """A command, what it is run on, and what can be seen of its effect.

    `prepare` makes the folder's content, with the project in `spring.adm`; `words` are the command's;
    `observed` returns what tells the old state from the new, after the project was opened and checked.
    """

    name: str
    prepare: Callable[[Path], None]
    words: Callable[[Path], list[str]]
    observed: Callable[[Path], object]


def project_of(folder: Path) -> Path:
    """Return the project's path."""
    return folder / "spring.adm"


# -- what is done ----------------------------------------------------------------------------------------


def write_people(path: Path, first: int, count: int) -> None:
    """Write a file of people, with an address each."""
    rows = (
        f"{number},person{number}@shop.example,{number % 80},{number / 7:.3f}\n"
        for number in range(first, first + count)
    )
    path.write_text("user_id,email,age,spend\n" + "".join(rows), encoding="utf-8")


def _base(folder: Path) -> None:
    people, events, new = folder / "people.csv", folder / "events.csv", folder / "new.csv"
    write_people(people, 0, PEOPLE)
    write_people(new, PEOPLE // 2, NEW_PEOPLE)
    events.write_text(
        "user_id,time,kind,value\n"
        + "".join(
            f"{number % PEOPLE},2024-01-{number % 28 + 1:02d},purchase,{number}\n" for number in range(PEOPLE)
        ),
        encoding="utf-8",
    )
    with ProjectFile.create(project_of(folder)) as project:
        import_file(project, people, options=ImportOptions(key="user_id"))
        import_file(project, events, options=ImportOptions(table="events", key="user_id"))


def _base_of_version_one(folder: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", schema.MIGRATIONS[:1])
        patch.setattr(schema, "VERSION", 1)
        with ProjectFile.create(project_of(folder)) as project, project.change("fill") as change:
            change.connection.execute(
                "CREATE TABLE profiles (_id INTEGER PRIMARY KEY, _batch INTEGER, name TEXT)"
            )
            change.connection.execute("INSERT INTO source VALUES (1, 'people.csv', 1, '', '{}')")
            change.connection.execute(
                "INSERT INTO import_batch VALUES (1, 1, 'profiles', 0, ?, ?, 0, 0, 0, 0, 0, 0, 0, 0, 0)",
                [PEOPLE, PEOPLE],
            )
            change.connection.executemany(
                "INSERT INTO profiles VALUES (?, 1, ?)",
                [(number, f"name {number}" * 20) for number in range(PEOPLE)],
            )
            change.connection.execute(
                "INSERT INTO column_info (table_name, name, position, type, role, source_name, missing_words, batch_id) "
                "VALUES ('profiles', 'name', 0, 'text', 'text', 'name', '[]', 1)"
            )


def _counts(folder: Path) -> object:
    with ProjectFile.open(project_of(folder)) as project:
        assert project.check() == []
        read = project.read()
        batches = read.execute("SELECT COUNT(*) FROM import_batch WHERE undone = 0").fetchone()[0]
        rows = read.execute("SELECT COUNT(*), TOTAL(spend) FROM profiles").fetchone()
        audit = read.execute("SELECT COUNT(*) FROM audit WHERE action = 'import'").fetchone()[0]
    return batches, rows, audit


def _person(folder: Path) -> object:
    with ProjectFile.open(project_of(folder)) as project:
        assert project.check() == []
        read = project.read()
        found = read.execute("SELECT user_id FROM profiles WHERE user_id = 7").fetchall()
        events = read.execute("SELECT COUNT(*) FROM events WHERE user_id = 7").fetchone()[0]
        others = read.execute("SELECT COUNT(*) FROM profiles WHERE user_id <> 7").fetchone()[0]
    assert others == PEOPLE - 1
    return len(found), events


def _migrated(folder: Path) -> object:
    with ProjectFile.open(project_of(folder)) as project:
        assert project.check() == []
        return (
            project.read().execute("SELECT COUNT(*), MIN(name), MAX(LENGTH(name)) FROM profiles").fetchone()
        )


def _exported(folder: Path) -> object:
    target = folder / "out.csv"
    with ProjectFile.open(project_of(folder)) as project:
        assert project.check() == []
        noted = (
            project.read().execute("SELECT COUNT(*) FROM audit WHERE action = 'export people'").fetchone()[0]
        )
        remembered = project.read().execute("SELECT COUNT(*) FROM audience_export").fetchone()[0]
    # An export may be noted that has not come out, but none is out that is not noted.
    assert noted == remembered
    assert noted or not target.exists()
    return target.read_bytes() if target.exists() else None


IMPORT = Operation(
    "import",
    _base,
    lambda folder: [
        "import", str(project_of(folder)), str(folder / "new.csv"), "--key", "user_id", "--on-duplicate", "update",
    ],
    _counts,
)  # fmt: skip
ERASE = Operation("erase", _base, lambda folder: ["privacy", str(project_of(folder)), "erase", "7"], _person)
MIGRATE = Operation(
    "migrate", _base_of_version_one, lambda folder: ["check", str(project_of(folder))], _migrated
)
EXPORT = Operation(
    "export",
    _base,
    lambda folder: [
        "segment",
        str(project_of(folder)),
        "export",
        "age >= 30",
        str(folder / "out.csv"),
        "--seed",
        "1",
    ],
    _exported,
)
OPERATIONS = (IMPORT, ERASE, MIGRATE, EXPORT)


# -- killing ---------------------------------------------------------------------------------------------


class Range:
    """One operation with its base and the two states that it may leave; `kill` tries one moment."""

    def __init__(self, operation: Operation, folder: Path) -> None:
        self.operation = operation
        self._base = folder / "base"
        self._copies = 0
        self._work = folder / "work"
        self._base.mkdir(parents=True)
        operation.prepare(self._base)
        self._fresh()
        self.old = operation.observed(self._work)
        self._fresh()
        started = time.monotonic()
        ended = self._start().wait(WAIT_SECONDS)
        told = (self._work / "told.txt").read_text(encoding="utf-8")
        assert ended == 0, told
        self._seconds = time.monotonic() - started
        self.new = operation.observed(self._work)

    def kill(self, seed: int) -> bool:
        """Kill the command at a moment of this seed; return whether it was still running. Fails on anything partial."""
        chance = random.Random(f"{self.operation.name} {seed}")
        self._fresh()
        process = self._start()
        if chance.random() < 0.5:
            alive = not _ends_within(process, chance.uniform(0, 1.05 * self._seconds))
        else:
            # The moment when the project is written is short, so half of the kills wait for it.
            alive = self._reaches_writing(process) and not _ends_within(process, chance.uniform(0, 0.06))
        if alive:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(WAIT_SECONDS)
        left = self.operation.observed(self._work)
        assert left in (self.old, self.new), f"seed {seed} left {left!r:.200}"
        if not alive:
            assert left == self.new
        return alive

    def finishes(self) -> None:
        """Run the command to its end on what the last kill has left, which may be that all was done already."""
        left = self.operation.observed(self._work)
        ended = self._start().wait(WAIT_SECONDS)
        assert ended == 0 or left == self.new
        assert self.operation.observed(self._work) == self.new
        assert not [
            path.name for path in self._work.iterdir() if ".stage-" in path.name or "-part-" in path.name
        ]

    def _fresh(self) -> None:
        shutil.rmtree(self._work, ignore_errors=True)
        # In a place of its own each time, since an earlier copy in the same place is noticed.
        self._copies += 1
        self._work = self._base.with_name(f"work-{self._copies}")
        shutil.copytree(self._base, self._work)

    def _start(self) -> subprocess.Popen[bytes]:
        with (self._work / "told.txt").open("wb") as told:
            return subprocess.Popen(
                [sys.executable, "-m", "admanager", *self.operation.words(self._work), "--json"],
                stdout=subprocess.DEVNULL,
                stderr=told,
                start_new_session=True,
            )

    def _reaches_writing(self, process: subprocess.Popen[bytes]) -> bool:
        journal = project_of(self._work).with_name("spring.adm-journal")
        while not any(
            mark.exists() and mark.stat().st_size for mark in [journal, *self._work.glob("*out.csv*")]
        ):
            if _ends_within(process, _STEP_SECONDS):
                return False
        return True


def _ends_within(process: subprocess.Popen[bytes], seconds: float) -> bool:
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True
