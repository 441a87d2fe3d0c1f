"""The brand kit: the colours, names and rules that every creative of a project keeps to."""

from __future__ import annotations

import sqlite3
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from admanager.creative.color import HEX
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError, sentence

Industry = Literal["general", "e-commerce", "social", "search", "finance", "entertainment", "healthcare"]
Language = Literal["en", "zh"]
LEGAL_LIMIT = 60


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

    `ink` is its darkest colour for text, `paper` its lightest ground. `logo` and `logo_on_dark` name rows of
    `asset`; without one the name is set as a wordmark. `font_roles` are the type styles that the brand
    allows (all when empty). A creative never holds a forbidden word; `legal_line` stands in each one when
    `legal_required` is set.
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
    font_roles: tuple[
        Literal["neutral", "geometric", "elegant", "condensed", "technical", "friendly"], ...
    ] = ()
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


def save_brand(project: ProjectFile, kit: BrandKit) -> None:
    """Store the brand kit as one operation that can be undone."""
    stored = stored_brand(project.read())
    with project.change(sentence("Change the brand kit of “{name}”", name=kit.name)) as change:
        values = {"name": kit.name, "kit": kit.model_dump_json()}
        if stored is None:
            change.insert("brand", values)
        else:
            change.update("brand", stored[0], values)


def save_asset(project: ProjectFile, name: str, kind: str, mime: str, data: bytes) -> None:
    """Store a picture (`kind` is `logo` or `photo`) under a name; one of the same name is replaced."""
    row = project.read().execute("SELECT id FROM asset WHERE name = ?", [name]).fetchone()
    with project.change(sentence("Add the picture “{name}”", name=name)) as change:
        values = {"name": name, "kind": kind, "mime": mime, "data": data}
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
