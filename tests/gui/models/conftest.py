"""A project with generated people, two models that the tests share, and the Models page on copies of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from admanager.demo.generator import write_customers
from admanager.gui.page import PageContext
from admanager.gui.pages.models import PAGE
from admanager.gui.pages.models.view import ModelsPage
from admanager.learning import models
from admanager.project.file import ProjectFile
from tests.gui.models.pages import FIRST, LEAK, MARKUP, PEOPLE, TARGET, settle
from tests.learning.conftest import import_here

OpenPage = Callable[[Path], ModelsPage]


@pytest.fixture(scope="session")
def people_source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with generated people and no model; not to be changed."""
    folder = tmp_path_factory.mktemp("people")
    path = folder / "people.adm"
    with ProjectFile.create(path, name="People") as project:
        import_here(project, write_customers(folder / "people.csv", seed=1, people=PEOPLE))
    return path


@pytest.fixture(scope="session")
def models_source(people_source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same people with two models, one of which learned from the leak; not to be changed."""
    from admanager.learning.request import TrainRequest
    from admanager.learning.training import fit

    path = tmp_path_factory.mktemp("models") / "models.adm"
    shutil.copy(people_source, path)
    with pytest.MonkeyPatch.context() as patch, ProjectFile.open(path) as project:
        patch.setattr(models, "run_in_child", lambda function, *args, job: function(*args, job=job))
        patch.setattr(fit, "MAX_EPOCHS", 5)
        models.train(project, TrainRequest(name=FIRST, target=TARGET, family="dcn", seed=1))
        models.train(
            project, TrainRequest(name=MARKUP, target=TARGET, family="logistic", seed=1, include=(LEAK,))
        )
    return path


@pytest.fixture
def people(people_source: Path, tmp_path: Path) -> Path:
    """A copy of the project without a model."""
    return Path(shutil.copy(people_source, tmp_path / "people.adm"))


@pytest.fixture
def with_models(models_source: Path, tmp_path: Path) -> Path:
    """A copy of the project with two models."""
    return Path(shutil.copy(models_source, tmp_path / "models.adm"))


@pytest.fixture
def open_page(qtbot: QtBot, page_context: PageContext) -> Iterator[OpenPage]:
    """Opens a project and the page on it; its jobs are ended after the test."""
    opened: list[ProjectFile] = []

    def shown(path: Path) -> ModelsPage:
        project = ProjectFile.open(path)
        opened.append(project)
        page_context.set_project(project)
        made = PAGE(page_context)
        qtbot.addWidget(made)
        page_context.tables_changed.connect(made.note_changes)
        made.resize(1088, 640)
        made.show()
        settle(qtbot, made)
        return made

    yield shown
    for record in page_context.runner.running():
        record.cancel()
    qtbot.waitUntil(lambda: not page_context.runner.busy())
    page_context.set_project(None)
    for project in opened:
        project.close()


@pytest.fixture
def page(with_models: Path, open_page: OpenPage) -> ModelsPage:
    """The page with two models in its list."""
    return open_page(with_models)


@pytest.fixture
def form_page(people: Path, open_page: OpenPage) -> ModelsPage:
    """The page on people without a model: it begins with the form, whose columns have been looked through."""
    return open_page(people)
