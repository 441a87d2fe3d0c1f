"""Each automatic decision of a run in one sentence: why bids moved, what binds, why money moved, who was marked."""

from __future__ import annotations

from collections.abc import Iterator

from admanager.simulation.arrays import Decision, Structured
from admanager.simulation.bidding import BY_BUDGET, BY_TARGET
from admanager.simulation.campaign import MICROS, CampaignPlan
from admanager.simulation.detector import BURST, CLOCKWORK, RATIO
from admanager.simulation.played import Played
from admanager.simulation.policies import account_names, arms
from admanager.texts import Sentence, sentence

MOST_OF_A_KIND = 200


def explained(plan: CampaignPlan, played: Played) -> Iterator[tuple[int, str, Sentence]]:
    """Yield the minute, the kind and the sentence of every kept decision, at most 200 of a kind."""
    told: dict[int, int] = {}
    for decision in played.decisions:
        kind = int(decision["kind"])
        told[kind] = told.get(kind, 0) + 1
        if told[kind] > MOST_OF_A_KIND:
            continue
        named = _NAMES[kind]
        yield int(decision["minute"]), named, _SAID[kind](plan, played, decision)


def _account(plan: CampaignPlan, number: int) -> str:
    return account_names(plan)[number]


def _day_spent(plan: CampaignPlan, played: Played, decision: Structured) -> Sentence:
    if decision["why"] > 0:
        return sentence(
            "“{account}” has spent or set aside what it may spend today ({amount:,.2f}); its ads pause until midnight. In all, "
            "{reserved:,.2f} are set aside for clicks that may still convert.",
            account=_account(plan, int(decision["who"])),
            amount=float(decision["after"]) / MICROS,
            reserved=float(decision["why"]) / MICROS,
        )
    return sentence(
        "“{account}” has spent what it may spend today ({amount:,.2f}); its ads pause until midnight.",
        account=_account(plan, int(decision["who"])),
        amount=float(decision["after"]) / MICROS,
    )


def _total_spent(plan: CampaignPlan, played: Played, decision: Structured) -> Sentence:
    if decision["why"] > 0:
        return sentence(
            "The rest of the budget of “{account}” is reserved for conversions that may still come ({amount:,.2f}).",
            account=_account(plan, int(decision["who"])),
            amount=float(decision["why"]) / MICROS,
        )
    return sentence(
        "The whole budget of “{account}” is spent; nothing more is shown.",
        account=_account(plan, int(decision["who"])),
    )


def _bids(plan: CampaignPlan, played: Played, decision: Structured) -> Sentence:
    down = decision["after"] < decision["before"]
    values = {
        "account": _account(plan, int(decision["who"])),
        "level": float(decision["after"]),
        "before": float(decision["before"]),
        "spent": float(decision["why"]),
    }
    if plan.budget.pacing == "throttle":
        return sentence(
            "“{account}” enters {level:.0%} of its auctions instead of {before:.0%}, with {spent:.0%} of its budget spent.",
            **values,
        )
    if plan.bid.strategy in {"target_cpa", "target_roas"} and plan.budget.pacing not in {"dual", "pid"}:
        return sentence(
            "“{account}” bids {level:.0%} of the target value instead of {before:.0%}: results were dearer than the target."
            if down
            else "“{account}” bids {level:.0%} of the target value instead of {before:.0%}: results were cheaper than the target.",
            **values,
        )
    return sentence(
        "“{account}” bids {level:.0%} of the full value instead of {before:.0%}, so that the budget lasts ({spent:.0%} spent)."
        if down
        else "“{account}” bids {level:.0%} of the full value instead of {before:.0%}, so that the budget is spent ({spent:.0%} so far).",
        **values,
    )


