"""What a model learns from: targets by the source's text, joined impressions, and what roles keep out."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
import pytest

from admanager.ingest.load import store_rows
from admanager.learning.dataset import load_dataset
from admanager.learning.feature_columns import hours_and_weekdays
from admanager.learning.request import TrainRequest
from admanager.learning.split import split_by_person, split_by_time, split_rows
from admanager.project.file import ProjectFile
from admanager.project.tables import Column
from admanager.texts import AdManagerError, sentence
from tests.learning.conftest import CONSENTED, PEOPLE, RESPONDED


def _store(project: ProjectFile, table: str, columns: Sequence[Column], rows: list[Sequence[object]]) -> None:
    with project.change(sentence("Store rows")) as change:
        store_rows(change, table, columns, rows, source="test", generated=True)


@pytest.fixture
def shop(project: ProjectFile) -> ProjectFile:
    """50 people with an age and a flag, and 400 impressions of which a quarter are clicks."""
    people = [
        Column("id", "text", "key"),
        Column("age", "integer", "number"),
        Column("vip", "boolean", "flag"),
    ]
    _store(project, "profiles", people, [(f"p{n}", 20 + n if n % 5 else None, n % 2) for n in range(50)])
    shown = [
        Column("time", "datetime", "time"),
        Column("id", "text", "key"),
        Column("creative", "text", "creative"),
        Column("cost_micros", "integer", "cost"),
        Column("clicked", "boolean", "clicked"),
        Column("converted", "boolean", "converted"),
    ]
    start = 1_700_000_000
    rows = [
        (start + 3600 * n, f"p{n % 60}", f"ad {n % 3}", 1000 * (n % 4 == 0), int(n % 4 == 0), int(n % 8 == 0))
        for n in range(400)
    ]
    _store(project, "impressions", shown, rows)
    return project


def _request(target: str, **more: object) -> TrainRequest:
    return TrainRequest.model_validate({"name": "m", "target": target, **more})


def test_the_positive_value_is_compared_with_the_sources_text(customers: ProjectFile) -> None:
    refused = CONSENTED - RESPONDED
    for positive, count in (("yes", RESPONDED), ("YES", RESPONDED), ("true", RESPONDED), ("no", refused)):
        dataset = load_dataset(customers.read(), _request("responded", positive=positive))
        assert (dataset.labels.sum(), len(dataset.labels)) == (count, CONSENTED)
        assert dataset.without_consent == PEOPLE - CONSENTED
    assert load_dataset(customers.read(), _request("loyalty_tier", positive="gold")).labels.sum() == 70


def test_the_obvious_yes_needs_no_naming_and_others_do(customers: ProjectFile) -> None:
    assert load_dataset(customers.read(), _request("responded")).positive == "yes"
    with pytest.raises(AdManagerError, match=r"Say which value of loyalty_tier .* basic, silver, gold"):
        load_dataset(customers.read(), _request("loyalty_tier"))
    with pytest.raises(AdManagerError, match="has no value “platinum”"):
        load_dataset(customers.read(), _request("loyalty_tier", positive="platinum"))


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        (_request("nothing"), "has no column nothing"),
        (
            _request("responded", table="events"),
            "learn from the tables profiles and impressions, not from events",
        ),
        (_request("responded", exclude=("nothing",)), "has no column nothing"),
        (_request("responded", include=("responded",)), "is the target"),
        (_request("customer_id", positive="C000001"), "too little to learn from: 2,315 rows, 1 of them"),
    ],
)
def test_wrong_requests_are_answered_with_what_is_wrong(
    customers: ProjectFile, request_: TrainRequest, message: str
) -> None:
    with pytest.raises(AdManagerError, match=message):
        load_dataset(customers.read(), request_)


def test_key_and_consent_are_no_features(customers: ProjectFile) -> None:
    dataset = load_dataset(customers.read(), _request("responded"))
    assert {(finding.column, finding.role) for finding in dataset.set_aside} == {
        ("customer_id", "key"),
        ("consent", "consent"),
    }
    assert "customer_id" not in dataset.frame.columns


def test_impressions_are_joined_with_the_people_who_saw_them(shop: ProjectFile) -> None:
    dataset = load_dataset(shop.read(), _request("clicked"))
    assert dataset.table == "impressions"
    assert list(dataset.frame.columns) == ["creative", "age", "vip", "hour", "weekday"]
    assert {finding.column for finding in dataset.set_aside} == {"time", "id", "cost_micros", "converted"}
    first = dataset.frame.iloc[1]
    assert (first["creative"], first["age"], first["vip"], first["hour"]) == ("ad 1", 21, 1, 23)
    # p50 to p59 saw ads but have no profile.
    assert np.isnan(dataset.frame["age"].iloc[55])
    assert len(np.unique(dataset.people)) == 60


def test_a_conversion_rate_is_learnt_from_clicks_alone(shop: ProjectFile) -> None:
    dataset = load_dataset(shop.read(), _request("converted"))
    assert (len(dataset.labels), int(dataset.labels.sum()), dataset.only_where) == (100, 50, "clicked")


def test_generated_rows_are_known_as_generated(shop: ProjectFile, customers: ProjectFile) -> None:
    assert load_dataset(shop.read(), _request("clicked")).generated
    assert not load_dataset(customers.read(), _request("responded")).generated
    with customers.change(sentence("Make it a demo")) as change:
        customers.set_meta(change, "generated", "seed 1")
    assert load_dataset(customers.read(), _request("responded")).generated


def test_rows_with_a_time_are_split_by_time(shop: ProjectFile) -> None:
    dataset = load_dataset(shop.read(), _request("clicked"))
    split = split_rows(dataset, seed=0)
    assert split.kind == "time"
    assert len(split.holdout) + split.left_out > 120
    assert set(dataset.people[split.holdout]).isdisjoint(dataset.people[split.train])
    assert dataset.times is not None
    for part in (split.train, split.early_stopping, split.calibration):
        assert dataset.times[part].max() < dataset.times[split.holdout].min()


def test_all_parts_follow_each_other_in_time_where_everybody_has_one_row() -> None:
    times = np.random.default_rng(0).random(500)
    split = split_by_time(times, np.arange(500), np.zeros(500), np.random.default_rng(0))
    assert split.left_out == 0
    for earlier, later in itertools.pairwise(
        [split.train, split.early_stopping, split.calibration, split.holdout]
    ):
        assert times[earlier].max() < times[later].min()


def test_ads_that_people_saw_again_and_again_leave_clicks_in_every_part() -> None:
    rng = np.random.default_rng(4)
    people, times = rng.integers(0, 5_000, 50_000), rng.random(50_000)
    labels = (rng.random(50_000) < 0.012).astype(float)
    split = split_by_time(times, people, labels, np.random.default_rng(0))
    parts = [split.train, split.early_stopping, split.calibration, split.holdout]
    assert min(labels[part].sum() for part in parts) >= 20
    assert len(split.early_stopping) > 0.05 * len(split.train)
    sets = [set(people[part]) for part in parts]
    assert sum(len(part) for part in sets) == len(set(people))
    assert times[np.concatenate(parts[:3])].max() < times[split.holdout].min()


def test_rows_of_the_same_moment_stay_together() -> None:
    split = split_by_time(
        np.repeat(np.arange(10.0), 10), np.arange(100), np.zeros(100), np.random.default_rng(0)
    )
    for part in (split.train, split.early_stopping, split.calibration, split.holdout):
        assert len(part) % 10 == 0


def test_a_person_on_both_sides_of_a_point_in_time_stays_on_one() -> None:
    rng = np.random.default_rng(1)
    people, times = rng.integers(0, 300, 2_000), rng.random(2_000)
    split = split_by_time(times, people, np.zeros(2_000), np.random.default_rng(3))
    parts = [split.train, split.early_stopping, split.calibration, split.holdout]
    sets = [set(people[part]) for part in parts]
    assert sum(len(part) for part in sets) == len(set(people))
    assert sum(len(part) for part in parts) + split.left_out == 2_000
    assert times[split.train].max() < times[split.holdout].min()
    assert len(sets[3]) / 300 == pytest.approx(0.30, abs=0.08)


def test_no_person_is_in_two_parts_and_each_part_has_its_share_of_positives() -> None:
    rng = np.random.default_rng(0)
    people = rng.integers(0, 2_000, 6_000)
    labels = (rng.random(6_000) < 0.05).astype(float)
    split = split_by_person(people, labels, np.random.default_rng(7))
    parts = [split.train, split.early_stopping, split.calibration, split.holdout]
    assert sorted(np.concatenate(parts)) == list(range(6_000))
    sets = [set(people[part]) for part in parts]
    assert sum(len(part) for part in sets) == len(set(people))
    assert len(sets[3]) / len(set(people)) == pytest.approx(0.30, abs=0.001)
    assert all(labels[part].mean() == pytest.approx(0.05, abs=0.02) for part in parts)
    again = split_by_person(people, labels, np.random.default_rng(7))
    np.testing.assert_array_equal(again.holdout, split.holdout)


def test_hours_and_weekdays_are_those_of_utc() -> None:
    # 2024-02-29 23:59:59 UTC was a Thursday, one second later a Friday began; before 1970 it works as well.
    hours, weekdays = hours_and_weekdays(np.array([1709251199.0, 1709251200.0, -1.0, np.nan]))
    assert hours[:3].tolist() == [23, 0, 23]
    assert weekdays[:3].tolist() == [3, 4, 2]
    assert np.isnan(hours[3])
