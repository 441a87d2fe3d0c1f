"""Asking a model about a file, whatever its task: what the commands `evaluate` and `score` call for other tasks
than the chance of a yes for each row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from admanager.jobs import Job
from admanager.learning.models import get_model
from admanager.learning.sequence_files import evaluate_sequences, score_sequences
from admanager.learning.uplift_files import evaluate_uplift, score_uplift
from admanager.project.file import ProjectFile

_EVALUATE: dict[str, Callable[..., dict[str, Any]]] = {
    "next": evaluate_sequences,
    "behaviour": evaluate_sequences,
    "uplift": evaluate_uplift,
}
_SCORE: dict[str, Callable[..., dict[str, Any]]] = {
    "next": score_sequences,
    "behaviour": score_sequences,
    "uplift": score_uplift,
}


def has_own_way(project: ProjectFile, name: str) -> bool:
    """Return whether a model answers something else than the chance of a yes for each row."""
    card = get_model(project, name).card
    return card is not None and card.task in _EVALUATE


def evaluate_task(
    project: ProjectFile,
    name: str,
    path: Path,
    *,
    roles: Mapping[str, str] | None = None,
    job: Job | None = None,
) -> dict[str, Any]:
    """Return how good the model is on a file: the figures of its task by name, and the rows and the speed."""
    card = get_model(project, name).card
    return _EVALUATE[card.task if card else ""](project, name, path, roles=roles, job=job)


def score_task(
    project: ProjectFile, name: str, path: Path, out: Path, *, job: Job | None = None
) -> dict[str, Any]:
    """Write what the model says of each person of a file to `out` as CSV; return the path, rows and speed."""
    card = get_model(project, name).card
    return _SCORE[card.task if card else ""](project, name, path, out, job=job)
