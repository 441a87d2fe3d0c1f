"""Clusters and lookalikes: hidden groups are found, described, and cut to size."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from admanager.audience import behaviour, segments
from admanager.audience.clusters import clusters, save_cluster
from admanager.audience.lookalikes import lookalike, save
from admanager.audience.matrix import build_matrix, suitable_columns
from admanager.project.file import ProjectFile
from admanager.project.tables import Column
from admanager.texts import AdManagerError
from tests.audience.conftest import DAY, MARCH_1, Fill

COLUMNS = (
    Column("id", "text", "key"),
    Column("age", "integer", "number"),
    Column("spend", "real", "number"),
    Column("plan", "text", "category"),
    Column("app", "boolean", "flag"),
    Column("noise", "real", "number"),
    Column("seed", "boolean", "label"),
)
CONSENT = Column("ok", "boolean", "consent")


def crowd(people: int = 900, seed: int = 0) -> list[tuple[Any, ...]]:
    """Return three kinds of people in turn, and a mark on half of the first kind."""
    rng = np.random.default_rng(seed)
    rows = []
    for number in range(people):
        kind = number % 3
        age = rng.normal((25, 45, 70)[kind], 3)
        spend = float(np.exp(rng.normal((3, 5, 4)[kind], 0.2)))
        plan = rng.choice(
            ["free", "plus", "pro"], p=((0.8, 0.1, 0.1), (0.1, 0.1, 0.8), (0.1, 0.8, 0.1))[kind]
        )
        cells = [int(age), spend, str(plan), int(rng.random() < (0.9, 0.5, 0.1)[kind]), rng.normal()]
        if rng.random() < 0.05:
            cells[int(rng.integers(0, 4))] = None
        rows.append((f"p{number}", *cells, int(kind == 0 and rng.random() < 0.5)))
    return rows


@pytest.fixture
def town(project: ProjectFile, fill: Fill) -> ProjectFile:
    fill(project, COLUMNS, crowd())
    return project


def purity(labels: np.ndarray[Any, Any]) -> float:
    """Return the share of people whose cluster is that of most of their kind."""
    right = 0
    for kind in range(3):
        right += int(np.bincount(labels[kind::3]).max())
    return right / len(labels)


@pytest.mark.parametrize("method", ["kmeans", "mixture"])
def test_hidden_groups_are_found_and_described(town: ProjectFile, method: Any) -> None:
    found = clusters(town, method=method)
    assert found.k == 3
    assert purity(found.labels) > 0.95
    assert found.silhouette == max(score for _, score in found.tried)
    assert "noise" in found.columns
    assert not {"id", "seed"} & set(found.columns)
    counts = [cluster.count for cluster in found.clusters]
    assert sum(counts) == 900
    assert counts == sorted(counts, reverse=True)
    young = found.clusters[found.labels[0] - 1]
    words = {trait.column: str(trait.words) for trait in young.traits}
    assert (
        any(words.get("age", "").startswith(f"low age: {age} (everyone 45)") for age in (24, 25))
        or "plan" in words
    )
    assert all(trait.column != "noise" for cluster in found.clusters for trait in cluster.traits[:2])
    assert str(young.name)


def test_the_same_seed_finds_the_same(town: ProjectFile) -> None:
    assert np.array_equal(clusters(town, seed=3).labels, clusters(town, seed=3).labels)


def test_a_cluster_becomes_a_segment(town: ProjectFile) -> None:
    found = clusters(town, k=3)
    save_cluster(town, "first", found, 1)
    assert segments.count(town, "first").count == found.clusters[0].count
    only = clusters(town, rule="in_segment('first')", columns=["age", "spend"], k=2)
    assert len(only.ids) == found.clusters[0].count
    assert only.silhouette > 0
    with pytest.raises(AdManagerError, match="There is no cluster 9"):
        save_cluster(town, "none", found, 9)


def test_clusters_refuse_what_cannot_be_split(project: ProjectFile, fill: Fill) -> None:
    fill(project, COLUMNS[:2], [(str(n), 5) for n in range(30)])
    with pytest.raises(AdManagerError, match="No column tells people apart"):
        clusters(project)
    with pytest.raises(AdManagerError, match="at least 10 people; there are 0"):
        clusters(project, rule="age > 10")
    with pytest.raises(AdManagerError, match="2 to 20"):
        clusters(project, k=1)


def test_the_matrix_holds_no_missing_values(town: ProjectFile) -> None:
    matrix = build_matrix(town, suitable_columns(town), np.arange(900))
    assert np.isfinite(matrix.values).all()
    assert np.abs(matrix.values.mean(axis=0)).max() < 0.2
    assert [part.level for part in matrix.parts if part.column == "plan"] != []


def test_those_who_resemble_a_segment_are_found(town: ProjectFile) -> None:
    segments.save(town, "best", "seed = true")
    found = lookalike(town, "best", size=0.15)
    candidates = 900 - found.seed_count
    assert found.count == round(0.15 * candidates) == len(found.ids)
    assert len(found.candidate_ids) == candidates
    # The segment is half of the first kind; those who resemble it are the other half.
    assert np.mean((found.ids - 1) % 3 == 0) > 0.9
    assert found.auc > 0.75
    assert sum(driver.importance for driver in found.drivers) == pytest.approx(1, abs=0.05)
    assert found.drivers[0].column in {"age", "spend", "plan"}
    assert all(driver.importance < 0.2 for driver in found.drivers if driver.column == "noise")
    assert not set(found.ids.tolist()) & set(segments.members(town, "best").tolist())
    wider = found.at(0.5)
    assert wider.count == round(0.5 * candidates)
    assert set(found.ids.tolist()) <= set(wider.ids.tolist())
    assert wider.threshold <= found.threshold
    save(town, "like the best", found)
    assert segments.count(town, "like the best").count == found.count


def test_the_segments_own_people_can_be_kept(town: ProjectFile) -> None:
    found = lookalike(town, "seed = true", include_seed=True, method="boosting", size=1.0)
    assert (found.count, found.method) == (900, "boosting")


def test_only_people_who_consented_are_learnt_from_and_found(project: ProjectFile, fill: Fill) -> None:
    fill(project, (*COLUMNS, CONSENT), [(*row, number % 5 != 0) for number, row in enumerate(crowd())])
    found = lookalike(project, "seed = true", size=1.0, method="logistic")
    assert found.count + found.left_out + found.seed_count == 900
    assert not np.any((found.candidate_ids - 1) % 5 == 0)


def test_the_columns_of_the_segments_rule_are_left_out(town: ProjectFile) -> None:
    found = lookalike(town, "age < 30 and noise > 0", method="logistic")
    assert not {"age", "noise"} & set(found.columns)
    assert any("asks for them: age, noise" in warning for warning in found.warnings)


def test_what_events_tell_of_the_segments_rule_again_is_left_out(project: ProjectFile, fill: Fill) -> None:
    rng = np.random.default_rng(4)
    people = [(f"p{number}", int(rng.integers(18, 80))) for number in range(400)]
    fill(project, [Column("id", "text", "key"), Column("age", "integer", "number")], people)
    events = [
        (
            key,
            MARCH_1 + int(rng.integers(0, 80)) * DAY + int(rng.integers(0, DAY)),
            kind,
            float(kind == "buy"),
        )
        for key, age in people
        for kind in ["view"] * int(rng.integers(1, 4)) + ["buy"] * int(age > 50) * 2
    ]
    columns = [
        Column("who", "text", "key"),
        Column("when", "datetime", "time"),
        Column("what", "text", "kind"),
        Column("worth", "real", "value"),
    ]
    fill(project, columns, events, "events")
    behaviour.build(project)
    segments.save(project, "buyers", "did('buy', count >= 2, days <= 90)")
    segments.save(project, "again", "in_segment('buyers') and age > 0")
    found = lookalike(project, "again", columns=None)
    told = {"buy_count", "view_count", "event_count", "active_days", "total_value", "last_event", "age"}
    assert not told & set(found.columns)
    assert {"best_hour", "first_event"} <= set(found.columns)
    left = [str(warning) for warning in found.warnings if "Left out" in warning]
    assert left == [
        "Left out, since the segment's own rule asks for them: active_days, age, buy_count, event_count, last_event, total_value, view_count."
    ]


def test_small_and_faceless_segments_are_warned_of(town: ProjectFile) -> None:
    found = lookalike(town, "noise > 1.4", columns=["app"], method="logistic")
    assert any("has only" in warning for warning in found.warnings)
    assert any("hardly told from the others" in warning for warning in found.warnings)
    with pytest.raises(AdManagerError, match="at least 20 people"):
        lookalike(town, "noise > 2.5")
    with pytest.raises(AdManagerError, match="share above 0"):
        lookalike(town, "seed = true", size=0)
