"""The creatives that a project keeps: every change is one operation that can be undone."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from admanager.creative.brand import load_brand
from admanager.creative.design import Design
from admanager.creative.spec import DesignSpec, SizeOverride
from admanager.creative.wording import reworded
from admanager.project.changes import Change
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError, sentence


@dataclass(frozen=True)
class CreativeInfo:
    """One kept creative; `design` draws it again in every size."""

    id: int
    name: str
    design: Design
    favourite: bool
    created: float

    @property
    def spec(self) -> DesignSpec:
        """The design's parameters."""
        return self.design.spec

    @property
    def seed(self) -> int:
        """The seed that it was drawn from."""
        return self.design.seed

    @property
    def generator(self) -> str:
        """The name of the generator, or `grammar`."""
        return self.design.generator


def list_creatives(project: ProjectFile) -> list[CreativeInfo]:
    """Return the kept creatives: favourites first, then by age."""
    rows = project.read().execute(
        "SELECT id, name, spec, favourite, created FROM creative ORDER BY favourite DESC, id"
    )
    return [
        CreativeInfo(number, name, Design.model_validate_json(text), bool(favourite), created)
        for number, name, text, favourite, created in rows
    ]


def get_creative(project: ProjectFile, name: str) -> CreativeInfo:
    """Return the creative of this name; raise AdManagerError when there is none."""
    found = next((creative for creative in list_creatives(project) if creative.name == name), None)
    if found is None:
        raise AdManagerError(sentence("There is no creative “{name}” in the project.", name=name))
    return found


def add_creatives(
    project: ProjectFile, designs: Sequence[Design], names: Sequence[str] | None = None
) -> list[CreativeInfo]:
    """Keep designs under these names, or under names made from their headlines, each unlike those there are."""
    one = len(designs) == 1
    text = sentence("Keep a creative") if one else sentence("Keep {count} creatives", count=len(designs))
    with project.change(text) as change:
        ids = [number for number, _ in insert_creatives(change, designs, names)]
    kept = {creative.id: creative for creative in list_creatives(project)}
    return [kept[number] for number in ids]


def insert_creatives(
    change: Change, designs: Sequence[Design], names: Sequence[str] | None = None
) -> list[tuple[int, str]]:
    """Keep designs as a part of a change, and return the id and the name of each; see `add_creatives`."""
    taken = {name for (name,) in change.connection.execute("SELECT name FROM creative")}
    made = []
    for position, design in enumerate(designs):
        wanted = names[position].strip() if names is not None else design.copy_text.headlines[0]
        name = _free_name(wanted or "Creative", taken)
        taken.add(name)
        values = {
            "name": name,
            "spec": design.model_dump_json(),
            "seed": design.seed,
            "generator": design.generator,
            "favourite": 0,
            "created": time.time(),
        }
        made.append((change.insert("creative", values), name))
    return made


def rename_creative(project: ProjectFile, creative: int, name: str) -> None:
    """Give a creative another name; raise AdManagerError when it is empty or taken."""
    name = name.strip()
    if not name:
        raise AdManagerError(sentence("A creative needs a name."))
    if any(other.name == name and other.id != creative for other in list_creatives(project)):
        raise AdManagerError(sentence("There is a creative “{name}” already.", name=name))
    with project.change(sentence("Rename the creative to “{name}”", name=name)) as change:
        change.update("creative", creative, {"name": name})


def mark_favourites(
    project: ProjectFile, creatives: Sequence[int], favourite: bool, designs: Sequence[Design] = ()
) -> None:
    """Mark creatives as favourites, or no more; `designs` are kept and marked with them, all in one change."""
    count = len(creatives) + len(designs)
    if favourite:
        many = sentence("Mark {count} creatives as favourites", count=count)
        text = sentence("Mark a creative as a favourite") if count == 1 else many
    else:
        many = sentence("Unmark {count} favourite creatives", count=count)
        text = sentence("Unmark a favourite creative") if count == 1 else many
    with project.change(text) as change:
        for creative in [*creatives, *(number for number, _ in insert_creatives(change, designs))]:
            change.update("creative", creative, {"favourite": int(favourite)})


def delete_creatives(project: ProjectFile, creatives: Sequence[int]) -> None:
    """Take creatives out of the project, and off their boards."""
    many = sentence("Delete {count} creatives", count=len(creatives))
    with project.change(sentence("Delete a creative") if len(creatives) == 1 else many) as change:
        for creative in creatives:
            places = change.connection.execute(
                "SELECT id FROM board_creative WHERE creative_id = ?", [creative]
            ).fetchall()
            for (place,) in places:
                change.delete("board_creative", place)
            change.delete("creative", creative)


def override_size(project: ProjectFile, creative: int, override: SizeOverride) -> CreativeInfo:
    """Keep what one size of a creative does otherwise (nothing any more where it is empty), as one step of undo."""
    found = next((item for item in list_creatives(project) if item.id == creative), None)
    if found is None:
        raise AdManagerError(sentence("This creative is no longer in the project."))
    design = found.design.model_copy(update={"spec": found.spec.overridden(override)})
    text = sentence("Change “{name}” at {size}", name=found.name, size=override.size)
    with project.change(text) as change:
        change.update("creative", creative, {"spec": design.model_dump_json()})
    return CreativeInfo(found.id, found.name, design, found.favourite, found.created)


def set_headline(project: ProjectFile, creative: int, headline: str) -> CreativeInfo:
    """Give a creative another headline, with the shorter ones that fit its design behind it, as one step of undo.

    Raises AdManagerError for a headline that the brand forbids or that is too long; see `copy.check_headline`.
    """
    found = next((item for item in list_creatives(project) if item.id == creative), None)
    if found is None:
        raise AdManagerError(sentence("This creative is no longer in the project."))
    design = reworded(found.design, load_brand(project), headline)
    text = sentence("Change the headline of “{name}”", name=found.name)
    with project.change(text) as change:
        change.update("creative", creative, {"spec": design.model_dump_json()})
    return CreativeInfo(found.id, found.name, design, found.favourite, found.created)


def _free_name(wanted: str, taken: set[str]) -> str:
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted} {number}"
    return name
