"""The names that this page gives to the core's keywords, translated when they are shown."""

from __future__ import annotations

from admanager.gui.i18n import lazy

OBJECTIVES = {
    "awareness": lazy("CampaignsPage", "Awareness"),
    "traffic": lazy("CampaignsPage", "Traffic"),
    "conversions": lazy("CampaignsPage", "Conversions"),
}
PACINGS = {
    "even": lazy("CampaignsPage", "Even"),
    "asap": lazy("CampaignsPage", "Accelerated"),
}
STRATEGIES = {
    "fixed_cpc": lazy("CampaignsPage", "Fixed CPC"),
    "fixed_cpm": lazy("CampaignsPage", "Fixed CPM"),
}
CHOICES = {
    "even": lazy("CampaignsPage", "By weight"),
    "thompson": lazy("CampaignsPage", "Learned (Thompson)"),
}
AUCTIONS = {
    "second_price": lazy("CampaignsPage", "Second price"),
    "first_price": lazy("CampaignsPage", "First price"),
}
CURRENCIES = (
    "EUR",
    "USD",
    "GBP",
    "CNY",
    "JPY",
    "CHF",
    "SEK",
    "NOK",
    "DKK",
    "PLN",
    "CZK",
    "CAD",
    "AUD",
    "INR",
    "BRL",
)
RUN_STATES = {
    "running": lazy("CampaignsPage", "Running"),
    "paused": lazy("CampaignsPage", "Paused"),
    "stopped": lazy("CampaignsPage", "Stopped"),
    "finished": lazy("CampaignsPage", "Finished"),
}
