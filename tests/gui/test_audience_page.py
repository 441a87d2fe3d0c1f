"""The page Audience: attributes, the builder's two views of one rule, live counts, and saved segments."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from admanager.audience import segments
from admanager.gui.page import PageContext
from admanager.gui.pages.audience import PAGE
from admanager.gui.pages.audience.attributes import AttributesView
from admanager.gui.pages.audience.builder import RuleBuilder
from admanager.gui.pages.audience.export_dialog import ExportChoice
from admanager.gui.pages.audience.rows import ConditionRow, GroupBox
from admanager.gui.pages.audience.segments import SegmentsView
from admanager.gui.pages.audience.values import ChosenValue, ListedValues, ValueList
from admanager.gui.pages.audience.view import AudiencePage
from admanager.project.file import ProjectFile
from admanager.project.tables import Column
from admanager.texts import sentence
from tests.audience.conftest import PEOPLE, ROWS, fill_table


@pytest.fixture
def page(qtbot: QtBot, page_context: PageContext, project: ProjectFile) -> Iterator[AudiencePage]:
    """The page on a project with five people, after it has read them."""
    fill_table(project, PEOPLE, ROWS)
    made = PAGE(page_context)
    qtbot.addWidget(made)
    made.resize(1088, 640)
    made.show()
    qtbot.waitUntil(lambda: made.state_shown() == "content")
    made.show_view("attributes")
    qtbot.waitUntil(lambda: attributes(made).chosen() != "")
    made.show_view("segments")
    settled(qtbot, made)
    made.show_view("attributes")
    yield made
    made.close()


def view(page: AudiencePage) -> SegmentsView:
    return page.segments.view


def attributes(page: AudiencePage) -> AttributesView:
    return page.attributes.view


def builder(page: AudiencePage) -> RuleBuilder:
    return view(page).builder


def settled(qtbot: QtBot, page: AudiencePage) -> None:
    """Wait until the newest edit has been answered."""
    qtbot.waitUntil(lambda: builder(page)._asked is None and not builder(page)._waiting)


def rows(page: AudiencePage) -> list[ConditionRow]:
    found = [part for part in builder(page).rows.parts.values() if isinstance(part, ConditionRow)]
    return sorted(found, key=lambda row: row.place)


def type_rule(qtbot: QtBot, page: AudiencePage, text: str) -> None:
    builder(page).text.setPlainText(text)
    settled(qtbot, page)


def pick(combo: QComboBox, text: str) -> None:
    """Choose an entry as a person does."""
    index = combo.findText(text)
    assert index >= 0, [combo.itemText(number) for number in range(combo.count())]
    combo.setCurrentIndex(index)
    combo.activated.emit(index)


def child(widget: QWidget, kind: type[QWidget], name: str) -> QWidget:
    found = widget.findChild(kind, name)
    assert found is not None, name
    return found


def figure(page: AudiencePage) -> str:
    return builder(page).figure.text()


def save_as(qtbot: QtBot, page: AudiencePage, name: str, rule: str) -> None:
    type_rule(qtbot, page, rule)
    view(page).name.setText(name)
    view(page).name.textEdited.emit(name)
    qtbot.mouseClick(view(page).save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: name in view(page).names())
    settled(qtbot, page)


# -- states --------------------------------------------------------------------------------------------------


def test_without_people_the_page_leads_to_the_data(qtbot: QtBot, page_context: PageContext) -> None:
    made = PAGE(page_context)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.state_shown() == "empty")
    with qtbot.waitSignal(page_context.page_requested) as asked:
        next(b for b in made.findChildren(QPushButton, "emptyStateButton") if b.isVisible()).click()
    assert asked.args == ["data", ""]
    made.close()


def test_people_who_are_imported_later_appear_by_themselves(
    qtbot: QtBot, page_context: PageContext, project: ProjectFile
) -> None:
    made = PAGE(page_context)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.state_shown() == "empty")
    page_context.tables_changed.connect(made.note_changes)
    fill_table(project, PEOPLE, ROWS)
    qtbot.waitUntil(lambda: made.state_shown() == "content")
    made.show_view("segments")
    qtbot.waitUntil(lambda: figure(made) == "5 people")
    made.close()
    # The histograms of Explore, which was seen first, may still be importing their compiler.
    qtbot.waitUntil(lambda: not page_context.runner.busy(), timeout=60_000)


# -- attributes ----------------------------------------------------------------------------------------------


def test_every_attribute_is_listed_and_the_chosen_one_described(qtbot: QtBot, page: AudiencePage) -> None:
    model = attributes(page).table.model()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == [
        column.name for column in PEOPLE
    ]
    attributes(page).choose("age")
    texts = {label.text() for label in attributes(page).detail.findChildren(QLabel)}
    assert {"age", "Whole number  ·  4 distinct values  ·  20.0 % missing", "25", "60", "40"} <= texts
    histogram = attributes(page).detail.chart.series["people"]
    assert sum(histogram.y) == 4
    attributes(page).choose("job")
    levels = attributes(page).detail.levels.model()
    assert [levels.index(0, column).data() for column in range(3)] == ["admin.", "2", "50.0 %"]


def test_attributes_are_found_by_a_part_of_their_name(qtbot: QtBot, page: AudiencePage) -> None:
    qtbot.keyClicks(child(page, QLineEdit, "attributeFilter"), "ou")
    model = attributes(page).table.model()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["housing"]
    assert attributes(page).chosen() == "housing"


def test_enter_on_an_attribute_begins_a_condition_on_it(qtbot: QtBot, page: AudiencePage) -> None:
    attributes(page).choose("job")
    attributes(page).table.setFocus()
    qtbot.keyClick(attributes(page).table, Qt.Key.Key_Return)
    assert page.view_shown() == "segments"
    (row,) = rows(page)
    assert (row.condition.column, row.condition.operator, row.condition.values) == ("job", "in", ())


# -- two views of one rule -----------------------------------------------------------------------------------


def test_a_typed_rule_becomes_rows_counts_words_and_members(qtbot: QtBot, page: AudiencePage) -> None:
    page.show_view("segments")
    assert figure(page) == "5 people"
    type_rule(qtbot, page, "age >= 30 and (housing = 'no' or job is missing)")
    assert figure(page) == "3 people"
    assert builder(page).words.text() == (
        "Who is meant: age is at least 30 and (housing is “no” or job is missing)."
    )
    assert [(row.condition.column, row.count.text()) for row in rows(page)] == [
        ("age", "3"),
        ("housing", "2"),
        ("job", "1"),
    ]
    members = builder(page).members.model()
    assert [members.index(row, 0).data() for row in range(members.rowCount())] == ["b", "c", "e"]


def pressed(widget: QWidget, modifiers: Qt.KeyboardModifier) -> bool:
    """Offer a widget Ctrl+Z as the window does before its own shortcuts; return whether it was taken."""
    key = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, modifiers)
    key.ignore()
    QApplication.sendEvent(widget, key)
    return key.isAccepted()


def test_edits_of_rows_are_taken_back_and_done_again(qtbot: QtBot, page: AudiencePage) -> None:
    page.show_view("segments")
    type_rule(qtbot, page, "age >= 30 and housing = 'no'")
    child(rows(page)[0], QToolButton, "removePart").click()
    text = builder(page).text
    qtbot.waitUntil(lambda: text.toPlainText() == "housing = 'no'")
    # The project's own undo has the same keys, and is not asked while the rule has something to take back.
    assert pressed(rows(page)[0].operator, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: [row.condition.column for row in rows(page)] == ["age", "housing"])
    assert text.toPlainText() == "age >= 30 and housing = 'no'"
    assert pressed(
        rows(page)[0].operator, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    qtbot.waitUntil(lambda: [row.condition.column for row in rows(page)] == ["housing"])
    builder(page).set_rule("age < 30")
    assert not pressed(rows(page)[0].operator, Qt.KeyboardModifier.ControlModifier)


def test_an_edited_row_rewrites_the_text_and_keeps_the_focus(qtbot: QtBot, page: AudiencePage) -> None:
    page.show_view("segments")
    type_rule(qtbot, page, "age >= 30 and housing = 'no'")
    editor = rows(page)[0].editor.findChild(QLineEdit)
    editor.setFocus()
    editor.selectAll()
    qtbot.keyClicks(editor, "40")
    settled(qtbot, page)
    assert builder(page).text.toPlainText() == "age >= 40 and housing = 'no'"
    assert figure(page) == "1 person"
    assert rows(page)[0].editor.findChild(QLineEdit) is editor


def test_another_operator_asks_for_another_value(qtbot: QtBot, page: AudiencePage) -> None:
    page.show_view("segments")
    type_rule(qtbot, page, "age >= 30")
    pick(rows(page)[0].operator, "is between")
    settled(qtbot, page)
    assert figure(page) == "5 people"
    assert "Conditions without a value are left out." in builder(page).words.text()
    low, high = rows(page)[0].editor.findChildren(QLineEdit)
    assert (low.text(), high.text()) == ("30", "")
    qtbot.keyClicks(high, "50")
    settled(qtbot, page)
    assert builder(page).text.toPlainText() == "age between 30 and 50"
    assert figure(page) == "2 people"


def test_a_value_that_is_no_number_is_marked_and_left_out(qtbot: QtBot, page: AudiencePage) -> None:
    page.show_view("segments")
    type_rule(qtbot, page, "age >= 30")
    editor = rows(page)[0].editor.findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "old")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    settled(qtbot, page)
    assert editor.property("invalid") == "true"
    assert builder(page).text.toPlainText() == ""
    assert figure(page) == "5 people"


def test_another_column_brings_its_own_operators(qtbot: QtBot, page: AudiencePage) -> None:
    page.show_view("segments")
    type_rule(qtbot, page, "age >= 30")
    pick(rows(page)[0].column, "joined")
    names = [rows(page)[0].operator.itemText(number) for number in range(3)]
    assert names == ["is on", "is not on", "is on or after"]
    assert rows(page)[0].condition.values == (None,)
    pick(rows(page)[0].column, "member")
    settled(qtbot, page)
    assert builder(page).text.toPlainText() == "member = true"
    assert figure(page) == "2 people"


def test_conditions_and_groups_are_added_joined_and_removed(qtbot: QtBot, page: AudiencePage) -> None:
    page.show_view("segments")
    type_rule(qtbot, page, "age >= 30 and housing = 'no'")
    root = builder(page).rows.parts[()]
    child(root, QPushButton, "addGroup").click()
    settled(qtbot, page)
    group = builder(page).rows.parts[(2,)]
    assert isinstance(group, GroupBox)
    assert [row.place for row in rows(page)] == [(0,), (1,), (2, 0)]
    pick(rows(page)[2].column, "job")
    pick(rows(page)[2].operator, "is missing")
    pick(group.connective, "None of these")
    settled(qtbot, page)
    assert builder(page).text.toPlainText() == "age >= 30 and housing = 'no' and not job is missing"
    assert figure(page) == "2 people"
    child(rows(page)[0], QToolButton, "removePart").click()
    settled(qtbot, page)
    assert builder(page).text.toPlainText() == "housing = 'no' and not job is missing"
    pick(child(builder(page).rows.parts[()], QComboBox, "connective"), "Any of these")
    settled(qtbot, page)
    assert builder(page).text.toPlainText() == "housing = 'no' or not job is missing"


def test_rows_that_still_fit_are_kept_when_the_rule_changes(qtbot: QtBot, page: AudiencePage) -> None:
    page.show_view("segments")
    type_rule(qtbot, page, "age >= 30 and housing = 'no'")
    first, second = rows(page)
    type_rule(qtbot, page, "age >= 30 and loan = 'no' and (job is missing or balance > 5)")
    assert rows(page)[:2] == [first, second]
    assert (second.column.currentText(), second.condition.values) == ("loan", ("no",))
    assert [row.condition.column for row in rows(page)] == ["age", "loan", "job", "balance"]
    type_rule(qtbot, page, "balance > 5")
    assert rows(page) == [first]
    assert first.column.currentText() == "balance"
    assert first.editor.findChild(QLineEdit).text() == "5"


def test_a_wrong_text_says_where_and_keeps_the_rows(qtbot: QtBot, page: AudiencePage) -> None:
    page.show_view("segments")
    type_rule(qtbot, page, "age >= 30")
    type_rule(qtbot, page, "age >= 30 and")
    assert builder(page).problem.text() == "At character 14: expected a condition after “and”."
    assert builder(page).text.extraSelections()[0].cursor.selectedText() == "d"
    assert [row.condition.column for row in rows(page)] == ["age"]
    assert not view(page).save.isEnabled()
    type_rule(qtbot, page, "agee >= 30")
    assert builder(page).problem.text() == "There is no column agee; did you mean age?"
    assert rows(page)[0].column.currentText() == "agee"
    type_rule(qtbot, page, "age >= 30")
    assert not builder(page).problem.isVisibleTo(page)


def test_values_are_ticked_in_a_list_with_their_counts(qtbot: QtBot, page: AudiencePage) -> None:
    page.show_view("segments")
    type_rule(qtbot, page, "job in ('admin.')")
    editor = rows(page)[0].editor
    assert isinstance(editor, ListedValues)
    qtbot.waitUntil(lambda: len(editor._levels) == 3)
    editor.open_list()
    popup = editor.popup
    assert isinstance(popup, ValueList)
    shown = [(popup.list.item(n).text(), popup.list.item(n).checkState()) for n in range(popup.list.count())]
    assert shown == [
        ("admin.   (2)", Qt.CheckState.Checked),
        ("services   (1)", Qt.CheckState.Unchecked),
        ("Übersetzer   (1)", Qt.CheckState.Unchecked),
    ]
    popup.list.item(1).setCheckState(Qt.CheckState.Checked)
    qtbot.keyClicks(popup._find, "it's new")
    qtbot.keyClick(popup._find, Qt.Key.Key_Return)
    popup.close()
    settled(qtbot, page)
    assert builder(page).text.toPlainText() == "job in ('admin.', 'services', 'it''s new')"
    assert figure(page) == "3 people"


def test_a_text_is_chosen_from_the_common_ones_or_typed(qtbot: QtBot, page: AudiencePage) -> None:
    page.show_view("segments")
    type_rule(qtbot, page, "job = 'services'")
    editor = rows(page)[0].editor
    assert isinstance(editor, ChosenValue)
    qtbot.waitUntil(lambda: editor._choice.count() == 3)
    assert editor._choice.currentText() == "services"
    editor._choice.setEditText("admin.")
    settled(qtbot, page)
    assert builder(page).text.toPlainText() == "job = 'admin.'"


def test_what_people_did_is_kept_while_there_are_no_events(qtbot: QtBot, page: AudiencePage) -> None:
    page.show_view("segments")
    type_rule(qtbot, page, "age >= 30 and did('buy', count >= 2)")
    assert builder(page).problem.text().startswith("There are no events yet")
    pick(rows(page)[0].operator, "is above")
    settled(qtbot, page)
    assert builder(page).text.toPlainText() == "age > 30 and did('buy', count >= 2)"


def test_a_rule_with_very_many_parts_is_edited_as_text(qtbot: QtBot, page: AudiencePage) -> None:
    page.show_view("segments")
    type_rule(qtbot, page, " or ".join(f"age = {age}" for age in range(100)))
    assert rows(page) == []
    assert any("edit it as text" in label.text() for label in builder(page).findChildren(QLabel))
    assert figure(page) == "4 people"


def test_data_that_looks_like_markup_is_shown_as_it_is(
    qtbot: QtBot, page_context: PageContext, project: ProjectFile
) -> None:
    columns = [Column("<b>id</b>", "text", "key"), Column("n&m", "text", "text")]
    fill_table(project, columns, [("<i>x</i>", "<img src='a.png'>")])
    segments.save(project, "<u>all</u>", "`<b>id</b>` is not missing")
    made = PAGE(page_context)
    qtbot.addWidget(made)
    made.show()
    made.open_item("<u>all</u>")
    qtbot.waitUntil(
        lambda: made.state_shown() == "content" and figure(made) == "1 person" and rows(made) != []
    )
    for label in made.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText, label.text()
    assert rows(made)[0].column.currentText() == "<b>id</b>"
    made.close()


# -- saved segments ------------------------------------------------------------------------------------------


def test_a_segment_is_saved_changed_renamed_and_undone(
    qtbot: QtBot, page: AudiencePage, page_context: PageContext, project: ProjectFile
) -> None:
    page_context.tables_changed.connect(page.note_changes)
    page.show_view("segments")
    save_as(qtbot, page, "adults", "age >= 30")
    assert [(s.name, s.rule, s.kind) for s in segments.list_segments(project)] == [
        ("adults", "age >= 30", "live")
    ]
    assert view(page).current() == "adults"
    assert not view(page).save.isEnabled()
    saved = view(page).saved.model()
    assert [saved.index(0, column).data() for column in range(2)] == ["adults", "3"]
    save_as(qtbot, page, "older", "age >= 40")
    assert [(s.name, s.rule) for s in segments.list_segments(project)] == [("older", "age >= 40")]
    page_context.undo()
    qtbot.waitUntil(lambda: view(page).names() == ["adults"])


def test_enter_in_the_name_saves(qtbot: QtBot, page: AudiencePage, page_context: PageContext) -> None:
    page_context.tables_changed.connect(page.note_changes)
    page.show_view("segments")
    type_rule(qtbot, page, "age >= 30")
    view(page).static.setChecked(True)
    qtbot.keyClicks(view(page).name, "kept")
    qtbot.keyClick(view(page).name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view(page).names() == ["kept"])
    assert segments.get(page.project, "kept").kind == "static"


def test_a_name_that_is_taken_is_told_on_the_page(
    qtbot: QtBot, page: AudiencePage, page_context: PageContext, project: ProjectFile
) -> None:
    page_context.tables_changed.connect(page.note_changes)
    page.show_view("segments")
    save_as(qtbot, page, "a", "age >= 30")
    view(page).start_new()
    save_as(qtbot, page, "b", "age >= 40")
    view(page).name.setText("a")
    view(page).name.textEdited.emit("a")
    view(page).save.click()
    qtbot.waitUntil(lambda: "There is a segment “a” already" in page.banner.text())
    assert segments.get(project, "a").rule == "age >= 30"


def test_a_deleted_segment_warns_of_what_uses_it(
    qtbot: QtBot, page: AudiencePage, page_context: PageContext, project: ProjectFile
) -> None:
    page_context.tables_changed.connect(page.note_changes)
    page.show_view("segments")
    save_as(qtbot, page, "a", "age >= 30")
    segments.save(project, "b", "not in_segment('a')")
    qtbot.waitUntil(lambda: view(page).names() == ["a", "b"])
    (delete,) = [action for action in view(page).menu().actions() if action.text() == "Delete…"]
    delete.trigger()
    qtbot.waitUntil(lambda: page.findChild(QDialog) is not None)
    dialog = page.findChild(QDialog)
    assert any("It is used in “b”" in label.text() for label in dialog.findChildren(QLabel))
    child(dialog, QPushButton, "confirmDialog").click()
    qtbot.waitUntil(lambda: view(page).names() == ["b"])
    saved = view(page).saved.model()
    assert saved.index(0, 1).data() == "–"
    assert view(page).current() == ""
    assert builder(page).text.toPlainText() == "age >= 30"


def test_unsaved_changes_are_not_lost_without_a_question(
    qtbot: QtBot, page: AudiencePage, page_context: PageContext, project: ProjectFile
) -> None:
    page_context.tables_changed.connect(page.note_changes)
    page.show_view("segments")
    segments.save(project, "a", "age >= 30")
    segments.save(project, "b", "age >= 40")
    qtbot.waitUntil(lambda: view(page).names() == ["a", "b"])
    view(page).saved.selectRow(0)
    settled(qtbot, page)
    assert builder(page).text.toPlainText() == "age >= 30"
    type_rule(qtbot, page, "age >= 31")
    view(page).saved.selectRow(1)
    dialog = page.findChild(QDialog)
    assert dialog is not None
    child(dialog, QPushButton, "cancelDialog").click()
    assert (view(page).current(), builder(page).text.toPlainText()) == ("a", "age >= 31")
    assert view(page).saved.selectionModel().selectedRows()[0].row() == 0
    view(page).saved.selectRow(1)
    dialog = next(found for found in page.findChildren(QDialog) if found.isVisible())
    child(dialog, QPushButton, "confirmDialog").click()
    settled(qtbot, page)
    assert (view(page).current(), builder(page).text.toPlainText()) == ("b", "age >= 40")


def test_a_copy_keeps_the_rule_under_another_name(
    qtbot: QtBot, page: AudiencePage, page_context: PageContext, project: ProjectFile
) -> None:
    page_context.tables_changed.connect(page.note_changes)
    page.show_view("segments")
    save_as(qtbot, page, "a", "age >= 30")
    (copy,) = [action for action in view(page).menu().actions() if action.text() == "Make a copy"]
    copy.trigger()
    assert view(page).name.text() == "a (copy)"
    view(page).save.click()
    qtbot.waitUntil(lambda: view(page).names() == ["a", "a (copy)"])


def test_an_export_writes_the_members(qtbot: QtBot, page: AudiencePage, tmp_path: Path) -> None:
    page.show_view("segments")
    type_rule(qtbot, page, "age >= 30")
    with qtbot.waitSignal(page.context.message_posted) as told:
        page.segments.export(builder(page).rule_text(), ExportChoice(tmp_path / "out.csv", None, 0, ""))
    assert told.args == ["Wrote 3 people to out.csv.", "good"]
    with (tmp_path / "out.csv").open(newline="") as file:
        assert [row["id"] for row in csv.DictReader(file)] == ["b", "c", "e"]


def test_a_segment_is_a_condition_of_another(
    qtbot: QtBot, page: AudiencePage, page_context: PageContext, project: ProjectFile
) -> None:
    page_context.tables_changed.connect(page.note_changes)
    page.show_view("segments")
    segments.save(project, "adults", "age >= 30")
    qtbot.waitUntil(lambda: view(page).names() == ["adults"])
    type_rule(qtbot, page, "housing = 'no'")
    child(builder(page).rows.parts[()], QPushButton, "addCondition").click()
    pick(rows(page)[1].column, "Segment")
    editor = rows(page)[1].editor
    assert isinstance(editor, ChosenValue)
    editor._choice.setCurrentIndex(0)
    settled(qtbot, page)
    assert builder(page).text.toPlainText() == "housing = 'no' and in_segment('adults')"
    assert figure(page) == "2 people"


def test_counts_follow_the_people(qtbot: QtBot, page: AudiencePage, page_context: PageContext) -> None:
    page_context.tables_changed.connect(page.note_changes)
    page.show_view("segments")
    type_rule(qtbot, page, "age >= 30")
    with page.project.change(sentence("Edit")) as change:
        change.update("profiles", 1, {"age": 70})
    qtbot.waitUntil(lambda: figure(page) == "4 people")


def test_what_is_being_built_survives_a_page_that_is_made_anew(
    qtbot: QtBot, page: AudiencePage, page_context: PageContext
) -> None:
    attributes(page).choose("balance")
    page.show_view("segments")
    type_rule(qtbot, page, "age >= 30")
    view(page).name.setText("half done")
    state = page.save_state()
    page.close()
    again = AudiencePage(page_context)
    qtbot.addWidget(again)
    again.restore_state(state)
    again.show()
    qtbot.waitUntil(lambda: again.state_shown() == "content" and figure(again) == "3 people")
    assert again.view_shown() == "segments"
    assert view(again).name.text() == "half done"
    again.show_view("attributes")
    qtbot.waitUntil(
        lambda: attributes(again).chosen() == "balance" and attributes(again).table.current_row() == 3
    )
    again.close()


def test_a_language_or_theme_switch_finds_the_rows_drawn(qtbot: QtBot, page: AudiencePage) -> None:
    page.show_view("segments")
    type_rule(qtbot, page, "age >= 30 and (housing = 'no' or job is missing)")
    light = page.grab().toImage()
    from admanager.gui import theme

    theme.apply(QApplication.instance(), "dark")
    dark = page.grab().toImage()
    assert light.pixelColor(400, 300).lightness() > 200 > 80 > dark.pixelColor(400, 300).lightness()


def test_tab_goes_through_the_builder_from_top_to_bottom(qtbot: QtBot, page: AudiencePage) -> None:
    page.show_view("segments")
    type_rule(qtbot, page, "age >= 30 and (joined is missing or job in ('admin.'))")
    pick(rows(page)[1].operator, "is between")
    settled(qtbot, page)
    page.activateWindow()
    view(page).name.setFocus()
    reached = []
    for _ in range(22):
        focused = page.focusWidget()
        reached.append(focused.objectName() or focused.accessibleName())
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert reached == [
        "segmentName", "staticSegment", "segmentMenu",
        "connective", "addCondition", "addGroup",
        "column", "operator", "Value", "removePart",
        "connective", "addCondition", "addGroup", "removePart",
        "column", "operator", "Value", "Value", "removePart",
        "column", "operator", "listedValues",
    ]  # fmt: skip
