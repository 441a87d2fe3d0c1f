"""How people answer: log-odds of a click and of a conversion for each pair of person and creative.

They come from the project's ONNX models where the plan names them, else from a base rate with normal
log-odds around it. The intercept is shifted so that the mean over people (by their activity) and creatives
is the base rate. What is not known before a campaign ran is drawn from the seed and named as drawn: the
creatives' effects, each person's taste in creatives, and without a model the differences between people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from admanager.project.file import ProjectFile
from admanager.simulation.campaign import CampaignPlan
from admanager.simulation.draws import GOLDEN, Purpose, entity_keys, mixed, name_number, normals, stream
from admanager.simulation.model_answers import answers_of
from admanager.simulation.population import Population
from admanager.simulation.response_log import FittedResponse
from admanager.texts import Sentence, sentence

DEFAULT_CTR = 0.01
DEFAULT_CVR = 0.05

# Conversions after a click: share `FAST_SHARE` with mean `FAST_MINUTES`, the rest with mean `SLOW_MINUTES`,
# cut off after 30 days. Fitted to Criteo's log: 35 % within an hour, 50 % within a day (Chapelle 2014).
FAST_MINUTES = 20.0
CUT_MINUTES = 30 * 1440


@dataclass(frozen=True)
class Scores:
    """What a model, or the lack of one, says before a seed adds what is unknown.

    `logit` is [N, K], or [N, 1] where the model does not look at the creative; None without a model.
    `base_rate` is the mean that responses are shifted to. `model` names the model and its hash. `hour_logit`
    [168] is what a model that looks at the time adds in each hour of the week.
    """

    logit: NDArray[np.float32] | None
    knows_creative: bool
    base_rate: float
    model: tuple[str, str] | None
    method: Sentence
    hour_logit: NDArray[np.float64] | None = None
    creative_effects: dict[str, float] | None = None


def score_clicks(project: ProjectFile, plan: CampaignPlan, people: Population) -> Scores:
    """Return the click scores of a plan's people."""
    response = plan.response
    return _scores(project, plan, people, "click", response.click_model, response.base_ctr, DEFAULT_CTR)


def score_conversions(project: ProjectFile, plan: CampaignPlan, people: Population) -> Scores:
    """Return the conversion scores of a plan's people."""
    response = plan.response
    return _scores(
        project, plan, people, "conversion", response.conversion_model, response.base_cvr, DEFAULT_CVR
    )


def _scores(
    project: ProjectFile,
    plan: CampaignPlan,
    people: Population,
    outcome: Literal["click", "conversion"],
    model: str | None,
    rate: float | None,
    default: float,
) -> Scores:
    if model is None:
        if rate is None:
            return Scores(None, False, default, None, sentence("assumed rate of {rate:.2%}", rate=default))
        return Scores(None, False, rate, None, sentence("rate of {rate:.2%} from the plan", rate=rate))
    answers = answers_of(project, plan, people, model, outcome)
    if rate is None:
        rate = answers.rate
        text = sentence("model “{model}” with its own mean of {rate:.2%}", model=model, rate=rate)
    else:
        text = sentence("model “{model}”, shifted to a mean of {rate:.2%}", model=model, rate=rate)
    named = (model, answers.sha256)
    return Scores(answers.logit, answers.knows_creative, rate, named, text, answers.hour_logit)


def fitted_clicks(plan: CampaignPlan, people: Population, scores: Scores, fitted: FittedResponse) -> Scores:
    """Return the click scores with what the log says: the rate, the hours, and the creatives that it knows."""
    rate = plan.response.base_ctr or fitted.rate
    text = sentence(
        "fitted to {rows:,} impressions of the log, mean of {rate:.2%}", rows=fitted.rows, rate=rate
    )
    logit = np.zeros((people.size, 1), dtype=np.float32)
    first = people.groups[people.group_start[:-1]]
    logit[:, 0] = fitted.group[first]
    return Scores(
        logit,
        False,
        rate,
        None,
        text,
        np.tile(fitted.hour, 7),
        {name: effect for name, effect in fitted.creative.items() if name in plan.creative_names},
    )


def fitted_conversions(plan: CampaignPlan, scores: Scores, fitted: FittedResponse) -> Scores:
    """Return the conversion scores at the log's rate, where the plan gives none and the log has enough."""
    if plan.response.base_cvr or plan.response.conversion_model or fitted.conversion_rate is None:
        return scores
    text = sentence("rate of {rate:.2%} from the log", rate=fitted.conversion_rate)
    return replace(scores, base_rate=fitted.conversion_rate, method=text)


