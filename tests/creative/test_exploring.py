"""Designs from designs: where a design stands, what varies and what stays, and what the sliders do."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from admanager.creative.brand import BrandKit
from admanager.creative.condition import Condition, condition_vector
from admanager.creative.design import Design
from admanager.creative.directions import directions, measure, moved, standing
from admanager.creative.exploring import PARTS, Lock, between, more_like, typical, vary
from admanager.creative.generator import Source, generate
from admanager.creative.grammar import make_corpus
from admanager.creative.latent import maker_of, point_at, specs_at
from admanager.creative.spec import DesignSpec
from admanager.creative.training.corpus import EpochRecord
from admanager.creative.training.design import TrainedDecoder
from admanager.creative.variety import distances, diversity, equal_but_different, most_different
from admanager.texts import AdManagerError
from tests.creative.conftest import BANK, SHOP

Training = tuple[TrainedDecoder, list[EpochRecord]]
CONDITION = Condition(industry="e-commerce", traits={"discount": 0.5})
CORPUS = make_corpus(200, seed=11)


@pytest.fixture(scope="module", params=["grammar", "model"])
def source(request: pytest.FixtureRequest, training: Training) -> Source:
    """The rule grammar, and a trained model."""
    return Source() if request.param == "grammar" else Source("design", "abc", training[0].onnx)


def drawn(source: Source, count: int, seed: int = 3, brand: BrandKit = SHOP) -> list[Design]:
    return generate(source, brand, CONDITION, count=count, seed=seed)


def specs(designs: list[Design]) -> list[DesignSpec]:
    return [design.spec for design in designs]


def test_any_design_has_a_point_where_the_source_makes_it(source: Source) -> None:
    """Also designs that another generator made."""
    maker, vector = maker_of(source.onnx), condition_vector(CONDITION)
    given_specs = [CORPUS.spec(row) for row in range(20)] + specs(drawn(source, 4))
    points = np.stack([point_at(maker, spec, vector) for spec in given_specs])
    for spec, back in zip(given_specs, specs_at(maker, points, vector), strict=True):
        # Which product it is for is given, and not found again.
        for name, value in spec.model_dump(exclude={"product_embedding"}).items():
            if isinstance(value, float):
                assert getattr(back, name) == pytest.approx(value, abs=2e-3)
            else:
                assert getattr(back, name) == value
    assert np.array_equal(points[3], point_at(maker, given_specs[3], vector))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 199), st.sets(st.sampled_from(sorted(PARTS)), min_size=1))
def test_locked_parts_stay_while_the_rest_varies(row: int, keep: set[Lock]) -> None:
    (base,) = drawn(Source(), 1)
    parent = base.model_copy(update={"spec": CORPUS.spec(row)})
    varied = vary(Source(), SHOP, parent, count=4, seed=row, amount=0.9, keep=sorted(keep))
    for design in varied:
        for part in keep:
            assert all(getattr(design.spec, name) == getattr(parent.spec, name) for name in PARTS[part])
        if "copy" in keep:
            assert design.copy_text == parent.copy_text
    if len(keep) < len(PARTS):
        assert any(design.spec != parent.spec for design in varied)


def test_every_field_belongs_to_one_part() -> None:
    fields = [name for part in PARTS.values() for name in part]
    assert sorted(fields) == sorted(set(DesignSpec.model_fields) - {"schema_version", "product_embedding"})


def test_variations_go_from_the_design_itself_to_any_design(source: Source) -> None:
    (design,) = drawn(source, 1)
    apart = []
    for amount in (0.0, 0.3, 0.9):
        varied = vary(source, SHOP, design, count=12, seed=5, amount=amount)
        apart.append(float(distances([design.spec, *specs(varied)])[0, 1:].mean()))
    assert apart[0] < 1e-3
    assert apart[0] < apart[1] < apart[2]
    assert apart[2] > 0.6 * diversity(specs(drawn(source, 12)))
    three = vary(source, SHOP, design, count=3, seed=5)
    assert vary(source, SHOP, design, count=1, seed=5, first=2) == three[2:]
    assert {item.origin for item in three} == {"varied"}


def test_words_stay_while_what_they_say_stays() -> None:
    (design,) = drawn(Source(), 1)
    for varied in vary(Source(), SHOP, design, count=12, seed=0, amount=0.3):
        asked = [*PARTS["copy"]]
        if all(getattr(varied.spec, name) == getattr(design.spec, name) for name in asked) and (
            "offer_hero" not in {varied.spec.flow, design.spec.flow}
        ):
            assert varied.copy_text == design.copy_text


def test_more_like_this_comes_nearer_and_less_like_this_goes_away(source: Source) -> None:
    designs = drawn(source, 12)
    near = more_like(source, SHOP, [designs[0]], [designs[1]], count=16, seed=1)
    away = more_like(source, SHOP, [], [designs[0]], count=16, seed=1)
    usual = float(distances(specs(designs))[0, 1:].mean())
    to_liked = float(distances([designs[0].spec, *specs(near)])[0, 1:].mean())
    to_disliked = float(distances([designs[0].spec, *specs(away)])[0, 1:].mean())
    assert to_liked < 0.75 * usual
    assert to_disliked > usual


def test_a_strip_leads_from_one_design_to_the_other(source: Source) -> None:
    first, last = drawn(source, 2)
    strip = between(source, SHOP, first, last, steps=7)
    assert (strip[0], strip[-1]) == (first, last)
    apart = distances(specs(strip))
    assert np.all(np.diff(apart[0]) > -0.05)
    assert apart[0, 1:].min() > 0
    assert apart[0, 2] < apart[0, 5]
    kept = between(source, SHOP, first, last, steps=4, keep=["palette"])
    assert {design.spec.scheme for design in kept} == {first.spec.scheme}
    assert len(between(source, SHOP, first, last, steps=1)) == 1


def test_truncation_trades_diversity_for_typical_designs(source: Source) -> None:
    shares = []
    for truncation in (1.0, 0.7, 0.3, 0.0):
        sample = typical(source, SHOP, CONDITION, count=16, seed=4, truncation=truncation)
        shares.append(sample.diversity)
    assert shares[0] == pytest.approx(1.0)
    assert shares == sorted(shares, reverse=True)
    assert shares[-1] == 0.0
    whole = typical(source, SHOP, CONDITION, count=6, seed=3, truncation=1.0)
    assert whole.designs == drawn(source, 6)


def test_each_direction_does_what_its_name_says(source: Source) -> None:
    designs = drawn(source, 8)
    for direction in directions(source, SHOP, CONDITION):
        assert direction.strength > 0.3, direction.name
        ends = []
        for place in (-2.0, 2.0):
            turned = [moved(source, SHOP, design, {direction.name: place}) for design in designs]
            ends.append(np.mean([measure(direction.name, design.spec, SHOP) for design in turned]))
        spread = np.std([measure(direction.name, design.spec, SHOP) for design in designs])
        assert ends[1] > ends[0] + 0.8 * spread, direction.name


def test_one_slider_moves_and_the_others_stand_still(source: Source) -> None:
    axes = np.stack([direction.vector for direction in directions(source, SHOP, CONDITION)])
    assert np.allclose(axes @ axes.T, np.eye(len(axes)), atol=1e-9)
    (design,) = drawn(source, 1)
    assert set(standing(source, SHOP, design)) == {
        direction.name for direction in directions(source, SHOP, CONDITION)
    }
    both = moved(source, SHOP, design, {"headline": 1.5, "dark": 2.0}, keep=["copy", "picture"])
    assert both.spec.headline_scale > design.spec.headline_scale or design.spec.headline_scale > 1.2
    assert both.copy_text == design.copy_text
    assert moved(source, SHOP, design, {}) == design
    with pytest.raises(AdManagerError, match="no direction"):
        moved(source, SHOP, design, {"beauty": 1.0})


def test_a_brand_with_one_font_keeps_it_in_all_that_is_made() -> None:
    brand = BANK.model_copy(update={"font_roles": ("elegant",)})
    first, last = drawn(Source(), 2, brand=brand)
    made = [
        *vary(Source(), brand, first, count=4, seed=1, amount=0.9),
        *between(Source(), brand, first, last, steps=5),
        *typical(Source(), brand, CONDITION, count=4, seed=1, truncation=0.5).designs,
    ]
    assert {design.spec.font_role for design in made} == {"elegant"}


def test_the_most_different_are_farther_apart_than_any() -> None:
    designs = specs(drawn(Source(), 60))
    places = most_different(designs, 5)
    assert len(set(places)) == 5
    assert diversity([designs[place] for place in places]) > 1.08 * diversity(designs)
    assert diversity(designs[:1]) == 0.0
    apart = distances(designs)
    assert np.allclose(apart, apart.T)
    assert np.all(np.diag(apart) == 0)
    assert apart.max() <= 1


def test_a_set_for_a_test_is_different_at_equal_forecasts() -> None:
    designs = specs(drawn(Source(), 80))
    forecasts = np.random.default_rng(0).uniform(0.005, 0.02, 80)
    chosen = equal_but_different(designs, list(forecasts), 4)
    assert len(set(chosen.places)) == 4
    assert chosen.low >= 0.9 * chosen.high
    assert chosen.high > np.quantile(forecasts, 0.9)
    assert chosen.high == max(forecasts[place] for place in chosen.places)
    few = equal_but_different(designs[:3], [0.01, 0.002, 0.009], 3)
    assert sorted(few.places) == [0, 1, 2]
    assert few.low == 0.002
    with pytest.raises(ValueError, match="forecast"):
        equal_but_different([], [], 2)
