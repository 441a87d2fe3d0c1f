"""Numbers, money and times as the window writes them."""

from __future__ import annotations

import math

import pytest
from PySide6.QtWidgets import QApplication

from admanager.gui import format as fmt
from admanager.gui import i18n


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [(28832, 0, "28,832"), (0.5, 2, "0.50"), (-1234.5, 1, "-1,234.5"), (None, 0, "–"), (math.nan, 2, "–")],
)
def test_number(value: float | None, decimals: int, expected: str) -> None:
    assert fmt.number(value, decimals) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (999, "999"),
        (9999, "9,999"),
        (28832, "28.8 k"),
        (1_250_000, "1.25 M"),
        (2e9, "2 G"),
        (0.123456, "0.1235"),
    ],
)
def test_short_number(value: float, expected: str) -> None:
    assert fmt.short_number(value) == expected


def test_percent_is_a_share_of_one() -> None:
    assert fmt.percent(0.1124) == "11.2 %"
    assert fmt.percent(None) == "–"


def test_money_is_written_from_micros() -> None:
    assert fmt.money(1_500_000) == "€1.50"
    assert fmt.money(-20_000_000, "USD") == "-$20.00"
    assert fmt.money(1_000_000, "CHF") == "CHF 1.00"


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (0.01, "less than 0.1 s"),
        (2.34, "2.3 s"),
        (59.4, "59 s"),
        (200, "3 min 20 s"),
        (3700, "1 h 1 min"),
        (None, "–"),
    ],
)
def test_duration(seconds: float | None, expected: str) -> None:
    assert fmt.duration(seconds) == expected


def test_duration_speaks_chinese(qapp: QApplication) -> None:
    i18n.set_language("zh_CN")
    assert fmt.duration(200) == "3 分 20 秒"


def test_date_is_the_stored_day_whatever_the_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    assert fmt.date(1_760_054_400) == "2025-10-10"
    assert fmt.date(None) == "–"
