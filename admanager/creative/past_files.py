"""Past ads as designs, read from the files that a user has of them; nothing is kept here (see `past`).

A folder (or one file of it) holds

- JSON files: a design spec, a design as the library writes it, or a list of either, such as the manifest of an export,
  in which the files of one design in all its sizes and formats are one ad;
- pictures of ads (PNG, JPEG, WebP, GIF, ...), of which only little can be read; see `past_pictures`;
- CSV files (commas, semicolons or tabs): an ad a line, with columns named like the fields of the spec (`flow`, `scheme`,
  `headline_scale`, ...), as far as they are known, and optionally `name`, `objective`, `industry`, `theme` and the traits
  of who saw it; other columns are not used, and that is told.

What a line or a picture does not say is taken from the design by the grammar that is most like it; the industry is the
brand's.
"""

from __future__ import annotations

import csv
import json
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import ValidationError

from admanager.creative import grammar
from admanager.creative.brand import DEFAULT_KIT, BrandKit
from admanager.creative.condition import TRAITS, Condition, condition_vector
from admanager.creative.past_pictures import read_ad_picture
from admanager.creative.photos import ENDINGS as PICTURES
from admanager.creative.spec import CATEGORICAL, CONTINUOUS, DesignSpec
from admanager.jobs import Job
from admanager.texts import AdManagerError, Sentence, sentence

MOST_BYTES = 20_000_000
LIKELY = 256
WORDS = {
    "true": True,
    "yes": True,
    "1": True,
    "是": True,
    "false": False,
    "no": False,
    "0": False,
    "否": False,
}
NAME_LIMIT = 80
DELIMITERS = (",", ";", "\t")
# Of `spring-001-300x250-2.png`, what is no part of the design's name.
SIZE_AND_ENDING = re.compile(r"[-_ ]*\d+x\d+.*$")


@dataclass(frozen=True)
class PastAd:
    """One ad that ran: its name, its design, and what it was to answer to."""

    name: str
    spec: DesignSpec
    condition: Condition


@dataclass(frozen=True)
class PastAds:
    """What was read: the ads, and the columns of tables that say nothing of a design."""

    ads: list[PastAd]
    unused: tuple[str, ...]


class _Bad(ValueError):
    """One ad that cannot be read; the sentence says why."""

    def __init__(self, text: Sentence) -> None:
        super().__init__(str(text))
        self.text = text


def read_past_ads(
    paths: Path | Sequence[Path], brand: BrandKit = DEFAULT_KIT, *, job: Job | None = None
) -> PastAds:
    """Return the past ads of folders or files, of two with the same name the last; see `import_past_ads`.

    Colours of pictures are compared with those of `brand`. A picture that a manifest beside it describes is not read.
    """
    job = job or Job()
    given = [paths] if isinstance(paths, Path) else list(paths)
    for path in given:
        if not path.exists():
            raise AdManagerError(sentence("There is no file or folder “{path}”.", path=str(path)))
    # What describes a picture comes before it.
    files = sorted(
        (file for path in given for file in ([path] if path.is_file() else _files_of(path))), key=_texts_first
    )
    found: dict[str, PastAd] = {}
    described: set[str] = set()
    unused: dict[str, None] = {}
    bad: list[Sentence] = []
    for number, file in enumerate(files):
        job.check_cancelled()
        job.progress(number, len(files), sentence("Reading past ads"))
        if file.suffix.lower() in PICTURES and file.name in described:
            continue
        if file.suffix.lower() in PICTURES:
            read = _Read(list(_picture_of(file, brand)), [], [])
        else:
            read = _ads_of(file, brand)
        described.update(read.described)
        unused.update(dict.fromkeys(read.unused))
        for ad in read.ads:
            if isinstance(ad, _Bad):
                bad.append(ad.text)
            else:
                found[ad.name] = ad
    if bad:
        raise AdManagerError(
            sentence("{problem} Nothing was imported.", problem=bad[0])
            if len(bad) == 1
            else sentence(
                "{count} past ads cannot be read, and nothing was imported. The first: {problem}",
                count=len(bad),
                problem=bad[0],
            ),
            details="\n".join(str(text) for text in bad),
        )
    if not found:
        raise AdManagerError(
            sentence(
                "“{path}” holds no past ads; put designs there as .json files, a .csv file with a line for each ad, or pictures of ads.",
                path=", ".join(str(path) for path in given[:3]),
            )
        )
    return PastAds(list(found.values()), tuple(unused))


def _files_of(folder: Path) -> Iterator[Path]:
    for file in folder.iterdir():
        if file.suffix.lower() in {".json", ".csv", *PICTURES} and file.is_file():
            yield file


