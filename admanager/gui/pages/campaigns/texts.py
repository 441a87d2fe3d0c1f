"""The names that this page gives to the core's keywords, translated when they are shown."""

from __future__ import annotations

from admanager.gui.i18n import lazy

OBJECTIVES = {
    "awareness": lazy("CampaignsPage", "Awareness"),
    "traffic": lazy("CampaignsPage", "Traffic"),
    "conversions": lazy("CampaignsPage", "Conversions"),
}
PACINGS = {
    "traffic": lazy("CampaignsPage", "With the traffic"),
    "even": lazy("CampaignsPage", "By the clock"),
    "dual": lazy("CampaignsPage", "Lower bids (dual)"),
    "pid": lazy("CampaignsPage", "Lower bids (PID)"),
    "throttle": lazy("CampaignsPage", "Fewer auctions"),
    "asap": lazy("CampaignsPage", "Accelerated"),
}
STRATEGIES = {
    "fixed_cpc": lazy("CampaignsPage", "Fixed CPC"),
    "fixed_cpm": lazy("CampaignsPage", "Fixed CPM"),
    "fixed_cpa": lazy("CampaignsPage", "Fixed CPA"),
    "linear": lazy("CampaignsPage", "Linear in the click chance"),
    "auto": lazy("CampaignsPage", "Automatic (spends the budget best)"),
    "target_cpa": lazy("CampaignsPage", "Target CPA"),
    "target_roas": lazy("CampaignsPage", "Target ROAS"),
    "ocpc": lazy("CampaignsPage", "oCPC"),
    "ortb": lazy("CampaignsPage", "ORTB (price table)"),
    "rlb": lazy("CampaignsPage", "Dynamic programme (RLB)"),
}
CHOICES = {
    "even": lazy("CampaignsPage", "By weight"),
    "thompson": lazy("CampaignsPage", "Learned (Thompson)"),
    "discounted_thompson": lazy("CampaignsPage", "Learned, forgetting"),
    "epsilon_greedy": lazy("CampaignsPage", "Best so far (epsilon-greedy)"),
    "ucb1": lazy("CampaignsPage", "Upper bound (UCB1)"),
    "linucb": lazy("CampaignsPage", "By person (LinUCB)"),
    "lints": lazy("CampaignsPage", "By person (LinTS)"),
    "logistic": lazy("CampaignsPage", "By person (logistic Thompson)"),
    "ftrl": lazy("CampaignsPage", "By person (FTRL)"),
}
AUCTIONS = {
    "second_price": lazy("CampaignsPage", "Second price"),
    "first_price": lazy("CampaignsPage", "First price"),
    "gsp": lazy("CampaignsPage", "Several slots (GSP)"),
    "vcg": lazy("CampaignsPage", "Several slots (VCG)"),
}
GOALS = {
    "clicks": lazy("CampaignsPage", "Clicks"),
    "conversions": lazy("CampaignsPage", "Conversions"),
}
PRICINGS = {
    None: lazy("CampaignsPage", "As it is bid"),
    "cpm": lazy("CampaignsPage", "Impressions (CPM)"),
    "cpc": lazy("CampaignsPage", "Clicks (CPC)"),
    "cpa": lazy("CampaignsPage", "Conversions (CPA)"),
    "performance": lazy("CampaignsPage", "Conversions at an agreed price"),
}
SOURCES = {
    "auto": lazy("CampaignsPage", "The log, where there is one"),
    "assumed": lazy("CampaignsPage", "Assumed"),
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
