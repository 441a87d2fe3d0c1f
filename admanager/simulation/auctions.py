"""Replaying a log of second-price auctions, episode by episode, with a bid strategy and a budget.

The protocol is that of Cai et al. 2017 (WSDM, "Real-time bidding by reinforcement learning in display
advertising"): the log has click, market price and predicted click-through rate; an episode is `episode`
auctions with a budget of its own, the last one may be shorter but has the whole budget too.
"""

from __future__ import annotations

import json
import math
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from admanager.jobs import Job
from admanager.texts import AdManagerError, sentence

Strategy = Literal["mcpc", "linear", "ss_mdp", "rlb", "auto"]
STRATEGIES: tuple[Strategy, ...] = get_args(Strategy)
MAX_PRICE = 300
# More of the value table than this is not kept: rows between checkpoints are computed a second time.
TABLE_BYTES = 256 * 2**20

# The default bidder's short memory counts half after so many auctions. The long one, of all auctions, has a weight that
# grows with what is left of the episode: to half of LONG_SHARE with LONG_LEFT auctions to come. Chosen on generated logs
# with drift, jumps and hours.
HALF_LIFE = 400.0
LONG_SHARE, LONG_LEFT = 0.35, 20_000.0
PRIOR_AUCTIONS = 100.0  # what the training log's prices count in the default bidder's memory


class TrainInfo(BaseModel):
    """What is known from the training days: impressions, their cost, clicks, and how often each market price was."""

    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False)

    imp_train: int = Field(gt=0)
    cost_train: float = Field(gt=0)
    clk_train: int = Field(gt=0)
    price_counter_train: tuple[float, ...] = Field(min_length=MAX_PRICE + 1, max_length=MAX_PRICE + 1)

    @model_validator(mode="after")
    def _counts(self) -> TrainInfo:
        if min(self.price_counter_train) < 0 or not sum(self.price_counter_train):
            raise ValueError("price_counter_train must hold counts, at least one above 0")
        return self

    @property
    def mean_ctr(self) -> float:
        """Clicks per impression."""
        return self.clk_train / self.imp_train

    @property
    def mean_price(self) -> float:
        """Cost of an impression."""
        return self.cost_train / self.imp_train

    @property
    def price_chance(self) -> NDArray[np.float64]:
        """The chance of each market price 0..300, with one added to each count."""
        counts = np.array(self.price_counter_train) + 1.0
        chance: NDArray[np.float64] = counts / counts.sum()
        return chance


@dataclass(frozen=True)
class AuctionLog:
    """A log in memory, one entry an auction: whether it was clicked, its market price, the predicted rate."""

    click: NDArray[np.bool_]
    price: NDArray[np.int64]
    pctr: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.price)


@dataclass(frozen=True)
class AuctionResult:
    """What a strategy won: counts, cost, the sum of predicted rates, and the oracle's sum with the same budgets."""

    strategy: Strategy
    auctions: int
    episodes: int
    budget: int
    clicks: int
    impressions: int
    cost: int
    value: float
    oracle_value: float
    b0: int | None


