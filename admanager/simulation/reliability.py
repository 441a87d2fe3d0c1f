"""How far the simulator can be trusted for a project, in words with the figures behind them.

Four things are judged: the response, the prices, the traffic, and how much data there is. The words come from a
forecast of the last part of the imported log from its first (see `calibration`), and from how well each import of
impressions was foretold by those before it; that error is kept when it is found.
"""

from __future__ import annotations

import json
import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from admanager.jobs import Job
from admanager.learning.models import get_model, list_models
from admanager.project.file import ProjectFile
from admanager.simulation.calibration import Calibration, Forecasted, calibrate, first_part
from admanager.simulation.impression_log import ImpressionLog, read_impression_log
from admanager.simulation.metrics import Estimate
from admanager.simulation.model_answers import chances_in_log
from admanager.simulation.response_log import FEWEST_CLICKS, FEWEST_ROWS
from admanager.texts import AdManagerError, Sentence, sentence

Level = Literal["good", "fair", "poor", "assumed"]
LEVELS: tuple[Level, ...] = ("good", "fair", "poor", "assumed")
Subject = Literal["response", "prices", "traffic", "data"]
# Shares of the parts whose clicks must lie in their intervals; 95 % do when all is right.
INSIDE_GOOD, INSIDE_FAIR = 0.88, 0.7
# How far the click-through rate may be off, or its interval reach, as a share.
OFF_GOOD, OFF_FAIR = 0.15, 0.3
PRICE_GOOD, PRICE_FAIR = 0.03, 0.1
DISTANCE_GOOD, DISTANCE_FAIR = 0.03, 0.08
HOURS_GOOD, HOURS_FAIR = 0.95, 0.8
CLICKS_GOOD, DAYS_GOOD = 200, 7


@dataclass(frozen=True)
class Aspect:
    """One thing that is judged: how well it does, in one sentence with its figures."""

    subject: Subject
    level: Level
    text: str


@dataclass(frozen=True)
class FeedbackCheck:
    """How an import of impressions was foretold by those before it; `inside` is the share of its parts inside."""

    batch: int
    time: float
    impressions: int
    figures: dict[str, Forecasted]
    inside: float


@dataclass(frozen=True)
class Reliability:
    """The verdict on a project, what it rests on, and the forecast that was tried; None where none could be.

    `model` is the model of the project that answered for people, None for the response fitted to the log;
    `models` are those that could be asked.
    """

    level: Level
    verdict: Sentence
    aspects: tuple[Aspect, ...]
    calibration: Calibration | None
    feedback: tuple[FeedbackCheck, ...]
    model: str | None = None
    models: tuple[str, ...] = ()


def reliability(project: ProjectFile, *, model: str | None = None, job: Job | None = None) -> Reliability:
    """Judge how far forecasts for this project can be trusted; nothing is written.

    With `model` those of plans whose clicks, conversions or both this model of the project answers (see
    `model_answers.told_by`), else those of plans that follow the log. Raises AdManagerError where there is no such model, or where it asks for what the log does not tell.
    """
    job = job or Job()
    found = _found(project, model, job)
    return replace(found, model=model, models=tuple(one.name for one in list_models(project)))


def _found(project: ProjectFile, model: str | None, job: Job) -> Reliability:
    if model is not None:
        get_model(project, model)
    job.progress(0, 0, sentence("Reading the imported impressions"))
    try:
        log = read_impression_log(project, job=job)
    except AdManagerError as error:
        return _assumed(project, error.message)
    clicks, conversions = (None, None) if model is None else chances_in_log(project, model, log, job=job)
    job.progress(0, 0, sentence("Forecasting the last part of the log from its first"))
    try:
        found = calibrate(log, first_part(log), clicks, conversions)
    except AdManagerError as error:
        return _assumed(project, error.message)
    aspects = (
        _response(found, model, clicks is not None, conversions is not None),
        _prices(found, log),
        _traffic(found),
        _data(found),
    )
    level = _overall(aspects)
    return Reliability(level, _verdict(level, aspects, found), aspects, found, kept_checks(project))


def _assumed(project: ProjectFile, why: str) -> Reliability:
    subjects: tuple[Subject, ...] = ("response", "prices", "traffic", "data")
    texts = (
        sentence(
            "Clicks and conversions are answered by the plan's rates, or by a model that was not tried on impressions yet."
        ),
        sentence("Prices follow the distribution that the plan assumes."),
        sentence("Nothing says how many impressions a day brings; the plan assumes it."),
        why,
    )
    aspects = tuple(Aspect(subject, "assumed", text) for subject, text in zip(subjects, texts, strict=True))
    verdict = sentence(
        "Forecasts for this project rest on assumptions: compare plans with each other, but do not take the figures as a "
        "promise. Import the impressions of a campaign to measure how far they can be trusted."
    )
    return Reliability("assumed", verdict, aspects, None, kept_checks(project))


