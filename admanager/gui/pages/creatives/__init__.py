"""The Creatives page: the brand kit, generated designs as real banners, what is kept of them, export."""

from admanager.gui.pages.creatives.view import CreativesPage as PAGE

# What the first look, a first set of designs, and exploring it need.
AHEAD = (
    "admanager.creative.image_models",
    "admanager.audience.segments",
    "admanager.creative.boards",
    "admanager.creative.render",
    "admanager.creative.pipeline",
    "admanager.creative.exploring",
    "admanager.creative.directions",
)

__all__ = ["AHEAD", "PAGE"]
