"""How a forecast of purchases held: right for customers of the model, told where they left; and what the profiles get."""

from __future__ import annotations

import csv
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

import admanager
from admanager.learning import value_profiles
from admanager.learning.customer_value import Orders
from admanager.learning.value import Frequency
from admanager.learning.value_backtest import FEWEST_IN_GROUP, backtest
from admanager.project.tables import columns
from admanager.texts import AdManagerError

TRUTH = Frequency(0.8, 30.0, 0.8, 2.5, 0.0)
DAYS = 400


def drawn_orders(customers: int, seed: int = 0, *, until: int = DAYS) -> Orders:
    """Draw purchases day by day from BG/NBD itself, of customers who begin in the first half; none after `until`."""
    rng = np.random.default_rng(seed)
    keys, days = [], []
    for number in range(customers):
        now = rng.uniform(0, DAYS / 2)
        rate, leaves = rng.gamma(TRUTH.r, 1 / TRUTH.alpha), rng.beta(TRUTH.a, TRUTH.b)
        bought = [int(now)]
        while rng.random() >= leaves:
            now += rng.exponential(1 / max(rate, 1e-9))
            if now > until:
                break
            bought.append(int(now))
        kept = np.unique(bought)
        keys += [f"c{number}"] * len(kept)
        days += kept.tolist()
    # Somebody on the last day, so that the calendar goes to its end.
    keys.append("last")
    days.append(DAYS)
    return Orders(np.array(keys, dtype=object), np.array(days, dtype=np.float64), np.full(len(keys), 20.0))


def test_a_forecast_for_customers_of_the_model_holds() -> None:
    found = backtest(drawn_orders(4_000))
    assert (found.days_learned, found.days_held_out, found.customers) == (280, 120, 4_000)
    assert abs(found.error) < 0.1
    inside = [group.low <= group.expected <= group.high for group in found.groups]
    assert sum(inside) >= len(inside) - 2
    # The more often somebody came back, the more is expected of them.
    expected = [group.expected for group in found.groups]
    assert expected[-1] > 4 * expected[0]


def test_the_groups_add_up_to_all() -> None:
    found = backtest(drawn_orders(700, seed=3))
    assert sum(group.customers for group in found.groups) == found.customers
    assert sum(group.customers * group.expected for group in found.groups) == pytest.approx(found.expected)
    assert sum(group.customers * group.actual for group in found.groups) == pytest.approx(found.actual)
    assert all(group.customers >= FEWEST_IN_GROUP for group in found.groups)
    edges = [(group.least, group.most) for group in found.groups]
    assert edges[0][0] == 0
    assert all(after[0] == before[1] + 1 for before, after in pairwise(edges))


def test_customers_who_all_left_make_the_forecast_too_high() -> None:
    found = backtest(drawn_orders(1_000, seed=1, until=290))
    assert found.error > 1
    assert all(group.expected > group.high for group in found.groups[1:])


def test_purchases_of_a_single_day_cannot_be_held_against_anything() -> None:
    keys = np.array([f"c{number}" for number in range(80)], dtype=object)
    with pytest.raises(AdManagerError, match="do not go back far enough"):
        backtest(Orders(keys, np.full(80, 12.0), np.full(80, np.nan)))


def write_shop(folder: Path, *, prefix: str = "") -> tuple[Path, Path]:
    """Write profiles and purchases of 400 customers, and 5 people who never bought."""
    orders = drawn_orders(400, seed=5)
    people, events = folder / "people.csv", folder / "orders.csv"
    known = [*dict.fromkeys(orders.keys.tolist()), *(f"never{number}" for number in range(5))]
    with people.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("id", "age"), *((prefix + key, 20 + len(key)) for key in known)])
    with events.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("customer_id", "time", "kind", "value"))
        for key, day in zip(orders.keys, orders.days, strict=True):
            moment = np.datetime64("2025-01-01T10:00:00") + np.timedelta64(int(day), "D")
            writer.writerow((key, str(moment), "purchase", 20 + int(day) % 7))
    return people, events


def shop(folder: Path, *, prefix: str = "") -> Path:
    people, events = write_shop(folder, prefix=prefix)
    path = folder / "shop.adm"
    with admanager.create(path) as project:
        project.import_file(people, key="id")
        roles = {"time": "time", "kind": "kind", "value": "value"}
        project.import_file(events, table="events", key="customer_id", roles=roles)
    return path


def test_the_profiles_get_what_is_expected_of_each_customer(tmp_path: Path) -> None:
    with admanager.open(shop(tmp_path)) as project:
        found = value_profiles.fit_value(project.file, days=60)
        assert found.held is not None
        assert found.refused == ""
        told = value_profiles.write_value(project.file, found.value)
        assert told.columns == ("alive chance", "purchases in 60 days", "value in 60 days")
        assert told.people == 401
        rows = dict(project.file.read().execute('SELECT id, "purchases in 60 days" FROM profiles').fetchall())
        by_key = dict(zip(found.value.purchases.keys.tolist(), found.value.expected.tolist(), strict=True))
        assert {key: rows[key] for key in by_key} == pytest.approx(by_key)
        assert [rows[f"never{number}"] for number in range(5)] == [None] * 5
        roles = {column.name: column.role for column in columns(project.file.read(), "profiles")}
        assert roles["alive chance"] == "ignored"
        # Writing again fills the same columns.
        assert value_profiles.write_value(project.file, found.value).people == 401
        assert len(columns(project.file.read(), "profiles")) == len(roles)


def test_customers_who_are_not_in_the_profiles_are_told_and_nothing_is_written(tmp_path: Path) -> None:
    with admanager.open(shop(tmp_path, prefix="x-")) as project:
        found = value_profiles.fit_value(project.file, days=60)
        before = columns(project.file.read(), "profiles")
        with pytest.raises(AdManagerError, match="keys are not the same"):
            value_profiles.write_value(project.file, found.value)
        assert columns(project.file.read(), "profiles") == before