def read_log(path: Path) -> AuctionLog:
    """Read a log of plain text: click, market price and predicted rate, separated by blanks.

    Raises AdManagerError with the line where one does not fit.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # of a file without a line, which is told below
            table = np.loadtxt(path, dtype=np.float64, ndmin=2, comments=None, encoding="utf-8")
    except ValueError as error:
        raise _bad_line(path) from error
    if not table.size:
        raise AdManagerError(sentence("The log {path} has no auctions.", path=str(path)))
    if table.shape[1] != 3 or not _fits(table).all():
        raise _bad_line(path)
    return AuctionLog(table[:, 0] != 0, table[:, 1].astype(np.int64), table[:, 2].copy())


def _fits(table: NDArray[np.float64]) -> NDArray[np.bool_]:
    click, price, pctr = table.T
    whole = (price >= 0) & (price <= 2**53) & (price == np.floor(price))
    fits: NDArray[np.bool_] = ((click == 0) | (click == 1)) & whole & (pctr >= 0) & (pctr <= 1)
    return fits


def _bad_line(path: Path) -> AdManagerError:
    """Return the error that names the first line which is not an auction."""
    for number, line in _lines(path):
        words = line.split()
        try:
            fits = len(words) == 3 and _fits(np.array([[float(word) for word in words]])).all()
        except ValueError:
            fits = False
        if words and not fits:
            return AdManagerError(
                sentence(
                    "Line {line} of {path} is “{found}”; an auction is a click (0 or 1), a whole market price and a "
                    "predicted rate between 0 and 1, separated by blanks.",
                    line=number,
                    path=str(path),
                    found=line.strip()[:60],
                )
            )
    return AdManagerError(sentence("The log {path} cannot be read as text.", path=str(path)))


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    if path.suffix in {".gz", ".bz2", ".xz"}:
        return
    with path.open(encoding="utf-8", errors="replace") as file:
        yield from enumerate(file, start=1)


def read_train_info(path: Path) -> TrainInfo:
    """Read the JSON file of the training days; raise AdManagerError where it lacks something."""
    try:
        return TrainInfo.model_validate(json.loads(path.read_bytes()))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the file"
        text = sentence(
            "The training info {path} does not fit at {where}: {reason}.",
            path=str(path),
            where=where,
            reason=first["msg"].removeprefix("Value error, "),
        )
    except ValueError as error:
        text = sentence("The training info {path} is not JSON: {reason}.", path=str(path), reason=str(error))
    raise AdManagerError(text)


def episode_budget(info: TrainInfo, fraction: float, episode: int) -> int:
    """Return an episode's budget: int(cost_train / imp_train x fraction x episode)."""
    return int(info.cost_train / info.imp_train * fraction * episode)


def default_b0(info: TrainInfo, fraction: float) -> int:
    """Return the base bid of linear bidding for which no other is given.

    The highest constant bid whose expected cost on the training prices, the sum of d m(d) over d <= b0, keeps
    within the budget of an auction; an auction of average rate is bid for with it. 1 at least.
    """
    spent = np.cumsum(np.arange(MAX_PRICE + 1) * info.price_chance)
    return max(int(np.searchsorted(spent, info.mean_price * fraction, side="right")) - 1, 1)