def click_logits(
    plan: CampaignPlan, people: Population, scores: Scores, activity: NDArray[np.float64], seed: int
) -> NDArray[np.float32]:
    """Return the [N, K] log-odds of a click on a first impression in an average hour and slot."""
    names = plan.creative_names
    response = plan.response
    logit = _people(people, scores, response.person_spread, seed, Purpose.PERSON_TASTE, len(names))
    if scores.creative_effects is not None:
        taste = normals(entity_keys(stream(seed, Purpose.PERSON_TASTE), people.ids))
        logit += (response.person_spread * taste).astype(np.float32)[:, None]
    logit += _segment_effects(plan, people)[:, None]
    if not scores.knows_creative:
        effects = response.creative_spread * creative_effects(names, seed, Purpose.CREATIVE_CLICK)
        for number, name in enumerate(names):
            effects[number] = (scores.creative_effects or {}).get(name, effects[number])
        logit += effects
        if response.taste_spread > 0:
            keys = entity_keys(stream(seed, Purpose.PAIR_TASTE), people.ids)
            for number, name in enumerate(names):
                pair = pair_keys(keys, name)
                logit[:, number] += (response.taste_spread * normals(pair)).astype(np.float32)
    return shifted(logit, scores.base_rate, activity)


def _segment_effects(plan: CampaignPlan, people: Population) -> NDArray[np.float32]:
    """Return what the ad groups of each person add to the log-odds of a click."""
    logs = np.log([group.click_factor for group in plan.ad_groups])
    sums = np.concatenate([[0.0], np.cumsum(logs[people.groups])])
    return np.asarray(sums[people.group_start[1:]] - sums[people.group_start[:-1]], dtype=np.float32)


def conversion_logits(
    plan: CampaignPlan, people: Population, scores: Scores, activity: NDArray[np.float64], seed: int
) -> NDArray[np.float32]:
    """Return the [N, K] log-odds that a click converts."""
    names = plan.creative_names
    spread = plan.response.person_spread
    logit = _people(people, scores, spread, seed, Purpose.PERSON_CONVERSION, len(names))
    if not scores.knows_creative:
        logit += plan.response.creative_spread * creative_effects(names, seed, Purpose.CREATIVE_CONVERSION)
    return shifted(logit, scores.base_rate, activity)


def creative_effects(names: Sequence[str], seed: int, purpose: Purpose) -> NDArray[np.float32]:
    """Return a standard normal draw for each creative, the same for a name and seed in every plan."""
    numbers = np.array([name_number(name) for name in names], dtype=np.int64)
    return normals(entity_keys(stream(seed, purpose), numbers)).astype(np.float32)


def pair_keys(keys: NDArray[np.uint64], name: str) -> NDArray[np.uint64]:
    """Return one key for each pair of an entity (by its key) and a named thing."""
    number = np.array([name_number(name)], dtype=np.int64).view(np.uint64)
    pairs: NDArray[np.uint64] = mixed(keys + GOLDEN * number)
    return pairs


def _people(
    people: Population, scores: Scores, spread: float, seed: int, purpose: Purpose, creatives: int
) -> NDArray[np.float32]:
    if scores.logit is not None:
        return np.array(np.broadcast_to(scores.logit, (people.size, creatives)))
    draws = normals(entity_keys(stream(seed, purpose), people.ids))
    return np.repeat((spread * draws).astype(np.float32)[:, None], creatives, axis=1)


def shifted(logit: NDArray[np.float32], rate: float, weight: NDArray[np.float64]) -> NDArray[np.float32]:
    """Add the constant to [N, K] log-odds that makes their weighted mean probability `rate`.

    `weight` is [N]. The mean rises with the constant; Newton's steps find it on at most 50,000 people.
    """
    step = max(1, len(logit) // 50_000)
    sample = logit[::step].astype(np.float64)
    share = weight[::step] / weight[::step].sum()
    constant = float(np.log(rate / (1.0 - rate)) - share @ sample.mean(axis=1))
    for _ in range(60):
        chance = 1.0 / (1.0 + np.exp(-(sample + constant)))
        gap = float(share @ chance.mean(axis=1)) - rate
        slope = float(share @ (chance * (1.0 - chance)).mean(axis=1))
        constant -= float(np.clip(gap / max(slope, 1e-300), -2.0, 2.0))
        if abs(gap) < 1e-9 * rate:
            break
    return logit + np.float32(constant)


@cache
def delay_mixture() -> tuple[float, float]:
    """Return the share of fast conversions and the mean of the slow ones in minutes.

    Solves F(1 h) = 0.35 and F(24 h) = 0.50 for the mixture cut off at 30 days, with fast ones after
    `FAST_MINUTES` on average; a single exponential cannot meet both points.
    """
    low, high = 60.0, 100_000.0
    for _ in range(80):
        slow = 0.5 * (low + high)
        fast_share = _fast_share(slow)
        later = delay_cdf(1440.0, fast_share, slow)
        low, high = (slow, high) if later > 0.5 else (low, slow)
    return _fast_share(0.5 * (low + high)), 0.5 * (low + high)


def _fast_share(slow: float) -> float:
    fast_hour, slow_hour = _cut_cdf(60.0, FAST_MINUTES), _cut_cdf(60.0, slow)
    return (0.35 - slow_hour) / (fast_hour - slow_hour)


def _cut_cdf(minutes: float, scale: float) -> float:
    return float(np.expm1(-minutes / scale) / np.expm1(-CUT_MINUTES / scale))


def delay_cdf(minutes: float, fast_share: float, slow: float) -> float:
    """Return the share of conversions that came within some minutes after the click."""
    return fast_share * _cut_cdf(minutes, FAST_MINUTES) + (1 - fast_share) * _cut_cdf(minutes, slow)
