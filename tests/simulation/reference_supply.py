"""The forecast of what can still be bought, once more in plain Python: sums of Poisson chances, person by person.

For one account that bids fully on impressions or clicks, as `reference` plays it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import gammainc

from admanager.simulation.arrays import PRIOR_AUCTIONS, PRIOR_TREND, Policy, World
from admanager.simulation.supply import DEVIATIONS, FORGET_HOUR, SAFE, STAY_FULL, STEEPEST_TREND

if TYPE_CHECKING:
    from tests.simulation.reference import Reference


def expected_within(room: int, mean: float, stay: float) -> float:
    """E[min(room, N)] as the sum of P(N >= k), an incomplete gamma function, each times the chance to have stayed after k - 1 impressions."""
    if room > 32 or mean > 50.0:
        most = min(mean, room)
        return most if stay >= 1.0 else (1.0 - stay**most) / (1.0 - stay)
    k = np.arange(1, room + 1)
    return min(float((gammainc(k, mean) * stay ** (k - 1)).sum()), mean)


@dataclass
class Supply:
    """What was learned hour by hour, and what follows for the day."""

    world: World
    policy: Policy
    met: float = PRIOR_AUCTIONS
    won: float = 0.0
    cost: float = 0.0
    gone: float = 0.0
    stayed: float = 0.0
    trend: float = PRIOR_TREND
    worth: float = 0.0
    of_day: list[tuple[float, float]] = field(default_factory=list)
    free: float = 0.0
    fresh: list[float] = field(default_factory=list)
    last: tuple[int, int, float, int, int] = (0, 0, 0.0, 0, 0)
    full: bool = False
    raised: int = 0
    target: float = 0.0
    bearable: float = 0.0
    fading: float = 0.0

    def __post_init__(self) -> None:
        row = self.policy.accounts[0]
        self.won = PRIOR_AUCTIONS * row["win"]
        self.cost = self.won * row["cost"]

    def coming(self, first: int, last: int) -> float:
        """Opportunities of an average person in open hours between two hours of the flight."""
        return float(self.policy.coming[0, last] - self.policy.coming[0, first])

    def of_days(self, first: int, last: int) -> tuple[float, int]:
        """Opportunities of an average person from one day on to another, and how many of the days are open."""
        days = np.diff(self.policy.coming_days[0, first : last + 1])
        return float(days.sum()), int((days > 0).sum())

    def rooms(self, run: Reference, number: int, day: int) -> tuple[int, int, int]:
        """Impressions that a person may still see today, in the week, in the flight."""
        person, policy = run.people.get(number), self.policy
        if person is None:
            flight, week, today = policy.cap_flight, policy.cap_week, policy.cap_day
        elif person.left:
            return 0, 0, 0
        else:
            flight = max(policy.cap_flight - len(person.shown), 0)
            week = max(policy.cap_week - person.weeks.get(day // 7, 0), 0)
            today = max(policy.cap_day - person.days.get(day, 0), 0)
        return min(today, week, flight), min(week, flight), flight

    def look(
        self, run: Reference, hour: int, day: int, begun: bool, short: bool, spent: int, budget: int
    ) -> int:
        """Learn from the last hour, forecast, and return what the day may spend."""
        rooms = [self.rooms(run, int(row["person"]), day) for row in self.world.sample[0]]
        sample = self.world.sample[0]
        free = sum(
            float(row["people"]) * row["activity"] for row, room in zip(sample, rooms, strict=True) if room[0]
        )
        self._learn(run, hour, 0.5 * (self.free + free), short)
        self.free = free
        if begun:
            self._of_day()
            self._far(day)
        return self._decide(run, rooms, hour, day, spent, budget)

    def _learn(self, run: Reference, hour: int, free: float, short: bool) -> None:
        now = (run.opportunities, len(run.impressions), run.expected, run.gone, run.paced)
        before, self.last = self.last, now
        self.gone = FORGET_HOUR * self.gone + now[3] - before[3]
        self.stayed = FORGET_HOUR * self.stayed + now[1] - before[1]
        seen = now[0] - before[0]
        if not seen or short:
            return
        met = free * self.coming(hour - 1, hour) * (1.0 - (now[4] - before[4]) / seen)
        self.of_day.append((met, now[2] - before[2]))
        self.met = FORGET_HOUR * self.met + met
        self.won = FORGET_HOUR * self.won + now[1] - before[1]
        self.cost = FORGET_HOUR * self.cost + now[2] - before[2]

    def _of_day(self) -> None:
        met, cost = (sum(part) for part in zip(*self.of_day, strict=True)) if self.of_day else (0.0, 0.0)
        self.of_day = []
        if met <= 0 or cost <= 0:
            return
        if self.worth > 0:
            change = float(np.clip(math.log(cost / met / self.worth), -STEEPEST_TREND, STEEPEST_TREND))
            self.trend = min(0.5 * (self.trend + change), 0.0)
        self.worth = cost / met

    @property
    def stay(self) -> float:
        """The chance that a person stays after an impression."""
        return 1.0 - self.gone / (self.stayed + PRIOR_AUCTIONS)

    def _far(self, day: int) -> None:
        policy, stay, chance = self.policy, self.stay, self.won / self.met
        last = policy.day_share.shape[1]
        self.fresh = [0.0] * len(self.world.sample[0])
        for begin in range(7 * (day // 7 + 1), last, 7):
            total, days = self.of_days(begin, min(begin + 7, last))
            for place, row in enumerate(self.world.sample[0]):
                of_day = expected_within(policy.cap_day, row["activity"] * chance * total / max(days, 1), 1.0)
                here = max(1.0 - (1.0 - stay) * self.fresh[place], 0.0)
                self.fresh[place] += here * expected_within(policy.cap_week, max(days, 1) * of_day, stay)

    def _decide(
        self, run: Reference, rooms: list[tuple[int, int, int]], hour: int, day: int, spent: int, budget: int
    ) -> int:
        policy, stay, chance, cost = (
            self.policy,
            self.stay,
            self.won / self.met,
            self.cost / max(self.won, 1e-9),
        )
        days = policy.day_share.shape[1]
        until = min(7 * (day // 7 + 1), days)
        whole = policy.cap_flight < policy.cap_week * (days // 7 + 1)
        now = float(policy.coming_days[0, day + 1] - policy.coming[0, hour])
        (rest, rest_days), (_, far_days) = self.of_days(day + 1, until), self.of_days(until, days)
        sums = np.zeros(4)
        for row, (room, week, flight), far in zip(self.world.sample[0], rooms, self.fresh, strict=True):
            if flight <= 0:
                continue
            activity = float(row["activity"]) * chance
            first = expected_within(room, activity * now, stay)
            later = rest_days * expected_within(policy.cap_day, activity * rest / max(rest_days, 1), 1.0)
            skip, both = (expected_within(week, mean, stay) for mean in (later, first + later))
            far *= max(1.0 - (1.0 - stay) * both, 0.0)
            if whole:
                skip, both, far = (*(expected_within(flight, n + far, 1.0) for n in (skip, both)), 0.0)
            sums += float(row["people"]) * np.array([first, skip, max(both - first, 0.0), far])
        falls = [0.0, *[0.5 * (rest_days + 1)] * 2, 0.5 * (until + days) - day]
        today, skipped, after, fresh = (sums * cost * np.exp(self.trend * np.array(falls))).tolist()
        self.fading = self.coming(hour, hour + 1) / max(now, 1e-9) / 60.0
        if whole:
            rest_days, far_days = rest_days + far_days, 0
        events = 1 if policy.pricing == 0 else max(len(run.impressions), 1) / max(sum(run.clicks), 1)

        def sure(money: float) -> float:
            return max(min(SAFE * money, money - DEVIATIONS * math.sqrt(money * cost * events)), 0.0)

        safe = sure(after + fresh) / max(after + fresh, 1e-9) * (STAY_FULL if self.full else 1.0)
        slope = min(max(skipped - after, 0.0) / max(today, 1e-9), 1.0)
        daily, left = float(policy.accounts["daily"][0]), float(int(policy.accounts["total"][0]) - run.spent)
        far = min(safe * fresh, daily * far_days)
        must = max(left - far - daily * rest_days, (left - far - safe * skipped) / (1.0 - safe * slope))
        must = min(max(must, 0.0), left, max(daily - spent, 0.0))
        planned = float(max(budget - spent, 0)) if policy.planned else 0.0
        most = max(must, planned)
        wanted = min(left - most - far, daily * rest_days)
        self.full = must > planned or wanted > safe * max(skipped - slope * most, 0.0) + 1.0
        hurried = must * SAFE * today > planned * sure(today)
        self.target = spent + (must if hurried else planned)
        self.bearable = sure(today) if hurried else SAFE * today
        return max(spent + int(must), budget) if policy.planned else budget
