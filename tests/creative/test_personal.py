"""One design made for several segments: what there is a reason to change differs, the rest stays, and reasons are true."""

from __future__ import annotations

import numpy as np
import pytest

from admanager.creative.brand import BrandKit
from admanager.creative.condition import TRAITS, Condition
from admanager.creative.copy import offer_is_true
from admanager.creative.design import Design
from admanager.creative.generator import Source, generate
from admanager.creative.personal import CHOICES, NUMBERS, Personal, personal
from admanager.creative.scorer import Cells, Scorer, context_of, fit_scorer
from admanager.creative.spec import CATEGORICAL, DesignSpec, to_vector
from admanager.creative.training.corpus import EpochRecord
from admanager.creative.training.design import TrainedDecoder
from tests.creative.conftest import SHOP
from tests.creative.test_choosing import specs_of


def base_of(seed: int = 1, brand: BrandKit = SHOP) -> Design:
    (design,) = generate(Source(), brand, Condition(industry="e-commerce"), count=1, seed=seed)
    return design


def made(
    traits: dict[str, float], seed: int = 1, *, brand: BrandKit = SHOP, source: Source | None = None,
    scorer: Scorer | None = None,
) -> Personal:  # fmt: skip
    condition = Condition(traits=traits, industry="e-commerce")
    return personal(source or Source(), brand, base_of(seed, brand), condition, "these", scorer=scorer)


def told(found: Personal) -> set[tuple[str, str, str]]:
    return {(reason.trait, reason.field, reason.level) for reason in found.reasons}


def changed(one: DesignSpec, other: DesignSpec) -> set[str]:
    return {name for name in DesignSpec.model_fields if getattr(one, name) != getattr(other, name)}


@pytest.mark.parametrize("seed", range(6))
def test_what_differs_from_the_ad_for_everyone_is_what_the_reasons_name(seed: int) -> None:
    found = made({"age": 1.2, "discount": 1.5, "affluence": -0.8}, seed)
    base = base_of(seed)
    assert changed(base.spec, found.design.spec) == {r.field for r in found.reasons if r.changed}
    assert len(changed(base.spec, found.design.spec)) >= 2
    for reason in found.reasons:
        value = getattr(found.design.spec, reason.field)
        if reason.field in NUMBERS:
            before = getattr(base.spec, reason.field)
            assert (value > before, value < before) == (reason.level == "high", reason.level == "low") or (
                not reason.changed
            )
        else:
            assert str(value) == reason.level
    assert [r.size for r in found.reasons] == sorted((r.size for r in found.reasons), reverse=True)
    assert (found.design.segment, found.design.seed, found.design.number) == ("these", base.seed, base.number)


def test_each_reason_names_the_trait_that_moves_it() -> None:
    assert ("age", "headline_scale", "high") in told(made({"age": 1.5}))
    assert ("age", "headline_scale", "low") in told(made({"age": -1.5}))
    several = told(made({"age": 1.5, "affluence": 1.5, "response": 1.5}))
    assert {("age", "headline_scale", "high"), ("affluence", "tone", "premium")} <= several
    assert ("response", "button_scale", "high") in several


def test_a_trained_model_gives_the_reasons_of_the_rules_that_it_learned(
    training: tuple[TrainedDecoder, list[EpochRecord]],
) -> None:
    source = Source("model", "", training[0].onnx)
    assert ("affluence", "tone", "premium") in told(made({"affluence": 1.5, "age": 0.02}, source=source))
    assert all(
        trait == "affluence" for trait, _, _ in told(made({"affluence": 1.5, "age": 0.02}, source=source))
    )


@pytest.mark.parametrize("traits", [{}, {"age": 0.02, "recency": -0.03}])
def test_where_nothing_is_known_or_nothing_is_special_the_ad_is_that_for_everyone(
    traits: dict[str, float],
) -> None:
    found = made(traits)
    assert found.reasons == ()
    assert (found.design.spec, found.design.copy_text) == (base_of().spec, base_of().copy_text)


def test_only_what_the_brand_allows_and_can_promise_is_a_change() -> None:
    brand = SHOP.model_copy(update={"tones": ("plain", "warm"), "font_roles": ("neutral",)})
    for seed in range(8):
        spec = made({"discount": 2.0, "affluence": 1.5, "recency": 2.0}, seed, brand=brand).design.spec
        assert spec.tone in {"plain", "warm"}
        assert spec.font_role == "neutral"
        before = base_of(seed, brand).spec
        assert spec.offer == before.offer or offer_is_true(spec.offer, brand.promotion)


