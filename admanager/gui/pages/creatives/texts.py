"""The names that this page gives to the core's keywords, translated when they are shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from admanager.gui.i18n import lazy, tr, translate_sentence

if TYPE_CHECKING:
    from admanager.creative.design import Design

OBJECTIVES = {
    "conversion": lazy("CreativesPage", "Conversions"),
    "traffic": lazy("CreativesPage", "Traffic"),
    "awareness": lazy("CreativesPage", "Awareness"),
    "retention": lazy("CreativesPage", "Retention"),
}
THEMES = {
    "any": lazy("CreativesPage", "Light or dark"),
    "light": lazy("CreativesPage", "Light"),
    "dark": lazy("CreativesPage", "Dark"),
}
INDUSTRIES = {
    "general": lazy("CreativesPage", "General"),
    "e-commerce": lazy("CreativesPage", "E-commerce"),
    "social": lazy("CreativesPage", "Social"),
    "search": lazy("CreativesPage", "Search"),
    "finance": lazy("CreativesPage", "Finance"),
    "entertainment": lazy("CreativesPage", "Entertainment"),
    "healthcare": lazy("CreativesPage", "Healthcare"),
}
AD_LANGUAGES = {"en": lazy("CreativesPage", "English"), "zh": lazy("CreativesPage", "Chinese")}
FONT_ROLES = {
    "neutral": lazy("CreativesPage", "Neutral"),
    "geometric": lazy("CreativesPage", "Geometric"),
    "elegant": lazy("CreativesPage", "Elegant"),
    "condensed": lazy("CreativesPage", "Condensed"),
    "technical": lazy("CreativesPage", "Technical"),
    "friendly": lazy("CreativesPage", "Friendly"),
}
NETWORKS = {
    "google": lazy("CreativesPage", "Google Ads"),
    "microsoft": lazy("CreativesPage", "Microsoft Advertising"),
    "meta": lazy("CreativesPage", "Meta"),
}
TONES = {
    "plain": lazy("CreativesPage", "Plain"),
    "playful": lazy("CreativesPage", "Playful"),
    "premium": lazy("CreativesPage", "Premium"),
    "urgent": lazy("CreativesPage", "Urgent"),
    "warm": lazy("CreativesPage", "Warm"),
}
OFFERS = {
    "new": lazy("CreativesPage", "It says what is new"),
    "percent": lazy("CreativesPage", "It offers the discount"),
    "price": lazy("CreativesPage", "It offers the price"),
    "delivery": lazy("CreativesPage", "It offers free delivery"),
    "trial": lazy("CreativesPage", "It offers the free trial"),
}
TRAITS = {
    "age": lazy("CreativesPage", "Age"),
    "discount": lazy("CreativesPage", "Love of discounts"),
    "recency": lazy("CreativesPage", "Time since the last visit"),
    "affluence": lazy("CreativesPage", "Affluence"),
    "frequency": lazy("CreativesPage", "Frequency"),
    "response": lazy("CreativesPage", "Response"),
}
# What a segment's design does otherwise than everyone's: by field and level.
PERSONAL: dict[str, dict[str, object]] = {
    "tone": {
        "plain": lazy("CreativesPage", "Plain words"),
        "playful": lazy("CreativesPage", "Playful words"),
        "premium": lazy("CreativesPage", "Premium words"),
        "urgent": lazy("CreativesPage", "Urgent words"),
        "warm": lazy("CreativesPage", "Warm words"),
    },
    "font_role": {
        "neutral": lazy("CreativesPage", "Neutral type"),
        "geometric": lazy("CreativesPage", "Geometric type"),
        "elegant": lazy("CreativesPage", "Elegant type"),
        "condensed": lazy("CreativesPage", "Condensed type"),
        "technical": lazy("CreativesPage", "Technical type"),
        "friendly": lazy("CreativesPage", "Friendly type"),
    },
    "offer": {"none": lazy("CreativesPage", "It makes no offer"), **OFFERS},
    "scheme": {
        "paper": lazy("CreativesPage", "Ground: paper"),
        "tint": lazy("CreativesPage", "Ground: a tint of the main colour"),
        "primary": lazy("CreativesPage", "Ground: the main colour"),
        "deep": lazy("CreativesPage", "Ground: the deep main colour"),
        "ink": lazy("CreativesPage", "Ground: the text colour"),
        "accent": lazy("CreativesPage", "Ground: the accent colour"),
    },
    "has_body": {
        "True": lazy("CreativesPage", "With a body text"),
        "False": lazy("CreativesPage", "Without a body text"),
    },
    "has_price": {
        "True": lazy("CreativesPage", "With the price"),
        "False": lazy("CreativesPage", "Without the price"),
    },
    "button_fill": {
        "solid": lazy("CreativesPage", "A solid button"),
        "contrast": lazy("CreativesPage", "A button in contrast"),
        "outline": lazy("CreativesPage", "An outlined button"),
    },
    "mask": {
        "rectangle": lazy("CreativesPage", "A picture with corners"),
        "rounded": lazy("CreativesPage", "A rounded picture"),
        "circle": lazy("CreativesPage", "A round picture"),
        "arch": lazy("CreativesPage", "An arched picture"),
    },
    "headline_scale": {
        "high": lazy("CreativesPage", "A larger headline"),
        "low": lazy("CreativesPage", "A smaller headline"),
    },
    "margin": {"high": lazy("CreativesPage", "More air"), "low": lazy("CreativesPage", "Less air")},
    "button_scale": {
        "high": lazy("CreativesPage", "A larger button"),
        "low": lazy("CreativesPage", "A smaller button"),
    },
    "background_strength": {
        "high": lazy("CreativesPage", "A stronger background"),
        "low": lazy("CreativesPage", "A quieter background"),
    },
}
COLOUR_NAMES = {
    "black": lazy("CreativesPage", "Black"),
    "grey": lazy("CreativesPage", "Grey"),
    "white": lazy("CreativesPage", "White"),
    "brown": lazy("CreativesPage", "Brown"),
    "red": lazy("CreativesPage", "Red"),
    "orange": lazy("CreativesPage", "Orange"),
    "yellow": lazy("CreativesPage", "Yellow"),
    "green": lazy("CreativesPage", "Green"),
    "teal": lazy("CreativesPage", "Teal"),
    "blue": lazy("CreativesPage", "Blue"),
    "purple": lazy("CreativesPage", "Purple"),
    "pink": lazy("CreativesPage", "Pink"),
}
FLOWS = {
    "split_left": lazy("CreativesPage", "Picture at the left"),
    "split_right": lazy("CreativesPage", "Picture at the right"),
    "hero_top": lazy("CreativesPage", "Picture on top"),
    "hero_bottom": lazy("CreativesPage", "Picture below"),
    "float_left": lazy("CreativesPage", "Picture floats at the left"),
    "float_right": lazy("CreativesPage", "Picture floats at the right"),
    "stack": lazy("CreativesPage", "One under the other"),
    "type_only": lazy("CreativesPage", "Words only"),
    "bleed_side": lazy("CreativesPage", "Picture behind, words aside"),
    "bleed_bottom": lazy("CreativesPage", "Picture behind, words below"),
    "bleed_centre": lazy("CreativesPage", "Picture behind, words in the middle"),
    "offer_hero": lazy("CreativesPage", "Offer in large"),
    "card": lazy("CreativesPage", "Card"),
    "band": lazy("CreativesPage", "Band"),
    "frame": lazy("CreativesPage", "Frame"),
    "diagonal": lazy("CreativesPage", "Diagonal"),
}
SCHEMES = {
    "paper": lazy("CreativesPage", "Paper"),
    "tint": lazy("CreativesPage", "Tint of the main colour"),
    "primary": lazy("CreativesPage", "Main colour"),
    "deep": lazy("CreativesPage", "Deep main colour"),
    "ink": lazy("CreativesPage", "Text colour"),
    "accent": lazy("CreativesPage", "Accent colour"),
}
LOCKS = {
    "palette": lazy("CreativesPage", "Palette"),
    "layout": lazy("CreativesPage", "Layout"),
    "picture": lazy("CreativesPage", "Picture"),
    "type": lazy("CreativesPage", "Type"),
    "copy": lazy("CreativesPage", "Copy"),
}
KINDS = {
    "headline": lazy("CreativesPage", "Headline"),
    "body": lazy("CreativesPage", "Body text"),
    "button": lazy("CreativesPage", "Button label"),
    "cta": lazy("CreativesPage", "Button label"),
    "name": lazy("CreativesPage", "Brand name"),
    "button shape": lazy("CreativesPage", "Button shape"),
    "badge": lazy("CreativesPage", "Badge"),
    "price": lazy("CreativesPage", "Price"),
    "old price": lazy("CreativesPage", "Old price"),
    "figure": lazy("CreativesPage", "Offer"),
    "legal": lazy("CreativesPage", "Legal line"),
}


def title_of_request(segment: str, seed: int) -> str:
    """Return for whom designs were generated, and from which seed."""
    who = segment or tr("Studio", "everyone")
    return tr("Studio", "For {segment}, seed {seed}", segment=who, seed=seed)


def effect_text(name: str, level: str) -> str:
    """Return what either end (`low` or `high`) of a direction of designs looks like."""
    from admanager.creative.directions import EFFECTS

    low, high, _ = EFFECTS[name]
    return translate_sentence(high if level == "high" else low)


def limits_text(networks: Sequence[str]) -> str:
    """Return how long the texts of ads on these networks may be, and which of them says so."""
    from admanager.creative.networks import DISPLAY, network, strictest

    told = []
    for part, name in (("headline", KINDS["headline"]), ("body", KINDS["body"]), ("cta", KINDS["cta"])):
        most, by = strictest(part, networks)
        if by.key == DISPLAY:
            told.append(tr("CreativesPage", "{part}: {most} letters", part=str(name), most=most))
        else:
            told.append(
                tr("CreativesPage", "{part}: {most} letters ({network})", part=str(name), most=most, network=by.name)
            )  # fmt: skip
    double = all(network(key).wide == 2 for key in networks)
    told.append(
        tr("CreativesPage", "a Chinese character counts double")
        if double
        else tr("CreativesPage", "a Chinese character counts double, but at Meta")
    )
    return " · ".join(told)


def forecast_text(design: Design) -> str:
    """Return the click-through rate that is expected of a design, with its interval; empty where none is known."""
    found = design.forecast
    if found is None:
        return ""
    return tr("DesignPanel", "Expected CTR {ctr:.2%} ({low:.2%} to {high:.2%})",
              ctr=found.ctr, low=found.low, high=found.high)  # fmt: skip
