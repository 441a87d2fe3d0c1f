"""What an import did not take as it stood, as a file that a person mends the source by: CSV or a workbook.

No cell can run in a spreadsheet: in CSV a text that looks like a formula gets an apostrophe in front, in a workbook it is
a cell of text.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from admanager.audience.export_formats import SHEET_ROWS, safe_cell
from admanager.ingest.browse import count_rejects, read_rejects, require_import
from admanager.ingest.rejects import Reject
from admanager.jobs import Job
from admanager.project.file import ProjectFile
from admanager.project.unfinished import whole_file
from admanager.report.workbook import NOT_IN_XML
from admanager.texts import AdManagerError, Sentence, sentence

SUFFIXES = (".csv", ".xlsx")
HEADER = (
    sentence("Line"),
    sentence("Column"),
    sentence("Value found"),
    sentence("Expected"),
    sentence("Why, and how to mend it"),
)
_WIDTHS = (8, 24, 40, 28, 90)
_MAX_TEXT = 32_767  # what a cell of a workbook holds
_ROWS_A_STEP = 1000

Say = Callable[[Sentence], str]
Row = tuple[int, str, str, str, str]


def save_rejects(
    project: ProjectFile, batch: int, path: Path, *, say: Say = str, job: Job | None = None
) -> int:
    """Write all that an import did not take to a file, whole or not at all, and return how many rows and cells that is.

    The file's ending says in which format; `say` puts the texts into a language. The audit log notes it, since the
    values are people's. Raises AdManagerError for another ending, an import that is not there or has no rejects, more of
    them than a sheet holds, and a file that cannot be written.
    """
    path, job = Path(path), job or Job()
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise AdManagerError(
            sentence(
                "A list of rejects is a .csv or .xlsx file; “{name}” is neither of these.", name=path.name
            )
        )
    require_import(project, batch)
    count = count_rejects(project, batch)
    if not count:
        raise AdManagerError(
            sentence("Import {batch} has no rejects; there is nothing to save.", batch=batch)
        )
    if suffix == ".xlsx" and count >= SHEET_ROWS:
        raise AdManagerError(
            sentence(
                "A sheet holds {limit:,} rows, and there are {count:,} rejects; save them as .csv.",
                limit=SHEET_ROWS - 1,
                count=count,
            )
        )
    write = _write_csv if suffix == ".csv" else _write_workbook
    try:
        with whole_file(path) as unfinished:
            write(unfinished, [say(title) for title in HEADER], _rows(project, batch, count, say, job))
    except OSError as error:
        raise AdManagerError(
            sentence("{path} could not be written: {why}.", path=str(path), why=error.strerror or error)
        ) from error
    with project.change(
        sentence("Save the rejects of import {batch}", batch=batch), undoable=False
    ) as change:
        change.audit("save rejects", f"batch {batch}", {"rejects": count})
    return count


def _rows(project: ProjectFile, batch: int, count: int, say: Say, job: Job) -> Iterator[Row]:
    for number, reject in enumerate(read_rejects(project, batch)):
        if number % _ROWS_A_STEP == 0:
            job.check_cancelled()
            job.progress(number, count, sentence("Writing rejects"))
        yield _row(reject, say)


def _row(reject: Reject, say: Say) -> Row:
    return (
        reject.line,
        reject.column or say(sentence("(whole row)")),
        reject.found,
        say(reject.expectation()),
        say(reject.explanation()),
    )


def _write_csv(path: Path, header: Sequence[str], rows: Iterable[Row]) -> None:
    """Write UTF-8 with its mark, which spreadsheets need to read it as such; comma, CRLF."""
    with path.open("wb") as raw:
        raw.write(codecs.BOM_UTF8)
    with path.open("a", encoding="utf-8", errors="backslashreplace", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([safe_cell(title) for title in header])
        writer.writerows([line, *(safe_cell(text) for text in texts)] for line, *texts in rows)


def _write_workbook(path: Path, header: Sequence[str], rows: Iterable[Row]) -> None:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Rejects")
    sheet.freeze_panes = "A2"
    for letter, width in zip("ABCDE", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width

    def text_cell(text: str) -> WriteOnlyCell:
        cell = WriteOnlyCell(sheet, NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text[:_MAX_TEXT]))
        cell.data_type = "s"
        return cell

    titles = [text_cell(title) for title in header]
    for cell in titles:
        cell.font = Font(bold=True)
    sheet.append(titles)
    for line, *texts in rows:
        sheet.append([line, *(text_cell(text) for text in texts)])
    book.save(path)
