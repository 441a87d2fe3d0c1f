"""Plans and assumptions in words, for the kinds of plan that there are, and reports of unusual runs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from admanager.project.file import ProjectFile
from admanager.report.charts import Clock
from admanager.report.content import content_of
from admanager.report.html import render
from admanager.report.words import method, plan_in_words
from admanager.simulation.runs import Run
from admanager.simulation.traffic import calendar
from tests.simulation.outcomes import outcome_of, run_of, series_of
from tests.simulation.worlds import plan_of

WRITTEN = datetime(2026, 4, 1, tzinfo=UTC)


def run_with(*settings: str, impressions: int = 100, clicks: int = 2, hours: int = 96) -> Run:
    shape = (hours, 4)
    series = series_of(np.full(shape, impressions, dtype=np.int64), np.full(shape, clicks, dtype=np.int64))
    arms = (("Young", "A"), ("Young", "B"), ("Young", "C"), ("Town", "D"))
    return run_of(plan_of(*settings), outcome_of(series, arms=arms))


def planned(*settings: str) -> set[str]:
    return {str(line) for part in plan_in_words(run_with(*settings)) for line in part.lines}


def assumed(*settings: str) -> set[str]:
    return {str(line) for part in method(run_with(*settings)) for line in part.lines}


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("objective=awareness", "The goal is awareness."),
        (
            "budget.pacing=asap",
            "Spend is not held back: every auction that is worth its price is entered.",
        ),
        ("bid.strategy=fixed_cpm", "1,000 impressions are worth at most 0.35 EUR."),
        ("cap.per_week=7", "A person sees the campaign at most 7 times a week."),
        ("cap.per_flight=20", "A person sees the campaign at most 20 times in the flight."),
        ("ad_groups.0.bid=0.6", "Its own bid is 0.60 EUR."),
        ("ad_groups.1.exclude=['age > 80']", "Those who are in “age > 80” are left out."),
        ("ad_groups.0.include=[]", "400 people: everyone."),
        ("budget.currency=CHF", "60.00 CHF in all, and at most 20.00 CHF a day."),
    ],
)
def test_what_a_plan_says_is_told(setting: str, told: str) -> None:
    assert told in planned(setting)
    assert told not in planned()


def test_weights_are_told_only_where_they_count() -> None:
    assert "Shows “A”, “B”, “C”." in planned()
    assert "Shows, by weight, “A” (1), “D” (3)." in planned()
    assert "Shows “A”, “D”." in planned("creative_choice=thompson")


def test_closed_hours_are_counted() -> None:
    nights = "'" + "0" * 8 + "1" * 16 + "'"
    assert "It is open in 112 of the week's 168 hours." in planned(
        f"ad_groups.0.dayparts=[{', '.join([nights] * 7)}]"
    )


def test_one_day_is_told_as_one_day() -> None:
    told = planned("flight.end=2026-03-23")
    assert "It runs on 2026-03-23, for one day in the time of Europe/Lisbon." in told


def test_no_cap_is_said() -> None:
    run = run_with()
    uncapped = replace(run, plan=run.plan.model_copy(update={"cap": type(run.plan.cap)()}))
    told = {str(line) for part in plan_in_words(uncapped) for line in part.lines}
    assert "Nothing limits how often a person sees the campaign." in told


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        (["market.auction=first_price"], "The winner pays their own bid (first price)."),
        (["market.shape=3"], "Its shape is 3: the smaller, the wider prices vary."),
        (
            ["market.win_rate=0.2", "market.win_rate_at_cpm=1.5"],
            "Its shape is such that a bid of 1.50 EUR wins 20.0 % of the auctions, as the plan says.",
        ),
    ],
)
def test_what_is_assumed_of_the_market_is_told(settings: list[str], told: str) -> None:
    assert told in assumed(*settings)
    assert told not in assumed()


def test_differences_between_people_are_assumed_only_without_a_model() -> None:
    drawn = "Assumed: people differ in their liking of ads"
    assert any(text.startswith(drawn) for text in assumed())
    assert not any(text.startswith(drawn) for text in assumed("response.click_model=response"))


# -- unusual runs --------------------------------------------------------------------------------------------


def test_run_without_an_impression_is_still_a_report(project: ProjectFile) -> None:
    text = render(content_of(project, run_with(impressions=0, clicks=0), WRITTEN))
    assert "No ad was shown to any of 400 people." in text
    assert "nan" not in text.lower().replace("finance", "")


def test_run_without_a_click_has_no_costs_of_one(project: ProjectFile) -> None:
    text = render(content_of(project, run_with(clicks=0), WRITTEN))
    assert "nobody clicked." in text
    assert "nan" not in text.lower()


@pytest.mark.parametrize("end", ["2026-03-23", "2026-03-24", "2026-09-30"])
def test_flights_of_any_length_can_be_reported(project: ProjectFile, end: str) -> None:
    run = run_with(f"flight.end={end}", hours=24)
    text = render(content_of(project, run, WRITTEN))
    assert text.count('<svg class="chart"') == 4
    ticks = Clock(calendar(run.plan.flight)).ticks()
    assert 2 <= len(ticks) <= 8
    assert [tick.place for tick in ticks] == sorted({tick.place for tick in ticks})


def test_report_of_one_creative_for_one_group_leaves_the_double_table_out(project: ProjectFile) -> None:
    settings = ("ad_groups=[{ name = 'Young', creatives = [{ name = 'A' }] }]",)
    series = series_of(np.full((96, 1), 100, dtype=np.int64), np.full((96, 1), 2, dtype=np.int64))
    run = run_of(plan_of(*settings), outcome_of(series))
    text = render(content_of(project, run, WRITTEN))
    assert "<h2>By creative</h2>" in text
    assert "<h2>By segment and creative</h2>" not in text
    assert "Reach does not add up" not in text
