"""Commands that find groups of people: recency, frequency and value, clusters, lookalikes; and columns of behaviour."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from admanager.cli import output, paths
from admanager.project.file import ProjectFile

if TYPE_CHECKING:
    from admanager.audience.clusters import Clustering
    from admanager.audience.rfm import Rfm

ProjectPath = Annotated[Path, paths.argument("The project file (.adm).")]


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("behaviour")(behaviour)
    app.command("rfm")(rfm)
    app.command("cluster")(cluster)
    app.command("lookalike")(lookalike)


def rfm(
    project: ProjectPath,
    kind: Annotated[str | None, typer.Option(help="The kind of events that are purchases.")] = None,
    order: Annotated[str | None, typer.Option(help="The column that numbers orders.")] = None,
    time: Annotated[
        str | None, typer.Option(help="The column of dates, if not the one with the role time.")
    ] = None,
    value: Annotated[
        list[str] | None,
        typer.Option(help="The column of what an event is worth; of two, the product (--value twice)."),
    ] = None,
    returns: Annotated[str, typer.Option(help="What is given back: subtract or exclude.")] = "subtract",
    today: Annotated[str | None, typer.Option(help="The day to count back from, as 2024-03-31.")] = None,
    save: Annotated[
        str | None, typer.Option(help="Save this cell's people as a segment of its name.")
    ] = None,
) -> None:
    """Group customers by recency, frequency and value, read from their events."""
    from admanager.audience import rfm as grid

    if returns not in {"subtract", "exclude"}:
        raise typer.BadParameter("--returns is subtract or exclude.")
    given: Literal["subtract", "exclude"] = "exclude" if returns == "exclude" else "subtract"
    try:
        day = dt.date.fromisoformat(today) if today else None
    except ValueError:
        raise typer.BadParameter("--today is a day such as 2024-03-31.") from None
    with ProjectFile.open(project) as opened, output.TerminalJob() as job:
        settings = grid.suggested_settings(opened)
        if order is not None:
            settings = grid.with_order(opened, settings, order)
        settings = replace(
            settings,
            kind=kind or settings.kind,
            time=time,
            value=tuple(value) if value else settings.value,
            returns=given,
            today=day,
        )
        found = grid.rfm(opened, settings, job=job)
        saved = grid.save_cell(opened, save, save, found).name if save else None
    for note in found.notes:
        output.warn(note)
    output.emit(_rfm_result(found) | ({"segment": saved} if saved else {}), _rfm_text(found))


def _rfm_result(found: Rfm) -> dict[str, Any]:
    return {
        "people": found.people,
        "without_order": found.without_order,
        "unknown_person": found.unknown_person,
        "today": found.today.isoformat(),
        "settings": {
            "kind": found.settings.kind,
            "order": found.settings.order,
            "value": list(found.settings.value),
            "time": found.settings.time,
            "cancelled": found.settings.cancelled,
            "returns": found.settings.returns,
        },
        "cells": [
            {
                "cell": cell.key,
                "name": cell.name,
                "count": cell.count,
                "consented": cell.consented,
                "share": cell.share,
                "recency_days": cell.recency_days,
                "frequency": cell.frequency,
                "monetary": cell.monetary_micros / 1e6,
                "advice": cell.advice,
            }
            for cell in found.cells
        ],
        "grid": [list(row) for row in found.grid],
        "recency_edges": list(found.recency_edges),
        "frequency_edges": list(found.frequency_edges),
        "monetary_edges": [edge / 1e6 for edge in found.monetary_edges],
        "warnings": list(found.notes),
    }


def _rfm_text(found: Rfm) -> str:
    lines = [
        f"{found.people:,} customers up to {found.today}; {found.without_order:,} people without an order",
        "",
    ]
    lines.append(f"{'cell':<22} {'people':>8} {'share':>7} {'days ago':>9} {'orders':>7} {'value':>14}")
    lines += [
        f"{cell.name:<22} {cell.count:>8,} {cell.share:>7.1%} {cell.recency_days:>9,.0f} {cell.frequency:>7,.1f} "
        f"{cell.monetary_micros / 1e6:>14,.2f}"
        for cell in found.cells
    ]
    lines += ["", "people by scores: rows are recency (5 is lately), columns frequency (5 is often)"]
    for score in range(len(found.grid), 0, -1):
        lines.append(f"  {score}  " + " ".join(f"{count:>7,}" for count in found.grid[score - 1]))
    return "\n".join(lines)


def behaviour(
    project: ProjectPath,
    half_life_days: Annotated[
        float, typer.Option(help="Days in which an interest loses half its weight.")
    ] = 30.0,
    create_people: Annotated[
        bool, typer.Option("--create-people", help="Give everyone in the events a profile.")
    ] = False,
    remove: Annotated[bool, typer.Option("--remove", help="Take the columns out again.")] = False,
) -> None:
    """Add what people's events say about them to the profiles: recency, counts, value, best hours, interests."""
    from admanager.audience import behaviour as columns

    with ProjectFile.open(project) as opened, output.TerminalJob() as job:
        if remove:
            columns.remove(opened)
            output.emit({"columns": []}, "Removed the columns of behaviour.")
            return
        built = columns.build(opened, half_life_days=half_life_days, create_people=create_people, job=job)
    output.emit(
        {
            "people": built.people,
            "changed": built.changed,
            "created": built.created,
            "columns": list(built.columns),
            "seconds": built.seconds,
        },
        f"{built.changed:,} profiles brought up to date from the events of {built.people:,} people, {built.created:,} of "
        f"them new: {', '.join(built.columns)}.",
    )


