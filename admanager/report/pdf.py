"""The report of a run on paper: A4 pages as PDF, drawn with Qt, texts and charts as vectors."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMarginsF,
    QObject,
    QPointF,
    QRect,
    QRectF,
    QSizeF,
    Qt,
)
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPyTextObject,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
)  # fmt: skip
from PySide6.QtSvg import QSvgRenderer

from admanager.creative.typefaces import CHINESE_FAMILIES, ensure_application, family
from admanager.report import svg
from admanager.report.content import Content
from admanager.resources import resource
from admanager.texts import sentence

DPI = 1200
# Sizes are given in points; the document's layout counts in the writer's dots.
POINT = DPI / 72
MARGIN_MM, FOOTER = 14.0, 24.0
CHART_WIDTH = 240.0
COLOURS = ("#2f56d3", "#d55e00", "#00866b", "#b8578f", "#b97f00", "#2b93c9", "#6b4fa0", "#3b4252")
MUTED, GRID, BASE = "#59606e", "#e7e9ee", "#c3c8d2"

_CHART = int(QTextFormat.ObjectTypes.UserObject) + 1
_NUMBER = int(QTextFormat.Property.UserProperty) + 1
# Stands in the text where a chart comes; drawn anew by every program, so that no name can hold it.
_MARK = f"chart-{secrets.token_hex(8)}-"


class _Charts(QPyTextObject):
    """Draws the charts of a report where its text has their places."""

    def __init__(self, drawings: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self._drawings = [QSvgRenderer(QByteArray(coloured(one).encode("utf-8"))) for one in drawings]

    def intrinsicSize(self, document: QTextDocument, place: int, kind: QTextFormat) -> QSizeF:
        """Return the size of a chart in the document's dots."""
        return QSizeF(CHART_WIDTH, CHART_WIDTH * svg.HEIGHT / svg.WIDTH) * POINT

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, document: QTextDocument, place: int, kind: QTextFormat
    ) -> None:
        """Draw one chart."""
        self._drawings[kind.intProperty(_NUMBER)].render(painter, QRectF(rect))


def coloured(drawing: str) -> str:
    """Return a chart of `svg` with its classes written out as colours, in the light ones of the web page."""

    def style(match: re.Match[str]) -> str:
        names = match[1].split()
        colour = next((COLOURS[int(name[1:])] for name in names if re.fullmatch("c[0-7]", name)), MUTED)
        kinds = {
            "line": f'fill="none" stroke="{colour}" stroke-width="2" stroke-linejoin="round"',
            "band": f'fill="{colour}" fill-opacity="0.16"',
            "dot": f'fill="{colour}"',
            "whisker": f'stroke="{colour}" stroke-width="2" stroke-opacity="0.55"',
            "bar": f'fill="{colour}"',
            "grid": f'stroke="{GRID}"',
            "base": f'stroke="{BASE}"',
            "tick": f'fill="{MUTED}" font-size="15" font-family="{family("Inter-500")}"',
        }
        found = next((kinds[name] for name in names if name in kinds), "")
        return found + (' stroke-dasharray="5 4"' if "dashed" in names else "")

    plain = re.sub(r'class="([^"]*)"', style, drawing)
    return plain.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)


def render(content: Content) -> bytes:
    """Return the report as a PDF of A4 pages."""
    ensure_application()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            margins,
            QPageLayout.Unit.Millimeter,
        )
    )
    writer.setTitle(content.run.info.name)
    writer.setCreator("AdManager")
    document = document_of(content, writer)
    _print(document, writer, content)
    return bytes(buffer.data().data())


def _font(points: float) -> QFont:
    font = QFont([family("Inter-500"), *CHINESE_FAMILIES])
    font.setPointSizeF(points)
    return font


def document_of(content: Content, writer: QPdfWriter) -> QTextDocument:
    """Return the report as a document with the pages of `writer`, which has to outlive it."""
    document = QTextDocument()
    document.documentLayout().setPaintDevice(writer)
    document.setDefaultFont(_font(9))
    document.setDocumentMargin(0)
    document.setHtml(_html(content))
    charts = _Charts([str(chart.drawing) for chart in content.charts], document)
    document.documentLayout().registerHandler(_CHART, charts)
    for number in range(len(content.charts)):
        cursor = document.find(f"{_MARK}{number}.")
        kind = QTextCharFormat()
        kind.setObjectType(_CHART)
        kind.setProperty(_NUMBER, number)
        cursor.insertText("\ufffc", kind)
    page = QSizeF(writer.width(), writer.height() - FOOTER * POINT)
    document.setPageSize(page)
    return document


def _html(content: Content) -> str:
    import jinja2
    from markupsafe import Markup

    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    text = resource("templates", "run_report_print.html").read_text(encoding="utf-8")
    style = resource("templates", "run_report_print.css").read_text(encoding="utf-8")
    values: dict[str, Any] = dict(vars(content))
    return environment.from_string(text).render(
        style=Markup(style),
        mark=_MARK,
        numbers={chart.title: number for number, chart in enumerate(content.charts)},
        colours=COLOURS,
        **values,
    )


def _print(document: QTextDocument, writer: QPdfWriter, content: Content) -> None:
    """Paint page after page, each with its number below."""
    page, pages = document.pageSize(), document.pageCount()
    painter = QPainter(writer)
    try:
        for number in range(pages):
            if number:
                writer.newPage()
            painter.save()
            painter.translate(QPointF(0, -number * page.height()))
            context = QAbstractTextDocumentLayout.PaintContext()
            context.clip = QRectF(0, number * page.height(), page.width(), page.height())
            painter.setClipRect(context.clip)
            document.documentLayout().draw(painter, context)
            painter.restore()
            painter.setFont(_font(7.5))
            painter.setPen(QColor(MUTED))
            foot = QRectF(0, page.height(), page.width(), FOOTER * POINT)
            bottom = Qt.AlignmentFlag.AlignBottom
            painter.drawText(foot, Qt.AlignmentFlag.AlignLeft | bottom, content.run.info.name)
            told = sentence("Page {number} of {pages}", number=number + 1, pages=pages)
            painter.drawText(foot, Qt.AlignmentFlag.AlignRight | bottom, str(told))
    finally:
        painter.end()
