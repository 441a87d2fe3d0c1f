"""The sub-view Clusters: groups of people who are alike, each described by what sets it apart."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QProgressBar, QWidget

from admanager.gui import format as fmt
from admanager.gui.i18n import tr, tr_count, translate_sentence
from admanager.gui.pages.audience import tasks
from admanager.gui.pages.audience.save_dialog import SaveDialog
from admanager.gui.pages.audience.tool import ToolView
from admanager.gui.theme import GRID
from admanager.gui.widgets.basics import (
    Card,
    EmptyState,
    button,
    caption,
    clear_layout,
    heading,
    label,
    row,
    scrolled,
)

if TYPE_CHECKING:
    from admanager.audience.clusters import Cluster, Clustering
    from admanager.gui.pages.audience.view import AudiencePage
    from admanager.texts import AdManagerError

KEY = "audience.clusters"
MOST_GROUPS = 8
CLEAR, FAIR = 0.5, 0.25


class ClustersTool(ToolView):
    """Makes groups when asked to, since that takes a while, and shows a card for each."""

    key = "clusters"

    def __init__(self, page: AudiencePage) -> None:
        super().__init__(page)
        self.found: Clustering | None = None
        self.how_many = QComboBox()
        self.how_many.setObjectName("clusterCount")
        self.how_many.setAccessibleName(tr("ClustersTool", "Number of groups"))
        self.how_many.addItem(tr("ClustersTool", "As many as fit"), None)
        for number in range(2, MOST_GROUPS + 1):
            self.how_many.addItem(fmt.number(number), number)
        self.method = QComboBox()
        self.method.setObjectName("clusterMethod")
        self.method.setAccessibleName(tr("ClustersTool", "Method"))
        self.method.addItem(tr("ClustersTool", "Compact groups (k-means)"), "kmeans")
        self.method.addItem(tr("ClustersTool", "Groups of any spread (mixture)"), "mixture")
        self.search = button(
            tr("ClustersTool", "Find groups"), self.start, kind="primary", name="findClusters"
        )
        self._quality = label("", wrap=True)
        self._notes = caption("")
        holder = QWidget()
        self._cards = QGridLayout(holder)
        self._cards.setContentsMargins(0, 0, GRID, GRID)
        self._cards.setSpacing(GRID * 3 // 2)
        self._cards.setColumnStretch(0, 1)
        self._cards.setColumnStretch(1, 1)
        self.content.addLayout(
            row(label(tr("ClustersTool", "Number of groups"), "muted"), self.how_many, 8,
                label(tr("ClustersTool", "Method"), "muted"), self.method, None, self.search)
        )  # fmt: skip
        self.content.addWidget(self._quality)
        self.content.addWidget(scrolled(holder), 1)
        self.content.addWidget(self._notes)

    def read(self) -> None:
        """Offer to make groups; those of people who have changed since are shown with a word on that."""
        if self.found is not None:
            self.notice.show_message(
                tr("ClustersTool", "The people have changed since these groups were made."),
                "info",
                action=tr("ClustersTool", "Find groups"),
                on_action=self.start,
            )
            return
        record = self.desk.context.job(KEY)
        if record is not None and not record.finished:
            record.listen(owner=self, on_done=self._show, on_failed=self._not_found)
            self.show_busy(record)
            return
        self.show_empty(
            EmptyState(
                "sparkle",
                tr("ClustersTool", "Which kinds of people are there?"),
                tr("ClustersTool", "People who are alike are put into groups, and each group is described by what sets it "
                   "apart. Nothing has to be known in advance."),
                tr("ClustersTool", "Find groups"),
                self.start,
            )
        )  # fmt: skip

    def forget(self) -> None:
        """Forget the groups of another project."""
        self.found = None

    def start(self) -> None:
        """Make groups."""
        work = partial(
            tasks.clusters, self.desk.project, self.how_many.currentData(), self.method.currentData()
        )
        record = self.desk.run_job(
            tr("ClustersTool", "Find groups of people"),
            work,
            on_done=self._show,
            on_failed=self._not_found,
            key=KEY,
        )
        self.show_busy(record)

    def _not_found(self, error: AdManagerError) -> None:
        from admanager.texts import Cancelled

        if self.found is None:
            self.read()
        else:
            self.show_content()
        if not isinstance(error, Cancelled):
            self.notice.show_message(translate_sentence(error.message), "bad")

    def _show(self, found: Clustering) -> None:
        self.found = found
        self.notice.hide()
        self.show_content()
        clear_layout(self._cards)
        for place, each in enumerate(found.clusters):
            self._cards.addWidget(self._card(each, found), place // 2, place % 2)
        self._cards.setRowStretch(len(found.clusters), 1)
        self._quality.setText(self._in_words(found))
        self._notes.setText(" ".join(translate_sentence(note) for note in found.notes))
        self._notes.setVisible(bool(found.notes))

    def _in_words(self, found: Clustering) -> str:
        groups = tr_count("ClustersTool", "{count} group", "{count:,} groups", count=len(found.clusters))
        figure = fmt.number(found.silhouette, 2)
        if found.silhouette >= CLEAR:
            return tr(
                "ClustersTool", "{groups}, clearly apart (silhouette {figure}).", groups=groups, figure=figure
            )
        if found.silhouette >= FAIR:
            return tr("ClustersTool", "{groups} that run into one another at their rims (silhouette {figure}).",
                      groups=groups, figure=figure)  # fmt: skip
        return tr(
            "ClustersTool",
            "{groups}, but people lie between them as much as in them (silhouette {figure}): take them as a rough guide.",
            groups=groups,
            figure=figure,
        )

    def _card(self, cluster: Cluster, found: Clustering) -> Card:
        made = Card()
        made.setObjectName(f"cluster:{cluster.number}")
        name = heading(translate_sentence(cluster.name))
        name.setWordWrap(True)
        made.body.addWidget(name)
        people = tr_count("ClustersTool", "{count} person", "{count:,} people", count=cluster.count)
        parts = [people, fmt.percent(cluster.share, 1)]
        if cluster.consented is not None:
            parts.append(tr("ClustersTool", "{count:,} with consent", count=cluster.consented))
        made.body.addWidget(caption("  ·  ".join(parts)))
        share = QProgressBar()
        share.setTextVisible(False)
        share.setRange(0, 1000)
        share.setValue(round(cluster.share * 1000))
        share.setFixedHeight(6)
        share.setAccessibleName(tr("ClustersTool", "Share of all people"))
        made.body.addWidget(share)
        for trait in cluster.traits:
            line = label("•  " + translate_sentence(trait.words), wrap=True, selectable=True)
            made.body.addWidget(line)
        made.body.addStretch(1)
        save = button(tr("ClustersTool", "Save as segment"), partial(self._ask_save, cluster, found),
                      name="saveCluster")  # fmt: skip
        made.body.addWidget(save, 0, Qt.AlignmentFlag.AlignLeft)
        return made

    def _ask_save(self, cluster: Cluster, found: Clustering) -> None:
        words = tr_count("ClustersTool", "{count} person in this group.", "{count:,} people in this group.",
                         count=cluster.count)  # fmt: skip
        dialog = SaveDialog(self, translate_sentence(cluster.name), words, may_live=False)
        dialog.save_asked.connect(
            lambda name, _static: self.desk.run_quiet(
                partial(tasks.save_cluster, self.desk.project, name, found, cluster.number),
                on_done=lambda saved: self.desk.take_saved(saved.name),
            )
        )
        dialog.open()

    def state(self) -> dict[str, Any]:
        """Return how groups are to be made."""
        return {
            "count": self.how_many.currentIndex(),
            "method": self.method.currentIndex(),
            "found": self.found,
        }

    def set_state(self, state: dict[str, Any]) -> None:
        """Put back how groups are made, and those that were found."""
        self.how_many.setCurrentIndex(state["count"])
        self.method.setCurrentIndex(state["method"])
        if state["found"] is not None:
            self._show(state["found"])
            self._stale = False