def test_what_is_said_besides_the_headline_stays_where_nothing_speaks_against_it() -> None:
    for seed in range(12):
        base, found = base_of(seed).copy_text, made({"affluence": 1.2}, seed).design
        if found.spec.has_body and base.bodies and found.spec.offer == base_of(seed).spec.offer:
            assert found.copy_text.bodies == base.bodies


def _scorer(age_likes_dark: float) -> Scorer:
    """One that learned from old and young people, of whom the old click dark grounds more, by twice this in log-odds."""
    field = next(field for field in CATEGORICAL if field.name == "scheme")
    dark = np.zeros(len(to_vector(specs_of(1, 0)[0])))
    dark[field.start + field.levels.index("ink")] = dark[field.start + field.levels.index("deep")] = 1.0
    specs = specs_of(300, 3)
    vectors = np.array([to_vector(spec) for spec in specs], dtype=np.float64)
    cells = []
    for age in (-1.0, 1.0):
        odds = -3.5 + age_likes_dark * age * (vectors @ dark - 0.5)
        clicked = np.random.default_rng(int(age) + 5).binomial(4_000, 1 / (1 + np.exp(-odds))).astype(float)
        context = np.repeat(context_of({"age": age})[np.newaxis], len(specs), axis=0)
        cells.append((context, clicked))
    return fit_scorer(
        Cells(
            vectors, np.tile(np.arange(len(specs)), 2), np.concatenate([context for context, _ in cells]),
            np.full(2 * len(specs), 4_000.0), np.concatenate([clicked for _, clicked in cells]),
        )
    )  # fmt: skip


def test_what_these_people_click_more_than_everyone_is_a_reason_with_what_is_expected_of_it() -> None:
    scorer = _scorer(0.8)
    pale = next(seed for seed in range(30) if base_of(seed).spec.scheme in {"paper", "tint"})
    old, young = (made({"age": age}, pale, scorer=scorer) for age in (1.5, -1.5))
    reason = next(reason for reason in old.reasons if reason.field == "scheme")
    assert (reason.by, reason.trait, reason.level) == ("clicks", "age", old.design.spec.scheme)
    assert old.design.spec.scheme in {"ink", "deep"}
    assert young.design.spec.scheme not in {"ink", "deep"}
    assert old.design.forecast is not None
    assert old.before is not None
    assert old.design.forecast.ctr > 1.2 * old.before.ctr
    nothing = made({"age": 1.5}, pale, scorer=_scorer(0.0))
    assert not [reason for reason in nothing.reasons if reason.by == "clicks"]


def test_a_rule_that_costs_clicks_among_these_people_is_not_followed() -> None:
    """The rules give people who love discounts urgent words; here urgent words are clicked least."""
    field = next(field for field in CATEGORICAL if field.name == "tone")
    specs = specs_of(300, 3)
    vectors = np.array([to_vector(spec) for spec in specs], dtype=np.float64)
    odds = -3.5 - 1.2 * vectors[:, field.start + field.levels.index("urgent")]
    clicked = np.random.default_rng(1).binomial(8_000, 1 / (1 + np.exp(-odds))).astype(float)
    context = np.repeat(context_of({})[np.newaxis], len(specs), axis=0)
    scorer = fit_scorer(Cells(vectors, np.arange(300), context, np.full(300, 8_000.0), clicked))
    seed = next(seed for seed in range(30) if base_of(seed).spec.tone != "urgent")
    assert ("discount", "tone", "urgent") in told(made({"discount": 2.0}, seed))
    kept = made({"discount": 2.0}, seed, scorer=scorer)
    assert kept.design.spec.tone != "urgent"
    assert not [reason for reason in kept.reasons if reason.field == "tone" and reason.by == "rules"]


def test_all_fields_that_may_change_are_fields_of_a_design_and_answer_to_known_traits() -> None:
    assert set(CHOICES) | set(NUMBERS) <= set(DesignSpec.model_fields)
    found = [made({trait: value}) for trait in TRAITS for value in (2.0, -2.0)]
    assert {reason.trait for each in found for reason in each.reasons} == set(TRAITS)
