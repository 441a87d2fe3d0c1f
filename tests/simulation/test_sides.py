"""The three views of a run hold together, and the detector of fraud is told apart from the truth."""

from __future__ import annotations

from dataclasses import replace

import pytest

from admanager.simulation.arrays import new_state
from admanager.simulation.engine import outcome_of
from admanager.simulation.fraud import judged
from admanager.simulation.playing import run_minutes
from admanager.simulation.runs import Run
from admanager.simulation.sides import Line, sides
from admanager.simulation.world import build
from tests.simulation.outcomes import run_of
from tests.simulation.worlds import plan_of, setting_of

BOTS = ("fraud.share=0.2", "bid.amount=0.35")


def run_with(*settings: str, seed: int = 3) -> Run:
    """A run of the small plan with these settings, as if it had been kept."""
    plan = plan_of(*settings)
    setting = setting_of(plan, 400)
    world, policy = build(setting, seed)
    state = new_state(world, policy, 60, 1)
    run_minutes(world, policy, state, 0, setting.days.minutes)
    kept = run_of(plan, outcome_of(setting, state, setting.days.minutes, shown=False, ended=True), people=400)
    report = judged(state, 400) if policy.detect else None
    return replace(kept, summary=kept.summary.model_copy(update={"fraud": report}))


def lines(run: Run, name: str) -> dict[str, Line]:
    found = {side.name: {line.key: line for line in side.lines} for side in sides(run)}
    return found.get(name, {})


def value(run: Run, name: str, key: str) -> float:
    return lines(run, name)[key].figure.value


@pytest.mark.parametrize("pricing", ["cpm", "cpc"])
def test_what_the_advertiser_pays_is_what_the_platform_earns(pricing: str) -> None:
    run = run_with(*BOTS, f"bid.pricing={pricing}")
    paid = value(run, "advertiser", "spend") - value(run, "advertiser", "refunded")
    assert paid == pytest.approx(value(run, "advertiser", "net_spend"))
    assert paid == pytest.approx(value(run, "platform", "revenue"))
    revenue = value(run, "advertiser", "revenue")
    assert value(run, "advertiser", "return") == pytest.approx(revenue - paid)
    assert value(run, "advertiser", "roas") == pytest.approx(revenue / paid)
    assert value(run, "advertiser", "cpa") == pytest.approx(paid / value(run, "advertiser", "conversions"))
    worth = value(run, "platform", "auction_value")
    assert value(run, "platform", "margin") == pytest.approx(paid - worth)


def test_who_sells_impressions_earns_their_auction_price_and_nothing_more() -> None:
    run = run_with("bid.strategy=fixed_cpm", "bid.amount=3")
    assert value(run, "platform", "revenue") > 0
    # Each price is rounded to a micro, for the bill and for the worth alike.
    assert value(run, "platform", "margin") == pytest.approx(0, abs=1e-6)
    assert "refunded" not in lines(run, "advertiser")
    assert not lines(run, "fraud")


def test_people_who_left_are_a_share_of_those_who_saw_an_ad() -> None:
    run = run_with("experience.leave=0.2", "experience.annoyance=0.9")
    gone = run.outcome.counters["GONE"]
    assert gone > 0
    assert value(run, "people", "left") == pytest.approx(gone / run.outcome.totals.reach)
    assert value(run, "people", "spared") > 0


def test_bots_cost_what_was_saved_and_what_was_lost() -> None:
    run = run_with(*BOTS)
    report = run.summary.fraud
    assert report is not None
    assert report.bots_marked > 0
    assert value(run, "fraud", "saved") > 0
    charged_to_bots = run.outcome.counters["BOT_SPENT"] / 1e6
    bots_back = (report.refunded + report.saved - report.wrongly - run.outcome.counters["BOT_SAVED"]) / 1e6
    assert value(run, "fraud", "lost") == pytest.approx(charged_to_bots - bots_back)
    assert value(run, "fraud", "precision") == report.bots_marked / (
        report.bots_marked + report.people_marked
    )
    assert value(run, "fraud", "recall") == report.bots_marked / report.bots


def test_without_a_detector_the_truth_about_bots_is_told_all_the_same() -> None:
    run = run_with(*BOTS, "fraud.detect=false")
    assert set(lines(run, "fraud")) == {"bot_clicks", "lost"}
    assert value(run, "fraud", "lost") == pytest.approx(run.outcome.counters["BOT_SPENT"] / 1e6)
