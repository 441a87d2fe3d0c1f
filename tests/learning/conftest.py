"""Projects with people in them, and one trained model that the tests of this folder share."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from admanager.demo.generator import write_customers
from admanager.ingest import load
from admanager.ingest.options import ImportOptions
from admanager.jobs import Job
from admanager.learning.dataset import Dataset, load_dataset
from admanager.learning.families import Trained
from admanager.learning.request import TrainRequest
from admanager.learning.training.run import train_from_project
from admanager.project.file import ProjectFile

PEOPLE = 2_500
# Of them those who consented: nothing is learned from the others.
CONSENTED, RESPONDED = 2_315, 199
REQUEST = TrainRequest(name="response", target="responded", positive="yes", family="dcn", seed=3)


def import_here(project: ProjectFile, path: Path, options: ImportOptions | None = None) -> None:
    """Import a file in this process; `tests/ingest` holds the child process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(load, "run_in_child", lambda function, *args, job: function(*args, job=job))
        load.import_file(project, path, options=options)


@pytest.fixture(scope="session", autouse=True)
def _checkpoints_elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the checkpoints of trainings out of the user's folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def customers_csv(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of generated customers, with `order_value_after_offer` knowing the future."""
    return write_customers(tmp_path_factory.mktemp("customers") / "customers.csv", seed=1, people=PEOPLE)


@pytest.fixture(scope="session")
def customers_path(customers_csv: Path) -> Path:
    """A project with the generated customers; not to be changed."""
    path = customers_csv.with_suffix(".adm")
    with ProjectFile.create(path) as project:
        import_here(project, customers_csv)
    return path


@pytest.fixture
def customers(customers_path: Path, tmp_path: Path) -> Iterator[ProjectFile]:
    """A copy of the project with the generated customers."""
    path = tmp_path / "customers.adm"
    shutil.copy(customers_path, path)
    with ProjectFile.open(path) as project:
        yield project


@pytest.fixture(scope="session")
def trained(customers_path: Path) -> Trained:
    """A small model of the generated customers, trained once."""
    return train_from_project(customers_path, REQUEST, job=Job())


@pytest.fixture(scope="session")
def bank_path(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the real bank customers; not to be changed."""
    path = tmp_path_factory.mktemp("bank") / "bank.adm"
    with ProjectFile.create(path) as project:
        import_here(project, shared_data / "bank_marketing" / "bank_additional_train.csv")
    return path


@pytest.fixture(scope="session")
def bank(bank_path: Path) -> Dataset:
    """The rows of the bank's customers with the target `y`."""
    with ProjectFile.open(bank_path) as project:
        return load_dataset(project.read(), TrainRequest(name="bank", target="y", positive="yes"))
