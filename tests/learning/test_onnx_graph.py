"""The graph builder: what it builds runs, is deterministic and holds nothing that was not asked for."""

from __future__ import annotations

import numpy as np
import onnx
import onnxruntime
import pytest

from admanager.learning.onnx_graph import IR_VERSION, ML_DOMAIN, ML_OPSET, OPSET, ROWS, GraphBuilder


def _two_layers(seed: int = 0) -> GraphBuilder:
    rng = np.random.default_rng(seed)
    graph = GraphBuilder("two layers")
    value = graph.input("x", "float32", [ROWS, 3])
    value = graph.relu(
        graph.linear(value, rng.normal(size=(4, 3)).astype(np.float32), np.ones(4, np.float32))
    )
    value = graph.sigmoid(graph.linear(value, rng.normal(size=(1, 4)).astype(np.float32), None))
    graph.output("y", graph.reshape(value, [-1]), "float32", [ROWS])
    graph.describe("card", '{"a": 1}')
    return graph


def _run(content: bytes, feed: dict[str, np.ndarray]) -> list[np.ndarray]:
    session = onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"])
    return session.run(None, feed)


@pytest.mark.parametrize("rows", [1, 2, 7])
def test_a_built_network_computes_what_numpy_computes_at_any_number_of_rows(rows: int) -> None:
    rng = np.random.default_rng(0)
    first, second = rng.normal(size=(4, 3)).astype(np.float32), rng.normal(size=(1, 4)).astype(np.float32)
    x = np.random.default_rng(1).normal(size=(rows, 3)).astype(np.float32)
    expected = 1 / (1 + np.exp(-(np.maximum(x @ first.T + 1, 0) @ second.T)))
    (y,) = _run(_two_layers().build(), {"x": x})
    assert y.shape == (rows,)
    np.testing.assert_allclose(y, expected[:, 0], atol=1e-6)


def test_the_same_calls_give_the_same_bytes() -> None:
    assert _two_layers().build() == _two_layers().build()
    assert _two_layers(0).build() != _two_layers(1).build()


def test_the_file_says_its_versions_and_its_metadata() -> None:
    model = onnx.load_from_string(_two_layers().build())
    assert model.ir_version == IR_VERSION
    assert [(entry.domain, entry.version) for entry in model.opset_import] == [("", OPSET)]
    assert {entry.key: entry.value for entry in model.metadata_props} == {"card": '{"a": 1}'}
    assert all(node.doc_string == "" and not node.metadata_props for node in model.graph.node)


def test_text_is_looked_up_by_the_machine_learning_operators() -> None:
    graph = GraphBuilder("lookup")
    city = graph.input("city", "string", [ROWS])
    attributes = {"keys_strings": ["Graz", "Wien"], "values_int64s": [2, 3], "default_int64": 0}
    codes = graph.node("LabelEncoder", [city], attributes, domain=ML_DOMAIN)
    missing = graph.node("Equal", [city, graph.constant([""])])
    graph.output("code", graph.node("Where", [missing, graph.constant([1]), codes]), "int64", [ROWS])
    content = graph.build()
    assert [(entry.domain, entry.version) for entry in onnx.load_from_string(content).opset_import] == [
        ("", OPSET),
        (ML_DOMAIN, ML_OPSET),
    ]
    (codes_found,) = _run(content, {"city": np.array(["Wien", "", "Linz", "Graz"], dtype=object)})
    assert codes_found.tolist() == [3, 1, 0, 2]


def test_equal_constants_are_stored_once_and_different_ones_apart() -> None:
    graph = GraphBuilder("constants")
    assert graph.constant([1.0, 2.0]) == graph.constant(np.array([1, 2], dtype=np.float32))
    assert graph.constant([1, 2]) != graph.constant([1.0, 2.0])
    assert graph.constant(["a", "b"]) != graph.constant(["ab"])
    assert graph.constant([1, 2]) != graph.constant([[1, 2]])


def test_a_name_used_twice_is_refused() -> None:
    graph = GraphBuilder("twice")
    graph.input("age", "float32", [ROWS])
    with pytest.raises(ValueError, match="'age' is used twice"):
        graph.input("age", "float32", [ROWS])


def test_a_graph_with_wrong_shapes_is_refused() -> None:
    graph = GraphBuilder("wrong")
    value = graph.input("x", "float32", [ROWS, 3])
    graph.output("y", graph.linear(value, np.ones((1, 4), np.float32), None), "float32", [ROWS, 1])
    with pytest.raises(onnx.shape_inference.InferenceError):
        graph.build()


def test_foreign_operator_domains_are_refused() -> None:
    with pytest.raises(ValueError, match=r"com\.example"):
        GraphBuilder("foreign").node("Anything", [], domain="com.example")
