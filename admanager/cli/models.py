"""Commands about models: train, evaluate, score, model."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, NoReturn

import typer

from admanager.texts import AdManagerError, sentence


def register(app: typer.Typer) -> None:
    """Add this group's commands."""
    app.command("train")(train)
    app.command("evaluate")(evaluate)
    app.command("score")(score)
    app.command("model")(model)


def _not_yet() -> NoReturn:
    raise AdManagerError(sentence("Response models are not part of this version yet."))


def train(
    project: Annotated[Path, typer.Argument(help="The project file (.adm).")],
    name: Annotated[str, typer.Argument(help="The model's name.")],
    target: Annotated[str, typer.Option(help="The column to predict.")],
) -> None:
    """Train a response model."""
    _not_yet()


def evaluate(
    project: Annotated[Path, typer.Argument(help="The project file (.adm).")],
    name: Annotated[str, typer.Argument(help="The model's name.")],
    file: Annotated[Path, typer.Argument(help="The file with known outcomes.")],
) -> None:
    """Judge a model on a file with known outcomes."""
    _not_yet()


def score(
    project: Annotated[Path, typer.Argument(help="The project file (.adm).")],
    name: Annotated[str, typer.Argument(help="The model's name.")],
    file: Annotated[Path, typer.Argument(help="The file to score.")],
    output_file: Annotated[Path, typer.Option("-o", "--output", help="The CSV file to write.")],
) -> None:
    """Write a probability for every row of a file."""
    _not_yet()


def model(
    project: Annotated[Path, typer.Argument(help="The project file (.adm).")],
    words: Annotated[list[str], typer.Argument(help="list, load FILE.onnx, or save NAME FILE.onnx.")],
) -> None:
    """List the models, load an ONNX file, or save one."""
    _not_yet()
