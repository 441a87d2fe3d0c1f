"""The kernel plays exactly what the plain reference plays, and keeps budgets, caps and sums."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from admanager.simulation.arrays import Choice, Counter, Pacing
from tests.simulation.reference import Reference
from tests.simulation.worlds import arrays_of, counter, plan_of, played, world_of

VARIANTS = {
    "cost per click, even": (),
    "cost per mille, as soon as possible": ("bid.strategy=fixed_cpm", "bid.amount=3", "budget.pacing=asap"),
    "first price": ("market.auction=first_price", "budget.daily=8"),
    "Thompson": ("creative_choice=thompson", "response.base_ctr=0.1", "response.creative_spread=1"),
    "caps of every kind": ("cap.per_day=2", "cap.per_week=4", "cap.per_flight=5", "budget.total=500", "budget.daily=500"),
    "dayparts": ("ad_groups.0.dayparts=['000000001111111111110000', '000000001111111111110000', "
                 "'111111111111111111111111', '000000000000000000000000', '111111111111111111111111', "
                 "'111111111111111111111111', '111111111111111111111111']",),
    "memory of many epochs": ("fatigue.recovery_days=0.02", "fatigue.strength=1", "cap.per_day=50", "response.base_ctr=0.2"),
    "budget too small": ("budget.total=1.5", "budget.daily=0.5"),
}  # fmt: skip


def reference_of(world, policy) -> Reference:
    return Reference(world, policy).play(len(world.minutes))


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_kernel_plays_the_same_impressions_as_the_plain_reference(variant):
    world, policy = world_of(plan_of(*VARIANTS[variant]))
    state = played(world, policy)
    expected = reference_of(world, policy)
    records = arrays_of(state)["records"]
    assert len(expected.impressions) == counter(state, Counter.IMPRESSIONS) > 20
    assert records["arm"].tolist() == [shown.arm for shown in expected.impressions]
    assert records["person"].tolist() == [shown.person for shown in expected.impressions]
    assert records["slot"].tolist() == [shown.slot for shown in expected.impressions]
    assert np.abs(records["cost"] - [shown.cost for shown in expected.impressions]).max() <= 1
    assert (records["second"] // 60).tolist() == [shown.minute for shown in expected.impressions]
    outcomes = [shown.clicked + 2 * (shown.converted_at is not None) for shown in expected.impressions]
    assert records["outcome"].tolist() == outcomes
    assert np.allclose(records["propensity"], [shown.propensity for shown in expected.impressions], atol=1e-6)
    assert np.allclose(records["satisfaction"], [s.satisfaction for s in expected.impressions], atol=1e-5)
    assert counter(state, Counter.CAPPED) == expected.capped
    assert counter(state, Counter.PACED) == expected.paced
    assert counter(state, Counter.AUCTIONS) == expected.auctions
    assert abs(counter(state, Counter.SPENT) - expected.spent) < 5
    converted = [shown for shown in expected.impressions if shown.converted_at is not None]
    by_minute = np.zeros_like(state.conversions)
    for shown in converted:
        by_minute[shown.converted_at, shown.arm] += 1
    assert np.array_equal(state.conversions, by_minute)


def test_second_price_charges_the_price_and_first_price_the_bid():
    world, policy = world_of(plan_of("bid.strategy=fixed_cpm", "bid.amount=3"))
    for first_price in (0, 1):
        chosen = policy._replace(auction=first_price)
        state, expected = played(world, chosen), reference_of(world, chosen)
        costs = arrays_of(state)["records"]["cost"]
        shown = expected.impressions
        assert all(one.price <= one.bid <= 3000.0 for one in shown)
        due = [one.bid if first_price else one.price for one in shown]
        assert costs.tolist() == [int(amount + 0.5) for amount in due]


@given(
    total=st.integers(1, 40_000_000),
    daily=st.one_of(st.none(), st.integers(1, 20_000_000)),
    bid=st.integers(1_000, 5_000_000),
    even=st.booleans(),
    per_click=st.booleans(),
    first_price=st.booleans(),
    caps=st.tuples(*[st.integers(1, 12)] * 3),
    seed=st.integers(0, 2**63),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_budget_is_overspent_no_cap_exceeded_and_parts_add_up(
    total, daily, bid, even, per_click, first_price, caps, seed
):
    world, policy = world_of(plan_of("response.base_ctr=0.1"), seed=seed, people=150)
    policy.groups["bid"] = bid if per_click else bid / 1000
    policy.accounts["total"], policy.accounts["daily"] = total, 2**62 if daily is None else daily
    policy = policy._replace(
        pacing=Pacing.GATE if even else Pacing.ASAP,
        planned=int(even),
        by_click=int(per_click),
        pricing=int(per_click),
        auction=int(first_price),
        capped=1,
        cap_day=caps[0],
        cap_week=caps[1],
        cap_flight=caps[2],
    )
    state = played(world, policy)
    records = arrays_of(state)["records"]
    day = world.minutes["day"][records["second"] // 60]
    by_day = np.bincount(day, weights=records["cost"].astype(np.float64), minlength=4)
    assert records["cost"].sum() == counter(state, Counter.SPENT) <= total
    assert by_day.max(initial=0) <= (total if daily is None else daily)
    per_day = np.unique(np.stack([records["person"], day]), axis=1, return_counts=True)[1]
    per_flight = np.unique(records["person"], return_counts=True)[1]
    assert per_day.max(initial=0) <= caps[0]
    assert per_flight.max(initial=0) <= min(caps[1:])
    assert len(records) == state.series["impressions"].sum() == state.arms["impressions"].sum()
    assert (records["outcome"] > 0).sum() == state.series["clicks"].sum() == state.arms["clicks"].sum()
    assert (records["outcome"] == 3).sum() == state.conversions.sum() == state.arms["conversions"].sum()
    assert state.series["spend"].sum() == counter(state, Counter.SPENT)
    assert len(per_flight) == counter(state, Counter.REACH) == (state.people["in_flight"] > 0).sum()
    assert np.bitwise_count(state.seen).sum() == state.arms["reach"].sum()
    opportunities = sum(
        counter(state, which)
        for which in (
            Counter.UNFUNDED,
            Counter.PACED,
            Counter.CAPPED,
            Counter.CLOSED,
            Counter.LEFT,
            Counter.AUCTIONS,
        )
    )
    assert opportunities == counter(state, Counter.OPPORTUNITIES)


def test_reach_counts_everyone_once_with_more_arms_than_a_word_has_bits():
    creatives = ",".join(f'{{name="C{number}"}}' for number in range(45))
    groups = ",".join(f'{{name="G{group}", include=["x"], creatives=[{creatives}]}}' for group in range(2))
    plan = plan_of(f"ad_groups=[{groups}]", "cap.per_day=40", "budget.total=500", "budget.daily=500")
    state = played(*world_of(plan))
    records = arrays_of(state)["records"]
    group, creative = records["arm"] // 45, records["arm"] % 45

    def people(chosen: np.ndarray) -> int:
        return len(np.unique(records["person"][chosen]))

    assert len(np.unique(records["arm"])) == 90
    assert state.arms["reach"].tolist() == [people(records["arm"] == arm) for arm in range(90)]
    assert state.groups["reach"].tolist() == [people(group == number) for number in range(2)]
    assert state.creative_reach.tolist() == [people(creative == number) for number in range(45)]


@given(cuts=st.lists(st.integers(1, 4 * 1440), max_size=12))
@settings(max_examples=15, deadline=None)
def test_chunks_of_any_size_give_identical_arrays(cuts):
    world, policy = world_of(plan_of("creative_choice=thompson"))
    whole, cut = (
        arrays_of(played(world, policy, records=500)),
        arrays_of(played(world, policy, cuts, records=500)),
    )
    assert all(np.array_equal(whole[name], cut[name]) for name in whole)


def test_another_seed_gives_another_run_and_the_same_seed_the_same():
    plan = plan_of()
    first, again, other = (arrays_of(played(*world_of(plan, seed))) for seed in (5, 5, 6))
    assert all(np.array_equal(first[name], again[name]) for name in first)
    assert not np.array_equal(first["series"], other["series"])


def test_plans_with_one_seed_meet_the_same_people_and_prices():
    dear, cheap = (
        plan_of("bid.amount=5", "budget.pacing=asap"),
        plan_of("bid.amount=0.2", "budget.pacing=asap"),
    )
    logs = []
    for plan in (dear, cheap):
        plan = plan.model_copy(
            update={"budget": plan.budget.model_copy(update={"total": 10_000, "daily": None})}
        )
        world, policy = world_of(plan)
        logs.append((world, counter(played(world, policy), Counter.OPPORTUNITIES)))
    assert logs[0][1] == logs[1][1]
    assert all(np.array_equal(a, b) for a, b in zip(logs[0][0], logs[1][0], strict=True))


def test_thinned_records_are_an_even_sample_with_their_weight():
    world, policy = world_of(plan_of("budget.total=1000", "budget.daily=1000"), people=2000)
    whole, thinned = played(world, policy), played(world, policy, records=1000)
    weight = 2 ** counter(thinned, Counter.THINNING)
    kept, log = arrays_of(thinned)["records"], arrays_of(whole)["records"]
    assert weight > 1
    assert 400 <= len(kept) <= 1000
    assert np.isin(kept["priority"], log["priority"]).all()
    threshold = 2**64 // weight
    assert len(kept) == (log["priority"] < threshold).sum()
    assert abs(len(kept) * weight / len(log) - 1) < 0.15
    assert np.array_equal(whole.series, thinned.series)


def test_traffic_pacing_follows_the_traffic_and_asap_does_not():
    budget = ("budget.total=12", "budget.daily=3", "response.base_ctr=0.05")
    shares = {}
    for pacing in ("traffic", "asap"):
        world, policy = world_of(plan_of(f"budget.pacing={pacing}", *budget), people=4000)
        state = played(world, policy)
        spend = np.cumsum(state.series["spend"].sum(axis=1)[:1440]) / 3e6
        shares[pacing] = np.abs(spend - policy.progress[0, :1440, 1]).max()
        assert counter(state, Counter.SPENT) > 0.99 * 12e6
    assert shares["traffic"] < 0.12
    assert shares["asap"] > 0.5


def test_thompson_finds_the_better_creative():
    plan = plan_of(
        "ad_groups.1.creatives=[{name='D'}]", "budget.total=5000", "budget.daily=5000", "cap.per_day=50"
    )
    world, policy = world_of(plan, people=1500)
    world.answers["click"][:, 0] = -2.0
    world.answers["click"][:, 1:] = -4.0
    state = played(world, policy._replace(choice=Choice.THOMPSON))
    shown = state.arms["impressions"][:3]
    assert shown[0] > 4 * shown[1:].sum()
    assert (state.arms["probability"][:3] >= 0.01 / 3 - 1e-12).all()
    assert state.arms["probability"][:3].sum() == pytest.approx(1.0)


def test_fatigue_lowers_the_click_rate():
    def clicks(strength: float) -> float:
        world, policy = world_of(
            plan_of("budget.total=1e6", "budget.daily=1e6", "cap.per_day=20"), people=1000
        )
        state = played(
            world._replace(tired=-strength * np.log1p(np.arange(4097) / 16)),
            policy._replace(by_click=0, pricing=0),
        )
        return float(state.arms["clicks"].sum() / state.arms["impressions"].sum())

    assert clicks(0.0) > 1.3 * clicks(0.5)


def test_the_kernel_compiles_where_no_cache_can_be_written():
    source = "def doubled(x):\n    return 2 * x\n"
    scope: dict[str, object] = {}
    exec(
        compile(source, "<frozen program>", "exec"), scope
    )  # a function without a file, as in a frozen program
    from admanager.simulation.scalar_draws import entry

    assert entry(scope["doubled"])(21) == 42


def test_records_stay_in_the_order_of_time():
    world, policy = world_of(plan_of())
    seconds = arrays_of(played(world, policy, records=300))["records"]["second"]
    assert all(a <= b for a, b in pairwise(seconds.tolist()))
