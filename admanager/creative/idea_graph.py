"""Writes the model of headline ideas as an ONNX graph by hand: one word further, from the last word and the memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from admanager.learning.onnx_graph import ROWS, GraphBuilder

# Letters that are left are told in steps of 6, all from 120 on as one.
ROOM_STEP, ROOMS = 6, 21


@dataclass(frozen=True)
class IdeaWeights:
    """Weights as arrays.

    `words` [V, E] are both what a word says to the memory and what the memory says of a word; `room` [ROOMS, E] is
    added to it. `gates` is [4H, E + H] with `gates_bias` [4H] in the order input, forget, candidate, output; `out` [E, H].
    """

    words: npt.NDArray[Any]
    room: npt.NDArray[Any]
    gates: npt.NDArray[Any]
    gates_bias: npt.NDArray[Any]
    out: npt.NDArray[Any]
    out_bias: npt.NDArray[Any]
    bias: npt.NDArray[Any]


def build_ideas(weights: IdeaWeights, metadata: Mapping[str, str]) -> bytes:
    """Return the ONNX file of one step of the LSTM (Hochreiter & Schmidhuber 1997; forget gate: Gers et al. 2000).

    Inputs: `word` and `room` int64 [rows], `hidden` and `cell` float32 [rows, H]. Outputs: `scores` [rows, V], the log
    odds of the next word, and `hidden_next`, `cell_next` [rows, H].
    """
    size = weights.out.shape[1]
    graph = GraphBuilder("headline_ideas")
    word, room = graph.input("word", "int64", [ROWS]), graph.input("room", "int64", [ROWS])
    hidden = graph.input("hidden", "float32", [ROWS, size])
    cell = graph.input("cell", "float32", [ROWS, size])
    table = graph.constant(weights.words, "words")
    said = graph.node("Gather", [table, word], {"axis": 0})
    left = graph.node("Gather", [graph.constant(weights.room, "room"), room], {"axis": 0})
    given = graph.concat([graph.node("Add", [said, left]), hidden])
    parts = graph.linear(given, weights.gates, weights.gates_bias, "gates")
    sizes = graph.constant(np.full(4, size, dtype=np.int64), "sizes")
    enter, keep, new, give = graph.node_outputs("Split", [parts, sizes], 4, {"axis": 1})
    kept = graph.node("Mul", [graph.sigmoid(keep), cell])
    entered = graph.node("Mul", [graph.sigmoid(enter), graph.node("Tanh", [new])])
    after = graph.node("Add", [kept, entered])
    state = graph.node("Mul", [graph.sigmoid(give), graph.node("Tanh", [after])])
    spoken = graph.linear(state, weights.out, weights.out_bias, "out")
    scores = graph.linear(spoken, weights.words, weights.bias, "scores")
    graph.output("scores", scores, "float32", [ROWS, len(weights.words)])
    graph.output("hidden_next", state, "float32", [ROWS, size])
    graph.output("cell_next", after, "float32", [ROWS, size])
    for key, text in metadata.items():
        graph.describe(key, text)
    return graph.build()


def room_of(left: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    """Return which step of room a number of letters that are left is."""
    return np.asarray(np.clip(left // ROOM_STEP, 0, ROOMS - 1), dtype=np.int64)
