"""The report of a run: one safe file, with the numbers of the screen."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from unittest import mock

import pytest

from admanager.project.file import ProjectFile
from admanager.report import figures
from admanager.report.content import content_of
from admanager.report.files import write_run_report
from admanager.report.html import render
from admanager.simulation.runs import Run
from admanager.texts import AdManagerError, sentence
from tests.report import kept

WRITTEN = datetime(2026, 4, 1, 9, 30, tzinfo=UTC)
LOADS = {"src", "href", "xlink:href", "action", "formaction", "data", "poster", "srcset", "background"}
VOID = {"meta", "br", "img", "link", "input", "hr", "base"}


class Page(HTMLParser):
    """What a browser would find: tags with attributes, texts, tables, and whether every tag is closed."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.tables: list[list[list[str]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in {"td", "th"}:
            self.tables[-1][-1].append("")
        elif tag == "span" and "td" in self.open[-2:]:
            self.tables[-1][-1][-1] += " | "

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1:] == [tag], f"</{tag}> closes {self.open[-3:]}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
        if {"td", "th"} & set(self.open[-3:]) and "svg" not in self.open:
            self.tables[-1][-1][-1] += data

    def table(self, title: str) -> list[list[str]]:
        """The rows of the table whose first header cell is `title`."""
        return next(rows for rows in self.tables if rows and rows[0][0] == title)


@pytest.fixture
def text(kept_project: ProjectFile, run: Run) -> str:
    return render(content_of(kept_project, run, WRITTEN))


@pytest.fixture
def page(text: str) -> Page:
    return Page(text)


# -- safety --------------------------------------------------------------------------------------------------


def test_hostile_names_leave_no_script_no_handler_and_no_address(page: Page, text: str) -> None:
    assert page.open == []
    names = {tag for tag, _ in page.tags}
    assert names & {"script", "img", "iframe", "object", "embed", "link", "base", "form", "a"} == set()
    attributes = [(tag, name, value) for tag, found in page.tags for name, value in found.items()]
    assert [one for one in attributes if one[1].startswith("on")] == []
    assert [one for one in attributes if one[1] in LOADS] == []
    assert [one for one in attributes if one[1] == "style"] == []
    assert "url(" not in text
    assert "@import" not in text
    # The only address left is a text that a reader sees.
    assert all("://" not in (value or "") or tag == "svg" for tag, _, value in attributes)


def test_hostile_names_can_be_read_as_they_are(page: Page) -> None:
    shown = " ".join(page.texts)
    for name in (kept.SCRIPT, kept.HANDLER, kept.LINK, kept.STYLE, "Town & Country"):
        assert name in shown


