"""Inputs from public bug reports about programs like this one, and what each gives.

Texts and tables lie in `tests/data/texts`. Clips and photos show people and are no part of the project: they lie in
`cases`, beside the research data. Other tests make the same kinds with the drawn actor.
"""

import unicodedata
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from acting_mirror.api import analyse_video
from acting_mirror.pipeline.self_tape import Place, score_self_tape
from acting_mirror.rehearsal.placing import by_times
from acting_mirror.rehearsal.script_file import ScriptFile
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.vision.sources.clip_sound import RATE, SoundReader
from acting_mirror.vision.sources.file import ClipFile
from acting_mirror.vision.sources.images import Photos
from tests.media import sound_of
from tests.script_samples import LEXICON

TEXTS = Path(__file__).parents[1] / "data" / "texts"
ELODIE = unicodedata.normalize("NFD", "ÉLODIE")

HALL, PLACE, X = "INT. HALL - DAY", "INT. A PLACE", "INT. X"
RIGHT = {
    "02-control-lf-note.fountain": (HALL, "ANNA: I waited. All night.", "MARK: I know. [sad 40%]"),
    "02-crlf-note.fountain": (HALL, "ANNA: I waited. All night.", "MARK: I know. [sad 40%]"),
    "03-dot44.fountain": (X, "ANNA: .44 Magnum. Look at it.", "MARK: No.", "ANNA: Good. [happy]"),
    "03-dot44-with-target.fountain": (X, "ANNA: .44 Magnum. Look at it. The most powerful. [angry]", "MARK: No."),
    "03-hash.fountain": (X, "ANNA: #1 is what I am. Truly.", "MARK: No.", "ANNA: Good. [happy]"),
    "04-cut-with-empty-line.fountain": (PLACE, "ANNA: First line. Third line.", "MARK: Hi."),
    "04-cut-with-target.fountain": (PLACE, "ANNA: First line. Third line. [sad]", "MARK: Hi."),
    "17-nfd.fountain": (HALL, f"{ELODIE}: I waited for you. [sad 40%]", "MARK: No."),
    "17-nfd-mixed.fountain": (HALL, f"{ELODIE}: I waited. [sad]", "MARK: I know.", f"{ELODIE}: And now?"),
    "19-control-singing.fdx": (HALL, "ANNA: La la la, I am free", "MARK: Stop. Tra la, we sing Go on.", "ANNA: No."),
    "19-lyrics.fdx": (HALL, "ANNA: La la la, I am free", "MARK: Stop. Tra la, we sing Go on.", "ANNA: No."),
    "21-fade-in-first.fountain": (HALL, "ANNA: Hi. [happy]"),
    "23-shouted-first-line.fountain": (HALL, "ANNA: GET OUT. I mean it.", "MARK: I know.", "ANNA: Good. [happy]"),
    "23-shouted-with-target.fountain": (HALL, "ANNA: GET OUT. I mean it. [angry 80%]", "MARK: I know."),
    "tape.fountain": (HALL, "ANNA: I waited for you. [sad 40%]"),
}
"""The scene of all lines, and who says what with which target."""


@pytest.fixture(scope="session")
def cases_dir(data_dir: Path) -> Path:
    folder = data_dir.parent / "cases"
    if not folder.is_dir():
        pytest.skip("no cases here")
    return folder


@cache
def labels(clip: Path) -> list[int]:
    """What the largest face shows, frame by frame."""
    rows = analyse_video(clip).of(0)
    return [int(label) for label in rows["label"]]


def heard(clip: Path) -> np.ndarray:
    with SoundReader(clip) as reader:
        return np.concatenate(list(reader.blocks(0.0)))


@pytest.mark.parametrize("name", RIGHT)
def test_a_script_says_what_it_should(name: str) -> None:
    file = ScriptFile.open(TEXTS / name, LEXICON)
    said = [f"{line.character}: {line.text}{f' [{line.target}]' if line.target else ''}" for line in file.script.lines]
    assert ({line.scene for line in file.script.lines}, said) == ({RIGHT[name][0]}, list(RIGHT[name][1:]))
    assert file.unspoken == ()


def test_a_name_in_two_encodings_is_one_found_by_either() -> None:
    script = ScriptFile.open(TEXTS / "17-nfd-mixed.fountain", LEXICON).script
    assert script.characters == (ELODIE, "MARK")
    assert script.named("ÉLODIE") == script.named(ELODIE) == ELODIE
    assert str(script.lines[1].listening[ELODIE]) == "scared" and str(script.lines[2].listening["MARK"]) == "sad"


@pytest.mark.parametrize("name", ["t.csv", "15-quoted-commas.csv", "16-utf16.txt", "16-sep.csv"])
def test_a_table_places_the_line_where_the_plain_one_does(name: str) -> None:
    script = ScriptFile.open(TEXTS / "tape.fountain", LEXICON).script
    spans = by_times(TEXTS / name, script.of("ANNA"), 10).spans
    assert [(span.index, span.start_s, span.end_s) for span in spans] == [(0, 0.7, 2.2)]


def test_a_mirrored_clip_is_read_like_the_plain_one(cases_dir: Path) -> None:
    plain, mirrored = labels(cases_dir / "plain.mp4"), labels(cases_dir / "01-mirrored-matrix.mp4")
    assert np.mean(np.equal(plain, mirrored)) >= 0.85


def test_a_clip_whose_clock_wraps_has_its_sound_in_time(cases_dir: Path) -> None:
    assert len(heard(cases_dir / "06-clock-wraps.ts")) / RATE == pytest.approx(2.0, abs=0.05)


def test_a_photo_of_an_iphone_is_read_beside_a_jpeg(cases_dir: Path) -> None:
    with Photos(cases_dir / "08-heic") as photos:
        read = {photos.paths[frame.index].name for frame in photos}
    assert (read, photos.skipped) == ({"IMG_0001.jpg", "IMG_0002.HEIC"}, [])


def test_a_clip_that_counts_from_five_seconds_is_two_seconds_long(cases_dir: Path) -> None:
    with ClipFile(cases_dir / "11-starts-at-5s.mkv") as clip:
        times = [frame.t_s for frame in clip]
        assert clip.length_s == pytest.approx(2.0, abs=0.05) and clip.broke_at is None
    assert times[0] == pytest.approx(0, abs=0.001) and times[-1] < 2


@pytest.mark.parametrize("name", ["13-hdr-pq.mov", "13-hdr-hlg.mov"])
def test_a_clip_in_hdr_is_read_like_the_same_one_without(cases_dir: Path, name: str) -> None:
    plain, hdr = labels(cases_dir / "13-control-sdr.mov"), labels(cases_dir / name)
    assert np.mean(np.equal(plain, hdr)) >= 0.85


def test_of_a_phones_two_sound_tracks_the_usual_one_is_heard_scored_by_and_kept(
    cases_dir: Path, tmp_path: Path
) -> None:
    clip = cases_dir / "05-spatial-audio.mov"
    samples = heard(clip)
    assert np.abs(samples).max() > 1000
    analyse_video(clip, tmp_path / "film.mp4")
    assert len(sound_of(tmp_path / "film.mp4")[1]) / RATE == pytest.approx(len(samples) / RATE, abs=0.1)
    tape = score_self_tape(ScriptFile.open(TEXTS / "tape.fountain"), clip, "ANNA", Place(), AnalysisSettings())
    assert "pauses" in tape.placing.words
