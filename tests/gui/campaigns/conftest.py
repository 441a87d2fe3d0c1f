"""A project with people, segments, creatives and a campaign, and the Campaigns page on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from admanager.creative.library import add_creatives
from admanager.creative.pipeline import Request, make_designs
from admanager.gui.page import PageContext
from admanager.gui.pages.campaigns import PAGE
from admanager.gui.pages.campaigns.view import CampaignsPage
from admanager.project.file import ProjectFile
from admanager.simulation import drafts
from tests.gui.campaigns.pages import CREATIVES, add_people, plan_of, settle


@pytest.fixture
def stocked(project: ProjectFile) -> ProjectFile:
    """A project with people, two segments, two creatives, and the campaign “Spring”."""
    add_people(project)
    add_creatives(project, make_designs(project, Request("", "conversion", "any", 2, 1)), CREATIVES)
    drafts.save_campaign(project, plan_of())
    return project


@pytest.fixture
def open_page(qtbot: QtBot, page_context: PageContext) -> Iterator[Callable[[], CampaignsPage]]:
    """Opens the page on the project; its jobs are ended after the test."""

    def shown() -> CampaignsPage:
        made = PAGE(page_context)
        qtbot.addWidget(made)
        page_context.tables_changed.connect(made.note_changes)
        made.resize(1088, 640)
        made.show()
        qtbot.waitUntil(lambda: made.state_shown() != "reading")
        settle(qtbot, made)
        return made

    yield shown
    for record in page_context.runner.running():
        record.cancel()
    qtbot.waitUntil(lambda: not page_context.runner.running())


@pytest.fixture
def page(stocked: ProjectFile, open_page: Callable[[], CampaignsPage]) -> CampaignsPage:
    """The page on the stocked project, checked and with all its fields."""
    return open_page()
