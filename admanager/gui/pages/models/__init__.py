"""The Models page: training with live curves, models with their quality, comparing, ONNX files in and out."""

from admanager.gui.pages.models.view import ModelsPage as PAGE

__all__ = ["PAGE"]
