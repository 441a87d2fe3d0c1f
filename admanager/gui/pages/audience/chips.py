"""What is chosen in Explore, a chip for each column; each takes its choice back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from admanager.gui.i18n import tr
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import button, clear_layout, muted, plain_tooltip
from admanager.gui.widgets.flow import FlowLayout


class ChosenChips(QWidget):
    """A line of chips, or how to begin where nothing is chosen; chips that stay are only written anew."""

    def __init__(self, take_back: Callable[[str], object], clear: Callable[[], object]) -> None:
        super().__init__()
        self._take_back, self._clear = take_back, clear
        self._chips: dict[str, QPushButton] = {}
        self._flow = FlowLayout(self, spacing=GRID // 2)
        self._build(())

    def show_chosen(self, chosen: Mapping[str, str]) -> None:
        """Show what is chosen in each column, in words."""
        if tuple(chosen) != tuple(self._chips):
            self._build(tuple(chosen))
        for column, text in chosen.items():
            shown = f"{column}: {text}".replace("&", "&&")
            chip = self._chips[column]
            if chip.text() != shown:
                chip.setText(shown)
                chip.setAccessibleName(
                    tr("ExploreTool", "{column}: {values}. Take this choice back", column=column, values=text)
                )

    def _build(self, columns: tuple[str, ...]) -> None:
        clear_layout(self._flow)
        self._chips = {}
        if not columns:
            hint = muted(tr("ExploreTool", "Click a bar, or drag over several: all other attributes then show "
                                           "these people only. Grey is everyone."))  # fmt: skip
            hint.setWordWrap(False)
            self._flow.addWidget(hint)
            return
        for column in columns:
            chip = button("", partial(self._take_back, column), icon="close",
                          tooltip=tr("ExploreTool", "Take this choice back"), name="facetChip")  # fmt: skip
            chip.setProperty("kind", "chip")
            self._flow.addWidget(chip)
            self._chips[column] = chip
        if len(columns) > 1:
            everyone = button(tr("ExploreTool", "Clear all"), self._clear, kind="link", name="clearFacets")
            everyone.setToolTip(plain_tooltip(tr("ExploreTool", "Choose everyone again (Ctrl+Backspace)")))
            self._flow.addWidget(everyone)
