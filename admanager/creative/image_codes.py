"""Where the latent codes of new pictures come from: shapes between those of two photos that are alike, colours of a third.

A code is a texture, what a picture looks like in each colour channel but for light and contrast, and then TONES
numbers for these. Two photos whose textures are mixed may so have any colours, which makes nearer partners; and a shape
in the colours of a third photo is no copy, though nothing in it is blurred. Codes are mixed anew, or are some of those that
were tried when a training ended (`image_recipes`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from admanager.creative.image_recipes import Choosing, Recipes

Whole = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

# The last numbers of a code: mean and logarithm of the standard deviation of each colour channel.
TONES = 6
# At least this share of a new texture comes from the photo that lends its class.
NEAREST_SHARE = 0.5
# The least and the largest share in codes of a kind of model. The more of one photo there is, the more a picture looks
# like a photo, and the more it is a copy: wide where the copies among many tried codes are refused.
SHARES = {"vae": (0.63, 0.78), "gan": (NEAREST_SHARE, 0.78)}
# How far a tried picture is from the nearest photo at least, by kind of model; 1 is just no copy to the guides. The judge
# sees more copies among a GAN's pictures than they do.
LEAST_APART = {"vae": 0.8, "gan": 0.9}
# Another photo is the most alike of so many that are drawn.
TRIED = 60


@dataclass(frozen=True)
class CodeBank:
    """The codes of n training photos and then of their mirror images [2 n, latent], ready to be mixed.

    `strength` [latent] times a code is a point whose distance from others, in units of pixels, tells how alike the
    textures of two photos are. `looks` [2 n, d] are points whose distance tells how alike two photos are, colours and
    all. `shares` are the least and the largest share of a texture that comes from one photo. `recipes` are mixtures that
    were tried; without them any is as good.
    """

    mean: npt.NDArray[np.float32]
    strength: npt.NDArray[np.float32]
    looks: npt.NDArray[np.float32]
    shares: tuple[float, float]
    recipes: Recipes | None = None

    def rounded(self) -> CodeBank:
        """Return it as it is stored, in half precision, so that a model makes the same pictures once kept."""
        mean, looks = (array.astype(np.float16).astype(np.float32) for array in (self.mean, self.looks))
        recipes = None if self.recipes is None else self.recipes.rounded()
        return CodeBank(mean, self.strength.astype(np.float32), looks, self.shares, recipes)


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
        self._choosing: Choosing | None = None
        if bank.recipes is not None:
            first = bank.recipes.rows[:, 0] % self._count
            self._choosing = Choosing(bank.recipes, labels[first], tints[first])

    def draw(self, labels: Whole, tints: Whole, truncation: float, rng: np.random.Generator) -> Floats:
        """Return a code for each row: a texture between those of two photos of its class, and the tones of a third photo.

        The first and the third photo are of its colour group where there are two of it, else of its class.
        """
        mean = self.bank.mean
        if self._choosing is None or self.bank.recipes is None:
            rows, shares = self._mixed(labels, tints, rng)
        else:
            chosen = self._choosing.choose(labels, tints, rng)
            rows, shares = self.bank.recipes.rows[chosen], self.bank.recipes.shares[chosen]
        first, second, third = rows.T
        share = shares[:, np.newaxis].astype(np.float64)
        drawn: Floats = share * mean[first] + (1 - share) * mean[second]
        drawn[:, -TONES:] = mean[third][:, -TONES:]
        centres = np.stack([self._centres[label] for label in labels.tolist()])
        result: Floats = centres + truncation * (drawn - centres)
        return result

    def _mixed(
        self, labels: Whole, tints: Whole, rng: np.random.Generator
    ) -> tuple[Whole, npt.NDArray[np.float32]]:
        """Return for each row which photos are mixed [n, 3] and the share of the first."""
        rows = np.empty((len(labels), 3), dtype=np.int64)
        shares = np.empty(len(labels), dtype=np.float32)
        for row, (label, tint) in enumerate(zip(labels.tolist(), tints.tolist(), strict=True)):
            members = self._alike.get((label, tint), np.empty(0, dtype=np.int64))
            if len(members) < 2:
                members = self._members[label]
            first = int(rng.choice(members)) + self._count * int(rng.integers(2))
            shares[row] = rng.uniform(*self.bank.shares)
            other = self._partner(first, self._members[label], self._places, rng)
            third = self._partner(first, members, self.bank.looks, rng)
            rows[row] = first, other, third
        return rows, shares

    def _partner(
        self,
        first: int,
        members: Whole,
        places: npt.NDArray[np.float32],
        rng: np.random.Generator,
    ) -> int:
        tried = rng.choice(members, TRIED) + self._count * rng.integers(0, 2, TRIED)
        tried = tried[tried % self._count != first % self._count]
        if not len(tried):
            return first
        return int(tried[np.linalg.norm(places[tried] - places[first], axis=1).argmin()])
