"""A project with two kept runs, simulated once per test session, with names that try to break a page."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from admanager.audience import segments
from admanager.project.file import ProjectFile
from admanager.project.tables import Column
from admanager.simulation.campaign import CampaignPlan
from admanager.simulation.campaign_file import from_toml
from admanager.simulation.runs import simulate_seeds
from tests.audience.conftest import fill_table

PEOPLE = 400
SCRIPT = "<script>alert(1)</script>"
HANDLER = '" onload="alert(2)'
LINK = "javascript:alert(3)"
STYLE = "</style><img src=https://example.test/x.png onerror=alert(4)>"
PLAN = f"""
name = '{SCRIPT} Spring'
objective = "conversions"
[flight]
start = 2026-03-27
end = 2026-03-30
time_zone = "Europe/Lisbon"
[budget]
total = 40
daily = 12
[bid]
amount = 0.35
[cap]
per_day = 4
[response]
base_ctr = 0.03
base_cvr = 0.2
revenue_per_conversion = 25
[[ad_groups]]
name = '{HANDLER}'
include = ["Young {STYLE}"]
creatives = [{{ name = '{LINK}' }}, {{ name = '{STYLE}' }}]
[[ad_groups]]
name = "Town & Country"
include = ["city = 'Porto'"]
creatives = [{{ name = '{LINK}', weight = 3 }}, {{ name = "Plain" }}]
"""


def plan() -> CampaignPlan:
    """The plan of the kept runs; its days have the change to summer time among them."""
    return from_toml(PLAN)


@cache
def _made() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="admanager-runs-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / "runs.adm"
    columns = (
        Column("id", "integer", "key"),
        Column("age", "integer", "number"),
        Column("city", "text", "category"),
    )
    rows = [(n, 18 + n % 50, "Porto" if n % 3 else "Faro") for n in range(1, PEOPLE + 1)]
    with ProjectFile.create(path, name=f"Project {SCRIPT}") as project:
        fill_table(project, columns, rows)
        segments.save(project, f"Young {STYLE}", "age < 45")
        simulate_seeds(project, plan(), [7, 8])
    return path


def copy_to(folder: Path) -> Path:
    """Copy the project into a folder of the test and return its path."""
    path = folder / "runs.adm"
    shutil.copyfile(_made(), path)
    return path
