"""What limited or marked a run, each in one sentence: budgets spent, caps reached, auctions lost."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from admanager.simulation.campaign import MICROS, CampaignPlan, micros
from admanager.simulation.played import Played
from admanager.simulation.traffic import calendar
from admanager.texts import Sentence, sentence

# A budget counts as spent when less than this share of it is left: hardly any auction can be won with the rest.
SPENT_SHARE = 0.995
MOST_DAYS_TOLD = 60


@dataclass(frozen=True)
class RunEvent:
    """Something worth telling, at a minute of the flight.

    `kind` is budget, cap, market, late, people or end, or that of a decision: bid, bound, creative, fraud, money.
    """

    minute: int
    kind: str
    text: Sentence


def events_of(plan: CampaignPlan, played: Played) -> list[RunEvent]:
    """Return the events of a run in the order of time; those about the whole run stand at its end."""
    from admanager.simulation.explain import (
        explained,  # knows the engine, which who only reads events need not load
    )

    events = [*_budget_events(plan, played), *_whole_run(plan, played), *_fraud(plan, played)]
    # The budgets' events above are told from the series, which is also right when the log of decisions was full.
    events += [
        RunEvent(minute, kind, text) for minute, kind, text in explained(plan, played) if kind != "budget"
    ]
    if played.state == "stopped":
        text = sentence("The run was stopped here; what came later was not simulated.")
        events.append(RunEvent(played.minutes, "end", text))
    return sorted(events, key=lambda event: event.minute)


def _budget_events(plan: CampaignPlan, played: Played) -> list[RunEvent]:
    width = played.outcome.series.bucket_minutes
    spend = played.outcome.series.spend.sum(axis=1)
    running = np.cumsum(spend)
    events = []
    gone = np.flatnonzero(running >= SPENT_SHARE * micros(plan.budget.total))
    if len(gone) and gone[0] < len(spend) - 1:
        text = sentence("The budget of the flight is spent; nothing more is shown.")
        events.append(RunEvent(int(gone[0] + 1) * width, "budget", text))
    if plan.budget.daily is None:
        return events
    day = calendar(plan.flight).day[np.arange(len(spend)) * width]
    for number in range(int(day.max(initial=0)) + 1):
        of_day = np.flatnonzero(day == number)
        spent = np.flatnonzero(np.cumsum(spend[of_day]) >= SPENT_SHARE * micros(plan.budget.daily))
        # Even pacing spends the last of a day in its last hours: nothing to tell.
        if len(spent) and (len(of_day) - spent[0]) * width > 120:
            text = sentence("The budget of day {day} is spent; ads pause until midnight.", day=number + 1)
            events.append(RunEvent(int(of_day[spent[0]] + 1) * width, "budget", text))
    return events[:MOST_DAYS_TOLD]


def _fraud(plan: CampaignPlan, played: Played) -> list[RunEvent]:
    report = played.fraud
    if report is None:
        return []
    text = sentence(
        "Of {bots:,} bots that clicked, {found:,} were marked, and {people:,} people wrongly; "
        "{saved:,.2f} were not charged and {refunded:,.2f} refunded, {lost:,.2f} were lost to bots.",
        bots=report.bots,
        found=report.bots_marked,
        people=report.people_marked,
        saved=report.saved / MICROS,
        refunded=report.refunded / MICROS,
        lost=report.lost / MICROS,
    )
    return [RunEvent(played.minutes, "fraud", text)]


def _whole_run(plan: CampaignPlan, played: Played) -> list[RunEvent]:
    counters, end = played.outcome.counters, played.minutes
    seen = max(counters["OPPORTUNITIES"], 1)
    told = []
    if counters["CAPPED"] > 0.05 * seen:
        text = sentence(
            "{share:.0%} of the opportunities were let pass because the person had reached the frequency cap.",
            share=counters["CAPPED"] / seen,
        )
        told.append(RunEvent(end, "cap", text))
    if counters["AUCTIONS"]:
        text = sentence(
            "{share:.0%} of the auctions entered were won.",
            share=counters["IMPRESSIONS"] / counters["AUCTIONS"],
        )
        told.append(RunEvent(end, "market", text))
    late = int(played.outcome.late_conversions.sum())
    if late:
        text = sentence(
            "Conversions after the end of the flight: {late:,} of {conversions:,}. The totals count them; the curves end before.",
            late=late,
            conversions=played.outcome.totals.conversions,
        )
        told.append(RunEvent(end, "late", text))
    left = micros(plan.budget.total) - counters["SPENT"]
    if left > 0.05 * micros(plan.budget.total):
        text = sentence(
            "{left:,.2f} {currency} of the budget were not spent.",
            left=left / MICROS,
            currency=plan.budget.currency,
        )
        told.append(RunEvent(end, "budget", text))
    if played.without_consent:
        text = sentence(
            "{people:,} people were left out because they did not consent.", people=played.without_consent
        )
        told.append(RunEvent(0, "people", text))
    if played.do_not_contact:
        text = sentence(
            "People left out because they are on the do-not-contact list: {people:,}.",
            people=played.do_not_contact,
        )
        told.append(RunEvent(0, "people", text))
    return told
