"""What a project holds, in numbers, and which step of the loop comes next."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from enum import Enum

from admanager.project import changes, tables
from admanager.project.file import ProjectFile
from admanager.project.schema import ZONE_KEY
from admanager.texts import Sentence

TABLES = frozenset(
    {
        "profiles",
        "events",
        "impressions",
        "segment",
        "model",
        "creative",
        "campaign",
        "run",
        "meta",
        "import_batch",
    }
)
"""The tables that an overview depends on."""


@dataclass(frozen=True)
class LastRun:
    """The newest run: its name, when it started (UTC seconds), how it ended, and what it counted."""

    name: str
    started: float
    state: str
    generated: bool
    summary: dict[str, object]


@dataclass(frozen=True)
class Overview:
    """How much of everything a project holds; `generated` says that the program made the people up."""

    name: str
    people: int
    events: int
    impressions: int
    segments: int
    models: int
    creatives: int
    campaigns: int
    runs: int
    last_run: LastRun | None
    generated: bool


class Step(Enum):
    """The next sensible step in a project."""

    IMPORT = "import"
    SEGMENT = "segment"
    TRAIN = "train"
    DESIGN = "design"
    PLAN = "plan"
    SIMULATE = "simulate"
    READ = "read"


def next_step(overview: Overview) -> Step:
    """Return the first step of the loop that has not been done yet, or to read the results."""
    for count, step in (
        (overview.people, Step.IMPORT),
        (overview.segments, Step.SEGMENT),
        (overview.models, Step.TRAIN),
        (overview.creatives, Step.DESIGN),
        (overview.campaigns, Step.PLAN),
        (overview.runs, Step.SIMULATE),
    ):
        if not count:
            return step
    return Step.READ


def overview(project: ProjectFile) -> Overview:
    """Count what the project holds."""
    connection = project.read()
    count = {
        table: int(connection.execute(f"SELECT COUNT(*) FROM {changes.quote(table)}").fetchone()[0])
        for table in ("segment", "model", "creative", "campaign", "run")
    }
    return Overview(
        name=project.name,
        people=tables.rows_of(project, "profiles"),
        events=tables.rows_of(project, "events"),
        impressions=tables.rows_of(project, "impressions"),
        segments=count["segment"],
        models=count["model"],
        creatives=count["creative"],
        campaigns=count["campaign"],
        runs=count["run"],
        last_run=_last_run(connection),
        generated=_is_generated(project),
    )


def _is_generated(project: ProjectFile) -> bool:
    if project.meta("generated") is not None:
        return True
    rows = project.read().execute(
        "SELECT 1 FROM import_batch WHERE table_name = 'profiles' AND generated = 1 AND undone = 0 LIMIT 1"
    )
    return rows.fetchone() is not None


def _last_run(connection: sqlite3.Connection) -> LastRun | None:
    row = connection.execute(
        "SELECT name, started, state, generated, summary FROM run ORDER BY started DESC, id DESC LIMIT 1"
    ).fetchone()
    if row is None:
        return None
    name, started, state, generated, summary = row
    return LastRun(name, started, state, bool(generated), json.loads(summary))


@dataclass(frozen=True)
class Standing:
    """Where a project stands in its history: what undo and redo would do, and each table's change counter.

    `zone` is the time zone of its days and hours; `generated` says that the program made the project's people up.
    """

    name: str
    undo: Sentence | None
    redo: Sentence | None
    counters: dict[str, int]
    zone: str
    generated: bool = False

    def changed_since(self, before: Standing) -> frozenset[str]:
        """Return the tables that were changed since then, by this process or another."""
        names = self.counters.keys() | before.counters.keys()
        return frozenset(name for name in names if self.counters.get(name) != before.counters.get(name))


def standing(project: ProjectFile) -> Standing:
    """Read where the project stands."""
    connection = project.read()
    done, undone = changes.last_done(connection), changes.next_undone(connection)
    counters = dict(connection.execute("SELECT table_name, counter FROM table_state").fetchall())
    return Standing(
        project.name,
        done.text if done else None,
        undone.text if undone else None,
        counters,
        project.meta(ZONE_KEY) or "UTC",
        _is_generated(project),
    )
