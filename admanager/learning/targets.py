"""The target of a model: which values a column has, which of them is the yes, and labels of 0 and 1."""

from __future__ import annotations

import math
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from admanager.ingest.words import FALSE_WORDS, TRUE_WORDS
from admanager.project.changes import quote
from admanager.project.tables import Column
from admanager.texts import AdManagerError, sentence

if TYPE_CHECKING:
    import pandas as pd

MAX_VALUES = 50
_TRUE = TRUE_WORDS | {"1", "1.0"}
_FALSE = FALSE_WORDS | {"0", "0.0"}
_OBVIOUS = TRUE_WORDS | {"1", "positive", "success", "converted", "clicked", "bought", "churned"}


@dataclass(frozen=True)
class TargetValue:
    """A value of a possible target: as the source writes it (as far as it was kept), and its rows."""

    text: str
    rows: int


def target_values(connection: sqlite3.Connection, table: str, column: Column) -> list[TargetValue]:
    """Return the values of a column, most frequent first, at most `MAX_VALUES` + 1; missing ones are left out."""
    name = quote(column.name)
    rows = connection.execute(
        f"SELECT {name}, COUNT(*) FROM {quote(table)} WHERE {name} IS NOT NULL GROUP BY {name} "
        f"ORDER BY COUNT(*) DESC, {name} LIMIT {MAX_VALUES + 1}"
    ).fetchall()
    return [TargetValue(value_text(column, value), count) for value, count in rows]


def value_text(column: Column, value: object) -> str:
    """Return a stored value as a person reads it."""
    if column.type == "boolean":
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def obvious_positive(values: list[TargetValue]) -> str | None:
    """Return the value that is a yes without being told: the only one of two that says so, or None."""
    yes = [value.text for value in values if value.text.strip().casefold() in _OBVIOUS]
    return yes[0] if len(values) == 2 and len(yes) == 1 else None


def choose_positive(column: Column, values: list[TargetValue], asked: str | None) -> str:
    """Return the positive value; raise AdManagerError where it has to be named, or is not there."""
    shown = ", ".join(value.text for value in values[:10])
    if len(values) < 2:
        raise AdManagerError(
            sentence(
                "The column {column} has fewer than two different values, so there is nothing to predict.",
                column=column.name,
            )
        )
    if asked is None:
        found = obvious_positive(values)
        if found is None:
            raise AdManagerError(
                sentence(
                    "Say which value of {column} is the one to predict (--positive); it has {values}.",
                    column=column.name,
                    values=shown,
                )
            )
        return found
    is_listed = any(_same(column, value.text, asked) for value in values)
    if stored_positive(column, asked) is None or not (is_listed or len(values) > MAX_VALUES):
        raise AdManagerError(
            sentence(
                "The column {column} has no value “{value}”; it has {values}.",
                column=column.name,
                value=asked,
                values=shown,
            )
        )
    return asked


def labels_of(column: Column, values: pd.Series, positive: str) -> NDArray[np.float64]:
    """Return 1.0 where a value is the positive one, 0.0 where it is another, NaN where it is missing."""
    stored = stored_positive(column, positive)
    labels = np.array(values == stored, dtype=np.float64)
    labels[values.isna().to_numpy()] = np.nan
    return labels


def stored_positive(column: Column, text: str) -> str | float | None:
    """Return the source's text as the table stores it; None where the column cannot hold it."""
    if column.is_text:
        return text.strip()
    if column.type == "boolean":
        word = text.strip().casefold()
        return 1.0 if word in _TRUE else 0.0 if word in _FALSE else None
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _same(column: Column, first: str, second: str) -> bool:
    return stored_positive(column, first) == stored_positive(column, second)
