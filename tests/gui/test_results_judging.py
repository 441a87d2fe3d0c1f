"""How far forecasts can be trusted, and logs played again, as a person uses them on the Results page."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from admanager.gui.page import PageContext
from admanager.gui.pages.results.view import ResultsPage
from admanager.project.file import ProjectFile
from admanager.simulation.auctions import STRATEGIES
from admanager.simulation.reliability import kept_checks
from tests.gui.test_results_page import cell, current, press, rows, shown_page
from tests.simulation import projects
from tests.simulation.logged_worlds import COLUMNS, DAY, FIRST, log_of
from tests.simulation.test_logs import store


@pytest.fixture
def people_context(page_context: PageContext, tmp_path: Path) -> Iterator[PageContext]:
    """A context whose project has people and no run."""
    with projects.copy_to(tmp_path) as project:
        page_context.set_project(project)
        yield page_context
        page_context.set_project(None)


@pytest.fixture
def page(qtbot: QtBot, people_context: PageContext) -> ResultsPage:
    return shown_page(qtbot, people_context)


def settled(qtbot: QtBot, page: ResultsPage) -> None:
    qtbot.waitUntil(lambda: not page.context.runner.busy())


def import_log(project: ProjectFile, log: list[tuple[object, ...]]) -> None:
    store(project, "impressions", list(COLUMNS), log)


# -- reliability ---------------------------------------------------------------------------------------------


def test_without_a_log_the_verdict_is_an_assumption_and_back_leads_to_the_empty_state(
    qtbot: QtBot, page: ResultsPage
) -> None:
    assert page.state_shown() == "empty"
    press(page, "openReliability")
    trust = page.judging.trust
    qtbot.waitUntil(lambda: trust.found is not None)
    assert page.state_shown() == "content"
    assert "rest on assumptions" in trust.verdict.text()
    assert trust._tried.isHidden()
    assert not trust._no_feedback.isHidden()
    trust.back.click()
    assert page.state_shown() == "empty"


def test_a_log_shows_its_forecast_beside_what_came(qtbot: QtBot, page: ResultsPage) -> None:
    import_log(page.project, log_of(9, days=8, a_day=1500))
    page.judging.open_reliability()
    trust = page.judging.trust
    qtbot.waitUntil(lambda: trust.found is not None)
    settled(qtbot, page)
    assert trust.found is not None
    found = trust.found.calibration
    assert found is not None
    assert [line.name for line in trust.marks.lines] == [
        "All of it",
        *(part.name for part in found.by("day")),
    ]
    assert trust.marks.lines[0].truth == pytest.approx(found.total.figures["ctr"].truth)
    trust.by.setCurrentIndex(trust.by.findData("creative"))
    trust.figure.setCurrentIndex(trust.figure.findData("cost"))
    assert [line.name for line in trust.marks.lines[1:]] == [part.name for part in found.by("creative")]
    assert trust.marks.lines[0].truth == pytest.approx(found.total.figures["cost"].truth / 1e6)
    told = [label.text() for label in trust.findChildren(QLabel)]
    assert all(aspect.text in told for aspect in trust.found.aspects)
    assert "was" in trust.marks.summary()


def test_a_model_of_the_project_is_judged_when_it_is_chosen(
    qtbot: QtBot, page: ResultsPage, tmp_path: Path
) -> None:
    import_log(page.project, log_of(9, days=8, a_day=1500))
    name = projects.load_age_model(page.project, tmp_path)
    page.judging.open_reliability()
    trust = page.judging.trust
    qtbot.waitUntil(lambda: trust.found is not None)
    assert trust.model.isVisibleTo(trust)
    assert trust.chosen_model is None
    trust.model.setCurrentIndex(trust.model.findData(name))
    trust.model.activated.emit(trust.model.currentIndex())
    qtbot.waitUntil(lambda: trust.found is not None and trust.found.model == name)
    assert trust.chosen_model == name
    assert trust.model.isEnabled()
    said = [label.text() for label in trust.findChildren(QLabel)]
    assert any(f"The model “{name}” forecast a CTR of" in text for text in said)


def test_new_feedback_is_told_on_the_page_and_kept(qtbot: QtBot, page: ResultsPage) -> None:
    log = log_of(11, days=8)
    import_log(page.project, [row for row in log if row[0] < FIRST + 5 * DAY])  # type: ignore[operator]
    settled(qtbot, page)
    assert page.banner.text() == ""
    import_log(page.project, [row for row in log if row[0] >= FIRST + 5 * DAY])  # type: ignore[operator]
    qtbot.waitUntil(lambda: "had forecast a CTR of" in page.banner.text())
    (check,) = kept_checks(page.project)
    page.banner._action.click()
    trust = page.judging.trust
    qtbot.waitUntil(lambda: rows(trust.feedback) == 1)
    assert cell(trust.feedback, 0, "Import") == str(check.batch)
    assert cell(trust.feedback, 0, "Impressions") == f"{check.impressions:,}"
    assert cell(trust.feedback, 0, "What it says") == "As expected"


# -- logs ----------------------------------------------------------------------------------------------------


def bandit_file(folder: Path, name: str, chances: list[float], rounds: int = 4000) -> Path:
    random = np.random.default_rng(3)
    file = folder / name
    action = random.choice(len(chances), size=rounds, p=chances)
    with file.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.writer(handle)
        writer.writerow(["item_id", "position", "click", "propensity_score"])
        for item in action.tolist():
            writer.writerow([item, 1, int(random.random() < 0.05 + 0.05 * item), chances[item]])
    return file


def test_a_policy_is_judged_on_a_log_and_saved(qtbot: QtBot, page: ResultsPage, tmp_path: Path) -> None:
    press(page, "openLogs")
    tab = page.judging.logs.policy
    assert current(page) is page.judging.logs
    assert not tab.start.isEnabled()
    dialog = tab.log.open_dialog()
    dialog.fileSelected.emit(str(bandit_file(tmp_path, "log.csv", [0.6, 0.3, 0.1])))
    dialog.close()
    tab.own.set_path(bandit_file(tmp_path, "own.csv", [1 / 3, 1 / 3, 1 / 3]))
    press(page, "policyStart")
    qtbot.waitUntil(lambda: tab.table.isVisible())
    assert rows(tab.table) == 7
    value = float(cell(tab.table, 1, "Click rate").removesuffix(" %"))
    assert value == pytest.approx(10.0, abs=2.0)
    assert "Its own log has" in tab.told.text()
    saving = tab.ask_save()
    assert saving.acceptMode() == QFileDialog.AcceptMode.AcceptSave
    saving.fileSelected.emit(str(tmp_path / "out.csv"))
    saving.close()
    qtbot.waitUntil(lambda: "is saved as" in tab.message.text())
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as handle:
        saved = list(csv.DictReader(handle))
    assert [row["estimator"] for row in saved][:2] == ["ips", "snips"]
    assert float(saved[1]["value"]) == pytest.approx(value / 100, abs=1e-5)


def test_too_little_support_is_told_and_no_figure_is_shown(
    qtbot: QtBot, page: ResultsPage, tmp_path: Path
) -> None:
    page.judging.open_logs()
    tab = page.judging.logs.policy
    tab.log.set_path(bandit_file(tmp_path, "log.csv", [0.98, 0.01, 0.01], rounds=800))
    tab.begin()
    qtbot.waitUntil(lambda: "says too little" in tab.message.text())
    assert not tab.table.isVisible()


def test_a_file_that_is_no_log_is_told_and_another_can_be_tried(
    qtbot: QtBot, page: ResultsPage, tmp_path: Path
) -> None:
    page.judging.open_logs()
    tab = page.judging.logs.policy
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("a,b\n1,2\n", encoding="utf-8")
    tab.log.set_path(wrong)
    tab.begin()
    qtbot.waitUntil(lambda: "has no column item_id" in tab.message.text())
    assert tab.start.isEnabled()


def test_auctions_are_played_again_with_every_strategy(
    qtbot: QtBot, page: ResultsPage, tmp_path: Path
) -> None:
    random = np.random.default_rng(1)
    price, chance = random.integers(1, 200, 3000), random.beta(2, 200, 3000)
    lines = [f"{int(random.random() < p)} {m} {p:.6f}" for m, p in zip(price, chance, strict=True)]
    (tmp_path / "test.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    info = {
        "imp_train": 3000,
        "cost_train": int(price.sum()),
        "clk_train": 30,
        "price_counter_train": np.bincount(price, minlength=301).tolist(),
    }
    (tmp_path / "info.json").write_text(json.dumps(info), encoding="utf-8")
    page.judging.open_logs()
    logs = page.judging.logs
    logs.tabs.setCurrentWidget(logs.auctions)
    tab = logs.auctions
    tab.log.set_path(tmp_path / "test.txt")
    assert not tab.start.isEnabled()
    tab.info.set_path(tmp_path / "info.json")
    tab.episode.setValue(500)
    press(page, "auctionsStart")
    qtbot.waitUntil(lambda: tab.table.isVisible())
    assert rows(tab.table) == len(STRATEGIES)
    assert "3,000 auctions in 6 episodes" in tab.told.text()
    shares = [
        float(cell(tab.table, row, "Of hindsight").removesuffix(" %")) for row in range(len(STRATEGIES))
    ]
    assert max(shares) <= 100.0
    assert shares[STRATEGIES.index("auto")] > shares[STRATEGIES.index("mcpc")]
