import re
from pathlib import Path

import pytest

from acting_mirror.core.timeline import Timeline
from acting_mirror.pipeline.take_report import write_report
from tests.takes import some_facts


@pytest.mark.parametrize(
    ("page", "link"),
    [
        ("takes/my take/page.html", "media.mp4"),
        ("takes/my take/for teachers/page.html", "../media.mp4"),
        ("page.html", "takes/my%20take/media.mp4"),
    ],
)
def test_film_and_page_that_lie_together_can_be_moved_together(page: str, link: str, tmp_path: Path) -> None:
    film = a_film(tmp_path)
    (film.parent / "for teachers").mkdir()
    assert write_report(tmp_path / page, some_facts("Monday", ()), Timeline(), film) == ""
    assert source_of(tmp_path / page) == link


def test_a_film_that_lies_elsewhere_is_played_from_there_and_that_is_said(tmp_path: Path) -> None:
    film = a_film(tmp_path)
    page = tmp_path / "desk" / "page.html"
    page.parent.mkdir()
    said = write_report(page, some_facts("Monday", ()), Timeline(), film)
    assert str(film) in said and "beside the film" in said
    assert source_of(page) == film.as_uri()


def a_film(folder: Path) -> Path:
    film = folder / "takes" / "my take" / "media.mp4"
    film.parent.mkdir(parents=True)
    film.write_bytes(b"a film")
    return film


def source_of(page: Path) -> str:
    found = re.search(r'<video [^>]*src="([^"]*)"', page.read_text(encoding="utf-8"))
    assert found is not None
    return found[1]
