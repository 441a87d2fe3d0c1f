"""The people of a segment as a table in memory, for questions about how well they are hidden in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from admanager.audience.columns import ColumnStore
from admanager.audience.segments import rule_of
from admanager.privacy.anonymity import KindOfColumn
from admanager.privacy.suppression import blocked_profiles
from admanager.project import tables
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError, sentence

if TYPE_CHECKING:
    import pandas as pd

MAX_GROUPS = 200
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


def grouped_counts(project: ProjectFile, name_or_rule: str, column: str | None) -> dict[str, int]:
    """Return how many members of a segment there are, in all (under "") or by the values of a column.

    The groups are those of everybody, so that the answer does not tell which values occur among the members. Raises
    AdManagerError for a column with more than 200 values.
    """
    store = ColumnStore.of(project)
    if not name_or_rule:
        return {"": store.total()}
    rule = rule_of(project, name_or_rule)
    if column is None:
        return {"": store.count(rule)}
    frame = tables.read_frame(project.read(), "profiles", [column])
    values = frame[column]
    levels = sorted(values.dropna().unique().tolist(), key=str)
    if len(levels) > MAX_GROUPS:
        raise AdManagerError(
            sentence(
                "{column} has more than {limit} values; count by another.", column=column, limit=MAX_GROUPS
            )
        )
    counts = values[frame.index.isin(store.members(rule))].value_counts(dropna=False)
    found = {_shown(level): int(counts.get(level, 0)) for level in levels}
    return {**found, "": int(values[frame.index.isin(store.members(rule))].isna().sum())}


def _shown(level: object) -> str:
    return f"{level:g}" if isinstance(level, float) else str(level)
