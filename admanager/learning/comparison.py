"""Two models side by side: by how much one ranks better, and what makes the comparison doubtful."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from admanager.learning.card import ModelCard
from admanager.learning.evaluation import Metrics
from admanager.learning.intervals import auc_difference_interval
from admanager.texts import Sentence, sentence


@dataclass(frozen=True)
class Comparison:
    """The AUC of b minus that of a with its 95 % interval, and in plain words what speaks against it.

    `better` is None where the interval holds 0, or where the models answer different questions.
    """

    gap: float
    low: float
    high: float
    better: Literal["a", "b"] | None
    same_question: bool
    cautions: tuple[Sentence, ...]


def compare(a: ModelCard, b: ModelCard) -> Comparison:
    """Compare two models by their cards, each judged on its own hold-out rows."""
    gap, low, high = auc_difference_interval(_counted(a.measured()), _counted(b.measured()))
    same_question = _question(a) == _question(b)
    better: Literal["a", "b"] | None = None
    if same_question and low > 0:
        better = "b"
    elif same_question and high < 0:
        better = "a"
    return Comparison(gap, low, high, better, same_question, tuple(_cautions(a, b)))


def _counted(metrics: Metrics) -> tuple[float, int, int]:
    return metrics.auc, metrics.positives, metrics.rows - metrics.positives


def _question(card: ModelCard) -> tuple[str, str, str, str]:
    return card.data.table, card.data.only_where, card.target, card.positive


def _cautions(a: ModelCard, b: ModelCard) -> list[Sentence]:
    found = []
    if _question(a) != _question(b):
        found.append(
            sentence(
                "The models answer different questions: one gives the chance of {a_target} = {a_positive} in {a_table}, "
                "the other that of {b_target} = {b_positive} in {b_table}.",
                a_target=a.target,
                a_positive=a.positive,
                a_table=a.data.table,
                b_target=b.target,
                b_positive=b.positive,
                b_table=b.data.table,
            )
        )
    elif not _same_rows(a, b):
        found.append(
            sentence(
                "The models were judged on different rows, so a part of the difference may lie in the rows."
            )
        )
    kept = {finding.column for finding in (*a.overruled, *b.overruled)}
    if kept:
        found.append(
            sentence(
                "A column that the leak guard would have left out was kept: {columns}. Such a model looks better than it "
                "will be.",
                columns=", ".join(sorted(kept)),
            )
        )
    if a.data.generated != b.data.generated:
        found.append(sentence("One of the models learned from generated data."))
    return found


def _same_rows(a: ModelCard, b: ModelCard) -> bool:
    """Return whether both hold out the same rows, as far as their cards tell."""

    def told(card: ModelCard) -> tuple[object, ...]:
        seed = card.seed if card.split.kind == "person" else 0
        return card.data.rows, card.data.positives, card.measured().rows, card.measured().positives, seed

    return told(a) == told(b)
