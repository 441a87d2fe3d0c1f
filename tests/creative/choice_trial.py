"""A whole round in a world with known effects: keep designs, run them, learn from the clicks, choose among new ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from admanager.creative import choosing
from admanager.creative.brand import DEFAULT_KIT, save_brand
from admanager.creative.choosing import load_scorer, train_scorer
from admanager.creative.condition import TRAITS
from admanager.creative.generator import Source, generate
from admanager.creative.library import add_creatives
from admanager.creative.pipeline import Request, condition_for, make_designs
from admanager.creative.sizes import SIZES
from admanager.ingest.load import store_rows
from admanager.project.file import ProjectFile
from admanager.project.tables import Column
from admanager.texts import sentence
from tests.creative.design_world import DesignWorld, Informed, make_world

PEOPLE = 4_000
PLACES = (0, 1, 4)
# So many designs are chosen for each segment.
DESIGNS = 4
COLUMNS = ("age", "coupon_share", "days_since_visit", "income", "visits")


NEAR = 0.15


@dataclass(frozen=True)
class Told:
    """One design that was chosen for one segment: its true rate, what was forecast, and whether its interval held.

    `informed` is what one who knew the world's structure would forecast of it; see `design_world.Informed`.
    """

    truth: float
    forecast: float
    inside: bool
    informed: float


@dataclass(frozen=True)
class Chosen:
    """What one way of choosing came to: DESIGNS for each of four segments, the best first."""

    designs: tuple[Told, ...]

    @property
    def best(self) -> tuple[Told, ...]:
        """The best design of each segment."""
        return self.designs[::DESIGNS]

    @property
    def rate(self) -> float:
        """The true rate of the best of each segment."""
        return float(np.mean([told.truth for told in self.best]))

    @property
    def ratio(self) -> float:
        """Forecast by truth, of the best of each segment."""
        return float(np.mean([told.forecast for told in self.best])) / self.rate

    @property
    def inside(self) -> float:
        """The share of designs whose true rate lies in their 95 % interval."""
        return float(np.mean([told.inside for told in self.designs]))


def near(told: Sequence[Told], *, informed: bool = False) -> float:
    """Return the share of single designs whose forecast is within 15 % of the truth."""
    return float(
        np.mean(
            [abs((each.informed if informed else each.forecast) / each.truth - 1) <= NEAR for each in told]
        )
    )


@dataclass(frozen=True)
class Trial:
    """The true rate of designs as drawn, the best of 256, and what a search finds."""

    random: float
    drawn: Chosen
    searched: Chosen
    explained: float


def try_out(
    project: ProjectFile, *, seed: int, creatives: int, impressions: int, source: Source | None = None
) -> Trial:
    """Run `creatives` designs with `impressions` in all, then choose the best of 256, and search, for four segments."""
    world, rng = make_world(seed), np.random.default_rng([seed, 5])
    # What ran before and what is chosen now are one shop's.
    brand = DEFAULT_KIT.model_copy(update={"industry": "e-commerce"})
    save_brand(project, brand)
    people = add_people(project, rng)
    condition, _ = condition_for(project, brand, Request())
    designs = generate(source or Source(), brand, condition, count=creatives, seed=seed)
    kept = add_creatives(project, designs, [f"ad {number}" for number in range(creatives)])
    add_impressions(project, world, people, [creative.spec for creative in kept], impressions, rng)
    info = train_scorer(project)
    assert load_scorer(project) is not None
    informed = Informed(world, choosing.impression_cells(project)[0])
    _add_segments(project)
    random: list[float] = []
    found: dict[str, list[Told]] = {"drawn": [], "gradient": []}
    for segment in ("older", "richer", "coupons", "everyone"):
        request = Request("" if segment == "everyone" else segment, seed=seed, count=DESIGNS)
        condition, _ = condition_for(project, brand, request)
        traits = np.array([condition.traits.get(trait, 0.0) for trait in TRAITS])
        plain = make_designs(project, Request(request.segment, seed=seed + 1, count=64, choose=False))
        random.append(float(world.rate([design.spec for design in plain], traits, PLACES).mean()))
        for search, told in found.items():
            best = make_designs(project, replace(request, search=search))
            specs = [design.spec for design in best]
            truths = world.rate(specs, traits, PLACES).tolist()
            for design, truth, known in zip(best, truths, informed.rates(specs, traits, PLACES), strict=True):
                forecast = design.forecast
                assert forecast is not None
                told.append(Told(truth, forecast.ctr, forecast.low <= truth <= forecast.high, known))
    drawn, searched = (Chosen(tuple(found[name])) for name in ("drawn", "gradient"))
    return Trial(float(np.mean(random)), drawn, searched, info.card["explained"])


def add_people(project: ProjectFile, rng: np.random.Generator) -> np.ndarray:
    """Store people whose columns show five of the six traits; return their standardised traits [n, 6]."""
    values = rng.normal(size=(PEOPLE, len(COLUMNS)))
    columns = [Column("id", "integer", "key"), *(Column(name, "real", "number") for name in COLUMNS)]
    rows = [(number, *map(float, 40 + 10 * values[number])) for number in range(PEOPLE)]
    with project.change(sentence("Add people")) as change:
        store_rows(change, "profiles", columns, rows, source="test", generated=True)
    scaled = (values - values.mean(axis=0)) / values.std(axis=0)
    return np.concatenate([scaled, np.zeros((PEOPLE, 1))], axis=1)


def _add_segments(project: ProjectFile) -> None:
    from admanager.audience import segments

    segments.save(project, "older", "age >= 45")
    segments.save(project, "richer", "income >= 48")
    segments.save(project, "coupons", "coupon_share >= 42 and age < 42")


def add_impressions(
    project: ProjectFile,
    world: DesignWorld,
    people: np.ndarray,
    specs: list[object],
    count: int,
    rng: np.random.Generator,
) -> None:
    """Show designs to people at random in three places; the world says who clicks."""
    who, which = rng.integers(PEOPLE, size=count), rng.integers(len(specs), size=count)
    place = rng.integers(len(PLACES), size=count)
    clicked = np.zeros(count, dtype=bool)
    for number, spec in enumerate(specs):
        rows = np.flatnonzero(which == number)
        odds = world.log_odds([spec] * len(rows), people[who[rows]])  # type: ignore[list-item]
        odds += np.array([world.size[PLACES[index]] for index in place[rows]])
        clicked[rows] = rng.random(len(rows)) < 1 / (1 + np.exp(-odds))
    columns = [
        Column("id", "integer", "key"),
        Column("creative", "text", "creative"),
        Column("placement", "text", "placement"),
        Column("clicked", "boolean", "clicked"),
    ]
    keys = [SIZES[index].key for index in PLACES]
    rows = zip(
        who.tolist(), (f"ad {number}" for number in which), (f"page {keys[index]}" for index in place),
        clicked.astype(int).tolist(), strict=True,
    )  # fmt: skip
    with project.change(sentence("Add impressions")) as change:
        store_rows(change, "impressions", columns, rows, source="test", generated=False)
