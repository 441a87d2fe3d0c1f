"""The inner loop of the bootstrap, compiled by numba."""

from __future__ import annotations

import numpy as np

from admanager.simulation.scalar_draws import GOLDEN, entry, mixed


@entry
def add_samples(table: np.ndarray, key: np.uint64, sums: np.ndarray) -> None:
    """Add to row s of `sums` the column sums of as many rows of `table`, drawn with replacement, as it has."""
    rows, columns = table.shape
    many = np.uint64(rows)
    low_bits, shift = np.uint64(0xFFFFFFFF), np.uint64(32)
    for sample in range(len(sums)):
        stream = mixed(key + GOLDEN * np.uint64(sample + 1))
        number = np.uint64(0)
        bits = np.uint64(0)
        for k in range(rows):
            # Two rows from each 64 bits: the high word of a 32-bit product is even to 2 ** -32 rows.
            if k % 2 == 0:
                number += np.uint64(1)
                bits = mixed(stream + GOLDEN * number)
                row = ((bits >> shift) * many) >> shift
            else:
                row = ((bits & low_bits) * many) >> shift
            for column in range(columns):
                sums[sample, column] += table[row, column]
