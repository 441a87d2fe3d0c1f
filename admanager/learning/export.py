"""Writing a trained model as one self-contained ONNX file: raw columns in, calibrated probability out.

The graph holds everything that lies between a table's row and the answer: looking words up, ids for other
and missing, filling in numbers, the piecewise-linear encoding, networks and trees, their blend and its calibration. One
input a column, named as in the table, shape [rows]: strings for texts and flags ("" where missing), floats
for numbers and dates (NaN where missing). One output, `probability` float32 [rows].
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from admanager.ingest.words import FALSE_WORDS, TRUE_WORDS, variants
from admanager.learning.calibration import Calibrator
from admanager.learning.card import CARD_KEY, PROBABILITY, ModelCard
from admanager.learning.features import OTHER, Encoder, NumberFeature, TextFeature
from admanager.learning.onnx_graph import ML_DOMAIN, ROWS, GraphBuilder
from admanager.learning.weights import Blend, Member, Trees, Weights
from admanager.texts import AdManagerError, sentence

TOLERANCE = 1e-5
COMPARED_ROWS = (1, 2, 7, 1000)

_FLAG_WORDS = {
    **dict.fromkeys(sorted(variants((*sorted(TRUE_WORDS), "1", "1.0"))), 1.0),
    **dict.fromkeys(sorted(variants((*sorted(FALSE_WORDS), "0", "0.0"))), 0.0),
}


def flag_number(word: str) -> float:
    """Return what the graph makes of a flag's word: 1.0 for a yes, 0.0 for a no, NaN for anything else."""
    return _FLAG_WORDS.get(word, float("nan"))


def build_onnx(encoder: Encoder, blend: Blend, *, calibrator: Calibrator, card: ModelCard | None) -> bytes:
    """Return the file: the members' outputs are blended, then calibrated. `card` goes into the metadata."""
    graph = GraphBuilder("admanager_model")
    rows = RawRows(graph, encoder)
    outputs = [_member(graph, rows, member) for member in blend.members]
    shares = [float(weight) for weight in blend.weights]
    logit = _weighted(graph, outputs, shares, blend.intercept)
    chance = graph.sigmoid(calibrated(graph, logit, calibrator))
    graph.output(PROBABILITY, graph.reshape(chance, [-1]), "float32", [ROWS])
    if card is not None:
        graph.describe(CARD_KEY, card.model_dump_json())
    return graph.build()


def require_agreement(
    score: Callable[[NDArray[np.intp]], NDArray[np.generic]],
    expected: NDArray[np.float64],
) -> float:
    """Return the largest difference between file and trainer; raise AdManagerError above `TOLERANCE`.

    `score` runs the file on the given rows; `expected` are the trainer's probabilities of all of them. Both
    are compared at several numbers of rows, since a graph may be wrong for one row alone.
    """
    worst = 0.0
    for rows in COMPARED_ROWS:
        taken = np.arange(min(rows, len(expected)), dtype=np.intp)
        found = np.asarray(score(taken), dtype=np.float64)
        if found.shape != taken.shape or not np.all(np.isfinite(found)):
            worst = float("inf")
            break
        worst = max(worst, float(np.abs(found - expected[taken]).max(initial=0.0)))
    if worst > TOLERANCE:
        raise AdManagerError(
            sentence(
                "The model's file does not agree with the trainer (difference {difference:.1e}); it was not kept.",
                difference=worst,
            )
        )
    return worst


def _number_input(graph: GraphBuilder, number: NumberFeature) -> str:
    if not number.is_flag:
        return _as_column(graph, graph.input(number.name, "float32", [ROWS]))
    word = graph.input(number.name, "string", [ROWS])
    attributes = {
        "keys_strings": list(_FLAG_WORDS),
        "values_floats": list(_FLAG_WORDS.values()),
        "default_float": float("nan"),
    }
    return _as_column(graph, graph.node("LabelEncoder", [word], attributes, domain=ML_DOMAIN))


def _text_input(graph: GraphBuilder, text: TextFeature, start: int) -> str:
    word = graph.input(text.name, "string", [ROWS])
    attributes = {
        "keys_strings": list(text.ids),
        "values_int64s": [start + number for number in text.ids.values()],
        "default_int64": start + OTHER,
    }
    return _as_column(graph, graph.node("LabelEncoder", [word], attributes, domain=ML_DOMAIN))


def _as_column(graph: GraphBuilder, value: str) -> str:
    return graph.node("Unsqueeze", [value, graph.constant([1], "axis")])


