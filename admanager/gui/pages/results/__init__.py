"""The Results page: kept runs, one run's full result, two runs compared, and the report of a run."""

from admanager.gui.pages.results.view import ResultsPage as PAGE

__all__ = ["PAGE"]
