"""Runs that are kept: simulating and storing in one change, listing, reading back, deleting."""

from __future__ import annotations

import json
import sqlite3
import time
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from pydantic import BaseModel, ConfigDict

from admanager.jobs import Job
from admanager.project.changes import Change, undo_batch
from admanager.project.file import ProjectFile
from admanager.simulation.campaign import CampaignPlan
from admanager.simulation.campaign_file import from_data
from admanager.simulation.checks import require_sound
from admanager.simulation.events import RunEvent
from admanager.simulation.feedback import store_feedback
from admanager.simulation.fraud import FraudReport
from admanager.simulation.metrics import Estimate, Outcome, Place, Series
from admanager.simulation.played import Options, Played
from admanager.simulation.spreading import play_seeds
from admanager.texts import AdManagerError, Sentence, sentence


class RunSummary(BaseModel):
    """What is kept of a run beside its series; written into the column `summary`.

    `methods` are sentences as pairs of template and values. `batch` is the batch of its impressions.
    """

    model_config = ConfigDict(frozen=True)

    version: int = 1
    minutes: int
    start_utc: int
    bucket_minutes: int
    arms: tuple[tuple[str, str], ...]
    late_conversions: tuple[int, ...]
    counters: dict[str, int]
    arm_reach: tuple[int, ...]
    group_reach: dict[str, int]
    creative_reach: dict[str, int]
    satisfaction_squares: tuple[float, ...]
    frequency: tuple[int, ...]
    revenue_per_conversion: int
    people: int
    group_sizes: dict[str, int]
    without_consent: int | None
    methods: dict[str, tuple[str, dict[str, Any]]]
    weight: int
    kept_impressions: int
    batch: int | None
    cpu_seconds: float
    late_spend: tuple[int, ...] = ()
    places: tuple[Place, ...] = ()
    fraud: FraudReport | None = None
    do_not_contact: int = 0


@dataclass(frozen=True)
class RunInfo:
    """A kept run in a list. `state` is finished or stopped; `started` is in UTC seconds."""

    id: int
    name: str
    campaign: str
    seed: int
    started: float
    seconds: float
    state: str
    generated: bool


@dataclass(frozen=True)
class Run:
    """A kept run with all its numbers; `models` maps what a model answered to its name and SHA-256."""

    info: RunInfo
    plan: CampaignPlan
    summary: RunSummary
    outcome: Outcome
    models: dict[str, tuple[str, str]]
    events: tuple[RunEvent, ...]

    @property
    def methods(self) -> dict[str, Sentence]:
        """How clicks and conversions were answered, as sentences."""
        return {
            what: sentence(template, **params) for what, (template, params) in self.summary.methods.items()
        }


@dataclass(frozen=True)
class RunResult:
    """What a simulation gave: the kept run, and how fast it was played."""

    run: Run
    opportunities_per_second: float
    impressions_per_second: float

    @property
    def figures(self) -> dict[str, Estimate]:
        """The figures of the whole run."""
        return self.run.outcome.totals.figures()


def simulate(
    project: ProjectFile,
    plan: CampaignPlan,
    *,
    seed: int = 0,
    job: Job | None = None,
    options: Options | None = None,
) -> RunResult:
    """Play a plan with one seed in a child process, and keep the run and its impressions.

    Raises AdManagerError when the plan has errors (all of them are named) or is stopped before it began, and
    Cancelled when the job is cancelled; then nothing is kept.
    """
    return simulate_seeds(project, plan, [seed], job=job, options=options)[0]


