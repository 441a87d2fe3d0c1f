"""Made-up people whose next step is known: what a model of sequences should find, and what it cannot."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

ITEMS = [f"item {letter}" for letter in "ABCDEFGH"]


def write_two_back(path: Path, *, people: int = 320, events: int = 9, seed: int = 0) -> Path:
    """Write events in which the item before the last decides what comes next, nine times of ten.

    The last item alone says nothing, so that a first-order table cannot do better than chance.
    """
    rng = np.random.default_rng(seed)
    count = len(ITEMS)
    rows = []
    for person in range(people):
        seen = [int(rng.integers(count)), int(rng.integers(count))]
        while len(seen) < events:
            seen.append((seen[-2] + 1) % count if rng.random() < 0.9 else int(rng.integers(count)))
        rows += [(f"p{person}", step, ITEMS[item], item % 2) for step, item in enumerate(seen)]
    return _written(path, ("who", "step", "item", "colour"), rows)


def write_patience(path: Path, *, people: int = 500, seed: int = 0) -> Path:
    """Write events with times; who came back within a minute buys in three of four cases, others in one of ten."""
    rng = np.random.default_rng(seed)
    rows = []
    for person in range(people):
        is_quick = rng.random() < 0.5
        buys = rng.random() < (0.75 if is_quick else 0.1)
        moment = 1_700_000_000 + person * 1000
        for step in range(4):
            kind = "purchase" if buys and step == 3 else "view"
            rows.append((f"p{person}", _clock(moment), kind, ITEMS[int(rng.integers(len(ITEMS)))]))
            moment += int(rng.integers(5, 50)) if is_quick else int(rng.integers(600, 9000))
    return _written(path, ("who", "time", "kind", "item"), rows)


def _clock(moment: int) -> str:
    return str(np.datetime64(moment, "s"))


def _written(path: Path, header: tuple[str, ...], rows: list[tuple[object, ...]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)
    return path
