"""Writing a trained model as one self-contained ONNX file: raw columns in, calibrated probability out.

The graph holds everything that lies between a table's row and the answer: looking words up, ids for other
and missing, filling in numbers, the piecewise-linear encoding, networks and trees, their blend and its calibration. One
input a column, named as in the table, shape [rows]: strings for texts and flags ("" where missing), floats
for numbers and dates (NaN where missing). The output is `probability` float32 [rows]; an ensemble alone gives
`member_probabilities` float32 [rows, members] as well.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from admanager.learning.calibration import Calibrator
from admanager.learning.card import CARD_KEY, MEMBERS, PROBABILITY, ModelCard
from admanager.learning.features import Encoder
from admanager.learning.onnx_graph import ML_DOMAIN, ROWS, GraphBuilder
from admanager.learning.row_graph import RawRows
from admanager.learning.weights import Blend, Cross, Trees, Weights
from admanager.texts import AdManagerError, sentence

TOLERANCE = 1e-5
COMPARED_ROWS = (1, 2, 7, 1000)


def build_onnx(encoder: Encoder, blend: Blend, *, calibrator: Calibrator) -> bytes:
    """Return the file, still without its card: the members' outputs are blended, then calibrated.

    The shares of the blend, and Platt's line, are multiplied into each member's last weights.
    """
    graph = GraphBuilder("admanager_model")
    whole = _Sum(graph, RawRows(graph, encoder), _Line.of(blend, calibrator))
    logit = whole.logit(blend)
    if calibrator.knots:
        logit = calibrated(graph, logit, calibrator)
    chance = graph.sigmoid(logit)
    graph.output(PROBABILITY, graph.reshape(chance, [-1]), "float32", [ROWS])
    only = blend.members[0]
    if len(blend.members) == 1 and isinstance(only, Weights) and only.is_ensemble:
        _put_members(graph, whole.hidden, only, calibrator)
    return graph.build()


def with_card(content: bytes, card: ModelCard) -> bytes:
    """Return a file of `build_onnx` with the card in its metadata, the graph as it was checked."""
    import onnx
    from onnx import helper

    model = onnx.load_from_string(content)
    helper.set_model_props(model, {CARD_KEY: card.model_dump_json()})
    carded: bytes = model.SerializeToString(deterministic=True)
    return carded


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


@dataclass(frozen=True)
class _Line:
    """What the members' outputs are multiplied with, and what is added to their sum."""

    factors: tuple[float, ...]
    constant: float

    @classmethod
    def of(cls, blend: Blend, calibrator: Calibrator) -> _Line:
        """Return the blend and, where it is a line, the calibration after it."""
        slope, intercept = (1.0, 0.0) if calibrator.knots else (calibrator.slope, calibrator.intercept)
        factors = tuple(slope * float(weight) for weight in blend.weights)
        own = sum(
            factor * float(member.out.bias[0])
            for factor, member in zip(factors, blend.members, strict=True)
            if isinstance(member, Weights)
        )
        return cls(factors, slope * blend.intercept + intercept + own)


