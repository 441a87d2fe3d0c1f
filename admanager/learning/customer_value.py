"""What the customers of a project will buy: their purchases from the events, BG/NBD and Gamma-Gamma fitted to them.

A purchase is a day on which somebody bought, however many events it has; which events are purchases, what they are
worth and which are cancelled is read as for recency, frequency and value (`audience.rfm.suggested_settings`).
Nothing about single people is kept in the project: the answer is computed afresh, and written to a file on request.
"""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from admanager.audience.rfm import RfmSettings, suggested_settings
from admanager.jobs import Job
from admanager.learning.value import (
    STEPS_OF_INTERVALS,
    Floats,
    Frequency,
    Parameter,
    Spending,
    fit_frequency,
    fit_spending,
    grouped,
    profile_intervals,
)
from admanager.project.changes import quote
from admanager.project.file import ProjectFile
from admanager.project.tables import Column, columns, require_columns
from admanager.project.unfinished import whole_file
from admanager.texts import AdManagerError, sentence

DAY = 86_400
LIKELY = 0.5


@dataclass(frozen=True)
class Orders:
    """Purchases sorted by key and day: who, on which day since 1970, and for how much (NaN unknown); [purchases]."""

    keys: NDArray[Any]
    days: Floats
    values: Floats


@dataclass(frozen=True)
class Purchases:
    """Each customer's history in days: repeat purchases, the last one, time seen; and the mean value of the repeats.

    `mean_value` is NaN where nobody bought again, or purchases have no value. `keys` are as they are stored.
    """

    keys: NDArray[Any]
    x: Floats
    t_x: Floats
    total: Floats
    mean_value: Floats


@dataclass(frozen=True)
class CustomerValue:
    """What the customers are expected to do in the next `days`.

    `alive` is the chance that a customer has not left for good, `expected` the purchases, `value` what they are
    worth together (NaN where the values of purchases cannot be learned), in the unit of the source; [customers].
    """

    purchases: Purchases
    days: int
    frequency: Frequency
    intervals: dict[str, Parameter]
    spending: Spending | None
    alive: Floats
    expected: Floats
    value: Floats

    def figures(self) -> dict[str, Any]:
        """Return the figures of all customers together, as the command and the window have them."""
        total = float(np.nansum(self.value)) if self.spending else None
        return {
            "customers": len(self.alive),
            "days": self.days,
            "alive": float(self.alive.sum()),
            "likely_alive": int((self.alive >= LIKELY).sum()),
            "expected_purchases": float(self.expected.sum()),
            "expected_value": total,
            "log_likelihood": self.frequency.log_likelihood,
            "parameters": {
                name: {"value": found.value, "low": found.low, "high": found.high}
                for name, found in self.intervals.items()
            },
            "spending": None
            if self.spending is None
            else {"p": self.spending.p, "q": self.spending.q, "gamma": self.spending.gamma},
        }

    def best(self, count: int) -> NDArray[np.intp]:
        """Return the places of the customers worth most, or expected most often where values are not known."""
        by = self.value if self.spending else self.expected
        return np.argsort(-by, kind="stable")[:count]


def customer_value(project: ProjectFile, *, days: int = 90, job: Job | None = None) -> CustomerValue:
    """Fit both models to the purchases of a project and return what to expect of each customer in the next `days`.

    Raises AdManagerError when the events do not say who bought when, or there are too few customers.
    """
    job = job or Job()
    if days < 1:
        raise AdManagerError(sentence("The days to look ahead are 1 or more."))
    job.progress(0, 3, sentence("Reading the purchases"))
    return value_of(read_purchases(project), days=days, job=job)


def value_of(purchases: Purchases, *, days: int = 90, job: Job | None = None) -> CustomerValue:
    """Fit both models to histories in memory; see `customer_value`."""
    job = job or Job()
    x, t_x, total = purchases.x, purchases.t_x, purchases.total
    job.check_cancelled()
    job.progress(1, 3, sentence("Learning how often customers come back"))
    histories = grouped(x, t_x, total)
    frequency = fit_frequency(histories)
    job.check_cancelled()
    job.progress(2, 3, sentence("Learning how sure that is"))
    intervals = profile_intervals(frequency, grouped(x, t_x, total, steps=STEPS_OF_INTERVALS))
    known = (x > 0) & (np.nan_to_num(purchases.mean_value) > 0)
    spending = _spending(x[known], purchases.mean_value[known])
    expected = frequency.expected(float(days), x, t_x, total)
    worth = np.full(len(x), np.nan)
    if spending is not None:
        worth = expected * spending.expected(
            np.where(known, x, 0.0), np.where(known, purchases.mean_value, 0.0)
        )
    return CustomerValue(
        purchases, days, frequency, intervals, spending, frequency.alive(x, t_x, total), expected, worth
    )


