"""The world of a simulation: a plan's people, their answers, the traffic and the market, from one seed."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from admanager.project.file import ProjectFile
from admanager.simulation import response, traffic
from admanager.simulation.arrays import ANSWER, MINUTE, PERSON, SLOT, Policy, Structured, World
from admanager.simulation.campaign import CampaignPlan, Market, micros
from admanager.simulation.draws import QUANTILES, Purpose, entity_keys, from_quantiles, stream, uniforms
from admanager.simulation.market import gamma_quantiles, shape_for_win_rate
from admanager.simulation.policies import build_policy
from admanager.simulation.population import Population, find_population
from admanager.simulation.response import Scores


@dataclass(frozen=True)
class Setting:
    """What all seeds of a plan share: people, scores, calendar, and the arrival curve."""

    plan: CampaignPlan
    people: Population
    clicks: Scores
    conversions: Scores
    days: traffic.Calendar
    curve: NDArray[np.float64]


def prepare(project: ProjectFile, plan: CampaignPlan) -> Setting:
    """Read from the project what a plan needs; raises AdManagerError when something is not there."""
    people = find_population(project, plan)
    return Setting(
        plan,
        people,
        response.score_clicks(project, plan, people),
        response.score_conversions(project, plan, people),
        traffic.calendar(plan.flight),
        traffic.default_curve(),
    )


def build(setting: Setting, seed: int) -> tuple[World, Policy]:
    """Draw the world of one seed and compile the plan's decisions."""
    plan, people, days = setting.plan, setting.people, setting.days
    activity = activities(people.ids, plan.traffic.activity_spread, seed)
    fast_share, slow_minutes = response.delay_mixture()
    world = World(
        count_key=stream(seed, Purpose.ARRIVAL_COUNT),
        arrival_key=stream(seed, Purpose.ARRIVAL),
        minutes=_minutes(setting),
        people=_people(people, activity),
        groups=people.groups,
        answers=_answers(setting, activity, seed),
        hour_logit=_hours(setting),
        slots=_slots(plan),
        price=prices(plan.market),
        normal=normal_quantiles(),
        annoyance=np.full(len(plan.creative_names), plan.experience.annoyance),
        fatigue=plan.fatigue.strength,
        recovery_minutes=plan.fatigue.recovery_days * 1440.0,
        memory=plan.experience.memory,
        annoyance_growth=plan.experience.annoyance_growth,
        noise=plan.experience.noise,
        click_effect=plan.experience.click_effect,
        fast_share=fast_share,
        fast_minutes=response.FAST_MINUTES,
        slow_minutes=slow_minutes,
        cut_minutes=float(response.CUT_MINUTES),
    )
    return world, build_policy(plan, days, setting.curve, seed)


def _minutes(setting: Setting) -> Structured:
    days, traffic_plan = setting.days, setting.plan.traffic
    table = np.zeros(days.minutes, dtype=MINUTE)
    hourly = setting.people.size * traffic_plan.opportunities_per_person_per_day * setting.curve
    table["mean"] = hourly[days.week_hour] / 60.0
    table["week_hour"], table["day"] = days.week_hour, days.day
    return table


def _people(people: Population, activity: NDArray[np.float64]) -> Structured:
    table = np.zeros(people.size, dtype=PERSON)
    table["chance"], table["other"] = alias_table(activity)
    table["first_group"], table["group_count"] = people.group_start[:-1], np.diff(people.group_start)
    return table


def _answers(setting: Setting, activity: NDArray[np.float64], seed: int) -> Structured:
    plan, people = setting.plan, setting.people
    table = np.zeros((people.size, len(plan.creative_names)), dtype=ANSWER)
    table["click"] = response.click_logits(plan, people, setting.clicks, activity, seed)
    table["conversion"] = response.conversion_logits(plan, people, setting.conversions, activity, seed)
    return table


def _hours(setting: Setting) -> NDArray[np.float64]:
    """Return the effect of each hour of the week: the plan's, or what a model that looks at the time says."""
    factors = setting.plan.response.hour_factors
    if factors is None and setting.clicks.hour_logit is not None:
        return setting.clicks.hour_logit
    return _centred(np.tile(factors or (1.0,) * 24, 7), setting.curve)


def _slots(plan: CampaignPlan) -> Structured:
    shares = np.array([slot.share for slot in plan.traffic.slots])
    table = np.zeros(len(shares), dtype=SLOT)
    table["cumulative"] = np.cumsum(shares / shares.sum())
    table["logit"] = _centred(np.array([slot.click_factor for slot in plan.traffic.slots]), shares)
    return table


def activities(ids: NDArray[np.int64], spread: float, seed: int) -> NDArray[np.float64]:
    """Return how active each person is, with mean 1 and the coefficient of variation `spread` (gamma).

    The spread is held above 0.15 and below 2.2, where the table of quantiles is exact.
    """
    if spread == 0 or not len(ids):
        return np.ones(len(ids))
    shape = float(np.clip(spread**-2.0, 0.2, 50.0))
    keys = entity_keys(stream(seed, Purpose.PERSON_ACTIVITY), ids)
    return from_quantiles(gamma_quantiles(shape, 1.0), uniforms(keys))


def alias_table(weight: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.int32]]:
    """Return Walker's alias table: draw i evenly, keep it with chance[i], else take other[i]."""
    size = len(weight)
    scaled = (weight * (size / weight.sum())).tolist()
    other = list(range(size))
    small = [i for i, value in enumerate(scaled) if value < 1.0]
    large = [i for i, value in enumerate(scaled) if value >= 1.0]
    while small and large:
        low, high = small.pop(), large[-1]
        other[low] = high
        scaled[high] -= 1.0 - scaled[low]
        if scaled[high] < 1.0:
            small.append(large.pop())
    for i in (*small, *large):
        scaled[i] = 1.0
    return np.array(scaled), np.array(other, dtype=np.int32)


def prices(market: Market) -> NDArray[np.float64]:
    """Return the quantiles of the clearing price of one impression in micros."""
    shape = market.shape
    if market.win_rate is not None and market.win_rate_at_cpm is not None:
        shape = shape_for_win_rate(float(market.cpm), float(market.win_rate_at_cpm), market.win_rate)
    return gamma_quantiles(shape, micros(market.cpm) / 1000.0)


def normal_quantiles() -> NDArray[np.float64]:
    """Return the quantiles 0/4096 .. 4096/4096 of the standard normal distribution.

    The ends stand for infinity; they are placed so that the linear pieces beside them have the true tails' mean.
    """
    normal = NormalDist()
    inner = np.array([normal.inv_cdf(i / QUANTILES) for i in range(1, QUANTILES)])
    end = 2.0 * normal.pdf(inner[-1]) * QUANTILES - inner[-1]
    return np.concatenate([[-end], inner, [end]])


def _centred(factors: NDArray[np.float64], share: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return log factors whose share-weighted mean factor is 1, so that they do not move the base rate."""
    logs: NDArray[np.float64] = np.log(factors / (factors @ share / share.sum()))
    return logs
