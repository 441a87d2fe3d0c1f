"""How close generated designs are to the corpus: marginals, and how far the condition steers them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from admanager.creative.condition import CONDITION_NAMES
from admanager.creative.decoder import DesignDecoder
from admanager.creative.grammar import Corpus
from admanager.creative.spec import CATEGORICAL, CONTINUOUS

# Pairs of (feature of the condition, number or choice that it should move), taken from the grammar's strongest rules.
STEERED = (("age", "headline_scale"), ("discount", "has_badge"), ("objective_conversion", "button_scale"))


@dataclass(frozen=True)
class Fidelity:
    """Distances between generated designs and held-out designs of the corpus, for the same conditions.

    Total variation of a choice: 1/2 sum |p - q|. Kolmogorov-Smirnov of a number: max |F - G|. `control` is the
    correlation of a condition with a field among the generated, divided by that in the corpus.
    """

    total_variation: dict[str, float]
    kolmogorov_smirnov: dict[str, float]
    control: dict[str, float]

    @property
    def total_variation_mean(self) -> float:
        """Mean total variation over the choices."""
        return float(np.mean(list(self.total_variation.values())))

    @property
    def total_variation_max(self) -> float:
        """Largest total variation of a choice."""
        return max(self.total_variation.values())

    @property
    def kolmogorov_smirnov_max(self) -> float:
        """Largest Kolmogorov-Smirnov distance of a number."""
        return max(self.kolmogorov_smirnov.values())

    def as_dict(self) -> dict[str, Any]:
        """Return the figures for the generator's card."""
        return {
            "total_variation_mean": round(self.total_variation_mean, 4),
            "total_variation_max": round(self.total_variation_max, 4),
            "kolmogorov_smirnov_max": round(self.kolmogorov_smirnov_max, 4),
            "control": {name: round(value, 3) for name, value in self.control.items()},
        }


def compare(onnx_bytes: bytes, corpus: Corpus, *, seed: int) -> Fidelity:
    """Return how the decoder's designs for the corpus' own conditions compare with the corpus."""
    numbers, choices = DesignDecoder(onnx_bytes).sample(corpus.conditions, np.random.default_rng(seed))
    variation = {}
    for position, field in enumerate(CATEGORICAL):
        shares = [
            np.bincount(which[:, position], minlength=len(field.levels)) / len(which)
            for which in (choices, corpus.choices)
        ]
        variation[field.name] = 0.5 * float(np.abs(shares[0] - shares[1]).sum())
    distances = {
        field.name: _kolmogorov_smirnov(numbers[:, field.position], corpus.numbers[:, field.position])
        for field in CONTINUOUS
    }
    return Fidelity(variation, distances, _control(numbers, choices, corpus))


def _kolmogorov_smirnov(first: npt.NDArray[Any], second: npt.NDArray[Any]) -> float:
    points = np.concatenate([first, second])
    cumulated = [
        np.searchsorted(np.sort(values), points, side="right") / len(values) for values in (first, second)
    ]
    return float(np.abs(cumulated[0] - cumulated[1]).max())


def _control(numbers: npt.NDArray[Any], choices: npt.NDArray[Any], corpus: Corpus) -> dict[str, float]:
    ratios = {}
    places = {field.name: field.position for field in CONTINUOUS}
    fields = [field.name for field in CATEGORICAL]
    for feature, name in STEERED:
        cause = corpus.conditions[:, CONDITION_NAMES.index(feature)]
        effects: tuple[npt.NDArray[Any], npt.NDArray[Any]]
        if name in places:
            effects = (numbers[:, places[name]], corpus.numbers[:, places[name]])
        else:
            effects = (choices[:, fields.index(name)], corpus.choices[:, fields.index(name)])
        generated, real = (float(np.corrcoef(cause, effect)[0, 1]) for effect in effects)
        ratios[f"{feature} -> {name}"] = generated / real
    return ratios
