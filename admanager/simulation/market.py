"""The market: what the strongest competing bid costs, as a table of quantiles.

Without a log of prices the clearing price is taken to be gamma distributed: of the usual families it is the
closest to real second-price logs (mean sup-distance of the distribution 0.082 over nine logs of iPinYou,
against 0.107 for the lognormal). A market made this way is an assumption, and is labelled as one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from admanager.simulation.draws import QUANTILES, from_quantiles
from admanager.texts import AdManagerError, Sentence, sentence

_TERMS = 400
SMALLEST_SHAPE, LARGEST_SHAPE = 0.2, 50.0


@dataclass(frozen=True)
class Prices:
    """The market in the form that the engines play: price tables, and which of them holds where.

    `price` [T, 4097] are quantiles of the clearing price in micros. A bid at such a quantile pays `cost` on
    average per auction, won or not, under second price. `shade` [T, 4097] is the bid that earns most under first
    price for the values 0 .. `shade_top` [T], evenly spaced. `table_of` [ad groups, placements].
    """

    price: NDArray[np.float64]
    cost: NDArray[np.float64]
    shade: NDArray[np.float64]
    shade_top: NDArray[np.float64]
    table_of: NDArray[np.int32]
    method: Sentence


def prices_of(tables: NDArray[np.float64], table_of: NDArray[np.int32], method: Sentence) -> Prices:
    """Derive from price tables what bidders need to know of them."""
    middle = 0.5 * (tables[:, 1:] + tables[:, :-1])
    cost = np.zeros_like(tables)
    cost[:, 1:] = np.cumsum(middle, axis=1) / QUANTILES
    tops = 3.0 * tables[:, -2]
    shade = np.stack([_shading(table, top) for table, top in zip(tables, tops, strict=True)])
    return Prices(tables, cost, shade, tops, table_of, method)


def _shading(table: NDArray[np.float64], top: float) -> NDArray[np.float64]:
    """Return argmax over b of (v - b) W(b) for the values v = 0 .. top; the best bid rises with the value."""
    step = QUANTILES // 512
    bids = table[step // 2 :: step]
    won = np.linspace(0.0, 1.0, len(table))[step // 2 :: step]
    values = np.linspace(0.0, top, 513)
    best = bids[np.argmax((values[:, None] - bids) * won, axis=1)]
    best = np.minimum(np.maximum.accumulate(best), values)
    return np.interp(np.linspace(0.0, top, QUANTILES + 1), values, best)


def kaplan_meier(
    price: NDArray[np.float64], bid: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the prices that were seen and the win rate of a bid at each, from auctions won and lost.

    `price` is NaN where an auction was lost; `bid` is then known, and the price was above it (right-censored).
    W(b) = 1 - prod over prices b_j <= b of (1 - d_j / n_j), with d_j the wins at the price b_j and n_j the auctions
    whose price or losing bid is at least b_j (Kaplan & Meier 1958; for auctions Zhang et al., KDD 2016).
    """
    won = ~np.isnan(price)
    levels, wins = np.unique(price[won], return_counts=True)
    ends = np.sort(np.where(won, price, bid))
    at_risk = len(ends) - np.searchsorted(ends, levels, side="left")
    return levels, np.asarray(1.0 - np.cumprod(1.0 - wins / at_risk), dtype=np.float64)


