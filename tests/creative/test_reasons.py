"""Why a design looks as it does: traits that move it are told, others are not."""

from __future__ import annotations

from admanager.creative.condition import Condition
from admanager.creative.generator import Source, generate
from admanager.creative.reasons import reasons
from tests.creative.conftest import SHOP


def told(traits: dict[str, float], seed: int = 1, count: int = 6) -> set[tuple[str, str, str]]:
    condition = Condition(traits=traits, industry="e-commerce")
    designs = generate(Source(), SHOP, condition, count=count, seed=seed)
    found = [reason for design in designs for reason in reasons(Source(), SHOP, design)]
    return {(reason.trait, reason.name, reason.level) for reason in found}


def test_age_is_told_as_the_reason_of_a_large_headline() -> None:
    assert ("age", "headline", "high") in told({"age": 1.5})
    assert ("age", "headline", "low") in told({"age": -1.5})
    assert not {reason for reason in told({"age": 1.5}) if reason[1:] == ("headline", "low")}


def test_a_love_of_discounts_is_told_as_the_reason_of_a_loud_offer() -> None:
    found = told({"discount": 2.0, "age": 0.01})
    assert ("discount", "offer", "high") in found or ("discount", "offer", "percent") in found
    assert all(trait == "discount" for trait, _, _ in found)


def test_nothing_is_told_where_nothing_is_known() -> None:
    assert told({}) == set()


def test_each_effect_is_told_once_with_the_trait_that_moved_it_most() -> None:
    condition = Condition(traits={"affluence": 2.0, "discount": -1.0, "age": 1.0}, industry="finance")
    for design in generate(Source(), SHOP, condition, count=4, seed=2):
        found = reasons(Source(), SHOP, design)
        assert len({reason.name for reason in found}) == len(found) <= 4
        assert [reason.weight for reason in found] == sorted(
            (reason.weight for reason in found), reverse=True
        )
        assert reasons(Source(), SHOP, design) == found
