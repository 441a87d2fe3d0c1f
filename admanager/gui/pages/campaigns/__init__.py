"""The Campaigns page: plan a campaign, check it while it is written, and simulate it with live charts."""

from admanager.gui.pages.campaigns.view import CampaignsPage as PAGE

# What the list of plans needs first.
AHEAD = ("admanager.simulation.drafts", "admanager.simulation.plans", "tzdata")

__all__ = ["AHEAD", "PAGE"]
