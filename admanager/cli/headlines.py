"""Commands about headlines: learn from one's own headline tests, judge, and rank copy."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from admanager.cli import output, paths
from admanager.texts import sentence

Project = Annotated[Path, paths.argument("The project file.")]
TestsFile = Annotated[Path | None, typer.Argument(help="A file with a line a headline of a test.")]
Table = Annotated[
    str, typer.Option(metavar="NAME", help="A table of the project that holds the tests, instead of a file.")
]
Column = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="PART=COL",
        help="Its column for test, headline, impressions or clicks; may repeat.",
    ),
]


def register(app: typer.Typer) -> None:
    """Add this group's commands."""
    group = typer.Typer(no_args_is_help=True, help="Learn from headline tests, and rank headlines.")
    group.callback()(_project)
    group.command("train")(train)
    group.command("evaluate")(evaluate)
    group.command("rank")(rank)
    app.add_typer(group, name="headlines")


def _project(context: typer.Context, project: Project) -> None:
    context.obj = project


def train(
    context: typer.Context,
    file: TestsFile = None,
    table: Table = "",
    column: Column = None,
    seed: Annotated[int, typer.Option(min=0, max=2**32 - 1)] = 0,
) -> None:
    """Learn which headlines are clicked more, comparing within each test alone."""
    from admanager.learning.headlines import train_headlines
    from admanager.project.file import ProjectFile

    with ProjectFile.open(context.obj) as opened, output.TerminalJob() as job:
        figures = train_headlines(opened, _source(file, table), columns=_columns(column), seed=seed, job=job)
    text = sentence(
        "Of {pairs:,} pairs of headlines that clearly differ, in tests held out, the better one was told in {share:.1%} "
        "(95 %: {low:.1%} to {high:.1%}).",
        pairs=figures["pairs"],
        share=figures["accuracy"],
        low=figures["low"],
        high=figures["high"],
    )
    output.emit(figures, text)


def evaluate(
    context: typer.Context, file: TestsFile = None, table: Table = "", column: Column = None
) -> None:
    """Judge the project's headline model on the clear pairs of other tests."""
    from dataclasses import asdict

    from admanager.learning.headlines import evaluate_headlines
    from admanager.project.file import ProjectFile

    with ProjectFile.open(context.obj) as opened, output.TerminalJob() as job:
        found = evaluate_headlines(opened, _source(file, table), columns=_columns(column), job=job)
    text = sentence(
        "Of {pairs:,} pairs of headlines that clearly differ the better one was told in {share:.1%} (95 %: {low:.1%} to {high:.1%}).",
        pairs=found.pairs,
        share=found.accuracy,
        low=found.low,
        high=found.high,
    )
    output.emit(asdict(found), text)


def rank(
    context: typer.Context, text: Annotated[list[str], typer.Argument(help="The headlines to rank.")]
) -> None:
    """Rank headlines, the one that is likeliest to be clicked first."""
    from admanager.learning.headlines import rank_headlines
    from admanager.project.file import ProjectFile

    with ProjectFile.open(context.obj) as opened:
        ranked = rank_headlines(opened, text)
    lines = [f"{score:+.3f}  {headline}" for headline, score in ranked]
    output.emit(
        {"headlines": [{"text": headline, "score": score} for headline, score in ranked]}, "\n".join(lines)
    )


def _source(file: Path | None, table: str) -> Path | str:
    if (file is None) == (not table):
        raise typer.BadParameter("Name either a file or, with --table, a table of the project.")
    return table if file is None else file


def _columns(given: list[str] | None) -> dict[str, str]:
    pairs = {}
    for text in given or []:
        part, equals, name = text.partition("=")
        if not equals or part.strip() not in {"test", "headline", "impressions", "clicks"}:
            raise typer.BadParameter(
                f"'{text}' is not of the form PART=COL; the parts are test, headline, impressions, clicks."
            )
        pairs[part.strip()] = name.strip()
    return pairs
