"""The brand kit: the colours, names and rules that every creative of a project keeps to."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from admanager.creative.color import HEX
from admanager.creative.networks import NetworkName
from admanager.creative.spec import FontRole, Tone
from admanager.project.changes import Change
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError, sentence

Industry = Literal["general", "e-commerce", "social", "search", "finance", "entertainment", "healthcare"]
Language = Literal["en", "zh"]
LEGAL_LIMIT = 60
PICTURE_LIMIT = 20 * 1024 * 1024
MIME = {
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".svg": "image/svg+xml", ".webp": "image/webp",
}  # fmt: skip


def _colour(text: str) -> str:
    if not HEX.fullmatch(text):
        raise ValueError("a colour has the form #rrggbb")
    return text.lower()


HexColour = Annotated[str, AfterValidator(_colour)]


class Promotion(BaseModel):
    """What may be promised in an ad: nothing is advertised that is not stated here.

    Prices are texts as they shall be read, with their currency. `trial` is a length of time such as `30 days`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    product: str = Field(default="", max_length=24)
    price: str = Field(default="", max_length=10)
    old_price: str = Field(default="", max_length=10)
    discount_percent: int | None = Field(default=None, ge=1, le=95)
    free_delivery: bool = False
    trial: str = Field(default="", max_length=10)
    is_new: bool = False


class BrandKit(BaseModel):
    """What a brand looks and sounds like.

    `ink` is its darkest colour for text, `paper` its lightest ground. `logo`, `logo_on_dark` and `photo` (of
    the product) name rows of `asset`; without a logo the name is set as a wordmark, without a photo a motif is
    drawn. `font_roles` are the type styles and `tones` the voices that the brand allows (all when empty). `networks` are
    where its ads run: no text is longer than all of them take. A creative never holds a forbidden word; `legal_line`
    stands in each one when `legal_required` is set.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_version: Literal[1] = 1
    name: str = Field(default="Your Brand", min_length=1, max_length=24)
    industry: Industry = "general"
    language: Language = "en"
    primary: HexColour = "#1f4fd8"
    accent: HexColour = "#ff7a45"
    ink: HexColour = "#12182b"
    paper: HexColour = "#fbfaf7"
    logo: str | None = None
    logo_on_dark: str | None = None
    photo: str | None = None
    font_roles: tuple[FontRole, ...] = ()
    tones: tuple[Tone, ...] = ()
    networks: tuple[NetworkName, ...] = ()
    forbidden_words: tuple[str, ...] = ()
    legal_line: str = Field(default="", max_length=LEGAL_LIMIT)
    legal_required: bool = False
    promotion: Promotion = Promotion()


DEFAULT_KIT = BrandKit()


def stored_brand(connection: sqlite3.Connection) -> tuple[int, BrandKit] | None:
    """Return the project's brand kit with its row id, or None when it has none yet.

    Raises AdManagerError when the stored kit is not one that this version knows.
    """
    row = connection.execute("SELECT id, kit FROM brand ORDER BY id LIMIT 1").fetchone()
    if row is None:
        return None
    try:
        return int(row[0]), BrandKit.model_validate_json(row[1])
    except ValidationError as error:
        raise AdManagerError(
            sentence("The project's brand kit cannot be read; save it anew on the Creatives page."),
            details=str(error),
        ) from error


def load_brand(project: ProjectFile) -> BrandKit:
    """Return the project's brand kit; a neutral one with the project's name when it has none yet."""
    stored = stored_brand(project.read())
    if stored is not None:
        return stored[1]
    name = " ".join(project.name.replace("_", " ").split())
    return DEFAULT_KIT.model_copy(update={"name": name}) if 0 < len(name) <= 24 else DEFAULT_KIT


@dataclass(frozen=True)
class BrandPicture:
    """A picture of the brand that is to be stored: its kind (`logo` or `photo`), its file's type and bytes."""

    kind: Literal["logo", "photo"]
    mime: str
    data: bytes


def read_picture(path: Path, kind: Literal["logo", "photo"]) -> BrandPicture:
    """Return a picture from a file, for a brand kit.

    Raises AdManagerError when the file cannot be read, is larger than 20 MB, or is no picture.
    """
    from admanager.creative import render

    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= PICTURE_LIMIT else b""
    except OSError as error:
        raise AdManagerError(
            sentence("{name} cannot be read; check that the file is still there.", name=path.name),
            details=str(error),
        ) from error
    if size > PICTURE_LIMIT:
        raise AdManagerError(
            sentence("{name} is larger than 20 MB; export it smaller and choose it again.", name=path.name)
        )
    render.load_picture(data, path.name)
    return BrandPicture(kind, MIME.get(path.suffix.lower(), "application/octet-stream"), data)


def save_brand(
    project: ProjectFile, kit: BrandKit, pictures: Mapping[str, BrandPicture] | None = None
) -> None:
    """Store the brand kit, and pictures by the names that it calls them, as one operation that can be undone."""
    stored = stored_brand(project.read())
    with project.change(sentence("Change the brand kit of “{name}”", name=kit.name)) as change:
        for name, picture in (pictures or {}).items():
            _store_asset(change, name, picture)
        values = {"name": kit.name, "kit": kit.model_dump_json()}
        if stored is None:
            change.insert("brand", values)
        else:
            change.update("brand", stored[0], values)


def _store_asset(change: Change, name: str, picture: BrandPicture) -> None:
    row = change.connection.execute("SELECT id FROM asset WHERE name = ?", [name]).fetchone()
    values = {"name": name, "kind": picture.kind, "mime": picture.mime, "data": picture.data}
    if row is None:
        change.insert("asset", values)
    else:
        change.update("asset", int(row[0]), values)


def load_asset(project: ProjectFile, name: str) -> bytes:
    """Return the bytes of a stored picture; raise AdManagerError when there is none of that name."""
    row = project.read().execute("SELECT data FROM asset WHERE name = ?", [name]).fetchone()
    if row is None:
        raise AdManagerError(
            sentence("There is no picture “{name}” in the project; add it to the brand kit.", name=name)
        )
    return bytes(row[0])
