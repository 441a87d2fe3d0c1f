"""Whole ads, from a design to pixels: what must hold for any design, brand and size."""

from __future__ import annotations

import hashlib
from itertools import combinations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from admanager.creative import render, typefaces
from admanager.creative.brand import BrandKit
from admanager.creative.checks import check
from admanager.creative.condition import Condition
from admanager.creative.design import Design
from admanager.creative.generator import Source, generate
from admanager.creative.networks import letters, network
from admanager.creative.pipeline import FinishedAd, Pictures, finish
from admanager.creative.sizes import BY_KEY, MAIN_SIZES, SIZES, AdSize
from admanager.creative.training.corpus import EpochRecord
from admanager.creative.training.design import TrainedDecoder
from tests.creative.conftest import BRANDS, CLINIC, GREY, SHOP
from tests.creative.verified import verified


def design_of(brand: BrandKit, seed: int) -> Design:
    condition = Condition(industry=brand.industry, traits={"discount": seed % 5 - 2.0})
    return generate(Source(), brand, condition, count=1, seed=seed)[0]


def assert_runnable(ad: FinishedAd) -> None:
    assert ad.report.problems() == []
    canvas = ad.layout.canvas
    for element in ad.layout.elements:
        assert element.box.within(canvas)
        for line in element.lines:
            assert element.style is not None
            assert element.style.size >= 9
            assert typefaces.QtTypesetter().width(line, element.style) <= element.box.width + 1
    for first, second in combinations(ad.layout.elements, 2):
        assert first.box.overlap(second.box) == 0, (first.kind, second.kind)
    kinds = {element.kind for element in ad.layout.elements}
    assert {"headline", "button", "logo"} <= kinds
    if ad.layout.brand.legal_required:
        assert "legal" in kinds
    assert ad.image.width() == ad.layout.size.width
    assert ad.image.height() == ad.layout.size.height
    assert ad.report.contrast_min >= 1
    assert ad.report.shape is not None
    assert ad.report.shape.contrast >= 3


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10**6), st.sampled_from(BRANDS), st.sampled_from(SIZES))
def test_every_ad_is_in_bounds_readable_and_uncovered(seed: int, brand: BrandKit, size: AdSize) -> None:
    assert_runnable(finish(design_of(brand, seed), brand, size))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.key)
def test_each_flow_works_in_each_size(size: AdSize) -> None:
    base = design_of(SHOP, 3)
    flows = type(base.spec).model_fields["flow"].annotation
    for flow in flows.__args__:  # type: ignore[union-attr]
        spec = base.spec.model_copy(update={"flow": flow, "has_badge": True, "has_price": True})
        assert_runnable(finish(base.model_copy(update={"spec": spec}), SHOP, size))


def test_the_same_design_gives_the_same_bytes() -> None:
    design = design_of(CLINIC, 12)
    hashes = set()
    for _ in range(2):
        data = render.png_bytes(finish(design, CLINIC, BY_KEY["300x250"]).image)
        hashes.add(hashlib.sha256(data).hexdigest())
        typefaces.glyphs.cache_clear()
        typefaces.advance.cache_clear()
    assert len(hashes) == 1


def test_a_photo_with_everything_in_it_is_covered_until_texts_read() -> None:
    rng = np.random.default_rng(0)
    noise = rng.integers(0, 256, size=(200, 300, 3), dtype=np.uint8)
    photo = render.load_picture(_ppm(noise), "photo")
    for seed in range(6):
        design = design_of(SHOP, seed)
        for flow in ("bleed_side", "bleed_bottom", "bleed_centre", "card", "split_left"):
            spec = design.spec.model_copy(update={"flow": flow})
            for size in MAIN_SIZES:
                assert_runnable(
                    finish(design.model_copy(update={"spec": spec}), SHOP, size, Pictures(photo=photo))
                )


def _ppm(image: np.ndarray) -> bytes:
    return b"P6 %d %d 255\n" % (image.shape[1], image.shape[0]) + image.tobytes()


def test_a_logo_is_drawn_in_its_proportions() -> None:
    logo = render.load_picture(_ppm(np.full((20, 80, 3), 30, dtype=np.uint8)), "logo")
    brand = SHOP.model_copy(update={"logo": "mark"})
    ad = finish(design_of(brand, 4), brand, BY_KEY["300x250"], Pictures({"mark": logo}))
    box = next(element.box for element in ad.layout.elements if element.kind == "logo")
    assert box.width / box.height == pytest.approx(4, rel=0.05)
    drawn = render.pixels(ad.image)[box.y + 2 : box.bottom - 2, box.x + 2 : box.right - 2]
    assert np.abs(drawn.astype(int) - 30).max() <= 2


