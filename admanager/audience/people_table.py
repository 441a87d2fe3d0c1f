"""The people of a segment as a table in memory, for questions about how well they are hidden in it."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from admanager.audience.clock import zone_of
from admanager.audience.columns import ColumnStore
from admanager.audience.segments import rule_of
from admanager.audience.zoned import day_of
from admanager.privacy.anonymity import KindOfColumn
from admanager.privacy.suppression import blocked_profiles
from admanager.project import tables
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError, sentence

if TYPE_CHECKING:
    import pandas as pd

_KINDS: dict[str, KindOfColumn] = {
    "integer": "number",
    "real": "number",
    "date": "date",
    "datetime": "date",
    "text": "text",
    "boolean": "number",
}


@dataclass(frozen=True)
class PeopleTable:
    """Columns of those members of a segment who may leave the project, and how many others there are."""

    frame: pd.DataFrame
    kinds: dict[str, KindOfColumn]
    left_out: int


def people_table(project: ProjectFile, name_or_rule: str, names: Sequence[str]) -> PeopleTable:
    """Return columns of the members of a segment ("" for everyone) who consented and may be contacted.

    Raises AdManagerError for a segment, a rule or a column that is not there.
    """
    described = {
        column.name: column for column in tables.columns(project.read(), "profiles") if column.name in names
    }
    tables.require_columns(project.read(), "profiles", names)
    rule = rule_of(project, name_or_rule) if name_or_rule else None
    ids, without = ColumnStore.of(project).consented_members(rule)
    frame = tables.read_frame(project.read(), "profiles", names)
    blocked = blocked_profiles(project)
    chosen = frame[frame.index.isin(ids) & ~frame.index.isin(blocked)]
    kinds = {name: _KINDS[column.type] for name, column in described.items()}
    return PeopleTable(chosen, kinds, without + len(ids) - len(chosen))


def count_people(project: ProjectFile, name_or_rule: str) -> int:
    """Return how many members a segment has; "" is everyone."""
    store = ColumnStore.of(project)
    return store.count(rule_of(project, name_or_rule)) if name_or_rule else store.total()


def grouped_counts(
    project: ProjectFile, name_or_rule: str, column: str, *, width: float | None = None
) -> dict[str, int]:
    """Return how many members of a segment ("" for everyone) there are by the values of a column, "" for a missing one.

    `width` puts numbers into bands, which begin at its multiples; dates are counted by months. Raises AdManagerError for
    a column that is not there, and a width that is none.
    """
    (described,) = tables.require_columns(project.read(), "profiles", [column])
    if width is not None and not (width > 0 and math.isfinite(width)):
        raise AdManagerError(sentence("A band is wider than 0."))
    store = ColumnStore.of(project)
    frame = tables.read_frame(project.read(), "profiles", [column])
    values = frame[column]
    if name_or_rule:
        values = values[frame.index.isin(store.members(rule_of(project, name_or_rule)))]
    zone = zone_of(project)
    counts: dict[str, int] = {}
    for value, count in values.value_counts(dropna=False).items():
        name = _group(described, value, width, zone)
        counts[name] = counts.get(name, 0) + int(count)
    return counts


def _group(column: tables.Column, value: Any, width: float | None, zone: dt.tzinfo) -> str:
    if value is None or value != value:
        return ""
    if column.is_text:
        return str(value)
    if column.type in {"date", "datetime"}:
        return day_of(value, zone if column.type == "datetime" else dt.UTC).isoformat()[:7]
    if column.type == "boolean":
        return "true" if value else "false"
    if width is None:
        return f"{value:.15g}"
    low = math.floor(value / width) * width
    return f"{low:.15g} – {low + width:.15g}"
