"""Customer value: the published figures to four digits, parameters that were put in, and a real file's customers."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import admanager
from admanager.learning.customer_value import (
    Purchases,
    customer_value,
    purchases_of,
    value_of,
    write_customers,
)
from admanager.learning.value import (
    Frequency,
    Spending,
    fit_frequency,
    fit_spending,
    grouped,
    log_likelihood,
    profile_intervals,
)
from admanager.texts import AdManagerError

# Fader, Hardie & Lee (2005), CDNOW, weeks.
TEXTBOOK = Frequency(0.2426, 4.4136, 0.7930, 2.4261, -9582.43)


def made_customers(count: int, truth: Frequency, seed: int = 0) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Draw customers from BG/NBD itself."""
    rng = np.random.default_rng(seed)
    total = rng.uniform(27, 39, count)
    rate = rng.gamma(truth.r, 1 / truth.alpha, count)
    leaves = rng.beta(truth.a, truth.b, count)
    x, t_x, now = np.zeros(count), np.zeros(count), np.zeros(count)
    active = np.ones(count, dtype=bool)
    while active.any():
        now[active] += rng.exponential(1 / np.maximum(rate[active], 1e-12))
        active &= now <= total
        x[active] += 1
        t_x[active] = now[active]
        active &= rng.random(count) >= leaves
    return x, t_x, total


def test_the_published_expectations_come_out_to_four_digits() -> None:
    weeks = [0.1429, 1.0, 3.0, 31.8571, 32.0]
    published = [0.0078, 0.0532, 0.1506, 1.0405, 1.0437]
    np.testing.assert_allclose([TEXTBOOK.expected_of_new(week) for week in weeks], published, atol=6e-5)


def test_the_published_customer_buys_1_226_times_in_39_weeks() -> None:
    one = TEXTBOOK.expected(39.0, np.array([2.0]), np.array([30.43]), np.array([38.86]))
    assert one[0] == pytest.approx(1.226, abs=5e-4)


def test_the_published_spending_comes_out() -> None:
    spending = Spending(6.25, 3.74, 15.44, 0.0)
    found = spending.expected(np.array([2.0, 1.0, 0.0]), np.array([22.35, 11.77, 0.0]))
    np.testing.assert_allclose(found, [24.66, 18.91, 35.2], atol=0.03)


def test_parameters_that_were_put_in_lie_in_nearly_all_of_their_intervals() -> None:
    inside = 0
    for seed in range(4):
        histories = grouped(*made_customers(600, TEXTBOOK, seed=seed))
        found = profile_intervals(fit_frequency(histories), histories)
        for name, parameter in found.items():
            assert parameter.low < parameter.value < parameter.high
            inside += parameter.low < getattr(TEXTBOOK, name) < parameter.high
    # 95 % of 16 are 15; fewer than 12 come about once in a thousand times.
    assert inside >= 12


def test_the_edges_of_an_interval_have_lost_the_right_likelihood() -> None:
    from scipy.optimize import minimize

    histories = grouped(*made_customers(800, TEXTBOOK, seed=3))
    fitted = fit_frequency(histories)
    found = profile_intervals(fitted, histories)["r"]
    for edge in (found.low, found.high):
        best = minimize(
            lambda rest, edge=edge: -log_likelihood(np.exp(np.insert(rest, 0, np.log(edge))), histories),
            np.log([fitted.alpha, fitted.a, fitted.b]),
            method="Nelder-Mead",
            options={"maxiter": 2000, "fatol": 1e-8},
        )
        assert fitted.log_likelihood + best.fun == pytest.approx(1.92, abs=0.02)


def test_the_unit_of_time_changes_nothing_but_alpha() -> None:
    x, t_x, total = made_customers(3000, TEXTBOOK, seed=1)
    weeks, days = fit_frequency(grouped(x, t_x, total)), fit_frequency(grouped(x, 7 * t_x, 7 * total))
    assert days.alpha == pytest.approx(7 * weeks.alpha, rel=1e-3)
    assert (days.r, days.a, days.b) == pytest.approx((weeks.r, weeks.a, weeks.b), rel=1e-3)


def spending_likelihood(spending: Spending, x: np.ndarray, mean: np.ndarray) -> float:
    """Return the log-likelihood by way of two densities: nu's, and that of the mean given nu, integrated."""
    from scipy.special import gammaln

    p, q, gamma = spending.p, spending.q, spending.gamma
    return float(
        np.sum(
            gammaln(p * x + q) - gammaln(p * x) - gammaln(q) - np.log(mean)
            + q * np.log(gamma / (gamma + mean * x)) + p * x * np.log(mean * x / (gamma + mean * x))
        )
    )  # fmt: skip


