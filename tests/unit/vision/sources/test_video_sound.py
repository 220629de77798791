"""The sound that goes into a video: what is heard of the clip, as AAC knows it."""

from pathlib import Path

import av
import numpy as np
import pytest

from acting_mirror.vision.sources.clip_sound import RATE, SoundReader
from acting_mirror.vision.sources.video_sound import sound_in
from tests.media import beep, make_clip, steady


@pytest.mark.parametrize("name", ["a.mp4", "a.mkv", "a.ts", "joined.ts"])
def test_what_is_written_is_what_is_heard(tmp_path: Path, name: str) -> None:
    path = make_clip(tmp_path / name, steady(2), sound=beep(1.7, 1, channels=2), sound_at_s=0.3)
    if name == "joined.ts":  # the second part counts anew
        path.write_bytes(2 * path.read_bytes())
    with SoundReader(path) as reader:
        heard = np.concatenate(list(reader.blocks(0.0)))
    with sound_in(path) as sound:
        assert sound is not None
        written = np.concatenate([sound.take(9_600) for _ in range(30)], axis=1)
    assert len(heard) > (3 if name == "joined.ts" else 1.9) * RATE
    assert written.shape == (2, len(heard))
    assert np.abs(written.T - heard / 32_768).max() < 2 / 32_768


@pytest.mark.parametrize(("rate", "written"), [(22_050, 22_050), (44_100, 44_100), (96_000, 48_000), (37_800, 48_000)])
@pytest.mark.parametrize(("layout", "channels"), [("mono", 1), ("stereo", 2), ("5.1", 2)])
def test_rate_and_channels_stay_where_players_know_them(
    tmp_path: Path, rate: int, written: int, layout: str, channels: int
) -> None:
    path = tmp_path / "a.mkv"
    with av.open(str(path), "w") as out:
        stream = out.add_stream("pcm_s16le", rate=rate)
        stream.codec_context.layout = layout
        frame = av.AudioFrame(format="s16", layout=layout, samples=rate)
        frame.planes[0].update(bytes(frame.planes[0].buffer_size))
        frame.sample_rate, frame.pts = rate, 0
        out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    with sound_in(path) as sound:
        assert sound is not None
        assert (sound.rate, sound.layout) == (written, "mono" if channels == 1 else "stereo")
        samples = sound.take(10 * written)
    assert samples.shape == (channels, pytest.approx(written, abs=100))


def test_a_clip_that_is_known_to_be_silent_is_not_opened() -> None:
    with sound_in(None) as sound:
        assert sound is None
