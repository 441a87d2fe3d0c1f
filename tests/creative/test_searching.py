"""Searching for designs that will be clicked: uphill, by the generator's prior, and without losing variety."""

from __future__ import annotations

import numpy as np
import pytest

from admanager.creative import choosing
from admanager.creative.condition import Condition, condition_vector
from admanager.creative.generator import Source, generate
from admanager.creative.latent import Maker, maker_of, size_of, specs_at
from admanager.creative.pipeline import Request, make_designs
from admanager.creative.scorer import Scorer, fit_scorer
from admanager.creative.searching import STARTS, TAKEN, search_designs, search_points
from admanager.creative.training.corpus import EpochRecord
from admanager.creative.training.design import TrainedDecoder
from admanager.creative.variety import diversity
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError, sentence
from tests.creative.conftest import SHOP
from tests.creative.test_choosing import cells_where, dark_is_clicked, specs_of

CONDITION = Condition(industry="e-commerce")


@pytest.fixture(scope="module")
def scorer() -> Scorer:
    """One that learned that dark grounds are clicked, and a little of everything else."""
    effect = dark_is_clicked() + 0.25 * np.random.default_rng(1).normal(size=len(dark_is_clicked()))
    return fit_scorer(cells_where(effect, specs_of(200, 3), 6_000))


def _told(scorer: Scorer, maker: Maker, points: np.ndarray) -> np.ndarray:
    specs = specs_at(maker, points, condition_vector(CONDITION))
    return np.array([forecast.ctr for forecast in scorer.forecasts(specs, {})])


@pytest.mark.parametrize("kind", ["grammar", "model"])
def test_a_search_finds_higher_forecasts_than_the_best_of_256_and_stays_within_the_prior(
    kind: str, scorer: Scorer, training: tuple[TrainedDecoder, list[EpochRecord]]
) -> None:
    maker = maker_of(None if kind == "grammar" else training[0].onnx)
    drawn = _told(scorer, maker, np.random.default_rng(5).normal(size=(256, size_of(maker))))
    points = search_points(maker, scorer, CONDITION, seed=5)
    found = _told(scorer, maker, points)
    assert points.shape == (STARTS * TAKEN, size_of(maker))
    assert found[0] > 1.1 * drawn.max()
    assert np.median(found) > np.quantile(drawn, 0.75)
    assert found[0] == found.max()
    # As long as points that are drawn: |p| / sqrt(D) is 1 for those.
    assert 0.9 < np.linalg.norm(points) / np.sqrt(points.size) < 1.15


def test_what_is_found_is_within_the_brand_varied_and_the_same_for_a_seed(scorer: Scorer) -> None:
    brand = SHOP.model_copy(update={"tones": ("plain", "warm"), "forbidden_words": ("sale",)})
    found = search_designs(Source(), brand, CONDITION, scorer, count=24, seed=2)
    assert found == search_designs(Source(), brand, CONDITION, scorer, count=24, seed=2)
    assert found[:8] == search_designs(Source(), brand, CONDITION, scorer, count=8, seed=2)
    assert found != search_designs(Source(), brand, CONDITION, scorer, count=24, seed=3)
    assert {design.spec.tone for design in found} == {"plain", "warm"}
    assert {design.origin for design in found} == {"searched"}
    assert len({design.number for design in found}) == 24
    drawn = generate(Source(), brand, CONDITION, count=24, seed=2)
    assert diversity([d.spec for d in found]) > 0.6 * diversity([d.spec for d in drawn])


def test_where_designs_do_not_matter_a_search_promises_nothing() -> None:
    flat = fit_scorer(cells_where(np.zeros_like(dark_is_clicked()), specs_of(80, 4), 3_000))
    found = _told(flat, maker_of(None), search_points(maker_of(None), flat, CONDITION, seed=0)[:16])
    assert found.max() < 1.25 / (1 + np.exp(4.5))


def test_a_request_takes_the_best_of_drawn_and_found(project: ProjectFile, scorer: Scorer) -> None:
    with pytest.raises(AdManagerError, match="learn from impressions first"):
        make_designs(project, Request(count=2, search="gradient"))
    with project.change(sentence("Learn which designs are clicked")) as change:
        change.insert("creative_scorer", {"created": 0.0, "card": "{}", "weights": scorer.to_bytes()})
    drawn = make_designs(project, Request(count=3, seed=1))
    found = make_designs(project, Request(count=3, seed=1, search="gradient"))
    told = [design.forecast.ctr for design in found if design.forecast]
    assert told == sorted(told, reverse=True)
    best = [max(design.forecast.ctr for design in some if design.forecast) for some in (found, drawn)]
    assert best[0] > best[1]
    assert "searched" in {design.origin for design in found}
    assert choosing.load_scorer(project) is not None
