"""Writing a model of the funnel as one ONNX file: raw columns in, three calibrated probabilities out.

`click_probability` is P(click), `conversion_probability` P(conversion | click), and `probability` P(click and
conversion), the product of the two; each float32 [rows]. Inputs as of `export`.
"""

from __future__ import annotations

import numpy as np

from admanager.learning.calibration import Calibrator
from admanager.learning.card import CARD_KEY, HEADS, PROBABILITY, ModelCard
from admanager.learning.export import calibrated
from admanager.learning.features import Encoder
from admanager.learning.onnx_graph import ROWS, GraphBuilder
from admanager.learning.row_graph import RawRows
from admanager.learning.weights import FunnelWeights, Linear


def build_funnel_onnx(
    encoder: Encoder,
    weights: FunnelWeights,
    *,
    calibrators: tuple[Calibrator, Calibrator],
    card: ModelCard | None,
) -> bytes:
    """Return the file; `calibrators` are those of the click and of the conversion, `card` goes into the metadata."""
    graph = GraphBuilder("admanager_funnel")
    chances = [
        graph.reshape(graph.sigmoid(calibrated(graph, logit, calibrator)), [-1])
        for logit, calibrator in zip(_log_odds(graph, encoder, weights), calibrators, strict=True)
    ]
    graph.output(PROBABILITY, graph.node("Mul", chances, hint="both"), "float32", [ROWS])
    for output, chance in zip(HEADS.values(), chances, strict=True):
        graph.output(output, chance, "float32", [ROWS])
    if card is not None:
        graph.describe(CARD_KEY, card.model_dump_json())
    return graph.build()


def _log_odds(graph: GraphBuilder, encoder: Encoder, weights: FunnelWeights) -> list[str]:
    rows = RawRows(graph, encoder)
    start = rows.start(weights.table)
    value = graph.relu(
        graph.linear(start, rows.spread(weights.experts.weight), weights.experts.bias, "experts")
    )
    members, count = weights.members, weights.expert_count
    hidden = len(weights.experts.bias) // (members * count)
    experts = graph.reshape(value, [-1, members, count, hidden])
    found = []
    for task, tower in enumerate(weights.towers):
        if weights.gates:
            gate = weights.gates[task]
            shares = graph.node(
                "Softmax", [graph.linear(start, rows.spread(gate.weight), gate.bias, "gate")], {"axis": 1}
            )
            shares = graph.node("Unsqueeze", [shares, graph.constant([1, 3], "axes")])
            weighted = graph.node("Mul", [experts, shares])
            read = graph.node("ReduceSum", [weighted, graph.constant([2], "axis")], {"keepdims": 0})
        else:
            # A whole number as index takes its axis away.
            index = graph.constant(np.array(task, dtype=np.int64), "task")
            read = graph.node("Gather", [experts, index], {"axis": 2}, hint="expert")
        read = graph.reshape(read, [-1, hidden])
        told = graph.relu(graph.linear(read, tower.weight, tower.bias, "tower"))
        told = graph.reshape(told, [-1, members * len(tower.bias)])
        head = Linear(weights.heads.weight[task : task + 1], weights.heads.bias[task : task + 1])
        found.append(graph.linear(told, head.weight, head.bias, "logit"))
    return found
