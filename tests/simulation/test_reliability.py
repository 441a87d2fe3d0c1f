"""A forecast of the rest of a log is as sure as it says, and the verdict follows what it finds."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from admanager.audience import segments
from admanager.ingest.load import undo_import
from admanager.learning import models
from admanager.project.file import ProjectFile
from admanager.project.tables import Column
from admanager.simulation.calibration import Calibration, calibrate, first_part
from admanager.simulation.impression_log import read_impression_log
from admanager.simulation.reliability import check_feedback, kept_checks, reliability
from admanager.simulation.response_log import fit_response
from admanager.simulation.world import prepare
from admanager.texts import AdManagerError
from tests.audience.conftest import fill_table
from tests.simulation import logged_worlds, projects
from tests.simulation.logged_worlds import COLUMNS, DAY, log_of
from tests.simulation.test_logs import store
from tests.simulation.worlds import plan_of


@pytest.fixture
def people(tmp_path: Path) -> Iterator[ProjectFile]:
    with projects.copy_to(tmp_path) as project:
        yield project


def calibrated(project: ProjectFile) -> Calibration:
    log = read_impression_log(project)
    return calibrate(log, first_part(log))


# -- the forecast --------------------------------------------------------------------------------------------


def test_lost_auctions_are_no_impressions(people: ProjectFile) -> None:
    rows = log_of(1, days=3)
    store(people, "impressions", list(COLUMNS), rows)
    log = read_impression_log(people)
    shown = [row for row in rows if row[4] is not None]
    assert int((~log.lost).sum()) == len(shown) < len(rows)
    fitted = fit_response(people, plan_of(), prepare(people, plan_of()).people)
    assert fitted is not None
    assert fitted.rows == len(shown)
    assert fitted.rate == pytest.approx(np.mean([bool(row[6]) for row in shown]))


def test_the_second_part_is_of_whole_days_and_its_truths_are_counted(people: ProjectFile) -> None:
    rows = log_of(2, days=10)
    store(people, "impressions", list(COLUMNS), rows)
    segments.save(people, "Young", "age < 40")
    found = calibrated(people)
    later = [
        row
        for row in rows
        if row[0] >= logged_worlds.FIRST + 7 * DAY and row[4] is not None  # type: ignore[operator]
    ]
    assert found.days == (7, 3)
    assert found.second == len(later) == found.total.impressions
    assert found.total.figures["clicks"].truth == sum(bool(row[6]) for row in later)
    assert found.total.figures["conversions"].truth == sum(bool(row[7]) for row in later)
    assert found.total.figures["cost"].truth == pytest.approx(1e6 * sum(float(row[4]) for row in later))  # type: ignore[arg-type]
    assert [part.name for part in found.by("day")] == ["2026-03-09", "2026-03-10", "2026-03-11"]
    assert {part.name for part in found.by("creative")} == {"A", "B", "C"}
    assert [part.name for part in found.by("segment")] == ["Young"]
    # Days, creatives, placements and hours are each the whole: no impression and no click is lost or counted twice.
    for by in ("day", "creative", "placement", "hour"):
        assert sum(part.impressions for part in found.by(by)) == found.second
        for metric in ("clicks", "conversions", "cost"):
            parts = [part.figures[metric] for part in found.by(by)]
            total = found.total.figures[metric]
            assert sum(one.truth for one in parts) == pytest.approx(total.truth)
            assert sum(one.forecast.value for one in parts) == pytest.approx(total.forecast.value)


@pytest.mark.slow
@pytest.mark.parametrize("between_days", [0.0, 0.2])
def test_intervals_hold_what_is_seen_about_as_often_as_they_say(
    people: ProjectFile, between_days: float
) -> None:
    inside: dict[str, list[bool]] = {}
    for seed in range(8):
        fill_table(people, COLUMNS, log_of(seed, a_day=1200, between_days=between_days), "impressions")
        found = calibrated(people)
        for part in found.slices:
            for metric, one in part.figures.items():
                inside.setdefault(metric, []).append(one.inside)
    for metric, found_inside in inside.items():
        assert np.mean(found_inside) > 0.9, metric
    assert np.mean(inside["clicks"]) < 0.995


def test_days_that_differ_widen_the_intervals(people: ProjectFile) -> None:
    widths = []
    for between_days in (0.0, 0.4):
        fill_table(people, COLUMNS, log_of(5, between_days=between_days), "impressions")
        widths.append(calibrated(people).total.figures["ctr"].uncertainty)
    assert widths[1] > 1.6 * widths[0]


def test_a_level_that_the_first_part_never_saw_is_less_sure(people: ProjectFile) -> None:
    rows = log_of(6)
    new = [
        (*row[:2], "New" if row[0] >= logged_worlds.FIRST + 7 * DAY and row[2] == "C" else row[2], *row[3:])  # type: ignore[operator]
        for row in rows
    ]
    fill_table(people, COLUMNS, rows, "impressions")
    known = {part.name: part.figures["ctr"].uncertainty for part in calibrated(people).by("creative")}
    fill_table(people, COLUMNS, new, "impressions")
    unknown = {part.name: part.figures["ctr"].uncertainty for part in calibrated(people).by("creative")}
    assert unknown["New"] > 1.5 * known["C"]
    assert unknown["A"] == pytest.approx(known["A"], rel=0.2)


def test_prices_and_win_rates_of_a_steady_market_are_met(people: ProjectFile) -> None:
    store(people, "impressions", list(COLUMNS), log_of(7))
    check = calibrated(people).prices
    assert check is not None
    assert abs(check.cpm.error) < 0.05
    assert check.distance < 0.03
    assert check.win_rate is not None
    assert check.win_rate.inside


def test_a_log_that_is_too_short_is_refused_with_what_it_lacks(people: ProjectFile) -> None:
    store(people, "impressions", list(COLUMNS), log_of(8, days=1, a_day=300))
    with pytest.raises(AdManagerError, match="too short to try a forecast"):
        calibrated(people)


# -- the verdict ---------------------------------------------------------------------------------------------


def test_without_a_log_forecasts_rest_on_assumptions(people: ProjectFile) -> None:
    found = reliability(people)
    assert found.level == "assumed"
    assert found.verdict.startswith("Forecasts for this project rest on assumptions")
    assert {aspect.level for aspect in found.aspects} == {"assumed"}
    assert found.calibration is None
    assert check_feedback(people) == []


def test_a_steady_log_earns_trust(people: ProjectFile) -> None:
    store(people, "impressions", list(COLUMNS), log_of(9, days=12, a_day=4000))
    found = reliability(people)
    assert [aspect.level for aspect in found.aspects] == ["good"] * 4
    assert found.level == "good"
    assert "can be trusted" in found.verdict


def test_a_world_that_has_changed_is_not_trusted(people: ProjectFile) -> None:
    store(
        people, "impressions", list(COLUMNS), log_of(9, days=12, a_day=4000, late_factor=2.0, late_price=1.5)
    )
    found = reliability(people)
    assert found.level == "poor"
    assert found.aspects[0].level == found.aspects[1].level == "poor"
    assert "outside" in found.aspects[0].text
    assert found.verdict.startswith("Do not rely on forecasts for this project yet")


def test_a_log_without_costs_is_an_orientation_at_most(people: ProjectFile) -> None:
    columns = [column for column in COLUMNS if column.role not in {"cost", "number"}]
    rows = [(*row[:4], *row[6:]) for row in log_of(10, days=4, a_day=3000, rate=0.05) if row[4] is not None]
    store(people, "impressions", columns, rows)
    found = reliability(people)
    assert (found.level, found.aspects[1].level) == ("fair", "assumed")
    assert "the prices" in found.verdict
    assert found.calibration is not None
    assert "cost" not in found.calibration.total.figures


def test_without_a_time_there_is_no_first_part(people: ProjectFile) -> None:
    store(people, "impressions", [Column("clicked", "boolean", "clicked")], [(1,), (0,)])
    found = reliability(people)
    assert found.level == "assumed"
    assert found.aspects[3].text.startswith("No column of the impressions has the role “time”")


# -- by a model of the project -------------------------------------------------------------------------------


def store_log_of_model(project: ProjectFile, factor: float) -> None:
    """Store a log in which people click with the age model's chance, times `factor`."""
    random = np.random.default_rng(3)
    ages = dict(project.read().execute("SELECT customer, age FROM profiles").fetchall())
    rows = []
    for row in log_of(14, days=10, a_day=4000):
        chance = factor / (1.0 + np.exp(-(projects.AGE_WEIGHT * ages[row[1]] + projects.INTERCEPT)))
        rows.append((*row[:6], int(row[4] is not None and random.random() < chance), 0))
    store(project, "impressions", list(COLUMNS), rows)


