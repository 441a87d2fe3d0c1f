"""The families of models: what each is called and predicts, what its training needs, and where it is trained.

A family is trained by a function `train(path, request, *, job) -> Trained` that reads the project at `path` and
runs in a child process; it is named here as text, so that neither torch nor LightGBM is loaded to look it up.
What the function learns is a `Fitted`: something that predicts, and writes itself out as one ONNX file with a
card. The parent stores that file; it never runs training code.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from admanager.jobs import Job
from admanager.learning.card import ModelCard, Task
from admanager.texts import AdManagerError, sentence

if TYPE_CHECKING:
    from admanager.learning.request import TrainRequest


@dataclass(frozen=True)
class Trained:
    """What a training hands back: the finished file with its card inside, and the card."""

    onnx: bytes
    card: ModelCard


class Fitted(Protocol):
    """A model that has learned; rows are those of the data that it was fitted on, or others of their form."""

    def predict(self, rows: Any) -> NDArray[np.float64]:
        """Return what the model says of each row: log-odds for a response, [rows] or [rows, outputs]."""
        ...

    def to_onnx(self, card: ModelCard | None) -> bytes:
        """Return the self-contained file, raw columns to the finished answer, with the card inside."""
        ...


class Learner(Protocol):
    """A way to learn: what a family brings. `fit` reports to `job` and raises Cancelled when it asks to stop."""

    def fit(self, data: Any, job: Job) -> Fitted:
        """Learn from data."""
        ...


@dataclass(frozen=True)
class Family:
    """An entry of the registry.

    `libraries` are the modules that its training imports; `trainer` is "module:function". `tables` are those
    it can learn from. `first` is a function that runs before it in a process of its own, for libraries that must
    not meet in one; `trainer` then takes what it returned as `first`.
    """

    name: str
    task: Task
    tables: tuple[str, ...]
    libraries: tuple[str, ...]
    trainer: str
    first: str = ""

    def missing_libraries(self) -> list[str]:
        """Return those of `libraries` that are not installed, without loading any."""
        return [name for name in self.libraries if importlib.util.find_spec(name) is None]


_TABLES = ("profiles", "impressions")
_RUN = "admanager.learning.training.run:train_from_project"
_UPLIFT = "admanager.learning.training.uplift_run:train_from_project"
_SEQUENCES = "admanager.learning.training.sequence_run:train_from_project"
_FUNNEL = "admanager.learning.training.funnel_run:train_from_project"
_FIRST = "admanager.learning.training.run:train_first_from_project"

FAMILIES: dict[str, Family] = {
    family.name: family
    for family in (
        Family("auto", "response", _TABLES, ("lightgbm", "torch"), _RUN, _FIRST),
        Family("logistic", "response", _TABLES, (), _RUN),
        Family("gbdt", "response", _TABLES, ("lightgbm",), _RUN),
        Family("dcn", "response", _TABLES, ("torch",), _RUN),
        Family("sequence", "next", ("events",), ("torch",), _SEQUENCES),
        Family("gru", "next", ("events",), ("torch",), _SEQUENCES),
        Family("cnn", "next", ("events",), ("torch",), _SEQUENCES),
        Family("transformer", "next", ("events",), ("torch",), _SEQUENCES),
        Family("deepfm", "response", _TABLES, ("torch",), _RUN),
        Family("tabm", "response", _TABLES, ("torch",), _RUN),
        Family("esmm", "response", _TABLES, ("torch",), _FUNNEL),
        Family("mmoe", "response", _TABLES, ("torch",), _FUNNEL),
        Family("uplift", "uplift", _TABLES, ("sklearn",), _UPLIFT),
    )
}


def find_family(request: TrainRequest) -> Family:
    """Return the family that a request names; raise AdManagerError where there is none, or it cannot be trained."""
    family = FAMILIES.get(request.family)
    if family is None:
        raise AdManagerError(
            sentence(
                "There is no model family {family}; there are {families}.",
                family=request.family,
                families=", ".join(FAMILIES),
            )
        )
    missing = family.missing_libraries()
    if "torch" in missing:
        raise AdManagerError(
            sentence(
                "Training needs PyTorch, which is not installed: take the package with training, or run pip install 'admanager[train]'. "
                "Everything else works without it."
            )
        )
    if missing:
        raise AdManagerError(
            sentence(
                "Training a model of the family {family} needs {libraries}, which is not installed; run pip install 'admanager[train]'.",
                family=family.name,
                libraries=", ".join(missing),
            )
        )
    return family


def train_first(path: Path, request: TrainRequest, *, job: Job) -> object:
    """Run what comes before the training of a family: what the first child process runs."""
    return _load(find_family(request).first)(path, request, job=job)


def train_family(path: Path, request: TrainRequest, first: object = None, *, job: Job) -> Trained:
    """Train what a request asks for: what the child process runs; `first` is what `train_first` returned, if it ran."""
    family = find_family(request)
    handed_on = {"first": first} if family.first else {}
    trained: Trained = _load(family.trainer)(path, request, job=job, **handed_on)
    return trained


def _load(name: str) -> Callable[..., Any]:
    module, _, function = name.partition(":")
    loaded: Callable[..., Any] = getattr(importlib.import_module(module), function)
    return loaded
