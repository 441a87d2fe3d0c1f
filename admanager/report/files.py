"""Writes the report of a run to a file, whole or not at all; its ending says whether as HTML, PDF or a workbook."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from admanager.project.file import ProjectFile
from admanager.project.unfinished import whole_file
from admanager.report.content import Content, content_of
from admanager.simulation.runs import Run
from admanager.texts import AdManagerError, sentence

SUFFIXES = (".html", ".htm", ".pdf", ".xlsx")


def write_run_report(project: ProjectFile, run: Run, path: Path) -> Path:
    """Write the report of a kept run to `path`, whole or not at all, and return the path.

    Raises AdManagerError when the file's name has no ending that a report can have, or it cannot be written.
    """
    path = Path(path)
    check_path(path)
    written = _bytes(content_of(project, run, datetime.now(UTC)), path.suffix.lower())
    try:
        with whole_file(path) as unfinished:
            unfinished.write_bytes(written)
    except OSError as error:
        raise AdManagerError(
            sentence(
                "The report could not be written to {path}: {why}.",
                path=str(path),
                why=error.strerror or error,
            )
        ) from error
    return path


def _bytes(content: Content, suffix: str) -> bytes:
    match suffix:
        case ".pdf":
            from admanager.report import pdf

            return pdf.render(content)
        case ".xlsx":
            from admanager.report import workbook

            return workbook.render(content)
        case _:
            from admanager.report import html

            return html.render(content).encode("utf-8")


def check_path(path: Path) -> None:
    """Raise AdManagerError when a report cannot be written there."""
    if path.suffix.lower() not in SUFFIXES:
        raise AdManagerError(
            sentence("A report is an .html, .pdf or .xlsx file; “{name}” is none of these.", name=path.name)
        )
    if not path.parent.is_dir():
        raise AdManagerError(sentence("The folder {path} does not exist.", path=str(path.parent)))
    if path.is_dir():
        raise AdManagerError(sentence("{path} is a folder; name a file in it.", path=str(path)))
