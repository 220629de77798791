"""What a check says of loudness, against FFmpeg's `ebur128` over the same file."""

import threading
import wave
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import av
import numpy as np
import pytest
from av.filter import Graph

from acting_mirror.pipeline.tape_check.sounds import listen_to
from acting_mirror.vision.sources.clip_sound import SoundReader
from tests.media import RATE, Samples
from tests.speech import room, speech

_RNG: Final = np.random.default_rng(0)
_T_S: Final = np.arange(4 * RATE) / RATE
_VOICE: Final = np.resize(speech(), 4 * RATE)
_TONE: Final = (0.3 * np.sin(2 * np.pi * 997 * _T_S)).astype(np.float32)
_PAUSES: Final = room([(True, 1.3), (False, 1.2), (True, 0.8), (False, 0.7)], 0.001)


def both(samples: Samples, right: float = 1.0) -> Samples:
    return np.stack([samples, np.float32(right) * samples])


SIGNALS: Final[Mapping[str, tuple[int, Samples]]] = {
    "speech": (RATE, both(_VOICE)),
    "speech, mono": (RATE, _VOICE[None]),
    "speech with pauses": (44_100, both(_PAUSES)),
    "quiet speech": (RATE, both(0.02 * _VOICE)),
    "loud speech, clipped": (44_100, both(np.clip(8 * _VOICE, -1, 1))),
    "speech of a telephone": (16_000, both(_VOICE)),
    "a dead side": (RATE, both(_VOICE, 0.0)),
    "a tone": (RATE, both(_TONE)),
    "a low tone, mono, at 16 kHz": (16_000, (0.5 * np.sin(2 * np.pi * 60 * _T_S))[None].astype(np.float32)),
    "noise, each side its own": (44_100, _RNG.normal(0, 0.05, (2, 4 * RATE)).astype(np.float32)),
}
"""How many samples a second are played, and the samples."""


def written(path: Path, rate: int, samples: Samples) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setparams((len(samples), 2, rate, 0, "NONE", ""))
        file.writeframes(np.round(32767 * samples.T).astype("<i2").tobytes())
    return path


def by_ffmpeg(path: Path) -> float:
    """The integrated loudness at the end of FFmpeg's own graph over the file as it is."""
    graph = Graph()
    with av.open(str(path)) as file:
        source = graph.add_abuffer(template=file.streams.audio[0], time_base=file.streams.audio[0].time_base)
        graph.link_nodes(source, graph.add("ebur128", "metadata=1"), graph.add("abuffersink")).configure()
        for frame in file.decode(audio=0):
            graph.push(frame)
    graph.push(None)
    integrated = np.nan
    while True:
        try:
            integrated = float(graph.pull().metadata.get("lavfi.r128.I", integrated))
        except EOFError:
            return integrated


@pytest.mark.parametrize("name", SIGNALS)
def test_loudness_is_that_of_ffmpeg(name: str, tmp_path: Path) -> None:
    path = written(tmp_path / "sound.wav", *SIGNALS[name])
    with SoundReader(path) as sound:
        heard = listen_to(sound.floats(), sound.rate, 1 if sound.layout == "mono" else 2, threading.Event())
    assert heard.loudness.integrated == pytest.approx(by_ffmpeg(path), abs=0.2)
