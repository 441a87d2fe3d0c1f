"""Fit on the first part of an impressions log, forecast the rest, and see how far that was off.

What is fitted is what a simulation of this project would use: the ridge logistic response over creative, hour,
place and segment, the prices by placement, and how many impressions a day brings. The rest of the log says who saw
what and when; clicks, conversions and cost are forecast for just these impressions, as intervals for what is to be
seen (not for a mean), and compared with what was seen.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from admanager.simulation.click_forecast import FittedClicks, Floats, ModelAnswered, between_days, sums
from admanager.simulation.impression_log import ImpressionLog
from admanager.simulation.market import kaplan_meier
from admanager.simulation.market_log import PARENT_AUCTIONS
from admanager.simulation.metrics import Z95, Estimate
from admanager.simulation.response_log import (
    FEWEST_CLICKS,
    FEWEST_ROWS,
)
from admanager.texts import AdManagerError, sentence

FIRST_SHARE = 0.7
FEWEST_DAYS = 4
LEVEL = 0.95
MOST_SLICES = 50
# A slice with fewer forecast clicks says nothing about the response.
FEWEST_FORECAST = 1.0
BY = ("day", "creative", "placement", "segment", "hour")


@dataclass(frozen=True)
class Forecasted:
    """A figure as it was forecast, with the interval that should hold what is seen, and what was seen."""

    forecast: Estimate
    truth: float

    @property
    def inside(self) -> bool:
        """Whether what was seen lies in the interval."""
        return self.forecast.low <= self.truth <= self.forecast.high

    @property
    def error(self) -> float:
        """Forecast minus truth, as a share of the truth; NaN where that is 0."""
        return (self.forecast.value - self.truth) / self.truth if self.truth else math.nan

    @property
    def uncertainty(self) -> float:
        """Half the interval's width as a share of the forecast."""
        value = self.forecast.value
        return (self.forecast.high - self.forecast.low) / (2 * value) if value else math.inf


@dataclass(frozen=True)
class Slice:
    """A part of the second part of the log: by day, creative, placement, segment or hour, or all of it (`total`).

    `figures` has clicks, ctr and, where the log tells them, conversions and cost (micros); impressions where
    a day's traffic could be forecast.
    """

    by: str
    name: str
    impressions: int
    figures: Mapping[str, Forecasted]


@dataclass(frozen=True)
class PriceCheck:
    """How the prices of the first part fit those of the second.

    `distance` is the largest gap between both distributions; `win_rate` what the bids of the second part should
    and did win, None where no auction was lost.
    """

    prices: int
    cpm: Forecasted
    distance: float
    win_rate: Forecasted | None


@dataclass(frozen=True)
class Calibration:
    """A forecast of the second part of a log from its first: `total`, and `slices` by each of `BY`.

    `days` counts those of both parts; `hours` is the correlation of both parts' traffic over the day, NaN where
    the second has too little.
    """

    first: int
    second: int
    days: tuple[int, int]
    clicks: tuple[int, int]
    conversions: int
    total: Slice
    slices: tuple[Slice, ...]
    prices: PriceCheck | None
    hours: float

    def by(self, what: str) -> list[Slice]:
        """Return the slices by day, creative, placement, segment or hour."""
        return [part for part in self.slices if part.by == what]

    def judged(self) -> list[Forecasted]:
        """Return the click figures of all slices in which at least one click was forecast."""
        found = [part.figures["clicks"] for part in self.slices]
        return [one for one in found if one.forecast.value >= FEWEST_FORECAST]

    @property
    def inside(self) -> float:
        """The share of those slices whose clicks lay in their interval; NaN without any."""
        judged = self.judged()
        return sum(one.inside for one in judged) / len(judged) if judged else math.nan