def simulate_seeds(
    project: ProjectFile,
    plan: CampaignPlan,
    seeds: Sequence[int],
    *,
    job: Job | None = None,
    options: Options | None = None,
) -> list[RunResult]:
    """Play a plan once per seed on every core, and keep every run; the first seed's impressions become feedback.

    The impressions of further seeds are other histories of the same people, so they are not mixed in.
    """
    job = job or Job()
    require_sound(plan, project)
    started = time.time()
    played = play_seeds(project.path, plan, list(seeds), options or Options(), job=job)
    title = sentence("Simulate “{campaign}”", campaign=plan.name)
    with project.change(title, undoable=False) as change:
        numbers = [_store(change, project, plan, one, started, first=one is played[0]) for one in played]
    return [_result(get_run(project, number), one) for number, one in zip(numbers, played, strict=True)]


def _result(run: Run, played: Played) -> RunResult:
    cpu = max(played.cpu_seconds, 1e-9)
    counters = played.outcome.counters
    return RunResult(run, counters["OPPORTUNITIES"] / cpu, counters["IMPRESSIONS"] / cpu)


def _store(
    change: Change, project: ProjectFile, plan: CampaignPlan, played: Played, started: float, *, first: bool
) -> int:
    name = _free_name(
        change.connection, sentence("{campaign}, seed {seed}", campaign=plan.name, seed=played.seed)
    )
    batch = store_feedback(change, project, plan, played, name) if first else None
    number = change.insert(
        "run",
        {
            "name": name,
            "campaign": plan.name,
            "plan": plan.to_json(),
            "seed": played.seed,
            "started": started,
            "seconds": played.seconds,
            "state": played.state,
            "models": json.dumps(played.models),
            "summary": _summary(played, batch).model_dump_json(),
            "generated": int(played.generated),
        },
    )
    for field in Series.FIELDS:
        _store_array(change, number, field, getattr(played.outcome.series, field))
    for event in played.events:
        change.insert(
            "run_event",
            {
                "run_id": number,
                "minute": event.minute,
                "kind": event.kind,
                "template": event.text.template,
                "params": json.dumps(event.text.params),
            },
        )
    change.audit(
        "simulate",
        f"run {number}",
        {
            "people": played.people,
            "left out without consent": played.without_consent,
            "do not contact": played.do_not_contact,
        },
    )
    return number


def _summary(played: Played, batch: int | None) -> RunSummary:
    outcome = played.outcome
    return RunSummary(
        minutes=played.minutes,
        start_utc=played.start_utc,
        bucket_minutes=outcome.series.bucket_minutes,
        arms=outcome.arms,
        late_conversions=tuple(outcome.late_conversions.tolist()),
        counters=dict(outcome.counters),
        arm_reach=outcome.arm_reach,
        group_reach=dict(outcome.group_reach),
        creative_reach=dict(outcome.creative_reach),
        satisfaction_squares=outcome.satisfaction_squares,
        frequency=outcome.frequency,
        revenue_per_conversion=outcome.revenue_per_conversion,
        people=played.people,
        group_sizes=played.group_sizes,
        without_consent=played.without_consent,
        do_not_contact=played.do_not_contact,
        methods={what: (text.template, text.params) for what, text in played.methods.items()},
        weight=played.weight,
        kept_impressions=len(played.records) if batch is not None else 0,
        batch=batch,
        cpu_seconds=played.cpu_seconds,
        late_spend=outcome.late_spend,
        places=outcome.places,
        fraud=played.fraud,
    )


def _free_name(connection: sqlite3.Connection, wanted: str) -> str:
    taken = {row[0] for row in connection.execute("SELECT name FROM run")}
    name, number = str(wanted), 2
    while name in taken:
        name, number = f"{wanted} ({number})", number + 1
    return name


def _store_array(change: Change, run: int, name: str, values: np.ndarray[Any, Any]) -> None:
    data = zlib.compress(np.ascontiguousarray(values).tobytes(), 1)
    change.connection.execute(
        "INSERT INTO run_series (run_id, name, dtype, shape, data) VALUES (?, ?, ?, ?, ?)",
        [run, name, values.dtype.str, json.dumps(values.shape), data],
    )
    change.touch("run_series")


# -- reading -------------------------------------------------------------------------------------------------

