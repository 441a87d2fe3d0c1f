"""Recency, frequency and value, exact against a computation with pandas."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from admanager.audience import behaviour, rfm, segments
from admanager.audience.columns import ColumnStore
from admanager.audience.rfm_cells import CELLS, cell_of
from admanager.ingest.load import import_file, undo_import
from admanager.ingest.locale import change_locale
from admanager.ingest.options import ImportOptions
from admanager.project.file import ProjectFile
from admanager.project.tables import Column
from admanager.texts import AdManagerError
from tests.audience.conftest import DAY, MARCH_1, Fill

LINES = (
    Column("customer", "text", "key"),
    Column("InvoiceNo", "text", "text", "InvoiceNo"),
    Column("day", "datetime", "time"),
    Column("UnitPrice", "real", "value", "UnitPrice"),
    Column("Quantity", "integer", "quantity"),
)


def test_every_spot_of_the_grid_has_one_cell() -> None:
    spots = [spot for kind in CELLS for spot in kind.spots]
    assert sorted(spots) == [(r, f) for r in range(1, 6) for f in range(1, 6)]
    assert (cell_of(5, 5), cell_of(1, 1), cell_of(1, 5), cell_of(3, 3)) == (
        "champions",
        "hibernating",
        "cannot_lose",
        "need_attention",
    )


def test_orders_cancellations_and_strangers(project: ProjectFile, fill: Fill) -> None:
    fill(
        project,
        LINES,
        [
            ("a", "1001", MARCH_1, 2.55, 6),
            ("a", "1001", MARCH_1, 1.0, 1),
            ("a", "1002", MARCH_1 + 9 * DAY, 0.1, 3),
            ("a", "C1003", MARCH_1 + 10 * DAY, 2.55, -2),
            ("b", "1004", MARCH_1 + 5 * DAY, 10.0, 1),
            ("c", "C1005", MARCH_1 + 5 * DAY, 10.0, -1),
            (None, "1006", MARCH_1 + 11 * DAY, 99.0, 1),
        ],
        "events",
    )
    found = rfm.rfm(project)
    assert (found.settings.order, found.settings.cancelled) == ("InvoiceNo", "C")
    assert found.settings.value == ("UnitPrice", "Quantity")
    assert found.today == dt.date(2024, 3, 12)
    assert found.values.keys.tolist() == ["a", "b"]
    assert found.values.recency_days.tolist() == [2, 6]
    assert found.values.frequency.tolist() == [2, 1]
    assert found.values.monetary_micros.tolist() == [11_500_000, 10_000_000]
    assert (found.people, found.without_order, found.unknown_person) == (2, 1, 1)
    kept = rfm.rfm(project, replace(found.settings, returns="exclude", today=dt.date(2024, 4, 1)))
    assert kept.values.monetary_micros.tolist() == [16_600_000, 10_000_000]
    assert kept.values.recency_days.tolist() == [22, 26]
    assert sum(map(sum, kept.grid)) == 2 == sum(cell.count for cell in kept.cells)


def test_a_cell_becomes_a_static_segment_of_profiles(project: ProjectFile, fill: Fill) -> None:
    consent = Column("consent", "boolean", "consent")
    events = [(f"p{n}", None, MARCH_1 + n * DAY, 1.0, 1) for n in range(10) for _ in range(n + 1)]
    fill(project, LINES, events, "events")
    found = rfm.rfm(project)
    best = next(cell for cell in found.cells if cell.key == "champions")
    assert (best.count, best.consented) == (2, None)
    with pytest.raises(AdManagerError, match="Nobody in this cell has a profile"):
        rfm.save_cell(project, "best", "champions", found)
    fill(project, [LINES[0], consent], [(f"p{n}", n % 2) for n in range(10)])
    found = rfm.rfm(project)
    best = next(cell for cell in found.cells if cell.key == "champions")
    saved = rfm.save_cell(project, "best", "champions", found)
    counted = segments.count(project, saved.name)
    assert (saved.kind, counted.count, counted.consented) == ("static", best.count, best.consented)
    assert best.consented is not None
    assert 0 < best.consented < best.count


def test_events_without_dates_or_orders_say_so(project: ProjectFile, fill: Fill) -> None:
    with pytest.raises(AdManagerError, match="There are no events yet"):
        rfm.rfm(project)
    fill(project, [LINES[0]], [("a",)], "events")
    with pytest.raises(AdManagerError, match="no column of dates with the role time"):
        rfm.rfm(project)
    fill(project, LINES, [(None, "1", MARCH_1, 1.0, 1)], "events")
    with pytest.raises(AdManagerError, match="None of the events is an order"):
        rfm.rfm(project)


# -- a real shop ---------------------------------------------------------------------------------------------


def test_dates_order_numbers_and_value_are_read_from_the_columns_that_are_chosen(
    project: ProjectFile, fill: Fill
) -> None:
    columns = (
        *LINES,
        Column("paid on", "date", "date"),
        Column("Basket", "text", "text"),
        Column("Margin", "real", "number"),
    )
    fill(
        project,
        columns,
        [
            ("a", "1001", MARCH_1, 2.0, 3, MARCH_1 + 4 * DAY, "B11", 1.5),
            ("a", "1002", MARCH_1 + 9 * DAY, 4.0, 1, None, "B11", 1.0),
            ("b", "1003", MARCH_1 + 2 * DAY, 5.0, 2, MARCH_1 + 3 * DAY, "B12", 0.5),
            ("b", "1004", MARCH_1 + 2 * DAY, 5.0, 2, MARCH_1 + 3 * DAY, "B12", 0.25),
        ],
        "events",
    )
    offered = rfm.possible_columns(project)
    assert offered.times == ("day", "paid on")
    assert {"InvoiceNo", "Basket"} <= set(offered.orders)
    assert ("Margin",) in offered.values
    assert ("Margin", "Quantity") in offered.values
    usual = rfm.rfm(project)
    assert usual.values.frequency.tolist() == [2, 2]
    assert usual.values.monetary_micros.tolist() == [10_000_000, 20_000_000]
    chosen = rfm.with_order(
        project, replace(offered.suggested, time="paid on", value=("Margin", "Quantity")), "Basket"
    )
    found = rfm.rfm(project, replace(chosen, today=dt.date(2024, 3, 6)))
    assert found.values.frequency.tolist() == [1, 1]
    assert found.values.recency_days.tolist() == [1, 2]
    assert found.values.monetary_micros.tolist() == [4_500_000, 1_500_000]
    assert rfm.with_order(project, chosen, None).order is None
    with pytest.raises(AdManagerError, match="Basket is no column of dates"):
        rfm.rfm(project, replace(chosen, time="Basket"))


def test_days_without_a_time_are_the_same_days_in_every_zone(project: ProjectFile, fill: Fill) -> None:
    columns = (LINES[0], Column("day", "date", "time"))
    fill(project, columns, [("a", MARCH_1), ("b", MARCH_1 - 3 * DAY)], "events")
    change_locale(project, zone="America/New_York")
    found = rfm.rfm(project)
    assert found.today == dt.date(2024, 3, 1)
    assert found.values.recency_days.tolist() == [0, 3]


@pytest.fixture(scope="module")
def lines(shared_data: Path) -> pd.DataFrame:
    """The invoice lines of a gift shop, read by pandas alone."""
    return pd.read_csv(
        shared_data / "online_retail" / "online_retail_train.csv.gz",
        dtype={"InvoiceNo": str, "StockCode": str, "CustomerID": "Int64"},
        parse_dates=["InvoiceDate"],
    )


@pytest.fixture(scope="module")
def shop(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A project with the same lines as events."""
    path = tmp_path_factory.mktemp("shop") / "shop.adm"
    with ProjectFile.create(path) as project:
        import_file(
            project,
            shared_data / "online_retail" / "online_retail_train.csv.gz",
            options=ImportOptions.model_validate({"table": "events", "key": "CustomerID"}),
        )
        yield project