def test_a_model_that_is_right_earns_trust_where_people_differ(people: ProjectFile, tmp_path: Path) -> None:
    name = projects.load_age_model(people, tmp_path)
    store_log_of_model(people, 1.0)
    segments.save(people, "Young", "age < 30")
    found = reliability(people, model=name)
    assert (found.model, found.models, found.level) == (name, (name,), "good")
    assert f"The model “{name}” forecast a CTR of" in found.aspects[0].text
    assert "inside" in found.aspects[0].text
    assert found.calibration is not None
    total, (young,) = found.calibration.total.figures["ctr"], found.calibration.by("segment")
    assert young.figures["ctr"].forecast.value != pytest.approx(total.forecast.value, rel=0.2)
    assert young.figures["ctr"].error == pytest.approx(0.0, abs=0.2)
    assert reliability(people).model is None


def test_a_model_that_is_off_is_said_to_be_with_what_mends_it(people: ProjectFile, tmp_path: Path) -> None:
    name = projects.load_age_model(people, tmp_path)
    store_log_of_model(people, 0.5)
    found = reliability(people, model=name)
    assert found.level == "poor"
    assert "outside" in found.aspects[0].text
    assert "mean CTR" in found.aspects[0].text
    assert found.calibration is not None
    assert found.calibration.total.figures["ctr"].error == pytest.approx(1.0, abs=0.3)


