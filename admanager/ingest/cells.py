"""The value of one cell under a column's plan."""

from __future__ import annotations

import math

from admanager.ingest.settle import ColumnPlan
from admanager.ingest.values import MAX_EXACT_INTEGER, parse_boolean, parse_number, parse_time
from admanager.ingest.words import BLANKS

Cell = int | float | str | None
MICROS = 1_000_000


class NotFitting(Exception):
    """A cell does not fit its column's type."""


def convert_cell(text: str, plan: ColumnPlan, words: frozenset[str]) -> Cell:
    """Return one cell's value as planned, None where it is missing.

    Raises NotFitting when the text is no value of the column's type.
    """
    if not text.strip(BLANKS):
        return None
    if plan.type == "text":
        text = text.strip() if plan.is_key else text
        return None if text in words or not text else text
    stripped = text.strip()
    if stripped in words or not stripped:
        return None
    value: Cell
    if plan.type == "boolean":
        value = parse_boolean(stripped)
    elif plan.type in {"date", "datetime"}:
        value = parse_time(stripped, plan.date_order, plan.zone if plan.type == "datetime" else None)
        if value is not None and plan.type == "date":
            value -= value % 86_400
    else:
        value = _number(stripped, plan)
    if value is None:
        raise NotFitting(text)
    return value


def to_micros(amount: float) -> float:
    """Return a converted amount without the digits below a millionth that multiplying adds (1.5 times 0.92 is 1.38)."""
    return round(amount * MICROS) / MICROS if math.isfinite(amount * MICROS) else amount


def _number(text: str, plan: ColumnPlan) -> int | float | None:
    value = parse_number(text, plan.decimal, plan.thousands)
    if value is None:
        return None
    if plan.type == "real":
        return float(value) if plan.rate == 1 else to_micros(float(value) * plan.rate)
    if isinstance(value, int):
        return value
    return int(value) if value.is_integer() and abs(value) <= MAX_EXACT_INTEGER else None