def expected_rfm(lines: pd.DataFrame, *, subtract: bool) -> pd.DataFrame:
    """Return recency, frequency and value in micros by customer, as an analyst computes them."""
    known = lines[lines.CustomerID.notna()]
    known = known.assign(micros=(known.Quantity * known.UnitPrice * 1_000_000).round().astype("int64"))
    cancelled = known.InvoiceNo.str.startswith("C")
    orders = known[~cancelled].groupby("CustomerID")
    today = lines.InvoiceDate.max().normalize()
    worth = known if subtract else known[~cancelled]
    return pd.DataFrame(
        {
            "recency": (today - orders.InvoiceDate.max().dt.normalize()).dt.days,
            "frequency": orders.InvoiceNo.nunique(),
            "micros": worth.groupby("CustomerID").micros.sum(),
        }
    ).dropna()


@pytest.mark.slow
@pytest.mark.parametrize("returns", ["subtract", "exclude"])
def test_values_of_a_real_shop_are_exact(shop: ProjectFile, lines: pd.DataFrame, returns: Any) -> None:
    settings = rfm.suggested_settings(shop)
    assert (settings.order, settings.cancelled) == ("InvoiceNo", "C")
    found = rfm.rfm(shop, replace(settings, returns=returns))
    keys = pd.Index(found.values.keys.astype("int64"), name="CustomerID")
    ours = pd.DataFrame(
        {
            "recency": found.values.recency_days,
            "frequency": found.values.frequency,
            "micros": found.values.monetary_micros,
        },
        index=keys,
    ).sort_index()
    theirs = expected_rfm(lines, subtract=returns == "subtract").astype("int64").sort_index()
    assert len(ours) == len(theirs) > 3_000
    assert ours.index.tolist() == theirs.index.tolist()
    for name in ours:
        assert np.array_equal(ours[name].to_numpy(), theirs[name].to_numpy()), name
    # The import has rejected the lines without a customer, each with its reason.
    rejected = shop.read().execute("SELECT rows_rejected FROM import_batch").fetchone()[0]
    assert rejected == lines.CustomerID.isna().sum() == 93_623
    assert found.without_order == lines.CustomerID.nunique() - len(theirs)
    assert sum(cell.count for cell in found.cells) == len(theirs)


@pytest.mark.slow
def test_people_of_a_real_shop_are_made_and_taken_back(shop: ProjectFile, lines: pd.DataFrame) -> None:
    result = behaviour.build(shop, create_people=True)
    assert result.created == lines.CustomerID.nunique() == 3_060
    store = ColumnStore.of(shop)
    counted = lines[lines.CustomerID.notna()].groupby("CustomerID").size()
    assert store.count("event_count >= 100") == int((counted >= 100).sum())
    last = lines[lines.CustomerID.notna()].groupby("CustomerID").InvoiceDate.max()
    assert store.count("last_event >= '2011-12-01'") == int((last >= "2011-12-01").sum())
    assert behaviour.refresh(shop) is None
    batch = (
        shop.read().execute("SELECT MAX(id) FROM import_batch WHERE table_name = 'profiles'").fetchone()[0]
    )
    undo_import(shop, batch)
    assert behaviour.refresh(shop) is None
    assert not behaviour.describe_state(shop).built
