"""Generated logs of second-price auctions that look like real ones, and the published protocol in plain Python."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.special import ndtr

from admanager.simulation.auctions import AuctionLog, TrainInfo

PRICES = np.arange(301)


def mobile_prices() -> np.ndarray:
    """A market with a long tail, a tenth of it at the floor of 6, further spikes at 30 and 140."""
    counts = 3100.0 * np.minimum(1.0, np.exp((40.0 - PRICES) / 55.0))
    counts[:5], counts[278:] = 0.0, 0.0
    counts[[5, 6, 30, 63, 140]] += [1400.0, 33000.0, 11000.0, 1000.0, 4200.0]
    return counts


def spiky_prices() -> np.ndarray:
    """A market with heavy mass at round floors, up to the cap of 300."""
    counts = np.where(PRICES < 60, 15000.0, np.where(PRICES < 100, 8000.0, 0.0))
    counts[100:] = 3500.0 * np.exp((100.0 - PRICES[100:]) / 90.0)
    counts[:4] = [14.0, 2.0, 6.0, 57.0]
    for price, count in ((20, 153066), (50, 287536), (70, 423241), (80, 198482), (148, 31745), (300, 4976)):
        counts[price] = count
    return counts


def gamma_prices() -> np.ndarray:
    """A smooth market of gamma shape."""
    counts = 1000.0 * PRICES**0.4 * np.exp(-PRICES / 60.0)
    counts[0] = 1.0
    return counts


def generated_log(
    counts: np.ndarray,
    seed: int,
    *,
    auctions: int = 150_000,
    spread: float = 0.4,
    dependence: float = 0.35,
    drift: float = 0.25,
    mean_ctr: float = 0.0034,
    jumps: int = 0,
) -> tuple[AuctionLog, TrainInfo]:
    """Draw a log whose rates are lognormal, depend on the price, repeat now and then, and drift over four days.

    At `jumps` moments the level of the prices and that of the rates change for good.

    The training info is of the same market without drift, and its clicks are 5 % more than predicted.
    """
    random = np.random.default_rng(seed)
    chance = counts / counts.sum()
    days = 4 * np.arange(auctions) / auctions
    walk = np.cumsum(random.standard_normal(auctions)) / np.sqrt(auctions)
    place = random.standard_normal(auctions)
    level = place + drift * np.sin(2 * np.pi * days) + 0.2 * drift * walk
    regime, regimes = np.zeros(auctions, dtype=np.int64), np.zeros((2, jumps + 1))
    if jumps:
        regime = np.searchsorted(np.sort(random.integers(0, auctions, jumps)), np.arange(auctions))
        regimes = 0.6 * random.standard_normal((2, jumps + 1))
    level += regimes[0, regime]
    price = np.searchsorted(np.cumsum(chance)[:-1], ndtr(level)).astype(np.int64)
    own = random.standard_normal(auctions)
    pctr = np.exp(
        spread * (dependence * place + np.sqrt(1 - dependence**2) * own)
        + 0.15 * np.cos(5 * days)
        + regimes[1, regime]
    )
    again = np.flatnonzero(random.random(auctions) < 0.15)
    pctr[again[again > 0]] = pctr[again[again > 0] - 1]
    pctr *= mean_ctr / pctr.mean()
    train = random.choice(len(counts), size=2 * auctions, p=chance)
    info = TrainInfo(
        imp_train=2 * auctions,
        cost_train=int(train.sum()),
        clk_train=int(2.1 * auctions * mean_ctr),
        price_counter_train=tuple(np.bincount(train, minlength=301).tolist()),
    )
    return AuctionLog(random.random(auctions) < pctr, price, pctr), info


class Protocol:
    """The protocol word by word, one auction after another; for small logs only."""

    def __init__(self, log: AuctionLog, info: TrainInfo, episode: int, fraction: float) -> None:
        self.rows = list(zip(log.click.tolist(), log.price.tolist(), log.pctr.tolist(), strict=True))
        self.info, self.episode = info, episode
        self.budget = int(info.cost_train / info.imp_train * fraction * episode)

    def replay(self, strategy: str, b0: int | None = None) -> dict[str, Any]:
        """Return clicks, impressions, cost and value."""
        info, average = self.info, self.info.clk_train / self.info.imp_train
        values = self.values() if strategy in {"ss_mdp", "rlb"} else []
        told = {"clicks": 0, "impressions": 0, "cost": 0, "value": 0.0}
        n, b = self.episode, self.budget
        for click, price, pctr in self.rows:
            if strategy == "mcpc":
                bid = int(info.cost_train / info.clk_train * pctr)
            elif strategy == "linear":
                assert b0 is not None
                bid = int(b0 * pctr / average)
            else:
                worth = pctr if strategy == "rlb" else average
                bid = 0
                for d in range(1, min(b, 300) + 1):
                    if worth + values[n - 1][b - d] - values[n - 1][b] < 0:
                        break
                    bid = d
            if min(bid, 300, b) >= price:
                told["clicks"] += int(click)
                told["impressions"] += 1
                told["cost"] += price
                told["value"] += pctr
                b -= price
            n -= 1
            if n == 0:
                n, b = self.episode, self.budget
        return told

    def values(self) -> list[list[float]]:
        """Return V(n, b), the best bid found by trying every one."""
        average = self.info.clk_train / self.info.imp_train
        counts = [count + 1 for count in self.info.price_counter_train]
        chance = [count / sum(counts) for count in counts]
        table = [[0.0] * (self.budget + 1)]
        for _ in range(1, self.episode):
            before, row = table[-1], [0.0]
            for b in range(1, self.budget + 1):
                sums, gain = [], 0.0
                for d in range(min(b, 300) + 1):
                    gain += chance[d] * (average + before[b - d] - before[b])
                    sums.append(gain)
                row.append(before[b] + max(sums))
            table.append(row)
        return table

    def oracle(self) -> float:
        """Return the value of the greedy knapsack in hindsight."""
        value = 0.0
        for start in range(0, len(self.rows), self.episode):
            left = self.budget
            part = self.rows[start : start + self.episode]
            for _, price, pctr in sorted(part, key=lambda row: -row[2] / row[1] if row[1] else -np.inf):
                if price <= left:
                    left -= price
                    value += pctr
        return value
