import json
import threading
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from acting_mirror.core.calibration import Profile
from acting_mirror.core.errors import CancelledError, Remedy, UserError
from acting_mirror.core.frame import Image
from acting_mirror.core.target import Target
from acting_mirror.pipeline import self_tape
from acting_mirror.pipeline.line_voices import speech_in
from acting_mirror.pipeline.self_tape import Place, find_lines, score_self_tape
from acting_mirror.pipeline.self_tape_files import TapeOutputs, write_tape
from acting_mirror.record.voice_activity import BLOCK_S
from acting_mirror.rehearsal.direction_tips import feedback_on
from acting_mirror.rehearsal.pauses import stretches_in
from acting_mirror.rehearsal.scoring import score_line, total_of
from acting_mirror.rehearsal.script_file import ScriptFile
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.vision.sources.synthetic import SyntheticActor
from tests.media import RATE, Samples, make_clip, steady
from tests.noises import noise
from tests.refusals import refused
from tests.script_samples import opened
from tests.speech import room

SETTINGS = AnalysisSettings()
SIZE = (240, 136)
PLAY = """\
ANNA
No, I do not believe it, not you! [[surprised]]

MARK
Well, here I am now.

ANNA
(sadly)
So you are going away again.

ANNA
Oh, how happy I am to see you! [[happy]]

ANNA
Come in.
"""
SPOKEN = ((3.3, 5.7), (6.5, 8.2), (9.3, 11.2), (18.4, 20.6), (20.7, 20.95))
"""The drawn actor plays surprise from 3 s, fear from 6 s, sad from 9 s, happy from 18 s on, three seconds each."""
TIMES = "line,start_s,end_s\n1,3.3,5.7\n2,9.3,11.2\n3,18.4,20.6\n"


@cache
def pictures() -> list[Image]:
    """The drawn actor for 21 s, six a second."""
    with SyntheticActor(SIZE, rate=6) as actor:
        return [frame.bgr for frame in actor]


