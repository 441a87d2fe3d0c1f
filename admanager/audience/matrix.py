"""Columns of the profiles as a matrix of numbers, for clusters and lookalikes.

Numbers are brought in by their logarithm where they are heavily skewed, cut at their 1st and 99th percentile and
scaled to mean 0 and deviation 1; a missing one lies at the mean, and how many lack it has a part of its own where
many do. Flags and the common levels of categories are parts of 0 and 1, scaled so that a column of categories weighs
as much as a number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from admanager.audience.column_data import ColumnData
from admanager.audience.columns import ColumnStore
from admanager.jobs import Job
from admanager.project import tables
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError, sentence

MAX_LEVELS = 12
MAX_DISTINCT = 1_000
MIN_SHARE = 0.01
MAX_SKEW = 3.0

Reals = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Part:
    """One column of the matrix: of which column of the profiles, and of which level (None: the number itself)."""

    column: str
    level: str | None


@dataclass(frozen=True)
class Matrix:
    """`values` has a row for each row asked for and a column for each of `parts`."""

    values: Reals
    parts: tuple[Part, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the profiles that the matrix is made of, each once."""
        return tuple(dict.fromkeys(part.column for part in self.parts))

    def places(self, column: str) -> list[int]:
        """Return which columns of the matrix are of this column of the profiles."""
        return [place for place, part in enumerate(self.parts) if part.column == column]


def suitable_columns(project: ProjectFile, *, without: frozenset[str] = frozenset()) -> list[str]:
    """Return the columns of the profiles that say something about a person and are no key, free text or consent."""
    store = ColumnStore.of(project)
    names = []
    for column in tables.columns(project.read(), "profiles"):
        if column.role in {"key", "ignored", "consent", "text", "tags", "label"} or column.name in without:
            continue
        if not column.is_text or 1 < len(store.column(column.name).dictionary) <= MAX_DISTINCT:
            names.append(column.name)
    return names


def build_matrix(
    project: ProjectFile, names: Sequence[str], rows: npt.NDArray[np.int64], *, job: Job | None = None
) -> Matrix:
    """Return the matrix of these columns for these rows of the profiles, in their order.

    Raises AdManagerError when no column tells people apart.
    """
    store = ColumnStore.of(project)
    store.load(names, job=job)
    parts: list[Part] = []
    made: list[Reals] = []
    for name in names:
        for part, values in _parts(store.column(name, job=job), rows):
            parts.append(part)
            made.append(values)
    if not made:
        raise AdManagerError(
            sentence(
                "No column tells people apart; choose columns of numbers, flags or categories that differ."
            )
        )
    return Matrix(np.column_stack(made), tuple(parts))


def _parts(data: ColumnData, rows: npt.NDArray[np.int64]) -> list[tuple[Part, Reals]]:
    known = data.known_flags[rows]
    name = data.column.name
    if data.column.is_text:
        return _levels(data, rows, known)
    values = data.values[: data.rows][rows].astype(np.float64)
    known &= np.isfinite(values)
    made = []
    if known.any():
        scaled = _scaled(values, known)
        if scaled is not None:
            made.append((Part(name, None), scaled))
    missing = 1 - known.mean() if len(known) else 0.0
    if made and MIN_SHARE <= missing <= 1 - MIN_SHARE and missing >= 0.1:
        made.append((Part(name, ""), _flag(~known, 1.0)))
    return made


def _scaled(values: npt.NDArray[np.float64], known: npt.NDArray[np.bool_]) -> Reals | None:
    present = values[known]
    low, high = np.quantile(present, [0.01, 0.99])
    if low == high:
        low, high = present.min(), present.max()
    present = np.clip(present, low, high)
    deviation = present.std()
    if deviation == 0:
        return None
    if np.mean(((present - present.mean()) / deviation) ** 3) > MAX_SKEW / 2 and low >= 0:
        present = np.log1p(present)
        values = np.log1p(np.clip(values, low, high))
        low, high = np.log1p(low), np.log1p(high)
        deviation = present.std()
    scaled = (np.clip(values, low, high) - present.mean()) / deviation
    return np.where(known, scaled, 0.0).astype(np.float32)


def _levels(
    data: ColumnData, rows: npt.NDArray[np.int64], known: npt.NDArray[np.bool_]
) -> list[tuple[Part, Reals]]:
    codes = data.values[: data.rows][rows]
    counts = np.bincount(codes[known], minlength=len(data.dictionary))
    order = np.argsort(-counts, kind="stable")[:MAX_LEVELS]
    common = [code for code in order.tolist() if counts[code] >= max(1, MIN_SHARE * len(rows))]
    if not common or (len(common) == 1 and counts[common[0]] == len(rows)):
        return []
    variance = sum(counts[code] / len(rows) * (1 - counts[code] / len(rows)) for code in common)
    scale = 1 / np.sqrt(variance) if variance > 0 else 1.0
    return [
        (Part(data.column.name, data.dictionary[code]), _flag(known & (codes == code), float(scale)))
        for code in common
    ]


def _flag(flags: npt.NDArray[np.bool_], scale: float) -> Reals:
    scaled: Reals = ((flags - flags.mean()) * scale).astype(np.float32)
    return scaled
