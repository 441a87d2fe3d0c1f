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
    "sequence": lazy("ModelsPage", "Sequence (LSTM)"),
    "gru": lazy("ModelsPage", "Sequence (GRU)"),
    "cnn": lazy("ModelsPage", "Sequence (convolution)"),
    "transformer": lazy("ModelsPage", "Sequence (attention)"),
    "esmm": lazy("ModelsPage", "Whole funnel (ESMM)"),
    "mmoe": lazy("ModelsPage", "Whole funnel (MMoE)"),
    "uplift": lazy("ModelsPage", "Uplift"),
    "onnx": lazy("ModelsPage", "From elsewhere"),
}
FIGURES = {
    "hit_at_1": lazy("ModelsPage", "First of all"),
    "hit_at_10": lazy("ModelsPage", "Among the first ten"),
    "hit_at_10_low": lazy("ModelsPage", "the same, 95 %: from"),
    "hit_at_10_high": lazy("ModelsPage", "the same, 95 %: to"),
    "mrr_at_10": lazy("ModelsPage", "Reciprocal rank"),
    "markov_hit_at_1": lazy("ModelsPage", "Lookup table: first of all"),
    "markov_hit_at_10": lazy("ModelsPage", "Lookup table: among the first ten"),
    "markov_mrr_at_10": lazy("ModelsPage", "Lookup table: reciprocal rank"),
    "gain_at_1_low": lazy("ModelsPage", "First of all, more than the lookup table, 95 %: from"),
    "gain_at_1_high": lazy("ModelsPage", "First of all, more than the lookup table, 95 %: to"),
    "gain_at_10_low": lazy("ModelsPage", "Among the first ten, more than the lookup table, 95 %: from"),
    "gain_at_10_high": lazy("ModelsPage", "Among the first ten, more than the lookup table, 95 %: to"),
    "cases": lazy("ModelsPage", "Cases judged"),
    "qini": lazy("ModelsPage", "Qini"),
    "qini_low": lazy("ModelsPage", "Qini, 95 %: from"),
    "qini_high": lazy("ModelsPage", "Qini, 95 %: to"),
    "uplift": lazy("ModelsPage", "Uplift of all"),
    "uplift_low": lazy("ModelsPage", "Uplift of all, 95 %: from"),
    "uplift_high": lazy("ModelsPage", "Uplift of all, 95 %: to"),
    "uplift_best": lazy("ModelsPage", "Uplift of the best 30 %"),
    "qini_t_learner": lazy("ModelsPage", "Qini of two models (T-learner)"),
    "qini_x_learner": lazy("ModelsPage", "Qini of crossed models (X-learner)"),
    "qini_s_learner": lazy("ModelsPage", "Qini of a single model (S-learner)"),
    "assignment_auc": lazy("ModelsPage", "How far the treated can be told from the rest (AUC)"),
    "treated": lazy("ModelsPage", "Treated among them"),
    "rows_holdout": lazy("ModelsPage", "People judged"),
}
"""What a model that answers something else than a yes is judged by."""
COUNTED = frozenset({"cases", "treated", "rows_holdout"})
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
