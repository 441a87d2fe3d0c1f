"""What an import came to, or would, as JSON and in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from admanager.texts import sentence

if TYPE_CHECKING:
    from admanager.ingest.load import ImportResult
    from admanager.ingest.preview import Preview
    from admanager.ingest.rejects import Reject


def as_json(results: Sequence[ImportResult]) -> dict[str, object]:
    """Return one file's result; of several files or parts the sums, with each one's own under `files`."""
    from admanager.audience.imports import together

    single = [{"file": result.source, **_one(result)} for result in results]
    if len(single) == 1:
        return single[0]
    return {"file": single[-1]["file"], **_one(together(results)), "files": single}


_COUNTS = (
    "rows_read", "rows_imported", "rows_updated", "rows_rejected", "rows_blank", "rows_skipped", "duplicates",
    "cells_reported",
)  # fmt: skip


def _one(result: ImportResult) -> dict[str, object]:
    from admanager.privacy.findings import summary

    return {
        "batch": result.batch,
        "table": result.table,
        "format": result.kind,
        "part": result.options.part,
        "zone": result.options.zone,
        "currency": result.options.currency,
        **{name: getattr(result, name) for name in _COUNTS},
        "encoding": result.options.encoding,
        "delimiter": result.options.delimiter,
        "quote": result.options.quote,
        "header": list(result.header),
        "key": result.options.key,
        "columns": [
            {"name": column.name, "type": column.type, "missing": column.missing, "role": column.role}
            for column in result.columns
        ],
        "findings": summary(result.findings),
        "suppressed": result.rows_suppressed,
        "do_not_contact": result.do_not_contact,
        "warnings": list(result.warnings),
        "seconds": result.seconds,
    }


def previewed(found: Preview) -> dict[str, object]:
    """Return how one file would be read."""
    options = found.settled.options
    return {
        "format": found.settled.sample.kind.value,
        "part": options.part,
        "parts": list(found.settled.sample.parts),
        "encoding": options.encoding,
        "delimiter": options.delimiter,
        "quote": options.quote,
        "header": found.header,
        "types": {column.source_name: column.type for column in found.columns},
        "roles": {column.source_name: column.role for column in found.columns},
        "rows": found.rows,
        "rejects": [rejected(reject) for reject in found.rejects],
        "complete": found.complete,
    }


def rejected(reject: Reject) -> dict[str, object]:
    """Return a row or a cell that was not taken: where, what was there, what should have been, and how to mend it."""
    return {
        "line": reject.line,
        "column": reject.column,
        "found": reject.found,
        "expected": reject.expectation(),
        "reason": reject.explanation(),
        "whole_row": reject.whole_row,
    }


def in_words(name: str, result: ImportResult) -> str:
    """Return what became of one file, and its columns as a table."""
    if result.rows_read == result.rows_blank:
        return sentence("{file}: no rows, so nothing to import.", file=name)
    if result.batch is None:
        first = sentence(
            "{file}: {rows:,} of {read:,} rows would be imported into {table}.",
            file=name,
            rows=result.rows_imported,
            read=result.rows_read,
            table=result.table,
        )
    else:
        first = sentence(
            "{file}: imported {rows:,} of {read:,} rows into {table} as import {batch}.",
            file=name,
            rows=result.rows_imported,
            read=result.rows_read,
            table=result.table,
            batch=result.batch,
        )
    rows = [[column.name, column.type, column.role, f"{column.missing:,}"] for column in result.columns]
    return f"{first}\n{aligned(['column', 'type', 'role', 'missing'], rows)}"


def aligned(header: Sequence[str], rows: Sequence[Sequence[str | None]], width: int = 24) -> str:
    """Return rows as lines of aligned text, long cells cut."""

    def shown(cell: str | None) -> str:
        text = "" if cell is None else " ".join(cell.split())
        return text if len(text) <= width else text[: width - 1] + "…"

    lines = [[shown(cell) for cell in row] for row in (header, *rows)]
    if not header:
        return ""
    widths = [max(len(line[place]) for line in lines) for place in range(len(header))]
    return "\n".join(
        "  ".join(cell.ljust(size) for cell, size in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )
