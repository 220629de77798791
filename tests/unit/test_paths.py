import sys
from pathlib import Path

import pytest

from acting_mirror import paths


def test_a_checkout_has_models_and_resources_beside_the_package() -> None:
    assert (paths.models_dir() / "mini_xception" / "card.json").is_file()
    assert (paths.resources_dir() / "fonts" / "DejaVuSans.ttf").is_file()
    assert (paths.docs_dir() / "rehearse.md").is_file()


def test_a_wheel_has_them_inside_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site-packages" / "acting_mirror"
    (package / "_data" / "models").mkdir(parents=True)
    monkeypatch.setattr(paths, "__file__", str(package / "paths.py"))
    assert paths.models_dir() == package / "_data" / "models"


def test_a_frozen_program_has_them_where_it_was_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.models_dir() == tmp_path / "models"
    assert paths.resources_dir() == tmp_path / "resources"


def test_user_folders_belong_to_the_user(user_folders: Path) -> None:
    assert paths.user_data_dir().is_relative_to(user_folders)
    assert paths.user_log_dir().is_relative_to(user_folders)
