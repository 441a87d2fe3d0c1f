"""Commands that learn and ask: train, evaluate, score, value. Those about one kept model are in `kept_models`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from admanager.cli import kept_models, output, paths
from admanager.cli.lists import names, pairs
from admanager.cli.model_words import head_line, trained_json, trained_text
from admanager.texts import AdManagerError, sentence

# Written out, since learning loads pydantic and NumPy, which --help does not need.
Family = Literal[
    "auto", "logistic", "gbdt", "dcn", "deepfm", "tabm",
    "sequence", "gru", "cnn", "transformer", "esmm", "mmoe", "uplift",
]  # fmt: skip
_LONGEST_NAME = 120
Project = Annotated[Path, paths.argument("The project file.")]
Name = Annotated[str, typer.Argument(help="The model's name.")]


def register(app: typer.Typer) -> None:
    """Add this group's commands."""
    app.command("train")(train)
    app.command("evaluate")(evaluate)
    app.command("score")(score)
    app.command("value")(value)
    app.add_typer(kept_models.group(), name="model")


def train(
    project: Project,
    name: Name,
    target: Annotated[str, typer.Option(help="The column to predict.")],
    positive: Annotated[
        str | None, typer.Option(help="The target's value that counts as a yes, as the source writes it.")
    ] = None,
    table: Annotated[str | None, typer.Option(help="profiles, impressions or events.")] = None,
    family: Annotated[Family, typer.Option(help="The kind of model; auto blends several.")] = "auto",
    exclude: Annotated[str, typer.Option(metavar="COL,...", help="Columns to leave out.")] = "",
    include: Annotated[
        str,
        typer.Option(metavar="COL,...", help="Columns to keep although the leak guard would leave them out."),
    ] = "",
    treatment: Annotated[
        str | None, typer.Option(help="For uplift: the column that says who was treated.")
    ] = None,
    control: Annotated[str | None, typer.Option(help="For uplift: its value for those who were not.")] = None,
    clicked: Annotated[
        str | None,
        typer.Option(
            help="For esmm and mmoe, whose target is the conversion: the column that says who clicked before it; "
            "by default the one with the role clicked."
        ),
    ] = None,
    seed: Annotated[int, typer.Option(min=0, max=2**32 - 1)] = 0,
) -> None:
    """Train a response model and keep it in the project."""
    from admanager.learning.models import train as train_model
    from admanager.learning.request import TrainRequest
    from admanager.project.file import ProjectFile

    if (treatment or control) and family != "uplift":
        raise AdManagerError(sentence("--treatment and --control belong to --family uplift."))
    if clicked and family not in {"esmm", "mmoe"}:
        raise AdManagerError(sentence("--clicked belongs to --family esmm and mmoe."))
    if not 0 < len(name.strip()) <= _LONGEST_NAME:
        raise AdManagerError(sentence("A model's name has 1 to {longest} letters.", longest=_LONGEST_NAME))
    request = TrainRequest(
        name=name.strip(),
        target=target,
        positive=positive,
        table=table,
        family=family,
        include=names(include),
        exclude=names(exclude),
        treatment=treatment,
        control=control,
        clicked=clicked,
        seed=seed,
    )
    with ProjectFile.open(project) as opened, output.TerminalJob() as job:
        trained = train_model(opened, request, job=job)
    for finding in trained.card.warnings:
        output.warn(finding.reason)
    if moved := trained.card.moved():
        output.warn(moved)
    output.emit(trained_json(trained), trained_text(trained))


