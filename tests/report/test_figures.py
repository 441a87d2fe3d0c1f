"""How figures are written: decimals, units, intervals, and what is missing."""

from __future__ import annotations

import math

import pytest

from admanager.report import figures
from admanager.report.figures import FIGURES, bare, interval, number, written
from admanager.simulation.metrics import METRICS, NOTHING, Estimate


def test_every_metric_has_a_name_in_the_order_of_the_screen() -> None:
    assert tuple(FIGURES) == METRICS


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("count", 96812.0, "96,812"),
        ("share", 0.0108, "1.08 %"),
        ("share", 0.00092, "0.092 %"),
        ("share", 0.0, "0.00 %"),
        ("money", 2473.8, "2,473.80 EUR"),
        ("money", 0.1437, "0.144 EUR"),
        ("money", 12345.6, "12,346 EUR"),
        ("ratio", 16.494, "16.49"),
        ("money", math.nan, "–"),
    ],
)
def test_figure_is_written_with_the_decimals_that_it_needs(
    kind: figures.Kind, value: float, text: str
) -> None:
    assert written(kind, value, "EUR") == text


def test_a_column_takes_the_decimals_of_its_sum() -> None:
    assert bare("share", 0.0092, like=0.0108) == "0.92"
    assert bare("share", 0.0092) == "0.920"


def test_minus_is_a_minus_and_never_stands_before_zero() -> None:
    assert number(-1234.5, 1) == "−1,234.5"
    assert number(-0.001, 2) == "0.00"


def test_interval_is_empty_where_a_figure_was_counted_or_is_not_known() -> None:
    assert interval("share", Estimate(0.0108, 0.0102, 0.0115)) == "1.02 – 1.15"
    assert interval("money", Estimate(2.0, 0.5, math.inf)) == "0.50 – ∞"
    assert interval("count", Estimate.exact(5)) == ""
    assert interval("share", NOTHING) == ""
