"""The report of a run as a workbook: a sheet each for the figures, the tables, the values of the charts and the plan.

Figures are numbers that can be counted with, with the decimals of the page; a text never becomes a formula.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from admanager.report import figures
from admanager.report.content import Content
from admanager.report.figures import FIGURES
from admanager.simulation.metrics import METRICS, Estimate, Totals
from admanager.simulation.runs import Run
from admanager.simulation.sides import sides

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

# What XML cannot hold.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
WIDEST = 60


def render(content: Content) -> bytes:
    """Return the report as an .xlsx file."""
    from openpyxl import Workbook

    book = Workbook()
    summary = book.active
    assert summary is not None
    summary.title = "Summary"
    _summary(summary, content)
    run, currency = content.run, content.run.plan.budget.currency
    outcome = run.outcome
    _parts(
        book,
        "By creative",
        ("Creative",),
        (((name,), part) for name, part in outcome.by_creative().items()),
        run,
    )
    _parts(
        book, "By segment", ("Ad group",), (((name,), part) for name, part in outcome.by_group().items()), run
    )
    _parts(book, "Segment and creative", ("Ad group", "Creative"), outcome.by_arm().items(), run)
    _hours(book, run, currency)
    _sides(book, run, currency)
    for table in content.attribution:
        cells = [[cell.text for cell in row] for row in (*table.rows, table.foot)]
        _values(book, table.title, [column.title for column in table.columns], cells)
    for chart in content.charts:
        _values(book, chart.title, chart.header, chart.rows)
    _words(book, content)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _summary(sheet: Worksheet, content: Content) -> None:
    run = content.run
    currency = run.plan.budget.currency
    _line(sheet, [run.info.name], bold=True)
    _line(sheet, [f"{content.project_name} · {content.dates}"])
    if content.generated:
        _line(sheet, ["Simulated on generated data"], bold=True)
    _line(sheet, [str(content.lead)])
    _line(sheet, [])
    _line(sheet, ["Figure", "Value", "Low (95 %)", "High (95 %)", "Unit", "Meaning"], bold=True)
    found = run.outcome.totals.figures()
    for metric in METRICS:
        figure, estimate = FIGURES[metric], found[metric]
        unit = "" if figure.kind == "share" else figures.unit(figure.kind, currency)
        _line(sheet, [str(figure.name), *_three(estimate), unit, str(figure.meaning)])
        for cell in sheet[sheet.max_row][1:4]:
            cell.number_format = _format(figure.kind, estimate.value)
    _line(sheet, [])
    for fact in content.facts:
        _line(sheet, [fact.name, fact.value])
    _fit(sheet)


def _sides(book: Workbook, run: Run, currency: str) -> None:
    """Write the run as the advertiser, the platform and the people see it, a figure a row."""
    sheet = book.create_sheet("Three views")
    _line(sheet, ["View", "Figure", "Value", "Low (95 %)", "High (95 %)", "Unit", "Meaning"], bold=True)
    for side in sides(run):
        for line in side.lines:
            unit = "" if line.kind == "share" else figures.unit(line.kind, currency)
            _line(sheet, [str(side.title), str(line.name), *_three(line.figure), unit, str(line.meaning)])
            for cell in sheet[sheet.max_row][2:5]:
                cell.number_format = _format(line.kind, line.figure.value)
    sheet.freeze_panes = "A2"
    _fit(sheet)


def _parts(
    book: Workbook,
    title: str,
    first: Sequence[str],
    parts: Iterable[tuple[Sequence[str], Totals]],
    run: Run,
) -> None:
    """Write a sheet with a row a part and the whole run last; rates have their interval in columns of their own."""
    sheet = book.create_sheet(title)
    currency = run.plan.budget.currency
    whole = run.outcome.totals.figures()
    estimated = [metric for metric in METRICS if _has_interval(whole[metric])]
    header = list(first)
    for metric in METRICS:
        unit = "" if FIGURES[metric].kind == "share" else figures.unit(FIGURES[metric].kind, currency)
        name = f"{FIGURES[metric].short} ({unit})" if unit else str(FIGURES[metric].short)
        header += [name, f"{name} low", f"{name} high"] if metric in estimated else [name]
    _line(sheet, header, bold=True)
    named = [(tuple(names), part.figures()) for names, part in parts]
    blank = ("",) * (len(first) - 1)
    for names, found in [*named, (("Whole run", *blank), whole)]:
        values: list[Any] = list(names)
        formats: list[str] = []
        for metric in METRICS:
            three = _three(found[metric])
            shown = three if metric in estimated else three[:1]
            values += shown
            formats += [_format(FIGURES[metric].kind, whole[metric].value)] * len(shown)
        _line(sheet, values, bold=names[0] == "Whole run" and found is whole)
        for cell, written in zip(sheet[sheet.max_row][len(first) :], formats, strict=True):
            cell.number_format = written
    sheet.freeze_panes = sheet.cell(2, len(first) + 1).coordinate
    _fit(sheet)


def _hours(book: Workbook, run: Run, currency: str) -> None:
    from admanager.simulation import curves
    from admanager.simulation.campaign import MICROS

    sheet = book.create_sheet("By hour")
    _line(sheet, ["Hour", "Impressions", "Clicks", "CTR", "CTR low", "CTR high", "Conversions", f"Spend ({currency})"], bold=True)  # fmt: skip
    hours = curves.by_hour(run.outcome, run.plan)
    for hour in hours:
        row = [f"{hour.hour:02d}:00", hour.impressions, hour.clicks, *_three(hour.ctr), hour.conversions]
        _line(sheet, [*row, hour.spend / MICROS])
        for cell in sheet[sheet.max_row][3:6]:
            cell.number_format = "0.00%"
        sheet.cell(sheet.max_row, 8).number_format = "#,##0.00"
    late = run.outcome.totals.conversions - sum(hour.conversions for hour in hours)
    if late:
        _line(sheet, ["After the end", None, None, None, None, None, late, None])
    sheet.freeze_panes = "B2"
    _fit(sheet)


def _values(book: Workbook, title: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    sheet = book.create_sheet(title[:31])
    _line(sheet, header, bold=True)
    for row in rows:
        _line(sheet, [row[0], *(_number(text) for text in row[1:])])
    sheet.freeze_panes = "A2"
    _fit(sheet)


def _words(book: Workbook, content: Content) -> None:
    sheet = book.create_sheet("Plan and method")
    for title, parts in (("The plan", content.plan), ("Method and assumptions", content.method)):
        _line(sheet, [title], bold=True)
        for part in parts:
            for line in part.lines:
                _line(sheet, [str(part.title), str(line)])
        _line(sheet, [])
    _line(sheet, ["What happened"], bold=True)
    for when, text in content.events:
        _line(sheet, [str(when), str(text)])
    _fit(sheet)


def _three(estimate: Estimate) -> list[float | None]:
    """Return a figure and its interval; nothing where it is not known, or was counted and has none."""
    value = estimate.value if estimate.known else None
    ends = [estimate.low, estimate.high] if _has_interval(estimate) else [None, None]
    return [value, *(end if end is not None and abs(end) != float("inf") else None for end in ends)]


def _has_interval(estimate: Estimate) -> bool:
    return estimate.known and estimate.low != estimate.high


def _format(kind: figures.Kind, value: float) -> str:
    places = figures.decimals(kind, value)
    decimals = "." + "0" * places if places else ""
    return f"0{decimals}%" if kind == "share" else f"#,##0{decimals}"


def _number(text: str) -> float | str:
    """Return a written figure as a number; intervals and labels stay texts."""
    try:
        return float(text.replace(",", "").replace("\N{MINUS SIGN}", "-"))
    except ValueError:
        return text


def _line(sheet: Worksheet, values: Sequence[Any], *, bold: bool = False) -> None:
    """Append a row; a text is stored as one, also where it begins like a formula."""
    from openpyxl.styles import Font

    row = sheet.max_row + 1 if sheet.max_row > 1 or sheet.cell(1, 1).value is not None else 1
    if not values:
        values = [""]
    for place, value in enumerate(values, start=1):
        cell = sheet.cell(row, place)
        if isinstance(value, str):
            cell.value = NOT_IN_XML.sub(" ", value)
            cell.data_type = "s"
        else:
            cell.value = value
        if bold:
            cell.font = Font(bold=True)


def _fit(sheet: Worksheet) -> None:
    """Give every column the width of its longest text, within reason."""
    for cells in sheet.iter_cols():
        longest = max((len(str(cell.value)) for cell in cells[1:] if cell.value is not None), default=0)
        first = len(str(cells[0].value or "")) if sheet.title != "Summary" else 0
        sheet.column_dimensions[cells[0].column_letter].width = min(max(longest, first, 8) + 2, WIDEST)
