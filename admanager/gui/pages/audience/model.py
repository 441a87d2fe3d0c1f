"""What the tables of the page Audience show, and the words for types and operators."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from admanager.gui import format as fmt
from admanager.gui.i18n import lazy, tr
from admanager.gui.widgets.minibars import Distribution
from admanager.gui.widgets.table import ListModel, TableColumn

if TYPE_CHECKING:
    from admanager.audience.preview import Preview, SavedCount
    from admanager.audience.statistics import ColumnStatistics

SEGMENT_TYPE = "segment"

TYPE_NAMES = {
    "integer": lazy("AudienceModel", "Whole number"),
    "real": lazy("AudienceModel", "Number"),
    "text": lazy("AudienceModel", "Text"),
    "date": lazy("AudienceModel", "Date"),
    "datetime": lazy("AudienceModel", "Time"),
    "boolean": lazy("AudienceModel", "Yes or no"),
}

OPERATOR_NAMES = {
    "=": lazy("AudienceModel", "is"),
    "!=": lazy("AudienceModel", "is not"),
    ">=": lazy("AudienceModel", "is at least"),
    "<=": lazy("AudienceModel", "is at most"),
    ">": lazy("AudienceModel", "is above"),
    "<": lazy("AudienceModel", "is below"),
    "between": lazy("AudienceModel", "is between"),
    "not between": lazy("AudienceModel", "is not between"),
    "in": lazy("AudienceModel", "is one of"),
    "not in": lazy("AudienceModel", "is none of"),
    "contains": lazy("AudienceModel", "contains"),
    "not contains": lazy("AudienceModel", "does not contain"),
    "starts with": lazy("AudienceModel", "starts with"),
    "not starts with": lazy("AudienceModel", "does not start with"),
    "ends with": lazy("AudienceModel", "ends with"),
    "not ends with": lazy("AudienceModel", "does not end with"),
    "missing": lazy("AudienceModel", "is missing"),
    "not missing": lazy("AudienceModel", "is known"),
    "in segment": lazy("AudienceModel", "is in"),
    "not in segment": lazy("AudienceModel", "is not in"),
}
DATE_OPERATOR_NAMES = {
    "=": lazy("AudienceModel", "is on"),
    "!=": lazy("AudienceModel", "is not on"),
    ">=": lazy("AudienceModel", "is on or after"),
    "<=": lazy("AudienceModel", "is on or before"),
    ">": lazy("AudienceModel", "is after"),
    "<": lazy("AudienceModel", "is before"),
}
CONNECTIVES = {
    "all": lazy("AudienceModel", "All of these"),
    "any": lazy("AudienceModel", "Any of these"),
    "none": lazy("AudienceModel", "None of these"),
    "not all": lazy("AudienceModel", "Not all of these"),
}


def operator_name(operator: str, type_: str) -> str:
    """Return how an operator reads between a column of this type and a value."""
    names = DATE_OPERATOR_NAMES if type_ in {"date", "datetime"} else {}
    return str(names.get(operator) or OPERATOR_NAMES[operator])


def type_name(type_: str) -> str:
    """Return the word for a type of column."""
    return str(TYPE_NAMES[type_])


def value_text(type_: str, value: Any) -> str:
    """Return a statistic of a column of this type as it is shown; `day` is that of a time."""
    if value is None:
        return fmt.MISSING
    if isinstance(value, bool):
        return tr("AudienceModel", "Yes") if value else tr("AudienceModel", "No")
    if isinstance(value, str):
        return value
    if type_ == "date":
        return fmt.date(value)
    if type_ == "datetime":
        return fmt.moment(value)
    if type_ == "day":
        return fmt.day(value)
    if float(value).is_integer():
        return fmt.number(value)
    return fmt.number(value, 1 if abs(value) >= 1000 else 2 if abs(value) >= 10 else 3)


def plain_number(value: float) -> str:
    """Return a stored number with all its digits and no others: it is data here, not a figure."""
    return f"{value:.0f}" if float(value).is_integer() and abs(value) < 1e15 else repr(value)


def distribution(found: ColumnStatistics) -> Distribution:
    """Return a column's distribution for the small picture of it."""
    if found.histogram is not None:
        return Distribution(found.histogram.counts, gist(found))
    return Distribution(found.levels.counts if found.levels is not None else (), gist(found))


def gist(found: ColumnStatistics) -> str:
    """Return a column's distribution in a few words, where the picture cannot be seen."""
    if found.levels is not None:
        return fmt.listed(value_text(found.type, value) for value in found.levels.values[:3])
    if found.median is None:
        return fmt.MISSING
    return tr(
        "AudienceModel",
        "{low} to {high}, median {median}",
        low=value_text(found.type, found.minimum),
        high=value_text(found.type, found.maximum),
        median=value_text(found.type, found.median),
    )


