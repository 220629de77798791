"""The commands in the user's language, from `--help` on."""

from pathlib import Path

import cv2
import pytest

from acting_mirror import paths
from acting_mirror.core.catalogue import Catalogue
from acting_mirror.core.frame import Image
from tests.e2e.conftest import Run

_LANGUAGES = sorted(path.stem for path in paths.languages_dir().glob("*.po"))


def said(language: str, words: str) -> str:
    """What a language makes of some words."""
    return Catalogue((paths.languages_dir() / f"{language}.po").read_text(encoding="utf-8")).gettext(words)


@pytest.mark.parametrize("language", _LANGUAGES)
def test_help_and_faults_are_in_the_language_of_the_computer(
    run: Run, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LANGUAGE")
    monkeypatch.setenv("LC_ALL", f"{language}_{language.upper()}.UTF-8")
    assert said(language, "Show the version and exit.") in run("--help").stdout
    fault = run("photos", "none.jpg").stderr
    monkeypatch.setenv("LANGUAGE", "en")
    assert fault and fault != run("photos", "none.jpg").stderr


@pytest.mark.parametrize("language", _LANGUAGES)
def test_numbers_for_people_have_the_signs_of_the_language_those_for_programs_never(
    run: Run, language: str, astronaut: Image, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", language)
    cv2.imwrite(str(tmp_path / "face.png"), astronaut)
    listed = run("models").stdout
    assert said(language, "{percent:.2f} %").removeprefix("{percent:.2f}") in listed
    assert said(language, "1,234.5")[-2] in listed
    read = run("photos", "face.png", "--csv", "in_language.csv")
    assert said(language, "{percent:.0f} %").removeprefix("{percent:.0f}") in read.stdout
    monkeypatch.setenv("LANGUAGE", "en")
    run("photos", "face.png", "--csv", "in_english.csv")
    assert (tmp_path / "in_language.csv").read_bytes() == (tmp_path / "in_english.csv").read_bytes()


def test_the_settings_go_before_the_computer(run: Run, user_folders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "fr")
    folder = user_folders / "acting-mirror"
    folder.mkdir()
    (folder / "settings.json").write_text('{"window": {"language": "de"}}', encoding="utf-8")
    assert said("de", "Show the version and exit.") in run("--help").stdout
