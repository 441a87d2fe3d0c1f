"""Microsoft Advertising: an Audience campaign as records of a bulk file, format version 6.0.

https://learn.microsoft.com/advertising/bulk-service/bulk-file-schema
"""

from __future__ import annotations

from collections.abc import Iterator

from admanager.report.bulk.making import DAYS, Making, Row, bid_of, money
from admanager.simulation.campaign import AdGroup, Bid
from admanager.texts import sentence


def rows(making: Making) -> Iterator[Row]:
    """Yield the records of the file; those that belong to others come after them."""
    plan = making.plan
    yield {"Type": "Format Version", "Name": "6.0"}
    key = "-1"
    pace = "Accelerated" if plan.budget.pacing == "asap" else "Standard"
    yield {
        "Type": "Campaign",
        "Status": "Paused",
        "Id": key,
        "Campaign": plan.name,
        "Campaign Type": "Audience",
        "Budget": money(making.daily()),
        "Budget Type": f"DailyBudget{pace}",
        **_bid(making),
    }
    for number, group in enumerate(plan.ad_groups):
        named = {"Campaign": plan.name, "Ad Group": group.name}
        own = str(-(number + 11))
        yield {
            "Type": "Ad Group",
            "Status": "Active",
            "Id": own,
            "Parent Id": key,
            **named,
            "Start Date": f"{plan.flight.start:%m/%d/%Y}",
            "End Date": f"{plan.flight.end:%m/%d/%Y}",
            **_group_bid(plan.bid, group),
        }
        making.note_budget(group)
        for day, first, last in making.stretches(group):
            yield {
                "Type": "Ad Group DayTime Criterion",
                "Status": "Active",
                "Parent Id": own,
                **named,
                "Target": DAYS[day],
                "From Hour": str(first),
                "From Minute": "0",
                "To Hour": str(last),
                "To Minute": "0",
                "Bid Adjustment": "0",
            }
        for ad in making.ads_of(group):
            headline = making.checked(ad.headline, "headline", ad.name)
            yield {
                "Type": "Responsive Ad",
                "Status": "Active",
                "Parent Id": own,
                **named,
                "Headline": headline,
                "Long Headline": headline,
                "Text": making.checked(ad.body or ad.headline, "body", ad.name),
                "Business Name": making.checked(making.brand, "name", plan.name),
                "Final Url": making.landing_page,
            }
            if ad.files:
                making.note(
                    sentence(
                        "Add the pictures of “{name}” on the platform: {files}. Its sheet knows pictures by number only.",
                        name=ad.name,
                        files=", ".join(ad.files.values()),
                    )
                )


def _bid(making: Making) -> Row:
    bid = making.plan.bid
    match bid.strategy:
        case "fixed_cpm" | "linear":
            return {"Bid Strategy Type": "ManualCpm"}
        case "fixed_cpc":
            return {"Bid Strategy Type": "ManualCpc"}
        case "fixed_cpa" | "target_cpa":
            return {"Bid Strategy Type": "TargetCpa", "Bid Strategy TargetCpa": money(bid.amount)}
        case "target_roas":
            return {
                "Bid Strategy Type": "TargetRoas",
                "Bid Strategy TargetRoas": f"{bid.target_roas or 1:.2f}",
            }
    making.note_own_bidding()
    if bid.goal == "clicks" and bid.strategy != "ocpc":
        return {"Bid Strategy Type": "MaxClicks", "Bid Strategy MaxCpc": money(bid.amount)}
    return {"Bid Strategy Type": "MaxConversions"}


def _group_bid(bid: Bid, group: AdGroup) -> Row:
    if bid.strategy in {"fixed_cpm", "linear"}:
        return {"Cpm Bid": money(bid_of(bid, group))}
    return {"Cpc Bid": money(bid_of(bid, group))} if bid.strategy == "fixed_cpc" else {}
