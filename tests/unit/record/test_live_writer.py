import os
import shutil
import signal
import struct
import subprocess
import sys
import time
from pathlib import Path

import av
import numpy as np
import pytest

from acting_mirror.core.errors import Remedy, UserError
from acting_mirror.record import live_writer
from acting_mirror.record.live_writer import LiveWriter
from acting_mirror.record.microphone import Microphone
from acting_mirror.record.part_file import Finished, PartFile, find_parts, finish_part
from tests.fake_microphone import FakeStream, fake_sounddevice
from tests.media import Pixels, beep, flash, make_clip, pictures_of, sound_after_flash, sound_of, steady, uneven
from tests.refusals import refused

SIZE = (64, 48)


def picture(light: int) -> Pixels:
    return np.full((SIZE[1], SIZE[0], 3), light % 256, np.uint8)


def record(path: Path, times: list[float], rate: float = 30) -> Path:
    with LiveWriter(path, SIZE, rate) as writer:
        for number, t_s in enumerate(times):
            writer.write(t_s, picture(number * 3))
        return writer.close()


@pytest.mark.parametrize("name", ["output.avi", "output.mkv", "output.mp4"])
def test_a_recording_becomes_the_file_and_its_part_is_gone(tmp_path: Path, name: str) -> None:
    path = record(tmp_path / name, [number / 30 for number in range(60)])
    times, pictures = pictures_of(path)
    assert path == tmp_path / name
    assert len(times) == 60
    assert pictures[30].mean() == pytest.approx(90, abs=3)
    assert [file.name for file in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", ["output.avi", "output.mkv", "output.mp4"])
def test_a_recording_of_few_pictures_has_them_all(tmp_path: Path, name: str) -> None:
    for count in range(1, 25):
        times, _ = pictures_of(record(tmp_path / name, [number / 30 for number in range(count)]))
        assert len(times) == count


def test_closing_again_fails_as_it_failed_first(tmp_path: Path) -> None:
    writer = LiveWriter(tmp_path / "output.mp4", SIZE, 30)
    with pytest.raises(UserError, match="no picture came") as first, writer:
        pass
    with pytest.raises(UserError) as again:
        writer.close()
    assert again.value is first.value


@pytest.mark.parametrize("rate", [7, 30, 90])
def test_the_rate_is_constant_whatever_comes(tmp_path: Path, rate: int) -> None:
    rng = np.random.default_rng(0)
    times = sorted((np.arange(2 * rate) / rate + rng.uniform(0, 0.02, 2 * rate)).tolist())
    written, _ = pictures_of(record(tmp_path / "output.avi", times))
    np.testing.assert_allclose(np.diff(written), 1 / 30, atol=1e-4)
    assert written[-1] == pytest.approx(times[-1], abs=0.04)


def test_an_mp4_has_what_browsers_play_and_every_picture_at_its_own_time(tmp_path: Path) -> None:
    times = uneven(2)
    with LiveWriter(tmp_path / "take.mp4", (65, 49), 30) as writer:
        for number, t_s in enumerate(times):
            writer.write(t_s + (0.02 if number == 0 else 0), np.full((49, 65, 3), number, np.uint8))
        path = writer.close()
    written, pictures = pictures_of(path)
    np.testing.assert_allclose(written, times, atol=0.0006)  # Matroska counts milliseconds
    assert pictures[0].shape == (50, 66, 3)
    data = path.read_bytes()
    assert 0 < data.index(b"moov") < data.index(b"mdat")
    with av.open(str(path)) as clip:
        context = clip.streams.video[0].codec_context
        assert (clip.format.name[:7], context.name, context.pix_fmt) == ("mov,mp4", "h264", "yuv420p")


@pytest.mark.parametrize("name", ["output.avi", "output.mp4"])
def test_the_sound_of_the_microphone_stays_with_the_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", fake_sounddevice())
    microphone, shown, heard = Microphone(), flash(SIZE, 1.0), beep(2.0, 1.0)[0]
    with LiveWriter(tmp_path / name, SIZE, 30, microphone) as writer:
        assert microphone.sound is not None
        for number in range(20):
            microphone.sound.push(number / 10, heard[number * 4800 : (number + 1) * 4800])
        for number in range(60):
            writer.write(number / 30, shown(number / 30))
        path = writer.close()
    assert abs(sound_after_flash(path)) < 0.02
    with av.open(str(path)) as clip:
        assert clip.streams.audio[0].codec_context.name == ("aac" if name == "output.mp4" else "pcm_s16le")


def test_names_are_numbered_and_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "output.avi").write_text("mine")
    assert record(tmp_path / "output.avi", [0, 0.1]).name == "output-2.avi"
    assert record(tmp_path / "output.avi", [0, 0.1]).name == "output-3.avi"
    assert (tmp_path / "output.avi").read_text() == "mine"


