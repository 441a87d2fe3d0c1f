"""Writing an uplift model as one self-contained ONNX file: raw columns in, the raised chance of a yes out.

One input a column, named as in the table, [rows], as for every model of rows. Outputs, float32 [rows]:
`uplift`, the predicted P(yes | treated) - P(yes | not treated), and `probability`, P(yes | treated).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from admanager.learning.card import CARD_KEY, PROBABILITY, ModelCard
from admanager.learning.features import Encoder
from admanager.learning.onnx_graph import ML_DOMAIN, ROWS, GraphBuilder
from admanager.learning.row_graph import RawRows

UPLIFT = "uplift"

Floats32 = NDArray[np.float32]


@dataclass(frozen=True)
class Forest:
    """Boosted regression trees on the design: the sum of one leaf a tree, and the base.

    Node i of a tree asks whether design column `feature[i]` is at most `threshold[i]`; then the left child,
    else the right one. A leaf has `left` -1 and its `value`.
    """

    base: float
    trees: tuple[Tree, ...]


@dataclass(frozen=True)
class Tree:
    """One tree of a `Forest`; all arrays [nodes], the root first."""

    feature: NDArray[np.int64]
    threshold: Floats32
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    value: Floats32


@dataclass(frozen=True)
class Line:
    """A linear score of the design, [columns] and an intercept."""

    weights: Floats32
    intercept: float


@dataclass(frozen=True)
class UpliftParts:
    """What a learner came to; `kind` says how the parts make the uplift.

    "t": `treated` and `other` are log-odds of a yes. "s": the same, of one forest that is asked with the
    treatment as its last column 1 and 0 (`treated` alone is set). "x": `treated` is the log-odds of a yes if
    treated, `gains` two forests of the uplift itself, mixed with the share `mix` of the second.
    """

    kind: str
    treated: Line | Forest
    other: Line | Forest | None = None
    gains: tuple[Forest, Forest] | None = None
    mix: float = 0.5


def design_of(encoder: Encoder, numbers: NDArray[np.float32], codes: NDArray[np.int64]) -> Floats32:
    """Return the design matrix: piecewise-linear components, flags of missing numbers, one column a level.

    `numbers` and `codes` are those of `Encoder.encode`; the graph computes the same.
    """
    missing = np.isnan(numbers)
    filled = np.where(missing, encoder.fills, numbers) if len(encoder.numbers) else numbers
    spread = np.clip((filled[:, encoder.ple_columns] - encoder.ple_low) * encoder.ple_scale, 0, 1)
    levels = np.zeros((len(numbers), encoder.table_size), dtype=np.float32)
    for place in range(codes.shape[1]):
        levels[np.arange(len(codes)), codes[:, place]] = 1.0
    return np.concatenate([spread, missing[:, encoder.flagged], levels], axis=1).astype(np.float32)


def build_uplift(encoder: Encoder, parts: UpliftParts, *, card: ModelCard | None) -> bytes:
    """Return the file; `card` goes into the metadata."""
    graph = GraphBuilder("admanager_uplift")
    design = _design(graph, encoder)
    if parts.kind == "s":
        chances = [
            graph.sigmoid(_score(graph, parts.treated, _with_treatment(graph, design, value)))
            for value in (1.0, 0.0)
        ]
        treated, uplift = chances[0], graph.node("Sub", chances)
    else:
        treated = graph.sigmoid(_score(graph, parts.treated, design))
        if parts.gains is not None:
            first, second = (_score(graph, forest, design) for forest in parts.gains)
            uplift = graph.node(
                "Add",
                [
                    graph.node("Mul", [first, _number(graph, 1 - parts.mix)]),
                    graph.node("Mul", [second, _number(graph, parts.mix)]),
                ],
            )
        else:
            assert parts.other is not None
            uplift = graph.node("Sub", [treated, graph.sigmoid(_score(graph, parts.other, design))])
    graph.output(UPLIFT, graph.reshape(uplift, [-1]), "float32", [ROWS])
    graph.output(PROBABILITY, graph.reshape(treated, [-1]), "float32", [ROWS])
    if card is not None:
        graph.describe(CARD_KEY, card.model_dump_json())
    return graph.build()


def _design(graph: GraphBuilder, encoder: Encoder) -> str:
    rows = RawRows(graph, encoder)
    parts = list(rows.components)
    if encoder.texts:
        codes = rows.codes
        size = encoder.table_size
        # Codes of different columns never meet, so that the marks of all of them fit into one row.
        shape = graph.concat(
            [
                graph.node("Slice", [graph.node("Shape", [codes]), *_first(graph)]),
                graph.constant([size], "levels"),
            ],
            axis=0,
        )
        empty = graph.node("Expand", [_number(graph, 0.0), shape])
        ones = graph.node("Expand", [_number(graph, 1.0), graph.node("Shape", [codes])])
        parts.append(graph.node("ScatterElements", [empty, codes, ones], {"axis": 1}, hint="one_hot"))
    return graph.concat(parts)


def _first(graph: GraphBuilder) -> list[str]:
    return [graph.constant([0], "start"), graph.constant([1], "end"), graph.constant([0], "axis")]


def _with_treatment(graph: GraphBuilder, design: str, value: float) -> str:
    rows = graph.node("Slice", [graph.node("Shape", [design]), *_first(graph)])
    shape = graph.concat([rows, graph.constant([1], "one_column")], axis=0)
    return graph.concat([design, graph.node("Expand", [_number(graph, value), shape])])


def _score(graph: GraphBuilder, part: Line | Forest, design: str) -> str:
    """Return the score of each row, [rows, 1]."""
    if isinstance(part, Line):
        return graph.linear(design, part.weights[None, :], np.array([part.intercept], np.float32), "line")
    counts = [len(tree.feature) for tree in part.trees]
    trees = np.repeat(np.arange(len(counts)), counts)
    nodes = np.concatenate([np.arange(count) for count in counts])
    joined = {
        name: np.concatenate([getattr(tree, name) for tree in part.trees])
        for name in ("feature", "threshold", "left", "right", "value")
    }
    is_leaf = joined["left"] < 0
    attributes: dict[str, object] = {
        "n_targets": 1,
        "aggregate_function": "SUM",
        "base_values": [part.base],
        "nodes_treeids": trees.tolist(),
        "nodes_nodeids": nodes.tolist(),
        "nodes_featureids": np.where(is_leaf, 0, joined["feature"]).tolist(),
        "nodes_values": np.where(is_leaf, 0, joined["threshold"]).tolist(),
        "nodes_modes": ["LEAF" if leaf else "BRANCH_LEQ" for leaf in is_leaf],
        "nodes_truenodeids": np.where(is_leaf, 0, joined["left"]).tolist(),
        "nodes_falsenodeids": np.where(is_leaf, 0, joined["right"]).tolist(),
        "target_treeids": trees[is_leaf].tolist(),
        "target_nodeids": nodes[is_leaf].tolist(),
        "target_ids": [0] * int(is_leaf.sum()),
        "target_weights": joined["value"][is_leaf].tolist(),
    }
    return graph.node("TreeEnsembleRegressor", [design], attributes, domain=ML_DOMAIN, hint="forest")


def _number(graph: GraphBuilder, value: float) -> str:
    return graph.constant(np.array(value, dtype=np.float32), "number")