def first_part(log: ImpressionLog, share: float = FIRST_SHARE) -> NDArray[np.bool_]:
    """Return [N] which impressions are of the first part: whole days where there are at least four, else by time."""
    days = np.unique(log.day)
    if len(days) >= FEWEST_DAYS:
        last = days[min(max(round(share * len(days)), 1), len(days) - 1) - 1]
        return np.asarray(log.day <= last)
    return np.asarray(log.time <= np.quantile(log.time, share))


def calibrate(
    log: ImpressionLog,
    first: NDArray[np.bool_],
    chances: Floats | None = None,
    conversions: Floats | None = None,
) -> Calibration:
    """Fit on the impressions of the first part [N] and forecast the others.

    With `chances` [N], a model's chance of a click for each row, clicks are forecast by these instead of a fit;
    with `conversions` [N], its chance that the row is clicked and converts, conversions are as well.

    Raises AdManagerError where the first part has fewer than 1,000 impressions or 20 clicks, or the second none.
    """
    shown = ~log.lost
    train, test = first & shown, ~first & shown
    clicks = int(log.clicked[train].sum())
    if train.sum() < FEWEST_ROWS or clicks < FEWEST_CLICKS or not test.any():
        raise AdManagerError(
            sentence(
                "The log is too short to try a forecast on: its first part has {rows:,} impressions and {clicks:,} clicks, "
                "and at least {least:,} and {fewest} are needed, with some impressions after them.",
                rows=int(train.sum()),
                clicks=clicks,
                least=FEWEST_ROWS,
                fewest=FEWEST_CLICKS,
            )
        )
    return _Forecast(log, train, test, first, chances, conversions).calibration()


class _Forecast:
    """The fitted parts, and what they say of the second part."""

    def __init__(
        self,
        log: ImpressionLog,
        train: NDArray[np.bool_],
        test: NDArray[np.bool_],
        first: NDArray[np.bool_],
        chances: Floats | None,
        conversions: Floats | None,
    ) -> None:
        self.log, self.train, self.test, self.first = log, train, test, first
        self.clicks: FittedClicks | ModelAnswered = FittedClicks(log, train, test)
        if chances is not None:
            self.clicks = ModelAnswered(log, train, test, chances, log.clicked)
        self.conversions = None
        if conversions is not None and log.has_conversions:
            self.conversions = ModelAnswered(log, train, test, conversions, log.converted)
        self.day = log.day[test]
        self.clicked, self.converted = log.clicked[test], log.converted[test]
        self.cost = _Cost(log, train) if log.has_cost else None
        hits = int(log.converted[train].sum())
        self.rate = (
            (hits / log.clicked[train].sum(), hits) if log.has_conversions and hits >= FEWEST_CLICKS else None
        )

    def calibration(self) -> Calibration:
        log, train, test = self.log, self.train, self.test
        whole = not np.intersect1d(log.day[train], log.day[test]).size
        traffic = _Traffic(log, train)
        total = self._slice("total", "", np.ones(int(test.sum()), dtype=bool), traffic)
        slices = [
            self._slice(by, name, mask, traffic if by == "day" else None) for by, name, mask in self._masks()
        ]
        return Calibration(
            first=int(train.sum()),
            second=int(test.sum()),
            days=(len(np.unique(log.day[train])), len(np.unique(self.day))),
            clicks=(int(log.clicked[train].sum()), int(self.clicked.sum())),
            conversions=int(log.converted[train].sum()),
            total=total,
            slices=tuple(slices),
            prices=_price_check(log, self.first),
            # Parts of one day have other hours.
            hours=_same_hours(log.hour[train], log.hour[test]) if whole else math.nan,
        )

    def _masks(self) -> Iterator[tuple[str, str, NDArray[np.bool_]]]:
        log, test = self.log, self.test
        for day in np.unique(self.day):
            yield "day", log.date(int(day)), self.day == day
        for by, names, codes in (
            ("creative", log.creatives, log.codes[test, 0]),
            ("placement", log.places, log.codes[test, 2]),
        ):
            sizes = np.bincount(codes[codes >= 0], minlength=len(names))
            for number in np.argsort(-sizes, kind="stable")[:MOST_SLICES]:
                if sizes[number]:
                    yield by, names[number], codes == number
        for number, name in enumerate(log.segments):
            mask = log.member[number][test]
            if mask.any():
                yield "segment", name, mask
        for hour in np.unique(log.codes[test, 1]):
            yield "hour", f"{hour:02d}:00", log.codes[test, 1] == hour

    def _slice(self, by: str, name: str, mask: NDArray[np.bool_], traffic: _Traffic | None) -> Slice:
        size = int(mask.sum())
        mean, variance = self.clicks.forecast(mask)
        seen = int(self.clicked[mask].sum())
        clicks = Forecasted(_counted(mean, variance), seen)
        ends = clicks.forecast
        figures = {
            "clicks": clicks,
            "ctr": Forecasted(Estimate(ends.value / size, ends.low / size, ends.high / size), seen / size),
        }
        if self.conversions is not None:
            forecast = _counted(*self.conversions.forecast(mask))
            figures["conversions"] = Forecasted(forecast, int(self.converted[mask].sum()))
        elif self.rate is not None:
            rate, hits = self.rate
            spread = rate * rate * (variance - mean) + mean * mean * rate * (1 - rate) * rate / hits
            forecast = _counted(mean * rate, mean * rate + max(spread, 0.0))
            figures["conversions"] = Forecasted(forecast, int(self.converted[mask].sum()))
        if self.cost is not None:
            figures["cost"] = self.cost.forecast(self.test, mask, self.day)
        if traffic is not None:
            expected = traffic.forecast(np.unique(self.day[mask]))
            if expected is not None:
                figures["impressions"] = Forecasted(expected, size)
        return Slice(by, name, size, figures)