def _spending(x: Floats, mean: Floats) -> Spending | None:
    try:
        return fit_spending(x, mean)
    except AdManagerError:
        return None


def read_purchases(project: ProjectFile) -> Purchases:
    """Return the customers' histories from the events; raises as `read_orders` does."""
    orders = read_orders(project)
    return purchases_of(orders.keys, orders.days, orders.values)


def read_orders(project: ProjectFile) -> Orders:
    """Return every purchase of the events.

    Raises AdManagerError when the events have no key or no dates.
    """
    connection = project.read()
    own = require_columns(connection, "events")
    found = _who_and_when(own)
    if found is None:
        raise AdManagerError(
            sentence("Customer value needs events with a key (who) and dates (when); import them with both.")
        )
    key, time = found
    settings = suggested_settings(project)
    condition, params = _condition(own, settings)
    worth = " * ".join(quote(name) for name in settings.value) or "NULL"
    rows = connection.execute(
        f"SELECT {quote(key.name)}, {quote(time.name)} / {DAY}, SUM({worth}) FROM events "
        f"WHERE {quote(key.name)} IS NOT NULL AND {quote(time.name)} IS NOT NULL {condition} GROUP BY 1, 2 ORDER BY 1, 2",
        params,
    ).fetchall()
    if not rows:
        raise AdManagerError(sentence("None of the events is an order of a known person."))
    keys, days, sums = zip(*rows, strict=True)
    return Orders(
        np.array(keys, dtype=object), np.array(days, dtype=np.float64), np.array(sums, dtype=np.float64)
    )


def can_be_valued(connection: sqlite3.Connection) -> bool:
    """Return whether there are events that say who did something on which day."""
    own = columns(connection, "events")
    if _who_and_when(own) is None:
        return False
    (some,) = connection.execute("SELECT EXISTS (SELECT 1 FROM events)").fetchone()
    return bool(some)


def _who_and_when(own: Sequence[Column]) -> tuple[Column, Column] | None:
    key = next((column for column in own if column.role == "key"), None)
    time = next((column for column in own if column.role == "time"), None)
    if key is None or time is None or time.type not in {"date", "datetime"}:
        return None
    return key, time


def purchases_of(keys: NDArray[Any], days: Floats, values: Floats) -> Purchases:
    """Return histories from purchases sorted by key and day: who, on which day, for how much (NaN unknown)."""
    is_new = np.ones(len(keys), dtype=np.bool_)
    is_new[1:] = keys[1:] != keys[:-1]
    first = np.flatnonzero(is_new)
    counts = np.diff(np.append(first, len(keys)))
    begun, ended = days[first], days[first + counts - 1]
    known = ~np.isnan(values)
    is_repeat = ~is_new & known & (np.nan_to_num(values) > 0)
    person = np.cumsum(is_new) - 1
    paid = np.bincount(person[is_repeat], weights=values[is_repeat], minlength=len(first))
    times = np.bincount(person[is_repeat], minlength=len(first))
    mean = np.divide(paid, times, out=np.full(len(first), np.nan), where=times > 0)
    return Purchases(
        keys[first], (counts - 1).astype(np.float64), ended - begun, float(days.max()) - begun, mean
    )


def _condition(own: list[Column], settings: RfmSettings) -> tuple[str, list[str]]:
    parts, params = "", []
    kind = next((column for column in own if column.role == "kind"), None)
    if kind is not None and settings.kind is not None:
        parts += f" AND {quote(kind.name)} = ?"
        params.append(settings.kind)
    if settings.order and settings.cancelled:
        parts += f" AND ({quote(settings.order)} IS NULL OR substr({quote(settings.order)}, 1, ?) <> ?)"
        params += [str(len(settings.cancelled)), settings.cancelled]
    return parts, params


def write_customers(found: CustomerValue, path: Path) -> Path:
    """Write one line a customer to a CSV file, whole or not at all, and return the path."""
    path = Path(path)
    if not path.parent.is_dir():
        raise AdManagerError(sentence("The folder {path} does not exist.", path=str(path.parent)))
    past = found.purchases
    with whole_file(path) as unfinished, unfinished.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["key", "repeat_purchases", "p_alive", "expected_purchases", "expected_value"])
        for key, x, alive, expected, value in zip(
            past.keys, past.x, found.alive, found.expected, found.value, strict=True
        ):
            shown = int(key) if isinstance(key, float) and key.is_integer() else key
            worth = "" if np.isnan(value) else f"{value:.6g}"
            writer.writerow([shown, int(x), f"{alive:.6g}", f"{expected:.6g}", worth])
    return path
