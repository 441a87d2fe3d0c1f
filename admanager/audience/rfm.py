"""Recency, frequency and value of customers, and the named cells of the grid that they make.

Recency is the number of days from a person's last order to today, in the project's zone; frequency the number of their
orders; value what they paid, in micros. An order whose number starts with the mark of a cancellation is none; what it
gave back is taken off the value, or left out of account. Scores go from 1 to the best 5: the fifths of the people, cut
so that equal values have equal scores (Hughes, Strategic Database Marketing, 1994).
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from admanager.audience import segments
from admanager.audience.clock import clock_of, time_column
from admanager.audience.column_data import ColumnData
from admanager.audience.columns import ColumnStore
from admanager.audience.event_columns import amount_columns, column_with_role, is_order_number
from admanager.audience.events import NOBODY, EventLog, amounts
from admanager.audience.happened import profile_rows
from admanager.audience.rfm_cells import CELLS, CellKind, cell_of
from admanager.audience.zoned import local_hours
from admanager.jobs import Job
from admanager.project import tables
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError, Sentence, sentence

SCORES = 5
_PURCHASES = frozenset({
    "purchase", "purchased", "buy", "bought", "order", "ordered", "sale", "transaction", "checkout", "购买", "下单", "支付", "成交",
})  # fmt: skip


@dataclass(frozen=True)
class RfmSettings:
    """How orders are read from the events; `suggested_settings` fills it in from their columns.

    `kind` is the kind of events that are purchases (None: all of them), `order` the column that numbers orders (None:
    each event is one), `value` the columns whose product an event is worth, `time` the column of dates (None: the one
    with the role time). `cancelled` starts the numbers of
    cancellations. `returns` says whether what was given back is taken off the value; `today` replaces the project's.
    """

    kind: str | None = None
    order: str | None = None
    value: tuple[str, ...] = ()
    cancelled: str = ""
    returns: Literal["subtract", "exclude"] = "subtract"
    today: dt.date | None = None
    time: str | None = None


@dataclass(frozen=True)
class RfmColumns:
    """The columns of the events that could be taken for dates, order numbers and value, and which are suggested.

    Each of `values` is one column, or two whose product is the value.
    """

    times: tuple[str, ...]
    orders: tuple[str, ...]
    values: tuple[tuple[str, ...], ...]
    suggested: RfmSettings


@dataclass(frozen=True)
class RfmValues:
    """The people with an order: their key as it is stored, values and scores (1 to 5); shape (people,) each.

    `rows` is their place among the profiles, `NOBODY` where they have none; `monetary_micros` is all 0 where the
    events have no value.
    """

    keys: npt.NDArray[Any]
    rows: npt.NDArray[np.int64]
    recency_days: npt.NDArray[np.int64]
    frequency: npt.NDArray[np.int64]
    monetary_micros: npt.NDArray[np.int64]
    recency_score: npt.NDArray[np.int64]
    frequency_score: npt.NDArray[np.int64]
    monetary_score: npt.NDArray[np.int64]


@dataclass(frozen=True)
class RfmCell:
    """A named part of the grid and who is in it.

    `recency_days` is the median, `frequency` the mean, `monetary_micros` the sum; `spots` are the pairs of recency
    and frequency scores that belong to it. `consented` is None where no column holds consent.
    """

    key: str
    name: Sentence
    advice: Sentence
    count: int
    consented: int | None
    share: float
    recency_days: float
    frequency: float
    monetary_micros: int
    spots: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Rfm:
    """The grid of customers; `grid[r - 1][f - 1]` counts those with recency score r and frequency score f.

    `people` have an order, `without_order` did something else, `unknown_person` counts events without a key. The edges
    are the upper bounds of all scores but one, in days, orders and micros.
    """

    settings: RfmSettings
    today: dt.date
    people: int
    without_order: int
    unknown_person: int
    cells: tuple[RfmCell, ...]
    grid: tuple[tuple[int, ...], ...]
    grid_value_micros: tuple[tuple[int, ...], ...]
    recency_edges: tuple[float, ...]
    frequency_edges: tuple[float, ...]
    monetary_edges: tuple[float, ...]
    values: RfmValues
    notes: tuple[Sentence, ...] = ()


def suggested_settings(project: ProjectFile) -> RfmSettings:
    """Return what the events' columns say about orders; see `RfmSettings`."""
    columns = tables.columns(project.read(), "events")
    settings = RfmSettings(value=amount_columns(columns))
    store = ColumnStore.of(project, "events")
    kind = next((column for column in columns if column.role == "kind" and column.is_text), None)
    if kind is not None:
        levels = store.column(kind.name).dictionary
        settings = replace(
            settings, kind=next((text for text in levels if text.strip().lower() in _PURCHASES), None)
        )
    for column in columns:
        if is_order_number(column) and column.type in {"integer", "text"}:
            return with_order(project, settings, column.name)
    return settings


