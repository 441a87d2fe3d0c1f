"""Puts the folder `resources` of the checkout into the wheel, as `admanager/_resources`.

An editable installation needs none of this: there the program finds the folder beside its package.
Everything else about the build is said in pyproject.toml.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

RESOURCES = Path("resources")


class BuildWithResources(build_py):
    """Copies the resources next to the modules when a wheel is built."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            shutil.copytree(RESOURCES, self._target(), dirs_exist_ok=True)

    def get_outputs(self, include_bytecode: bool = True) -> list[str]:
        copied = [
            str(self._target() / path.relative_to(RESOURCES))
            for path in RESOURCES.rglob("*")
            if path.is_file()
        ]
        return [*super().get_outputs(include_bytecode), *copied]

    def get_source_files(self) -> list[str]:
        return [*super().get_source_files(), *(str(path) for path in RESOURCES.rglob("*") if path.is_file())]

    def _target(self) -> Path:
        return Path(self.build_lib) / "admanager" / "_resources"


setup(cmdclass={"build_py": BuildWithResources})
