"""Every draw against its distribution, as SciPy has it, and every stream against its definition."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special, stats

from admanager.simulation import draws, market, response, scalar_draws, world
from admanager.simulation.draws import Purpose, entity_keys, from_quantiles, normals, stream, uniforms

SIZE = 20_000
MASK = 2**64 - 1
# Seeds are fixed, so that a test either always passes or never; a draw that is right fails at 1 in 1,000.
LEVEL = 1e-3


def keys(number: int, size: int = SIZE) -> np.ndarray:
    return entity_keys(stream(number, Purpose.PERSON_TASTE), np.arange(size))


def scalar_uniforms(key: int, size: int) -> np.ndarray:
    """The first draws of one stream, by the compiled scalar function."""
    return np.array([scalar_draws.draw(np.uint64(key), np.uint64(n)) for n in range(1, size + 1)])


def test_a_stream_is_splitmix64() -> None:
    # The first outputs for seed 1234567, as Vigna's reference program prints them.
    expected = [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431]
    numbers = np.arange(1, 5, dtype=np.uint64)
    assert draws.mixed(np.uint64(1234567) + draws.GOLDEN * numbers).tolist() == expected
    scalars = [scalar_draws.draw(np.uint64(1234567), n) for n in numbers]
    assert scalars == [(value >> 11) * 2.0**-53 for value in expected]


def test_uniforms_are_uniform_within_a_stream_and_across_streams() -> None:
    across = uniforms(keys(1))
    within = scalar_uniforms(987654321, SIZE)
    for values in (across, within):
        assert (values.min() >= 0) & (values.max() < 1)
        assert stats.kstest(values, "uniform").pvalue > LEVEL


def test_neighbouring_seeds_purposes_and_entities_are_uncorrelated() -> None:
    first = uniforms(keys(1))
    others = [
        uniforms(keys(2)),
        uniforms(entity_keys(stream(1, Purpose.PAIR_TASTE), np.arange(SIZE))),
        np.roll(first, 1),
        uniforms(keys(1), 2),
    ]
    for other in others:
        assert abs(np.corrcoef(first, other)[0, 1]) < 4 / np.sqrt(SIZE)


@given(entity=st.integers(-(2**62), 2**62), seed=st.integers(0, 2**64 - 1))
@settings(deadline=None)
def test_a_key_depends_on_seed_purpose_and_entity_alone(entity: int, seed: int) -> None:
    key = stream(seed, Purpose.ARRIVAL)
    alone = entity_keys(key, np.array([entity]))
    among = entity_keys(key, np.array([7, entity, -3]))
    assert alone[0] == among[1]
    assert stream(seed, Purpose.ARRIVAL_COUNT) != key


def test_normals_are_standard_normal() -> None:
    values = normals(keys(2))
    assert stats.kstest(values, "norm").pvalue > LEVEL
    assert np.isfinite(normals(np.array([0], dtype=np.uint64))).all()


@pytest.mark.parametrize("shape", [0.2, 0.7, 1.0, 1.2, 4.0, 50.0])
def test_prices_are_gamma_distributed_with_their_mean(shape: float) -> None:
    table = market.gamma_quantiles(shape, 2000.0)
    values = from_quantiles(table, uniforms(keys(3)))
    assert stats.kstest(values, stats.gamma(shape, scale=2000.0 / shape).cdf).pvalue > LEVEL
    middle = (np.arange(400_000) + 0.5) / 400_000
    assert from_quantiles(table, middle).mean() == pytest.approx(2000.0, rel=0.01)


@pytest.mark.parametrize("shape", [0.2, 0.5, 1.0, 3.3, 20.0, 51.0])
def test_the_gamma_distribution_function_is_scipys(shape: float) -> None:
    x = np.concatenate([[0.0], np.geomspace(1e-6, 200, 300)])
    np.testing.assert_allclose(market.gamma_cdf(shape, x), special.gammainc(shape, x), atol=1e-12)


def test_the_table_of_normal_quantiles_gives_normal_draws() -> None:
    values = from_quantiles(world.normal_quantiles(), uniforms(keys(4)))
    assert stats.kstest(values, "norm").pvalue > LEVEL


@pytest.mark.parametrize("mean", [0.05, 0.9, 4.0, 9.99, 10.0, 37.5, 1500.0])
def test_counts_are_poisson(mean: float) -> None:
    counts = np.array([scalar_draws.poisson(key, mean) for key in keys(5)])
    low, high = stats.poisson.ppf([0.001, 0.999], mean).astype(int)
    edges = np.unique(np.linspace(low, high, min(high - low, 30) + 1).astype(int))
    inside = np.diff(stats.poisson.cdf(edges, mean))
    expected = np.concatenate(
        [[stats.poisson.cdf(edges[0], mean)], inside, [stats.poisson.sf(edges[-1], mean)]]
    )
    found = np.bincount(np.searchsorted(edges, counts, side="left"), minlength=len(expected))
    enough = expected * SIZE >= 5
    rest = ~enough
    observed = np.append(found[enough], found[rest].sum())
    wanted = np.append(expected[enough], expected[rest].sum()) * SIZE
    positive = wanted > 0
    assert (
        stats.chisquare(observed[positive], wanted[positive] * observed.sum() / wanted.sum()).pvalue > LEVEL
    )


def test_no_arrivals_where_none_are_expected() -> None:
    assert {scalar_draws.poisson(key, 0.0) for key in keys(6, 100)} == {0}


@pytest.mark.parametrize(("a", "b"), [(1.0, 1.0), (3.0, 200.0), (1.0, 5000.0), (40.0, 2.0)])
def test_beta_draws_are_beta(a: float, b: float) -> None:
    values = np.array([scalar_draws.beta(key, a, b)[1] for key in keys(7, 5000)])
    assert stats.kstest(values, stats.beta(a, b).cdf).pvalue > LEVEL


MILLION = 1_000_000
SCALAR = {
    "exponential": (lambda key, _: scalar_draws.exponential(key)[1], (None,), lambda _: stats.expon.cdf),
    "normal": (lambda key, _: scalar_draws.normal(key)[1], (None,), lambda _: stats.norm.cdf),
    "gamma": (lambda key, a: scalar_draws.gamma(key, a)[1], (0.3, 1.0, 7.5), lambda a: stats.gamma(a).cdf),
    "beta": (
        lambda key, ab: scalar_draws.beta(key, *ab)[1],
        ((0.5, 2.0), (3.0, 200.0)),
        lambda ab: stats.beta(*ab).cdf,
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", SCALAR)
def test_a_million_draws_are_those_of_scipys_distribution(name: str) -> None:
    one, parameters, cdf = SCALAR[name]
    streams = keys(8, MILLION)
    for parameter in parameters:
        values = np.fromiter((one(key, parameter) for key in streams), dtype=np.float64, count=MILLION)
        assert stats.kstest(values, cdf(parameter)).pvalue > 0.01


@pytest.mark.parametrize("spread", [0.3, 1.0, 2.0])
def test_activity_has_mean_one_and_the_spread_asked_for(spread: float) -> None:
    values = world.activities(np.arange(200_000), spread, seed=3)
    assert values.mean() == pytest.approx(1.0, rel=0.02)
    assert values.std() == pytest.approx(spread, rel=0.04)
    assert (world.activities(np.arange(5), 0.0, seed=3) == 1).all()


@given(
    weights=st.lists(st.floats(0.0, 100.0), min_size=1, max_size=60).filter(lambda found: sum(found) > 1e-3)
)
def test_the_alias_table_gives_each_person_their_share(weights: list[float]) -> None:
    weight = np.array(weights)
    chance, other = world.alias_table(weight)
    assert ((chance >= 0) & (chance <= 1 + 1e-9)).all()
    share = np.bincount(other, weights=1 - chance, minlength=len(weight)) + chance
    np.testing.assert_allclose(share / len(weight), weight / weight.sum(), atol=1e-9)


def test_conversions_come_as_late_as_in_criteos_log() -> None:
    fast, slow = response.delay_mixture()
    assert response.delay_cdf(60.0, fast, slow) == pytest.approx(0.35, abs=1e-6)
    assert response.delay_cdf(1440.0, fast, slow) == pytest.approx(0.50, abs=1e-6)
    assert response.delay_cdf(response.CUT_MINUTES, fast, slow) == pytest.approx(1.0)
    assert 0 < fast < 1


@pytest.mark.parametrize(("share", "bid"), [(0.2, 1.0), (0.75, 2.5), (0.9, 5.0)])
def test_a_known_win_rate_is_met_by_the_shape_of_the_market(share: float, bid: float) -> None:
    shape = market.shape_for_win_rate(2.0, bid, share)
    assert stats.gamma(shape, scale=2.0 / shape).cdf(bid) == pytest.approx(share, abs=1e-6)
    table = market.gamma_quantiles(shape, 2.0)
    assert market.win_rate(table, np.array([bid]))[0] == pytest.approx(share, abs=1e-3)


def test_the_mean_price_paid_is_the_integral_below_the_bid() -> None:
    gamma = stats.gamma(1.2, scale=2000 / 1.2)
    expected = gamma.expect(lambda price: price, lb=0, ub=3000) / gamma.cdf(3000)
    assert market.mean_price_when_won(market.gamma_quantiles(1.2, 2000.0), 3000.0) == pytest.approx(
        expected, rel=1e-3
    )
