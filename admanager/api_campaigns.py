"""What a notebook calls about campaigns: simulating, searching, judging and reporting them.

run = project.simulate("campaign.toml", seed=7).run
project.report(run.info.name, "report.pdf")
project.bulk_sheet("campaign.toml", "google", "upload.csv", landing_page="https://example.com")
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from admanager.jobs import Job
from admanager.project.file import ProjectFile

if TYPE_CHECKING:
    from admanager.report.bulk.sheet import WrittenSheet
    from admanager.simulation.attribution import By
    from admanager.simulation.campaign import CampaignPlan
    from admanager.simulation.compare import Difference
    from admanager.simulation.incrementality import Attribution
    from admanager.simulation.optimise import Optimised
    from admanager.simulation.reliability import Reliability
    from admanager.simulation.runs import RunResult
    from admanager.simulation.sequential import RatioTest


class CampaignCalls:
    """The calls about campaigns and their runs in an open project."""

    file: ProjectFile

    def simulate(
        self, plan: CampaignPlan | Path | str, *, seed: int = 0, job: Job | None = None
    ) -> RunResult:
        """Simulate a campaign plan, or the plan of a TOML file, and keep the run and its impressions."""
        from admanager.simulation.runs import simulate

        return simulate(self.file, _plan_of(plan), seed=seed, job=job)

    def optimise(
        self,
        plan: CampaignPlan | Path | str,
        goal: Literal["cpa", "roas", "conversions"],
        trials: int,
        *,
        seed: int = 0,
        cluster: str | None = None,
        job: Job | None = None,
    ) -> Optimised:
        """Look for a better plan on every core, or on the Dask cluster at this address; nothing is written."""
        from admanager.simulation.optimise import optimise

        return optimise(self.file, _plan_of(plan), goal, trials, seed=seed, cluster=cluster, job=job)

    def attribution(
        self, run: str | int | None = None, *, by: By = "creative", seeds: int = 5, job: Job | None = None
    ) -> Attribution:
        """Credit conversions by six rules, for a run with the true effect of each part, which is kept.

        Without a run, those of the imported impressions. `seeds` is how often a run's plan is played again; 0 takes
        what is kept.
        """
        from admanager.simulation.incrementality import attribution, keep_effects
        from admanager.simulation.runs import get_run

        if run is None:
            return attribution(self.file, by=by, job=job)
        chosen = get_run(self.file, run)
        found = attribution(self.file, chosen, by=by, seeds=seeds, job=job)
        if seeds:
            keep_effects(self.file, chosen, found)
        return found

    def compare_runs(
        self, a: str | int, b: str | int, *, lift: float = 0.1
    ) -> tuple[list[Difference], dict[str, RatioTest]]:
        """Compare two kept runs: each figure's difference, and of rates and costs what holds however often one looks."""
        from admanager.simulation.compare import always_valid, compare_runs
        from admanager.simulation.runs import get_run

        first, second = get_run(self.file, a), get_run(self.file, b)
        return compare_runs(first, second), always_valid(first, second, lift=lift)

    def reliability(self, *, job: Job | None = None) -> Reliability:
        """Judge how far the simulator can be trusted for this project, and keep how each import was foretold."""
        from admanager.simulation.reliability import check_feedback, reliability

        check_feedback(self.file, job=job)
        return reliability(self.file, job=job)

    def report(self, run: str | int, path: Path | str) -> Path:
        """Write the report of a kept run, as the ending says an .html, .pdf or .xlsx file, and return its path."""
        from admanager.report.files import write_run_report
        from admanager.simulation.runs import get_run

        return write_run_report(self.file, get_run(self.file, run), Path(path))

    def bulk_sheet(
        self,
        plan: CampaignPlan | Path | str,
        platform: str,
        path: Path | str,
        *,
        landing_page: str,
        locations: Sequence[str] = (),
        job: Job | None = None,
    ) -> WrittenSheet:
        """Write a plan as the bulk-upload sheet of google, microsoft or meta (.csv), with its ads' files beside it.

        `landing_page` is where a click leads. The result's `sheet.notes` say what is to be done on the platform itself.
        """
        from admanager.report.bulk.sheet import write_bulk_sheet

        return write_bulk_sheet(
            self.file,
            _plan_of(plan),
            platform,
            Path(path),
            landing_page=landing_page,
            locations=locations,
            job=job,
        )


def _plan_of(plan: CampaignPlan | Path | str) -> CampaignPlan:
    """Return the plan itself, or the one that a TOML file holds."""
    from admanager.simulation.campaign import CampaignPlan
    from admanager.simulation.campaign_file import load

    return plan if isinstance(plan, CampaignPlan) else load(Path(plan))
