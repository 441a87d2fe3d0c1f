"""The list of models, with the quality of the one that is selected below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, SignalInstance

from admanager.gui.i18n import tr
from admanager.gui.pages.models.model import ModelsModel
from admanager.gui.pages.models.summary_view import ModelSummary
from admanager.gui.widgets.numbered_list import ListTexts, NumberedList

if TYPE_CHECKING:
    from admanager.learning.drift import Drift
    from admanager.learning.models import ModelInfo


class ModelList(NumberedList):
    """All models as a table."""

    columns_asked = Signal(int)
    retrain_asked = Signal(int)

    def __init__(self) -> None:
        self._infos: dict[int, ModelInfo] = {}
        self._drifts: dict[int, Drift] = {}
        self._models = ModelsModel()
        self.summary = ModelSummary(
            lambda: self._ask_of_selected(self.columns_asked),
            lambda: self._ask_of_selected(self.retrain_asked),
        )
        texts = ListTexts(
            title=tr("ModelList", "Models"),
            hint=tr(
                "ModelList", "Open a model for its columns, training and card, or select two to compare."
            ),
            open=tr("ModelList", "Open"),
            compare=tr("ModelList", "Compare two"),
            export=tr("ModelList", "Export as ONNX…"),
            delete=tr("ModelList", "Delete"),
        )
        super().__init__(self._models, texts, self.summary, name="models")

    def show_models(self, infos: Sequence[ModelInfo]) -> None:
        """Show these models, the newest first."""

        def show() -> None:
            self._infos = {info.id: info for info in infos}
            self._models.show_models(infos)

        self.show_rows(show, [info.id for info in infos])

    def can_compare(self, numbers: Sequence[int]) -> bool:
        """Return whether both answer with the chance of a yes: others have no figures to compare."""
        cards = [self._infos[number].card for number in numbers]
        return all(card is not None and card.metrics is not None for card in cards)

    def show_selected(self, numbers: Sequence[int]) -> None:
        """Show the quality of the selected model."""
        drift = self._drifts.get(numbers[0]) if len(numbers) == 1 else None
        self.summary.show_selected([self._infos[number] for number in numbers], drift)

    def show_drifts(self, found: dict[int, Drift]) -> None:
        """Mark the models that new rows no longer speak for."""
        self._drifts = found
        self._models.show_drifts(found)
        self.show_selected([number for number in self.selected() if number in self._infos])

    def _ask_of_selected(self, asked: SignalInstance) -> None:
        for number in self.selected()[:1]:
            asked.emit(number)
