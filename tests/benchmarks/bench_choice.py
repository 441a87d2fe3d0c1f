"""Best of 256 by what was learned from clicks, against designs as drawn, in worlds whose designs have known effects.

Each world is made anew: what every field of a design does, what pairs of them do, and for whom. 300 kept designs are
shown 900,000 times, the impressions are stored in a project, the scorer learns from them, and for four segments the
best of 256 new designs is taken. All rates are the world's true ones; the forecast is what the scorer told.

The simulator then plays the first of these worlds itself: 250 designs in a campaign with auctions, fatigue and places, the
scorer learns from the impressions that the run keeps, and a second campaign shows the four best of 256 beside 60 as drawn.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from admanager.project.file import ProjectFile
from tests.creative.choice_trial import try_out
from tests.creative.simulated_choice import try_simulated

WORLDS = 5
CREATIVES, IMPRESSIONS = 300, 900_000
SIMULATED_CREATIVES, BUDGET = 250, 200_000


def run() -> dict[str, Any]:
    """Return the mean true click-through rate of the best of 256, in multiples of that of designs as drawn.

    `forecast_to_truth` is the mean forecast by the mean truth of the chosen, `by_world` both figures of each world,
    `inside` the share of true rates within their 95 % interval, `gradient` the same for designs that were searched for. `simulated` has the rates that the simulator gave.
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
    value = statistics.mean(trial.lift for trial in trials)
    return {
        "name": "choice",
        "unit": "true CTR, best of 256 / random",
        "value": value,
        "peer": 1.0,
        "ratio": value,
        "forecast_to_truth": sum(t.forecast for t in trials) / sum(t.chosen for t in trials),
        "inside": statistics.mean(trial.inside for trial in trials),
        "by_world": [[round(t.lift, 3), round(t.forecast / t.chosen, 3)] for t in trials],
        "gradient": {
            "lift": statistics.mean(trial.searched[0] / trial.random for trial in trials),
            "forecast_to_truth": sum(t.searched[1] for t in trials) / sum(t.searched[0] for t in trials),
            "inside": statistics.mean(trial.searched[2] for trial in trials),
            "by_world": [
                [round(t.searched[0] / t.random, 3), round(t.searched[1] / t.searched[0], 3)] for t in trials
            ],
        },
        "slopes": [trial.slope for trial in trials],
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