class _Sum:
    """The weighted sum of all members' outputs, [rows, 1]; each part is added by the operator that computes it."""

    def __init__(self, graph: GraphBuilder, rows: RawRows, line: _Line) -> None:
        self._graph, self._rows, self._line = graph, rows, line
        self._sofar = ""
        # The last layers of a network's perceptron, of all members.
        self.hidden = ""

    def logit(self, blend: Blend) -> str:
        """Write the members, trees first, and return the sum."""
        pairs = list(zip(blend.members, self._line.factors, strict=True))
        for member, factor in pairs:
            if isinstance(member, Trees):
                self._add_trees(member, factor)
        for member, factor in pairs:
            if isinstance(member, Weights):
                self._add_network(member, factor)
        return self._sofar

    def _add(self, value: str, weight: NDArray[np.floating[Any]]) -> None:
        """Add `value` [rows, in] @ `weight` [in]."""
        graph = self._graph
        onto = self._sofar or graph.constant(np.array([self._line.constant], np.float32), "constant")
        row = graph.constant(weight.astype(np.float32)[None], "out")
        self._sofar = graph.node("Gemm", [value, row, onto], {"transB": 1}, hint="logit")

    def _add_network(self, weights: Weights, factor: float) -> None:
        graph, rows = self._graph, self._rows
        start = rows.start(weights.table)
        out = weights.out.weight[0].astype(np.float64) * factor
        if weights.crosses or not weights.hidden:
            width = out.size if not weights.hidden else weights.crosses[0].down.shape[1]
            self._add_crossed(start, weights.crosses, out[:width])
            out = out[width:]
        if weights.hidden:
            value = self.hidden = self._perceptron(start, weights)
            width = weights.members * len(weights.hidden[-1].bias)
            if weights.members > 1 and len(weights.hidden) == 1:
                width = len(weights.hidden[0].bias)
            self._add(value, out[:width])
            out = out[width:]
        if weights.factors is not None:
            self._add(_factorised(graph, rows, weights), out)

    def _add_crossed(self, start: str, crosses: Sequence[Cross], out: NDArray[np.float64]) -> None:
        """Add out . x_L for the cross layers' last output x_L.

        With x_L = x_0 * (U v + b) + x_(L-1) and v = V x_(L-1), it is v . (U' diag(out)) x_0 + (out * b) . x_0 +
        out . x_(L-1): nothing as wide as the input is computed for the last layer.
        """
        graph, rows = self._graph, self._rows
        if not crosses:
            self._add(start, rows.spread(out.astype(np.float32)[None])[0])
            return
        crossed = start
        for cross in crosses[:-1]:
            low = graph.linear(crossed, rows.spread(cross.down), None, "cross_down")
            up = rows.spread(cross.up.weight.T).T
            product = graph.node(
                "Mul", [start, graph.linear(low, up, rows.spread(cross.up.bias[None])[0], "cross_up")]
            )
            crossed = graph.node("Add", [product, crossed], hint="cross")
        last = crosses[-1]
        back = (last.up.weight.astype(np.float64).T * out).astype(np.float32)
        product = graph.node(
            "Mul",
            [
                graph.linear(crossed, rows.spread(last.down), None, "cross_down"),
                graph.linear(start, rows.spread(back), None, "cross_back"),
            ],
        )
        self._add(product, np.ones(len(back)))
        of_start, of_crossed = (part.astype(np.float32) for part in (out * last.up.bias, out))
        if len(crosses) == 1:
            self._add(start, rows.spread((of_start + of_crossed)[None])[0])
        else:
            self._add(start, rows.spread(of_start[None])[0])
            self._add(crossed, rows.spread(of_crossed[None])[0])

    def _perceptron(self, start: str, weights: Weights) -> str:
        graph, first = self._graph, weights.hidden[0]
        value = graph.relu(graph.linear(start, self._rows.spread(first.weight), first.bias, "hidden"))
        several = weights.members > 1 and len(weights.hidden) > 1
        if several:
            value = graph.reshape(value, [-1, weights.hidden[1].weight.shape[1]])
        for layer in weights.hidden[1:]:
            value = graph.relu(graph.linear(value, layer.weight, layer.bias, "hidden"))
        if several:
            value = graph.reshape(value, [-1, weights.members * weights.hidden[-1].weight.shape[0]])
        return value

    def _add_trees(self, trees: Trees, factor: float) -> None:
        """Write the trees as one operator; nodes are numbered within their tree, as ONNX wants it."""
        graph, rows = self._graph, self._rows
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
            "nodes_featureids": np.where(leaf, 0, rows.plain_places[trees.feature]).tolist(),
            "nodes_modes": ["LEAF" if end else "BRANCH_LEQ" for end in leaf],
            "nodes_values": np.where(leaf, np.float32(0), trees.threshold).tolist(),
            "nodes_truenodeids": np.where(leaf, 0, trees.left - start).tolist(),
            "nodes_falsenodeids": np.where(leaf, 0, trees.right - start).tolist(),
            "nodes_missing_value_tracks_true": trees.missing_left.astype(np.int64).tolist(),
            "target_treeids": tree[leaf].tolist(),
            "target_nodeids": number[leaf].tolist(),
            "target_ids": [0] * int(leaf.sum()),
            "target_weights": (trees.value[leaf] * np.float32(factor)).tolist(),
        }
        if not self._sofar:
            attributes["base_values"] = [self._line.constant]
        found = graph.node("TreeEnsembleRegressor", [rows.plain], attributes, domain=ML_DOMAIN, hint="trees")
        self._sofar = graph.node("Add", [self._sofar, found]) if self._sofar else found


def _put_members(graph: GraphBuilder, hidden: str, weights: Weights, calibrator: Calibrator) -> None:
    """Give out what each member says, each calibrated as their mean is; `hidden` are their last layers."""
    layer = weights.member_outputs()
    each = graph.reshape(graph.linear(hidden, layer.weight, layer.bias, "members"), [-1, 1])
    chances = graph.reshape(graph.sigmoid(calibrated(graph, each, calibrator)), [-1, weights.members])
    graph.output(MEMBERS, chances, "float32", [ROWS, weights.members])


def _factorised(graph: GraphBuilder, rows: RawRows, weights: Weights) -> str:
    """Return 1/2 sum_d ((sum_i v_id x_i)^2 - sum_i (v_id x_i)^2) over components and embeddings, [rows, 1]."""
    factors = weights.factors
    assert factors is not None, "asked for only where there are some"
    sums, squares = [], []
    if components := rows.numbers_alone():
        spread = rows.spread(factors)
        sums.append(graph.linear(components, spread, None, "factors"))
        squared = graph.node("Mul", [components, components])
        squares.append(graph.linear(squared, spread**2, None, "factors_squared"))
    if weights.table is not None:
        by_id = graph.reshape(rows.embedded(weights.table), [0, -1, weights.table.shape[1]])
        axis = graph.constant([1], "axis")
        sums.append(graph.node("ReduceSum", [by_id, axis], {"keepdims": 0}))
        squared = graph.node("Mul", [by_id, by_id])
        squares.append(graph.node("ReduceSum", [squared, axis], {"keepdims": 0}))
    together, apart = (parts[0] if len(parts) == 1 else graph.node("Add", parts) for parts in (sums, squares))
    difference = graph.node("Sub", [graph.node("Mul", [together, together]), apart])
    total = graph.node("ReduceSum", [difference, graph.constant([1], "axis")], {"keepdims": 1})
    return graph.node("Mul", [total, _scalar(graph, 0.5, "half")])


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
