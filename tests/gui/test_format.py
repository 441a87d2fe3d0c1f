"""Numbers, money and times as the window writes them."""

from __future__ import annotations

import math

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QApplication

from admanager.gui import format as fmt
from admanager.gui import i18n
from admanager.gui.widgets.calendar_ticks import calendar_ticks


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


def test_moments_of_data_are_written_in_the_projects_zone() -> None:
    winter, summer = 1_704_096_000, 1_719_820_800  # 2024-01-01 08:00 and 2024-07-01 08:00 UTC
    assert fmt.data_zone() == "UTC"
    assert fmt.day(winter - 8 * 3600 - 1) == "2023-12-31"
    fmt.set_data_zone("Europe/Berlin")
    assert fmt.data_zone() == "Europe/Berlin"
    assert "9:00" in fmt.moment(winter)
    assert "10:00" in fmt.moment(summer)
    assert fmt.day(winter - 8 * 3600 - 1) == "2024-01-01"
    assert fmt.moment_at(QDate(2024, 7, 1)) == summer - 10 * 3600
    assert fmt.moment(1e18) == fmt.day(None) == "–"
    fmt.set_data_zone("No/Where")
    assert fmt.data_zone() == "UTC"


@pytest.mark.parametrize(
    ("days", "most", "expected"),
    [
        (1, 8, ["31 Mar", "03:00", "06:00", "09:00", "12:00", "15:00", "18:00", "21:00", "1 Apr"]),
        (4, 4, ["31 Mar", "1 Apr", "2 Apr", "3 Apr", "4 Apr"]),
        (90, 4, ["Apr 2024", "May 2024", "Jun 2024"]),
        (2000, 6, ["2025", "2026", "2027", "2028", "2029"]),
    ],
)
def test_ticks_of_times_are_round_in_the_zone(days: int, most: int, expected: list[str]) -> None:
    """The clocks of Berlin go forward on 31 March 2024: that day has 23 hours."""
    fmt.set_data_zone("Europe/Berlin")
    low = fmt.moment_at(QDate(2024, 3, 31))
    ticks = calendar_ticks(low, low + days * 86_400 - 1, most)
    assert [text for _, text in ticks] == expected
    if days == 4:
        assert [moment - low for moment, _ in ticks] == [0, 82_800, 169_200, 255_600, 342_000]
