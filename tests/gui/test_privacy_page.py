"""The page Privacy: personal columns, one person's data, the audit log."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

import admanager
from admanager.audience import segments
from admanager.gui.page import PageContext
from admanager.gui.pages.privacy import PAGE
from admanager.gui.pages.privacy.model import ACTION_NAMES, details_text
from admanager.gui.pages.privacy.view import PrivacyPage
from admanager.gui.widgets.dialogs import Dialog
from admanager.privacy.audit import read_log
from admanager.privacy.pseudonyms import place_of, save_key
from admanager.privacy.suppression import add_do_not_contact, blocked_profiles
from admanager.project import changes
from admanager.project.file import ProjectFile
from admanager.project.tables import Column
from admanager.texts import sentence
from tests.audience.conftest import PEOPLE, ROWS, fill_table


@pytest.fixture
def page(qtbot: QtBot, page_context: PageContext, project: ProjectFile) -> Iterator[PrivacyPage]:
    """The page on a project with five people and a consent column."""
    fill_table(
        project,
        [*PEOPLE, Column("ok", "boolean", "consent")],
        [(*row, place % 2) for place, row in enumerate(ROWS)],
    )
    segments.save(project, "adults", "age >= 30")
    made = PAGE(page_context)
    qtbot.addWidget(made)
    made.resize(1088, 640)
    made.show()
    qtbot.waitUntil(lambda: made.columns.model().rowCount() > 0 and made.audit.model().rowCount() > 0)
    yield made
    made.close()


def cells(page: PrivacyPage, table: str) -> list[list[str]]:
    model = getattr(page.one if table == "person" else page, table).model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_personal_columns_stand_with_their_meaning(page: PrivacyPage) -> None:
    assert [row[:3] for row in cells(page, "columns")] == [
        ["id", "People", "Key"],
        ["ok", "People", "Consent"],
    ]
    assert "a missing value is a no" in cells(page, "columns")[1][3]
    assert "Only people with a yes" in page.columns_note.text()


def test_without_a_consent_column_the_page_warns(
    qtbot: QtBot, page_context: PageContext, project: ProjectFile
) -> None:
    fill_table(project, PEOPLE, ROWS)
    made = PAGE(page_context)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: "everyone counts as consenting" in made.columns_note.text())
    made.close()


def test_one_person_is_shown_with_their_segments_and_the_look_is_noted(
    qtbot: QtBot, page: PrivacyPage, project: ProjectFile
) -> None:
    page.tabs.setCurrentIndex(1)
    qtbot.keyClicks(page.one.key, "b")
    qtbot.keyClick(page.one.key, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.one.person.isVisible())
    assert ["People", "1", "job", "services"] in cells(page, "person")
    assert ["People", "1", "member", "No"] in cells(page, "person")
    assert page.one.person_note.text() == "1 row is held about b. This look was noted in the audit log."
    assert page.one.person_segments.text() == "In the segments “adults”."
    assert read_log(project).entries[0].action == "read one person"
    qtbot.waitUntil(lambda: cells(page, "audit")[0][2] == "Looked at one person")


def test_a_key_that_nobody_has_is_told(qtbot: QtBot, page: PrivacyPage, project: ProjectFile) -> None:
    page.tabs.setCurrentIndex(1)
    page.one.key.setText("<b>zzz</b>")
    page.one.find_person()
    qtbot.waitUntil(lambda: page.one.person_note.text() == "No table holds a person with the key <b>zzz</b>.")
    assert not page.one.person.isVisible()
    for label in page.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText


def test_the_log_says_whether_it_is_whole(qtbot: QtBot, page: PrivacyPage, project: ProjectFile) -> None:
    assert "the audit log is whole" in page.chain._text.text().lower()
    project.read().execute("UPDATE audit SET object = 'nothing' WHERE id = 1")
    page.tabs.setCurrentIndex(4)
    qtbot.waitUntil(lambda: "it breaks at entry 1" in page.chain.text())
    assert cells(page, "audit")[0][4] == "broken"


def test_the_page_says_that_the_file_is_not_encrypted(page: PrivacyPage) -> None:
    assert any(
        "encryption at rest is left to the disk" in label.text() for label in page.findChildren(QLabel)
    )


def test_everything_that_is_noted_has_a_name() -> None:
    sources = Path(admanager.__file__).parent.rglob("*.py")
    noted = {
        action
        for path in sources
        for action in re.findall(r"audit\((?:connection, )?\s*\"([^\"]+)\"", path.read_text(encoding="utf-8"))
    }
    assert "import" in noted
    assert noted - ACTION_NAMES.keys() == set()


def test_details_of_an_entry_read_as_a_line() -> None:
    detail = {"rows": {"profiles": 1200}, "left_out": 0, "columns": ["a", "b"], "table": "profiles"}
    assert details_text(detail) == "rows: people 1,200  ·  columns: a, b  ·  table People"


def test_the_log_says_who_did_it_and_to_what(
    qtbot: QtBot, page: PrivacyPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "account_name", lambda: "li.wei")
    for what in ("batch 3", "run 12", "project", "profiles, events", "events.item", "Model no. 1"):
        with page.project.change(sentence("Note"), undoable=False) as change:
            change.audit("import", what)
    page.refresh(frozenset({"audit"}))
    qtbot.waitUntil(lambda: cells(page, "audit")[0][3] == "Model no. 1")
    noted = [(row[1], row[3]) for row in cells(page, "audit")[:6]]
    assert noted == [
        ("li.wei", "Model no. 1"),
        ("li.wei", "Events.item"),
        ("li.wei", "People, Events"),
        ("li.wei", "the project"),
        ("li.wei", "run 12"),
        ("li.wei", "import 3"),
    ]


@pytest.fixture
def crowded(qtbot: QtBot, page_context: PageContext, project: ProjectFile) -> Iterator[PrivacyPage]:
    """The page on a project with three hundred people, an address each."""
    people = [
        Column("id", "text", "key"),
        Column("email", "text", "text"),
        Column("age", "integer", "number"),
        Column("town", "text", "category"),
    ]
    fill_table(
        project,
        people,
        [(f"c{n}", f"p{n}@mail.org", 20 + n % 50, "North" if n % 3 else "South") for n in range(300)],
    )
    segments.save(project, "young", "age < 40")
    made = PAGE(page_context)
    qtbot.addWidget(made)
    made.resize(1088, 640)
    made.show()
    qtbot.waitUntil(
        lambda: made.findings.table.model().rowCount() == 1 and made.anonymity.columns.count() == 3
    )
    yield made
    made.close()


def test_one_click_puts_pseudonyms_where_they_are_proposed(
    qtbot: QtBot, crowded: PrivacyPage, project: ProjectFile
) -> None:
    assert "1 column is undecided" in crowded.findings.note.text()
    qtbot.mouseClick(crowded.findings.apply, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(crowded.findings.findChild(QPushButton, "confirmDialog"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "No column seems to hold" in crowded.findings.note.text())
    assert "@" not in project.read().execute("SELECT email FROM profiles").fetchone()[0]
    qtbot.waitUntil(lambda: "only you can read" in crowded.key_note.text())


def test_keeping_a_column_is_noted(qtbot: QtBot, crowded: PrivacyPage) -> None:
    crowded.findings.decide("keep")
    qtbot.waitUntil(lambda: crowded.findings.table.model().index(0, 6).data() == "Keep")


def test_a_person_is_saved_and_erased_once_their_key_was_typed(
    qtbot: QtBot, crowded: PrivacyPage, project: ProjectFile, tmp_path: Path
) -> None:
    crowded.tabs.setCurrentIndex(1)
    assert not crowded.one.erase.isVisible()
    crowded.one.key.setText("c7")
    crowded.one.find_person()
    qtbot.waitUntil(lambda: crowded.one.erase.isVisible())
    for name, mark in (("c7.html", "<!doctype html>"), ("c7.json", '"key": "c7"')):
        crowded.one.save_copy(tmp_path / name)
        qtbot.waitUntil(lambda name=name: (tmp_path / name).exists() and (tmp_path / name).stat().st_size > 0)
        assert mark in (tmp_path / name).read_text(encoding="utf-8")
    dialog = crowded.one.ask_erase()
    assert dialog is not None
    assert not dialog.erase.isEnabled()
    qtbot.keyClicks(dialog.typed, "c7")
    qtbot.mouseClick(dialog.erase, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Erased: 1 row is gone." in crowded.one.person_note.text())
    assert project.read().execute("SELECT COUNT(*) FROM profiles").fetchone() == (299,)
    assert not crowded.one.erase.isVisible()


def test_anonymity_is_measured_and_a_hidden_table_written(
    qtbot: QtBot, crowded: PrivacyPage, tmp_path: Path
) -> None:
    tab = crowded.anonymity
    crowded.tabs.setCurrentIndex(2)
    assert tab.chosen_columns() == ["age", "town"]
    tab.measure_now()
    qtbot.waitUntil(lambda: tab.tiles["k"].value() == "2")
    assert "300 of 300 people are in a group smaller than 10" in tab.note.text()
    tab.write(tmp_path / "hidden.csv")
    qtbot.waitUntil(lambda: tab.note.text().startswith("Wrote "))
    assert int(tab.tiles["k"].value()) >= 10
    assert (tmp_path / "hidden.csv").read_text(encoding="utf-8-sig").startswith("age,town\n")
    assert not tab.diversity.isEnabled()
    tab.sensitive.setCurrentIndex(tab.sensitive.findData("town"))
    assert tab.diversity.isEnabled()


def test_a_noisy_count_costs_budget_and_is_refused_without(qtbot: QtBot, crowded: PrivacyPage) -> None:
    tab = crowded.anonymity.noise
    tab.epsilon.setValue(1.0)
    tab.count_now()
    qtbot.waitUntil(lambda: "±" in tab.answer.text())
    assert tab.budget.text().startswith("0.00 of the privacy budget of 1.00 is left.")
    tab.count_now()
    qtbot.waitUntil(lambda: "budget does not reach" in crowded.banner.text())
    assert not tab.set_total.isEnabled()
    tab.total.setValue(3.0)
    qtbot.mouseClick(tab.set_total, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tab.budget.text().startswith("2.00 of the privacy budget of 3.00 is left."))
    assert not tab.set_total.isEnabled()
    tab.count_now()
    qtbot.waitUntil(lambda: tab.budget.text().startswith("1.00 of the privacy budget of 3.00 is left."))
    tab.total.setValue(1.5)
    tab.set_now()
    qtbot.waitUntil(lambda: "2 of the budget is spent already" in crowded.banner.text())
    crowded.refresh(frozenset())
    assert tab.total.value() == 1.5


def test_without_the_key_a_person_is_erased_only_after_asking(
    qtbot: QtBot, crowded: PrivacyPage, project: ProjectFile, tmp_path: Path
) -> None:
    add_do_not_contact(project, ["c9"])
    place = place_of(project)
    assert place is not None
    assert place.path is not None
    save_key(project, tmp_path / "kept.key")
    place.path.unlink()
    crowded.refresh(frozenset())
    qtbot.waitUntil(lambda: crowded.key_note.load.isVisible())
    crowded.one.erase_now("c7")
    qtbot.waitUntil(lambda: any(found.isVisible() for found in crowded.findChildren(Dialog)))
    (dialog,) = [found for found in crowded.findChildren(Dialog) if found.isVisible()]
    assert dialog.windowTitle() == "Erase them without the key?"
    qtbot.mouseClick(dialog.findChild(QPushButton, "confirmDialog"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Erased: 1 row is gone." in crowded.one.person_note.text())
    crowded.key_note.load_from(tmp_path / "kept.key")
    qtbot.waitUntil(lambda: crowded.key_note.save.isVisible())
    assert not crowded.key_note.load.isVisible()


def test_a_person_who_is_shown_is_put_on_the_do_not_contact_list(
    qtbot: QtBot, crowded: PrivacyPage, project: ProjectFile
) -> None:
    crowded.tabs.setCurrentIndex(1)
    crowded.one.key.setText("c7")
    crowded.one.find_person()
    qtbot.waitUntil(lambda: crowded.one.contact.isEnabled() and crowded.one.contact.isVisible())
    crowded.one.list_them()
    qtbot.waitUntil(lambda: not crowded.one.contact.isEnabled())
    assert crowded.one.contact.text() == "On the do-not-contact list"
    assert len(blocked_profiles(project)) == 1


def test_a_value_of_a_person_is_corrected(qtbot: QtBot, crowded: PrivacyPage, project: ProjectFile) -> None:
    one = crowded.one
    crowded.tabs.setCurrentIndex(1)
    one.key.setText("c7")
    one.find_person()
    qtbot.waitUntil(lambda: one.person.isVisible())
    assert not one.correct.isEnabled()
    shown = cells(crowded, "person")
    one.person.selectRow(shown.index(["People", "1", "age", "27"]))
    assert one.correct.isEnabled()
    dialog = one.ask_correct()
    assert dialog is not None
    assert dialog.typed.text() == "27"
    dialog.typed.setText("old")
    dialog.confirmed.emit(dialog.typed.text())
    qtbot.waitUntil(
        lambda: any("age cannot hold “old”" in each.text() for each in dialog.findChildren(QLabel))
    )
    dialog.typed.setText("72")
    dialog.findChild(QPushButton, "confirmDialog").click()
    qtbot.waitUntil(lambda: ["People", "1", "age", "72"] in cells(crowded, "person"))
    assert project.read().execute("SELECT age FROM profiles WHERE id = 'c7'").fetchone() == (72,)
    # The next value can be corrected at once, by key.
    qtbot.waitUntil(one.correct.isEnabled)
    qtbot.waitUntil(lambda: "Corrected a value" in [row[2] for row in cells(crowded, "audit")])


def test_groups_are_counted_with_noise(qtbot: QtBot, crowded: PrivacyPage) -> None:
    tab = crowded.anonymity.noise
    tab.epsilon.setValue(1.0)
    tab.by.setCurrentIndex(tab.by.findData("town"))
    tab.count_now()
    qtbot.waitUntil(lambda: "groups below 15 are not shown" in tab.answer.text())


def test_lists_rules_and_exports_stand_on_their_tab(
    qtbot: QtBot, crowded: PrivacyPage, project: ProjectFile, tmp_path: Path
) -> None:
    from admanager.audience.export import export_people

    tab = crowded.lists
    crowded.tabs.setCurrentIndex(3)
    (tmp_path / "list.txt").write_text("p1@mail.org\nc2\n")
    tab.change_list(tmp_path / "list.txt")
    qtbot.waitUntil(lambda: tab.listed.text().startswith("1 entr") or tab.listed.text().startswith("2 entr"))
    export_people(project, "age > 0", tmp_path / "out.csv", seed=1)
    tab.refresh()
    qtbot.waitUntil(lambda: tab.sent.exports.model().rowCount() == 1)
    tab.sent.read_lift()
    qtbot.waitUntil(lambda: "Import what people did" in crowded.banner.text())
    tab.retention.rule_days.setValue(30)
    tab.retention.set_rule()
    qtbot.waitUntil(lambda: tab.retention.rules.model().rowCount() == 1)
    assert tab.retention.rules.model().index(0, 1).data() == "30"
    tab.retention.sweep_now()
    tab.retention.remove_rule()
    qtbot.waitUntil(lambda: tab.retention.rules.model().rowCount() == 0)