# -- the four aspects ----------------------------------------------------------------------------------------


def _worse(*levels: Level) -> Level:
    return max(levels, key=LEVELS.index)


def _by(value: float, good: float, fair: float) -> Level:
    """Judge a value of which less is better; one that is not known is poor."""
    if math.isnan(value):
        return "poor"
    return "good" if value <= good else "fair" if value <= fair else "poor"


def _response(found: Calibration, model: str | None, knows_clicks: bool, knows_conversions: bool) -> Aspect:
    """Judge the clicks, which the model or the fit to the log forecast, and the conversions where the model does."""
    ctr = found.total.figures["ctr"]
    off = abs(ctr.error) if ctr.truth else math.inf
    judged = found.judged()
    level = _by(max(off if not ctr.inside else 0.0, ctr.uncertainty), OFF_GOOD, OFF_FAIR)
    if judged:
        level = _worse(level, _by(-found.inside, -INSIDE_GOOD, -INSIDE_FAIR))
    if not ctr.inside:
        level = _worse(level, "fair")
    values = {
        **_forecast_values(ctr),
        "inside": sum(one.inside for one in judged),
        "parts": len(judged),
    }
    words = _model_words(model, found, values) if model and knows_clicks else _log_words(ctr.inside, values)
    came = found.total.figures.get("conversions") if knows_conversions else None
    if came is None:
        return Aspect("response", level, words)
    level = _worse(level, _by(_missed(came), OFF_GOOD, OFF_FAIR), "good" if came.inside else "fair")
    told = _conversion_words(came) if knows_clicks else _only_conversion_words(model or "", found, came)
    return Aspect("response", level, sentence("{clicks} {conversions}", clicks=words, conversions=told))


def _log_words(inside: bool, values: dict[str, Any]) -> Sentence:
    """Return how far clicks were right that the response fitted to the log forecast."""
    if inside:
        return sentence(
            "The CTR was forecast as {forecast:.2%} ({low:.2%} to {high:.2%}) and was {truth:.2%}, inside; so were the "
            "clicks of {inside} of {parts} days, creatives, placements, segments and hours.",
            **values,
        )
    return sentence(
        "The CTR was forecast as {forecast:.2%} ({low:.2%} to {high:.2%}) and was {truth:.2%}, outside; inside were "
        "the clicks of {inside} of {parts} days, creatives, placements, segments and hours.",
        **values,
    )


def _model_words(model: str, found: Calibration, values: dict[str, Any]) -> Sentence:
    """Return how far a model's clicks were right, and what mends it where they were not."""
    if found.total.figures["ctr"].inside:
        return sentence(
            "The model “{model}” forecast a CTR of {forecast:.2%} ({low:.2%} to {high:.2%}) and it was {truth:.2%}, inside; "
            "so were the clicks of {inside} of {parts} days, creatives, placements, segments and hours. A model that "
            "learned from these impressions itself looks better here than it is.",
            model=model,
            **values,
        )
    return sentence(
        "The model “{model}” forecast a CTR of {forecast:.2%} ({low:.2%} to {high:.2%}) and it was {truth:.2%}, outside; "
        "inside were the clicks of {inside} of {parts} days, creatives, placements, segments and hours. Give a plan with this "
        "model the log's CTR as its mean CTR, so that the model says who clicks and the log how often.",
        model=model,
        **values,
    )


def _missed(came: Forecasted) -> float:
    """Return by which share of the truth a forecast was off, 0 where its interval holds it."""
    return 0.0 if came.inside else abs(came.error) if came.truth else math.inf


def _forecast_values(came: Forecasted) -> dict[str, float]:
    return {
        "forecast": came.forecast.value,
        "low": came.forecast.low,
        "high": came.forecast.high,
        "truth": came.truth,
    }


def _only_conversion_words(model: str, found: Calibration, came: Forecasted) -> Sentence:
    values = {"model": model, "clicks": found.clicks[1], **_forecast_values(came)}
    if came.inside:
        return sentence(
            "Of the {clicks:,} clicks, the model “{model}” forecast {forecast:,.0f} to convert ({low:,.0f} to {high:,.0f}) "
            "and {truth:,.0f} did, inside. A model that learned from these impressions itself looks better here than it is.",
            **values,
        )
    return sentence(
        "Of the {clicks:,} clicks, the model “{model}” forecast {forecast:,.0f} to convert ({low:,.0f} to {high:,.0f}) "
        "and {truth:,.0f} did, outside: give the plan the log's CVR as its mean CVR, so that the model says who converts "
        "and the log how often.",
        **values,
    )


