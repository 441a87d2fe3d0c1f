"""Meta Ads Manager: one line an ad, which names its campaign and its ad set."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from admanager.report.bulk.making import Ad, Making, Row, bid_of, money
from admanager.simulation.campaign import AdGroup
from admanager.texts import sentence


def rows(making: Making) -> Iterator[Row]:
    """Yield the lines of the sheet."""
    plan = making.plan
    objective = {
        "awareness": "Outcome Awareness",
        "traffic": "Outcome Traffic",
        "conversions": "Outcome Sales",
    }
    parted = all(group.budget is not None for group in plan.ad_groups)
    daily = plan.budget.daily
    kind = "Daily" if daily is not None else "Lifetime"
    of_campaign = (
        {} if parted else {f"Campaign {kind} Budget": money(plan.budget.total if daily is None else daily)}
    )
    if parted and daily is not None:
        making.note(
            sentence(
                "Meta takes either a day's or the whole budget of an ad set: the sheet has the whole, so set the "
                "campaign's daily limit of {daily} there.",
                daily=money(daily),
            )
        )
    for group in plan.ad_groups:
        if not parted:
            making.note_budget(group)
        if making.stretches(group):
            making.note(
                sentence(
                    "Set the hours of “{group}” in its ad set: Meta takes hours by hand, and only with a lifetime budget.",
                    group=group.name,
                )
            )
        of_group = {
            "Campaign Name": plan.name,
            "Campaign Status": "PAUSED",
            "Campaign Objective": objective[plan.objective],
            "Buying Type": "AUCTION",
            **of_campaign,
            "Ad Set Name": group.name,
            "Ad Set Run Status": "ACTIVE",
            "Ad Set Time Start": f"{plan.flight.start:%m/%d/%Y} 12:00 am",
            "Ad Set Time Stop": f"{plan.flight.end:%m/%d/%Y} 11:59 pm",
            **(
                {"Ad Set Lifetime Budget": money(group.budget)} if parted and group.budget is not None else {}
            ),
            "Countries": ", ".join(making.locations),
            **_bid(making, group),
        }
        action = {"awareness": "LEARN_MORE", "traffic": "LEARN_MORE", "conversions": "SHOP_NOW"}[
            plan.objective
        ]
        for ad in making.ads_of(group) or [Ad("")]:
            file = next(iter(ad.files.values()), "")
            yield {
                **of_group,
                "Ad Name": ad.name,
                "Ad Status": "ACTIVE",
                "Title": making.checked(ad.headline, "headline", ad.name),
                "Body": making.checked(ad.body or ad.headline, "body", ad.name),
                "Link": making.landing_page,
                "Image File Name": PurePosixPath(file).name,
                "Creative Type": "Link Page Post Ad",
                "Call to Action": action,
            }
    if any(ad.files for ad in making.ads.values()):
        making.note(
            sentence(
                "Upload the pictures of the folder together with the sheet: Meta finds them by their names."
            )
        )
    making.note(sentence("Choose the page that speaks, and the pixel that counts conversions, on Meta."))


def _bid(making: Making, group: AdGroup) -> Row:
    bid = making.plan.bid
    amount = money(bid_of(bid, group))
    goal = {"awareness": "REACH", "traffic": "LINK_CLICKS", "conversions": "OFFSITE_CONVERSIONS"}[
        making.plan.objective
    ]
    cells = {"Optimization Goal": goal, "Billing Event": "IMPRESSIONS"}
    match bid.strategy:
        case "fixed_cpm" | "linear" | "fixed_cpc" | "fixed_cpa":
            return {**cells, "Ad Set Bid Strategy": "Bid Cap", "Bid Amount": amount}
        case "target_cpa":
            return {**cells, "Ad Set Bid Strategy": "Cost per result goal", "Bid Amount": amount}
        case "target_roas":
            making.note(
                sentence("Set the return goal of {roas} in the ad sets.", roas=f"{bid.target_roas or 1:g}")
            )
            return {**cells, "Optimization Goal": "VALUE", "Ad Set Bid Strategy": "ROAS goal"}
    making.note_own_bidding()
    return {**cells, "Ad Set Bid Strategy": "Highest volume or value"}