class RawRows:
    """The encoded rows in a graph; each part is written when a member first asks for it, and once."""

    def __init__(self, graph: GraphBuilder, encoder: Encoder) -> None:
        self._graph, self._encoder = graph, encoder
        numbers = [_number_input(graph, number) for number in encoder.numbers]
        codes = [
            _text_input(graph, text, int(start))
            for text, start in zip(encoder.texts, encoder.offsets, strict=True)
        ]
        self._raw = graph.concat(numbers) if numbers else ""
        self._codes = graph.concat(codes) if codes else ""

    @property
    def codes(self) -> str:
        """The ids of the texts in the fused numbering, [rows, texts]; empty without texts."""
        return self._codes

    @cached_property
    def components(self) -> list[str]:
        """The piecewise-linear components of the numbers, then the flags of missing ones."""
        if not self._raw:
            return []
        graph, encoder = self._graph, self._encoder
        missing = graph.node("IsNaN", [self._raw])
        filled = graph.node("Where", [missing, graph.constant(encoder.fills, "fill"), self._raw])
        parts = []
        if len(encoder.ple_low):
            spread = graph.node(
                "Gather", [filled, graph.constant(encoder.ple_columns, "columns")], {"axis": 1}
            )
            above = graph.node("Sub", [spread, graph.constant(encoder.ple_low, "low")])
            scaled = graph.node("Mul", [above, graph.constant(encoder.ple_scale, "scale")])
            limits = [_scalar(graph, 0.0, "zero"), _scalar(graph, 1.0, "one")]
            parts.append(graph.node("Clip", [scaled, *limits], hint="ple"))
        if len(encoder.flagged):
            chosen = graph.node("Gather", [missing, graph.constant(encoder.flagged, "flagged")], {"axis": 1})
            parts.append(graph.node("Cast", [chosen], {"to": 1}, hint="flags"))
        return parts

    @cached_property
    def plain(self) -> str:
        """The raw numbers with NaN where missing, then the ids of the texts, as floats [rows, columns]."""
        parts = [self._raw] if self._raw else []
        if self._codes:
            parts.append(self._graph.node("Cast", [self._codes], {"to": 1}, hint="ids"))
        return self._graph.concat(parts)

    def embedded(self, table: NDArray[np.float32]) -> str:
        """Return the rows of `table` that the texts name, [rows, texts * size]."""
        graph = self._graph
        found = graph.node(
            "Gather", [graph.constant(table, "table"), self._codes], {"axis": 0}, hint="embedding"
        )
        return graph.reshape(found, [-1, table.shape[1] * len(self._encoder.texts)])


def _member(graph: GraphBuilder, rows: RawRows, member: Member) -> str:
    return _trees(graph, rows, member) if isinstance(member, Trees) else _network(graph, rows, member)


def _network(graph: GraphBuilder, rows: RawRows, weights: Weights) -> str:
    parts = list(rows.components)
    embedded = rows.embedded(weights.table) if weights.table is not None else ""
    start = graph.concat([*parts, embedded] if embedded else parts)
    joined = []
    if weights.crosses or not weights.hidden:
        crossed = start
        for cross in weights.crosses:
            low = graph.linear(crossed, cross.down, None, "cross_down")
            product = graph.node(
                "Mul", [start, graph.linear(low, cross.up.weight, cross.up.bias, "cross_up")]
            )
            crossed = graph.node("Add", [product, crossed], hint="cross")
        joined.append(crossed)
    value = start
    for place, layer in enumerate(weights.hidden):
        value = graph.relu(graph.linear(value, layer.weight, layer.bias, "hidden"))
        if place == 0 and weights.members > 1 and len(weights.hidden) > 1:
            value = graph.reshape(value, [-1, weights.hidden[1].weight.shape[1]])
    if weights.hidden:
        if weights.members > 1 and len(weights.hidden) > 1:
            value = graph.reshape(value, [-1, weights.members * weights.hidden[-1].weight.shape[0]])
        joined.append(value)
    if weights.factors is not None:
        joined.append(_factorised(graph, graph.concat(parts) if parts else "", embedded, weights))
    return graph.linear(graph.concat(joined), weights.out.weight, weights.out.bias, "logit")