def quantiles_of(levels: NDArray[np.float64], rates: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the quantiles 0/4096 .. 4096/4096 of a price distribution given at its levels.

    What lies above the highest level, because no bid ever reached it, is taken to fall off exponentially with
    the mean price as its mean excess.
    """
    at = np.arange(QUANTILES + 1) / QUANTILES
    known = np.interp(at, np.concatenate([[0.0], rates]), np.concatenate([levels[:1], levels]))
    steps = np.diff(np.concatenate([[0.0], rates]))
    mean = float(steps @ levels) / max(float(steps.sum()), 1e-12)
    beyond = at > rates[-1]
    rest = max(1.0 - float(rates[-1]), 1e-12)
    above = levels[-1] - mean * np.log(np.maximum((1.0 - at) / rest, 0.25 / QUANTILES / rest))
    return np.asarray(np.where(beyond, above, known), dtype=np.float64)


def gamma_cdf(shape: float, x: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the regularised lower incomplete gamma function P(shape, x) for x >= 0.

    By its power series below shape + 1 and by Lentz's continued fraction above (Press et al., Numerical
    Recipes, section 6.2); absolute error below 1e-12 for shapes from 0.2 to 51.
    """
    x = np.asarray(x, dtype=np.float64)
    result = np.zeros_like(x)
    low = (x > 0) & (x < shape + 1)
    result[low] = _series(shape, x[low])
    high = x >= shape + 1
    result[high] = 1.0 - _continued_fraction(shape, x[high])
    return result


def _front(shape: float, x: NDArray[np.float64]) -> NDArray[np.float64]:
    front: NDArray[np.float64] = np.exp(shape * np.log(x) - x - math.lgamma(shape))
    return front


def _series(shape: float, x: NDArray[np.float64]) -> NDArray[np.float64]:
    term = np.full_like(x, 1.0 / shape)
    total = term.copy()
    for n in range(1, _TERMS):
        term = term * x / (shape + n)
        total += term
        if not np.any(term > total * 1e-16):
            break
    return total * _front(shape, x)


def _continued_fraction(shape: float, x: NDArray[np.float64]) -> NDArray[np.float64]:
    b = x + 1.0 - shape
    c = np.full_like(x, 1e300)
    d = 1.0 / b
    h = d.copy()
    for i in range(1, _TERMS):
        a = -i * (i - shape)
        b = b + 2.0
        d = 1.0 / (a * d + b)
        c = b + a / c
        h = h * c * d
        if not np.any(np.abs(c * d - 1.0) > 1e-15):
            break
    return h * _front(shape, x)


def gamma_quantiles(shape: float, mean: float) -> NDArray[np.float64]:
    """Return the quantiles 0/4096 .. 4096/4096 of a gamma distribution with this shape and mean.

    The last one stands for infinity; it is placed so that the linear piece below it has the mean of the
    true tail.
    """
    return _unit_quantiles(shape) * (mean / shape)


@cache
def _unit_quantiles(shape: float) -> NDArray[np.float64]:
    levels = np.arange(QUANTILES) / QUANTILES
    low, high = np.zeros(QUANTILES), np.full(QUANTILES, shape + 40.0 + 12.0 * math.sqrt(shape))
    for _ in range(50):
        middle = 0.5 * (low + high)
        below = gamma_cdf(shape, middle) < levels
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    quantiles = 0.5 * (low + high)
    quantiles[0] = 0.0
    last = quantiles[-1:]
    tail_mean = shape * (1.0 - gamma_cdf(shape + 1.0, last)[0]) * QUANTILES
    top = max(2.0 * tail_mean - last[0], last[0])
    return np.append(quantiles, top)


def win_rate(table: NDArray[np.float64], bid: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the share of auctions that a bid wins: P(price <= bid)."""
    levels = np.linspace(0.0, 1.0, len(table))
    return np.interp(bid, table, levels)


def mean_price_when_won(table: NDArray[np.float64], bid: float) -> float:
    """Return the mean clearing price of the auctions that a bid wins; 0 when it wins none."""
    prices = from_quantiles(table, (np.arange(4 * QUANTILES) + 0.5) / (4 * QUANTILES))
    won = prices[prices <= bid]
    return float(won.mean()) if len(won) else 0.0


def shape_for_win_rate(mean: float, bid: float, share: float) -> float:
    """Return the gamma shape with which `bid` wins `share` of the auctions whose mean price is `mean`.

    Raises AdManagerError when no shape from 0.2 to 50 does.
    """
    shapes = np.geomspace(SMALLEST_SHAPE, LARGEST_SHAPE, 200)
    rates = np.array([gamma_cdf(s, np.array([bid / mean * s]))[0] for s in shapes])
    above = rates >= share
    crossing = np.flatnonzero(above[:-1] != above[1:])
    if not len(crossing):
        raise AdManagerError(
            sentence(
                "No market with a mean CPM of {mean:.2f} gives a bid of {bid:.2f} a win rate of {share:.0%}; "
                "the possible rates are {low:.0%} to {high:.0%}.",
                mean=mean,
                bid=bid,
                share=share,
                low=float(rates.min()),
                high=float(rates.max()),
            )
        )
    # Where two shapes fit, the narrower market is the one that real logs resemble more.
    low, high = float(shapes[crossing[-1]]), float(shapes[crossing[-1] + 1])
    rising = rates[crossing[-1]] < share
    for _ in range(60):
        middle = 0.5 * (low + high)
        under = gamma_cdf(middle, np.array([bid / mean * middle]))[0] < share
        low, high = (middle, high) if under == rising else (low, middle)
    return 0.5 * (low + high)
