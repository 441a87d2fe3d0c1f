"""The fields of the form for a training, and what the families need of them; the form itself is `train_form`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox

from admanager.gui.i18n import tr
from admanager.gui.widgets import Form

if TYPE_CHECKING:
    from admanager.learning.choices import Levels

MOST_SEED = 999_999
# The order in which families are offered.
FAMILIES = (
    "auto", "gbdt", "dcn", "deepfm", "tabm", "logistic", "esmm", "mmoe", "uplift",
    "sequence", "gru", "cnn", "transformer",
)  # fmt: skip
# A target that begins so asks what comes next.
NEXT = "next:"


def make_fields() -> Form:
    """Return the fields, empty; what can be chosen is filled in for the project."""
    form = Form()
    form.add("trainTable", tr("TrainForm", "Learn from"), QComboBox())
    form.add(
        "trainTarget",
        tr("TrainForm", "Predict"),
        QComboBox(),
        help_text=tr("TrainForm", "The column that says what people did."),
    )
    form.add(
        "trainPositive",
        tr("TrainForm", "Counts as yes"),
        QComboBox(),
        help_text=tr("TrainForm", "The model gives the chance of this value."),
    )
    form.add("trainName", tr("TrainForm", "Name"), Form.text())
    form.add("trainFamily", tr("TrainForm", "Family"), QComboBox())
    form.add(
        "trainClicked",
        tr("TrainForm", "Clicked"),
        QComboBox(),
        help_text=tr("TrainForm", "The column that says who clicked, before what is predicted."),
    )
    form.add(
        "trainTreatment",
        tr("TrainForm", "Treated"),
        QComboBox(),
        help_text=tr("TrainForm", "The column that says who was shown the ad, and who was not."),
    )
    form.add(
        "trainControl",
        tr("TrainForm", "Not treated is"),
        QComboBox(),
        help_text=tr("TrainForm", "The value of those who were held out."),
    )
    seed = Form.integer(0, 0, MOST_SEED)
    seed.setGroupSeparatorShown(False)
    form.add(
        "trainSeed",
        tr("TrainForm", "Seed"),
        seed,
        help_text=tr("TrainForm", "The same seed gives the same model."),
    )
    return form


def about(family: str) -> str:
    """Return what a family is for, in a sentence."""
    if family == "auto":
        return tr(
            "TrainForm",
            "Automatic blends boosted trees and a network; the weights are found on rows kept aside.",
        )
    if family in {"esmm", "mmoe"}:
        return tr("TrainForm", "Learns click and conversion together, over all rows; predict the conversion.")
    if family == "uplift":
        return tr(
            "TrainForm", "Tells whom an ad persuades, not who buys anyway; it needs people who saw no ad."
        )
    if family in {"sequence", "gru", "cnn", "transformer"}:
        return tr("TrainForm", "Reads the events of each person in their order, beside a lookup table.")
    return ""


def control_of(levels: Levels) -> str | None:
    """Return the value that says no by itself: the other one of two, where one says yes."""
    if levels.proposed is None:
        return None
    return next((value.text for value in levels.values if value.text != levels.proposed), None)
