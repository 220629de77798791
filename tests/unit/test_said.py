"""What the rooms below the window say is said in the user's language, all of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.calibration import Profile
from acting_mirror.core.errors import Remedy, UserError
from acting_mirror.core.faces import FaceBox, TrackedFace, Unreadable, advice
from acting_mirror.core.labels import EMOTIONS
from acting_mirror.core.language import tr
from acting_mirror.core.line_score import LineScore
from acting_mirror.core.photo_rank import RankedPhoto, caption, sections_of
from acting_mirror.core.take import Marker, points, share_of
from acting_mirror.core.target import Target
from acting_mirror.core.timeline import Timeline
from acting_mirror.pipeline.engine import EngineFigures
from acting_mirror.record.take_store import Lack, TakeStore
from acting_mirror.rehearsal.script_file import ScriptFile
from acting_mirror.rehearsal.tips import words_on
from acting_mirror.report.clips_page import clips_html
from acting_mirror.report.clips_table import ClipRow
from acting_mirror.report.contact_sheet import contact_sheet_html
from acting_mirror.report.elan import take_eaf
from acting_mirror.report.html_report import take_html
from acting_mirror.report.moments import in_words
from acting_mirror.report.table import clip_csv
from acting_mirror.report.take_table import take_csv, take_json
from acting_mirror.vision.sources.camera_list import in_words as mode_in_words
from acting_mirror.vision.sources.photo_folder import photos_at
from tests.pseudo_language import said_otherwise, unmarked
from tests.takes import MADE, a_line, make_take, some_facts, some_timeline


class _Read(HTMLParser):
    """All words of a page that somebody sees or hears."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self._inside = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag
        self.words += [value or "" for name, value in attrs if name in ("alt", "title", "aria-label")]

    def handle_data(self, data: str) -> None:
        self.words += [data] if self._inside not in ("style", "script") else []


@pytest.mark.parametrize(
    "say",
    [
        lambda: Target("fear", 0.4, "angry").words + Target(None).words,
        lambda: points(61.2, share_of(1, 11)) + points(9.0, share_of(3, 3)),
        lambda: a_line().name + replace(a_line(), listening=True).name,
        lambda: "".join(map(advice, Unreadable)),
        lambda: "".join(tr(lack) for lack in Lack).replace("media.mp4", ""),
        lambda: UserError(tr("It is so."), Remedy.REPLACE).sentence({Remedy.REPLACE: "do it"}),
        lambda: Profile("1", np.full(7, 0.1), np.ones(7), "2").doubt("3"),
        lambda: caption(RankedPhoto("1.jpg", "positive", 0.9, ("happy", "happy", "sad"), "")),
        lambda: EngineFigures(30.0, 4.0, 800.0, 0).slowness,
        lambda: mode_in_words((640, 480), 30.0, ""),
        lambda: "".join(in_words(MADE, MADE + timedelta(days=days)) for days in (0, 1, 3, 30, 400)),
    ],
)
def test_a_sentence_is_said_in_the_users_language(say: Callable[[], str]) -> None:
    with said_otherwise():
        assert unmarked(say()) == []


@pytest.mark.parametrize("leak", [None, *EMOTIONS])
@pytest.mark.parametrize("onset_s", [None, 0.0, 2.0])
@pytest.mark.parametrize("steadiness", [0.2, 1.0])
def test_what_happened_in_a_line_is_said_in_the_users_language(
    leak: str | None, onset_s: float | None, steadiness: float
) -> None:
    with said_otherwise():
        for strength in (0.1, 0.4, 0.9):
            for readable in (0.3, 0.8, 1.0):
                score = LineScore(40.0, 0.6, onset_s, strength, steadiness, leak, 0.3 if leak else 0.0, readable)
                assert [word for said in words_on(score, Target("sad", 0.4)) for word in unmarked(said)] == []


def test_a_report_is_in_the_users_language_and_says_so() -> None:
    turning = replace(a_line(), text="1", target=Target("fear", None, "angry"))
    facts = some_facts("2", (turning, replace(turning, listening=True, score=None)))
    facts = replace(facts, script="3", character="4", model="5", notes="6", markers=(Marker(1.5, "7"),))
    with said_otherwise():
        for timeline, media in ((some_timeline(), "8"), (Timeline(), None)):
            page = take_html(facts, timeline, media, [("9", "10"), ("", "")], "11")
            assert '<html lang="en-XA">' in page
            assert unmarked(" ".join(_Read(page).words)) == ["November"]  # for other languages it is a number


def test_a_contact_sheet_is_in_the_users_language() -> None:
    photos = [
        RankedPhoto("1.jpg", "positive", 0.9, ("happy",), "", best=True),
        RankedPhoto("2.jpg", "neutral", 0.8, ("neutral",), ""),
        RankedPhoto("3.jpg", "", 0.0, (), "4"),
    ]
    with said_otherwise():
        page = contact_sheet_html("5", sections_of(photos, {}))
    assert {*unmarked(" ".join(_Read(page).words))} == {"1.jpg", "2.jpg", "3.jpg"}


def test_a_page_of_clips_is_in_the_users_language() -> None:
    rows = [
        ClipRow(Path("1.mp4"), {"label": "happy"}, "", Path("2.csv"), Path("3.jpg")),
        ClipRow(Path("4.mp4"), {}, "5", None, None),
    ]
    with said_otherwise():
        page = clips_html("6", rows)
    assert unmarked(" ".join(_Read(page).words)) == []
    assert '"happy"' not in page.lower()


def test_what_is_left_out_is_said_in_the_users_language(tmp_path: Path) -> None:
    for name in ("1.jpg", "2.txt", "3.dng", "4.mp4", "5.txt", "6.txt", "7.txt"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "8").mkdir()
    (tmp_path / "9.fountain").write_text("ANNA:\n1\n\nANNA\n2\n\nANNA\n3\n[[hapy 40%]]\n")
    with said_otherwise():
        _, left_out = photos_at(tmp_path)
        script = ScriptFile.open(tmp_path / "9.fountain", forgiving=True)
        assert script.doubt and script.faults
        said = " ".join((*left_out, script.doubt, *(words for _, words in script.faults)))
    assert {*unmarked(said)} == {"2.txt", "3.dng", "4.mp4", "5.txt", "6.txt", "hapy", "happy"}


def test_what_is_wrong_with_a_take_is_said_in_the_language_of_the_day(tmp_path: Path) -> None:
    store = TakeStore(tmp_path / "Takes", tmp_path / "takes.sqlite")
    (make_take(store.folder, "one").folder / "take.json").write_text("{")
    english = store.list()[0].problem
    with said_otherwise():
        assert store.list()[0].problem != english
    assert store.list()[0].problem == english
    assert "damaged" in english


def test_files_for_programs_are_the_same_in_every_language(tmp_path: Path) -> None:
    def written() -> tuple[str | bytes, ...]:
        facts, timeline = some_facts(lines=(replace(a_line(), target=Target("fear", 0.4, "angry")),)), some_timeline()
        dark = TrackedFace(0, FaceBox(1, 2, 30, 40), Unreadable.TOO_DARK)
        timeline.append(FrameAnalysis(60, 2.0, (dark,), 1.0))
        eaf = take_eaf(facts, timeline, tmp_path / "1.mp4", tmp_path / "1.eaf")
        return take_csv(facts), take_json(facts, timeline), clip_csv(timeline), eaf

    english = written()
    assert "scared -> angry 40%" in str(english[0]) and "too dark" in str(english[2])
    with said_otherwise():
        assert written() == english
