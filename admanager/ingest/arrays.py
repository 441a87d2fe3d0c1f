"""Looking at the bytes of Arrow's string columns with NumPy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from admanager.ingest.words import BLANKS

if TYPE_CHECKING:
    import pyarrow as pa

Mask = npt.NDArray[np.bool_]


def offsets(column: pa.Array) -> npt.NDArray[np.int32]:
    """Return where each cell's bytes start in the column's data, and where the last one ends."""
    buffer = column.buffers()[1]
    if buffer is None or len(column) == 0:
        return np.zeros(len(column) + 1, dtype=np.int32)
    return np.frombuffer(buffer, np.int32)[column.offset : column.offset + len(column) + 1]


def data(column: pa.Array) -> npt.NDArray[np.uint8]:
    """Return the bytes that the offsets point into."""
    buffer = column.buffers()[2]
    return np.empty(0, np.uint8) if buffer is None else np.frombuffer(buffer, np.uint8)


def byte_at(column: pa.Array, position: int) -> npt.NDArray[np.uint8]:
    """Return the byte at a position of every cell; 0 where the cell is shorter or null."""
    edges, content = offsets(column), data(column)
    if not len(content):
        return np.zeros(len(column), dtype=np.uint8)
    places = edges[:-1] + position
    found = content.take(places, mode="clip")
    found[places >= edges[1:]] = 0
    return found


def filled(column: pa.Array) -> Mask:
    """Return which cells are not null."""
    if column.null_count == 0:
        return np.ones(len(column), dtype=bool)
    mask: Mask = column.is_valid().to_numpy(zero_copy_only=False)
    return mask


def blank_cells(column: pa.Array) -> Mask:
    """Return which cells are null or hold nothing but blanks."""
    first = byte_at(column, 0)
    blank: Mask = ~filled(column) | (np.diff(offsets(column)) == 0)
    for row in np.flatnonzero((first > 0) & (first <= 32)):
        blank[row] = not column[int(row)].as_py().strip(BLANKS)
    return blank