def film_with(path: Path, samples: Samples) -> Path:
    """The drawn actor with other sound."""
    return make_clip(path, steady(21, 6), SIZE, lambda t_s: pictures()[round(t_s * 6)], samples[None])


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The drawn actor, who is heard at `SPOKEN`."""
    stretches, at_s = [], 0.0
    for start_s, end_s in SPOKEN[:4]:
        stretches += [(False, start_s - at_s), (True, end_s - start_s)]
        at_s = end_s
    samples = room([*stretches, (False, 21 - at_s)], noise=0.001)
    return film_with(tmp_path_factory.mktemp("film") / "my tape.mp4", samples)


@pytest.fixture
def script(tmp_path: Path) -> ScriptFile:
    return opened(tmp_path, PLAY, ".fountain")


@pytest.fixture
def times(tmp_path: Path) -> Path:
    path = tmp_path / "times.csv"
    path.write_text(TIMES)
    return path


@pytest.fixture(autouse=True)
def read_once(user_folders: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was read of the film is kept from one test to the next, as it is for the user."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "self_tape_cache"))


def test_the_lines_of_a_clip_are_scored_as_they_are_while_live(film: Path, script: ScriptFile, times: Path) -> None:
    tape = score_self_tape(script, film, "anna\N{NO-BREAK SPACE}", Place(times=times), SETTINGS)
    assert [(line.number, line.index, line.target) for line in tape.facts.lines] == [
        (1, 0, Target("surprise")),
        (2, 2, Target("sad")),
        (3, 3, Target("happy")),
    ]
    for line in tape.facts.lines:
        assert line.target is not None
        assert line.score == score_line(tape.timeline, line.target, line.start_s, line.end_s)
    assert [line.score.total > 60 for line in tape.facts.lines if line.score] == [True] * 3
    assert tape.facts.total == total_of(line.score for line in tape.facts.lines)
    assert (tape.facts.name, tape.facts.character, tape.facts.script) == ("my tape", "ANNA", "script")
    assert tape.facts.length_s == pytest.approx(21, abs=0.01)


def test_the_lines_are_found_by_the_pauses(film: Path, script: ScriptFile) -> None:
    short = opened(script.path.parent, PLAY.rpartition("ANNA")[0], ".fountain")
    tape = score_self_tape(short, film, "ANNA", Place(), SETTINGS)
    placed = [(line.start_s, line.end_s) for line in tape.facts.lines]
    wanted = [SPOKEN[0], SPOKEN[2], SPOKEN[3]]
    assert np.abs(np.array(placed) - np.array(wanted)).max() < 0.4
    assert "for all lines of the script" in tape.placing.words
    assert all(line.score and line.score.total > 60 for line in tape.facts.lines)


@pytest.mark.parametrize("other", ["silence", "hum", "the same upside down", "the other actor"])
def test_a_voice_on_one_side_only_is_heard(tmp_path: Path, other: str) -> None:
    voice = room([(False, 1), (True, 2), (False, 4)], noise=0.001)
    beside = {
        "silence": np.zeros_like(voice),
        "hum": noise("hum", 7, 0.2),
        "the same upside down": -voice,
        "the other actor": room([(False, 4), (True, 2), (False, 1)], noise=0.001),
    }[other]
    clip = make_clip(tmp_path / "sides.mp4", sound=np.stack([beside, voice]))
    found = stretches_in(speech_in(clip, threading.Event()), BLOCK_S)
    wanted = [1, 3, 4, 6] if other == "the other actor" else [1, 3]
    assert [at_s for each in found for at_s in (each.start_s, each.end_s)] == pytest.approx(wanted, abs=0.1)


def test_the_pace_places_lines_from_the_start(film: Path, script: ScriptFile) -> None:
    tape = score_self_tape(script, film, "ANNA", Place(pace=120), SETTINGS)
    assert [line.start_s for line in tape.facts.lines] == [0.0, 6.5, 9.5, 13.5]
    assert tape.placing.by == "pace"


def test_the_json_has_the_total_and_the_lines(film: Path, script: ScriptFile, times: Path, tmp_path: Path) -> None:
    tape = score_self_tape(script, film, "ANNA", Place(times=times), SETTINGS)
    outputs = TapeOutputs(tmp_path / "tape.json", tmp_path / "tape.csv")
    write_tape(tape, outputs)
    content = json.loads((tmp_path / "tape.json").read_text())
    assert content["total"] == tape.facts.total
    assert [content[name] for name in ("script", "character", "video", "model", "placed_by")] == [
        *("script", "ANNA", "my tape.mp4", tape.facts.model, "times")
    ]
    first = content["lines"][0]
    assert (first["number"], first["text"], first["start_s"]) == (1, "No, I do not believe it, not you!", 3.3)
    assert first["target"]["emotion"] == "surprise"
    assert first["score"]["total"] == tape.facts.lines[0].score.total  # type: ignore[union-attr]
    assert (first["words"], first["tip"]) == feedback_on(tape.facts.lines[0])
    assert len((tmp_path / "tape.csv").read_text().splitlines()) == 4
    with pytest.raises(UserError, match="exists"):
        outputs.check([film])


def test_lines_that_were_found_are_corrected_by_hand_before_they_are_scored(
    film: Path, script: ScriptFile, times: Path
) -> None:
    found = find_lines(script, film, "anna", Place(times))
    later = tuple(replace(span, start_s=span.start_s + 0.1) for span in found.spans)
    tape = score_self_tape(script, film, "ANNA", Place(spans=later), SETTINGS)
    assert tape.placing.by == "hand"
    assert [(line.start_s, line.end_s) for line in tape.facts.lines] == [(each.start_s, each.end_s) for each in later]


def test_lines_are_placed_in_one_way() -> None:
    with pytest.raises(ValueError, match="one way"):
        Place(pace=120, spans=())


def test_a_report_that_lies_apart_from_its_clip_says_so(
    film: Path, script: ScriptFile, times: Path, tmp_path: Path
) -> None:
    tape = score_self_tape(script, film, "ANNA", Place(times), SETTINGS)
    (tmp_path / "away").mkdir()
    told = write_tape(tape, TapeOutputs(report=tmp_path / "away" / "tape.html"))
    assert str(film) in told and "beside the film" in told
    assert write_tape(tape, TapeOutputs(json=tmp_path / "tape.json")) == ""


def test_what_was_read_is_scored_anew_with_a_profile(film: Path, script: ScriptFile, times: Path) -> None:
    rest = np.array([0.1, 0, 0, 0.1, 0.1, 0.1, 0.6], np.float32)
    profile = Profile("me", rest, np.ones(7, np.float32))
    tape = score_self_tape(script, film, "ANNA", Place(times=times), SETTINGS, profile)
    assert tape.facts.profile == "me"
    line = tape.facts.lines[2]
    assert line.target is not None
    assert line.score == score_line(tape.timeline, line.target, line.start_s, line.end_s, profile)


def test_lines_without_a_target_have_no_score_and_no_total(film: Path, tmp_path: Path) -> None:
    script = opened(tmp_path, "ANNA\nCome in, and sit down.\n\nANNA\nOr stand. [[open]]\n", ".fountain")
    tape = score_self_tape(script, film, None, Place(pace=100), SETTINGS)
    assert tape.facts.total is None
    assert [(line.score, feedback_on(line)) for line in tape.facts.lines] == [(None, ("", ""))] * 2


def test_a_character_that_is_not_there_is_refused(film: Path, script: ScriptFile) -> None:
    with pytest.raises(UserError, match=r"Nobody called EVE speaks in .*: choose one of ANNA, MARK"):
        score_self_tape(script, film, "EVE", Place(pace=150), SETTINGS)
    with refused(r"Several characters speak in .* \(ANNA, MARK\)", Remedy.CHOOSE_CHARACTER):
        score_self_tape(script, film, None, Place(pace=150), SETTINGS)


def test_a_clip_without_sound_asks_for_times_or_a_pace(script: ScriptFile, tmp_path: Path) -> None:
    silent = make_clip(tmp_path / "silent.mp4", steady(1))
    with refused(r"silent\.mp4 has no sound", Remedy.PLACE_LINES):
        score_self_tape(script, silent, "ANNA", Place(), SETTINGS)


def test_a_clip_in_which_nobody_is_seen_is_refused(tmp_path: Path) -> None:
    script = opened(tmp_path, "ANNA\nCome in. [[happy]]\n", ".fountain")
    empty = make_clip(tmp_path / "empty.mp4", steady(2, 10))
    with refused(r"Nobody is seen in .*empty\.mp4", Remedy.OTHER_DETECTOR):
        score_self_tape(script, empty, None, Place(pace=100), SETTINGS)


def test_times_beyond_the_clip_are_refused_before_it_is_read(
    film: Path, script: ScriptFile, times: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    times.write_text(TIMES.replace("20.6", "25"))
    monkeypatch.setattr(self_tape, "read_once", pytest.fail)
    with pytest.raises(UserError, match="row 4, column end_s"):
        score_self_tape(script, film, "ANNA", Place(times=times), SETTINGS)


def test_a_stopped_scoring_leaves_nothing(script: ScriptFile, tmp_path: Path) -> None:
    stop = threading.Event()
    stop.set()
    clip = make_clip(tmp_path / "clip.mp4", steady(3, 10))
    with pytest.raises(CancelledError):
        score_self_tape(script, clip, "MARK", Place(pace=400), SETTINGS, stop=stop)


def test_where_no_voice_is_recognised_what_sounds_is_taken_and_told(script: ScriptFile, tmp_path: Path) -> None:
    seconds = np.arange(RATE * 21) / RATE
    sounds = np.any([(start_s <= seconds) & (seconds < end_s) for start_s, end_s in SPOKEN[:4]], axis=0)
    tones = np.asarray(0.3 * sounds * np.sin(2 * np.pi * 300 * seconds), np.float32)
    film = film_with(tmp_path / "tones.mp4", tones)
    short = opened(script.path.parent, PLAY.rpartition("ANNA")[0], ".fountain")
    tape = score_self_tape(short, film, "ANNA", Place(), SETTINGS)
    assert tape.placing.words.startswith(
        "No voice is recognised, so all that sounds is taken for lines. Lines found by"
    )
    placed = [(line.start_s, line.end_s) for line in tape.facts.lines]
    assert np.abs(np.array(placed) - np.array([SPOKEN[0], SPOKEN[2], SPOKEN[3]])).max() < 0.4
