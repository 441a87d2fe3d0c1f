"""Looking for a better plan on the Campaigns page, as a person does it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pytestqt.qtbot import QtBot

from admanager.gui.pages.campaigns.view import SEARCH, CampaignsPage
from admanager.simulation import drafts
from tests.gui.campaigns.pages import kept, names, settle


@pytest.mark.slow
def test_a_better_plan_is_found_shown_and_kept(qtbot: QtBot, page: CampaignsPage) -> None:
    page.show_view(SEARCH)
    view = page.search
    view.goal.setCurrentIndex(view.goal.findData("conversions"))
    view.count.setValue(8)
    view.go.click()
    assert view.busy
    assert not view.go.isEnabled()
    qtbot.waitUntil(lambda: not view.busy, timeout=180_000)
    settle(qtbot, page)
    found = view.result()
    assert found is not None
    assert len(found.trials) == 8
    assert view._chart.series["tried"].x
    assert view._figures.rows[0][0] == "Conversions"
    assert view.verdict.text()
    assert len(view._changes.rows) == len(found.changes)
    if view.keep.isEnabled():
        view.keep.click()
        qtbot.waitUntil(lambda: "Spring, better" in names(page), timeout=20_000)
        assert kept(page, "Spring, better").budget == kept(page).budget
        assert drafts.get_campaign(page.project, "Spring, better").plan.bid == found.best.plan.bid


def test_a_plan_with_errors_or_nothing_to_change_is_not_searched(qtbot: QtBot, page: CampaignsPage) -> None:
    page.show_view(SEARCH)
    assert page.search.go.isEnabled()
    for box in page.search.levers.values():
        box.setChecked(False)
    assert not page.search.go.isEnabled()
    page.search.levers["bids"].setChecked(True)
    page.edit("budget.total", Decimal(0))
    settle(qtbot, page)
    assert not page.search.go.isEnabled()
    page.search.start()
    assert page.context.job("campaigns.search") is None
