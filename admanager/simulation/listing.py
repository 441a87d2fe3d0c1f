"""The kept runs with their main figures, read without the runs' series."""

from __future__ import annotations

from dataclasses import dataclass

from admanager.project.file import ProjectFile
from admanager.simulation.metrics import Estimate, wilson
from admanager.simulation.runs import RunInfo, list_runs


@dataclass(frozen=True)
class RunRow:
    """A kept run in a table of runs; `spend_micros` is in micros of `currency`."""

    info: RunInfo
    impressions: int
    clicks: int
    conversions: int
    spend_micros: int
    currency: str

    @property
    def ctr(self) -> Estimate:
        """The whole run's CTR with Wilson's interval."""
        return wilson(self.clicks, self.impressions)


def list_rows(project: ProjectFile) -> list[RunRow]:
    """Return all kept runs with their counts, the newest first."""
    counters = ("IMPRESSIONS", "CLICKS", "CONVERSIONS", "SPENT")
    counted = ", ".join(f"json_extract(summary, '$.counters.{name}')" for name in counters)
    rows = project.read().execute(f"SELECT id, {counted}, json_extract(plan, '$.budget.currency') FROM run")
    counts = {number: found for number, *found in rows}
    return [RunRow(info, *counts[info.id]) for info in list_runs(project) if info.id in counts]


def feedback_is_there(project: ProjectFile, batch: int | None) -> bool:
    """Say whether the impressions that a run left are in the project: kept, and not undone since."""
    if batch is None:
        return False
    found = project.read().execute("SELECT undone FROM import_batch WHERE id = ?", [batch]).fetchone()
    return found is not None and not found[0]
