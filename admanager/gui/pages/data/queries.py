"""What the page Data asks of the core; all of it runs beside the window's thread."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from admanager.audience.statistics import ColumnStatistics
    from admanager.ingest.archives import Unpacked
    from admanager.ingest.browse import ImportInfo, RowOrder
    from admanager.ingest.load import ImportResult, UndoResult
    from admanager.ingest.locale import Locale
    from admanager.ingest.options import ImportOptions
    from admanager.ingest.plan import Proposal
    from admanager.ingest.rejects import Reject
    from admanager.ingest.sources import OpenedSource
    from admanager.jobs import Job
    from admanager.project.file import ProjectFile

MAX_REJECTS_SHOWN = 1000


def propose(
    project: ProjectFile, path: Path, wishes: ImportOptions | None, name: str | None, part: str | None
) -> Proposal:
    """Return how a part of a file would be imported; without wishes one that is known as it was read before."""
    from admanager.ingest.plan import propose as ask

    return ask(project, path, wishes, name, part)


@dataclass(frozen=True)
class Overview:
    """The number of rows of each table, the imports, and the view to show: a table with its first rows, or another."""

    sizes: dict[str, int]
    imports: list[ImportInfo]
    view: str
    ordered: Ordered | None


@dataclass(frozen=True)
class Ordered:
    """The order of a table's rows, and its first page."""

    order: RowOrder
    page: list[tuple[Any, ...]]


def overview(
    project: ProjectFile, wanted: str, otherwise: str, sorts: dict[str, tuple[str, bool]]
) -> Overview:
    """Return what there is, with the rows of the table `wanted` or the first that is there, sorted as asked.

    All of it at once: a question more is a wait more before anything is seen. `otherwise` is the view where
    there is no table.
    """
    from admanager.ingest.browse import list_imports, table_sizes

    sizes = table_sizes(project)
    view = wanted if wanted in sizes or wanted == otherwise else next(iter(sizes), otherwise)
    ordered = None
    if view in sizes:
        sort, descending = sorts.get(view, ("", False))
        ordered = order(project, view, sort, descending, sizes[view])
    return Overview(sizes, list_imports(project), view, ordered)


def order(project: ProjectFile, table: str, sort: str, descending: bool, rows: int) -> Ordered:
    """Return the order of a table's rows, of which there are `rows`, with the first page."""
    from admanager.ingest.browse import order_rows, read_page

    found = order_rows(project, table, sort or None, descending=descending, rows=rows)
    return Ordered(found, read_page(project, found, 0) if found.rows else [])


def page(project: ProjectFile, order: RowOrder, page: int) -> list[tuple[Any, ...]]:
    """Return one page of rows."""
    from admanager.ingest.browse import read_page

    return read_page(project, order, page)


def describe(project: ProjectFile, table: str, column: str) -> ColumnStatistics:
    """Return the statistics of one column."""
    from admanager.audience.statistics import describe

    return describe(project, table, column)[0]


def rejects(project: ProjectFile, batch: int) -> tuple[list[Reject], int]:
    """Return what an import did not take, up to a limit, and how much that is in all."""
    from admanager.ingest.browse import count_rejects, list_rejects

    return list_rejects(project, batch, MAX_REJECTS_SHOWN), count_rejects(project, batch)


def import_all(
    project: ProjectFile, files: Sequence[OpenedSource], wishes: Sequence[ImportOptions], *, job: Job
) -> ImportResult:
    """Import parts of a file, and of others of which archives are unpacked, all of them or nothing."""
    from admanager.audience.imports import import_sources, together

    with _unpacked(files, job) as sources:
        return together(import_sources(project, sources, wishes, job))


def has_many_people(project: ProjectFile) -> bool:
    """Return whether there are so many people that a first look at them is worth preparing."""
    from admanager.audience.column_cache import MIN_ROWS
    from admanager.project.tables import rows_of

    return rows_of(project, "profiles") >= MIN_ROWS


def prepare_to_explore(project: ProjectFile, *, job: Job) -> None:
    """Read and keep the columns that a first look at the people asks for."""
    from admanager.audience.linked import prepare

    prepare(project, job=job)


@contextlib.contextmanager
def _unpacked(files: Sequence[OpenedSource], job: Job) -> Iterator[list[OpenedSource]]:
    from admanager.ingest.sources import opened_sources

    with contextlib.ExitStack() as stack:
        sources: list[OpenedSource] = []
        for file in files:
            if file.address is None:
                sources += stack.enter_context(opened_sources([str(file.path)], job))
            else:
                sources.append(file)
        yield sources


def unpack(path: Path, folder: Path, *, job: Job) -> list[Unpacked]:
    """Unpack the data files of an archive."""
    from admanager.ingest.archives import unpack

    return unpack(path, folder, job)


def try_all(
    project: ProjectFile, files: Sequence[OpenedSource], wishes: Sequence[ImportOptions], *, job: Job
) -> ImportResult:
    """Return what importing these files would do."""
    from admanager.audience.imports import together, try_sources

    with _unpacked(files, job) as sources:
        return together(try_sources(project, sources, wishes, job))


def save_rejects(project: ProjectFile, batch: int, path: Path, *, job: Job) -> int:
    """Save what an import did not take, in the window's language, and return how much that is."""
    from admanager.gui.i18n import translate_sentence
    from admanager.report.rejects import save_rejects as save

    return save(project, batch, path, say=translate_sentence, job=job)


def locale(project: ProjectFile) -> Locale:
    """Return the project's zone, currency and rates."""
    from admanager.ingest.locale import locale_of

    return locale_of(project)


def change_locale(
    project: ProjectFile, zone: str, currency: str | None, rates: Mapping[str, float], *, job: Job
) -> Locale:
    """Change the project's zone, currency and rates, and what is counted by its days and hours."""
    from admanager.audience.behaviour import refresh
    from admanager.ingest.locale import change_locale as change

    found = change(project, zone=zone, currency=currency, rates=rates)
    refresh(project, job=job)
    return found


def undo(project: ProjectFile, batch: int, *, job: Job) -> UndoResult:
    """Take an import back."""
    from admanager.audience.imports import undo_import

    return undo_import(project, batch, job=job)
