"""Writing a model of sequences as one self-contained ONNX file: raw events in, finished answer out.

One input a column of the events, [rows, steps] (strings, "" where missing; float32, NaN where missing; the time
in UTC seconds as float64), and `/length` int64 [rows], the number of events of each row. What stands behind a
row's last event is not looked at. A yes or no gives `probability` float32 [rows]. What comes next gives
`probability` [rows, items], `/item` string [rows, 10] and `/item_probability` [rows, 10], the likeliest first, and `/table_probability` [rows, items], what the
lookup table alone says.
The file holds the words of every column, the lookup tables and the names of the items.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from admanager.learning.behaviour_weights import (
    AttentionWeights,
    BehaviourWeights,
    Cell,
    ConvolutionWeights,
    NextWeights,
)
from admanager.learning.card import CARD_KEY, PROBABILITY, ModelCard
from admanager.learning.markov import Table
from admanager.learning.onnx_graph import ML_DOMAIN, ROWS, GraphBuilder
from admanager.learning.ranking import CUT
from admanager.learning.sequence_features import FIRST_LEVEL, GAP, MISSING, OTHER, EventEncoder, EventFeature
from admanager.learning.weights import Linear

STEPS = "steps"
LENGTH = "/length"
ITEM, ITEM_PROBABILITY = "/item", "/item_probability"
TABLE_PROBABILITY = "/table_probability"
ITEMS_KEY = "admanager.items"

_INT64, _INT32, _FLOAT, _DOUBLE = 7, 6, 1, 11
_FUTURE = -1e9


@dataclass(frozen=True)
class NextHead:
    """What a model of the next item has on top: its weights, both lookup tables and which feature is the item."""

    weights: NextWeights
    first: Table
    second: Table
    feature: str


def build_yes(
    encoder: EventEncoder,
    weights: BehaviourWeights,
    *,
    slope: float,
    intercept: float,
    card: ModelCard | None,
) -> bytes:
    """Return the file of a yes or no; `slope` and `intercept` are Platt's."""
    graph = GraphBuilder("admanager_behaviour")
    events = _Events(graph, encoder)
    state = events.state(weights.encoder, events.embedded(weights.table))
    logit = graph.linear(state, weights.out.weight, weights.out.bias, "logit")
    scaled = graph.node("Mul", [logit, graph.constant(np.array(slope, np.float32), "slope")])
    shifted = graph.node("Add", [scaled, graph.constant(np.array(intercept, np.float32), "intercept")])
    graph.output(PROBABILITY, graph.reshape(graph.sigmoid(shifted), [-1]), "float32", [ROWS])
    return _finished(graph, card)


def build_next(
    encoder: EventEncoder, weights: BehaviourWeights, head: NextHead, *, card: ModelCard | None
) -> bytes:
    """Return the file of what comes next."""
    graph = GraphBuilder("admanager_next")
    events = _Events(graph, encoder)
    items = events.items(head.feature)
    inputs = graph.concat([events.embedded(weights.table), _vectors(graph, head, items)], axis=2)
    state = events.state(weights.encoder, inputs)
    scores = _next_scores(graph, events, items, inputs, state, head)
    probability = graph.node("Softmax", [scores], {"axis": 1})
    names = encoder.features[encoder.place(head.feature)].level_names()
    shown = min(CUT, len(names))
    best, places = graph.node_outputs("TopK", [probability, graph.constant([shown], "shown")], 2, {"axis": 1})
    named = graph.node(
        "Gather", [graph.constant(np.array(names, dtype=object), "names"), places], {"axis": 0}
    )
    graph.output(PROBABILITY, probability, "float32", [ROWS, len(names)])
    graph.output(ITEM, named, "string", [ROWS, shown])
    graph.output(ITEM_PROBABILITY, best, "float32", [ROWS, shown])
    by_table = graph.node(
        "Exp", [graph.node("Gather", [graph.constant(head.first, "first"), events.at(items)], {"axis": 0})]
    )
    graph.output(TABLE_PROBABILITY, by_table, "float32", [ROWS, len(names)])
    graph.describe(ITEMS_KEY, json.dumps(names, ensure_ascii=False))
    return _finished(graph, card)


def _finished(graph: GraphBuilder, card: ModelCard | None) -> bytes:
    if card is not None:
        graph.describe(CARD_KEY, card.model_dump_json())
    return graph.build()


