"""Looking for a better plan: what is found, how it is checked, and that luck is not sold as success."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import numpy as np
import optuna
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from admanager.__main__ import main
from admanager.jobs import Job
from admanager.project.file import ProjectFile
from admanager.simulation import optimise as module
from admanager.simulation.campaign_file import from_toml
from admanager.simulation.checks import require_sound
from admanager.simulation.optimise import (
    LEVERS,
    Optimised,
    Trial,
    figure,
    front,
    optimise,
    paired_difference,
    varied,
)
from admanager.simulation.trials import Tally, measure
from admanager.simulation.world import Setting
from admanager.texts import AdManagerError
from tests.simulation.projects import copy_to
from tests.simulation.worlds import PLAN, plan_of

GENEROUS = ("bid.amount=2", "budget.total=400", "budget.daily=100", "market.auction=first_price")


class Here:
    """Measures in this process; the workers have tests of their own."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting

    def measure(self, tasks: list[module.Task], *, job: Job) -> list[Tally]:
        return [measure(self.setting, plan, seed) for plan, seed in tasks]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ProjectFile]:
    from contextlib import nullcontext

    monkeypatch.setattr(module, "workers_for", lambda setting, cluster=None: nullcontext(Here(setting)))
    with copy_to(tmp_path) as opened:
        yield opened


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Optimised:
    with pytest.MonkeyPatch.context() as patch:
        from contextlib import nullcontext

        patch.setattr(module, "workers_for", lambda setting, cluster=None: nullcontext(Here(setting)))
        with copy_to(tmp_path_factory.mktemp("search")) as opened:
            return optimise(opened, plan_of(*GENEROUS), "cpa", 16)


def test_a_plan_that_overbids_is_made_cheaper(found: Optimised) -> None:
    assert found.better
    assert found.difference.high < 0
    assert found.best.value is not None
    assert found.baseline.value is not None
    assert found.best.value < 0.8 * found.baseline.value
    assert found.best.conversions > 0.5 * found.baseline.conversions
    assert found.best.plan.bid.amount < 2
    assert any(change.key == "bid.amount" for change in found.changes)


def test_the_first_trial_is_the_plan_itself_and_all_are_listed(found: Optimised) -> None:
    assert [trial.number for trial in found.trials] == list(range(16))
    assert found.trials[0].plan == plan_of(*GENEROUS)
    assert {trial.seeds for trial in found.trials if not trial.pruned} == {module.SEARCH_SEEDS}
    assert {trial.seeds for trial in found.trials if trial.pruned} <= {module.FIRST_SEEDS}
    assert all(trial.spend <= 400 for trial in found.trials)


def test_the_front_is_what_no_other_trial_beats(found: Optimised) -> None:
    by_number = {trial.number: trial for trial in found.trials}
    kept = [by_number[number] for number in found.front]
    assert [trial.spend for trial in kept] == sorted(trial.spend for trial in kept)
    for trial in found.trials:
        if not trial.pruned and trial.number not in found.front:
            assert any(
                other.spend <= trial.spend and other.conversions >= trial.conversions for other in kept
            )


