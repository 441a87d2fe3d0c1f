"""How sure a figure of a model is: 95 % intervals of an AUC and of an observed share."""

from __future__ import annotations

import math

_Z = 1.959963984540054


def auc_interval(auc: float, positives: int, negatives: int) -> tuple[float, float]:
    """Return the 95 % interval of an AUC measured on this many rows of each outcome.

    Hanley & McNeil (1982, Radiology 143): with Q1 = A / (2 - A) and Q2 = 2 A^2 / (1 + A),
    var = (A (1 - A) + (n1 - 1) (Q1 - A^2) + (n0 - 1) (Q2 - A^2)) / (n1 n0). Cut at 0 and 1.
    """
    reach = _Z * math.sqrt(auc_variance(auc, positives, negatives))
    return max(0.0, auc - reach), min(1.0, auc + reach)


def auc_variance(auc: float, positives: int, negatives: int) -> float:
    """Return the variance of an AUC by Hanley & McNeil's formula; see `auc_interval`."""
    first, second = auc / (2 - auc), 2 * auc**2 / (1 + auc)
    spread = auc * (1 - auc) + (positives - 1) * (first - auc**2) + (negatives - 1) * (second - auc**2)
    return max(0.0, spread / (positives * negatives))


def auc_difference_interval(
    a: tuple[float, int, int], b: tuple[float, int, int]
) -> tuple[float, float, float]:
    """Return AUC b minus AUC a with its 95 % interval; each is given as (AUC, positives, negatives).

    The two are taken as independent. On the same rows they rise and fall together, so there the interval is
    wider than it needs to be, never too narrow.
    """
    gap = b[0] - a[0]
    reach = _Z * math.sqrt(auc_variance(*a) + auc_variance(*b))
    return gap, gap - reach, gap + reach


def share_interval(share: float, rows: int) -> tuple[float, float]:
    """Return Wilson's 95 % interval (1927) of a share observed on `rows` rows."""
    weight = _Z**2 / rows
    middle = (share + weight / 2) / (1 + weight)
    reach = _Z / (1 + weight) * math.sqrt(share * (1 - share) / rows + weight / (4 * rows))
    # At a share of 0 or 1 the interval begins there; rounding must not leave it out.
    return max(0.0, min(share, middle - reach)), min(1.0, max(share, middle + reach))
