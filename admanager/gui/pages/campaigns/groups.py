"""The ad groups of a plan: whom to reach, with which creatives, at which hours and for which bid."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from admanager.gui import icons
from admanager.gui.i18n import tr, tr_count
from admanager.gui.pages.campaigns.creative_tiles import CreativeDialog, CreativeTile, Thumbnails
from admanager.gui.pages.campaigns.dayparts import DaypartEditor
from admanager.gui.pages.campaigns.fields import HEIGHT, MoneyField, TextField, line_of
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import (
    Card,
    button,
    caption,
    clear_layout,
    icon_button,
    label,
    plain_tooltip,
    row,
)
from admanager.gui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from admanager.simulation.campaign import AdGroup

LONGEST_CHIP = 48


class Chips(QWidget):
    """Names that were chosen, each of which can be taken out, and a button that adds one from a menu."""

    changed = Signal(object)
    """The names, as a tuple."""

    def __init__(self, path: str, title: str, add: str, nothing: str) -> None:
        super().__init__()
        self.path = path
        self._names: tuple[str, ...] = ()
        self._offered: tuple[str, ...] = ()
        self._nothing = label(nothing, "muted")
        self._flow = FlowLayout()
        self._chips: dict[str, QPushButton] = {}
        self.add = button(add, self._open_menu, kind="link", name=f"{path}.add")
        icons.set_icon(self.add, "plus", "accent")
        title_label = caption(title)
        title_label.setFixedWidth(GRID * 8)
        holder = QWidget()
        holder.setLayout(self._flow)
        line = row(title_label, holder)
        line.setStretch(1, 1)
        self.setLayout(line)
        self._rebuild()

    def offer(self, names: Sequence[str]) -> None:
        """Offer these names in the menu."""
        self._offered = tuple(names)
        self._show_add()

    def show_names(self, names: tuple[str, ...]) -> None:
        """Show what is chosen."""
        if names != self._names:
            self._names = names
            self._rebuild()

    def chips(self) -> list[QPushButton]:
        """Return the buttons of what is chosen, in order."""
        return [self._chips[name] for name in self._names]

    def show_problems(self, problems: dict[str, str]) -> None:
        """Mark the names that are wrong, by their places in the plan."""
        for place, (name, chip) in enumerate(zip(self._names, self.chips(), strict=True)):
            text = problems.get(f"{self.path}.{place}", "")
            chip.setProperty("invalid", "true" if text else "false")
            chip.setToolTip(plain_tooltip(text or name))
            chip.style().unpolish(chip)
            chip.style().polish(chip)

    def _rebuild(self) -> None:
        had_focus = any(chip.hasFocus() for chip in self._chips.values())
        for chip in self._chips.values():
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips.clear()
        for widget in (self._nothing, self.add):
            self._flow.removeWidget(widget)
        if not self._names:
            self._flow.addWidget(self._nothing)
        self._nothing.setVisible(not self._names)
        for name in self._names:
            shown = name if len(name) <= LONGEST_CHIP else name[: LONGEST_CHIP - 1] + "…"
            chip = button(
                shown.replace("&", "&&"), lambda name=name: self._remove(name), kind="chip", icon="close"
            )
            chip.setLayoutDirection(self.layoutDirection().RightToLeft)
            chip.setAccessibleName(tr("Chips", "Take “{name}” out", name=name))
            chip.setToolTip(plain_tooltip(name))
            self._flow.addWidget(chip)
            self._chips[name] = chip
        self._flow.addWidget(self.add)
        self._show_add()
        if had_focus:
            self.add.setFocus()

    def _show_add(self) -> None:
        left = [name for name in self._offered if name not in self._names]
        self.add.setEnabled(bool(left))

    def _remove(self, name: str) -> None:
        self.show_names(tuple(each for each in self._names if each != name))
        self.changed.emit(self._names)

    def choose(self, name: str) -> None:
        """Add a name."""
        self.show_names((*self._names, name))
        self.changed.emit(self._names)

    def menu(self) -> QMenu:
        """Return the menu of what can be added."""
        made = QMenu(self)
        made.setToolTipsVisible(True)
        for name in self._offered:
            if name not in self._names:
                made.addAction(name.replace("&", "&&"), lambda name=name: self.choose(name))
        return made

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.add.mapToGlobal(QPoint(0, self.add.height())))


class AdGroupCard(Card):
    """One ad group."""

    edited = Signal(str, object)
    remove_asked = Signal(int)
    creatives_asked = Signal()
    """The project has no further creative to choose."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number
        self._group: AdGroup | None = None
        self._known: tuple[str, ...] = ()
        self._thumbnails: Thumbnails = {}
        self._weighted = True
        self.setObjectName(self.path)
        self.name = TextField(f"{self.path}.name", tr("AdGroupCard", "Name of the ad group"))
        self.people = label("", "muted")
        self.remove = icon_button(
            "trash", tr("AdGroupCard", "Remove this ad group"), lambda: self.remove_asked.emit(self.number),
            name=f"{self.path}.remove",
        )  # fmt: skip
        self.include = Chips(
            f"{self.path}.include", tr("AdGroupCard", "People in"), tr("AdGroupCard", "Segment"),
            tr("AdGroupCard", "Everyone"),
        )  # fmt: skip
        self.exclude = Chips(
            f"{self.path}.exclude", tr("AdGroupCard", "but not in"), tr("AdGroupCard", "Segment"),
            tr("AdGroupCard", "Nobody is left out"),
        )  # fmt: skip
        self.tiles: list[CreativeTile] = []
        self._flow = FlowLayout()
        self._creatives = QWidget()
        self._creatives.setLayout(self._flow)
        self._no_creative = caption(tr("AdGroupCard", "No creative yet."))
        self.add_creatives = button(
            tr("AdGroupCard", "Add creatives…"), self.ask_creatives, kind="link",
            name=f"{self.path}.creatives",
        )  # fmt: skip
        icons.set_icon(self.add_creatives, "plus", "accent")
        self.bid = MoneyField(
            f"{self.path}.bid", tr("AdGroupCard", "Bid of its own"), step=0.05,
            none=tr("AdGroupCard", "The campaign's"),
        )  # fmt: skip
        self.budget = MoneyField(
            f"{self.path}.budget", tr("AdGroupCard", "Budget of its own"), step=10,
            none=tr("AdGroupCard", "Shares the rest"),
        )  # fmt: skip
        self.dayparts = DaypartEditor(f"{self.path}.dayparts")
        self._lay_out()
        self._connect()

    @property
    def path(self) -> str:
        """The place of the ad group in the plan."""
        return f"ad_groups.{self.number}"

    def _lay_out(self) -> None:
        self.body.setSpacing(GRID * 3 // 2)
        head = row(self.name, self.people, self.remove, spacing=GRID * 3 // 2)
        head.setStretch(0, 1)
        for widget in (self.people, self.remove):
            widget.setFixedHeight(HEIGHT)
            head.setAlignment(widget, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(head)
        who = QVBoxLayout()
        who.setSpacing(GRID // 2)
        who.addWidget(self.include)
        who.addWidget(self.exclude)
        self.body.addLayout(who)
        shown = QVBoxLayout()
        shown.setSpacing(GRID)
        line = row(
            label(tr("AdGroupCard", "Creatives"), "caption"), self._no_creative, None, self.add_creatives
        )
        shown.addLayout(line)
        shown.addWidget(self._creatives)
        self.body.addLayout(shown)
        self.body.addLayout(line_of(self.bid, self.budget, None))
        self.body.addWidget(self.dayparts)

    def _connect(self) -> None:
        self.name.edited.connect(self.edited)
        self.bid.edited.connect(self.edited)
        self.budget.edited.connect(self.edited)
        self.include.changed.connect(lambda names: self.edited.emit(f"{self.path}.include", names))
        self.exclude.changed.connect(lambda names: self.edited.emit(f"{self.path}.exclude", names))
        self.dayparts.rows_changed.connect(lambda rows: self.edited.emit(f"{self.path}.dayparts", rows))

    # -- showing -----------------------------------------------------------------------------------------

    def show_group(self, group: AdGroup, currency: str, *, weighted: bool, removable: bool) -> None:
        """Show an ad group as the plan has it; weights count only where creatives are shown evenly."""
        before, self._group = self._group, group
        self._weighted = weighted and len(group.creatives) > 1
        self.setAccessibleName(tr("AdGroupCard", "Ad group “{name}”", name=group.name))
        self.name.show_value(group.name)
        self.include.show_names(group.include)
        self.exclude.show_names(group.exclude)
        self.bid.show_currency(currency)
        self.bid.show_value(group.bid)
        self.budget.show_currency(currency)
        self.budget.show_value(group.budget)
        self.dayparts.show_rows(group.dayparts)
        self.remove.setEnabled(removable)
        names = [share.name for share in group.creatives]
        if before is None or names != [tile.name for tile in self.tiles]:
            self._rebuild_tiles(names)
        self._show_shares()

    def _rebuild_tiles(self, names: list[str]) -> None:
        had_focus = any(tile.isAncestorOf(self.focusWidget()) for tile in self.tiles if self.focusWidget())
        clear_layout(self._flow)
        self.tiles = []
        for place, name in enumerate(names):
            tile = CreativeTile(
                f"{self.path}.creatives.{place}", name, lambda place=place: self._take_out(place)
            )
            tile.weight_changed.connect(
                lambda weight, place=place: self.edited.emit(
                    f"{self.path}.creatives.{place}.weight", round(weight, 1)
                )
            )
            self._flow.addWidget(tile)
            self.tiles.append(tile)
        self._creatives.setVisible(bool(names))
        self._no_creative.setVisible(not names)
        if had_focus:
            self.add_creatives.setFocus()

    def _show_shares(self) -> None:
        group = self._group
        if group is None:
            return
        for tile, share in zip(self.tiles, group.creatives, strict=True):
            tile.show_weight(share.weight, self._weighted)
            tile.show_gone(share.name not in self._known)
            tile.picture.show_image(self._thumbnails.get(share.name))
        left = set(self._known) - {share.name for share in group.creatives}
        self.add_creatives.setText(
            tr("AdGroupCard", "Add creatives…") if left else tr("AdGroupCard", "Make further creatives")
        )

    def show_materials(
        self, segments: Sequence[str], creatives: Sequence[str], thumbnails: Thumbnails
    ) -> None:
        """Offer these segments and creatives."""
        self.include.offer(segments)
        self.exclude.offer(segments)
        self._known, self._thumbnails = tuple(creatives), thumbnails
        self._show_shares()

    def show_size(self, people: int | None) -> None:
        """Say how many people the ad group can reach; -1 where that cannot be counted."""
        if people is None:
            self.people.setText("")
        elif people < 0:
            self.people.setText(tr("AdGroupCard", "not countable"))
        else:
            self.people.setText(tr_count("AdGroupCard", "{count} person", "{count:,} people", people))

    def targets(self) -> dict[str, QWidget]:
        """Return where each of the group's places in the plan is edited."""
        found: dict[str, QWidget] = {
            self.path: self.name.editor,
            f"{self.path}.name": self.name.editor,
            f"{self.path}.bid": self.bid.editor,
            f"{self.path}.budget": self.budget.editor,
            f"{self.path}.include": self.include.add,
            f"{self.path}.exclude": self.exclude.add,
            f"{self.path}.creatives": self.add_creatives,
            f"{self.path}.dayparts": self.dayparts.grid,
        }
        for chips in (self.include, self.exclude):
            found |= {f"{chips.path}.{place}": chip for place, chip in enumerate(chips.chips())}
        found |= {f"{self.path}.creatives.{place}": tile.remove for place, tile in enumerate(self.tiles)}
        return found

    def show_problems(self, problems: dict[str, str]) -> None:
        """Mark the fields of these places; the others are in order."""
        for field in (self.name, self.bid, self.budget):
            field.set_problem(problems.get(field.path, ""))
        self.include.show_problems(problems)
        self.exclude.show_problems(problems)

    # -- creatives ---------------------------------------------------------------------------------------

    def _take_out(self, place: int) -> None:
        assert self._group is not None
        kept = tuple(share for n, share in enumerate(self._group.creatives) if n != place)
        self.edited.emit(f"{self.path}.creatives", kept)

    def ask_creatives(self) -> None:
        """Ask for further creatives, or for the page where they are made."""
        assert self._group is not None
        shown = {share.name for share in self._group.creatives}
        left = [name for name in self._known if name not in shown]
        if left:
            CreativeDialog(self, left, self._thumbnails, self.add_named).open()
        else:
            self.creatives_asked.emit()

    def add_named(self, names: list[str]) -> None:
        """Add creatives by their names."""
        from admanager.simulation.campaign import CreativeShare

        assert self._group is not None
        added = tuple(CreativeShare(name=name) for name in names)
        self.edited.emit(f"{self.path}.creatives", (*self._group.creatives, *added))