def test_spending_that_was_put_in_is_found() -> None:
    rng = np.random.default_rng(4)
    x = rng.integers(1, 12, 8000).astype(float)
    nu = rng.gamma(3.74, 1 / 15.44, 8000)
    mean = rng.gamma(6.25 * x, 1 / (nu * x))
    fitted = fit_spending(x, mean)
    assert fitted.q == pytest.approx(3.74, rel=0.05)
    assert fitted.p * fitted.gamma == pytest.approx(6.25 * 15.44, rel=0.05)
    # Three parameters gain about 1.5 in likelihood over the truth by chance, hardly ever more than 5.
    at_truth = Spending(6.25, 3.74, 15.44, 0.0)
    assert 0 <= fitted.log_likelihood - spending_likelihood(at_truth, x, mean) < 5


@given(
    st.lists(st.tuples(st.integers(0, 9), st.floats(0, 1), st.floats(0.1, 300)), min_size=1, max_size=20),
    st.floats(1, 400),
)
def test_chances_are_chances_and_purchases_are_not_negative(
    customers: list[tuple[int, float, float]], days: float
) -> None:
    x = np.array([float(count) for count, _, _ in customers])
    total = np.array([seen for _, _, seen in customers])
    t_x = np.where(x > 0, np.array([share for _, share, _ in customers]) * total, 0.0)
    alive = TEXTBOOK.alive(x, t_x, total)
    assert ((alive >= 0) & (alive <= 1)).all()
    assert (alive[x == 0] == 1).all()
    expected = TEXTBOOK.expected(days, x, t_x, total)
    assert (expected >= 0).all()
    assert (expected <= TEXTBOOK.expected(2 * days, x, t_x, total) + 1e-9).all()


def test_two_purchases_on_one_day_are_one_and_the_first_has_no_say_in_the_mean() -> None:
    found = purchases_of(
        np.array(["a", "a", "b"], dtype=object), np.array([10.0, 14.0, 12.0]), np.array([5.0, 8.0, 3.0])
    )
    assert found.x.tolist() == [1, 0]
    assert found.t_x.tolist() == [4, 0]
    assert found.total.tolist() == [4, 2]
    assert found.mean_value[0] == 8
    assert np.isnan(found.mean_value[1])


def write_orders(path: Path, customers: int = 400) -> Path:
    rng = np.random.default_rng(8)
    x, t_x, total = made_customers(customers, Frequency(1.2, 20.0, 0.8, 2.5, 0.0), seed=8)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["customer_id", "time", "kind", "value"])
        for number in range(customers):
            days = [40 - total[number], *(40 - total[number] + rng.uniform(0, t_x[number], int(x[number])))]
            for day in days:
                moment = np.datetime64("2026-01-01T10:00:00") + np.timedelta64(int(day * 86400), "s")
                writer.writerow([f"c{number}", str(moment), "purchase", round(rng.gamma(5, 8), 2)])
                writer.writerow([f"c{number}", str(moment), "view", ""])
    return path


def test_a_project_tells_what_its_customers_will_buy(tmp_path: Path) -> None:
    with admanager.create(tmp_path / "p.adm") as project:
        project.import_file(
            write_orders(tmp_path / "orders.csv"),
            table="events",
            key="customer_id",
            roles={"time": "time", "kind": "kind", "value": "value"},
        )
        found = customer_value(project.file, days=30)
        write_customers(found, tmp_path / "out.csv")
    figures = found.figures()
    assert figures["customers"] == 400
    assert 0 < figures["alive"] < 400
    assert figures["expected_value"] == pytest.approx(40 * figures["expected_purchases"], rel=0.25)
    best = found.best(1)[0]
    assert found.value[best] == np.nanmax(found.value)
    lines = (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "key,repeat_purchases,p_alive,expected_purchases,expected_value"
    assert len(lines) == 401


def test_too_few_customers_are_refused_in_words() -> None:
    few = Purchases(np.arange(3), np.zeros(3), np.zeros(3), np.ones(3), np.full(3, np.nan))
    with pytest.raises(AdManagerError, match="3 customers, 0 of whom bought again"):
        value_of(few)
