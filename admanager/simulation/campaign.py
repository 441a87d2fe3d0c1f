"""The campaign plan: its fields with their limits, and its JSON schema; `campaign_file` reads one.

A plan that can be read is not yet a plan that makes sense; `checks.check` lists what is wrong with it.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

VERSION = 1
MICROS = 1_000_000
HOURS = 24
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Money = Annotated[Decimal, Field(ge=0, le=Decimal("1e12"), decimal_places=6)]
Share = Annotated[float, Field(gt=0, lt=1)]
DaypartRow = Annotated[str, Field(pattern="^[01]{24}$")]
Size = Annotated[str, Field(pattern="^[1-9][0-9]{0,4}x[1-9][0-9]{0,4}$")]
Text = Annotated[str, Field(min_length=1, max_length=200)]


def micros(amount: Decimal) -> int:
    """Return an amount of money as integer micros of its currency."""
    return int(amount * MICROS)


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, allow_inf_nan=False)


class Flight(_Part):
    """The days on which the campaign runs, in a time zone."""

    start: date = Field(description="First day.")
    end: date = Field(description="Last day; it is part of the flight.")
    time_zone: str = Field(default="UTC", description="Name of the time zone, such as Europe/Lisbon.")


class Budget(_Part):
    """What may be spent, and how fast."""

    total: Money = Field(description="Budget of the whole flight in units of the currency.")
    daily: Money | None = Field(default=None, description="Budget of one day; none when left out.")
    currency: str = Field(default="EUR", pattern="^[A-Z]{3}$", description="Code of the currency.")
    pacing: Literal["traffic", "even", "dual", "pid", "throttle", "asap"] = Field(
        default="traffic",
        description="traffic: spend follows the day's traffic; even: it follows the clock; dual, pid: it follows "
        "the traffic by lower bids; throttle: by entering fewer auctions; asap: every auction that is worth it.",
    )
    rebalance: bool = Field(
        default=False,
        description="Move money each midnight to the ad group that gets most for it, a tenth of the rest at most.",
    )


class Bid(_Part):
    """How much an auction is worth, and what is paid for."""

    strategy: Literal[
        "fixed_cpc",
        "fixed_cpm",
        "fixed_cpa",
        "linear",
        "ortb",
        "target_cpa",
        "target_roas",
        "ocpc",
        "rlb",
        "auto",
    ] = Field(
        default="fixed_cpc",
        description="fixed_cpc, fixed_cpm, fixed_cpa: the amount per click, per thousand impressions or per conversion, "
        "times its probability; linear: the CPM amount times the click probability over its mean; "
        "target_cpa, target_roas: as many conversions as the target allows; ocpc: the CPC amount, moved with the "
        "conversion probability; ortb, rlb, auto: bids that spend the budget best (Zhang 2014; Cai 2017; price "
        "table and dual), never above the amount per click or conversion.",
    )
    amount: Money = Field(
        description="Highest price of a click, of 1,000 impressions (fixed_cpm, linear) or of a conversion "
        "(fixed_cpa, target_roas, goal conversions); under target_cpa the target."
    )
    goal: Literal["clicks", "conversions"] = Field(
        default="clicks", description="What ortb, rlb and auto buy."
    )
    target_roas: float | None = Field(
        default=None, gt=0, le=1000, description="Revenue per unit of spend; for the strategy target_roas."
    )
    pricing: Literal["cpm", "cpc", "cpa", "performance"] | None = Field(
        default=None,
        description="What is paid for: impressions, clicks, conversions at the auction's price, or conversions at "
        "conversion_price; when left out, what the strategy bids on (impressions for ortb, rlb, auto and targets).",
    )
    conversion_price: Money | None = Field(
        default=None, description="Agreed price of a conversion; for the pricing performance."
    )
    window_hours: int = Field(
        default=168, ge=1, le=2160, description="After a click; later conversions are not paid for."
    )
    ocpc_range: float = Field(
        default=0.4, ge=0, le=0.9, description="How far ocpc may move the bid up or down, as a share."
    )
    shading: bool = Field(
        default=False, description="In a first-price auction, bid what earns most instead of the full value."
    )

    @property
    def paid_for(self) -> Literal["cpm", "cpc", "cpa", "performance"]:
        """What is paid for, also where the plan leaves it to the strategy."""
        if self.pricing is not None:
            return self.pricing
        return {"fixed_cpc": "cpc", "ocpc": "cpc", "fixed_cpa": "cpa"}.get(self.strategy, "cpm")  # type: ignore[return-value]

    @property
    def per_mille(self) -> bool:
        """Whether the amount is for 1,000 impressions."""
        return self.strategy in {"fixed_cpm", "linear"}

    @property
    def per_conversion(self) -> bool:
        """Whether the amount is for a conversion; where it is neither, it is for a click."""
        if self.strategy in {"ortb", "rlb", "auto"}:
            return self.goal == "conversions"
        return self.strategy in {"fixed_cpa", "target_cpa", "target_roas"}


class FrequencyCap(_Part):
    """How often one person may see the campaign; a limit that is left out does not hold."""

    per_day: Annotated[int, Field(ge=1, le=10_000)] | None = Field(
        default=None, description="In one day of the flight's time zone."
    )
    per_week: Annotated[int, Field(ge=1, le=10_000)] | None = Field(
        default=None, description="In seven days, counted from the first day of the flight."
    )
    per_flight: Annotated[int, Field(ge=1, le=10_000)] | None = Field(
        default=None, description="In the whole flight."
    )
    soft_per_week: float | None = Field(
        default=None, gt=0, le=10_000, description="Impressions in the week that halve the bid for a person."
    )


class CreativeShare(_Part):
    """A creative of an ad group."""

    name: Text = Field(description="Name of the creative.")
    weight: float = Field(default=1.0, gt=0, le=1e6, description="Its share under the choice “even”.")
    sizes: tuple[Size, ...] = Field(
        default=(), description="Sizes it is made in; it fits every place when empty."
    )


class AdGroup(_Part):
    """Whom to reach, with which creatives, and when."""

    name: Text
    include: tuple[Text, ...] = Field(
        default=(),
        description="Saved segments or rules, any of which takes a person in; everyone when empty.",
    )
    exclude: tuple[Text, ...] = Field(
        default=(), description="Saved segments or rules that leave a person out."
    )
    creatives: tuple[CreativeShare, ...] = ()
    bid: Money | None = Field(default=None, description="A bid of its own instead of the campaign's.")
    budget: Money | None = Field(
        default=None,
        description="A part of the campaign's budget for this ad group alone; else it shares the rest.",
    )
    click_factor: float = Field(
        default=1.0, gt=0, le=10, description="Odds of a click of its people against all others."
    )
    dayparts: tuple[DaypartRow, ...] | None = Field(
        default=None,
        min_length=7,
        max_length=7,
        description="Seven rows, Monday first, of 24 characters: 1 where ads may be shown.",
    )


class Market(_Part):
    """The competing bids: from the project's own log, else taken to be gamma distributed, which the report says."""

    auction: Literal["second_price", "first_price", "gsp", "vcg"] = Field(
        default="second_price",
        description="gsp and vcg: all positions of a placement are sold together to the highest bids.",
    )
    source: Literal["auto", "assumed"] = Field(
        default="auto",
        description="auto: prices from the imported impressions where they have costs; assumed: the gamma distribution.",
    )
    rivals: int = Field(default=8, ge=1, le=1000, description="Competing bidders under gsp and vcg.")
    cpm: Money = Field(default=Decimal("2.00"), description="Mean clearing price of 1,000 impressions.")
    shape: float = Field(
        default=1.2,
        ge=0.2,
        le=50,
        description="Shape of the gamma distribution: the smaller, the wider it is.",
    )
    win_rate: Share | None = Field(
        default=None, description="A known win rate, met by choosing the shape; needs win_rate_at_cpm."
    )
    win_rate_at_cpm: Money | None = Field(default=None, description="The CPM bid that had that win rate.")


