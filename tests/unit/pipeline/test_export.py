"""An export gives what reading the clip gives, without reading it."""

import json
import threading
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from acting_mirror.core.errors import CancelledError, UserError
from acting_mirror.core.timeline import Timeline
from acting_mirror.pipeline.clip import Outputs, analyse_clip
from acting_mirror.pipeline.export import export_clip
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.vision.model_bundle import ModelCard, load_bundle
from acting_mirror.vision.sources.file import ClipFile
from acting_mirror.vision.sources.synthetic import SyntheticActor
from tests.media import beep, break_off, make_clip, pictures_of, sound_of, steady

SETTINGS = AnalysisSettings()
RATE = 15


class Read(NamedTuple):
    """A clip, what was read in it, and what was written of it then."""

    clip: Path
    timeline: Timeline
    outputs: Outputs


def outputs_in(folder: Path, video: bool = True) -> Outputs:
    folder.mkdir(exist_ok=True)
    return Outputs(folder / "out.avi" if video else None, folder / "out.csv", folder / "out.json")


def analyse(clip: Path, folder: Path, stop_after: int | None = None) -> Read:
    outputs, timeline, stop = outputs_in(folder), Timeline(), threading.Event()
    with ClipFile(clip) as source:
        analyse_clip(source, SETTINGS, outputs, lambda done: stop.set() if done == stop_after else None, stop, timeline)
    return Read(clip, timeline, outputs)


@pytest.fixture(scope="module")
def card() -> ModelCard:
    return load_bundle(SETTINGS.model).card


@pytest.fixture(scope="module")
def actor_clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The drawn actor, with sound."""
    path = tmp_path_factory.mktemp("actor") / "actor.mp4"
    with SyntheticActor(rate=RATE, seconds=4) as actor:
        return make_clip(
            path,
            steady(4, RATE),
            actor.size,
            lambda t_s: np.array(actor.frame(round(t_s * RATE)).bgr),
            sound=beep(4, 1),
        )


@pytest.fixture(scope="module")
def read(actor_clip: Path, tmp_path_factory: pytest.TempPathFactory) -> Read:
    return analyse(actor_clip, tmp_path_factory.mktemp("read"))


def assert_equal(outputs: Outputs, expected: Outputs) -> None:
    assert outputs.csv is not None and outputs.json is not None and outputs.video is not None
    assert expected.csv is not None and expected.json is not None and expected.video is not None
    assert outputs.csv.read_bytes() == expected.csv.read_bytes()
    assert json.loads(outputs.json.read_text()) == json.loads(expected.json.read_text())
    times, pictures = pictures_of(outputs.video)
    expected_times, expected_pictures = pictures_of(expected.video)
    assert times == expected_times
    assert all(np.array_equal(*pair) for pair in zip(pictures, expected_pictures, strict=True))


def test_an_export_equals_what_reading_wrote(read: Read, card: ModelCard, tmp_path: Path) -> None:
    assert len(read.timeline) > 40
    outputs = outputs_in(tmp_path)
    seen: list[tuple[int, int | None]] = []
    export_clip(read.clip, read.timeline, card, SETTINGS, outputs, lambda done, total: seen.append((done, total)))
    assert_equal(outputs, read.outputs)
    assert seen == [(number, 4 * RATE) for number in range(1, 4 * RATE + 1)]
    assert outputs.video is not None and read.outputs.video is not None
    np.testing.assert_array_equal(sound_of(outputs.video)[1], sound_of(read.outputs.video)[1])


def test_an_export_from_a_stored_timeline_is_the_same(read: Read, card: ModelCard, tmp_path: Path) -> None:
    outputs = outputs_in(tmp_path)
    export_clip(read.clip, Timeline.from_arrays(read.timeline.to_arrays()), card, SETTINGS, outputs)
    assert_equal(outputs, read.outputs)


def test_a_reading_that_was_stopped_is_exported_to_where_it_came(
    actor_clip: Path, card: ModelCard, tmp_path: Path
) -> None:
    stopped = analyse(actor_clip, tmp_path / "read", stop_after=30)
    outputs = outputs_in(tmp_path / "exported")
    export_clip(actor_clip, stopped.timeline, card, SETTINGS, outputs)
    assert_equal(outputs, stopped.outputs)


def test_the_summary_says_where_a_clip_breaks_off_also_without_a_video(card: ModelCard, tmp_path: Path) -> None:
    broken = break_off(make_clip(tmp_path / "whole.mkv", steady(4), (160, 120)), 0.5, tmp_path / "broken.mkv")
    was_read = analyse(broken, tmp_path / "read")
    outputs = outputs_in(tmp_path / "exported", video=False)
    export_clip(broken, was_read.timeline, card, SETTINGS, outputs)
    assert outputs.json is not None and was_read.outputs.json is not None
    summary = json.loads(outputs.json.read_text())
    assert summary == json.loads(was_read.outputs.json.read_text())
    assert summary["source"]["broke_at_s"] > 0


@pytest.mark.parametrize("after", [0, 20, 4 * RATE])
def test_stopping_leaves_nothing(read: Read, card: ModelCard, tmp_path: Path, after: int) -> None:
    stop = threading.Event()
    if after == 0:
        stop.set()

    def progress(done: int, _: int | None) -> None:
        if done == after:
            stop.set()

    with pytest.raises(CancelledError):
        export_clip(read.clip, read.timeline, card, SETTINGS, outputs_in(tmp_path), progress, stop)
    assert list(tmp_path.iterdir()) == []


def test_the_clip_itself_and_files_that_exist_are_never_replaced(read: Read, card: ModelCard, tmp_path: Path) -> None:
    clip = make_clip(tmp_path / "silent.mp4", steady(1))
    before = clip.read_bytes()
    with pytest.raises(UserError, match="is read here and never replaced"):
        export_clip(clip, Timeline(), card, SETTINGS, Outputs(clip, force=True))
    with pytest.raises(UserError, match="exists"):
        export_clip(read.clip, read.timeline, card, SETTINGS, Outputs(clip))
    assert clip.read_bytes() == before