def _missing(share: float) -> str:
    return fmt.percent(share, 1) if share else tr("AttributeModel", "none")


class AttributeModel(ListModel):
    """The columns of the profiles with a picture of each."""

    NAME, TYPE, PICTURE, MISSING_SHARE, DISTINCT = range(5)

    def __init__(self) -> None:
        super().__init__(
            [
                TableColumn(tr("AttributeModel", "Attribute"), width=146),
                TableColumn(tr("AttributeModel", "Type"), width=112),
                TableColumn(tr("AttributeModel", "Distribution"), width=120, write=lambda shown: shown.words),
                TableColumn(tr("AttributeModel", "Missing"), "percent", 72, _missing),
                TableColumn(tr("AttributeModel", "Distinct"), "integer", 72),
            ]
        )

    def show_statistics(self, described: Sequence[ColumnStatistics]) -> None:
        """Show these columns."""
        self.set_rows(
            [
                (found.name, type_name(found.type), distribution(found), found.missing_share, found.distinct)
                for found in described
            ]
        )


class LevelModel(ListModel):
    """The most common values of a column with their share of the rows that have one."""

    SHARE = 2

    def __init__(self) -> None:
        super().__init__(
            [
                TableColumn(tr("LevelModel", "Value"), width=160),
                TableColumn(tr("LevelModel", "People"), "integer", 84),
                TableColumn(tr("LevelModel", "Share"), "percent", 150, lambda share: fmt.percent(share, 1)),
            ]
        )

    def show_levels(self, found: ColumnStatistics) -> None:
        """Show the levels of a column."""
        levels = found.levels
        known = found.rows - found.missing
        if levels is None or not known:
            self.set_rows([])
            return
        rows: list[tuple[Any, ...]] = [
            (value_text(found.type, value), count, count / known)
            for value, count in zip(levels.values, levels.counts, strict=True)
        ]
        if levels.others:
            rest = found.distinct - len(levels.values)
            name = tr("LevelModel", "({count:,} other values)", count=rest)
            rows.append((name, levels.others, levels.others / known))
        self.set_rows(rows)


class SavedModel(ListModel):
    """The saved segments with their counts; one that cannot be counted shows a dash."""

    NAME = 0

    def __init__(self) -> None:
        super().__init__(
            [
                TableColumn(tr("SavedModel", "Segment"), width=176),
                TableColumn(tr("SavedModel", "People"), "integer", 88),
            ]
        )
        self.saved: dict[str, SavedCount] = {}

    def show_segments(self, saved: Sequence[SavedCount]) -> None:
        """Show these segments."""
        self.saved = {each.name: each for each in saved}
        self.set_rows([(each.name, each.count) for each in saved])


_WIDTHS = {"datetime": 160, "boolean": 80}


class MembersModel(ListModel):
    """Some members of a rule with all their columns."""

    def __init__(self) -> None:
        super().__init__([])

    def show_members(self, found: Preview, types: dict[str, str]) -> None:
        """Show the sample of a preview; `types` has the type of each column."""
        self.show_rows(found.sample_columns, found.sample, types)

    def show_rows(self, names: Sequence[str], rows: Sequence[Sequence[Any]], types: dict[str, str]) -> None:
        """Show rows of readable values in columns of these names; `types` has the type of each column."""
        self.beginResetModel()
        self.columns = [
            TableColumn(
                name,
                _kind(types.get(name, "text")),
                _WIDTHS.get(types.get(name, "text"), 112),
                _writer(types.get(name, "text")),
            )
            for name in names
        ]
        self.rows = [tuple(row) for row in rows]
        self.endResetModel()


def moment_text(text: str) -> str:
    """Return a stored time, which comes as `2026-01-31T18:30:00Z`, with its seconds in the project's zone."""
    try:
        shown = fmt.data_clock(datetime.fromisoformat(text).timestamp())
    except (ValueError, OverflowError):
        return text
    return text if shown is None else shown.strftime("%Y-%m-%d %H:%M:%S")


def _kind(type_: str) -> str:
    return "real" if type_ in {"integer", "real"} else "text"


def _writer(type_: str) -> Any:
    # Dates come readable already, and a number in a table of people is data, not a figure: no grouping.
    if type_ == "boolean":
        return lambda value: value_text(type_, value)
    if type_ == "real":
        return plain_number
    if type_ == "datetime":
        return moment_text
    return str
