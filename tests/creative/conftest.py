"""Fixtures of the tests about creatives: brands, and one moderately trained design model for all of them."""

from __future__ import annotations

import pytest

from admanager.creative.brand import BrandKit, Promotion
from admanager.creative.training.corpus import EpochRecord, TrainSettings
from admanager.creative.training.design import TrainedDecoder, train_design_model
from admanager.jobs import Job


class ListeningJob(Job):
    """Keeps what the training reports."""

    def __init__(self) -> None:
        self.records: list[EpochRecord] = []

    def partial(self, result: object) -> None:
        assert isinstance(result, EpochRecord)
        self.records.append(result)


@pytest.fixture(scope="session")
def training() -> tuple[TrainedDecoder, list[EpochRecord]]:
    """A design model trained for half the usual epochs, and its epochs."""
    job = ListeningJob()
    return train_design_model(TrainSettings(seed=0, epochs=12), job=job), job.records


SHOP = BrandKit(
    name="Alder & Co",
    industry="e-commerce",
    primary="#2f5d50",
    accent="#e8a33d",
    ink="#14211d",
    paper="#faf7f0",
    promotion=Promotion(
        product="Linen Shirts",
        price="$49",
        old_price="$70",
        discount_percent=30,
        free_delivery=True,
        trial="30 days",
        is_new=True,
    ),
)
CLINIC = BrandKit(
    name="Meadow Clinic",
    industry="healthcare",
    primary="#0b7a75",
    accent="#f26b5b",
    ink="#10302e",
    paper="#fdfcf9",
    legal_line="Meadow Clinic Ltd. Registered under no. 4471 in Northwood.",
    legal_required=True,
)
BANK = BrandKit(name="Nordvik", industry="finance", language="zh", promotion=Promotion(product="活期宝"))
PALE = BrandKit(name="Pale", primary="#e8e6d9", accent="#d9e8e0", ink="#8a8a8a", paper="#f4f4f0")
GREY = BrandKit(name="Middle Grey GmbH", primary="#777777", accent="#7a7a7a", ink="#555555", paper="#999999")
BRANDS = (SHOP, CLINIC, BANK, PALE, GREY)
