"""What a product's place among all products does to the look of its ads: the grammar's rules about it.

A price has a meaning; the seven axes of words have none of their own. Each of them moves one side of the look, far
enough that products at different places look different, and smoothly, so that neighbours look alike.
"""

from __future__ import annotations

from collections.abc import Mapping

# What a feature adds to the log odds of levels, by field, and to the means of numbers (on -1..1), by number.
CHOICE_LOOKS: dict[str, Mapping[str, Mapping[str, float]]] = {
    "font_role": {
        "place_price": {"elegant": 0.4, "condensed": -0.4, "friendly": -0.2},
        "place_style_1": {"technical": 0.7, "geometric": 0.6, "friendly": -0.6, "elegant": -0.7},
    },
    "tone": {"place_price": {"premium": 0.6, "urgent": -0.5, "playful": -0.2}},
    "offer": {"place_price": {"percent": -0.3, "price": -0.3, "new": 0.2}},
    "scheme": {
        "place_price": {"deep": 0.3, "ink": 0.3, "accent": -0.4},
        "place_style_3": {"tint": 0.7, "paper": 0.5, "primary": -0.6, "deep": -0.4},
    },
    "background": {
        "place_style_2": {"rings": 0.7, "waves": 0.6, "blobs": 0.5, "stripes": -0.6, "gradient": -0.5, "dots": -0.3}
    },
    "motif": {"place_style_4": {"tiles": 0.8, "arcs": 0.6, "petals": -0.7, "hills": -0.6, "orbit": 0.2}},
    "mask": {"place_style_5": {"circle": 0.8, "arch": 0.5, "rectangle": -0.7}},
    "flow": {
        "place_style_6": {
            "float_left": 0.6, "float_right": 0.7, "card": 0.5, "frame": 0.3, "split_left": -0.5, "split_right": -0.5,
            "hero_top": -0.4, "bleed_side": -0.4, "diagonal": -0.4,
        }
    },
}  # fmt: skip
NUMBER_LOOKS: dict[str, Mapping[str, float]] = {
    "margin": {"place_price": 0.2},
    "button_radius": {"place_style_5": 0.3},
    "corner": {"place_style_5": 0.3},
    "background_strength": {"place_style_2": 0.2},
    "headline_scale": {"place_style_1": 0.12},
    "ground_a": {"place_style_7": 0.22},
    "ground_b": {"place_style_7": -0.22},
    "accent_a": {"place_style_7": -0.2},
}
