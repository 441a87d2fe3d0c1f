"""Best of 256 by what was learned from clicks, against designs as drawn, in worlds whose designs have known effects.

Each world is made anew: what every field of a design does, what pairs of them do, and for whom. 300 kept designs are
shown 900,000 times, the impressions are stored in a project, the scorer learns from them, and for four segments the
four best of 256 new designs are taken. All rates are the world's true ones; the forecast is what the scorer told.

How near a forecast of a single design can be is measured, too: by one who knows how the world is made (see
`design_world.Informed`) and forecasts the same designs from the same impressions.

The simulator then plays the first of these worlds itself: 250 designs in a campaign with auctions, fatigue and places, the
scorer learns from the impressions that the run keeps, and a second campaign of as many shows 16 that are the best of 256
and 16 that were searched for beside others as drawn.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from admanager.project.file import ProjectFile
from tests.creative.choice_trial import Chosen, Told, Trial, near, try_out
from tests.creative.simulated_choice import try_simulated

WORLDS = 5
CREATIVES, IMPRESSIONS = 300, 900_000
SIMULATED_CREATIVES, BUDGET = 250, 200_000


def run() -> dict[str, Any]:
    """Return the mean true click-through rate of the best of 256, in multiples of that of designs as drawn.

    `drawn` has the figures of the best of 256, `gradient` those of designs that were searched for, `simulated` the rates
    that the simulator gave.
    """
    begun = time.process_time()
    trials = []
    for seed in range(WORLDS):
        with (
            tempfile.TemporaryDirectory() as folder,
            ProjectFile.create(Path(folder) / "choice.adm") as project,
        ):
            trials.append(try_out(project, seed=seed, creatives=CREATIVES, impressions=IMPRESSIONS))
    with (
        tempfile.TemporaryDirectory() as folder,
        ProjectFile.create(Path(folder) / "simulated.adm") as project,
    ):
        played = try_simulated(project, seed=0, creatives=SIMULATED_CREATIVES, budget=BUDGET)
    drawn = _figures(trials, [trial.drawn for trial in trials])
    return {
        "name": "choice",
        "unit": "true CTR, best of 256 / random",
        "value": drawn["lift"],
        "peer": 1.0,
        "ratio": drawn["lift"],
        "drawn": drawn,
        "gradient": _figures(trials, [trial.searched for trial in trials]),
        "explained": [trial.explained for trial in trials],
        "simulated": {
            "lift": played.lift,
            "forecast_to_truth": played.forecast / played.chosen,
            "gradient": {
                "lift": played.searched / played.random,
                "forecast_to_truth": played.searched_forecast / played.searched,
            },
            "impressions": played.impressions,
            "clicks_of_chosen": played.clicks,
        },
        "cpu_seconds": time.process_time() - begun,
    }


def _figures(trials: list[Trial], found: list[Chosen]) -> dict[str, Any]:
    """Return the figures of one way of choosing.

    `lift` and `forecast_to_truth` are of the best of each segment, `by_world` both for each world; `inside` is the share
    of all true rates within their 95 % interval; `near` the share of single designs whose forecast is within 15 % of the
    truth, and `near_informed` that of one who knows how the world is made.
    """
    everything: list[Told] = [told for chosen in found for told in chosen.designs]
    best = [told for chosen in found for told in chosen.best]
    return {
        "lift": statistics.mean(chosen.rate / t.random for chosen, t in zip(found, trials, strict=True)),
        "forecast_to_truth": sum(told.forecast for told in best) / sum(told.truth for told in best),
        "by_world": [
            [round(chosen.rate / t.random, 3), round(chosen.ratio, 3)]
            for chosen, t in zip(found, trials, strict=True)
        ],
        "inside": statistics.mean(told.inside for told in everything),
        "near": near(everything),
        "near_informed": near(everything, informed=True),
    }
