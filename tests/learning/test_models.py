"""The models of a project: trained in a child process, kept with undo, handed on and asked without torch."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from admanager.jobs import Job
from admanager.learning import families, models
from admanager.learning.families import Trained
from admanager.learning.mapping import ColumnMapping
from admanager.learning.onnx_graph import ROWS, GraphBuilder
from admanager.learning.request import EpochReport, TrainRequest
from admanager.learning.scoring import Scorer
from admanager.project.file import ProjectFile
from admanager.project.tables import read_frame
from admanager.texts import AdManagerError
from tests.learning.conftest import CONSENTED, REQUEST, RESPONDED


class Listener(Job):
    def __init__(self) -> None:
        self.epochs = 0

    def partial(self, result: object) -> None:
        self.epochs += isinstance(result, EpochReport)


@pytest.fixture
def with_model(customers: ProjectFile, trained: Trained, monkeypatch: pytest.MonkeyPatch) -> ProjectFile:
    """The customers' project with the shared model in it."""
    monkeypatch.setattr(models, "run_in_child", lambda function, *args, job: trained)
    models.train(customers, REQUEST)
    return customers


def test_a_model_is_trained_in_a_child_and_kept(customers: ProjectFile, trained: Trained) -> None:
    listener = Listener()
    result = models.train(customers, REQUEST, job=listener)
    assert listener.epochs == len(result.card.training.epochs)
    assert result.card.metrics == trained.card.metrics
    (info,) = models.list_models(customers)
    assert (info.name, info.family, info.target, info.card) == ("response", "dcn", "responded", result.card)
    entry = customers.read().execute("SELECT action, object, detail FROM audit ORDER BY id DESC").fetchone()
    assert entry[:2] == ("train model", "response")
    assert json.loads(entry[2]) == {"rows": CONSENTED, "table": "profiles", "target": "responded"}


def test_training_again_under_a_name_replaces_the_model_until_undo(with_model: ProjectFile) -> None:
    first = models.get_model(with_model, "response").created
    models.train(with_model, REQUEST)
    assert models.get_model(with_model, "response").created > first
    assert len(models.list_models(with_model)) == 1
    with_model.undo()
    assert models.get_model(with_model, "response").created == first


def test_a_deleted_model_comes_back_with_undo(with_model: ProjectFile) -> None:
    content = models.get_onnx(with_model, "response")
    models.delete_model(with_model, "response")
    with pytest.raises(AdManagerError, match="no model “response”; the project has none yet"):
        models.get_onnx(with_model, "response")
    with_model.undo()
    assert models.get_onnx(with_model, "response") == content


def test_a_saved_file_scores_the_same_in_another_project_without_torch(
    with_model: ProjectFile, tmp_path: Path
) -> None:
    frame = read_frame(with_model.read(), "profiles")
    expected = models.get_scorer(with_model, "response").score(frame)
    file = models.save_onnx(with_model, "response", tmp_path / "out.onnx")
    np.save(tmp_path / "expected.npy", expected)
    ProjectFile.create(tmp_path / "other.adm").close()
    script = """
import sys
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"torch", "sklearn", "PySide6"}:
            raise ImportError(f"{name} is blocked")
sys.meta_path.insert(0, Blocked())
from pathlib import Path
import numpy as np
from admanager.learning.models import get_scorer, load_onnx, training_available
from admanager.project.file import ProjectFile
from admanager.project.tables import read_frame
if __name__ == "__main__":
    file, other, people, expected = map(Path, sys.argv[1:])
    with ProjectFile.open(other) as project, ProjectFile.open(people) as source:
        loaded = load_onnx(project, file)
        found = get_scorer(project, loaded.info.name).score(read_frame(source.read(), "profiles"))
    np.testing.assert_array_equal(found, np.load(expected))
    assert "torch" not in sys.modules
    print(loaded.info.name, loaded.info.family, len(found))
"""
    program = tmp_path / "score.py"
    program.write_text(script)
    arguments = [
        str(path) for path in (file, tmp_path / "other.adm", with_model.path, tmp_path / "expected.npy")
    ]
    done = subprocess.run(
        [sys.executable, str(program), *arguments],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        check=False,
        env=_environment(),
    )
    assert done.stdout.split() == ["response", "dcn", "2500"], done.stderr


def _environment() -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}


def test_loading_a_file_twice_gives_the_second_a_number(with_model: ProjectFile, tmp_path: Path) -> None:
    file = models.save_onnx(with_model, "response", tmp_path / "out.onnx")
    assert models.load_onnx(with_model, file).info.name == "response 2"


def test_without_torch_training_says_what_to_install(
    customers: ProjectFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(families.Family, "missing_libraries", lambda _: ["torch"])
    with pytest.raises(AdManagerError, match=r"pip install 'admanager\[train\]'"):
        models.train(customers, REQUEST)


def _foreign() -> bytes:
    """A model of elsewhere: p = softmax of two sums over (age, visits)."""
    graph = GraphBuilder("foreign")
    value = graph.input("features", "float32", [ROWS, 2])
    scores = graph.linear(value, np.array([[0, 0], [0.01, 0.1]], np.float32), np.zeros(2, np.float32))
    graph.output("probabilities", graph.node("Softmax", [scores], {"axis": 1}), "float32", [ROWS, 2])
    return graph.build()


def test_a_foreign_model_is_mapped_to_columns_and_carries_its_mapping(
    customers: ProjectFile, tmp_path: Path
) -> None:
    file = tmp_path / "foreign.onnx"
    file.write_bytes(_foreign())
    with pytest.raises(AdManagerError, match="takes the inputs features; say which column feeds each"):
        models.load_onnx(customers, file)
    short = ColumnMapping(inputs={"features": ["age"]}, output="probabilities", output_column=1)
    with pytest.raises(AdManagerError, match="features takes 2 columns, but 1 are mapped"):
        models.load_onnx(customers, file, mapping=short)
    mapping = ColumnMapping(
        inputs={"features": ["age", "visits_90d"]}, output="probabilities", output_column=1
    )
    info = models.load_onnx(customers, file, mapping=mapping).info
    assert (info.name, info.family, info.card, info.mapping) == ("foreign", "onnx", None, mapping)
    frame = read_frame(customers.read(), "profiles", ["age", "visits_90d"]).dropna()
    expected = 1 / (1 + np.exp(-(0.01 * frame["age"] + 0.1 * frame["visits_90d"])))
    scorer = Scorer(models.get_onnx(customers, "foreign"))
    assert scorer.inputs == ("age", "visits_90d")
    np.testing.assert_allclose(scorer.score(frame), expected, atol=1e-6)
    saved = models.save_onnx(customers, "foreign", tmp_path / "again.onnx")
    assert models.load_onnx(customers, saved, name="again").info.mapping == mapping


def test_examining_shows_columns_and_findings_without_training(customers: ProjectFile) -> None:
    found = models.examine(customers, TrainRequest(name="m", target="responded"))
    assert (found.rows, found.positives, found.positive) == (CONSENTED, RESPONDED, "yes")
    assert "order_value_after_offer" in {finding.column for finding in found.selection.excluded}
    assert "age" in found.selection.features


def test_saving_into_a_folder_that_is_not_there_is_refused(with_model: ProjectFile, tmp_path: Path) -> None:
    with pytest.raises(AdManagerError, match="does not exist"):
        models.save_onnx(with_model, "response", tmp_path / "no" / "out.onnx")
