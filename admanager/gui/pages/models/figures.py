"""A model's figures in words, each beside what it has to be measured against, and what makes them doubtful."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from admanager.gui import format as fmt
from admanager.gui.i18n import tr, tr_count, translate_sentence
from admanager.gui.widgets import MetricTile

if TYPE_CHECKING:
    from admanager.learning.card import ModelCard

LIFT_SHARE = 0.1


def make_tiles(*, compact: bool = False) -> dict[str, MetricTile]:
    """Return a tile for each figure; `figures` says what they show."""
    texts = {
        "auc": (
            tr("ModelView", "AUC"),
            tr("ModelView", "The chance that someone who did is ranked above someone who did not."),
        ),
        "log_loss": (
            tr("ModelView", "Log loss"),
            tr("ModelView", "How far the probabilities are from what happened, in nats."),
        ),
        "ece": (
            tr("ModelView", "Calibration error"),
            tr(
                "ModelView",
                "The mean distance between predicted and observed shares, in 15 groups of equal size.",
            ),
        ),
        "base_rate": (tr("ModelView", "Base rate"), tr("ModelView", "The share of all who did.")),
        "lift": (
            tr("ModelView", "Lift at 10 %"),
            tr("ModelView", "How many times more responders the best-ranked tenth holds."),
        ),
    }
    return {key: MetricTile(name, tooltip=tooltip, compact=compact) for key, (name, tooltip) in texts.items()}


def figures(card: ModelCard) -> dict[str, tuple[str, str]]:
    """Return for each tile its figure, and what stands below it."""
    from admanager.learning.evaluation import lift_at
    from admanager.learning.intervals import auc_interval

    metrics = card.metrics
    estimated = auc_interval(metrics.auc, metrics.positives, metrics.rows - metrics.positives)
    low, high = metrics.intervals.get("auc", estimated)
    lift = lift_at(card.curves.gains, LIFT_SHARE)
    return {
        "auc": (
            fmt.number(metrics.auc, 4),
            tr("ModelView", "95 %: {low} to {high}", low=fmt.number(low, 3), high=fmt.number(high, 3)),
        ),
        "log_loss": (
            fmt.number(metrics.log_loss, 4),
            tr("ModelView", "base rate alone: {loss}", loss=fmt.number(_constant_loss(metrics.base_rate), 4)),
        ),
        "ece": (
            fmt.number(metrics.ece, 4),
            tr("ModelView", "chance alone: {floor}", floor=fmt.number(metrics.ece_floor, 4)),
        ),
        "base_rate": (
            fmt.percent(metrics.base_rate),
            tr("ModelView", "{yes:,} of {rows:,} rows", yes=metrics.positives, rows=metrics.rows),
        ),
        "lift": (
            tr("ModelView", "{lift} times", lift=fmt.number(lift, 1)),
            tr("ModelView", "reaches {share} of them", share=fmt.percent(lift * LIFT_SHARE, 0)),
        ),
    }


def split_words(card: ModelCard) -> str:
    """Return what a quick model reaches on rows drawn at random and on the last ones, and how much the world has moved."""
    split = card.split
    if split.quick_auc_random is None or split.quick_auc_time is None or split.adversarial_auc is None:
        return ""
    return tr(
        "ModelView",
        "Random split beside the split by order: a quick model reaches an AUC of {drawn} on people drawn at random and {late} on "
        "the last 30 % of the rows. These can be told from the first 70 % with an AUC of {moved}; 0.5 is not at all, above 0.8 "
        "the world has moved.",
        drawn=fmt.number(split.quick_auc_random, 3),
        late=fmt.number(split.quick_auc_time, 3),
        moved=fmt.number(split.adversarial_auc, 3),
    )


def caution(card: ModelCard) -> tuple[str, str] | None:
    """Return how bad it is (bad or warn) and what the figures do not say by themselves; None where nothing is."""
    if card.overruled:
        return "bad", tr_count(
            "ModelView",
            "{count} column was kept against the leak guard's advice: these figures may be too good to be true.",
            "{count} columns were kept against the leak guard's advice: these figures may be too good to be true.",
            len(card.overruled),
        )
    if card.warnings:
        return "warn", tr_count(
            "ModelView",
            "{count} column comes with a warning; what it teaches may not hold later.",
            "{count} columns come with a warning; what they teach may not hold later.",
            len(card.warnings),
        )
    if (moved := card.moved()) is not None:
        return "warn", translate_sentence(moved)
    return None


def _constant_loss(rate: float) -> float:
    return -(rate * math.log(rate) + (1 - rate) * math.log1p(-rate)) if 0 < rate < 1 else 0.0
