"""A chart on its way out of the window: onto the clipboard, or into a PNG, SVG or CSV file."""

from __future__ import annotations

import csv
import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter, QRegion
from PySide6.QtWidgets import QFileDialog, QWidget

from admanager.gui import theme
from admanager.gui.i18n import tr
from admanager.gui.theme import GRID
from admanager.gui.widgets import chart_data
from admanager.gui.widgets.marks import MarkCanvas

if TYPE_CHECKING:
    from admanager.gui.widgets.chart import Chart
    from admanager.gui.widgets.figure import Figure

SCALE = 2.0


def ask_path(chart: Chart | Figure, suffix: str) -> None:
    """Ask where the chart is to be saved, and write it there in the format of `WRITERS`."""
    dialog = QFileDialog(chart, tr("Chart", "Save the chart"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suffix)
    dialog.setNameFilter(f"{suffix.upper()} (*.{suffix})")
    dialog.selectFile(f"{chart.title or 'chart'}.{suffix}")
    dialog.fileSelected.connect(lambda path: WRITERS[suffix](chart, Path(path)))
    dialog.open()


def copy_picture(chart: Chart | Figure) -> None:
    """Put the chart's picture on the clipboard."""
    QGuiApplication.clipboard().setImage(picture(chart))


def copy_description(chart: Chart | Figure) -> None:
    """Put the chart in words on the clipboard."""
    QGuiApplication.clipboard().setText(chart.summary())


def picture(chart: Chart | Figure) -> QImage:
    """Return the chart as a picture at twice its size on the screen."""
    chart.build_now()
    focused = chart.focusWidget()
    if focused is not None:
        focused.clearFocus()
    chart.more_button.hide()
    margin = GRID * 2
    size = QSize(chart.width() + 2 * margin, chart.height() + 2 * margin)
    made = QImage(size * SCALE, QImage.Format.Format_ARGB32)
    made.setDevicePixelRatio(SCALE)
    made.fill(theme.color("surface"))
    chart.render(made, QPoint(margin, margin), QRegion(), QWidget.RenderFlag.DrawChildren)
    chart.more_button.show()
    return made


def save_png(chart: Chart | Figure, path: Path) -> None:
    """Write the chart as PNG; raises OSError where that is not possible."""
    if not picture(chart).save(str(path), "PNG"):
        raise _not_written(path)


def save_svg(chart: Chart | Figure, path: Path) -> None:
    """Write the chart as SVG, with lines as lines and text as text; raises OSError where that is not possible."""
    from PySide6.QtSvg import QSvgGenerator

    plot = chart.build_now()
    generator = QSvgGenerator()
    generator.setFileName(str(path))
    generator.setSize(plot.size())
    generator.setViewBox(plot.rect())
    generator.setTitle(chart.title)
    generator.setDescription(chart.summary())
    painter = QPainter()
    if not painter.begin(generator):
        raise _not_written(path)
    if isinstance(plot, MarkCanvas):
        # Its own strokes: rendering a widget would draw what is around it, too.
        plot.paint_all(painter)
    else:
        plot.render(painter)
    painter.end()


def save_csv(chart: Chart | Figure, path: Path) -> None:
    """Write the values as CSV, in UTF-8 with the mark that spreadsheets look for."""
    header, rows = chart.table()
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows([chart_data.plain_x(chart.x_axis, entry[0]), *entry[1:]] for entry in rows)


def _not_written(path: Path) -> OSError:
    """Return the reason in the system's words, which Qt does not tell."""
    try:
        path.open("ab").close()
    except OSError as error:
        return error
    return OSError(errno.EIO, os.strerror(errno.EIO), str(path))


WRITERS = {"png": save_png, "svg": save_svg, "csv": save_csv}