class _Cost:
    """What an impression costs by placement, shrunk to all by n / (n + 500), with its spread."""

    def __init__(self, log: ImpressionLog, train: NDArray[np.bool_]) -> None:
        cost, place = np.nan_to_num(log.cost[train]), log.codes[train, 2] + 1
        overall, size = float(cost.mean()), len(log.places) + 1
        counts = np.bincount(place, minlength=size)
        paid = np.bincount(place, weights=cost, minlength=size)
        self.mean = (paid + PARENT_AUCTIONS * overall) / (counts + PARENT_AUCTIONS)
        self.variance, self.rows = float(cost.var()), len(cost)
        day = log.day[train]
        expected = sums(day, self.mean[place])
        self.days = np.count_nonzero(expected)
        noise = self.variance * sums(day, np.ones(len(day)))
        self.between_days = between_days(expected, sums(day, cost), noise)
        self.log = log

    def forecast(
        self, test: NDArray[np.bool_], mask: NDArray[np.bool_], day: NDArray[np.int64]
    ) -> Forecasted:
        expected = self.mean[self.log.codes[test, 2][mask] + 1]
        size, mean = len(expected), float(expected.sum())
        by_day = sums(day[mask], expected)
        variance = self.variance * size * (1.0 + size / self.rows)
        variance += self.between_days * (float((by_day**2).sum()) + mean * mean / self.days)
        half = Z95 * math.sqrt(variance)
        truth = float(np.nan_to_num(self.log.cost[test][mask]).sum())
        return Forecasted(Estimate(mean, max(mean - half, 0.0), mean + half), truth)


