"""Commands about models: train, evaluate, score, model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from admanager.cli import output, paths
from admanager.texts import AdManagerError, sentence

if TYPE_CHECKING:
    from admanager.learning.card import Head
    from admanager.learning.evaluation import Metrics
    from admanager.learning.findings import Finding
    from admanager.learning.models import ModelInfo, TrainedModel

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
    group = typer.Typer(no_args_is_help=True, help="List, load and save the models of a project.")
    group.callback()(_project)
    group.command("list")(list_)
    group.command("load")(load)
    group.command("save")(save)
    group.command("apply")(apply)
    group.command("explain")(explain)
    group.command("drift")(drift)
    app.add_typer(group, name="model")


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
        include=_names(include),
        exclude=_names(exclude),
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
    output.emit(_trained_json(trained), _trained_text(trained))


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
            figures = evaluate_task(opened, name, file, roles=_pairs(role or []), job=job)
            _warn_of_rejects(figures["rows_rejected"])
            output.emit({"model": name, **figures}, _figures_text(name, file, figures))
            return
        found = evaluate_file(opened, name, file, roles=_pairs(role or []), job=job)
    _warn_of_rejects(found.rows_rejected)
    metrics = found.evaluation.metrics
    result = metrics.model_dump() | {
        "model": name,
        "rows_rejected": found.rows_rejected,
        "rows_without_target": found.rows_without_target,
        "rows_per_second": found.rows_per_second,
        "seconds": found.seconds,
        **{key: part.metrics.model_dump() for key, part in found.heads.items()},
    }
    text = (
        f"{name} on {file.name}: {metrics.rows:,} rows, base rate {metrics.base_rate:.2%}\n"
        f"AUC {metrics.auc:.4f}, log loss {metrics.log_loss:.4f}, "
        f"calibration error {metrics.ece:.4f} (chance alone: {metrics.ece_floor:.4f})"
    )
    text = "\n".join([text, *(_head_line(key, part.metrics) for key, part in found.heads.items())])
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


def _project(context: typer.Context, project: Project) -> None:
    context.obj = project


def list_(context: typer.Context) -> None:
    """List the models of the project."""
    from admanager.learning.models import list_models
    from admanager.project.file import ProjectFile

    with ProjectFile.open(context.obj) as opened:
        models = list_models(opened)
    lines = [_line(model) for model in models] or [sentence("The project has no models yet.")]
    output.emit({"models": [_info_json(model) for model in models]}, "\n".join(lines))


def load(
    context: typer.Context,
    file: Annotated[Path, paths.argument("An ONNX file.")],
    name: Annotated[str | None, typer.Option(help="The name it gets; by default its own.")] = None,
    column: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="INPUT=COL,...", help="The columns that feed an input; may repeat."),
    ] = None,
) -> None:
    """Check an ONNX file and take it into the project."""
    from admanager.learning.gate import check_foreign, read_file
    from admanager.learning.mapping import map_columns
    from admanager.learning.models import store_checked
    from admanager.project.file import ProjectFile

    with ProjectFile.open(context.obj) as opened, output.TerminalJob() as job:
        content = read_file(file)
        report = check_foreign(content, job=job)
        given = {key: _names(value) for key, value in _pairs(column or []).items()}
        mapping = map_columns(report.inputs, report.outputs, report.probabilities, given) if given else None
        own_name = report.card.name if report.card else file.stem
        loaded = store_checked(opened, content, report, name or own_name, mapping)
    result = {
        "model": loaded.info.name,
        "family": loaded.info.family,
        "inputs": [_declared(value) for value in report.inputs],
        "outputs": [_declared(value) for value in report.outputs],
        "mapping": loaded.info.mapping.inputs if loaded.info.mapping else None,
        "operators": list(report.operators),
        "sha256": report.sha256,
        "producer": report.producer,
    }
    text = sentence(
        "Loaded “{name}”: {inputs} inputs, made by {producer}.",
        name=loaded.info.name,
        inputs=len(report.inputs),
        producer=report.producer or "?",
    )
    output.emit(result, text)


def save(
    context: typer.Context,
    name: Name,
    file: Annotated[Path, paths.argument("The ONNX file to write.")],
) -> None:
    """Write a model's self-contained ONNX file."""
    from admanager.learning.models import save_onnx
    from admanager.project.file import ProjectFile

    with ProjectFile.open(context.obj) as opened:
        path = save_onnx(opened, name, file)
    output.emit({"path": str(path)}, sentence("Wrote the model to {path}.", path=str(path)))


