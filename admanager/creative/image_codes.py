"""Where the latent codes of new pictures come from: shapes between those of two photos that are alike, colours of a third.

A code is a texture, what a picture looks like in each colour channel but for light and contrast, and then TONES
numbers for these. Two photos whose textures are mixed may so have any colours, which makes nearer partners; and a shape
in the colours of a third photo is no copy, though nothing in it is blurred.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Whole = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

# The last numbers of a code: mean and logarithm of the standard deviation of each colour channel.
TONES = 6
# At least this share of a new texture comes from the photo that lends its class; it varies by so much from code to code.
NEAREST_SHARE, VARYING_SHARE = 0.5, 0.15
# Another photo is the most alike of so many that are drawn.
TRIED = 60


@dataclass(frozen=True)
class Mixing:
    """How textures are mixed: the largest share that comes from one photo, and how far apart two photos are at least, as
    a quantile of the distances between photos and the most alike of those that were tried.

    The nearer two photos and the larger the share of one, the more a picture looks like a photo, and the more it is
    a copy.
    """

    farthest: float
    apart: float


MIXINGS = {"vae": Mixing(0.78, 0.0), "gan": Mixing(0.9, 0.5)}


@dataclass(frozen=True)
class CodeBank:
    """The codes of n training photos and then of their mirror images [2 n, latent], ready to be mixed.

    `strength` [latent] times a code is a point whose distance from others, in units of pixels, tells how alike the
    textures of two photos are; `least` is the least such distance of two that are mixed. `looks` [2 n, d] are points
    whose distance tells how alike two photos are, colours and all. `shares` [2 n] is the largest share that comes from
    each.
    """

    mean: npt.NDArray[np.float32]
    strength: npt.NDArray[np.float32]
    looks: npt.NDArray[np.float32]
    shares: npt.NDArray[np.float32]
    least: float

    def rounded(self) -> CodeBank:
        """Return it as it is stored, in half precision, so that a model makes the same pictures once kept."""
        mean, looks, shares = (
            array.astype(np.float16).astype(np.float32) for array in (self.mean, self.looks, self.shares)
        )
        return CodeBank(mean, self.strength.astype(np.float32), looks, shares, self.least)


class Codes:
    """Draws new codes; `labels` and `tints` are the class and colour group of each of the bank's n photos."""

    def __init__(self, bank: CodeBank, labels: Whole, tints: Whole) -> None:
        self.bank = bank
        self._count = len(labels)
        self._places = (bank.mean * bank.strength)[:, bank.strength > 0]
        self._members = {int(label): np.flatnonzero(labels == label) for label in np.unique(labels)}
        self._alike = {
            (label, int(tint)): rows[tints[rows] == tint]
            for label, rows in self._members.items()
            for tint in np.unique(tints[rows])
        }
        both = np.concatenate([labels, labels])
        self._centres = {label: bank.mean[both == label].mean(axis=0) for label in self._members}

    def draw(self, labels: Whole, tints: Whole, truncation: float, rng: np.random.Generator) -> Floats:
        """Return a code for each row: a texture between those of two photos of its class, and the tones of a third photo.

        The first and the third photo are of its colour group where there are two of it, else of its class.
        """
        mean, shares = self.bank.mean, self.bank.shares
        drawn = np.empty((len(labels), mean.shape[1]))
        for row, (label, tint) in enumerate(zip(labels.tolist(), tints.tolist(), strict=True)):
            members = self._alike.get((label, tint), np.empty(0, dtype=np.int64))
            if len(members) < 2:
                members = self._members[label]
            first = int(rng.choice(members)) + self._count * int(rng.integers(2))
            share = rng.uniform(max(NEAREST_SHARE, shares[first] - VARYING_SHARE), shares[first])
            other = self._partner(first, self._members[label], self._places, self.bank.least, rng)
            code = share * mean[first] + (1 - share) * mean[other]
            code[-TONES:] = mean[self._partner(first, members, self.bank.looks, 0.0, rng)][-TONES:]
            centre = self._centres[label]
            drawn[row] = centre + truncation * (code - centre)
        return drawn

    def _partner(
        self,
        first: int,
        members: Whole,
        places: npt.NDArray[np.float32],
        least: float,
        rng: np.random.Generator,
    ) -> int:
        tried = rng.choice(members, TRIED) + self._count * rng.integers(0, 2, TRIED)
        tried = tried[tried % self._count != first % self._count]
        if not len(tried):
            return first
        apart = np.linalg.norm(places[tried] - places[first], axis=1)
        fit = apart >= least
        return int(tried[np.where(fit, apart, np.inf).argmin() if fit.any() else apart.argmax()])