class Slot(_Part):
    """A place where an ad can stand."""

    placement: Text = "page"
    position: int = Field(default=1, ge=1, le=100)
    share: float = Field(default=1.0, gt=0, description="Its share of the opportunities.")
    click_factor: float = Field(
        default=1.0, gt=0, le=10, description="Its odds of a click against position 1."
    )
    floor_cpm: Money = Field(default=Decimal(0), description="Lowest price of 1,000 impressions here.")
    sizes: tuple[Size, ...] = Field(default=(), description="Sizes that it takes; all when empty.")


# Position effects as in AuctionNet (Su et al. 2024): exposure 1, 0.8 and 0.6.
DEFAULT_SLOTS = (
    Slot(placement="page", position=1, share=0.5, click_factor=1.0),
    Slot(placement="page", position=2, share=0.3, click_factor=0.8),
    Slot(placement="page", position=3, share=0.2, click_factor=0.6),
)


class Traffic(_Part):
    """How often people come to places where an ad can be shown."""

    opportunities_per_person_per_day: float = Field(default=6.0, gt=0, le=1000)
    activity_spread: float = Field(
        default=1.0, ge=0, le=5, description="Coefficient of variation of that number between people (gamma)."
    )
    curve: Literal["auto", "default"] = Field(
        default="auto", description="auto: when the imported events happened; default: the usual week."
    )
    slots: tuple[Slot, ...] = Field(default=DEFAULT_SLOTS, min_length=1, max_length=100)


