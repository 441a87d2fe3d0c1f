"""What a design model learns from: the rule grammar, and with feedback the designs that were clicked and the user's past ads.

At least a fifth is always the plain grammar, so that a model that learns from its own designs never narrows down to a few.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from admanager.creative import grammar
from admanager.creative.condition import PLACE_PART, TRAITS, Condition, condition_vector
from admanager.creative.grammar import Corpus
from admanager.creative.scorer import PRODUCT_PART, Scorer
from admanager.creative.spec import CATEGORICAL, CONTINUOUS, VECTOR_SIZE, DesignSpec, to_vector

GRAMMAR_SHARE = 0.2
# One past ad stands for at most so many designs of the corpus, and all of them for at most this share.
COPIES, PAST_SHARE = 60, 0.3
JITTER = 0.06
# Of so many designs by the grammar for a condition one is taken, by exp(score in standard deviations), at most 5.
RIVALS, MOST_WEIGHT = 4, 5.0

PastAds = Sequence[tuple[DesignSpec, Condition]]


def make_mixture(count: int, *, seed: int, scorer: Scorer | None = None, past: PastAds = ()) -> Corpus:
    """Return a corpus of `count` designs; without scorer and past ads it is the grammar's of this seed."""
    if scorer is None and not past:
        return grammar.make_corpus(count, seed=seed)
    rng = np.random.default_rng([seed, 1])
    remembered = min(int(PAST_SHARE * count), COPIES * len(past))
    plain = int(np.ceil(GRAMMAR_SHARE * count)) if scorer is not None else count - remembered
    parts = [grammar.make_corpus(plain, seed=seed)]
    if remembered:
        parts.append(_remembered(past, remembered, rng))
    if scorer is not None:
        parts.append(_clicked(scorer, count - plain - remembered, rng))
    order = rng.permutation(count)
    return Corpus(
        np.concatenate([part.conditions for part in parts])[order],
        np.concatenate([part.numbers for part in parts])[order],
        np.concatenate([part.choices for part in parts])[order],
    )


def vectors_of(corpus: Corpus) -> npt.NDArray[np.float32]:
    """Return the corpus as design vectors [n, VECTOR_SIZE], laid out as in `spec.to_vector`."""
    vectors = np.zeros((len(corpus), VECTOR_SIZE), dtype=np.float32)
    vectors[:, : len(CONTINUOUS)] = corpus.numbers
    rows = np.arange(len(corpus))
    for position, field in enumerate(CATEGORICAL):
        vectors[rows, field.start + corpus.choices[:, position]] = 1
    return vectors


def _remembered(past: PastAds, count: int, rng: np.random.Generator) -> Corpus:
    """Return past ads as often as needed, their numbers a little moved."""
    vectors = np.stack([to_vector(spec) for spec, _ in past])
    conditions = np.stack([condition_vector(condition) for _, condition in past])
    choices = np.stack(
        [
            np.argmax(vectors[:, field.start : field.start + len(field.levels)], axis=1)
            for field in CATEGORICAL
        ],
        axis=1,
    )
    chosen = rng.permutation(np.arange(count) % len(past))
    moved = JITTER * rng.normal(size=(count, len(CONTINUOUS)))
    numbers = vectors[chosen, : len(CONTINUOUS)] + moved
    return Corpus(conditions[chosen], np.clip(numbers, -1, 1).astype(np.float32), choices[chosen])


def _clicked(scorer: Scorer, count: int, rng: np.random.Generator) -> Corpus:
    """Return designs by the grammar, for each condition one of several, the likelier to be clicked the more often."""
    conditions = np.repeat(grammar.sample_conditions(count, rng), RIVALS, axis=0)
    drawn = grammar.designs_for(conditions, rng)
    context = np.repeat(scorer.context({})[np.newaxis], len(drawn), axis=0)
    context[:, : len(TRAITS)] = conditions[:, : len(TRAITS)]
    told = conditions[:, PLACE_PART.stop - 1] > 0
    context[told, PRODUCT_PART] = conditions[told, PLACE_PART]
    scores, _ = scorer.log_odds(vectors_of(drawn).astype(np.float64), context)
    rivals = scores.reshape(count, RIVALS)
    spread = float(rivals.std(axis=1).mean())
    standing = (rivals - rivals.mean(axis=1, keepdims=True)) / max(spread, 1e-9)
    weights = np.minimum(np.exp(standing), MOST_WEIGHT) if spread > 1e-9 else np.ones_like(rivals)
    drawn_at = rng.random((count, 1)) * weights.sum(axis=1, keepdims=True)
    taken = np.arange(count) * RIVALS + (np.cumsum(weights, axis=1) < drawn_at).sum(axis=1)
    return Corpus(drawn.conditions[taken], drawn.numbers[taken], drawn.choices[taken])