def test_two_recordings_at_once_do_not_collide(tmp_path: Path) -> None:
    with LiveWriter(tmp_path / "output.avi", SIZE, 30) as one, LiveWriter(tmp_path / "output.avi", SIZE, 30) as other:
        for writer in (one, other):
            writer.write(0.0, picture(1))
        assert {one.close().name, other.close().name} == {"output.avi", "output-2.avi"}


def test_a_name_taken_meanwhile_is_left_alone(tmp_path: Path) -> None:
    with LiveWriter(tmp_path / "output.avi", SIZE, 30) as writer:
        writer.write(0.0, picture(1))
        (tmp_path / "output.avi").write_text("mine")
        assert writer.close().name == "output-2.avi"
    assert (tmp_path / "output.avi").read_text() == "mine"


def test_nothing_recorded_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Nothing was recorded"), LiveWriter(tmp_path / "output.avi", SIZE, 30):
        pass
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("name", "says"), [("out.mov", ".avi, .mp4 or .mkv"), ("none/out.avi", "no folder")])
def test_what_cannot_be_recorded_is_said_at_once(tmp_path: Path, name: str, says: str) -> None:
    with pytest.raises(UserError, match=says):
        LiveWriter(tmp_path / name, SIZE, 30)


@pytest.mark.parametrize("name", ["output.avi", "output.mp4"])
def test_the_pictures_are_copied_and_not_encoded_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    kept = tmp_path / "kept.mkv"

    def keep_a_copy(part: Path) -> Finished:
        shutil.copy(part, kept)
        return finish_part(part)

    monkeypatch.setattr(live_writer, "finish_part", keep_a_copy)
    path = record(tmp_path / name, [number / 30 for number in range(40)])
    with av.open(str(kept)) as before, av.open(str(path)) as after:
        wanted = [bytes(packet) for packet in before.demux(video=0) if packet.size]
        assert [bytes(packet) for packet in after.demux(video=0) if packet.size] == wanted
        assert len(wanted) == 40


def test_a_part_that_is_being_written_is_left_alone(tmp_path: Path) -> None:
    with LiveWriter(tmp_path / "output.avi", SIZE, 30) as writer:
        writer.write(0.0, picture(1))
        (part,) = find_parts(tmp_path)
        assert PartFile.claim(part) is None
        writer.close()


def test_the_parts_of_takes_are_found_and_finished_in_their_folders(tmp_path: Path) -> None:
    folder = tmp_path / "Takes" / "one"
    folder.mkdir(parents=True)
    part = make_clip(folder / "media.mp4.part.mkv", steady(1), SIZE, sound=beep(1.0, 0.5))
    (folder / ".acting-mirror-0123456789ab.part").write_bytes(b"half of it")
    assert find_parts(tmp_path) == find_parts(folder) == [part]
    finished = finish_part(part)
    assert finished.path == folder / "media.mp4"
    assert finished.seconds == pytest.approx(1.0, abs=0.01)
    assert len(pictures_of(finished.path)[0]) == 25
    assert [path.name for path in folder.iterdir()] == ["media.mp4"]


def test_a_part_of_which_nothing_can_be_read_stays_and_is_named(tmp_path: Path) -> None:
    part = tmp_path / "output.avi.part.mkv"
    part.write_bytes(b"\x1a\x45\xdf\xa3" + bytes(100))
    with pytest.raises(UserError, match=r"output\.avi\.part\.mkv"):
        finish_part(part)
    assert [file.name for file in tmp_path.iterdir()] == [part.name]