class Response(_Part):
    """How people answer to an impression.

    Rates left out are those that the model predicts, or 1 % clicks and 5 % conversions without a model.
    The effect of a creative is not known before it was shown: it is drawn from the seed.
    """

    click_model: Text | None = Field(default=None, description="Model of the project that predicts clicks.")
    conversion_model: Text | None = Field(
        default=None, description="Model of the project that predicts conversions after a click."
    )
    source: Literal["auto", "assumed"] = Field(
        default="auto",
        description="auto: without a click model, rates and the effects of creatives, hours, positions and ad groups "
        "are fitted to the imported impressions where there are enough; assumed: they are not.",
    )
    base_ctr: Share | None = Field(default=None, description="Mean click-through rate of a first impression.")
    base_cvr: Share | None = Field(default=None, description="Mean share of clicks that convert.")
    person_spread: float = Field(
        default=0.5,
        ge=0,
        le=3,
        description="Standard deviation of the log-odds between people, without a model.",
    )
    creative_spread: float = Field(
        default=0.25, ge=0, le=3, description="Standard deviation of the log-odds between creatives."
    )
    taste_spread: float = Field(
        default=0.25,
        ge=0,
        le=3,
        description="Standard deviation of the log-odds between pairs of person and creative.",
    )
    hour_factors: tuple[Annotated[float, Field(gt=0, le=10)], ...] | None = Field(
        default=None, min_length=24, max_length=24, description="Odds of a click by hour of the day."
    )
    revenue_per_conversion: Money = Decimal(0)


class Fatigue(_Part):
    """What seeing a creative again does: log-odds fall by strength x log(1 + impressions still remembered).

    With wear-in they first rise, to `wear_in` at `wear_in_impressions`, along 2 x - x^2; fatigue begins there.
    """

    strength: float = Field(default=0.25, ge=0, le=5)
    recovery_days: float = Field(default=3.0, gt=0, le=365, description="Time after which 1/e is remembered.")
    wear_in: float = Field(default=0.0, ge=0, le=3, description="Log-odds gained at the peak.")
    wear_in_impressions: float = Field(
        default=3.0, gt=0, le=50, description="Impressions at which an ad works best."
    )


