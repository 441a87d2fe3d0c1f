"""Clusters of similar people, and what sets each of them apart in words.

k-means (Lloyd 1982, seeded as by Arthur & Vassilvitskii 2007) or a mixture of Gaussians on the matrix of `matrix`. The
number of clusters is the one with the best mean silhouette (Rousseeuw 1987) on a sample, unless it is given.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from admanager.audience import segments
from admanager.audience.clock import zone_of
from admanager.audience.column_data import ColumnData
from admanager.audience.columns import ColumnStore
from admanager.audience.comparison import shown_edge
from admanager.audience.matrix import Matrix, build_matrix, suitable_columns
from admanager.audience.segments import rule_of
from admanager.jobs import Job, one_thread
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError, Sentence, sentence

MIN_CLUSTERS, MAX_CLUSTERS = 2, 8
FIT_ROWS = 50_000
SILHOUETTE_ROWS = 3_000
MIN_PEOPLE = 10
TRAITS = 3
WEAK_SILHOUETTE = 0.15
_BLOCK = 200_000

Method = Literal["kmeans", "mixture"]


@dataclass(frozen=True)
class Trait:
    """How a cluster differs in one column: its median (or the share with `level`) beside everyone's.

    Where the medians tell nothing, the means stand in their place.

    `effect` is the difference in standard deviations; it orders the traits.
    """

    column: str
    level: str | None
    inside: float
    everyone: float
    effect: float
    words: Sentence


@dataclass(frozen=True)
class Cluster:
    """One cluster, numbered from 1 by size; `name` is short, `traits` say more, strongest first."""

    number: int
    name: Sentence
    count: int
    consented: int | None
    share: float
    traits: tuple[Trait, ...]


@dataclass(frozen=True)
class Clustering:
    """All clusters of the people asked about; `labels` has the number of the cluster of each profile id in `ids`.

    `tried` has the numbers of clusters that were tried with their silhouettes (-1 to 1).
    """

    k: int
    method: Method
    silhouette: float
    tried: tuple[tuple[int, float], ...]
    columns: tuple[str, ...]
    clusters: tuple[Cluster, ...]
    ids: npt.NDArray[np.int64]
    labels: npt.NDArray[np.int64]
    notes: tuple[Sentence, ...]


def clusters(
    project: ProjectFile,
    *,
    columns: Sequence[str] | None = None,
    rule: str | None = None,
    k: int | None = None,
    method: Method = "kmeans",
    seed: int = 0,
    job: Job | None = None,
) -> Clustering:
    """Find clusters among everyone, or the people of a segment or rule; the same seed gives the same clusters.

    Raises AdManagerError for fewer than ten people, a number of clusters out of range, and columns that tell nobody
    apart.
    """
    job = job or Job()
    if k is not None and not MIN_CLUSTERS <= k <= 20:
        raise AdManagerError(sentence("There can be 2 to 20 clusters."))
    store = ColumnStore.of(project)
    total = store.total()
    inside = np.ones(total, dtype=np.bool_) if rule is None else store.flags(rule_of(project, rule), job=job)
    rows = np.flatnonzero(inside)
    if len(rows) < MIN_PEOPLE:
        raise AdManagerError(
            sentence(
                "Clusters need at least {least} people; there are {count}.", least=MIN_PEOPLE, count=len(rows)
            )
        )
    names = list(columns) if columns is not None else suitable_columns(project)
    matrix = build_matrix(project, names, rows, job=job)
    rng = np.random.default_rng(seed)
    chosen = np.sort(rng.permutation(len(rows))[:FIT_ROWS])
    sample = matrix.values[chosen]
    with one_thread():
        tried, best = _fitted(sample, method, [k] if k is not None else _numbers(len(rows)), seed, job)
        blocks = range(0, len(rows), _BLOCK)
        labels = np.concatenate([best.predict(matrix.values[start : start + _BLOCK]) for start in blocks])
    labels = _by_size(labels)
    allowed = store.consented_flags(job=job)
    consented = None if allowed is None else allowed[rows]
    found = _described(store, matrix, rows, labels, consented, zone_of(project))
    silhouette = dict(tried)[best.get_params()["n_components" if method == "mixture" else "n_clusters"]]
    return Clustering(
        len(found),
        method,
        silhouette,
        tried,
        matrix.columns,
        found,
        store.ids()[rows],
        labels,
        _notes(silhouette),
    )


def save_cluster(project: ProjectFile, name: str, found: Clustering, number: int) -> segments.Segment:
    """Save the people of a cluster as a static segment and return it."""
    if not 1 <= number <= len(found.clusters):
        raise AdManagerError(sentence("There is no cluster {number}.", number=number))
    note = sentence("Cluster: {name}", name=found.clusters[number - 1].name)
    return segments.save_members(project, name, found.ids[found.labels == number], note=note)


def _numbers(people: int) -> list[int]:
    return list(range(MIN_CLUSTERS, min(MAX_CLUSTERS, people // 5) + 1))


def _fitted(
    sample: npt.NDArray[np.float32], method: Method, numbers: list[int], seed: int, job: Job
) -> tuple[tuple[tuple[int, float], ...], Any]:
    """Return the silhouette of each number of clusters, and the best of the fitted models."""
    from sklearn.cluster import KMeans
    from sklearn.metrics import silhouette_score
    from sklearn.mixture import GaussianMixture

    tried: list[tuple[int, float]] = []
    best, best_score = None, -2.0
    few = np.random.default_rng(seed).permutation(len(sample))[:SILHOUETTE_ROWS]
    distinct = len(np.unique(sample[: 5 * MAX_CLUSTERS * 10], axis=0))
    for place, number in enumerate(numbers):
        job.check_cancelled()
        job.progress(place, len(numbers), sentence("Trying {number} clusters", number=number))
        if number > distinct:
            continue
        if method == "mixture":
            model: Any = GaussianMixture(
                number, covariance_type="diag", reg_covar=1e-3, max_iter=500, random_state=seed
            )
        else:
            model = KMeans(number, n_init=4, random_state=seed)
        labels = model.fit(sample).predict(sample[few])
        score = (
            float(silhouette_score(sample[few], labels)) if 1 < len(np.unique(labels)) < len(few) else -1.0
        )
        tried.append((number, score))
        if score > best_score:
            best, best_score = model, score
    if best is None:
        raise AdManagerError(
            sentence(
                "No column tells people apart; choose columns of numbers, flags or categories that differ."
            )
        )
    return tuple(tried), best


def _by_size(labels: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Number the clusters from 1, the largest first; those that nobody is in fall away."""
    counts = np.bincount(labels)
    order = np.argsort(-counts, kind="stable")
    number = np.zeros(len(counts), dtype=np.int64)
    number[order] = np.arange(1, len(counts) + 1)
    return number[labels]


