from __future__ import annotations

import socket
import sys
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from types import ModuleType

import pytest

PYTHON = Path(sys.executable)


def wheel(folder: Path, version: str, requires: str = "") -> None:
    """Write a wheel of torch without torch in it, good enough for pip to choose and to read."""
    name = f"torch-{version}.dist-info"
    with zipfile.ZipFile(folder / f"torch-{version}-py3-none-any.whl", "w") as archive:
        metadata = f"Metadata-Version: 2.1\nName: torch\nVersion: {version}\n{requires}"
        archive.writestr(f"{name}/METADATA", metadata)
        archive.writestr(f"{name}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{name}/RECORD", "")


@pytest.fixture
def served() -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def own_configuration(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder of wheels that pip's configuration names, and nothing else of this machine's configuration."""
    folder = tmp_path / "wheels"
    folder.mkdir()
    for name in ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL"):
        monkeypatch.delenv(name, raising=False)
    configuration = tmp_path / "pip.conf"
    configuration.write_text("[global]\nindex-url = https://pypi.org/simple\n")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(configuration))
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


def test_a_cpu_build_in_a_configured_folder_is_taken(
    torch_source: ModuleType, own_configuration: Path
) -> None:
    wheel(own_configuration, "99.1.0+cpu")
    arguments, where = torch_source.pip_arguments(PYTHON, "torch==99.1.0")
    assert arguments == ["--no-index", "--find-links", str(own_configuration)]
    assert where == "a CPU build that lies on this machine"


def test_a_cuda_build_in_a_configured_folder_is_not_taken(
    torch_source: ModuleType, own_configuration: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel(own_configuration, "99.1.0", "Requires-Dist: nvidia-cublas==13; platform_system == 'Linux'\n")
    monkeypatch.setattr(torch_source, "answers", lambda url: True)
    arguments, _ = torch_source.pip_arguments(PYTHON, "torch==99.1.0")
    assert arguments == ["--index-url", "https://download.pytorch.org/whl/cpu"]


def test_without_either_the_package_index_is_taken_with_a_word_about_its_size(
    torch_source: ModuleType, own_configuration: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(torch_source, "answers", lambda url: False)
    arguments, where = torch_source.pip_arguments(PYTHON, "torch==99.1.0")
    assert arguments == []
    assert "several GB" in where


def test_an_index_that_answers_is_known_by_it(torch_source: ModuleType, served: str) -> None:
    assert torch_source.answers(served, 5.0)


def test_an_index_that_accepts_and_says_nothing_does_not_answer(torch_source: ModuleType) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        assert not torch_source.answers(f"http://127.0.0.1:{silent.getsockname()[1]}", 0.2)


def test_lists_in_pips_configuration_are_read(
    torch_source: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    listing = (
        "global.extra-index-url='\\nfile:///srv/one/simple\\nhttps://example.org/simple'\n"
        f":env:.find-links='{tmp_path}'\nglobal.cert='/etc/ssl/a.crt'\n"
    )

    def run(*_: object, **__: object) -> object:
        return torch_source.subprocess.CompletedProcess([], 0, listing)

    monkeypatch.setattr(torch_source.subprocess, "run", run)
    assert torch_source._configured_places(PYTHON) == ([str(tmp_path)], ["file:///srv/one/simple"])
