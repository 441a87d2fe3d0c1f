"""Writes the trained decoder as an ONNX graph by hand: (z, condition, gumbel, noise) -> design; no torch here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from admanager.creative.condition import CONDITION_SIZE
from admanager.creative.spec import CATEGORICAL, CATEGORY_WIDTH, CONTINUOUS
from admanager.learning.onnx_graph import ROWS, GraphBuilder


@dataclass(frozen=True)
class DecoderWeights:
    """Weights as arrays: each layer's weight [out, in] and bias [out], the numbers' spreads, the latent size."""

    layers: list[tuple[npt.NDArray[Any], npt.NDArray[Any]]]
    spread: npt.NDArray[Any]
    latent: int


def build_decoder(weights: DecoderWeights, metadata: Mapping[str, str]) -> bytes:
    """Return the ONNX file.

    Inputs (float32): `z` [rows, latent], `condition` [rows, CONDITION_SIZE], `gumbel` [rows, CATEGORY_WIDTH] (standard
    Gumbel noise) and `noise` [rows, numbers] (standard normal). Outputs: `numbers` [rows, numbers] in -1..1,
    `choices` int64 [rows, fields] (level indices, sampled: the largest score plus Gumbel noise) and
    `scores` [rows, CATEGORY_WIDTH] (log odds without noise).
    """
    graph = GraphBuilder("design_decoder")
    latent = graph.input("z", "float32", [ROWS, weights.latent])
    condition = graph.input("condition", "float32", [ROWS, CONDITION_SIZE])
    gumbel = graph.input("gumbel", "float32", [ROWS, CATEGORY_WIDTH])
    noise = graph.input("noise", "float32", [ROWS, len(CONTINUOUS)])
    value = graph.concat([latent, condition])
    for weight, bias in weights.layers[:-1]:
        value = graph.relu(graph.linear(value, weight, bias))
    value = graph.linear(value, *weights.layers[-1])
    count = len(CONTINUOUS)
    sizes = graph.constant(np.array([count, CATEGORY_WIDTH], dtype=np.int64), "sizes")
    mean, scores = graph.node_outputs("Split", [value, sizes], 2, {"axis": 1})
    spread = graph.constant(weights.spread.astype(np.float32).reshape(1, -1), "spread")
    low, high = graph.constant(np.array(-1, dtype=np.float32)), graph.constant(np.array(1, dtype=np.float32))
    numbers = graph.node("Clip", [graph.node("Add", [mean, graph.node("Mul", [spread, noise])]), low, high])
    noisy = graph.node("Add", [scores, gumbel])
    widths = graph.constant(np.array([len(field.levels) for field in CATEGORICAL], dtype=np.int64), "widths")
    parts = graph.node_outputs("Split", [noisy, widths], len(CATEGORICAL), {"axis": 1})
    chosen = [graph.node("ArgMax", [part], {"axis": 1, "keepdims": 1}) for part in parts]
    graph.output("numbers", numbers, "float32", [ROWS, count])
    graph.output("choices", graph.concat(chosen), "int64", [ROWS, len(CATEGORICAL)])
    graph.output("scores", scores, "float32", [ROWS, CATEGORY_WIDTH])
    for key, text in metadata.items():
        graph.describe(key, text)
    return graph.build()
