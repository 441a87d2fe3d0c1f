"""Who is persuaded: the Qini curve of a ranking by uplift, its interval, and what may be said of it.

People are ranked by the uplift that a model predicts, tau(x) = P(yes | x, treated) - P(yes | x, not treated).
With n_t, n_c the treated and the others among the best ranked share phi, y_t, y_c their yeses and N_t all
treated, the curve (Radcliffe 2007) is the yeses that treating them brought, for each treated person,

    g(phi) = (y_t(phi) - y_c(phi) n_t(phi) / n_c(phi)) / N_t

and Qini is the area between it and the straight line of a random choice, from (0, 0) to (1, g(1)). It is in
yeses a treated person; below 0 the ranking is worse than chance.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from admanager.learning.targets import TargetValue, stored_positive
from admanager.project.tables import Column
from admanager.texts import AdManagerError, Sentence, sentence

Floats = NDArray[np.float64]

POINTS = 100
DRAWS = 400
BEST_SHARE = 0.3
MIN_OF_ARM = 100
_CONTROL_WORDS = frozenset({"0", "no", "false", "control", "none", "not treated", "untreated", "对照", "否"})


@dataclass(frozen=True)
class Uplift:
    """What a ranking is worth: Qini with its 95 % interval, and the uplift of all and of the best 30 %.

    `curve` has the points (share addressed, yeses gained for each treated person).
    """

    qini: float
    qini_low: float
    qini_high: float
    uplift: float
    uplift_low: float
    uplift_high: float
    uplift_best: float
    rows: int
    treated: int
    curve: list[tuple[float, float]]

    @property
    def is_evident(self) -> bool:
        """Whether the interval of Qini lies above 0."""
        return self.qini_low > 0

    @property
    def verdict(self) -> Sentence:
        """What may be said, in words."""
        if self.is_evident:
            return sentence("some people are persuaded more than others")
        return sentence("no evidence that anyone is persuaded more than others")

    def figures(self) -> dict[str, float]:
        """Return the figures by name, as the card and the commands have them."""
        return {
            "qini": self.qini,
            "qini_low": self.qini_low,
            "qini_high": self.qini_high,
            "uplift": self.uplift,
            "uplift_low": self.uplift_low,
            "uplift_high": self.uplift_high,
            "uplift_best": self.uplift_best,
        }


def judge_uplift(scores: Floats, labels: Floats, treated: Floats, *, seed: int = 0) -> Uplift:
    """Return what a ranking by `scores` is worth on these people; all arrays [rows], `treated` 1.0 or 0.0.

    The interval is that of the percentiles of 400 bootstrap draws of people, the arms drawn apart.

    Raises AdManagerError when an arm has hardly anybody.
    """
    require_arms(treated)
    places = _places(scores)
    counted = _counts(places, labels, treated, np.ones(len(scores)))
    shares, curve = _shares(*counted[:2]), _curve(*counted)
    rng = np.random.default_rng(seed)
    arms = [np.flatnonzero(treated == arm) for arm in (0.0, 1.0)]
    drawn = np.empty((DRAWS, 2))
    for draw in range(DRAWS):
        weights = np.zeros(len(scores))
        for arm in arms:
            weights[arm] = rng.multinomial(len(arm), np.full(len(arm), 1 / len(arm)))
        part = _counts(places, labels, treated, weights)
        drawn[draw] = _area(*part), _gap(*part, POINTS)
    low, high = np.quantile(drawn, [0.025, 0.975], axis=0)
    best = round(BEST_SHARE * POINTS)
    return Uplift(
        qini=_area(*counted),
        qini_low=float(low[0]),
        qini_high=float(high[0]),
        uplift=_gap(*counted, POINTS),
        uplift_low=float(low[1]),
        uplift_high=float(high[1]),
        uplift_best=_gap(*counted, best),
        rows=len(scores),
        treated=int(treated.sum()),
        curve=[(float(share), float(value)) for share, value in zip(shares, curve, strict=True)],
    )


def qini(scores: Floats, labels: Floats, treated: Floats) -> float:
    """Return the Qini of a ranking; see the module's formula."""
    places = _places(scores)
    return _area(*_counts(places, labels, treated, np.ones(len(scores))))


