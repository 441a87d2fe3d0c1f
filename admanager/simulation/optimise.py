"""Looks for a better plan: bids, caps, dayparts, split of the budget and choice of creatives, across many runs.

All plans of a search meet the same people, prices and chances (common random numbers: the same seeds), so that
they differ by what they decide. Optuna's tree-structured Parzen estimator (Bergstra et al. 2011) proposes plans
in batches; those that look bad after the first seeds are pruned. The best of many is best by luck too (the
winner's curse), so the leaders are measured again on other seeds, and what is reported is measured on seeds
that no choice has seen. Batches are as large on one core as on a cluster: the result is the same on both.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

import numpy as np

from admanager.jobs import Job
from admanager.project.file import ProjectFile
from admanager.simulation.campaign import HOURS, MICROS, WEEKDAYS, CampaignPlan
from admanager.simulation.campaign_file import from_data
from admanager.simulation.checks import require_sound
from admanager.simulation.compare import PlanChange, plan_changes
from admanager.simulation.metrics import NOTHING, Estimate
from admanager.simulation.trials import Tally, Task, Workers, workers_for
from admanager.simulation.world import prepare
from admanager.texts import AdManagerError, Sentence, sentence

Goal = Literal["cpa", "roas", "conversions"]
Lever = Literal["bids", "caps", "dayparts", "budget", "creatives"]
LEVERS: tuple[Lever, ...] = ("bids", "caps", "dayparts", "budget", "creatives")

BATCH = 8
# Seeds of the first look, of the whole search, of the leaders' second look, and of the final comparison.
FIRST_SEEDS, SEARCH_SEEDS, SECOND_SEEDS, FRESH_SEEDS = 2, 6, 6, 16
LEADERS = 5
# A cheaper conversion is no success when there are hardly any: this share of the plan's own volume is kept.
KEPT_VOLUME = 0.9
SHORTFALL_WEIGHT = 4.0
BID_RANGE = 4.0
GROUP_RANGE = 2.0
WEEKLY_CAPS = (2, 4, 6, 10, 15)
# Parts of the day that a search may keep to: first hour and the hour after the last.
WINDOWS = {"6-24": (6, 24), "8-22": (8, 22), "8-18": (8, 18), "16-24": (16, 24), "4-12": (4, 12)}
# The first plans tried are the plan itself with other bids: what moves most is known before the rest is guessed.
BID_PROBES = (0.25, 0.5, 0.71, 1.41, 2.0, 4.0)
CHOICES = ("even", "thompson", "discounted_thompson", "epsilon_greedy", "ucb1")
AS_PLANNED = "as planned"


@dataclass(frozen=True)
class Trial:
    """One plan that was tried. `value` is the goal's figure over the seeds it was given; None where undefined.

    `impressions`, `clicks`, `conversions`, `spend` and `revenue` are means per seed, money in units of the
    currency; `pruned` plans saw only the first seeds.
    """

    number: int
    plan: CampaignPlan
    value: float | None
    impressions: float
    clicks: float
    conversions: float
    spend: float
    revenue: float
    seeds: int
    pruned: bool


@dataclass(frozen=True)
class Optimised:
    """The result: the best plan against the baseline on fresh seeds, and every trial.

    `difference` is best minus baseline in the goal's figure, with its 95 % interval over paired seeds;
    `promised` is the best's figure as the search saw it, so that `promised - best.value` is the winner's curse.
    `front` holds the numbers of the trials that no other beats in both spend and conversions.
    """

    goal: Goal
    best: Trial
    baseline: Trial
    difference: Estimate
    better: bool
    promised: float | None
    trials: tuple[Trial, ...]
    front: tuple[int, ...]
    changes: tuple[PlanChange, ...]
    notes: tuple[Sentence, ...]
    cpu_seconds: float
    opportunities: int


def optimise(
    project: ProjectFile,
    plan: CampaignPlan,
    goal: Goal,
    trials: int,
    *,
    levers: Sequence[Lever] = LEVERS,
    seed: int = 0,
    cluster: str | None = None,
    job: Job | None = None,
) -> Optimised:
    """Try plans and return the best one against `plan`; nothing is written.

    `job.partial` gets a `Trial` after each. The same project, plan, seed and number of trials give the same
    result, on one core or on a cluster. Raises AdManagerError when the plan cannot be simulated or nothing can
    be varied, and Cancelled.
    """
    job = job or Job()
    require_sound(plan, project)
    job.progress(0, 0, sentence("Looking up people and models"))
    setting = prepare(project, plan)
    job.progress(0, 0, sentence("Starting the workers; the first time on a machine takes longer"))
    with workers_for(setting, cluster) as workers:
        return _Search(plan, goal, tuple(levers), seed, workers, job).run(trials)


class _Search:
    """One optimisation under way."""

    def __init__(
        self,
        plan: CampaignPlan,
        goal: Goal,
        levers: tuple[Lever, ...],
        seed: int,
        workers: Workers,
        job: Job,
    ) -> None:
        self.plan, self.goal, self.levers, self.seed = plan, goal, levers, seed
        self.workers, self.job = workers, job
        self.cpu_seconds, self.opportunities = 0.0, 0
        self._tallies: dict[int, list[Tally]] = {}
        self._floor = 0.0

    def run(self, trials: int) -> Optimised:
        search = self._seeds(0, SEARCH_SEEDS)
        own = self._measured([self.plan], search)[0]
        self._floor = KEPT_VOLUME * _volume(self.goal, own)
        tried = self._searched(trials)
        done = [trial for trial in tried if not trial.pruned]
        ranked = sorted(done, key=lambda trial: (self._loss(self._tallies[trial.number]), trial.number))
        chosen = self._second_look(ranked[:LEADERS])
        return self._compared(chosen, tried)

    def _seeds(self, first: int, count: int) -> list[int]:
        return [self.seed * 1_000_003 + 1 + first + place for place in range(count)]

    def _measured(self, plans: Sequence[CampaignPlan], seeds: Sequence[int]) -> list[list[Tally]]:
        tasks: list[Task] = [(plan, seed) for plan in plans for seed in seeds]
        tallies = self.workers.measure(tasks, job=self.job)
        self.cpu_seconds += sum(tally.cpu_seconds for tally in tallies)
        self.opportunities += sum(tally.opportunities for tally in tallies)
        return [tallies[place * len(seeds) : (place + 1) * len(seeds)] for place in range(len(plans))]

    def _loss(self, tallies: Sequence[Tally]) -> float:
        """Return what the search makes small: the goal, worse where the plan's volume is not kept."""
        shortfall = max(0.0, 1.0 - _volume(self.goal, tallies) / self._floor) if self._floor > 0 else 0.0
        if self.goal == "conversions":
            return -_volume(self.goal, tallies)
        value = figure(self.goal, tallies)
        if value is None:
            return float("inf")
        if self.goal == "cpa":
            return value * (1.0 + SHORTFALL_WEIGHT * shortfall)
        return -value / (1.0 + SHORTFALL_WEIGHT * shortfall)

    def _searched(self, trials: int) -> list[Trial]:
        import optuna

        optuna.logging.set_verbosity(optuna.logging.WARNING)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", optuna.exceptions.ExperimentalWarning)
            sampler = optuna.samplers.TPESampler(
                seed=self.seed,
                multivariate=True,
                constant_liar=True,
                n_startup_trials=min(10, max(2, trials // 3)),
            )
        pruner = optuna.pruners.MedianPruner(n_startup_trials=BATCH, n_warmup_steps=0)
        study = optuna.create_study(direction="minimize", sampler=sampler, pruner=pruner)
        own = _own_values(self.plan, self.levers)
        study.enqueue_trial(own)
        if "bids" in self.levers:
            for factor in BID_PROBES:
                study.enqueue_trial({**own, "bid": factor})
        tried: list[Trial] = []
        while len(tried) < trials:
            size = min(BATCH, trials - len(tried))
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", optuna.exceptions.ExperimentalWarning)
                asked = [study.ask() for _ in range(size)]
                plans = [varied(self.plan, trial, self.levers) for trial in asked]
            tried += self._batch(study, asked, plans)
            self.job.progress(len(tried), trials, sentence("Trying plans"))
        return tried

    def _batch(self, study: Any, asked: Sequence[Any], plans: Sequence[CampaignPlan]) -> list[Trial]:
        """Measure a batch on the first seeds, the promising ones on all, and tell Optuna in order."""
        import optuna

        first = self._measured(plans, self._seeds(0, FIRST_SEEDS))
        going: list[int] = []
        for place, (trial, tallies) in enumerate(zip(asked, first, strict=True)):
            loss = self._loss(tallies)
            trial.report(min(loss, 1e18), 0)
            if np.isfinite(loss) and (trial.number == 0 or not trial.should_prune()):
                going.append(place)
        rest = self._measured(
            [plans[place] for place in going], self._seeds(FIRST_SEEDS, SEARCH_SEEDS - FIRST_SEEDS)
        )
        more = dict(zip(going, rest, strict=True))
        made = []
        for place, trial in enumerate(asked):
            tallies = first[place] + more.get(place, [])
            pruned = place not in more
            self._tallies[trial.number] = tallies
            if pruned:
                study.tell(trial, state=optuna.trial.TrialState.PRUNED)
            else:
                study.tell(trial, min(self._loss(tallies), 1e18))
            made.append(_trial(trial.number, plans[place], self.goal, tallies, pruned=pruned))
            self.job.partial(made[-1])
        return made

    def _second_look(self, leaders: Sequence[Trial]) -> Trial:
        """Return the leader that is best over the search's seeds and as many others."""
        if not leaders:
            raise AdManagerError(
                sentence(
                    "No plan brought any conversions; raise the bid or the budget, or choose another goal."
                )
            )
        again = self._measured([trial.plan for trial in leaders], self._seeds(1000, SECOND_SEEDS))
        losses = [
            self._loss(self._tallies[trial.number] + tallies)
            for trial, tallies in zip(leaders, again, strict=True)
        ]
        return leaders[int(np.argmin(losses))]

    def _compared(self, chosen: Trial, tried: Sequence[Trial]) -> Optimised:
        fresh = self._seeds(2000, FRESH_SEEDS)
        self.job.progress(0, 0, sentence("Checking the best plan on fresh seeds"))
        best, own = self._measured([chosen.plan, self.plan], fresh)
        gap = paired_difference(self.goal, best, own)
        better = gap.known and (gap.high < 0 if self.goal == "cpa" else gap.low > 0)
        promised = figure(self.goal, self._tallies[chosen.number])
        best_trial = _trial(chosen.number, chosen.plan, self.goal, best, pruned=False)
        base_trial = _trial(-1, self.plan, self.goal, own, pruned=False)
        changes = tuple(plan_changes(self.plan, chosen.plan))
        notes = tuple(self._notes(best_trial, base_trial, better=better, promised=promised))
        return Optimised(
            self.goal, best_trial, base_trial, gap, better, promised, tuple(tried), front(tried), changes, notes,
            self.cpu_seconds, self.opportunities,
        )  # fmt: skip

    def _notes(self, best: Trial, own: Trial, *, better: bool, promised: float | None) -> Iterator[Sentence]:
        if not better:
            yield sentence(
                "On fresh seeds no plan is shown to be better than yours; what looked better in the search was luck."
            )
        if promised is not None and best.value is not None:
            worse = best.value > promised if self.goal == "cpa" else best.value < promised
            yield sentence(
                "The search promised {promised:,.4g} and fresh seeds gave {found:,.4g}: the best of many is lucky, too."
                if worse
                else "The search promised {promised:,.4g}, and fresh seeds gave {found:,.4g}.",
                promised=promised,
                found=best.value,
            )
        factor = float(best.plan.bid.amount / self.plan.bid.amount) if self.plan.bid.amount else 1.0
        if not 1 / BID_RANGE * 1.1 < factor < BID_RANGE / 1.1:
            yield sentence(
                "The best bid stands at the end of what was tried ({factor:.2f} times yours); search again from there.",
                factor=factor,
            )
        if self.goal != "conversions" and best.conversions < KEPT_VOLUME * own.conversions:
            yield sentence(
                "The best plan brings {share:.0%} of your plan's conversions.",
                share=best.conversions / max(own.conversions, 1e-9),
            )
        if best.spend >= 0.99 * float(self.plan.budget.total):
            yield sentence("The budget binds: more of it would bring more conversions.")


# -- the space -----------------------------------------------------------------------------------------------


def varied(plan: CampaignPlan, trial: Any, levers: Sequence[Lever] = LEVERS) -> CampaignPlan:
    """Return the plan with what an Optuna trial suggests for each lever."""
    data = plan.model_dump(exclude_none=True)
    if "bids" in levers:
        _vary_bids(data, trial)
    if "caps" in levers:
        _vary_caps(data, trial)
    if "dayparts" in levers:
        _vary_dayparts(data, trial)
    if "budget" in levers and len(data["ad_groups"]) > 1:
        _vary_split(data, trial)
    if "creatives" in levers:
        choices = list(dict.fromkeys((plan.creative_choice, *CHOICES)))
        data["creative_choice"] = trial.suggest_categorical("creative_choice", choices)
    return from_data(data)


def _own_values(plan: CampaignPlan, levers: Sequence[Lever]) -> dict[str, Any]:
    """Return the suggestion that is the plan itself, so that the search begins from it."""
    values: dict[str, Any] = {}
    if "bids" in levers:
        values["bid"] = 1.0
        if len(plan.ad_groups) > 1:
            values |= {f"bid.{place}": 1.0 for place in range(len(plan.ad_groups))}
    if "caps" in levers:
        values["cap.per_week"] = AS_PLANNED
    if "dayparts" in levers:
        values["hours"] = AS_PLANNED
    if "budget" in levers and len(plan.ad_groups) > 1:
        values["budget"] = AS_PLANNED
        values |= {f"budget.{place}": 1.0 for place in range(len(plan.ad_groups))}
    if "creatives" in levers:
        values["creative_choice"] = plan.creative_choice
    return values


def _rounded(amount: Decimal, factor: float) -> Decimal:
    return (amount * Decimal(repr(round(factor, 4)))).quantize(Decimal("0.0001"))


def _vary_bids(data: dict[str, Any], trial: Any) -> None:
    own = data["bid"]["amount"]
    amount = _rounded(own, trial.suggest_float("bid", 1 / BID_RANGE, BID_RANGE, log=True))
    data["bid"]["amount"] = amount
    if len(data["ad_groups"]) < 2:
        for group in data["ad_groups"]:
            if "bid" in group and own:
                group["bid"] = _rounded(group["bid"], float(amount / own))
        return
    for place, group in enumerate(data["ad_groups"]):
        factor = trial.suggest_float(f"bid.{place}", 1 / GROUP_RANGE, GROUP_RANGE, log=True)
        base = _rounded(group["bid"], float(amount / own)) if "bid" in group and own else amount
        if factor != 1.0 or "bid" in group:
            group["bid"] = _rounded(base, factor)


def _vary_caps(data: dict[str, Any], trial: Any) -> None:
    chosen = trial.suggest_categorical("cap.per_week", [AS_PLANNED, *WEEKLY_CAPS, "none"])
    if chosen == AS_PLANNED:
        return
    cap = data.setdefault("cap", {})
    cap.pop("per_week", None)
    if chosen != "none":
        cap["per_week"] = int(chosen)
        if cap.get("per_day", 0) > int(chosen):
            cap["per_day"] = int(chosen)
        if "per_flight" in cap:
            cap["per_flight"] = max(cap["per_flight"], int(chosen))


def _vary_dayparts(data: dict[str, Any], trial: Any) -> None:
    """Keep to a part of the day; an ad group with no hour left in it keeps its own hours."""
    chosen = trial.suggest_categorical("hours", [AS_PLANNED, *WINDOWS])
    if chosen == AS_PLANNED:
        return
    first, last = WINDOWS[chosen]
    for group in data["ad_groups"]:
        own = group.get("dayparts", ("1" * HOURS,) * len(WEEKDAYS))
        rows = tuple(
            "".join("01"[on == "1" and first <= hour < last] for hour, on in enumerate(row)) for row in own
        )
        if any("1" in row for row in rows):
            group["dayparts"] = rows


def _vary_split(data: dict[str, Any], trial: Any) -> None:
    """Divide the budget between the ad groups by weights; a group's part is its own budget."""
    split = trial.suggest_categorical("budget", [AS_PLANNED, "split"])
    places = range(len(data["ad_groups"]))
    weights = [trial.suggest_float(f"budget.{place}", 0.05, 1.0) for place in places]
    if split == AS_PLANNED:
        return
    total = int(data["budget"]["total"] * MICROS)
    for weight, group in zip(weights, data["ad_groups"], strict=True):
        # Whole cents, rounded down, so that the parts are never more than the whole.
        cents = int(total * weight / sum(weights)) // 10_000
        group["budget"] = Decimal(max(cents, 1)) / 100


# -- figures -------------------------------------------------------------------------------------------------


def figure(goal: Goal, tallies: Sequence[Tally]) -> float | None:
    """Return the goal's figure pooled over seeds: cost per conversion, return on ad spend, or conversions a seed."""
    conversions = sum(tally.conversions for tally in tallies)
    spend = sum(tally.spend for tally in tallies)
    if goal == "conversions":
        return conversions / len(tallies)
    if goal == "cpa":
        return spend / MICROS / conversions if conversions else None
    return sum(tally.revenue for tally in tallies) / spend if spend else None


def paired_difference(goal: Goal, first: Sequence[Tally], second: Sequence[Tally]) -> Estimate:
    """Return the figure of `first` minus that of `second` over the same seeds, with its 95 % jackknife interval.

    Pooled ratios t, leaving one pair of seeds out at a time: variance (n - 1)/n sum (t_(-i) - mean)^2, and a
    t quantile with n - 1 degrees of freedom (Efron & Tibshirani 1993, chapter 11).
    """
    from scipy.stats import t as student

    whole = _gap(goal, first, second)
    count = len(first)
    if count < 2:
        return NOTHING
    parts = [
        _gap(goal, [*first[:place], *first[place + 1 :]], [*second[:place], *second[place + 1 :]])
        for place in range(count)
    ]
    known = [part for part in parts if part is not None]
    if whole is None or len(known) < count:
        return NOTHING
    spread = float(np.sqrt((count - 1) / count * np.sum((np.array(known) - np.mean(known)) ** 2)))
    half = float(student.ppf(0.975, count - 1)) * spread
    return Estimate(whole, whole - half, whole + half)


def _gap(goal: Goal, first: Sequence[Tally], second: Sequence[Tally]) -> float | None:
    a, b = figure(goal, first), figure(goal, second)
    return None if a is None or b is None else a - b


def _volume(goal: Goal, tallies: Sequence[Tally]) -> float:
    if goal == "roas":
        return sum(tally.revenue for tally in tallies) / MICROS / len(tallies)
    return sum(tally.conversions for tally in tallies) / len(tallies)


def _trial(number: int, plan: CampaignPlan, goal: Goal, tallies: Sequence[Tally], *, pruned: bool) -> Trial:
    def mean(name: str) -> float:
        return float(sum(getattr(tally, name) for tally in tallies) / len(tallies))

    return Trial(
        number=number,
        plan=plan,
        value=figure(goal, tallies),
        impressions=mean("impressions"),
        clicks=mean("clicks"),
        conversions=mean("conversions"),
        spend=mean("spend") / MICROS,
        revenue=mean("revenue") / MICROS,
        seeds=len(tallies),
        pruned=pruned,
    )


def front(trials: Sequence[Trial]) -> tuple[int, ...]:
    """Return the numbers of the trials that no other beats in spend and conversions, by spend."""
    done = sorted((t for t in trials if not t.pruned), key=lambda t: (t.spend, -t.conversions))
    kept: list[Trial] = []
    for trial in done:
        if not kept or trial.conversions > kept[-1].conversions:
            kept.append(trial)
    return tuple(trial.number for trial in kept)


def settings_of(plan: CampaignPlan, other: CampaignPlan) -> Mapping[str, str | None]:
    """Return what `other` sets differently from `plan`, by dotted key."""
    return {change.key: change.b for change in plan_changes(plan, other)}
