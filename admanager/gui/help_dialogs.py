"""Help: the sheet of keyboard shortcuts, and what this program is and stands on."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QWidget

from admanager import __version__
from admanager.gui import icons
from admanager.gui.i18n import tr
from admanager.gui.palette import PaletteEntry
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import heading, label, muted, row, scrolled
from admanager.gui.widgets.dialogs import Dialog
from admanager.gui.widgets.table import DataTable, ListModel, TableColumn

# What the installed program carries, with the licence of each; the full texts lie beside the program.
COMPONENTS = (
    ("Qt for Python", "PySide6_Essentials", "LGPL-3.0"),
    ("ONNX Runtime", "onnxruntime", "MIT"),
    ("ONNX", "onnx", "Apache-2.0"),
    ("NumPy", "numpy", "BSD-3-Clause"),
    ("pandas", "pandas", "BSD-3-Clause"),
    ("Apache Arrow", "pyarrow", "Apache-2.0"),
    ("Numba", "numba", "BSD-2-Clause"),
    ("PyQtGraph", "pyqtgraph", "MIT"),
    ("pydantic", "pydantic", "MIT"),
    ("sqlite-utils", "sqlite-utils", "Apache-2.0"),
    ("Lark", "lark", "MIT"),
    ("Jinja", "jinja2", "BSD-3-Clause"),
    ("openpyxl", "openpyxl", "MIT"),
    ("PyTorch", "torch", "BSD-3-Clause"),
)


class ShortcutsDialog(Dialog):
    """All shortcuts that work now, by group."""

    def __init__(self, parent: QWidget, entries: Sequence[PaletteEntry]) -> None:
        super().__init__(parent, tr("ShortcutsDialog", "Keyboard shortcuts"), width=520)
        self.setObjectName("shortcutsDialog")
        grid = QGridLayout()
        grid.setHorizontalSpacing(GRID * 3)
        grid.setVerticalSpacing(GRID)
        grid.setColumnStretch(0, 1)
        groups: dict[str, list[PaletteEntry]] = {}
        for entry in entries:
            if entry.shortcut:
                groups.setdefault(entry.group, []).append(entry)
        place = 0
        for group, members in groups.items():
            grid.addWidget(heading(group, 3), place, 0, 1, 2)
            place += 1
            for entry in members:
                keys = QKeySequence(entry.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
                grid.addWidget(label(entry.text), place, 0)
                grid.addWidget(label(keys, "muted"), place, 1, Qt.AlignmentFlag.AlignRight)
                place += 1
        grid.setRowStretch(place, 1)
        inner = QWidget()
        inner.setLayout(grid)
        area = scrolled(inner)
        area.setMinimumHeight(GRID * 50)
        self.body.addWidget(area)
        self.add_button(tr("ShortcutsDialog", "Close"), self.accept, kind="primary", name="closeShortcuts")


class AboutDialog(Dialog):
    """Name, version, what it stands on and under which licences."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, tr("AboutDialog", "About AdManager"), width=560)
        self.setObjectName("aboutDialog")
        text = label(
            tr("AboutDialog", "Version {version}, under the MIT licence", version=__version__), "muted"
        )
        self.body.addLayout(row(icons.IconLabel("admanager", 40), text, None, spacing=GRID * 2))
        self.body.addWidget(
            muted(
                tr(
                    "AboutDialog",
                    "An offline lab for marketers. Your data stays on this machine: there is no account, no "
                    "server and no telemetry.",
                )
            )
        )
        columns = [
            TableColumn(tr("AboutDialog", "Made with"), "text", 200),
            TableColumn(tr("AboutDialog", "Version"), "text", 120),
            TableColumn(tr("AboutDialog", "Licence"), "text", 140),
        ]
        rows = [(name, _version(package), licence) for name, package, licence in COMPONENTS]
        table = DataTable(
            ListModel(columns, [entry for entry in rows if entry[1]]),
            name="components",
            title=tr("AboutDialog", "Made with"),
        )
        table.setMinimumHeight(GRID * 32)
        self.body.addWidget(table)
        self.add_button(tr("AboutDialog", "Close"), self.accept, kind="primary", name="closeAbout")


def _version(package: str) -> str:
    """Return the installed version, empty where the package is not there."""
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return ""
