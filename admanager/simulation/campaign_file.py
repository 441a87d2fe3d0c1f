"""Reads campaign plans from TOML and plain data, with single settings put over them; every wrong field is named at once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from admanager.simulation.campaign import CampaignPlan
from admanager.texts import AdManagerError, Sentence, sentence


def from_toml(text: str, *, settings: Iterable[str] = (), source: str = "") -> CampaignPlan:
    """Read a plan from the text of a campaign file, with `key=value` settings put over it.

    Raises AdManagerError, naming every wrong field at once.
    """
    name = source or sentence("The campaign file")
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise AdManagerError(sentence("{name} is not valid TOML: {what}.", name=name, what=error)) from error
    for setting in settings:
        _override(data, setting)
    return from_data(data, source=name)


def from_data(data: Any, *, source: str = "") -> CampaignPlan:
    """Build a plan from plain data; raises AdManagerError, naming every wrong field at once."""
    try:
        return CampaignPlan.model_validate(data)
    except ValidationError as error:
        told = " ".join(_told(found["type"], found["loc"], found["msg"]) for found in error.errors())
        raise AdManagerError(
            sentence("{name} cannot be used. {problems}", name=source or sentence("The plan"), problems=told)
        ) from error


def load(path: Path, settings: Iterable[str] = ()) -> CampaignPlan:
    """Read a campaign file; raises AdManagerError when it is not there, not text or not a plan."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise AdManagerError(sentence("There is no campaign file at {path}.", path=path)) from None
    except UnicodeDecodeError:
        raise AdManagerError(
            sentence("{path} is not a campaign file: it is not UTF-8 text.", path=path)
        ) from None
    return from_toml(text, settings=settings, source=str(path))


def with_settings(plan: CampaignPlan, settings: Sequence[str]) -> CampaignPlan:
    """Return the plan with `dotted.key=value` settings put over it."""
    data = _lists(plan.model_dump(exclude_none=True))
    for setting in settings:
        _override(data, setting)
    return from_data(data)


def dotted(location: Iterable[int | str]) -> str:
    """Return a field's path as it is written in settings and problems: `ad_groups.0.bid`."""
    return ".".join(str(part) for part in location)


def _told(kind: str, location: tuple[int | str, ...], message: str) -> Sentence:
    path = dotted(location)
    if kind == "missing":
        return sentence("“{path}” is missing.", path=path)
    if kind == "extra_forbidden":
        known = ", ".join(dotted((*location[:-1], name)) for name in _settings_at(location[:-1]))
        return sentence(
            "“{path}” is not a setting of a campaign; there are: {known}.", path=path, known=known
        )
    return sentence("“{path}” is wrong: {what}.", path=path, what=message[:1].lower() + message[1:])


def _settings_at(location: tuple[int | str, ...]) -> list[str]:
    """Return the names of the settings of the part of a plan that stands at a path."""
    part: type[BaseModel] = CampaignPlan
    for name in location:
        if isinstance(name, str):
            part = _part_in(part.model_fields[name].annotation) or part
    return list(part.model_fields)


def _part_in(annotation: Any) -> type[BaseModel] | None:
    """Return the part of a plan that a type is or holds, such as AdGroup for tuple[AdGroup, ...]."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for found in map(_part_in, get_args(annotation)) if found is not None), None)


def _override(data: dict[str, Any], setting: str) -> None:
    """Put `dotted.key=value` into plain data; the value is TOML, or a text when it is not."""
    path, equals, text = setting.partition("=")
    keys = path.strip().split(".")
    if not equals or not all(keys):
        raise AdManagerError(
            sentence(
                "“{setting}” is not a setting; write key=value, such as budget.daily=20.", setting=setting
            )
        )
    try:
        value = tomllib.loads(f"value = {text}", parse_float=Decimal)["value"]
    except tomllib.TOMLDecodeError:
        value = text.strip()
    place: Any = data
    for key in keys[:-1]:
        if isinstance(place, dict):
            place = place.setdefault(key, {})
        else:
            place = place[_index(place, key, setting)]
    if isinstance(place, dict):
        place[keys[-1]] = value
    else:
        place[_index(place, keys[-1], setting)] = value


def _index(place: Any, key: str, setting: str) -> int:
    if not isinstance(place, list) or not key.isdigit() or int(key) >= len(place):
        raise _no_such_place(setting)
    return int(key)


def _lists(value: Any) -> Any:
    """Return plain data with lists for tuples, so that single elements can be replaced."""
    if isinstance(value, dict):
        return {key: _lists(item) for key, item in value.items()}
    return [_lists(item) for item in value] if isinstance(value, (list, tuple)) else value


def _no_such_place(setting: str) -> AdManagerError:
    return AdManagerError(
        sentence(
            "“{setting}” does not lead to a setting of this campaign; lists count from 0.", setting=setting
        )
    )