def with_order(project: ProjectFile, settings: RfmSettings, order: str | None) -> RfmSettings:
    """Number orders by this column, or by none, and look in it for the mark of a cancellation."""
    mark = "" if order is None else _cancellation_mark(ColumnStore.of(project, "events").column(order))
    return replace(settings, order=order, cancelled=mark)


def possible_columns(project: ProjectFile) -> RfmColumns:
    """Return which columns of the events a person may choose for dates, order numbers and value."""
    columns = [
        column
        for column in tables.columns(project.read(), "events")
        if column.role not in {"key", "identity", "ignored"}
    ]
    numbers = [
        column.name
        for column in columns
        if column.type in {"integer", "real"} and column.role != "time" and not is_order_number(column)
    ]
    quantity = column_with_role(columns, "quantity")
    products = [
        (name, quantity.name)
        for name in numbers
        if quantity is not None and quantity.name in numbers and name != quantity.name
    ]
    return RfmColumns(
        tuple(column.name for column in columns if column.type in {"date", "datetime"}),
        tuple(
            column.name
            for column in columns
            if column.type in {"integer", "text"} and column.role not in {"kind", "value", "quantity", "time"}
        ),
        (*((name,) for name in numbers), *products),
        suggested_settings(project),
    )


def _cancellation_mark(data: ColumnData) -> str:
    """Return the letter in front of some order numbers where most are digits alone, else nothing."""
    if not data.column.is_text:
        return ""
    numbered = sum(text.isdigit() for text in data.dictionary)
    letters = Counter(text[0] for text in data.dictionary if re.fullmatch(r"[A-Za-z]\d{3,}", text))
    if not letters or numbered * 2 < len(data.dictionary):
        return ""
    return letters.most_common(1)[0][0]


def rfm(project: ProjectFile, settings: RfmSettings | None = None, *, job: Job | None = None) -> Rfm:
    """Return the customers by recency, frequency and value.

    Raises AdManagerError when there are no events with a key and dates, or none of them is an order.
    """
    job = job or Job()
    log = EventLog.of(project, job=job)
    settings = settings or suggested_settings(project)
    store = ColumnStore.of(project, "events")
    days, dated = _days(project, store, settings.time, job)
    bought, cancelled = _orders(log, store, settings, dated, job)
    job.check_cancelled()
    last = dt.date(1970, 1, 1) + dt.timedelta(days=int(days[bought].max(initial=0)))
    # Days that were written without a time belong to no zone, so the last of them may be after the clock's own.
    today = settings.today or max(clock_of(project).today, last)
    values = _values(
        project, log, store, settings, bought, cancelled, days, (today - dt.date(1970, 1, 1)).days
    )
    if not len(values.keys):
        raise AdManagerError(sentence("None of the events is an order of a known person."))
    edges = [_edges(each) for each in (values.recency_days, values.frequency, values.monetary_micros)]
    values = replace(
        values,
        recency_score=SCORES - np.searchsorted(edges[0], values.recency_days, side="left"),
        frequency_score=1 + np.searchsorted(edges[1], values.frequency, side="left"),
        monetary_score=1 + np.searchsorted(edges[2], values.monetary_micros, side="left"),
    )
    grid, worth = _grid(values)
    return Rfm(
        settings,
        today,
        len(values.keys),
        log.people - len(values.keys),
        int(np.count_nonzero(log.person == NOBODY)),
        _cells(project, values),
        grid,
        worth,
        tuple(edges[0].tolist()),
        tuple(edges[1].tolist()),
        tuple(edges[2].tolist()),
        values,
        _notes(settings),
    )


