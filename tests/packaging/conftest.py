"""The scripts of the folder `packaging` are no package: the tests load them as the command line does."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


def load(name: str) -> ModuleType:
    sys.path.insert(0, str(ROOT / "packaging"))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(ROOT / "packaging"))


@pytest.fixture
def bootstrap() -> ModuleType:
    return load("bootstrap")


@pytest.fixture
def system_libraries() -> ModuleType:
    return load("system_libraries")


@pytest.fixture
def torch_source() -> ModuleType:
    return load("torch_source")