def _texts_first(file: Path) -> tuple[bool, str]:
    return file.suffix.lower() in PICTURES, file.name


def _picture_of(file: Path, brand: BrandKit) -> Iterator[PastAd | _Bad]:
    """Yield the ad that a picture shows, as far as that can be told, or why it cannot be read."""
    try:
        if file.stat().st_size > MOST_BYTES:
            yield _Bad(sentence("“{file}” is larger than 20 MB.", file=file.name))
            return
        seen = read_ad_picture(file.read_bytes(), brand)
    except (OSError, ValueError) as error:
        yield _Bad(
            sentence("“{file}” is no picture that can be read: {reason}.", file=file.name, reason=str(error))
        )
        return
    condition = Condition(industry=brand.industry, theme=seen.theme)
    yield PastAd(file.name[:NAME_LIMIT], _completed(seen.fields, condition), condition)


@dataclass(frozen=True)
class _Read:
    """What a file holds: ads (or why one cannot be read), the names of the pictures that it describes, unused columns."""

    ads: list[PastAd | _Bad]
    described: list[str]
    unused: list[str]


def _ads_of(file: Path, brand: BrandKit) -> _Read:
    """Return the ads of a file, and in the place of one that cannot be read why."""
    read = _Read([], [], [])
    is_table = file.suffix.lower() == ".csv"
    try:
        if not is_table and file.suffix.lower() != ".json":
            raise _Bad(
                sentence(
                    "“{file}” is no past ad; those are designs as .json files, a .csv file with a line for each ad, or pictures.",
                    file=file.name,
                )
            )
        if file.stat().st_size > MOST_BYTES:
            raise _Bad(sentence("“{file}” is larger than 20 MB.", file=file.name))
        text = file.read_bytes().decode("utf-8-sig")
        entries = _lines(file, text, read.unused) if is_table else _objects(file, text)
        same: dict[tuple[DesignSpec, str], str] = {}
        for number, entry in entries:
            try:
                if isinstance(entry, _Bad):
                    raise entry
                ad = _ad(file, number, entry, brand)
            except _Bad as problem:
                read.ads.append(problem)
                continue
            if "file" in entry:
                # A manifest has a design once for each of its files.
                read.described.append(str(entry["file"]))
                key = (ad.spec, ad.condition.model_dump_json())
                if key in same:
                    continue
                ad = replace(ad, name=_name_of_design(ad.name, set(same.values())))
                same[key] = ad.name
            read.ads.append(ad)
    except _Bad as problem:
        read.ads.append(problem)
    except (OSError, UnicodeDecodeError) as error:
        read.ads.append(
            _Bad(
                sentence(
                    "“{file}” cannot be read as UTF-8 text: {reason}.", file=file.name, reason=str(error)
                )
            )
        )
    return read


def _name_of_design(name: str, taken: set[str]) -> str:
    """Return a file's name without its size and ending; as it is where another design of the manifest has that name."""
    short = SIZE_AND_ENDING.sub("", name)
    return short if short and short not in taken else name


def _objects(file: Path, text: str) -> Iterator[tuple[int, dict[str, Any] | _Bad]]:
    try:
        content = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise _Bad(sentence("“{file}” is no JSON: {reason}.", file=file.name, reason=str(error))) from error
    for number, entry in enumerate(content if isinstance(content, list) else [content], start=1):
        if isinstance(entry, dict):
            yield number, entry
        else:
            yield (
                number,
                _Bad(sentence("Entry {number} of “{file}” is no design.", number=number, file=file.name)),
            )


def _lines(file: Path, text: str, unused: list[str]) -> Iterator[tuple[int, dict[str, Any] | _Bad]]:
    """Yield the lines of a table by their numbers, and add the columns that are not used to `unused`."""
    lines = text.splitlines()
    first = lines[0] if lines else ""
    rows = csv.reader(lines, delimiter=max(DELIMITERS, key=first.count))
    header = [cell.strip().lower() for cell in next(rows, [])]
    known = {*DesignSpec.model_fields, "name", "objective", "industry", "theme", *TRAITS}
    if not set(header) & (known - {"name"}):
        raise _Bad(
            sentence(
                "“{file}” has no column that describes a design, such as flow, scheme or headline_scale; it has {columns}.",
                file=file.name,
                columns=", ".join(header) or "no columns",
            )
        )
    unused += [name for name in header if name and name not in known]
    for row in rows:
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(header):
            yield (
                rows.line_num,
                _Bad(
                    sentence(
                        "Line {line} of “{file}” has {found} cells, and the first line {wanted}.",
                        line=rows.line_num,
                        file=file.name,
                        found=len(row),
                        wanted=len(header),
                    )
                ),
            )
            continue
        cells = {name: cell.strip() for name, cell in zip(header, row, strict=True)}
        yield rows.line_num, {name: cell for name, cell in cells.items() if name in known and cell}