class _Traffic:
    """How many impressions a whole day of the first part has."""

    def __init__(self, log: ImpressionLog, train: NDArray[np.bool_]) -> None:
        self.whole = log.whole_days
        days = np.unique(log.day[train])
        counts = np.array([np.count_nonzero(log.day[train] == day) for day in days if self.whole(int(day))])
        self.counts = counts.astype(np.float64)

    def forecast(self, days: NDArray[np.int64]) -> Estimate | None:
        """Return the impressions of so many days; None with fewer than 3 whole days, or one of them is cut."""
        from scipy.stats import t as student

        known, asked = len(self.counts), len(days)
        if known < 3 or not all(self.whole(int(day)) for day in days):
            return None
        mean = float(self.counts.mean())
        # A few days may by chance be more alike than independent visits can be.
        spread = max(float(self.counts.std(ddof=1)), math.sqrt(mean))
        half = float(student.ppf((1 + LEVEL) / 2, known - 1)) * spread
        half *= math.sqrt(asked + asked * asked / known)
        return Estimate(mean * asked, max(mean * asked - half, 0.0), mean * asked + half)


def _counted(mean: float, variance: float) -> Estimate:
    """Return a forecast count with its 95 % interval: negative binomial with this mean and variance, else Poisson."""
    from scipy.stats import nbinom, poisson

    tail = (1 - LEVEL) / 2
    if mean <= 0:
        return Estimate(0.0, 0.0, 0.0)
    if variance > mean * (1 + 1e-9):
        size = mean * mean / (variance - mean)
        low, high = nbinom.ppf([tail, 1 - tail], size, size / (size + mean))
    else:
        low, high = poisson.ppf([tail, 1 - tail], mean)
    return Estimate(mean, float(low), float(high))


def _price_check(log: ImpressionLog, first: NDArray[np.bool_]) -> PriceCheck | None:
    """Compare the clearing prices of both parts; None where the log has none, or too few in either part."""
    told = ~(np.isnan(log.price) & np.isnan(log.bid))
    before, after = first & told, ~first & told
    won = ~np.isnan(log.price)
    fewest = min(int((before & won).sum()), int((after & won).sum()))
    if not log.has_prices or fewest < FEWEST_ROWS // 5:
        return None
    levels, rates = kaplan_meier(log.price[before], log.bid[before])
    there, truth = kaplan_meier(log.price[after], log.bid[after])
    # Above the highest bid nothing is known of either.
    top = min(levels[-1], there[-1])
    grid = np.unique(np.concatenate([levels, there]))
    grid = grid[grid <= top]
    gap = float(np.abs(_at(levels, rates, grid) - _at(there, truth, grid)).max())
    paid, later = log.price[before & won], log.price[after & won]
    half = Z95 * math.sqrt(paid.var() * (1 / len(paid) + 1 / len(later)))
    mean = float(paid.mean())
    cpm = Forecasted(Estimate(mean, mean - half, mean + half), float(later.mean()))
    return PriceCheck(
        int((before & won).sum()), cpm, gap, _win_rate(log, after, levels, rates, int(before.sum()))
    )


def _win_rate(
    log: ImpressionLog, after: NDArray[np.bool_], levels: Floats, rates: Floats, auctions: int
) -> Forecasted | None:
    """Compare what the later bids should win with what they won; `auctions` were the prices learned from."""
    bids = after & ~np.isnan(log.bid)
    if not log.lost[after].any() or not bids.any():
        return None
    chance = _at(levels, rates, log.bid[bids])
    mean = float(chance.mean())
    half = Z95 * math.sqrt(mean * (1 - mean) * (1 / len(chance) + 1 / auctions))
    return Forecasted(Estimate(mean, mean - half, mean + half), float((~log.lost[bids]).mean()))


def _at(levels: Floats, rates: Floats, where: Floats) -> Floats:
    found: Floats = np.append(0.0, rates)[np.searchsorted(levels, where, side="right")]
    return found


def _same_hours(first: NDArray[np.int64], second: NDArray[np.int64]) -> float:
    shares = [np.bincount(part, minlength=24) for part in (first, second)]
    if min(part.sum() for part in shares) < FEWEST_ROWS // 5 or not all(np.ptp(part) for part in shares):
        return math.nan
    return float(np.corrcoef(shares[0], shares[1])[0, 1])
