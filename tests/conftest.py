"""Fixtures that many tests share."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from acting_mirror.core.frame import Image

ROOT = Path(__file__).resolve().parents[1]

# Containers often tell Python to keep nothing that it compiled: each process of the tests would compile it all anew.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

try:
    import PySide6.QtSvg
    import PySide6.QtTest
    import PySide6.QtWidgets  # noqa: F401 - only whether they load
except ImportError:  # a system without Qt's libraries still tests all but the window
    collect_ignore = ["gui", "unit/gui", "e2e/test_trust.py", "e2e/test_window.py"]

    def pytest_addoption(parser: pytest.Parser) -> None:
        for name in ("qt_log_level_fail", "qt_log_ignore"):
            parser.addini(name, "of pytest-qt, which is not loaded")
else:
    pytest_plugins = ["pytestqt.plugin"]


@pytest.fixture(autouse=True)
def user_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own folders stay untouched, and their language aside."""
    monkeypatch.setenv("LANGUAGE", "en")
    folder = tmp_path_factory.mktemp("user")
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(folder))
    return folder


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """Research data, not part of the project: the folder `ACTING_MIRROR_DATA`, or shared/data beside the checkout."""
    folder = Path(os.environ.get("ACTING_MIRROR_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip("no research data here")
    return folder


@pytest.fixture(scope="session")
def yunet_file(data_dir: Path) -> Path:
    return data_dir / "models" / "face_detection_yunet_2023mar.onnx"


@pytest.fixture(scope="session")
def astronaut() -> Image:
    """A real face in the public domain (NASA), BGR, about 95 pixels wide at (177, 66)."""
    from skimage import data

    return np.asarray(cv2.cvtColor(data.astronaut(), cv2.COLOR_RGB2BGR), np.uint8)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk of one megabyte."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if os.name != "posix" or os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting is not allowed here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)
