"""Clips of every container and codec that FFmpeg can write here, and which of them are read."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from acting_mirror.core.errors import UserError
from acting_mirror.vision.sources.clip_sound import RATE, SoundReader
from acting_mirror.vision.sources.file import ClipFile
from tests.media import beep, moving

os.environ["SVT_LOG"] = "0"  # the coder of AV1 would print
_SIZE, _PICTURES, _RATE = (352, 288), 12, 25
_LENGTH_S = _PICTURES / _RATE
_HDR = "log-level=none:pools=1:colorprim=bt2020:transfer={}:colormatrix=bt2020nc"


@dataclass(frozen=True)
class Coder:
    """How pictures or sound are encoded.

    Attributes:
        name: As people call it.
        encoder: FFmpeg's name.
        form: Its format of pixels, "" for sound.
        options: Its options.
        rate: Samples a second.
    """

    name: str
    encoder: str
    form: str = ""
    options: dict[str, str] = field(default_factory=dict)
    rate: int = 48_000


CONTAINERS = (
    ("MP4, of most phones", ".mp4"),
    ("QuickTime, of iPhones and cameras", ".mov"),
    ("Matroska", ".mkv"),
    ("WebM, of browsers", ".webm"),
    ("AVI", ".avi"),
    ("AVCHD, of camcorders", ".mts"),
    ("MPEG", ".mpg"),
    ("3GP, of old phones", ".3gp"),
    ("Windows Media", ".wmv"),
    ("Flash", ".flv"),
    ("MXF, of broadcast cameras", ".mxf"),
)
"""A row each: what it is, and its ending, by which FFmpeg chooses the container."""
PICTURES = (
    Coder("H.264", "libx264", "yuv420p", {"preset": "ultrafast"}),
    Coder("H.265", "libx265", "yuv420p", {"preset": "ultrafast", "x265-params": "log-level=none:pools=1"}),
    Coder(
        "H.265 in 10 bit", "libx265", "yuv420p10le", {"preset": "ultrafast", "x265-params": "log-level=none:pools=1"}
    ),
    Coder(
        "H.265 in HDR (PQ)", "libx265", "yuv420p10le", {"preset": "ultrafast", "x265-params": _HDR.format("smpte2084")}
    ),
    Coder(
        "H.265 in HDR (HLG)",
        "libx265",
        "yuv420p10le",
        {"preset": "ultrafast", "x265-params": _HDR.format("arib-std-b67")},
    ),
    Coder("AV1", "libsvtav1", "yuv420p", {"preset": "12"}),
    Coder("VP8", "libvpx", "yuv420p", {"cpu-used": "8", "deadline": "realtime"}),
    Coder("VP9", "libvpx-vp9", "yuv420p", {"cpu-used": "8", "deadline": "realtime"}),
    Coder("MPEG-4", "mpeg4", "yuv420p"),
    Coder("MPEG-2", "mpeg2video", "yuv420p"),
    Coder("MPEG-1", "mpeg1video", "yuv420p"),
    Coder("H.263", "h263", "yuv420p"),
    Coder("Motion JPEG", "mjpeg", "yuvj420p"),
    Coder("ProRes", "prores_ks", "yuv422p10le"),
    Coder("DNxHR", "dnxhd", "yuv422p", {"profile": "dnxhr_lb"}),
    Coder("FFV1", "ffv1", "yuv420p"),
    Coder("Windows Media Video", "wmv2", "yuv420p"),
    Coder("Sorenson", "flv", "yuv420p"),
    Coder("uncompressed", "rawvideo", "yuv420p"),
)
SOUNDS = (
    Coder("AAC", "aac"),
    Coder("MP3", "libmp3lame"),
    Coder("Opus", "libopus"),
    Coder("Vorbis", "vorbis", options={"strict": "-2"}),
    Coder("FLAC", "flac"),
    Coder("Apple Lossless", "alac"),
    Coder("PCM", "pcm_s16le"),
    Coder("PCM in 24 bit", "pcm_s24le"),
    Coder("AC-3", "ac3"),
    Coder("E-AC-3", "eac3"),
    Coder("MP2", "mp2"),
    Coder("AMR", "libopencore_amrnb", rate=8000),
    Coder("Windows Media Audio", "wmav2", options={"b": "128k"}),
)


@dataclass(frozen=True)
class ClipRow:
    """What of a container is read.

    Attributes:
        name: What it is.
        ending: Of its files.
        pictures: The names of the coders of pictures that are read in it.
        sounds: Of those of sound.
        refused: Of those that FFmpeg decodes and the program does not.
    """

    name: str
    ending: str
    pictures: tuple[str, ...]
    sounds: tuple[str, ...]
    refused: tuple[str, ...]


def clip_rows(folder: Path) -> Iterator[ClipRow]:
    """Write a clip of each container with each coder that fits in it, and read it."""
    for name, ending in CONTAINERS:
        path = folder / f"clip{ending}"
        pictures = {coder.name: _reads_pictures(path) for coder in PICTURES if _written(path, coder)}
        usual = next(coder for coder in PICTURES if coder.name in pictures)
        sounds = {coder.name: _reads_sound(path) for coder in SOUNDS if _written(path, usual, coder)}
        refused = tuple(name for name, read in (pictures | sounds).items() if not read)
        read = [tuple(name for name in names if name not in refused) for names in (pictures, sounds)]
        yield ClipRow(name, ending, *read, refused)


def _written(path: Path, pictures: Coder, sound: Coder | None = None) -> bool:
    """Write a clip; whether FFmpeg can, and can decode it: into some containers it writes what no reader knows."""
    try:
        with av.open(str(path), "w") as out:
            video = out.add_stream(pictures.encoder, rate=_RATE, options=pictures.options)
            video.width, video.height, video.pix_fmt = *_SIZE, pictures.form
            audio = out.add_stream(sound.encoder, rate=sound.rate, options=sound.options) if sound else None
            if audio is not None:
                audio.layout = "mono" if audio.rate < 16_000 else "stereo"
            for number in range(_PICTURES):
                frame = av.VideoFrame.from_ndarray(moving(_SIZE)(number / _RATE), "bgr24")
                frame.pts, frame.time_base = number, Fraction(1, _RATE)
                out.mux(video.encode(frame))
            out.mux(video.encode(None))
            if audio is not None:
                tone = av.AudioFrame.from_ndarray(beep(_LENGTH_S, 0.0, channels=2), "fltp", "stereo")
                tone.sample_rate, tone.pts, tone.time_base = RATE, 0, Fraction(1, RATE)
                out.mux(audio.encode(tone))
                out.mux(audio.encode(None))
        with av.open(str(path)) as clip:
            return any(clip.decode(audio=0) if sound else clip.decode(video=0))
    except (av.FFmpegError, ValueError, IndexError):
        return False


def _reads_pictures(path: Path) -> bool:
    """Whether all pictures are read, upright: white is at the top left."""
    try:
        with ClipFile(path) as clip:
            pictures = [frame.bgr for frame in clip]
    except UserError:
        return False
    return len(pictures) == _PICTURES and all(picture[20:50, 20:50].mean() > 200 for picture in pictures)


def _reads_sound(path: Path) -> bool:
    """Whether the tone is heard as long as it is, but for what coders add."""
    try:
        with SoundReader(path) as sound:
            samples = np.concatenate(list(sound.blocks(0.0)))
    except UserError:
        return False
    loud_s = float(np.count_nonzero(np.abs(samples[:, 0].astype(int)) > 300)) / RATE
    return 0.8 * _LENGTH_S < loud_s < 1.3 * _LENGTH_S
