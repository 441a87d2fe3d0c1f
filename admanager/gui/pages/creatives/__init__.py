"""The Creatives page: the brand kit, generated designs as real banners, what is kept of them, export."""

from admanager.gui.pages.creatives.view import CreativesPage as PAGE

__all__ = ["PAGE"]
