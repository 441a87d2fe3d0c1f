"""The products that can be advertised, from the project's table, and what an ad says and shows of one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from admanager.creative.brand import BrandKit, Promotion
from admanager.creative.condition import ProductClass
from admanager.ingest.locale import CURRENCY_KEY
from admanager.project import tables
from admanager.project.changes import quote
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError, sentence

SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "CNY": "¥", "JPY": "¥"}
MOST_LISTED = 2_000
# Words of names and categories that show what a product is; the first class with a word that stands there is taken.
CLASS_WORDS: dict[ProductClass, tuple[str, ...]] = {
    "beauty": ("beauty", "cosmetic", "perfume", "skin", "cream", "lipstick", "makeup", "deo", "fragrance", "shampoo",
               "美妆", "护肤", "香水"),
    "electronics": ("phone", "laptop", "camera", "tv", "headphone", "electronic", "computer", "tablet", "charger",
                    "手机", "电脑", "相机", "耳机", "电器"),
    "fashion": ("shirt", "shoe", "dress", "jean", "jacket", "fashion", "apparel", "clothing", "watch", "bag", "sandal",
                "trouser", "sock", "skirt", "handbag", "belt", "wallet", "服", "鞋", "衣", "裙", "包"),
    "food": ("food", "coffee", "tea", "wine", "snack", "grocery", "meal", "drink", "chocolate", "食", "茶", "酒", "咖啡"),
    "home": ("home", "furniture", "sofa", "lamp", "kitchen", "garden", "bed", "decor", "table", "chair", "家居", "家具", "灯"),
    "travel": ("travel", "hotel", "flight", "trip", "tour", "holiday", "旅", "酒店", "机票"),
    "service": ("plan", "account", "insurance", "loan", "card", "subscription", "course", "service", "服务", "保险", "贷款",
                "课程"),
}  # fmt: skip


@dataclass(frozen=True)
class Product:
    """One product: its key as text, its name, category and price, "" or None where the table does not say."""

    key: str
    name: str
    category: str
    price: float | None

    @property
    def product_class(self) -> ProductClass:
        """What kind of product it is, by the words of category and name."""
        return class_of(f"{self.category} {self.name}")


def class_of(text: str) -> ProductClass:
    """Return the class that the words of a text show, `none` where none does."""
    lowered = text.lower()
    words = {word.rstrip("s") for word in re.findall(r"[a-z]+", lowered)}
    for found, marks in CLASS_WORDS.items():
        if any(mark in words if mark.isascii() else mark in lowered for mark in marks):
            return found
    return "none"


def list_products(project: ProjectFile) -> list[Product]:
    """Return the first 2,000 products of the project; none where it has no table of them or they have no names."""
    connection = project.read()
    if not tables.table_exists(connection, "products"):
        return []
    by_role = {column.role: column.name for column in tables.columns(connection, "products")}
    if "name" not in by_role and "key" not in by_role:
        return []
    wanted = [
        quote(by_role[role]) if role in by_role else "NULL" for role in ("key", "name", "category", "price")
    ]
    rows = connection.execute(f"SELECT {', '.join(wanted)} FROM products LIMIT {MOST_LISTED}")
    return [
        Product(str(key or name), str(name or key), str(category or ""), _amount(price))
        for key, name, category, price in rows
        if key is not None or name is not None
    ]


def get_product(project: ProjectFile, named: str) -> Product:
    """Return the product with this key or name; raise AdManagerError when there is none."""
    products = list_products(project)
    found = next((product for product in products if product.key == named), None)
    found = found or next((item for item in products if item.name.casefold() == named.casefold()), None)
    if found is not None:
        return found
    raise AdManagerError(
        sentence("There is no product “{name}” in the project; import products first.", name=named)
        if not products
        else sentence(
            "There is no product “{name}” in the project; it has {some}.",
            name=named,
            some=", ".join(product.name for product in products[:5]),
        )
    )


def promoting(brand: BrandKit, product: Product, currency: str | None) -> BrandKit:
    """Return the brand kit with this product to promote: its name and price; what else was promised is kept.

    A price with a discount is not shown: which of the two it would be is not known. A name that is too long for an
    ad is cut between words.
    """
    promotion = brand.promotion
    limit = _limit("product")
    name = product.name if len(product.name) <= limit else _shortened(product.name, limit)
    price = price_text(product.price, currency, brand.language)
    stated = price if len(price) <= _limit("price") else ""
    return brand.model_copy(
        update={"promotion": promotion.model_copy(update={"product": name, "price": stated, "old_price": ""})}
    )


def project_currency(project: ProjectFile) -> str | None:
    """Return the code of the project's currency, None where none was chosen."""
    return project.meta(CURRENCY_KEY)


def price_text(price: float | None, currency: str | None, language: str) -> str:
    """Return a price as an ad shows it, such as `$49` or `49.90 CHF`; "" for none, or one that is no price."""
    if price is None or not 0 < price < 10**7:
        return ""
    amount = f"{price:,.0f}" if price == round(price) else f"{price:,.2f}"
    code = currency or ("CNY" if language == "zh" else "USD")
    return f"{SYMBOLS[code]}{amount}" if code in SYMBOLS else f"{amount} {code}"


def _shortened(name: str, limit: int) -> str:
    cut = name[: limit + 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else name[:limit]).rstrip(" ,;:-")


def _limit(field: str) -> int:
    info = Promotion.model_fields[field]
    return next(int(item.max_length) for item in info.metadata if hasattr(item, "max_length"))


def _amount(value: Any) -> float | None:
    return float(value) if isinstance(value, (int, float)) else None
