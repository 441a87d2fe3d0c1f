"""A logistic regression of counts whose units (here creatives) differ by more than their features tell.

clicks of row i ~ Binomial(shown, 1 / (1 + exp(-(x_i . w + u_unit)))), with w_k ~ Normal(0, variance of its group) and
u ~ Normal(0, rest) for each unit. Weights and units are found by penalised quasi-likelihood (Breslow & Clayton 1993);
the units are eliminated from each Newton step, so that many of them cost little. The variances are those that the
counts themselves ask for: of a group of K weights with posterior variances v,

    variance = sum(w^2) / (K - sum(v) / variance)        (MacKay 1992),   and `rest` alike,

until they stand still; some units of a usual `rest` are counted with those that are seen. A group that tells nothing comes out near 0, and so do all forecasts' differences by it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]

# So many units that vary as `start` says are counted with those that are seen: where few clicks tell how much units
# differ, 0 would be the likeliest, and a certainty that nobody has (Chung et al. 2013).
OTHERS = 4.0
STEPS, STILL, MOVED = 60, 1e-3, 0.05
# A variance below this moves no log-odds that anyone would see; above the other none was ever found.
LEAST, MOST = 1e-6, 1.0
# A step is not cut to less than this share.
LEAST_SHARE = 1e-3


@dataclass(frozen=True)
class Counts:
    """Rows of counts: `features` [n, P], `unit` [n] (places from 0), `shown` and `clicked` [n]."""

    features: Numbers
    unit: npt.NDArray[np.int64]
    shown: Numbers
    clicked: Numbers


@dataclass(frozen=True)
class Variances:
    """Prior variances of the groups of weights [G], and that of what the units have besides."""

    groups: Numbers
    rest: float


@dataclass(frozen=True)
class MixedFit:
    """Weights [P] with their posterior covariance [P, P], and the variances that were found."""

    weights: Numbers
    covariance: Numbers
    variances: Variances


@dataclass
class _State:
    """Weights and units under way, with the prior variances of each weight."""

    weights: Numbers
    units: Numbers
    prior: Numbers
    rest: float

    def likelihood(self, counts: Counts) -> float:
        """Return the penalised log-likelihood."""
        odds = counts.features @ self.weights + self.units[counts.unit]
        told = counts.clicked * odds - counts.shown * np.logaddexp(0.0, odds)
        return float(
            told.sum() - 0.5 * (self.weights**2 / self.prior).sum() - 0.5 * (self.units**2).sum() / self.rest
        )


def fit_mixed(
    counts: Counts, group: npt.NDArray[np.int64], prior: Numbers, start: Variances, *, units: int
) -> MixedFit:
    """Return the fit; `group` [P] is each weight's group, or -1 for one whose `prior` [P] variance stays.

    `units` is how many units there are; all begin at `start`.
    """
    rate = np.clip(counts.clicked.sum() / max(1.0, counts.shown.sum()), 1e-6, 1 - 1e-6)
    weights = np.zeros(counts.features.shape[1])
    weights[0] = np.log(rate / (1 - rate))
    groups = start.groups.copy()
    state = _State(weights, np.zeros(units), _priors(groups, group, prior), start.rest)
    order = np.argsort(counts.unit, kind="stable")
    sorted_ = Counts(counts.features[order], counts.unit[order], counts.shown[order], counts.clicked[order])
    for _ in range(STEPS):
        moved, covariance, unit_variance = _newton(sorted_, state)
        before = np.append(groups, state.rest)
        for number in range(len(groups)):
            own = group == number
            groups[number] = _variance(state.weights[own], covariance.diagonal()[own], groups[number])
        state.rest = _variance(state.units, unit_variance, state.rest, beside=start.rest)
        state.prior = _priors(groups, group, prior)
        after = np.append(groups, state.rest)
        seen = np.maximum(before, after) > 10 * LEAST
        if moved < STILL and np.abs(np.log(after / before))[seen].max(initial=0.0) < MOVED:
            break
    return MixedFit(state.weights, covariance, Variances(groups, state.rest))


def _priors(groups: Numbers, group: npt.NDArray[np.int64], prior: Numbers) -> Numbers:
    """Return the prior variance of each weight: its group's, or its own where it has none (-1, the last place)."""
    return np.where(group < 0, prior, np.append(groups, 1.0)[group])


def _newton(counts: Counts, state: _State) -> tuple[float, Numbers, Numbers]:
    """Take one step; return its largest move, the covariance of the weights [P, P] and the variances of the units [U].

    A whole step can overshoot where rates are far from those that it starts at; then half of it is tried.
    """
    x, units = counts.features, len(state.units)
    chance = 1 / (1 + np.exp(-np.clip(x @ state.weights + state.units[counts.unit], -30, 30)))
    curve, gap = counts.shown * chance * (1 - chance), counts.clicked - counts.shown * chance
    weighed = x * curve[:, np.newaxis]
    own = np.bincount(counts.unit, curve, minlength=units) + 1 / state.rest
    shared = np.zeros((units, x.shape[1]))
    present, first = np.unique(counts.unit, return_index=True)
    shared[present] = np.add.reduceat(weighed, first, axis=0)
    precision = weighed.T @ x - (shared.T / own) @ shared
    precision[np.diag_indices_from(precision)] += 1 / state.prior
    covariance: Numbers = np.linalg.inv(precision).astype(np.float64)
    uphill_units = np.bincount(counts.unit, gap, minlength=units) - state.units / state.rest
    uphill = x.T @ gap - state.weights / state.prior - shared.T @ (uphill_units / own)
    step = covariance @ uphill
    step_units = (uphill_units - shared @ step) / own
    unit_variance = 1 / own + ((shared @ covariance) * shared).sum(axis=1) / own**2
    value, share = state.likelihood(counts), 1.0
    while share > LEAST_SHARE:
        tried = _State(
            state.weights + share * step, state.units + share * step_units, state.prior, state.rest
        )
        if tried.likelihood(counts) >= value - 1e-9 * abs(value):
            break
        share /= 2
    state.weights, state.units = tried.weights, tried.units
    moved = np.abs(x @ step + step_units[counts.unit]).max()
    return float(moved), covariance, unit_variance


def _variance(found: Numbers, posterior: Numbers, before: float, *, beside: float | None = None) -> float:
    """Return the prior variance that these values with their posterior variances ask for, and OTHERS of `beside`."""
    told = max(1e-3, len(found) - float(posterior.sum()) / before)
    squares = float((found**2).sum())
    if beside is not None:
        squares, told = squares + OTHERS * beside, told + OTHERS
    return float(np.clip(squares / told, LEAST, MOST))
