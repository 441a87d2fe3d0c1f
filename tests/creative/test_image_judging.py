"""What a model is compared with does not depend on the model."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from admanager.creative.image_judging import KnownPhotos, judge_model
from admanager.creative.photos import JUDGE_PART, OTHER_PART, SCORED_PART, PhotoFolder

CLASSES, FEATURES = 3, 4


class Reading:
    """A judge whose features are the first pixels, and whose class is the brightest of the next."""

    def look(self, pixels: npt.NDArray[np.uint8]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.int64]]:
        flat = pixels.reshape(len(pixels), -1).astype(np.float64)
        return flat[:, :FEATURES] / 255, flat[:, FEATURES : FEATURES + CLASSES].argmax(axis=1)


class Drawing:
    """A model whose pictures are photos-like noise, brighter by `shift`; it uses `wasted` random numbers more."""

    def __init__(self, shift: int, wasted: int = 0) -> None:
        self._shift, self._wasted = shift, wasted

    def make(
        self, labels: npt.NDArray[np.int64], tints: npt.NDArray[np.int64], rng: np.random.Generator
    ) -> npt.NDArray[np.uint8]:
        rng.random(self._wasted)
        return noise(labels, rng, self._shift)


def noise(labels: npt.NDArray[np.int64], rng: np.random.Generator, shift: int = 0) -> npt.NDArray[np.uint8]:
    pixels = rng.integers(0, 150, (len(labels), 2, 2, 3)) + shift
    pixels.reshape(len(labels), -1)[np.arange(len(labels)), FEATURES + labels] = 255
    return pixels.astype(np.uint8)


@pytest.fixture
def photos() -> tuple[PhotoFolder, KnownPhotos]:
    rng = np.random.default_rng(4)
    labels = np.repeat(np.arange(CLASSES), 120)
    pixels = noise(labels, rng)
    names = tuple(str(row) for row in range(len(labels)))
    tints = np.zeros(len(labels), dtype=np.int64)
    folder = PhotoFolder(pixels, labels, tints, ("a", "b", "c"), names, names, 1.0, ())
    parts = np.tile([JUDGE_PART, OTHER_PART, OTHER_PART, SCORED_PART], len(labels) // 4)
    known = KnownPhotos(Reading().look(pixels)[0], labels, tints, parts)
    return folder.part(np.flatnonzero(parts == SCORED_PART)), known


def test_the_floor_is_that_of_the_photos_whatever_a_model_draws(
    photos: tuple[PhotoFolder, KnownPhotos],
) -> None:
    scored, known = photos
    good, spendthrift, bright = (
        judge_model(each, Reading(), scored, known, seed=3)  # type: ignore[arg-type]
        for each in (Drawing(0), Drawing(0, wasted=7), Drawing(90))
    )
    assert good.floor == spendthrift.floor == bright.floor
    assert good.frechet is not None
    assert bright.frechet is not None
    assert good.floor is not None
    assert good.frechet < 2 * good.floor
    assert bright.frechet > 10 * good.floor
    assert good.class_accuracy == good.class_accuracy_real == 1
