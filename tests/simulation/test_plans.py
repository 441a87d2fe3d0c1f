"""A first plan from what a project holds, single values changed, and edits kept as operations."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from admanager.audience import segments
from admanager.creative import library
from admanager.creative.brand import BrandKit
from admanager.creative.condition import Condition
from admanager.creative.design import Design
from admanager.creative.generator import Source, generate
from admanager.project.file import ProjectFile
from admanager.project.tables import Column
from admanager.simulation import checks, drafts, plans
from admanager.simulation.campaign import AdGroup, CampaignPlan, CreativeShare
from admanager.simulation.plans import edit_text, rounded_down, save_edit, suggest_plan, value_at, with_value
from admanager.texts import AdManagerError, sentence
from tests.audience.conftest import fill_table

TODAY = date(2026, 3, 1)
KEY = Column("id", "text", "key")
AGE = Column("age", "integer", "number")


def add_people(project: ProjectFile, count: int = 300) -> None:
    fill_table(project, [KEY, AGE], [(f"p{n}", 18 + n % 60) for n in range(count)])


def add_creatives(project: ProjectFile, *names: str) -> None:
    from admanager.creative.library import add_creatives as keep
    from admanager.creative.pipeline import Request, make_designs

    keep(project, make_designs(project, Request("", "conversion", "any", len(names), 1)), names)


def test_a_first_plan_of_an_empty_project_is_for_everyone(project: ProjectFile) -> None:
    plan = suggest_plan(project, "Spring", TODAY, group_name="Everyone", time_zone="Europe/Lisbon")
    assert plan.ad_groups == (AdGroup(name="Everyone"),)
    assert (plan.flight.start, plan.flight.end) == (date(2026, 3, 2), date(2026, 3, 15))
    assert plan.flight.time_zone == "Europe/Lisbon"
    assert plan.budget.total == 500
    assert drafts.list_campaigns(project) == []


def test_a_first_plan_takes_segments_creatives_and_a_budget_that_can_be_spent(project: ProjectFile) -> None:
    add_people(project)
    segments.save(project, "young", "age < 40")
    segments.save(project, "old", "age >= 40")
    segments.save(project, "very old", "age >= 70")
    add_creatives(project, "A", "B", "C", "D")
    plan = suggest_plan(project, "Spring", TODAY, group_name="Everyone")
    assert [group.include for group in plan.ad_groups] == [("old",), ("very old",)]
    assert plan.creative_names == ("A", "B", "C")
    assert plan.response.click_model is None
    found = checks.inspect(plan, project)
    assert found.problems == ()
    assert found.forecast is not None
    assert found.forecast.spend_without_budget > float(plan.budget.total) >= 1


def test_a_segment_that_cannot_be_counted_does_not_stop_a_first_plan(project: ProjectFile) -> None:
    add_people(project)
    segments.save(project, "young", "age < 40")
    fill_table(project, [KEY], [("p1",)])
    plan = suggest_plan(project, "Spring", TODAY, group_name="Everyone")
    assert plan.ad_groups[0].include == ("young",)
    assert plan.budget.total == 500


@pytest.mark.parametrize(
    ("target", "inputs", "task", "heads", "clicks", "conversions"),
    [
        ("responded", ["age"], "response", (), None, "M"),
        ("clicked", ["age"], "response", (), "M", None),
        ("responded", ["age", "placement"], "response", (), None, None),
        ("converted", ["age"], "response", ("click", "conversion"), "M", "M"),
        ("bought", ["age"], "uplift", (), None, None),
    ],
)
def test_a_model_that_needs_only_what_is_known_of_people_answers_a_first_plan(
    project: ProjectFile,
    monkeypatch: pytest.MonkeyPatch,
    target: str,
    inputs: list[str],
    task: str,
    heads: tuple[str, ...],
    clicks: str | None,
    conversions: str | None,
) -> None:
    add_people(project)
    columns = [SimpleNamespace(name=name) for name in inputs]
    card = SimpleNamespace(inputs=columns, task=task, heads=dict.fromkeys(heads))
    model = SimpleNamespace(name="M", target=target, card=card)
    foreign = SimpleNamespace(name="F", target=target, card=None)
    monkeypatch.setattr("admanager.learning.models.list_models", lambda _project: [foreign, model])
    response = suggest_plan(project, "Spring", TODAY, group_name="Everyone").response
    assert (response.click_model, response.conversion_model) == (clicks, conversions)
    assert response.base_ctr == (0.01 if clicks else None)
    assert response.base_cvr == (0.05 if conversions else None)


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (0, "0"),
        (1, "1"),
        (1.49, "1"),
        (1.5, "1.5"),
        (99, "80"),
        (219.4, "200"),
        (0.047, "0.03"),
        (1e6, "1000000"),
    ],
)
def test_amounts_are_rounded_down_to_plain_ones(amount: float, expected: str) -> None:
    assert rounded_down(amount) == Decimal(expected)


def test_a_value_is_read_and_replaced_by_its_path() -> None:
    plan = drafts.new_plan("Spring", TODAY)
    assert value_at(plan, "budget.total") == 500
    changed = with_value(plan, "ad_groups.0.creatives", (CreativeShare(name="A"), CreativeShare(name="B")))
    changed = with_value(changed, "ad_groups.0.creatives.1.weight", 2.5)
    assert value_at(changed, "ad_groups.0.creatives.1") == CreativeShare(name="B", weight=2.5)
    assert value_at(plan, "ad_groups.0.creatives") == ()
    assert with_value(changed, "budget.daily", None).budget.daily is None


@pytest.mark.parametrize(
    ("path", "value"),
    [("name", " "), ("market.shape", 0.0), ("budget.currency", "euro"), ("budget.total", Decimal(-1))],
)
def test_a_value_that_a_plan_cannot_hold_is_refused(path: str, value: object) -> None:
    with pytest.raises(AdManagerError, match=path):
        with_value(drafts.new_plan("Spring", TODAY), path, value)


def saved(project: ProjectFile, name: str) -> tuple[int, CampaignPlan]:
    plan = drafts.new_plan(name, TODAY)
    return drafts.save_campaign(project, plan), plan


def test_an_edit_is_one_operation_that_names_its_part(project: ProjectFile) -> None:
    number, plan = saved(project, "Spring")
    save_edit(project, number, with_value(plan, "budget.total", Decimal(80)), "budget")
    assert drafts.get_campaign(project, "Spring").plan.budget.total == 80
    undone = project.undo()
    assert undone is not None
    assert undone.text == "Change the budget of “Spring”"
    assert drafts.get_campaign(project, "Spring").plan == plan


def test_runs_follow_a_renamed_campaign_and_come_back_with_undo(project: ProjectFile) -> None:
    number, plan = saved(project, "Spring")
    with project.change(sentence("Add a run"), undoable=False) as change:
        run = {
            "name": "Spring, seed 1",
            "campaign": "Spring",
            "plan": plan.to_json(),
            "seed": 1,
            "started": 5.0,
        }
        rest = {"seconds": 1.0, "state": "finished", "models": "{}", "summary": "{}"}
        change.insert("run", {**run, **rest})
    save_edit(project, number, with_value(plan, "name", "Summer"), "name")
    assert drafts.get_campaign(project, "Summer").runs == 1
    project.undo()
    assert drafts.get_campaign(project, "Spring").runs == 1


def test_an_edit_is_refused_where_the_name_is_taken_or_the_campaign_is_gone(project: ProjectFile) -> None:
    number, plan = saved(project, "Spring")
    saved(project, "Summer")
    with pytest.raises(AdManagerError, match="called “Summer” already"):
        save_edit(project, number, with_value(plan, "name", "Summer"), "name")
    drafts.delete_campaign(project, number)
    with pytest.raises(AdManagerError, match="is gone"):
        save_edit(project, number, plan, "budget")


def test_every_part_of_a_plan_has_an_undo_text_of_its_own() -> None:
    general = edit_text("X", plans.SEVERAL_PARTS)
    named = [name for name in CampaignPlan.model_fields if edit_text("X", name) == general]
    assert named == ["version", "objective"]


# -- creatives for a campaign --------------------------------------------------------------------------------


def some_designs(count: int = 3) -> list[Design]:
    return generate(Source(), BrandKit(), Condition(), count=count, seed=4)


def test_designs_are_sent_to_a_new_campaign_as_one_step_of_undo(project: ProjectFile) -> None:
    first, second, third = some_designs()
    library.add_creatives(project, [second], ["Known"])
    sent = drafts.send_creatives(project, [first, second, third], today=TODAY)
    (group,) = sent.plan.ad_groups
    assert [share.name for share in group.creatives][1] == "Known"
    kept = {creative.name: creative.design for creative in library.list_creatives(project)}
    assert [kept[share.name] for share in group.creatives] == [first, second, third]
    project.undo()
    assert drafts.list_campaigns(project) == []
    assert [creative.name for creative in library.list_creatives(project)] == ["Known"]


def test_designs_join_the_creatives_of_an_ad_group(project: ProjectFile) -> None:
    first, second, _ = some_designs()
    plan = drafts.new_plan("Spring", TODAY)
    groups = (*plan.ad_groups, AdGroup(name="Young"))
    drafts.save_campaign(project, plan.model_copy(update={"ad_groups": groups}))
    for designs in ([first], [first, second]):
        drafts.send_creatives(project, designs, campaign="Spring", group="Young", today=TODAY)
    everyone, young = drafts.get_campaign(project, "Spring").plan.ad_groups
    assert everyone.creatives == ()
    assert len(young.creatives) == len(library.list_creatives(project)) == 2
    with pytest.raises(AdManagerError, match="no ad group “Old”"):
        drafts.send_creatives(project, [first], campaign="Spring", group="Old", today=TODAY)
