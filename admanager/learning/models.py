"""The models of a project: train, list, load, save, delete; each is one ONNX file with its card.

Training runs in a child process that only reads the project; what it made is stored here, in one operation.
"""

from __future__ import annotations

import hashlib
import importlib.util
import time
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from admanager.jobs import Job, run_in_child
from admanager.learning.card import PROBABILITY, ModelCard
from admanager.learning.dataset import load_dataset
from admanager.learning.families import find_family, train_family, train_first
from admanager.learning.feature_columns import FeatureColumn
from admanager.learning.gate import GateReport, check_foreign, read_file
from admanager.learning.mapping import MAPPING_KEY, ColumnMapping, map_by_name, require_complete
from admanager.learning.request import TrainRequest
from admanager.learning.scoring import Scorer
from admanager.learning.selection import Selection, select_columns
from admanager.project.changes import Change
from admanager.project.file import ProjectFile
from admanager.project.tables import columns
from admanager.project.unfinished import whole_file
from admanager.texts import AdManagerError, sentence

FOREIGN_FAMILY = "onnx"


class _Stored(BaseModel):
    """What the column `card` of the table `model` holds, as JSON."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    card: ModelCard | None = None
    mapping: ColumnMapping | None = None


@dataclass(frozen=True)
class ModelInfo:
    """A model of a project; `card` is None and `family` is "onnx" for a file from elsewhere.

    `created` is in UTC seconds, `size` in bytes.
    """

    id: int
    name: str
    family: str
    target: str
    created: float
    card: ModelCard | None
    mapping: ColumnMapping | None
    sha256: str
    size: int


@dataclass(frozen=True)
class TrainedModel:
    """A finished training: the model as it is stored, and its card."""

    info: ModelInfo
    card: ModelCard


@dataclass(frozen=True)
class LoadedModel:
    """A file that was loaded: the model as it is stored, and what the gate found."""

    info: ModelInfo
    report: GateReport


@dataclass(frozen=True)
class Examination:
    """What a training would work on: the columns, what the guard says of them, and the rows."""

    table: str
    positive: str
    rows: int
    positives: int
    columns: tuple[FeatureColumn, ...]
    selection: Selection


def training_available() -> bool:
    """Return whether torch is installed, without loading it."""
    return importlib.util.find_spec("torch") is not None


def examine(project: ProjectFile, request: TrainRequest, *, job: Job | None = None) -> Examination:
    """Look at the rows and the columns that a training would use, leak guard included, without training."""
    return run_in_child(examine_file, project.path, request, job=job or Job())


def examine_file(path: Path, request: TrainRequest, *, job: Job) -> Examination:
    """Examine the rows of a project that is only read: what the child process runs."""
    job.progress(0, 0, sentence("Reading the rows"))
    with ProjectFile.open(path) as project:
        dataset = load_dataset(project.read(), request)
    selection = select_columns(dataset, request, job=job)
    return Examination(
        table=dataset.table,
        positive=dataset.positive,
        rows=len(dataset.labels),
        positives=int(dataset.labels.sum()),
        columns=dataset.columns,
        selection=selection,
    )


def train(project: ProjectFile, request: TrainRequest, *, job: Job | None = None) -> TrainedModel:
    """Train a model and store it under its name; a model of that name is replaced, and undo brings it back.

    `job` gets a `Preparation` and then an `EpochReport` an epoch as partial results.

    Raises AdManagerError when there is no such family, when what it needs is not installed, or when the table
    does not allow it.
    """
    job = job or Job()
    family = find_family(request)
    before = (run_in_child(train_first, project.path, request, job=job),) if family.first else ()
    trained = run_in_child(train_family, project.path, request, *before, job=job)
    with project.change(sentence("Train the model “{name}”", name=request.name)) as change:
        card = trained.card
        number = _put(change, request.name, card.family, card.target, _Stored(card=card), trained.onnx)
        change.audit(
            "train model",
            request.name,
            {"table": trained.card.data.table, "target": request.target, "rows": trained.card.data.rows},
        )
    return TrainedModel(_info(project, number), trained.card)


def list_models(project: ProjectFile) -> list[ModelInfo]:
    """Return the models of a project, newest first."""
    rows = project.read().execute(f"SELECT {_COLUMNS} FROM model ORDER BY created DESC, id DESC")
    return [_from_row(row) for row in rows]


def get_model(project: ProjectFile, name: str) -> ModelInfo:
    """Return a model by its name; raise AdManagerError, naming those that exist, when it is not there."""
    row = project.read().execute(f"SELECT {_COLUMNS} FROM model WHERE name = ?", [name]).fetchone()
    if row is None:
        known = ", ".join(model.name for model in list_models(project))
        raise AdManagerError(
            sentence("There is no model “{name}”; the project has: {known}.", name=name, known=known)
            if known
            else sentence("There is no model “{name}”; the project has none yet.", name=name)
        )
    return _from_row(row)


def get_onnx(project: ProjectFile, name: str) -> bytes:
    """Return the ONNX file of a model."""
    model = get_model(project, name)
    (content,) = project.read().execute("SELECT onnx FROM model WHERE id = ?", [model.id]).fetchone()
    return bytes(content)


def get_scorer(project: ProjectFile, name: str, *, output: str = PROBABILITY) -> Scorer:
    """Return a scorer of the model, ready to be asked; `output` is as of `Scorer`."""
    return Scorer(get_onnx(project, name), output=output)


def load_onnx(
    project: ProjectFile,
    path: Path,
    name: str | None = None,
    mapping: ColumnMapping | None = None,
    *,
    job: Job | None = None,
) -> LoadedModel:
    """Check an ONNX file at the gate and store it; `name` defaults to its card's or the file's name.

    A file of this program needs no mapping. For another one, columns of the tables with the inputs' names are
    taken where `mapping` is None. A name that is taken gets a number.

    Raises AdManagerError when the gate refuses the file, or when inputs are left without columns.
    """
    content = read_file(Path(path))
    report = check_foreign(content, job=job)
    return store_checked(project, content, report, name or _suggested_name(report, Path(path)), mapping)


def store_checked(
    project: ProjectFile, content: bytes, report: GateReport, name: str, mapping: ColumnMapping | None = None
) -> LoadedModel:
    """Store a file that passed the gate; see `load_onnx`."""
    mapping = mapping or report.mapping
    if mapping is None and report.card is None:
        mapping = suggest_mapping(project, report)
        if mapping is None:
            raise AdManagerError(
                sentence(
                    "The file {name} takes the inputs {inputs}; say which column feeds each of them.",
                    name=name,
                    inputs=", ".join(value.name for value in report.inputs),
                )
            )
    if mapping is not None:
        require_complete(mapping, report.inputs)
        content = _with_mapping(content, mapping)
    name = _free_name(project, name)
    family = report.card.family if report.card else FOREIGN_FAMILY
    target = report.card.target if report.card else ""
    with project.change(sentence("Load the model “{name}”", name=name)) as change:
        number = _put(change, name, family, target, _Stored(card=report.card, mapping=mapping), content)
        change.audit("load model", name, {"sha256": report.sha256, "producer": report.producer})
    return LoadedModel(_info(project, number), report)


def suggest_mapping(project: ProjectFile, report: GateReport) -> ColumnMapping | None:
    """Return the mapping that the names of inputs and columns suggest, or None."""
    connection = project.read()
    names = [column.name for table in ("profiles", "impressions") for column in columns(connection, table)]
    outputs = [value for value in report.outputs if value.name in report.probabilities]
    return map_by_name(report.inputs, outputs, names)


def save_onnx(project: ProjectFile, name: str, path: Path) -> Path:
    """Write a model's file to `path`, whole or not at all, and return the path."""
    content = get_onnx(project, name)
    path = Path(path)
    if not path.parent.is_dir():
        raise AdManagerError(sentence("The folder {path} does not exist.", path=str(path.parent)))
    with whole_file(path) as unfinished:
        unfinished.write_bytes(content)
    return path


