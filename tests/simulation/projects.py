"""A small project with people, segments, creatives and a model, for tests of whole simulations."""

from __future__ import annotations

import shutil
import tempfile
import time
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from admanager.audience import segments
from admanager.learning import gate, models
from admanager.learning.card import (
    CARD_KEY,
    HEADS,
    PROBABILITY,
    Calibration,
    CardInput,
    DataInfo,
    Head,
    ModelCard,
    SplitInfo,
    TrainingInfo,
)
from admanager.learning.evaluation import Curves, Metrics
from admanager.learning.mapping import ColumnMapping
from admanager.learning.onnx_graph import ROWS, GraphBuilder
from admanager.project.file import ProjectFile
from admanager.project.tables import Column
from admanager.simulation import spreading
from admanager.texts import sentence
from tests.audience.conftest import fill_table

PEOPLE = 600
COLUMNS = (
    Column("customer", "text", "key"),
    Column("age", "integer", "number"),
    Column("city", "text", "category"),
    Column("agreed", "boolean", "flag"),
)
CONSENT = (*COLUMNS[:3], Column("agreed", "boolean", "consent"))
MODEL = "ages"
AGE_WEIGHT, INTERCEPT = 0.05, -5.0


def rows() -> list[tuple[str, int, str, int | None]]:
    """People with ages from 18 to 67 in two cities; every third agreed, every third did not say."""
    cities = ("Porto", "Faro")
    return [(f"c{n:04}", 18 + n * 7 % 50, cities[n % 2], (1, 0, None)[n % 3]) for n in range(1, PEOPLE + 1)]


@cache
def _made() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="admanager-simulation-"))
    path = folder / "people.adm"
    with ProjectFile.create(path) as project:
        fill_table(project, COLUMNS, rows())
        segments.save(project, "Young", "age < 40")
        with project.change(sentence("Keep creatives")) as change:
            for name in ("A", "B", "C", "D"):
                change.insert(
                    "creative",
                    {"name": name, "spec": "{}", "seed": 1, "generator": "test", "created": time.time()},
                )
    return path


def copy_to(folder: Path, *, consent: bool = False) -> ProjectFile:
    """Open a copy of the project in a folder of the test."""
    path = Path(shutil.copy(_made(), folder / "people.adm"))
    project = ProjectFile.open(path)
    if consent:
        fill_table(project, CONSENT, rows())
    return project


def in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Simulate in this process; a few tests take the child process that users have."""
    monkeypatch.setattr(
        spreading, "run_in_child", lambda function, *args, job, **options: function(*args, job=job, **options)
    )


def age_model(weight: float = AGE_WEIGHT, intercept: float = INTERCEPT) -> bytes:
    """A model of elsewhere: p = sigmoid(weight age + intercept)."""
    graph = GraphBuilder("ages")
    age = graph.input("age", "float32", [ROWS, 1])
    score = graph.linear(age, np.array([[weight]], np.float32), np.array([intercept], np.float32))
    graph.output("probability", graph.sigmoid(score), "float32", [ROWS, 1])
    return graph.build()


def load_age_model(project: ProjectFile, folder: Path, column: str = "age") -> str:
    """Load the model of ages into the project, fed by a column, and return its name."""
    file = folder / "ages.onnx"
    file.write_bytes(age_model())
    mapping = ColumnMapping(inputs={"age": [column]}, output="probability")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gate, "run_in_child", lambda function, *args, job: function(*args, job=job))
        patch.setattr(gate, "limit_memory", lambda: None)
        return models.load_onnx(project, file, MODEL, mapping).info.name


def _card(name: str, *, funnel: bool) -> ModelCard:
    """The card of a model that looks at the age: of the whole funnel, or of what comes after a click."""
    curves = Curves(reliability=[], roc=[], precision_recall=[], gains=[])
    metrics = Metrics(
        rows=100,
        positives=10,
        base_rate=0.1,
        auc=0.7,
        average_precision=0.2,
        log_loss=0.3,
        ece=0.01,
        ece_floor=0.01,
    )
    head = Head(
        calibration=Calibration(method="none", slope=1, intercept=0, rows=10), metrics=metrics, curves=curves
    )
    family = "esmm" if funnel else "logistic"
    return ModelCard(
        name=name, family=family, asked_family=family, created=0, program="test", target="converted",
        positive="yes", click="clicked" if funnel else "", inputs=[CardInput(name="age", kind="number")], excluded=[],
        warnings=[], overruled=[], seed=0, training=TrainingInfo(epochs=[], best_epoch=0, seconds=0), metrics=metrics,
        curves=curves, heads={"click": head, "conversion": head} if funnel else {}, agreement=0,
        data=DataInfo(table="profiles", rows=100, positives=10, fingerprint="", generated=True),
        split=SplitInfo(kind="person", train=70, early_stopping=5, calibration=5, holdout=20),
    )  # fmt: skip


def funnel() -> bytes:
    """A file of three answers about the age, with the card of a model of the funnel."""
    graph = GraphBuilder("test")
    age = graph.reshape(graph.input("age", "float32", [ROWS]), [-1, 1])
    chances = []
    for name, weight, start in (("click", 0.02, -3.0), ("conversion", -0.01, -1.0)):
        z = graph.linear(age, np.array([[weight]], np.float32), np.array([start], np.float32))
        chances.append(graph.reshape(graph.sigmoid(z), [-1]))
        graph.output(HEADS[name], chances[-1], "float32", [ROWS])
    graph.output(PROBABILITY, graph.node("Mul", chances), "float32", [ROWS])
    graph.describe(CARD_KEY, _card("funnel", funnel=True).model_dump_json())
    return graph.build()


def converter() -> bytes:
    """A file of the funnel's chance of a conversion after a click alone, with the card of a response model."""
    graph = GraphBuilder("test")
    age = graph.reshape(graph.input("age", "float32", [ROWS]), [-1, 1])
    z = graph.linear(age, np.array([[-0.01]], np.float32), np.array([-1.0], np.float32))
    graph.output(PROBABILITY, graph.reshape(graph.sigmoid(z), [-1]), "float32", [ROWS])
    graph.describe(CARD_KEY, _card("converter", funnel=False).model_dump_json())
    return graph.build()
