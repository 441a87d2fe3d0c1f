"""The report on paper: its pages, its charts as vectors, and names that try to break it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPdfWriter, QTextDocument

from admanager.project.file import ProjectFile
from admanager.report import pdf
from admanager.report.content import Content, content_of
from admanager.simulation.runs import Run

WRITTEN = datetime(2026, 3, 31, 12, tzinfo=UTC)


@pytest.fixture
def content(kept_project: ProjectFile, run: Run) -> Content:
    return content_of(kept_project, run, WRITTEN)


@pytest.fixture
def document(content: Content) -> Iterator[QTextDocument]:
    pdf.ensure_application()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(pdf.DPI)
    made = pdf.document_of(content, writer)
    yield made
    # It measures with the writer, which has to outlive it.
    made.clear()
    del writer


def test_report_is_a_pdf_with_pages_and_its_title(content: Content) -> None:
    written = pdf.render(content)
    assert written.startswith(b"%PDF-")
    assert 3 <= len(re.findall(rb"/Type /Page\b", written)) <= 8
    assert b"/Subtype /Image" not in written


def test_every_figure_and_name_of_the_page_is_on_paper(document: QTextDocument, content: Content) -> None:
    text = document.toPlainText().replace("\xa0", " ")
    for tile in content.tiles:
        assert tile.value in text
    for table in content.tables:
        for row in table.rows:
            assert row[0].text in text
            assert row[1].text in text
    for part in (*content.plan, *content.method):
        for line in part.lines:
            assert str(line) in text
    # What looks like a tag in a name is text.
    assert "<script>alert(1)</script> Spring" in text


def test_every_chart_has_its_place(document: QTextDocument, content: Content) -> None:
    assert document.toPlainText().count("\ufffc") == len(content.charts) == 4


def test_chart_is_drawn_in_its_colours(content: Content) -> None:
    from PySide6.QtCore import QByteArray
    from PySide6.QtGui import QColor, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    drawing = pdf.coloured(str(content.charts[3].drawing))
    assert "class=" not in drawing
    image = QImage(560, 236, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter)
    painter.end()
    pixels = {QColor(image.pixel(x, y)).name() for x in range(0, 560, 2) for y in range(0, 236, 2)}
    assert pdf.COLOURS[0] in pixels