@pytest.mark.parametrize(("factor", "inside"), [(1.0, True), (0.4, False)])
def test_a_model_of_the_funnel_is_judged_by_its_conversions_too(
    people: ProjectFile, tmp_path: Path, factor: float, inside: bool
) -> None:
    path = tmp_path / "funnel.onnx"
    path.write_bytes(projects.funnel())
    models.load_onnx(people, path, "funnel")
    random = np.random.default_rng(5)
    ages = dict(people.read().execute("SELECT customer, age FROM profiles").fetchall())
    rows = []
    for row in log_of(14, days=10, a_day=4000):
        age = ages[row[1]]
        clicked = row[4] is not None and random.random() < 1.0 / (1.0 + np.exp(3.0 - 0.02 * age))
        converted = clicked and random.random() < factor / (1.0 + np.exp(1.0 + 0.01 * age))
        rows.append((*row[:6], int(clicked), int(converted)))
    store(people, "impressions", list(COLUMNS), rows)
    found = reliability(people, model="funnel")
    assert found.calibration is not None
    conversions = found.calibration.total.figures["conversions"]
    assert found.calibration.total.figures["ctr"].inside
    assert conversions.inside is inside
    assert conversions.error == pytest.approx(1.0 / factor - 1.0, abs=0.3)
    assert "It forecast" in found.aspects[0].text
    assert ("mean CVR" in found.aspects[0].text) is not inside
    assert found.level == ("good" if inside else "poor")


