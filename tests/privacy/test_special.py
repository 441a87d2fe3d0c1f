"""Special categories of personal data: found by what a column is called, and never targeted in silence."""

from __future__ import annotations

import pytest

from admanager.audience import segments
from admanager.audience.preview import consider_text
from admanager.privacy.special import caution, special_category
from admanager.project.file import ProjectFile
from admanager.project.tables import Column
from tests.audience.conftest import Fill, fill_table


@pytest.fixture
def fill() -> Fill:
    return fill_table


COLUMNS = (Column("age", "integer", "number"), Column("chronicDisease", "text", "category"))
ROWS = [(30, "asthma"), (40, None), (50, "none")]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("health_status", "health"),
        ("isPregnant", "health"),
        ("既往病史", "health"),
        ("religion", "religion or belief"),
        ("民族", "ethnic origin"),
        ("Trade-Union", "politics or trade unions"),
        ("sexual orientation", "sex life"),
        ("DNA", "biometric or genetic data"),
    ],
)
def test_columns_are_told_by_their_names(name: str, kind: str) -> None:
    assert special_category(name) == kind


@pytest.mark.parametrize("name", ["age", "job", "healthy_food_orders", "sex", "trace", "bloodhound"])
def test_other_columns_are_none(name: str) -> None:
    assert special_category(name) is None


def test_nobody_is_chosen_by_health_in_silence(project: ProjectFile, fill: Fill) -> None:
    fill(project, COLUMNS, ROWS)
    told = caution("chronicDisease")
    assert told is not None
    assert "explicit consent" in told
    assert told in segments.count(project, "chronicDisease = 'asthma'").warnings
    assert told not in segments.count(project, "age >= 30").warnings
    segments.save(project, "ill", "chronicDisease = 'asthma'")
    assert told in segments.count(project, "age >= 30 and not in_segment('ill')").warnings
    assert told in segments.count(project, "ill").warnings
    assert consider_text(project, "chronicDisease is missing").cautions == (told,)
    assert consider_text(project, "age >= 30").cautions == ()
