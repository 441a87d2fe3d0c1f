"""Models that are there: the list with its summary, one model, two models, deleting."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, Qt
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from admanager.audience import segments
from admanager.gui import format as fmt
from admanager.gui.pages.models import summary_view
from admanager.gui.pages.models.model import ModelsModel
from admanager.gui.pages.models.model_view import CARD, COLUMNS, QUALITY, TRAINING, _columns_note
from admanager.gui.pages.models.view import ModelsPage
from admanager.learning import models
from admanager.learning.comparison import compare
from admanager.learning.decisions import confusion_at
from tests.gui.focus import holds_focus
from tests.gui.models.pages import (
    CONSENTED,
    FIRST,
    LEAK,
    MARKUP,
    assert_plain,
    cell,
    info,
    names,
    press,
    selected,
    settle,
    words,
)


def choose(page: ModelsPage, *wanted: str) -> None:
    page.list.select([info(page, name).id for name in wanted])


# -- the list ------------------------------------------------------------------------------------------------


def test_the_list_has_the_figures_of_each_model_newest_first(page: ModelsPage) -> None:
    assert page.place() == "list"
    assert names(page) == [MARKUP, FIRST]
    card = info(page).card
    assert card is not None
    table, row = page.list.table, names(page).index(FIRST)
    assert cell(table, row, "Predicts") == "responded = yes"
    assert cell(table, row, "Family") == "Deep and cross network"
    assert cell(table, row, "AUC") == f"{card.metrics.auc:.4f}"
    assert cell(table, row, "Log loss") == f"{card.metrics.log_loss:.4f}"
    assert cell(table, row, "ECE · floor") == f"{card.metrics.ece:.4f} · {card.metrics.ece_floor:.4f}"
    assert cell(table, row, "Rows") == f"{CONSENTED:,}"


def test_a_model_that_learned_from_a_leak_has_a_sign_in_the_list(page: ModelsPage) -> None:
    shown = page.list.model
    doubtful, sound = shown.index(names(page).index(MARKUP), 0), shown.index(names(page).index(FIRST), 0)
    assert shown.data(doubtful, Qt.ItemDataRole.DecorationRole) is not None
    assert "too good to be true" in shown.data(doubtful, Qt.ItemDataRole.ToolTipRole)
    assert shown.data(sound, Qt.ItemDataRole.DecorationRole) is None


def test_below_the_list_stands_how_good_the_selected_model_is(qtbot: QtBot, page: ModelsPage) -> None:
    choose(page, FIRST)
    settle(qtbot, page)
    summary, card = page.list.summary, info(page).card
    assert card is not None
    assert summary.places.currentIndex() == summary_view.FIGURES
    assert summary.figures.title.whole_text() == FIRST
    metrics = card.metrics
    low, high = metrics.intervals["auc"]
    assert summary.figures.tiles["auc"].value() == f"{metrics.auc:.4f}"
    assert f"95 %: {low:.3f} to {high:.3f}" in summary.figures.tiles["auc"].accessibleName()
    assert summary.figures.tiles["log_loss"].value() == f"{metrics.log_loss:.4f}"
    observed = [entry.observed for entry in card.curves.reliability]
    assert list(summary.figures.charts.by_kind["reliability"].series["model0"].y) == observed
    choose(page, MARKUP)
    other = info(page, MARKUP).card
    assert other is not None
    assert summary.figures.title.whole_text() == MARKUP
    assert summary.figures.tiles["auc"].value() == f"{other.metrics.auc:.4f}"
    assert "too good to be true" in summary.figures.caution.whole_text()
    press(summary, "summaryColumns")
    assert page.place() == "model"
    assert page.model.tabs.currentIndex() == COLUMNS


def test_the_summary_says_what_can_be_done_with_several_or_none(page: ModelsPage) -> None:
    choose(page, FIRST, MARKUP)
    assert page.list.summary.places.currentIndex() == summary_view.NOTE
    assert "compare them" in page.list.summary.note.text()
    choose(page)
    assert "Select a model" in page.list.summary.note.text()
    assert not page.list.open.isEnabled()


def test_sorting_keeps_the_selected_model_and_holds_when_the_list_is_read_anew(
    qtbot: QtBot, page: ModelsPage
) -> None:
    choose(page, FIRST)
    auc = [column.title for column in page.list.model.columns].index("AUC")
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        page.list.table.sortByColumn(auc, order)
        values = [row[auc] for row in page.list.model.rows]
        assert values == sorted(values, reverse=order == Qt.SortOrder.DescendingOrder)
        assert selected(page) == [FIRST]
    page.list.table.sortByColumn(auc, Qt.SortOrder.AscendingOrder)
    page.refresh(frozenset())
    settle(qtbot, page)
    values = [row[auc] for row in page.list.model.rows]
    assert values == sorted(values)
    assert selected(page) == [FIRST]


def test_enter_opens_a_model_and_back_returns_to_it(qtbot: QtBot, page: ModelsPage) -> None:
    choose(page, FIRST)
    page.list.table.setFocus()
    qtbot.keyClick(page.list.table, Qt.Key.Key_Return)
    assert page.place() == "model"
    assert page.model.title.whole_text() == FIRST
    qtbot.keyClick(page, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page.place() == "list"
    assert selected(page) == [FIRST]
    assert holds_focus(page.list.table)


def test_arrow_keys_move_the_selection_and_the_summary_with_it(qtbot: QtBot, page: ModelsPage) -> None:
    choose(page, MARKUP)
    page.list.table.setFocus()
    qtbot.keyClick(page.list.table, Qt.Key.Key_Down)
    assert selected(page) == [FIRST]
    assert page.list.summary.figures.title.whole_text() == FIRST


def test_the_selection_outlives_a_page_that_is_built_anew(qtbot: QtBot, page: ModelsPage) -> None:
    choose(page, FIRST)
    again = type(page)(page.context)
    qtbot.addWidget(again)
    again.restore_state(page.save_state())
    again.show()
    settle(qtbot, again)
    assert selected(again) == [FIRST]


# -- one model -----------------------------------------------------------------------------------------------


def test_the_quality_of_a_model_equals_its_card(qtbot: QtBot, page: ModelsPage) -> None:
    page.open_model(info(page).id)
    settle(qtbot, page)
    card = info(page).card
    assert card is not None
    metrics, tiles = card.metrics, page.model.quality.tiles
    assert tiles["auc"].value() == f"{metrics.auc:.4f}"
    assert tiles["log_loss"].value() == f"{metrics.log_loss:.4f}"
    assert tiles["ece"].value() == f"{metrics.ece:.4f}"
    assert f"chance alone: {metrics.ece_floor:.4f}" in tiles["ece"].accessibleName()
    assert tiles["base_rate"].value() == f"{metrics.base_rate * 100:.1f} %"
    assert f"{metrics.positives} of {metrics.rows} rows" in tiles["base_rate"].accessibleName()
    charts = page.model.quality.charts.by_kind
    for kind, points in (
        ("gains", card.curves.gains), ("roc", card.curves.roc), ("precision", card.curves.precision_recall),
    ):  # fmt: skip
        assert list(charts[kind].series["model0"].x) == [x for x, _ in points]
        assert list(charts[kind].series["model0"].y) == [y for _, y in points]
    reach = charts["reliability"].series["model0.reach"]
    assert reach.low is not None
    assert reach.high is not None
    assert all(low <= y <= high for low, y, high in zip(reach.low, reach.y, reach.high, strict=True))


def test_hits_and_misses_are_told_at_a_chosen_share(qtbot: QtBot, page: ModelsPage) -> None:
    page.open_model(info(page).id)
    settle(qtbot, page)
    decision, card = page.model.quality.decision, info(page).card
    assert card is not None
    decision.people.setValue(card.metrics.rows)
    decision.share.setValue(100)
    yes = card.metrics.positives
    assert {key: cell.text() for key, cell in decision.cells.items()} == {
        "hits": f"{yes:,}",
        "false_alarms": f"{card.metrics.rows - yes:,}",
        "missed": "0",
        "left": "0",
    }
    decision.share.setValue(20)
    found = confusion_at(card.curves, card.metrics, share=0.2, people=card.metrics.rows)
    assert decision.cells["hits"].text() == f"{round(found.hits):,}"
    assert f"{found.recall * 100:.1f} % are addressed" in decision.told.text()
    # What a person chose stays when the cost is another.
    decision.cost.setValue(3)
    assert decision.share.value() == 20


def test_a_random_split_stands_beside_the_other(qtbot: QtBot, page: ModelsPage) -> None:
    page.open_model(info(page).id)
    settle(qtbot, page)
    card = info(page).card
    assert card is not None
    told = page.model.quality.split.text()
    assert f"an AUC of {card.split.quick_auc_random:.3f} on people drawn at random" in told
    assert f"with an AUC of {card.split.adversarial_auc:.3f}" in told


def test_the_columns_tab_names_what_is_used_and_what_was_left_out(page: ModelsPage) -> None:
    page.open_model(info(page).id)
    page.model.tabs.setCurrentIndex(COLUMNS)
    card = info(page).card
    assert card is not None
    shown = page.model.columns.shown.columns_shown
    assert {row.name for row in shown if row.used} == {entry.name for entry in card.inputs}
    assert {row.name for row in shown if not row.used} == {finding.column for finding in card.excluded}
    assert f"takes {len(card.inputs)} columns" in page.model._columns_note.text()
    # What is shown cannot be changed any more.
    assert not page.model.columns.shown.checkable


def test_a_leak_that_was_kept_is_told_with_the_figures(page: ModelsPage) -> None:
    page.open_model(info(page, MARKUP).id)
    page.model.tabs.setCurrentIndex(QUALITY)
    assert "1 column was kept against the leak guard's advice" in page.model.quality.caution.text()
    page.model.quality.caution._action.click()
    assert page.model.tabs.currentIndex() == COLUMNS
    first = page.model.columns.shown.rows[0]
    assert first[0] == LEAK
    assert first[2].startswith("Kept all the same.")


def test_the_training_tab_has_every_epoch_and_marks_the_best(page: ModelsPage) -> None:
    page.open_model(info(page).id)
    page.model.tabs.setCurrentIndex(TRAINING)
    card = info(page).card
    assert card is not None
    epochs = card.training.epochs
    charts = page.model.epochs
    assert list(charts.loss.series["train"].y) == [entry.train_loss for entry in epochs]
    assert list(charts.loss.series["valid"].y) == [entry.valid_loss for entry in epochs]
    assert list(charts.auc.series["auc"].y) == [entry.valid_auc for entry in epochs]
    assert charts.loss._marker[0] == card.training.best_epoch
    assert f"the weights of epoch {card.training.best_epoch} were kept" in page.model._training_note.text()


def test_the_columns_tab_names_the_first_quotients_and_counts_the_others(page: ModelsPage) -> None:
    card = info(page).card
    assert card is not None
    pairs = [(f"a{number}", "visits") for number in range(6)]
    assert (
        _columns_note(card.model_copy(update={"quotients": pairs[:1]}))
        .split(". ")[1]
        .startswith("It divides numbers by one another, too: a0 / visits")
    )
    told = _columns_note(card.model_copy(update={"quotients": pairs}))
    assert "a3 / visits" in told
    assert "a4 / visits" not in told
    assert "2 others" in told


def test_the_card_tab_tells_everything_in_words(qtbot: QtBot, page: ModelsPage) -> None:
    page.open_model(info(page).id)
    page.model.tabs.setCurrentIndex(CARD)
    settle(qtbot, page)
    shown, found = words(page.model), info(page)
    assert found.card is not None
    for text in (
        "responded = yes",
        f"{CONSENTED:,}",
        f"{found.card.data.fingerprint[:16]}…",
        f"{found.sha256[:16]}…",
        fmt.size(found.size),
        f"{found.card.metrics.average_precision:.4f}",
    ):
        assert text in shown


def test_a_model_is_found_by_its_name_from_elsewhere(qtbot: QtBot, page: ModelsPage) -> None:
    page.open_item(FIRST)
    qtbot.waitUntil(lambda: page.place() == "model")
    assert page.model.title.whole_text() == FIRST


def test_markup_in_a_models_name_is_shown_as_plain_text(page: ModelsPage) -> None:
    choose(page, MARKUP)
    page.open_model(info(page, MARKUP).id)
    for tab in range(page.model.tabs.count()):
        page.model.tabs.setCurrentIndex(tab)
    page.open_pair(info(page).id, info(page, MARKUP).id)
    assert page.model.title.whole_text() == MARKUP
    assert page.pair.head.second.currentText() == MARKUP
    assert f"“{MARKUP}”" in page.pair.verdict.text()
    assert_plain(page)
    tooltip = page.list.model.index(names(page).index(MARKUP), ModelsModel.NAME).data(
        Qt.ItemDataRole.ToolTipRole
    )
    assert "&lt;b&gt;bold" in tooltip


# -- two models ----------------------------------------------------------------------------------------------


def test_two_selected_models_are_compared_with_their_interval(qtbot: QtBot, page: ModelsPage) -> None:
    choose(page, FIRST)
    assert not page.list.compare.isEnabled()
    choose(page, FIRST, MARKUP)
    press(page.list, "compareSelected")
    assert page.place() == "pair"
    one, two = info(page).card, info(page, MARKUP).card
    assert one is not None
    assert two is not None
    found = compare(one, two)
    assert page.pair.comparison == found
    assert found.better == "b"
    assert page.pair.verdict.text().startswith(f"“{MARKUP}” ranks people better than “{FIRST}”")
    assert cell(page.pair.figures, 0, "A") == f"{one.metrics.auc:.4f}"
    assert cell(page.pair.figures, 0, "B") == f"{two.metrics.auc:.4f}"
    assert cell(page.pair.figures, 0, "B minus A") == f"+{found.gap:.4f}"
    assert LEAK in " ".join(words(page.pair))
    settle(qtbot, page)
    gains = page.pair.charts.by_kind["gains"].series
    assert list(gains["model1"].y) == [y for _, y in two.curves.gains]


def test_a_and_b_can_be_swapped_and_back_leads_to_both(page: ModelsPage) -> None:
    first, second = info(page).id, info(page, MARKUP).id
    page.open_pair(first, second)
    page.pair.head.swap.click()
    assert page.pair.head.chosen() == (second, first)
    assert page.pair.verdict.text().startswith(f"“{MARKUP}” ranks people better")
    page.pair.head.back.click()
    assert page.list.selected() == sorted((first, second))


def test_an_open_model_is_compared_by_its_menu(page: ModelsPage) -> None:
    page.open_model(info(page).id)
    menu = page.model.compare_menu()
    (action,) = menu.actions()
    assert action.text() == MARKUP.replace("&", "&&")
    action.trigger()
    assert page.pair.head.chosen() == (info(page).id, info(page, MARKUP).id)
    menu.deleteLater()


# -- deleting ------------------------------------------------------------------------------------------------


def test_a_deleted_model_comes_back_with_undo(qtbot: QtBot, page: ModelsPage) -> None:
    choose(page, FIRST)
    page.list.table.setFocus()
    qtbot.keyClick(page.list.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: names(page) == [MARKUP])
    assert page.banner.text() == f"The model “{FIRST}” is deleted."
    page.banner._action.click()
    qtbot.waitUntil(lambda: names(page) == [MARKUP, FIRST])
    assert page.banner.text() == ""


def test_several_deleted_models_come_back_with_one_undo(qtbot: QtBot, page: ModelsPage) -> None:
    choose(page, FIRST, MARKUP)
    page.list.table.setFocus()
    qtbot.keyClick(page.list.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: names(page) == [])
    settle(qtbot, page)
    assert page.banner.text() == "2 models are deleted."
    assert page.place() == "train"
    page.banner._action.click()
    qtbot.waitUntil(lambda: names(page) == [MARKUP, FIRST])
    assert page.place() == "list"


def test_undo_on_the_banner_takes_nothing_else_back(qtbot: QtBot, page: ModelsPage) -> None:
    choose(page, FIRST)
    page.list.delete_asked.emit(page.list.selected())
    qtbot.waitUntil(lambda: page.banner.text() != "")
    segments.save(page.project, "old", "age >= 40")
    with qtbot.waitSignal(page.context.message_posted) as told:
        page.banner._action.click()
    assert told.args is not None
    assert "Something else was done since" in told.args[0]
    assert names(page) == [MARKUP]
    assert [segment.name for segment in segments.list_segments(page.project)] == ["old"]


def test_an_open_model_is_deleted_by_its_menu(qtbot: QtBot, page: ModelsPage) -> None:
    page.open_model(info(page).id)
    page.model.more.click()
    (menu,) = [made for made in page.model.findChildren(QMenu) if made.isVisible()]
    menu.actions()[-1].trigger()
    menu.close()
    qtbot.waitUntil(lambda: page.place() == "list" and names(page) == [MARKUP])


def test_a_model_that_somebody_else_deleted_is_left(qtbot: QtBot, page: ModelsPage) -> None:
    page.open_model(info(page).id)
    models.delete_model(page.project, FIRST)
    qtbot.waitUntil(lambda: page.place() == "list")
    assert selected(page) == [MARKUP]


def test_the_palette_reaches_every_place(page: ModelsPage) -> None:
    commands = {entry.name: entry.run for entry in page.commands()}
    for name, place in (("compare", "pair"), ("list", "list"), ("train", "train")):
        commands[f"models.{name}"]()
        assert page.place() == place


def test_rows_are_chosen_with_the_mouse_too(qtbot: QtBot, page: ModelsPage) -> None:
    table = page.list.table
    place = table.visualRect(page.list.model.index(names(page).index(FIRST), 1)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert selected(page) == [FIRST]
    flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
    table.selectionModel().select(page.list.model.index(names(page).index(MARKUP), 0), flags)
    assert page.list.summary.figures.title.whole_text() == MARKUP


def test_a_model_asked_for_before_its_view_is_made_is_shown_when_it_is(
    qtbot: QtBot, page: ModelsPage
) -> None:
    again = type(page)(page.context)
    qtbot.addWidget(again)
    again.open_item(FIRST)
    again.show()
    qtbot.waitUntil(lambda: again.places.currentWidget() is not again.list)
    assert again.places.currentWidget() is again.model
    assert again.model.title.whole_text() == FIRST
    settle(qtbot, again)
    assert holds_focus(again.model.back)


def test_nothing_that_a_page_makes_late_is_a_window_of_its_own_for_a_moment(
    qtbot: QtBot, page: ModelsPage
) -> None:
    shown: list[str] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                shown.append(type(watched).__name__)
            return False

    watch = Watch()
    application = QApplication.instance()
    assert application is not None
    application.installEventFilter(watch)
    again = type(page)(page.context)
    again.setParent(page)
    again.open_item(FIRST)
    again.show()
    settle(qtbot, again)
    application.removeEventFilter(watch)
    assert again.place() == "model"
    assert shown == []