def choose_control(column: Column, values: list[TargetValue], asked: str | None) -> str:
    """Return the value of the treatment column that says "not treated".

    Raises AdManagerError where it has to be named, is not there, or nobody has another value.
    """
    shown = ", ".join(value.text for value in values[:10])
    if len(values) < 2:
        raise AdManagerError(
            sentence(
                "The column {column} has fewer than two different values, so that nobody can be compared.",
                column=column.name,
            )
        )
    if asked is None:
        found = [value.text for value in values if value.text.strip().casefold() in _CONTROL_WORDS]
        if len(found) != 1:
            raise AdManagerError(
                sentence(
                    "Say which value of {column} means not treated (--control); it has {values}.",
                    column=column.name,
                    values=shown,
                )
            )
        return found[0]
    wanted = stored_positive(column, asked)
    if wanted is None or not any(stored_positive(column, value.text) == wanted for value in values):
        raise AdManagerError(
            sentence(
                "The column {column} has no value “{value}”; it has {values}.",
                column=column.name,
                value=asked,
                values=shown,
            )
        )
    return asked


def require_arms(treated: Floats) -> None:
    """Raise AdManagerError when fewer than `MIN_OF_ARM` people were treated, or were not."""
    fewest = int(min(treated.sum(), len(treated) - treated.sum()))
    if fewest < MIN_OF_ARM:
        raise AdManagerError(
            sentence(
                "Uplift compares treated people with others, and one side has only {rows:,}; at least {least} are needed.",
                rows=fewest,
                least=MIN_OF_ARM,
            )
        )


def _places(scores: Floats) -> NDArray[np.int64]:
    """Return the part (0 to 99) of the ranking that each person is in, the best first; ties stay together."""
    ordered = np.sort(-scores)
    middle = (np.searchsorted(ordered, -scores, "left") + np.searchsorted(ordered, -scores, "right")) / 2
    places: NDArray[np.int64] = np.minimum((middle * POINTS / len(scores)).astype(np.int64), POINTS - 1)
    return places


def _counts(
    places: NDArray[np.int64], labels: Floats, treated: Floats, weights: Floats
) -> tuple[Floats, Floats, Floats, Floats]:
    """Return n_t, n_c, y_t and y_c of the best ranked, from none to all; each [POINTS + 1]."""

    def summed(values: Floats) -> Floats:
        return np.append(0.0, np.cumsum(np.bincount(places, weights=values, minlength=POINTS)))

    others = 1 - treated
    return (
        summed(weights * treated),
        summed(weights * others),
        summed(weights * treated * labels),
        summed(weights * others * labels),
    )


def _curve(n_t: Floats, n_c: Floats, y_t: Floats, y_c: Floats) -> Floats:
    ratio = np.divide(n_t, n_c, out=np.zeros_like(n_t), where=n_c > 0)
    curve: Floats = (y_t - y_c * ratio) / max(n_t[-1], 1.0)
    return curve


def _shares(n_t: Floats, n_c: Floats) -> Floats:
    """Return which share of all people the best ranked are; where many have one score it jumps."""
    people: Floats = n_t + n_c
    shares: Floats = people / people[-1]
    return shares


def _area(n_t: Floats, n_c: Floats, y_t: Floats, y_c: Floats) -> float:
    shares, curve = _shares(n_t, n_c), _curve(n_t, n_c, y_t, y_c)
    return float(np.trapezoid(curve - shares * curve[-1], shares))


def _gap(n_t: Floats, n_c: Floats, y_t: Floats, y_c: Floats, place: int) -> float:
    """Return the difference of the yes rates among the best `place` parts."""
    if not n_t[place] or not n_c[place]:
        return float("nan")
    return float(y_t[place] / n_t[place] - y_c[place] / n_c[place])
