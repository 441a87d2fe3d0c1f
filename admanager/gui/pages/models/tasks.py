"""What the page reads and writes beside the window: models, what can be chosen, files that come and go."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from admanager.jobs import Job
    from admanager.learning.choices import Levels, TableChoice
    from admanager.learning.customer_value import CustomerValue
    from admanager.learning.drift import Drift
    from admanager.learning.examining import Asked, Explained
    from admanager.learning.gate import GateReport
    from admanager.learning.mapping import ColumnMapping
    from admanager.learning.models import Examination, LoadedModel, ModelInfo, TrainedModel
    from admanager.learning.project_scoring import ProjectScores
    from admanager.learning.request import TrainRequest
    from admanager.learning.value_profiles import FittedValue, WrittenValue
    from admanager.project.file import ProjectFile
    from admanager.project.tables import Column


@dataclass(frozen=True)
class Standing:
    """What the project holds for this page; `stamps` change with the tables that a model learns from.

    `can_be_valued` tells whether the events say who did something on which day.
    """

    models: list[ModelInfo]
    tables: list[TableChoice]
    can_train: bool
    can_be_valued: bool
    stamps: tuple[int, ...]


@dataclass(frozen=True)
class Checked:
    """A file that passed the gate, and the columns that could feed it, each name once."""

    path: Path
    content: bytes
    report: GateReport
    name: str
    columns: tuple[Column, ...]


def read_standing(project: ProjectFile) -> Standing:
    """Return the models, and the tables that a model can learn from."""
    from admanager.learning.choices import table_choices
    from admanager.learning.customer_value import can_be_valued
    from admanager.learning.dataset import LEARNABLE_TABLES
    from admanager.learning.models import list_models, training_available

    stamps = tuple(project.table_stamp(table) for table in (*LEARNABLE_TABLES, "events"))
    connection = project.read()
    return Standing(
        list_models(project),
        table_choices(connection),
        training_available(),
        can_be_valued(connection),
        stamps,
    )


def read_levels(project: ProjectFile, table: str, column: str) -> Levels:
    """Return the values of a column that could be predicted."""
    from admanager.learning.choices import target_levels

    return target_levels(project.read(), table, column)


def examine(project: ProjectFile, request: TrainRequest, *, job: Job) -> Examination:
    """Look for leaks in the columns that a training would use."""
    from admanager.learning.models import examine as examine_columns

    return examine_columns(project, request, job=job)


def train(project: ProjectFile, request: TrainRequest, *, job: Job) -> TrainedModel:
    """Train a model and store it."""
    from admanager.learning.models import train as train_model

    return train_model(project, request, job=job)


def explain(project: ProjectFile, name: str, *, job: Job) -> Explained:
    """Find out what a model goes by."""
    from admanager.learning.examining import explain_model

    return explain_model(project, name, job=job)


def check_drift(project: ProjectFile, name: str, *, job: Job) -> Drift:
    """Judge a model by the rows that came in after it was trained."""
    from admanager.learning.judging import check_drift as check

    return check(project, name, job=job)


def explain_person(project: ProjectFile, name: str, key: str, *, job: Job) -> Asked:
    """Explain a model's answer for the person with this key."""
    from admanager.learning.examining import explain_one

    return explain_one(project, name, key, job=job)


def ask_what_if(project: ProjectFile, name: str, asked: Asked, column: str, value: str) -> float:
    """Return a person's probability with another value of a column."""
    from admanager.learning.examining import ask_what_if as ask

    return ask(project, name, asked, column, value)


def score_everyone(project: ProjectFile, name: str, *, job: Job) -> ProjectScores:
    """Write everyone's probability into the profiles."""
    from admanager.learning.project_scoring import score_profiles

    return score_profiles(project, name, job=job)


def fit_value(project: ProjectFile, days: int, *, job: Job) -> FittedValue:
    """Learn what customers are worth from the purchases."""
    from admanager.learning.value_profiles import fit_value as fit

    return fit(project, days=days, job=job)


def write_value(project: ProjectFile, found: CustomerValue, *, job: Job) -> WrittenValue:
    """Write what is expected of each customer into the profiles."""
    from admanager.learning.value_profiles import write_value as write

    return write(project, found, job=job)


def export_value(found: CustomerValue, path: Path) -> Path:
    """Write a line a customer into a file."""
    from admanager.learning.customer_value import write_customers

    return write_customers(found, path)


def check_file(project: ProjectFile, path: Path, *, job: Job) -> Checked:
    """Have the gate check a file, and read what could feed it."""
    from admanager.learning.dataset import LEARNABLE_TABLES
    from admanager.learning.gate import check_foreign, read_file
    from admanager.project.tables import columns

    content = read_file(path)
    report = check_foreign(content, job=job)
    found: dict[str, Column] = {}
    for table in LEARNABLE_TABLES:
        for column in columns(project.read(), table):
            found.setdefault(column.name, column)
    name = report.card.name if report.card else path.stem
    return Checked(path, content, report, name, tuple(found.values()))


def store(
    project: ProjectFile, checked: Checked, name: str, mapping: ColumnMapping | None, *, job: Job
) -> LoadedModel:
    """Store a file that passed the gate."""
    from admanager.learning.models import store_checked

    job.check_cancelled()
    return store_checked(project, checked.content, checked.report, name, mapping)


def export(project: ProjectFile, name: str, path: Path, *, job: Job) -> Path:
    """Write a model's ONNX file."""
    from admanager.learning.models import save_onnx

    job.check_cancelled()
    return save_onnx(project, name, path)


def delete(project: ProjectFile, names: list[str]) -> int:
    """Delete models as one operation and return its number; undo brings all of them back."""
    from admanager.learning.models import delete_model, get_model
    from admanager.project.changes import last_done
    from admanager.texts import sentence

    if len(names) == 1:
        delete_model(project, names[0])
    else:
        found = [get_model(project, name) for name in names]
        with project.change(sentence("Delete {count} models", count=len(found))) as change:
            for model in found:
                change.delete("model", model.id)
                change.audit("delete model", model.name, {"sha256": model.sha256})
    operation = last_done(project.read())
    assert operation is not None, "what was deleted can be undone"
    return operation.id


def is_newest(project: ProjectFile, operation: int) -> bool:
    """Return whether undo would take back this operation."""
    from admanager.project.changes import last_done

    newest = last_done(project.read())
    return newest is not None and newest.id == operation
