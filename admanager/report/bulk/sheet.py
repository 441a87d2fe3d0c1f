"""A campaign plan as the bulk-upload sheet of an ad platform, with the ads' files beside it.

CSV in UTF-8; `google`, `microsoft` and `meta` say what their lines are.
Everything is paused: nothing is spent before somebody looked at it. What the plan says and a sheet has no cell for is
told in notes, never dropped in silence. Nothing is sent anywhere.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from admanager.audience.export_formats import safe_cell
from admanager.creative.brand import load_brand
from admanager.creative.export import export, safe_name
from admanager.creative.library import list_creatives
from admanager.creative.networks import network
from admanager.creative.sizes import BY_KEY, SIZES, AdSize
from admanager.jobs import Job
from admanager.project.file import ProjectFile
from admanager.report.bulk import google, meta, microsoft
from admanager.report.bulk.making import PLATFORMS, Ad, Making, Platform, Row
from admanager.simulation.campaign import CampaignPlan
from admanager.texts import AdManagerError, Sentence, sentence

NUMBER = re.compile(r"-?\d+(\.\d+)?")
# What the files are made in: every size for uploaded image ads, the two shapes of responsive ads, the feed's square.
_SIZES: dict[Platform, tuple[str, ...]] = {
    "google": tuple(size.key for size in SIZES if size.limit_kb <= 150),
    "microsoft": ("1200x628", "1080x1080"),
    "meta": ("1080x1080",),
}


ROWS: Mapping[Platform, Callable[[Making], Iterator[Row]]] = {
    "google": google.rows,
    "microsoft": microsoft.rows,
    "meta": meta.rows,
}


@dataclass(frozen=True)
class BulkSheet:
    """The lines of a sheet, and what was left for a person to do on the platform."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[Sentence, ...]


@dataclass(frozen=True)
class WrittenSheet:
    """Where the sheet lies; `folder` holds the ads' files, and is None when the plan has no designed creative."""

    path: Path
    folder: Path | None
    sheet: BulkSheet


def write_bulk_sheet(
    project: ProjectFile,
    plan: CampaignPlan,
    platform: str,
    path: Path,
    *,
    landing_page: str,
    locations: Sequence[str] = (),
    job: Job | None = None,
) -> WrittenSheet:
    """Draw the plan's ads into a folder beside `path`, and write the sheet that names them.

    `landing_page` is where a click leads. `locations` are written as they are: names for Google, country codes for
    Meta. Raises AdManagerError for an unknown platform, an address that is none, another ending than .csv, an ad that
    fails its checks, and where nothing can be written.
    """
    job = job or Job()
    chosen = check_platform(platform)
    check_landing_page(landing_page)
    if path.suffix.lower() != ".csv":
        raise AdManagerError(sentence("A sheet for bulk upload is written as .csv."))
    if not path.parent.is_dir():
        raise AdManagerError(sentence("The folder {path} does not exist.", path=str(path.parent)))
    folder = path.with_name(f"{path.stem} ads")
    drawn = folder.with_name(f"{folder.name}.part")
    try:
        ads = _draw(project, plan, chosen, drawn, folder.name, job)
        brand = load_brand(project).name
        sheet = bulk_sheet(plan, ads, chosen, brand=brand, landing_page=landing_page, locations=locations)
        if drawn.exists():
            folder.mkdir(exist_ok=True)
            for file in drawn.iterdir():
                file.replace(folder / file.name)
        _write(sheet, path)
    except OSError as error:
        raise AdManagerError(
            sentence(
                "{path} cannot be written: {reason}.", path=str(path), reason=error.strerror or str(error)
            )
        ) from error
    finally:
        shutil.rmtree(drawn, ignore_errors=True)
    return WrittenSheet(path, folder if any(ad.files for ad in ads) else None, sheet)


