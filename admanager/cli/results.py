"""Commands about results: report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from admanager.texts import AdManagerError, sentence


def register(app: typer.Typer) -> None:
    """Add this group's commands."""
    app.command("report")(report)


def report(
    project: Annotated[Path, typer.Argument(help="The project file (.adm).")],
    run: Annotated[str, typer.Argument(help="The run's name or number.")],
    output_file: Annotated[Path, typer.Option("-o", "--output", help="The file to write.")],
) -> None:
    """Write the report of a run."""
    raise AdManagerError(sentence("Reports are not part of this version yet."))
