"""The world of a simulation: a plan's people, their answers, the traffic and the market, from one seed."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from admanager.project.file import ProjectFile
from admanager.simulation import response, traffic
from admanager.simulation.arrays import (
    ANSWER,
    CURVE_PER_IMPRESSION,
    CURVE_STEPS,
    FEATURES,
    GROUPS,
    MINUTE,
    PERSON,
    SAMPLE,
    SAMPLED_PEOPLE,
    SLOT,
    Choice,
    Policy,
    Structured,
    World,
)
from admanager.simulation.bots import bot_share, bot_table
from admanager.simulation.campaign import CampaignPlan, Fatigue, micros
from admanager.simulation.contexts import contexts_of
from admanager.simulation.draws import QUANTILES, Purpose, entity_keys, from_quantiles, stream, uniforms
from admanager.simulation.market import Prices, gamma_quantiles
from admanager.simulation.market_log import assumed_prices, market_prices, placements
from admanager.simulation.policies import CHOICES, Expected, accounts, build_policy
from admanager.simulation.population import Population, find_population
from admanager.simulation.response import Scores
from admanager.simulation.response_log import FittedResponse, fit_response
from admanager.texts import Sentence, sentence


@dataclass(frozen=True)
class Setting:
    """What all seeds of a plan share: people, scores, calendar, the arrival curve and the market."""

    plan: CampaignPlan
    people: Population
    clicks: Scores
    conversions: Scores
    days: traffic.Calendar
    curve: NDArray[np.float64]
    prices: Prices
    traffic_method: Sentence
    fitted: FittedResponse | None = None
    contexts: NDArray[np.float32] | None = None

    @property
    def methods(self) -> dict[str, Sentence]:
        """Where clicks, conversions, prices and traffic come from, as sentences."""
        return {
            "click": self.clicks.method,
            "conversion": self.conversions.method,
            "market": self.prices.method,
            "traffic": self.traffic_method,
        }


def prepare(project: ProjectFile, plan: CampaignPlan) -> Setting:
    """Read from the project what a plan needs; raises AdManagerError when something is not there."""
    people = find_population(project, plan)
    fitted = None if plan.response.click_model else fit_response(project, plan, people)
    clicks = response.score_clicks(project, plan, people)
    conversions = response.score_conversions(project, plan, people)
    if fitted is not None:
        clicks = response.fitted_clicks(plan, people, clicks, fitted)
        conversions = response.fitted_conversions(plan, conversions, fitted)
    learned = traffic.learned_curve(project, plan.flight.time_zone) if plan.traffic.curve == "auto" else None
    curve, told = traffic.default_curve(), sentence("the usual week of ad exchanges (an assumption)")
    if learned is not None:
        curve, told = learned.curve, sentence("the hours of {events:,} events", events=learned.events)
    contextual = CHOICES[plan.creative_choice] >= Choice.LINUCB
    return Setting(
        plan=plan,
        people=people,
        clicks=clicks,
        conversions=conversions,
        days=traffic.calendar(plan.flight),
        curve=curve,
        prices=market_prices(project, plan, people),
        traffic_method=told,
        fitted=fitted,
        contexts=contexts_of(project, people) if contextual else None,
    )


def setting_without_log(
    plan: CampaignPlan, people: Population, clicks: Scores, conversions: Scores
) -> Setting:
    """Return the setting of a plan that rests on its own assumptions alone."""
    return Setting(
        plan=plan,
        people=people,
        clicks=clicks,
        conversions=conversions,
        days=traffic.calendar(plan.flight),
        curve=traffic.default_curve(),
        prices=assumed_prices(plan),
        traffic_method=sentence("the usual week of ad exchanges (an assumption)"),
    )


def build(setting: Setting, seed: int) -> tuple[World, Policy]:
    """Draw the world of one seed and compile the plan's decisions."""
    plan, people, days = setting.plan, setting.people, setting.days
    activity = activities(people.ids, plan.traffic.activity_spread, seed)
    fast_share, slow_minutes = response.delay_mixture()
    bots = bot_table(plan.fraud, people.size)
    prices = setting.prices
    levels = np.arange(CURVE_STEPS + 1) / CURVE_PER_IMPRESSION
    experience, fatigue = plan.experience, plan.fatigue
    minutes = _minutes(setting)
    sets, groups, of_person = _groups(people, len(plan.ad_groups))
    world = World(
        count_key=stream(seed, Purpose.ARRIVAL_COUNT),
        arrival_key=stream(seed, Purpose.ARRIVAL),
        minutes=minutes,
        humans=people.size,
        people=_people(activity, of_person, int(bots["count"].sum())),
        sets=sets,
        groups=groups,
        sample=_sample(plan, people, activity),
        answers=_answers(setting, activity, seed, int(bots["count"].sum())),
        contexts=_contexts(setting, int(bots["count"].sum())),
        hour_logit=_hours(setting),
        slots=_slots(setting),
        fits=_fits(plan),
        price=prices.price,
        cost=prices.cost,
        shade=prices.shade,
        shade_top=prices.shade_top,
        price_of=prices.table_of,
        rivals=float(plan.market.rivals),
        normal=normal_quantiles(),
        tired=fatigue_curve(fatigue, levels),
        annoyed=experience.annoyance_growth * np.log1p(levels),
        annoyance=np.full(len(plan.creative_names), experience.annoyance),
        felt=1,
        recovery_minutes=fatigue.recovery_days * 1440.0,
        memory=experience.memory,
        noise=experience.noise,
        click_effect=experience.click_effect,
        leave=experience.leave,
        fast_share=fast_share,
        fast_minutes=response.FAST_MINUTES,
        slow_minutes=slow_minutes,
        cut_minutes=float(response.CUT_MINUTES),
        bots=bots,
        bot_share=bot_share(plan.fraud),
    )
    total = float(minutes["arrivals"].sum())
    reached = activity.sum() / people.size * np.array(people.group_sizes) / people.size
    expected = Expected(setting.clicks.base_rate, setting.conversions.base_rate, total * reached)
    return world, build_policy(plan, days, setting.curve, seed, prices, expected)


