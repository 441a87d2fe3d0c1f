"""What the project's own log says of prices, answers and hours."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from admanager.project.file import ProjectFile
from admanager.project.tables import Column
from admanager.simulation import market, traffic
from admanager.simulation.campaign import CampaignPlan
from admanager.simulation.market import kaplan_meier, quantiles_of, win_rate
from admanager.simulation.market_log import AuctionLog, from_log, market_prices, read_auctions
from admanager.simulation.population import from_members
from admanager.simulation.response_log import fit_response, ridge_logistic
from admanager.simulation.world import build, prepare
from tests.simulation import projects
from tests.simulation.worlds import plan_of

IMPRESSIONS = [
    Column("time", "datetime", "time"),
    Column("creative", "text", "creative"),
    Column("placement", "text", "placement"),
    Column("position", "integer", "position"),
    Column("cost", "real", "cost"),
    Column("bid", "real", "number"),
    Column("clicked", "boolean", "clicked"),
]


@pytest.fixture
def people(tmp_path: Path) -> Iterator[ProjectFile]:
    with projects.copy_to(tmp_path) as project:
        yield project


def store(
    project: ProjectFile,
    table: str,
    columns: list[Column],
    rows: list[tuple[object, ...]],
    *,
    generated: bool = False,
) -> None:
    """Put rows into a table as an import does."""
    from admanager.ingest.load import store_rows

    with project.change("rows", undoable=False) as change:
        store_rows(change, table, columns, iter(rows), source="log.csv", generated=generated)


def log_rows(count: int = 6000) -> list[tuple[object, ...]]:
    """Auctions with gamma prices that are seen only when won; A is clicked more than B, the morning more than the night."""
    random = np.random.default_rng(5)
    price = random.gamma(1.5, 0.002, count)
    bid = random.uniform(0.001, 0.006, count)
    first = datetime(2026, 3, 2, tzinfo=UTC).timestamp()
    time = first + random.integers(0, 14 * 86400, count)
    rows = []
    for number in range(count):
        won = bid[number] >= price[number]
        creative = "A" if number % 2 else "B"
        hour = datetime.fromtimestamp(time[number], UTC).hour
        chance = 0.12 * (2.0 if creative == "A" else 1.0) * (1.5 if hour < 12 else 0.7)
        clicked = int(won and random.random() < chance)
        rows.append(
            (
                int(time[number]),
                creative,
                "page",
                1 + number % 3,
                float(price[number]) if won else None,
                float(bid[number]),
                clicked,
            )
        )
    return rows


def test_kaplan_meier_finds_the_prices_of_lost_auctions_too() -> None:
    random = np.random.default_rng(1)
    price, bid = random.gamma(1.2, 2.0, 40_000), random.uniform(0.0, 8.0, 40_000)
    seen = np.where(bid >= price, price, np.nan)
    levels, rates = kaplan_meier(seen, bid)
    inside = levels < 7
    truth = np.searchsorted(np.sort(price), levels[inside], side="right") / len(price)
    assert np.abs(rates[inside] - truth).max() < 0.02
    naive = np.arange(1, len(levels) + 1) / len(levels)
    assert np.abs(naive[inside] - truth).max() > 0.1
    table = quantiles_of(levels, rates)
    assert (np.diff(table) >= 0).all()
    assert np.abs(win_rate(table, levels[inside]) - rates[inside]).max() < 0.002


def test_a_placement_with_few_prices_is_drawn_to_all_of_them() -> None:
    plan = plan_of('traffic.slots=[{placement="dear"}, {placement="cheap"}, {placement="new"}]')
    prices = np.concatenate([np.full(4000, 1000.0) + np.arange(4000), np.full(20, 10_000.0)])
    names = np.array(["cheap"] * 4000 + ["dear"] * 20, dtype=object)
    log = AuctionLog(prices, np.full(4020, np.nan), np.full(4020, -1), names)
    found = from_log(plan, from_members([np.arange(1, 5), np.arange(1, 5)], None, False), log)
    medians = found.price[found.table_of[0], 2048]
    assert medians[1] < medians[0] < 4000
    assert found.price[found.table_of[0, 0], -200] > found.price[found.table_of[0, 1], -200]
    assert found.table_of[0, 2] == 0


def test_prices_come_from_the_imported_log_and_the_run_says_so(people: ProjectFile) -> None:
    plan = plan_of()
    before = prepare(people, plan)
    assert "assumption" in str(before.methods["market"])
    store(people, "impressions", IMPRESSIONS, log_rows())
    log = read_auctions(people)
    assert log is not None
    assert log.lost > 500
    setting = prepare(people, plan)
    told = str(setting.methods["market"])
    assert told == f"from {6000 - log.lost:,} auctions won and {log.lost:,} lost of the log (Kaplan-Meier)"
    assert setting.prices.price[0, 2048] == pytest.approx(1e6 * 0.002 * 1.1830, rel=0.08)
    assert market_prices(people, plan_of("market.source=assumed"), setting.people).price.shape == (1, 4097)
    world, _ = build(setting, 1)
    assert world.price.shape[0] == len(setting.prices.price)


def test_simulated_impressions_are_no_evidence(people: ProjectFile) -> None:
    store(people, "impressions", IMPRESSIONS, log_rows(), generated=True)
    assert read_auctions(people) is None
    setting = prepare(people, plan_of())
    assert fit_response(people, plan_of(), setting.people) is None


def test_answers_are_fitted_to_the_log(people: ProjectFile) -> None:
    rows = [row for row in log_rows(20_000) if row[4] is not None]
    store(people, "impressions", IMPRESSIONS, rows)
    data = plan_of().model_dump()
    data["response"]["base_ctr"] = None
    plan = CampaignPlan.model_validate(data)
    setting = prepare(people, plan)
    fitted = setting.fitted
    assert fitted is not None
    assert fitted.rows == len(rows)
    assert fitted.creative["A"] - fitted.creative["B"] == pytest.approx(np.log(2.0) + 0.15, abs=0.25)
    assert fitted.hour[6:12].mean() - fitted.hour[14:20].mean() > 0.5
    rate = sum(int(row[6]) for row in rows) / len(rows)  # type: ignore[call-overload]
    assert fitted.rate == pytest.approx(rate)
    assert "fitted to" in str(setting.methods["click"])
    world, _ = build(setting, 1)
    chance = 1.0 / (1.0 + np.exp(-world.answers["click"][: world.humans].astype(float)))
    assert chance[:, 0].mean() > 1.5 * chance[:, 1].mean()


def test_ridge_logistic_finds_the_truth_of_many_trials() -> None:
    random = np.random.default_rng(3)
    design = np.column_stack([np.ones(40), random.integers(0, 2, (40, 3))])
    truth = np.array([-2.0, 0.8, -0.5, 0.2])
    trials = np.full(40, 5000.0)
    hits = random.binomial(5000, 1.0 / (1.0 + np.exp(-(design @ truth)))).astype(float)
    assert np.abs(ridge_logistic(design, trials, hits) - truth).max() < 0.05


def test_people_come_when_the_events_happened(people: ProjectFile) -> None:
    columns = [Column("time", "datetime", "time"), Column("kind", "text", "kind")]
    monday_ten = int(datetime(2026, 3, 2, 10, 30, tzinfo=UTC).timestamp())
    some_nights = int(datetime(2026, 3, 3, 23, 10, tzinfo=UTC).timestamp())
    rows = [(monday_ten, "view")] * 4000 + [(some_nights, "view")] * 1500
    store(people, "events", columns, rows)
    learned = traffic.learned_curve(people, "UTC")
    assert learned is not None
    assert learned.events == 5500
    assert learned.curve.sum() == pytest.approx(7.0)
    assert int(learned.curve.argmax()) == 10
    assert learned.curve[24 + 23] > learned.curve[24 + 22] * 5
    assert str(prepare(people, plan_of()).methods["traffic"]) == "the hours of 5,500 events"


def test_events_without_a_time_of_day_say_nothing_of_hours(people: ProjectFile) -> None:
    columns = [Column("time", "datetime", "time"), Column("kind", "text", "kind")]
    midnight = int(datetime(2026, 3, 2, tzinfo=UTC).timestamp())
    store(people, "events", columns, [(midnight + 86400 * (n % 9), "view") for n in range(2000)])
    assert traffic.learned_curve(people, "UTC") is None


def test_shading_is_the_best_answer_to_the_table() -> None:
    table = market.gamma_quantiles(1.2, 2000.0)
    prices = market.prices_of(table[None], np.zeros((1, 1), dtype=np.int32), projects_sentence())
    for value in (500.0, 2000.0, 5000.0):
        bids = np.linspace(0, value, 4001)
        best = float(np.max((value - bids) * win_rate(table, bids)))
        place = value / prices.shade_top[0] * 4096
        bid = float(np.interp(place, np.arange(4097), prices.shade[0]))
        assert (value - bid) * float(win_rate(table, np.array([bid]))[0]) > 0.995 * best


def projects_sentence():
    """A sentence for a market that a test made."""
    from admanager.texts import sentence

    return sentence("{what}", what="test")
