"""A clip's sound from any time on: the right samples, at any speed, whatever is missing."""

from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from acting_mirror.core.errors import UserError
from acting_mirror.vision.sources.clip_sound import RATE, Pcm, SoundReader
from acting_mirror.vision.sources.file import ClipFile
from tests.media import beep, make_clip, steady

SILENT = np.empty((0, 2), np.int16)


def steps(seconds: float, channels: int = 1) -> np.ndarray:
    """A tone for each half second, 300 Hz and 200 Hz more each time; float32 (channels, samples)."""
    t_s = np.arange(round(seconds * RATE)) / RATE
    tone = 0.5 * np.sin(2 * np.pi * (300 + 200 * np.floor(t_s / 0.5)) * t_s)
    return np.repeat(tone.astype(np.float32)[None], channels, axis=0)


def clicks(seconds: float) -> np.ndarray:
    """5 ms of 2 kHz at every full second but the first."""
    t_s = np.arange(round(seconds * RATE)) / RATE
    return (0.8 * np.sin(2 * np.pi * 2000 * t_s) * ((t_s % 1 < 0.005) & (t_s >= 1))).astype(np.float32)[None]


def read(path: Path, t_s: float = 0.0, speed: float = 1.0) -> Pcm:
    with SoundReader(path) as reader:
        return np.concatenate([SILENT, *reader.blocks(t_s, speed)])


def pitch(pcm: Pcm) -> float:
    """The strongest tone in Hz."""
    spectrum = np.abs(np.fft.rfft(pcm[:, 0] * np.hanning(len(pcm))))
    return float(np.argmax(spectrum)) * RATE / len(pcm)


