"""The leak guard: finding columns that know the future, before anything is trained.

No single sign is enough. A market index may rank people as well as the length of the call that sold to
them; the word "duration" is also in the name of a column about page views. A column is left out when its
name says that it is known only afterwards AND it ranks people well alone AND a quick model is clearly
better with it (the weaker it is alone, the more must the model gain); or when it all but repeats the target. What is merely striking becomes a warning. All
AUCs are measured on rows that the rates were not taken from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from admanager.jobs import Job
from admanager.learning.dataset import Dataset
from admanager.learning.feature_columns import FeatureColumn
from admanager.learning.findings import Finding
from admanager.learning.quick_model import Bins, alone_auc, binned, together_auc
from admanager.texts import sentence

if TYPE_CHECKING:
    import pandas as pd

STRONG_AUC = 0.75
COPY_AUC = 0.99
FILLED_AUC = 0.95
NAMED_GAIN = 0.02
NAMED_AUC = 0.60
STRIKING_DROP = 0.05
CLOCK_AUC = 0.60
CLOCK_FIT = 0.90
_SAMPLE_POSITIVES = 6_000
_SAMPLE_NEGATIVES = 14_000
_CLOCK_BLOCKS = 200

# Words of names for what only happens, or is only measured, during or after the contact.
_AFTER_WORDS = frozenset({
    "duration", "dauer", "durée", "duree", "duración", "duracion", "durata", "duração", "duracao",
    "converted", "conversion", "purchased", "bought", "ordered", "paid", "invoice", "payment", "revenue", "refund",
    "refunded", "returned", "delivered", "shipped", "fulfilled", "outcome", "result", "disposition", "response",
    "responded", "reply", "replied", "subscribed", "unsubscribed", "signed", "signup", "churned", "cancelled",
    "canceled", "cancellation", "closed", "completed", "won", "lost", "accepted", "rejected", "approved", "after",
    "final", "followup", "redeemed", "checkout",
    "umsatz", "bestellt", "gekauft", "ergebnis", "antwort", "nachher", "résultat", "resultat", "commande", "resultado",
})  # fmt: skip
_AFTER_PHRASES = (
    "order_value", "order_id", "order_total", "order_amount", "order_status", "lead_status", "deal_status",
    "talk_time", "call_time", "call_length", "call_seconds", "call_minutes", "end_date", "end_time", "close_date",
)  # fmt: skip
_AFTER_CHARACTERS = (
    "时长", "通话", "下单", "成交", "支付", "付款", "退款", "收入", "转化", "结果", "之后", "通話時間", "結果", "注文", "購入後",
)  # fmt: skip


def find_leaks(dataset: Dataset, seed: int, *, job: Job | None = None) -> list[Finding]:
    """Return what is found about the dataset's columns, in their order; `seed` draws the sample and its halves."""
    job = job or Job()
    rng = np.random.default_rng(seed)
    findings = {finding.column: finding for finding in _useless(dataset)}
    names = [column.name for column in dataset.columns if column.name not in findings]
    rows = _sample(dataset.labels, rng)
    labels = dataset.labels[rows]
    halves = rng.random(len(rows)) < 0.5
    bins, alone = {}, {}
    for place, name in enumerate(names):
        job.check_cancelled()
        job.progress(place, 2 * len(names), sentence("Looking for columns that know the future"))
        bins[name] = binned(dataset.frame[name].iloc[rows])
        alone[name] = alone_auc(bins[name], labels, halves)
        finding = _gives_away(name, alone[name], bins[name], labels, halves)
        if finding is not None:
            findings[name] = finding
    judge = _Judge(bins, alone, labels, halves, job)
    findings |= {finding.column: finding for finding in _known_after(judge, findings)}
    findings |= {finding.column: finding for finding in _suspicious(judge, findings)}
    for finding in _clocks(dataset, alone):
        findings.setdefault(finding.column, finding)
    return [findings[column.name] for column in dataset.columns if column.name in findings]


