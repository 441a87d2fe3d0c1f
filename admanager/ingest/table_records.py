"""Encoding Arrow columns as rows of SQLite, whole columns at a time.

A cell of a table's leaf page is the length of its record, the row's id, and the record: a header that says of each value
how it is stored, and the values. See https://www.sqlite.org/fileformat2.html#record_format.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from admanager.ingest.arrays import filled, offsets

if TYPE_CHECKING:
    import pyarrow as pa

Bytes = npt.NDArray[np.uint8]
Integers = npt.NDArray[np.int64]
Codes = npt.NDArray[np.integer[Any]]
Mask = npt.NDArray[np.bool_]

_NULL, _FLOAT, _ZERO, _ONE, _EMPTY_TEXT = 0, 7, 8, 9, 13
_WIDTHS = np.array([0, 1, 2, 3, 4, 6, 8, 8, 0, 0], dtype=np.int64)
"""How many bytes the value behind each code takes; the codes of 0 and 1 say it all, those of texts are beyond."""
_LARGEST = (2**7 - 1, 2**15 - 1, 2**23 - 1, 2**31 - 1, 2**47 - 1)


@dataclass(frozen=True)
class Cells:
    """The cells of some rows, one after another: `data`, and where each starts and the last one ends.

    `prefixes` is how many bytes of each are not its record: the record's length and the row's id.
    """

    data: Bytes
    edges: Integers
    prefixes: Integers


def cells_of(ids: Integers, columns: Sequence[pa.Array]) -> Cells:
    """Return the cells of rows with these ids, whose table's first column is the id itself; there is at least one row.

    `columns` are int64, float64 or string, null where there is no value; a float that is no number is no value either,
    as in SQLite.
    """
    stored = [_stored(column) for column in columns]
    coded = [np.zeros(len(ids), np.uint8), *(column.codes for column in stored)]
    header = sum((_varint_sizes(codes) for codes in coded), np.ones(len(ids), np.int64))
    # The length of the header counts itself.
    header += header >= 128
    payload = sum((column.sizes for column in stored), header.copy())
    prefixes = _varint_sizes(payload) + _varint_sizes(ids)
    head = [_varint(numbers) for numbers in (payload, ids, header, *coded)]
    data, edges = _joined([_packed(head, prefixes + header), *_values(stored)])
    return Cells(data, edges, prefixes)


def _joined(parts: Sequence[pa.Array]) -> tuple[Bytes, Integers]:
    """Return the binary values of each row one behind the other, and where each row starts and the last one ends."""
    import pyarrow as pa

    count, rows = len(parts), len(parts[0])
    turned = np.arange(count * rows, dtype=np.int32).reshape(count, rows).T.reshape(-1)
    joined = pa.concat_arrays(parts).take(pa.array(turned)) if count > 1 else parts[0]
    edges = offsets(joined)[::count].astype(np.int64)
    return np.frombuffer(joined.buffers()[2], np.uint8)[: edges[-1]], edges


# -- values ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Stored:
    """A column as records hold it: a code for each value, how many bytes each takes, and these: of numbers or of texts."""

    codes: Codes
    sizes: Integers
    numbers: _Bytes | None = None
    texts: pa.Array | None = None


def _stored(column: pa.Array) -> _Stored:
    import pyarrow as pa

    if pa.types.is_int64(column.type):
        return _stored_integers(column)
    if pa.types.is_float64(column.type):
        return _stored_floats(column)
    return _stored_texts(column)


def _stored_integers(column: pa.Array) -> _Stored:
    numbers = column.fill_null(0).to_numpy(zero_copy_only=False)
    # Of a negative number the bits that differ from the sign's tell how many bytes it takes.
    size = numbers ^ (numbers >> 63)
    largest = int(size.max())
    codes = np.ones(len(numbers), np.uint8)
    for limit in (each for each in _LARGEST if each < largest):
        codes += size > limit
    codes[numbers == 0] = _ZERO
    codes[numbers == 1] = _ONE
    if column.null_count:
        codes[~filled(column)] = _NULL
    return _numbers(codes, numbers, ">i8")


def _stored_floats(column: pa.Array) -> _Stored:
    numbers = column.fill_null(np.nan).to_numpy(zero_copy_only=False)
    return _numbers(np.where(np.isnan(numbers), _NULL, _FLOAT).astype(np.uint8), numbers, ">f8")


def _numbers(codes: Codes, values: npt.NDArray[Any], type_: str) -> _Stored:
    """Return numbers of eight bytes, the largest first, of which the last ones are kept that the codes ask for."""
    sizes = _WIDTHS[codes]
    width = int(sizes.max())
    content = values.astype(type_).view(np.uint8).reshape(-1, 8)[:, 8 - width :]
    alike = int(sizes.min()) == width
    return _Stored(
        codes, sizes, _Bytes(content, [None if alike else sizes >= width - place for place in range(width)])
    )


def _stored_texts(column: pa.Array) -> _Stored:
    import pyarrow as pa

    sizes = np.diff(offsets(column)).astype(np.int64)
    codes = sizes * 2 + _EMPTY_TEXT
    if column.null_count:
        known = filled(column)
        codes[~known] = _NULL
        sizes[~known] = 0
    return _Stored(codes, sizes, texts=column.cast(pa.binary()))


def _values(stored: Sequence[_Stored]) -> list[pa.Array]:
    """Return the values of each row in as few parts as their order allows: neighbouring columns of numbers are one."""
    parts = []
    there = (column for column in stored if column.sizes.any())
    for are_numbers, group in itertools.groupby(there, lambda column: column.texts is None):
        if are_numbers:
            numbers = list(group)
            sizes = sum((column.sizes for column in numbers[1:]), numbers[0].sizes)
            parts.append(_packed([column.numbers for column in numbers if column.numbers is not None], sizes))
        else:
            parts += [column.texts for column in group]
    return parts


# -- rows of bytes ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Bytes:
    """Some bytes of each row; `kept` says of each place in which rows it is there, None for all."""

    content: Bytes
    kept: Sequence[Mask | None]


def _varint_sizes(numbers: Codes) -> Codes:
    """Return how many bytes SQLite needs for each number; none is negative."""
    sizes = np.ones(len(numbers), np.int64)
    largest = int(numbers.max())
    for bits in range(7, largest.bit_length(), 7):
        sizes += numbers >= 1 << bits
    return sizes


def _varint(numbers: Codes) -> _Bytes:
    """Return numbers that are not negative as SQLite writes them: seven bits a byte, the last byte without the eighth."""
    shifts = range(0, max(1, int(numbers.max()).bit_length()), 7)[::-1]
    content = np.empty((len(numbers), len(shifts)), np.uint8)
    kept: list[Mask | None] = []
    for place, shift in enumerate(shifts):
        content[:, place] = (numbers >> shift) & 0x7F
        if shift:
            content[:, place] |= 0x80
        kept.append(numbers >= 1 << shift if shift else None)
    return _Bytes(content, kept)


def _packed(parts: Sequence[_Bytes], sizes: Integers) -> pa.Array:
    """Return the bytes of each row that are there, of one part after the other, as a binary array; `sizes` is their count."""
    import pyarrow as pa

    rows, width = len(sizes), sum(part.content.shape[1] for part in parts)
    content = np.empty((rows, width), np.uint8)
    kept = np.ones((rows, width), bool)
    place = 0
    for part in parts:
        content[:, place : place + part.content.shape[1]] = part.content
        for mask in part.kept:
            if mask is not None:
                kept[:, place] = mask
            place += 1
    edges = np.zeros(rows + 1, dtype=np.int32)
    np.cumsum(sizes, out=edges[1:])
    packed = content.reshape(-1) if edges[-1] == content.size else content[kept]
    return pa.Array.from_buffers(pa.binary(), rows, [None, pa.py_buffer(edges), pa.py_buffer(packed)])
