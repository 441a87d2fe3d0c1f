"""A small typed builder of ONNX graphs; it knows the file format, not what a network means.

Networks are written out by hand instead of by torch's exporter: the file then holds what was meant and
nothing else (no source lines, no paths, no second weights file), the same weights give the same bytes, and
neither torch nor onnxscript is needed where a graph is built.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from admanager import __version__

if TYPE_CHECKING:
    import onnx

# The versions that belong together in ONNX 1.15, which every later runtime reads.
IR_VERSION = 9
OPSET = 20
ML_OPSET = 4
ML_DOMAIN = "ai.onnx.ml"
ROWS = "rows"

ElementType = Literal["float32", "float64", "int64", "int32", "uint8", "bool", "string"]
Dimension = int | str | None


class GraphBuilder:
    """Collects inputs, initialisers and nodes, and turns them into the bytes of one self-contained model.

    Values are named by strings, as in ONNX: `input`, `constant` and `node` return the name of what they
    made. Names made here start with a slash, so that they never meet the name of a table's column; they
    count upwards, so that the same calls give the same bytes.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._inputs: list[onnx.ValueInfoProto] = []
        self._outputs: list[onnx.ValueInfoProto] = []
        self._initialisers: list[onnx.TensorProto] = []
        self._nodes: list[onnx.NodeProto] = []
        self._metadata: dict[str, str] = {}
        self._known: dict[tuple[str, tuple[int, ...], bytes], str] = {}
        self._taken: set[str] = set()
        self._uses_ml = False

    def input(self, name: str, element_type: ElementType, shape: Sequence[Dimension]) -> str:
        """Declare a graph input; a string in `shape` is a symbolic size such as `ROWS`."""
        self._inputs.append(self._value_info(name, element_type, shape))
        return self._claim(name)

    def output(self, name: str, value: str, element_type: ElementType, shape: Sequence[Dimension]) -> None:
        """Give `value` out of the graph under `name`."""
        from onnx import helper

        self._outputs.append(self._value_info(name, element_type, shape))
        self._nodes.append(helper.make_node("Identity", [value], [self._claim(name)]))

    def constant(self, values: NDArray[Any] | Sequence[Any], hint: str = "constant") -> str:
        """Store an array as an initialiser and return its name; equal arrays are stored once.

        Text arrays become string tensors. Python floats become float32 and whole numbers int64, ONNX's
        usual types; an array keeps the type that it has.
        """
        from onnx import TensorProto, helper, numpy_helper

        array = _as_array(values)
        if array.dtype == object:
            content: Any = [str(item).encode() for item in array.ravel()]
            key = ("string", array.shape, repr(content).encode())
        else:
            key = (array.dtype.str, array.shape, array.tobytes())
        if key in self._known:
            return self._known[key]
        name = self._fresh(hint)
        if array.dtype == object:
            tensor = helper.make_tensor(name, TensorProto.STRING, array.shape, content)
        else:
            tensor = numpy_helper.from_array(np.ascontiguousarray(array).reshape(array.shape), name)
        self._initialisers.append(tensor)
        self._known[key] = name
        return name

    def node(
        self,
        operator: str,
        inputs: Sequence[str],
        attributes: Mapping[str, object] | None = None,
        *,
        domain: str = "",
        hint: str = "",
    ) -> str:
        """Add one operator with one output and return that output's name.

        An empty input name leaves an optional input out. Array attributes become tensors.
        """
        return self.node_outputs(operator, inputs, 1, attributes, domain=domain, hint=hint)[0]

    def node_outputs(
        self,
        operator: str,
        inputs: Sequence[str],
        count: int,
        attributes: Mapping[str, object] | None = None,
        *,
        domain: str = "",
        hint: str = "",
    ) -> list[str]:
        """Add one operator with `count` outputs, such as Split or TopK, and return their names."""
        from onnx import helper, numpy_helper

        if domain not in {"", ML_DOMAIN}:
            raise ValueError(f"the operator domain {domain!r} is not used in this program's models")
        self._uses_ml |= domain == ML_DOMAIN
        outputs = [self._fresh(hint or operator.lower()) for _ in range(count)]
        given: dict[str, Any] = {
            name: numpy_helper.from_array(value) if isinstance(value, np.ndarray) else value
            for name, value in (attributes or {}).items()
        }
        self._nodes.append(
            helper.make_node(operator, list(inputs), outputs, name=outputs[0], domain=domain, **given)
        )
        return outputs

    def linear(
        self, value: str, weight: NDArray[Any], bias: NDArray[Any] | None, hint: str = "linear"
    ) -> str:
        """Return `value @ weight.T + bias`; `value` is [rows, in], `weight` [out, in] as in torch, `bias` [out]."""
        inputs = [value, self.constant(weight, f"{hint}.weight")]
        if bias is not None:
            inputs.append(self.constant(bias, f"{hint}.bias"))
        return self.node("Gemm", inputs, {"transB": 1}, hint=hint)

    def relu(self, value: str) -> str:
        """Return max(value, 0)."""
        return self.node("Relu", [value])

    def sigmoid(self, value: str) -> str:
        """Return 1 / (1 + exp(-value))."""
        return self.node("Sigmoid", [value])

    def concat(self, values: Sequence[str], axis: int = 1) -> str:
        """Join values along `axis`; a single value is returned as it is."""
        return values[0] if len(values) == 1 else self.node("Concat", values, {"axis": axis})

    def reshape(self, value: str, shape: Sequence[int]) -> str:
        """Return `value` with another shape; -1 is worked out, 0 keeps that size."""
        return self.node("Reshape", [value, self.constant(np.array(shape, dtype=np.int64), "shape")])

    def describe(self, key: str, value: str) -> None:
        """Put one entry, such as the model card, into the file's metadata."""
        self._metadata[key] = value

    def build(self) -> bytes:
        """Return the model as bytes, after ONNX's full check with shape inference.

        Raises `onnx.checker.ValidationError` or `onnx.shape_inference.InferenceError`, both faults of the
        caller's graph.
        """
        import onnx
        from onnx import helper

        graph = helper.make_graph(
            self._nodes, self.name, self._inputs, self._outputs, initializer=self._initialisers
        )
        opsets = [helper.make_opsetid("", OPSET)]
        if self._uses_ml:
            opsets.append(helper.make_opsetid(ML_DOMAIN, ML_OPSET))
        model = helper.make_model(
            graph,
            opset_imports=opsets,
            ir_version=IR_VERSION,
            producer_name="admanager",
            producer_version=__version__,
        )
        helper.set_model_props(model, dict(sorted(self._metadata.items())))
        onnx.checker.check_model(model, full_check=True)
        content: bytes = model.SerializeToString(deterministic=True)
        return content

    def _value_info(
        self, name: str, element_type: ElementType, shape: Sequence[Dimension]
    ) -> onnx.ValueInfoProto:
        from onnx import TensorProto, helper

        kinds = {
            "float32": TensorProto.FLOAT,
            "float64": TensorProto.DOUBLE,
            "int64": TensorProto.INT64,
            "int32": TensorProto.INT32,
            "uint8": TensorProto.UINT8,
            "bool": TensorProto.BOOL,
            "string": TensorProto.STRING,
        }
        return helper.make_tensor_value_info(name, kinds[element_type], list(shape))

    def _fresh(self, hint: str) -> str:
        return self._claim(f"/{hint}_{len(self._taken)}")

    def _claim(self, name: str) -> str:
        if not name or name in self._taken:
            raise ValueError(f"the name {name!r} is used twice in the graph {self.name!r}")
        self._taken.add(name)
        return name


def _as_array(values: NDArray[Any] | Sequence[Any]) -> NDArray[Any]:
    array = np.asarray(values)
    if isinstance(values, np.ndarray) and array.dtype.kind not in "UO":
        return array
    if array.dtype.kind == "f":
        return array.astype(np.float32)
    if array.dtype.kind in "UO":
        return array.astype(object)
    return array.astype(np.int64) if array.dtype.kind == "i" else array
