"""The generated customers: repeatable, with the law that the generator's first lines state."""

from __future__ import annotations

import numpy as np
import pandas as pd

from admanager.demo.generator import generate_customers


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
