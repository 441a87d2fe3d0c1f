"""Counting bins while brushes move, compiled by numba. Import this module only where histograms are linked.

Each row has a mask with a bit for each column whose brush it fails, and `OUTSIDE` where it is not asked about at all. A
row counts in `passing` of every column when its mask is 0, and in `alone` of one column when that column's brush is
the only one that it fails: what a column's own histogram shows is the sum of both.

A brush that moves is counted in two steps: one pass finds the rows whose mask changes and lists those that begin or end
to pass; then each column is counted over these rows by itself, so that its codes and counts stay in the nearest cache.
"""

from __future__ import annotations

from typing import Any

import numba
import numpy as np
import numpy.typing as npt

OUTSIDE = np.uint32(1 << 31)

Codes = npt.NDArray[np.uint8]
Masks = npt.NDArray[np.uint32]
Rows = npt.NDArray[np.int32]
Counts = npt.NDArray[np.int64]


@numba.njit(inline="always", nogil=True)
def _single(codes: Any, row: int, fails: Any, sign: int, alone: Any) -> None:
    """Count a row in the column whose brush is the only one that it fails, if there is one."""
    if fails & (fails - np.uint32(1)) == 0 and fails != OUTSIDE:
        column = 0
        while fails >> np.uint32(column) != 1:
            column += 1
        alone[column, codes[column, row]] += sign


@numba.njit(cache=True, nogil=True)
def move_brush(
    codes: Codes, mask: Masks, brushed: int, outside: Codes, ending: Rows, beginning: Rows, alone: Counts
) -> Any:
    """Give one column another brush, `outside` telling the bins that fail it; `codes` is (columns, rows).

    Lists the rows that pass no longer in `ending`, those that pass now in `beginning`, and returns how many of each.
    """
    bit = np.uint32(np.uint32(1) << np.uint32(brushed))
    own = codes[brushed]
    ended = 0
    begun = 0
    for row in range(own.shape[0]):
        old = mask[row]
        fails = outside[own[row]] != 0
        if fails == ((old & bit) != 0):
            continue
        new = np.uint32(old ^ bit)
        mask[row] = new
        if old == 0:
            ending[ended] = row
            ended += 1
        else:
            _single(codes, row, old, -1, alone)
        if new == 0:
            beginning[begun] = row
            begun += 1
        else:
            _single(codes, row, new, 1, alone)
    return ended, begun


@numba.njit(cache=True, nogil=True)
def count_rows(codes: Codes, rows: Rows, sign: int, counts: Counts) -> None:
    """Add the bins of these rows to the counts of all columns, or take them off; `counts` is (columns, bins)."""
    for column in range(codes.shape[0]):
        own = codes[column]
        # Several tables in turn, since adding twice to one place has to wait for itself.
        parts = np.zeros((4, counts.shape[1]), np.int32)
        place = 0
        while place + 4 <= rows.shape[0]:
            parts[0, own[rows[place]]] += 1
            parts[1, own[rows[place + 1]]] += 1
            parts[2, own[rows[place + 2]]] += 1
            parts[3, own[rows[place + 3]]] += 1
            place += 4
        while place < rows.shape[0]:
            parts[0, own[rows[place]]] += 1
            place += 1
        for number in range(counts.shape[1]):
            counts[column, number] += sign * (
                parts[0, number] + parts[1, number] + parts[2, number] + parts[3, number]
            )
