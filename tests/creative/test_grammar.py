"""The rule grammar: seeded, quick, and correlated as its first lines say."""

from __future__ import annotations

import numpy as np

from admanager.creative.condition import CONDITION_NAMES
from admanager.creative.grammar import CORPUS_SIZE, make_corpus
from admanager.creative.spec import CATEGORICAL, CONTINUOUS

CORPUS = make_corpus(seed=0)


def number(name: str) -> np.ndarray:
    return CORPUS.numbers[:, next(field.position for field in CONTINUOUS if field.name == name)]


def is_level(name: str, level: str | bool) -> np.ndarray:
    position = next(index for index, field in enumerate(CATEGORICAL) if field.name == name)
    return CORPUS.choices[:, position] == CATEGORICAL[position].levels.index(level)


def feature(name: str) -> np.ndarray:
    return CORPUS.conditions[:, CONDITION_NAMES.index(name)]


def test_one_seed_gives_one_corpus() -> None:
    again, other = make_corpus(seed=0), make_corpus(seed=1)
    assert len(CORPUS) == CORPUS_SIZE == 24_000
    assert np.array_equal(CORPUS.numbers, again.numbers)
    assert np.array_equal(CORPUS.choices, again.choices)
    assert not np.array_equal(CORPUS.choices, other.choices)


def test_every_level_occurs_and_every_number_is_in_range() -> None:
    for position, field in enumerate(CATEGORICAL):
        assert np.bincount(CORPUS.choices[:, position], minlength=len(field.levels)).min() > 200
    assert np.abs(CORPUS.numbers).max() <= 1
    assert CORPUS.numbers.std(axis=0).min() > 0.2


def test_designs_follow_the_segment() -> None:
    assert np.corrcoef(feature("age"), number("headline_scale"))[0, 1] > 0.3
    assert np.corrcoef(feature("discount"), is_level("tone", "urgent"))[0, 1] > 0.15
    assert np.corrcoef(feature("affluence"), is_level("font_role", "elegant"))[0, 1] > 0.15
    finance = (feature("industry_finance") == 1) & (feature("product_none") == 1)
    assert is_level("motif", "chart")[finance].mean() > 0.2
    dark = feature("theme_dark") == 1
    assert is_level("scheme", "paper")[dark].mean() < 0.05 < is_level("scheme", "ink")[dark].mean()
