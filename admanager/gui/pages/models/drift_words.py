"""What new rows say of a model, in words with the numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from admanager.gui import format as fmt
from admanager.gui.i18n import tr

if TYPE_CHECKING:
    from admanager.learning.drift import Drift

MOST_COLUMNS = 4
KINDS = {"holds": "good", "moved": "warn", "broken": "bad", "unknown": "info"}
SIGNS = {"moved": ("warning", "warn"), "broken": ("error", "bad")}
"""The icon and its colour of what a person has to do something about."""


def needs_training(found: Drift | None) -> bool:
    """Return whether the model should be trained anew."""
    return found is not None and found.verdict in SIGNS


def verdict_words(found: Drift) -> str:
    """Return whether the model still holds, how far the columns moved, and what became of its rates."""
    if not found.rows:
        return tr(
            "DriftWords", "No rows have come in since the model was trained, so nothing speaks against it."
        )
    if found.verdict == "unknown":
        return tr(
            "DriftWords", "There are too few new rows ({rows:,}) to judge the model by.", rows=found.rows
        )
    verdict = {
        "holds": tr("DriftWords", "The model still holds."),
        "moved": tr("DriftWords", "The model may not hold much longer."),
        "broken": tr("DriftWords", "The model no longer holds."),
    }[found.verdict]
    return " ".join(part for part in (verdict, _columns(found), _outcomes(found)) if part)


def _columns(found: Drift) -> str:
    from admanager.learning.drift import FAR_PSI

    if not found.columns:
        return ""
    far = [entry for entry in found.columns if entry.psi > FAR_PSI]
    if not far:
        return tr(
            "DriftWords",
            "{rows:,} new rows are like those it learned from; the largest shift is that of “{column}” (PSI {psi}).",
            rows=found.rows,
            column=found.columns[0].column,
            psi=fmt.number(found.columns[0].psi, 2),
        )
    named = fmt.listed(f"{entry.column} (PSI {fmt.number(entry.psi, 2)})" for entry in far[:MOST_COLUMNS])
    return tr(
        "DriftWords",
        "{rows:,} new rows are clearly others than those it learned from: {columns}.",
        rows=found.rows,
        columns=named,
    )


def _outcomes(found: Drift) -> str:
    """Return what became of the cases with an answer: the rates beside those expected, and how well they are ranked."""
    if found.reached is None:
        return ""
    shown = {
        "auc": lambda value: fmt.number(value, 3),
        "hit_at_10": lambda value: fmt.percent(value, 1),
        "qini": lambda value: fmt.number(value, 5),
    }[found.reached.measure]
    told = {
        "labelled": found.labelled,
        "value": shown(found.reached.value),
        "trained": shown(found.reached.trained),
    }
    if found.reached.measure == "hit_at_10":
        return tr(
            "DriftWords",
            "At {labelled:,} events what came next was among its first ten in {value} of cases; it was {trained} when it was "
            "trained.",
            **told,
        )
    rates = {
        "predicted": fmt.percent(found.predicted or 0.0),
        "observed": fmt.percent(found.observed or 0.0),
        "low": fmt.percent(found.low or 0.0),
        "high": fmt.percent(found.high or 0.0),
    }
    if found.reached.measure == "qini":
        return tr(
            "DriftWords",
            "Among {labelled:,} with an answer it expected the treatment to add {predicted}, and it added {observed} (95 %: {low} "
            "to {high}); its Qini on them is {value}, and was {trained}.",
            **told,
            **rates,
        )
    return tr(
        "DriftWords",
        "Of {labelled:,} with an answer it expected {predicted}, and {observed} did (95 %: {low} to {high}); its AUC on them "
        "is {value}, and was {trained}.",
        **told,
        **rates,
    )
