"""What a container claims is not believed: lengths, rates, numbers of pictures and first times that are wrong."""

import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from av import Packet
from av.container import InputContainer
from av.stream import Stream

from acting_mirror.core.errors import UserError
from acting_mirror.vision.sources import clip_times
from acting_mirror.vision.sources.clip_seeker import ClipSeeker
from acting_mirror.vision.sources.clip_sound import SoundReader
from acting_mirror.vision.sources.container import open_clip
from acting_mirror.vision.sources.file import ClipFile
from tests.clocks import LENGTH_S, coded_clip, copied, later, marked_clip
from tests.media import beep, break_off, make_clip, steady

Claim = Callable[[bytearray], None]


def in_box(name: bytes, offset: int, form: str, value: float) -> Claim:
    """Write a value into every box of MP4, or chunk of AVI, of a name."""

    def claim(data: bytearray) -> None:
        at = -1
        while (at := data.find(name, at + 1)) >= 0:
            struct.pack_into(form, data, at + offset, value)

    return claim


def instead(old: bytes, new: bytes) -> Claim:
    """Put bytes for others of the same length, wherever they are."""

    def claim(data: bytearray) -> None:
        assert old in data
        assert len(old) == len(new)
        data[:] = data.replace(old, new)

    return claim


def claims_length(s: float) -> Claim:
    """Matroska's own length, in its units of a millisecond."""
    return in_box(b"\x44\x89\x88", 3, ">d", s * 1000)


def claims_rate(rate: float) -> Claim:
    """Matroska's default duration of a picture."""

    def claim(data: bytearray) -> None:
        at = data.index(b"\x23\xe3\x83") + 3
        width = data[at] & 0x7F
        data[at + 1 : at + 1 + width] = round(1e9 / rate).to_bytes(width)

    return claim


CLAIMS: dict[str, tuple[str, Claim]] = {
    "a film that is longer, mp4": ("a.mp4", in_box(b"mvhd", 20, ">I", 7_200_000)),
    "a film that is shorter, mp4": ("a.mp4", in_box(b"mvhd", 20, ">I", 500)),
    "a track that is longer, mp4": ("a.mp4", in_box(b"mdhd", 20, ">I", 7_200_000)),
    "a track that is shorter, mov": ("a.mov", in_box(b"mdhd", 20, ">I", 500)),
    "a film that is longer, mkv": ("a.mkv", claims_length(7200)),
    "a film that is shorter, mkv": ("a.mkv", claims_length(0.5)),
    "no length, mkv": ("a.mkv", claims_length(0)),
    "a tag of another cut, longer": ("a.mkv", instead(b"00:00:03.200000000", b"01:00:03.200000000")),
    "a tag of another cut, shorter": ("a.mkv", instead(b"00:00:03.200000000", b"00:00:00.500000000")),
    "a tag that is no time": ("a.mkv", instead(b"00:00:03.200000000", b"-inf:nan:1e3000000")),
    "1000 pictures a second": ("a.mkv", claims_rate(1000)),
    "a picture in three seconds": ("a.mkv", claims_rate(0.3)),
    "more pictures, avi": ("a.avi", in_box(b"vids", 32, "<I", 90_000)),
    "fewer pictures, avi": ("a.avi", in_box(b"vids", 32, "<I", 5)),
    "a film that is longer, flv": ("a.flv", in_box(b"\x00\x08duration", 11, ">d", 7200)),
    "a film that is shorter, flv": ("a.flv", in_box(b"\x00\x08duration", 11, ">d", 0.5)),
    "10000 pictures a second, flv": ("a.flv", in_box(b"\x00\x09framerate", 12, ">d", 10_000)),
}


