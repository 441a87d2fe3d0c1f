"""The Campaigns page, as a person uses it: plans, their checks, and undo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QDate, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from admanager.audience import segments
from admanager.creative.library import delete_creatives, list_creatives
from admanager.gui.pages.campaigns.bulk_sheet import BulkSheetDialog, BulkSheetDone
from admanager.gui.pages.campaigns.dayparts import DaypartEditor, hours_text
from admanager.gui.pages.campaigns.view import CampaignsPage
from admanager.project.file import ProjectFile
from admanager.simulation import drafts
from admanager.simulation.campaign import CreativeShare
from admanager.simulation.plans import with_value
from tests.gui.campaigns.pages import CREATIVES, field, kept, names, plan_of, problems, settle
from tests.gui.focus import holds_focus


def test_an_empty_project_offers_to_begin(qtbot: QtBot, open_page: Callable[[], CampaignsPage]) -> None:
    page = open_page()
    assert page.state_shown() == "empty"
    page._stack.currentWidget().findChild(QPushButton, "emptyStateButton").click()
    qtbot.waitUntil(lambda: page.state_shown() == "content")
    settle(qtbot, page)
    assert names(page) == ["New campaign"]
    assert problems(page)["ad_groups"] == "The project has no people yet; import profiles first."
    assert not page.planning.side.simulate.isEnabled()


def test_a_new_campaign_takes_what_the_project_holds_and_its_name_is_ready_to_be_typed(
    qtbot: QtBot, page: CampaignsPage
) -> None:
    page.list.new.click()
    qtbot.waitUntil(lambda: names(page) == ["New campaign", "Spring"])
    settle(qtbot, page)
    plan = kept(page, "New campaign")
    assert [group.include for group in plan.ad_groups] == [("old",), ("young",)]
    assert plan.creative_names == CREATIVES
    assert problems(page) == {}
    assert page.planning.name.editor.selectedText() == "New campaign"


def test_a_copy_is_opened_and_both_can_be_deleted_and_come_back(qtbot: QtBot, page: CampaignsPage) -> None:
    page.duplicate()
    qtbot.waitUntil(lambda: names(page) == ["Spring", "Spring 2"])
    settle(qtbot, page)
    assert page.planning.name.value() == "Spring 2"
    page.delete()
    qtbot.waitUntil(lambda: names(page) == ["Spring"])
    settle(qtbot, page)
    assert page.planning.name.value() == "Spring"
    page.delete()
    qtbot.waitUntil(lambda: page.state_shown() == "empty")
    page.context.undo()
    qtbot.waitUntil(lambda: names(page) == ["Spring"])
    assert page.state_shown() == "content"


def test_campaigns_are_chosen_by_keyboard(qtbot: QtBot, page: CampaignsPage) -> None:
    drafts.save_campaign(page.project, plan_of("Autumn", budget__total=Decimal(7)))
    qtbot.waitUntil(lambda: names(page) == ["Autumn", "Spring"])
    page.list.view.setFocus()
    qtbot.keyClick(page.list.view, Qt.Key.Key_Up)
    assert page.planning.name.value() == "Autumn"
    assert field(page, "budget.total").value() == 7
    page.open_item("Spring")
    assert page.planning.name.value() == "Spring"


def test_a_campaign_is_renamed_and_a_taken_name_is_refused(qtbot: QtBot, page: CampaignsPage) -> None:
    drafts.save_campaign(page.project, plan_of("Autumn"))
    qtbot.waitUntil(lambda: len(names(page)) == 2)
    editor = page.planning.name.editor
    editor.setFocus()
    editor.setText("Autumn")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert "called “Autumn” already" in page.banner.text()
    assert editor.text() == "Spring"
    editor.setText("Summer")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert page.banner.text() == ""
    settle(qtbot, page)
    assert names(page) == ["Autumn", "Summer"]


def test_a_campaign_is_exported_for_a_platform_and_what_is_left_to_do_is_said(
    qtbot: QtBot, page: CampaignsPage, tmp_path: Path
) -> None:
    page.export()
    dialog = page.findChild(BulkSheetDialog)
    dialog.page.setText("example.com")
    dialog.choose_file()
    assert dialog.problem.isVisibleTo(dialog)
    assert "no address of a landing page" in dialog.problem.text()
    dialog.page.setText("https://example.com/spring")
    dialog.places.setText("DE, AT")
    dialog.platform.setCurrentIndex(dialog.platform.findData("meta"))
    dialog.take(str(tmp_path / "up.csv"))
    qtbot.waitUntil(lambda: page.findChild(BulkSheetDone) is not None)
    done = page.findChild(BulkSheetDone)
    assert any("“young”" in note for note in done.notes)
    assert "DE, AT" in (tmp_path / "up.csv").read_text("utf-8-sig")
    assert len(list((tmp_path / "up ads").glob("*.png"))) == len(CREATIVES)
    done.accept()
    page.export()
    again = page.findChildren(BulkSheetDialog)[-1]
    assert (again.platform.currentData(), again.page.text(), again.places.text()) == (
        "meta", "https://example.com/spring", "DE, AT",
    )  # fmt: skip
    again.reject()


# -- editing -------------------------------------------------------------------------------------------------


def test_edits_of_one_field_are_one_operation_and_undo_shows_the_plan_before(
    qtbot: QtBot, page: CampaignsPage
) -> None:
    for value in (2, 3, 4):
        field(page, "cap.per_day").setValue(value)
    settle(qtbot, page)
    assert kept(page).cap.per_day == 4
    page.context.undo()
    qtbot.waitUntil(lambda: field(page, "cap.per_day").value() == 3)
    settle(qtbot, page)
    assert kept(page) == plan_of()


def test_each_kind_of_field_reaches_the_plan(qtbot: QtBot, page: CampaignsPage) -> None:
    field(page, "flight.end").setDate(QDate(2026, 3, 9))
    field(page, "budget.total").setValue(12.5)
    field(page, "budget.daily").setValue(3)
    pacing: QComboBox = field(page, "budget.pacing")
    pacing.setCurrentIndex(pacing.findText("Accelerated"))
    field(page, "cap.per_week").setValue(9)
    field(page, "response.base_ctr").setValue(1.5)
    zone = field(page, "flight.time_zone")
    zone.setText("Europe/Lisbon")
    zone.editingFinished.emit()
    settle(qtbot, page)
    plan = kept(page)
    assert plan.flight.end == date(2026, 3, 9)
    assert plan.flight.time_zone == "Europe/Lisbon"
    assert (plan.budget.total, plan.budget.daily, plan.budget.pacing) == (Decimal("12.5"), Decimal(3), "asap")
    assert plan.cap.per_week == 9
    assert plan.response.base_ctr == pytest.approx(0.015)
    field(page, "budget.daily").setValue(0)
    field(page, "cap.per_week").setValue(0)
    settle(qtbot, page)
    assert kept(page).budget.daily is None
    assert kept(page).cap.per_week is None


def test_fields_that_nobody_touched_keep_their_exact_values(
    qtbot: QtBot, stocked: ProjectFile, open_page: Callable[[], CampaignsPage]
) -> None:
    exact = plan_of(
        "Exact", budget__total=Decimal("1.234567"), response__base_ctr=0.0123456, market__shape=1.23
    )
    drafts.save_campaign(stocked, exact)
    page = open_page()
    page.open_item("Exact")
    field(page, "cap.per_day").setValue(7)
    settle(qtbot, page)
    assert kept(page, "Exact") == with_value(exact, "cap.per_day", 7)


def test_the_wheel_changes_no_field_that_has_not_the_focus(qtbot: QtBot, page: CampaignsPage) -> None:
    spin = field(page, "budget.total")
    before = spin.value()
    qtbot.mouseMove(spin.parentWidget())
    spin.parentWidget().enterEvent(None)
    middle = QPointF(spin.rect().center())
    turn = QWheelEvent(
        middle, QPointF(spin.mapToGlobal(QPoint(4, 4))), QPoint(0, 0), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    page.list.view.setFocus()
    QApplication.sendEvent(spin, turn)
    assert spin.value() == before


def test_an_edit_that_meets_a_change_of_somebody_else_is_told_and_the_plan_read_anew(
    qtbot: QtBot, page: CampaignsPage
) -> None:
    number = drafts.get_campaign(page.project, "Spring").id
    field(page, "cap.per_day").setValue(8)
    with ProjectFile.open(page.project.path) as other:
        drafts.delete_campaign(other, number)
    page.edits.flush()
    qtbot.waitUntil(lambda: "is gone" in page.banner.text())
    qtbot.waitUntil(lambda: page.state_shown() == "empty")


def test_ad_groups_are_added_changed_and_removed(qtbot: QtBot, page: CampaignsPage) -> None:
    field(page, "ad_groups").click()
    settle(qtbot, page)
    assert [group.name for group in kept(page).ad_groups] == ["Young", "old"]
    assert kept(page).ad_groups[1].include == ("old",)
    groups = page.planning.editor.groups
    assert [card.people.text() for card in groups] == ["154 people", "246 people"]
    groups[1].exclude.choose("young")
    groups[1].include.chips()[0].click()
    groups[1].dayparts.grid.choose(("1" * 24,) * 5 + ("0" * 24,) * 2)
    groups[1].bid.editor.setValue(0.7)
    settle(qtbot, page)
    changed = kept(page).ad_groups[1]
    assert (changed.include, changed.exclude, changed.bid) == ((), ("young",), Decimal("0.7"))
    assert changed.dayparts == ("1" * 24,) * 5 + ("0" * 24,) * 2
    groups[0].remove.click()
    settle(qtbot, page)
    assert [group.name for group in kept(page).ad_groups] == ["old"]
    assert not page.planning.editor.groups[0].remove.isEnabled()


def test_creatives_are_taken_out_added_and_weighted_with_their_pictures(
    qtbot: QtBot, page: CampaignsPage
) -> None:
    (card,) = page.planning.editor.groups
    qtbot.waitUntil(lambda: all(tile.picture.shows_image() for tile in card.tiles), timeout=20_000)
    card.tiles[1].weight.setValue(2.5)
    settle(qtbot, page)
    assert kept(page).ad_groups[0].creatives[1] == CreativeShare(name="Green", weight=2.5)
    card.tiles[0].remove.click()
    settle(qtbot, page)
    assert [tile.name for tile in card.tiles] == ["Green"]
    card.ask_creatives()
    dialog = card.findChild(QWidget, "creativeChoice")
    assert [dialog.item(n).text() for n in range(dialog.count())] == ["Blue"]
    dialog.selectAll()
    dialog.window().findChild(QPushButton, "addChosenCreatives").click()
    settle(qtbot, page)
    assert [share.name for share in kept(page).ad_groups[0].creatives] == ["Green", "Blue"]


def test_a_creative_that_is_gone_is_marked_at_its_place(qtbot: QtBot, page: CampaignsPage) -> None:
    delete_creatives(page.project, [creative.id for creative in list_creatives(page.project)[:1]])
    (card,) = page.planning.editor.groups
    qtbot.waitUntil(lambda: not card.tiles[0]._gone.isHidden())
    assert card.tiles[1]._gone.isHidden()
    settle(qtbot, page)
    assert "not in the project" in problems(page)["ad_groups.0.creatives.0"]


# -- checks --------------------------------------------------------------------------------------------------


def test_all_conflicts_are_listed_at_once_and_each_leads_to_its_field(
    qtbot: QtBot, page: CampaignsPage
) -> None:
    page.edit("flight.end", date(2026, 2, 1))
    page.edit("budget.daily", Decimal(99))
    page.edit("response.click_model", "gone")
    page.edit("ad_groups.0.include", ("nobody's",))
    page.edit("experience.memory", 0.5)
    settle(qtbot, page)
    assert set(problems(page)) == {
        "flight.end", "budget.daily", "response.click_model", "ad_groups.0.include.0",
    }  # fmt: skip
    assert page.planning.side.state.text() == "4 errors to mend before it can run"
    assert not page.planning.side.simulate.isEnabled()
    assert field(page, "flight.end").property("invalid") == "true"
    assert field(page, "budget.total").property("invalid") != "true"
    for made in page.planning.side.problems:
        made.click()
        qtbot.waitUntil(lambda made=made: holds_focus(field(page, made.path)))
    page.edit("flight.end", date(2026, 3, 3))
    settle(qtbot, page)
    assert "flight.end" not in problems(page)
    assert field(page, "flight.end").property("invalid") == "false"


def test_what_is_folded_away_is_opened_where_a_problem_leads_there(qtbot: QtBot, page: CampaignsPage) -> None:
    editor = page.planning.editor
    assert not field(page, "experience.memory").isVisible()
    editor.go_to("experience.memory")
    qtbot.waitUntil(lambda: holds_focus(field(page, "experience.memory")))
    page.edit("ad_groups.0.dayparts", ("0" * 24,) * 7)
    settle(qtbot, page)
    assert problems(page) == {"ad_groups.0.dayparts": "The dayparts of “Young” are all closed."}
    page.planning.side.problems[0].click()
    qtbot.waitUntil(lambda: holds_focus(editor.groups[0].dayparts.grid))


def test_the_estimate_says_whom_the_plan_reaches(qtbot: QtBot, page: CampaignsPage) -> None:
    side = page.planning.side
    assert side.state.text() == "Ready to simulate"
    assert side._reach.text() == "154 people can be reached"
    assert side.figures["spend"].text() == "about €0.50"
    segments.save(page.project, "young", "age < 30", instead_of="young")
    qtbot.waitUntil(lambda: side._reach.text() == "84 people can be reached", timeout=10_000)


def test_dayparts_are_painted_with_mouse_and_keyboard(qtbot: QtBot) -> None:
    made = DaypartEditor("hours")
    qtbot.addWidget(made)
    made.resize(440, 240)
    made.open_grid()
    made.show()
    told: list[Any] = []
    made.rows_changed.connect(told.append)
    grid = made.grid
    qtbot.mousePress(grid, Qt.MouseButton.LeftButton, pos=grid.cell_rect(0, 0).center())
    qtbot.mouseMove(grid, grid.cell_rect(1, 5).center())
    qtbot.mouseRelease(grid, Qt.MouseButton.LeftButton, pos=grid.cell_rect(1, 5).center())
    assert told == [("0" * 6 + "1" * 18,) * 2 + ("1" * 24,) * 5]
    assert hours_text(told[-1]) == "156 of the week's 168 hours"
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_Space)
    qtbot.keyClick(grid, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert told[-1][1] == "0000" + "1" * 20
    grid.choose(None)
    assert told[-1] is None


def test_every_text_of_data_is_plain(qtbot: QtBot, page: CampaignsPage) -> None:
    page.edit("name", "<b>bold</b>")
    page.edit("ad_groups.0.name", "<i>group</i>")
    settle(qtbot, page)
    for made in page.findChildren(QLabel):
        assert made.textFormat() == Qt.TextFormat.PlainText, made.text()
