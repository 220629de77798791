"""What the program is for stands wherever its readings are handed on."""

import json
from pathlib import Path

import pytest

from acting_mirror import paths
from acting_mirror.cli.models import models
from acting_mirror.core.purpose import PURPOSE
from acting_mirror.core.timeline import Timeline
from acting_mirror.report.clips_page import clips_html
from acting_mirror.report.contact_sheet import contact_sheet_html
from acting_mirror.report.html_report import take_html
from acting_mirror.vision.model_bundle import model_names
from tests.conftest import ROOT
from tests.takes import some_facts

_CLAUSE = PURPOSE.rstrip(".")[1:]
"""Within a longer sentence, in whatever case it begins."""


@pytest.mark.parametrize("name", model_names())
def test_a_card_says_it(name: str) -> None:
    card = json.loads((paths.models_dir() / name / "card.json").read_text(encoding="utf-8"))
    assert PURPOSE in card["intended_use"]


@pytest.mark.parametrize("page", [ROOT / "README.md", *(ROOT / "docs" / f"{name}.md" for name in ("ethics", "models"))])
def test_a_page_of_the_documentation_says_it(page: Path) -> None:
    assert _CLAUSE in " ".join(page.read_text(encoding="utf-8").split())


def test_what_is_made_to_be_shown_to_others_says_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert PURPOSE in take_html(some_facts("Monday", ()), Timeline(), None, [], "")
    assert PURPOSE in contact_sheet_html("Cast", [])
    assert PURPOSE in clips_html("Many", [])
    models()
    assert PURPOSE in " ".join(capsys.readouterr().out.split())
