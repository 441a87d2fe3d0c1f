"""Plans as bulk sheets: what a platform reads back is the plan, and what it cannot read is told."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from admanager import api
from admanager.__main__ import main
from admanager.creative.library import add_creatives
from admanager.creative.pipeline import Request, make_designs
from admanager.project.file import ProjectFile
from admanager.report.bulk.making import PLATFORMS, Ad, Platform, open_stretches
from admanager.report.bulk.sheet import BulkSheet, bulk_sheet, write_bulk_sheet
from admanager.simulation.campaign import CampaignPlan
from admanager.texts import AdManagerError
from tests.simulation.worlds import plan_of

PAGE = "https://example.com/spring"
ADS = [Ad("A", "Warm coats", "For every day.", {"300x250": "x ads/a.png"})]
OFFICE = tuple(["0" * 8 + "1" * 10 + "0" * 6] * 5 + ["0" * 24] * 2)
NIGHT = tuple(["1" * 2 + "0" * 20 + "1" * 2] * 7)


def sheet_of(
    platform: Platform, plan: CampaignPlan, *, page: str = PAGE, places: tuple[str, ...] = ()
) -> BulkSheet:
    return bulk_sheet(plan, ADS, platform, brand="Nord", landing_page=page, locations=places)


def notes_of(sheet: BulkSheet) -> str:
    return "\n".join(map(str, sheet.notes))


def with_hours(plan: CampaignPlan, *hours: tuple[str, ...] | None) -> CampaignPlan:
    groups = tuple(
        group.model_copy(update={"dayparts": rows}) for group, rows in zip(plan.ad_groups, hours, strict=True)
    )
    return plan.model_copy(update={"ad_groups": groups})


@given(st.text(alphabet="01", min_size=24, max_size=24))
def test_open_stretches_are_the_open_hours_and_nothing_else(row: str) -> None:
    stretches = open_stretches(row)
    hours = {hour for first, last in stretches for hour in range(first, last)}
    assert hours == {hour for hour, mark in enumerate(row) if mark == "1"}
    assert all(last < first for (_, last), (first, _) in pairwise(stretches))


@pytest.mark.parametrize("platform", ["google", "microsoft", "meta"])
def test_a_campaign_comes_in_paused_with_every_ad_group_under_it(platform: Platform) -> None:
    plan = plan_of()
    sheet = sheet_of(platform, plan)
    state = {"google": "Campaign Status", "microsoft": "Status", "meta": "Campaign Status"}[platform]
    name = "Campaign Name" if platform == "meta" else "Campaign"
    group = "Ad Set Name" if platform == "meta" else "Ad Group"
    campaigns = [
        row for row in sheet.rows if row.get(name) and (platform == "meta" or not row.get("Ad Group"))
    ]
    assert {row[name] for row in campaigns} == {"Autumn"}
    assert {row[state].lower() for row in campaigns} == {"paused"}
    assert {row[group] for row in sheet.rows if row.get(group)} == {part.name for part in plan.ad_groups}
    assert set().union(*sheet.rows) == set(sheet.columns)


def test_google_has_dates_money_and_the_schedule_of_the_plan() -> None:
    plan = with_hours(plan_of("ad_groups.0.bid=0.5"), OFFICE, OFFICE)
    sheet = sheet_of("google", plan, places=("Germany", "Austria"))
    campaign = sheet.rows[0]
    assert (campaign["Start Date"], campaign["End Date"]) == ("2026-03-23", "2026-03-26")
    assert (campaign["Budget"], campaign["Bid Strategy Type"]) == ("20.00", "Manual CPC")
    assert campaign["Ad Schedule"].split(";")[0] == "(Monday[08:00-18:00])"
    assert len(campaign["Ad Schedule"].split(";")) == 5
    assert [row["Location"] for row in sheet.rows if "Location" in row] == ["Germany", "Austria"]
    assert [row["Max CPC"] for row in sheet.rows if "Max CPC" in row] == ["0.50", "0.35"]
    ads = [row for row in sheet.rows if row.get("Image")]
    assert {(row["Final URL"], row["Display URL"]) for row in ads} == {(PAGE, "example.com")}


def test_ad_groups_with_other_hours_share_googles_one_schedule_and_it_is_said() -> None:
    sheet = sheet_of("google", with_hours(plan_of(), OFFICE, NIGHT))
    assert sheet.rows[0]["Ad Schedule"].startswith(
        "(Monday[00:00-02:00]);(Monday[08:00-18:00]);(Monday[22:00-24:00])"
    )
    assert "one schedule a campaign" in notes_of(sheet)
    always = sheet_of("google", with_hours(plan_of(), OFFICE, None))
    assert always.rows[0]["Ad Schedule"] == ""


def test_microsoft_keeps_the_hours_of_each_ad_group_under_its_key() -> None:
    sheet = sheet_of("microsoft", with_hours(plan_of(), OFFICE, NIGHT))
    assert sheet.rows[0] == {"Type": "Format Version", "Name": "6.0"}
    keys = {row["Ad Group"]: row["Id"] for row in sheet.rows if row["Type"] == "Ad Group"}
    assert len(set(keys.values())) == len(keys) == 2
    hours = [row for row in sheet.rows if row["Type"] == "Ad Group DayTime Criterion"]
    assert all(row["Parent Id"] == keys[row["Ad Group"]] for row in hours)
    assert [(row["Target"], row["From Hour"], row["To Hour"]) for row in hours[:2]] == [
        ("Monday", "8", "18"), ("Tuesday", "8", "18"),
    ]  # fmt: skip
    assert len(hours) == 5 + 14


@pytest.mark.parametrize(
    ("settings", "google", "microsoft", "meta"),
    [
        (["bid.strategy=fixed_cpm"], "Viewable CPM", "ManualCpm", "Bid Cap"),
        (["bid.strategy=target_cpa"], "Target CPA", "TargetCpa", "Cost per result goal"),
        (["bid.strategy=target_roas", "bid.target_roas=4"], "Target ROAS", "TargetRoas", "ROAS goal"),
        (["bid.strategy=auto"], "Maximize clicks", "MaxClicks", "Highest volume or value"),
        (["bid.strategy=auto", "bid.goal=conversions"], "Maximize conversions", "MaxConversions", "Highest volume or value"),
    ],
)  # fmt: skip
def test_a_bid_strategy_becomes_the_nearest_of_the_platform(
    settings: list[str], google: str, microsoft: str, meta: str
) -> None:
    plan = plan_of(*settings)
    found = {platform: sheet_of(platform, plan) for platform in PLATFORMS}
    assert found["google"].rows[0]["Bid Strategy Type"] == google
    assert found["microsoft"].rows[1]["Bid Strategy Type"] == microsoft
    assert found["meta"].rows[0]["Ad Set Bid Strategy"] == meta
    own = "bids in its own way" in notes_of(found["google"])
    assert own == (plan.bid.strategy == "auto")


def test_what_a_sheet_has_no_cell_for_is_told() -> None:
    told = notes_of(sheet_of("google", plan_of("ad_groups.0.budget=5")))
    for part in (
        "“age < 40”",
        "frequency cap",
        "EUR",
        "Europe/Lisbon",
        "paused",
        "5.00",
        "“B” has no design",
        "60.00",
    ):
        assert part in told
    assert "No place was named" in told
    assert "No place was named" not in notes_of(sheet_of("meta", plan_of(), places=("DE",)))


def test_a_total_alone_becomes_equal_days_at_google_and_a_lifetime_at_meta() -> None:
    plan = plan_of()
    plan = plan.model_copy(update={"budget": plan.budget.model_copy(update={"daily": None})})
    sheet = sheet_of("google", plan)
    assert sheet.rows[0]["Budget"] == "15.00"
    assert "60.00 over 4 days are 15.00 a day" in notes_of(sheet)
    assert sheet_of("meta", plan).rows[0]["Campaign Lifetime Budget"] == "60.00"


def test_texts_that_are_too_long_for_a_platform_are_named() -> None:
    long = [Ad("A", "h" * 41, "b" * 126, {"1080x1080": "x ads/a.png"})]
    sheet = bulk_sheet(plan_of(), long, "meta", brand="Nord", landing_page=PAGE)
    told = notes_of(sheet)
    assert "longer than the 27 letters" in told
    assert "longer than the 125 letters" in told


@pytest.fixture
def project(tmp_path: Path) -> Iterator[ProjectFile]:
    with ProjectFile.create(tmp_path / "p.adm") as project:
        add_creatives(project, make_designs(project, Request("", "conversion", "any", 2, 1)), ("A", "=B()"))
        yield project


def written_plan() -> CampaignPlan:
    plan = plan_of()
    first = plan.ad_groups[0]
    shares = tuple(
        share.model_copy(update={"name": name, "sizes": ("300x250", "1080x1080")})
        for share, name in zip(first.creatives, ("A", "=B()"), strict=False)
    )
    return plan.model_copy(
        update={"ad_groups": (first.model_copy(update={"creatives": shares, "name": "=1+1"}),)}
    )


@pytest.mark.parametrize("platform", ["google", "microsoft", "meta"])
def test_the_files_that_a_sheet_names_lie_beside_it_and_no_cell_runs(
    project: ProjectFile, tmp_path: Path, platform: Platform
) -> None:
    written = write_bulk_sheet(project, written_plan(), platform, tmp_path / "up.csv", landing_page=PAGE)
    assert written.folder == tmp_path / "up ads"
    manifest = json.loads((written.folder / "manifest.json").read_text("utf-8"))
    files = {entry["file"] for entry in manifest}
    assert {file.name for file in written.folder.iterdir()} == files | {"manifest.json"}
    sizes = {"google": {(300, 250)}, "meta": {(1080, 1080)}, "microsoft": {(1080, 1080)}}[platform]
    for name in files:
        with Image.open(written.folder / name) as picture:
            assert picture.size in sizes
    with (tmp_path / "up.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(written.sheet.rows)
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "@"))]
    named = {
        Path(row[column]).name for row in rows for column in ("Image", "Image File Name") if row.get(column)
    }
    assert named == (files if platform != "microsoft" else set())
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"landing_page": "javascript:alert(1)"}, "no address of a landing page"),
        ({"landing_page": "https://exa mple.com"}, "no address of a landing page"),
        ({"landing_page": "http://[bad"}, "no address of a landing page"),
        ({"platform": "altavista"}, "not for “altavista”"),
        ({"path": "up.txt"}, "written as .csv"),
        ({"path": "missing/up.csv"}, "does not exist"),
    ],
)
def test_what_cannot_be_written_is_refused_and_leaves_nothing(
    project: ProjectFile, tmp_path: Path, changes: dict[str, str], why: str
) -> None:
    before = sorted(tmp_path.iterdir())
    wanted = {"landing_page": PAGE, "platform": "google", "path": "up.csv"} | changes
    plan = plan_of()
    with pytest.raises(AdManagerError, match=why):
        write_bulk_sheet(
            project, plan, wanted["platform"], tmp_path / wanted["path"], landing_page=wanted["landing_page"]
        )
    assert [
        path for path in sorted(tmp_path.iterdir()) if path not in before and path.suffix != ".adm-journal"
    ] == []


def test_a_plan_without_ad_groups_has_nothing_to_upload() -> None:
    with pytest.raises(AdManagerError, match="no ad group"):
        sheet_of("meta", plan_of().model_copy(update={"ad_groups": ()}))


def test_the_command_and_the_notebook_write_the_same_sheet(
    project: ProjectFile, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = tmp_path / "plan.toml"
    plan.write_text(written_plan().to_toml(), encoding="utf-8")
    words = [
        "bulk-sheet",
        str(project.path),
        str(plan),
        "--for",
        "meta",
        "--landing-page",
        PAGE,
        "--location",
        "DE",
    ]
    assert main([*words, "-o", str(tmp_path / "a.csv"), "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["rows"] == 2
    assert any("paused" in note for note in printed["notes"])
    with api.open(project.path) as opened:
        written = opened.bulk_sheet(plan, "meta", tmp_path / "b.csv", landing_page=PAGE, locations=["DE"])
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    assert list(written.sheet.columns) == printed["columns"]
