"""Generated customers of an invented outdoor shop: no real person, no real data, one seed.

The law behind the numbers (all draws from `numpy.random.default_rng(seed)`):

- `age` ~ round(Normal(43, 14)) within 18..88; `region` one of six with fixed shares; `channel` by age
  (younger people come more often through social media); `device` by age.
- An unseen affinity a ~ Normal(0, 1) drives what a person does: `visits_90d` ~ Poisson(exp(1.1 + 0.45 a)),
  `orders_12m` ~ Poisson(exp(0.2 + 0.5 a)), `average_basket` ~ LogNormal(3.6 + 0.12 a, 0.45),
  `newsletter_opens` ~ Binomial(12, sigmoid(-0.9 + 0.7 a)), `days_since_visit` ~ Exponential(45 exp(-0.5 a)).
- `favourite_category` by age and region; `loyalty_tier` from the orders; `member_since` uniform over six years.
- `responded` to the last offer with probability sigmoid(z), where
  z = -3.5 + 0.34 min(orders_12m, 8) + 0.16 newsletter_opens - 0.016 days_since_visit
      + 0.55 [channel = referral] - 0.35 [device = tablet] + 0.45 [age in 30..45] + 0.5 [category in (camping, climbing)].
- `order_value_after_offer` is what the person then bought: it knows the future, and the program must find that.
- 4 % of `age`, 3 % of `average_basket` and 6 % of `favourite_category` are missing (`unknown` for text);
  `consent` is `yes` for 93 %.

And what they did, in `generate_events`: `visits_90d` views, the last one `days_since_visit` before the last day and
the others in the 90 days before it; `orders_12m` purchases in the year before the last visit, each worth
`average_basket` times LogNormal(0, 0.3). Hours peak at noon and at eight in the evening, and weekends are busier;
half of what is looked at is of the favourite category.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

PEOPLE = 12_000
REGIONS = {"North": 0.22, "South": 0.18, "East": 0.14, "West": 0.20, "Coast": 0.16, "Islands": 0.10}
CATEGORIES = ("hiking", "camping", "climbing", "running", "cycling")
CHANNELS = ("search", "social", "e-mail", "referral", "store")
DEVICES = ("phone", "desktop", "tablet")
LAST_DAY = "2026-10-31"
ITEMS = {
    "hiking": ("Fell trail boots", "Moor jacket", "Ridge poles"),
    "camping": ("Two-person tent", "Down sleeping bag", "Camp stove"),
    "climbing": ("Climbing harness", "Chalk bag", "Dry rope 60 m"),
    "running": ("Trail runners", "Windproof vest", "Head torch"),
    "cycling": ("Rain cape", "Frame bag", "Commuter helmet"),
}
_HOURS = (1, 0.5, 0.3, 0.2, 0.2, 0.5, 1.5, 3, 4, 4, 4.5, 5.5, 6.5, 5, 4, 4, 4.5, 5.5, 7, 8.5, 9.5, 8, 5, 2.5)
_WEEKDAYS = (1.0, 0.95, 0.95, 1.0, 1.05, 1.3, 1.4)


def generate_customers(seed: int, people: int = PEOPLE) -> pd.DataFrame:
    """Return `people` generated customers, one row each, as the module's first lines describe them."""
    import numpy as np
    import pandas as pd

    rng = np.random.default_rng(seed)
    age = np.clip(np.rint(rng.normal(43, 14, people)), 18, 88)
    young = 1 / (1 + np.exp((age - 38) / 8))
    affinity = rng.normal(size=people)
    region = rng.choice(list(REGIONS), people, p=list(REGIONS.values()))
    channel = _choose(
        rng,
        CHANNELS,
        np.outer(young, [0.3, 0.42, 0.08, 0.15, 0.05]) + np.outer(1 - young, [0.3, 0.1, 0.25, 0.13, 0.22]),
    )
    device = _choose(
        rng, DEVICES, np.outer(young, [0.78, 0.17, 0.05]) + np.outer(1 - young, [0.42, 0.4, 0.18])
    )
    category = _choose(
        rng,
        CATEGORIES,
        np.outer(young, [0.2, 0.2, 0.25, 0.2, 0.15]) + np.outer(1 - young, [0.4, 0.2, 0.05, 0.15, 0.2]),
    )
    orders = rng.poisson(np.exp(0.2 + 0.5 * affinity))
    opens = rng.binomial(12, 1 / (1 + np.exp(0.9 - 0.7 * affinity)))
    since_visit = np.minimum(np.floor(rng.exponential(45 * np.exp(-0.5 * affinity))), 365)
    logit = (
        -3.5
        + 0.34 * np.minimum(orders, 8)
        + 0.16 * opens
        - 0.016 * since_visit
        + 0.55 * (channel == "referral")
        - 0.35 * (device == "tablet")
        + 0.45 * ((age >= 30) & (age <= 45))
        + 0.5 * np.isin(category, ["camping", "climbing"])
    )
    responded = rng.random(people) < 1 / (1 + np.exp(-logit))
    after = np.where(responded, np.round(rng.lognormal(3.9, 0.5, people), 2), 0.0)
    member_since = pd.Timestamp(LAST_DAY) - pd.to_timedelta(rng.integers(30, 6 * 365, people), unit="D")
    frame = pd.DataFrame(
        {
            "customer_id": [f"C{number:06d}" for number in range(1, people + 1)],
            "age": pd.array(age.astype(int), dtype="Int64"),
            "region": region,
            "channel": channel,
            "device": device,
            "favourite_category": category.astype(object),
            "member_since": member_since.strftime("%Y-%m-%d"),
            "loyalty_tier": np.select([orders >= 5, orders >= 2], ["gold", "silver"], "basic"),
            "visits_90d": rng.poisson(np.exp(1.1 + 0.45 * affinity)),
            "orders_12m": orders,
            "average_basket": np.round(rng.lognormal(3.6 + 0.12 * affinity, 0.45), 2),
            "newsletter_opens": opens,
            "days_since_visit": since_visit.astype(int),
            "consent": np.where(rng.random(people) < 0.93, "yes", "no"),
            "responded": np.where(responded, "yes", "no"),
            "order_value_after_offer": after,
        }
    )
    frame.loc[rng.random(people) < 0.04, "age"] = pd.NA
    frame.loc[rng.random(people) < 0.03, "average_basket"] = np.nan
    frame.loc[rng.random(people) < 0.06, "favourite_category"] = "unknown"
    return frame


