"""Counting bins while brushes move, compiled by numba. Import this module only where histograms are linked.

Each row has a mask with a bit for each column whose brush it fails, and `OUTSIDE` where it is not asked about at all. A
row counts in `passing` of every column when its mask is 0, and in `alone` of one column when that column's brush is
the only one that it fails: what a column's own histogram shows is the sum of both.
"""

from __future__ import annotations

from typing import Any

import numba
import numpy as np
import numpy.typing as npt

OUTSIDE = np.uint32(1 << 31)


@numba.njit(inline="always", nogil=True)
def _add(codes: Any, row: int, fails: Any, sign: int, passing: Any, alone: Any) -> Any:
    """Count one row, or take it out again; return whether it passes everything."""
    if fails == 0:
        for column in range(codes.shape[1]):
            passing[column, codes[row, column]] += sign
        return True
    if fails & (fails - np.uint32(1)) == 0 and fails != OUTSIDE:
        column = 0
        while fails >> np.uint32(column) != 1:
            column += 1
        alone[column, codes[row, column]] += sign
    return False


@numba.njit(cache=True, nogil=True)
def count_all(
    codes: npt.NDArray[np.uint8],
    mask: npt.NDArray[np.uint32],
    consented: npt.NDArray[np.uint8],
    passing: npt.NDArray[np.int64],
    alone: npt.NDArray[np.int64],
) -> Any:
    """Count all rows; `codes` is (rows, columns), the counts are (columns, bins). Return all and consented that pass."""
    selected = 0
    allowed = 0
    for row in range(codes.shape[0]):
        if _add(codes, row, mask[row], 1, passing, alone):
            selected += 1
            allowed += consented[row]
    return selected, allowed


@numba.njit(cache=True, nogil=True)
def move_brush(
    codes: npt.NDArray[np.uint8],
    mask: npt.NDArray[np.uint32],
    consented: npt.NDArray[np.uint8],
    passing: npt.NDArray[np.int64],
    alone: npt.NDArray[np.int64],
    brushed: int,
    outside: npt.NDArray[np.uint8],
) -> Any:
    """Give one column another brush, `outside` telling the bins that fail it; only rows that change are counted.

    Return by how many all and consented that pass have grown.
    """
    bit = np.uint32(np.uint32(1) << np.uint32(brushed))
    selected = 0
    allowed = 0
    for row in range(codes.shape[0]):
        old = mask[row]
        fails = outside[codes[row, brushed]] != 0
        if fails == ((old & bit) != 0):
            continue
        new = np.uint32(old ^ bit)
        mask[row] = new
        if _add(codes, row, old, -1, passing, alone):
            selected -= 1
            allowed -= consented[row]
        if _add(codes, row, new, 1, passing, alone):
            selected += 1
            allowed += consented[row]
    return selected, allowed
