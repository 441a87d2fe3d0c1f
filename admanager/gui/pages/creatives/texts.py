"""The names that this page gives to the core's keywords, translated when they are shown."""

from __future__ import annotations

from admanager.gui.i18n import lazy

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
TONES = {
    "plain": lazy("CreativesPage", "Plain"),
    "playful": lazy("CreativesPage", "Playful"),
    "premium": lazy("CreativesPage", "Premium"),
    "urgent": lazy("CreativesPage", "Urgent"),
    "warm": lazy("CreativesPage", "Warm"),
}
KINDS = {
    "headline": lazy("CreativesPage", "Headline"),
    "body": lazy("CreativesPage", "Body text"),
    "button": lazy("CreativesPage", "Button label"),
    "button shape": lazy("CreativesPage", "Button shape"),
    "badge": lazy("CreativesPage", "Badge"),
    "price": lazy("CreativesPage", "Price"),
    "old price": lazy("CreativesPage", "Old price"),
    "figure": lazy("CreativesPage", "Offer"),
    "legal": lazy("CreativesPage", "Legal line"),
}
