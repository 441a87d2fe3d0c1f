"""Where products stand among each other, and that alike products get alike designs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from admanager.creative.brand import Promotion, save_brand
from admanager.creative.condition import (
    CONDITION_SIZE,
    PRODUCT_LIMIT,
    PRODUCT_SPACE,
    Condition,
    ProductPlace,
    condition_vector,
    place_in,
)
from admanager.creative.generator import Source
from admanager.creative.latent import maker_of, size_of, specs_at
from admanager.creative.pipeline import Request, condition_for, make_designs
from admanager.creative.product_space import fit_space
from admanager.creative.products import Product
from admanager.creative.scorer import Cells, context_of, fit_scorer
from admanager.creative.spec import DesignSpec
from admanager.creative.training.corpus import EpochRecord
from admanager.creative.training.design import TrainedDecoder
from admanager.project.file import ProjectFile
from tests.creative.conftest import SHOP
from tests.creative.test_choosing import cells_where, dark_is_clicked, specs_of

SHOP_TABLE = [
    Product(str(number), name, category, price)
    for number, (name, category, price) in enumerate(
        [
            ("Linen Shirt", "Shirts", 49.0), ("Oxford Shirt", "Shirts", 59.0), ("Cotton Shirt", "Shirts", 39.0),
            ("Running Shoe", "Shoes", 89.0), ("Trail Shoe", "Shoes", 99.0), ("Espresso Machine", "Kitchen", 299.0),
            ("Coffee Grinder", "Kitchen", 129.0), ("Milk Frother", "Kitchen", 39.0), ("亚麻衬衫", "衬衫", 399.0),
            ("牛津衬衫", "衬衫", 459.0), ("跑步鞋", "鞋", 599.0),
        ]
    )
]  # fmt: skip


def apart(first: ProductPlace, second: ProductPlace) -> float:
    """How far two products' words stand from each other."""
    return float(np.linalg.norm(np.subtract(first[1:], second[1:])))


def test_products_of_one_kind_stand_nearer_than_others() -> None:
    space = fit_space(SHOP_TABLE)
    places = {product.name: space.place(product) for product in SHOP_TABLE}
    for one, other in (
        ("Linen Shirt", "Oxford Shirt"),
        ("Running Shoe", "Trail Shoe"),
        ("亚麻衬衫", "牛津衬衫"),
    ):
        for name in ("Espresso Machine", "Milk Frother"):
            assert apart(places[one], places[other]) < apart(places[one], places[name])
    # A product that the table does not have stands with those of its kind.
    new = space.place_of("Flannel Shirts")
    assert apart(new, places["Cotton Shirt"]) < apart(new, places["Espresso Machine"])


def test_a_price_counts_by_its_rank_in_the_table() -> None:
    space = fit_space(SHOP_TABLE)
    prices = [space.place(replace(SHOP_TABLE[0], price=price))[0] for price in (1.0, 45.0, 200.0, 10_000.0)]
    assert prices == sorted(prices)
    assert prices[0] < -1.2
    assert prices[-1] > 1.2
    for unknown in (None, 0.0, -3.0, float("nan")):
        assert space.place(replace(SHOP_TABLE[0], price=unknown))[0] == 0.0


@given(st.text(max_size=60), st.text(max_size=20), st.none() | st.floats(allow_nan=True))
def test_anything_has_a_place(name: str, category: str, price: float | None) -> None:
    place = fit_space(SHOP_TABLE).place(Product("k", name, category, price))
    assert len(place) == len(PRODUCT_SPACE)
    assert all(abs(value) <= PRODUCT_LIMIT for value in place)
    assert place == fit_space(list(SHOP_TABLE)).place(Product("other", name, category, price))
    vector = condition_vector(Condition(place=place))
    assert vector.shape == (CONDITION_SIZE,)
    assert place_in(vector) == pytest.approx(place, abs=1e-4)