# -- in words ------------------------------------------------------------------------------------------------


def _described(
    store: ColumnStore,
    matrix: Matrix,
    rows: npt.NDArray[np.int64],
    labels: npt.NDArray[np.int64],
    allowed: npt.NDArray[np.bool_] | None,
    zone: dt.tzinfo,
) -> tuple[Cluster, ...]:
    found = []
    for number in range(1, int(labels.max()) + 1):
        inside = labels == number
        count = int(np.count_nonzero(inside))
        traits = _traits(store, matrix, rows, inside, zone)
        found.append(
            Cluster(
                number,
                _name(traits, number),
                count,
                None if allowed is None else int(np.count_nonzero(inside & allowed)),
                count / len(labels),
                traits,
            )
        )
    return tuple(found)


def _traits(
    store: ColumnStore,
    matrix: Matrix,
    rows: npt.NDArray[np.int64],
    inside: npt.NDArray[np.bool_],
    zone: dt.tzinfo,
) -> tuple[Trait, ...]:
    """Return the strongest trait of each column that has one, strongest first."""
    best: dict[str, Trait] = {}
    means = matrix.values[inside].mean(axis=0)
    spread = matrix.values.std(axis=0)
    effects = np.where(spread > 0, means / np.where(spread > 0, spread, 1), 0.0)
    for place in np.argsort(-np.abs(effects)).tolist():
        part = matrix.parts[place]
        if part.column in best or abs(effects[place]) < 0.1 or part.level == "":
            continue
        data = store.column(part.column)
        trait = trait_of(data, part.level, rows, inside, float(effects[place]), zone)
        if trait is not None:
            best[part.column] = trait
        if len(best) == TRAITS:
            break
    return tuple(best.values())