def evaluate(
    project: Project,
    name: Name,
    file: Annotated[Path, paths.argument("A file with the model's columns and the outcome.")],
    role: Annotated[
        list[str] | None,
        typer.Option(metavar="COL=ROLE", help="What a column means; label marks the outcome."),
    ] = None,
) -> None:
    """Compare a model's probabilities with what happened, on a file."""
    from admanager.learning.file_scoring import evaluate_file
    from admanager.learning.task_files import evaluate_task, has_own_way
    from admanager.project.file import ProjectFile

    with ProjectFile.open(project) as opened, output.TerminalJob() as job:
        if has_own_way(opened, name):
            figures = evaluate_task(opened, name, file, roles=pairs(role or []), job=job)
            _warn_of_rejects(figures["rows_rejected"])
            _warn_of_known(figures["seems_trained_on"])
            output.emit({"model": name, **figures}, _figures_text(name, file, figures))
            return
        found = evaluate_file(opened, name, file, roles=pairs(role or []), job=job)
    _warn_of_rejects(found.rows_rejected)
    _warn_of_known(found.seems_trained_on)
    metrics = found.evaluation.metrics
    result = metrics.model_dump() | {
        "model": name,
        "rows_rejected": found.rows_rejected,
        "rows_without_target": found.rows_without_target,
        "seems_trained_on": found.seems_trained_on,
        "rows_per_second": found.rows_per_second,
        "seconds": found.seconds,
        **{key: part.metrics.model_dump() for key, part in found.heads.items()},
    }
    text = (
        f"{name} on {file.name}: {metrics.rows:,} rows, base rate {metrics.base_rate:.2%}\n"
        f"AUC {metrics.auc:.4f}, log loss {metrics.log_loss:.4f}, "
        f"calibration error {metrics.ece:.4f} (chance alone: {metrics.ece_floor:.4f})"
    )
    text = "\n".join([text, *(head_line(key, part.metrics) for key, part in found.heads.items())])
    output.emit(result, text)


def score(
    project: Project,
    name: Name,
    file: Annotated[Path, paths.argument("A file with the model's columns.")],
    out: Annotated[Path, paths.option("-o", "--out", help_text="The CSV file to write.")],
) -> None:
    """Write each row's probability to a CSV file."""
    from admanager.learning.file_scoring import score_file
    from admanager.learning.task_files import has_own_way, score_task
    from admanager.project.file import ProjectFile

    with ProjectFile.open(project) as opened, output.TerminalJob() as job:
        if has_own_way(opened, name):
            scored = score_task(opened, name, file, out, job=job)
            _warn_of_rejects(scored["rows_rejected"])
            output.emit(
                scored, sentence("Wrote {rows:,} rows to {path}.", rows=scored["rows"], path=str(out))
            )
            return
        found = score_file(opened, name, file, out, job=job)
    _warn_of_rejects(found.rows_rejected)
    result = {
        "path": str(found.path),
        "rows": found.rows,
        "rows_rejected": found.rows_rejected,
        "rows_per_second": found.rows_per_second,
        "seconds": found.seconds,
    }
    output.emit(
        result, sentence("Wrote {rows:,} probabilities to {path}.", rows=found.rows, path=str(found.path))
    )


def value(
    project: Project,
    days: Annotated[int, typer.Option(min=1, max=3650, help="How far to look ahead.")] = 90,
    out: Annotated[
        Path | None, paths.option("-o", "--out", help_text="A CSV file with a line a customer.")
    ] = None,
) -> None:
    """Tell which customers are still there, how often they will buy, and for how much (BG/NBD, Gamma-Gamma)."""
    from admanager.learning.customer_value import customer_value, write_customers
    from admanager.project.file import ProjectFile

    with ProjectFile.open(project) as opened, output.TerminalJob() as job:
        found = customer_value(opened, days=days, job=job)
    figures = found.figures() | ({"path": str(write_customers(found, out))} if out else {})
    text = sentence(
        "{customers:,} customers, {alive:,} of them likely still active; {purchases:,.0f} purchases are expected in {days} days.",
        customers=figures["customers"],
        alive=figures["likely_alive"],
        purchases=figures["expected_purchases"],
        days=days,
    )
    output.emit(figures, text)


def _figures_text(name: str, file: Path, figures: dict[str, Any]) -> str:
    lines = [f"{name} on {file.name}:"]
    lines += [
        f"  {key}: {value:,.4f}" if isinstance(value, float) else f"  {key}: {value}"
        for key, value in figures.items()
    ]
    return "\n".join(lines)


def _warn_of_rejects(rows: int) -> None:
    if rows:
        output.warn(sentence("{rows:,} rows of the file could not be read and were left out.", rows=rows))


def _warn_of_known(seems_trained_on: bool) -> None:
    if seems_trained_on:
        output.warn(
            sentence(
                "These seem to be the rows that the model was trained on, so that its figures look too good; what it reaches on rows "
                "that it had not seen was told when it was trained, and is on its card."
            )
        )
