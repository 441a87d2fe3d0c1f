"""What a model of the project answers about a plan's people: log-odds for each person, creative and hour.

A model trained on profiles looks at the person alone. One trained on impressions may also ask for the ad
group, the creative, the place and the time; all of that is given here as the plan has it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from admanager.jobs import Job
from admanager.project.file import ProjectFile
from admanager.project.tables import columns, iter_frames
from admanager.simulation.campaign import CampaignPlan
from admanager.simulation.impression_log import ImpressionLog, frame_of_log
from admanager.simulation.population import Population
from admanager.simulation.traffic import HOURS_OF_WEEK, Calendar, calendar, default_curve
from admanager.texts import AdManagerError, sentence

if TYPE_CHECKING:
    import pandas as pd

    from admanager.learning.models import ModelInfo
    from admanager.learning.scoring import Scorer

Told = Literal["click", "conversion", "both"]
_SMALLEST = 1e-6
_ASKED_ABOUT_HOURS = 200


@dataclass(frozen=True)
class ModelAnswers:
    """A model's log-odds, `logit` [N, K], or [N, 1] where it does not look at the creative.

    They hold for an average hour and the first slot; `hour_logit` [168] is what each hour of the week adds,
    None where the model does not look at the time. `rate` is its mean probability over the plan's slots.
    """

    logit: NDArray[np.float32]
    hour_logit: NDArray[np.float64] | None
    rate: float
    knows_creative: bool
    sha256: str


def answers_of(
    project: ProjectFile,
    plan: CampaignPlan,
    people: Population,
    name: str,
    outcome: Literal["click", "conversion"],
) -> ModelAnswers:
    """Ask a model about every person, and about each creative where it looks at the creative.

    `outcome` says which answer is wanted of a model of the whole funnel; others have one. Raises AdManagerError when
    the model needs a column that neither the profiles nor the plan have.
    """
    from admanager.learning.card import HEADS, PROBABILITY
    from admanager.learning.models import get_model, get_onnx
    from admanager.learning.scoring import Scorer

    onnx, card = get_onnx(project, name), get_model(project, name).card
    output = HEADS[outcome] if card is not None and card.heads else PROBABILITY
    asked = _Asked(project, plan, people, Scorer(onnx, output=output))
    hour_logit, moment = asked.hours()
    logit = np.concatenate(
        [
            np.column_stack([asked.logit(frame, creative, moment) for creative in asked.creatives])
            for frame in asked.frames()
        ]
    )
    rate = float((1.0 / (1.0 + np.exp(-logit))).mean())
    if asked.context.position in asked.wanted:
        rate *= _mean_click_factor(plan)
    sha256 = hashlib.sha256(onnx).hexdigest()
    return ModelAnswers(logit.astype(np.float32), hour_logit, rate, asked.knows_creative, sha256)


def told_by(model: ModelInfo) -> Told:
    """Return what a model is taken to answer: clicks, conversions after them, or both as a model of the whole funnel.

    What was learned here as a response is mostly what comes after the click, unless its target's name says click;
    of a model from elsewhere nothing is known, and it is taken to answer clicks.
    """
    if model.card is None:
        return "click"
    if model.card.heads:
        return "both"
    return "click" if "click" in model.target.lower() else "conversion"


def chances_in_log(
    project: ProjectFile, name: str, log: ImpressionLog, *, job: Job
) -> tuple[NDArray[np.float64] | None, NDArray[np.float64] | None]:
    """Return a model's chance of a click for each row of the imported log, and that of a conversion; None where it has none.

    A model of conversions alone is asked about the clicks that there were: without a click its chance is 0. Raises
    AdManagerError when the model needs a column that the log and its people do not have, or the log tells no conversions.
    """
    from admanager.learning.card import HEADS, PROBABILITY
    from admanager.learning.models import get_model, get_onnx
    from admanager.learning.scoring import Scorer

    model = get_model(project, name)
    card, told = model.card, told_by(model)
    if told == "conversion" and not (log.has_conversions and log.clicked.any()):
        raise AdManagerError(
            sentence(
                "“{model}” answers what comes after a click, and the imported impressions tell of no conversions; import "
                "some that do.",
                model=name,
            )
        )
    funnel = told == "both"
    scorer = Scorer(get_onnx(project, name), output=HEADS["click"] if funnel else PROBABILITY)
    inputs = [*scorer.inputs, *(entry.derived_from for entry in card.inputs if entry.derived_from)] if card else scorer.inputs  # fmt: skip
    frame = frame_of_log(project, inputs, job=job)
    if len(frame) != len(log):
        raise AdManagerError(sentence("The impressions changed while they were read; judge again."))
    chances = np.clip(scorer.score(frame, job=job), _SMALLEST, 1 - _SMALLEST)
    if told == "conversion":
        return None, chances * log.clicked
    if not funnel:
        return chances, None
    # Of a funnel, the probability is that of click and conversion together.
    together = Scorer(get_onnx(project, name), output=PROBABILITY).score(frame, job=job)
    return chances, np.clip(together, 0.0, 1 - _SMALLEST)


def missing_columns(project: ProjectFile, model: ModelInfo) -> list[str]:
    """Return the columns that a model needs and that neither the profiles nor a plan have."""
    if model.mapping is not None:
        needed = [column for names in model.mapping.inputs.values() for column in names]
    else:
        needed = [entry.name for entry in model.card.inputs if not entry.derived_from] if model.card else []
    given = _known(project) | set(_context(project))
    return [name for name in dict.fromkeys(needed) if name not in given]


class _Context(NamedTuple):
    """The names under which a model asks about an impression: those of the table `impressions`."""

    campaign: str
    ad_group: str
    creative: str
    placement: str
    position: str


def _context(project: ProjectFile) -> _Context:
    by_role = {column.role: column.name for column in columns(project.read(), "impressions")}
    roles = {role: by_role.get(role, role) for role in ("creative", "placement", "position")}
    return _Context(campaign="campaign", ad_group="ad_group", **roles)


def _known(project: ProjectFile) -> set[str]:
    return {column.name for column in columns(project.read(), "profiles")}


class _Asked:
    """A model that is asked about a plan's people; `wanted` is what it wants to know beside their columns."""

    def __init__(self, project: ProjectFile, plan: CampaignPlan, people: Population, scorer: Scorer) -> None:
        self._project, self._plan, self._people, self._scorer = project, plan, people, scorer
        known = _known(project)
        self._from_profiles = [name for name in scorer.inputs if name in known]
        self.wanted = set(scorer.inputs) - known
        self.context = _context(project)
        self.knows_creative = self.context.creative in self.wanted
        self.creatives = plan.creative_names if self.knows_creative else ("",)
        inputs = scorer.card.inputs if scorer.card else []
        self._times = {entry.derived_from for entry in inputs if entry.name in self.wanted} - known - {""}

    def frames(self) -> Iterator[pd.DataFrame]:
        """Yield the people in the order of their ids, with the columns that the model takes."""
        plan, people, context = self._plan, self._people, self.context
        slot = plan.traffic.slots[0]
        added: dict[str, Any] = {
            context.campaign: plan.name,
            context.placement: slot.placement,
            context.position: float(slot.position),
        }
        groups = np.array([group.name for group in plan.ad_groups], dtype=object)
        for frame in iter_frames(self._project.read(), "profiles", self._from_profiles):
            chosen = frame[np.isin(frame.index.to_numpy(), people.ids, assume_unique=True)]
            if not len(chosen):
                continue
            places = np.searchsorted(people.ids, chosen.index.to_numpy())
            added[context.ad_group] = groups[people.groups[people.group_start[places]]]
            yield chosen.assign(**{name: value for name, value in added.items() if name in self.wanted})

    def logit(self, frame: pd.DataFrame, creative: str, moment: float) -> NDArray[np.float64]:
        """Return the log-odds of each row for a creative at a moment (UTC seconds)."""
        added: dict[str, Any] = dict.fromkeys(self._times, moment)
        if self.knows_creative:
            added[self.context.creative] = creative
        chance = np.clip(self._scorer.score(frame.assign(**added)), _SMALLEST, 1 - _SMALLEST)
        logit: NDArray[np.float64] = np.log(chance) - np.log1p(-chance)
        return logit

    def hours(self) -> tuple[NDArray[np.float64] | None, float]:
        """Return what each hour of the week adds to the log-odds, and a moment that adds next to nothing.

        The effect is the mean over a sample of people, centred over the traffic; hours that the flight does
        not have stay 0.
        """
        days = calendar(self._plan.flight)
        if not self._times:
            return None, float(days.start_utc)
        moments = _moments(days)
        frame = next(self.frames())
        sample = frame.iloc[:: max(1, len(frame) // _ASKED_ABOUT_HOURS)]
        hours = sorted(moments)
        effect = np.array([self.logit(sample, self.creatives[0], moments[hour]).mean() for hour in hours])
        effect -= np.average(effect, weights=default_curve()[hours])
        result = np.zeros(HOURS_OF_WEEK)
        result[hours] = effect
        return result, moments[hours[int(np.abs(effect).argmin())]]


def _moments(days: Calendar) -> dict[int, float]:
    """Return a moment of the flight, in UTC seconds, for each hour of the week that it has."""
    hours, first = np.unique(days.week_hour, return_index=True)
    return {
        int(hour): float(days.start_utc + int(minute) * 60) for hour, minute in zip(hours, first, strict=True)
    }


def _mean_click_factor(plan: CampaignPlan) -> float:
    """Return the mean click factor of the slots against that of the first, which the model was asked about."""
    slots = plan.traffic.slots
    mean = sum(slot.share * slot.click_factor for slot in slots) / sum(slot.share for slot in slots)
    return mean / slots[0].click_factor
