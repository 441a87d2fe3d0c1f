"""The Results page: kept runs, one run's full result, two runs compared, and the report of a run."""

from admanager.gui.pages.results.view import ResultsPage as PAGE

# What the list and a run need first.
AHEAD = ("admanager.report.content",)

__all__ = ["AHEAD", "PAGE"]
