"""Customer value in the window's terms: fitted in a child process, and written into the profiles of the customers."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from admanager.jobs import Job, run_in_child
from admanager.learning.customer_value import CustomerValue, purchases_of, read_orders, value_of
from admanager.learning.project_scoring import make_column, write_column
from admanager.learning.value_backtest import Backtest, backtest
from admanager.project.changes import quote
from admanager.project.file import ProjectFile
from admanager.project.schema import ROW_ID
from admanager.project.tables import key_column
from admanager.texts import AdManagerError, sentence

ALIVE = "alive chance"


@dataclass(frozen=True)
class FittedValue:
    """What is expected of the customers, and how such a forecast held before; `refused` says why there is no answer."""

    value: CustomerValue
    held: Backtest | None
    refused: str = ""


@dataclass(frozen=True)
class WrittenValue:
    """The columns of the profiles that were written, and of how many people something was known."""

    columns: tuple[str, ...]
    people: int


def fit_value(project: ProjectFile, *, days: int, job: Job | None = None) -> FittedValue:
    """Fit customer value to the events of a project in a child process; see `customer_value.customer_value`."""
    return run_in_child(value_file, project.path, days, job=job or Job())


def value_file(path: Path, days: int, *, job: Job) -> FittedValue:
    """Fit customer value to a project that is only read: what the child process runs."""
    with ProjectFile.open(path) as project:
        job.progress(0, 3, sentence("Reading the purchases"))
        orders = read_orders(project)
    found = value_of(purchases_of(orders.keys, orders.days, orders.values), days=days, job=job)
    try:
        return FittedValue(found, backtest(orders))
    except AdManagerError as error:
        return FittedValue(found, None, error.message)


def write_value(project: ProjectFile, found: CustomerValue, *, job: Job | None = None) -> WrittenValue:
    """Keep what is expected of each customer as columns of the profiles, in one transaction.

    People who never bought get no value. Raises AdManagerError where the profiles have no key, or none that bought.
    """
    job = job or Job()
    key = key_column(project.read(), "profiles")
    if key is None:
        raise AdManagerError(sentence("The profiles have no key column, so nobody can be looked up."))
    place = {value: number for number, value in enumerate(found.purchases.keys.tolist())}
    columns = {ALIVE: found.alive, f"purchases in {found.days} days": found.expected}
    if found.spending is not None:
        columns[f"value in {found.days} days"] = found.value
    with project.change(sentence("Write the customers' value into the profiles"), undoable=False) as change:
        rows = change.connection.execute(
            f"SELECT {quote(ROW_ID)}, {quote(key.name)} FROM profiles ORDER BY 1"
        ).fetchall()
        places = np.array([place.get(value, -1) for _, value in rows], dtype=np.intp)
        people = int((places >= 0).sum())
        if not people:
            raise AdManagerError(
                sentence(
                    "None of the customers in the events is in the profiles: their keys are not the same."
                )
            )
        ids = np.array([number for number, _ in rows], dtype=np.int64)
        for name, values in columns.items():
            make_column(change, name)
            write_column(change, name, ids, np.where(places >= 0, values[places], math.nan), job)
        change.touch("profiles")
        change.audit("write customer value", "profiles", {"people": people, "days": found.days})
    return WrittenValue(tuple(columns), people)