def cluster(
    project: ProjectPath,
    k: Annotated[
        int | None, typer.Option("--k", help="How many clusters; chosen by silhouette if not given.")
    ] = None,
    columns: Annotated[str | None, typer.Option(help="The columns to use, with commas between.")] = None,
    segment: Annotated[str | None, typer.Option(help="Only the people of this segment or rule.")] = None,
    method: Annotated[str, typer.Option(help="kmeans or mixture.")] = "kmeans",
    seed: Annotated[int, typer.Option(help="The same seed finds the same clusters.")] = 0,
    save: Annotated[
        str | None, typer.Option(help="Save each cluster as a segment of this name and its number.")
    ] = None,
) -> None:
    """Find clusters of similar people and describe them by what sets them apart."""
    from admanager.audience import clusters as finder

    if method not in {"kmeans", "mixture"}:
        raise typer.BadParameter("--method is kmeans or mixture.")
    given: finder.Method = "mixture" if method == "mixture" else "kmeans"
    with ProjectFile.open(project) as opened, output.TerminalJob() as job:
        found = finder.clusters(
            opened, columns=_listed(columns), rule=segment, k=k, method=given, seed=seed, job=job
        )
        saved = []
        if save:
            saved = [
                finder.save_cluster(opened, f"{save} {c.number}", found, c.number).name
                for c in found.clusters
            ]
    for note in found.notes:
        output.warn(note)
    lines = [
        f"{found.k} clusters of {len(found.ids):,} people by {', '.join(found.columns)} (silhouette {found.silhouette:.2f})"
    ]
    for each in found.clusters:
        lines.append(f"\n{each.number}. {each.name}: {each.count:,} people ({each.share:.1%})")
        lines += [f"   {trait.words}" for trait in each.traits]
    output.emit(_clusters_result(found) | ({"segments": saved} if saved else {}), "\n".join(lines))


def _clusters_result(found: Clustering) -> dict[str, Any]:
    return {
        "k": found.k,
        "method": found.method,
        "silhouette": found.silhouette,
        "tried": [{"k": number, "silhouette": score} for number, score in found.tried],
        "columns": list(found.columns),
        "people": len(found.ids),
        "clusters": [
            {
                "cluster": each.number,
                "name": each.name,
                "count": each.count,
                "consented": each.consented,
                "share": each.share,
                "traits": [
                    {
                        "column": trait.column,
                        "level": trait.level,
                        "inside": trait.inside,
                        "everyone": trait.everyone,
                        "effect": trait.effect,
                        "words": trait.words,
                    }
                    for trait in each.traits
                ],
            }
            for each in found.clusters
        ],
        "warnings": list(found.notes),
    }


def _listed(columns: str | None) -> list[str] | None:
    return [name.strip() for name in columns.split(",") if name.strip()] if columns else None


def lookalike(
    project: ProjectPath,
    segment: Annotated[str, typer.Argument(help="The segment (or rule) that the others should resemble.")],
    size: Annotated[float, typer.Option(help="Share of everyone else to find.", min=0.0, max=1.0)] = 0.05,
    columns: Annotated[str | None, typer.Option(help="The columns to use, with commas between.")] = None,
    include_seed: Annotated[
        bool, typer.Option("--include-seed", help="Let the segment's own people be found too.")
    ] = False,
    method: Annotated[str, typer.Option(help="auto, logistic or boosting.")] = "auto",
    seed: Annotated[int, typer.Option(help="The same seed finds the same people.")] = 0,
    save: Annotated[str | None, typer.Option(help="Save those found as a segment of this name.")] = None,
) -> None:
    """Find the people who resemble a segment most."""
    from admanager.audience import lookalikes as finder

    if method not in {"auto", "logistic", "boosting"}:
        raise typer.BadParameter("--method is auto, logistic or boosting.")
    given: finder.Method = (
        "logistic" if method == "logistic" else "boosting" if method == "boosting" else "auto"
    )
    with ProjectFile.open(project) as opened, output.TerminalJob() as job:
        found = finder.lookalike(
            opened,
            segment,
            size=size,
            columns=_listed(columns),
            include_seed=include_seed,
            method=given,
            seed=seed,
            job=job,
        )
        saved = finder.save(opened, save, found).name if save else None
    for warning in found.warnings:
        output.warn(warning)
    result = {
        "segment": found.segment,
        "count": found.count,
        "consented": found.count,
        "left_out": found.left_out,
        "seed": found.seed_count,
        "candidates": len(found.candidate_ids),
        "size": found.size,
        "threshold": found.threshold,
        "auc": found.auc,
        "method": found.method,
        "columns": list(found.columns),
        "drivers": [
            {"column": driver.column, "importance": driver.importance, "words": driver.words}
            for driver in found.drivers
        ],
        "warnings": list(found.warnings),
    }
    left_out = f"; {found.left_out:,} without consent stayed out" if found.left_out else ""
    lines = [
        f"{found.count:,} of {len(found.candidate_ids):,} others resemble the {found.seed_count:,} people of "
        f"“{segment}” most (AUC {found.auc:.3f}, {found.method}){left_out}."
    ]
    lines += [f"  {driver.importance:>4.0%}  {driver.words}" for driver in found.drivers]
    output.emit(result | ({"saved": saved} if saved else {}), "\n".join(lines))