def test_a_part_with_sound_of_no_rate_stays_and_leaves_no_handle(tmp_path: Path) -> None:
    handles = Path("/proc/self/fd")
    if not handles.exists():
        pytest.skip("counts open files by /proc")
    part = make_clip(tmp_path / "output.mp4.part.mkv", steady(0.2), SIZE, sound=beep(0.2, 0.1))
    content = part.read_bytes()
    for rate, none in ((struct.pack(">d", 48_000), bytes(8)), (b"\x11\x88\x56\xe5", b"\x16\x88\x56\xe5")):
        assert content.count(rate) == 1  # Matroska's own, and AAC's
        content = content.replace(rate, none)
    part.write_bytes(content)
    before = len(os.listdir(handles))
    with pytest.raises(UserError, match=r"output\.mp4\.part\.mkv"):
        finish_part(part)
    assert [file.name for file in tmp_path.iterdir()] == [part.name]
    assert len(os.listdir(handles)) <= before


def test_a_full_disk_keeps_what_was_recorded(tmp_path: Path, small_disk: Path) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (30, SIZE[1], SIZE[0], 3), np.uint8)
    told = refused(r"disk is full.* is kept as ", Remedy.RECOVER)
    with told, LiveWriter(small_disk / "output.avi", SIZE, 30) as writer:
        for number in range(6000):
            writer.write(number / 30, noise[number % 30])
    (part,) = find_parts(small_disk)
    moved = tmp_path / part.name
    moved.write_bytes(part.read_bytes())
    assert finish_part(moved).seconds > 0.3


RECORD_FOREVER = """
import sys, time
from pathlib import Path
import numpy as np
sys.path.insert(0, sys.argv[2])
sys.modules["sounddevice"] = __import__("tests.fake_microphone", fromlist=["x"]).fake_sounddevice()
from tests.fake_microphone import FakeStream
from acting_mirror.record import live_writer
from acting_mirror.record.live_writer import LiveWriter
from acting_mirror.record.microphone import Microphone
with LiveWriter(Path(sys.argv[1]), (320, 240), 30, Microphone()) as writer:
    rng = np.random.default_rng(0)
    pictures = rng.integers(0, 256, (8, 240, 320, 3), np.uint8)
    number = 0
    while True:
        while time.monotonic() - writer.start_s < number / 30:
            time.sleep(0.001)
        FakeStream.newest.hear(0.5 * np.sin(np.arange(1600) / 20), 1 / 30)
        writer.write(time.monotonic() - writer.start_s, pictures[number % 8])
        number += 1
        print(f"{time.monotonic() - writer.start_s:.3f}", flush=True)
"""


@pytest.mark.parametrize(("name", "after_s"), [("output.avi", 3.2), ("output.mp4", 1.7)])
def test_kill_9_loses_two_seconds_at_most(tmp_path: Path, name: str, after_s: float) -> None:
    root = Path(__file__).parents[3]
    command = [sys.executable, "-c", RECORD_FOREVER, str(tmp_path / name), str(root)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(after_s)
    process.send_signal(signal.SIGKILL)
    lines = process.stdout.read().split()
    process.stdout.close()
    process.wait()
    recorded_s = float(lines[-2])  # the last line may be torn
    (part,) = find_parts(tmp_path)
    finished = finish_part(part)
    assert finished.path == tmp_path / name
    assert recorded_s - finished.seconds <= 2
    times, _ = pictures_of(finished.path)
    if name == "output.avi":
        np.testing.assert_allclose(np.diff(times), 1 / 30, atol=1e-4)
    start_s, samples = sound_of(finished.path)
    assert start_s == 0
    assert len(samples) / 48_000 >= times[-1] - 1.5
    assert np.abs(samples).max() > 0.4


def test_50_recordings_leave_no_handle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", fake_sounddevice())
    handles = Path("/proc/self/fd")
    if not handles.exists():
        pytest.skip("counts open files by /proc")
    before = len(os.listdir(handles))
    for number in range(50):
        with LiveWriter(tmp_path / f"{number}.avi", SIZE, 30, Microphone()) as writer:
            writer.write(0.0, picture(number))
        assert FakeStream.newest.closed
    assert len(os.listdir(handles)) <= before
