"""Which designs to run: a scorer learned from the project's impressions, and the best of many candidates.

Impressions name the creative that they showed; those whose creative is kept in the project, and so has a design, are
learned from. Where there are real ones (imported), simulated ones are left out.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from admanager.creative.condition import TRAITS, PeopleTraits, people_traits, place_vector
from admanager.creative.design import Design
from admanager.creative.library import list_creatives
from admanager.creative.scorer import CONTEXT, PRODUCT_PART, Cells, Forecast, Scorer, context_of, fit_scorer
from admanager.creative.spec import VECTOR_SIZE, to_vector
from admanager.creative.variety import EqualSet, distances, equal_but_different
from admanager.jobs import Job
from admanager.project import tables
from admanager.project.changes import quote
from admanager.project.file import ProjectFile
from admanager.project.schema import BATCH, ROW_ID
from admanager.texts import AdManagerError, sentence

CANDIDATES = 256
# Designs nearer than this look alike; of those only the best is chosen.
ALIKE = 0.12
FEWEST_CREATIVES, FEWEST_IMPRESSIONS, FEWEST_CLICKS = 12, 2_000, 50
# With more cells than this people are told apart in fewer groups; but in one more than there are traits, so that their
# means differ in each trait: where they hardly do, what it does is a guess, and segments are forecast by it.
MANY_CELLS, FEWEST_GROUPS = 10_000, len(TRAITS) + 1
MOST_IMPRESSIONS = 5_000_000
HIGH_TRAIT = 0.5
# Creative, text that names the size, position, pattern of traits.
Cell = tuple[int, Any, Any, int]
SIZE = re.compile(r"(?<!\d)(\d{2,4})\s*[x×]\s*(\d{2,4})(?!\d)")


@dataclass(frozen=True)
class ScorerInfo:
    """The project's scorer without its weights.

    `card` has `creatives`, `impressions`, `clicks`, `ctr`, `explained` (share of the variance between the creatives'
    log-odds that their designs tell), `unexplained` (standard deviation of the rest), `simulated` and `seed`.
    """

    created: float
    card: dict[str, Any]


def train_scorer(project: ProjectFile, *, seed: int = 0, job: Job | None = None) -> ScorerInfo:
    """Learn from the project's impressions which designs are clicked, and store that; undo brings the former back.

    Raises AdManagerError where there is too little to learn from.
    """
    job = job or Job()
    job.progress(0, 2, sentence("Counting the impressions of each creative"))
    cells, simulated = impression_cells(project)
    impressions, clicks = int(cells.shown.sum()), int(cells.clicked.sum())
    creatives = len(np.unique(cells.creative))
    if creatives < FEWEST_CREATIVES or impressions < FEWEST_IMPRESSIONS or clicks < FEWEST_CLICKS:
        raise AdManagerError(
            sentence(
                "There is too little to learn from: {creatives} kept creatives with {impressions:,} impressions and "
                "{clicks:,} clicks; at least {least} creatives, {shown:,} impressions and {clicked} clicks are needed. "
                "Keep designs, run them in campaigns under their names, and import the impressions.",
                creatives=creatives,
                impressions=impressions,
                clicks=clicks,
                least=FEWEST_CREATIVES,
                shown=FEWEST_IMPRESSIONS,
                clicked=FEWEST_CLICKS,
            )
        )
    job.check_cancelled()
    job.progress(1, 2, sentence("Learning which designs are clicked"))
    scorer = fit_scorer(cells, seed=seed)
    job.check_cancelled()
    card = {
        "creatives": creatives,
        "impressions": impressions,
        "clicks": clicks,
        "ctr": round(clicks / impressions, 6),
        "explained": round(scorer.explained, 3),
        "unexplained": round(scorer.rest**0.5, 3),
        "simulated": simulated,
        "seed": seed,
    }
    created = time.time()
    with project.change(sentence("Learn which designs are clicked")) as change:
        values = {"created": created, "card": json.dumps(card), "weights": scorer.to_bytes()}
        row = change.connection.execute("SELECT id FROM creative_scorer").fetchone()
        if row is None:
            change.insert("creative_scorer", values)
        else:
            change.update("creative_scorer", row[0], values)
    return ScorerInfo(created, card)


def scorer_info(project: ProjectFile) -> ScorerInfo | None:
    """Return what the project's scorer was learned from, or None where it has none, or one of a version before."""
    row = project.read().execute("SELECT created, card FROM creative_scorer").fetchone()
    card = {} if row is None else json.loads(row[1])
    return ScorerInfo(row[0], card) if "explained" in card else None


