"""Forms: values by name, buddies and names for screen readers, errors at their field."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from admanager.gui.widgets import Form


def form(qtbot: QtBot) -> Form:
    made = Form()
    qtbot.addWidget(made)
    made.add("name", "Name", Form.text("Spring"))
    made.add("budget", "Budget", Form.real(100.0, 0, 1e9), unit="€", help_text="For the whole flight.")
    made.add("cap", "Frequency cap", Form.integer(3, 0, 99))
    made.add("pricing", "Pricing", Form.choice([("cpc", "Per click"), ("cpm", "Per thousand")], "cpm"))
    made.add("even", "Spend evenly", Form.flag(True))
    return made


def test_values_are_read_and_set_by_name(qtbot: QtBot) -> None:
    made = form(qtbot)
    assert made.values() == {"name": "Spring", "budget": 100.0, "cap": 3, "pricing": "cpm", "even": True}
    made.fields["pricing"].set_value("cpc")
    made.fields["cap"].set_value(5)
    assert made.values()["pricing"] == "cpc"
    assert made.values()["cap"] == 5


def test_each_change_is_told_once(qtbot: QtBot) -> None:
    made = form(qtbot)
    told: list[int] = []
    made.changed.connect(lambda: told.append(1))
    for name, value in (("name", "Summer"), ("budget", 5.0), ("cap", 1), ("pricing", "cpc"), ("even", False)):
        made.fields[name].set_value(value)
    assert len(told) == 5


def test_every_editor_has_a_name_and_its_label_leads_to_it(qtbot: QtBot) -> None:
    made = form(qtbot)
    buddies = {
        label.buddy(): label.text() for label in made.findChildren(QLabel) if label.buddy() is not None
    }
    for name in ("name", "budget", "cap", "pricing"):
        editor = made.fields[name].editor
        assert editor.accessibleName() == buddies[editor]
    assert made.fields["budget"].editor.accessibleDescription() == "For the whole flight."
    assert made.fields["even"].editor.text() == "Spend evenly"


def test_error_stands_at_the_field_and_is_taken_away(qtbot: QtBot) -> None:
    made = form(qtbot)
    field = made.fields["budget"]
    field.set_error("The budget has to be above 0.")
    assert field.error() == "The budget has to be above 0."
    assert field.editor.property("invalid") == "true"
    field.set_error("")
    assert field.error() == ""
    assert field.editor.property("invalid") == "false"


def test_row_can_be_hidden_with_its_label(qtbot: QtBot) -> None:
    made = form(qtbot)
    made.show()
    made.set_row_visible("cap", False)
    assert not made.fields["cap"].isVisible()
    assert not [
        label for label in made.findChildren(QLabel) if label.text() == "Frequency cap" and label.isVisible()
    ]
    made.close()
