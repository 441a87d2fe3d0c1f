"""Models as another tool's converter writes them: a label and a sequence of maps, one input a column."""

from __future__ import annotations

import numpy as np
import onnx
from onnx import TensorProto, helper

from admanager.learning.mapping import likely_column, likely_output, map_by_name
from admanager.learning.scoring import Scorer
from tests.learning.test_gate import inspect_here


def converted_model() -> bytes:
    """What a converter makes of a logistic regression on `emp_var_rate` and `age`, with a ZipMap at its end."""
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, [None, 1]) for name in ("emp_var_rate", "age")
    ]
    nodes = [
        helper.make_node("Concat", ["emp_var_rate", "age"], ["features"], axis=1),
        helper.make_node(
            "LinearClassifier",
            ["features"],
            ["label", "raw"],
            domain="ai.onnx.ml",
            coefficients=[0.0, 0.0, 1.0, 0.5],
            intercepts=[0.0, -1.0],
            classlabels_ints=[0, 1],
            post_transform="SOFTMAX",
        ),
        helper.make_node(
            "ZipMap", ["raw"], ["output_probability"], domain="ai.onnx.ml", classlabels_int64s=[0, 1]
        ),
    ]
    label = helper.make_tensor_value_info("label", TensorProto.INT64, [None])
    maps = helper.make_value_info(
        "output_probability",
        helper.make_sequence_type_proto(
            helper.make_map_type_proto(
                TensorProto.INT64, helper.make_tensor_type_proto(TensorProto.FLOAT, [])
            )
        ),
    )
    graph = helper.make_graph(nodes, "converted", inputs, [label, maps])
    opsets = [helper.make_opsetid("", 20), helper.make_opsetid("ai.onnx.ml", 3)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=9, producer_name="converter")
    onnx.checker.check_model(model)
    return bytes(model.SerializeToString())


def test_a_converted_classifier_is_mapped_by_its_inputs_names() -> None:
    import pandas as pd

    report = inspect_here(converted_model())
    assert report.probabilities == ("output_probability",)
    output = likely_output(report.outputs)
    assert output is not None
    assert (output.name, likely_column(output)) == ("output_probability", 1)
    # The converter has turned the dots of emp.var.rate into underscores.
    mapping = map_by_name(report.inputs, report.outputs, ["age", "job", "emp.var.rate"])
    assert mapping is not None
    assert mapping.inputs == {"emp_var_rate": ["emp.var.rate"], "age": ["age"]}
    frame = pd.DataFrame({"age": [1.0, 2.0, 4.0], "emp.var.rate": [0.0, 1.0, -1.0]})
    z = frame["emp.var.rate"] + 0.5 * frame["age"] - 1
    np.testing.assert_allclose(
        Scorer(converted_model(), mapping).score(frame), 1 / (1 + np.exp(-z)), atol=1e-6
    )


def test_an_input_without_a_column_of_its_name_is_not_guessed() -> None:
    report = inspect_here(converted_model())
    assert map_by_name(report.inputs, report.outputs, ["age"]) is None
