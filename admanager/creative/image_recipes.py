"""Which codes are drawn: pictures that are made together are as varied, and vary in the same ways, as photos.

When a training ends, many codes are mixed and what each draws is looked at by classifiers of the generator's own, its
guides: those that draw a copy are left out, and of the others is kept how they were mixed and what the guides said. A new
picture is then the best of a few of these, chosen at random: the one that brings the guides' features of all pictures
made so far nearest to those of photos, in their means and in their covariances (kernel herding, Chen et al. 2010). This
corrects what a generator draws too often, and it spreads a set of pictures more evenly than chance would.

With C and l the covariance of photos and its eigenvalues, the Frechet distance of features whose mean differs by m and
whose covariance differs by D is, for small differences, |m|^2 + sum_ij D_ij^2 / (2 (l_i + l_j)) in the eigenvectors' axes.
So it is the squared distance between means of `moments`: the features, and their products weighted by
1 / sqrt(2 (l_i + l_j)).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

Whole = npt.NDArray[np.int64]
Singles = npt.NDArray[np.float32]

# The best of so many is taken; from fewer than FEWEST of a class and colour group nothing would be left to choose.
COMPARED, FEWEST = 24, 8
# So many photos of its class weigh as much as one photo of the very colour group in what a picture is to be like.
LENT_WEIGHT = 5.0


@dataclass(frozen=True)
class Recipes:
    """Codes that were tried, and what photos are like.

    `rows` [m, 3] are the photos (of the bank) that a code is mixed from: the texture of the first and of the second, the
    tones of the third; `shares` [m] is how much of the texture is the first's. `said` [m, d] is what guides say of the
    picture, in principal axes of each guide that have the variances `spread` [d]; `guides` [d] tells whose axis it is.
    Of photos: `groups` [q, 3] are class, colour group and number, `moments` [q, f] their mean moments.
    """

    rows: Whole
    shares: Singles
    said: Singles
    spread: Singles
    guides: Whole
    groups: Whole
    moments: Singles

    def __len__(self) -> int:
        return len(self.rows)

    def rounded(self) -> Recipes:
        """Return them as they are stored, in half precision."""
        shares, said, moments = (
            array.astype(np.float16).astype(np.float32) for array in (self.shares, self.said, self.moments)
        )
        return replace(self, shares=shares, said=said, moments=moments)

    def aim(self, label: int, tint: int) -> Singles:
        """Return the moments that pictures of a class and colour group are to have: those of such photos and, the fewer
        these are the more, of all photos of the class."""
        counts = self.groups[:, 2].astype(np.float32)
        of_class = self.groups[:, 0] == label
        if not of_class.any():
            of_class[:] = True
        weight = np.where(of_class, counts, 0)
        weight *= LENT_WEIGHT / weight.sum()
        weight[of_class & (self.groups[:, 1] == tint)] += counts[of_class & (self.groups[:, 1] == tint)]
        aim: Singles = (weight / weight.sum()) @ self.moments
        return aim

    @cached_property
    def pairs(self) -> tuple[Whole, Whole, Singles]:
        """What is multiplied for the moments: two axes of one guide, and the weight of their product."""
        return moment_pairs(self.spread, self.guides)


def moment_pairs(spread: Singles, guides: Whole) -> tuple[Whole, Whole, Singles]:
    """Return the axes [p] whose products are moments, both of one guide, and the products' weights [p]."""
    first, second = np.triu_indices(len(spread))
    same = guides[first] == guides[second]
    first, second = first[same], second[same]
    # A product of two different axes stands for both its places in the covariance.
    times = np.where(first == second, 1, 2)
    weight = np.sqrt(times / (2 * (spread[first] + spread[second])))
    return first, second, weight.astype(np.float32)


def moments_of(said: Singles, pairs: tuple[Whole, Whole, Singles]) -> Singles:
    """Return the moments [n, f] of what is said of pictures [n, d]."""
    first, second, weight = pairs
    moments: Singles = np.concatenate([said, said[:, first] * said[:, second] * weight], axis=1)
    return moments


class Choosing:
    """Chooses recipes one after the other; the choice depends on what was chosen before.

    `labels` and `tints` are the class and colour group of each recipe.
    """

    def __init__(self, recipes: Recipes, labels: Whole, tints: Whole) -> None:
        self._recipes = recipes
        self._by_class = {int(label): np.flatnonzero(labels == label) for label in np.unique(labels)}
        self._by_both = {
            (label, int(tint)): rows[tints[rows] == tint]
            for label, rows in self._by_class.items()
            for tint in np.unique(tints[rows])
        }

    def choose(self, labels: Whole, tints: Whole, rng: np.random.Generator) -> Whole:
        """Return a recipe for each class and colour group; those before do not depend on those after.

        A colour group with few recipes gets those of its class. None is chosen again before all that were drawn for a
        place have been.
        """
        recipes, chosen = self._recipes, np.empty(len(labels), dtype=np.int64)
        used = np.zeros(len(recipes), dtype=bool)
        aims: dict[tuple[int, int], Singles] = {}
        ahead = np.zeros(recipes.moments.shape[1], dtype=np.float32)
        for place, (label, tint) in enumerate(zip(labels.tolist(), tints.tolist(), strict=True)):
            rows = self._by_both.get((label, tint), np.empty(0, dtype=np.int64))
            if len(rows) < FEWEST:
                rows = self._by_class.get(label, np.arange(len(recipes)))
            rows = rng.choice(rows, min(COMPARED, len(rows)), replace=False)
            rows = rows[~used[rows]] if not used[rows].all() else rows
            if (label, tint) not in aims:
                aims[label, tint] = recipes.aim(label, tint)
            ahead = ahead - aims[label, tint]
            found = moments_of(recipes.said[rows], recipes.pairs)
            best = int((np.square(found).sum(axis=1) + 2 * found @ ahead).argmin())
            ahead = ahead + found[best]
            chosen[place] = rows[best]
            used[rows[best]] = True
        return chosen
