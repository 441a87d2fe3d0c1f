"""What a campaign and its parts really added: the same people, seed and prices once more, with a part switched off."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from admanager.jobs import Job
from admanager.project.file import ProjectFile
from admanager.simulation.attribution import (
    HALF_LIFE_DAYS,
    WINDOW_DAYS,
    By,
    Credits,
    cautions,
    credit,
    place_name,
    read_touches,
    with_positions,
)
from admanager.simulation.campaign import CampaignPlan
from admanager.simulation.metrics import NOTHING, Estimate
from admanager.simulation.optimise import paired_difference
from admanager.simulation.runs import Run
from admanager.simulation.trials import Tally, measure
from admanager.simulation.world import Setting, prepare
from admanager.texts import Sentence, sentence

SEEDS = 5


@dataclass(frozen=True)
class Effect:
    """Conversions that are lost when something is switched off.

    `here` is with the run's own seed; `usual` the mean over paired seeds with its 95 % interval, not known
    with a single seed.
    """

    here: int
    usual: Estimate


@dataclass(frozen=True)
class Attribution:
    """Credits with the true effects beside them: `effects` by item, and that of the whole campaign, over `seeds`.

    Without a simulated run, or where they were never worked out, `effects` is empty and `campaign` None.
    """

    by: By
    credits: Credits
    effects: dict[str, Effect]
    campaign: Effect | None
    seeds: int
    notes: tuple[Sentence, ...]


def attribution(
    project: ProjectFile,
    run: Run | None = None,
    *,
    by: By = "creative",
    seeds: int = SEEDS,
    half_life_days: float = HALF_LIFE_DAYS,
    window_days: float = WINDOW_DAYS,
    job: Job | None = None,
) -> Attribution:
    """Credit the conversions of a run, or of the imported impressions; for a run add what each part truly added.

    `seeds` is how many seeds, that of the run first, the plan is played with; 0 plays nothing and takes the true
    effects that are kept. Raises AdManagerError where there are no impressions, or the plan's people are gone.
    """
    job = job or Job()
    job.progress(0, 0, sentence("Reading the impressions"))
    found = credit(read_touches(project, by, run), half_life_days=half_life_days, window_days=window_days)
    notes = cautions(run, found)
    if run is None:
        notes.append(
            sentence("What the ads truly added is not known of an imported log, only of a simulated run.")
        )
        return Attribution(by, found, {}, None, 0, tuple(notes))
    effects = kept_effects(project, run, by)
    if seeds:
        setting = prepare(project, run.plan)
        effects = Effects.of(_play(setting, run, by, seeds, job))
    if effects is None:
        return Attribution(by, found, {}, None, 0, tuple(notes))
    notes += _cautions(run, effects)
    return Attribution(by, found, dict(effects.parts), effects.campaign, effects.seeds, tuple(notes))


@dataclass(frozen=True)
class Effects:
    """The true effects of a run's parts and of the whole, over so many seeds; `conversions` of its own seed."""

    parts: dict[str, Effect]
    campaign: Effect
    conversions: int
    seeds: int

    @classmethod
    def of(cls, played: dict[str | None, list[tuple[Tally, Tally]]]) -> Effects:
        """Make the effects of the pairs with and without each part; None is the whole campaign."""
        parts = {name: _effect(pairs) for name, pairs in played.items() if name is not None}
        whole = played[None]
        return cls(parts, _effect(whole), whole[0][0].conversions, len(whole))


def _cautions(run: Run, effects: Effects) -> list[Sentence]:
    told = []
    if run.info.state != "finished":
        told.append(sentence("The run was stopped; the true effects are those of its whole flight."))
    elif effects.conversions != run.outcome.totals.conversions:
        told.append(
            sentence(
                "The project or the program has changed since the run: played again it has {now:,} conversions, not {then:,}.",
                now=effects.conversions,
                then=run.outcome.totals.conversions,
            )
        )
    told.append(
        sentence(
            "Simulated people convert only after a click: without the campaign nobody does, and a part's true effect is "
            "what the other parts would not have made up for."
        )
    )
    if len(effects.parts) > 1:
        told.append(
            sentence("True effects do not add up: when one part is off, others take some of its impressions.")
        )
    return told


