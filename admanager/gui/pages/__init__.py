"""The pages, in the order of the loop; a page's module is imported when it is first visited."""

from __future__ import annotations

import importlib
import importlib.util
from dataclasses import dataclass

from admanager.gui.i18n import LazyText, lazy
from admanager.gui.page import Page


@dataclass(frozen=True)
class PageEntry:
    """A page in the navigation: its package below `admanager.gui.pages`, its title and its icon."""

    name: str
    title: LazyText
    icon: str

    def load(self) -> type[Page]:
        """Import the page's package and return its class."""
        page: type[Page] = importlib.import_module(f"{__name__}.{self.name}").PAGE
        return page


_ALL = (
    PageEntry("home", lazy("Navigation", "Home"), "home"),
    PageEntry("data", lazy("Navigation", "Data"), "data"),
    PageEntry("audience", lazy("Navigation", "Audience"), "audience"),
    PageEntry("models", lazy("Navigation", "Models"), "models"),
    PageEntry("creatives", lazy("Navigation", "Creatives"), "creatives"),
    PageEntry("campaigns", lazy("Navigation", "Campaigns"), "campaigns"),
    PageEntry("results", lazy("Navigation", "Results"), "results"),
    PageEntry("privacy", lazy("Navigation", "Privacy"), "privacy"),
)


def entries() -> list[PageEntry]:
    """Return the pages of this program, in order."""
    return [entry for entry in _ALL if _is_there(entry.name)]


def _is_there(name: str) -> bool:
    spec = importlib.util.find_spec(f"{__name__}.{name}")
    return spec is not None and spec.origin is not None