def _conversion_words(came: Forecasted) -> Sentence:
    values = _forecast_values(came)
    if came.inside:
        return sentence(
            "It forecast {forecast:,.0f} conversions ({low:,.0f} to {high:,.0f}) and {truth:,.0f} came, inside.",
            **values,
        )
    return sentence(
        "It forecast {forecast:,.0f} conversions ({low:,.0f} to {high:,.0f}) and {truth:,.0f} came, outside: give the plan "
        "the log's CVR as its mean CVR.",
        **values,
    )


def _prices(found: Calibration, log: ImpressionLog) -> Aspect:
    check = found.prices
    if check is None:
        cost = found.total.figures.get("cost")
        if cost is None:
            text = sentence(
                "The log tells no costs, so that prices follow the distribution that the plan assumes."
            )
            return Aspect("prices", "assumed", text)
        text = sentence(
            "What the impressions cost was off by {error:+.1%}; there are too few prices of single auctions to compare "
            "their distribution.",
            error=cost.error,
        )
        return Aspect("prices", _worse("fair", _by(abs(cost.error), PRICE_GOOD, PRICE_FAIR)), text)
    level = _worse(
        _by(0.0 if check.cpm.inside else abs(check.cpm.error), PRICE_GOOD, PRICE_FAIR),
        _by(check.distance, DISTANCE_GOOD, DISTANCE_FAIR),
    )
    values = {"prices": check.prices, "error": check.cpm.error, "distance": check.distance}
    if check.win_rate is None:
        text = sentence(
            "From {prices:,} prices, the CPM was off by {error:+.1%}, and the distribution by at most {distance:.1%}; those "
            "of lost auctions are not known.",
            **values,
        )
    else:
        level = _worse(
            level,
            _by(0.0 if check.win_rate.inside else abs(check.win_rate.error), PRICE_GOOD, PRICE_FAIR),
        )
        text = sentence(
            "From {prices:,} prices, the CPM was off by {error:+.1%}, the distribution by at most {distance:.1%}, and the "
            "win rate by {win:+.1%}.",
            win=check.win_rate.error,
            **values,
        )
    return Aspect("prices", level, text)


def _traffic(found: Calibration) -> Aspect:
    figure = found.total.figures.get("impressions")
    if figure is None:
        text = sentence("There are too few whole days to forecast how many impressions a day brings.")
        return Aspect("traffic", "poor", text)
    level = _worse(
        _by(figure.uncertainty, OFF_GOOD, 2 * OFF_FAIR),
        "good" if math.isnan(found.hours) else _by(-found.hours, -HOURS_GOOD, -HOURS_FAIR),
        "good" if figure.inside else "fair" if abs(figure.error) <= OFF_FAIR else "poor",
    )
    values = {"forecast": figure.forecast.value, "truth": figure.truth, "error": figure.error}
    if math.isnan(found.hours):
        text = sentence(
            "{forecast:,.0f} impressions were forecast and {truth:,.0f} came ({error:+.1%}).", **values
        )
    else:
        text = sentence(
            "{forecast:,.0f} impressions were forecast and {truth:,.0f} came ({error:+.1%}); the hours of the day agree "
            "with r = {hours:.3f}.",
            hours=found.hours,
            **values,
        )
    return Aspect("traffic", level, text)


def _data(found: Calibration) -> Aspect:
    enough = found.clicks[0] >= CLICKS_GOOD and found.days[0] >= DAYS_GOOD
    text = sentence(
        "The fit rests on {rows:,} impressions with {clicks:,} clicks and {conversions:,} conversions over {days} days; it was "
        "tried on {later:,} impressions of {later_days} days.",
        rows=found.first,
        clicks=found.clicks[0],
        conversions=found.conversions,
        days=found.days[0],
        later=found.second,
        later_days=found.days[1],
    )
    return Aspect("data", "good" if enough else "fair" if found.days[0] >= 2 else "poor", text)


# -- the verdict ---------------------------------------------------------------------------------------------


def _overall(aspects: Sequence[Aspect]) -> Level:
    """Return the response's level, lowered to fair by whatever else is poor or assumed, or by little data."""
    response = aspects[0].level
    others = [aspect.level for aspect in aspects[1:]]
    return (
        _worse(response, "fair") if {"poor", "assumed"} & set(others) else _worse(response, aspects[-1].level)
    )


_WEAK: dict[Subject, Sentence] = {
    "response": sentence("the answers of people"),
    "prices": sentence("the prices"),
    "traffic": sentence("the traffic"),
    "data": sentence("the volume of data"),
}