class _Events:
    """The inputs of a graph: codes of every column, and the place of each row's last event."""

    def __init__(self, graph: GraphBuilder, encoder: EventEncoder) -> None:
        self.graph = graph
        self.encoder = encoder
        self.codes = {
            feature.name: self._coded(feature, int(offset))
            for feature, offset in zip(encoder.features, encoder.offsets, strict=True)
        }
        given = graph.input(LENGTH, "int64", [ROWS])
        first = next(iter(self.codes.values()))
        self.steps = graph.node(
            "Gather", [graph.node("Shape", [first]), graph.constant([1], "axis")], {"axis": 0}
        )
        self.length = graph.node(
            "Min", [graph.node("Max", [given, graph.constant([1], "axis")]), self.steps], hint="length"
        )

    def embedded(self, table: NDArray[np.float32]) -> str:
        """Return the embedded events, [rows, steps, width]."""
        graph = self.graph
        joined = graph.concat([self._unsqueezed(codes, 2) for codes in self.codes.values()], axis=2)
        rows = graph.node("Gather", [graph.constant(table, "table"), joined], {"axis": 0}, hint="embedding")
        return graph.reshape(rows, [0, 0, len(self.codes) * table.shape[1]])

    def items(self, name: str) -> str:
        """Return the items of the events, [rows, steps]; the number of items stands for an unknown one."""
        graph, place = self.graph, self.encoder.place(name)
        start = int(self.encoder.offsets[place]) + FIRST_LEVEL
        unknown = self.encoder.features[place].size - FIRST_LEVEL
        shifted = graph.node("Sub", [self.codes[name], graph.constant([start], "start")])
        is_unknown = graph.node("Less", [shifted, graph.constant([0], "none")])
        return graph.node("Where", [is_unknown, graph.constant([unknown], "unknown"), shifted], hint="items")

    def at(self, value: str, back: int = 1) -> str:
        """Return what `value` [rows, steps, ...] has `back` events before the end; its first where there is none."""
        graph = self.graph
        place = graph.node("Sub", [self.length, graph.constant([back], "back")])
        place = graph.node("Max", [place, graph.constant([0], "none")])
        return graph.node("GatherND", [value, self._unsqueezed(place, 1)], {"batch_dims": 1})

    def is_there(self) -> str:
        """Return which places hold an event of the row, bool [rows, steps]."""
        return self.graph.node("Less", [self._places(), self._unsqueezed(self.length, 1)])

    def mean(self, value: str) -> str:
        """Return the mean of `value` [rows, steps, size] over each row's events."""
        graph = self.graph
        there = self._unsqueezed(graph.node("Cast", [self.is_there()], {"to": _FLOAT}), 2)
        total = graph.node(
            "ReduceSum", [graph.node("Mul", [value, there]), graph.constant([1], "axis")], {"keepdims": 0}
        )
        count = self._unsqueezed(graph.node("Cast", [self.length], {"to": _FLOAT}), 1)
        return graph.node("Div", [total, count], hint="mean")

    def state(self, encoder: Cell | ConvolutionWeights | AttentionWeights, events: str) -> str:
        """Return the encoder's state after each row's last event, [rows, size]."""
        if isinstance(encoder, Cell):
            return self._recurrent(encoder, events)
        states = (
            self._convolved(encoder, events)
            if isinstance(encoder, ConvolutionWeights)
            else self._attended(encoder, events)
        )
        return self.at(states)

    def _places(self) -> str:
        graph = self.graph
        steps = graph.node("Squeeze", [self.steps, graph.constant([0], "axis")])
        zero, one = (
            graph.constant(np.array(0, np.int64), "zero"),
            graph.constant(np.array(1, np.int64), "one"),
        )
        return graph.node("Range", [zero, steps, one], hint="places")

    def _unsqueezed(self, value: str, axis: int) -> str:
        return self.graph.node("Unsqueeze", [value, self.graph.constant([axis], "axis")])

    def _coded(self, feature: EventFeature, offset: int) -> str:
        graph = self.graph
        if feature.is_text:
            words = graph.input(feature.name, "string", [ROWS, STEPS])
            missing = dict.fromkeys(("", *feature.missing_words), offset + MISSING)
            known = missing | {word: offset + FIRST_LEVEL + i for i, word in enumerate(feature.words)}
            attributes = {
                "keys_strings": list(known),
                "values_int64s": list(known.values()),
                "default_int64": offset + OTHER,
            }
            return graph.node("LabelEncoder", [words], attributes, domain=ML_DOMAIN)
        numbers = self._gaps() if feature.name == GAP else graph.input(feature.name, "float32", [ROWS, STEPS])
        if feature.values:
            attributes = {
                "keys_floats": list(feature.values),
                "values_int64s": [offset + FIRST_LEVEL + i for i in range(len(feature.values))],
                "default_int64": offset + OTHER,
            }
            codes = graph.node("LabelEncoder", [numbers], attributes, domain=ML_DOMAIN)
        else:
            edges = graph.constant(np.array(feature.edges, dtype=np.float32), "edges")
            above = graph.node("Greater", [self._unsqueezed(numbers, 2), edges])
            counted = graph.node(
                "ReduceSum",
                [graph.node("Cast", [above], {"to": _INT64}), graph.constant([2], "axis")],
                {"keepdims": 0},
            )
            codes = graph.node("Add", [counted, graph.constant([offset + FIRST_LEVEL], "start")])
        missing_code = graph.constant([offset + MISSING], "missing")
        return graph.node("Where", [graph.node("IsNaN", [numbers]), missing_code, codes])

    def _gaps(self) -> str:
        """Return log(1 + seconds since the last event), NaN at the first."""
        graph = self.graph
        times = graph.input(self.encoder.time_column, "float64", [ROWS, STEPS])
        start, end = graph.constant([0], "start"), graph.constant([-1], "end")
        earlier = graph.node("Slice", [times, start, end, graph.constant([1], "axis")])
        pads = graph.constant([0, 1, 0, 0], "pads")
        nothing = graph.constant(np.array(np.nan, np.float64), "nothing")
        before = graph.node("Pad", [earlier, pads, nothing])
        passed = graph.node("Sub", [times, before])
        known = graph.node("Max", [passed, graph.constant(np.array(0.0, np.float64), "zero")])
        logs = graph.node(
            "Log", [graph.node("Add", [known, graph.constant(np.array(1.0, np.float64), "one")])]
        )
        nan = graph.constant(np.array(np.nan, np.float32), "nan")
        return graph.node(
            "Where",
            [graph.node("IsNaN", [passed]), nan, graph.node("Cast", [logs], {"to": _FLOAT})],
            hint="gap",
        )

    def _recurrent(self, cell: Cell, events: str) -> str:
        graph = self.graph
        size = cell.of_state.shape[1]
        # torch has i f g o and r z n; ONNX has i o f g and z r n.
        order = [0, 3, 1, 2] if cell.kind == "lstm" else [1, 0, 2]

        def gates(values: NDArray[np.float32]) -> NDArray[np.float32]:
            return np.concatenate([values[gate * size : (gate + 1) * size] for gate in order])

        bias = np.concatenate([gates(cell.input_bias), gates(cell.state_bias)])
        inputs = [
            graph.node("Transpose", [events], {"perm": [1, 0, 2]}),
            graph.constant(gates(cell.of_input)[None], "of_input"),
            graph.constant(gates(cell.of_state)[None], "of_state"),
            graph.constant(bias[None], "bias"),
            graph.node("Cast", [self.length], {"to": _INT32}),
        ]
        attributes: dict[str, object] = {"hidden_size": size}
        if cell.kind == "gru":
            attributes["linear_before_reset"] = 1
        _, last = graph.node_outputs(cell.kind.upper(), inputs, 2, attributes)
        return graph.node("Squeeze", [last, graph.constant([0], "axis")], hint="state")

    def _linear(self, value: str, layer: Linear) -> str:
        product = self.graph.node("MatMul", [value, self.graph.constant(layer.weight.T, "weight")])
        return self.graph.node("Add", [product, self.graph.constant(layer.bias, "bias")])

    def _convolved(self, encoder: ConvolutionWeights, events: str) -> str:
        graph = self.graph
        value = graph.node(
            "Transpose", [graph.relu(self._linear(events, encoder.start))], {"perm": [0, 2, 1]}
        )
        for number, layer in enumerate(encoder.layers):
            dilation = 2**number
            reach = layer.weight.shape[2]
            inputs = [value, graph.constant(layer.weight, "kernel"), graph.constant(layer.bias, "bias")]
            attributes = {
                "dilations": [dilation],
                "pads": [(reach - 1) * dilation, 0],
                "kernel_shape": [reach],
            }
            value = graph.node("Add", [value, graph.relu(graph.node("Conv", inputs, attributes))])
        return graph.node("Transpose", [value], {"perm": [0, 2, 1]})

    def _attended(self, encoder: AttentionWeights, events: str) -> str:
        graph = self.graph
        places = graph.node("Cast", [self._places()], {"to": _FLOAT})
        distance = graph.node("Sub", [self._unsqueezed(places, 1), self._unsqueezed(places, 0)])
        future = graph.node("Less", [distance, graph.constant(np.array(0.0, np.float32), "zero")])
        value = self._linear(events, encoder.start)
        size = encoder.start.weight.shape[0]
        layers = zip(encoder.projections, encoder.wide, encoder.narrow, encoder.slopes, strict=True)
        for projection, wide, narrow, slope in layers:
            joined = self._linear(self._normed(value, size), projection)
            asking, offered, told = graph.node_outputs("Split", [joined], 3, {"axis": 2, "num_outputs": 3})
            product = graph.node("MatMul", [asking, graph.node("Transpose", [offered], {"perm": [0, 2, 1]})])
            scaled = graph.node("Div", [product, graph.constant(np.array(size**0.5, np.float32), "root")])
            penalty = graph.node("Mul", [distance, graph.constant(np.array(slope, np.float32), "slope")])
            masked = graph.node(
                "Where",
                [
                    future,
                    graph.constant(np.array(_FUTURE, np.float32), "never"),
                    graph.node("Sub", [scaled, penalty]),
                ],
            )
            weights = graph.node("Softmax", [masked], {"axis": 2})
            value = graph.node("Add", [value, graph.node("MatMul", [weights, told])])
            inner = graph.relu(self._linear(self._normed(value, size), wide))
            value = graph.node("Add", [value, self._linear(inner, narrow)])
        return self._normed(value, size)

    def _normed(self, value: str, size: int) -> str:
        scale = self.graph.constant(np.ones(size, np.float32), "scale")
        return self.graph.node("LayerNormalization", [value, scale], {"axis": -1, "epsilon": 1e-5})