def apply(context: typer.Context, name: Name) -> None:
    """Score everyone in the project; the probabilities become the column "NAME score" of the profiles.

    A model of the funnel fills "NAME click score" and "NAME conversion score" as well.
    """
    from admanager.learning.project_scoring import score_profiles
    from admanager.project.file import ProjectFile

    with ProjectFile.open(context.obj) as opened, output.TerminalJob() as job:
        scored = score_profiles(opened, name, job=job)
    output.emit(
        {
            "model": name,
            "column": scored.column,
            "rows": scored.rows,
            "mean": scored.mean,
            "heads": {head: asdict(told) for head, told in scored.heads.items()},
            "seconds": scored.seconds,
        },
        sentence(
            "Scored {rows:,} people; their probabilities are in the column “{column}”, {mean:.2%} on average.",
            rows=scored.rows,
            column=scored.column,
            mean=scored.mean,
        ),
    )


def explain(
    context: typer.Context,
    name: Name,
    person: Annotated[
        str | None, typer.Option(metavar="KEY", help="Explain the answer for the person with this key.")
    ] = None,
) -> None:
    """Tell what a model goes by, and for whom it is off; or why it answers as it does for one person."""
    from admanager.learning.examining import explain_model, explain_one
    from admanager.project.file import ProjectFile

    with ProjectFile.open(context.obj) as opened, output.TerminalJob() as job:
        if person is not None:
            asked = explain_one(opened, name, person, job=job).explanation
            lines = [f"{person}: {asked.probability:.4f} (average {asked.average:.4f})"]
            lines += [
                f"  {entry.column} = {entry.value}: {entry.change:+.4f} ± {entry.error:.4f}"
                for entry in asked.contributions
            ]
            output.emit({"model": name, "person": person, **asdict(asked)}, "\n".join(lines))
            return
        found = explain_model(opened, name, job=job)
    lines = [
        f"{' + '.join(entry.columns)}: AUC {-entry.auc_drop:+.4f} ± {entry.auc_error:.4f}"
        for entry in found.importance
    ]
    output.emit({"model": name, **asdict(found)}, "\n".join(lines))


def drift(context: typer.Context, name: Name) -> None:
    """Judge a model by the rows that came in after it was trained."""
    from admanager.learning.examining import check_drift
    from admanager.project.file import ProjectFile

    with ProjectFile.open(context.obj) as opened, output.TerminalJob() as job:
        found = check_drift(opened, name, job=job)
    lines: list[str] = [_DRIFT[found.verdict]]
    lines += [f"  {entry.column}: PSI {entry.psi:.3f}" for entry in found.columns]
    output.emit({"model": name, **asdict(found)}, "\n".join(lines))


_DRIFT = {
    "holds": sentence("The model still holds: the new rows are like those that it learned from."),
    "moved": sentence(
        "The new rows are clearly others than those that the model learned from; train it anew."
    ),
    "broken": sentence("The model no longer holds: its answers do not fit the new outcomes; train it anew."),
    "unknown": sentence("There are too few new rows to judge the model by."),
}


