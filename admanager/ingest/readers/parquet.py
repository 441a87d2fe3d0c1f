"""Reading a Parquet file, one row group at a time, nested columns as several with dotted names."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from admanager.ingest.options import ImportOptions
from admanager.ingest.readers import Block, Sample
from admanager.ingest.readers.cellwise import Row, Taken, listed, named_sample, text_of
from admanager.ingest.readers.records import Layout
from admanager.ingest.source import Kind
from admanager.texts import AdManagerError, sentence

if TYPE_CHECKING:
    import pyarrow as pa

_ROWS_A_BATCH = 32_768
_ROWS_OF_SAMPLE = 256


def sample(path: Path, options: ImportOptions, *, rows: int, whole: bool = False) -> Sample:
    """Return the columns and the first rows.

    Raises AdManagerError when the file is damaged or has a part wished for.
    """
    if options.part is not None:
        raise AdManagerError(sentence("{path} has no parts to choose from.", path=path.name))
    file = _opened(path)
    with file:
        schema = _flat(file.schema_arrow.empty_table())
        wanted = max(rows, _ROWS_OF_SAMPLE)
        taken: list[Row] = []
        for batch in _batches(path, file, wanted):
            columns = [texts.to_pylist() for texts in _texts(batch)]
            taken += [
                Row(len(taken) + 1 + place, list(cells))
                for place, cells in enumerate(zip(*columns, strict=True))
            ]
            if len(taken) >= wanted:
                break
        complete = len(taken) >= file.metadata.num_rows
    return named_sample(schema.column_names, taken[:wanted], options, Kind.PARQUET, complete=complete)


def blocks(path: Path, sample: Sample) -> Iterator[Block]:
    """Yield the rows, a batch of a row group at a time."""
    layout = Layout(sample.width, len(sample.names))
    file = _opened(path)
    with file:
        total = file.metadata.num_rows
        done = 0
        for batch in _batches(path, file, _ROWS_A_BATCH):
            columns = _texts(batch)
            lines = np.arange(done + 1, done + 1 + batch.num_rows, dtype=np.int64)
            done += batch.num_rows
            if _needs_care(columns):
                yield _row_by_row(columns, lines, layout, done, total)
            else:
                read = sum(column.nbytes for column in columns)
                yield Block(columns, lines, done=done, total=total, read=read)


def _opened(path: Path) -> Any:
    import pyarrow as pa
    from pyarrow import parquet

    try:
        return parquet.ParquetFile(path, memory_map=False)
    except (pa.ArrowException, OSError) as error:
        raise _damaged(path, error) from error


def _batches(path: Path, file: Any, rows: int) -> Iterator[pa.Table]:
    import pyarrow as pa

    batches = file.iter_batches(batch_size=rows, use_threads=False)
    while True:
        try:
            batch = next(batches, None)
        except (pa.ArrowException, OSError) as error:
            raise _damaged(path, error) from error
        if batch is None:
            return
        yield _flat(pa.Table.from_batches([batch]))


def _damaged(path: Path, error: Exception) -> AdManagerError:
    return AdManagerError(
        sentence("The Parquet file {path} is damaged or cut off; get the file anew.", path=path.name),
        details=str(error),
    )


def _flat(table: pa.Table) -> pa.Table:
    import pyarrow.types as types

    while any(types.is_struct(field.type) for field in table.schema):
        table = table.flatten()
    return table


def _texts(table: pa.Table) -> list[pa.Array]:
    """Return every column as texts that the importer reads back as the same values."""
    return [
        _text_column(column.combine_chunks() if column.num_chunks != 1 else column.chunk(0))
        for column in table.columns
    ]


def _text_column(column: pa.Array) -> pa.Array:
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.types as types

    if isinstance(column, pa.ChunkedArray):
        column = pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], column.type)
    if types.is_dictionary(column.type):
        column = column.dictionary_decode()
    kind = column.type
    if types.is_string(kind) or types.is_large_string(kind):
        texts = column.cast(pa.string())
        return pc.if_else(pc.equal(texts, ""), pa.scalar(None, pa.string()), texts)
    if types.is_timestamp(kind):
        return _moments(column)
    if types.is_integer(kind) or types.is_boolean(kind) or types.is_date(kind):
        return column.cast(pa.date32()).cast(pa.string()) if types.is_date(kind) else column.cast(pa.string())
    return pa.array([_nested_text(value) for value in column.to_pylist()], pa.string())


def _moments(column: pa.Array) -> pa.Array:
    import pyarrow as pa
    import pyarrow.compute as pc

    aware = column.type.tz is not None
    seconds = pc.floor_temporal(column.cast(pa.timestamp(column.type.unit)), unit="second")
    texts = seconds.cast(pa.timestamp("s")).cast(pa.string())
    return pc.binary_join_element_wise(texts, "Z", "") if aware else texts


def _nested_text(value: object) -> str | None:
    if isinstance(value, list):
        return listed(value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return text_of(value)


def _needs_care(columns: list[pa.Array]) -> bool:
    """Return whether a cell is so long, or a row so empty, that rows have to be looked at one by one."""
    import pyarrow.compute as pc

    if not columns:
        return False
    if any(
        column.nbytes > 1 << 20 and (pc.max(pc.binary_length(column)).as_py() or 0) > 1 << 20
        for column in columns
    ):
        return True
    if any(pc.any(pc.match_substring(column, "\x00")).as_py() for column in columns):
        return True
    empty = columns[0].is_null()
    for column in columns[1:]:
        empty = pc.and_(empty, column.is_null())
    return bool(pc.any(empty).as_py())


def _row_by_row(columns: list[pa.Array], lines: Any, layout: Layout, done: int, total: int) -> Block:
    taken = Taken(layout)
    for line, cells in zip(
        lines.tolist(), zip(*(column.to_pylist() for column in columns), strict=True), strict=True
    ):
        taken.add(Row(line, list(cells)))
    return taken.block(done, total)