def _vectors(graph: GraphBuilder, head: NextHead, items: str) -> str:
    """Return e of the events' items, [rows, steps, size]."""
    return graph.node("Gather", [graph.constant(head.weights.vectors, "vectors"), items], {"axis": 0})


def _next_scores(
    graph: GraphBuilder, events: _Events, items: str, inputs: str, state: str, head: NextHead
) -> str:
    count = head.first.shape[1]
    weights = head.weights
    query = graph.node(
        "Add",
        [
            graph.linear(state, weights.query.weight, weights.query.bias, "query"),
            graph.linear(events.at(inputs), weights.direct.weight, weights.direct.bias, "direct"),
        ],
    )
    taste = graph.linear(events.mean(_vectors(graph, head, items)), weights.taste, None, "taste")
    query = graph.node("Add", [query, taste])
    scores = graph.node(
        "Add",
        [
            graph.node("MatMul", [query, graph.constant(weights.vectors[:-1].T, "known")]),
            graph.constant(weights.bias, "item_bias"),
        ],
    )
    gates = graph.linear(state, weights.gates.weight, weights.gates.bias, "gates")
    gate = graph.node_outputs("Split", [gates], 4, {"axis": 1, "num_outputs": 4})
    last = events.at(items)
    has_two = graph.node("Greater", [events.length, graph.constant([1], "one")])
    second = graph.node(
        "Mul",
        [
            graph.node("Gather", [graph.constant(head.second, "second"), events.at(items, 2)], {"axis": 0}),
            graph.node(
                "Unsqueeze", [graph.node("Cast", [has_two], {"to": _FLOAT}), graph.constant([1], "axis")]
            ),
        ],
    )
    numbers = graph.constant(np.arange(count, dtype=np.int64), "numbers")
    is_last = graph.node("Equal", [graph.node("Unsqueeze", [last, graph.constant([1], "axis")]), numbers])
    parts = [
        graph.node("Gather", [graph.constant(head.first, "first"), last], {"axis": 0}),
        second,
        _seen(graph, events, items, count),
        graph.node("Cast", [is_last], {"to": _FLOAT}),
    ]
    for share, part in zip(gate, parts, strict=True):
        scores = graph.node("Add", [scores, graph.node("Mul", [share, part])])
    return scores


def _seen(graph: GraphBuilder, events: _Events, items: str, count: int) -> str:
    """Return 1.0 where an item is among the row's events, [rows, items]."""
    nowhere = graph.constant([count], "nowhere")
    places = graph.node("Where", [events.is_there(), items, nowhere])
    rows = graph.node("Shape", [events.length])
    empty = graph.node(
        "Expand",
        [
            graph.constant(np.array(0.0, np.float32), "zero"),
            graph.concat([rows, graph.constant([count + 1], "width")], axis=0),
        ],
    )
    ones = graph.node(
        "Expand", [graph.constant(np.array(1.0, np.float32), "one"), graph.node("Shape", [places])]
    )
    marked = graph.node("ScatterElements", [empty, places, ones], {"axis": 1})
    start, end, axis = (
        graph.constant([0], "start"),
        graph.constant([count], "end"),
        graph.constant([1], "axis"),
    )
    return graph.node("Slice", [marked, start, end, axis], hint="seen")