def _verdict(level: Level, aspects: Sequence[Aspect], found: Calibration) -> Sentence:
    ctr = found.total.figures["ctr"]
    within = max(abs(ctr.error) if ctr.truth else 1.0, ctr.uncertainty)
    weak = max(aspects, key=lambda aspect: LEVELS.index(aspect.level)).subject
    if level == "good":
        return sentence(
            "Forecasts for this project can be trusted: on days that it had not seen, the click-through rate was right to "
            "within {within:.0%}.",
            within=within,
        )
    if level == "fair":
        return sentence(
            "Take forecasts for this project as an orientation, right to within about {within:.0%}; the weakest part: {weak}.",
            within=within,
            weak=_WEAK[weak],
        )
    return sentence(
        "Do not rely on forecasts for this project yet: on days that it had not seen, the click-through rate was off by "
        "{error:+.0%}. Compare plans with each other, and import more of what happened.",
        error=ctr.error if ctr.truth else 1.0,
    )


# -- the error of the last forecast --------------------------------------------------------------------------


def check_feedback(project: ProjectFile, *, job: Job | None = None) -> list[FeedbackCheck]:
    """Forecast each import of impressions that was not checked yet from those before it, and keep the errors.

    Returns the new ones; imports that come before there is enough to fit are passed over.
    """
    try:
        log = read_impression_log(project, job=job)
    except AdManagerError:
        return []
    done = {row[0] for row in project.read().execute("SELECT batch FROM forecast_check")}
    found = [check for check in _checks(log, done) if check is not None]
    if found:
        with project.change(sentence("Keep the error of the last forecast"), undoable=False) as change:
            for check in found:
                change.insert(
                    "forecast_check",
                    {"batch": check.batch, "time": check.time, "found": json.dumps(_as_data(check))},
                )
    return found


def told(check: FeedbackCheck) -> Sentence:
    """Return in one sentence how far the last forecast was off."""
    ctr = check.figures["ctr"]
    values = {
        "forecast": ctr.forecast.value,
        "low": ctr.forecast.low,
        "high": ctr.forecast.high,
        "truth": ctr.truth,
        "impressions": check.impressions,
    }
    if ctr.inside:
        return sentence(
            "The log before had forecast a CTR of {forecast:.2%} ({low:.2%} to {high:.2%}) for these {impressions:,} "
            "impressions; it was {truth:.2%}, as expected.",
            **values,
        )
    return sentence(
        "The log before had forecast a CTR of {forecast:.2%} ({low:.2%} to {high:.2%}) for these {impressions:,} "
        "impressions; it was {truth:.2%}, which it did not expect.",
        **values,
    )


def _checks(log: ImpressionLog, done: set[int]) -> Iterator[FeedbackCheck | None]:
    batches = sorted(set(log.batch.tolist()))
    for batch in batches[1:]:
        before, here = log.batch < batch, log.batch == batch
        clicks = int((log.clicked & before & ~log.lost).sum())
        if batch in done or int((before & ~log.lost).sum()) < FEWEST_ROWS or clicks < FEWEST_CLICKS:
            continue
        if (here & ~log.lost).any():
            yield _check(log.only(before | here), batch)


def _check(log: ImpressionLog, batch: int) -> FeedbackCheck:
    found = calibrate(log, log.batch != batch)
    figures = {name: one for name, one in found.total.figures.items() if name != "impressions"}
    return FeedbackCheck(batch, time.time(), found.second, figures, found.inside)


def kept_checks(project: ProjectFile) -> tuple[FeedbackCheck, ...]:
    """Return the errors that were kept, the newest import first; those of imports that were undone are left out."""
    rows = project.read().execute(
        "SELECT c.batch, c.time, c.found FROM forecast_check c JOIN import_batch b ON b.id = c.batch "
        "WHERE b.undone = 0 ORDER BY c.batch DESC"
    )
    return tuple(_from_data(batch, when, json.loads(text)) for batch, when, text in rows)


def _as_data(check: FeedbackCheck) -> dict[str, Any]:
    return {
        "impressions": check.impressions,
        "inside": None if math.isnan(check.inside) else check.inside,
        "figures": {
            name: [one.forecast.value, one.forecast.low, one.forecast.high, one.truth]
            for name, one in check.figures.items()
        },
    }


def _from_data(batch: int, when: float, data: dict[str, Any]) -> FeedbackCheck:
    figures = {
        name: Forecasted(Estimate(value, low, high), truth)
        for name, (value, low, high, truth) in data["figures"].items()
    }
    inside = math.nan if data["inside"] is None else float(data["inside"])
    return FeedbackCheck(batch, when, data["impressions"], figures, inside)