def lag_s(part: Pcm, whole: Pcm) -> float:
    """Where the first quarter of a second of a part is found in the whole."""
    size = 2 * len(whole)
    piece, all_of_it = np.fft.rfft(part[: RATE // 4, 0], size), np.fft.rfft(whole[:, 0], size)
    return int(np.argmax(np.fft.irfft(all_of_it * np.conj(piece), size)[: len(whole)])) / RATE


def loud_s(pcm: Pcm) -> list[float]:
    """When it becomes loud after 100 ms of quiet."""
    places = np.flatnonzero(np.abs(pcm[:, 0].astype(int)) > 3000)
    first = np.r_[True, np.diff(places) > RATE // 10]
    return [float(place) / RATE for place in places[first]]


KINDS: dict[str, dict[str, Any]] = {
    "a.mp4": {},
    "a.mkv": {},
    "a.avi": {"codec": "mpeg4"},
    "a.ts": {},
    "late.ts": {"times": [1000 + t_s for t_s in steady(4)], "sound_at_s": 1000},
}


@pytest.mark.parametrize("kind", KINDS)
def test_after_a_jump_it_is_the_sound_of_that_time(tmp_path: Path, kind: str) -> None:
    path = make_clip(tmp_path / kind, **({"times": steady(4), "sound": clicks(4)} | KINDS[kind]))
    with ClipFile(path) as clip:
        first_s = next(iter(clip)).t_s  # AAC's run-up goes before the pictures in broadcasts
    with SoundReader(path) as reader:
        for t_s in (2.6, 0.3, 1.7, 1.2, 2.9):
            heard = loud_s(np.concatenate(list(reader.blocks(first_s + t_s))))
            assert heard == pytest.approx([second - t_s for second in (1, 2, 3) if second > t_s], abs=0.005)


@pytest.mark.parametrize("kind", ["a.mp4", "a.mkv"])
def test_a_jump_gives_the_same_samples_as_reading_on(tmp_path: Path, kind: str) -> None:
    noise = np.random.default_rng(0).normal(0, 0.1, (2, 4 * RATE)).astype(np.float32)
    path = make_clip(tmp_path / kind, steady(4), sound=noise)
    whole = read(path)
    for t_s in (0.7, 1.5, 2.25, 3.1):
        assert abs(lag_s(read(path, t_s), whole) - t_s) < 0.005


@pytest.mark.parametrize("speed", [0.25, 0.5, 1.5, 2.0])
def test_another_speed_changes_the_length_and_not_the_pitch(tmp_path: Path, speed: float) -> None:
    path = make_clip(tmp_path / "a.mp4", steady(3), sound=steps(3))
    pcm = read(path, speed=speed)
    assert len(pcm) / RATE == pytest.approx(3 / speed, rel=0.02)
    for step in range(6):
        middle = round((step * 0.5 + 0.25) / speed * RATE)
        assert pitch(pcm[middle - 2400 : middle + 2400]) == pytest.approx(300 + 200 * step, abs=15)


@pytest.mark.parametrize("speed", [0.5, 2.0])
def test_at_another_speed_everything_comes_when_it_should(tmp_path: Path, speed: float) -> None:
    path = make_clip(tmp_path / "a.mp4", steady(4), sound=beep(4, 3))
    assert loud_s(read(path, 1.5, speed))[:1] == pytest.approx([1.5 / speed], abs=0.05)


def test_before_sound_that_starts_late_is_silence(tmp_path: Path) -> None:
    path = make_clip(tmp_path / "a.mp4", steady(4), sound=steps(2.5), sound_at_s=1.5)
    for t_s in (0.0, 0.8, 1.2):
        assert loud_s(read(path, t_s))[:1] == pytest.approx([1.5 - t_s], abs=0.005)
    assert pitch(read(path, 2.6)[:4800]) == pytest.approx(700, abs=15)


def test_a_file_with_another_rate_and_mono_becomes_stereo_in_time(tmp_path: Path) -> None:
    path = tmp_path / "a.mkv"
    with av.open(str(path), "w") as out:
        stream = out.add_stream("pcm_s16le", rate=22_050)
        stream.codec_context.layout = "mono"
        samples = (20_000 * (np.arange(3 * 22_050) % 22_050 < 100)).astype(np.int16)
        frame = av.AudioFrame.from_ndarray(samples[None], "s16", "mono")
        frame.sample_rate, frame.pts = 22_050, 0
        out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    pcm = read(path)
    assert len(pcm) == pytest.approx(3 * RATE, abs=100)
    assert loud_s(pcm) == pytest.approx([0, 1, 2], abs=0.001)
    assert np.array_equal(pcm[:, 0], pcm[:, 1])


def test_beyond_the_end_there_is_nothing(tmp_path: Path) -> None:
    path = make_clip(tmp_path / "a.mp4", steady(4), sound=steps(2))
    assert len(read(path, 3.5)) == len(read(path, 1e6)) == 0
    assert len(read(path, 1.5)) == pytest.approx(0.5 * RATE, abs=2000)


@pytest.mark.parametrize("from_s", [0.0, 1.2])
def test_missing_packets_are_silence_and_what_follows_is_in_time(tmp_path: Path, from_s: float) -> None:
    whole, holed = make_clip(tmp_path / "whole.mkv", steady(4), sound=beep(4, 3)), tmp_path / "holed.mkv"
    with av.open(str(whole)) as source, av.open(str(holed), "w") as out:
        streams = {stream.index: out.add_stream_from_template(stream, opaque=True) for stream in source.streams}
        for packet in source.demux():
            hole = packet.stream.type == "audio" and 0.5 < (packet.pts or 0) * packet.time_base < 2.3
            if packet.size and not hole:
                packet.stream = streams[packet.stream.index]
                out.mux(packet)
    assert loud_s(read(holed, from_s))[:1] == pytest.approx([3 - from_s], abs=0.03)


def test_damaged_sound_is_passed_over(tmp_path: Path) -> None:
    path = make_clip(tmp_path / "a.mp4", steady(4), sound=beep(4, 3))
    data = bytearray(path.read_bytes())
    start, end = round(0.3 * len(data)), round(0.5 * len(data))
    rng = np.random.default_rng(1)
    data[start:end] = rng.integers(0, 256, end - start, np.uint8).tobytes()
    path.write_bytes(data)
    with SoundReader(path) as reader:
        for t_s in (0.0, 1.5, 3.5, 2.0):
            pcm = np.concatenate([SILENT, *reader.blocks(t_s)])
            assert len(pcm) == pytest.approx((4 - t_s) * RATE, abs=0.06 * RATE)
            assert pitch(pcm[-9600:]) == pytest.approx(1000, abs=15)


def test_a_file_that_vanishes_or_breaks_off_ends(tmp_path: Path) -> None:
    path = make_clip(tmp_path / "a.mkv", steady(4), sound=steps(4))
    with SoundReader(path) as reader:
        path.write_bytes(path.read_bytes()[:-40_000])
        assert len(np.concatenate([SILENT, *reader.blocks(0)])) < 4 * RATE
        path.unlink()
        assert list(reader.blocks(0.5)) == []


def test_joined_parts_that_count_anew_go_on(tmp_path: Path) -> None:
    once = make_clip(tmp_path / "once.ts", steady(3), sound=beep(3, 2.5)).read_bytes()
    (tmp_path / "twice.ts").write_bytes(once + once)
    for t_s in (0.0, 4.0):
        heard = loud_s(read(tmp_path / "twice.ts", t_s))
        assert heard[-1] == pytest.approx(5.5 - t_s, abs=0.1)


@pytest.mark.parametrize("sound", [None, "broken"])
def test_without_sound_that_decodes_it_says_so(tmp_path: Path, sound: str | None) -> None:
    path = make_clip(tmp_path / "a.mkv", steady(1), sound=beep(1, 0) if sound else None)
    if sound:
        data = bytearray(path.read_bytes())
        with av.open(str(path)) as clip:
            for packet in [bytes(packet) for packet in clip.demux(audio=0) if packet.size]:
                start = data.index(packet)
                data[start : start + len(packet)] = bytes([255] * len(packet))
        path.write_bytes(data)
    with pytest.raises(UserError, match="no sound that can be decoded"), SoundReader(path):
        pass


def test_a_real_clip_jumps_to_the_same_samples(data_dir: Path) -> None:
    path = data_dir / "media" / "noface_then_face.mov"
    whole = read(path)
    for t_s in (1.1, 2.7):
        assert abs(lag_s(read(path, t_s), whole) - t_s) < 0.005


@pytest.mark.parametrize("unknown", [0, 1])
def test_of_several_tracks_one_that_can_be_decoded_is_heard(tmp_path: Path, unknown: int) -> None:
    path = tmp_path / "phone.mp4"
    files = [make_clip(tmp_path / "mono.m4a", sound=beep(2, 1)), make_clip(tmp_path / "b.mp4", steady(2))]
    files.insert(unknown, make_clip(tmp_path / "stereo.m4a", sound=beep(4, 1, channels=2)))
    with av.open(str(path), "w") as out:
        sources = [av.open(str(file)) for file in files]
        tracks = [out.add_stream_from_template(source.streams[0]) for source in sources]
        for source, track in zip(sources, tracks, strict=True):
            for packet in source.demux(source.streams[0]):
                if packet.dts is not None:
                    packet.stream = track
                    out.mux(packet)
            source.close()
    for box, other in ((b"mp4a", b"apac"), (b"esds", b"dapa")):  # the codec of phones' spatial sound
        parts = path.read_bytes().split(box)
        assert len(parts) == 3
        path.write_bytes(
            parts[0] + (other if unknown == 0 else box) + parts[1] + (box if unknown == 0 else other) + parts[2]
        )
    assert len(read(path)) == pytest.approx(2 * RATE, abs=0.05 * RATE)
    with ClipFile(path) as clip:
        assert clip.sound_path == path
