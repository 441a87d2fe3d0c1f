"""Headlines of ads ranked by the project's own headline tests."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np

from admanager.creative.condition import Condition
from admanager.creative.copy import headline_options, with_headline, write_copy
from admanager.creative.generator import Source, generate
from admanager.creative.networks import letters, network
from admanager.creative.pipeline import Request, make_designs
from admanager.creative.wording import headline_ranker, reworded, winning_chances
from admanager.learning.headlines import train_headlines
from admanager.project.file import ProjectFile
from tests.creative.conftest import BANK, BRANDS, SHOP

GOOD = ("you", "your", "yours")
WORDS = (
    "linen",
    "shop",
    "today",
    "made",
    "new",
    "day",
    "every",
    "cart",
    "home",
    "good",
    "little",
    "something",
    "well",
)


def train_on_you(project: ProjectFile, folder: Path) -> None:
    """A headline model from tests in which the headline that says "you" wins."""
    rng = np.random.default_rng(0)
    lines = ["test,headline,impressions,clicks"]
    for test in range(120):
        words = " ".join(rng.choice(WORDS, size=4))
        lines += [f"{test},{words} {GOOD[test % 3]},3000,{rng.binomial(3000, 0.03)}"]
        lines += [f"{test},{words} then,3000,{rng.binomial(3000, 0.01)}"]
    file = folder / "tests.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    train_headlines(project, file)


def test_headlines_that_win_are_taken_more_often(project: ProjectFile, tmp_path: Path) -> None:
    request = Request(count=60, seed=2)

    def share() -> float:
        said = [design.copy_text.headlines[0].lower() for design in make_designs(project, request)]
        return sum(any(word in text.split() for word in GOOD) for text in said) / len(said)

    before = share()
    assert headline_ranker(project) is None
    train_on_you(project, tmp_path)
    assert share() > 1.3 * before
    assert make_designs(project, request) == make_designs(project, request)


def test_the_options_of_a_design_are_ranked(project: ProjectFile, tmp_path: Path) -> None:
    (design,) = generate(Source(), SHOP, Condition(industry="e-commerce"), count=1, seed=2)
    spec = design.spec.model_copy(update={"tone": "plain", "offer": "none"})
    design = design.model_copy(update={"spec": spec})
    options = headline_options(spec, SHOP)
    assert winning_chances(project, options) is None
    train_on_you(project, tmp_path)
    chances = winning_chances(project, options)
    assert chances is not None
    best = options[int(np.argmax(chances))]
    assert best == "Linen Shirts you will reach for"
    assert max(chances) > 0.5 > min(chances)
    changed = reworded(design, SHOP, best).copy_text
    assert changed == with_headline(design.copy_text, options, best)
    assert changed.headlines[0] == best
    assert all(letters(text) < letters(best) for text in changed.headlines[1:])


def test_a_model_of_another_language_does_not_rank(project: ProjectFile, tmp_path: Path) -> None:
    train_on_you(project, tmp_path)
    (design,) = generate(Source(), BANK, Condition(industry="finance"), count=1, seed=2)
    assert winning_chances(project, headline_options(design.spec, BANK)) is None


def test_every_tone_and_offer_has_words_in_both_languages_within_the_limits() -> None:
    from typing import get_args

    from admanager.creative.spec import DesignSpec

    (design,) = generate(Source(), SHOP, Condition(), count=1, seed=2)
    fields = DesignSpec.model_fields
    for brand in (SHOP, SHOP.model_copy(update={"language": "zh"}), *BRANDS):
        seen: Counter[str] = Counter()
        for tone in get_args(fields["tone"].annotation):
            for offer in get_args(fields["offer"].annotation):
                spec = design.spec.model_copy(
                    update={
                        "tone": tone,
                        "offer": offer,
                        "has_badge": False,
                        "has_price": False,
                        "flow": "card",
                    }
                )
                options = headline_options(spec, brand)
                assert options, (brand.name, tone, offer)
                assert all(letters(text) <= network("display").most["headline"] for text in options)
                seen.update(options)
                copy = write_copy(spec, brand, np.random.default_rng(0))
                assert copy.headlines[0] in options
        assert len(seen) >= 15