def check_platform(platform: str) -> Platform:
    """Return the platform of this name; raise AdManagerError when there is none."""
    found = next((known for known in PLATFORMS if known == platform), None)
    if found is None:
        raise AdManagerError(
            sentence(
                "There are bulk sheets for {platforms}, not for “{platform}”.",
                platforms=", ".join(PLATFORMS),
                platform=platform,
            )
        )
    return found


def check_landing_page(address: str) -> None:
    """Raise AdManagerError when a click could not lead to this address."""
    try:
        parts = urlsplit(address)
        sound = (
            parts.scheme in {"http", "https"} and bool(parts.hostname) and not set(address) & set(' "<>\n\t')
        )
    except ValueError:
        sound = False
    if not sound or len(address) > 2048:
        raise AdManagerError(
            sentence(
                "“{address}” is no address of a landing page, such as https://example.com/spring.",
                address=address[:200],
            )
        )


def bulk_sheet(
    plan: CampaignPlan,
    ads: Sequence[Ad],
    platform: Platform,
    *,
    brand: str,
    landing_page: str,
    locations: Sequence[str] = (),
) -> BulkSheet:
    """Return the lines for a platform; see the module for what they are."""
    if not plan.ad_groups:
        raise AdManagerError(sentence("The plan has no ad group; there is nothing to upload."))
    making = Making(plan, {ad.name: ad for ad in ads}, platform, brand, landing_page, tuple(locations))
    rows = list(ROWS[platform](making))
    making.note_audiences()
    making.note_rest()
    columns = tuple(dict.fromkeys(name for row in rows for name in row))
    return BulkSheet(columns, tuple(rows), tuple(dict.fromkeys(making.notes)))


def _draw(
    project: ProjectFile, plan: CampaignPlan, platform: Platform, drawn: Path, folder: str, job: Job
) -> list[Ad]:
    """Draw the plan's creatives into `drawn`, which becomes `folder` beside the sheet, with one manifest of all."""
    designs = {creative.name: creative.design for creative in list_creatives(project)}
    ads, entries = [], []
    for number, name in enumerate(plan.creative_names):
        if name not in designs:
            ads.append(Ad(name))
            continue
        design = designs[name]
        pattern = f"{number + 1:02d}-{safe_name(name)}-{{size}}"
        made = export(project, [design], _sizes(plan, platform, name), drawn, pattern=pattern, job=job)
        entries += made.entries
        made.path.write_text(json.dumps(entries, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        headline = _fitting(design.copy_text.headlines, "headline", platform)
        body = _fitting(design.copy_text.bodies, "body", platform)
        files = {entry["size"]: f"{folder}/{entry['file']}" for entry in made.entries}
        ads.append(Ad(name, headline, body, files))
    return ads


def _sizes(plan: CampaignPlan, platform: Platform, name: str) -> tuple[AdSize, ...]:
    """Return the sizes to draw: those of the platform that the plan names for the creative, or all of the platform's."""
    wanted = {
        size
        for group in plan.ad_groups
        for share in group.creatives
        if share.name == name
        for size in share.sizes
    }
    known = _SIZES[platform]
    return tuple(BY_KEY[key] for key in known if key in wanted) or tuple(BY_KEY[key] for key in known)


def _fitting(texts: Sequence[str], part: str, platform: Platform) -> str:
    """Return the first text that the platform takes whole, or the shortest."""
    known = network(platform)
    most = known.most.get(part)
    short = [text for text in texts if most is None or known.letters(text) <= most]
    return short[0] if short else min(texts, key=known.letters, default="")


def _cell(text: str) -> str:
    """Return a cell that no spreadsheet runs; a number, such as the key -1 of a new record, is none that it could."""
    return text if NUMBER.fullmatch(text) else safe_cell(text)


def _write(sheet: BulkSheet, path: Path) -> None:
    unfinished = path.with_name(f"{path.name}.part")
    try:
        # With the mark of UTF-8, without which Excel shows names of other alphabets wrongly.
        with unfinished.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(sheet.columns)
            for row in sheet.rows:
                writer.writerow([_cell(row.get(name, "")) for name in sheet.columns])
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