def replay_auctions(
    log: AuctionLog,
    info: TrainInfo,
    *,
    strategy: Strategy,
    episode: int,
    fraction: float,
    b0: int | None = None,
    job: Job | None = None,
) -> AuctionResult:
    """Replay a log with one strategy and return what it won.

    `episode` is a number of auctions, `fraction` an episode's budget as a share of what its auctions cost on
    average in training. Raises AdManagerError when the budget comes to nothing.
    """
    job = job or Job()
    budget = episode_budget(info, fraction, episode)
    if budget < 1:
        raise AdManagerError(
            sentence(
                "A share of {fraction:g} of what {episode:,} auctions cost is less than one unit of money; take a larger budget or longer episodes.",
                fraction=fraction,
                episode=episode,
            )
        )
    if strategy == "linear" and b0 is None:
        b0 = default_b0(info, fraction)
    won = _won(log, info, strategy, episode, budget, b0, job)
    return AuctionResult(
        strategy=strategy,
        auctions=len(log),
        episodes=-(-len(log) // episode),
        budget=budget,
        clicks=int(log.click[won].sum()),
        impressions=int(won.sum()),
        cost=int(log.price[won].sum()),
        value=float(log.pctr[won].sum()),
        oracle_value=oracle_value(log, episode, budget),
        b0=b0 if strategy == "linear" else None,
    )


def _won(
    log: AuctionLog,
    info: TrainInfo,
    strategy: Strategy,
    episode: int,
    budget: int,
    b0: int | None,
    job: Job,
) -> NDArray[np.bool_]:
    """Return which auctions a strategy wins."""
    from admanager.simulation import auction_bidders as bidders

    job.progress(0, 0, sentence("Replaying {auctions:,} auctions", auctions=len(log)))
    won = np.zeros(len(log), dtype=np.bool_)
    if strategy == "auto":
        costs, unit = _prior(info)
        bidders.play_ratio(
            log.pctr, log.price, episode, budget, costs, PRIOR_AUCTIONS, unit, HALF_LIFE, LONG_SHARE, LONG_LEFT, won
        )  # fmt: skip
    elif strategy in {"ss_mdp", "rlb"}:
        worth = log.pctr if strategy == "rlb" else np.full(len(log), info.mean_ctr)
        _play_table(log, info, worth, episode, budget, won, job)
    else:
        scale = info.cost_train / info.clk_train if strategy == "mcpc" else 0.0
        raw = scale * log.pctr if strategy == "mcpc" else (b0 or 0) * log.pctr / info.mean_ctr
        bids = np.minimum(raw, MAX_PRICE).astype(np.int64)
        bidders.play_bids(bids, log.price, episode, budget, won)
    return won


def _prior(info: TrainInfo) -> tuple[NDArray[np.float64], float]:
    """Return what the default bidder knows before the first auction: training prices, all of the average rate."""
    from admanager.simulation.auction_bidders import BELOW, BINS_PER_E, RATIO_BINS

    costs = np.zeros(RATIO_BINS)
    price = np.arange(1, MAX_PRICE + 1)
    places = np.floor(np.log(info.mean_price / price) * BINS_PER_E).astype(np.int64) + BELOW
    chance = info.price_chance[1:]
    np.add.at(costs, np.clip(places, 0, RATIO_BINS - 1), PRIOR_AUCTIONS * chance * price)
    return costs, info.mean_ctr / info.mean_price


def _play_table(
    log: AuctionLog,
    info: TrainInfo,
    worth: NDArray[np.float64],
    episode: int,
    budget: int,
    won: NDArray[np.bool_],
    job: Job,
) -> None:
    """Play SS-MDP or RLB: all episodes at once, from the first auction (row N - 1 of V) to the last (row 0).

    A table too large for memory is computed in blocks of rows from checkpoints, at twice the time.
    """
    from admanager.simulation.auction_bidders import play_values, value_rows

    chance = np.ascontiguousarray(info.price_chance[::-1])
    most = min(episode, len(log))
    lowest = episode - most  # rows below are never asked for: the log ends before
    width = budget + 1
    rows = episode if episode * width * 8 <= TABLE_BYTES else math.isqrt(episode - 1) + 1
    blocks = -(-episode // rows)
    starts = np.zeros((blocks, width))
    table = np.zeros((rows, width))
    for block in range(blocks - 1):
        job.check_cancelled()
        job.progress(block, 2 * blocks, sentence("Computing the value of money"))
        value_rows(table, 0, rows - 1, chance, info.mean_ctr)
        step = np.stack([table[-1], table[-1]])
        value_rows(step, 0, 1, chance, info.mean_ctr)
        starts[block + 1] = table[0] = step[1]
    left = np.full(-(-len(log) // episode), budget, dtype=np.int64)
    for block in reversed(range(blocks)):
        job.check_cancelled()
        job.progress(2 * blocks - block, 2 * blocks, sentence("Computing the value of money"))
        table[0] = starts[block]
        here = min(rows, episode - block * rows)
        value_rows(table, 0, here - 1, chance, info.mean_ctr)
        for row in reversed(range(here)):
            number = block * rows + row
            if number >= lowest:
                play_values(table, row, episode - 1 - number, worth, log.price, episode, left, won)


def oracle_value(log: AuctionLog, episode: int, budget: int) -> float:
    """Return the sum of predicted rates that hindsight buys: in each episode by rate per price, the best first.

    An auction that does not fit into what is left is skipped; equal ratios are taken in the log's order.
    """
    from admanager.simulation.auction_bidders import take_in_order

    ratio = np.divide(log.pctr, log.price, out=np.full(len(log), np.inf), where=log.price > 0)
    order = np.lexsort((-ratio, np.arange(len(log)) // episode))
    taken = np.zeros(len(log), dtype=np.bool_)
    take_in_order(order, log.price, episode, budget, taken)
    return float(log.pctr[taken].sum())
