"""The controls that all pages are made of, so that they look and behave alike.

A name is imported from its module when it is first used, since the first window has no charts or tables.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from admanager.gui.widgets.basics import (
        Banner,
        Card,
        ElidedLabel,
        EmptyState,
        MetricTile,
        button,
        caption,
        clear_layout,
        empty_tabs,
        heading,
        icon_button,
        label,
        line,
        muted,
        row,
        scroll_in,
        scrolled,
        set_kind,
        set_role,
    )
    from admanager.gui.widgets.chart import Chart
    from admanager.gui.widgets.chart_data import Axis
    from admanager.gui.widgets.dialogs import Dialog, confirm
    from admanager.gui.widgets.form import Field, Form
    from admanager.gui.widgets.progress import JobProgress
    from admanager.gui.widgets.table import DataTable, ListModel, TableColumn

_MODULES = {
    "basics": (
        "Banner", "Card", "ElidedLabel", "EmptyState", "MetricTile", "button", "caption", "clear_layout", "empty_tabs",
        "heading", "icon_button", "label", "line", "muted", "row", "scroll_in", "scrolled", "set_kind", "set_role",
    ),
    "chart": ("Chart",),
    "chart_data": ("Axis",),
    "dialogs": ("Dialog", "confirm"),
    "form": ("Field", "Form"),
    "progress": ("JobProgress",),
    "table": ("DataTable", "ListModel", "TableColumn"),
}  # fmt: skip
_HOME = {name: module for module, names in _MODULES.items() for name in names}

__all__ = [
    "Axis",
    "Banner",
    "Card",
    "Chart",
    "DataTable",
    "Dialog",
    "ElidedLabel",
    "EmptyState",
    "Field",
    "Form",
    "JobProgress",
    "ListModel",
    "MetricTile",
    "TableColumn",
    "button",
    "caption",
    "clear_layout",
    "confirm",
    "empty_tabs",
    "heading",
    "icon_button",
    "label",
    "line",
    "muted",
    "row",
    "scroll_in",
    "scrolled",
    "set_kind",
    "set_role",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)
