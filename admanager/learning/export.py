"""Writing a trained model as one self-contained ONNX file: raw columns in, calibrated probability out.

The graph holds everything that lies between a table's row and the answer: looking words up, ids for other
and missing, filling in numbers, the piecewise-linear encoding, the network and Platt's calibration. One
input a column, named as in the table, shape [rows]: strings for texts and flags ("" where missing), floats
for numbers and dates (NaN where missing). One output, `probability` float32 [rows].
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from admanager.ingest.words import FALSE_WORDS, TRUE_WORDS, variants
from admanager.learning.card import CARD_KEY, PROBABILITY, ModelCard
from admanager.learning.features import OTHER, Encoder, NumberFeature, TextFeature
from admanager.learning.onnx_graph import ML_DOMAIN, ROWS, GraphBuilder
from admanager.learning.weights import Weights
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


def build_onnx(
    encoder: Encoder, weights: Weights, *, slope: float, intercept: float, card: ModelCard | None
) -> bytes:
    """Return the file; `slope` and `intercept` are Platt's. `card` goes into the metadata."""
    graph = GraphBuilder("admanager_model")
    parts: list[str] = []
    if encoder.numbers:
        parts += _numbers(graph, encoder, [_number_input(graph, number) for number in encoder.numbers])
    if encoder.texts and weights.table is not None:
        codes = [
            _text_input(graph, text, int(start))
            for text, start in zip(encoder.texts, encoder.offsets, strict=True)
        ]
        table = graph.constant(weights.table, "table")
        rows = graph.node("Gather", [table, graph.concat(codes)], {"axis": 0}, hint="embedding")
        parts.append(graph.reshape(rows, [-1, weights.table.shape[1] * len(codes)]))
    logit = _network(graph, graph.concat(parts), weights)
    scaled = graph.node("Mul", [logit, _scalar(graph, slope, "slope")])
    shifted = graph.node("Add", [scaled, _scalar(graph, intercept, "intercept")])
    graph.output(PROBABILITY, graph.reshape(graph.sigmoid(shifted), [-1]), "float32", [ROWS])
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


def _numbers(graph: GraphBuilder, encoder: Encoder, columns: Sequence[str]) -> list[str]:
    """Return the piecewise-linear components and the flags of missing numbers."""
    raw = graph.concat(columns)
    missing = graph.node("IsNaN", [raw])
    filled = graph.node("Where", [missing, graph.constant(encoder.fills, "fill"), raw])
    parts = []
    if len(encoder.ple_low):
        spread = graph.node("Gather", [filled, graph.constant(encoder.ple_columns, "columns")], {"axis": 1})
        above = graph.node("Sub", [spread, graph.constant(encoder.ple_low, "low")])
        scaled = graph.node("Mul", [above, graph.constant(encoder.ple_scale, "scale")])
        limits = [_scalar(graph, 0.0, "zero"), _scalar(graph, 1.0, "one")]
        parts.append(graph.node("Clip", [scaled, *limits], hint="ple"))
    if len(encoder.flagged):
        chosen = graph.node("Gather", [missing, graph.constant(encoder.flagged, "flagged")], {"axis": 1})
        parts.append(graph.node("Cast", [chosen], {"to": 1}, hint="flags"))
    return parts


def _network(graph: GraphBuilder, start: str, weights: Weights) -> str:
    crossed = start
    for cross in weights.crosses:
        low = graph.linear(crossed, cross.down, None, "cross_down")
        product = graph.node("Mul", [start, graph.linear(low, cross.up.weight, cross.up.bias, "cross_up")])
        crossed = graph.node("Add", [product, crossed], hint="cross")
    value = start
    for layer in weights.hidden:
        value = graph.relu(graph.linear(value, layer.weight, layer.bias, "hidden"))
    joined = graph.concat([crossed, value]) if weights.hidden else crossed
    return graph.linear(joined, weights.out.weight, weights.out.bias, "logit")


def _scalar(graph: GraphBuilder, value: float, hint: str) -> str:
    return graph.constant(np.array(value, dtype=np.float32), hint)
