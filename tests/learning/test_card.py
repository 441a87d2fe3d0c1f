"""The model card's JSON schema is shipped, and is the one that the program writes by."""

from __future__ import annotations

import json

from admanager.learning.card import ModelCard, card_schema
from admanager.learning.families import Trained
from admanager.resources import resource


def test_the_shipped_schema_is_current() -> None:
    shipped = json.loads(resource("schemas", "model_card.schema.json").read_text(encoding="utf-8"))
    assert shipped == card_schema()


def test_a_card_survives_json(trained: Trained) -> None:
    card = trained.card
    assert ModelCard.model_validate_json(card.model_dump_json()) == card
    assert {entry.name for entry in card.inputs}.isdisjoint({"customer_id", "consent", "responded"})
    assert (card.target, card.positive, card.data.table, card.seed) == ("responded", "yes", "profiles", 3)
    assert len(card.data.fingerprint) == 64
