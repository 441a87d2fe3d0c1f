"""Which creative or placement the conversions are credited to, rule by rule.

A path is what one person saw up to and including the impression whose click converted, since the conversion
before; what was seen after the last conversion is a path that ended in none. Every rule gives each conversion
away once, so that its credits add up to the conversions. None of them knows what would have happened without
an ad: `admanager.simulation.incrementality` does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from admanager.project.changes import quote
from admanager.project.file import ProjectFile
from admanager.project.schema import BATCH, ROW_ID
from admanager.project.tables import columns
from admanager.simulation.campaign import CampaignPlan
from admanager.simulation.listing import feedback_is_there
from admanager.simulation.runs import Run
from admanager.texts import AdManagerError, Sentence, sentence

By = Literal["creative", "placement"]
Rule = Literal["last", "first", "linear", "decay", "position", "markov"]
RULES: tuple[Rule, ...] = ("last", "first", "linear", "decay", "position", "markov")
HALF_LIFE_DAYS = 7.0
WINDOW_DAYS = 30.0
# Shares of the first and the last impression of a path under the rule by position; those between share the rest.
ENDS = 0.4
MOST_ROWS = 5_000_000
# The chain needs the inverse of a matrix of this size.
MOST_ITEMS = 2000
_DAY = 86_400.0


@dataclass(frozen=True)
class Touches:
    """Impressions in the order of each person's time, T of them.

    `person` [T] numbers people (each impression without one has a number of its own), `time` [T] is in UTC
    seconds, `item` [T] is a place in `items`, `converted` [T] says whose click converted.
    """

    items: tuple[str, ...]
    person: NDArray[np.int64]
    time: NDArray[np.float64]
    item: NDArray[np.int64]
    converted: NDArray[np.bool_]


@dataclass(frozen=True)
class Credits:
    """Conversions credited to each of `items` [I] by each rule; `impressions` [I]; `paths` that converted or not."""

    items: tuple[str, ...]
    impressions: NDArray[np.int64]
    by_rule: dict[Rule, NDArray[np.float64]]
    conversions: int
    paths: int


@dataclass(frozen=True)
class Paths:
    """The impressions that belong to a path, T of them: `path` [T] numbers paths without gaps, in the order of time.

    `converted` [P] says how each path ended; `age` [T] is the time in seconds to the last impression of the path.
    """

    item: NDArray[np.int64]
    path: NDArray[np.int64]
    age: NDArray[np.float64]
    converted: NDArray[np.bool_]


def credit(
    touches: Touches, *, half_life_days: float = HALF_LIFE_DAYS, window_days: float = WINDOW_DAYS
) -> Credits:
    """Credit every conversion by every rule.

    Impressions longer than `window_days` before the end of a path do not count. last and first: the whole
    conversion to that impression; linear: equal parts; decay: parts as 2^(-age / half-life); position: 40 %
    to the first and the last, 20 % to those between; markov: see `removal_effects`.
    """
    paths = paths_of(touches, window_days)
    size = len(touches.items)
    shares = _shares(paths, half_life_days)
    by_rule: dict[Rule, NDArray[np.float64]] = {
        rule: np.bincount(paths.item, weights=share, minlength=size).astype(np.float64)
        for rule, share in shares.items()
    }
    conversions = int(paths.converted.sum())
    effects = removal_effects(paths, size)
    by_rule["markov"] = conversions * effects / effects.sum() if conversions else np.zeros(size)
    return Credits(
        items=touches.items,
        impressions=np.bincount(touches.item, minlength=size),
        by_rule=by_rule,
        conversions=conversions,
        paths=len(paths.converted),
    )


def paths_of(touches: Touches, window_days: float) -> Paths:
    """Cut each person's impressions into paths, and leave out those too long before a path's end."""
    order = np.lexsort((np.arange(len(touches.person)), touches.time, touches.person))
    person, time, item = touches.person[order], touches.time[order], touches.item[order]
    converted = touches.converted[order]
    if not len(person):
        return Paths(item, item, time, converted)
    begins = np.ones(len(person), dtype=bool)
    begins[1:] = (person[1:] != person[:-1]) | converted[:-1]
    path = np.cumsum(begins) - 1
    last = np.append(np.flatnonzero(begins)[1:] - 1, len(person) - 1)
    age = time[last][path] - time
    counted = age <= window_days * _DAY
    return Paths(item[counted], path[counted], age[counted], converted[last])


def _shares(paths: Paths, half_life_days: float) -> dict[Rule, NDArray[np.float64]]:
    """Return each impression's part of its path's conversion, by each rule that looks at a path alone."""
    path, size = paths.path, len(paths.converted)
    length = np.bincount(path, minlength=size)[path]
    first = np.append(True, path[1:] != path[:-1])[: len(path)]
    last = np.append(path[1:] != path[:-1], True)[: len(path)]
    ends = first.astype(np.float64) + last
    between = np.divide(1.0 - 2 * ENDS, length - 2, out=np.zeros(len(path)), where=length > 2)
    weight = np.exp2(-paths.age / (half_life_days * _DAY))
    total = np.bincount(path, weights=weight, minlength=size)[path]
    shares: dict[Rule, NDArray[np.float64]] = {
        "last": last.astype(np.float64),
        "first": first.astype(np.float64),
        "linear": 1.0 / length,
        "decay": weight / total,
        "position": np.where(length > 2, np.where(ends > 0, ENDS, between), ends / 2.0),
    }
    won = paths.converted[path]
    return {rule: share * won for rule, share in shares.items()}


def removal_effects(paths: Paths, size: int) -> NDArray[np.float64]:
    """Return the share of conversions that the chain loses without each item.

    The chain goes from the start over the items of a path to a conversion or to none, with the chances that
    were seen (Anderl et al. 2016, IJRM 33: 457). Without an item, whoever would come to it is lost: that is
    the chance to come to it, (s N)_i / N_ii, times the chance to convert from there, (N c)_i, with
    N = (I - Q)^-1, over the chance to convert at all, s N c.
    """
    if not paths.converted.any():
        return np.zeros(size)
    item, path = paths.item, paths.path
    same = path[1:] == path[:-1]
    ends = np.append(~same, True)
    steps = np.zeros((size, size))
    np.add.at(steps, (item[:-1][same], item[1:][same]), 1.0)
    start = np.bincount(item[np.append(True, ~same)], minlength=size) / len(paths.converted)
    left = np.maximum(np.bincount(item, minlength=size), 1)
    converts = np.bincount(item[ends & paths.converted[path]], minlength=size) / left
    visits = np.linalg.inv(np.eye(size) - steps / left[:, None])
    reached = start @ visits / np.diag(visits)
    chance = visits @ converts
    effects: NDArray[np.float64] = np.clip(reached * chance / (start @ chance), 0.0, 1.0)
    return effects


# -- reading -------------------------------------------------------------------------------------------------


def with_positions(plan: CampaignPlan) -> bool:
    """Say whether the positions of a placement are told apart; those that are sold together are not."""
    return plan.market.auction not in {"gsp", "vcg"}


def place_name(placement: object, position: object) -> str:
    """Return how a place is called: its placement, and its position where it has one."""
    return "" if placement is None else f"{placement}" if position is None else f"{placement} · {position}"


def read_touches(project: ProjectFile, by: By, run: Run | None = None) -> Touches:
    """Read the kept impressions of a run, or all imported ones; raises AdManagerError where there are none.

    Imported impressions need the roles converted, and creative or placement; without the roles key and time
    each one is a path of its own.
    """
    connection = project.read()
    by_role = {column.role: column.name for column in columns(connection, "impressions")}
    if run is not None and not feedback_is_there(project, run.summary.batch):
        raise AdManagerError(
            sentence(
                "The impressions of “{run}” are not kept, so that nothing can be credited; only the first seed of a "
                "simulation keeps them.",
                run=run.info.name,
            )
        )
    _require(by_role, by)
    positions = by == "placement" and (run is None or with_positions(run.plan))
    roles = ("key", "time", by, "position" if positions else "", "converted")
    wanted = ", ".join(f"i.{quote(by_role[role])}" if role in by_role else "NULL" for role in roles)
    chosen, values = f"i.{quote(BATCH)} = ?", [run.summary.batch if run else None]
    if run is None:
        chosen, values = "b.undone = 0 AND s.path NOT LIKE 'simulation: %'", []
    rows = connection.execute(
        f"SELECT {wanted} FROM impressions i JOIN import_batch b ON b.id = i.{quote(BATCH)} "
        f"JOIN source s ON s.id = b.source_id WHERE {chosen} "
        f"ORDER BY i.{quote(ROW_ID)} LIMIT {MOST_ROWS}",
        values,
    )
    return _touches(rows.fetchall())


def _require(by_role: dict[str, str], by: By) -> None:
    if not by_role:
        raise AdManagerError(
            sentence("There are no impressions in this project; import a log or simulate a campaign.")
        )
    lacking = [role for role in ("converted", by) if role not in by_role]
    if lacking:
        raise AdManagerError(
            sentence(
                "No column of the impressions has the role “{role}”; give it when you import them.",
                role=lacking[0],
            )
        )


def _touches(rows: Sequence[tuple[Any, ...]]) -> Touches:
    if not rows:
        raise AdManagerError(
            sentence(
                "There are no imported impressions in this project; name a run to credit what it kept of its own."
            )
        )
    people: dict[object, int] = {}
    names: dict[str, int] = {}
    person, time, item, converted = (np.zeros(len(rows), dtype=kind) for kind in ("i8", "f8", "i8", "?"))
    for number, (who, when, what, position, won) in enumerate(rows):
        # Whoever or whenever is not known cannot be put into a path.
        known = who is not None and when is not None
        person[number] = people.setdefault(who if known else (number,), len(people))
        time[number] = float(when) if known else 0.0
        item[number] = names.setdefault(place_name(what, position), len(names))
        converted[number] = bool(won)
    if len(names) > MOST_ITEMS:
        raise AdManagerError(
            sentence(
                "The impressions name {count:,} creatives or placements; at most {most:,} can be credited.",
                count=len(names),
                most=MOST_ITEMS,
            )
        )
    ordered = sorted(names)
    place = np.array([ordered.index(name) for name in names])
    return Touches(tuple(ordered), person, time, place[item], converted)


def cautions(run: Run | None, found: Credits) -> list[Sentence]:
    """Return what to keep in mind when these credits are read."""
    told = []
    if not found.conversions:
        told.append(sentence("None of these impressions led to a conversion: there is nothing to credit."))
    if run is not None and run.summary.weight > 1:
        told.append(
            sentence(
                "One impression in {weight} was kept, so that paths have gaps and last and first come close; the credits "
                "are for the {count:,} conversions that were kept.",
                weight=run.summary.weight,
                count=found.conversions,
            )
        )
    return told