# -- keeping them --------------------------------------------------------------------------------------------


def keep_effects(project: ProjectFile, run: Run, found: Attribution) -> None:
    """Keep the true effects that were worked out, so that the window and the report show them without playing again."""
    if found.campaign is None:
        return
    kept = {
        "conversions": found.campaign.here,
        "campaign": _numbers(found.campaign),
        "parts": {name: _numbers(effect) for name, effect in found.effects.items()},
    }
    title = sentence("Keep the true effects of “{name}”", name=run.info.name)
    with project.change(title, undoable=False) as change:
        change.connection.execute(
            "INSERT OR REPLACE INTO run_effect (run_id, part, seeds, found) VALUES (?, ?, ?, ?)",
            [run.info.id, found.by, found.seeds, json.dumps(kept)],
        )
        change.touch("run_effect")


def kept_effects(project: ProjectFile, run: Run, by: By) -> Effects | None:
    """Return the true effects that are kept of a run, None where there are none."""
    row = (
        project.read()
        .execute("SELECT seeds, found FROM run_effect WHERE run_id = ? AND part = ?", [run.info.id, by])
        .fetchone()
    )
    if row is None:
        return None
    kept = json.loads(row[1])
    parts = {name: _from_numbers(numbers) for name, numbers in kept["parts"].items()}
    return Effects(parts, _from_numbers(kept["campaign"]), kept["conversions"], row[0])


def _numbers(effect: Effect) -> list[float | None]:
    usual = (effect.usual.value, effect.usual.low, effect.usual.high)
    return [effect.here, *(value if math.isfinite(value) else None for value in usual)]


def _from_numbers(numbers: list[float | None]) -> Effect:
    here, *usual = numbers
    known = [value for value in usual if value is not None]
    return Effect(int(here or 0), Estimate(*known) if len(known) == 3 else NOTHING)


# -- playing without a part ----------------------------------------------------------------------------------


def switched_off(plan: CampaignPlan, by: By) -> dict[str, NDArray[np.bool_]]:
    """Return for each creative or place where creatives may still be shown, [creatives, slots], when it is off."""
    names, slots = plan.creative_names, plan.traffic.slots
    positions = with_positions(plan)
    of_slot = [place_name(slot.placement, slot.position if positions else None) for slot in slots]
    allowed: dict[str, NDArray[np.bool_]] = {}
    for item in names if by == "creative" else dict.fromkeys(of_slot):
        mask = np.ones((len(names), len(slots)), dtype=bool)
        if by == "creative":
            mask[names.index(item)] = False
        else:
            mask[:, [place == item for place in of_slot]] = False
        allowed[item] = mask
    return allowed


def _play(
    setting: Setting, run: Run, by: By, seeds: int, job: Job
) -> dict[str | None, list[tuple[Tally, Tally]]]:
    """Return pairs of the whole plan and of the plan without each part, a pair a seed; None is the campaign."""
    plan = run.plan
    parts: dict[str | None, NDArray[np.bool_]] = {
        None: np.zeros((len(plan.creative_names), len(plan.traffic.slots)), dtype=bool)
    }
    parts.update(switched_off(plan, by))
    pairs: dict[str | None, list[tuple[Tally, Tally]]] = {name: [] for name in parts}
    total, done = seeds * (len(parts) + 1), 0
    for seed in range(run.info.seed, run.info.seed + seeds):
        whole = measure(setting, plan, seed)
        done += 1
        for name, allowed in parts.items():
            job.check_cancelled()
            job.progress(done, total, sentence("Playing the campaign without one part after another"))
            pairs[name].append((whole, measure(setting, plan, seed, allowed=allowed)))
            done += 1
    job.progress(total, total, sentence("Playing the campaign without one part after another"))
    return pairs


def _effect(pairs: list[tuple[Tally, Tally]]) -> Effect:
    whole, off = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    return Effect(whole[0].conversions - off[0].conversions, paired_difference("conversions", whole, off))
