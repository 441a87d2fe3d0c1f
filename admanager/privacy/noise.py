"""Counts that may be told to anybody: with noise that satisfies differential privacy, and a budget for it.

An answer is a count plus discrete Laplace noise of scale 1/epsilon (Ghosh et al. 2012; Dwork et al. 2006), drawn by
OpenDP. One person changes a count by at most 1, and a histogram of groups that do not overlap in one group, so both
cost epsilon once. Which groups there are is told by the people themselves, so a group is shown only from a threshold on
that a lone person's group reaches with a chance below `DELTA` (a stability-based histogram: Korolova et al. 2009;
Vadhan 2017, 3.3); a histogram is (epsilon, DELTA)-private. Answers add up (sequential composition): the project keeps
what was spent, and refuses a question that would go over its budget. Neither the true count nor the noise is kept.
"""

from __future__ import annotations

import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError, sentence

DEFAULT_BUDGET = 1.0
MIN_EPSILON = 0.001
MAX_BUDGET = 20.0
DELTA = 1e-6
_BUDGET = "privacy budget"
_SLACK = 1e-9


@dataclass(frozen=True)
class Budget:
    """How much privacy may be spent in all, and how much was; both are epsilons."""

    total: float
    spent: float

    @property
    def left(self) -> float:
        """What may still be spent."""
        return max(0.0, self.total - self.spent)


@dataclass(frozen=True)
class NoisyCount:
    """The answer to one question; it lies within `margin` of the truth in 95 of 100 cases."""

    value: int
    margin: int
    epsilon: float
    budget: Budget


@dataclass(frozen=True)
class NoisyHistogram:
    """Counts of groups, the largest first; each lies within `margin` of the truth in 95 of 100 cases.

    Groups whose noisy count is below `threshold` are not told of.
    """

    values: dict[str, int]
    margin: int
    threshold: int
    epsilon: float
    budget: Budget


def budget_of(project: ProjectFile) -> Budget:
    """Return the project's budget."""
    spent = project.read().execute("SELECT COALESCE(SUM(epsilon), 0) FROM privacy_spending").fetchone()[0]
    return Budget(float(project.meta(_BUDGET) or DEFAULT_BUDGET), float(spent))


def set_budget(project: ProjectFile, total: float) -> Budget:
    """Set the budget; what was spent stays spent. Raises AdManagerError below that, or above 20."""
    spent = budget_of(project).spent
    if not math.isfinite(total) or not MIN_EPSILON <= total <= MAX_BUDGET:
        raise AdManagerError(
            sentence("A budget is between {low:g} and {high:g}.", low=MIN_EPSILON, high=MAX_BUDGET)
        )
    if total < spent - _SLACK:
        raise AdManagerError(sentence("{spent:g} of the budget is spent already.", spent=spent))
    with project.change(sentence("Set the privacy budget"), undoable=False) as change:
        project.set_meta(change, _BUDGET, repr(float(total)))
        change.audit("set privacy budget", "project", {"epsilon": total})
    return budget_of(project)


def noisy_count(project: ProjectFile, question: str, count: int, epsilon: float) -> NoisyCount:
    """Return a count with noise, and take epsilon from the budget.

    `question` is kept as what was asked, never the answer. Raises AdManagerError for an epsilon out of range, and when
    the budget does not reach.
    """
    _spend(project, question, epsilon)
    (value,) = with_noise([count], epsilon)
    return NoisyCount(max(0, value), margin_of(epsilon), epsilon, budget_of(project))


def noisy_histogram(
    project: ProjectFile, question: str, counts: Mapping[str, int], epsilon: float
) -> NoisyHistogram:
    """Return the counts of groups that do not overlap with noise, those from the threshold on; see `noisy_count`."""
    _spend(project, question, epsilon)
    # A group with nobody in it must not be told from one that does not exist.
    groups = [name for name, count in counts.items() if count > 0]
    noisy = zip(groups, with_noise([counts[name] for name in groups], epsilon), strict=True)
    threshold = threshold_of(epsilon)
    shown = sorted(((name, value) for name, value in noisy if value >= threshold), key=lambda pair: -pair[1])
    return NoisyHistogram(dict(shown), margin_of(epsilon), threshold, epsilon, budget_of(project))


def _spend(project: ProjectFile, question: str, epsilon: float) -> None:
    """Take epsilon from the budget before anything is drawn: a question that fails half-way counts as answered."""
    if not math.isfinite(epsilon) or not MIN_EPSILON <= epsilon <= MAX_BUDGET:
        raise AdManagerError(
            sentence("An epsilon is between {low:g} and {high:g}.", low=MIN_EPSILON, high=MAX_BUDGET)
        )
    with project.change(sentence("Spend privacy budget"), undoable=False) as change:
        left = budget_of(project).left
        if epsilon > left + _SLACK:
            raise AdManagerError(
                sentence(
                    "The privacy budget does not reach: {left:g} is left, and this question costs {epsilon:g}. Ask with a smaller "
                    "epsilon, or raise the budget if that can be justified.",
                    left=left,
                    epsilon=epsilon,
                )
            )
        change.connection.execute(
            "INSERT INTO privacy_spending (time, question, epsilon) VALUES (?, ?, ?)",
            [time.time(), question, epsilon],
        )
        change.touch("privacy_spending")
        change.audit("count with noise", "profiles", {"epsilon": epsilon})


def with_noise(counts: Sequence[int], epsilon: float) -> list[int]:
    """Return the counts, each with discrete Laplace noise: P(n) is proportional to exp(-epsilon |n|)."""
    import opendp.prelude as dp

    if not counts:
        return []
    dp.enable_features("contrib")
    domain = dp.vector_domain(dp.atom_domain(T=int), size=len(counts))
    mechanism = dp.m.make_laplace(domain, dp.l1_distance(T=int), scale=1.0 / epsilon)
    return [int(value) for value in mechanism([int(count) for count in counts])]


def margin_of(epsilon: float, confidence: float = 0.95) -> int:
    """Return the smallest m with P(|noise| <= m) >= confidence: P(|n| > m) = 2 a^(m+1) / (1 + a), a = exp(-epsilon)."""
    a = math.exp(-epsilon)
    return max(0, math.ceil(math.log((1 - confidence) * (1 + a) / 2) / math.log(a) - 1))


def threshold_of(epsilon: float, delta: float = DELTA) -> int:
    """Return the smallest t with P(1 + noise >= t) <= delta: P(n >= m) = a^m / (1 + a) for m > 0, a = exp(-epsilon)."""
    a = math.exp(-epsilon)
    return 1 + max(1, math.ceil(math.log(delta * (1 + a)) / math.log(a)))
