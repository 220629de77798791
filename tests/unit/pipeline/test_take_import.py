import os
import threading
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest

from acting_mirror.core.errors import CancelledError, UserError
from acting_mirror.core.take import TIMELINE_FILE, Take
from acting_mirror.core.timeline import Timeline
from acting_mirror.pipeline import take_import
from acting_mirror.pipeline.clip_video import is_annotated
from acting_mirror.pipeline.film_copy import copy_to_mp4
from acting_mirror.pipeline.self_tape import SelfTape
from acting_mirror.pipeline.take_import import import_take
from acting_mirror.record.live_writer import LiveWriter
from acting_mirror.record.take_store import TakeStore
from acting_mirror.rehearsal.placing import Placing
from acting_mirror.vision.sources.file import ClipFile
from tests.media import beep, flash, make_clip, pictures_of, sound_after_flash, steady, turn, uneven
from tests.readings import timeline_of
from tests.script_samples import opened
from tests.takes import MADE, some_facts

SIZE = (96, 64)


def tape_of(video: Path, folder: Path) -> SelfTape:
    """A clip with a reading for each of its pictures."""
    with ClipFile(video) as clip:
        times = [frame.t_s for frame in clip]
    facts = replace(some_facts(video.stem), markers=())
    script = opened(folder, "ANNA\nIs it you?\n", ".fountain")
    return SelfTape(video, script, facts, Placing("pace", (), (), ""), timeline_of(lambda _: {}, 0, times=times), None)


def check(take: Take, tape: SelfTape) -> None:
    """See that the media fits the readings, that browsers play it, and that the clip and the take are whole."""
    with ClipFile(take.media) as film:
        times = [frame.t_s for frame in film]
    assert np.abs(np.array(times) - tape.timeline.frame_times).max() < 0.02
    with av.open(str(take.media)) as film, av.open(str(tape.video)) as clip:
        assert film.streams.video[0].codec_context.name == "h264"
        assert film.streams.video[0].codec_context.pix_fmt == "yuv420p"
        assert [stream.codec_context.name for stream in film.streams.audio] == ["aac"] * len(clip.streams.audio)
    with ClipFile(take.media) as film, ClipFile(tape.video) as clip:
        assert film.size == clip.size
        for ours, theirs in zip(film, clip, strict=True):
            assert np.abs(ours.bgr.astype(int) - theirs.bgr).mean() < 4
    assert take.facts == replace(tape.facts, script_file="script.fountain")


