"""What is wrong with a plan: everything at once, each at its field, and nothing about a sound one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from admanager.privacy.suppression import add_do_not_contact
from admanager.project.file import ProjectFile
from admanager.simulation import checks
from admanager.simulation.campaign import CampaignPlan
from admanager.simulation.campaign_file import from_data
from admanager.simulation.forecast import forecast
from admanager.simulation.population import find_population
from admanager.texts import AdManagerError
from tests.simulation import projects
from tests.simulation.worlds import plan_of

SOUND = ("budget.total=4", "budget.daily=1")


@pytest.fixture
def people(tmp_path: Path) -> Iterator[ProjectFile]:
    with projects.copy_to(tmp_path) as project:
        yield project


def problems(plan: CampaignPlan, project: ProjectFile) -> dict[str, str]:
    return {problem.path: str(problem.text) for problem in checks.check(plan, project)}


def test_a_sound_plan_has_no_problem(people: ProjectFile) -> None:
    found = checks.inspect(plan_of(*SOUND), people)
    assert found.problems == ()
    assert not found.has_errors
    ages = [age for _, age, _, _ in projects.rows()]
    porto = sum(city == "Porto" for _, _, city, _ in projects.rows())
    assert found.group_sizes == (sum(age < 40 for age in ages), porto)
    assert found.people == sum(age < 40 or city == "Porto" for _, age, city, _ in projects.rows())
    assert found.without_consent is None
    assert found.forecast is not None
    checks.require_sound(plan_of(*SOUND), people)


@pytest.mark.parametrize(
    ("setting", "path", "told"),
    [
        ("flight.end=2026-03-22", "flight.end", "The flight ends on 2026-03-22, before it starts on 2026-03-23."),
        ("flight.end=2028-03-22", "flight.end", "A flight can last 400 days at most."),
        ("flight.time_zone=Europe/Lissabon", "flight.time_zone", "There is no time zone “Europe/Lissabon”; write one such as Europe/Lisbon."),
        ("budget.total=0", "budget.total", "The budget is 0; set what may be spent in the whole flight."),
        ("budget.daily=0", "budget.daily", "The daily budget is 0; set it, or leave it out."),
        ("budget.daily=5", "budget.daily", "The daily budget (5.00) is above the budget of the whole flight (4.00)."),
        ("bid.amount=0", "bid.amount", "The bid is 0, so that no auction can be won."),
        ("bid.amount=1.5", "bid.amount", "One click at the bid costs 1.50, more than the budget of 1.00."),
        ("bid={strategy = 'fixed_cpa', amount = 1.5}", "bid.amount", "One conversion at the bid costs 1.50, more than the budget of 1.00."),
        ("bid={strategy = 'target_roas', target_roas = 2, amount = 6}", "bid.amount", "One click at the bid costs 1.20, more than the budget of 1.00."),
        ("bid={amount = 0.3, pricing = 'performance', conversion_price = 2}", "bid.conversion_price", "One conversion costs 2.00, more than the budget of 1.00."),
        ("ad_groups.1.bid=0", "ad_groups.1.bid", "The bid is 0, so that no auction can be won."),
        ("ad_groups=[]", "ad_groups", "The campaign has no ad group; add one with a segment and a creative."),
        ("ad_groups.1.name=Young", "ad_groups.1.name", "Two ad groups are called “Young”."),
        ("ad_groups.0.creatives=[]", "ad_groups.0.creatives", "The ad group “Young” has no creative."),
        ("ad_groups.1.creatives.1.name=A", "ad_groups.1.creatives.1", "“A” is in the ad group “Town” twice."),
        ("ad_groups.1.include=['Old']", "ad_groups.1.include.0", "“Old” in “Town”: "),
        ("ad_groups.1.exclude=['age >']", "ad_groups.1.exclude.0", "“age >” in “Town”: "),
        ("response.conversion_model=x", "response.conversion_model", "There is no model “x” in the project; train or load it first."),
        ("market.cpm=0", "market.cpm", "The market's CPM is 0; set what 1,000 impressions cost there."),
        ("market.win_rate=0.4", "market.win_rate", "A win rate needs the CPM bid that had it, and the other way round."),
    ],
)  # fmt: skip
def test_an_error_stands_at_its_field(people: ProjectFile, setting: str, path: str, told: str) -> None:
    found = [problem for problem in checks.check(plan_of(*SOUND, setting), people) if problem.path == path]
    assert found[0].severity == "error"
    assert str(found[0].text).startswith(told)


@pytest.mark.parametrize(
    ("settings", "path", "told"),
    [
        (["budget.daily=0.5"], "budget.daily", "4 days at 0.50 are 2.00: 2.00 of the budget cannot be spent."),
        (["cap.per_day=8", "cap.per_week=5"], "cap.per_day", "This cap (8) is above the cap of a longer time (5)."),
        (["ad_groups.0.include=['age > 99']"], "ad_groups.0.include", "Nobody is in the ad group “Young”."),
        (
            ["ad_groups.0.creatives.0.name=New"], "ad_groups.0.creatives.0",
            "The creative “New” is not in the project; it can be simulated, but not delivered.",
        ),
        (["bid.amount=0.002"], "bid.amount", "At a click rate of 2.00 % this bid would win only"),
        (["budget.total=4000", "budget.daily=1000"], "budget.total", "About "),
        (
            ["bid.strategy=target_cpa", "bid.pricing=cpa"], "bid.window_hours",
            "Each click sets the price of a conversion aside for 168 hours, so that no budget is overspent. With 20.0 % of the "
            "clicks converting, at most about 20 % of the budget will be charged",
        ),
    ],
)  # fmt: skip
def test_a_warning_does_not_keep_a_plan_from_being_simulated(
    people: ProjectFile, settings: list[str], path: str, told: str
) -> None:
    plan = plan_of(*SOUND, *settings)
    found = {problem.path: problem for problem in checks.check(plan, people)}
    assert found[path].severity == "warning"
    assert str(found[path].text).startswith(told)
    checks.require_sound(plan, people)


def test_everything_wrong_is_told_at_once_errors_first(people: ProjectFile) -> None:
    plan = plan_of(
        "budget.total=0", "bid.amount=0", "flight.end=2026-03-01", "market.cpm=0", "cap.per_day=9", "cap.per_flight=1",
        "ad_groups.0.include=['Nobody I know']", "ad_groups.1.creatives=[]", "response.click_model=x",
        "ad_groups.0.creatives.0.name=New",
    )  # fmt: skip
    found = checks.check(plan, people)
    errors = {problem.path for problem in found if problem.severity == "error"}
    assert errors == {
        "budget.total", "budget.daily", "bid.amount", "flight.end", "market.cpm", "ad_groups.0.include.0",
        "ad_groups.1.creatives", "response.click_model",
    }  # fmt: skip
    assert {problem.path for problem in found} - errors == {"cap.per_day", "ad_groups.0.creatives.0"}
    severities = [problem.severity for problem in found]
    assert severities == sorted(severities)
    with pytest.raises(AdManagerError) as failed:
        checks.require_sound(plan, people)
    assert all(str(problem.text) in str(failed.value) for problem in found if problem.severity == "error")


def test_a_bid_is_forecast_by_what_it_is_for() -> None:
    a_click = forecast(plan_of("bid.amount=0.35"), 1000)
    for settings in (
        ("bid.strategy=auto", "bid.amount=0.35"),
        ("bid.strategy=ocpc", "bid.amount=0.35"),
        ("bid.strategy=fixed_cpa", "bid.amount=1.75"),  # of 5 clicks, one converts
        ("bid.strategy=auto", "bid.goal=conversions", "bid.amount=1.75"),
    ):
        assert forecast(plan_of(*settings), 1000).win_rate == pytest.approx(a_click.win_rate), settings


def test_nobody_in_any_ad_group_is_an_error(people: ProjectFile) -> None:
    plan = plan_of(*SOUND, "ad_groups.0.include=['age > 99']", "ad_groups.1.include=['age > 99']")
    assert problems(plan, people)["ad_groups"] == "Nobody is in any ad group; widen a segment."


def test_without_people_that_is_what_is_told(project: ProjectFile) -> None:
    found = checks.inspect(plan_of(*SOUND), project)
    assert ("ad_groups", "The project has no people yet; import profiles first.") in [
        (problem.path, str(problem.text)) for problem in found.problems
    ]
    assert found.forecast is None


def test_ad_groups_are_counted_without_those_who_did_not_consent(tmp_path: Path) -> None:
    with projects.copy_to(tmp_path, consent=True) as people:
        found = checks.inspect(plan_of(*SOUND), people)
        rows = [row for row in projects.rows() if row[1] < 40 or row[2] == "Porto"]
        assert found.people == sum(row[3] == 1 for row in rows)
        assert found.without_consent == len(rows) - found.people
        assert found.group_sizes[0] == sum(row[1] < 40 and row[3] == 1 for row in projects.rows())
        plan = plan_of(*SOUND, "ad_groups.0.include=['customer = \"c0001\"']")
        plan = from_data({**plan.model_dump(), "ad_groups": plan.model_dump()["ad_groups"][:1]})
        assert problems(plan, people) == {"ad_groups": "None of the 1 people in the segments consented."}


def test_a_model_that_asks_for_more_than_is_there_is_named(people: ProjectFile, tmp_path: Path) -> None:
    name = projects.load_age_model(people, tmp_path, column="income")
    told = problems(plan_of(*SOUND, f"response.click_model={name}"), people)["response.click_model"]
    assert told == "The model “ages” needs income, which neither the profiles nor the plan have."


def test_people_not_to_be_contacted_are_reached_neither_in_the_plan_nor_in_a_run(tmp_path: Path) -> None:
    with projects.copy_to(tmp_path, consent=True) as people:
        plan = plan_of(*SOUND)
        before = checks.inspect(plan, people)
        reached = [row for row in projects.rows() if row[1] < 40 and row[3] == 1]
        add_do_not_contact(people, [str(row[0]) for row in reached[:3]])
        found = checks.inspect(plan, people)
        assert (found.people, found.do_not_contact) == (before.people - 3, 3)
        assert found.group_sizes[0] == before.group_sizes[0] - 3
        assert find_population(people, plan).size == found.people
