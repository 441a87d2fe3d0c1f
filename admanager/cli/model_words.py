"""What a training came to, as JSON and as text for a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from admanager.learning.card import Head
    from admanager.learning.evaluation import Metrics
    from admanager.learning.findings import Finding
    from admanager.learning.models import TrainedModel


def trained_json(trained: TrainedModel) -> dict[str, Any]:
    """Return everything that a training found, as the JSON of `train`."""
    card = trained.card
    return {
        "model": card.name,
        "family": card.family,
        "target": card.target,
        "positive": card.positive,
        "features": [entry.name for entry in card.inputs],
        "excluded": [_finding_json(finding) for finding in card.excluded],
        "warnings": [_finding_json(finding) for finding in card.warnings],
        "overruled": [_finding_json(finding) for finding in card.overruled],
        **_metrics_json(card.metrics),
        **_heads_json(card.heads),
        **card.figures,
        "verdict": card.verdict,
        "rows": card.data.rows,
        "without_consent": card.data.without_consent,
        "do_not_contact": card.data.do_not_contact,
        "split": card.split.kind,
        "adversarial_auc": card.split.adversarial_auc,
        "quick_auc_time": card.split.quick_auc_time,
        "quick_auc_random": card.split.quick_auc_random,
        "members": [member.model_dump() for member in card.training.members],
        "epochs": len(card.training.epochs),
        "seconds": card.training.seconds,
        "seed": card.seed,
        "generated": card.data.generated,
        "agreement": card.agreement,
    }


def _metrics_json(metrics: Metrics | None) -> dict[str, Any]:
    if metrics is None:
        return {}
    figures = metrics.model_dump(include={"auc", "log_loss", "ece", "ece_floor", "base_rate"})
    intervals = {name: list(ends) for name, ends in metrics.intervals.items()}
    return {**figures, "rows_holdout": metrics.rows, "intervals": intervals}


def _heads_json(heads: Mapping[str, Head]) -> dict[str, Any]:
    """Return the figures of each outcome of a funnel, under its name; other models have none."""
    return {name: _metrics_json(head.metrics) for name, head in heads.items()}


def _finding_json(finding: Finding) -> dict[str, Any]:
    return {"column": finding.column, "cause": finding.cause, "reason": finding.reason}


def trained_text(trained: TrainedModel) -> str:
    """Return the same in a few lines."""
    card = trained.card
    lines = [
        f"Trained “{card.name}” ({card.family}) in {card.training.seconds:.1f} s on {card.data.rows:,} rows "
        f"with {len(card.inputs)} columns.",
    ]
    if metrics := card.metrics:
        low, high = metrics.intervals.get("auc", (metrics.auc, metrics.auc))
        lines.append(
            f"Hold-out ({metrics.rows:,} rows): AUC {metrics.auc:.4f} ({low:.4f} to {high:.4f}), log loss {metrics.log_loss:.4f}, "
            f"calibration error {metrics.ece:.4f} (chance alone: {metrics.ece_floor:.4f})."
        )
    lines += [head_line(name, head.metrics) for name, head in card.heads.items()]
    lines += [f"{name}: {value:.4f}" for name, value in card.figures.items()]
    if card.data.without_consent:
        lines.append(f"{card.data.without_consent:,} rows of people without consent were left out.")
    if card.data.do_not_contact:
        lines.append(
            f"{card.data.do_not_contact:,} rows are about people on the do-not-contact list: learnt from, never reached."
        )
    if card.data.generated:
        lines.append("The rows are generated data, not real people.")
    if card.excluded:
        lines.append("Left out:")
        lines += [f"  {finding.reason}" for finding in card.excluded]
    return "\n".join(lines)


def head_line(name: str, metrics: Metrics) -> str:
    """Return how good one outcome of a model of the funnel is, in a line."""
    return (
        f"  {name} ({metrics.rows:,} rows, base rate {metrics.base_rate:.2%}): AUC {metrics.auc:.4f}, "
        f"log loss {metrics.log_loss:.4f}, calibration error {metrics.ece:.4f} (chance alone: {metrics.ece_floor:.4f})"
    )
