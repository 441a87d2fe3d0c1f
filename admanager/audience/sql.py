"""Rules as SQL conditions with bound parameters, for queries on the project file."""

from __future__ import annotations

import json
from typing import assert_never

from admanager.audience.binding import bind_in
from admanager.audience.bound import (
    Bound,
    Compare,
    Every,
    Happened,
    Inverse,
    IsMissing,
    Match,
    OneOf,
    OneOfRows,
    Predicate,
    Some,
    Stored,
    Within,
)
from admanager.audience.event_columns import MICROS
from admanager.audience.grammar import parse
from admanager.audience.tree import Rule
from admanager.project.changes import quote
from admanager.project.file import ProjectFile
from admanager.project.schema import ROW_ID
from admanager.texts import AdManagerError, sentence

_TEXT_FUNCTIONS = {"contains": "text_contains", "starts with": "text_starts", "ends with": "text_ends"}


# SQLite's own limit on the parameters of one statement.
MAX_PARAMETERS = 32_766


def compile_rule(rule: Rule | str, project: ProjectFile, table: str = "profiles") -> tuple[str, list[Stored]]:
    """Return a rule as an SQL condition on `table` and its parameters; see `compile_bound`.

    Raises AdManagerError when the rule does not fit the table.
    """
    where, params = compile_bound(bind_in(project, parse(rule) if isinstance(rule, str) else rule, table))
    if len(params) > MAX_PARAMETERS:
        raise AdManagerError(
            sentence(
                "The rule lists more than {limit:,} values; make it a static segment.", limit=MAX_PARAMETERS
            )
        )
    return where, params


def compile_bound(bound: Bound) -> tuple[str, list[Stored]]:
    """Return an SQL condition and its parameters, in order.

    NULL behaves as in SQL: a comparison with a missing value is unknown, and so is its opposite. The connection
    needs the functions of `admanager.project.functions`.
    """
    params: list[Stored] = []
    return _condition(bound, params), params


def _condition(bound: Bound, params: list[Stored]) -> str:
    match bound:
        case Inverse():
            return f"NOT ({_condition(bound.part, params)})"
        case Every():
            return _balanced([_condition(part, params) for part in bound.parts], " AND ")
        case Some():
            return _balanced([_condition(part, params) for part in bound.parts], " OR ")
        case _:
            return _predicate(bound, params)


def _balanced(conditions: list[str], connective: str) -> str:
    """Join as a balanced tree, since SQLite refuses expressions that nest too deep."""
    if len(conditions) == 1:
        return conditions[0]
    half = len(conditions) // 2
    return (
        f"({_balanced(conditions[:half], connective)}{connective}{_balanced(conditions[half:], connective)})"
    )


def _predicate(bound: Predicate, params: list[Stored]) -> str:
    if isinstance(bound, OneOfRows):
        import numpy as np

        params.append(json.dumps(np.frombuffer(bound.ids, dtype="<i8").tolist()))
        return f"{quote(ROW_ID)} IN (SELECT value FROM json_each(?))"
    if isinstance(bound, Happened):
        return _happened(bound, params)
    column = quote(bound.column)
    match bound:
        case Compare():
            params.append(bound.value)
            return f"{column} {bound.operator} ?"
        case OneOf():
            params.extend(bound.values)
            return f"{column} IN ({', '.join('?' * len(bound.values))})"
        case Within():
            params.extend((bound.low, bound.high))
            return f"{column} BETWEEN ? AND ?"
        case Match():
            params.append(bound.text)
            return f"{_TEXT_FUNCTIONS[bound.operator]}({column}, ?)"
        case IsMissing():
            return f"{column} IS NULL"
        case _:
            assert_never(bound)


def _happened(bound: Happened, params: list[Stored]) -> str:
    """Ask for people by what their events add up to; who has none of them has the count and the total 0."""
    amount = " * ".join(quote(name) for name in bound.amount)
    # Whole millionths, as the other engine counts them: sums of real numbers depend on their order.
    scaled = f"(CASE WHEN abs({amount}) < 1e12 THEN {amount} ELSE 0.0 END) * {MICROS}.0"
    micros = f"CAST({scaled} + (CASE WHEN {amount} < 0 THEN -0.5 ELSE 0.5 END) AS INTEGER)" if amount else "0"
    where = f"{quote(bound.event_key)} IS NOT NULL"
    if bound.which is not None:
        where += f" AND ({_condition(bound.which, params)})"
    conditions = [_aggregate("n", sign, value, params) for sign, value in bound.counts]
    conditions += [_aggregate("worth", sign, value, params) for sign, value in bound.totals]
    who, mine = quote(bound.event_key), f"p.{quote(bound.key)}"
    if bound.joined:
        by_key = f"(SELECT {quote(ROW_ID)} FROM profiles WHERE profiles.{quote(bound.key)} = events.{who})"
        joined = f"(SELECT person FROM identity WHERE identity.value = CAST(events.{who} AS TEXT))"
        who, mine = f"COALESCE({joined}, {by_key})", f"p.{quote(ROW_ID)}"
    return (
        f"{quote(ROW_ID)} IN (SELECT p.{quote(ROW_ID)} FROM profiles AS p LEFT JOIN (SELECT {who} AS who, "
        f"COUNT(*) AS n, SUM({micros}) AS worth FROM events WHERE {where} GROUP BY 1) AS e "
        f"ON e.who = {mine} WHERE {' AND '.join(conditions)})"
    )


def _aggregate(name: str, sign: str, value: int | float, params: list[Stored]) -> str:
    params.append(value)
    return f"COALESCE(e.{name}, 0) {sign} ?"
