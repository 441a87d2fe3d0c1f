"""Audience: what is known of people, and the segments that they are gathered in."""

from admanager.gui.pages.audience.view import AudiencePage as PAGE

__all__ = ["PAGE"]
