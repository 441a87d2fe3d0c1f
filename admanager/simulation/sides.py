"""A run as its sides see it: the advertiser's return, the platform's revenue, what it was for people, and fraud."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from admanager.simulation.campaign import MICROS
from admanager.simulation.fraud import FraudReport
from admanager.simulation.metrics import Estimate, wilson
from admanager.simulation.runs import Run
from admanager.texts import Sentence, sentence

Kind = Literal["count", "share", "money", "ratio"]
Name = Literal["advertiser", "platform", "people", "fraud"]


@dataclass(frozen=True)
class Line:
    """A figure of a side; money in units of the currency. `key` names it in JSON."""

    key: str
    name: Sentence
    kind: Kind
    figure: Estimate
    meaning: Sentence


@dataclass(frozen=True)
class Side:
    """What one side sees of a run."""

    name: Name
    title: Sentence
    lines: tuple[Line, ...]


def sides(run: Run) -> tuple[Side, ...]:
    """Return the three sides of a run, and fraud as a fourth where bots came or a detector looked for them."""
    found = [
        Side("advertiser", sentence("Advertiser: return"), tuple(_advertiser(run))),
        Side("platform", sentence("Platform: revenue"), tuple(_platform(run))),
        Side("people", sentence("People: experience"), tuple(_people(run))),
    ]
    if fraud := tuple(_fraud(run)):
        found.append(Side("fraud", sentence("Fraud, and how it was detected"), fraud))
    return tuple(found)


def _exact(micros: float) -> Estimate:
    return Estimate.exact(micros / MICROS)


def _advertiser(run: Run) -> Iterator[Line]:
    totals, figures = run.outcome.totals, run.outcome.totals.figures()
    spend, refunded = totals.spend, _refunded(run)
    yield Line("spend", sentence("Spend"), "money", figures["spend"], sentence("What was charged."))
    if refunded:
        yield Line(
            "refunded", sentence("Refunded"), "money", _exact(refunded),
            sentence("Charged for visitors before they were marked as fraud, and given back after the flight."),
        )  # fmt: skip
        yield Line(
            "net_spend", sentence("Spend after refunds"), "money", _exact(spend - refunded), sentence("What it cost in the end."),
        )  # fmt: skip
    yield Line(
        "conversions", sentence("Conversions"), "count", figures["conversions"], sentence("What the campaign is for."),
    )  # fmt: skip
    net = (spend - refunded) / MICROS
    if totals.conversions:
        ends = figures["conversions"]
        low = net / ends.low if ends.low else float("inf")
        yield Line(
            "cpa", sentence("Cost per conversion"), "money", Estimate(net / ends.value, net / ends.high, low),
            sentence("Spend after refunds, divided by conversions."),
        )  # fmt: skip
    if not run.outcome.revenue_per_conversion:
        return
    revenue = figures["revenue"]
    yield Line(
        "revenue", sentence("Revenue"), "money", revenue, sentence("Conversions times what the plan says one brings."),
    )  # fmt: skip
    yield Line(
        "return", sentence("Left after the spend"), "money",
        Estimate(revenue.value - net, revenue.low - net, revenue.high - net),
        sentence("Revenue minus spend after refunds; below 0 is a loss."),
    )  # fmt: skip
    if net > 0:
        yield Line(
            "roas", sentence("Return on ad spend"), "ratio",
            Estimate(revenue.value / net, revenue.low / net, revenue.high / net),
            sentence("Revenue divided by spend after refunds."),
        )  # fmt: skip


def _platform(run: Run) -> Iterator[Line]:
    totals, counters = run.outcome.totals, run.outcome.counters
    refunded = _refunded(run)
    earned = totals.spend - refunded
    yield Line(
        "revenue", sentence("Revenue"), "money", _exact(earned), sentence("What the advertiser pays, after refunds."),
    )  # fmt: skip
    yield Line(
        "auction_value", sentence("Worth at auction prices"), "money", _exact(totals.media),
        sentence("What the same impressions would bring if each were paid at the price of its auction."),
    )  # fmt: skip
    yield Line(
        "margin", sentence("Gain over auction prices"), "money", _exact(earned - totals.media),
        sentence(
            "Revenue minus that worth. Who sells clicks or conversions gains where more come than expected, and "
            "loses where fewer do."
        ),
    )  # fmt: skip
    if totals.impressions:
        yield Line(
            "ecpm", sentence("Revenue per 1,000 impressions"), "money", _exact(1000 * earned / totals.impressions),
            sentence("Effective CPM."),
        )  # fmt: skip
    yield Line(
        "fill", sentence("Opportunities filled"), "share",
        wilson(totals.impressions, counters["OPPORTUNITIES"]),
        sentence("Impressions as a share of all opportunities to show an ad to these people."),
    )  # fmt: skip
    yield Line(
        "win_rate", sentence("Win rate"), "share", totals.win_rate,
        sentence("Auctions won, as a share of those entered."),
    )  # fmt: skip


def _people(run: Run) -> Iterator[Line]:
    totals, figures, counters = run.outcome.totals, run.outcome.totals.figures(), run.outcome.counters
    yield Line(
        "reach", sentence("Reach"), "count", figures["reach"], sentence("How many people saw the campaign at least once."),
    )  # fmt: skip
    yield Line(
        "frequency", sentence("Impressions a person"), "ratio", figures["frequency"],
        sentence("Impressions for each person reached."),
    )  # fmt: skip
    yield Line(
        "satisfaction", sentence("Satisfaction"), "share", figures["satisfaction"],
        sentence("Mean of the simulated mood after an impression; 50 % is neither pleased nor annoyed."),
    )  # fmt: skip
    yield Line(
        "left", sentence("Left for good"), "share", wilson(counters.get("GONE", 0), totals.reach),
        sentence("People who stayed away for good after an impression, as a share of those reached."),
    )  # fmt: skip
    yield Line(
        "spared", sentence("Spared by the caps"), "share",
        wilson(counters["CAPPED"], counters["OPPORTUNITIES"]),
        sentence("Opportunities that were let pass since the person had seen the campaign often enough."),
    )  # fmt: skip


def _refunded(run: Run) -> int:
    return run.summary.fraud.refunded if run.summary.fraud else 0


def _fraud(run: Run) -> Iterator[Line]:
    counters, report = run.outcome.counters, run.summary.fraud
    clicks = run.outcome.totals.clicks
    if not counters.get("BOT_IMPRESSIONS", 0) and report is None:
        return
    yield Line(
        "bot_clicks", sentence("Clicks by bots"), "share", wilson(counters.get("BOT_CLICKS", 0), clicks),
        sentence("The truth, which the simulator knows and the detector does not: a share of all clicks."),
    )  # fmt: skip
    if report is None:
        yield Line(
            "lost", sentence("Lost to bots"), "money", _exact(counters.get("BOT_SPENT", 0)),
            sentence("What bots cost; no detector looked for them."),
        )  # fmt: skip
        return
    yield from _detected(report)


def _detected(report: FraudReport) -> Iterator[Line]:
    yield Line(
        "invalid_clicks", sentence("Clicks marked invalid"), "share", wilson(report.invalid_clicks, report.clicks),
        sentence("Clicks of visitors that were marked by then; they are neither paid nor learned from."),
    )  # fmt: skip
    yield Line(
        "saved", sentence("Saved spend"), "money", _exact(report.saved + report.refunded),
        sentence("Not charged for visitors that were marked, or refunded when they were."),
    )  # fmt: skip
    yield Line(
        "lost", sentence("Lost to bots"), "money", _exact(report.lost), sentence("What bots cost that did not come back."),
    )  # fmt: skip
    yield Line(
        "wrongly", sentence("Wrongly withheld"), "money", _exact(report.wrongly),
        sentence("Of the saved spend, what was for clicks of people."),
    )  # fmt: skip
    yield Line(
        "marked", sentence("Visitors marked"), "count", Estimate.exact(report.bots_marked + report.people_marked),
        sentence("Visitors that clicked too often, like clockwork, in bursts or only at night."),
    )  # fmt: skip
    yield Line(
        "precision", sentence("Precision"), "share", report.precision,
        sentence("Of the visitors that were marked, the share that truly are bots."),
    )  # fmt: skip
    yield Line(
        "recall", sentence("Recall"), "share", report.recall,
        sentence("Of the bots that clicked, the share that was marked."),
    )  # fmt: skip
