"""The names that this page gives to the core's keywords, translated when they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from admanager.gui.i18n import LazyText, lazy, tr

if TYPE_CHECKING:
    from admanager.learning.card import ModelCard
    from admanager.learning.models import ModelInfo

FAMILIES = {
    "auto": lazy("ModelsPage", "Automatic"),
    "gbdt": lazy("ModelsPage", "Boosted trees"),
    "dcn": lazy("ModelsPage", "Deep and cross network"),
    "deepfm": lazy("ModelsPage", "Factorisation network"),
    "tabm": lazy("ModelsPage", "Network of several"),
    "logistic": lazy("ModelsPage", "Logistic regression"),
    "sequence": lazy("ModelsPage", "Sequence network (LSTM)"),
    "gru": lazy("ModelsPage", "Sequence network (GRU)"),
    "cnn": lazy("ModelsPage", "Sequence network (convolution)"),
    "transformer": lazy("ModelsPage", "Sequence network (attention)"),
    "esmm": lazy("ModelsPage", "Clicks and conversions (ESMM)"),
    "mmoe": lazy("ModelsPage", "Clicks and conversions (MMoE)"),
    "uplift": lazy("ModelsPage", "Uplift"),
    "onnx": lazy("ModelsPage", "From elsewhere"),
}
KINDS = {
    "number": lazy("ModelsPage", "Number"),
    "flag": lazy("ModelsPage", "Yes or no"),
    "text": lazy("ModelsPage", "Category"),
    "date": lazy("ModelsPage", "Date"),
    "integer": lazy("ModelsPage", "Number"),
    "real": lazy("ModelsPage", "Number"),
    "boolean": lazy("ModelsPage", "Yes or no"),
    "datetime": lazy("ModelsPage", "Date"),
}
TABLES = {
    "profiles": lazy("ModelsPage", "Profiles"),
    "impressions": lazy("ModelsPage", "Impressions"),
    "events": lazy("ModelsPage", "Events"),
}
SPLITS = {
    "person": lazy("ModelsPage", "By person, drawn with the seed"),
    "time": lazy("ModelsPage", "By time, the latest rows held out"),
}


def name_of(names: Mapping[str, LazyText], key: str) -> str:
    """Return the translated name of a keyword, or the keyword where it has none."""
    return str(names[key]) if key in names else key


def predicts(target: str, positive: str) -> str:
    """Return what a model predicts, such as `y = yes`; empty where it is not known."""
    if not positive:
        return target
    return f"{target} = {positive}" if target else ""


def what_it_predicts(card: ModelCard) -> str:
    """Return what a model predicts, with the condition under which it counts."""
    if card.data.only_where:
        return tr(
            "ModelsPage",
            "{target} = {positive}, where {condition}",
            target=card.target,
            positive=card.positive,
            condition=card.data.only_where,
        )
    return predicts(card.target, card.positive)


def family(info: ModelInfo) -> str:
    """Return the name of a model's family."""
    return name_of(FAMILIES, info.family)
