"""The views of the page Audience on a project with people, events and segments: each is used as a person uses it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QLineEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from admanager.audience import linked, segments
from admanager.audience.columns import ColumnStore
from admanager.audience.rfm import cell_people
from admanager.gui import format as fmt
from admanager.gui.page import PageContext
from admanager.gui.pages.audience import PAGE, explore, person_card
from admanager.gui.pages.audience.did_row import DidRow
from admanager.gui.pages.audience.export_dialog import ExportDialog
from admanager.gui.pages.audience.rows import ConditionRow
from admanager.gui.pages.audience.values import TypedValues
from admanager.gui.pages.audience.view import TITLES, AudiencePage
from admanager.gui.theme import GRID
from admanager.ingest.locale import change_locale
from admanager.project.file import ProjectFile
from admanager.project.tables import Column
from admanager.texts import Cancelled, sentence
from tests.audience.conftest import PEOPLE, ROWS, fill_table
from tests.gui.audience_project import COUNT, fill_events, fill_people, save_segments

Opened = Callable[[str], Any]


def wait_until_still(qtbot: QtBot, context: PageContext) -> None:
    qtbot.waitUntil(lambda: not context.runner.busy())


@pytest.fixture
def page(qtbot: QtBot, page_context: PageContext, project: ProjectFile) -> Iterator[AudiencePage]:
    """The page on a project with people, events and three segments."""
    fill_people(project)
    fill_events(project)
    save_segments(project)
    made = PAGE(page_context)
    page_context.tables_changed.connect(made.note_changes)
    qtbot.addWidget(made)
    made.resize(1088, 640)
    made.show()
    qtbot.waitUntil(lambda: made.state_shown() == "content")
    yield made
    made.close()
    wait_until_still(qtbot, page_context)


@pytest.fixture
def opened(qtbot: QtBot, page: AudiencePage, page_context: PageContext) -> Opened:
    """Show a view and wait until it has read."""

    def open_view(name: str) -> Any:
        page.show_view(name)
        wait_until_still(qtbot, page_context)
        made = page.tool(name)
        assert made.state_shown() == "content", made.notice.text()
        return made

    return open_view


def save_through_dialog(qtbot: QtBot, page: AudiencePage, name: str) -> None:
    """Give the name that the open dialog asks for."""
    dialog = next(found for found in page.findChildren(QDialog) if found.isVisible())
    field = dialog.findChild(QLineEdit, "newSegmentName")
    field.selectAll()
    qtbot.keyClicks(field, name)
    dialog.findChild(QPushButton, "confirmDialog").click()
    qtbot.waitUntil(lambda: name in [each.name for each in segments.list_segments(page.project)])


def count_of(project: ProjectFile, rule: str) -> int:
    return ColumnStore.of(project).count(rule)


def click(qtbot: QtBot, canvas: Any, key: Any) -> None:
    """Click in the middle of the mark that stands for a key."""
    place = canvas.mark(key).rect.center().toPoint()
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=place)


def chips(explore: QWidget) -> list[str]:
    return [chip.text() for chip in explore.findChildren(QPushButton, "facetChip") if chip.isVisible()]


# -- explore -------------------------------------------------------------------------------------------------


def test_cards_stand_close_to_one_another_in_a_high_window(
    qtbot: QtBot, page: AudiencePage, opened: Opened
) -> None:
    tool = opened("explore")
    qtbot.waitUntil(lambda: len(tool.cards) == 5)
    page.resize(700, 1400)
    cards = list(tool.cards.values())

    def gaps() -> list[int]:
        tops = sorted({card.y() for card in cards})
        return [below - above - cards[0].height() for above, below in itertools.pairwise(tops)]

    qtbot.waitUntil(lambda: len(gaps()) >= 1 and max(gaps()) <= 2 * GRID)


def test_many_people_are_seen_at_a_first_look_before_all_are_read(
    qtbot: QtBot, page: AudiencePage, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(explore, "MANY_PEOPLE", 100)
    monkeypatch.setattr(linked, "LOOKED_AT", 80)
    seen: list[tuple[list[str], bool, str]] = []
    show = explore.ExploreTool._show_first_look

    def shown(tool: explore.ExploreTool, found: linked.FirstLook) -> None:
        all_were_read = tool.linked is not None
        show(tool, found)
        if all_were_read:
            # On a busy machine the view begins to read more than once, and this look is of the time before.
            return
        tool.grid.run_all()
        able = any(card.isEnabled() for card in tool.cards.values())
        seen.append((list(tool.cards), able, tool._context.text().partition(": ")[0]))

    monkeypatch.setattr(explore.ExploreTool, "_show_first_look", shown)
    tool = opened("explore")
    with page.project.change(sentence("Edit")) as change:
        change.update("profiles", 1, {"age": 44})  # what was read before is worth nothing now
    tool.start_anew()
    tool.note_changes(frozenset())
    qtbot.waitUntil(lambda: tool.linked is not None)
    names = ["age", "job", "visits", "member", "agreed"]
    look = (names, False, "A first look at 80 of them; the others are being read")
    assert seen == [look] * max(1, len(seen))
    qtbot.waitUntil(lambda: tool.settled)
    assert list(tool.cards) == names
    assert all(card.isEnabled() for card in tool.cards.values())
    assert sum(tool.cards["job"].bars.bars.everyone) == 240


def test_a_bar_that_is_clicked_filters_all_other_attributes(
    qtbot: QtBot, page: AudiencePage, opened: Opened, page_context: PageContext
) -> None:
    explore = opened("explore")
    assert list(explore.cards) == ["age", "job", "visits", "member", "agreed"]
    assert explore.figure.text() == "240 people"
    bars = explore.cards["job"].bars
    retired = bars.bars.names.index("retired")
    click(qtbot, bars, retired)
    wait_until_still(qtbot, page_context)
    expected = count_of(page.project, "job = 'retired'")
    assert explore.figure.text() == f"{expected} people"
    assert sum(explore.cards["visits"].bars.bars.left) == expected
    # What is chosen in an attribute does not filter the attribute itself.
    assert sum(bars.bars.left) == COUNT
    qtbot.waitUntil(lambda: chips(explore) == ["job: retired"])
    assert not explore.cards["job"].free.isHidden()


def test_choices_add_up_and_go_away_with_their_chips(
    qtbot: QtBot, page: AudiencePage, opened: Opened, page_context: PageContext
) -> None:
    explore = opened("explore")
    explore.choose("member", (explore.cards["member"].bars.bars.names.index("Yes"),))
    explore.choose("job", (explore.cards["job"].bars.bars.names.index("services"),))
    wait_until_still(qtbot, page_context)
    both = count_of(page.project, "member = true and job = 'services'")
    assert explore.figure.text() == f"{both} people"
    explore.findChildren(QPushButton, "facetChip")[0].click()
    wait_until_still(qtbot, page_context)
    services = count_of(page.project, "job = 'services'")
    assert explore.figure.text() == f"{services} people"
    explore.clear()
    wait_until_still(qtbot, page_context)
    assert explore.figure.text() == "240 people"
    assert explore.settled


def test_what_is_explored_is_saved_as_a_segment_of_the_same_people(
    qtbot: QtBot, page: AudiencePage, opened: Opened, page_context: PageContext
) -> None:
    explore = opened("explore")
    assert not explore.save_button.isEnabled()
    age = explore.cards["age"].bars
    age.setFocus()
    age.go_to(2)
    qtbot.keyClick(age, Qt.Key.Key_Space)
    qtbot.keyClick(age, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    wait_until_still(qtbot, page_context)
    assert explore.shown is not None
    explore.save_button.click()
    wait_until_still(qtbot, page_context)
    dialog = next(found for found in page.findChildren(QDialog) if found.isVisible())
    assert any(text.text().startswith("Who is meant: age is") for text in dialog.findChildren(QLabel))
    save_through_dialog(qtbot, page, "explored")
    assert segments.count(page.project, "explored").count == explore.shown.selected > 0


def test_the_missing_are_explored_too(
    qtbot: QtBot, page: AudiencePage, opened: Opened, page_context: PageContext
) -> None:
    explore = opened("explore")
    bars = explore.cards["age"].bars
    click(qtbot, bars, len(bars.bars.names) - 1)
    wait_until_still(qtbot, page_context)
    assert explore.figure.text() == f"{count_of(page.project, 'age is missing')} people"
    explore.builder_button.click()
    wait_until_still(qtbot, page_context)
    assert page.view_shown() == "segments"
    assert page.segments.view.builder.text.toPlainText() == "age is missing"


def test_names_that_do_not_fit_into_a_card_are_reached_by_keys(
    qtbot: QtBot, page_context: PageContext, project: ProjectFile
) -> None:
    columns = (Column("id", "text", "key"), Column("town", "text", "category"))
    fill_table(project, columns, [(str(number), f"town {number % 18:02d}") for number in range(90)])
    made = PAGE(page_context)
    qtbot.addWidget(made)
    made.resize(1088, 640)
    made.show()
    qtbot.waitUntil(lambda: made.state_shown() == "content")
    wait_until_still(qtbot, page_context)
    explore: Any = made.tool("explore")
    bars = explore.cards["town"].bars
    assert len(bars.marks) == 18
    # The card scrolls as far as its bars reach once they have been laid out.
    scrolling = explore.cards["town"]._area.verticalScrollBar()
    qtbot.waitUntil(lambda: scrolling.maximum() > 0)
    last = bars.marks[-1].rect.center().toPoint()
    assert not bars.visibleRegion().contains(last)
    bars.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(bars, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: bars.visibleRegion().contains(last))
    qtbot.keyClick(bars, Qt.Key.Key_Return)
    wait_until_still(qtbot, page_context)
    assert explore.figure.text() == "5 people"
    made.close()


def test_reading_many_people_is_a_job_and_begun_again_after_it_was_stopped(
    qtbot: QtBot, page: AudiencePage, page_context: PageContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait_until_still(qtbot, page_context)
    monkeypatch.setattr("admanager.gui.pages.audience.explore.MANY_PEOPLE", 100)
    explore = page.tool("explore")
    explore.start_anew()
    explore.note_changes(frozenset())
    record = page_context.job("audience.explore")
    assert record is not None
    assert explore.state_shown() == "busy"
    qtbot.waitUntil(lambda: explore.state_shown() == "content")
    explore.start_anew()
    explore._not_linked(Cancelled())
    assert explore.state_shown() == "empty"
    next(b for b in explore.findChildren(QPushButton, "emptyStateButton") if b.isVisible()).click()
    qtbot.waitUntil(lambda: explore.state_shown() == "content")
    assert explore.figure.text() == "240 people"


def test_the_attributes_shown_are_chosen_in_a_menu(
    opened: Opened, qtbot: QtBot, page_context: PageContext
) -> None:
    explore = opened("explore")
    offered = [(action.text(), action.isChecked()) for action in explore.columns_menu().actions()]
    assert ("age", True) in offered
    assert "id" not in [text for text, _ in offered]
    explore.show_column("job", False)
    wait_until_still(qtbot, page_context)
    assert list(explore.cards) == ["age", "visits", "member", "agreed"]
    explore.show_column("job", True)
    wait_until_still(qtbot, page_context)
    assert list(explore.cards) == ["age", "visits", "member", "agreed", "job"]


# -- RFM, hours ----------------------------------------------------------------------------------------------


def test_the_table_of_groups_is_as_wide_as_the_page(opened: Opened, qtbot: QtBot) -> None:
    rfm = opened("rfm")
    header = rfm.table.horizontalHeader()
    for width in (1088, 1600):
        rfm.resize(width, 640)
        qtbot.waitUntil(lambda: rfm.table.viewport().width() > 0.9 * rfm.width())
        assert header.length() == rfm.table.viewport().width()


def test_a_cell_of_the_grid_becomes_a_segment(
    qtbot: QtBot, page: AudiencePage, opened: Opened, page_context: PageContext
) -> None:
    rfm = opened("rfm")
    assert rfm.found is not None
    assert sum(cell.value for cell in rfm.grid.cells) == rfm.found.people
    biggest = max(rfm.found.cells, key=lambda each: each.count)
    spot = biggest.spots[0]
    mark = next(
        mark
        for cell, mark in zip(rfm.grid.cells, rfm.grid.marks, strict=True)
        if (5 - cell.row, cell.column + 1) == spot
    )
    qtbot.mouseClick(rfm.grid, Qt.MouseButton.LeftButton, pos=mark.rect.center().toPoint())
    chosen = rfm.chosen()
    assert chosen is not None
    assert chosen.key == biggest.key
    rfm.save.click()
    save_through_dialog(qtbot, page, "a cell")
    assert segments.count(page.project, "a cell").count == biggest.count


def test_the_people_of_a_cell_are_listed_and_a_segment_takes_their_place(
    qtbot: QtBot, page: AudiencePage, opened: Opened, page_context: PageContext
) -> None:
    rfm = opened("rfm")
    cell = rfm.chosen()
    rfm.people.click()
    wait_until_still(qtbot, page_context)
    people = page.tool("people")
    assert page.view_shown() == "people"
    assert people.group[0] in people._count.text()
    with_profile = {int(row) for row in cell_people(page.project, cell.key, rfm.found)}
    assert set(people.ids) == with_profile
    people.segment.activated.emit(0)
    wait_until_still(qtbot, page_context)
    assert people.group is None
    assert len(people.ids) == min(COUNT, 200)


def test_amounts_are_written_in_the_currency_of_the_project_and_returns_can_be_left_out(
    qtbot: QtBot, page: AudiencePage, opened: Opened, page_context: PageContext
) -> None:
    rfm = opened("rfm")
    assert "€" not in rfm.table.model().index(0, 5).data()
    change_locale(page.project, currency="EUR")
    page.refresh(frozenset())
    wait_until_still(qtbot, page_context)
    assert rfm.table.model().index(0, 5).data().startswith("€")
    choose_in(rfm.choices.returns, 1)
    wait_until_still(qtbot, page_context)
    assert rfm.found.settings.returns == "exclude"


def choose_in(combo: QComboBox, place: int) -> None:
    """Choose an entry as a person does."""
    combo.setCurrentIndex(place)
    combo.activated.emit(place)


def test_the_columns_that_purchases_are_read_from_can_be_chosen(
    qtbot: QtBot, page: AudiencePage, opened: Opened, page_context: PageContext
) -> None:
    rfm = opened("rfm")
    choices = rfm.choices
    assert choices.time.currentText() == "when"
    assert choices.order.currentText() == "each event is one"
    assert choices.value.currentText() == "amount"
    before = rfm.found
    choose_in(choices.order, choices.order.findData("channel"))
    wait_until_still(qtbot, page_context)
    assert rfm.found.settings.order == "channel"
    assert rfm.found.values.frequency.max() < before.values.frequency.max()
    choose_in(choices.order, 0)
    wait_until_still(qtbot, page_context)
    assert rfm.found.settings == before.settings


def test_the_group_chosen_in_the_table_is_framed_in_the_grid(opened: Opened) -> None:
    rfm = opened("rfm")
    rfm.table.selectRow(1)
    assert rfm.grid.chosen == rfm.found.cells[1].key


def test_best_hours_say_when_most_happens(qtbot: QtBot, opened: Opened, page_context: PageContext) -> None:
    hours = opened("hours")
    assert sum(cell.value for cell in hours.grid.cells) == hours.found.total
    assert {cell.column for cell in hours.grid.cells if cell.value} == {18}
    assert "18:00" in hours.findChild(QLabel, "bestHours").text()
    everyone = hours.found.total
    hours.segment.choose("old")
    hours.segment.chosen.emit("old")
    wait_until_still(qtbot, page_context)
    assert 0 < hours.found.total < everyone


@pytest.mark.parametrize("name", ["rfm", "hours"])
def test_without_events_a_view_says_what_it_needs_and_leads_there(
    qtbot: QtBot, page_context: PageContext, project: ProjectFile, name: str
) -> None:
    fill_people(project)
    made = PAGE(page_context)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.state_shown() == "content")
    made.show_view(name)
    tool = made.tool(name)
    qtbot.waitUntil(lambda: tool.state_shown() == "empty")
    with qtbot.waitSignal(page_context.page_requested) as asked:
        next(b for b in tool.findChildren(QPushButton, "emptyStateButton") if b.isVisible()).click()
    assert asked.args == ["data", ""]
    wait_until_still(qtbot, page_context)
    made.close()


@pytest.mark.parametrize("name", ["overlap", "compare", "lookalikes"])
def test_without_segments_a_view_offers_to_make_one(
    qtbot: QtBot, page_context: PageContext, project: ProjectFile, name: str
) -> None:
    fill_people(project)
    made = PAGE(page_context)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.state_shown() == "content")
    made.show_view(name)
    tool = made.tool(name)
    qtbot.waitUntil(lambda: tool.state_shown() == "empty")
    next(b for b in tool.findChildren(QPushButton, "emptyStateButton") if b.isVisible()).click()
    assert made.view_shown() == "segments"
    wait_until_still(qtbot, page_context)
    made.close()


def test_people_are_made_of_events_that_belong_to_nobody(
    qtbot: QtBot, page_context: PageContext, project: ProjectFile
) -> None:
    fill_events(project)
    made = PAGE(page_context)
    page_context.tables_changed.connect(made.note_changes)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.state_shown() == "events only")
    next(b for b in made.findChildren(QPushButton, "emptyStateButton") if b.isVisible()).click()
    qtbot.waitUntil(lambda: made.state_shown() == "content")
    wait_until_still(qtbot, page_context)
    assert made.people.rows == COUNT
    assert "event_count" in made.tool("explore").cards
    made.close()


# -- overlap, comparison -------------------------------------------------------------------------------------


def test_an_overlap_that_is_clicked_opens_as_a_rule(
    qtbot: QtBot, page: AudiencePage, opened: Opened, page_context: PageContext
) -> None:
    overlap = opened("overlap")
    assert overlap.ticks.ticked() == ("frequent", "members", "old")
    assert overlap.circles_figure.isVisible()
    key = frozenset({0, 2})
    expected = count_of(
        page.project, "in_segment('frequent') and in_segment('old') and not in_segment('members')"
    )
    click(qtbot, overlap.upset, key)
    assert overlap.findChild(QLabel, "overlapChosen").text() == f"In exactly frequent, old: {expected} people"
    overlap.open.click()
    wait_until_still(qtbot, page_context)
    assert page.view_shown() == "segments"
    assert page.segments.view.builder.figure.text() == f"{expected} people"


def test_two_segments_are_ticked_at_least(qtbot: QtBot, opened: Opened, page_context: PageContext) -> None:
    overlap = opened("overlap")
    for number in (0, 1):
        overlap.ticks.item(number).setCheckState(Qt.CheckState.Unchecked)
    assert not overlap.bars_figure.isVisible()
    assert overlap.findChild(QLabel, "overlapChosen").text() == "Tick one segment more."
    overlap.ticks.item(1).setCheckState(Qt.CheckState.Checked)
    wait_until_still(qtbot, page_context)
    assert overlap.bars_figure.isVisible()
    assert [each.name for each in overlap.upset.sets] == ["members", "old"]


def test_what_sets_a_segment_apart_comes_first(
    opened: Opened, qtbot: QtBot, page_context: PageContext
) -> None:
    compare = opened("compare")
    compare.compare("frequent")
    wait_until_still(qtbot, page_context)
    assert compare.segment.segment() == "frequent"
    names = [found.name for found in compare.plot.estimates]
    assert any(name.startswith("visits") for name in names)
    first = compare.plot.estimates[0]
    assert 1 < first.low < first.high
    place = compare._model.names.index("job")
    compare.columns.selectRow(place)
    retired = next(found for found in compare.plot.estimates if found.name == "retired")
    inside = count_of(compare.desk.project, "visits >= 6 and job = 'retired'")
    everyone = count_of(compare.desk.project, "job = 'retired'")
    frequent = count_of(compare.desk.project, "visits >= 6")
    assert retired.value == pytest.approx((inside / frequent) / (everyone / COUNT))


# -- groups of people ----------------------------------------------------------------------------------------


def test_groups_are_found_when_asked_for_and_saved(
    qtbot: QtBot, page: AudiencePage, page_context: PageContext
) -> None:
    page.show_view("clusters")
    clusters = page.tool("clusters")
    assert clusters.state_shown() == "empty"
    clusters.how_many.setCurrentIndex(clusters.how_many.findData(3))
    next(b for b in clusters.findChildren(QPushButton, "emptyStateButton") if b.isVisible()).click()
    assert clusters.state_shown() == "busy"
    wait_until_still(qtbot, page_context)
    assert clusters.state_shown() == "content"
    assert [each.number for each in clusters.found.clusters] == [1, 2, 3]
    assert sum(each.count for each in clusters.found.clusters) == COUNT
    card = clusters.findChild(QWidget, "cluster:2")
    shown = [text.text() for text in card.findChildren(QLabel)]
    assert any(text.startswith("•") for text in shown)
    card.findChild(QPushButton, "saveCluster").click()
    save_through_dialog(qtbot, page, "second")
    assert segments.count(page.project, "second").count == clusters.found.clusters[1].count


def test_lookalikes_follow_the_slider_and_are_saved(
    qtbot: QtBot, page: AudiencePage, opened: Opened, page_context: PageContext
) -> None:
    lookalikes = opened("lookalikes")
    lookalikes.segment.choose("frequent")
    lookalikes.search.click()
    wait_until_still(qtbot, page_context)
    found = lookalikes.found
    assert found is not None
    assert found.segment == "frequent"
    names = [row[0] for row in lookalikes._model.rows]
    assert "visits" not in names
    assert {"age", "job"} & set(names)
    lookalikes.reach.setValue(40)
    assert lookalikes.figure.text() == f"{round(0.2 * len(found.candidate_ids))} people"
    qtbot.keyClick(lookalikes.reach, Qt.Key.Key_Right)
    count = found.at(0.205).count
    assert lookalikes.figure.text() == f"{count} people"
    lookalikes.save.click()
    save_through_dialog(qtbot, page, "alike")
    assert segments.count(page.project, "alike").count == count


def test_a_segment_that_is_too_small_is_told_of(
    qtbot: QtBot, page: AudiencePage, opened: Opened, page_context: PageContext
) -> None:
    segments.save(page.project, "few", "age = 79")
    wait_until_still(qtbot, page_context)
    lookalikes = opened("lookalikes")
    lookalikes.segment.choose("few")
    lookalikes.search.click()
    wait_until_still(qtbot, page_context)
    assert lookalikes.state_shown() == "content"
    assert "Lookalikes need at least 20 people" in lookalikes.notice.text()


# -- people --------------------------------------------------------------------------------------------------


def test_a_person_is_found_by_key_and_shown_with_what_they_did(
    qtbot: QtBot, page: AudiencePage, opened: Opened, page_context: PageContext
) -> None:
    people = opened("people")
    assert people.shown.key == "p000"
    qtbot.keyClicks(people.key, "p006")
    qtbot.keyClick(people.key, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: people.shown.key == "p006")
    assert people.card.name.whole_text() == "p006"
    qtbot.waitUntil(lambda: people.table.current_row() == 6)
    assert len(people.card.timeline.moments) == 7
    assert set(people.card.timeline.kinds) == {"purchase", "view"}
    qtbot.keyClick(people.key, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(people.key, "nobody")
    qtbot.keyClick(people.key, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: people.notice.text() != "")
    assert people.shown.key == "p006"


def test_the_best_hour_of_a_person_is_one_of_theirs_or_none_stands_out() -> None:
    hours = [[0] * 24 for _ in range(7)]
    assert person_card._best_hour(hours)[0] == fmt.MISSING
    hours[2][9], hours[5][2], hours[2][14] = 2, 1, 1
    day, often = person_card._best_hour(hours)
    assert day.endswith("9:00")
    assert often == "2 events"
    hours[4][20] = 2
    assert person_card._best_hour(hours) == (fmt.MISSING, "")


def test_only_the_people_of_a_segment_are_listed(
    qtbot: QtBot, page: AudiencePage, opened: Opened, page_context: PageContext
) -> None:
    people = opened("people")
    people.segment.choose("old")
    people.segment.chosen.emit("old")
    wait_until_still(qtbot, page_context)
    assert len(people.ids) == count_of(page.project, "age >= 60")
    people.table.selectRow(2)
    wait_until_still(qtbot, page_context)
    assert people.shown.profile_id == people.ids[2]
    assert "old" in people.shown.segments
    chip = next(c for c in people.findChildren(QPushButton, "personSegment") if c.text() == "old")
    chip.click()
    wait_until_still(qtbot, page_context)
    assert page.segments.view.current() == "old"


def test_a_member_in_the_builder_opens_as_a_card(
    qtbot: QtBot, page: AudiencePage, opened: Opened, page_context: PageContext
) -> None:
    built = opened("segments").view.builder
    built.text.setPlainText("age >= 70")
    wait_until_still(qtbot, page_context)
    key = built.members.model().index(1, 0).data()
    built.members.selectRow(1)
    built.members.setFocus()
    qtbot.keyClick(built.members, Qt.Key.Key_Return)
    wait_until_still(qtbot, page_context)
    assert page.view_shown() == "people"
    assert page.tool("people").shown.key == key


# -- the page ------------------------------------------------------------------------------------------------


def test_every_view_comes_back_as_it_was_after_a_change_of_language(
    qtbot: QtBot, page: AudiencePage, opened: Opened, page_context: PageContext
) -> None:
    explore = opened("explore")
    explore.choose("job", (0, 1))
    explore.choose("age", (2,))
    wait_until_still(qtbot, page_context)
    chosen, left = dict(explore.chosen), explore.figure.text()
    overlap = opened("overlap")
    overlap.ticks.item(0).setCheckState(Qt.CheckState.Unchecked)
    wait_until_still(qtbot, page_context)
    state = page.save_state()
    again = AudiencePage(page_context)
    qtbot.addWidget(again)
    again.restore_state(state)
    again.show()
    qtbot.waitUntil(lambda: again.state_shown() == "content")
    wait_until_still(qtbot, page_context)
    assert again.view_shown() == "overlap"
    assert again.tool("overlap").ticks.ticked() == ("members", "old")
    again.show_view("explore")
    wait_until_still(qtbot, page_context)
    assert again.tool("explore").chosen == chosen
    assert again.tool("explore").figure.text() == left
    again.close()


def test_every_view_can_be_reached_by_a_command(
    page: AudiencePage, qtbot: QtBot, page_context: PageContext
) -> None:
    commands = {command.name: command for command in page.commands()}
    for name in TITLES:
        commands[f"audience.{name}"].run()
        assert page.view_shown() == name
    wait_until_still(qtbot, page_context)


def test_a_view_that_is_not_seen_reads_only_when_it_is(
    qtbot: QtBot, page: AudiencePage, opened: Opened, page_context: PageContext
) -> None:
    overlap = opened("overlap")
    opened("segments")
    segments.delete(page.project, "old")
    wait_until_still(qtbot, page_context)
    assert overlap.ticks.count() == 3
    opened("overlap")
    assert overlap.ticks.count() == 2


def test_all_texts_of_the_views_are_plain(qtbot: QtBot, page: AudiencePage, opened: Opened) -> None:
    for name in ("explore", "segments", "overlap", "compare", "hours", "people", "rfm"):
        opened(name)
    for text in page.findChildren(QLabel):
        assert text.textFormat() == Qt.TextFormat.PlainText, text.text()
    nameless = [
        type(widget).__name__
        for widget in page.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
        and not getattr(widget, "text", lambda: "")()
        and type(widget).__module__.startswith("admanager")
    ]
    assert nameless == []


def test_the_export_says_who_stays_out_and_writes_the_format_asked_for(
    qtbot: QtBot, page: AudiencePage, opened: Opened, page_context: PageContext, tmp_path: Path
) -> None:
    view = opened("segments").view
    view.open("old")
    wait_until_still(qtbot, page_context)
    next(action for action in view.menu().actions() if action.text() == "Export people…").trigger()
    wait_until_still(qtbot, page_context)
    (dialog,) = page.findChildren(ExportDialog)
    found = view.builder.answer.found
    dialog.share.setValue(10)
    written, held = found.consented - round(found.consented / 10), round(found.consented / 10)
    assert dialog.who.text() == (
        f"{written} people are written. {held} are held out. {found.count - found.consented} without consent stay out."
    )
    dialog.share.setValue(0)
    assert f"{found.consented} people are written." in dialog.who.text()
    formats = [dialog.kind.itemData(number) for number in range(dialog.kind.count())]
    assert formats == ["csv", "xlsx", "parquet", "google", "meta", "microsoft"]
    assert not dialog.code.isVisible()
    dialog.kind.setCurrentIndex(formats.index("meta"))
    assert dialog.code.isVisible()
    dialog.kind.setCurrentIndex(formats.index("parquet"))
    with qtbot.waitSignal(page_context.message_posted) as told:
        dialog._take(str(tmp_path / "old.parquet"))
    assert told.args[0].startswith(f"Wrote {found.consented} people to old.parquet.")
    wait_until_still(qtbot, page_context)
    assert pq.read_table(tmp_path / "old.parquet").num_rows == found.consented


# -- what people did, as rows --------------------------------------------------------------------------------


def doing_rows(page: AudiencePage) -> list[DidRow]:
    return [part for part in page.segments.view.builder.rows.parts.values() if isinstance(part, DidRow)]


def pick(combo: QComboBox, data: object) -> None:
    """Choose an entry as a person does."""
    index = combo.findData(data)
    assert index >= 0, [combo.itemText(number) for number in range(combo.count())]
    combo.setCurrentIndex(index)
    combo.activated.emit(index)


def test_what_people_did_is_put_together_in_a_row(
    qtbot: QtBot, page: AudiencePage, opened: Opened, page_context: PageContext
) -> None:
    built = opened("segments").view.builder
    built.rows.root.findChild(QPushButton, "addDid").click()
    wait_until_still(qtbot, page_context)
    assert built.text.toPlainText() == "did('purchase', days <= 30)"
    (row,) = doing_rows(page)
    pick(row.kind, "view")
    row.add_condition("count")
    row.add_condition("channel")
    channel = row.conditions[-1].value
    assert isinstance(channel, QComboBox)
    assert sorted(channel.itemText(number) for number in range(channel.count())) == ["app", "website"]
    channel.setEditText("website")
    wait_until_still(qtbot, page_context)
    rule = "did('view', days <= 30, count >= 2, channel = 'website')"
    assert built.text.toPlainText() == rule
    found = count_of(page.project, rule)
    assert built.figure.text() == f"{found} people"
    assert row.count.text() == str(found)
    pick(row.whether, False)
    wait_until_still(qtbot, page_context)
    assert built.text.toPlainText() == f"not {rule}"
    assert built.figure.text() == f"{COUNT - found} people"


def test_a_typed_doing_becomes_a_row_whose_conditions_can_be_taken_out(
    qtbot: QtBot, page: AudiencePage, opened: Opened, page_context: PageContext
) -> None:
    built = opened("segments").view.builder
    built.text.setPlainText("age >= 30 and not did('view', count >= 3, days <= 20)")
    wait_until_still(qtbot, page_context)
    (row,) = doing_rows(page)
    assert row.whether.currentData() is False
    assert [each.field.currentText() for each in row.conditions] == ["times", "days ago"]
    row.conditions[0].findChild(QToolButton, "removeEvent").click()
    wait_until_still(qtbot, page_context)
    assert built.text.toPlainText() == "age >= 30 and not did('view', days <= 20)"
    assert doing_rows(page) == [row]
    value = row.conditions[0].value
    assert isinstance(value, QLineEdit)
    value.selectAll()
    qtbot.keyClicks(value, "soon")
    wait_until_still(qtbot, page_context)
    assert value.property("invalid") == "true"
    assert built.text.toPlainText() == "age >= 30 and not did('view')"


def test_a_day_is_counted_from_today(qtbot: QtBot, page_context: PageContext, project: ProjectFile) -> None:
    fill_table(project, PEOPLE, ROWS)
    made = PAGE(page_context)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.state_shown() == "content")
    made.show_view("segments")
    wait_until_still(qtbot, page_context)
    built = made.segments.view.builder
    built.text.setPlainText("joined >= '2024-03-01'")
    wait_until_still(qtbot, page_context)
    row = next(part for part in built.rows.parts.values() if isinstance(part, ConditionRow))
    editor = row.editor
    assert isinstance(editor, TypedValues)
    days = editor.days_menu(editor._editors[0])
    assert [action.text() for action in days.actions()][:4] == [
        "Today",
        "Yesterday",
        "7 days ago",
        "30 days ago",
    ]
    days.actions()[3].trigger()
    wait_until_still(qtbot, page_context)
    assert built.text.toPlainText() == "joined >= '30 days ago'"
    assert built.problem.text() == ""
    made.close()


def test_the_breakdown_shows_how_the_members_differ(
    qtbot: QtBot, page: AudiencePage, opened: Opened, page_context: PageContext
) -> None:
    built = opened("segments").view.builder
    built.text.setPlainText("visits >= 6")
    built.looks.setCurrentIndex(1)
    built.breakdown.column.setCurrentText("job")
    built.breakdown.column.activated.emit(built.breakdown.column.currentIndex())
    wait_until_still(qtbot, page_context)
    shown = {row[0]: row for row in built.breakdown._model.rows}
    assert shown["retired"][1] == count_of(page.project, "visits >= 6 and job = 'retired'")
    assert shown["retired"][2] == pytest.approx(shown["retired"][1] / count_of(page.project, "visits >= 6"))


def test_what_uses_a_segment_is_told_where_it_is_open_and_before_it_changes(
    qtbot: QtBot, page: AudiencePage, opened: Opened, page_context: PageContext
) -> None:
    segments.save(page.project, "old members", "in_segment('old') and member = true")
    view = opened("segments").view
    view.open("old")
    wait_until_still(qtbot, page_context)
    assert view.findChild(QLabel, "segmentUses").text() == "Used in: segment “old members”"
    view.builder.text.setPlainText("age >= 65")
    wait_until_still(qtbot, page_context)
    view.save.click()
    qtbot.waitUntil(lambda: any(found.isVisible() for found in page.findChildren(QDialog)))
    dialog = next(found for found in page.findChildren(QDialog) if found.isVisible())
    assert any("It is used in “old members”" in text.text() for text in dialog.findChildren(QLabel))
    dialog.findChild(QPushButton, "confirmDialog").click()
    qtbot.waitUntil(lambda: segments.get(page.project, "old").rule == "age >= 65")
    wait_until_still(qtbot, page_context)