class Experience(_Part):
    """Satisfaction as in RecSim's long-term satisfaction world (Ie et al. 2019).

    After each impression z = memory z - 2 (annoyance - 1/2) + noise; satisfaction is sigmoid(z).
    """

    memory: float = Field(default=0.9, ge=0, le=1)
    annoyance: float = Field(
        default=0.42, ge=0, le=1, description="Of the first impression; below 1/2 pleases."
    )
    annoyance_growth: float = Field(
        default=0.1, ge=0, le=1, description="Added per log(1 + impressions remembered)."
    )
    noise: float = Field(default=0.1, ge=0, le=2)
    click_effect: float = Field(
        default=0.5, ge=0, le=5, description="Log-odds of a click per unit of satisfaction."
    )
    leave: float = Field(
        default=0.005,
        ge=0,
        le=1,
        description="Chance to leave for good after an impression, at satisfaction 0; it falls with its square.",
    )


class Fraud(_Part):
    """Bots among the visitors, known to the simulator and not to the detector.

    Clickers click much and never convert; clockwork clicks at equal distances; bursts come at night from a few
    sources.
    """

    share: float = Field(default=0.0, ge=0, le=0.5, description="Share of the opportunities that are bots'.")
    clickers: float = Field(default=1.0, ge=0, le=1000, description="Weight of this kind.")
    clockwork: float = Field(default=1.0, ge=0, le=1000, description="Weight of this kind.")
    bursts: float = Field(default=1.0, ge=0, le=1000, description="Weight of this kind.")
    detect: bool = Field(
        default=True,
        description="Mark suspicious sources while the campaign runs: their clicks are not paid or learned from.",
    )


class Learning(_Part):
    """How the choice of creatives learns; each value is for the choices that have it."""

    epsilon: float = Field(
        default=0.1, ge=0.001, le=1, description="Share explored: epsilon_greedy and ftrl."
    )
    discount_per_day: float = Field(
        default=0.8,
        gt=0,
        le=1,
        description="What a day's knowledge is worth the next day: discounted_thompson.",
    )
    width: float = Field(default=0.5, gt=0, le=10, description="Of the confidence bound: linucb and lints.")


class CampaignPlan(_Part):
    """A whole campaign plan; what `campaign.schema.json` describes."""

    version: Literal[1] = 1
    name: Text
    objective: Literal["awareness", "traffic", "conversions"] = "traffic"
    flight: Flight
    budget: Budget
    bid: Bid
    cap: FrequencyCap = FrequencyCap()
    creative_choice: Literal[
        "even",
        "thompson",
        "discounted_thompson",
        "epsilon_greedy",
        "ucb1",
        "linucb",
        "lints",
        "logistic",
        "ftrl",
    ] = Field(
        default="even",
        description="even: by weight; thompson: by the chance of being the best, learned from clicks; "
        "discounted_thompson: forgetting; epsilon_greedy, ucb1: the best so far, or by its upper bound; "
        "linucb, lints, logistic, ftrl: by the person.",
    )
    learning: Learning = Learning()
    ad_groups: tuple[AdGroup, ...] = Field(default=(), max_length=200)
    market: Market = Market()
    traffic: Traffic = Traffic()
    response: Response = Response()
    fatigue: Fatigue = Fatigue()
    experience: Experience = Experience()
    fraud: Fraud = Fraud()

    @property
    def creative_names(self) -> tuple[str, ...]:
        """The creatives of all ad groups, each once, in order of appearance."""
        return tuple(dict.fromkeys(share.name for group in self.ad_groups for share in group.creatives))

    def to_toml(self) -> str:
        """Return the plan as the text of a campaign file."""
        import tomli_w

        return tomli_w.dumps(self.model_dump(exclude_none=True))

    def to_json(self) -> str:
        """Return the plan as it is kept in a project."""
        return self.model_dump_json(exclude_none=True)


def json_schema() -> dict[str, Any]:
    """Return the JSON schema of a campaign plan; `resources/schemas/campaign.schema.json` holds it."""
    schema = CampaignPlan.model_json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"campaign-{VERSION}.schema.json",
        **schema,
    }


def schema_text() -> str:
    """Return the JSON schema as the text that is shipped."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