def _ad(file: Path, number: int, entry: dict[str, Any], brand: BrandKit) -> PastAd:
    place = sentence("line {number} of “{file}”", number=number, file=file.name)
    is_table = file.suffix.lower() == ".csv"
    named = str(entry.get("name") or entry.get("file") or "").strip()
    name = (named or (f"{file.stem} {number}" if is_table or number > 1 else file.stem))[:NAME_LIMIT]
    try:
        if is_table:
            condition = _condition({"industry": brand.industry, **entry}, place)
            return PastAd(name, _completed(_fields(entry, place), condition), condition)
        spec = entry.get("spec", entry)
        fields = (
            {key: value for key, value in spec.items() if key != "name"} if isinstance(spec, dict) else spec
        )
        return PastAd(name, DesignSpec.model_validate(fields), _stated(entry, brand))
    except ValidationError as error:
        first = error.errors()[0]
        raise _Bad(
            sentence(
                "The design “{name}” in “{file}” cannot be read: {field}: {reason}.",
                name=name,
                file=file.name,
                field=".".join(str(part) for part in first["loc"]) or "spec",
                reason=first["msg"],
            )
        ) from error


def _stated(entry: dict[str, Any], brand: BrandKit) -> Condition:
    """Return the condition that a design or an entry of a manifest states; the industry is the brand's where none is."""
    if isinstance(entry.get("condition"), dict):
        return Condition.model_validate(entry["condition"])
    given = {"industry": brand.industry}
    given |= {name: entry[name] for name in ("traits", "objective", "industry", "theme") if name in entry}
    return Condition.model_validate(given)


def _fields(entry: dict[str, Any], place: Sentence) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in CATEGORICAL:
        if field.name not in entry:
            continue
        # "Hero top" is hero_top.
        text = re.sub(r"[\s-]+", "_", entry[field.name].lower())
        value = WORDS.get(text) if field.levels == (False, True) else text
        if value not in field.levels:
            allowed = ", ".join(str(level).lower() for level in field.levels)
            raise _Bad(_wrong(place, field.name, entry[field.name], allowed))
        found[field.name] = value
    for number in CONTINUOUS:
        if number.name not in entry:
            continue
        size = _number(entry, number.name, place)
        if not number.low <= size <= number.high:
            raise _Bad(_wrong(place, number.name, entry[number.name], f"{number.low:g} - {number.high:g}"))
        found[number.name] = size
    return found


def _condition(entry: dict[str, Any], place: Sentence) -> Condition:
    given: dict[str, Any] = {
        name: entry[name].lower() for name in ("objective", "industry", "theme") if name in entry
    }
    given["traits"] = {trait: _number(entry, trait, place) for trait in TRAITS if trait in entry}
    try:
        return Condition.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        allowed = str(first.get("ctx", {}).get("expected", first["msg"]))
        raise _Bad(_wrong(place, str(first["loc"][0]), str(first["input"]), allowed)) from error


def _number(entry: dict[str, Any], name: str, place: Sentence) -> float:
    try:
        value = float(entry[name])
    except ValueError as error:
        raise _Bad(_wrong(place, name, entry[name], "0.5")) from error
    if not np.isfinite(value):
        raise _Bad(_wrong(place, name, entry[name], "0.5"))
    return value


def _wrong(place: Sentence, field: str, value: str, allowed: str) -> Sentence:
    return sentence(
        "In {place}, {field} is “{value}”, and must be one of: {allowed}.",
        place=place,
        field=field,
        value=value,
        allowed=allowed,
    )


def _completed(fields: dict[str, Any], condition: Condition) -> DesignSpec:
    """Return a design with these fields; the rest is that of the likeliest of many designs by the grammar."""
    seed = zlib.crc32(json.dumps([fields, condition.model_dump()], sort_keys=True).encode())
    rows = np.repeat(condition_vector(condition)[np.newaxis], LIKELY, axis=0)
    corpus = grammar.designs_for(rows, np.random.default_rng(seed))
    away = np.zeros(LIKELY)
    for position, field in enumerate(CATEGORICAL):
        if field.name in fields:
            away += corpus.choices[:, position] != field.levels.index(fields[field.name])
    for number in CONTINUOUS:
        if number.name in fields:
            scaled = 2 * (fields[number.name] - number.low) / (number.high - number.low) - 1
            away += np.abs(corpus.numbers[:, number.position] - scaled) / 2
    return corpus.spec(int(np.argmin(away))).model_copy(update=fields)
