"""The sound of the source in the video: in sync, whole, or left out."""

from pathlib import Path

import av
import pytest

from acting_mirror.record.video_writer import VideoWriter
from acting_mirror.vision.sources.video_sound import sound_in
from tests.media import (
    beep,
    flash,
    length_of,
    make_clip,
    moving,
    pictures_of,
    sound_after_flash,
    sound_of,
    steady,
    uneven,
)
from tests.unit.record.conftest import copy

SIZE = (64, 48)


@pytest.mark.parametrize(
    ("name", "times", "sound_at_s"),
    [
        ("a.mp4", steady(1.6), 0.0),
        ("a.mp4", steady(1.6), 0.7),
        ("a.mkv", steady(1.6), 0.7),
        ("a.mp4", uneven(1.6), 0.0),
        ("a.mkv", uneven(1.6), 0.7),
    ],
)
def test_sound_and_picture_stay_together(
    tmp_path: Path, output: Path, name: str, times: list[float], sound_at_s: float
) -> None:
    sound = beep(1.6 - sound_at_s, 1 - sound_at_s, channels=2)
    source = make_clip(tmp_path / name, times, SIZE, flash(SIZE, 1.0), sound, sound_at_s)
    copy(source, output)
    assert abs(sound_after_flash(source)) < 0.005
    assert abs(sound_after_flash(output)) <= 0.02
    assert length_of(output) == pytest.approx(length_of(source), abs=1.6 / len(times))
    start_s, samples = sound_of(output)
    assert start_s + samples.size / 48_000 == pytest.approx(1.6, abs=0.03)


def test_a_video_starts_with_the_first_picture_where_the_sound_is_earlier(tmp_path: Path, output: Path) -> None:
    times = [0.4 + t_s for t_s in steady(2)]
    copy(make_clip(tmp_path / "a.mp4", times, SIZE, flash(SIZE, 1.4), beep(2.4, 1.4)), output)
    assert abs(sound_after_flash(output)) <= 0.02
    assert length_of(output) == pytest.approx(2, abs=0.04)


def test_missing_packets_of_sound_become_silence(tmp_path: Path, output: Path) -> None:
    source = make_clip(tmp_path / "a.mkv", steady(3), SIZE, flash(SIZE, 2), beep(3, 2))
    holed = tmp_path / "holed.mkv"
    with av.open(str(source)) as whole, av.open(str(holed), "w") as out:
        streams = {stream.index: out.add_stream_from_template(stream, opaque=True) for stream in whole.streams}
        for packet in whole.demux():
            hole = packet.stream.type == "audio" and 0.5 < (packet.pts or 0) * packet.time_base < 1.2
            if packet.size and not hole:
                packet.stream = streams[packet.stream.index]
                out.mux(packet)
    copy(holed, output)
    assert abs(sound_after_flash(output)) <= 0.025
    assert sound_of(output)[1].size / 48_000 == pytest.approx(3, abs=0.05)


def test_the_sound_runs_on_to_its_end(tmp_path: Path, output: Path) -> None:
    copy(make_clip(tmp_path / "a.mp4", steady(1), SIZE, sound=beep(2.5, 0)), output)
    assert length_of(output) == pytest.approx(1, abs=0.04)
    assert sound_of(output)[1].size / 48_000 == pytest.approx(2.5, abs=0.03)


@pytest.mark.parametrize("channels", [1, 2])
def test_channels_are_kept(tmp_path: Path, output: Path, channels: int) -> None:
    copy(make_clip(tmp_path / "a.mp4", steady(1), SIZE, sound=beep(1, 0, channels)), output)
    with av.open(str(output)) as clip:
        assert clip.streams.audio[0].codec_context.layout.nb_channels == channels


def test_a_clip_without_sound_gives_a_silent_video(tmp_path: Path, output: Path) -> None:
    source = make_clip(tmp_path / "a.mp4", steady(1), SIZE)
    with sound_in(source) as sound, VideoWriter(output, SIZE, 25, sound) as writer:
        writer.write(0, moving(SIZE)(0))
    with av.open(str(output)) as clip:
        assert [stream.type for stream in clip.streams] == ["video"]


def test_sound_that_does_not_decode_gives_a_silent_video(
    tmp_path: Path, output: Path, caplog: pytest.LogCaptureFixture
) -> None:
    source = make_clip(tmp_path / "a.mkv", steady(1), SIZE, sound=beep(1, 0))
    data = bytearray(source.read_bytes())
    with av.open(str(source)) as clip:
        packets = [bytes(packet) for packet in clip.demux(audio=0) if packet.size]
    for packet in packets:
        start = data.index(packet)
        data[start : start + len(packet)] = bytes([255] * len(packet))
    source.write_bytes(data)
    with sound_in(source) as sound, VideoWriter(output, SIZE, 25, sound) as writer:
        for t_s in steady(1):
            writer.write(t_s, moving(SIZE)(t_s))
    assert "the output will be silent" in caplog.text
    assert len(pictures_of(output)[0]) == 25
    with av.open(str(output)) as clip:
        assert not clip.streams.audio
