"""The gate for ONNX files from elsewhere: what is let in, and hostile files that are not."""

from __future__ import annotations

import io
import itertools
import pickle
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import pandas as pd
import pytest
from onnx import TensorProto, helper, numpy_helper

from admanager.jobs import Job
from admanager.learning import gate
from admanager.learning.families import Trained
from admanager.learning.gate import check_foreign, inspect
from admanager.learning.mapping import ColumnMapping
from admanager.learning.onnx_graph import ROWS, GraphBuilder
from admanager.learning.scoring import Scorer, open_session
from admanager.texts import AdManagerError, Cancelled


def _model(nodes: list[onnx.NodeProto], **parts: list[object]) -> bytes:
    """A model from x float [rows, 2] to y float [rows, 2]."""
    x = helper.make_tensor_value_info("x", TensorProto.FLOAT, ["rows", 2])
    y = helper.make_tensor_value_info("y", TensorProto.FLOAT, [None, 2])
    graph = helper.make_graph(nodes, "g", [x], [y], initializer=parts.get("initializer", []))
    opsets = [helper.make_opsetid("", 20), *parts.get("opsets", [])]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=9, functions=parts.get("functions", []))
    return bytes(model.SerializeToString())


def _outside(location: str, **keys: str) -> bytes:
    tensor = numpy_helper.from_array(np.ones((2,), np.float32), "w")
    tensor.ClearField("raw_data")
    tensor.data_location = TensorProto.EXTERNAL
    for key, value in {"location": location, **keys}.items():
        tensor.external_data.add(key=key, value=value)
    return _model(
        [helper.make_node("Add", ["x", "w"], ["s"]), helper.make_node("Sigmoid", ["s"], ["y"])],
        initializer=[tensor],
    )


def _endless_loop() -> bytes:
    body = helper.make_graph(
        [helper.make_node("Identity", ["go"], ["go_on"]), helper.make_node("Identity", ["value"], ["same"])],
        "body",
        [
            helper.make_tensor_value_info("i", TensorProto.INT64, []),
            helper.make_tensor_value_info("go", TensorProto.BOOL, []),
            helper.make_tensor_value_info("value", TensorProto.FLOAT, ["rows", 2]),
        ],
        [
            helper.make_tensor_value_info("go_on", TensorProto.BOOL, []),
            helper.make_tensor_value_info("same", TensorProto.FLOAT, ["rows", 2]),
        ],
    )
    constants = [
        numpy_helper.from_array(np.array(2**62, np.int64), "many"),
        numpy_helper.from_array(np.array(True), "yes"),
    ]
    return _model([helper.make_node("Loop", ["many", "yes", "x"], ["y"], body=body)], initializer=constants)


def _branch() -> bytes:
    def part(name: str) -> onnx.GraphProto:
        out = helper.make_tensor_value_info(name, TensorProto.FLOAT, ["rows", 2])
        return helper.make_graph([helper.make_node("Sigmoid", ["x"], [name])], name, [], [out])

    yes = numpy_helper.from_array(np.array(True), "yes")
    node = helper.make_node("If", ["yes"], ["y"], then_branch=part("a"), else_branch=part("b"))
    return _model([node], initializer=[yes])


def _doubling() -> bytes:
    nodes = [helper.make_node("Sigmoid", ["x"], ["t0"])]
    nodes += [helper.make_node("Concat", [f"t{n}"] * 2, [f"t{n + 1}"], axis=0) for n in range(40)]
    nodes += [helper.make_node("ReduceMean", ["t40", "axes"], ["y"], keepdims=1)]
    return _model(nodes, initializer=[numpy_helper.from_array(np.array([0]), "axes")])


def _larger_than_its_bytes() -> bytes:
    tensor = numpy_helper.from_array(np.ones((2,), np.float32), "w")
    tensor.dims[0] = 2**40
    nodes = [helper.make_node("ReduceSum", ["w"], ["s"]), helper.make_node("Add", ["x", "s"], ["y"])]
    return _model(nodes, initializer=[tensor])


def _expanding() -> bytes:
    shape = numpy_helper.from_array(np.array([2**40, 2]), "shape")
    one = numpy_helper.from_array(np.zeros((1, 2), np.float32), "one")
    nodes = [helper.make_node("Expand", ["one", "shape"], ["y"])]
    return _model(nodes, initializer=[shape, one])


