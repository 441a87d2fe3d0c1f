"""A rule's values as the columns store them, and what is said where one does not fit."""

from __future__ import annotations

from admanager.audience.bound import Stored
from admanager.audience.tree import Value
from admanager.ingest import words
from admanager.project.tables import Column
from admanager.texts import AdManagerError, Sentence, sentence

# Besides the words that an import takes for yes and no.
_TRUE = words.TRUE_WORDS | {"1", "on"}
_FALSE = words.FALSE_WORDS | {"0", "off"}


def misfit(column: Column, advice: Sentence) -> AdManagerError:
    """Return the error for a value that does not fit a column, with what to do."""
    match column.type:
        case "text":
            return AdManagerError(
                sentence("The column {column} holds text; {advice}.", column=column.name, advice=advice)
            )
        case "boolean":
            return AdManagerError(
                sentence("The column {column} holds yes or no; {advice}.", column=column.name, advice=advice)
            )
        case "date" | "datetime":
            return AdManagerError(
                sentence("The column {column} holds dates; {advice}.", column=column.name, advice=advice)
            )
        case _:
            return AdManagerError(
                sentence("The column {column} holds numbers; {advice}.", column=column.name, advice=advice)
            )


def stored(column: Column, value: Value) -> Stored:
    """Return a rule's value as the column stores it; raise AdManagerError when it does not fit the type."""
    match column.type:
        case "text":
            if not isinstance(value, str):
                raise misfit(column, sentence("put the value in quotes: '{value}'", value=plain(value)))
            return value
        case "boolean":
            return _flag(column, value)
        case _:
            return _number(column, value)


def plain(value: Value) -> str:
    """Return a value as it is written in a rule, without quotes."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _number(column: Column, value: Value) -> int | float:
    if isinstance(value, bool | str):
        raise misfit(
            column, sentence("write a number without quotes instead of '{value}'", value=plain(value))
        )
    if column.type == "real":
        return float(value)
    # SQLite binds 64 bits; what lies outside is compared as a real number.
    return value if isinstance(value, float) or -(2**63) <= value < 2**63 else float(value)


def _flag(column: Column, value: Value) -> int:
    if isinstance(value, bool):
        return int(value)
    word = str(value).strip().casefold()
    if word in _TRUE:
        return 1
    if word in _FALSE:
        return 0
    raise misfit(column, sentence("write true or false instead of '{value}'", value=plain(value)))


def no_moment(column: Column, value: Value) -> AdManagerError:
    """Return the error for a value that is no date or time."""
    if column.type == "date":
        return misfit(
            column, sentence("write one as '2024-03-31' in quotes instead of '{value}'", value=plain(value))
        )
    return misfit(
        column,
        sentence(
            "write one as '2024-03-31' or '2024-03-31 18:30' in quotes instead of '{value}'",
            value=plain(value),
        ),
    )