@pytest.mark.parametrize("name", ["tape.mp4", "tape.mov", "tape.mkv"])
def test_a_clip_in_h264_is_copied_with_its_times_and_becomes_a_take(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(take_import, "_encode", pytest.fail)
    options = {"bf": "2"}  # pictures that are coded in another order than they are shown
    clip = make_clip(tmp_path / name, uneven(2), SIZE, flash(SIZE, 1.0), beep(2, 1.0), options=options)
    before = clip.read_bytes()
    tape = tape_of(clip, tmp_path)
    take = import_take(tape, tmp_path / "Takes")
    check(take, tape)
    assert clip.read_bytes() == before
    assert abs(sound_after_flash(take.media)) < 0.03
    store = TakeStore(tmp_path / "Takes", tmp_path / "index.sqlite")
    assert [(each.name, each.problem) for each in store.list()] == [("tape", "")]
    assert store.lacks(take) == ()
    assert store.timeline(take).frames == tape.timeline.frames
    assert (take.folder / "script.fountain").read_bytes() == tape.script.content
    assert take.folder.name == f"{MADE:%Y-%m-%d %H.%M.%S}"


@pytest.mark.parametrize("reordered", ["0", "3"])
def test_a_clip_of_few_pictures_is_copied_whole(tmp_path: Path, reordered: str) -> None:
    for count in range(1, 13):
        times = steady(1)[:count]
        clip = make_clip(tmp_path / "tape.mkv", times, SIZE, options={"bf": reordered})
        copied = copy_to_mp4(clip, tmp_path / "film.mp4", lambda _: None, threading.Event())
        assert copied == pytest.approx(times, abs=0.002)
        assert len(pictures_of(tmp_path / "film.mp4")[0]) == count


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_phones_clip_stays_upright(tmp_path: Path, degrees: int) -> None:
    clip = turn(make_clip(tmp_path / "tape.mp4", steady(1, 10), SIZE), degrees)
    tape = tape_of(clip, tmp_path)
    check(import_take(tape, tmp_path / "Takes"), tape)


def test_a_clip_of_another_kind_is_encoded(tmp_path: Path) -> None:
    clip = make_clip(tmp_path / "tape.avi", steady(2, 10), SIZE, flash(SIZE, 1.0), beep(2, 1.0), codec="mpeg4")
    tape = tape_of(clip, tmp_path)
    take = import_take(tape, tmp_path / "Takes")
    check(take, tape)
    assert abs(sound_after_flash(take.media)) < 0.06


@pytest.mark.parametrize("ending", [".mp4", ".avi"])
def test_a_clip_with_readings_in_it_stays_one(tmp_path: Path, ending: str) -> None:
    clip = tmp_path / f"read{ending}"
    with LiveWriter(clip, SIZE, 10, drawn=True) as writer:
        for t_s in steady(1, 10):
            writer.write(t_s, flash(SIZE, 0.5)(t_s))
    assert is_annotated(clip)
    assert is_annotated(import_take(tape_of(clip, tmp_path), tmp_path / "Takes").media)


def test_pictures_in_hdr_are_encoded_as_they_are_seen(tmp_path: Path) -> None:
    tags = {"x264-params": "colorprim=bt2020:transfer=arib-std-b67:colormatrix=bt2020nc"}
    tape = tape_of(make_clip(tmp_path / "tape.mp4", steady(1, 10), SIZE, options=tags), tmp_path)
    check(import_take(tape, tmp_path / "Takes"), tape)


def test_only_the_sound_is_encoded_where_only_that_is_of_another_kind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(take_import, "_encode", pytest.fail)
    silent = make_clip(tmp_path / "silent.mp4", steady(2, 10), SIZE, flash(SIZE, 1.0))
    sound = make_clip(tmp_path / "sound.wav", sound=beep(2, 1.0))
    clip = tmp_path / "tape.mov"
    with av.open(str(silent)) as pictures, av.open(str(sound)) as heard, av.open(str(clip), "w") as out:
        for source in (pictures, heard):
            stream = out.add_stream_from_template(source.streams[0])
            source.streams[0].metadata["to"] = str(stream.index)
        for source, index in ((pictures, 0), (heard, 1)):
            for packet in source.demux():
                if packet.dts is not None:
                    packet.stream = out.streams[index]
                    out.mux(packet)
    tape = tape_of(clip, tmp_path)
    take = import_take(tape, tmp_path / "Takes")
    check(take, tape)
    assert abs(sound_after_flash(take.media)) < 0.03


def test_pictures_that_would_not_fit_their_readings_are_encoded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(take_import, "copy_to_mp4", lambda *_: [0.5, 1.0])
    tape = tape_of(make_clip(tmp_path / "tape.mp4", steady(1, 10), SIZE), tmp_path)
    check(import_take(tape, tmp_path / "Takes"), tape)


def test_a_second_import_has_a_folder_of_its_own(tmp_path: Path) -> None:
    tape = tape_of(make_clip(tmp_path / "tape.mp4", steady(1, 10), SIZE), tmp_path)
    folders = [import_take(tape, tmp_path / "Takes").folder.name for _ in range(2)]
    assert folders == ["2026-11-24 09.30.12", "2026-11-24 09.30.12-2"]


@pytest.mark.parametrize("codec", ["libx264", "mpeg4"])
def test_an_import_that_is_stopped_or_fails_leaves_nothing(
    tmp_path: Path, codec: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tape = tape_of(make_clip(tmp_path / "tape.mkv", steady(1, 10), SIZE, codec=codec), tmp_path)  # type: ignore[arg-type]
    stop = threading.Event()
    with pytest.raises(CancelledError):
        import_take(tape, tmp_path / "Takes", lambda done, _: stop.set() if done > 3 else None, stop)
    assert list((tmp_path / "Takes").iterdir()) == []

    def full(path: Path, timeline: Timeline) -> None:
        raise UserError(f"{path} can't be written: the disk is full.")

    monkeypatch.setattr(take_import, "save_timeline", full)
    with pytest.raises(UserError, match=TIMELINE_FILE):
        import_take(tape, tmp_path / "Takes")
    assert list((tmp_path / "Takes").iterdir()) == []
    assert tape.video.exists()


def test_what_a_crash_left_is_passed_over_and_removed_after_a_day(tmp_path: Path) -> None:
    takes = tmp_path / "Takes"
    for name in (".import-old", ".import-new"):
        (takes / name).mkdir(parents=True)
        (takes / name / "media.mp4").write_bytes(b"half")
    os.utime(takes / ".import-old", (0, 0))
    assert list(TakeStore(takes, tmp_path / "index.sqlite").list()) == []
    import_take(tape_of(make_clip(tmp_path / "tape.mp4", steady(1, 10), SIZE), tmp_path), takes)
    assert [path.name for path in takes.glob(".import*")] == [".import-new"]


def test_a_clip_that_is_gone_is_said(tmp_path: Path) -> None:
    tape = tape_of(make_clip(tmp_path / "tape.mp4", steady(1, 10), SIZE), tmp_path)
    tape.video.unlink()
    with pytest.raises(UserError, match=r"tape\.mp4"):
        import_take(tape, tmp_path / "Takes")
    assert list((tmp_path / "Takes").iterdir()) == []