@pytest.mark.parametrize(("factor", "inside"), [(1.0, True), (0.4, False)])
def test_a_model_of_conversions_alone_is_judged_by_what_became_of_the_clicks(
    people: ProjectFile, tmp_path: Path, factor: float, inside: bool
) -> None:
    path = tmp_path / "converter.onnx"
    path.write_bytes(projects.converter())
    models.load_onnx(people, path, "converter")
    random = np.random.default_rng(7)
    ages = dict(people.read().execute("SELECT customer, age FROM profiles").fetchall())
    rows = []
    for row in log_of(14, days=10, a_day=4000):
        clicked = row[4] is not None and random.random() < 0.06
        converted = clicked and random.random() < factor / (1.0 + np.exp(1.0 + 0.01 * ages[row[1]]))
        rows.append((*row[:6], int(clicked), int(converted)))
    store(people, "impressions", list(COLUMNS), rows)
    found = reliability(people, model="converter")
    assert found.calibration is not None
    figures = found.calibration.total.figures
    assert figures["ctr"].forecast == reliability(people).calibration.total.figures["ctr"].forecast
    assert figures["conversions"].inside is inside
    assert figures["conversions"].error == pytest.approx(1.0 / factor - 1.0, abs=0.3)
    clicks = found.calibration.clicks[1]
    assert f"Of the {clicks:,} clicks, the model “converter” forecast" in found.aspects[0].text
    assert found.level == ("good" if inside else "poor")


def test_a_model_of_conversions_cannot_be_judged_by_a_log_without_any(
    people: ProjectFile, tmp_path: Path
) -> None:
    path = tmp_path / "converter.onnx"
    path.write_bytes(projects.converter())
    models.load_onnx(people, path, "converter")
    store(people, "impressions", list(COLUMNS[:-1]), [row[:-1] for row in log_of(14, days=10, a_day=400)])
    with pytest.raises(AdManagerError, match="tell of no conversions"):
        reliability(people, model="converter")


def test_a_model_that_is_not_there_or_asks_for_more_is_refused(people: ProjectFile, tmp_path: Path) -> None:
    with pytest.raises(AdManagerError, match="no model “Nobody”"):
        reliability(people, model="Nobody")
    name = projects.load_age_model(people, tmp_path)
    store(people, "impressions", [one for one in COLUMNS if one.role != "key"], [(*row[:1], *row[2:]) for row in log_of(1, days=2)])  # fmt: skip
    with pytest.raises(AdManagerError, match="needs the columns age"):
        reliability(people, model=name)


# -- the error of the last forecast --------------------------------------------------------------------------


def test_the_error_of_the_last_forecast_is_found_once_and_kept(people: ProjectFile) -> None:
    rows = log_of(11, days=8)
    cut = logged_worlds.FIRST + 5 * DAY
    store(people, "impressions", list(COLUMNS), [row for row in rows if row[0] < cut])  # type: ignore[operator]
    assert check_feedback(people) == []
    later = [row for row in rows if row[0] >= cut]  # type: ignore[operator]
    store(people, "impressions", list(COLUMNS), later)
    (check,) = check_feedback(people)
    assert check.impressions == sum(row[4] is not None for row in later)
    clicks = check.figures["clicks"]
    assert clicks.truth == sum(bool(row[6]) for row in later)
    assert clicks.forecast.low < clicks.forecast.value < clicks.forecast.high
    assert kept_checks(people) == (check,)
    assert check_feedback(people) == []
    assert reliability(people).feedback == (check,)
    undo_import(people, check.batch)
    assert kept_checks(people) == ()


def test_simulated_impressions_are_no_feedback(people: ProjectFile) -> None:
    store(people, "impressions", list(COLUMNS), log_of(12, days=5))
    store(people, "impressions", list(COLUMNS), log_of(13, days=2), generated=True)
    assert check_feedback(people) == []
    assert math.isfinite(calibrated(people).inside)
