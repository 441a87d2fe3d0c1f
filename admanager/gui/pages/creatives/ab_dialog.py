"""Chooses an A/B set: the most different of equally good designs, to be tried against each other in a campaign."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QGridLayout, QLabel

from admanager.gui.i18n import tr, tr_count
from admanager.gui.pages.creatives import tasks
from admanager.gui.pages.creatives.request_bar import RequestBar
from admanager.gui.pages.creatives.texts import forecast_text
from admanager.gui.theme import GRID
from admanager.gui.widgets import Dialog, Form, caption, clear_layout, label, row

if TYPE_CHECKING:
    from admanager.creative.design import Design
    from admanager.gui.page import Page
    from admanager.gui.pages.creatives.tasks import AbSet, Sendable
    from admanager.simulation.drafts import CampaignInfo

MOST, FIRST = 6, 3
PICTURE = QSize(168, 140)


class AbDialog(Dialog):
    """How many, which ones, and to what campaign they go."""

    def __init__(self, page: Page, designs: Sequence[Design]) -> None:
        super().__init__(page, tr("AbDialog", "A/B set"), width=GRID * 76)
        self._page = page
        self._designs = list(designs)
        self._asked = 0
        self.set: AbSet | None = None
        self.body.addWidget(
            label(
                tr_count(
                    "AbDialog",
                    "The most different of the {count} design shown that are expected to do equally well.",
                    "The most different of the {count} designs shown that are expected to do equally well.",
                    len(designs),
                ),
                wrap=True,
            )
        )
        self.count = Form.integer(min(FIRST, len(designs)), 2, max(2, min(MOST, len(designs))))
        self.count.setObjectName("abCount")
        self.count.setAccessibleName(tr("AbDialog", "How many"))
        self.count.valueChanged.connect(lambda _: self._choose())
        self.body.addLayout(row(label(tr("AbDialog", "How many")), self.count, None))
        self._pictures = QGridLayout()
        self._pictures.setSpacing(GRID * 3 // 2)
        self.body.addLayout(self._pictures)
        self.note = caption()
        self.body.addWidget(self.note)
        self.campaign = RequestBar.choice(
            [("", tr("AbDialog", "A new campaign"))], "abCampaign", tr("AbDialog", "Campaign")
        )
        self.group = RequestBar.choice([], "abGroup", tr("AbDialog", "Ad group"))
        self.campaign.currentIndexChanged.connect(lambda _: self._show_groups())
        self._sendable: dict[str, tuple[str, ...]] = {}
        line = row(label(tr("AbDialog", "Campaign")), self.campaign, self.group)
        line.setStretch(1, 1)
        line.setStretch(2, 1)
        self.body.addLayout(line)
        self.add_button(tr("AbDialog", "Cancel"), self.reject)
        self.send = self.add_button(
            tr("AbDialog", "Send to the campaign"), self._send, kind="primary", name="sendToCampaign"
        )
        self.send.setEnabled(False)
        self._show_groups()
        page.run_quiet(partial(tasks.sendable, page.project), self._show_campaigns)
        self._choose()

    def _show_campaigns(self, found: Sendable) -> None:
        self._sendable = found.groups
        for name in found.groups:
            self.campaign.addItem(name, name)

    def _show_groups(self) -> None:
        self.group.clear()
        for name in self._sendable.get(self.campaign.currentData() or "", ()):
            self.group.addItem(name, name)
        self.group.setVisible(self.group.count() > 0)

    def _choose(self) -> None:
        self._asked += 1
        asked = self._asked
        self.send.setEnabled(False)

        def done(chosen: AbSet) -> None:
            if asked == self._asked:
                self._show(chosen)

        self._page.context.run_quiet(
            partial(tasks.choose_ab, self._page.project, self._designs, self.count.value(), PICTURE,
                    self.devicePixelRatioF()),
            on_done=done, on_failed=self._page.show_failure, owner=self,
        )  # fmt: skip

    def _show(self, chosen: AbSet) -> None:
        self.set = chosen
        clear_layout(self._pictures)
        for place, (design, image) in enumerate(zip(chosen.designs, chosen.images, strict=True)):
            picture = QLabel()
            pixmap = QPixmap.fromImage(image)
            pixmap.setDevicePixelRatio(max(1.0, image.width() / PICTURE.width()))
            picture.setPixmap(pixmap)
            picture.setFixedSize(PICTURE)
            picture.setAccessibleName(design.copy_text.headlines[0])
            self._pictures.addWidget(picture, 2 * (place // 3), place % 3)
            self._pictures.addWidget(caption(forecast_text(design)), 2 * (place // 3) + 1, place % 3)
        self._pictures.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.note.setText(
            tr("AbDialog", "Their expected click-through rates lie between {low:.2%} and {high:.2%}.",
               low=chosen.low, high=chosen.high)
            if chosen.high
            else tr("AbDialog", "Nothing is learned yet about which designs are clicked: these are the most different "
                    "ones. Learn from impressions on the tab Models.")
        )  # fmt: skip
        self.send.setEnabled(True)
        self.adjustSize()

    def _send(self) -> None:
        if self.set is None:
            return
        page = self._page

        def done(info: CampaignInfo) -> None:
            text = tr_count(
                "AbDialog",
                "{count} creative is in the campaign “{name}”.",
                "{count} creatives are in the campaign “{name}”.",
                count,
                name=info.name,
            )
            page.banner.show_message(
                text, "good", action=tr("AbDialog", "Open the campaign"),
                on_action=lambda: page.context.open_page("campaigns", info.name),
            )  # fmt: skip

        count = len(self.set.designs)
        page.run_quiet(
            partial(
                tasks.send_to_campaign, page.project, self.set.designs, self.campaign.currentData() or "",
                self.group.currentData() or "", date.today(),
            ),
            done,
        )  # fmt: skip
        self.accept()


def ask_ab(page: Page, designs: Sequence[Design]) -> AbDialog:
    """Ask for an A/B set of these designs."""
    dialog = AbDialog(page, designs)
    dialog.open()
    return dialog
