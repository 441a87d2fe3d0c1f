"""The exported file computes what the network computes, from raw columns, whatever is in them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from admanager.learning.calibration import Calibrator
from admanager.learning.card import CARD_KEY, ModelCard
from admanager.learning.export import build_onnx, require_agreement
from admanager.learning.families import Trained
from admanager.learning.features import fit_encoder
from admanager.learning.operators import ALLOWED
from admanager.learning.row_graph import flag_number
from admanager.learning.scoring import Scorer
from admanager.learning.training.fit import predict
from admanager.learning.training.network import DCN, SHAPES, SMALL_SHAPES, Network, Shape
from admanager.learning.weights import Blend
from admanager.texts import AdManagerError

rng = np.random.default_rng(0)
ROWS = 1_100
FRAME = pd.DataFrame(
    {
        "emp.var.rate": rng.choice([1.1, -1.8, np.nan], ROWS).astype(np.float32),
        "housing": rng.choice([0, 1, np.nan], ROWS).astype(np.float32),
        "年龄": rng.normal(40, 12, ROWS).astype(np.float32),
        "rate": rng.choice([*np.arange(19) / 10 - 0.9, -0.0, np.nan], ROWS).astype(np.float32),
        "job title": pd.Categorical(rng.choice(["clerk", "nurse", None], ROWS)),
        "city": pd.Categorical(rng.choice(["Wien", "北京", "Zürich"], ROWS)),
    }
)
ENCODER = fit_encoder(
    FRAME,
    list(FRAME.columns),
    flags={"housing"},
    missing_words={"job title": ["unknown"]},
    exact={"年龄", "rate"},
)


PLATT = Calibrator(1.1, -0.3)


def _file(shape: Shape, seed: int = 0) -> tuple[Network, bytes]:
    import torch

    torch.manual_seed(seed)
    network = Network(ENCODER, shape).eval()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter += 0.05 * torch.randn_like(parameter)
    return network, _written(network, PLATT)


def _written(network: Network, calibrator: Calibrator) -> bytes:
    return build_onnx(ENCODER, Blend.of_one(network.weights()), calibrator=calibrator)


def _expected(network: Network, frame: pd.DataFrame) -> np.ndarray:
    logits = predict(network, ENCODER.encode(frame)).astype(np.float64)
    return 1 / (1 + np.exp(-(1.1 * logits - 0.3)))


@pytest.mark.parametrize(
    "shape", [*SHAPES.values(), SMALL_SHAPES["dcn"]], ids=[*SHAPES, "dcn of small tables"]
)
@pytest.mark.parametrize("rows", [1, 2, 7, 1000])
def test_file_and_network_agree_at_any_number_of_rows(shape: Shape, rows: int) -> None:
    network, content = _file(shape)
    found = Scorer(content).score_at_once(FRAME.iloc[:rows])
    np.testing.assert_allclose(found, _expected(network, FRAME.iloc[:rows]), atol=1e-6)


def test_an_isotonic_curve_and_a_blend_are_written_as_they_are_computed() -> None:
    curve = Calibrator(0.8, 0.1, ((-1.0, -2.0), (-0.2, -1.9), (0.5, 1.0)))
    first, second = _file(SHAPES["dcn"])[0], _file(SHAPES["tabm"], seed=1)[0]
    blend = Blend((first.weights(), second.weights()), (0.75, 0.5), 0.2)
    content = build_onnx(ENCODER, blend, calibrator=curve)
    z = [predict(network, ENCODER.encode(FRAME)).astype(np.float64) for network in (first, second)]
    expected = curve.probabilities(0.75 * z[0] + 0.5 * z[1] + 0.2)
    np.testing.assert_allclose(Scorer(content).score(FRAME), expected, atol=1e-6)


@pytest.mark.parametrize("curve", [PLATT, Calibrator(0.8, 0.1, ((-1.0, -2.0), (-0.2, -1.9), (0.5, 1.0)))])
def test_an_ensemble_tells_what_each_of_its_networks_says(curve: Calibrator) -> None:
    import torch

    network = _file(SHAPES["tabm"])[0]
    scorer = Scorer(_written(network, curve))
    rows = ENCODER.encode(FRAME)
    with torch.no_grad():
        logits = network(
            network.components_of(torch.from_numpy(rows.numbers)), torch.from_numpy(rows.codes)
        ).numpy()
    found = scorer.members(FRAME)
    assert found.shape == (ROWS, SHAPES["tabm"].members)
    np.testing.assert_allclose(found, curve.probabilities(logits), atol=1e-6)
    assert found.std(axis=1).max() > 1e-3
    np.testing.assert_allclose(
        scorer.score(FRAME), curve.probabilities(logits.astype(np.float64).mean(1)), atol=1e-6
    )


def test_other_networks_have_no_members_to_ask() -> None:
    content = _written(_file(DCN)[0], PLATT)
    assert [value.name for value in onnx.load_from_string(content).graph.output] == ["probability"]
    assert Scorer(content).members(FRAME).shape == (ROWS, 0)


SHARED = _file(DCN)


@pytest.mark.parametrize("layers", [0, 1, 2, 3])
def test_cross_layers_are_written_in_a_shorter_form_that_says_the_same(layers: int) -> None:
    network, content = _file(Shape(cross_layers=layers, members=2, hidden=(16,)))
    np.testing.assert_allclose(Scorer(content).score(FRAME), _expected(network, FRAME), atol=1e-6)


def test_components_that_fill_a_block_up_change_nothing_even_for_an_infinite_number() -> None:
    network, content = SHARED
    frame = FRAME.iloc[:2].copy()
    for name in ("emp.var.rate", "年龄"):
        frame[name] = np.array([np.inf, -np.inf], np.float32)
    np.testing.assert_allclose(Scorer(content).score(frame), _expected(network, frame), atol=1e-6)


cells = st.fixed_dictionaries(
    {
        "emp.var.rate": st.floats(width=32, allow_infinity=True, allow_nan=True),
        "housing": st.sampled_from([0.0, 1.0, float("nan")]),
        "年龄": st.floats(width=32, allow_nan=True),
        "rate": st.one_of(st.floats(width=32), st.sampled_from([0.0, -0.0, 0.1, 0.5])),
        "job title": st.one_of(st.none(), st.sampled_from(["clerk", "nurse"]), st.text(max_size=8)),
        "city": st.one_of(st.none(), st.text(max_size=8)),
    }
)


@settings(max_examples=60, deadline=None)
@given(st.lists(cells, min_size=1, max_size=5))
def test_file_and_network_agree_on_any_cells(rows: list[dict[str, object]]) -> None:
    frame = pd.DataFrame(rows, columns=list(FRAME.columns))
    for name in ("emp.var.rate", "housing", "年龄", "rate"):
        frame[name] = frame[name].astype(np.float32)
    for name in ("job title", "city"):
        frame[name] = frame[name].astype(object)
    network, content = SHARED
    words = frame.assign(**{"job title": frame["job title"].replace("unknown", None)})
    found = Scorer(content).score(frame)
    assert np.all((found >= 0) & (found <= 1))
    np.testing.assert_allclose(found, _expected(network, words), atol=1e-5)


def test_a_frequent_value_has_a_part_of_its_own_in_the_answer_and_its_neighbour_has_not() -> None:
    network, content = SHARED
    assert [ENCODER.numbers[exact.number].name for exact in ENCODER.exacts] == ["rate"]
    frame = FRAME.iloc[[0, 0, 0]].copy()
    tenth = np.float32(0.1)
    frame["rate"] = np.array([np.nextafter(tenth, np.float32(0)), tenth, np.nextafter(tenth, np.float32(1))])
    below, at, above = Scorer(content).score(frame)
    assert abs(below - above) < 1e-5 < abs(at - above)
    np.testing.assert_allclose([below, at, above], _expected(network, frame), atol=1e-6)


def test_the_inputs_are_the_tables_columns_and_take_raw_values() -> None:
    _, content = _file(DCN)
    session = onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"])
    assert {value.name: value.type for value in session.get_inputs()} == {
        "emp.var.rate": "tensor(float)",
        "housing": "tensor(string)",
        "年龄": "tensor(float)",
        "rate": "tensor(float)",
        "job title": "tensor(string)",
        "city": "tensor(string)",
    }
    assert [(value.name, value.shape) for value in session.get_outputs()] == [("probability", ["rows"])]

    def ask(housing: str, job: str) -> float:
        feed = {
            "emp.var.rate": np.array([1.1], np.float32),
            "housing": np.array([housing], dtype=object),
            "年龄": np.array([33], np.float32),
            "rate": np.array([0.1], np.float32),
            "job title": np.array([job], dtype=object),
            "city": np.array(["北京"], dtype=object),
        }
        return float(session.run(None, feed)[0][0])

    assert ask("yes", "clerk") == ask("1", "clerk") == ask("True", "clerk") != ask("no", "clerk")
    assert ask("yes", "") == ask("yes", "unknown") != ask("yes", "astronaut")


def test_flags_read_the_words_that_the_import_reads() -> None:
    assert [flag_number(word) for word in ("yes", "FALSE", "Y", "0", "否")] == [1, 0, 1, 0, 0]
    assert np.isnan(flag_number("maybe"))


def test_the_file_is_clean_and_uses_only_allowed_operators(trained: Trained) -> None:
    model = onnx.load_from_string(trained.onnx)
    assert {node.op_type for node in model.graph.node} <= set().union(*ALLOWED.values())
    assert not any(tensor.external_data for tensor in model.graph.initializer)
    assert [entry.key for entry in model.metadata_props] == [CARD_KEY]
    for trace in (b".py", str(Path.home()).encode(), b"/tmp/", b"torch/nn"):
        assert trace not in trained.onnx


def test_the_card_in_the_file_is_the_card_of_the_training(trained: Trained) -> None:
    metadata = onnx.load_from_string(trained.onnx).metadata_props
    assert ModelCard.model_validate_json(metadata[0].value) == trained.card
    assert trained.card.agreement <= 1e-6


def test_a_file_that_differs_from_the_trainer_is_not_accepted() -> None:
    expected = np.linspace(0, 1, 1000)
    assert require_agreement(lambda rows: expected[rows], expected) == 0
    with pytest.raises(AdManagerError, match="does not agree with the trainer"):
        require_agreement(lambda rows: expected[rows] + 2e-5, expected)
    with pytest.raises(AdManagerError, match="does not agree with the trainer"):
        require_agreement(lambda rows: expected[rows][:, None], expected)