def test_the_check_sees_low_contrast_overlap_and_lost_texts() -> None:
    ad = finish(design_of(GREY, 5), GREY, BY_KEY["300x250"])
    from dataclasses import replace

    headline = next(element for element in ad.layout.elements if element.kind == "headline")
    others = tuple(element for element in ad.layout.elements if element.kind != "headline")
    ground = render.pixels(render.draw(ad.layout, words=False))
    under = ground[headline.box.y + 2, headline.box.x + 2] / 255

    def report(changed: object) -> object:
        layout = replace(ad.layout, elements=(changed, *others))
        return check(layout, ground, render.pixels(render.draw(layout)), typefaces.QtTypesetter())

    pale = report(replace(headline, colour=tuple(float(channel) for channel in under)))
    assert pale.contrast_min < 0.5  # type: ignore[attr-defined]
    moved = report(replace(headline, box=others[-1].box))
    assert moved.overlap > 0  # type: ignore[attr-defined]
    away = report(replace(headline, box=replace(headline.box, x=200)))
    assert away.out_of_bounds == 1  # type: ignore[attr-defined]
    narrow = report(replace(headline, box=replace(headline.box, width=20)))
    assert not narrow.texts_fit  # type: ignore[attr-defined]
    assert narrow.ink_outside > 0  # type: ignore[attr-defined]


def test_a_near_white_ad_has_a_border() -> None:
    design = design_of(SHOP, 1)
    spec = design.spec.model_copy(update={"flow": "type_only", "scheme": "paper", "background": "flat"})
    ad = finish(design.model_copy(update={"spec": spec}), SHOP, BY_KEY["300x250"])
    pixels = render.pixels(ad.image).astype(int)
    assert np.abs(pixels[0, 0] - pixels[3, 3]).max() > 20
    assert ad.report.border


def test_copy_keeps_to_the_limits_and_to_what_the_brand_states() -> None:
    for brand in BRANDS:
        for seed in range(40):
            copy = design_of(brand, seed).copy_text
            assert all(letters(text) <= network("display").most["headline"] for text in copy.headlines)
            assert all(letters(text) <= network("display").most["cta"] for text in copy.ctas)
            assert [letters(text) for text in copy.headlines[1:]] == sorted(
                (letters(text) for text in copy.headlines[1:]), reverse=True
            )
            said = " ".join([*copy.headlines, *copy.bodies, copy.badge, copy.price, copy.figure])
            assert "{" not in said
            if brand.promotion.discount_percent is None:
                assert "%" not in said
                assert "折" not in said
            if not brand.promotion.price:
                assert copy.price == ""


def test_forbidden_words_never_appear() -> None:
    brand = SHOP.model_copy(update={"forbidden_words": ("free", "yours")})
    for seed in range(60):
        copy = design_of(brand, seed).copy_text
        said = " ".join([*copy.headlines, *copy.bodies, *copy.ctas, copy.badge]).casefold()
        assert "free" not in said
        assert "yours" not in said


def test_designs_of_a_trained_model_can_run_in_all_nine_sizes(
    training: tuple[TrainedDecoder, list[EpochRecord]],
) -> None:
    """A sample of `tests/torture/test_designs.py`, which does a thousand."""
    found = verified(Source("design", "", training[0].onnx), BRANDS, 12, seed=31)
    assert found.pop("ads") == 108
    assert dict(+found) == {}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.key)
def test_a_design_of_much_air_gives_it_up_before_a_required_text(size: AdSize) -> None:
    """The least room: the widest margins, gaps and buttons of all designs, and a legal line of two lines."""
    airy = {
        "margin": 0.11,
        "gap": 1.4,
        "button_scale": 1.25,
        "headline_scale": 1.4,
        "logo_place": "top",
        "case": "upper",
    }
    for flow in ("hero_top", "offer_hero", "diagonal"):
        (design,) = generate(Source(), CLINIC, Condition(industry="healthcare"), count=1, seed=4)
        spec = design.spec.model_copy(update={**airy, "flow": flow})
        ad = finish(design.model_copy(update={"spec": spec}), CLINIC, size)
        assert not ad.report.problems()
        assert any(element.kind == "legal" for element in ad.layout.elements)
