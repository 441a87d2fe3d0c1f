"""Which columns of a table a model may learn from: by their roles, with the hour and the weekday of a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from admanager.learning.card import OUTPUTS, InputKind
from admanager.learning.findings import Finding
from admanager.project.tables import Column, columns, no_such_column
from admanager.texts import AdManagerError, sentence

# Roles that say who somebody is, what came of it, or what only the delivery knew.
_UNUSED_ROLES = frozenset({
    "key", "consent", "label", "ignored", "tags", "pii", "hash", "identity", "drop",
    "time", "propensity", "cost", "clicked", "converted", "revenue", "satisfaction",
})  # fmt: skip
_KINDS: dict[str, InputKind] = {
    "integer": "number",
    "real": "number",
    "boolean": "flag",
    "date": "date",
    "datetime": "date",
    "text": "text",
}


@dataclass(frozen=True)
class FeatureColumn:
    """A column that a model could use; `derived_from` names the time column of `hour` and `weekday`."""

    name: str
    kind: InputKind
    table: str
    source: str
    missing_words: tuple[str, ...] = ()
    derived_from: str = ""


def hours_and_weekdays(times: NDArray[np.float64]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the hour (0 to 23) and the weekday (0 is Monday) of UTC seconds; NaN stays NaN."""
    days = np.floor(times / 86400)
    hours = np.floor((times - days * 86400) / 3600)
    # The first of January 1970 was a Thursday.
    return hours.astype(np.float32), ((days + 3) % 7).astype(np.float32)


def derived(name: str, times: NDArray[np.float64]) -> NDArray[np.float32]:
    """Return the column `hour` or `weekday` of these UTC seconds."""
    hours, weekdays = hours_and_weekdays(times)
    return hours if name == "hour" else weekdays


def feature_columns(
    connection: sqlite3.Connection,
    table: str,
    own: Sequence[Column],
    target: Column | None,
    click: Column | None,
) -> tuple[list[FeatureColumn], list[Finding]]:
    """Return the columns that may be used, and a finding for each that its role keeps out."""
    features: list[FeatureColumn] = []
    set_aside: list[Finding] = []
    sources = [(table, column) for column in own]
    if table == "impressions":
        sources += [("profiles", column) for column in columns(connection, "profiles")]
    for source, column in sources:
        if source == table and target is not None and column.name == target.name:
            continue
        name = column.name
        if source == table and click is not None and column.name == click.name:
            set_aside.append(Finding(column=column.name, cause="role", action="exclude", role="clicked"))
            continue
        if name in OUTPUTS or any(name == feature.name for feature in features):
            name = f"{source}.{name}"
        if column.role in _UNUSED_ROLES:
            if not any(name == finding.column for finding in set_aside):
                set_aside.append(Finding(column=name, cause="role", action="exclude", role=column.role))
        else:
            features.append(
                FeatureColumn(name, _KINDS[column.type], source, column.name, column.missing_words)
            )
    time = next((column.name for column in own if column.role == "time" and column.type == "datetime"), None)
    if time is not None:
        taken = {feature.name for feature in features}
        features += [
            FeatureColumn(name, "number", table, time, derived_from=time)
            for name in ("hour", "weekday")
            if name not in taken
        ]
    return features, set_aside


def click_column(own: Sequence[Column], target: Column, table: str, asked: str | None) -> Column:
    """Return the column of the click before the conversion `target`."""
    found = [column for column in own if (column.name == asked if asked else column.role == "clicked")]
    if not found:
        raise AdManagerError(
            no_such_column(table, asked, (column.name for column in own))
            if asked
            else sentence(
                "The table {table} has no column that says who clicked; give one the role clicked, or name it with --clicked.",
                table=table,
            )
        )
    if found[0].name == target.name:
        raise AdManagerError(
            sentence(
                "A model of the funnel needs a click and, as its target, a conversion after it; {column} was given for both.",
                column=target.name,
            )
        )
    return found[0]


def require_known(
    names: Sequence[str],
    features: Sequence[FeatureColumn],
    set_aside: Sequence[Finding],
    target: Column,
    table: str,
) -> None:
    """Raise AdManagerError where one of the columns that were named is the target, or not there."""
    known = {feature.name for feature in features} | {finding.column for finding in set_aside}
    for name in names:
        if name == target.name:
            raise AdManagerError(
                sentence("{column} is the target; a model cannot learn from it.", column=name)
            )
        if name not in known:
            raise AdManagerError(no_such_column(table, name, sorted(known)))
