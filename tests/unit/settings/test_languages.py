"""Which language is the user's."""

import gettext
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from acting_mirror import paths
from acting_mirror.core import language
from acting_mirror.core.language import language_tag, tr
from acting_mirror.settings.languages import SYSTEM, languages, use_chosen_language, use_language

_WORDS = 'msgid ""\nmsgstr ""\n"Language: {code}\\n"\n\nmsgid "Record"\nmsgstr "Record in {code}"\n'


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The settings' folder, on a computer that has a few languages and says nothing of its own."""
    for code in ("de", "fr", "pt_BR"):
        (tmp_path / f"{code}.po").write_text(_WORDS.format(code=code), encoding="utf-8")
    monkeypatch.setattr(paths, "languages_dir", lambda: tmp_path)
    monkeypatch.setattr(paths, "user_config_dir", lambda: tmp_path)
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    yield tmp_path
    language.use(gettext.NullTranslations())


def test_languages_are_there_with_the_files_of_translators() -> None:
    assert languages() == ["en", "de", "fr", "pt_BR"]


def test_what_is_chosen_goes_before_the_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    assert use_language("de", ["fr"]) == "de"
    assert (tr("Record"), language_tag()) == ("Record in de", "de")
    assert use_language("en") == "en"
    assert (tr("Record"), language_tag()) == ("Record", "en")


@pytest.mark.parametrize(
    ("variables", "code"),
    [
        ({"LANG": "de_DE.UTF-8"}, "de"),
        ({"LANG": "de_DE.UTF-8", "LC_MESSAGES": "fr_CA"}, "fr"),
        ({"LC_MESSAGES": "fr_CA", "LC_ALL": "pt_BR.utf8"}, "pt_BR"),
        ({"LC_ALL": "fr_FR", "LANGUAGE": "nl:de@euro:fr"}, "de"),
        ({"LANG": "en_GB.UTF-8", "LANGUAGE": ""}, "en"),
        ({"LANGUAGE": "en:de"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "pt_PT"}, "en"),
        ({"LANG": "../de"}, "en"),
        ({}, "pt_BR"),
    ],
)
def test_the_computers_language_is_what_its_variables_name_else_what_it_prefers(
    variables: dict[str, str], code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert use_language(SYSTEM, ["it-IT", "pt-BR", "de"]) == code


def test_a_language_that_is_gone_is_as_if_none_was_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    assert use_language("fi") == "de"


@pytest.mark.parametrize(
    ("stored", "said"),
    [
        (json.dumps({"window": {"language": "fr"}}), "Record in fr"),
        (json.dumps({"window": {"language": 7}}), "Record"),
        (json.dumps({"window": []}), "Record"),
        ("[]", "Record"),
        ("{", "Record"),
        (None, "Record"),
    ],
)
def test_the_language_of_the_settings_is_said_from_the_start_whatever_state_they_are_in(
    stored: str | None, said: str, folder: Path
) -> None:
    if stored is not None:
        (folder / "settings.json").write_text(stored, encoding="utf-8")
    use_chosen_language()
    assert tr("Record") == said
