"""Clearing prices from the project's own log: the imported impressions, with the auctions that were lost.

A row with a cost is an auction that was won at that price. A row without one, but with a bid, is an auction
that was lost: its price was above the bid. Simulated impressions are left out.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from admanager.project.changes import quote
from admanager.project.file import ProjectFile
from admanager.project.schema import BATCH, ROW_ID
from admanager.project.tables import Column, columns, key_column
from admanager.simulation.campaign import MICROS, CampaignPlan, micros
from admanager.simulation.market import (
    Prices,
    gamma_quantiles,
    kaplan_meier,
    prices_of,
    quantiles_of,
    shape_for_win_rate,
)
from admanager.simulation.population import Population
from admanager.texts import sentence

FEWEST_PRICES = 200
# A cell's own prices count as much as its parent's when it has this many auctions.
PARENT_AUCTIONS = 500
MOST_CELLS = 200
MOST_ROWS = 2_000_000
BID_NAMES = frozenset({"bid", "bid_price", "bidprice", "bid_micros", "our_bid"})


@dataclass(frozen=True)
class AuctionLog:
    """Auctions of the log: `price` (NaN where lost) and `bid` (NaN where unknown) in micros, person and placement."""

    price: NDArray[np.float64]
    bid: NDArray[np.float64]
    person: NDArray[np.int64]
    placement: NDArray[np.object_]

    @property
    def lost(self) -> int:
        """Number of auctions lost."""
        return int(np.isnan(self.price).sum())


def placements(plan: CampaignPlan) -> list[str]:
    """Return the plan's placements, each once, in order of appearance."""
    return list(dict.fromkeys(slot.placement for slot in plan.traffic.slots))


def assumed(plan: CampaignPlan) -> NDArray[np.float64]:
    """Return the quantiles of the gamma distribution that a plan without a log assumes."""
    market = plan.market
    shape = market.shape
    if market.win_rate is not None and market.win_rate_at_cpm is not None:
        shape = shape_for_win_rate(float(market.cpm), float(market.win_rate_at_cpm), market.win_rate)
    return gamma_quantiles(shape, micros(market.cpm) / 1000.0)


def assumed_prices(plan: CampaignPlan) -> Prices:
    """Return the market that a plan assumes, one table for everything."""
    where = np.zeros((max(len(plan.ad_groups), 1), len(placements(plan))), dtype=np.int32)
    text = sentence(
        "gamma distributed around a CPM of {cpm:,.2f} (an assumption)", cpm=float(plan.market.cpm)
    )
    return prices_of(assumed(plan)[None], where, text)


def market_prices(project: ProjectFile, plan: CampaignPlan, people: Population) -> Prices:
    """Return the market of a plan: from the log where it has enough prices, else assumed."""
    if plan.market.source == "assumed":
        return assumed_prices(plan)
    log = read_auctions(project)
    if log is None or len(log.price) - log.lost < FEWEST_PRICES:
        return assumed_prices(plan)
    return from_log(plan, people, log)


def from_log(plan: CampaignPlan, people: Population, log: AuctionLog) -> Prices:
    """Return price tables by placement and by ad group within it, shrunk to their parents by n / (n + 500)."""
    names = placements(plan)
    grid, everything = _fitted(log, np.ones(len(log.price), dtype=bool))
    cells = len(names) * len(plan.ad_groups) <= MOST_CELLS
    first = _first_groups(people, log.person)
    tables = [quantiles_of(grid, everything)]
    where = np.zeros((len(plan.ad_groups), len(names)), dtype=np.int32)
    for place, name in enumerate(names):
        here = log.placement == name
        parent, number = _shrunk(log, here, grid, everything), 0
        if here.any():
            number = len(tables)
            tables.append(quantiles_of(grid, parent))
        where[:, place] = number
        for group in range(len(plan.ad_groups) if cells else 0):
            inside = (first == group) & (here if here.any() else True)
            if inside.sum() >= FEWEST_PRICES:
                where[group, place] = len(tables)
                tables.append(quantiles_of(grid, _shrunk(log, inside, grid, parent)))
    won = len(log.price) - log.lost
    if log.lost:
        text = sentence(
            "from {won:,} auctions won and {lost:,} lost of the log (Kaplan-Meier)", won=won, lost=log.lost
        )
    else:
        text = sentence("from {won:,} prices of the log; those of lost auctions are unknown", won=won)
    return prices_of(np.stack(tables), where, text)


def _fitted(log: AuctionLog, which: NDArray[np.bool_]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    known = which & ~(np.isnan(log.price) & np.isnan(log.bid))
    return kaplan_meier(log.price[known], log.bid[known])


def _shrunk(
    log: AuctionLog, which: NDArray[np.bool_], grid: NDArray[np.float64], parent: NDArray[np.float64]
) -> NDArray[np.float64]:
    if np.isnan(log.price[which]).all():
        return parent
    levels, rates = _fitted(log, which)
    own = np.concatenate([[0.0], rates])[np.searchsorted(levels, grid, side="right")]
    weight = which.sum() / (which.sum() + PARENT_AUCTIONS)
    return np.asarray(weight * own + (1.0 - weight) * parent)


def _first_groups(people: Population, person: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the first ad group of each person, -1 for those whom the campaign does not reach."""
    place = np.minimum(np.searchsorted(people.ids, person), people.size - 1)
    found = people.groups[people.group_start[place]].astype(np.int64)
    return np.where(people.ids[place] == person, found, -1)


def read_auctions(project: ProjectFile) -> AuctionLog | None:
    """Read the imported impressions that have costs; None where no such column is there, or few have one."""
    connection = project.read()
    known = columns(connection, "impressions")
    cost = next((column for column in known if column.role == "cost"), None)
    if cost is None:
        return None
    bid = next((column for column in known if column.name.lower() in BID_NAMES), None)
    place = next((column for column in known if column.role == "placement"), None)
    key, own = key_column(connection, "impressions"), key_column(connection, "profiles")
    join, person = "", "NULL"
    if key is not None and own is not None:
        join, person = f"LEFT JOIN profiles p ON p.{quote(own.name)} = i.{quote(key.name)}", f"p.{ROW_ID}"
    wanted = [person, f"i.{quote(place.name)}" if place else "NULL", f"i.{quote(cost.name)}"]
    wanted.append(f"i.{quote(bid.name)}" if bid else "NULL")
    rows = connection.execute(
        f"SELECT {', '.join(wanted)} FROM impressions i JOIN import_batch b ON b.id = i.{BATCH} {join} "
        f"WHERE b.generated = 0 AND b.undone = 0 LIMIT {MOST_ROWS}"
    ).fetchall()
    if not rows:
        return None
    price = np.array([row[2] for row in rows], dtype=np.float64) * unit_of(cost)
    offered = np.array([row[3] for row in rows], dtype=np.float64) * (unit_of(bid) if bid else 1.0)
    price = np.where(price > 0, price, np.nan)
    # A log in which clicks are paid has a cost for few impressions; it says nothing of what one costs.
    if np.isnan(price).mean() > 0.5 and np.isnan(offered).all():
        return None
    person_ids = np.array([-1 if row[0] is None else row[0] for row in rows], dtype=np.int64)
    where = np.array(["" if row[1] is None else str(row[1]) for row in rows], dtype=object)
    told = ~(np.isnan(price) & np.isnan(offered))
    return AuctionLog(price[told], offered[told], person_ids[told], where[told])


def unit_of(column: Column) -> float:
    """Return how many micros one unit of a column of money is."""
    return 1.0 if column.name.lower().endswith("micros") else float(MICROS)
