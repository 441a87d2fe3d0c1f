"""The page Data: bring in files, see where rows came from, and look at every one of them."""

from __future__ import annotations

from admanager.gui.pages.data.view import DataPage as PAGE

__all__ = ["PAGE"]
