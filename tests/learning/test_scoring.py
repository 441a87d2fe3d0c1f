"""The scorer: same answers however the rows come, and clear words where a column is missing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from admanager.learning import scoring
from admanager.learning.families import Trained
from admanager.learning.onnx_graph import ROWS, GraphBuilder
from admanager.learning.scoring import Scorer
from admanager.project.file import ProjectFile
from admanager.project.tables import read_frame
from admanager.texts import AdManagerError
from tests.learning.test_sklearn_models import converted_model


@pytest.fixture
def frame(customers: ProjectFile) -> pd.DataFrame:
    return read_frame(customers.read(), "profiles")


def test_chunks_do_not_change_the_answer(
    trained: Trained, frame: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    scorer = Scorer(trained.onnx)
    whole = scorer.score_at_once(frame)
    monkeypatch.setattr(scoring, "CHUNK", 97)
    np.testing.assert_allclose(scorer.score(frame), whole, atol=1e-6)
    assert len(whole) == 2_500
    assert scorer.score(frame.iloc[:0]).shape == (0,)


def test_the_inputs_are_column_names_and_the_card_is_there(trained: Trained) -> None:
    scorer = Scorer(trained.onnx)
    assert set(scorer.inputs) == {entry.name for entry in trained.card.inputs}
    assert scorer.card == trained.card


def test_the_kind_of_the_frames_columns_does_not_matter(trained: Trained, frame: pd.DataFrame) -> None:
    scorer = Scorer(trained.onnx)
    texts = [column for column in frame.columns if isinstance(frame[column].dtype, pd.StringDtype)]
    assert len(texts) > 4
    assert frame["favourite_category"].isna().any()
    as_object = frame.astype(dict.fromkeys(texts, object))
    expected = scorer.score(as_object)
    as_str = as_object.astype(dict.fromkeys(texts, "str"))
    np.testing.assert_array_equal(scorer.score(frame), expected)
    as_category = frame.astype(dict.fromkeys(texts, "category"))
    np.testing.assert_array_equal(scorer.score(as_str), expected)
    np.testing.assert_array_equal(scorer.score(as_category), expected)
    np.testing.assert_array_equal(scorer.score(frame.assign(age=frame["age"].astype("Int64"))), expected)


def test_missing_columns_are_named(trained: Trained, frame: pd.DataFrame) -> None:
    with pytest.raises(AdManagerError, match="needs the columns age, region, which are not there"):
        Scorer(trained.onnx).score(frame.drop(columns=["region", "age"]))


def test_text_where_a_number_belongs_is_named(trained: Trained, frame: pd.DataFrame) -> None:
    with pytest.raises(AdManagerError, match="takes numbers from age"):
        Scorer(trained.onnx).score(frame.assign(age="old"))


def test_a_file_that_is_no_model_is_refused() -> None:
    with pytest.raises(AdManagerError, match="cannot be loaded"):
        Scorer(b"not a model")


def test_a_foreign_model_needs_a_mapping() -> None:
    graph = GraphBuilder("foreign")
    value = graph.input("x", "float32", [ROWS, 2])
    graph.output("score", graph.sigmoid(value), "float32", [ROWS, 2])
    with pytest.raises(AdManagerError, match="not from this program"):
        Scorer(graph.build())


def test_the_runtime_writes_nothing_down_to_be_reported_to_its_maker(tmp_path: Path) -> None:
    model = tmp_path / "model.onnx"
    model.write_bytes(converted_model())

    def left_in_home(name: str, imports: str) -> list[Path]:
        home = tmp_path / name
        home.mkdir()
        code = f"import {imports}; onnxruntime.InferenceSession({str(model)!r})"
        # Nothing else, since the runtime is silent by itself where the environment looks like that of a test.
        environment = {"HOME": str(home), "PATH": os.environ["PATH"]}
        subprocess.run([sys.executable, "-c", code], env=environment, check=True, capture_output=True)
        return list(home.iterdir())

    if sys.platform != "linux" or not left_in_home("without", "onnxruntime"):
        pytest.skip("this build of ONNX Runtime writes down nothing that could be looked for")
    assert left_in_home("ours", "admanager, onnxruntime") == []
