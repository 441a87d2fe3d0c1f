"""The generated customers: repeatable, with the law that the generator's first lines state."""

from __future__ import annotations

import numpy as np
import pandas as pd

from admanager.demo.generator import LAST_DAY, generate_customers, generate_events


def test_the_same_seed_gives_the_same_people_and_another_seed_others() -> None:
    pd.testing.assert_frame_equal(generate_customers(3, 500), generate_customers(3, 500))
    assert not generate_customers(3, 500).equals(generate_customers(4, 500))


def test_what_people_did_moves_their_response_as_stated() -> None:
    people = generate_customers(1, 20_000)
    responded = people["responded"] == "yes"
    assert 0.05 < responded.mean() < 0.25
    frequent = people["orders_12m"] >= 3
    assert responded[frequent].mean() > 2 * responded[~frequent].mean()
    referred = people["channel"] == "referral"
    assert responded[referred].mean() > responded[~referred].mean()


def test_the_column_that_knows_the_future_is_zero_for_those_who_did_not_respond() -> None:
    people = generate_customers(1, 2_000)
    assert np.array_equal(people["order_value_after_offer"] > 0, people["responded"] == "yes")


def test_missing_values_are_there_at_the_stated_rates() -> None:
    people = generate_customers(1, 20_000)
    assert abs(people["age"].isna().mean() - 0.04) < 0.01
    assert abs((people["favourite_category"] == "unknown").mean() - 0.06) < 0.01
    assert abs((people["consent"] == "yes").mean() - 0.93) < 0.01


def test_what_people_did_agrees_with_their_profile() -> None:
    people = generate_customers(1, 3_000)
    events = generate_events(people, 1)
    by_kind = events.groupby(["kind", "customer_id"]).size()
    named = people.set_index("customer_id")
    for kind, column in (("view", "visits_90d"), ("purchase", "orders_12m")):
        counted = by_kind[kind].reindex(named.index, fill_value=0)
        assert np.array_equal(counted, named[column])
    time = pd.to_datetime(events["time"])
    assert time.is_monotonic_increasing
    viewed = events["kind"] == "view"
    last = time[viewed].dt.normalize().groupby(events["customer_id"][viewed]).max()
    ago = (pd.Timestamp(LAST_DAY) - last).dt.days
    assert np.array_equal(ago, named.loc[ago.index, "days_since_visit"])
    assert (events["value"] > 0).equals(~viewed)
    pd.testing.assert_frame_equal(events, generate_events(people, 1))


def test_people_come_when_people_come() -> None:
    time = pd.to_datetime(generate_events(generate_customers(1, 6_000), 1)["time"])
    hours = time.dt.hour.value_counts()
    assert hours[20] > 4 * hours[3]
    days = time.dt.weekday.value_counts()
    assert days[6] > 1.1 * days[2]
