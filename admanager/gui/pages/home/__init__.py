"""Home: begin or go on with a project, and see what it holds and what comes next."""

from admanager.gui.pages.home.view import HomePage as PAGE

__all__ = ["PAGE"]