@pytest.mark.parametrize("kind", CLAIMS)
def test_a_wrong_claim_changes_nothing(tmp_path: Path, kind: str) -> None:
    name, claim = CLAIMS[kind]
    path = marked_clip(tmp_path / name, codec="mpeg4" if name.endswith("avi") else "libx264", options={"g": "12"})
    data = bytearray(path.read_bytes())
    claim(data)
    assert data != path.read_bytes()
    path.write_bytes(data)
    with ClipFile(path) as clip:
        assert clip.length_s == pytest.approx(LENGTH_S, abs=0.01)
        assert clip.rate == pytest.approx(25, abs=0.01)
        assert clip.frame_count == 80
        assert len(list(clip)) == 80
        assert clip.broke_at is None
    with ClipSeeker(path) as seeker, SoundReader(path) as sound:
        assert seeker.length_s == pytest.approx(LENGTH_S, abs=0.01)
        assert sound.end_s == pytest.approx(LENGTH_S + 1, abs=0.1)
        last = seeker.at(10)
        assert last is not None
        assert last.t_s == pytest.approx(LENGTH_S - 0.04, abs=0.01)


@pytest.mark.parametrize("by_s", [5.0, 3600.0])
def test_a_late_start_is_no_length_and_breaks_nothing_off(tmp_path: Path, by_s: float) -> None:
    path = copied(marked_clip(tmp_path / "from.mp4"), tmp_path / "a.mkv", later(by_s))
    with ClipFile(path) as clip:
        assert clip.length_s == pytest.approx(LENGTH_S, abs=0.01)
        assert [frame.t_s for frame in clip] == pytest.approx(steady(LENGTH_S), abs=0.001)
        assert clip.broke_at is None


@pytest.mark.parametrize(("lasts_s", "sound_s", "length_s"), [(3600, 2.5, 2.5), (3600, 0.5, 1.0), (4, 9, 4.96)])
def test_a_last_picture_lasts_no_longer_than_the_sound(
    tmp_path: Path, lasts_s: float, sound_s: float, length_s: float
) -> None:
    plain = make_clip(tmp_path / "from.mp4", steady(1), sound=beep(sound_s, 0))

    def change(packet: "Packet[Stream]") -> bool:
        if packet.stream.type == "video" and (packet.pts or 0) * packet.time_base > 0.95:
            packet.duration = round(lasts_s / packet.time_base)
        return True

    with ClipFile(copied(plain, tmp_path / "a.mp4", change)) as clip:
        assert clip.length_s == pytest.approx(length_s, abs=0.05)
        assert clip.rate == pytest.approx(25, abs=0.01)
        assert len(list(clip)) == 25
        assert clip.broke_at is None


@pytest.mark.parametrize("name", ["a.ts", "a.mpg", "a.h264"])
def test_what_can_claim_nothing_is_measured(tmp_path: Path, name: str) -> None:
    if name == "a.mpg":
        path = coded_clip(tmp_path / name, "mpeg", ("mpeg2video", "mp2"))
    else:
        path = make_clip(tmp_path / name, steady(LENGTH_S), sound=beep(LENGTH_S, 0) if name == "a.ts" else None)
    with ClipFile(path) as clip:
        assert (clip.frame_count, clip.rate) == (80, 25)
        assert clip.length_s == pytest.approx(LENGTH_S, abs=0.01)


def test_what_broke_off_is_as_long_as_what_is_there(tmp_path: Path) -> None:
    for name in ("a.mkv", "a.mp4"):
        whole = make_clip(tmp_path / name, steady(8), (160, 120), container_options={"movflags": "faststart"})
        with ClipFile(break_off(whole, 0.5, tmp_path / f"broken_{name}")) as clip:
            frames = list(clip)
            assert clip.length_s == pytest.approx(frames[-1].t_s, abs=0.1)
            assert clip.broke_at == pytest.approx(frames[-1].t_s, abs=0.1)


def test_a_clip_that_is_moved_while_it_is_looked_at_is_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clip = make_clip(tmp_path / "gone.mp4", steady(1))

    def opened(path: Path) -> InputContainer:
        container = open_clip(path)
        path.unlink()
        return container

    monkeypatch.setattr(clip_times, "open_clip", opened)
    assert clip_times.clip_times(clip).length_s == pytest.approx(1, abs=0.01)
    with pytest.raises(UserError, match="gone"):
        clip_times.clip_times(clip)
