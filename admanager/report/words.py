"""A plan in words, and what a simulation assumed: sentences that the window and the report show alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from admanager.simulation.campaign import AdGroup, CampaignPlan
from admanager.simulation.runs import Run
from admanager.simulation.traffic import open_hours
from admanager.texts import Sentence, sentence


@dataclass(frozen=True)
class Part:
    """A few sentences under one heading."""

    title: Sentence
    lines: tuple[Sentence, ...]


def plan_in_words(run: Run) -> list[Part]:
    """Return the plan that a run played, part by part."""
    plan = run.plan
    return [
        Part(sentence("Goal and flight"), tuple(_flight(plan))),
        Part(sentence("Budget and bid"), tuple(_money(plan))),
        Part(sentence("How often, and with which ad"), (*_caps(plan), _choice(plan))),
        *(
            Part(sentence("Ad group “{name}”", name=group.name), tuple(_group(run, group)))
            for group in plan.ad_groups
        ),
    ]


def _flight(plan: CampaignPlan) -> Iterator[Sentence]:
    yield {
        "awareness": sentence("The goal is awareness."),
        "traffic": sentence("The goal is traffic."),
        "conversions": sentence("The goal is conversions."),
    }[plan.objective]
    flight = plan.flight
    if flight.start == flight.end:
        yield sentence(
            "It runs on {start}, for one day in the time of {zone}.",
            start=flight.start.isoformat(),
            zone=flight.time_zone,
        )
        return
    yield sentence(
        "It runs from {start} to {end}, {days} days in the time of {zone}.",
        start=flight.start.isoformat(),
        end=flight.end.isoformat(),
        days=(flight.end - flight.start).days + 1,
        zone=flight.time_zone,
    )


def _money(plan: CampaignPlan) -> Iterator[Sentence]:
    budget = plan.budget
    currency = budget.currency
    if budget.daily is None:
        yield sentence("{total:,.2f} {currency} in all.", total=float(budget.total), currency=currency)
    else:
        yield sentence(
            "{total:,.2f} {currency} in all, and at most {daily:,.2f} {currency} a day.",
            total=float(budget.total),
            daily=float(budget.daily),
            currency=currency,
        )
    yield _pacing(plan)
    yield _bid(plan)
    yield _paid_for(plan)


def _pacing(plan: CampaignPlan) -> Sentence:
    match plan.budget.pacing:
        case "traffic":
            return sentence("Spend follows the day's traffic, so that the budget lasts for the flight.")
        case "even":
            return sentence("Spend follows the clock, so that the budget lasts for the flight.")
        case "dual" | "pid":
            return sentence("Bids are lowered so that spend follows the day's traffic.")
        case "throttle":
            return sentence("Fewer auctions are entered so that spend follows the day's traffic.")
        case _:
            return sentence("Spend is not held back: every auction that is worth its price is entered.")


def _bid(plan: CampaignPlan) -> Sentence:
    bid = plan.bid
    values = {"amount": float(bid.amount), "currency": plan.budget.currency}
    match bid.strategy:
        case "fixed_cpc":
            return sentence(
                "A click is worth at most {amount:,.2f} {currency}; an impression is bid on at that times the chance of a click.",
                **values,
            )
        case "fixed_cpm":
            return sentence("1,000 impressions are worth at most {amount:,.2f} {currency}.", **values)
        case "fixed_cpa":
            return sentence(
                "A conversion is worth at most {amount:,.2f} {currency}; an impression is bid on at that times its chance.",
                **values,
            )
        case "linear":
            return sentence(
                "1,000 average impressions are bid on at {amount:,.2f} {currency}, others in proportion to the chance of a click.",
                **values,
            )
        case "target_cpa":
            return sentence(
                "Bids buy as many conversions as there are at {amount:,.2f} {currency} on average.", **values
            )
        case "target_roas":
            return sentence(
                "Bids buy as many conversions as there are at a return of {roas:.2f} on average.",
                roas=bid.target_roas or 0.0,
            )
        case "ocpc":
            return sentence(
                "A click is worth at most {amount:,.2f} {currency}, up to {range:.0%} more or less by the chance of a conversion.",
                range=bid.ocpc_range,
                **values,
            )
        case _:
            return sentence(
                "Bids are set so that the budget buys most, and are never above {amount:,.2f} {currency} for a result.",
                **values,
            )


def _paid_for(plan: CampaignPlan) -> Sentence:
    match plan.bid.paid_for:
        case "cpm":
            return sentence("Impressions are paid for.")
        case "cpc":
            return sentence("Clicks are paid for.")
        case "cpa":
            return sentence(
                "Conversions within {hours} hours of a click are paid for; their price is reserved until then.",
                hours=plan.bid.window_hours,
            )
        case _:
            return sentence(
                "Conversions within {hours} hours of a click are paid for, {price:,.2f} {currency} each.",
                hours=plan.bid.window_hours,
                price=float(plan.bid.conversion_price or plan.bid.amount),
                currency=plan.budget.currency,
            )


def _caps(plan: CampaignPlan) -> Iterator[Sentence]:
    cap = plan.cap
    if cap.per_day is not None:
        yield sentence("A person sees the campaign at most {count} times a day.", count=cap.per_day)
    if cap.per_week is not None:
        yield sentence("A person sees the campaign at most {count} times a week.", count=cap.per_week)
    if cap.per_flight is not None:
        yield sentence(
            "A person sees the campaign at most {count} times in the flight.", count=cap.per_flight
        )
    if cap.soft_per_week is not None:
        yield sentence(
            "Every {count:g} impressions of a week halve what is bid for a person.", count=cap.soft_per_week
        )
    if cap.per_day is cap.per_week is cap.per_flight is None:
        yield sentence("Nothing limits how often a person sees the campaign.")


def _choice(plan: CampaignPlan) -> Sentence:
    if plan.creative_choice == "thompson":
        return sentence(
            "Which creative is shown is learned from the clicks (Thompson sampling): the likelier a creative is "
            "the best, the more often it is shown."
        )
    if plan.creative_choice in {"linucb", "lints", "logistic", "ftrl"}:
        return sentence("Which creative is shown is learned from the clicks, for each kind of person.")
    if plan.creative_choice != "even":
        return sentence("Which creative is shown is learned from the clicks.")
    return sentence("Creatives are shown by their weights, whatever comes of them.")


def _group(run: Run, group: AdGroup) -> Iterator[Sentence]:
    people = run.summary.group_sizes.get(group.name, 0)
    if group.include:
        yield sentence(
            "{people:,} people who are in {included}.", people=people, included=_quoted(group.include)
        )
    else:
        yield sentence("{people:,} people: everyone.", people=people)
    if group.exclude:
        yield sentence("Those who are in {excluded} are left out.", excluded=_quoted(group.exclude))
    if run.plan.creative_choice != "even" or len({share.weight for share in group.creatives}) == 1:
        yield sentence("Shows {creatives}.", creatives=_quoted([share.name for share in group.creatives]))
    else:
        shares = [f"“{share.name}” ({share.weight:g})" for share in group.creatives]
        yield sentence("Shows, by weight, {creatives}.", creatives=", ".join(shares))
    if group.bid is not None:
        yield sentence(
            "Its own bid is {amount:,.2f} {currency}.",
            amount=float(group.bid),
            currency=run.plan.budget.currency,
        )
    if group.dayparts is not None:
        yield sentence("It is open in {hours} of the week's 168 hours.", hours=int(open_hours(group).sum()))


def _quoted(names: tuple[str, ...] | list[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)


def method(run: Run) -> list[Part]:
    """Return how a run was simulated, and what was assumed where nothing was known."""
    return [
        Part(sentence("People and traffic"), tuple(_people(run))),
        Part(sentence("Market"), tuple(_market(run))),
        Part(sentence("Clicks and conversions"), tuple(_response(run))),
        Part(sentence("Repetition and mood"), tuple(_repetition(run.plan))),
        Part(sentence("How sure the figures are"), tuple(_certainty(run))),
    ]


def _people(run: Run) -> Iterator[Sentence]:
    yield sentence(
        "{people:,} people of this project took part, each with their own attributes.",
        people=run.summary.people,
    )
    if run.summary.without_consent:
        yield sentence(
            "{people:,} people were left out because they did not consent.",
            people=run.summary.without_consent,
        )
    if run.summary.do_not_contact:
        yield sentence(
            "People left out because they are on the do-not-contact list: {people:,}.",
            people=run.summary.do_not_contact,
        )
    traffic = run.plan.traffic
    yield sentence(
        "Assumed: a person comes to a place where an ad can stand {mean:g} times a day on average; between people "
        "this varies by a gamma distribution (coefficient of variation {spread:g}).",
        mean=traffic.opportunities_per_person_per_day,
        spread=traffic.activity_spread,
    )
    learned = run.methods.get("traffic")
    if learned is not None and "events" in learned.params:
        yield sentence("When people come is learned: {method}.", method=learned)
        return
    yield sentence(
        "Assumed: the hours of the week have the shape of large ad exchanges, lowest from 2 to 4 in the night and "
        "highest before noon."
    )


def _market(run: Run) -> Iterator[Sentence]:
    market, known = run.plan.market, run.methods.get("market")
    if known is not None and "won" in known.params:
        yield sentence("Prices: {method}.", method=known)
    else:
        yield from _assumed_prices(run.plan)
    if market.auction == "second_price":
        yield sentence("The winner pays the best competing bid (second price).")
    elif market.auction == "first_price":
        yield sentence("The winner pays their own bid (first price).")
    elif market.auction == "gsp":
        yield sentence("The positions of a place go to the highest bids, and each pays the next bid (GSP).")
    else:
        yield sentence(
            "The positions of a place go to the highest bids, and each pays what those below lose (VCG)."
        )


def _assumed_prices(plan: CampaignPlan) -> Iterator[Sentence]:
    market = plan.market
    yield sentence(
        "Assumed: the best competing bid for 1,000 impressions is gamma distributed with a mean of {cpm:,.2f} "
        "{currency}.",
        cpm=float(market.cpm),
        currency=plan.budget.currency,
    )
    if market.win_rate is not None and market.win_rate_at_cpm is not None:
        yield sentence(
            "Its shape is such that a bid of {bid:,.2f} {currency} wins {share:.1%} of the auctions, as the plan says.",
            bid=float(market.win_rate_at_cpm),
            currency=plan.budget.currency,
            share=market.win_rate,
        )
    else:
        yield sentence("Its shape is {shape:g}: the smaller, the wider prices vary.", shape=market.shape)


def _response(run: Run) -> Iterator[Sentence]:
    response = run.plan.response
    yield sentence("Clicks: {method}.", method=run.methods["click"])
    yield sentence("Conversions after a click: {method}.", method=run.methods["conversion"])
    if response.click_model is None:
        yield sentence(
            "Assumed: people differ in their liking of ads (standard deviation {people:g} of the log-odds), creatives "
            "by {creatives:g}, and each person's taste in creatives by {taste:g}.",
            people=response.person_spread,
            creatives=response.creative_spread,
            taste=response.taste_spread,
        )
    yield sentence(
        "How well a creative does is not known before it was shown: unless a model takes the creative into account, "
        "its effect is drawn from the seed. A run shows how the plan deals with good and bad creatives, not which of "
        "yours is the better one."
    )
    if len(run.plan.traffic.slots) > 1:
        yield sentence("Assumed: places further down are clicked less, by the factors of the plan.")
    yield sentence(
        "Assumed: of the conversions, 35 % come within an hour of the click, 50 % within a day, all within 30 days."
    )


def _repetition(plan: CampaignPlan) -> Iterator[Sentence]:
    yield sentence(
        "Assumed: who remembers n impressions of a creative clicks it less, by {strength:g} x log(1 + n) in log-odds; "
        "after {days:g} days about a third is remembered.",
        strength=plan.fatigue.strength,
        days=plan.fatigue.recovery_days,
    )
    yield sentence(
        "Satisfaction follows RecSim's long-term satisfaction model (Ie et al. 2019): a mood between 0 and 1 that "
        "each impression moves, repeated ones downwards. It says how plans compare, not what people would answer."
    )


def _certainty(run: Run) -> Iterator[Sentence]:
    yield sentence(
        "Intervals hold 95 %: Wilson's for rates, Byar's for counts, and for costs and returns that of the count in "
        "them; satisfaction counts each person once."
    )
    yield sentence(
        "They cover the chance within this run. They do not cover whether the assumptions are right, nor how another "
        "seed would turn out: run several seeds to see that."
    )
    if run.info.state == "stopped":
        yield sentence("The run was stopped before the end of its flight; all figures end there.")
    late = int(run.outcome.late_conversions.sum())
    if late:
        yield sentence(
            "{count:,} conversions came after the end of the run: they are in the totals, and in no curve and no hour.",
            count=late,
        )
