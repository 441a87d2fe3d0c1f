"""The simulation once more in plain Python, written from the model's equations: slow, and easy to read.

Tests hold the kernel equal to it, and the benchmark takes its speed as that of plain Python.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from admanager.simulation.arrays import CURVE_PER_IMPRESSION, Auction, Choice, Pacing, Policy, Pricing, World
from admanager.simulation.choosing import BATCH_GROWTH, EXPLORED, FIRST_BATCH, VOTES
from admanager.simulation.scalar_draws import poisson
from tests.simulation.reference_supply import Supply

MASK = 2**64 - 1
GOLDEN = 0x9E3779B97F4A7C15
USES = (
    "person",
    "slot",
    "price",
    "click",
    "convert",
    "delay_kind",
    "delay",
    "mood",
    "record",
    "tie",
    "pace",
    "bot",
    "kind",
    "leave",
)


def mixed(z: int) -> int:
    """SplitMix64's finaliser on a Python integer."""
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def unit(bits: int) -> float:
    """A uniform number in [0, 1)."""
    return (bits >> 11) * 2.0**-53


def on_curve(curve: np.ndarray, count: float) -> float:
    """A curve over impressions remembered, between its points."""
    return float(np.interp(count, np.arange(len(curve)) / CURVE_PER_IMPRESSION, curve))


def sigmoid(x: float) -> float:
    """The logistic function."""
    return 1.0 / (1.0 + math.exp(-x))


class Stream:
    """One draw after another from a key."""

    def __init__(self, key: int) -> None:
        self.key = key

    def uniform(self) -> float:
        """The next uniform number."""
        self.key = (self.key + GOLDEN) & MASK
        return unit(mixed(self.key))

    def gamma(self, shape: float) -> float:
        """Marsaglia and Tsang's draw for a shape of 1 or more."""
        d = shape - 1.0 / 3.0
        c = 1.0 / math.sqrt(9.0 * d)
        while True:
            radius = math.sqrt(-2.0 * math.log1p(-self.uniform()))
            x = radius * math.cos(2.0 * math.pi * self.uniform())
            v = (1.0 + c * x) ** 3
            if v <= 0.0:
                continue
            u = self.uniform()
            if u > 0.0 and math.log(u) < 0.5 * x * x + d - d * v + d * math.log(v):
                return d * v


@dataclass
class Person:
    """What a person has seen and how they feel."""

    shown: list[int] = field(default_factory=list)  # minutes of impressions
    days: dict[int, int] = field(default_factory=dict)
    weeks: dict[int, int] = field(default_factory=dict)
    memory: dict[int, tuple[float, int]] = field(default_factory=dict)
    mood: float = 0.0
    satisfaction: float = 0.5
    left: bool = False


@dataclass
class Impression:
    """One impression with everything that came of it."""

    minute: int
    person: int
    arm: int
    slot: int
    propensity: float
    cost: int
    clicked: bool
    converted_at: int | None
    satisfaction: float
    price: float
    bid: float


