"""The project's own models answer: through ONNX, for each person, and again after learning from a run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from admanager.jobs import Job
from admanager.learning import models
from admanager.learning.request import TrainRequest
from admanager.learning.training import fit
from admanager.project.file import ProjectFile
from admanager.simulation import checks, response
from admanager.simulation.arrays import World
from admanager.simulation.campaign import CampaignPlan
from admanager.simulation.campaign_file import from_data
from admanager.simulation.model_answers import answers_of
from admanager.simulation.population import find_population
from admanager.simulation.runs import simulate
from admanager.simulation.world import activities, build, prepare
from tests.simulation import projects
from tests.simulation.worlds import plan_of


@pytest.fixture
def people(tmp_path: Path) -> Iterator[ProjectFile]:
    with projects.copy_to(tmp_path) as project:
        yield project


@pytest.fixture
def model(people: ProjectFile, tmp_path: Path) -> str:
    return projects.load_age_model(people, tmp_path)


def without(plan: CampaignPlan, *names: str) -> CampaignPlan:
    """The plan with settings of the response left out."""
    data = plan.model_dump(exclude_none=True)
    for name in names:
        del data["response"][name]
    return from_data(data)


def world_for(project: ProjectFile, plan: CampaignPlan, seed: int = 1) -> tuple[World, np.ndarray]:
    setting = prepare(project, plan)
    ages = dict(project.read().execute("SELECT _id, age FROM profiles").fetchall())
    return build(setting, seed)[0], np.array([ages[person] for person in setting.people.ids.tolist()])


def sigmoid(logit: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-np.asarray(logit, dtype=np.float64)))


def test_a_model_gives_each_person_their_own_log_odds(people: ProjectFile, model: str) -> None:
    plan = plan_of()
    found = answers_of(people, plan, find_population(people, plan), model, "click")
    _, ages = world_for(people, plan)
    np.testing.assert_allclose(found.logit[:, 0], projects.AGE_WEIGHT * ages + projects.INTERCEPT, atol=1e-4)
    assert found.logit.shape[1] == 1
    assert not found.knows_creative
    assert found.hour_logit is None
    assert found.rate == pytest.approx(
        sigmoid(projects.AGE_WEIGHT * ages + projects.INTERCEPT).mean(), abs=1e-6
    )
    assert found.sha256 == models.get_model(people, model).sha256


@pytest.mark.parametrize("field", ["click", "conversion"])
def test_without_a_rate_in_the_plan_the_models_own_mean_holds(
    people: ProjectFile, model: str, field: str
) -> None:
    rate = {"click": "base_ctr", "conversion": "base_cvr"}[field]
    plan = without(
        plan_of(f"response.{field}_model={model}", "response.taste_spread=0", "response.creative_spread=0"),
        rate,
    )
    world, ages = world_for(people, plan)
    weight = activities(find_population(people, plan).ids, plan.traffic.activity_spread, 1)
    own = sigmoid(projects.AGE_WEIGHT * ages + projects.INTERCEPT).mean()
    mean = np.average(sigmoid(world.answers[field]).mean(axis=1), weights=weight)
    assert mean == pytest.approx(own, rel=1e-3)


def test_a_rate_in_the_plan_shifts_the_models_log_odds_and_keeps_their_order(
    people: ProjectFile, model: str
) -> None:
    settings = (f"response.click_model={model}", "response.taste_spread=0", "response.creative_spread=0")
    world, ages = world_for(people, plan_of(*settings, "response.base_ctr=0.004"))
    gap = world.answers["click"][:, 0] - projects.AGE_WEIGHT * ages
    assert np.ptp(gap) < 1e-4
    weight = activities(find_population(people, plan_of()).ids, 1.0, 1)
    assert np.average(sigmoid(world.answers["click"][:, 0]), weights=weight) == pytest.approx(0.004, rel=1e-3)


def test_without_a_model_people_differ_by_the_spread_of_the_plan(people: ProjectFile) -> None:
    plan = plan_of("response.person_spread=0.8", "response.taste_spread=0", "response.creative_spread=0.5")
    world, _ = world_for(people, plan)
    click = world.answers["click"]
    assert click[:, 0].std() == pytest.approx(0.8, rel=0.12)
    effects = response.creative_effects(plan.creative_names, 1, response.Purpose.CREATIVE_CLICK)
    np.testing.assert_allclose(
        click - click[:, :1], np.tile(0.5 * (effects - effects[0]), (len(click), 1)), atol=1e-5
    )


def test_a_run_says_which_model_answered_and_by_which_hash(
    people: ProjectFile, model: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    projects.in_process(monkeypatch)
    run = simulate(people, plan_of(f"response.click_model={model}", "response.base_ctr=0.02"), seed=2).run
    assert run.models == {"click": (model, models.get_model(people, model).sha256)}
    assert run.methods == {
        "click": "model “ages”, shifted to a mean of 2.00 %",
        "conversion": "rate of 20.00 % from the plan",
        "market": "gamma distributed around a CPM of 2.00 (an assumption)",
        "traffic": "the usual week of ad exchanges (an assumption)",
    }
    older, younger = (
        people.read()
        .execute(
            "SELECT AVG(clicked) FROM impressions i JOIN profiles p ON p.customer = i.customer "
            "GROUP BY p.age >= 45 ORDER BY 1 DESC"
        )
        .fetchall()
    )
    assert older[0] > 1.5 * younger[0]


def test_impressions_of_a_run_train_a_model_that_answers_the_next_run(
    people: ProjectFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    projects.in_process(monkeypatch)
    monkeypatch.setattr(models, "run_in_child", lambda function, *args, job: function(*args, job=job))
    monkeypatch.setattr(fit, "MAX_EPOCHS", 4)
    plan = plan_of(
        "response.base_ctr=0.3",
        "bid.amount=0.02",
        "budget.total=400",
        "budget.daily=400",
        "response.creative_spread=1",
    )
    first = simulate(people, plan, seed=2).run
    trained = models.train(
        people, TrainRequest(name="again", target="clicked", table="impressions"), job=Job()
    )
    inputs = {entry.name for entry in trained.card.inputs}
    assert {"creative", "position", "age", "hour"} <= inputs
    assert not inputs & {"satisfaction", "cost_micros", "converted", "propensity", "customer"}
    assert trained.card.data.generated
    totals = first.outcome.totals
    assert trained.card.metrics.base_rate == pytest.approx(totals.clicks / totals.impressions, rel=0.2)
    again = without(plan_of("response.click_model=again", "response.taste_spread=0"), "base_ctr")
    assert [problem.path for problem in checks.check(again, people) if problem.severity == "error"] == []
    found = answers_of(people, again, find_population(people, again), "again", "click")
    assert found.knows_creative
    assert found.logit.shape == (find_population(people, again).size, 4)
    assert found.hour_logit is not None
    shown = first.outcome.by_creative()
    rates = [shown[name].clicks / shown[name].impressions for name in again.creative_names]
    assert int(np.argmax(found.logit.mean(axis=0))) == int(np.argmax(rates))
    second = simulate(people, again, seed=2).run
    assert second.models["click"][0] == "again"
    assert second.outcome.totals.impressions > 0


def test_a_model_of_the_funnel_answers_for_clicks_and_for_conversions(
    people: ProjectFile, tmp_path: Path
) -> None:
    path = tmp_path / "funnel.onnx"
    path.write_bytes(projects.funnel())
    models.load_onnx(people, path, "funnel")
    plan = from_data(
        plan_of().model_dump(exclude_none=True)
        | {"response": {"click_model": "funnel", "conversion_model": "funnel"}}
    )
    chosen = find_population(people, plan)
    clicks, conversions = (
        response.score_clicks(people, plan, chosen),
        response.score_conversions(people, plan, chosen),
    )
    assert clicks.logit is not None
    assert conversions.logit is not None
    ages = dict(people.read().execute("SELECT _id, age FROM profiles").fetchall())
    age = np.array([ages[person] for person in chosen.ids.tolist()])
    np.testing.assert_allclose(clicks.logit[:, 0], -3 + 0.02 * age, atol=1e-3)
    np.testing.assert_allclose(conversions.logit[:, 0], -1 - 0.01 * age, atol=1e-3)
