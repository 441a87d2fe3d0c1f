"""Asking an uplift model about a file: what its ranking is worth there, or the uplift of each row."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from admanager.jobs import Job
from admanager.learning.like_source import FileRows, read_like
from admanager.learning.mapping import ColumnMapping
from admanager.learning.models import get_onnx
from admanager.learning.scoring import Scorer
from admanager.learning.sequence_files import write_answers
from admanager.learning.targets import labels_of, stored_positive
from admanager.learning.uplift import judge_uplift
from admanager.learning.uplift_export import UPLIFT
from admanager.project.file import ProjectFile
from admanager.project.tables import Column
from admanager.texts import AdManagerError, sentence


def uplift_scorer(onnx: bytes) -> Scorer:
    """Return a scorer that gives the uplift of a file instead of its probability."""
    plain = Scorer(onnx)
    return Scorer(onnx, ColumnMapping(inputs=plain.mapping.inputs, output=UPLIFT))


def evaluate_uplift(
    project: ProjectFile,
    name: str,
    path: Path,
    *,
    roles: Mapping[str, str] | None = None,
    job: Job | None = None,
) -> dict[str, Any]:
    """Return what the ranking of an uplift model is worth on a file: Qini with its interval, and the verdict.

    Rows without outcome or treatment are left out. Raises AdManagerError when the file lacks one of the columns.
    """
    job = job or Job()
    scorer, rows = _asked(project, name, Path(path), roles or {}, job)
    card = scorer.card
    assert card is not None
    label = next((column for column, role in (roles or {}).items() if role == "label"), card.target)
    target, treatment = _column(rows, label), _column(rows, card.treatment)
    labels = labels_of(target, rows.frame[target.name], card.positive)
    arm = rows.frame[treatment.name]
    treated = (arm != stored_positive(treatment, card.control)).to_numpy().astype(np.float64)
    known = ~np.isnan(labels) & ~arm.isna().to_numpy()
    started = time.perf_counter()
    scores = scorer.score(rows.frame[known], job=job)
    seconds = time.perf_counter() - started
    found = judge_uplift(scores, labels[known], treated[known])
    return found.figures() | {
        "verdict": str(found.verdict),
        "rows": found.rows,
        "treated": found.treated,
        "seems_trained_on": card.seems_trained_on(found.rows, int(labels[known].sum())),
        "rows_rejected": rows.rejected,
        "rows_per_second": found.rows / max(seconds, 1e-9),
        "seconds": seconds,
    }


def score_uplift(
    project: ProjectFile, name: str, path: Path, out: Path, *, job: Job | None = None
) -> dict[str, Any]:
    """Write the uplift of each row of a file to `out` as CSV: the key (or the row's number), uplift."""
    job = job or Job()
    scorer, rows = _asked(project, name, Path(path), {}, job)
    started = time.perf_counter()
    scores = scorer.score(rows.frame, job=job)
    seconds = time.perf_counter() - started
    keys = rows.frame[rows.key].to_numpy() if rows.key else np.arange(1, len(rows.frame) + 1)
    write_answers(Path(out), [rows.key or "row", UPLIFT], keys, [[f"{score:.9g}"] for score in scores])
    return {
        "path": str(out),
        "rows": len(scores),
        "rows_rejected": rows.rejected,
        "rows_per_second": len(scores) / max(seconds, 1e-9),
        "seconds": seconds,
    }


def _asked(
    project: ProjectFile, name: str, path: Path, roles: Mapping[str, str], job: Job
) -> tuple[Scorer, FileRows]:
    scorer = uplift_scorer(get_onnx(project, name))
    table = scorer.card.data.table if scorer.card else "profiles"
    given = {column: role for column, role in roles.items() if role != "label"}
    return scorer, read_like(project, table, path, given, job=job)


def _column(rows: FileRows, name: str) -> Column:
    for column in rows.columns:
        if name in {column.name, column.source_name}:
            return column
    raise AdManagerError(
        sentence(
            "The file has no column {column}; it has {columns}.",
            column=name,
            columns=", ".join(column.name for column in rows.columns),
        )
    )
