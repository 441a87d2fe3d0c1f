"""Privacy: which columns are personal, what is held about one person, and what was done with people's data."""

from admanager.gui.pages.privacy.view import PrivacyPage as PAGE

__all__ = ["PAGE"]
