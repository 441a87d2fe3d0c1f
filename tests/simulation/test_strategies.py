"""Bids, pacing, prices and choices of every kind: no budget is overspent, and each does what its name says."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from admanager.simulation.arrays import Counter
from tests.simulation.worlds import counter, plan_of, played, world_of

BIDS = {
    "fixed_cpc": ("bid.amount=0.35",),
    "fixed_cpm": ("bid.amount=3",),
    "fixed_cpa": ("bid.amount=4",),
    "linear": ("bid.amount=3",),
    "ortb": ("bid.amount=1",),
    "rlb": ("bid.amount=1",),
    "auto": ("bid.amount=1",),
    "target_cpa": ("bid.amount=2",),
    "target_roas": ("bid.amount=20", "bid.target_roas=5"),
    "ocpc": ("bid.amount=0.35",),
}
PACERS = ("traffic", "even", "dual", "pid", "throttle", "asap")
CHOICES = (
    "even", "thompson", "discounted_thompson", "epsilon_greedy", "ucb1", "linucb", "lints", "logistic", "ftrl",
)  # fmt: skip
RICH = ("response.base_ctr=0.1", "response.base_cvr=0.3", "cap.per_day=20", "flight.end=2026-03-25")


@given(
    strategy=st.sampled_from(sorted(BIDS)),
    pacing=st.sampled_from(PACERS),
    pricing=st.sampled_from(["cpm", "cpc", "cpa", "performance"]),
    auction=st.sampled_from(["second_price", "first_price", "gsp", "vcg"]),
    choice=st.sampled_from(CHOICES),
    total=st.integers(1, 40_000_000),
    daily=st.one_of(st.none(), st.integers(1, 20_000_000)),
    split=st.booleans(),
    bots=st.sampled_from([0.0, 0.2]),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_pacer_with_no_bidder_ever_spends_a_micro_too_much(
    strategy, pacing, pricing, auction, choice, total, daily, split, bots
):
    given_split = ("ad_groups.0.budget=20", "budget.rebalance=true") if split else ()
    world, policy = world_of(
        plan_of(
            f"bid.strategy={strategy}", *BIDS[strategy], f"budget.pacing={pacing}", f"bid.pricing={pricing}",
            "bid.conversion_price=1.5", f"market.auction={auction}", f"creative_choice={choice}",
            f"fraud.share={bots}", "bid.window_hours=30", *given_split, *RICH,
        ),
        people=120,
    )  # fmt: skip
    scale = total / max(int(policy.accounts["total"].sum()), 1)
    policy.accounts["total"] = (policy.accounts["total"] * scale).astype(np.int64)
    total = int(policy.accounts["total"].sum())
    policy.accounts["daily"] = 2**62 if daily is None else daily // len(policy.accounts)
    state = played(world, policy)
    late = int(state.due[len(world.minutes) :, :, 0].sum()) if len(state.due) > 1 else 0
    assert counter(state, Counter.SPENT) + late <= total
    assert counter(state, Counter.RESERVED) >= late
    assert state.accounts["spent"].sum() == counter(state, Counter.SPENT)
    assert (state.accounts["spent"] + state.accounts["reserved"] <= state.accounts["total"]).all()
    assert (
        state.series["spend"].sum() + state.arms["late_spend"].sum() == counter(state, Counter.SPENT) + late
    )
    if daily is not None and pricing in {"cpm", "cpc"}:
        by_day = np.zeros(3, dtype=np.int64)
        np.add.at(by_day, world.minutes["day"], state.series["spend"].sum(axis=1))
        assert by_day.max() <= daily
    for cells in (state.series, state.places):
        for name, which in (
            ("impressions", Counter.IMPRESSIONS), ("clicks", Counter.CLICKS), ("auctions", Counter.AUCTIONS),
            ("invalid", Counter.INVALID), ("media", Counter.MEDIA),
        ):  # fmt: skip
            assert cells[name].sum() == counter(state, which)
    assert state.places["spend"].sum() == counter(state, Counter.SPENT) + late
    assert state.place_conversions.sum() == counter(state, Counter.CONVERSIONS)


# Bids with which there is four times as much to buy as the budget of the next test.
PLENTY = {
    "fixed_cpc": ("bid.amount=0.5",),
    "fixed_cpm": ("bid.amount=4",),
    "fixed_cpa": ("bid.amount=3",),
    "linear": ("bid.amount=4",),
    "target_cpa": ("bid.amount=3",),
    "target_roas": ("bid.amount=20", "bid.target_roas=8"),
    "ocpc": ("bid.amount=0.5",),
}


@pytest.mark.parametrize("pacing", PACERS)
@pytest.mark.parametrize("strategy", sorted(BIDS))
def test_every_pacer_spends_the_budget_to_a_hundredth_where_there_is_enough_to_buy(strategy, pacing):
    world, policy = world_of(
        plan_of(
            f"budget.pacing={pacing}", f"bid.strategy={strategy}", *PLENTY.get(strategy, BIDS[strategy]),
            "bid.pricing=cpm", "budget.total=16", "budget.daily=4", "cap.per_day=50",
        ),
        people=1500,
    )  # fmt: skip
    spent = counter(played(world, policy), Counter.SPENT)
    assert 0.99 * 16e6 <= spent <= 16e6


@pytest.mark.parametrize("pacing", PACERS)
def test_caps_that_leave_little_in_the_evening_and_clicks_that_come_by_chance_keep_no_pacer_from_spending(
    pacing,
):
    # Three impressions a day and person: these bids could buy clicks for 38.6 in the five days.
    world, policy = world_of(
        plan_of(
            "flight.end=2026-03-27", f"budget.pacing={pacing}", "bid.amount=0.35", "budget.total=30.84", "budget.daily=30",
        ),
        people=2000,
    )  # fmt: skip
    assert 0.99 * 30.84e6 <= counter(played(world, policy), Counter.SPENT) <= 30.84e6


def test_a_day_whose_caps_leave_too_little_for_the_evening_is_spent_sooner_from_the_first_day_on():
    # Two impressions a day and person: at the pace of the clock, a third of each day's money would be left.
    world, policy = world_of(
        plan_of(
            "flight.end=2026-03-27", "budget.pacing=even", "bid.strategy=fixed_cpm", "bid.amount=4", "budget.total=22",
            "budget.daily=22", "cap.per_day=2",
        ),
        people=2000,
    )  # fmt: skip
    days = played(world, policy, bucket_minutes=720).series["spend"].sum(axis=1)[:10].reshape(5, 2)
    assert days.sum() >= 0.99 * 22e6
    assert (days[:, 0] > 1.1 * days[:, 1]).all()


@pytest.mark.parametrize("pacing", PACERS)
def test_a_week_whose_caps_are_reached_early_is_spent_early_once_that_was_seen(pacing):
    # Six impressions a week and person are seen in three days: for these bids there are 23.5 to spend in both weeks.
    world, policy = world_of(
        plan_of(
            "flight.start=2026-03-02", "flight.end=2026-03-15", "cap.per_day=2", "cap.per_week=6",
            "bid.strategy=fixed_cpm", "bid.amount=4", f"budget.pacing={pacing}", "budget.total=20", "budget.daily=20",
        ),
        people=1500,
    )  # fmt: skip
    assert 0.99 * 20e6 <= counter(played(world, policy), Counter.SPENT) <= 20e6


# Caps of each kind and of none, days that are single or many, people who leave, and bids of each kind; what the highest
# of these bids buy as soon as possible is the supply.
CAPS = {
    "a week's caps": ("flight.start=2026-03-02", "flight.end=2026-03-15", "cap.per_day=2", "cap.per_week=6"),
    "three a week": ("flight.start=2026-03-02", "flight.end=2026-03-15", "cap.per_day=3", "cap.per_week=3"),
    "caps of the flight": ("flight.start=2026-03-02", "flight.end=2026-03-12", "cap.per_flight=5"),
    "caps of the day": ("flight.end=2026-03-27", "cap.per_day=3"),
    "two days without caps": ("flight.end=2026-03-24", "cap.per_day=100"),
    "people who leave": ("flight.end=2026-04-03", "experience.leave=0.05", "experience.annoyance=0.5", "fatigue.strength=0.6"),
}  # fmt: skip
BOUGHT = {
    "fixed_cpm": ("bid.strategy=fixed_cpm", "bid.amount=4"),
    "fixed_cpc": ("bid.strategy=fixed_cpc", "bid.amount=0.35"),
    "target_cpa": ("bid.strategy=target_cpa", "bid.amount=3"),
    "auto": ("bid.strategy=auto", "bid.amount=0.35"),
}
FULL = {**BOUGHT, "auto": ("bid.strategy=fixed_cpc", "bid.amount=0.35", "bid.pricing=cpm")}


def spent_of(*settings: str, seed: int = 41) -> int:
    """What a plan for 1,500 people spends."""
    world, policy = world_of(plan_of(*settings), seed, people=1500)
    return counter(played(world, policy, bucket_minutes=60, records=1), Counter.SPENT)


@pytest.mark.parametrize("strategy", BOUGHT)
@pytest.mark.parametrize("caps", CAPS)
def test_what_full_bids_could_spend_is_spent_to_a_hundredth_by_every_pacer(caps, strategy):
    unbounded = ("budget.total=100000", "budget.daily=100000", "budget.pacing=asap")
    supply = spent_of(*CAPS[caps], *FULL[strategy], *unbounded)
    for share, pacing in itertools.product((0.4, 0.8), PACERS):
        total = int(share * supply)
        budget = (f"budget.total={total / 1e6}", f"budget.daily={total / 1e6}", f"budget.pacing={pacing}")
        spent = spent_of(*CAPS[caps], *BOUGHT[strategy], *budget)
        assert 0.99 * total <= spent <= total, (share, pacing, spent / total)


@pytest.mark.parametrize("pacing", PACERS)
def test_caps_of_a_week_under_a_daily_budget_are_not_filled_with_cheap_impressions(pacing):
    # Lower bids would fill the week's caps for less than the money that is to be spent in it.
    spent = spent_of(
        *CAPS["a week's caps"],
        *BOUGHT["fixed_cpm"],
        f"budget.pacing={pacing}",
        "budget.total=20.5",
        "budget.daily=2",
    )
    assert 0.99 * 20.5e6 <= spent <= 20.5e6


@pytest.mark.parametrize("pacing", ["traffic", "even", "dual", "pid", "throttle"])
def test_a_day_is_not_spent_in_its_first_hours(pacing):
    world, policy = world_of(
        plan_of(
            f"budget.pacing={pacing}", "bid.strategy=fixed_cpm", "bid.amount=4", "budget.total=16", "budget.daily=4",
            "cap.per_day=50",
        ),
        people=1500,
    )  # fmt: skip
    spend = np.cumsum(played(world, policy).series["spend"].sum(axis=1)[: 4 * 1440].reshape(4, 1440), axis=1)
    gap = np.abs(spend[1:] / 4e6 - policy.progress[0, 1440:, 1].reshape(3, 1440))
    assert gap.mean() < 0.08


def test_a_target_cpa_is_kept_on_average():
    world, policy = world_of(
        plan_of(
            "bid.strategy=target_cpa", "bid.amount=0.05", "budget.total=1000", "budget.daily=1000", *RICH,
        ),
        people=1500,
    )  # fmt: skip
    state = played(world, policy)
    account = state.accounts[0]
    assert counter(state, Counter.IMPRESSIONS) > 2000
    assert account["paid"] / account["value"] == pytest.approx(50_000, rel=0.05)


def test_the_automatic_bidder_buys_more_than_the_linear_one_with_the_same_money():
    clicks = {}
    for strategy, amount in (("auto", 1), ("linear", 2)):
        world, policy = world_of(
            plan_of(
                f"bid.strategy={strategy}", f"bid.amount={amount}", "budget.total=6", "budget.daily=2",
                "response.person_spread=1.2", "cap.per_day=50",
            ),
            people=3000,
        )  # fmt: skip
        state = played(world, policy)
        assert counter(state, Counter.SPENT) > 0.95 * 6e6
        clicks[strategy] = state.accounts["value"].sum()
    assert clicks["auto"] > 1.2 * clicks["linear"]


@pytest.mark.parametrize("choice", [choice for choice in CHOICES if choice != "even"])
def test_every_choice_that_learns_prefers_the_better_creative(choice):
    plan = plan_of(
        f"creative_choice={choice}", "ad_groups.1.creatives=[{name='D'}]", "budget.total=5000", "budget.daily=5000",
        "cap.per_day=50",
    )  # fmt: skip
    world, policy = world_of(plan, people=800)
    world.answers["click"][:, 0] = -1.5
    world.answers["click"][:, 1:] = -4.0
    state = played(world, policy)
    shown = state.arms["impressions"][:3]
    assert shown[0] > 2 * shown[1:].sum()
    propensity = state.records["propensity"][: counter(state, Counter.RECORDS)]
    assert ((propensity > 0) & (propensity <= 1)).all()


def test_with_several_slots_the_price_is_below_the_bid_and_vcg_is_not_dearer_than_gsp():
    costs = {}
    for auction in ("gsp", "vcg"):
        world, policy = world_of(
            plan_of(f"market.auction={auction}", "bid.strategy=fixed_cpc", "bid.amount=0.2", "budget.total=1e5",
                    "budget.daily=1e5"),
            people=800,
        )  # fmt: skip
        state = played(world, policy)
        records = state.records[: counter(state, Counter.RECORDS)]
        paid = records["cost"][records["outcome"] > 0]
        assert len(paid) > 30
        assert (paid <= 200_000).all()
        assert len(np.unique(records["slot"])) == 3
        costs[auction] = counter(state, Counter.MEDIA) / counter(state, Counter.IMPRESSIONS)
    assert costs["vcg"] <= costs["gsp"]


def test_a_floor_is_paid_or_the_place_stays_empty():
    slots = 'traffic.slots=[{placement="a", floor_cpm=1.5}, {placement="b"}]'
    world, policy = world_of(
        plan_of("bid.strategy=fixed_cpm", "bid.amount=3", slots, "budget.total=1000", "budget.daily=1000")
    )
    state = played(world, policy)
    records = state.records[: counter(state, Counter.RECORDS)]
    assert records["cost"][records["slot"] == 0].min() == 1500
    assert records["cost"][records["slot"] == 1].min() < 1500


def test_a_creative_stands_only_where_its_size_fits():
    sized = (
        'traffic.slots=[{placement="a", sizes=["300x250"]}, {placement="b"}]',
        'ad_groups.0.creatives=[{name="A", sizes=["728x90"]}, {name="B"}]',
    )
    for choice in ("even", "thompson", "linucb"):
        world, policy = world_of(
            plan_of(*sized, f"creative_choice={choice}", "budget.total=1000", "budget.daily=1000")
        )
        state = played(world, policy)
        assert state.places["impressions"][0, 0] == 0
        assert state.places["impressions"][1, 0] > 0
        assert state.places["impressions"][0, 1] > 0


def test_money_moves_to_the_ad_group_that_gets_more_for_it_and_is_told():
    world, policy = world_of(
        plan_of(
            "ad_groups.0.budget=30", "ad_groups.1.creatives=[{name='D'}]", "budget.rebalance=true",
            "bid.strategy=fixed_cpm", "bid.amount=3", "bid.pricing=cpm", "budget.total=60", "flight.end=2026-04-01",
        ),
        people=1500,
    )  # fmt: skip
    policy = policy._replace(by_click=1)
    policy.groups["bid"] *= 40
    world.answers["click"][:, 3] += 2.0
    state = played(world, policy)
    assert state.accounts["total"].sum() == 60_000_000
    assert state.accounts["total"][1] > 30_000_000
    kinds = state.decisions["kind"][: counter(state, Counter.DECISIONS)]
    assert (kinds == 7).any()


def test_the_detector_finds_each_kind_of_bot_and_hardly_any_person():
    for kind in ("clickers", "clockwork", "bursts"):
        weights = [f"fraud.{name}={int(name == kind)}" for name in ("clickers", "clockwork", "bursts")]
        world, policy = world_of(
            plan_of(
                "fraud.share=0.1", *weights, "budget.total=10000", "budget.daily=10000", "cap.per_day=50"
            ),
            people=1500,
        )
        state = played(world, policy)
        bots = np.arange(len(state.sources)) >= world.humans
        clicked, marked = state.sources["clicks"] > 0, state.sources["marked"] > 0
        assert (marked & bots).sum() >= 0.8 * (clicked & bots).sum(), kind
        assert (marked & ~bots).sum() <= 0.02 * (clicked & ~bots).sum(), kind
        assert counter(state, Counter.SAVED) > 0


def test_wear_in_lifts_the_click_rate_before_fatigue_lowers_it():
    rates = {}
    for wear_in in (0, 0.8):
        world, _ = world_of(plan_of(f"fatigue.wear_in={wear_in}"))
        rates[wear_in] = world.tired[: 16 * 10 : 16]
    assert (np.diff(rates[0]) < 0).all()
    assert rates[0.8][3] == pytest.approx(0.8)
    assert rates[0.8][:4].tolist() == sorted(rates[0.8][:4])
    assert rates[0.8][9] < rates[0.8][3]


def test_unhappy_people_leave_and_a_soft_cap_spreads_impressions():
    many = ("budget.total=10000", "budget.daily=10000", "cap.per_day=50", "bid.amount=5")
    base, leaving, soft = (
        played(*world_of(plan_of(*many, *more))) for more in ((), ("experience.leave=0.5", "experience.annoyance=0.7"), ("cap.soft_per_week=1",))
    )  # fmt: skip
    assert counter(leaving, Counter.GONE) > 50
    assert counter(leaving, Counter.LEFT) > 0
    assert soft.people["in_flight"].max() < 0.7 * base.people["in_flight"].max()


def test_chunks_change_nothing_with_everything_on():
    plan = plan_of(
        "bid.strategy=auto", "bid.pricing=cpa", "budget.pacing=pid", "creative_choice=lints", "fraud.share=0.1",
        "market.auction=gsp", "ad_groups.0.budget=20", "cap.soft_per_week=5",
    )  # fmt: skip
    world, policy = world_of(plan)
    whole, cut = played(world, policy), played(world, policy, [1, 59, 60, 61, 1440, 1441, 3000])
    for one, other in itertools.zip_longest(whole, cut):
        assert np.array_equal(one, other)