def test_words_of_a_table_put_a_product_where_their_companions_stand() -> None:
    """“Acme” says nothing, until the table shows that Acme makes lamps."""
    lamps = [Product(f"l{n}", f"Acme {word}", "Lamps", 20.0) for n, word in enumerate("abcdefgh")]
    chairs = [Product(f"c{n}", f"Bolt {word}", "Chairs", 90.0) for n, word in enumerate("abcdefgh")]
    blank, learned = fit_space([]), fit_space([*lamps, *chairs])
    lamp = Product("x", "Lamp", "Lamps", None)
    assert apart(learned.place_of("Acme nova"), learned.place(lamp)) < 0.85 * apart(
        blank.place_of("Acme nova"), blank.place(lamp)
    )


def looks(specs: list[DesignSpec]) -> np.ndarray:
    """The shares of the levels that a product's words move."""
    shares = []
    for name, levels in (
        ("font_role", ("neutral", "geometric", "elegant", "condensed", "technical", "friendly")),
        ("scheme", ("paper", "tint", "primary", "deep", "ink", "accent")),
        ("background", ("flat", "gradient", "glow", "rings", "blobs", "stripes", "dots", "waves")),
        ("mask", ("rectangle", "rounded", "circle", "arch")),
    ):
        shares += [np.mean([getattr(spec, name) == level for spec in specs]) for level in levels]
    return np.array(shares)


@pytest.mark.parametrize("trained", [False, True])
def test_alike_products_get_alike_designs(
    trained: bool, training: tuple[TrainedDecoder, list[EpochRecord]]
) -> None:
    source = Source("design", "", training[0].onnx) if trained else Source()
    maker, space = maker_of(source.onnx), fit_space(SHOP_TABLE)
    points = np.random.default_rng(0).normal(size=(1_200, size_of(maker)))
    shown = {}
    for name in ("Linen Shirt", "Oxford Shirt", "Coffee Grinder"):
        place = space.place(next(product for product in SHOP_TABLE if product.name == name))
        specs = specs_at(maker, points, condition_vector(Condition(industry="e-commerce", place=place)))
        assert {spec.product_embedding for spec in specs} == {place}
        shown[name] = looks(specs)
    alike = np.abs(shown["Linen Shirt"] - shown["Oxford Shirt"]).sum()
    unlike = np.abs(shown["Linen Shirt"] - shown["Coffee Grinder"]).sum()
    assert unlike > 2 * alike
    assert unlike > 0.8


def test_designs_for_a_product_carry_its_place(project: ProjectFile) -> None:
    plain = condition_for(project, SHOP.model_copy(update={"promotion": Promotion()}), Request())[0]
    assert plain.place is None
    save_brand(project, SHOP)
    designs = make_designs(project, Request(count=2))
    place = designs[0].condition.place
    assert place == fit_space([]).place_of(SHOP.promotion.product)
    assert {design.spec.product_embedding for design in designs} == {place}


def test_the_scorer_learns_which_products_are_clicked() -> None:
    """Half of the ads show a product that is clicked three times as often."""
    space = fit_space(SHOP_TABLE)
    liked, other = space.place(SHOP_TABLE[0]), space.place(SHOP_TABLE[5])
    specs = specs_of(160, 3)
    plain = cells_where(np.zeros_like(dark_is_clicked()), specs, 3_000)
    often = np.arange(160) % 2 == 0
    clicked = np.random.default_rng(1).binomial(3_000, np.where(often, 0.03, 0.01)).astype(float)
    context = np.stack([context_of({}, place=liked if each else other) for each in often])
    scorer = fit_scorer(Cells(plain.vectors, plain.creative, context, plain.shown, clicked))
    base = specs[0]
    high, low = scorer.forecasts(
        [base.model_copy(update={"product_embedding": place}) for place in (liked, other)], {}
    )
    assert high.ctr > 2 * low.ctr
    near = space.place(SHOP_TABLE[1])
    assert scorer.forecasts([base.model_copy(update={"product_embedding": near})], {})[0].ctr > 1.4 * low.ctr


def test_a_scorer_that_saw_no_products_tells_none_apart() -> None:
    scorer = fit_scorer(cells_where(dark_is_clicked(), specs_of(150, 3), 4_000))
    space = fit_space(SHOP_TABLE)
    base = specs_of(1, 9)[0]
    told = scorer.forecasts(
        [
            base.model_copy(update={"product_embedding": place})
            for place in (None, *map(space.place, SHOP_TABLE))
        ],
        {},
    )
    assert len({forecast.ctr for forecast in told}) == 1
