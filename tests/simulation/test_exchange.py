"""The exchange's awards equal a brute-force count, and nobody pays more than they have."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from admanager.simulation.arrays import Auction, Choice
from admanager.simulation.exchange import Exchange, award, trade
from admanager.simulation.online import rounds


def awarded(
    bids: list[float], factors: list[float], floor: float, rule: Auction
) -> tuple[list[int], list[float]]:
    """What the exchange says."""
    winners, prices = np.zeros(len(factors), dtype=np.int64), np.zeros(len(factors))
    filled = award(
        np.array(bids), np.array(factors), floor, int(rule), winners, prices, np.zeros(len(bids) + 1)
    )
    return winners[:filled].tolist(), prices[:filled].tolist()


def welfare(bids: list[float], factors: list[float], without: int | None = None) -> float:
    """The most that any assignment of bidders to slots is worth, by trying all of them."""
    bidders = [bidder for bidder in range(len(bids)) if bidder != without]
    places = min(len(factors), len(bidders))
    orders = itertools.permutations(bidders, places)
    return max(
        (sum(factors[slot] * bids[who] for slot, who in enumerate(order)) for order in orders), default=0.0
    )


money = st.integers(1, 50).map(float)


@given(
    bids=st.lists(money, min_size=1, max_size=6), slots=st.integers(1, 3), floor=st.integers(0, 20).map(float)
)
@settings(max_examples=150, deadline=None)
def test_awards_equal_the_brute_force_count(bids, slots, floor):
    factors = [1.0, 0.8, 0.5][:slots]
    able = [bid for bid in bids if bid >= floor]
    order = sorted((bidder for bidder, bid in enumerate(bids) if bid >= floor), key=lambda who: -bids[who])
    for rule in Auction:
        winners, prices = awarded(bids, factors, floor, rule)
        assert [bids[who] for who in winners] == sorted(able, reverse=True)[:slots]
        assert len(set(winners)) == len(winners)
        for place, (who, price) in enumerate(zip(winners, prices, strict=True)):
            following = bids[order[place + 1]] if place + 1 < len(order) else floor
            if rule == Auction.FIRST_PRICE:
                assert price == bids[who]
            elif rule != Auction.VCG:
                assert price == following
            assert floor <= price <= bids[who] + 1e-9


@given(bids=st.lists(money, min_size=1, max_size=5), slots=st.integers(1, 3))
@settings(max_examples=150, deadline=None)
def test_vcg_charges_what_the_others_lose(bids, slots):
    factors = [1.0, 0.8, 0.5][:slots]
    winners, prices = awarded(bids, factors, 0.0, Auction.VCG)
    for place, (who, price) in enumerate(zip(winners, prices, strict=True)):
        others = welfare(bids, factors) - factors[place] * bids[who]
        assert price * factors[place] == pytest.approx(welfare(bids, factors, without=who) - others)


def test_a_day_at_the_exchange_keeps_budgets_and_is_the_same_for_a_seed():
    exchange = Exchange(
        value=np.geomspace(500.0, 3000.0, 12),
        budget=np.linspace(200_000, 3_000_000, 12).astype(np.int64),
        spread=0.6,
        exposure=np.array([1.0, 0.8, 0.6]),
        floor=50.0,
        rule=Auction.GSP,
        views=20_000,
    )
    first, again, other = trade(exchange, 1), trade(exchange, 1), trade(exchange, 2)
    assert (first.cost <= exchange.budget).all()
    assert np.array_equal(first.cost, again.cost)
    assert not np.array_equal(first.cost, other.cost)
    assert 20_000 < first.impressions.sum() <= 60_000
    assert (first.value >= first.cost).all()
    poor = first.multipliers[-1] < 0.9
    assert (first.cost[poor] > 0.9 * exchange.budget[poor]).all()


@pytest.mark.parametrize("choice", [Choice.LINUCB, Choice.LINTS, Choice.LOGISTIC, Choice.FTRL])
def test_online_rounds_learn_who_likes_what_and_keep_propensities(choice):
    random = np.random.default_rng(2)
    contexts = random.standard_normal((6000, 16)) / 4.0
    contexts[:, 0] = 1.0
    effects = random.standard_normal((16, 4)) * 3.0
    effects[0] = -1.0
    chances = 1.0 / (1.0 + np.exp(-(contexts @ effects)))
    arms, propensity, reward = rounds(contexts, chances, choice, seed=3)
    taken = chances[np.arange(6000), arms]
    assert taken[3000:].mean() > 0.6 * chances.max(axis=1).mean() + 0.4 * chances.mean()
    # Inverse propensities have mean 1 for each arm where they are what the arm was drawn with.
    for arm in range(4):
        weights = np.where(arms == arm, 1.0 / propensity, 0.0)
        assert abs(weights.mean() - 1.0) < 5 * weights.std() / np.sqrt(6000)
    assert abs(reward.mean() - taken.mean()) < 0.03
