"""The words of an ad: slot templates by tone and offer, in English and Chinese, within the networks' letter limits.

Nothing is promised that the brand kit's promotion does not state: a design that wants a discount where there
is none speaks without an offer. The templates are data (`resources/copy`).
"""

from __future__ import annotations

import functools
import string
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from admanager.creative.brand import BrandKit, Language, Promotion
from admanager.creative.networks import fits, fitting, length_of, letters
from admanager.creative.spec import DesignSpec
from admanager.resources import resource
from admanager.texts import AdManagerError, sentence

# Gives each of several texts a score, in log-odds of being clicked more than another.
Ranker = Callable[[Sequence[str]], Sequence[float]]


class AdCopy(BaseModel):
    """The texts of one design. `headlines`, `bodies` and `ctas` go from the preferred to the shortest wording."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    language: Language
    wordmark: str
    headlines: tuple[str, ...] = Field(min_length=1)
    bodies: tuple[str, ...] = ()
    ctas: tuple[str, ...] = Field(min_length=1)
    badge: str = ""
    price: str = ""
    old_price: str = ""
    figure: str = ""
    legal: str = ""


def write_copy(
    spec: DesignSpec, brand: BrandKit, rng: np.random.Generator, *, ranker: Ranker | None = None
) -> AdCopy:
    """Return the words for a design; the same generator state gives the same words.

    With a `ranker` a headline is taken the more often, the likelier it is to win against the others that fit: with
    the probability exp(score) / sum of exp(score) (Luce 1959). Without one all are as likely.

    Raises AdManagerError when the brand's forbidden words leave no headline or no button text.
    """
    table = _phrases(brand.language)
    slots = _slots(brand)
    offer = _true_offer(spec, brand)
    headlines = _choose(headline_options(spec, brand), rng, ranker)
    verb = table["cta"][spec.verb]
    ctas = _ordered(_filled(verb.get(brand.industry, verb["general"]), "cta", slots, brand))
    if not headlines or not ctas:
        raise AdManagerError(
            sentence("The forbidden words leave no wording for this ad; take some of them off the brand kit.")
        )
    # Said once: the terms stand under a badge or a figure, not under a headline or a price that says the same.
    terms = spec.has_badge or spec.flow == "offer_hero"
    priced = offer == "price" and spec.has_price
    offered = table["body_offer"][offer] if offer != "none" and terms and not priced else []
    bodies = _choose(_filled([*offered, *table["body"][brand.industry]], "body", slots, brand), rng)
    badges = [] if offer == "none" else _filled(table["badge"][offer], "badge", slots, brand)
    promotion = brand.promotion
    return AdCopy(
        language=brand.language,
        wordmark=brand.name,
        headlines=headlines,
        bodies=bodies if spec.has_body else (),
        ctas=ctas,
        badge=badges[0] if badges and spec.has_badge and not priced else "",
        price=promotion.price if spec.has_price else "",
        old_price=promotion.old_price if spec.has_price and promotion.price else "",
        figure=_figure(offer, brand, slots),
        legal=brand.legal_line if spec.has_legal or brand.legal_required else "",
    )


def headline_options(spec: DesignSpec, brand: BrandKit) -> list[str]:
    """Return the headlines that fit a design: those of its tone, of any tone where none of those can be said.

    The list is empty where the brand's forbidden words leave none.
    """
    slots, offer = _slots(brand), _true_offer(spec, brand)
    headline = _phrases(brand.language)["headline"]
    # An offer is said once: where a badge, a price or a large figure says it, the headline speaks of the brand.
    elsewhere = spec.has_badge or spec.flow == "offer_hero" or (offer == "price" and spec.has_price)
    templates = headline["none"][brand.industry] if offer == "none" or elsewhere else headline[offer]
    everything = [text for tone in templates.values() for text in tone]
    return _filled(templates[spec.tone], "headline", slots, brand) or _filled(
        everything, "headline", slots, brand
    )


def with_headline(copy: AdCopy, options: Iterable[str], chosen: str) -> AdCopy:
    """Return the words with another headline first, followed by ever shorter ones of the options."""
    shorter = [text for text in _ordered(options) if letters(text) < letters(chosen)]
    return copy.model_copy(update={"headlines": (chosen, *shorter)})


def within_limits(spec: DesignSpec, copy: AdCopy, brand: BrandKit) -> AdCopy:
    """Return the words of a design with others of the kit's after them, where the brand's networks take none of its own.

    A design may have been made before a network was chosen, or with a headline of the user's own.
    """
    if fitting(copy.headlines, "headline", brand.networks):
        return copy
    return copy.model_copy(update={"headlines": copy.headlines + _ordered(headline_options(spec, brand))})


def check_headline(text: str, brand: BrandKit) -> None:
    """Raise AdManagerError where an ad of the brand cannot have this headline."""
    if not text:
        raise AdManagerError(sentence("A headline needs words."))
    length = length_of(text, "headline", brand.networks)
    if length is not None and not length.fits:
        raise AdManagerError(length.problem())
    if (word := forbidden_in(text, brand.forbidden_words)) is not None:
        raise AdManagerError(sentence("The brand kit forbids the word “{word}”.", word=word))


def _true_offer(spec: DesignSpec, brand: BrandKit) -> str:
    return spec.offer if offer_is_true(spec.offer, brand.promotion) else "none"


def offer_is_true(offer: str, promotion: Promotion) -> bool:
    """Return whether the promotion states what this kind of offer says."""
    return {
        "none": True,
        "new": promotion.is_new,
        "percent": promotion.discount_percent is not None,
        "price": bool(promotion.price),
        "delivery": promotion.free_delivery,
        "trial": bool(promotion.trial),
    }[offer]


def forbidden_in(text: str, forbidden: Iterable[str]) -> str | None:
    """Return the first forbidden word that stands in the text (case ignored), or None."""
    lowered = text.casefold()
    return next((word for word in forbidden if word.strip() and word.strip().casefold() in lowered), None)


def _figure(offer: str, brand: BrandKit, slots: Mapping[str, str]) -> str:
    if offer == "percent":
        return f"{slots['fold']}折" if brand.language == "zh" else f"-{slots['percent']}%"
    return slots.get("price", "") if offer == "price" else ""


def _slots(brand: BrandKit) -> dict[str, str]:
    promotion = brand.promotion
    slots = {"brand": brand.name}
    if promotion.discount_percent is not None:
        left = 100 - promotion.discount_percent
        slots["percent"] = str(promotion.discount_percent)
        slots["fold"] = f"{left / 10:g}"
    stated = {"product": promotion.product, "price": promotion.price, "trial": promotion.trial}
    slots.update({name: text for name, text in stated.items() if text})
    return slots


def _choose(texts: list[str], rng: np.random.Generator, ranker: Ranker | None = None) -> tuple[str, ...]:
    """Return a seeded choice first, then ever shorter wordings."""
    if not texts:
        return ()
    if ranker is None or len(texts) == 1:
        first = texts[int(rng.integers(len(texts)))]
    else:
        scores = np.asarray(ranker(texts), dtype=np.float64)
        first = texts[int(np.argmax(scores + rng.gumbel(size=len(texts))))]
    shorter = [text for text in _ordered(texts) if letters(text) < letters(first)]
    return (first, *shorter)


def _ordered(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(dict.fromkeys(texts), key=lambda text: (-letters(text), text)))


def _filled(templates: Iterable[str], part: str, slots: Mapping[str, str], brand: BrandKit) -> list[str]:
    texts = []
    for template in templates:
        needed = {name for _, name, _, _ in string.Formatter().parse(template) if name}
        if not needed <= set(slots):
            continue
        text = _in_slots(template, slots)
        if fits(text, part, brand.networks) and forbidden_in(text, brand.forbidden_words) is None:
            texts.append(text)
    return texts


def _in_slots(template: str, slots: Mapping[str, str]) -> str:
    """Return the template with its slots filled; a blank keeps Latin letters and figures of two of them apart."""
    text = ""
    for literal, name, _, _ in string.Formatter().parse(template):
        for part in (literal, slots[name] if name else ""):
            apart = f"{text[-1:]}{part[:1]}"
            text += f" {part}" if len(apart) == 2 and apart.isascii() and apart.isalnum() else part
    return text


@functools.cache
def _phrases(language: Language) -> dict[str, Any]:
    return tomllib.loads(resource("copy", f"{language}.toml").read_text(encoding="utf-8"))