def _days(
    project: ProjectFile, store: ColumnStore, name: str | None, job: Job
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """Return the local day of each event, counted from 1970-01-01, and where one is known; shape (events,) each."""
    when = time_column(project)
    if name is not None:
        found = [column for column in tables.columns(project.read(), "events") if column.name == name]
        when = next((column for column in found if column.type in {"date", "datetime"}), None)
        if when is None:
            raise AdManagerError(sentence("{column} is no column of dates of the events.", column=name))
    if when is None:
        raise AdManagerError(
            sentence(
                "The events have no column of dates with the role time, so it is not known when people bought."
            )
        )
    data = store.column(when.name, job=job)
    zone = dt.UTC if when.type == "date" else clock_of(project).zone
    return local_hours(data.values[: data.rows].astype(np.int64), zone)[0], data.known_flags


def _orders(
    log: EventLog, store: ColumnStore, settings: RfmSettings, dated: npt.NDArray[np.bool_], job: Job
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Return which events belong to an order, and which to a cancellation; shape (events,) each."""
    bought = dated & (log.person != NOBODY)
    cancelled = np.zeros(log.rows, dtype=np.bool_)
    kind = log.role("kind")
    if settings.kind is not None and kind is not None:
        data = store.column(kind.name, job=job)
        wanted = np.array([text == settings.kind for text in data.dictionary] or [False])
        bought &= wanted[data.values[: data.rows]] & data.known_flags
    if settings.order is not None and settings.cancelled:
        data = store.column(settings.order, job=job)
        if data.column.is_text:
            marked = np.array([text.startswith(settings.cancelled) for text in data.dictionary] or [False])
            cancelled = bought & marked[data.values[: data.rows]] & data.known_flags
    return bought & ~cancelled, cancelled


def _values(
    project: ProjectFile,
    log: EventLog,
    store: ColumnStore,
    settings: RfmSettings,
    bought: npt.NDArray[np.bool_],
    cancelled: npt.NDArray[np.bool_],
    days: npt.NDArray[np.int64],
    today: int,
) -> RfmValues:
    person = log.person[bought]
    last = np.full(log.people, np.iinfo(np.int64).min)
    np.maximum.at(last, person, days[bought])
    frequency = _frequency(log, store, settings, bought)
    worth = np.zeros(log.people, dtype=np.int64)
    if settings.value:
        worth_of = amounts([store.column(name) for name in settings.value])
        paid = bought | cancelled if settings.returns == "subtract" else bought
        np.add.at(worth, log.person[paid], worth_of[paid])
    chosen = np.bincount(person, minlength=log.people) > 0
    rows = np.full(log.people, NOBODY, dtype=np.int64)
    key = tables.key_column(project.read(), "profiles")
    if key is not None:
        rows = profile_rows(project, log, ColumnStore.of(project).column(key.name))
    empty = np.zeros(0, dtype=np.int64)
    return RfmValues(
        log.keys[chosen],
        rows[chosen],
        today - last[chosen],
        frequency[chosen],
        worth[chosen],
        empty,
        empty,
        empty,
    )


def _frequency(
    log: EventLog, store: ColumnStore, settings: RfmSettings, bought: npt.NDArray[np.bool_]
) -> npt.NDArray[np.int64]:
    """Count the orders of each person: different numbers, or events where orders have none; shape (people,)."""
    person = log.person[bought]
    if settings.order is None:
        return np.bincount(person, minlength=log.people)
    data = store.column(settings.order)
    known = data.known_flags[bought]
    values = data.values[: data.rows][bought]
    # The codes of texts are numbers from 0 already.
    numbers = values.astype(np.int64) if data.column.is_text else np.unique(values, return_inverse=True)[1]
    width = int(numbers.max(initial=0)) + 1
    pairs = np.unique(person[known].astype(np.int64) * width + numbers[known])
    # An event without a number is an order of its own.
    return np.bincount(pairs // width, minlength=log.people) + np.bincount(
        person[~known], minlength=log.people
    )


def _edges(values: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Return the upper bounds of the lower four fifths; `searchsorted` from the left gives equal values one score."""
    return np.quantile(values.astype(np.float64), np.arange(1, SCORES) / SCORES)


def _grid(values: RfmValues) -> tuple[tuple[tuple[int, ...], ...], tuple[tuple[int, ...], ...]]:
    counts = np.zeros((SCORES, SCORES), dtype=np.int64)
    worth = np.zeros((SCORES, SCORES), dtype=np.int64)
    places = (values.recency_score - 1, values.frequency_score - 1)
    np.add.at(counts, places, 1)
    np.add.at(worth, places, values.monetary_micros)
    return tuple(map(tuple, counts.tolist())), tuple(map(tuple, worth.tolist()))


def _cells(project: ProjectFile, values: RfmValues) -> tuple[RfmCell, ...]:
    allowed = ColumnStore.of(project).consented_flags()
    consented = None
    if allowed is not None:
        consented = np.where(values.rows != NOBODY, np.append(allowed, False)[values.rows], False)
    return tuple(_cell(kind, values, members_of(values, kind.key), consented) for kind in CELLS)


def _cell(
    kind: CellKind, values: RfmValues, inside: npt.NDArray[np.bool_], consented: npt.NDArray[np.bool_] | None
) -> RfmCell:
    count = int(np.count_nonzero(inside))
    return RfmCell(
        kind.key,
        kind.name,
        kind.advice,
        count,
        None if consented is None else int(np.count_nonzero(inside & consented)),
        count / len(inside),
        float(np.median(values.recency_days[inside])) if count else 0.0,
        float(np.mean(values.frequency[inside])) if count else 0.0,
        int(values.monetary_micros[inside].sum()),
        kind.spots,
    )


def members_of(values: RfmValues, cell_key: str) -> npt.NDArray[np.bool_]:
    """Return who of the people is in a cell; raise AdManagerError when there is no such cell; shape (people,)."""
    if cell_key not in {kind.key for kind in CELLS}:
        raise AdManagerError(
            sentence(
                "There is no cell {cell}; the cells are {cells}.",
                cell=cell_key,
                cells=", ".join(kind.key for kind in CELLS),
            )
        )
    of_spot = np.array(
        [[cell_of(r, f) == cell_key for f in range(1, SCORES + 1)] for r in range(1, SCORES + 1)]
    )
    inside: npt.NDArray[np.bool_] = of_spot[values.recency_score - 1, values.frequency_score - 1]
    return inside


def cell_people(project: ProjectFile, cell_key: str, found: Rfm) -> npt.NDArray[np.int64]:
    """Return the ids of the profiles in a cell, ascending; shape (people,).

    Raises AdManagerError when nobody in the cell has a profile.
    """
    rows = found.values.rows[members_of(found.values, cell_key)]
    rows = np.sort(rows[rows != NOBODY])
    if not len(rows):
        raise AdManagerError(
            sentence(
                "Nobody in this cell has a profile; make people from the events, or import profiles, first."
            )
        )
    return ColumnStore.of(project).ids()[rows]


def save_cell(project: ProjectFile, name: str, cell_key: str, found: Rfm) -> segments.Segment:
    """Save the profiles in a cell as a static segment and return it.

    Raises AdManagerError when nobody in the cell has a profile.
    """
    ids = cell_people(project, cell_key, found)
    kind = next(kind for kind in CELLS if kind.key == cell_key)
    note = sentence("RFM cell “{cell}” of {today}", cell=kind.name, today=found.today.isoformat())
    return segments.save_members(project, name, ids, note=note)


def _notes(settings: RfmSettings) -> tuple[Sentence, ...]:
    notes = []
    if not settings.value:
        notes.append(
            sentence("The events have no column of numbers with the role value, so value is 0 for everyone.")
        )
    if settings.order is None and settings.kind is None:
        notes.append(
            sentence(
                "Every event counts as an order; choose the kind of event, or the column of order numbers."
            )
        )
    if settings.cancelled:
        notes.append(
            sentence(
                "Orders whose number starts with {mark} are taken for cancellations.", mark=settings.cancelled
            )
        )
    return tuple(notes)
