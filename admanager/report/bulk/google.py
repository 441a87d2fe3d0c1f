"""Google Ads Editor: a Display campaign, its places, ad groups and uploaded image ads.

https://support.google.com/google-ads/editor/answer/57747
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from admanager.report.bulk.making import DAYS, Making, Row, bid_of, money, open_stretches
from admanager.simulation.campaign import HOURS, AdGroup
from admanager.texts import sentence

SCHEDULE = "({day}[{first:02d}:00-{last:02d}:00])"


def rows(making: Making) -> Iterator[Row]:
    """Yield the lines of the sheet."""
    plan = making.plan
    campaign = {"Campaign": plan.name}
    strategy, of_group = _bid(making)
    yield {
        **campaign,
        "Campaign Type": "Display",
        "Networks": "Display",
        "Budget": money(making.daily()),
        "Budget type": "Daily",
        "Bid Strategy Type": strategy,
        "Start Date": plan.flight.start.isoformat(),
        "End Date": plan.flight.end.isoformat(),
        "Ad Schedule": _schedule(making),
        "Campaign Status": "Paused",
    }
    for place in making.locations:
        yield {**campaign, "Location": place}
    for group in plan.ad_groups:
        named = {**campaign, "Ad Group": group.name}
        yield {**named, **of_group(group), "Ad Group Status": "Enabled"}
        making.note_budget(group)
        for ad in making.ads_of(group):
            for size, file in ad.files.items():
                yield {
                    **named,
                    "Ad type": "Image ad",
                    "Image": file,
                    "Image name": f"{ad.name} {size}",
                    "Final URL": making.landing_page,
                    "Display URL": str(urlsplit(making.landing_page).hostname),
                    "Status": "Enabled",
                }


def _bid(making: Making) -> tuple[str, Callable[[AdGroup], Row]]:
    bid = making.plan.bid

    def cells(column: str) -> Callable[[AdGroup], Row]:
        return lambda group: {column: money(bid_of(bid, group))}

    match bid.strategy:
        case "fixed_cpm" | "linear":
            return "Viewable CPM", cells("Max CPM")
        case "fixed_cpc":
            return "Manual CPC", cells("Max CPC")
        case "fixed_cpa" | "target_cpa":
            return "Target CPA", cells("Target CPA")
        case "target_roas":
            return "Target ROAS", lambda _group: {"Target ROAS": f"{bid.target_roas or 1:.0%}"}
    making.note_own_bidding()
    if bid.goal == "clicks" and bid.strategy != "ocpc":
        return "Maximize clicks", cells("Max CPC")
    return "Maximize conversions", lambda _group: {}


def _schedule(making: Making) -> str:
    """Return the hours of all ad groups together: Google knows one schedule a campaign."""
    groups = making.plan.ad_groups
    if len({group.dayparts for group in groups}) > 1:
        making.note(
            sentence(
                "Google knows one schedule a campaign: the sheet has the hours in which any ad group is open. Part the "
                "ad groups into campaigns to keep the hours of each."
            )
        )
    if any(not making.stretches(group) for group in groups):
        return ""
    hours = tuple(
        "".join("1" if any(group.dayparts and group.dayparts[day][hour] == "1" for group in groups) else "0" for hour in range(HOURS))
        for day in range(len(DAYS))
    )  # fmt: skip
    return ";".join(
        SCHEDULE.format(day=DAYS[day], first=first, last=last)
        for day, row in enumerate(hours)
        for first, last in open_stretches(row)
    )
