"""What a new project starts with: every template is whole, repeatable and ready to be filled."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from admanager.creative.brand import Industry, load_brand
from admanager.simulation import checks
from admanager.simulation.drafts import list_campaigns
from admanager.simulation.templates import BLANK, NAMES, create_project
from admanager.texts import AdManagerError

FRIDAY = date(2026, 11, 27)


def test_every_industry_has_a_template() -> None:
    assert {*NAMES} == {BLANK, *get_args(Industry)} - {"general"}


@pytest.mark.parametrize("name", [name for name in NAMES if name != BLANK])
def test_template_starts_with_a_brand_and_a_draft_that_lacks_only_people_and_ads(
    tmp_path: Path, name: str
) -> None:
    with create_project(tmp_path / "p.adm", name, today=FRIDAY) as project:
        assert load_brand(project).industry == name
        (kept,) = list_campaigns(project)
        plan = kept.plan
        assert (plan.flight.start, plan.flight.end) == (date(2026, 11, 30), date(2026, 12, 13))
        errors = {problem.path for problem in checks.check(plan, project) if problem.severity == "error"}
        assert errors <= {"ad_groups", "ad_groups.0.creatives"}


def test_legal_line_is_required_where_the_law_asks_for_one(tmp_path: Path) -> None:
    for name in ("finance", "healthcare"):
        with create_project(tmp_path / f"{name}.adm", name) as project:
            kit = load_brand(project)
            assert kit.legal_required
            assert kit.legal_line
            assert kit.forbidden_words


def test_blank_project_is_empty_and_an_unknown_template_leaves_nothing(tmp_path: Path) -> None:
    with create_project(tmp_path / "blank.adm") as project:
        assert list_campaigns(project) == []
    with pytest.raises(AdManagerError, match="There is no template castle; there are: blank, e-commerce"):
        create_project(tmp_path / "castle.adm", "castle")
    assert not (tmp_path / "castle.adm").exists()
