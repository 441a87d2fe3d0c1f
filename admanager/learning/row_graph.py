"""The first part of every exported model of rows: a table's columns in, what networks and trees read out.

Few large operators instead of one a column. A number's piecewise-linear components are computed as a block
[rows, numbers, width] by broadcasting; to that end numbers stand in the order of how many components they have, and
are padded with components of no effect to one of `_WIDTHS`. Whoever reads the block lays its weights out likewise
(`RawRows.spread`). Columns are joined as rows of a matrix, which copies whole columns, and then transposed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from admanager.ingest.words import FALSE_WORDS, TRUE_WORDS, variants
from admanager.learning.features import OTHER, Encoder, ExactFeature, NumberFeature, TextFeature
from admanager.learning.onnx_graph import ML_DOMAIN, ROWS, GraphBuilder

_FLAG_WORDS = {
    **dict.fromkeys(sorted(variants((*sorted(TRUE_WORDS), "1", "1.0"))), 1.0),
    **dict.fromkeys(sorted(variants((*sorted(FALSE_WORDS), "0", "0.0"))), 0.0),
}
# A number with more components than the last has a block of its own width.
_WIDTHS = (0, 1, 4, 16)
# Above zero, so that an infinite number does not become "no number" in a component that pads.
_PADDING_SCALE = np.float32(1e-30)


def flag_number(word: str) -> float:
    """Return what the graph makes of a flag's word: 1.0 for a yes, 0.0 for a no, NaN for anything else."""
    return _FLAG_WORDS.get(word, float("nan"))


@dataclass(frozen=True)
class _Block:
    """The numbers of one padded width, as indices of the encoder's numbers."""

    width: int
    numbers: tuple[int, ...]


