"""What is wrong with a plan in a project: every conflict at once, each with its field and a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from admanager.privacy.pseudonyms import KeyMissing
from admanager.privacy.suppression import blocked_profiles
from admanager.project.file import ProjectFile
from admanager.project.tables import row_count
from admanager.simulation import market, traffic
from admanager.simulation.campaign import AdGroup, CampaignPlan, micros
from admanager.simulation.forecast import Forecast, forecast
from admanager.simulation.model_answers import missing_columns
from admanager.simulation.population import consenting, group_members
from admanager.simulation.response import DEFAULT_CTR, DEFAULT_CVR
from admanager.texts import AdManagerError, Sentence, sentence

LOW_WIN_RATE = 0.02
SPENDABLE_SHARE = 0.9
CHARGEABLE_SHARE = 0.5


@dataclass(frozen=True)
class PlanProblem:
    """Something wrong with a plan.

    `path` is the field as it is written in settings, such as `ad_groups.0.include.1`. An error keeps the plan
    from being simulated; a warning does not.
    """

    path: str
    severity: Literal["error", "warning"]
    text: Sentence


@dataclass(frozen=True)
class Inspection:
    """A plan looked at: its problems, whom it reaches, and what it may deliver where that can be said.

    `group_sizes` counts the people of each ad group who may be shown ads, -1 where a segment is wrong.
    `do_not_contact` are members who are on that list, and left out as well.
    """

    problems: tuple[PlanProblem, ...]
    group_sizes: tuple[int, ...]
    people: int
    without_consent: int | None
    forecast: Forecast | None
    do_not_contact: int = 0

    @property
    def has_errors(self) -> bool:
        """Whether the plan cannot be simulated as it is."""
        return any(problem.severity == "error" for problem in self.problems)


def check(plan: CampaignPlan, project: ProjectFile) -> list[PlanProblem]:
    """Return everything that is wrong with a plan, errors first."""
    return list(inspect(plan, project).problems)


def require_sound(plan: CampaignPlan, project: ProjectFile) -> None:
    """Raise one AdManagerError that names all errors of a plan, if it has any."""
    errors = [problem.text for problem in check(plan, project) if problem.severity == "error"]
    if errors:
        raise AdManagerError(sentence("The plan cannot be simulated. {problems}", problems=" ".join(errors)))


def inspect(plan: CampaignPlan, project: ProjectFile) -> Inspection:
    """Look at a plan: its own conflicts first, then those with the project."""
    problems = [
        *_flight(plan), *_money(plan), *_set_aside(plan), *_bid(plan), *_caps(plan), *_groups(plan), *_market(plan),
        *_creatives(plan, project), *_models(plan, project), *_strategy(plan), *_places(plan),
    ]  # fmt: skip
    members, found = _members(plan, project)
    problems += found
    everyone = _together(members)
    members, unreadable = _without_blocked(members, project)
    problems += unreadable
    ids = _together(members)
    allowed = consenting(project)
    people, without_consent = len(ids), None
    if allowed is not None:
        people = len(np.intersect1d(ids, allowed, assume_unique=True))
        without_consent = len(ids) - people
        if len(ids) and not people:
            text = sentence("None of the {people:,} people in the segments consented.", people=len(ids))
            problems.append(PlanProblem("ad_groups", "error", text))
    sizes = tuple(_size(part, allowed) for part in members)
    expected = None
    if people and not any(problem.severity == "error" for problem in problems):
        expected = forecast(plan, people)
        problems += _delivery(plan, expected)
    problems.sort(key=lambda problem: problem.severity != "error")
    return Inspection(tuple(problems), sizes, people, without_consent, expected, len(everyone) - len(ids))


def _together(members: list[NDArray[np.int64] | None]) -> NDArray[np.int64]:
    return np.unique(np.concatenate([np.zeros(0, np.int64), *(part for part in members if part is not None)]))


def _without_blocked(
    members: list[NDArray[np.int64] | None], project: ProjectFile
) -> tuple[list[NDArray[np.int64] | None], list[PlanProblem]]:
    """Return the members who may be contacted, and why that cannot be told."""
    try:
        blocked = blocked_profiles(project)
    except KeyMissing as error:
        text = error.message if isinstance(error.message, Sentence) else Sentence(error.message, {})
        return members, [PlanProblem("ad_groups", "error", text)]
    kept = [None if part is None else np.setdiff1d(part, blocked, assume_unique=True) for part in members]
    return kept, []


def _size(members: NDArray[np.int64] | None, allowed: NDArray[np.int64] | None) -> int:
    if members is None:
        return -1
    return len(members) if allowed is None else len(np.intersect1d(members, allowed, assume_unique=True))


def _error(path: str, text: Sentence) -> PlanProblem:
    return PlanProblem(path, "error", text)


def _warning(path: str, text: Sentence) -> PlanProblem:
    return PlanProblem(path, "warning", text)


def _flight(plan: CampaignPlan) -> Iterator[PlanProblem]:
    flight = plan.flight
    if flight.end < flight.start:
        text = sentence(
            "The flight ends on {end}, before it starts on {start}.", start=flight.start, end=flight.end
        )
        yield _error("flight.end", text)
    elif (flight.end - flight.start).days + 1 > traffic.MAX_FLIGHT_DAYS:
        yield _error(
            "flight.end", sentence("A flight can last {most} days at most.", most=traffic.MAX_FLIGHT_DAYS)
        )
    try:
        traffic.time_zone(flight.time_zone)
    except AdManagerError as error:
        yield _error("flight.time_zone", _as_sentence(error))


def _money(plan: CampaignPlan) -> Iterator[PlanProblem]:
    budget = plan.budget
    if not micros(budget.total):
        yield _error("budget.total", sentence("The budget is 0; set what may be spent in the whole flight."))
    if budget.daily is None:
        return
    if not micros(budget.daily):
        yield _error("budget.daily", sentence("The daily budget is 0; set it, or leave it out."))
    elif budget.daily > budget.total:
        text = sentence(
            "The daily budget ({daily:,.2f}) is above the budget of the whole flight ({total:,.2f}).",
            daily=float(budget.daily),
            total=float(budget.total),
        )
        yield _error("budget.daily", text)
    else:
        days = max((plan.flight.end - plan.flight.start).days + 1, 1)
        most = float(budget.daily) * days
        if most < float(budget.total) * 0.995:
            text = sentence(
                "{days} days at {daily:,.2f} are {most:,.2f}: {left:,.2f} of the budget cannot be spent.",
                days=days,
                daily=float(budget.daily),
                most=most,
                left=float(budget.total) - most,
            )
            yield _warning("budget.daily", text)


def _set_aside(plan: CampaignPlan) -> Iterator[PlanProblem]:
    """Warn where the prices that clicks set aside keep most of the budget from ever being charged.

    Money that is set aside is free again when the click window closes: for the flight at any time, for the daily
    budget on the same day only.
    """
    if plan.bid.paid_for not in {"cpa", "performance"} or not micros(plan.budget.total):
        return
    days = max((plan.flight.end - plan.flight.start).days + 1, 1)
    hours, total = plan.bid.window_hours, float(plan.budget.total)
    most = total * max(days * 24 / hours, 1.0)
    if plan.budget.daily is not None:
        most = min(most, float(plan.budget.daily) * days * max(24 / hours, 1.0))
    rate = plan.response.base_cvr or DEFAULT_CVR
    if rate * most < CHARGEABLE_SHARE * total:
        text = sentence(
            "Each click sets the price of a conversion aside for {hours:,} hours, so that no budget is overspent. With {rate:.1%} "
            "of the clicks converting, at most about {share:.0%} of the budget will be charged; a shorter window or a larger "
            "budget buys more.",
            hours=hours,
            rate=rate,
            share=rate * most / total,
        )
        yield _warning("bid.window_hours", text)


def _bid(plan: CampaignPlan) -> Iterator[PlanProblem]:
    amounts = [("bid.amount", plan.bid.amount)]
    amounts += [
        (f"ad_groups.{number}.bid", group.bid)
        for number, group in enumerate(plan.ad_groups)
        if group.bid is not None
    ]
    limit = min(plan.budget.total, plan.budget.daily or plan.budget.total)
    for path, amount in amounts:
        if not micros(amount):
            yield _error(path, sentence("The bid is 0, so that no auction can be won."))
        elif limit and (text := _too_dear(plan, float(amount), float(limit))):
            yield _error(path, text)
    agreed = plan.bid.conversion_price
    if plan.bid.paid_for == "performance" and agreed is not None and limit and agreed > limit:
        text = sentence(
            "One conversion costs {price:,.2f}, more than the budget of {limit:,.2f}.",
            price=float(agreed),
            limit=float(limit),
        )
        yield _error("bid.conversion_price", text)


def _too_dear(plan: CampaignPlan, amount: float, limit: float) -> Sentence | None:
    """Say what one of the things that are paid for costs at the bid, where that is more than the budget."""
    conversion = plan.bid.per_conversion and plan.bid.paid_for == "cpa"
    price = amount / 1000 if plan.bid.per_mille else amount
    if plan.bid.per_conversion and not conversion:
        price *= plan.response.base_cvr or DEFAULT_CVR
    if price <= limit:
        return None
    values = {"price": price, "limit": limit}
    if plan.bid.per_mille:
        return sentence(
            "One impression at the bid costs {price:,.2f}, more than the budget of {limit:,.2f}.", **values
        )
    if conversion:
        return sentence(
            "One conversion at the bid costs {price:,.2f}, more than the budget of {limit:,.2f}.", **values
        )
    return sentence(
        "One click at the bid costs {price:,.2f}, more than the budget of {limit:,.2f}.", **values
    )


def _strategy(plan: CampaignPlan) -> Iterator[PlanProblem]:
    bid = plan.bid
    if bid.strategy == "target_roas":
        if bid.target_roas is None:
            yield _error("bid.target_roas", sentence("The strategy target ROAS needs the ROAS to reach."))
        if not micros(plan.response.revenue_per_conversion):
            text = sentence("Without a revenue per conversion there is no ROAS to aim at.")
            yield _error("response.revenue_per_conversion", text)
    if bid.paid_for == "performance" and (bid.conversion_price is None or not micros(bid.conversion_price)):
        yield _error(
            "bid.conversion_price", sentence("Agree on a price of a conversion; it is what is paid.")
        )
    if bid.shading and plan.market.auction != "first_price":
        text = sentence("Bids are shaded only in a first-price auction; elsewhere this changes nothing.")
        yield _warning("bid.shading", text)
    given = sum(
        (group.budget for group in plan.ad_groups if group.budget is not None), start=plan.budget.total * 0
    )
    if given > plan.budget.total:
        text = sentence(
            "The ad groups' own budgets ({given:,.2f}) are more than the campaign's ({total:,.2f}); they are cut in proportion.",
            given=float(given),
            total=float(plan.budget.total),
        )
        yield _warning("budget.total", text)
    elif given and given == plan.budget.total:
        for number, group in enumerate(plan.ad_groups):
            if group.budget is None:
                text = sentence("The other ad groups' budgets leave nothing for “{name}”.", name=group.name)
                yield _error(f"ad_groups.{number}.budget", text)


def _places(plan: CampaignPlan) -> Iterator[PlanProblem]:
    sizes = [set(slot.sizes) for slot in plan.traffic.slots]
    for number, group in enumerate(plan.ad_groups):
        for place, share in enumerate(group.creatives):
            if share.sizes and all(taken and not taken & set(share.sizes) for taken in sizes):
                text = sentence(
                    "“{name}” fits no placement: its sizes are {sizes}.",
                    name=share.name,
                    sizes=", ".join(share.sizes),
                )
                yield _warning(f"ad_groups.{number}.creatives.{place}", text)


def _caps(plan: CampaignPlan) -> Iterator[PlanProblem]:
    cap = plan.cap
    limits = [("per_day", cap.per_day), ("per_week", cap.per_week), ("per_flight", cap.per_flight)]
    known = [(name, limit) for name, limit in limits if limit is not None]
    for (name, shorter), (_, longer) in pairwise(known):
        if shorter > longer:
            text = sentence(
                "This cap ({shorter}) is above the cap of a longer time ({longer}).",
                shorter=shorter,
                longer=longer,
            )
            yield _warning(f"cap.{name}", text)


def _groups(plan: CampaignPlan) -> Iterator[PlanProblem]:
    if not plan.ad_groups:
        yield _error(
            "ad_groups", sentence("The campaign has no ad group; add one with a segment and a creative.")
        )
    names: set[str] = set()
    for number, group in enumerate(plan.ad_groups):
        path = f"ad_groups.{number}"
        if group.name in names:
            yield _error(f"{path}.name", sentence("Two ad groups are called “{name}”.", name=group.name))
        names.add(group.name)
        if not group.creatives:
            text = sentence("The ad group “{name}” has no creative.", name=group.name)
            yield _error(f"{path}.creatives", text)
        if group.dayparts is not None and not traffic.open_hours(group).any():
            text = sentence("The dayparts of “{name}” are all closed.", name=group.name)
            yield _error(f"{path}.dayparts", text)


def _creatives(plan: CampaignPlan, project: ProjectFile) -> Iterator[PlanProblem]:
    known = {row[0] for row in project.read().execute("SELECT name FROM creative")}
    for number, group in enumerate(plan.ad_groups):
        shown: set[str] = set()
        for place, share in enumerate(group.creatives):
            path = f"ad_groups.{number}.creatives.{place}"
            if share.name in shown:
                text = sentence(
                    "“{name}” is in the ad group “{group}” twice.", name=share.name, group=group.name
                )
                yield _error(path, text)
            elif share.name not in known:
                text = sentence(
                    "The creative “{name}” is not in the project; it can be simulated, but not delivered.",
                    name=share.name,
                )
                yield _warning(path, text)
            shown.add(share.name)


def _models(plan: CampaignPlan, project: ProjectFile) -> Iterator[PlanProblem]:
    from admanager.learning.models import list_models

    response = plan.response
    asked = (("click_model", response.click_model), ("conversion_model", response.conversion_model))
    if not any(name for _, name in asked):
        return
    known = {model.name: model for model in list_models(project)}
    for path, name in asked:
        if name is None:
            continue
        if name not in known:
            text = sentence("There is no model “{name}” in the project; train or load it first.", name=name)
            yield _error(f"response.{path}", text)
        elif lacking := missing_columns(project, known[name]):
            text = sentence(
                "The model “{name}” needs {columns}, which neither the profiles nor the plan have.",
                name=name,
                columns=", ".join(lacking),
            )
            yield _error(f"response.{path}", text)


def _market(plan: CampaignPlan) -> Iterator[PlanProblem]:
    given = plan.market
    if not micros(given.cpm):
        yield _error("market.cpm", sentence("The market's CPM is 0; set what 1,000 impressions cost there."))
    elif (given.win_rate is None) != (given.win_rate_at_cpm is None):
        text = sentence("A win rate needs the CPM bid that had it, and the other way round.")
        yield _error("market.win_rate", text)
    elif given.win_rate is not None and given.win_rate_at_cpm is not None:
        if not micros(given.win_rate_at_cpm):
            yield _error("market.win_rate_at_cpm", sentence("A bid of 0 has no win rate."))
            return
        try:
            market.shape_for_win_rate(float(given.cpm), float(given.win_rate_at_cpm), given.win_rate)
        except AdManagerError as error:
            yield _error("market.win_rate", _as_sentence(error))


def _members(
    plan: CampaignPlan, project: ProjectFile
) -> tuple[list[NDArray[np.int64] | None], list[PlanProblem]]:
    if not row_count(project.read(), "profiles"):
        text = sentence("The project has no people yet; import profiles first.")
        return [None] * len(plan.ad_groups), [_error("ad_groups", text)]
    members: list[NDArray[np.int64] | None] = []
    problems: list[PlanProblem] = []
    for number, group in enumerate(plan.ad_groups):
        wrong = list(_wrong_segments(project, group, f"ad_groups.{number}"))
        problems += wrong
        members.append(None if wrong else group_members(project, group))
        found = members[-1]
        if found is not None and not len(found):
            text = sentence("Nobody is in the ad group “{name}”.", name=group.name)
            problems.append(_warning(f"ad_groups.{number}.include", text))
    if members and not any(part is None or len(part) for part in members):
        problems.append(_error("ad_groups", sentence("Nobody is in any ad group; widen a segment.")))
    return members, problems


def _wrong_segments(project: ProjectFile, group: AdGroup, path: str) -> Iterator[PlanProblem]:
    from admanager.audience import segments

    for part, names in (("include", group.include), ("exclude", group.exclude)):
        for place, name in enumerate(names):
            try:
                segments.members(project, name)
            except AdManagerError as error:
                text = sentence(
                    "“{segment}” in “{group}”: {why}", segment=name, group=group.name, why=str(error)
                )
                yield _error(f"{path}.{part}.{place}", text)


def _delivery(plan: CampaignPlan, expected: Forecast) -> Iterator[PlanProblem]:
    if expected.win_rate < LOW_WIN_RATE:
        text = sentence(
            "At a click rate of {rate:.2%} this bid would win only {share:.1%} of the auctions.",
            rate=plan.response.base_ctr or DEFAULT_CTR,
            share=expected.win_rate,
        )
        yield _warning("bid.amount", text)
    if expected.spend_without_budget < SPENDABLE_SHARE * float(plan.budget.total):
        text = sentence(
            "About {spend:,.0f} of the {total:,.0f} {currency} can be spent on {people:,} people with this bid and these caps.",
            spend=expected.spend_without_budget,
            total=float(plan.budget.total),
            currency=plan.budget.currency,
            people=expected.people,
        )
        yield _warning("budget.total", text)


def _as_sentence(error: AdManagerError) -> Sentence:
    message = error.message
    return message if isinstance(message, Sentence) else sentence("{what}", what=message)
