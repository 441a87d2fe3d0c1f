"""The imported impressions as arrays, in the order of time: what the reliability of forecasts is judged on.

Simulated impressions are left out. A row with a bid and no cost is an auction that was lost, not an impression.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from admanager.audience import segments
from admanager.audience.clock import zone_of
from admanager.jobs import Job
from admanager.project.changes import quote
from admanager.project.file import ProjectFile
from admanager.project.schema import BATCH, ROW_ID
from admanager.project.tables import Column, columns, key_column
from admanager.simulation.market_log import BID_NAMES, unit_of
from admanager.texts import AdManagerError, sentence

if TYPE_CHECKING:
    import pandas as pd

# The newest of a longer log.
MOST_ROWS = 1_500_000
# Creatives and places beyond these share one level, whose effect is 0.
MOST_LEVELS = 200
MOST_SEGMENTS = 20
ROLES = ("time", "creative", "placement", "position", "clicked", "converted", "cost")
_DAY = 86_400


@dataclass(frozen=True)
class ImpressionLog:
    """N impressions and lost auctions in the order of time.

    `codes` [N, 4] are creative, hour of the day, place and segment (the first that a person is in), -1 where
    unknown; `creatives`, `places` and `segments` name them. `member` [segments, N] says who is in which. `day`
    counts local days from `first_day`. Money is in micros, NaN where there is none; `price` is the clearing price
    of auctions won, in logs that tell one for most impressions.
    """

    time: NDArray[np.float64]
    day: NDArray[np.int64]
    codes: NDArray[np.int64]
    clicked: NDArray[np.bool_]
    converted: NDArray[np.bool_]
    cost: NDArray[np.float64]
    price: NDArray[np.float64]
    bid: NDArray[np.float64]
    lost: NDArray[np.bool_]
    batch: NDArray[np.int64]
    member: NDArray[np.bool_]
    creatives: tuple[str, ...]
    places: tuple[str, ...]
    segments: tuple[str, ...]
    first_day: datetime
    zone: tzinfo
    has_conversions: bool
    has_cost: bool
    has_prices: bool

    def __len__(self) -> int:
        return len(self.time)

    def only(self, which: NDArray[np.bool_]) -> ImpressionLog:
        """Return the log of some of its rows [N]."""
        rows = {
            name: getattr(self, name)[which]
            for name in (
                "time",
                "day",
                "codes",
                "clicked",
                "converted",
                "cost",
                "price",
                "bid",
                "lost",
                "batch",
            )
        }
        return replace(self, member=self.member[:, which], **rows)

    @property
    def hour(self) -> NDArray[np.int64]:
        """The hour of the day of each, [N]."""
        return self.codes[:, 1]

    @property
    def sizes(self) -> tuple[int, int, int, int]:
        """Number of levels of creative, hour, place and segment."""
        return len(self.creatives), 24, len(self.places), len(self.segments)

    def date(self, day: int) -> str:
        """Return the date of a day, as 2026-03-27."""
        return (self.first_day + timedelta(days=day)).date().isoformat()

    @property
    def whole_days(self) -> Callable[[int], bool]:
        """A function that says whether a day was logged from its first hours to its last."""
        begins, ends = self.hour[0] <= 1, self.hour[-1] >= 22
        first, last = int(self.day[0]), int(self.day[-1])
        return lambda day: (day != first or bool(begins)) and (day != last or bool(ends))


def read_impression_log(project: ProjectFile, *, job: Job | None = None) -> ImpressionLog:
    """Read the imported impressions; raises AdManagerError where they lack what a forecast is judged on."""
    job = job or Job()
    connection = project.read()
    known = columns(connection, "impressions")
    by_role = {column.role: column for column in known}
    _require(by_role)
    bid = next((column for column in known if column.name.lower() in BID_NAMES), None)
    person = f"p.{ROW_ID}" if _knows_people(connection) else "NULL"
    wanted = [f"i.{quote(by_role[role].name)}" if role in by_role else "NULL" for role in ROLES]
    wanted += [f"i.{quote(bid.name)}" if bid else "NULL", f"i.{BATCH}", person]
    cursor = connection.execute(
        f"SELECT {', '.join(wanted)} {_newest_first(connection, by_role['time'].name)}"
    )
    rows: list[tuple[Any, ...]] = []
    while part := cursor.fetchmany(50_000):
        job.check_cancelled()
        rows += part
    if not rows:
        raise AdManagerError(
            sentence(
                "There are no imported impressions with a time in this project; import the log of a campaign."
            )
        )
    cost = by_role.get("cost")
    return _arrays(
        project,
        list(zip(*rows[::-1], strict=True)),
        unit_of(cost) if cost else 1.0,
        unit_of(bid) if bid else 1.0,
        has_conversions="converted" in by_role,
        has_cost=cost is not None,
    )


def frame_of_log(project: ProjectFile, inputs: Sequence[str], *, job: Job) -> pd.DataFrame:
    """Return columns of the log's rows, in the order of `read_impression_log`, for a model that takes `inputs`.

    A name is that of a column of the impressions, else of the profiles ("profiles.NAME" where both have it);
    others are left out.
    """
    import pandas as pd

    connection = project.read()
    known = {column.name: ("i", column) for column in columns(connection, "impressions")}
    if _knows_people(connection):
        for column in columns(connection, "profiles"):
            known.setdefault(column.name, ("p", column))
            known.setdefault(f"profiles.{column.name}", ("p", column))
    time = next(column.name for _, column in known.values() if column.role == "time")
    wanted = [name for name in dict.fromkeys(inputs) if name in known] or [time]
    terms = [f"{known[name][0]}.{quote(known[name][1].name)}" for name in wanted]
    cursor = connection.execute(f"SELECT {', '.join(terms)} {_newest_first(connection, time)}")
    rows: list[tuple[Any, ...]] = []
    while part := cursor.fetchmany(50_000):
        job.check_cancelled()
        rows += part
    frame = {}
    for name, values in zip(wanted, zip(*rows[::-1], strict=True), strict=True):
        kind = object if known[name][1].type == "text" else np.float64
        frame[name] = pd.Series(np.array(values, dtype=kind))
    return pd.DataFrame(frame)


def _knows_people(connection: sqlite3.Connection) -> bool:
    return bool(key_column(connection, "impressions") and key_column(connection, "profiles"))


def _newest_first(connection: sqlite3.Connection, time: str) -> str:
    """Return the part of a query that says which rows are the log, and their order, from the newest on."""
    key, own = key_column(connection, "impressions"), key_column(connection, "profiles")
    join = f"LEFT JOIN profiles p ON p.{quote(own.name)} = i.{quote(key.name)} " if key and own else ""
    moment = f"i.{quote(time)}"
    return (
        f"FROM impressions i JOIN import_batch b ON b.id = i.{BATCH} {join}WHERE b.generated = 0 AND b.undone = 0 "
        f"AND {moment} IS NOT NULL ORDER BY {moment} DESC, i.{ROW_ID} DESC LIMIT {MOST_ROWS}"
    )


def _require(by_role: dict[str, Column]) -> None:
    if not by_role:
        raise AdManagerError(
            sentence("There are no impressions in this project; import the log of a campaign.")
        )
    for role in ("time", "clicked"):
        if role not in by_role:
            raise AdManagerError(
                sentence(
                    "No column of the impressions has the role “{role}”; give it when you import them.",
                    role=role,
                )
            )


def _arrays(
    project: ProjectFile,
    read: Sequence[tuple[Any, ...]],
    cost_unit: float,
    bid_unit: float,
    *,
    has_conversions: bool,
    has_cost: bool,
) -> ImpressionLog:
    times, creative, placement, position, clicked, converted, costs, bids, batch, person = read
    time = np.array(times, dtype=np.float64)
    zone = zone_of(project)
    day, hour, first = _local(time, zone)
    cost = np.array(costs, dtype=np.float64) * cost_unit
    bid = np.array(bids, dtype=np.float64) * bid_unit
    price = np.where(cost > 0, cost, np.nan)
    lost = np.isnan(cost) & ~np.isnan(bid) if has_cost else np.zeros(len(time), dtype=bool)
    creatives, creative_code = _coded(creative)
    places, place_code = _coded([_place(*place) for place in zip(placement, position, strict=True)])
    names, member = _members(
        project, np.array([-1 if one is None else one for one in person], dtype=np.int64)
    )
    segment = np.full(len(time), -1, dtype=np.int64)
    for number in range(len(names))[::-1]:
        segment[member[number]] = number
    return ImpressionLog(
        time=time,
        day=day,
        codes=np.column_stack([creative_code, hour, place_code, segment]),
        clicked=np.array([bool(one) for one in clicked]),
        converted=np.array([bool(one) for one in converted]),
        cost=cost,
        price=price,
        bid=bid,
        lost=lost,
        batch=np.array(batch, dtype=np.int64),
        member=member,
        creatives=creatives,
        places=places,
        segments=names,
        first_day=first,
        zone=zone,
        has_conversions=has_conversions,
        has_cost=has_cost and bool((cost > 0).any()),
        # A log in which clicks are paid has a cost for few impressions; it says nothing of what one costs.
        has_prices=has_cost and bool(np.isnan(price[~lost]).mean() <= 0.5),
    )


def _local(time: NDArray[np.float64], zone: tzinfo) -> tuple[NDArray[np.int64], NDArray[np.int64], datetime]:
    """Return local days from the first, hours of the day, and the first day, by quarters of an hour."""
    quarters, which = np.unique((time // 900).astype(np.int64), return_inverse=True)
    local = [datetime.fromtimestamp(int(quarter) * 900, zone) for quarter in quarters]
    ordinals = np.array([moment.toordinal() for moment in local], dtype=np.int64)
    hours = np.array([moment.hour for moment in local], dtype=np.int64)
    first = datetime.fromordinal(int(ordinals[0])).replace(tzinfo=UTC)
    return (ordinals - ordinals[0])[which.ravel()], hours[which.ravel()], first


def _place(placement: Any, position: Any) -> str | None:
    if placement is None and position is None:
        return None
    return " · ".join(str(part) for part in (placement, position) if part is not None)


def _coded(values: Sequence[Any]) -> tuple[tuple[str, ...], NDArray[np.int64]]:
    """Return the most frequent names, at most 200, and each value's place among them; -1 for others and none."""
    counts: dict[str, int] = {}
    for value in values:
        if value is not None:
            text = str(value)
            counts[text] = counts.get(text, 0) + 1
    names = sorted(sorted(counts, key=lambda name: -counts[name])[:MOST_LEVELS])
    places = {name: number for number, name in enumerate(names)}
    codes = [-1 if value is None else places.get(str(value), -1) for value in values]
    return tuple(names), np.array(codes, dtype=np.int64)


def _members(project: ProjectFile, person: NDArray[np.int64]) -> tuple[tuple[str, ...], NDArray[np.bool_]]:
    """Return the saved segments that hold somebody of the log, at most 20, and who is in which [segments, N]."""
    names: list[str] = []
    rows: list[NDArray[np.bool_]] = []
    if (person >= 0).any():
        for segment in segments.list_segments(project)[:MOST_SEGMENTS]:
            ids = segments.members(project, segment.name)
            mask = np.isin(person, ids)
            if mask.any():
                names.append(segment.name)
                rows.append(mask)
    return tuple(names), np.array(rows, dtype=bool).reshape(len(rows), len(person))
