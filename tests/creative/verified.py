"""Counts what is wrong with many designs in all nine sizes, from the spec to the bytes of the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from admanager.creative.brand import BrandKit
from admanager.creative.condition import OBJECTIVES, THEMES, Condition
from admanager.creative.encoding import encode
from admanager.creative.generator import Source, generate
from admanager.creative.pipeline import finish
from admanager.creative.sizes import SIZES


def verified(source: Source, brands: Sequence[BrandKit], count: int, *, seed: int) -> Counter[str]:
    """Return how many ads there were and how many failed each demand of the product; brands and wishes in turn."""
    found: Counter[str] = Counter()
    for number in range(count):
        brand = brands[number % len(brands)]
        condition = Condition.model_validate(
            {
                "industry": brand.industry,
                "objective": OBJECTIVES[number % len(OBJECTIVES)],
                "theme": THEMES[number % len(THEMES)],
                "traits": {"discount": number % 7 - 3, "age": number % 5 - 2},
            }
        )
        (design,) = generate(source, brand, condition, count=1, seed=seed, first=number)
        for size in SIZES:
            ad = finish(design, brand, size)
            report = ad.report
            data = encode(ad)[0].data
            found["ads"] += 1
            found["overlap"] += report.overlap > 0
            found["out of bounds"] += report.out_of_bounds > 0
            found["texts that do not fit"] += not report.texts_fit or report.ink_outside > 0
            found["contrast"] += report.contrast_min < 1
            found["button"] += report.shape is None or report.shape.ratio < 1
            found["weight"] += len(data) > size.limit_bytes
            found["other"] += bool(report.problems())
    return found