def _factorised(graph: GraphBuilder, components: str, embedded: str, weights: Weights) -> str:
    """Return 1/2 sum_d ((sum_i v_id x_i)^2 - sum_i (v_id x_i)^2) over components and embeddings, [rows, 1]."""
    factors = weights.factors
    assert factors is not None, "asked for only where there are some"
    sums, squares = [], []
    if components:
        sums.append(graph.linear(components, factors, None, "factors"))
        squared = graph.node("Mul", [components, components])
        squares.append(graph.linear(squared, factors**2, None, "factors_squared"))
    if embedded and weights.table is not None:
        by_text = graph.reshape(embedded, [0, -1, weights.table.shape[1]])
        axis = graph.constant([1], "axis")
        sums.append(graph.node("ReduceSum", [by_text, axis], {"keepdims": 0}))
        squared = graph.node("Mul", [by_text, by_text])
        squares.append(graph.node("ReduceSum", [squared, axis], {"keepdims": 0}))
    together, apart = (parts[0] if len(parts) == 1 else graph.node("Add", parts) for parts in (sums, squares))
    difference = graph.node("Sub", [graph.node("Mul", [together, together]), apart])
    total = graph.node("ReduceSum", [difference, graph.constant([1], "axis")], {"keepdims": 1})
    return graph.node("Mul", [total, _scalar(graph, 0.5, "half")])


def _trees(graph: GraphBuilder, rows: RawRows, trees: Trees) -> str:
    """Write the trees as one operator; nodes are numbered within their tree, as ONNX wants it."""
    counts = np.diff([*trees.root, len(trees.feature)])
    tree = np.repeat(np.arange(len(counts)), counts)
    start = np.repeat(trees.root, counts)
    number = np.arange(len(tree)) - start
    leaf = trees.feature < 0
    attributes = {
        "n_targets": 1,
        "post_transform": "NONE",
        "aggregate_function": "SUM",
        "nodes_treeids": tree.tolist(),
        "nodes_nodeids": number.tolist(),
        "nodes_featureids": np.where(leaf, 0, trees.feature).tolist(),
        "nodes_modes": ["LEAF" if end else "BRANCH_LEQ" for end in leaf],
        "nodes_values": np.where(leaf, np.float32(0), trees.threshold).tolist(),
        "nodes_truenodeids": np.where(leaf, 0, trees.left - start).tolist(),
        "nodes_falsenodeids": np.where(leaf, 0, trees.right - start).tolist(),
        "nodes_missing_value_tracks_true": trees.missing_left.astype(np.int64).tolist(),
        "target_treeids": tree[leaf].tolist(),
        "target_nodeids": number[leaf].tolist(),
        "target_ids": [0] * int(leaf.sum()),
        "target_weights": trees.value[leaf].tolist(),
    }
    return graph.node("TreeEnsembleRegressor", [rows.plain], attributes, domain=ML_DOMAIN, hint="trees")


def _weighted(graph: GraphBuilder, outputs: Sequence[str], weights: Sequence[float], intercept: float) -> str:
    if len(outputs) == 1 and weights[0] == 1.0 and intercept == 0.0:
        return outputs[0]
    row = np.array([weights], dtype=np.float32)
    return graph.linear(graph.concat(outputs), row, np.array([intercept], dtype=np.float32), "blend")


def calibrated(graph: GraphBuilder, logit: str, calibrator: Calibrator) -> str:
    """Return the calibrated log-odds of a value [rows, 1]."""
    slope = _scalar(graph, calibrator.slope, "slope")
    if not calibrator.knots:
        scaled = graph.node("Mul", [logit, slope])
        return graph.node("Add", [scaled, _scalar(graph, calibrator.intercept, "intercept")])
    at, height = (np.array(part, dtype=np.float32) for part in zip(*calibrator.knots, strict=True))
    first, last = _scalar(graph, float(at[0]), "first"), _scalar(graph, float(at[-1]), "last")
    inside = graph.node("Clip", [logit, first, last])
    beyond = graph.node("Mul", [graph.node("Sub", [logit, inside]), slope])
    parts = [graph.node("Add", [beyond, graph.constant(height[:1], "lowest")])]
    if len(at) > 1:
        above = graph.node("Sub", [inside, graph.constant(at[:-1], "knots")])
        share = graph.node("Mul", [above, graph.constant(1 / np.diff(at), "widths")])
        within = graph.node("Clip", [share, _scalar(graph, 0.0, "zero"), _scalar(graph, 1.0, "one")])
        parts.append(graph.linear(within, np.diff(height)[None], None, "steps"))
    return parts[0] if len(parts) == 1 else graph.node("Add", parts)


def _scalar(graph: GraphBuilder, value: float, hint: str) -> str:
    return graph.constant(np.array(value, dtype=np.float32), hint)