def trait_of(
    data: ColumnData,
    level: str | None,
    rows: npt.NDArray[np.int64],
    inside: npt.NDArray[np.bool_],
    effect: float,
    zone: dt.tzinfo,
) -> Trait | None:
    """Return how the rows `inside` differ from all `rows` in a column, or its `level`; None where none has a value.

    Times are told by their day in the zone.
    """
    known = data.known_flags[rows]
    values = data.values[: data.rows][rows]
    name = data.column.name
    if level is not None or data.column.type == "boolean":
        wanted = data.dictionary.index(level) if level is not None else 1
        holds = known & (values == wanted)
        ours, all_ = float(holds[inside].mean()), float(holds.mean())
        return Trait(name, level, ours, all_, effect, _level_words(name, level, ours, all_))
    if not known[inside].any():
        return None
    for middle in (np.median, np.mean):
        ours, all_ = float(middle(values[inside & known])), float(middle(values[known]))
        # Of a skewed column the medians may be equal, or differ the other way.
        if (ours - all_) * effect > 0:
            return Trait(name, None, ours, all_, effect, _number_words(data, ours, all_, zone))
    return Trait(name, None, ours, all_, effect, sentence("{column} is spread otherwise", column=name))


def _number_words(data: ColumnData, ours: float, all_: float, zone: dt.tzinfo) -> Sentence:
    inside, everyone = _shown_apart(ours, all_, data.column.type, zone)
    if ours > all_:
        return sentence(
            "high {column}: {inside} (everyone {all})", column=data.column.name, inside=inside, all=everyone
        )
    return sentence(
        "low {column}: {inside} (everyone {all})", column=data.column.name, inside=inside, all=everyone
    )


def _shown_apart(ours: float, all_: float, type_: str, zone: dt.tzinfo) -> tuple[str, str]:
    """Return two different values with as few digits as show that, three at least."""
    if type_ in {"date", "datetime"}:
        return shown_edge(ours, type_, zone), shown_edge(all_, type_, zone)
    for digits in range(3, 8):
        first, second = (
            f"{value:,.0f}" if abs(value) >= 10 ** (digits - 1) else f"{value:,.{digits}g}"
            for value in (ours, all_)
        )
        if first != second:
            break
    return first, second


def _level_words(column: str, level: str | None, ours: float, all_: float) -> Sentence:
    if level is None:
        return sentence(
            "{column} for {inside:.0%} (everyone {all:.0%})", column=column, inside=ours, all=all_
        )
    return sentence(
        "{column} “{level}” for {inside:.0%} (everyone {all:.0%})",
        column=column,
        level=level,
        inside=ours,
        all=all_,
    )


def _name(traits: tuple[Trait, ...], number: int) -> Sentence:
    """Return the two strongest traits in few words."""
    short = [_short(trait) for trait in traits[:2]]
    if not short:
        return sentence("Cluster {number}", number=number)
    return short[0] if len(short) == 1 else sentence("{first}, {second}", first=short[0], second=short[1])


def _short(trait: Trait) -> Sentence:
    more = trait.effect > 0
    if trait.level is not None:
        if more:
            return sentence("{column} {level}", column=trait.column, level=trait.level)
        return sentence("seldom {column} {level}", column=trait.column, level=trait.level)
    if more:
        return sentence("high {column}", column=trait.column)
    return sentence("low {column}", column=trait.column)


def _notes(silhouette: float) -> tuple[Sentence, ...]:
    if silhouette >= WEAK_SILHOUETTE:
        return ()
    return (
        sentence(
            "The clusters hardly stand apart (silhouette {value:.2f}); take them as a way to split people, not as kinds of people.",
            value=silhouette,
        ),
    )