class RawRows:
    """The encoded rows in a graph; each part is written when a member first asks for it, and once.

    The input of a layer is `start`: the components block by block, the flags of missing numbers, the embeddings.
    """

    def __init__(self, graph: GraphBuilder, encoder: Encoder) -> None:
        self._graph, self._encoder = graph, encoder
        self._blocks = _blocks(encoder)
        self._order = np.array([at for block in self._blocks for at in block.numbers], dtype=np.int64)
        numbers = [_number_input(graph, number) for number in encoder.columns]
        starts = encoder.offsets.tolist()
        texts = [_text_input(graph, text, start) for text, start in zip(encoder.texts, starts, strict=False)]
        # Columns are rows here, the numbers in the order of the blocks.
        self._numbers = self._ordered(numbers)
        self._texts = _stacked(graph, texts)
        self._exact_inputs = [
            (exact, numbers[exact.number], start)
            for exact, start in zip(encoder.exacts, starts[len(texts) :], strict=True)
        ]
        self._component_places = self._places()

    def _ordered(self, columns: list[str]) -> str:
        """Return the numbers as rows in the order of the blocks, the quotients worked out from their parts."""
        graph, quotients = self._graph, self._encoder.quotients
        if not quotients:
            return _stacked(graph, [columns[at] for at in self._order])
        plain = _stacked(graph, columns)
        top, bottom = (
            graph.node(
                "Gather", [plain, graph.constant(np.array(part, dtype=np.int64), "parts")], {"axis": 0}
            )
            for part in zip(*quotients, strict=True)
        )
        divided = graph.node("Div", [top, bottom], hint="quotient")
        missing = graph.constant(np.array(np.nan, dtype=np.float32), "missing")
        finite = graph.node("Where", [graph.node("IsInf", [divided]), missing, divided])
        both = graph.concat([plain, finite], axis=0)
        return graph.node("Gather", [both, graph.constant(self._order, "order")], {"axis": 0}, hint="numbers")

    @cached_property
    def codes(self) -> str:
        """The ids of texts and values in the fused numbering, [rows, texts + exacts]; empty without any."""
        exacts = [
            _exact_ids(self._graph, exact, number, start) for exact, number, start in self._exact_inputs
        ]
        parts = [part for part in (self._texts, _stacked(self._graph, exacts)) if part]
        return _transposed(self._graph, self._graph.concat(parts, axis=0)) if parts else ""

    @cached_property
    def components(self) -> list[str]:
        """The piecewise-linear components of the numbers in the encoder's order, then the flags of missing ones."""
        parts = list(self._packed)
        if len(self._encoder.ple_low):
            flags = parts[1:] if len(self._encoder.flagged) else []
            back = np.zeros(len(self._encoder.ple_low), dtype=np.int64)
            used = self._component_places >= 0
            back[self._component_places[used]] = np.flatnonzero(used)
            places = self._graph.constant(back, "components")
            return [self._graph.node("Gather", [parts[0], places], {"axis": 1}), *flags]
        return parts

    @cached_property
    def plain(self) -> str:
        """The raw numbers with NaN where missing, then the ids of the texts, as floats [rows, columns].

        `plain_places` says which of these columns a column of the encoder is.
        """
        parts = [self._numbers] if self._numbers else []
        if self._texts:
            parts.append(self._graph.node("Cast", [self._texts], {"to": 1}, hint="ids"))
        return _transposed(self._graph, self._graph.concat(parts, axis=0))

    @property
    def plain_places(self) -> NDArray[np.int64]:
        """The column of `plain` that each number, and then each text, of the encoder is."""
        texts = np.arange(len(self._encoder.texts), dtype=np.int64) + len(self._order)
        return np.concatenate([np.argsort(self._order).astype(np.int64), texts])

    def start(self, table: NDArray[np.float32] | None) -> str:
        """Return the input of a layer, [rows, width]; the ids' part are the rows of `table` that they name."""
        parts = list(self._packed)
        if table is not None:
            parts.append(self.embedded(table))
        return self._graph.concat(parts)

    def numbers_alone(self) -> str:
        """Return the part of `start` that comes from the numbers; empty without numbers."""
        return self._graph.concat(self._packed) if self._packed else ""

    def spread(self, weight: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return weights [out, width in the encoder's order] as they apply to `start` or `numbers_alone`."""
        components = len(self._encoder.ple_low)
        padded = np.concatenate([weight[:, :components], np.zeros((len(weight), 1), np.float32)], axis=1)
        laid: NDArray[np.float32] = np.concatenate(
            [padded[:, self._component_places], weight[:, components:]], axis=1
        )
        return laid

    def embedded(self, table: NDArray[np.float32]) -> str:
        """Return the rows of `table` that the ids name, [rows, ids * size]."""
        graph = self._graph
        found = graph.node(
            "Gather", [graph.constant(table, "table"), self.codes], {"axis": 0}, hint="embedding"
        )
        return graph.reshape(found, [-1, table.shape[1] * self._encoder.coded])

    @cached_property
    def _packed(self) -> list[str]:
        """The components, block by block, then the flags; a part that is empty is left out."""
        if not self._numbers:
            return []
        graph, encoder = self._graph, self._encoder
        missing = graph.node("IsNaN", [self._numbers])
        fills = graph.constant(encoder.fills[self._order][:, None], "fills")
        filled = graph.node("Where", [missing, fills, self._numbers])
        parts = [part for part in self._components_of(filled) if part]
        packed = [graph.concat(parts)] if parts else []
        if len(encoder.flagged):
            rows = graph.constant(np.argsort(self._order)[encoder.flagged], "flagged")
            chosen = graph.node("Gather", [missing, rows], {"axis": 0})
            flags = graph.node("Cast", [chosen], {"to": 1}, hint="flags")
            packed.append(_transposed(graph, flags))
        return packed

    def _components_of(self, filled: str) -> list[str]:
        graph = self._graph
        parts = [filled]
        if len(self._blocks) > 1:
            sizes = graph.constant([len(block.numbers) for block in self._blocks], "sizes")
            parts = graph.node_outputs("Split", [filled, sizes], len(self._blocks), {"axis": 0})
        limits = [graph.constant(np.array(end, dtype=np.float32), "limit") for end in (0.0, 1.0)]
        found, at = [], 0
        for block, part in zip(self._blocks, parts, strict=True):
            count = len(block.numbers)
            if block.width == 0:
                continue
            places = self._component_places[at : at + count * block.width].reshape(count, block.width)
            at += count * block.width
            low = np.where(places < 0, np.float32(0), np.append(self._encoder.ple_low, 0)[places])
            scale = np.append(self._encoder.ple_scale, _PADDING_SCALE)[places]
            value = _transposed(graph, part)
            if block.width == 1:
                low, scale = low[:, 0], scale[:, 0]
            else:
                value = graph.reshape(value, [-1, count, 1])
            above = graph.node("Sub", [value, graph.constant(low.astype(np.float32), "low")])
            scaled = graph.node("Mul", [above, graph.constant(scale.astype(np.float32), "scale")])
            share = graph.node("Clip", [scaled, *limits], hint="ple")
            found.append(share if block.width == 1 else graph.reshape(share, [-1, count * block.width]))
        return found

    def _places(self) -> NDArray[np.int64]:
        """Return which component of the encoder stands at each place of the blocks; -1 where one pads."""
        widths = np.array([number.width for number in self._encoder.numbers], dtype=np.int64)
        first = np.cumsum(widths) - widths
        places = [
            first[at] + place if place < widths[at] else -1
            for block in self._blocks
            for at in block.numbers
            for place in range(block.width)
        ]
        return np.array(places, dtype=np.int64)


def _blocks(encoder: Encoder) -> tuple[_Block, ...]:
    by_width: dict[int, list[int]] = {}
    for at, number in enumerate(encoder.numbers):
        width = next((width for width in _WIDTHS if number.width <= width), number.width)
        by_width.setdefault(width, []).append(at)
    return tuple(_Block(width, tuple(by_width[width])) for width in sorted(by_width))


def _number_input(graph: GraphBuilder, number: NumberFeature) -> str:
    if not number.is_flag:
        return graph.input(number.name, "float32", [ROWS])
    word = graph.input(number.name, "string", [ROWS])
    attributes = {
        "keys_strings": list(_FLAG_WORDS),
        "values_floats": list(_FLAG_WORDS.values()),
        "default_float": float("nan"),
    }
    return graph.node("LabelEncoder", [word], attributes, domain=ML_DOMAIN)


def _text_input(graph: GraphBuilder, text: TextFeature, start: int) -> str:
    word = graph.input(text.name, "string", [ROWS])
    attributes = {
        "keys_strings": list(text.ids),
        "values_int64s": [start + number for number in text.ids.values()],
        "default_int64": start + OTHER,
    }
    return graph.node("LabelEncoder", [word], attributes, domain=ML_DOMAIN)


def _exact_ids(graph: GraphBuilder, exact: ExactFeature, number: str, start: int) -> str:
    attributes = {
        "keys_floats": list(exact.values),
        "values_int64s": list(range(start + 1, start + exact.size)),
        "default_int64": start + OTHER,
    }
    return graph.node("LabelEncoder", [number], attributes, domain=ML_DOMAIN)


def _stacked(graph: GraphBuilder, columns: list[str]) -> str:
    """Return columns [rows] as the rows of a matrix [columns, rows]; empty without any."""
    if not columns:
        return ""
    return graph.reshape(graph.concat(columns, axis=0), [len(columns), -1])


def _transposed(graph: GraphBuilder, value: str) -> str:
    return graph.node("Transpose", [value], {"perm": [1, 0]})