def _nested(depth: int = 90) -> bytes:
    """A branch in a branch, written byte by byte, since no library writes messages that deep."""

    def field(number: int, content: bytes) -> bytes:
        size, length = len(content), b""
        while size > 127:
            length, size = length + bytes([size & 127 | 128]), size >> 7
        return bytes([number << 3 | 2]) + length + bytes([size]) + content

    graph = field(1, field(1, b"x") + field(2, b"inner") + field(4, b"Sigmoid")) + field(2, b"g")
    for _ in range(depth):
        # AttributeProto: name 1, g 6, type 20 (GRAPH is 5); NodeProto: input 1, output 2, op_type 4, attribute 5.
        attribute = field(1, b"then_branch") + field(6, graph) + bytes([160, 1, 5])
        node = field(1, b"yes") + field(2, b"inner") + field(4, b"If") + field(5, attribute)
        graph = field(1, node) + field(2, b"g")
    return bytes([8, 9]) + field(7, graph)


def _function() -> bytes:
    function = helper.make_function(
        "", "Mine", ["a"], ["b"], [helper.make_node("Sigmoid", ["a"], ["b"])], [helper.make_opsetid("", 20)]
    )
    return _model([helper.make_node("Mine", ["x"], ["y"])], functions=[function])


class _Tripwire:
    """Leaves a file behind where somebody unpickles it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self._path,)


def _pickled(kind: str, path: Path) -> bytes:
    """What training programs write that runs code as it is read: a pickle by itself, in an archive, in arrays."""
    content = io.BytesIO()
    if kind == "pickle":
        return pickle.dumps(_Tripwire(path))
    if kind == "archive":
        with zipfile.ZipFile(content, "w") as archive:
            archive.writestr("archive/data.pkl", pickle.dumps(_Tripwire(path)))
    else:
        np.savez(content, weights=np.array([_Tripwire(path)], dtype=object))
    return content.getvalue()


def _of_the_future() -> bytes:
    model = onnx.load_from_string(_model([helper.make_node("Sigmoid", ["x"], ["y"])]))
    model.ir_version = 99
    return bytes(model.SerializeToString())


def _chain(length: int = 50_001) -> bytes:
    names = ["x", *(f"t{place}" for place in range(length - 1)), "y"]
    return _model([helper.make_node("Identity", [one], [two]) for one, two in itertools.pairwise(names)])


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "a loop": (_endless_loop, "uses the operator Loop"),
    "a branch": (_branch, "uses the operator If"),
    "weights beside the file": (lambda: _outside("weights.bin"), "keeps data outside the file"),
    "weights in another folder": (lambda: _outside("../../etc/passwd"), "keeps data outside the file"),
    "weights at an absolute path": (lambda: _outside("/etc/passwd"), "keeps data outside the file"),
    "weights behind the end of a file": (
        lambda: _outside("here.onnx", offset="1000000000000", length="8"),
        "keeps data outside the file",
    ),
    "weights at a place before the file": (
        lambda: _outside("here.onnx", offset="-8", length="8"),
        "keeps data outside the file",
    ),
    "ninety branches in each other": (_nested, "uses the operator If|not an ONNX model"),
    "a foreign operator": (
        lambda: _model(
            [helper.make_node("Evil", ["x"], ["y"], domain="com.evil")],
            opsets=[helper.make_opsetid("com.evil", 1)],
        ),
        "operators of the foreign domain com.evil",
    ),
    "a function of its own": (_function, "defines functions of its own"),
    "randomness": (
        lambda: _model([helper.make_node("RandomUniformLike", ["x"], ["y"])]),
        "uses the operator RandomUniformLike",
    ),
    "a version that is not known yet": (_of_the_future, "not a valid ONNX model"),
    "more than fifty thousand operators in a row": (_chain, "too many nodes"),
    "text": (lambda: b"hello", "not an ONNX model"),
    "nothing": (lambda: b"", "not an ONNX model"),
    "half a file": (
        lambda: _model([helper.make_node("Sigmoid", ["x"], ["y"])])[:40],
        "not an? (valid )?ONNX model",
    ),
    "an operator without its input": (
        lambda: _model([helper.make_node("Sigmoid", ["gone"], ["y"])]),
        "not a valid ONNX model",
    ),
    "numbers that are no probabilities": (
        lambda: _model([helper.make_node("Identity", ["x"], ["y"])]),
        "none of its outputs is a probability",
    ),
    "answers that are not numbers": (
        lambda: _model(
            [helper.make_node("Sub", ["x", "x"], ["z"]), helper.make_node("Div", ["z", "z"], ["y"])]
        ),
        "none of its outputs is a probability",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_the_reason(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "limit_memory", lambda: None)
    content, reason = HOSTILE[name]
    with pytest.raises(AdManagerError, match=f"The ONNX file was refused: .*{reason}"):
        inspect(content(), job=Job())


@pytest.mark.parametrize("kind", ["pickle", "archive", "arrays"])
def test_what_runs_code_as_it_is_read_is_refused_unread(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "limit_memory", lambda: None)
    trace = tmp_path / "it ran"
    content = _pickled(kind, trace)
    with pytest.raises(AdManagerError, match=r"not an? (valid )?ONNX model"):
        inspect(content, job=Job())
    assert not trace.exists()
    if kind == "pickle":
        pickle.loads(content)
        assert trace.exists(), "the tripwire works"


def test_a_file_that_eats_memory_takes_only_the_child_along() -> None:
    with pytest.raises(
        AdManagerError, match=r"was refused: (it fails on a trial row|it needs too much memory)"
    ):
        check_foreign(_doubling())


@pytest.mark.parametrize("make", [_larger_than_its_bytes, _expanding])
def test_a_file_that_asks_for_more_than_there_is_harms_nobody(make: Callable[[], bytes]) -> None:
    with pytest.raises(AdManagerError, match="The ONNX file was refused"):
        check_foreign(make())


def test_a_link_to_weights_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.bin"
    secret.write_bytes(np.ones(2, np.float32).tobytes())
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "weights.bin").symlink_to(secret)
    (folder / "model.onnx").write_bytes(_outside("weights.bin"))
    with pytest.raises(AdManagerError, match="keeps data outside the file"):
        check_foreign(folder / "model.onnx")


def test_a_model_that_doubles_its_memory_in_this_process_is_stopped_by_the_arena() -> None:
    session = open_session(_doubling())
    with pytest.raises(Exception, match=r"(?i)memory|alloc|arena"):
        session.run(None, {"x": np.zeros((64, 2), np.float32)})


def test_a_run_that_takes_too_long_is_ended_by_cancelling() -> None:
    mapping = ColumnMapping(inputs={"x": ["a", "b"]}, output="y", output_column=1)
    scorer = Scorer(_endless_loop(), mapping)
    frame = pd.DataFrame({"a": [0.5], "b": [0.5]})

    class Impatient(Job):
        asked = 0

        def check_cancelled(self) -> None:
            self.asked += 1
            if self.asked > 2:
                raise Cancelled

    with pytest.raises(Cancelled):
        scorer.score(frame, job=Impatient())


def test_a_file_that_does_not_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "TRIAL_SECONDS", 0.0)
    with pytest.raises(AdManagerError, match=r"trial run did not end within 0 seconds"):
        check_foreign(_model([helper.make_node("Sigmoid", ["x"], ["y"])]))


def test_a_file_that_is_too_large_is_not_even_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "MAX_BYTES", 10)
    path = tmp_path / "large.onnx"
    path.write_bytes(b"0" * 11)
    with pytest.raises(AdManagerError, match="at most 0 MB are taken"):
        check_foreign(path)
    with pytest.raises(AdManagerError, match="There is no file"):
        check_foreign(tmp_path / "gone.onnx")


def test_our_own_file_passes_with_its_card(trained: Trained) -> None:
    report = check_foreign(trained.onnx)
    assert report.card == trained.card
    assert report.probabilities == ("probability",)
    assert {value.name for value in report.inputs} == {entry.name for entry in trained.card.inputs}
    assert report.producer.startswith("admanager ")


def test_a_foreign_classifier_reports_its_interface() -> None:
    graph = GraphBuilder("foreign")
    value = graph.linear(graph.input("x", "float32", [ROWS, 3]), np.ones((2, 3), np.float32), None)
    graph.output("label", graph.node("ArgMax", [value], {"axis": 1, "keepdims": 0}), "int64", [ROWS])
    graph.output("probabilities", graph.node("Softmax", [value], {"axis": 1}), "float32", [ROWS, 2])
    report = inspect_here(graph.build())
    assert [(value.name, value.element, value.shape) for value in report.inputs] == [
        ("x", "float", (None, 3))
    ]
    assert [value.name for value in report.outputs] == ["label", "probabilities"]
    assert report.probabilities == ("probabilities",)
    assert report.card is None


def inspect_here(content: bytes) -> gate.GateReport:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gate, "limit_memory", lambda: None)
        return inspect(content, job=Job())
