from html.parser import HTMLParser
from pathlib import Path

import cv2
import numpy as np
import pytest

from acting_mirror.core.errors import UserError
from acting_mirror.core.photo_rank import RankedPhoto
from acting_mirror.pipeline.photo_sheet import small_picture, write_sheet
from acting_mirror.render.contact_sheet import CELL

BLUE = np.full((90, 120, 3), (255, 0, 0), np.uint8)
PHOTOS = [
    RankedPhoto("we.jpg", "positive", 0.9, ("happy", "happy", "neutral"), "", best=True),
    RankedPhoto("rest.jpg", "neutral", 0.8, ("neutral",), ""),
    RankedPhoto("<script>alert(1)</script>.jpg", "", 0.0, (), "1 of 2 faces turned away"),
    RankedPhoto("torn.jpg", "", 0.0, (), "it is damaged"),
]
PICTURES = {photo.name: BLUE for photo in PHOTOS[:3]}


class Page(HTMLParser):
    """Its tags with their attributes, and its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def page(folder: Path) -> Page:
    write_sheet(folder / "sheet.html", "Head & <b>shots</b>", PHOTOS, PICTURES)
    return Page((folder / "sheet.html").read_text(encoding="utf-8"))


def test_a_page_holds_its_pictures_and_asks_for_nothing_else(tmp_path: Path) -> None:
    found = page(tmp_path)
    assert [image["alt"] for image in found.all("img")] == [photo.name for photo in PHOTOS[:3]]
    for _, attributes in found.tags:
        for name in ("src", "href", "srcset", "action"):
            assert (attributes.get(name) or "data:image/jpeg;base64,").startswith("data:image/jpeg;base64,")


def test_names_and_title_stay_text_on_a_page(tmp_path: Path) -> None:
    found = page(tmp_path)
    assert not found.all("script")
    assert "<script>alert(1)</script>.jpg" in found.words
    assert "Head & <b>shots</b>" in found.words


def test_a_page_is_grouped_marks_the_best_smile_and_says_why_photos_are_last(tmp_path: Path) -> None:
    found = page(tmp_path)
    words = " ".join(found.words.split())
    order = [
        "Positive 1",
        "Best smile",
        "we.jpg✓ 2 Happy, Neutral",
        "Neutral 1",
        "rest.jpg",
        "Not everyone can be read",
    ]
    order += ["1 of 2 faces turned away", "can't be opened", "torn.jpg", "it is damaged"]
    places = [words.find(part) for part in order]
    assert -1 not in places, places
    assert places == sorted(places)
    assert [section.get("class") for section in found.all("section")] == [None, None, "unread"]
    assert found.all("input") == [{"type": "checkbox", "id": "all"}]


def test_a_picture_shows_each_photo_in_its_place(tmp_path: Path) -> None:
    write_sheet(tmp_path / "sheet.png", "Headshots", PHOTOS, PICTURES)
    sheet = cv2.imread(str(tmp_path / "sheet.png"))
    assert sheet is not None
    blue = np.all(sheet == (255, 0, 0), axis=2).astype(np.uint8)
    shapes = cv2.connectedComponentsWithStats(blue)[2][1:]
    whole = shapes[shapes[:, cv2.CC_STAT_AREA] > 8000]
    assert len(whole) == 3
    assert sorted(whole[:, cv2.CC_STAT_TOP].tolist()) == whole[:, cv2.CC_STAT_TOP].tolist()


def test_small_pictures_are_whole_and_never_enlarged() -> None:
    assert small_picture(np.zeros((3000, 1000, 3), np.uint8)).shape == (CELL[1], 64, 3)
    assert small_picture(np.zeros((2, 5000, 3), np.uint8)).shape == (1, CELL[0], 3)
    assert small_picture(BLUE).shape == BLUE.shape


@pytest.mark.parametrize("name", ["sheet.pdf", "sheet"])
def test_another_ending_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match=r"\.png or \.html"):
        write_sheet(tmp_path / name, "", PHOTOS, PICTURES)


def test_a_sheet_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "sheet.html").write_text("mine")
    with pytest.raises(UserError, match="exists"):
        write_sheet(tmp_path / "sheet.html", "", PHOTOS, PICTURES)
    assert (tmp_path / "sheet.html").read_text() == "mine"
