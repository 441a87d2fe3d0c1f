"""Campaign files: read, written, overridden, described by a schema, and refused with every wrong field named."""

from __future__ import annotations

import json
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admanager.resources import resource
from admanager.simulation import campaign
from admanager.simulation.campaign import CampaignPlan, micros
from admanager.simulation.campaign_file import from_data, from_toml, load, with_settings
from admanager.texts import AdManagerError
from tests.simulation.worlds import PLAN, plan_of


def test_a_plan_survives_its_own_file_and_its_own_json() -> None:
    plan = plan_of(
        "market.win_rate=0.3", "market.win_rate_at_cpm=1.5", "ad_groups.1.bid=0.21", "name='Ä “x” 秋'"
    )
    assert from_toml(plan.to_toml()) == plan
    assert from_data(json.loads(plan.to_json())) == plan


@given(st.decimals(0, 10**6, places=6), st.decimals(0, 10**6, places=6))
def test_money_survives_the_file_to_the_micro(total: Decimal, bid: Decimal) -> None:
    plan = plan_of(f"budget.total={total}", f"bid.amount={bid}")
    again = from_data(json.loads(from_toml(plan.to_toml()).to_json()))
    assert micros(again.budget.total) == int(total.scaleb(6))
    assert micros(again.bid.amount) == int(bid.scaleb(6))


@pytest.mark.parametrize(
    ("setting", "path", "value"),
    [
        ("budget.daily=12.5", ("budget", "daily"), Decimal("12.5")),
        ("budget.pacing=asap", ("budget", "pacing"), "asap"),
        ("bid.strategy='fixed_cpm'", ("bid", "strategy"), "fixed_cpm"),
        ("name=Late summer", ("name",), "Late summer"),
        ("flight.end=2026-03-31", ("flight", "end"), "2026-03-31"),
        ("cap.per_flight=9", ("cap", "per_flight"), 9),
        ("response.click_model=My model", ("response", "click_model"), "My model"),
    ],
)
def test_a_setting_goes_over_the_file(setting: str, path: tuple[str, ...], value: object) -> None:
    found: Any = plan_of(setting)
    for name in path:
        found = getattr(found, name)
    assert found == value or str(found) == value


def test_a_setting_reaches_into_lists() -> None:
    plan = plan_of("ad_groups.1.creatives.1.weight=7", "ad_groups.0.include=['city = \"Faro\"']")
    assert plan.ad_groups[1].creatives[1].weight == 7
    assert plan.ad_groups[0].include == ('city = "Faro"',)
    assert with_settings(plan, ["ad_groups.0.name=Faro"]).ad_groups[0].name == "Faro"


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("budget.daily", "“budget.daily” is not a setting; write key=value, such as budget.daily=20."),
        ("=3", "“=3” is not a setting; write key=value, such as budget.daily=20."),
        ("budget.dayly=3", "“budget.dayly” is not a setting of a campaign; there are: budget.total, budget.daily, budget.currency, budget.pacing, budget.rebalance."),
        ("ad_groups.0.creatives.0.wait=1", "“ad_groups.0.creatives.0.wait” is not a setting of a campaign; there are: ad_groups.0.creatives.0.name, ad_groups.0.creatives.0.weight, ad_groups.0.creatives.0.sizes."),
        ("ad_groups.9.name=x", "“ad_groups.9.name=x” does not lead to a setting of this campaign; lists count from 0."),
        ("ad_groups.a.name=x", "“ad_groups.a.name=x” does not lead to a setting of this campaign; lists count from 0."),
        ("name.first=x", "“name.first=x” does not lead to a setting of this campaign; lists count from 0."),
    ],
)  # fmt: skip
def test_a_setting_that_leads_nowhere_is_told(setting: str, told: str) -> None:
    with pytest.raises(AdManagerError) as failed:
        plan_of(setting)
    assert str(failed.value).endswith(told)


def test_every_wrong_field_is_named_at_once() -> None:
    text = PLAN.replace("total = 60", "total = -1\nspeed = 3").replace("per_day = 3", "per_day = 0")
    with pytest.raises(AdManagerError) as failed:
        from_toml(text.replace("amount = 0.35", ""), source="plan.toml")
    told = str(failed.value)
    assert told.startswith("plan.toml cannot be used. ")
    for path in ("budget.total", "budget.speed", "cap.per_day", "bid.amount"):
        assert f"“{path}”" in told


@pytest.mark.parametrize(
    ("settings", "field"),
    [
        (["budget.total=nan"], "budget.total"),
        (["budget.total=1e13"], "budget.total"),
        (["budget.total=0.0000001"], "budget.total"),
        (["ad_groups.0.dayparts=['1']"], "ad_groups.0.dayparts"),
        (["response.base_ctr=1.5"], "response.base_ctr"),
        (["fatigue.strength=inf"], "fatigue.strength"),
        (["version=2"], "version"),
        (["name=''"], "name"),
    ],
)
def test_values_out_of_range_are_refused(settings: list[str], field: str) -> None:
    with pytest.raises(AdManagerError, match=f"“{field}” is wrong"):
        plan_of(*settings)


def test_files_that_are_no_plans_are_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(AdManagerError, match="There is no campaign file at"):
        load(tmp_path / "none.toml")
    broken = tmp_path / "broken.toml"
    broken.write_text("name = ", encoding="utf-8")
    with pytest.raises(AdManagerError, match=r"broken.toml is not valid TOML"):
        load(broken)
    binary = tmp_path / "binary.toml"
    binary.write_bytes(b"\xff\xfe\x00x")
    with pytest.raises(AdManagerError, match="not UTF-8 text"):
        load(binary)
    with_mark = tmp_path / "mark.toml"
    with_mark.write_text(PLAN, encoding="utf-8-sig")
    assert load(with_mark) == plan_of()


def test_creatives_are_listed_once_in_the_order_of_the_plan() -> None:
    assert plan_of().creative_names == ("A", "B", "C", "D")


def test_the_shipped_schema_is_that_of_the_plan() -> None:
    shipped = resource("schemas", "campaign.schema.json").read_text(encoding="utf-8")
    assert shipped == campaign.schema_text()
    assert json.loads(shipped)["$id"] == f"campaign-{campaign.VERSION}.schema.json"


def test_the_schema_names_every_field_of_a_full_plan() -> None:
    schema = campaign.json_schema()

    def known(part: dict[str, Any], node: dict[str, Any]) -> None:
        while "$ref" in node:
            node = schema["$defs"][node["$ref"].rpartition("/")[2]]
        for key, value in part.items():
            assert key in node["properties"], key
            inner = node["properties"][key]
            if isinstance(value, dict):
                known(value, inner)
            if isinstance(value, list) and value and isinstance(value[0], dict):
                known(value[0], inner["items"])

    known(tomllib.loads(plan_of().to_toml()), schema)
    assert schema["additionalProperties"] is False


def test_a_plan_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        plan_of().name = "Other"  # type: ignore[misc]
    assert isinstance(plan_of(), CampaignPlan)
