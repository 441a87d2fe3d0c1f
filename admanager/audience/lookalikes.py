"""People who resemble a segment: everyone else, ordered by how much, and what the likeness lies in.

A classifier tells the segment's people from a sample of the others by the columns of `matrix`; who is scored was never
in the data that the scoring model saw (five cross-fitted models), since a model gives those it has learnt as "other" a
lower score than they deserve. That positives hide among the others does not change the order (Elkan & Noto 2008). Only
people who consented are learnt from and found.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from admanager.audience import segments
from admanager.audience.behaviour import columns_telling
from admanager.audience.bound import columns_used
from admanager.audience.clock import zone_of
from admanager.audience.clusters import trait_of
from admanager.audience.columns import ColumnStore
from admanager.audience.matrix import Matrix, build_matrix, suitable_columns
from admanager.audience.rules import parse, segments_named
from admanager.audience.segments import rule_of
from admanager.audience.tree import Did, Rule, walk
from admanager.jobs import Job, one_thread
from admanager.project import tables
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError, Sentence, sentence

FOLDS = 5
MIN_SEED = 20
SMALL_SEED = 100
MAX_SEED_ROWS = 20_000
MAX_OTHER_ROWS = 40_000
DRIVER_ROWS = 4_000
DRIVERS = 8
WEAK_AUC = 0.6
_BLOCK = 200_000

Method = Literal["auto", "logistic", "boosting"]
Reals = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Driver:
    """A column by which the segment is told apart; `importance` is its part of all (they add up to 1)."""

    column: str
    importance: float
    words: Sentence


@dataclass(frozen=True)
class Lookalike:
    """The people who resemble a segment, in falling order of likeness.

    `candidate_ids` are all who could be chosen with their `scores` (0 to 1); `ids` are the `count` best. `left_out` are
    people who resemble it or not, but did not consent. `auc` says how well unseen people of the segment are told from
    others: 0.5 is chance.
    """

    segment: str
    seed_count: int
    size: float
    count: int
    left_out: int
    auc: float
    method: str
    threshold: float
    drivers: tuple[Driver, ...]
    columns: tuple[str, ...]
    warnings: tuple[Sentence, ...]
    candidate_ids: npt.NDArray[np.int64]
    scores: Reals

    @property
    def ids(self) -> npt.NDArray[np.int64]:
        """The profile ids of those found, ascending."""
        return np.sort(self.candidate_ids[: self.count])

    def at(self, size: float) -> Lookalike:
        """Return the same people cut at another share of the candidates, at once."""
        count = _count(size, len(self.candidate_ids))
        threshold = float(self.scores[count - 1]) if count else 1.0
        return replace(self, size=size, count=count, threshold=threshold)


def lookalike(
    project: ProjectFile,
    segment: str,
    *,
    size: float = 0.05,
    columns: Sequence[str] | None = None,
    include_seed: bool = False,
    method: Method = "auto",
    seed: int = 0,
    job: Job | None = None,
) -> Lookalike:
    """Find the share `size` (0 to 1) of the others who resemble a segment or rule most; the same seed finds the same.

    The segment's own people are candidates only with `include_seed`. Columns that its rule asks for are left out unless
    they are named, since they would only say the rule again. Raises AdManagerError for a segment of fewer than 20
    people who consented, or nearly everyone.
    """
    if not 0 < size <= 1:
        raise AdManagerError(sentence("The size is a share above 0 and up to 1, such as 0.05."))
    job = job or Job()
    store = ColumnStore.of(project)
    rule = rule_of(project, segment)
    inside = store.flags(rule, job=job)
    allowed = store.consented_flags(job=job)
    reachable = np.ones(len(inside), dtype=np.bool_) if allowed is None else allowed
    mine, others = np.flatnonzero(inside & reachable), np.flatnonzero(~inside & reachable)
    if min(len(mine), len(others)) < MIN_SEED:
        raise AdManagerError(
            sentence(
                "Lookalikes need at least {least} people in the segment and {least} others (with consent, where a column holds it); there are {mine} and {others}.",
                least=MIN_SEED,
                mine=len(mine),
                others=len(others),
            )
        )
    asked = _asked_for(project, rule)
    names = list(columns) if columns is not None else suitable_columns(project, without=asked)
    rng = np.random.default_rng(seed)
    learnt = np.sort(
        np.concatenate([rng.permutation(mine)[:MAX_SEED_ROWS], rng.permutation(others)[:MAX_OTHER_ROWS]])
    )
    rows = np.flatnonzero(reachable)
    matrix = build_matrix(project, names, rows, job=job)
    of_learnt = np.searchsorted(rows, learnt)
    labels = inside[learnt]
    with one_thread():
        fitted, name, auc, unseen = _fitted(matrix.values[of_learnt], labels, method, seed, job)
        scores = np.empty(len(rows))
        for start in range(0, len(rows), _BLOCK):
            job.check_cancelled()
            block = matrix.values[start : start + _BLOCK]
            scores[start : start + _BLOCK] = np.mean(
                [model.predict_proba(block)[:, 1] for model in fitted], axis=0
            )
        scores[of_learnt] = unseen
        drivers = _drivers(
            store, matrix, rows, of_learnt, labels, fitted, inside[rows], seed, zone_of(project)
        )
    candidates = np.ones(len(rows), dtype=np.bool_) if include_seed else ~inside[rows]
    # Equal scores go in the order of the ids, so that the same people are found each time.
    order = np.argsort(-scores[candidates], kind="stable")
    left_out = 0 if allowed is None else int(np.count_nonzero(~allowed & (True if include_seed else ~inside)))
    found = Lookalike(
        segment,
        int(np.count_nonzero(inside)),
        size,
        0,
        left_out,
        auc,
        name,
        0.0,
        drivers,
        matrix.columns,
        _warnings(len(mine), auc, sorted(asked) if columns is None else []),
        store.ids()[rows][candidates][order],
        scores[candidates][order],
    )
    return found.at(size)


def _asked_for(project: ProjectFile, rule: Rule) -> frozenset[str]:
    """Return the columns that a rule asks for, and those that tell of its people what it asks of events."""
    seen: set[str] = set()
    waiting, did = [rule], []
    while waiting:
        part = waiting.pop()
        did += [node for node in walk(part) if isinstance(node, Did)]
        fresh = set(segments_named(part)) - seen
        seen |= fresh
        waiting += [parse(segments.get(project, name).rule) for name in fresh]
    used = columns_used(ColumnStore.of(project).bound(rule)) | columns_telling(project, did)
    key = tables.key_column(project.read(), "profiles")
    return frozenset(used - {key.name} if key is not None else used)


def save(project: ProjectFile, name: str, found: Lookalike) -> segments.Segment:
    """Save those found as a static segment and return it."""
    note = sentence(
        "Lookalikes of “{segment}”: the nearest {size:.1%}", segment=found.segment, size=found.size
    )
    return segments.save_members(project, name, found.ids, note=note)


def _count(size: float, candidates: int) -> int:
    return min(candidates, max(1, round(size * candidates))) if candidates else 0


def _fitted(
    values: npt.NDArray[np.float32], labels: npt.NDArray[np.bool_], method: Method, seed: int, job: Job
) -> tuple[list[Any], str, float, Reals]:
    """Return the fold models of the better method, its name, its AUC and the score of each row by the model that did not see it."""
    from sklearn.metrics import roc_auc_score
    from sklearn.model_selection import StratifiedKFold

    best: tuple[list[Any], str, float, Reals] | None = None
    methods = ["logistic", "boosting"] if method == "auto" else [method]
    for number, name in enumerate(methods):
        folds = StratifiedKFold(FOLDS, shuffle=True, random_state=seed)
        unseen = np.empty(len(labels))
        models = []
        for fold, (train, test) in enumerate(folds.split(values, labels)):
            job.check_cancelled()
            job.progress(
                number * FOLDS + fold, len(methods) * FOLDS, sentence("Learning what the segment is like")
            )
            model = _model(name, seed).fit(values[train], labels[train])
            unseen[test] = model.predict_proba(values[test])[:, 1]
            models.append(model)
        auc = float(roc_auc_score(labels, unseen))
        # The simpler method stays unless the other is clearly better.
        if best is None or auc > best[2] + 0.005:
            best = (models, name, auc, unseen)
    assert best is not None
    return best


def _model(name: str, seed: int) -> Any:
    if name == "logistic":
        from sklearn.linear_model import LogisticRegression

        return LogisticRegression(C=0.5, max_iter=2000)
    from sklearn.ensemble import HistGradientBoostingClassifier

    return HistGradientBoostingClassifier(
        max_iter=80, learning_rate=0.1, max_leaf_nodes=15, min_samples_leaf=20, random_state=seed
    )


def _drivers(
    store: ColumnStore,
    matrix: Matrix,
    rows: npt.NDArray[np.int64],
    of_learnt: npt.NDArray[np.int64],
    labels: npt.NDArray[np.bool_],
    models: list[Any],
    inside: npt.NDArray[np.bool_],
    seed: int,
    zone: dt.tzinfo,
) -> tuple[Driver, ...]:
    """Return the columns whose shuffling costs most AUC, on a sample (Breiman 2001)."""
    from sklearn.metrics import roc_auc_score

    rng = np.random.default_rng(seed)
    mine, others = np.flatnonzero(labels), np.flatnonzero(~labels)
    chosen = np.concatenate(
        [rng.permutation(mine)[: DRIVER_ROWS // 2], rng.permutation(others)[: DRIVER_ROWS // 2]]
    )
    sample, truth = matrix.values[of_learnt[chosen]], labels[chosen]
    model = models[0]
    full = roc_auc_score(truth, model.predict_proba(sample)[:, 1])
    losses = {}
    for column in matrix.columns:
        places = matrix.places(column)
        shuffled = sample.copy()
        shuffled[:, places] = sample[rng.permutation(len(sample))][:, places]
        losses[column] = max(0.0, full - roc_auc_score(truth, model.predict_proba(shuffled)[:, 1]))
    total = sum(losses.values())
    if total <= 0:
        return ()
    means = matrix.values[inside].mean(axis=0)
    spread = np.where(matrix.values.std(axis=0) > 0, matrix.values.std(axis=0), 1)
    drivers = []
    for column, loss in sorted(losses.items(), key=lambda item: -item[1])[:DRIVERS]:
        places = [place for place in matrix.places(column) if matrix.parts[place].level != ""]
        if loss <= 0 or not places:
            continue
        place = max(places, key=lambda each: abs(means[each] / spread[each]))
        effect = float(means[place] / spread[place])
        trait = trait_of(store.column(column), matrix.parts[place].level, rows, inside, effect, zone)
        if trait is not None:
            drivers.append(Driver(column, loss / total, trait.words))
    return tuple(drivers)


def _warnings(mine: int, auc: float, asked: list[str]) -> tuple[Sentence, ...]:
    warnings = []
    if mine < SMALL_SEED:
        warnings.append(
            sentence(
                "The segment has only {count} people to learn from; with fewer than {enough} the order of the others is uncertain.",
                count=mine,
                enough=SMALL_SEED,
            )
        )
    if auc < WEAK_AUC:
        warnings.append(
            sentence(
                "The segment's people are hardly told from the others (AUC {auc:.2f}, chance is 0.50); those found are little better than a random choice.",
                auc=auc,
            )
        )
    if asked:
        warnings.append(
            sentence(
                "Left out, since the segment's own rule asks for them: {columns}.", columns=", ".join(asked)
            )
        )
    return tuple(warnings)
