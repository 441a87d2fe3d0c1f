"""The controls that all pages are made of, so that they look and behave alike."""

from admanager.gui.widgets.basics import (
    Banner,
    Card,
    EmptyState,
    MetricTile,
    button,
    caption,
    clear_layout,
    heading,
    icon_button,
    label,
    line,
    muted,
    row,
    scrolled,
    set_role,
)
from admanager.gui.widgets.chart import Axis, Chart
from admanager.gui.widgets.dialogs import confirm
from admanager.gui.widgets.form import Field, Form
from admanager.gui.widgets.progress import JobProgress
from admanager.gui.widgets.table import DataTable, ListModel, TableColumn

__all__ = [
    "Axis",
    "Banner",
    "Card",
    "Chart",
    "DataTable",
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
    "heading",
    "icon_button",
    "label",
    "line",
    "muted",
    "row",
    "scrolled",
    "set_role",
]
