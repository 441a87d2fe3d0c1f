"""The Models page: training with live curves, models with their quality, comparing, ONNX files in and out."""

from admanager.gui.pages.models.view import ModelsPage as PAGE

# What the list, the form and the first look at a model need.
AHEAD = (
    "admanager.learning.choices",
    "admanager.learning.decisions",
    "admanager.learning.drift",
    "admanager.learning.intervals",
    "admanager.learning.judging",
    "admanager.learning.models",
    "admanager.learning.request",
)

__all__ = ["AHEAD", "PAGE"]
