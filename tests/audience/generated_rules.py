"""Random rules over every type, operator and kind of condition, and people and events with gaps to ask them of."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np

from admanager.audience import tree
from admanager.project.file import ProjectFile
from admanager.project.tables import Column
from tests.audience.conftest import DAY, MARCH_1, fill_table

COLUMNS = (
    Column("key", "text", "key"),
    Column("whole", "integer", "number"),
    Column("real no.", "real", "number"),
    Column("text", "text", "category"),
    Column("日", "date", "date"),
    Column("time", "datetime", "date"),
    Column("flag", "boolean", "flag"),
)
EVENTS = (
    Column("who", "text", "key"),
    Column("when", "datetime", "time"),
    Column("what", "text", "kind"),
    Column("where", "text", "channel"),
    Column("worth", "real", "value"),
)
TEXTS = ("", "a", "A", "ab", "Straße", "STRASSE", "é", "É", "名", "z'", "li", "Oli")
WHOLE = (0, 1, -1, 5, 127, 128, -128, 2**31, -(2**63), 2**63 - 1, 2**53 + 1)
REAL = (0.0, -0.5, 1.0, 2.5, 1e300, -1e-300, float(2**53))
Rng = np.random.Generator


def _pick(rng: Rng, values: Any) -> Any:
    return values[int(rng.integers(len(values)))]


def _gap(rng: Rng, value: Any) -> Any:
    return None if rng.random() < 1 / 3 else value


def make_project(project: ProjectFile, rng: Rng, people: int) -> None:
    """Fill profiles and events; a third of the values is missing."""
    rows = [
        (
            f"p{number}" if rng.random() < 0.9 else None,
            _gap(rng, _pick(rng, WHOLE)),
            _gap(rng, _pick(rng, REAL)),
            _gap(rng, _pick(rng, TEXTS)),
            _gap(rng, MARCH_1 + DAY * int(rng.integers(-3, 4))),
            _gap(rng, MARCH_1 + DAY * int(rng.integers(-3, 4)) + _pick(rng, (0, 1, 3600, 86_399))),
            _gap(rng, int(rng.integers(2))),
        )
        for number in range(people)
    ]
    fill_table(project, COLUMNS, rows)
    events = [
        (
            _gap(rng, f"p{int(rng.integers(people + 5))}"),
            _gap(rng, MARCH_1 + DAY * int(rng.integers(-60, 1)) + int(rng.integers(0, 3)) * 3600),
            _gap(rng, _pick(rng, ("view", "buy", "名"))),
            _gap(rng, _pick(rng, ("app", "store"))),
            _gap(rng, _pick(rng, (0.1, 0.2, -0.7, 19.99, 1e6))),
        )
        for _ in range(people * 4)
    ]
    fill_table(project, EVENTS, events, "events")


def random_rule(rng: Rng, segments: tuple[str, ...], depth: int = 3) -> tree.Rule:
    """Return a rule that nests at most `depth` levels deep; `segments` are the names it may refer to."""
    if depth and rng.random() < 0.5:
        if rng.random() < 0.3:
            return tree.Not(rule=random_rule(rng, segments, depth - 1))
        parts = tuple(random_rule(rng, segments, depth - 1) for _ in range(int(rng.integers(2, 4))))
        return tree.And(rules=parts) if rng.random() < 0.5 else tree.Or(rules=parts)
    chance = rng.random()
    if chance < 0.1 and segments:
        return tree.InSegment(name=_pick(rng, segments))
    if chance < 0.25:
        return _did(rng)
    return _condition(rng)


def _condition(rng: Rng) -> tree.Rule:
    column = _pick(rng, COLUMNS[1:])
    negated = bool(rng.random() < 0.3)
    kinds = ["comparison", "in", "missing"]
    kinds += ["between"] if column.type != "boolean" else []
    kinds += ["text", "text"] if column.type == "text" else []
    match _pick(rng, kinds):
        case "comparison":
            signs = ("=", "!=") if column.type == "boolean" else tree.COMPARISONS
            return tree.Comparison(column=column.name, operator=_pick(rng, signs), value=_value(rng, column))
        case "in":
            values = tuple(_value(rng, column) for _ in range(int(rng.integers(1, 4))))
            return tree.Membership(column=column.name, values=values, negated=negated)
        case "between":
            low, high = _value(rng, column), _value(rng, column)
            return tree.Between(column=column.name, low=low, high=high, negated=negated)
        case "text":
            match_ = _pick(rng, tree.TEXT_MATCHES)
            return tree.TextMatch(
                column=column.name, operator=match_, text=_pick(rng, TEXTS), negated=negated
            )
        case _:
            return tree.Missing(column=column.name, negated=negated)


def _value(rng: Rng, column: Column) -> tree.Value:
    match column.type:
        case "integer":
            return _pick(rng, (*WHOLE, 0.5, 127.5, 2**63, -(10**20)))
        case "real":
            return _pick(rng, (*REAL, -2, 3, 2**53 + 1))
        case "text":
            return _pick(rng, TEXTS)
        case "boolean":
            return _pick(rng, (True, False, "yes", "No", 1, 0))
    if rng.random() < 0.3:
        return _pick(rng, ("today", "yesterday", "3 days ago", "1 month ago", "今天", "2天前"))
    day = (dt.date(2024, 3, 1) + dt.timedelta(days=int(rng.integers(-3, 4)))).isoformat()
    return (
        f"{day} {_pick(rng, ('00:00', '01:00', '23:59'))}"
        if column.type == "datetime" and rng.random() < 0.5
        else day
    )


def _did(rng: Rng) -> tree.Rule:
    conditions = []
    for _ in range(int(rng.integers(0, 4))):
        name, values = _pick(
            rng,
            (
                ("count", (0, 1, 2, 3)),
                ("days", (0, 7, 30, 30.5, 60)),
                ("total", (0, 0.3, 19.99, -0.7, 20.29)),
                ("channel", ("app", "store", "x")),
                ("value", (0.1, 19.99, 0)),
                ("time", ("2024-02-01", "10 days ago")),
            ),
        )
        sign = _pick(rng, tree.COMPARISONS)
        conditions.append(tree.EventCondition(name=name, operator=sign, value=_pick(rng, values)))
    return tree.Did(event=_pick(rng, ("view", "buy", "名", "*", "never")), conditions=tuple(conditions))