def load_scorer(project: ProjectFile) -> Scorer | None:
    """Return the project's scorer, or None where it has none, or one of a version or of designs as they were before."""
    content = scorer_bytes(project)
    scorer = None if content is None else Scorer.from_bytes(content)
    return scorer if scorer is not None and scorer.centre.shape == (VECTOR_SIZE + CONTEXT,) else None


def scorer_bytes(project: ProjectFile) -> bytes | None:
    """Return the project's scorer as it is stored, or None where it has none."""
    row = project.read().execute("SELECT weights FROM creative_scorer").fetchone()
    return None if row is None else bytes(row[0])


def forecast(scorer: Scorer, designs: Sequence[Design]) -> list[Design]:
    """Return the designs, each with its forecast for the people that it was designed for."""
    told: list[Forecast | None] = [None] * len(designs)
    by_traits: dict[str, list[int]] = {}
    for place, design in enumerate(designs):
        by_traits.setdefault(json.dumps(design.condition.traits, sort_keys=True), []).append(place)
    for places in by_traits.values():
        traits = designs[places[0]].condition.traits
        forecasts = scorer.forecasts([designs[place].spec for place in places], traits)
        for place, found in zip(places, forecasts, strict=True):
            told[place] = found
    return [
        design.model_copy(update={"forecast": found}) for design, found in zip(designs, told, strict=True)
    ]


def forecast_sizes(scorer: Scorer, design: Design) -> dict[str, Forecast]:
    """Return the design's forecast in each size that enough was learned of, for the people that it was designed for.

    A size that the design overrides is forecast as the design is there.
    """
    traits = design.condition.traits
    return {size: scorer.forecasts([design.spec.for_size(size)], traits, size)[0] for size in scorer.sizes}


def best_of(scorer: Scorer, candidates: Sequence[Design], count: int) -> list[Design]:
    """Return the `count` candidates with the highest forecasts that do not look alike, the best first.

    Where too few differ, the next best are taken.
    """
    told = forecast(scorer, candidates)
    order = np.argsort([-_ctr(design) for design in told], kind="stable").tolist()
    apart = distances([design.spec for design in told])
    taken: list[int] = []
    for place in order:
        if len(taken) < count and all(apart[place, other] >= ALIKE for other in taken):
            taken.append(place)
    taken += [place for place in order if place not in taken][: max(0, count - len(taken))]
    return [told[place] for place in sorted(taken, key=order.index)]


def ab_set(scorer: Scorer, designs: Sequence[Design], count: int) -> tuple[list[Design], EqualSet]:
    """Return the `count` most different of the designs whose forecasts are equally good, to be tried against each other."""
    told = forecast(scorer, designs)
    chosen = equal_but_different([design.spec for design in told], [_ctr(d) for d in told], count)
    return [told[place] for place in chosen.places], chosen


