"""Simulating a campaign on its page: real runs in a child process, steered, kept, taken up, refused."""

from __future__ import annotations

from decimal import Decimal

from pytestqt.qtbot import QtBot

from admanager.gui.page import PageContext
from admanager.gui.pages.campaigns import PAGE
from admanager.gui.pages.campaigns.view import CampaignsPage
from admanager.simulation import runs
from tests.gui.campaigns.pages import field, settle


def test_a_campaign_is_simulated_paused_stepped_and_kept(qtbot: QtBot, page: CampaignsPage) -> None:
    asked: list[tuple[str, str]] = []
    page.context.page_requested.connect(lambda name, item: asked.append((name, item)))
    page.show_view("simulation")
    view = page.simulation
    settle(qtbot, page)
    assert view.state() == "empty"
    view.seed.setValue(7)
    view.speed.setCurrentIndex(view.speed.findData(1.0))
    view._empty.button.click()
    assert view.state() == "waiting"
    qtbot.waitUntil(lambda: view.state() == "running", timeout=120_000)
    assert not view.simulate.isVisible()
    assert page.list.lines()[0].state.startswith("Simulating")
    view.pause.click()
    qtbot.waitUntil(lambda: view.state() == "paused", timeout=10_000)
    assert view.pause.text() == "Resume"
    snapshot = page.context.job("campaigns.simulate").partials[-1]
    view.step.click()
    qtbot.waitUntil(
        lambda: page.context.job("campaigns.simulate").partials[-1].minute == snapshot.minute + 60,
        timeout=10_000,
    )
    qtbot.waitUntil(lambda: view.state() == "paused")
    view.speed.setCurrentIndex(view.speed.findText("As fast as possible"))
    view.pause.click()
    qtbot.waitUntil(lambda: view.state() == "finished", timeout=60_000)
    view.dashboard._steps.run_all()
    (info,) = runs.list_runs(page.project)
    assert (info.campaign, info.seed, info.state) == ("Spring", 7, "finished")
    totals = runs.get_run(page.project, info.id).outcome.totals
    assert view.dashboard.tiles["impressions"].value() == f"{totals.impressions:,}"
    assert view.dashboard._parts.rows[0][1:3] == (totals.impressions, totals.clicks)
    assert f"kept as “{info.name}”" in view.banner.text()
    view.banner._action.click()
    assert asked == [("results", info.name)]
    settle(qtbot, page)
    assert page.list.lines()[0].state.startswith("1 run, last")
    page.edit("cap.per_day", 9)
    settle(qtbot, page)
    assert page.list.lines()[0].state == "Changed since its last run"


def test_a_stopped_run_is_kept_and_a_new_page_takes_a_running_one_up(
    qtbot: QtBot, page: CampaignsPage, page_context: PageContext
) -> None:
    page.simulate()
    qtbot.waitUntil(lambda: page.simulation.state() == "running", timeout=120_000)
    again = PAGE(page_context)
    qtbot.addWidget(again)
    page_context.tables_changed.connect(again.note_changes)
    again.restore_state(page.save_state())
    again.show()
    qtbot.waitUntil(lambda: again.simulation.state() == "running", timeout=10_000)
    assert again.view_shown() == "simulation"
    again.simulation.stop.click()
    qtbot.waitUntil(lambda: again.simulation.state() == "stopped", timeout=30_000)
    (info,) = runs.list_runs(page.project)
    assert info.state == "stopped"
    assert "stopped here" in again.simulation.banner.text()
    settle(qtbot, again)
    again.close()


def test_a_run_that_is_stopped_before_it_began_leaves_nothing(qtbot: QtBot, page: CampaignsPage) -> None:
    page.simulate()
    assert page.simulation.state() == "waiting"
    page.simulation.stop.click()
    qtbot.waitUntil(lambda: page.simulation.state() == "empty", timeout=20_000)
    assert runs.list_runs(page.project) == []
    assert page.simulation._empty.button.isVisible()


def test_an_edit_just_made_is_part_of_the_run(qtbot: QtBot, page: CampaignsPage) -> None:
    field(page, "budget.total").setValue(0.45)
    page.simulation.speed.setCurrentIndex(page.simulation.speed.findText("As fast as possible"))
    page.simulate()
    qtbot.waitUntil(lambda: page.simulation.state() == "finished", timeout=120_000)
    (info,) = runs.list_runs(page.project)
    run = runs.get_run(page.project, info.id)
    assert run.plan.budget.total == Decimal("0.45")
    assert run.outcome.totals.spend <= 450_000
    settle(qtbot, page)
    assert page.list.lines()[0].state.startswith("1 run, last")


def test_a_plan_with_errors_is_not_simulated(qtbot: QtBot, page: CampaignsPage) -> None:
    page.edit("budget.total", Decimal(0))
    settle(qtbot, page)
    page.simulate()
    assert page.context.job("campaigns.simulate") is None
    assert not page.simulation._empty.button.isEnabled()


def test_a_failed_run_is_told_and_the_page_goes_on(qtbot: QtBot, page: CampaignsPage) -> None:
    # Between the check and the run somebody deletes the people: the core refuses, the page tells why.
    page.project.read().execute("DELETE FROM profiles")
    page.simulate()
    qtbot.waitUntil(lambda: "cannot be simulated" in page.banner.text(), timeout=20_000)
    qtbot.waitUntil(lambda: page.simulation.state() == "empty")
    assert not page.running.busy
