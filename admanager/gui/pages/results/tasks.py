"""What the page reads and writes in the background: lists, whole runs, pairs of runs, reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from admanager.jobs import Job
    from admanager.project.file import ProjectFile
    from admanager.report.words import Part
    from admanager.simulation.attribution import By
    from admanager.simulation.compare import Difference, PlanChange
    from admanager.simulation.curves import Curve, HourOfDay
    from admanager.simulation.incrementality import Attribution
    from admanager.simulation.listing import RunRow
    from admanager.simulation.metrics import Estimate
    from admanager.simulation.reliability import FeedbackCheck, Reliability
    from admanager.simulation.runs import Run
    from admanager.simulation.sequential import RatioTest
    from admanager.simulation.sides import Side
    from admanager.texts import Sentence

Figures = dict[str, "Estimate"]


@dataclass(frozen=True)
class Listed:
    """The kept runs, the newest first, and whether the project's data were made by the program."""

    rows: tuple[RunRow, ...]
    generated: bool


@dataclass(frozen=True)
class Curves:
    """The lines of a run's charts."""

    ctr: Curve
    ctr_minutes: int
    cvr: Curve
    spend: Curve
    planned: Curve


@dataclass(frozen=True)
class Shown:
    """A run with everything that the page shows of it.

    `parts` are the figures by creative, by ad group, and by both, each under its name; `kept` is how many
    of its impressions lie in the project now.
    """

    run: Run
    figures: Figures
    curves: Curves
    parts: dict[str, list[tuple[str, Figures]]]
    hours: list[HourOfDay]
    plan: list[Part]
    method: list[Part]
    generated: bool
    kept: int
    frequencies: list[tuple[str, int]]
    sides: tuple[Side, ...]


@dataclass(frozen=True)
class Pair:
    """Two runs side by side."""

    a: Run
    b: Run
    curves: tuple[Curves, Curves]
    differences: list[Difference]
    cautions: list[Sentence]
    changes: list[PlanChange]
    always: dict[str, RatioTest]


def read_list(project: ProjectFile) -> Listed:
    """Read the list of runs."""
    from admanager.simulation.listing import list_rows

    return Listed(tuple(list_rows(project)), bool(project.meta("generated")))


def read_run(project: ProjectFile, number: int) -> Shown:
    """Read a run and compute what is shown of it."""
    from admanager.report.content import is_generated
    from admanager.report.words import method, plan_in_words
    from admanager.simulation import curves
    from admanager.simulation.breakdown import breakdown, frequencies, whole
    from admanager.simulation.runs import get_run
    from admanager.simulation.sides import sides

    run = get_run(project, number)
    views: tuple[By, ...] = ("creative", "segment", "both", "placement")
    parts = {by: [(part.name, part.figures()) for part in breakdown(run, by)] for by in views}
    return Shown(
        run=run,
        figures=whole(run),
        curves=_curves(run),
        parts=parts,
        hours=curves.by_hour(run.outcome, run.plan),
        plan=plan_in_words(run),
        method=method(run),
        generated=is_generated(project, run),
        kept=_kept(project, run),
        frequencies=frequencies(run),
        sides=sides(run),
    )


def _curves(run: Run) -> Curves:
    from admanager.simulation import curves

    return Curves(
        ctr=curves.ctr_by_interval(run.outcome),
        ctr_minutes=curves.interval_minutes(run.outcome),
        cvr=curves.cvr_so_far(run.outcome),
        spend=curves.spend_so_far(run.outcome),
        planned=curves.spend_as_planned(run.plan),
    )


def _kept(project: ProjectFile, run: Run) -> int:
    from admanager.simulation.listing import feedback_is_there

    return run.summary.kept_impressions if feedback_is_there(project, run.summary.batch) else 0


def read_pair(project: ProjectFile, numbers: Sequence[int]) -> Pair:
    """Read two runs and compute how they differ."""
    from admanager.simulation import compare
    from admanager.simulation.runs import get_run

    a, b = (get_run(project, number) for number in numbers)
    return Pair(
        a=a,
        b=b,
        curves=(_curves(a), _curves(b)),
        differences=compare.compare_runs(a, b),
        cautions=compare.cautions(a, b),
        changes=compare.plan_changes(a.plan, b.plan),
        always=compare.always_valid(a, b),
    )


def read_credits(project: ProjectFile, number: int, by: By) -> Attribution:
    """Credit the conversions of a run, with the true effects where they are kept."""
    from admanager.simulation.incrementality import attribution
    from admanager.simulation.runs import get_run

    return attribution(project, get_run(project, number), by=by, seeds=0)


def work_out_effects(project: ProjectFile, number: int, by: By, *, job: Job) -> Attribution:
    """Play a run again without each of its parts, and keep what that says."""
    from admanager.simulation.incrementality import attribution, keep_effects
    from admanager.simulation.runs import get_run

    run = get_run(project, number)
    found = attribution(project, run, by=by, job=job)
    keep_effects(project, run, found)
    return found


def judge_reliability(project: ProjectFile, model: str | None = None, *, job: Job) -> Reliability:
    """Judge how far forecasts can be trusted, and keep how each import was foretold."""
    from admanager.simulation.reliability import check_feedback, reliability

    check_feedback(project, job=job)
    return reliability(project, model=model, job=job)


def newest_unchecked(project: ProjectFile) -> int:
    """Return the newest import of impressions after others, of which nobody knows how it was foretold; else 0."""
    row = project.read().execute(
        "SELECT MAX(id) FROM import_batch b WHERE table_name = 'impressions' AND generated = 0 AND undone = 0 "
        "AND id NOT IN (SELECT batch FROM forecast_check) AND EXISTS (SELECT 1 FROM import_batch a WHERE a.id < b.id "
        "AND a.table_name = 'impressions' AND a.generated = 0 AND a.undone = 0)"
    )
    return int(row.fetchone()[0] or 0)


def check_new_feedback(project: ProjectFile, *, job: Job) -> list[FeedbackCheck]:
    """Find out how new imports were foretold by those before them, and keep it."""
    from admanager.simulation.reliability import check_feedback

    return check_feedback(project, job=job)


def export_report(project: ProjectFile, number: int, path: Path, *, job: Job) -> Path:
    """Write the report of a run."""
    from admanager.report.files import write_run_report
    from admanager.simulation.runs import get_run

    run = get_run(project, number)
    job.check_cancelled()
    return write_run_report(project, run, path)


def delete(project: ProjectFile, number: int, with_feedback: bool, *, job: Job) -> None:
    """Delete a run, with its impressions where that is wanted."""
    from admanager.simulation.runs import delete_run

    job.check_cancelled()
    delete_run(project, number, with_feedback=with_feedback)
