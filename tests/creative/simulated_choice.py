"""The round of `choice_trial` played by the simulator: its auctions, its people and their fatigue, its places.

What a design does to whom is told to the simulator as any response is: by an ONNX model, which it asks about every
pair of person and creative. What the chosen designs are worth is then measured in a second campaign, beside designs
as they are drawn. It has as many creatives as the first, so that people tire of each as much: in one of fewer, all
rates are lower (with 68 of 250 by 7 to 25 %), those of designs as they are drawn as well.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from admanager.creative.brand import DEFAULT_KIT, save_brand
from admanager.creative.choosing import train_scorer
from admanager.creative.design import Design
from admanager.creative.generator import Source, generate
from admanager.creative.library import add_creatives
from admanager.creative.pipeline import Request, condition_for, make_designs
from admanager.creative.sizes import SIZES
from admanager.creative.spec import to_vector
from admanager.learning import models
from admanager.learning.mapping import ColumnMapping
from admanager.learning.onnx_graph import ML_DOMAIN, ROWS, GraphBuilder
from admanager.project.file import ProjectFile
from admanager.simulation.campaign import CampaignPlan
from admanager.simulation.campaign_file import from_data
from admanager.simulation.played import Options
from admanager.simulation.runs import simulate
from tests.creative.choice_trial import COLUMNS, PLACES, add_people
from tests.creative.design_world import DesignWorld, make_world

# So many are chosen of each of so many draws of 256.
CHOSEN, DRAWS = 4, 4


@dataclass(frozen=True)
class SimulatedTrial:
    """Click-through rates that the simulator gave: of designs as drawn, chosen, searched for; and what was forecast."""

    random: float
    chosen: float
    forecast: float
    searched: float
    searched_forecast: float
    impressions: int
    clicks: int

    @property
    def lift(self) -> float:
        """The rate of the chosen as a multiple of that of designs as drawn."""
        return self.chosen / self.random


def try_simulated(project: ProjectFile, *, seed: int, creatives: int, budget: int) -> SimulatedTrial:
    """Run `creatives` designs, learn from the kept impressions, and run the best of 256 and those searched for beside others."""
    world, rng = make_world(seed), np.random.default_rng([seed, 5])
    # What ran before and what is chosen now are one shop's.
    brand = DEFAULT_KIT.model_copy(update={"industry": "e-commerce"})
    save_brand(project, brand)
    add_people(project, rng)
    condition, _ = condition_for(project, brand, Request())
    designs = generate(Source(), brand, condition, count=creatives, seed=seed)
    _keep(project, world, designs, [f"ad {number}" for number in range(creatives)], "first")
    simulate(project, _plan("first", creatives, budget), seed=seed, options=Options(records=2_000_000))
    train_scorer(project)
    requests = [Request(seed=seed + 50 + draw, count=CHOSEN) for draw in range(DRAWS)]
    best = [design for request in requests for design in make_designs(project, request)]
    searches = [replace(request, search="gradient") for request in requests]
    found = [design for request in searches for design in make_designs(project, request)]
    rest = creatives - len(best) - len(found)
    plain = make_designs(project, Request(seed=seed + 90, count=rest, choose=False))
    names = [f"second {number}" for number in range(creatives)]
    _keep(project, world, [*best, *found, *plain], names, "second")
    plan = _plan("second", len(names), budget, prefix="second")
    totals = simulate(project, plan, seed=seed + 1).run.outcome.by_creative()
    count = len(best)
    groups = (names[:count], names[count : 2 * count], names[2 * count :])
    parts = [[totals[name] for name in some] for some in groups]
    rates = [sum(t.clicks for t in part) / sum(t.impressions for t in part) for part in parts]
    told = [
        float(np.mean([design.forecast.ctr for design in some if design.forecast is not None]))
        for some in (best, found)
    ]
    return SimulatedTrial(
        random=rates[2],
        chosen=rates[0],
        forecast=told[0],
        searched=rates[1],
        searched_forecast=told[1],
        impressions=int(sum(t.impressions for part in parts for t in part)),
        clicks=int(sum(t.clicks for t in parts[0])),
    )


def _keep(
    project: ProjectFile, world: DesignWorld, designs: Sequence[Design], names: list[str], model: str
) -> None:
    """Keep designs, and tell the simulator how they are answered."""
    add_creatives(project, designs, names)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"{model}.onnx"
        file.write_bytes(_answers(world, designs, names))
        inputs = {name: [name] for name in ("creative", *COLUMNS)}
        models.load_onnx(project, file, model, ColumnMapping(inputs=inputs, output="probability"))


def _answers(world: DesignWorld, designs: Sequence[Design], names: list[str]) -> bytes:
    """Return the world as ONNX: sigmoid(own[creative] + sum over traits of taste[creative, trait] (x - 40) / 10)."""
    specs = [design.spec for design in designs]
    own = world.log_odds(specs, np.zeros(6))
    vectors = np.array([to_vector(spec) for spec in specs], dtype=np.float64)
    taste = world.spread * np.sqrt(1 / 6) * (vectors @ world.taste.T) / world.scale[2]
    table = np.concatenate([own[:, np.newaxis], taste[:, : len(COLUMNS)]], axis=1).astype(np.float32)
    graph = GraphBuilder("designs")
    word = graph.input("creative", "string", [ROWS, 1])
    attributes = {"keys_strings": names, "values_int64s": list(range(len(names))), "default_int64": 0}
    code = graph.reshape(graph.node("LabelEncoder", [word], attributes, domain=ML_DOMAIN), [-1])
    rows = graph.node("Gather", [graph.constant(table, "table"), code], {"axis": 0})
    columns = [graph.input(name, "float32", [ROWS, 1]) for name in COLUMNS]
    scaled = graph.linear(
        graph.concat(columns),
        0.1 * np.eye(len(COLUMNS), dtype=np.float32),
        np.full(len(COLUMNS), -4, np.float32),
    )
    ones = graph.node(
        "Add", [graph.node("Mul", [columns[0], graph.constant(np.float32(0))]), graph.constant(np.float32(1))]
    )
    whole = graph.concat([ones, scaled])
    total = graph.node(
        "ReduceSum", [graph.node("Mul", [rows, whole]), graph.constant(np.array([1]))], {"keepdims": 1}
    )
    graph.output("probability", graph.sigmoid(total), "float32", [ROWS, 1])
    return graph.build()


def _plan(model: str, creatives: int, budget: int, *, prefix: str = "ad") -> CampaignPlan:
    return from_data(
        {
            "name": f"{model} campaign",
            "flight": {"start": "2026-03-02", "end": "2026-03-15", "time_zone": "UTC"},
            "budget": {"total": budget, "daily": budget},
            "bid": {"amount": 6.0, "pricing": "cpm"},
            "cap": {"per_day": 100},
            "traffic": {
                "opportunities_per_person_per_day": 12,
                "slots": [
                    {"placement": f"page {SIZES[size].key}", "share": 1.0, "click_factor": 1.0}
                    for size in PLACES
                ],
            },
            "response": {
                "click_model": model,
                "base_cvr": 0.05,
                "revenue_per_conversion": 25,
                "taste_spread": 0.0,
            },
            "ad_groups": [
                {"name": "All", "creatives": [{"name": f"{prefix} {number}"} for number in range(creatives)]}
            ],
        }
    )
