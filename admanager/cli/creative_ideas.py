"""The command about ideas for headlines."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from admanager.cli import output, paths
from admanager.texts import sentence


def ideas(
    context: typer.Context,
    source: Annotated[
        Path | None,
        paths.argument("Headlines of your own to learn from first: a .txt with one a line, or a table."),
    ] = None,
    column: Annotated[str, typer.Option(help="The table's column of headlines; usual names are found.")] = "",
    count: Annotated[int, typer.Option(min=1, max=200, help="How many ideas.")] = 12,
    longest: Annotated[
        int | None,
        typer.Option(
            min=12,
            max=120,
            help="Letters at most; by default those that the brand's networks take of a headline.",
        ),
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same ideas.")] = 0,
) -> None:
    """Make up ideas for headlines in the manner of your own; learns that first where a file is given."""
    from admanager.creative.ideas import headline_ideas, learn_ideas
    from admanager.project.file import ProjectFile

    with ProjectFile.open(context.obj) as project, output.TerminalJob() as job:
        card = learn_ideas(project, source, column=column, seed=seed, job=job) if source is not None else None
        found = headline_ideas(project, count=count, seed=seed, limit=longest)
    output.emit(
        {"ideas": [asdict(idea) for idea in found], "label": "idea", "learned": card},
        "\n".join(
            [
                sentence("Ideas, made up by a model; read each of them before it is used:"),
                *(idea.text for idea in found),
            ]
        ),
    )
