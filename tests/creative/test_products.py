"""Products of the project's table in ads: their names, prices and kinds."""

from __future__ import annotations

import numpy as np
import pytest

from admanager.creative.brand import BrandKit, save_brand
from admanager.creative.condition import CONDITION_NAMES, Condition, condition_vector
from admanager.creative.grammar import designs_for
from admanager.creative.pipeline import Request, condition_for, make_designs
from admanager.creative.products import Product, class_of, get_product, list_products, price_text, promoting
from admanager.creative.spec import CATEGORICAL
from admanager.ingest.load import store_rows
from admanager.project.file import ProjectFile
from admanager.project.tables import Column
from admanager.texts import AdManagerError, sentence
from tests.creative.conftest import SHOP


@pytest.fixture
def shop(project: ProjectFile) -> ProjectFile:
    columns = [
        Column("sku", "text", "key"),
        Column("title", "text", "name"),
        Column("kind", "text", "category"),
        Column("price", "real", "price"),
    ]
    rows = [
        ("a-1", "Trail Runner", "Shoes", 89.0),
        ("a-2", "The Extraordinarily Long Linen Tablecloth", "Home", 24.5),
        ("a-3", "极光手机", None, None),
    ]
    with project.change(sentence("Add products")) as change:
        store_rows(change, "products", columns, rows, source="test", generated=True)
    save_brand(project, SHOP)
    return project


def test_an_ad_names_the_product_and_its_price(shop: ProjectFile) -> None:
    designs = make_designs(shop, Request(count=30, seed=1, product="a-1"))
    texts = " ".join(
        " ".join([*d.copy_text.headlines, *d.copy_text.bodies, d.copy_text.price]) for d in designs
    )
    assert "Trail Runner" in texts
    assert "$89" in texts
    assert "Linen Shirts" not in texts
    assert "$49" not in texts
    assert {design.condition.product for design in designs} == {"fashion"}
    with pytest.raises(AdManagerError, match=r"no product “b”.*Trail Runner"):
        make_designs(shop, Request(product="b"))


def test_products_are_found_by_key_or_name_and_told_apart(shop: ProjectFile, tmp_path: object) -> None:
    assert [product.product_class for product in list_products(shop)] == ["fashion", "home", "electronics"]
    assert get_product(shop, "trail runner").key == "a-1"
    assert get_product(shop, "a-3").price is None


def test_without_products_that_is_said(project: ProjectFile) -> None:
    assert list_products(project) == []
    with pytest.raises(AdManagerError, match="import products first"):
        condition_for(project, BrandKit(), Request(product="x"))


def test_prices_and_long_names_fit() -> None:
    assert price_text(49.0, "USD", "en") == "$49"
    assert price_text(1299.9, "EUR", "en") == "€1,299.90"
    assert price_text(20.0, "CHF", "en") == "20 CHF"
    assert price_text(9.9, None, "zh") == "¥9.90"
    assert [price_text(price, "USD", "en") for price in (None, 0.0, -3.0, float("nan"))] == [""] * 4
    product = Product("k", "The Extraordinarily Long Linen Tablecloth", "", 1_234_567.89)
    kit = promoting(SHOP, product, "CHF")
    assert kit.promotion.product == "The Extraordinarily Long"
    assert kit.promotion.price == ""
    BrandKit.model_validate(kit.model_dump())
    assert class_of("Nothing known") == "none"


def test_the_kind_of_product_is_a_condition_that_designs_follow() -> None:
    vector = condition_vector(Condition(product="travel"))
    assert vector[CONDITION_NAMES.index("product_travel")] == 1
    position = next(index for index, field in enumerate(CATEGORICAL) if field.name == "motif")
    hills = CATEGORICAL[position].levels.index("hills")
    shares = []
    for product in ("none", "travel"):
        rows = np.repeat(condition_vector(Condition(product=product))[np.newaxis], 800, axis=0)
        shares.append((designs_for(rows, np.random.default_rng(0)).choices[:, position] == hills).mean())
    assert shares[1] > 2 * shares[0]
