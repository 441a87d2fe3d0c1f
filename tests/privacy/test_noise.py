"""Counts with noise: the noise is what its epsilon says, and the budget is kept."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from admanager.privacy.audit import read_log
from admanager.privacy.noise import (
    DELTA,
    budget_of,
    margin_of,
    noisy_count,
    noisy_histogram,
    set_budget,
    threshold_of,
    with_noise,
)
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError


@pytest.mark.parametrize("epsilon", [0.1, 1.0])
def test_the_noise_is_discrete_laplace(epsilon: float) -> None:
    # The generator of the noise takes no seed; 1 in 100,000 runs fails by chance.
    noise = np.array(with_noise([1000] * 20_000, epsilon)) - 1000
    a = math.exp(-epsilon)
    edge = margin_of(epsilon, 0.98)
    values = np.arange(-edge, edge + 1)
    probabilities = (1 - a) / (1 + a) * a ** np.abs(values)
    tail = (1 - probabilities.sum()) / 2
    expected = np.array([tail, *probabilities, tail]) * len(noise)
    clipped = np.clip(noise, -edge - 1, edge + 1)
    observed = np.array([(clipped == value).sum() for value in range(-edge - 1, edge + 2)])
    assert stats.chisquare(observed, expected).pvalue > 1e-5


def test_neighbouring_counts_can_hardly_be_told_apart() -> None:
    # The definition: no answer is more than e^epsilon times as likely with one person more.
    one, two = (
        np.bincount(np.array(with_noise([count] * 40_000, 1.0)) + 50, minlength=100) for count in (10, 11)
    )
    often = (one > 400) & (two > 400)
    ratio = np.log(one[often] / two[often])
    assert often.sum() >= 5
    assert np.abs(ratio).max() < 1.0 + 5 * np.sqrt(2 / 400)


@pytest.mark.parametrize("epsilon", [0.05, 0.5, 2.0])
def test_the_margin_holds_in_95_of_100_cases(epsilon: float) -> None:
    a, margin = math.exp(-epsilon), margin_of(epsilon)
    outside = 2 * a ** (margin + 1) / (1 + a)
    assert outside <= 0.05
    assert margin == 0 or 2 * a**margin / (1 + a) > 0.05


@pytest.mark.parametrize("epsilon", [0.05, 0.5, 2.0])
def test_a_lone_person_is_hardly_ever_a_group_of_their_own(epsilon: float) -> None:
    a, threshold = math.exp(-epsilon), threshold_of(epsilon)

    def chance(least: int) -> float:
        return a ** (least - 1) / (1 + a)

    assert chance(threshold) <= DELTA
    assert chance(threshold - 1) > DELTA
    # The generator of the noise takes no seed; a looser threshold is passed as often as it says.
    loose = threshold_of(epsilon, 0.05)
    seen = np.mean(np.array(with_noise([1] * 20_000, epsilon)) >= loose)
    assert abs(seen - chance(loose)) < 5 * math.sqrt(0.05 / 20_000)


def test_a_histogram_of_nobody_is_empty_and_costs_the_same(project: ProjectFile) -> None:
    found = noisy_histogram(project, "nobody by job", {"cook": 0}, 0.25)
    assert (found.values, found.budget.left) == ({}, 0.75)


def test_a_budget_is_spent_and_not_overspent(project: ProjectFile) -> None:
    first = noisy_count(project, "age > 30", 500, 0.4)
    assert abs(first.value - 500) < 200
    assert (first.budget.total, first.budget.spent) == (1.0, 0.4)
    histogram = noisy_histogram(project, "all by job", {"cook": 500, "clerk": 400, "smith": 1, "": 0}, 0.6)
    # The one smith is not told of; of the others the chance to be hidden is below 1 in 10^90.
    assert list(histogram.values) == ["cook", "clerk"]
    with pytest.raises(AdManagerError, match=r"0 is left, and this question costs 0\.1"):
        noisy_count(project, "age > 40", 400, 0.1)
    assert budget_of(project).spent == pytest.approx(1.0)
    assert set_budget(project, 1.5).left == pytest.approx(0.5)
    noisy_count(project, "age > 40", 400, 0.1)


def test_a_budget_cannot_be_set_below_what_was_spent(project: ProjectFile) -> None:
    noisy_count(project, "age > 30", 5, 0.5)
    for wrong, reason in ((0.2, "0.5 of the budget is spent"), (float("nan"), "between"), (50.0, "between")):
        with pytest.raises(AdManagerError, match=reason):
            set_budget(project, wrong)
    for wrong in (0.0, -1.0, float("inf")):
        with pytest.raises(AdManagerError, match="An epsilon is between"):
            noisy_count(project, "age > 30", 5, wrong)


def test_the_log_says_what_was_spent_and_not_what_was_found(project: ProjectFile) -> None:
    noisy_count(project, "age > 30", 123_456, 0.5)
    entry = read_log(project).entries[0]
    assert (entry.action, entry.detail) == ("count with noise", {"epsilon": 0.5})
