"""Commands about one model that a project keeps: list, load, save, apply, explain, drift."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from admanager.cli import output, paths
from admanager.cli.lists import names, pairs
from admanager.texts import sentence

if TYPE_CHECKING:
    from admanager.learning.explain import Contribution, DependencePoint
    from admanager.learning.models import ModelInfo

Valued = TypeVar("Valued", "Contribution", "DependencePoint")

Project = Annotated[Path, paths.argument("The project file.")]
Name = Annotated[str, typer.Argument(help="The model's name.")]


def group() -> typer.Typer:
    """Return the commands below `admanager model PROJECT`."""
    made = typer.Typer(no_args_is_help=True, help="List, load and save the models of a project.")
    made.callback()(_project)
    made.command("list")(list_)
    for command in (load, save, apply, explain, drift):
        made.command()(command)
    return made


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
        given = {key: names(value) for key, value in pairs(column or []).items()}
        mapping = map_columns(report.inputs, report.outputs, report.probabilities, given) if given else None
        own_name = report.card.name if report.card else file.stem
        loaded = store_checked(opened, content, report, name or own_name, mapping)
    if loaded.info.name != (name or own_name):
        output.warn(
            sentence(
                "There is another model called “{asked}”, so that this one is called “{name}”.",
                asked=name or own_name,
                name=loaded.info.name,
            )
        )
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
            one = explain_one(opened, name, person, job=job)
            asked = replace(
                one.explanation,
                contributions=tuple(
                    _dated(each, one.times.get(each.column)) for each in one.explanation.contributions
                ),
            )
            lines = [f"{person}: {asked.probability:.4f} (average {asked.average:.4f})"]
            if asked.members:
                lines.append(
                    sentence(
                        "Asked one by one, the {count} networks inside the model say {low:.4f} to {high:.4f}.",
                        count=len(asked.members),
                        low=min(asked.members),
                        high=max(asked.members),
                    )
                )
            lines += [
                f"  {entry.column} = {entry.value}: {entry.change:+.4f} ± {entry.error:.4f}"
                for entry in asked.contributions
            ]
            output.emit({"model": name, "person": person, **asdict(asked)}, "\n".join(lines))
            return
        found = explain_model(opened, name, job=job)
    curves = {
        column: tuple(_dated(point, found.times.get(column)) for point in points)
        for column, points in found.dependence.items()
    }
    found = replace(found, dependence=curves)
    lines = [
        f"{' + '.join(entry.columns)}: AUC {-entry.auc_drop:+.4f} ± {entry.auc_error:.4f}"
        for entry in found.importance
    ]
    output.emit({"model": name, **asdict(found)}, "\n".join(lines))


def _dated(entry: Valued, type_: str | None) -> Valued:
    """Return a value of a column with its date or time readable; `type_` is None for other columns."""
    from admanager.privacy.person import readable
    from admanager.project.tables import Column

    if type_ is None or not isinstance(entry.value, float):
        return entry
    return replace(entry, value=readable(Column("", type_, ""), int(entry.value)))


def drift(context: typer.Context, name: Name) -> None:
    """Judge a model by the rows that came in after it was trained."""
    from admanager.learning.judging import check_drift
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
