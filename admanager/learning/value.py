"""What customers are worth: BG/NBD for how often they come back, Gamma-Gamma for how much they then spend.

BG/NBD (Fader, Hardie & Lee 2005). While active a customer buys at a rate lambda ~ Gamma(r, alpha); after each
purchase they leave for good with chance p ~ Beta(a, b). With x repeat purchases, the last at t_x, seen until T
(all times from the first purchase), the likelihood is

    L = B(a, b + x) / B(a, b) * Gamma(r + x) alpha^r / (Gamma(r) (alpha + T)^(r + x))
        + [x > 0] B(a + 1, b + x - 1) / B(a, b) * Gamma(r + x) alpha^r / (Gamma(r) (alpha + t_x)^(r + x))

    P(alive) = 1 / (1 + [x > 0] a / (b + x - 1) ((alpha + T) / (alpha + t_x))^(r + x))

Gamma-Gamma (Fader & Hardie 2013): a purchase of somebody is worth Gamma(p, nu) with nu ~ Gamma(q, gamma); the
mean m_x of x purchases gives E[value] = p (gamma + m_x x) / (p x + q - 1).

Customers with the same (x, t_x, T) have the same likelihood, so that the sum goes over distinct triples with
their counts. Days are the unit of time. Intervals are those of the profile likelihood: the values of a parameter
at which the likelihood, maximised over the others, falls by less than 1.92.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from admanager.texts import AdManagerError, sentence

Floats = NDArray[np.float64]

FEWEST = 50
MOST_GROUPS = 20_000
"""Above so many distinct histories the times are rounded (to a 250th of the longest), which moves no digit that counts."""
_STEPS_OF_TIME = 250
STEPS_OF_INTERVALS = 60
_DROP = 1.920729410347062  # half the 95 % quantile of chi-squared with one degree of freedom
_BOUND = 12.0


@dataclass(frozen=True)
class Histories:
    """Customers as BG/NBD sees them: repeat purchases `x`, time of the last `t_x`, time seen `total`; [customers].

    `counts` says how many customers share a history; `spent` is the mean value of their repeat purchases.
    """

    x: Floats
    t_x: Floats
    total: Floats
    counts: Floats


@dataclass(frozen=True)
class Parameter:
    """An estimate with the 95 % interval of its profile likelihood."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Frequency:
    """A fitted BG/NBD: r and alpha (in days) of the rate, a and b of leaving; and the log-likelihood."""

    r: float
    alpha: float
    a: float
    b: float
    log_likelihood: float

    def alive(self, x: Floats, t_x: Floats, total: Floats) -> Floats:
        """Return the chance that a customer has not left for good."""
        odds = np.where(x > 0, self.a / (self.b + np.maximum(x, 1) - 1), 0.0)
        grown = np.exp((self.r + x) * (np.log(self.alpha + total) - np.log(self.alpha + t_x)))
        chances: Floats = 1 / (1 + odds * grown)
        return chances

    def expected(self, days: float, x: Floats, t_x: Floats, total: Floats) -> Floats:
        """Return the purchases to be expected of each customer in the next `days` (Fader, Hardie & Lee, eq. 10)."""
        from scipy.special import hyp2f1

        a, b, alpha, r = self.a, self.b, self.alpha, self.r
        ratio = np.exp((r + x) * (np.log(alpha + total) - np.log(alpha + total + days)))
        shape = hyp2f1(r + x, b + x, a + b + x - 1, days / (alpha + total + days))
        if abs(a - 1) < 1e-9:
            a += 1e-6
        came = (a + b + x - 1) / (a - 1) * (1 - ratio * shape)
        found: Floats = np.maximum(came * self.alive(x, t_x, total), 0.0)
        return found

    def expected_of_new(self, days: float) -> float:
        """Return the purchases to be expected of a customer of whom nothing is known (eq. 9)."""
        from scipy.special import hyp2f1

        a, b, alpha, r = self.a, self.b, self.alpha, self.r
        shape = hyp2f1(r, b, a + b - 1, days / (alpha + days))
        return float((a + b - 1) / (a - 1) * (1 - (alpha / (alpha + days)) ** r * shape))


@dataclass(frozen=True)
class Spending:
    """A fitted Gamma-Gamma: p, q and gamma, in the unit of the values."""

    p: float
    q: float
    gamma: float
    log_likelihood: float

    def expected(self, x: Floats, mean: Floats) -> Floats:
        """Return the value to be expected of a customer's next purchase; of nobody's own history where x is 0."""
        known = self.p * x + self.q - 1
        found: Floats = self.p * (self.gamma + np.where(x > 0, mean, 0.0) * x) / known
        return found


