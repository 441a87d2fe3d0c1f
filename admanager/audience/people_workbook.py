"""A workbook of one sheet of people, written straight into its file (ECMA-376, part 1).

The sheet is packed while it is written: no copy of it lies in another folder meanwhile, where a kill would leave it, and
nothing is left to be done after the last row that a cancelled export would have to wait for.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import math
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from admanager.audience.zoned import on_clock
from admanager.privacy.person import readable
from admanager.project.tables import Column
from admanager.texts import AdManagerError, sentence

# Excel keeps 15 digits of a number; a longer whole number stays whole as text.
_MAX_WHOLE = 10**15
_MAX_TEXT = 32_767
_DAY_SECONDS = 86_400
_EPOCH_DAY = 25_569  # 1970-01-01, counted as a workbook counts days
_FIRST_DAY = -2_208_988_800  # 1900-01-01, before which a workbook has no dates
_LEAP_DAY = 61  # a workbook believes in 1900-02-29: days before count from one less
_DATE_STYLE, _TIME_STYLE = 1, 2
_USUAL_CELL_BYTES = 150
_UNMARKED_BYTES = zipfile.ZIP64_LIMIT - 4096
_PACKING = 3  # a fifth larger than 6, in less than half its time
_TO_ESCAPE = re.compile("[&<>\r\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]|_x[0-9A-Fa-f]{4}_")
_ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}

_SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SHEET_NAME = "xl/worksheets/sheet1.xml"
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
    f'<Override PartName="/{_SHEET_NAME}" ContentType="{_TYPES}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPES}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_SHEETS}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="People" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/styles.xml": f'<styleSheet xmlns="{_SHEETS}"><numFmts count="2">'
    '<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/>'
    '</numFmts><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
}
_SHEET_HEAD = (
    f'<worksheet xmlns="{_SHEETS}"><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>'
)
_SHEET_END = "</sheetData></worksheet>"


class WorkbookWriter:
    """One sheet with typed cells and a frozen header; see `export_formats.PeopleWriter`.

    `rows` is how many are to come. Raises AdManagerError where they are few and yet become more than 2 GiB of text.
    """

    def __init__(self, path: Path, columns: Sequence[Column], rows: int, zone: dt.tzinfo) -> None:
        self._path = path
        self._names = [column.name for column in columns]
        self._cells = [_cell_of(column, zone) for column in columns]
        self._letters = [_letters(number) for number in range(1, len(columns) + 1)]
        self._number = 0
        # Some programs warn of a sheet that is marked as large, so that is not done without need.
        self._large = rows * len(columns) * _USUAL_CELL_BYTES > _UNMARKED_BYTES
        self._room = math.inf if self._large else _UNMARKED_BYTES

    def __enter__(self) -> WorkbookWriter:
        self._archive = zipfile.ZipFile(self._path, "w", zipfile.ZIP_DEFLATED, compresslevel=_PACKING)
        for name, content in _PARTS.items():
            self._archive.writestr(name, _XML + content)
        self._sheet = self._archive.open(_SHEET_NAME, "w", force_zip64=self._large)
        self._sheet.write((_XML + _SHEET_HEAD).encode())
        self._append([[_text(name) for name in self._names]])
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            with contextlib.suppress(OSError):
                self._sheet.close()
            with contextlib.suppress(OSError):
                self._archive.close()
            return
        with self._archive, self._sheet:
            self._sheet.write(_SHEET_END.encode())

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        """Append rows."""
        cells = self._cells
        self._append(
            [None if stored is None else made(stored) for made, stored in zip(cells, row, strict=True)]
            for row in rows
        )

    def _append(self, rows: Iterable[Sequence[str | None]]) -> None:
        """Append rows of cells, each given as all of its element that follows its place."""
        parts: list[str] = []
        for row in rows:
            self._number += 1
            number = self._number
            parts.append(f'<row r="{number}">')
            parts += [
                f'<c r="{letters}{number}"{cell}'
                for letters, cell in zip(self._letters, row, strict=True)
                if cell is not None
            ]
            parts.append("</row>")
        packed = "".join(parts).encode()
        self._room -= len(packed)
        if self._room < 0:
            raise AdManagerError(
                sentence("The texts are too long for one sheet; export these people as .csv or .parquet.")
            )
        self._sheet.write(packed)


def _letters(number: int) -> str:
    name = ""
    while number:
        number, place = divmod(number - 1, 26)
        name = chr(ord("A") + place) + name
    return name


# -- cells ---------------------------------------------------------------------------------------------------


def _cell_of(column: Column, zone: dt.tzinfo) -> Callable[[Any], str]:
    match column.type:
        case "date":
            return lambda stored: _moment(column, stored, dt.UTC)
        case "datetime":
            return lambda stored: _moment(column, stored, zone)
        case "boolean":
            return lambda stored: f' t="b"><v>{int(bool(stored))}</v></c>'
        case _:
            return _value


def _value(stored: Any) -> str:
    if isinstance(stored, str):
        return _text(stored)
    holds = abs(stored) < _MAX_WHOLE if isinstance(stored, int) else math.isfinite(stored)
    return f"><v>{stored!r}</v></c>" if holds else _text(str(stored))


def _moment(column: Column, stored: int, zone: dt.tzinfo) -> str:
    """Return a cell with a date, or with what the zone's clocks show: a workbook knows no zones."""
    if stored < _FIRST_DAY:
        return _text(readable(column, stored))
    days, seconds = divmod(int(on_clock(stored, zone)), _DAY_SECONDS)
    days += _EPOCH_DAY
    if days < _LEAP_DAY:
        days -= 1
    if column.type == "date":
        return f' s="{_DATE_STYLE}"><v>{days}</v></c>'
    return f' s="{_TIME_STYLE}"><v>{days + seconds / _DAY_SECONDS!r}</v></c>'


def _text(text: str) -> str:
    """Return a cell of text, which no program evaluates, whatever its first character is."""
    shown = text[:_MAX_TEXT]
    if _TO_ESCAPE.search(shown):
        shown = _TO_ESCAPE.sub(_escape, shown)
    return f' t="inlineStr"><is><t xml:space="preserve">{shown}</t></is></c>'


def _escape(found: re.Match[str]) -> str:
    text = found.group()
    # Readers take `_x0041_` for a character by its number, so its first character is given by one.
    return f"_x005F{text}" if len(text) > 1 else _ESCAPED.get(text, "\ufffd")
