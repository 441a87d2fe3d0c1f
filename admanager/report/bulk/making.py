"""A bulk sheet under way: the plan, its ads, and the notes on what the sheet cannot say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from admanager.creative.networks import network
from admanager.simulation.campaign import HOURS, AdGroup, Bid, CampaignPlan
from admanager.texts import Sentence, sentence

Platform = Literal["google", "microsoft", "meta"]
PLATFORMS: tuple[Platform, ...] = ("google", "microsoft", "meta")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MOST_STRETCHES_A_DAY = 6
"""Google and Microsoft take at most so many stretches of hours on one day."""

Row = Mapping[str, str]


@dataclass(frozen=True)
class Ad:
    """A creative as a platform takes it; `files` are paths beside the sheet by size key. No texts where it has no design."""

    name: str
    headline: str = ""
    body: str = ""
    files: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Making:
    """A sheet under way, with the notes that come up."""

    plan: CampaignPlan
    ads: Mapping[str, Ad]
    platform: Platform
    brand: str
    landing_page: str
    locations: tuple[str, ...]
    notes: list[Sentence] = field(default_factory=list)

    def note(self, text: Sentence) -> None:
        self.notes.append(text)

    def ads_of(self, group: AdGroup) -> list[Ad]:
        found = [self.ads.get(share.name, Ad(share.name)) for share in group.creatives]
        for ad in found:
            if not ad.files:
                self.note(
                    sentence(
                        "The creative “{name}” has no design in the project; add its texts and pictures on the platform.",
                        name=ad.name,
                    )
                )
        if len({share.weight for share in group.creatives}) > 1:
            self.note(
                sentence(
                    "The platform shares impressions between the ads of “{group}” itself; the weights are not in the sheet.",
                    group=group.name,
                )
            )
        return found

    def checked(self, text: str, part: str, name: str) -> str:
        """Return a text of an ad (a part that `creative.networks` names), and note where the platform takes less."""
        platform = network(self.platform)
        limit = platform.most.get(part)
        if limit is not None and platform.letters(text) > limit:
            self.note(
                sentence(
                    "“{text}” of “{name}” is longer than the {limit} letters that the platform takes; shorten it there.",
                    text=text,
                    name=name,
                    limit=limit,
                )
            )
        return text

    def daily(self) -> Decimal:
        """Return the budget of a day; a share of the total where the plan has none."""
        budget = self.plan.budget
        days = (self.plan.flight.end - self.plan.flight.start).days + 1
        if budget.daily is None:
            self.note(
                sentence(
                    "The platform has daily budgets only: {total} over {days} days are {daily} a day.",
                    total=money(budget.total),
                    days=days,
                    daily=money(budget.total / days),
                )
            )
            return budget.total / days
        if budget.daily * days > budget.total:
            self.note(
                sentence(
                    "The platform has daily budgets only: pause the campaign when {total} are spent, before its end.",
                    total=money(budget.total),
                )
            )
        return budget.daily

    def stretches(self, group: AdGroup) -> list[tuple[int, int, int]]:
        """Return weekday (0 is Monday), first hour and the hour after the last of each open stretch; none when always open."""
        if group.dayparts is None or all(row == "1" * HOURS for row in group.dayparts):
            return []
        found = [
            (day, first, last)
            for day, row in enumerate(group.dayparts)
            for first, last in open_stretches(row)
        ]
        if any(sum(day == other for other, _, _ in found) > MOST_STRETCHES_A_DAY for day in range(len(DAYS))):
            self.note(
                sentence(
                    "“{group}” has days with more than the {most} stretches of hours that the platform takes.",
                    group=group.name,
                    most=MOST_STRETCHES_A_DAY,
                )
            )
        return found

    def note_audiences(self) -> None:
        for group in self.plan.ad_groups:
            if group.include:
                self.note(
                    sentence(
                        "Give the ad group “{group}” the customer lists of {names}: export these segments for the platform, "
                        "upload the lists, and choose them there; a list has its number only then.",
                        group=group.name,
                        names=quoted(group.include),
                    )
                )
            if group.exclude:
                self.note(
                    sentence(
                        "Exclude the customer lists of {names} from the ad group “{group}”.",
                        group=group.name,
                        names=quoted(group.exclude),
                    )
                )

    def note_rest(self) -> None:
        plan = self.plan
        cap = plan.cap
        if cap.per_day or cap.per_week or cap.per_flight:
            self.note(sentence("Set the frequency cap on the platform: the sheet has no cell for it."))
        if not self.locations:
            self.note(
                sentence("No place was named: choose the countries on the platform before anything runs.")
            )
        elif self.platform == "microsoft":
            self.note(
                sentence(
                    "Choose the places {names} on the platform: its sheet knows places by number only.",
                    names=quoted(self.locations),
                )
            )
        self.note(
            sentence(
                "Amounts are in {currency} and times in {zone}: the account must have both.",
                currency=plan.budget.currency,
                zone=plan.flight.time_zone,
            )
        )
        self.note(sentence("Everything is paused; switch the campaign on when you have looked at it."))

    def note_budget(self, group: AdGroup) -> None:
        if group.budget is not None:
            self.note(
                sentence(
                    "The budget of {amount} for “{group}” alone is not in the sheet: the platform shares the campaign's.",
                    amount=money(group.budget),
                    group=group.name,
                )
            )

    def note_own_bidding(self) -> None:
        self.note(
            sentence(
                "The platform bids in its own way instead of “{strategy}”; its results will not be those that were simulated.",
                strategy=self.plan.bid.strategy,
            )
        )


def bid_of(bid: Bid, group: AdGroup) -> Decimal:
    return bid.amount if group.bid is None else group.bid


def money(amount: Decimal) -> str:
    """Return an amount with two digits, as every platform takes it, but no bid as nothing."""
    return f"{max(amount, Decimal('0.01')) if amount > 0 else amount:.2f}"


def open_stretches(row: str) -> list[tuple[int, int]]:
    """Return the open stretches of a day of 24 marks as first hour and the hour after the last."""
    edges = [
        hour
        for hour in range(HOURS + 1)
        if (row[hour - 1 : hour] if hour else "0") != (row[hour : hour + 1] or "0")
    ]
    return list(zip(edges[::2], edges[1::2], strict=True))


def quoted(names: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