def test_the_final_figures_are_of_seeds_that_no_choice_has_seen(
    project: ProjectFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    used: list[set[int]] = []

    def noting(self: Here, tasks: list[module.Task], *, job: Job) -> list[Tally]:
        used.append({seed for _, seed in tasks})
        return [measure(self.setting, plan, seed) for plan, seed in tasks]

    monkeypatch.setattr(Here, "measure", noting)
    optimise(project, plan_of(), "conversions", 3, levers=("bids",))
    assert len(used[-1]) == module.FRESH_SEEDS
    assert not used[-1] & set().union(*used[:-1])


def test_the_same_search_gives_the_same_result(project: ProjectFile, found: Optimised) -> None:
    again = optimise(project, plan_of(*GENEROUS), "cpa", 16)
    assert again.trials == found.trials
    assert again.best == found.best
    assert again.difference == found.difference


def test_a_search_that_cannot_gain_says_so(project: ProjectFile) -> None:
    """Nothing but the choice of creatives may change, and there is one creative only."""
    plan = plan_of("creative_choice=even")
    group = plan.ad_groups[0].model_copy(update={"creatives": plan.ad_groups[0].creatives[:1]})
    result = optimise(
        project, plan.model_copy(update={"ad_groups": (group,)}), "conversions", 4, levers=("creatives",)
    )
    assert not result.better
    assert any(("not" in note and "better" in note) or "luck" in note for note in result.notes)


def test_without_conversions_there_is_nothing_to_choose(project: ProjectFile) -> None:
    with pytest.raises(AdManagerError, match="raise the bid"):
        optimise(project, plan_of("bid.amount=0.000001"), "cpa", 2, levers=("creatives",))


def tally(conversions: int, spend: int, revenue: int = 0) -> Tally:
    return Tally(1, 0, 0, 0, conversions, spend * 1_000_000, revenue * 1_000_000, 0, 0.0)


def test_figures_are_pooled_over_seeds() -> None:
    told = [tally(2, 10, 40), tally(6, 14, 20)]
    assert figure("cpa", told) == pytest.approx(3.0)
    assert figure("roas", told) == pytest.approx(2.5)
    assert figure("conversions", told) == 4
    assert figure("cpa", [tally(0, 5)]) is None
    assert figure("roas", [tally(0, 0)]) is None


def test_the_paired_interval_is_students_where_the_figure_is_a_mean() -> None:
    from scipy.stats import ttest_rel

    rng = np.random.default_rng(3)
    first, second = rng.poisson(20, 16), rng.poisson(17, 16)
    gap = paired_difference(
        "conversions", [tally(int(n), 1) for n in first], [tally(int(n), 1) for n in second]
    )
    expected = ttest_rel(first, second).confidence_interval(0.95)
    assert gap.value == pytest.approx(np.mean(first - second))
    assert (gap.low, gap.high) == pytest.approx((expected.low, expected.high))


def test_the_paired_interval_of_a_ratio_covers_the_truth() -> None:
    """Two plans with costs per conversion of 5 and 4: of 300 comparisons about 95 in 100 hold the true difference."""
    rng = np.random.default_rng(1)
    covered = 0
    for _ in range(300):
        base = rng.gamma(20, 10, 16)
        first = [tally(int(rng.poisson(money / 5)), int(money)) for money in base]
        second = [tally(int(rng.poisson(money / 4)), int(money)) for money in base]
        gap = paired_difference("cpa", first, second)
        covered += gap.low <= 1.0 <= gap.high
    assert 0.90 <= covered / 300 <= 0.99


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from([("budget.total=60",), ("budget.total=0.05",), GENEROUS]))
def test_every_suggestion_is_a_sound_plan_within_the_budget(
    seed: int, given_settings: tuple[str, ...]
) -> None:
    plan = plan_of(*given_settings)
    study = optuna.create_study(sampler=optuna.samplers.RandomSampler(seed=seed))
    other = varied(plan, study.ask(), LEVERS)
    assert other.budget == plan.budget
    assert other.flight == plan.flight
    assert other.market == plan.market
    assert [group.creatives for group in other.ad_groups] == [group.creatives for group in plan.ad_groups]
    parts = [group.budget for group in other.ad_groups]
    if any(part is not None for part in parts):
        assert sum((part or Decimal(0) for part in parts), Decimal(0)) <= plan.budget.total
    for group in other.ad_groups:
        assert group.dayparts is None or any("1" in row for row in group.dayparts)


def test_the_fronts_order_and_ties() -> None:
    def trial(number: int, spend: float, conversions: float, *, pruned: bool = False) -> Trial:
        return Trial(number, plan_of(), None, 0, 0, conversions, spend, 0, 6, pruned)

    told = [trial(0, 5, 2), trial(1, 3, 2), trial(2, 9, 4), trial(3, 1, 9, pruned=True), trial(4, 9, 3)]
    assert front(told) == (1, 2)


@pytest.mark.slow
def test_the_command_prints_best_baseline_and_trials(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with copy_to(tmp_path) as opened:
        path = opened.path
    plan, best = tmp_path / "plan.toml", tmp_path / "best.toml"
    plan.write_text(PLAN, encoding="utf-8")
    words = [
        "optimise",
        str(path),
        str(plan),
        "--goal",
        "conversions",
        "--trials",
        "4",
        "-o",
        str(best),
        "--json",
    ]
    assert main(words) == 0
    result = json.loads(capsys.readouterr().out)
    assert result["baseline"]["conversions"] > 0
    assert set(result["best"]) >= {"value", "difference", "low", "high", "better", "promised", "settings"}
    assert len(result["trials"]) == 4
    with ProjectFile.open(path) as opened:
        require_sound(from_toml(best.read_text(encoding="utf-8")), opened)
    assert main(["optimise", str(path), str(plan), "--goal", "cpa", "--trials", "4", "--vary", "colour"]) == 1
    assert "colour" in capsys.readouterr().err
