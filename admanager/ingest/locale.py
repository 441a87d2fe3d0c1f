"""The project's time zone, currency and exchange rates, which an import takes where its source says nothing else."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from admanager.ingest.options import ImportOptions
from admanager.ingest.zones import checked_zone
from admanager.project.file import ProjectFile
from admanager.project.schema import ZONE_KEY
from admanager.texts import AdManagerError, sentence

CURRENCY_KEY, RATES_KEY = "currency", "exchange rates"
_CODE = re.compile(r"[A-Z]{3}\Z")


@dataclass(frozen=True)
class Locale:
    """`rates` say how much one unit of another currency is worth in the project's `currency` (None: not chosen)."""

    zone: str = "UTC"
    currency: str | None = None
    rates: Mapping[str, float] = field(default_factory=dict)

    def rate(self, wishes: ImportOptions) -> float:
        """Return what amounts of a source are multiplied by.

        Raises AdManagerError when neither the wishes nor the project have a rate for its currency.
        """
        currency = wishes.currency
        if currency is None or self.currency is None or currency == self.currency:
            return 1.0
        if wishes.rate is not None:
            return wishes.rate
        if currency not in self.rates:
            raise AdManagerError(
                sentence(
                    "The project has no rate for {currency}; say what 1 {currency} is worth in {own}, with admanager settings PROJECT --rate {currency}=1.08 or in the import dialog.",
                    currency=currency,
                    own=self.currency,
                )
            )
        return self.rates[currency]

    def applied(self, wishes: ImportOptions) -> ImportOptions:
        """Return the wishes with zone and currency settled."""
        zone = checked_zone(wishes.zone) if wishes.zone is not None else self.zone
        currency = checked_currency(wishes.currency) if wishes.currency is not None else self.currency
        return wishes.model_copy(update={"zone": zone, "currency": currency})


def locale_of(project: ProjectFile) -> Locale:
    """Return what the project has."""
    return Locale(
        project.meta(ZONE_KEY) or "UTC",
        project.meta(CURRENCY_KEY),
        json.loads(project.meta(RATES_KEY) or "{}"),
    )


def checked_currency(code: str) -> str:
    """Return a currency's code in capitals; raise AdManagerError for what cannot be one."""
    found = code.strip().upper()
    if not _CODE.match(found):
        raise AdManagerError(
            sentence("{code} is no currency; write its three letters, such as EUR, USD or CNY.", code=code)
        )
    return found


def change_locale(
    project: ProjectFile,
    *,
    zone: str | None = None,
    currency: str | None = None,
    rates: Mapping[str, float | None] | None = None,
) -> Locale:
    """Change what is given, and return what the project has then; a rate of None is taken away.

    Rows that are there keep their times and amounts. Raises AdManagerError for an unknown zone, a wrong code or
    a rate that is not above zero, and where a new currency would leave the rates of the old one behind.
    """
    found = locale_of(project)
    new_zone = checked_zone(zone) if zone is not None else found.zone
    new_currency = checked_currency(currency) if currency is not None else found.currency
    given = {checked_currency(code): _checked_rate(code, rate) for code, rate in (rates or {}).items()}
    if any(rate is not None for rate in given.values()) and new_currency is None:
        raise AdManagerError(
            sentence(
                "The project has no currency yet; choose it first, with admanager settings PROJECT --currency EUR."
            )
        )
    # Rates into another currency mean nothing any more.
    kept = dict(found.rates) if new_currency == found.currency else {}
    said = {code: rate for code, rate in {**kept, **given}.items() if rate is not None}
    changed = Locale(new_zone, new_currency, said)
    if changed != found:
        with project.change(sentence("Change time zone, currency or rates")) as change:
            project.set_meta(change, ZONE_KEY, changed.zone)
            if changed.currency is not None:
                project.set_meta(change, CURRENCY_KEY, changed.currency)
            project.set_meta(change, RATES_KEY, json.dumps(dict(sorted(changed.rates.items()))))
            change.audit("settings", "locale", {"zone": changed.zone, "currency": changed.currency or ""})
    return changed


def _checked_rate(code: str, rate: float | None) -> float | None:
    if rate is not None and not (math.isfinite(rate) and rate > 0):
        raise AdManagerError(sentence("The rate of {code} has to be a number above zero.", code=code))
    return rate
