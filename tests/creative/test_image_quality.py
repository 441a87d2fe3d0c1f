"""The figures of image models, on features whose answer is known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from admanager.creative.image_quality import copied, distances, enough, frechet, neighbourhood


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 1000), st.floats(0.2, 3), st.floats(-2, 2))
def test_the_frechet_distance_of_a_scaled_and_shifted_copy_has_its_closed_form(
    seed: int, scale: float, shift: float
) -> None:
    """For x and s x + t the distance is d t'^2 + (s - 1)^2 tr(C), t' the shift of the mean."""
    real = np.random.default_rng(seed).normal(size=(200, 6))
    made = scale * real + shift
    apart = made.mean(axis=0) - real.mean(axis=0)
    expected = apart @ apart + (scale - 1) ** 2 * np.trace(np.cov(real, rowvar=False))
    assert frechet(real, made) == pytest.approx(expected, rel=1e-5, abs=1e-6)
    assert frechet(real, made) == pytest.approx(frechet(made, real), rel=1e-6, abs=1e-6)


def test_the_same_set_has_no_distance_and_full_coverage() -> None:
    real = np.random.default_rng(0).normal(size=(80, 4))
    near = neighbourhood(real, real)
    assert frechet(real, real) == pytest.approx(0, abs=1e-8)
    assert (near.precision, near.recall, near.coverage) == (1, 1, 1)


def test_one_picture_made_again_and_again_has_precision_but_no_coverage() -> None:
    rng = np.random.default_rng(0)
    real = rng.normal(size=(100, 4))
    near = neighbourhood(real, real[:1] + rng.normal(0, 1e-3, (100, 4)))
    assert near.precision == 1
    assert near.recall < 0.1
    assert near.coverage < 0.3


def test_copies_of_training_photos_are_found_and_new_pictures_are_not() -> None:
    rng = np.random.default_rng(0)
    trained, unknown, made = (rng.normal(size=(200, 8)) for _ in range(3))
    made[:20] = trained[:20] + rng.normal(0, 1e-3, (20, 8))
    found = copied(made, trained, unknown)
    assert found[:20].all()
    assert found[20:].mean() < 0.05


def test_distances_are_euclidean_and_few_photos_are_not_enough() -> None:
    first = np.array([[0.0, 0.0], [3.0, 4.0]])
    assert distances(first, first) == pytest.approx(np.array([[0, 5], [5, 0]]))
    assert enough(256, 128)
    assert not enough(255, 128)