def delete_model(project: ProjectFile, name: str) -> None:
    """Delete a model; undo brings it back."""
    model = get_model(project, name)
    with project.change(sentence("Delete the model “{name}”", name=name)) as change:
        change.delete("model", model.id)
        change.audit("delete model", name, {"sha256": model.sha256})


_COLUMNS = "id, name, family, target, created, card, sha256, length(onnx)"


def _from_row(row: tuple[int, str, str, str, float, str, str, int]) -> ModelInfo:
    number, name, family, target, created, stored, sha256, size = row
    parsed = _Stored.model_validate_json(stored)
    return ModelInfo(number, name, family, target, created, parsed.card, parsed.mapping, sha256, size)


def _info(project: ProjectFile, number: int) -> ModelInfo:
    return _from_row(
        project.read().execute(f"SELECT {_COLUMNS} FROM model WHERE id = ?", [number]).fetchone()
    )


def _put(change: Change, name: str, family: str, target: str, stored: _Stored, onnx: bytes) -> int:
    """Insert the model, or replace the one of that name; return its id."""
    values = {
        "name": name,
        "family": family,
        "target": target,
        "created": time.time(),
        "card": stored.model_dump_json(),
        "sha256": hashlib.sha256(onnx).hexdigest(),
        "onnx": onnx,
        "erased_people": 0,
    }
    found = change.connection.execute("SELECT id FROM model WHERE name = ?", [name]).fetchone()
    if found is None:
        return change.insert("model", values)
    change.update("model", found[0], values)
    return int(found[0])


def _suggested_name(report: GateReport, path: Path) -> str:
    return report.card.name if report.card else path.stem


def _free_name(project: ProjectFile, name: str) -> str:
    taken = {row[0] for row in project.read().execute("SELECT name FROM model")}
    if name not in taken:
        return name
    return next(f"{name} {number}" for number in range(2, len(taken) + 3) if f"{name} {number}" not in taken)


def _with_mapping(content: bytes, mapping: ColumnMapping) -> bytes:
    """Return the file with the mapping in its metadata, so that it can be asked wherever it is taken."""
    import onnx
    from onnx import helper

    model = onnx.ModelProto()
    model.ParseFromString(content)
    metadata = {entry.key: entry.value for entry in model.metadata_props}
    helper.set_model_props(model, metadata | {MAPPING_KEY: mapping.model_dump_json()})
    changed: bytes = model.SerializeToString(deterministic=True)
    return changed