def _names(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _pairs(texts: list[str]) -> dict[str, str]:
    pairs = {}
    for text in texts:
        name, equals, value = text.rpartition("=")
        if not equals or not name.strip():
            raise typer.BadParameter(f"'{text}' is not of the form NAME=VALUE.")
        pairs[name.strip()] = value.strip()
    return pairs


def _warn_of_rejects(rows: int) -> None:
    if rows:
        output.warn(sentence("{rows:,} rows of the file could not be read and were left out.", rows=rows))


def _trained_json(trained: TrainedModel) -> dict[str, Any]:
    card = trained.card
    return {
        "model": card.name,
        "family": card.family,
        "target": card.target,
        "positive": card.positive,
        "features": [entry.name for entry in card.inputs],
        "excluded": [_finding_json(finding) for finding in card.excluded],
        "warnings": [_finding_json(finding) for finding in card.warnings],
        "overruled": [_finding_json(finding) for finding in card.overruled],
        **_metrics_json(card.metrics),
        **_heads_json(card.heads),
        **card.figures,
        "verdict": card.verdict,
        "rows": card.data.rows,
        "without_consent": card.data.without_consent,
        "split": card.split.kind,
        "adversarial_auc": card.split.adversarial_auc,
        "quick_auc_time": card.split.quick_auc_time,
        "quick_auc_random": card.split.quick_auc_random,
        "members": [member.model_dump() for member in card.training.members],
        "epochs": len(card.training.epochs),
        "seconds": card.training.seconds,
        "seed": card.seed,
        "generated": card.data.generated,
        "agreement": card.agreement,
    }


def _metrics_json(metrics: Metrics | None) -> dict[str, Any]:
    if metrics is None:
        return {}
    figures = metrics.model_dump(include={"auc", "log_loss", "ece", "ece_floor", "base_rate"})
    intervals = {name: list(ends) for name, ends in metrics.intervals.items()}
    return {**figures, "rows_holdout": metrics.rows, "intervals": intervals}


def _heads_json(heads: Mapping[str, Head]) -> dict[str, Any]:
    """Return the figures of each outcome of a funnel, under its name; other models have none."""
    return {name: _metrics_json(head.metrics) for name, head in heads.items()}


def _finding_json(finding: Finding) -> dict[str, Any]:
    return {"column": finding.column, "cause": finding.cause, "reason": finding.reason}


def _trained_text(trained: TrainedModel) -> str:
    card = trained.card
    lines = [
        f"Trained “{card.name}” ({card.family}) in {card.training.seconds:.1f} s on {card.data.rows:,} rows "
        f"with {len(card.inputs)} columns.",
    ]
    if metrics := card.metrics:
        low, high = metrics.intervals.get("auc", (metrics.auc, metrics.auc))
        lines.append(
            f"Hold-out ({metrics.rows:,} rows): AUC {metrics.auc:.4f} ({low:.4f} to {high:.4f}), log loss {metrics.log_loss:.4f}, "
            f"calibration error {metrics.ece:.4f} (chance alone: {metrics.ece_floor:.4f})."
        )
    lines += [_head_line(name, head.metrics) for name, head in card.heads.items()]
    lines += [f"{name}: {value:.4f}" for name, value in card.figures.items()]
    if card.data.generated:
        lines.append("The rows are generated data, not real people.")
    if card.excluded:
        lines.append("Left out:")
        lines += [f"  {finding.reason}" for finding in card.excluded]
    return "\n".join(lines)


def _head_line(name: str, metrics: Metrics) -> str:
    return (
        f"  {name} ({metrics.rows:,} rows, base rate {metrics.base_rate:.2%}): AUC {metrics.auc:.4f}, "
        f"log loss {metrics.log_loss:.4f}, calibration error {metrics.ece:.4f} (chance alone: {metrics.ece_floor:.4f})"
    )


def _info_json(model: ModelInfo) -> dict[str, Any]:
    metrics = model.card.metrics if model.card else None
    return {
        "name": model.name,
        "family": model.family,
        "target": model.target,
        "created": model.created,
        "auc": metrics.auc if metrics else None,
        "log_loss": metrics.log_loss if metrics else None,
        "ece": metrics.ece if metrics else None,
        "rows": model.card.data.rows if model.card else None,
        "sha256": model.sha256,
        "size": model.size,
    }


def _line(model: ModelInfo) -> str:
    if model.card is None:
        return f"{model.name}  ({model.family})"
    shown = f"AUC {model.card.metrics.auc:.4f}" if model.card.metrics else model.card.task
    return f"{model.name}  ({model.family}, {model.target}: {shown})"


def _declared(value: Any) -> dict[str, Any]:
    return {"name": value.name, "type": value.element, "shape": list(value.shape)}
