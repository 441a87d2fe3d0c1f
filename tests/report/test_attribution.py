"""The report's tables of credits: their sums are the conversions, and true effects stand there once they are known."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from admanager.project.file import ProjectFile
from admanager.report.attribution import attribution_tables
from admanager.report.content import content_of
from admanager.report.html import render
from admanager.simulation.incrementality import attribution, keep_effects
from admanager.simulation.runs import Run, get_run


def test_credits_of_every_rule_add_up_to_the_conversions(kept_project: ProjectFile, run: Run) -> None:
    tables = attribution_tables(kept_project, run)
    assert [table.columns[0].title for table in tables] == ["Creative", "Placement"]
    for table in tables:
        assert [cell.text for cell in table.foot[1:]] == [f"{run.outcome.totals.conversions:,.1f}"] * 6
        for place in range(1, 7):
            parts = [float(row[place].text.replace(",", "")) for row in table.rows]
            assert sum(parts) == pytest.approx(run.outcome.totals.conversions, abs=0.05 * len(parts) + 0.05)


def test_true_effects_appear_once_they_were_worked_out(kept_project: ProjectFile, run: Run) -> None:
    found = attribution(kept_project, run, seeds=2)
    keep_effects(kept_project, run, found)
    creatives, places = attribution_tables(kept_project, run)
    assert creatives.columns[-1].title == "True effect"
    assert places.columns[-1].title == "Markov"
    name = creatives.rows[0][0].text
    assert creatives.rows[0][-1].text == f"{found.effects[name].here:+,}"
    assert creatives.foot[-1].text == f"{run.outcome.totals.conversions:+,}"
    assert "True effects do not add up" in creatives.note
    text = render(content_of(kept_project, run, datetime(2026, 4, 1, tzinfo=UTC)))
    assert "Conversions credited to creatives" in text


def test_without_kept_impressions_there_is_no_such_table(kept_project: ProjectFile) -> None:
    assert attribution_tables(kept_project, get_run(kept_project, 2)) == []
