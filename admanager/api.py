"""The same calls for a notebook, the command line and the window's jobs: `admanager.open(path)`.

import admanager

project = admanager.create("spring.adm")
project.import_file("customers.csv", key="customer_id")
project.segment("age >= 30 and region = 'North'").count
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from admanager.jobs import Job
from admanager.project.file import ProjectFile

if TYPE_CHECKING:
    import pandas as pd

    from admanager.audience.statistics import ColumnStatistics
    from admanager.ingest.load import ImportResult, UndoResult


@dataclass(frozen=True)
class SegmentView:
    """A segment, saved or only asked for.

    `count` is the number of members, `consented` of those who may be contacted (all of them when the
    people have no consent column), `total` of all people.
    """

    rule: str
    count: int
    consented: int
    total: int


class Project:
    """An open project; use it as a context manager, or call `close`."""

    def __init__(self, file: ProjectFile) -> None:
        self.file = file

    def __enter__(self) -> Project:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the project file."""
        self.file.close()

    @property
    def path(self) -> Path:
        """Where the project file lies."""
        return self.file.path

    def import_file(
        self,
        path: Path | str,
        *,
        table: str = "profiles",
        key: str | None = None,
        roles: Mapping[str, str] | None = None,
        on_duplicate: str | None = None,
        job: Job | None = None,
    ) -> ImportResult:
        """Import a file as one batch, all of it or nothing; `roles` maps column names to roles.

        Raises AdManagerError when the file cannot be read as asked; the project is then as it was.
        """
        from admanager.ingest.load import import_file
        from admanager.ingest.options import ColumnOptions, ImportOptions

        columns = [ColumnOptions(source_name=name, role=role) for name, role in (roles or {}).items()]
        given = {"table": table, "key": key, "columns": columns, "on_duplicate": on_duplicate}
        chosen = {name: value for name, value in given.items() if value is not None}
        return import_file(self.file, Path(path), options=ImportOptions.model_validate(chosen), job=job)

    def undo_import(self, batch: int) -> UndoResult:
        """Take an import back, with what it had overwritten."""
        from admanager.ingest.load import undo_import

        return undo_import(self.file, batch)

    def frame(self, table: str = "profiles") -> pd.DataFrame:
        """Return a data table; missing numbers are NaN, missing texts None, times UTC seconds."""
        from admanager.project.tables import read_frame

        return read_frame(self.file.read(), table)

    def describe(self, table: str = "profiles", column: str | None = None) -> list[ColumnStatistics]:
        """Return statistics and distribution of one column, or of all."""
        from admanager.audience.statistics import describe

        return describe(self.file, table, column)

    def segment(self, name_or_rule: str) -> SegmentView:
        """Count the members of a saved segment or of a rule."""
        from admanager.audience import segments

        counted = segments.count(self.file, name_or_rule)
        return SegmentView(name_or_rule, counted.count, counted.consented, counted.total)

    def save_segment(self, name: str, rule: str) -> SegmentView:
        """Save a rule as a segment and count it."""
        from admanager.audience import segments

        segments.save(self.file, name, rule)
        return self.segment(name)

    def undo(self) -> str | None:
        """Take the last operation back and return its name, or None when there is none."""
        operation = self.file.undo()
        return operation.text if operation else None

    def check(self) -> list[str]:
        """Return what is wrong with the file, as sentences; an empty list when it is sound."""
        return self.file.check()


def open(path: Path | str) -> Project:
    """Open an existing project."""
    return Project(ProjectFile.open(path))


def create(path: Path | str, *, name: str = "") -> Project:
    """Make a new, empty project."""
    return Project(ProjectFile.create(path, name=name))