def _creative(plan: CampaignPlan, played: Played, decision: Structured) -> Sentence:
    arm = arms(plan)[int(decision["who"])]
    return sentence(
        "“{creative}” now gets {share:.0%} of “{group}”: its click rate so far is {rate:.2%}, and it is probably the best.",
        creative=plan.creative_names[arm.creative],
        group=plan.ad_groups[arm.group].name,
        share=float(decision["before"]),
        rate=float(decision["after"]),
    )


def _marked(plan: CampaignPlan, played: Played, decision: Structured) -> Sentence:
    values = {"clicks": int(decision["before"]), "cost": float(decision["after"]) / MICROS}
    reason = int(decision["other"])
    if reason == RATIO:
        return sentence(
            "A visitor was marked as fraud after {clicks:,} clicks: too many for what was shown to it. {cost:,.2f} are refunded.",
            **values,
        )
    if reason == CLOCKWORK:
        return sentence(
            "A visitor was marked as fraud after {clicks:,} clicks: they came at equal distances. {cost:,.2f} are refunded.",
            **values,
        )
    if reason == BURST:
        return sentence(
            "A visitor was marked as fraud after {clicks:,} clicks: they came in a burst. {cost:,.2f} are refunded.",
            **values,
        )
    return sentence(
        "A visitor was marked as fraud after {clicks:,} clicks: all came at night. {cost:,.2f} are refunded.",
        **values,
    )


def _bound(plan: CampaignPlan, played: Played, decision: Structured) -> Sentence:
    account = _account(plan, int(decision["who"]))
    bound = int(decision["after"])
    if bound == BY_BUDGET and decision["why"] > 0:
        return sentence(
            "What limits “{account}” now is its budget, of which {reserved:,.2f} are set aside for clicks that may still "
            "convert: a shorter click window or a larger budget would buy more.",
            account=account,
            reserved=float(decision["why"]) / MICROS,
        )
    if bound == BY_BUDGET:
        return sentence(
            "What limits “{account}” now is its budget: more could be bought at these bids.", account=account
        )
    if bound == BY_TARGET:
        return sentence("What limits “{account}” now is its target, not its budget.", account=account)
    return sentence(
        "What limits “{account}” now is its bid, its audience or its caps: the budget would allow more.",
        account=account,
    )


def _hurry(plan: CampaignPlan, played: Played, decision: Structured) -> Sentence:
    return sentence(
        "“{account}” may spend {amount:,.2f} today instead of {before:,.2f}: with these caps and this traffic, no more than "
        "{later:,.2f} can be counted on to be bought on the days that follow.",
        account=_account(plan, int(decision["who"])),
        amount=float(decision["after"]) / MICROS,
        before=float(decision["before"]) / MICROS,
        later=float(decision["why"]) / MICROS,
    )


def _moved(plan: CampaignPlan, played: Played, decision: Structured) -> Sentence:
    most, least = float(decision["after"]), float(decision["why"])
    return sentence(
        "{amount:,.2f} were moved from “{giver}” to “{taker}”, which gets {times:.1f} times as much for its money.",
        amount=float(decision["before"]) / MICROS,
        giver=_account(plan, int(decision["who"])),
        taker=_account(plan, int(decision["other"])),
        times=most / least if least > 0 else 1.0,
    )


_NAMES = {
    int(Decision.DAY_SPENT): "budget",
    int(Decision.TOTAL_SPENT): "budget",
    int(Decision.BIDS): "bid",
    int(Decision.CREATIVE): "creative",
    int(Decision.MARKED): "fraud",
    int(Decision.BOUND): "bound",
    int(Decision.MOVED): "money",
    int(Decision.HURRY): "money",
}
_SAID = {
    int(Decision.DAY_SPENT): _day_spent,
    int(Decision.TOTAL_SPENT): _total_spent,
    int(Decision.BIDS): _bids,
    int(Decision.CREATIVE): _creative,
    int(Decision.MARKED): _marked,
    int(Decision.BOUND): _bound,
    int(Decision.MOVED): _moved,
    int(Decision.HURRY): _hurry,
}
