"""Runs that are kept: what a simulation leaves in the project, and that nothing else can be left there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from admanager.jobs import Job
from admanager.privacy.suppression import add_do_not_contact
from admanager.project.file import ProjectFile
from admanager.project.tables import row_count
from admanager.simulation import runs
from admanager.simulation.metrics import METRICS, Series
from admanager.simulation.played import Options, Snapshot
from admanager.simulation.runs import delete_run, get_run, list_runs, simulate, simulate_seeds
from admanager.texts import AdManagerError, Cancelled
from tests.simulation import projects
from tests.simulation.worlds import plan_of

TABLES = ("run", "run_series", "run_event", "import_batch", "source", "column_info", "audit")


@pytest.fixture
def people(tmp_path: Path) -> Iterator[ProjectFile]:
    with projects.copy_to(tmp_path) as project:
        yield project


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    projects.in_process(monkeypatch)


def counts(project: ProjectFile) -> dict[str, int]:
    connection = project.read()
    found = {name: connection.execute(f"SELECT COUNT(*) FROM {name}").fetchone()[0] for name in TABLES}
    return {**found, "impressions": row_count(connection, "impressions")}


def numbers(run: runs.Run) -> dict[str, Any]:
    """Everything of a run that its seed decides."""
    outcome = run.outcome
    series = {field: getattr(outcome.series, field).tolist() for field in Series.FIELDS}
    kept = run.summary.model_dump(exclude={"cpu_seconds", "batch"})
    return {**series, **kept, "events": run.events}


def impressions(project: ProjectFile, run: str) -> list[tuple[Any, ...]]:
    names = "time, customer, ad_group, creative, position, propensity, cost_micros, clicked, converted, satisfaction"
    return (
        project.read()
        .execute(f"SELECT {names} FROM impressions WHERE run = ? ORDER BY _id", [run])
        .fetchall()
    )


def test_a_run_in_a_child_process_is_kept_whole_and_equals_one_in_this_process(
    people: ProjectFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = simulate(people, plan_of(), seed=3)
    projects.in_process(monkeypatch)
    again = simulate(people, plan_of(), seed=3)
    assert numbers(result.run) == numbers(again.run)
    assert result.run.info.name == "Autumn, seed 3"
    assert again.run.info.name == "Autumn, seed 3 (2)"
    first, second = (impressions(people, run.run.info.name) for run in (result, again))
    assert first == second
    assert len(first) == result.run.outcome.totals.impressions > 1000
    assert people.check() == []
    assert result.opportunities_per_second > result.impressions_per_second > 1000


def test_conversions_after_the_end_are_told_of_and_counted_in_the_totals(
    people: ProjectFile, here: None
) -> None:
    run = simulate(people, plan_of(), seed=3).run
    late = int(run.outcome.late_conversions.sum())
    assert late > 0
    assert run.outcome.totals.conversions == run.outcome.series.conversions.sum() + late
    told = next(event.text for event in run.events if event.kind == "late")
    assert f"{late} of {run.outcome.totals.conversions}" in told


def test_another_seed_plays_another_run(people: ProjectFile, here: None) -> None:
    one, other = (simulate(people, plan_of(), seed=seed).run for seed in (1, 2))
    assert one.outcome.totals.clicks != other.outcome.totals.clicks
    assert one.outcome.series.spend.tolist() != other.outcome.series.spend.tolist()


def test_what_is_read_back_is_what_was_played(people: ProjectFile, here: None) -> None:
    result = simulate(people, plan_of(), seed=3)
    for name in (result.run.info.name, result.run.info.id, str(result.run.info.id)):
        assert numbers(get_run(people, name)) == numbers(result.run)
    with pytest.raises(AdManagerError, match="There is no run “Spring” in this project"):
        get_run(people, "Spring")
    assert [info.name for info in list_runs(people)] == ["Autumn, seed 3"]
    assert get_run(people, 1).plan == plan_of()


def test_totals_equal_the_sums_of_their_parts_and_of_the_impressions(people: ProjectFile, here: None) -> None:
    run = simulate(people, plan_of("response.base_ctr=0.08"), seed=5).run
    outcome, totals = run.outcome, run.outcome.totals
    for parts in (outcome.by_arm(), outcome.by_creative(), outcome.by_group()):
        for name in ("impressions", "clicks", "conversions", "spend", "revenue"):
            assert sum(getattr(part, name) for part in parts.values()) == getattr(totals, name), name
        assert sum(part.satisfaction for part in parts.values()) == pytest.approx(totals.satisfaction)
        assert max(part.reach for part in parts.values()) <= totals.reach
    rows = (
        people.read()
        .execute(
            "SELECT COUNT(*), SUM(clicked), SUM(converted), SUM(cost_micros), SUM(revenue_micros), "
            "COUNT(DISTINCT customer), SUM(satisfaction) FROM impressions"
        )
        .fetchone()
    )
    expected = (
        totals.impressions,
        totals.clicks,
        totals.conversions,
        totals.spend,
        totals.revenue,
        totals.reach,
    )
    assert rows[:6] == expected
    assert rows[6] == pytest.approx(totals.satisfaction, rel=1e-5)
    assert sum(outcome.frequency[1:]) == totals.reach
    assert totals.conversions > 0
    assert totals.revenue == totals.conversions * 25_000_000


def test_figures_follow_from_the_totals(people: ProjectFile, here: None) -> None:
    result = simulate(people, plan_of("response.base_ctr=0.08"), seed=5)
    totals, figures = result.run.outcome.totals, result.figures
    assert tuple(figures) == METRICS
    spend = totals.spend / 1e6
    assert figures["ctr"].value == totals.clicks / totals.impressions
    assert figures["cvr"].value == totals.conversions / totals.clicks
    assert figures["cpc"].value == pytest.approx(spend / totals.clicks)
    assert figures["cpa"].value == pytest.approx(spend / totals.conversions)
    assert figures["cpm"].value == pytest.approx(1000 * spend / totals.impressions)
    assert figures["roas"].value == pytest.approx(25 * totals.conversions / spend)
    assert figures["frequency"].value == pytest.approx(totals.impressions / totals.reach)
    for figure in figures.values():
        assert figure.low <= figure.value <= figure.high


def test_several_seeds_are_kept_and_the_impressions_of_the_first(people: ProjectFile, here: None) -> None:
    results = simulate_seeds(people, plan_of(), [4, 5, 6])
    assert [result.run.info.seed for result in results] == [4, 5, 6]
    alone = simulate(people, plan_of(), seed=5).run
    second = results[1].run
    # The first of several is kept in finer buckets, whose sums of moods round otherwise.
    mood = second.outcome.totals.satisfaction
    assert mood == pytest.approx(alone.outcome.totals.satisfaction)
    assert second.outcome.totals == replace(alone.outcome.totals, satisfaction=mood)
    assert second.summary.batch is None
    assert second.summary.kept_impressions == 0
    names = {row[0] for row in people.read().execute("SELECT DISTINCT run FROM impressions")}
    assert names == {"Autumn, seed 4", "Autumn, seed 5 (2)"}


class Scripted(Job):
    """Sends commands, or cancels, when the first snapshot of a state has come."""

    def __init__(self, script: dict[int, object], *, cancel_at: int | None = None) -> None:
        self.script, self.cancel_at = dict(script), cancel_at
        self.snapshots: list[Snapshot] = []

    def partial(self, result: object) -> None:
        assert isinstance(result, Snapshot)
        self.snapshots.append(result)

    def commands(self) -> list[object]:
        return [self.script.pop(at) for at in list(self.script) if len(self.snapshots) >= at]

    def check_cancelled(self) -> None:
        if self.cancel_at is not None and len(self.snapshots) >= self.cancel_at:
            raise Cancelled


def test_a_stopped_run_keeps_what_was_played(people: ProjectFile) -> None:
    job = Scripted({0: ("speed", 600.0), 2: "stop"})
    run = simulate(people, plan_of(), seed=3, job=job, options=Options(live=True)).run
    assert run.info.state == "stopped"
    assert 0 < run.summary.minutes < 4 * 1440
    totals = run.outcome.totals
    assert run.outcome.series.impressions.sum() == totals.impressions > 0
    assert row_count(people.read(), "impressions") == totals.impressions
    assert run.events[-1].text == "The run was stopped here; what came later was not simulated."
    assert people.check() == []
    assert job.snapshots[-1].state == "stopped"


@pytest.mark.parametrize("snapshots", [0, 2])
def test_cancelling_leaves_the_project_as_it_was(people: ProjectFile, snapshots: int) -> None:
    before = list(people.read().iterdump())
    job = Scripted({0: ("speed", 600.0)}, cancel_at=snapshots)
    with pytest.raises(Cancelled):
        simulate(people, plan_of(), seed=3, job=job, options=Options(live=True))
    assert list(people.read().iterdump()) == before


def test_a_failure_while_storing_keeps_nothing(
    people: ProjectFile, here: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = counts(people)

    def fails(*_: object) -> None:
        raise AdManagerError("The disk is full.")

    monkeypatch.setattr(runs, "store_feedback", fails)
    with pytest.raises(AdManagerError, match="disk is full"):
        simulate(people, plan_of(), seed=3)
    assert counts(people) == before
    assert people.check() == []


def test_a_run_stopped_before_it_began_is_not_kept(people: ProjectFile, here: None) -> None:
    before = counts(people)
    with pytest.raises(Cancelled, match="stopped before it began"):
        simulate(people, plan_of(), job=Scripted({0: "stop"}))
    assert counts(people) == before


def test_deleting_a_run_takes_its_impressions_with_it(people: ProjectFile, here: None) -> None:
    first = simulate(people, plan_of(), seed=1).run
    second = simulate(people, plan_of(), seed=2).run
    delete_run(people, first.info.id)
    assert [info.id for info in list_runs(people)] == [second.info.id]
    left = people.read().execute("SELECT DISTINCT run FROM impressions").fetchall()
    assert left == [(second.info.name,)]
    delete_run(people, second.info.id, with_feedback=False)
    assert row_count(people.read(), "impressions") == second.outcome.totals.impressions
    assert people.read().execute("SELECT COUNT(*) FROM run_series").fetchone() == (0,)
    assert people.check() == []


def test_a_plan_with_errors_is_refused_with_all_of_them(people: ProjectFile, here: None) -> None:
    before = counts(people)
    with pytest.raises(AdManagerError) as failed:
        simulate(people, plan_of("budget.total=0", "flight.end=2026-03-01", "response.click_model=none"))
    for told in ("The budget is 0", "The flight ends on 2026-03-01", "There is no model “none”"):
        assert told in str(failed.value)
    assert counts(people) == before


def test_people_without_consent_are_never_shown_an_ad(tmp_path: Path, here: None) -> None:
    with projects.copy_to(tmp_path, consent=True) as people:
        run = simulate(people, plan_of(), seed=3).run
        shown = (
            people.read()
            .execute("SELECT DISTINCT p.agreed FROM impressions i JOIN profiles p ON p.customer = i.customer")
            .fetchall()
        )
        assert shown == [(1,)]
        members = (
            people.read()
            .execute("SELECT COUNT(*), SUM(agreed IS 1) FROM profiles WHERE age < 40 OR city = 'Porto'")
            .fetchone()
        )
        assert run.summary.people == members[1]
        assert run.summary.without_consent == members[0] - members[1]
        told = [event.text for event in run.events if event.kind == "people"]
        assert told == [f"{members[0] - members[1]} people were left out because they did not consent."]
        entry = people.read().execute("SELECT detail FROM audit WHERE action = 'simulate'").fetchone()[0]
        assert str(members[1]) in entry


def test_people_who_must_not_be_contacted_are_counted(tmp_path: Path, here: None) -> None:
    with projects.copy_to(tmp_path) as people:
        row = people.read().execute("SELECT customer FROM profiles WHERE age < 40 LIMIT 1").fetchone()
        add_do_not_contact(people, [str(row[0])])
        run = simulate(people, plan_of(), seed=3).run
        assert run.summary.do_not_contact == 1
        told = [event.text for event in run.events if event.kind == "people"]
        assert told == ["People left out because they are on the do-not-contact list: 1."]
        again = get_run(people, run.info.name)
        assert again.summary.do_not_contact == 1


def test_only_members_of_an_ad_group_see_its_ads(people: ProjectFile, here: None) -> None:
    simulate(people, plan_of(), seed=3)
    found = (
        people.read()
        .execute(
            "SELECT i.ad_group, MAX(p.age), GROUP_CONCAT(DISTINCT p.city) FROM impressions i "
            "JOIN profiles p ON p.customer = i.customer GROUP BY i.ad_group ORDER BY i.ad_group"
        )
        .fetchall()
    )
    assert [row[0] for row in found] == ["Town", "Young"]
    assert found[0][2] == "Porto"
    assert found[1][1] == 39


def test_excluded_segments_stay_out(people: ProjectFile, here: None) -> None:
    simulate(people, plan_of("ad_groups.1.exclude=['Young']"), seed=3)
    youngest = (
        people.read()
        .execute(
            "SELECT MIN(p.age) FROM impressions i JOIN profiles p ON p.customer = i.customer WHERE i.ad_group = 'Town'"
        )
        .fetchone()
    )
    assert youngest == (40,)


def test_the_budget_holds_to_the_micro_in_what_is_kept(people: ProjectFile, here: None) -> None:
    plan = plan_of("budget.total=9.000001", "budget.daily=2.5", "response.base_ctr=0.05", "cap.per_day=2")
    simulate(people, plan, seed=8)
    total = people.read().execute("SELECT SUM(cost_micros) FROM impressions").fetchone()[0]
    by_day = (
        people.read()
        .execute(
            # The flight is in Lisbon's winter time, which is UTC.
            "SELECT SUM(cost_micros) FROM impressions GROUP BY time / 86400 ORDER BY 1 DESC"
        )
        .fetchall()
    )
    most = (
        people.read()
        .execute("SELECT MAX(n) FROM (SELECT COUNT(*) n FROM impressions GROUP BY customer, time / 86400)")
        .fetchone()
    )
    assert 0 < total <= 9_000_001
    assert by_day[0][0] <= 2_500_000
    assert most == (2,)


def test_every_part_of_the_flight_lies_within_its_days(people: ProjectFile, here: None) -> None:
    run = simulate(people, plan_of(), seed=3).run
    first, last = people.read().execute("SELECT MIN(time), MAX(time) FROM impressions").fetchone()
    assert run.summary.start_utc <= first < last < run.summary.start_utc + 4 * 86_400
    assert np.array_equal(get_run(people, 1).outcome.series.spend, run.outcome.series.spend)