def fatigue_curve(fatigue: Fatigue, count: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return what so many remembered impressions add to the log-odds of a click."""
    if fatigue.wear_in == 0:
        return np.asarray(-fatigue.strength * np.log1p(count))
    part = np.minimum(count / fatigue.wear_in_impressions, 1.0)
    beyond = np.maximum(count - fatigue.wear_in_impressions, 0.0)
    return np.asarray(fatigue.wear_in * (2.0 * part - part**2) - fatigue.strength * np.log1p(beyond))


def _minutes(setting: Setting) -> Structured:
    days, traffic_plan = setting.days, setting.plan.traffic
    table = np.zeros(days.minutes, dtype=MINUTE)
    hourly = setting.people.size * traffic_plan.opportunities_per_person_per_day * setting.curve
    table["arrivals"] = hourly[days.week_hour] / 60.0
    table["weight"] = table["arrivals"] / table["arrivals"].sum()
    table["before"] = np.cumsum(table["weight"]) - table["weight"]
    table["week_hour"], table["day"] = days.week_hour, days.day
    return table


def _people(activity: NDArray[np.float64], of_person: NDArray[np.int32], bots: int) -> Structured:
    """Return the table of people; a bot is in every ad group, which is the last set."""
    size = len(activity)
    table = np.zeros(size + bots, dtype=PERSON)
    table["chance"][:size], table["other"][:size] = alias_table(activity)
    table["groups"] = of_person[-1]
    table["groups"][:size] = of_person[:-1]
    table["other_groups"] = table["groups"][table["other"]]
    return table


def _sample(plan: CampaignPlan, people: Population, activity: NDArray[np.float64]) -> Structured:
    """Return some people of each account, spread evenly over all degrees of activity, for those next to them."""
    of_group, budgets = accounts(plan)
    of_person = np.repeat(np.arange(people.size), np.diff(people.group_start))
    relative = activity / max(activity.mean(), 1e-12) if people.size else activity
    table = np.zeros((len(budgets), SAMPLED_PEOPLE), dtype=SAMPLE)
    for number in range(len(budgets)):
        members = np.unique(of_person[np.array(of_group)[people.groups] == number])
        members = members[np.argsort(relative[members], kind="stable")]
        strata = np.array_split(members, min(SAMPLED_PEOPLE, len(members))) if len(members) else []
        for row, stratum in zip(table[number], strata, strict=False):
            row["person"], row["people"] = stratum[len(stratum) // 2], len(stratum)
            row["activity"] = relative[stratum].mean()
    return table


def _groups(people: Population, groups: int) -> tuple[Structured, NDArray[np.int32], NDArray[np.int32]]:
    """Return the different sets of ad groups, their ad groups one after another, and the set of each person.

    The last set, which is one more in the last answer, is that of a bot: all ad groups.
    """
    member = np.zeros((people.size + 1, groups), dtype=np.bool_)
    member[np.repeat(np.arange(people.size), np.diff(people.group_start)), people.groups] = True
    member[-1] = True
    packed = np.ascontiguousarray(np.packbits(member, axis=1))
    rows = packed.view(np.dtype((np.void, packed.shape[1]))).ravel()
    _, first, of_person = np.unique(rows, return_index=True, return_inverse=True)
    sets = np.zeros(len(first), dtype=GROUPS)
    sets["count"] = member[first].sum(axis=1)
    sets["first"] = np.cumsum(sets["count"]) - sets["count"]
    return sets, np.nonzero(member[first])[1].astype(np.int32), of_person.astype(np.int32)


def _answers(setting: Setting, activity: NDArray[np.float64], seed: int, bots: int) -> Structured:
    plan, people = setting.plan, setting.people
    table = np.zeros((people.size + bots, len(plan.creative_names)), dtype=ANSWER)
    inside = slice(0, people.size)
    table["click"][inside] = response.click_logits(plan, people, setting.clicks, activity, seed)
    table["conversion"][inside] = response.conversion_logits(
        plan, people, setting.conversions, activity, seed
    )
    # A bot looks like an average person until it clicks.
    for name, scores in (("click", setting.clicks), ("conversion", setting.conversions)):
        table[name][people.size :] = np.log(scores.base_rate / (1.0 - scores.base_rate))
    return table


def _contexts(setting: Setting, bots: int) -> NDArray[np.float32]:
    if setting.contexts is None:
        table = np.zeros((1, FEATURES), dtype=np.float32)
        if CHOICES[setting.plan.creative_choice] >= Choice.LINUCB:
            table = np.zeros((setting.people.size + bots, FEATURES), dtype=np.float32)
        table[:, 0] = 1.0
        return table
    average = np.zeros((bots, FEATURES), dtype=np.float32)
    average[:, 0] = 1.0
    return np.concatenate([setting.contexts, average])


def _hours(setting: Setting) -> NDArray[np.float64]:
    """Return the effect of each hour of the week: the plan's, or what a model that looks at the time says."""
    factors = setting.plan.response.hour_factors
    if factors is None and setting.clicks.hour_logit is not None:
        return setting.clicks.hour_logit
    return _centred(np.tile(factors or (1.0,) * 24, 7), setting.curve)


def _slots(setting: Setting) -> Structured:
    plan, fitted = setting.plan, setting.fitted
    shares = np.array([slot.share for slot in plan.traffic.slots])
    names = placements(plan)
    factors = [slot.click_factor for slot in plan.traffic.slots]
    if fitted is not None:
        known = [fitted.place.get((slot.placement, slot.position)) for slot in plan.traffic.slots]
        if all(effect is not None for effect in known):
            factors = [float(np.exp(effect)) for effect in known if effect is not None]
    table = np.zeros(len(shares), dtype=SLOT)
    table["cumulative"] = np.cumsum(shares / shares.sum())
    table["logit"] = _centred(np.array(factors), shares)
    table["placement"] = [names.index(slot.placement) for slot in plan.traffic.slots]
    table["factor"] = 1.0
    for number, slot in enumerate(plan.traffic.slots):
        same = np.flatnonzero(table["placement"] == table["placement"][number])
        table["first"][number], table["last"][number] = same[0], same[-1] + 1
        table["floor"][number] = micros(slot.floor_cpm) / 1000.0
        if plan.bid.strategy not in {"fixed_cpm"}:
            table["factor"][number] = factors[number] / factors[same[0]]
    table["limited"] = ~_fits(plan).all(axis=0)
    return table


def _fits(plan: CampaignPlan) -> NDArray[np.uint8]:
    """Return [K, S]: whether a creative has a size that a slot takes."""
    sizes: dict[str, set[str]] = {}
    for group in plan.ad_groups:
        for share in group.creatives:
            sizes.setdefault(share.name, set()).update(share.sizes)
    return np.array(
        [
            [
                not sizes[name] or not slot.sizes or bool(sizes[name] & set(slot.sizes))
                for slot in plan.traffic.slots
            ]
            for name in plan.creative_names
        ],
        dtype=np.uint8,
    ).reshape(len(plan.creative_names), len(plan.traffic.slots))


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
