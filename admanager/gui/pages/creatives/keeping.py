"""What is done with kept creatives: keeping, favourites, boards, names, deleting; every one can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QMenu

from admanager.gui.i18n import tr, tr_count
from admanager.gui.pages.creatives.ab_dialog import AbDialog, ask_ab
from admanager.gui.pages.creatives.gallery import BOARD, KEPT, Gallery
from admanager.gui.pages.creatives.headline_dialog import ask_headline

if TYPE_CHECKING:
    from admanager.creative.boards import Board
    from admanager.creative.design import Design
    from admanager.creative.library import CreativeInfo
    from admanager.creative.spec import SizeOverride
    from admanager.gui.page import Page
    from admanager.gui.pages.creatives.model import Entry
    from admanager.project.file import ProjectFile


class Keeping:
    """The actions of the gallery that change the project."""

    def __init__(self, page: Page, gallery: Callable[[], Gallery]) -> None:
        self._page = page
        self._gallery = gallery
        self.boards: Sequence[Board] = ()

    def fill_menu(self, menu: QMenu) -> None:
        """Put into a menu what can be done with the selected designs and the board shown."""
        chosen = self._gallery().chosen()
        kept = bool(chosen) and all(entry.creative is not None for entry in chosen)
        rename = menu.addAction(tr("Keeping", "Rename…"), self.ask_name)
        rename.setEnabled(kept and len(chosen) == 1)
        headline = menu.addAction(tr("Keeping", "Another headline…"), self.ask_headline)
        headline.setEnabled(len(chosen) == 1)
        onto = menu.addMenu(tr("Keeping", "Put on a board"))
        onto.setEnabled(bool(chosen))
        for board in self.boards:
            onto.addAction(board.name, partial(self.put_on_board, board.name))
        if self.boards:
            onto.addSeparator()
        onto.addAction(tr("Keeping", "New board…"), self.ask_board)
        board = self._shown_board()
        if board is not None:
            off = menu.addAction(tr("Keeping", "Take off this board"), self.take_off_board)
            off.setEnabled(kept)
            menu.addSeparator()
            menu.addAction(tr("Keeping", "Rename this board…"), self.ask_board_name)
            menu.addAction(tr("Keeping", "Delete this board"), self.delete_board)
        menu.addSeparator()
        several = len(self._gallery().model.entries) > 1
        menu.addAction(tr("Keeping", "Choose an A/B set…"), self.ask_ab).setEnabled(several)
        delete = menu.addAction(tr("Keeping", "Delete from the project"), self.delete)
        delete.setEnabled(kept)

    def _numbers(self) -> list[int]:
        return [entry.creative for entry in self._gallery().chosen() if entry.creative is not None]

    def _shown_board(self) -> Board | None:
        kind, number = self._gallery().source()
        found = (board for board in self.boards if board.id == number)
        return next(found, None) if kind == BOARD else None

    # -- keeping -----------------------------------------------------------------------------------------

    def keep(self) -> None:
        """Keep the selected designs in the project."""
        self._kept(lambda _: None)

    def _kept(self, then: Callable[[list[int]], object]) -> None:
        """Keep those of the selected designs that are not yet kept, then go on with the numbers of all of them."""
        from admanager.creative.library import add_creatives

        old = self._numbers()
        designs = [entry.design for entry in self._gallery().chosen() if entry.creative is None]
        if not designs:
            then(old)
            return

        def told(new: list[CreativeInfo]) -> None:
            text = tr_count("Keeping", "{count} creative kept", "{count} creatives kept", len(new))
            self._page.context.show_message(text, "good")
            then(old + [creative.id for creative in new])

        self._page.run_quiet(partial(add_creatives, self._page.project, designs), told)

    def override(self, entry: Entry, override: SizeOverride) -> None:
        """Keep what one size of a design does otherwise; a design that is not kept yet is kept so, and shown."""
        from admanager.creative.library import override_size

        if entry.creative is not None:
            self._page.run_quiet(partial(override_size, self._page.project, entry.creative, override))
            return
        self._keep_changed(entry.design.model_copy(update={"spec": entry.design.spec.overridden(override)}))

    def _keep_changed(self, design: Design) -> None:
        """Keep a design that was generated and then changed, and show what is kept."""
        from admanager.creative.library import add_creatives

        def told(kept: list[CreativeInfo]) -> None:
            text = tr("Keeping", "Kept as “{name}”, as you changed it.", name=kept[0].name)
            self._page.context.show_message(text, "good")
            self._gallery().show_source((KEPT, 0))

        self._page.run_quiet(partial(add_creatives, self._page.project, [design]), told)

    def toggle_favourite(self) -> None:
        """Mark the selected designs as favourites (and keep them), or no more."""
        from admanager.creative.library import mark_favourites

        chosen = self._gallery().chosen()
        if not chosen:
            return
        favourite = not all(entry.favourite for entry in chosen)
        new = [entry.design for entry in chosen if entry.creative is None]
        self._page.run_quiet(partial(mark_favourites, self._page.project, self._numbers(), favourite, new))

    def ask_name(self) -> None:
        """Ask for another name of the selected creative."""
        (entry,) = self._gallery().chosen()
        self._ask(
            tr("Keeping", "Rename the creative"),
            entry.name,
            lambda name: self.rename(entry.creative or 0, name),
        )

    def rename(self, creative: int, name: str) -> None:
        """Give a creative another name."""
        from admanager.creative.library import rename_creative

        self._page.run_quiet(partial(rename_creative, self._page.project, creative, name))

    def ask_headline(self) -> None:
        """Ask for another headline of the selected design."""
        (entry,) = self._gallery().chosen()
        ask_headline(self._page, entry.name, entry.design, partial(self.set_headline, entry))

    def set_headline(self, entry: Entry, headline: str) -> None:
        """Give a design another headline; one that is not kept yet is kept with it, and shown."""
        from admanager.creative.library import set_headline

        if entry.creative is not None:
            self._page.run_quiet(partial(set_headline, self._page.project, entry.creative, headline))
        else:
            self._page.run_quiet(
                partial(_reworded, self._page.project, entry.design, headline), self._keep_changed
            )

    def ask_ab(self) -> AbDialog:
        """Choose an A/B set of the selected designs where there are several, else of all that are shown."""
        chosen = self._gallery().chosen()
        entries = chosen if len(chosen) > 2 else self._gallery().model.entries
        return ask_ab(self._page, [entry.design for entry in entries])

    def delete(self) -> None:
        """Take the selected creatives out of the project; undo brings them back."""
        from admanager.creative.library import delete_creatives

        numbers = self._numbers()
        if numbers:
            self._page.run_quiet(partial(delete_creatives, self._page.project, numbers))

    # -- boards ------------------------------------------------------------------------------------------

    def ask_board(self) -> None:
        """Ask for the name of a new board for the selected designs."""
        self._ask(tr("Keeping", "New board"), "", self.put_on_board)

    def put_on_board(self, name: str) -> None:
        """Put the selected designs on a board, and keep those that are not yet kept."""
        from admanager.creative.boards import add_to_board

        def told(board: Board) -> None:
            text = tr("Keeping", "On the board “{name}”.", name=board.name)
            self._page.context.show_message(text, "good")

        self._kept(
            lambda numbers: self._page.run_quiet(
                partial(add_to_board, self._page.project, name, numbers), told
            )
        )

    def take_off_board(self) -> None:
        """Take the selected creatives off the board that is shown."""
        from admanager.creative.boards import take_off_board

        board = self._shown_board()
        if board is not None:
            self._page.run_quiet(partial(take_off_board, self._page.project, board.id, self._numbers()))

    def ask_board_name(self) -> None:
        """Ask for another name of the board that is shown."""
        from admanager.creative.boards import rename_board

        board = self._shown_board()
        if board is not None:
            self._ask(
                tr("Keeping", "Rename the board"),
                board.name,
                lambda name: self._page.run_quiet(partial(rename_board, self._page.project, board.id, name)),
            )

    def delete_board(self) -> None:
        """Delete the board that is shown; its creatives stay, and undo brings it back."""
        from admanager.creative.boards import delete_board

        board = self._shown_board()
        if board is not None:
            self._page.run_quiet(partial(delete_board, self._page.project, board.id))

    def _ask(self, title: str, value: str, answered: Callable[[str], object]) -> None:
        dialog = QInputDialog(self._page)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(title)
        dialog.setLabelText(tr("Keeping", "Name"))
        dialog.setTextValue(value)
        dialog.textValueSelected.connect(answered)
        dialog.open()


def _reworded(project: ProjectFile, design: Design, headline: str) -> Design:
    from admanager.creative.brand import load_brand
    from admanager.creative.wording import reworded

    return reworded(design, load_brand(project), headline)
