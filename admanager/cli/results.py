"""Commands about results: report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from admanager.cli import output, paths
from admanager.project.file import ProjectFile


def register(app: typer.Typer) -> None:
    """Add this group's commands."""
    app.command("report")(report)


def report(
    project: Annotated[Path, paths.argument("The project file (.adm).")],
    run: Annotated[str, typer.Argument(help="The run's name or number.")],
    output_file: Annotated[
        Path, paths.option("-o", "--output", help_text="The file to write, such as spring.html.")
    ],
) -> None:
    """Write the report of a run."""
    from admanager.report.html import check_path, write_run_report
    from admanager.simulation.runs import get_run

    check_path(output_file)
    with ProjectFile.open(project) as opened:
        path = write_run_report(opened, get_run(opened, run), output_file)
    output.emit({"path": str(path)}, f"Wrote the report to {path}.")
