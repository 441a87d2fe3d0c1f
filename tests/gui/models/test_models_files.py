"""ONNX files that go and come: exporting, loading elsewhere, mapping a foreign one, refusing a hostile one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import pytest
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from admanager.gui.pages.models import summary_view
from admanager.gui.pages.models.files import file_name
from admanager.gui.pages.models.load_dialog import _listed
from admanager.gui.pages.models.model_view import CARD, QUALITY
from admanager.gui.pages.models.view import ModelsPage
from admanager.learning import models
from admanager.project.file import ProjectFile
from admanager.project.tables import read_frame
from tests.gui.models.conftest import OpenPage
from tests.gui.models.pages import (
    FIRST,
    MARKUP,
    assert_plain,
    checked,
    info,
    names,
    press,
    scores,
    settle,
    words,
)
from tests.learning.test_gate import HOSTILE
from tests.learning.test_sklearn_models import converted_model


@pytest.fixture
def converted(tmp_path: Path) -> Path:
    """A classifier that another tool converted; it takes `emp_var_rate` and `age`."""
    path = tmp_path / "converted.onnx"
    path.write_bytes(converted_model())
    return path


def exported(qtbot: QtBot, page: ModelsPage, path: Path, name: str = FIRST) -> Path:
    page.files.export_to(name, path)
    qtbot.waitUntil(lambda: str(path) in page.banner.text())
    return path


def test_a_model_is_exported_through_the_file_dialog(qtbot: QtBot, page: ModelsPage, tmp_path: Path) -> None:
    page.open_model(info(page).id)
    press(page.model, "exportModel")
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.selectedFiles()[0].endswith(f"{FIRST}.onnx")
    path = tmp_path / "out.onnx"
    dialog.fileSelected.emit(str(path))
    dialog.close()
    qtbot.waitUntil(lambda: page.banner.text() == f"The model is saved as {path}.")
    assert path.read_bytes() == models.get_onnx(page.project, FIRST)


def test_names_of_files_are_such_that_every_system_takes_them() -> None:
    assert file_name("Chance of y = yes") == "Chance of y _ yes"
    assert file_name('a/b\\c:"d"<e>.') == "a_b_c__d__e__"
    assert file_name("...") == "___"
    assert file_name("客户响应") == "客户响应"
    assert len(file_name("x" * 300)) == 80


def test_an_exported_model_scores_the_same_in_another_project(
    qtbot: QtBot, page: ModelsPage, people: Path, tmp_path: Path
) -> None:
    path = exported(qtbot, page, tmp_path / "out.onnx")
    expected = scores(page.project, FIRST)
    with ProjectFile.open(people) as other:
        page.context.set_project(other)
        page.set_project(other)
        settle(qtbot, page)
        dialog = checked(qtbot, page, path)
        assert any("A model of this program: it predicts responded = yes" in text for text in words(dialog))
        assert dialog.form.fields["loadName"].value() == FIRST
        press(dialog, "confirmLoad")
        qtbot.waitUntil(lambda: page.place() == "model")
        assert page.model.title.whole_text() == FIRST
        np.testing.assert_array_equal(scores(other, FIRST), expected)
        page.context.runner.cancel_all()
        settle(qtbot, page)
        page.context.set_project(None)
        page.set_project(None)


def test_a_foreign_model_is_loaded_with_the_mapping_that_was_chosen(
    qtbot: QtBot, page: ModelsPage, converted: Path
) -> None:
    dialog = checked(qtbot, page, converted)
    assert any("2 inputs" in text and "Made by converter" in text for text in words(dialog))
    chosen = {name: dialog.inputs.fields[f"input.{name}"] for name in ("emp_var_rate", "age")}
    # The project has an age, but nothing with the other name: that is left to a person.
    assert chosen["age"].value() == "age"
    assert chosen["emp_var_rate"].value() is None
    assert dialog.inputs.fields["outputClass"].value() == 1
    press(dialog, "confirmLoad")
    assert chosen["emp_var_rate"].error() == "Say which column feeds this input."
    assert dialog.focusWidget() is chosen["emp_var_rate"].editor
    assert isinstance(chosen["emp_var_rate"].editor, QComboBox)
    chosen["emp_var_rate"].set_value("visits_90d")
    press(dialog, "confirmLoad")
    qtbot.waitUntil(lambda: page.place() == "model")
    mapping = info(page, "converted").mapping
    assert mapping is not None
    assert mapping.inputs == {"emp_var_rate": ["visits_90d"], "age": ["age"]}
    frame = read_frame(page.project.read(), "profiles", ["age", "visits_90d"]).dropna()
    z = frame["visits_90d"].astype(float) + 0.5 * frame["age"].astype(float) - 1
    found = models.get_scorer(page.project, "converted").score(frame)
    np.testing.assert_allclose(found, 1 / (1 + np.exp(-z)), atol=1e-6)


def test_names_of_columns_are_read_as_people_write_them() -> None:
    assert _listed('age, `emp.var.rate` , "a, b",, 年龄') == ["age", "emp.var.rate", "a, b", "年龄"]


def test_of_a_foreign_model_is_shown_what_is_known(qtbot: QtBot, page: ModelsPage, converted: Path) -> None:
    dialog = checked(qtbot, page, converted)
    dialog.inputs.fields["input.emp_var_rate"].set_value("visits_90d")
    press(dialog, "confirmLoad")
    qtbot.waitUntil(lambda: page.place() == "model")
    settle(qtbot, page)
    view = page.model
    assert view.tabs.currentIndex() == CARD
    assert not view.tabs.isTabVisible(QUALITY)
    assert not view.compare.isVisible()
    assert {"emp_var_rate", "visits_90d", "output_probability"} <= set(words(view))
    view._open_more()
    offered = {action.text() for menu in view.findChildren(QMenu) for action in menu.actions()}
    assert offered == {"Score everyone with it", "Delete the model"}
    page.show_list()
    assert names(page)[0] == "converted"
    assert page.list.summary.places.currentIndex() == summary_view.NOTE
    assert page.list.summary.note.text().startswith("“converted” comes from elsewhere")
    page.list.select([info(page).id, info(page, "converted").id])
    assert not page.list.compare.isEnabled()
    # A model with figures has all its tabs again.
    page.open_model(info(page).id)
    assert view.tabs.isTabVisible(QUALITY)


def test_a_file_is_chosen_in_the_file_dialog_and_the_dialog_can_be_left(
    qtbot: QtBot, page: ModelsPage, converted: Path
) -> None:
    press(page, "loadModel")
    chooser = page.findChild(QFileDialog)
    assert chooser is not None
    chooser.fileSelected.emit(str(converted))
    chooser.close()
    assert "a trial run in a process of its own" in page.banner.text()
    qtbot.waitUntil(lambda: page.files.dialog is not None)
    assert page.banner.text() == ""
    dialog = page.files.dialog
    assert dialog is not None
    dialog.form.fields["loadName"].set_value(" ")
    press(dialog, "confirmLoad")
    assert dialog.form.fields["loadName"].error() == "Give the model a name."
    press(dialog, "cancelLoad")
    settle(qtbot, page)
    assert names(page) == [MARKUP, FIRST]


def test_the_checks_of_a_file_can_be_cancelled(qtbot: QtBot, page: ModelsPage, converted: Path) -> None:
    page.files.load(converted)
    page.context.job("models.check").cancel()
    settle(qtbot, page)
    assert page.files.dialog is None
    assert page.banner.text() == ""


def test_a_hostile_or_broken_file_is_refused_with_the_reason_and_nothing_is_stored(
    qtbot: QtBot, page: ModelsPage, tmp_path: Path
) -> None:
    path = tmp_path / "bad.onnx"
    for kind, reason in (("a loop", "uses the operator Loop"), ("text", "not an ONNX model")):
        path.write_bytes(HOSTILE[kind][0]())
        page.files.load(path)
        assert page.banner.property("kind") == "info"
        qtbot.waitUntil(lambda reason=reason: reason in page.banner.text())
        assert page.banner.text().startswith("The ONNX file was refused: ")
        assert page.banner.property("kind") == "bad"
        settle(qtbot, page)
        assert page.files.dialog is None
    assert names(page) == [MARKUP, FIRST]
    assert len(models.list_models(page.project)) == 2


def test_a_file_that_is_not_there_is_told(qtbot: QtBot, page: ModelsPage, tmp_path: Path) -> None:
    page.files.load(tmp_path / "gone.onnx")
    qtbot.waitUntil(lambda: page.banner.text().startswith("There is no file at "))


def test_markup_in_a_files_name_inputs_and_metadata_is_shown_as_plain_text(
    qtbot: QtBot, page: ModelsPage, tmp_path: Path
) -> None:
    model = onnx.ModelProto()
    model.ParseFromString(converted_model())
    model.producer_name = "<img src=x onerror=alert(1)>"
    for node in model.graph.node:
        node.input[:] = ["<i>age</i>" if name == "age" else name for name in node.input]
    model.graph.input[1].name = "<i>age</i>"
    path = tmp_path / "<b>bold<b>.onnx"
    path.write_bytes(model.SerializeToString())
    dialog = checked(qtbot, page, path)
    assert any("Made by <img src=x onerror=alert(1)>" in text for text in words(dialog))
    assert "<i>age</i>" in words(dialog)
    assert dialog.title.text() == "Load <b>bold<b>.onnx"
    assert_plain(dialog)
    for name in ("emp_var_rate", "<i>age</i>"):
        dialog.inputs.fields[f"input.{name}"].set_value("age")
    press(dialog, "confirmLoad")
    qtbot.waitUntil(lambda: page.place() == "model")
    settle(qtbot, page)
    assert page.model.title.whole_text() == "<b>bold<b>"
    assert "<i>age</i>" in words(page.model)
    page.show_list()
    assert_plain(page)


def test_an_input_of_several_columns_is_written_with_commas(
    qtbot: QtBot, open_page: OpenPage, people: Path, tmp_path: Path
) -> None:
    from tests.learning.test_models import _foreign

    path = tmp_path / "wide.onnx"
    path.write_bytes(_foreign())
    page = open_page(people)
    dialog = checked(qtbot, page, path)
    feature = dialog.inputs.fields["input.features"]
    assert isinstance(feature.editor, QLineEdit)
    feature.set_value("age, nobody")
    press(dialog, "confirmLoad")
    assert feature.error() == "The project has no columns nobody."
    feature.set_value("age")
    press(dialog, "confirmLoad")
    assert feature.error() == "It takes 2 columns; 1 are named."
    feature.set_value('age, "visits_90d"')
    press(dialog, "confirmLoad")
    qtbot.waitUntil(lambda: page.place() == "model")
    mapping = info(page, "wide").mapping
    assert mapping is not None
    assert mapping.inputs == {"features": ["age", "visits_90d"]}


def test_a_file_that_is_loaded_under_another_name_is_told_so(
    qtbot: QtBot, page: ModelsPage, converted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(page.context, "show_message", lambda text, *_: told.append(text))
    for _ in range(2):
        dialog = checked(qtbot, page, converted)
        dialog.inputs.fields["input.emp_var_rate"].set_value("visits_90d")
        press(dialog, "confirmLoad")
        qtbot.waitUntil(lambda: page.place() == "model")
        settle(qtbot, page)
        page.show_list()
        page.files.dialog = None
    assert told[0] == "The model “converted” is loaded."
    assert told[-1] == (
        "The model is loaded as “converted 2”, since there is another one called “converted”."
    )