def sounds_like_after(name: str) -> bool:
    """Return whether a column's name says that it is known only after the contact."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).casefold()
    words = re.split(r"[\W_]+", spaced)
    joined = "_".join(words)
    return (
        not _AFTER_WORDS.isdisjoint(words)
        or any(phrase in joined for phrase in _AFTER_PHRASES)
        or any(characters in name for characters in _AFTER_CHARACTERS)
    )


class _Judge:
    """Measures what a column adds to others, on the sample."""

    def __init__(
        self,
        bins: dict[str, Bins],
        alone: dict[str, float],
        labels: NDArray[np.float64],
        halves: NDArray[np.bool_],
        job: Job,
    ) -> None:
        self.bins, self.alone, self.labels, self.halves = bins, alone, labels, halves
        self._job = job

    def auc(self, names: Iterable[str]) -> float:
        """Return the AUC of a quick model on these columns."""
        self._job.check_cancelled()
        return together_auc([self.bins[name] for name in names], self.labels, self.halves)


def _useless(dataset: Dataset) -> Iterable[Finding]:
    for column in dataset.columns:
        values = dataset.frame[column.name]
        different = values.nunique(dropna=True)
        if different + int(values.isna().any()) <= 1:
            yield Finding(column=column.name, cause="constant", action="exclude")
        elif _is_identifier(column, values, different):
            yield Finding(column=column.name, cause="identifier", action="exclude")
        elif column.kind == "text" and different > 0.5 * values.notna().sum():
            yield Finding(column=column.name, cause="free_text", action="exclude")


def _is_identifier(column: FeatureColumn, values: pd.Series, different: int) -> bool:
    known = values.notna().sum()
    if known < 0.9 * len(values) or different < 0.98 * known:
        return False
    if column.kind == "text":
        return True
    numbers = values.dropna().to_numpy()
    whole = bool(np.all(numbers == np.floor(numbers)))
    steps = np.diff(numbers)
    return column.kind == "number" and whole and bool(np.all(steps >= 0) or np.all(steps <= 0))


def _gives_away(
    name: str, auc: float, bins: Bins, labels: NDArray[np.float64], halves: NDArray[np.bool_]
) -> Finding | None:
    missing = alone_auc((bins == 0).astype(np.int64), labels, halves)
    if missing >= FILLED_AUC or (missing >= STRONG_AUC and sounds_like_after(name)):
        return Finding(column=name, cause="filled_after", action="exclude", auc=missing)
    if auc >= COPY_AUC:
        return Finding(column=name, cause="copies_target", action="exclude", auc=auc)
    return None


def _known_after(judge: _Judge, findings: dict[str, Finding]) -> list[Finding]:
    """Judge the columns whose names speak, each against those whose names do not: leaks hide each other."""
    named = [
        name
        for name, auc in judge.alone.items()
        if auc >= NAMED_AUC and sounds_like_after(name) and name not in findings
    ]
    if not named:
        return []
    others = _unsuspected(judge, findings, named)
    without = judge.auc(others)
    found = []
    for name in named:
        with_it = judge.auc([*others, name])
        # Other rows among those that it gives away weaken a leak alone, but nothing else stands in for it.
        least = NAMED_GAIN if judge.alone[name] >= STRONG_AUC else STRIKING_DROP
        if with_it - without >= least:
            found.append(
                Finding(
                    column=name,
                    cause="known_after",
                    action="exclude",
                    auc=judge.alone[name],
                    auc_with=with_it,
                    auc_without=without,
                )
            )
    return found


def _suspicious(judge: _Judge, findings: dict[str, Finding]) -> list[Finding]:
    """Warn of columns that the rest cannot stand in for, once the leaks found are away."""
    left_out = [name for name, finding in findings.items() if finding.action == "exclude"]
    strong = [name for name, auc in judge.alone.items() if auc >= STRONG_AUC and name not in findings]
    if not strong:
        return []
    rest = _unsuspected(judge, findings, left_out)
    with_all = judge.auc(rest)
    found = []
    for name in strong:
        without = judge.auc(other for other in rest if other != name)
        if with_all - without >= STRIKING_DROP:
            found.append(
                Finding(
                    column=name,
                    cause="suspicious",
                    action="warn",
                    auc=judge.alone[name],
                    auc_with=with_all,
                    auc_without=without,
                )
            )
    return found


def _unsuspected(judge: _Judge, findings: dict[str, Finding], named: Sequence[str]) -> list[str]:
    return [
        name
        for name in judge.bins
        if name not in named and not (name in findings and findings[name].action == "exclude")
    ]


def _clocks(dataset: Dataset, alone: dict[str, float]) -> Iterable[Finding]:
    """Yield numbers that the place in time all but determines: they stand for the date, not for the person.

    The rows are cut into blocks in the order of their time, or of the file where there is none; the share
    of the variance of a column's ranks between the blocks says how much it follows the clock.
    """
    order = np.argsort(dataset.times, kind="stable") if dataset.times is not None else slice(None)
    for column in dataset.columns:
        if (
            column.kind not in {"number", "date"}
            or column.derived_from
            or alone.get(column.name, 0.5) < CLOCK_AUC
        ):
            continue
        ranks = dataset.frame[column.name].rank().to_numpy()[order]
        blocks = np.arange(len(ranks)) * _CLOCK_BLOCKS // len(ranks)
        known = ~np.isnan(ranks)
        if known.sum() < len(ranks) / 2:
            continue
        ranks, blocks = ranks[known], blocks[known]
        counts = np.maximum(np.bincount(blocks, minlength=_CLOCK_BLOCKS), 1)
        means = np.bincount(blocks, weights=ranks, minlength=_CLOCK_BLOCKS) / counts
        spread = float(np.var(ranks))
        if spread > 0 and 1 - float(np.mean((ranks - means[blocks]) ** 2)) / spread >= CLOCK_FIT:
            yield Finding(column=column.name, cause="moves_with_time", action="warn", auc=alone[column.name])


def _sample(labels: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.intp]:
    """Draw rows, many positives and many negatives: the AUC does not depend on their proportion."""
    parts = []
    for rows, limit in (
        (np.flatnonzero(labels == 1), _SAMPLE_POSITIVES),
        (np.flatnonzero(labels == 0), _SAMPLE_NEGATIVES),
    ):
        parts.append(rows if len(rows) <= limit else rng.choice(rows, limit, replace=False))
    return np.sort(np.concatenate(parts))
