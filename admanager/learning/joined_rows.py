"""Reading rows of a table out of the project, those of impressions beside the attributes of the person who saw the ad."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from admanager.learning.feature_columns import FeatureColumn
from admanager.project.changes import quote
from admanager.project.schema import ROW_ID
from admanager.project.tables import columns, key_column

if TYPE_CHECKING:
    import pandas as pd

_CHUNK = 50_000


def selected_term(table: str, name: str) -> str:
    """Return a column of a table as a term of SQL."""
    return f"{alias(table)}.{quote(name)}"


def alias(table: str) -> str:
    """Return the name that a table has in the query."""
    return table[0]


def person_of(connection: sqlite3.Connection, table: str) -> str:
    """Return the term that tells people apart: the key, or the row where there is none."""
    key = key_column(connection, table)
    return selected_term(table, key.name if key else ROW_ID)


def _from_clause(connection: sqlite3.Connection, table: str) -> str:
    if table != "impressions" or not columns(connection, "profiles"):
        return f"FROM {quote(table)} AS {alias(table)}"
    key = key_column(connection, table)
    if key is None:
        return f"FROM {quote(table)} AS {alias(table)} LEFT JOIN profiles AS p ON 0"
    return (
        f"FROM {quote(table)} AS {alias(table)} LEFT JOIN profiles AS p "
        f"ON {person_of(connection, 'profiles')} = {selected_term(table, key.name)}"
    )


def read_joined(
    connection: sqlite3.Connection,
    table: str,
    wanted: Sequence[FeatureColumn],
    others: dict[str, str],
    condition: str,
    params: Sequence[Any] = (),
) -> pd.DataFrame:
    """Read features (and `others` under "/name") by chunks, so that words are kept once and not once a row."""
    import pandas as pd
    from pandas.api.types import union_categoricals

    terms = [*others.values(), *(selected_term(column.table, column.source) for column in wanted)]
    cursor = connection.execute(
        f"SELECT {', '.join(terms)} {_from_clause(connection, table)} {condition} ORDER BY {selected_term(table, ROW_ID)}",
        list(params),
    )
    parts: dict[str, list[pd.Series]] = {
        name: [] for name in [*(f"/{name}" for name in others), *_names(wanted)]
    }
    while chunk := cursor.fetchmany(_CHUNK):
        cells = list(zip(*chunk, strict=True))
        for (name, part), values in zip(parts.items(), cells, strict=True):
            part.append(_series(name, values, wanted))
    frame = {}
    for name, part in parts.items():
        if part and part[0].dtype == "category":
            frame[name] = pd.Series(union_categoricals(part))
        else:
            frame[name] = pd.concat(part, ignore_index=True) if part else pd.Series(dtype=np.float32)
    return pd.DataFrame(frame)


def _names(wanted: Sequence[FeatureColumn]) -> list[str]:
    return [column.name for column in wanted]


def _series(name: str, values: Sequence[object], wanted: Sequence[FeatureColumn]) -> pd.Series:
    import pandas as pd

    kind = next((column.kind for column in wanted if column.name == name), None)
    if kind == "text":
        return pd.Series(pd.Categorical(np.array(values, dtype=object)))
    if kind is None:
        return pd.Series(np.array(values, dtype=object), dtype=object)
    return pd.Series(np.array(values, dtype=np.float32))