def impression_cells(project: ProjectFile) -> tuple[Cells, bool]:
    """Return the impressions of kept creatives, counted together, and whether they are simulated ones.

    Counted together are those of one creative, size and position to people alike in which traits are low or high.
    """
    connection = project.read()
    creatives = {creative.name: creative.design for creative in list_creatives(project)}
    vectors = np.array([to_vector(design.spec) for design in creatives.values()], dtype=np.float64)
    empty = Cells(vectors, np.zeros(0, np.int64), np.zeros((0, CONTEXT)), np.zeros(0), np.zeros(0))
    if not creatives or not tables.table_exists(connection, "impressions"):
        return empty, False
    by_role = {column.role: column.name for column in tables.columns(connection, "impressions")}
    if "creative" not in by_role or "clicked" not in by_role:
        return empty, False
    pattern_of, means, people = _patterns(people_traits(project))
    numbers = {name: number for number, name in enumerate(creatives)}
    for generated in (False, True):
        counted: dict[Cell, list[int]] = {}
        for creative, size, position, person, clicked in _impressions(project, by_role, generated):
            cell = (numbers[creative], size, position, pattern_of.get(person, 0))
            found = counted.setdefault(cell, [0, 0])
            found[0] += 1
            found[1] += bool(clicked)
        if counted:
            places = np.array([place_vector(design.condition.place) for design in creatives.values()])
            wanted = max(FEWEST_GROUPS, MANY_CELLS // len({cell[:3] for cell in counted}))
            together = _groups(means, people, wanted)
            return _cells(vectors, places, counted, means, together), generated
    return empty, False


def _impressions(project: ProjectFile, by_role: dict[str, str], generated: bool) -> Any:
    """Yield (creative, text with the size, position, person, clicked) of each impression of a kept creative."""
    connection = project.read()
    names = {column.name.casefold(): column.name for column in tables.columns(connection, "impressions")}
    size = next((names[name] for name in ("size", "ad_size", "format", "尺寸") if name in names), None)
    size = size or by_role.get("placement")
    key, own = tables.key_column(connection, "impressions"), tables.key_column(connection, "profiles")
    person, join = "NULL", ""
    if key is not None and own is not None:
        person = f"p.{ROW_ID}"
        join = f"LEFT JOIN profiles p ON p.{quote(own.name)} = i.{quote(key.name)}"
    creative, clicked = f"i.{quote(by_role['creative'])}", f"i.{quote(by_role['clicked'])}"
    place = f"i.{quote(size)}" if size is not None else "NULL"
    position = f"i.{quote(by_role['position'])}" if "position" in by_role else "NULL"
    return connection.execute(
        f"SELECT {creative}, {place}, {position}, {person}, {clicked} FROM impressions i "
        f"JOIN import_batch b ON b.id = i.{BATCH} {join} WHERE b.generated = ? AND b.undone = 0 "
        f"AND {creative} IN (SELECT name FROM creative) LIMIT {MOST_IMPRESSIONS}",
        [int(generated)],
    )


def _patterns(
    traits: PeopleTraits,
) -> tuple[dict[int, int], npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return which pattern of low, usual and high traits each person has; each pattern's mean traits [P, 6] and people [P].

    Pattern 0 is that of people who are not known.
    """
    if not traits.values:
        return {}, np.zeros((1, len(TRAITS))), np.zeros(1)
    unknown = np.zeros(len(traits.people))
    values = np.stack([np.nan_to_num(traits.values.get(trait, unknown)) for trait in TRAITS], axis=1)
    low_or_high = (values > HIGH_TRAIT).astype(int) - (values < -HIGH_TRAIT).astype(int)
    _, pattern = np.unique(low_or_high, axis=0, return_inverse=True)
    pattern = pattern.reshape(-1) + 1
    counts = np.bincount(pattern)
    means = np.stack([np.bincount(pattern, column) / np.maximum(counts, 1) for column in values.T], axis=1)
    return dict(zip(traits.people.tolist(), pattern.tolist(), strict=True)), means, counts.astype(np.float64)


def _groups(
    means: npt.NDArray[np.float64], people: npt.NDArray[np.float64], most: int
) -> npt.NDArray[np.int64]:
    """Return the group [P] of each pattern: at most `most` groups of people who are like each other."""
    if len(means) <= most:
        return np.arange(len(means))
    from sklearn.cluster import KMeans

    found = KMeans(most, n_init=2, random_state=0).fit_predict(means, sample_weight=np.maximum(people, 1e-6))
    return np.asarray(found, dtype=np.int64)


def _cells(
    vectors: npt.NDArray[np.float64],
    places: npt.NDArray[np.float32],
    counted: dict[Cell, list[int]],
    means: npt.NDArray[np.float64],
    together: npt.NDArray[np.int64],
) -> Cells:
    totals: dict[Cell, list[float]] = {}
    for (creative, size, position, pattern), (shown, clicked) in counted.items():
        cell = (creative, size, position, int(together[pattern]))
        found = totals.setdefault(cell, [0.0, 0.0, *([0.0] * len(TRAITS))])
        found[0] += shown
        found[1] += clicked
        for place, mean in enumerate(means[pattern].tolist()):
            found[2 + place] += shown * mean
    sums = np.array(list(totals.values()))
    context = np.zeros((len(totals), CONTEXT))
    for number, (_, size, position, _) in enumerate(totals):
        context[number] = context_of({}, size_key(size), _whole(position))
    context[:, : len(TRAITS)] = sums[:, 2:] / sums[:, :1]
    creative_of = np.array([cell[0] for cell in totals], dtype=np.int64)
    context[:, PRODUCT_PART] = places[creative_of]
    return Cells(vectors, creative_of, context, sums[:, 0], sums[:, 1])


def _whole(position: object) -> int:
    return int(position) if isinstance(position, (int, float)) else 0


def size_key(text: object) -> str:
    """Return the ad size that a text such as `sidebar 300×250` names, or ""."""
    found = SIZE.search(str(text)) if text is not None else None
    return f"{found[1]}x{found[2]}" if found else ""


def _ctr(design: Design) -> float:
    return 0.0 if design.forecast is None else design.forecast.ctr
