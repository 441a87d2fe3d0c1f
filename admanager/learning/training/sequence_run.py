"""The whole training of a model of sequences, as the child process runs it: read, split, fit, export, evaluate."""

from __future__ import annotations

from pathlib import Path

from admanager.jobs import Job
from admanager.learning.dataset import listed_people
from admanager.learning.families import Trained
from admanager.learning.request import TrainRequest
from admanager.learning.sequences import (
    Sequences,
    load_sequences,
)
from admanager.texts import sentence


def train_from_project(path: Path, request: TrainRequest, *, job: Job) -> Trained:
    """Train on a project's events, which are only read; return the model's file and card."""
    from admanager.project.file import ProjectFile

    job.progress(0, 0, sentence("Reading the rows"))
    with ProjectFile.open(path) as project:
        sequences = load_sequences(project.read(), request, listed=listed_people(project, job))
    return train_on(sequences, request, job=job)


def train_on(sequences: Sequences, request: TrainRequest, *, job: Job) -> Trained:
    """Train on events in memory; reports a `Preparation`, then an `EpochReport` an epoch."""
    from admanager.learning.training.behaviour_fit import prepare_torch
    from admanager.learning.training.next_run import train_next
    from admanager.learning.training.yes_run import train_yes

    prepare_torch(request.seed)
    if sequences.question == "next":
        return train_next(sequences, request, job)
    return train_yes(sequences, request, job)
