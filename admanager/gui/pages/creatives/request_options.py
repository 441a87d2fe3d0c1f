"""The choices of a request that are rarely changed, in a menu: how designs are chosen, and who makes their art."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton

from admanager.gui import icons
from admanager.gui.i18n import tr
from admanager.gui.theme import GRID

if TYPE_CHECKING:
    from admanager.creative.model_art import ModelArt

# What a choice asks of the request: `choose` and `search`.
CHOICES: dict[str, tuple[bool | None, str]] = {
    "best": (None, "drawn"),
    "search": (None, "gradient"),
    "drawn": (False, "drawn"),
}
ARTS = ("drawn", "ground", "picture")
CONCEPT = "concept"


class RequestOptions(QToolButton):
    """A button with a menu; what is chosen in it that is not the usual is told by `told`.

    Once a concept was chosen, on the tab of the models, it is one of the arts.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        icons.set_icon(self, "settings")
        self.setIconSize(QSize(18, 18))
        self.setFixedHeight(GRID * 4)
        self.setObjectName("requestOptions")
        self.setAccessibleName(tr("RequestOptions", "How designs are chosen and drawn"))
        self.setToolTip(self.accessibleName())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        menu.addSection(tr("RequestOptions", "Which designs are shown"))
        _, self.choices = self._group(
            menu,
            (
                ("best", tr("RequestOptions", "The best of 256, once clicks were learned from")),
                ("search", tr("RequestOptions", "The best of a search uphill of what is clicked")),
                ("drawn", tr("RequestOptions", "As they are drawn")),
            ),
        )
        menu.addSection(tr("RequestOptions", "Art where there is no photo"))
        self._arts_group, self.arts = self._group(
            menu,
            (
                ("drawn", tr("RequestOptions", "Drawn shapes")),
                ("ground", tr("RequestOptions", "Drawn shapes, on a ground by the image model")),
                ("picture", tr("RequestOptions", "A picture by the image model, in the brand’s colours")),
            ),
        )
        self._concept: ModelArt | None = None
        chosen = self._add(
            self._arts_group, menu, CONCEPT, tr("RequestOptions", "The concept that you chose")
        )
        chosen.setVisible(False)
        self.arts[CONCEPT] = chosen
        self.setMenu(menu)
        self.show_standing(False, [])

    def _group(
        self, menu: QMenu, options: Sequence[tuple[str, str]]
    ) -> tuple[QActionGroup, dict[str, QAction]]:
        group = QActionGroup(self)
        made = {key: self._add(group, menu, key, text) for key, text in options}
        next(iter(made.values())).setChecked(True)
        group.triggered.connect(lambda _action: self.changed.emit())
        return group, made

    @staticmethod
    def _add(group: QActionGroup, menu: QMenu, key: str, text: str) -> QAction:
        action = menu.addAction(text)
        action.setCheckable(True)
        action.setData(key)
        group.addAction(action)
        return action

    def set_concept(self, art: ModelArt | None) -> None:
        """Have this concept be the art of what is designed from now on; None forgets it."""
        self._concept = art
        self.arts[CONCEPT].setVisible(art is not None)
        if art is not None:
            self.arts[CONCEPT].setChecked(True)
        elif self._art() == CONCEPT:
            self.arts["drawn"].setChecked(True)
        self.changed.emit()

    def show_standing(self, learned: bool, image_models: Sequence[str]) -> None:
        """Offer what the project has learned enough for; say of the rest what it needs."""
        search = self.choices["search"]
        search.setEnabled(learned)
        search.setToolTip(
            "" if learned else tr("RequestOptions", "Learn from impressions first, on the tab Models.")
        )
        for key in ("ground", "picture"):
            self.arts[key].setEnabled(bool(image_models))
            self.arts[key].setToolTip(
                ""
                if image_models
                else tr("RequestOptions", "Train or load an image model first, on the tab Models.")
            )
        before = self.values()
        if search.isChecked() and not learned:
            self.choices["best"].setChecked(True)
        # A concept that was chosen is at hand, also where its model is gone.
        if self._art() in {"ground", "picture"} and not image_models:
            self.arts["drawn"].setChecked(True)
        if before != self.values():
            self.changed.emit()

    def _choice(self) -> str:
        return next(key for key, action in self.choices.items() if action.isChecked())

    def _art(self) -> str:
        return next(key for key, action in self.arts.items() if action.isChecked())

    def values(self) -> dict[str, Any]:
        """Return what is chosen, as fields of a request."""
        choose, search = CHOICES[self._choice()]
        art = self._art()
        if art == CONCEPT and self._concept is not None:
            return {"choose": choose, "search": search, "art": self._concept.use, "concept": self._concept}
        return {"choose": choose, "search": search, "art": art, "concept": None}

    def set_values(self, values: dict[str, Any]) -> None:
        """Show what `values` gave."""
        wanted = (values["choose"], values["search"])
        for key, fields in CHOICES.items():
            self.choices[key].setChecked(fields == wanted)
        self.set_concept(values["concept"])
        if values["concept"] is None:
            self.arts[values["art"]].setChecked(True)
        self.changed.emit()

    def told(self) -> str:
        """Return what is chosen as sentences, where it is not the usual; else an empty text."""
        told = []
        if self._choice() == "search":
            told.append(tr("RequestOptions", "The best of a search are shown."))
        elif self._choice() == "drawn":
            told.append(tr("RequestOptions", "Designs are shown as they are drawn."))
        if self._art() == CONCEPT:
            told.append(
                tr("RequestOptions", "The concept that you chose is their art; an export leaves it out unless you switch it on there.")
            )  # fmt: skip
        elif self._art() != "drawn":
            told.append(
                tr("RequestOptions", "An image model makes their art; an export leaves it out unless you switch it on there.")
            )  # fmt: skip
        return " ".join(told)
