"""Judges an image model: made pictures against photos it has not seen, beside photos against photos.

For each photo that is scored a picture of the same class is made. The floor is what the other half of the training
photos, which the judge has not seen either, is away from the scored photos: as many photos of each class as far as
there are so many. Pictures that vary by chance as photos do have the floor as their Frechet distance; those that were
chosen to vary as photos do (`image_recipes`) are spread more evenly than by chance, which lowers it a little more.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from admanager.creative.image_codes import Floats, Whole
from admanager.creative.image_quality import copied, enough, frechet, neighbourhood
from admanager.creative.image_server import ImageServer, Judge
from admanager.creative.photos import OTHER_PART, SCORED_PART, PhotoFolder, SkippedPhoto
from admanager.texts import Sentence, sentence

# A distance of a few hundred pictures depends on which they are: pictures are made anew so often, and photos drawn so often
# for the floor, which costs less.
DRAWS, FLOOR_DRAWS = 8, 60
MOST_SCORED = 3_000


@dataclass(frozen=True)
class KnownPhotos:
    """The photos of the training folder as the judge sees them: features [n, d], class, colour group and part of each."""

    features: Floats
    labels: Whole
    tints: Whole
    parts: Whole

    def of(self, part: int) -> KnownPhotos:
        """Return the photos of one part."""
        rows = self.parts == part
        return KnownPhotos(self.features[rows], self.labels[rows], self.tints[rows], self.parts[rows])

    @property
    def trained(self) -> KnownPhotos:
        """The photos that the generator was trained on."""
        rows = self.parts != SCORED_PART
        return KnownPhotos(self.features[rows], self.labels[rows], self.tints[rows], self.parts[rows])


@dataclass(frozen=True)
class Quality:
    """The figures of one model against one set of photos; Frechet distance and floor are None for too few photos."""

    frechet: float | None
    floor: float | None
    class_accuracy: float
    class_accuracy_real: float
    precision: float
    recall: float
    density: float
    coverage: float
    memorised: float
    scored: int
    left_out: int = 0
    skipped: tuple[SkippedPhoto, ...] = ()

    def with_left_out(self, count: int, skipped: tuple[SkippedPhoto, ...]) -> Quality:
        """Return the same with what was not scored."""
        return replace(self, left_out=count, skipped=skipped)

    def as_dict(self) -> dict[str, Any]:
        """Return the figures by name, rounded."""
        names = (
            "frechet", "floor", "class_accuracy", "class_accuracy_real", "precision", "recall", "density",
            "coverage", "memorised",
        )  # fmt: skip
        found: dict[str, Any] = {}
        for name in names:
            value = getattr(self, name)
            found[name] = None if value is None else round(value, 4)
        return found | {"scored": self.scored}

    def warnings(self) -> list[Sentence]:
        """Return what a reader of the figures has to know."""
        found = []
        if self.frechet is None:
            found.append(
                sentence(
                    "{count} photos are too few for a Frechet distance on this model's features; it is left out.",
                    count=self.scored,
                )
            )
        if self.left_out:
            found.append(
                sentence("{count} photos were left out: the model was trained on them.", count=self.left_out)
            )
        if self.skipped:
            first = self.skipped[0]
            found.append(
                sentence(
                    "{count} files were left out, such as {name}: {reason}.",
                    count=len(self.skipped),
                    name=first.name,
                    reason=first.reason,
                )
            )
        return found


def judge_model(
    server: ImageServer, judge: Judge, scored: PhotoFolder, known: KnownPhotos, *, seed: int
) -> Quality:
    """Compare made pictures with the photos `scored`; what was trained on comes as `known`."""
    rng = np.random.default_rng([seed, 17])
    if len(scored) > MOST_SCORED:
        scored = scored.part(np.sort(rng.choice(len(scored), MOST_SCORED, replace=False)))
    real, told = judge.look(scored.pixels)
    trained = known.trained
    made, hits, distances = [], [], []
    other = known.of(OTHER_PART)
    for _ in range(DRAWS):
        pictures = server.make(scored.labels, _tints(scored.labels, trained, rng), rng)
        features, found = judge.look(pictures)
        made.append(features)
        hits.append(float((found == scored.labels).mean()))
        rows, _ = _paired(scored.labels, other.labels, rng)
        if enough(len(rows), real.shape[1]):
            distances.append(frechet(features[rows], real[rows]))
    near = neighbourhood(real, made[0])
    return Quality(
        frechet=float(np.mean(distances)) if distances else None,
        floor=_floor(real, scored.labels, other, seed) if distances else None,
        class_accuracy=float(np.mean(hits)),
        class_accuracy_real=float((told == scored.labels).mean()),
        precision=near.precision,
        recall=near.recall,
        density=near.density,
        coverage=near.coverage,
        memorised=float(copied(np.concatenate(made), trained.features, real).mean()),
        scored=len(scored),
    )


def _floor(real: Floats, labels: Whole, other: KnownPhotos, seed: int) -> float:
    """Return the mean distance of scored photos to photos that the judge has not seen either, whatever a model makes."""
    rng = np.random.default_rng([seed, 19])
    pairs = [_paired(labels, other.labels, rng) for _ in range(FLOOR_DRAWS)]
    return float(np.mean([frechet(other.features[others], real[rows]) for rows, others in pairs]))


def _paired(labels: Whole, other: Whole, rng: np.random.Generator) -> tuple[Whole, Whole]:
    """Return rows of both sets, equally many of each class: as many as both have."""
    first, second = [], []
    for label in np.unique(labels):
        one, two = np.flatnonzero(labels == label), np.flatnonzero(other == label)
        count = min(len(one), len(two))
        first.append(rng.choice(one, count, replace=False))
        second.append(rng.choice(two, count, replace=False))
    return np.concatenate(first), np.concatenate(second)


def _tints(labels: Whole, trained: KnownPhotos, rng: np.random.Generator) -> Whole:
    """Return a colour group for each class, as often as the training photos of that class have it."""
    tints = np.zeros(len(labels), dtype=np.int64)
    for label in np.unique(labels):
        rows = labels == label
        tints[rows] = rng.choice(trained.tints[trained.labels == label], int(rows.sum()))
    return tints
