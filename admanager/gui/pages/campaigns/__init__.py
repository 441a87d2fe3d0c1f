"""The Campaigns page: plan a campaign, check it while it is written, and simulate it with live charts."""

from admanager.gui.pages.campaigns.view import CampaignsPage as PAGE

__all__ = ["PAGE"]
