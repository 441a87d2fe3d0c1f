"""Where a product stands among all products: a few numbers from its words and price, so that alike products get alike ads.

The words of category and name, their parts of three letters, and single Chinese characters and pairs of them are weighed by how rare they are in the project's product table (tf-idf). What stands in the same
products is alike (latent semantic analysis: Deerwester et al. 1990): a product is moved half of the way to where such
words put it. The direction of that vector is projected onto fixed random axes (Johnson & Lindenstrauss 1984): axes that
are the same in every project, so that a design model trained once knows them, and on which any product is about normal.
The first number is the price among the table's prices, as a normal score. Nothing here is drawn by chance.
"""

from __future__ import annotations

import functools
import re
import statistics
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from admanager.creative.condition import PRODUCT_LIMIT, PRODUCT_SPACE, ProductPlace

if TYPE_CHECKING:
    from admanager.creative.products import Product

Numbers = npt.NDArray[np.float64]

BINS = 2_048
TOPICS, PER_TOPIC, ROUNDS = 24, 4, 4
# How far a product is moved to where its words stand in the table.
MOVED = 0.5
# A product that shares less than this with the topics of the table is none of its kinds.
FAINT = 0.15
# Weights of words, and of their letters.
OF_CATEGORY, OF_THING, OF_NAME, OF_LETTERS = 2.0, 1.6, 0.8, 0.3
DIGITS = 4
_WORD = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True)
class ProductSpace:
    """The space of a product table: how rare each part of a word is [BINS], its topics [BINS, T], and its prices in order."""

    rareness: Numbers
    topics: Numbers
    prices: Numbers

    def place(self, product: Product) -> ProductPlace:
        """Return where a product stands: its price (0 where not known), then its words, each about normal."""
        return self._placed(_parts(product.category, product.name), product.price)

    def place_of(self, name: str) -> ProductPlace:
        """Return where a product of which only the name is known stands."""
        return self._placed(_parts("", name), None)

    def _placed(self, parts: dict[int, float], price: float | None) -> ProductPlace:
        vector = np.zeros(BINS)
        for bin_, weight in parts.items():
            vector[bin_] = weight * self.rareness[bin_]
        length = float(np.linalg.norm(vector))
        if length > 0:
            vector = vector / length
            meant = self.topics @ (self.topics.T @ vector)
            shown = float(np.linalg.norm(meant))
            if shown > FAINT:
                vector = (1 - MOVED) * vector + MOVED * meant / shown
            vector = vector / max(float(np.linalg.norm(vector)), 1e-12)
        placed = np.clip([self._price(price), *(vector @ _axes())], -PRODUCT_LIMIT, PRODUCT_LIMIT)
        return tuple(round(float(value), DIGITS) + 0.0 for value in placed)

    def _price(self, price: float | None) -> float:
        if price is None or not price > 0 or len(self.prices) < 2:
            return 0.0
        below = (
            float(np.searchsorted(self.prices, price, "left") + np.searchsorted(self.prices, price, "right"))
            / 2
        )
        return statistics.NormalDist().inv_cdf((below + 0.5) / (len(self.prices) + 1))


def fit_space(products: Sequence[Product]) -> ProductSpace:
    """Return the space of these products; of none, the one in which every word is as rare."""
    return _fitted(tuple(products))


@functools.lru_cache(maxsize=4)
def _fitted(products: tuple[Product, ...]) -> ProductSpace:
    told = [_parts(each.category, each.name) for each in products]
    found = Counter(bin_ for parts in told for bin_ in parts)
    rareness = np.full(BINS, np.log(1.0 + len(told)) + 1.0)
    for bin_, count in found.items():
        rareness[bin_] = np.log((1.0 + len(told)) / (1.0 + count)) + 1.0
    prices = np.sort([each.price for each in products if each.price is not None and each.price > 0])
    return ProductSpace(rareness, _topics(told, rareness), prices.astype(np.float64))


def _topics(told: Sequence[dict[int, float]], rareness: Numbers) -> Numbers:
    """Return the directions [BINS, T] in which the products differ most, by subspace iteration from a fixed start."""
    from scipy import sparse

    if len(told) < 3:
        return np.zeros((BINS, 0))
    rows, columns, values = [], [], []
    for row, parts in enumerate(told):
        weights = np.array([weight * rareness[bin_] for bin_, weight in parts.items()])
        rows += [row] * len(parts)
        columns += list(parts)
        values += list(weights / max(float(np.linalg.norm(weights)), 1e-12))
    table = sparse.csr_matrix((values, (rows, columns)), shape=(len(told), BINS))
    basis = np.random.default_rng(1).normal(size=(BINS, min(TOPICS, max(2, len(told) // PER_TOPIC))))
    for _ in range(ROUNDS):
        basis, _ = np.linalg.qr(table.T @ (table @ basis))
    return np.asarray(basis, dtype=np.float64)


def _parts(category: str, name: str) -> dict[int, float]:
    """Return the weight of each bin: of words, their parts of three letters, of Chinese characters and pairs.

    What a thing is called says more than how it is called: the category counts most, then the last word of the name.
    """
    weights: dict[int, float] = {}

    def add(part: str, weight: float) -> None:
        bin_ = zlib.crc32(part.encode("utf-8")) % BINS
        weights[bin_] = max(weights.get(bin_, 0.0), weight)

    words = [(word, OF_CATEGORY) for word in _WORD.findall(category.lower())]
    words += [(word, OF_NAME) for word in _WORD.findall(name.lower())]
    if words and words[-1][1] == OF_NAME:
        words[-1] = (words[-1][0], OF_THING)
    for word, weight in words:
        if any(ord(letter) >= 0x2E80 for letter in word):
            # The end of a Chinese name is the thing.
            for place, letter in enumerate(word):
                add(f"c:{letter}", weight * (0.5 if place < len(word) - 2 else 1.0))
            for place in range(len(word) - 1):
                add(f"c:{word[place : place + 2]}", weight)
            continue
        stem = word.rstrip("s") or word
        add(f"w:{stem}", weight)
        framed = f"<{stem}>"
        for place in range(len(framed) - 2):
            add(f"p:{framed[place : place + 3]}", OF_LETTERS * weight)
    return weights


@functools.cache
def _axes() -> Numbers:
    """Return the fixed axes [BINS, PRODUCT_SPACE - 1]."""
    return np.random.default_rng(20_260_101).normal(size=(BINS, len(PRODUCT_SPACE) - 1))
