"""Boards: named collections of kept creatives; a creative can be on several. Every change can be undone."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError, sentence

NAME_LIMIT = 40


@dataclass(frozen=True)
class Board:
    """One board: its name, and the ids of its creatives in the order in which they came."""

    id: int
    name: str
    creatives: tuple[int, ...]


def list_boards(project: ProjectFile) -> list[Board]:
    """Return the boards by name."""
    connection = project.read()
    members: dict[int, list[int]] = {}
    for board, creative in connection.execute("SELECT board_id, creative_id FROM board_creative ORDER BY id"):
        members.setdefault(board, []).append(creative)
    rows = connection.execute("SELECT id, name FROM board ORDER BY name COLLATE NOCASE")
    return [Board(number, name, tuple(members.get(number, ()))) for number, name in rows]


def add_to_board(project: ProjectFile, name: str, creatives: Sequence[int]) -> Board:
    """Put creatives on the board of this name, which is made if need be, and return it.

    Raises AdManagerError when the name is empty or longer than 40 characters.
    """
    name = _checked(name)
    boards = {board.name: board for board in list_boards(project)}
    known = boards.get(name)
    new = [number for number in creatives if known is None or number not in known.creatives]
    if known is not None and not new:
        return known
    many = sentence("Put {count} creatives on the board “{name}”", count=len(new), name=name)
    text = sentence("Put a creative on the board “{name}”", name=name) if len(new) == 1 else many
    with project.change(text) as change:
        board = known.id if known else change.insert("board", {"name": name, "created": time.time()})
        for creative in new:
            change.insert("board_creative", {"board_id": board, "creative_id": creative})
    return next(board for board in list_boards(project) if board.name == name)


def take_off_board(project: ProjectFile, board: int, creatives: Sequence[int]) -> None:
    """Take creatives off a board; they stay in the project."""
    found = _by_number(project, board)
    many = sentence("Take {count} creatives off the board “{name}”", count=len(creatives), name=found.name)
    one = sentence("Take a creative off the board “{name}”", name=found.name)
    text = one if len(creatives) == 1 else many
    with project.change(text) as change:
        for creative in creatives:
            row = change.connection.execute(
                "SELECT id FROM board_creative WHERE board_id = ? AND creative_id = ?", [board, creative]
            ).fetchone()
            if row is not None:
                change.delete("board_creative", int(row[0]))


def rename_board(project: ProjectFile, board: int, name: str) -> None:
    """Give a board another name; raise AdManagerError when it is empty, too long or taken."""
    name = _checked(name)
    if any(other.name == name and other.id != board for other in list_boards(project)):
        raise AdManagerError(sentence("There is a board “{name}” already.", name=name))
    with project.change(sentence("Rename the board to “{name}”", name=name)) as change:
        change.update("board", board, {"name": name})


def delete_board(project: ProjectFile, board: int) -> None:
    """Delete a board; its creatives stay in the project."""
    found = _by_number(project, board)
    with project.change(sentence("Delete the board “{name}”", name=found.name)) as change:
        places = change.connection.execute(
            "SELECT id FROM board_creative WHERE board_id = ?", [board]
        ).fetchall()
        for (place,) in places:
            change.delete("board_creative", place)
        change.delete("board", board)


def _checked(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise AdManagerError(sentence("A board needs a name."))
    if len(name) > NAME_LIMIT:
        raise AdManagerError(sentence("A board's name has at most {limit} characters.", limit=NAME_LIMIT))
    return name


def _by_number(project: ProjectFile, board: int) -> Board:
    found = next((other for other in list_boards(project) if other.id == board), None)
    if found is None:
        raise AdManagerError(sentence("This board is gone; it was deleted meanwhile."))
    return found