def generate_events(customers: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Return what generated customers did, a row an event in the order of time, times in the time of Berlin."""
    import numpy as np
    import pandas as pd

    rng = np.random.default_rng([seed, 1])
    visits, orders = customers["visits_90d"].to_numpy(), customers["orders_12m"].to_numpy()
    who = np.concatenate(
        [np.repeat(np.arange(len(customers)), visits), np.repeat(np.arange(len(customers)), orders)]
    )
    bought = np.arange(len(who)) >= visits.sum()
    last = customers["days_since_visit"].to_numpy()[who]
    before = np.where(bought, rng.integers(0, 365, len(who)), rng.integers(0, 90, len(who)))
    latest = ~bought & np.append(True, who[1:] != who[:-1])
    day = pd.Timestamp(LAST_DAY) - pd.to_timedelta(last + np.where(latest, 0, before), unit="D")
    # A day is moved back by up to three where its weekday is a quiet one.
    quiet = rng.random(len(who)) * max(_WEEKDAYS) > np.array(_WEEKDAYS)[day.weekday]
    day -= pd.to_timedelta(np.where(quiet & ~latest, rng.integers(1, 4, len(who)), 0), unit="D")
    hour = rng.choice(24, len(who), p=np.array(_HOURS) / sum(_HOURS))
    time = day + pd.to_timedelta(hour * 3600 + rng.integers(0, 3600, len(who)), unit="s")
    favourite = customers["favourite_category"].to_numpy()[who]
    other = rng.choice(CATEGORIES, len(who)).astype(object)
    category = np.where((favourite == "unknown") | (rng.random(len(who)) < 0.5), other, favourite)
    item = [ITEMS[name][place] for name, place in zip(category, rng.integers(0, 3, len(who)), strict=True)]
    basket = customers["average_basket"].fillna(customers["average_basket"].median()).to_numpy()[who]
    frame = pd.DataFrame(
        {
            "customer_id": customers["customer_id"].to_numpy()[who],
            "time": time.strftime("%Y-%m-%d %H:%M:%S"),
            "kind": np.where(bought, "purchase", "view"),
            "channel": np.where(customers["channel"].to_numpy()[who] == "store", "store", "website"),
            "item": item,
            "category": category,
            "value": np.where(bought, np.round(basket * rng.lognormal(0, 0.3, len(who)), 2), np.nan),
        }
    )
    return frame.sort_values(["time", "customer_id"], ignore_index=True)


def write_customers(path: Path, seed: int, people: int = PEOPLE) -> Path:
    """Write the generated customers as a CSV file and return its path."""
    generate_customers(seed, people).to_csv(path, index=False)
    return path


def _choose(
    rng: np.random.Generator, names: tuple[str, ...], weights: npt.NDArray[np.float64]
) -> npt.NDArray[np.object_]:
    """Draw one name a row; `weights` is rows x names, each row adding up to 1."""
    import numpy as np

    drawn = (rng.random(len(weights))[:, None] > np.cumsum(weights, axis=1)[:, :-1]).sum(axis=1)
    chosen: npt.NDArray[np.object_] = np.array(names, dtype=object)[drawn]
    return chosen