class Reference:
    """A run in plain Python; `impressions` is the whole log."""

    def __init__(self, world: World, policy: Policy) -> None:
        self.world, self.policy = world, policy
        self.people: dict[int, Person] = {}
        self.impressions: list[Impression] = []
        self.opportunities = self.left = self.capped = self.paced = self.auctions = self.spent = (
            self.renewals
        ) = 0
        self.day_spent: dict[int, int] = {}
        self.expected, self.gone = 0.0, 0
        self.day, self.budget, self.short, self.day_short = -1, 0, False, False
        self.supply = Supply(world, policy)
        self.clicks = [0] * len(policy.arms)
        self.shows = [0] * len(policy.arms)
        self.propensity = [float(share) for share in policy.arms["share"]]
        self.renew_at = [0] * len(policy.groups)

    def play(self, minutes: int) -> Reference:
        """Play the first minutes."""
        for minute in range(minutes):
            self._minute(minute)
        return self

    def _day_budget(self, day: int) -> int:
        before = sum(amount for of, amount in self.day_spent.items() if of < day)
        left = int(self.policy.accounts["total"][0]) - before
        if self.policy.planned:
            left = math.floor(left * self.policy.day_share[0, day])
        return min(left, int(self.policy.accounts["daily"][0]))

    def _minute(self, minute: int) -> None:
        world, policy = self.world, self.policy
        day = int(world.minutes["day"][minute])
        self.day_spent.setdefault(day, 0)
        begun = self.day != day
        if begun:
            self.day, self.budget = day, self._day_budget(day)
            self.day_short = False
        hour = minute // 60
        count_key = mixed((int(world.count_key) + GOLDEN * (minute + 1)) & MASK)
        count = poisson(np.uint64(count_key), float(world.minutes["arrivals"][minute]))
        self.opportunities += count
        minute_key = mixed((int(world.arrival_key) + GOLDEN * (minute + 1)) & MASK)
        if policy.watched and minute % 60 == 0:
            self.opportunities -= count
            self.budget = self.supply.look(
                self, hour, day, begun, self.short, self.day_spent[day], self.budget
            )
            self.opportunities += count
            self.short = self.day_short
        budget, supply = self.budget, self.supply
        before, after = np.minimum(policy.progress[0, minute] * 1.02, 1.0)
        bearable = supply.bearable * (1.0 - supply.fading * (minute % 60))
        hurry = bool(policy.watched) and supply.target - self.day_spent[day] > bearable
        held_to_plan = not hurry and (policy.pacing == Pacing.GATE or (supply.full and policy.planned))
        if policy.choice == Choice.THOMPSON:
            self._renew_where_due()
        for number in range(count):
            money = min(int(policy.accounts["total"][0]) - self.spent, budget - self.day_spent[day])
            if money <= 0:
                self.short = self.day_short = True
                return
            due = before + (after - before) * (number + 1) / count
            if held_to_plan and self.day_spent[day] >= budget * due:
                self.paced += 1
                continue
            key = mixed((minute_key + GOLDEN * (number + 1)) & MASK)
            self._opportunity(minute, day, key, money)

    def _opportunity(self, minute: int, day: int, key: int, money: int) -> None:
        world, policy = self.world, self.policy
        draw = {use: unit(mixed((key + GOLDEN * (i + 1)) & MASK)) for i, use in enumerate(USES)}
        place = draw["person"] * world.humans
        number = int(place)
        if place - number >= world.people["chance"][number]:
            number = int(world.people["other"][number])
        person = self.people.setdefault(number, Person())
        if person.left:
            self.left += 1
            return
        if (
            person.days.get(day, 0) >= policy.cap_day
            or person.weeks.get(day // 7, 0) >= policy.cap_week
            or len(person.shown) >= policy.cap_flight
        ):
            self.capped += 1
            return
        slot = int(np.searchsorted(world.slots["cumulative"][:-1], draw["slot"], side="right"))
        hour = int(world.minutes["week_hour"][minute])
        best = self._best_bid(person, number, slot, hour, minute, key, draw["tie"], money)
        if best is None:
            return
        self.auctions += 1
        bid, arm, chance, remembered = best
        levels = draw["price"] * (len(world.price[0]) - 1)
        low = world.price[0][int(levels)]
        price = float(low + (levels - int(levels)) * (world.price[0][int(levels) + 1] - low))
        if bid < price:
            return
        self._show(person, number, slot, minute, day, arm, chance, remembered, bid, price, draw)

    def _best_bid(
        self, person: Person, number: int, slot: int, hour: int, minute: int, key: int, tie: float, money: int
    ) -> tuple[float, int, float, float] | None:
        world, policy = self.world, self.policy
        row = world.people[number]
        first, count = (int(world.sets[which][row["groups"]]) for which in ("first", "count"))
        shared = world.slots["logit"][slot] + world.hour_logit[hour]
        shared += world.click_effect * (float(np.float32(person.satisfaction)) - 0.5)
        turn = int(tie * count) if count > 1 else 0
        best: tuple[float, int, float, float] | None = None
        for step in range(count):
            group = int(world.groups[first + (step + turn) % count])
            if not policy.open_hours[group, hour]:
                continue
            arm = self._choose(group, key)
            creative = int(policy.arms["creative"][arm])
            count_then, then = person.memory.get(creative, (0.0, 0))
            remembered = float(np.float32(count_then)) * math.exp((then - minute) / world.recovery_minutes)
            odds = float(np.exp(world.answers["click"][number, creative])) * math.exp(shared)
            odds *= on_curve(np.exp(world.tired), remembered)
            chance = odds / (1.0 + odds)
            bid = float(policy.groups["bid"][group])
            event = chance if policy.by_click else 1.0
            bid = min(bid * event, money * event)
            if best is None or bid > best[0]:
                best = (bid, arm, chance, remembered)
        return best

    def _choose(self, group: int, key: int) -> int:
        arms = self._arms(group)
        u = unit(mixed((key + GOLDEN * (32 + group)) & MASK))
        for arm in arms[:-1]:
            u -= self.propensity[arm]
            if u < 0:
                return arm
        return arms[-1]

    def _arms(self, group: int) -> range:
        groups = self.policy.groups
        return range(int(groups["first_arm"][group]), int(groups["last_arm"][group]))

    def _renew_where_due(self) -> None:
        for group in range(len(self.policy.groups)):
            shown = sum(self.shows[arm] for arm in self._arms(group))
            if shown >= self.renew_at[group]:
                self._renew(self._arms(group))
                self.renew_at[group] = shown + max(FIRST_BATCH, int(shown * BATCH_GROWTH))

    def _renew(self, arms: range) -> None:
        self.renewals += 1
        stream = Stream(mixed((int(self.policy.thompson_key) + GOLDEN * self.renewals) & MASK))
        votes = dict.fromkeys(arms, 0)
        for _ in range(VOTES):
            rates = {}
            for arm in arms:
                x = stream.gamma(1.0 + self.clicks[arm])
                y = stream.gamma(1.0 + self.shows[arm] - self.clicks[arm])
                rates[arm] = x / (x + y)
            votes[max(rates, key=lambda arm: rates[arm])] += 1
        for arm in arms:
            self.propensity[arm] = EXPLORED / len(arms) + (1 - EXPLORED) * votes[arm] / VOTES

    def _show(
        self, person: Person, number: int, slot: int, minute: int, day: int, arm: int, chance: float,
        remembered: float, bid: float, price: float, draw: dict[str, float],
    ) -> None:  # fmt: skip
        world, policy = self.world, self.policy
        creative = int(policy.arms["creative"][arm])
        clicked = draw["click"] < chance
        paid = bid if policy.auction == Auction.FIRST_PRICE else price
        if policy.pricing == Pricing.CLICK:
            cost = int(paid / chance + 0.5) if clicked else 0
        else:
            cost = int(paid + 0.5)
        converted_at = self._conversion(number, creative, minute, draw) if clicked else None
        annoyance = min(world.annoyance[creative] + on_curve(world.annoyed, remembered), 1.0)
        levels = draw["mood"] * (len(world.normal) - 1)
        low = world.normal[int(levels)]
        noise = world.noise * (low + (levels - int(levels)) * (world.normal[int(levels) + 1] - low))
        person.mood = world.memory * float(np.float32(person.mood)) - 2 * (annoyance - 0.5) + noise
        person.satisfaction = sigmoid(person.mood)
        if draw["leave"] < world.leave * (1 - float(np.float32(person.satisfaction))) ** 2:
            person.left = True
            self.gone += 1
        person.memory[creative] = (remembered + 1.0, minute)
        person.shown.append(minute)
        person.days[day] = person.days.get(day, 0) + 1
        person.weeks[day // 7] = person.weeks.get(day // 7, 0) + 1
        self.spent += cost
        self.expected += int(paid / chance + 0.5) * chance if policy.pricing == Pricing.CLICK else cost
        self.day_spent[day] += cost
        propensity = self.propensity[arm]
        self.shows[arm] += 1
        self.clicks[arm] += clicked
        self.impressions.append(
            Impression(
                minute,
                number,
                arm,
                slot,
                propensity,
                cost,
                clicked,
                converted_at,
                person.satisfaction,
                price,
                bid,
            )
        )

    def _conversion(self, person: int, creative: int, minute: int, draw: dict[str, float]) -> int | None:
        world = self.world
        if draw["convert"] >= sigmoid(float(world.answers["conversion"][person, creative])):
            return None
        scale = world.fast_minutes if draw["delay_kind"] < world.fast_share else world.slow_minutes
        within = -math.expm1(-world.cut_minutes / scale)
        return int(minute - scale * math.log1p(-draw["delay"] * within))
