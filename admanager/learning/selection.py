"""Which columns a model learns from: the leak guard's advice, and the user's last word."""

from __future__ import annotations

from dataclasses import dataclass, replace

from admanager.jobs import Job
from admanager.learning.dataset import Dataset
from admanager.learning.findings import Finding
from admanager.learning.leaks import find_leaks
from admanager.learning.request import TrainRequest

GUARD_SEED = 0


@dataclass(frozen=True)
class Selection:
    """The columns to learn from, in the order of the table, and what was found about the others.

    `warnings` concern columns that are used; `overruled` are findings that the user set aside.
    """

    features: tuple[str, ...]
    excluded: tuple[Finding, ...]
    warnings: tuple[Finding, ...]
    overruled: tuple[Finding, ...]


def select_columns(dataset: Dataset, request: TrainRequest, *, job: Job | None = None) -> Selection:
    """Look for leaks and apply what the user asked for; an excluded column wins over an included one."""
    findings = _findings(dataset, job)
    features: list[str] = []
    excluded: list[Finding] = list(dataset.set_aside)
    warnings: list[Finding] = []
    overruled: list[Finding] = []
    for column in dataset.columns:
        name = column.name
        finding = findings.get(name)
        if name in request.exclude:
            is_found = finding is not None and finding.action == "exclude"
            excluded.append(
                finding if finding and is_found else Finding(column=name, cause="user", action="exclude")
            )
        elif finding is None:
            features.append(name)
        elif finding.action == "warn":
            features.append(name)
            warnings.append(finding)
        elif name in request.include and finding.cause != "constant":
            features.append(name)
            overruled.append(finding)
        else:
            excluded.append(finding)
    return Selection(tuple(features), tuple(excluded), tuple(warnings), tuple(overruled))


def _findings(dataset: Dataset, job: Job | None) -> dict[str, Finding]:
    """Return what the guard found, by column; in a funnel a column may give away the conversion or the click."""
    findings = {finding.column: finding for finding in find_leaks(dataset, GUARD_SEED, job=job)}
    if dataset.clicks is not None:
        of_clicks = find_leaks(replace(dataset, labels=dataset.clicks), GUARD_SEED, job=job)
        for finding in of_clicks:
            if finding.column not in findings or finding.action == "exclude":
                findings[finding.column] = finding
    return findings