_COLUMNS = "id, name, campaign, seed, started, seconds, state, generated"


def list_runs(project: ProjectFile) -> list[RunInfo]:
    """Return all kept runs, the newest first."""
    rows = project.read().execute(f"SELECT {_COLUMNS} FROM run ORDER BY started DESC, id DESC")
    return [_info(row) for row in rows]


def get_run(project: ProjectFile, id_or_name: int | str) -> Run:
    """Return a kept run by its number or its name; raise AdManagerError when there is none."""
    connection = project.read()
    row = connection.execute(
        f"SELECT {_COLUMNS}, plan, summary, models FROM run WHERE name = ? OR CAST(id AS TEXT) = ? "
        "ORDER BY name = ? DESC LIMIT 1",
        [str(id_or_name)] * 3,
    ).fetchone()
    if row is None:
        raise AdManagerError(sentence("There is no run “{name}” in this project.", name=id_or_name))
    info, summary = _info(row[:8]), RunSummary.model_validate_json(row[9])
    return Run(
        info=info,
        plan=from_data(json.loads(row[8])),
        summary=summary,
        outcome=_outcome(summary, _arrays(connection, info.id)),
        models={what: (name, sha256) for what, (name, sha256) in json.loads(row[10]).items()},
        events=_events(connection, info.id),
    )


def delete_run(project: ProjectFile, run: int, *, with_feedback: bool = True) -> None:
    """Delete a kept run, and unless told otherwise its impressions as well; this cannot be undone."""
    found = get_run(project, run)
    with project.change(sentence("Delete the run “{name}”", name=found.info.name), undoable=False) as change:
        batch = found.summary.batch
        if with_feedback and batch is not None and _is_there(change.connection, batch):
            undo_batch(change, batch)
        change.connection.execute("DELETE FROM run WHERE id = ?", [run])
        change.audit("delete run", f"run {run}", {"feedback removed": with_feedback})
        for table in ("run", "run_series", "run_event"):
            change.touch(table)


def _is_there(connection: sqlite3.Connection, batch: int) -> bool:
    row = connection.execute("SELECT undone FROM import_batch WHERE id = ?", [batch]).fetchone()
    return row is not None and not row[0]


def _info(row: Sequence[Any]) -> RunInfo:
    number, name, campaign, seed, started, seconds, state, generated = row
    return RunInfo(number, name, campaign, seed, started, seconds, state, bool(generated))


def _arrays(connection: sqlite3.Connection, run: int) -> dict[str, np.ndarray[Any, Any]]:
    rows = connection.execute("SELECT name, dtype, shape, data FROM run_series WHERE run_id = ?", [run])
    return {
        name: np.frombuffer(zlib.decompress(data), dtype=np.dtype(dtype)).reshape(json.loads(shape))
        for name, dtype, shape, data in rows
    }


def _outcome(summary: RunSummary, arrays: dict[str, np.ndarray[Any, Any]]) -> Outcome:
    return Outcome(
        arms=summary.arms,
        series=Series(
            summary.bucket_minutes, **{field: arrays[field] for field in Series.FIELDS if field in arrays}
        ),
        late_conversions=np.array(summary.late_conversions, dtype=np.int64),
        counters=summary.counters,
        arm_reach=summary.arm_reach,
        group_reach=summary.group_reach,
        creative_reach=summary.creative_reach,
        satisfaction_squares=summary.satisfaction_squares,
        frequency=summary.frequency,
        revenue_per_conversion=summary.revenue_per_conversion,
        late_spend=summary.late_spend,
        places=summary.places,
    )


def _events(connection: sqlite3.Connection, run: int) -> tuple[RunEvent, ...]:
    rows = connection.execute(
        "SELECT minute, kind, template, params FROM run_event WHERE run_id = ? ORDER BY id", [run]
    )
    return tuple(
        RunEvent(minute, kind, sentence(template, **json.loads(params)))
        for minute, kind, template, params in rows
    )