def grouped(x: Floats, t_x: Floats, total: Floats, *, steps: int = _STEPS_OF_TIME) -> Histories:
    """Return the distinct histories with their counts.

    Exact up to `MOST_GROUPS` of them; else times are rounded to `steps` parts of the longest.
    """
    is_whole = not (np.any(t_x % 1) or np.any(total % 1))
    found = _coded(x, t_x, total, 1.0) if is_whole else _distinct(x, t_x, total)
    if len(found.x) <= MOST_GROUPS:
        return found
    return _coded(x, t_x, total, max(float(total.max()) / steps, 1e-9))


def _coded(x: Floats, t_x: Floats, total: Floats, step: float) -> Histories:
    """Return the distinct histories by one whole number each, times being multiples of `step`."""
    seen = np.rint(total / step).astype(np.int64)
    last = np.minimum(np.rint(t_x / step).astype(np.int64), seen)
    width = int(seen.max(initial=0)) + 1
    codes, counts = np.unique((x.astype(np.int64) * width + last) * width + seen, return_counts=True)
    rest, seen = codes // width, codes % width
    return Histories(
        (rest // width).astype(np.float64), (rest % width) * step, seen * step, counts.astype(np.float64)
    )


def _distinct(x: Floats, t_x: Floats, total: Floats) -> Histories:
    order = np.lexsort((t_x, total, x))
    x, t_x, total = x[order], t_x[order], total[order]
    is_new = np.ones(len(x), dtype=np.bool_)
    is_new[1:] = (np.diff(x) != 0) | (np.diff(t_x) != 0) | (np.diff(total) != 0)
    first = np.flatnonzero(is_new)
    counts = np.diff(np.append(first, len(x))).astype(np.float64)
    return Histories(x[first], t_x[first], total[first], counts)


def log_likelihood(parameters: Floats, histories: Histories) -> float:
    """Return the log-likelihood of BG/NBD at (r, alpha, a, b)."""
    return -_loss_and_slope(np.log(parameters), histories)[0]


def fit_frequency(histories: Histories) -> Frequency:
    """Return the BG/NBD of highest likelihood (L-BFGS on the logarithms, with the gradient written out).

    Raises AdManagerError where there are too few customers, or nobody came back.
    """
    customers = int(histories.counts.sum())
    returned = int(histories.counts[histories.x > 0].sum())
    if customers < FEWEST or returned < 10:
        raise AdManagerError(
            sentence(
                "There is too little to learn from: {customers:,} customers, {returned:,} of whom bought again; at least "
                "{least} and 10 are needed.",
                customers=customers,
                returned=returned,
                least=FEWEST,
            )
        )
    scale = float(histories.total.mean())
    in_scale = Histories(histories.x, histories.t_x / scale, histories.total / scale, histories.counts)
    best = _minimise(lambda at: _loss_and_slope(at, in_scale), np.zeros(4))
    r, alpha, a, b = np.exp(best[0])
    # Changing the unit of time moves the likelihood by x log(scale) for each customer.
    shift = float((histories.counts * histories.x).sum()) * np.log(scale)
    return Frequency(float(r), float(alpha) * scale, float(a), float(b), -best[1] - shift)


def profile_intervals(fitted: Frequency, histories: Histories) -> dict[str, Parameter]:
    """Return r, alpha, a and b with the 95 % intervals of their profile likelihood."""
    # Many histories may be rounded more coarsely here; the likelihood is then highest at another place.
    best, total = _minimise(
        lambda logs: _loss_and_slope(logs, histories), np.log([fitted.r, fitted.alpha, fitted.a, fitted.b])
    )
    at, highest = best, -total
    found = {}
    for place, name in enumerate(("r", "alpha", "a", "b")):
        low, high = (_edge(at, place, side, highest, histories) for side in (-1.0, 1.0))
        found[name] = Parameter(getattr(fitted, name), float(np.exp(low)), float(np.exp(high)))
    return found


def _edge(at: Floats, place: int, side: float, highest: float, histories: Histories) -> float:
    """Return where the profile of one parameter (its logarithm) has fallen by `_DROP`."""
    from scipy.optimize import brentq

    others = [number for number in range(len(at)) if number != place]
    start = at[others].copy()

    def fallen(value: float) -> float:
        def loss(rest: Floats) -> tuple[float, Floats]:
            full = np.insert(rest, place, value)
            total, slope = _loss_and_slope(full, histories)
            return total, slope[others]

        best, total = _minimise(loss, start)
        start[:] = best
        return total + highest - _DROP

    inside, outside = at[place], at[place] + side * 0.1
    while fallen(outside) < 0:
        inside, outside = outside, outside + side * (abs(outside - at[place]) + 0.1)
        if abs(outside) > _BOUND:
            return float(outside)
    return float(brentq(fallen, *sorted((inside, outside)), xtol=1e-4))


def _loss_and_slope(logs: Floats, histories: Histories) -> tuple[float, Floats]:
    """Return minus the log-likelihood at the logarithms of (r, alpha, a, b), and its gradient by them."""
    from scipy.special import betaln, digamma, gammaln

    r, alpha, a, b = np.exp(np.clip(logs, -_BOUND, _BOUND))
    x, t_x, total, counts = histories.x, histories.t_x, histories.total, histories.counts
    back = x > 0
    more = np.maximum(x, 1)
    common = gammaln(r + x) - gammaln(r) + r * np.log(alpha)
    active = betaln(a, b + x) - betaln(a, b) - (r + x) * np.log(alpha + total)
    left = np.where(back, betaln(a + 1, b + more - 1) - betaln(a, b) - (r + x) * np.log(alpha + t_x), -np.inf)
    joined = np.logaddexp(active, left)
    share = np.exp(active - joined)  # how much of the likelihood is that the customer is still active
    gone = 1 - share
    base = digamma(a + b)
    by_r = (
        digamma(r + x)
        - digamma(r)
        + np.log(alpha)
        - share * np.log(alpha + total)
        - gone * np.log(alpha + t_x)
    )
    by_alpha = r / alpha - (r + x) * (share / (alpha + total) + gone / (alpha + t_x))
    by_a = share * digamma(a) + gone * digamma(a + 1) - digamma(a + b + x) - digamma(a) + base
    by_b = share * digamma(b + x) + gone * digamma(b + more - 1) - digamma(a + b + x) - digamma(b) + base
    slope = np.array(
        [r * counts @ by_r, alpha * counts @ by_alpha, a * counts @ by_a, b * counts @ by_b], dtype=np.float64
    )
    return -float(counts @ (common + joined)), -slope


def fit_spending(x: Floats, mean: Floats) -> Spending:
    """Return the Gamma-Gamma of highest likelihood on customers with x > 0 repeat purchases of mean value `mean`.

    Raises AdManagerError where too few customers came back and paid something.
    """
    chosen = (x > 0) & (mean > 0)
    if int(chosen.sum()) < FEWEST:
        raise AdManagerError(
            sentence(
                "The values of purchases cannot be learned: only {customers:,} customers bought again for a known value; "
                "at least {least} are needed.",
                customers=int(chosen.sum()),
                least=FEWEST,
            )
        )
    scale = float(mean[chosen].mean())
    x, mean = x[chosen], mean[chosen] / scale
    best, total = _minimise(lambda at: _spending_loss(at, x, mean), np.log([2.0, 3.0, 2.0]))
    p, q, gamma = np.exp(best)
    return Spending(float(p), float(q), float(gamma) * scale, -total - len(x) * float(np.log(scale)))


def _spending_loss(logs: Floats, x: Floats, mean: Floats) -> tuple[float, Floats]:
    from scipy.special import digamma, gammaln

    p, q, gamma = np.exp(np.clip(logs, -_BOUND, _BOUND))
    joined = np.log(gamma + mean * x)
    terms = (
        gammaln(p * x + q)
        - gammaln(p * x)
        - gammaln(q)
        + q * np.log(gamma)
        + (p * x - 1) * np.log(mean)
        + p * x * np.log(x)
        - (p * x + q) * joined
    )
    by_p = x * (digamma(p * x + q) - digamma(p * x) + np.log(mean) + np.log(x) - joined)
    by_q = digamma(p * x + q) - digamma(q) + np.log(gamma) - joined
    by_gamma = q / gamma - (p * x + q) / (gamma + mean * x)
    slope = np.array([p * by_p.sum(), q * by_q.sum(), gamma * by_gamma.sum()])
    return -float(terms.sum()), -slope


def _minimise(loss: Callable[[Floats], tuple[float, Floats]], start: Floats) -> tuple[Floats, float]:
    from scipy.optimize import minimize

    found = minimize(
        loss,
        start,
        jac=True,
        method="L-BFGS-B",
        bounds=[(-_BOUND, _BOUND)] * len(start),
        options={"maxiter": 500, "ftol": 1e-13, "gtol": 1e-8},
    )
    return np.asarray(found.x, dtype=np.float64), float(found.fun)