def test_policy_forbids_everything_but_the_one_style(page: Page, text: str) -> None:
    (policy,) = [
        found["content"] or ""
        for tag, found in page.tags
        if tag == "meta" and found.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    import base64
    import hashlib

    (style,) = re.findall(r"<style>(.*?)</style>", text, flags=re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in policy
    assert len([tag for tag, _ in page.tags if tag == "style"]) == 1


# -- numbers -------------------------------------------------------------------------------------------------


def test_tiles_have_the_figures_and_intervals_of_the_metrics(page: Page, run: Run) -> None:
    shown = " ".join(" ".join(page.texts).split())
    for metric, found in run.outcome.totals.figures().items():
        kind = figures.FIGURES[metric].kind
        assert f"{figures.FIGURES[metric].short} {figures.bare(kind, found.value)}" in shown
        if metric not in {"spend", "reach"}:
            assert figures.interval(kind, found) in shown


@pytest.mark.parametrize("first", ["Creative", "Ad group", "Ad group and creative", "Hour"])
def test_rows_of_every_table_add_up_to_the_totals(page: Page, run: Run, first: str) -> None:
    header, *rows, foot = page.table(first)
    totals = run.outcome.totals
    for title, total in (
        ("Impressions", totals.impressions),
        ("Clicks", totals.clicks),
        ("Conversions", totals.conversions),
    ):
        column = header.index(title)
        counts = [int(row[column].replace(",", "")) for row in rows if row[column] != "–"]
        assert sum(counts) == total == int(foot[column].replace(",", ""))
    spend = header.index("Spend (EUR)")
    spent = [float(row[spend].replace(",", "")) for row in rows if row[spend] != "–"]
    assert sum(spent) == pytest.approx(totals.spend / 1e6, abs=0.006 * len(rows))
    assert foot[0] == "Whole run"


def test_a_rate_stands_with_its_interval(page: Page, run: Run) -> None:
    header, *rows, _ = page.table("Ad group")
    (row,) = [row for row in rows if row[0] == "Town & Country"]
    ctr = run.outcome.by_group()["Town & Country"].figures()["ctr"]
    text, between = row[header.index("CTR (%)")].split(" | ")
    assert text == f"{ctr.value * 100:.2f}"
    assert between == f"{ctr.low * 100:.2f} – {ctr.high * 100:.2f}"


def test_chart_values_can_be_read_as_a_table(page: Page, run: Run) -> None:
    header, *rows = page.table("Until")
    assert header == ["Until", "Conversion rate (%)", "95 % interval"]
    spent = next(rows for rows in page.tables if rows and rows[0][:2] == ["Until", "Spent"])
    assert spent[-1][1] == f"{run.outcome.totals.spend / 1e6:.2f}"
    assert rows[-1][0] == "31 Mar 00:00"


def test_summer_time_does_not_shift_the_days(page: Page) -> None:
    labels = [text for text in page.texts if re.fullmatch(r"\d+ Mar", text)]
    assert labels[:4] == ["27 Mar", "28 Mar", "29 Mar", "30 Mar"]


def test_report_says_what_was_planned_assumed_and_used(page: Page, run: Run) -> None:
    shown = " ".join(page.texts)
    for told in (
        "40.00 EUR in all, and at most 12.00 EUR a day.",
        "It runs from 2026-03-27 to 2026-03-30, 4 days in the time of Europe/Lisbon.",
        "A person sees the campaign at most 4 times a day.",
        "Clicks: rate of 3.00 % from the plan.",
        "gamma distributed with a mean of 2.00 EUR",
        "its effect is drawn from the seed",
        "2026-04-01 09:30 UTC",
        "Finished",
    ):
        assert told in shown
    facts = {row[0]: row[1] for rows in page.tables for row in rows if len(row) == 2}
    assert facts["Seed"] == "7"
    assert facts["Models"] == "none; rates come from the plan or are assumed"
    assert facts["Impressions kept in the project"].startswith(f"{run.summary.kept_impressions:,} rows")


def test_events_are_told_with_their_time(page: Page, run: Run) -> None:
    assert run.events
    shown = {text for rows in page.tables for row in rows for text in row}
    assert {str(event.text) for event in run.events} <= shown


# -- labels --------------------------------------------------------------------------------------------------


def test_generated_data_is_labelled_and_real_data_is_not(kept_project: ProjectFile, run: Run) -> None:
    label = "Simulated on generated data"
    assert label not in render(content_of(kept_project, run, WRITTEN))
    with kept_project.change(sentence("Mark the data as generated"), undoable=False) as change:
        kept_project.set_meta(change, "generated", "seed 7")
    assert label in render(content_of(kept_project, run, WRITTEN))


def test_stopped_run_says_so(kept_project: ProjectFile, run: Run) -> None:
    from dataclasses import replace

    stopped = replace(run, info=replace(run.info, state="stopped"))
    shown = " ".join(Page(render(content_of(kept_project, stopped, WRITTEN))).texts)
    assert "Stopped early" in shown
    assert "The run was stopped before the end of its flight; all figures end there." in shown
    assert "Finished" not in shown


def test_model_is_named_with_its_hash(kept_project: ProjectFile, run: Run) -> None:
    from dataclasses import replace

    answered = replace(run, models={"click": ("response", "ab" * 32)})
    shown = " ".join(Page(render(content_of(kept_project, answered, WRITTEN))).texts)
    assert f"response, SHA-256 {'ab' * 32}" in shown


# -- the file ------------------------------------------------------------------------------------------------


def test_report_is_written_whole_and_over_an_old_one(
    kept_project: ProjectFile, run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "out" / "spring.html"
    path.parent.mkdir()
    path.write_text("old")
    assert write_run_report(kept_project, run, path) == path
    assert Page(path.read_text(encoding="utf-8")).open == []
    assert list(path.parent.iterdir()) == [path]


def test_failed_writing_keeps_the_old_report(kept_project: ProjectFile, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "out" / "spring.html"
    path.parent.mkdir()
    path.write_text("old")
    full = OSError(28, "No space left on device")
    with mock.patch.object(Path, "replace", side_effect=full), pytest.raises(AdManagerError) as error:
        write_run_report(kept_project, run, path)
    assert str(error.value) == f"The report could not be written to {path}: No space left on device."
    assert path.read_text() == "old"
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("x.txt", "A report is an .html, .pdf or .xlsx file; “x.txt” is none of these."),
        ("nowhere/x.html", "The folder {folder}/nowhere does not exist."),
        ("folder.html", "{folder}/folder.html is a folder; name a file in it."),
    ],
)
def test_other_files_are_refused_in_a_sentence(
    kept_project: ProjectFile, run: Run, tmp_path: Path, name: str, why: str
) -> None:
    (tmp_path / "folder.html").mkdir()
    with pytest.raises(AdManagerError) as error:
        write_run_report(kept_project, run, tmp_path / name)
    assert str(error.value) == why.format(folder=tmp_path)


def test_the_same_run_gives_the_same_report(kept_project: ProjectFile, run: Run, text: str) -> None:
    assert render(content_of(kept_project, run, WRITTEN)) == text


def test_writing_a_report_needs_no_qt(kept_project: ProjectFile) -> None:
    code = (
        "import sys; sys.modules['PySide6'] = None\n"
        "from pathlib import Path\n"
        "from admanager.project.file import ProjectFile\n"
        "from admanager.report.files import write_run_report\n"
        "from admanager.simulation.runs import get_run\n"
        "with ProjectFile.open(sys.argv[1]) as project:\n"
        "    write_run_report(project, get_run(project, 2), Path(sys.argv[1]).with_suffix('.html'))\n"
    )
    subprocess.run([sys.executable, "-c", code, str(kept_project.path)], check=True)
    assert kept_project.path.with_suffix(".html").stat().st_size > 10_000
