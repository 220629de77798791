"""Small media for tests, made with PyAV, and what is measured in the results."""

import struct
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Literal

import av
import numpy as np
import numpy.typing as npt
from av.video.reformatter import VideoReformatter

Pixels = npt.NDArray[np.uint8]
Samples = npt.NDArray[np.float32]

RATE = 48_000
"""Samples a second of all sound made here."""
TICKS = 90_000

MATRICES = {
    0: (1, 0, 0, 1),
    90: (0, 1, -1, 0),
    180: (-1, 0, 0, -1),
    270: (0, -1, 1, 0),
    "left for right": (-1, 0, 0, 1),
    "top for bottom": (1, 0, 0, -1),
    "rows for columns": (0, 1, 1, 0),
    "columns for rows": (0, -1, -1, 0),
}
"""(a, b, c, d) of a tkhd matrix for a picture that a player turns clockwise by so many degrees, or mirrors."""


def moving(size: tuple[int, int]) -> Callable[[float], Pixels]:
    """A grey ramp, white in its top left quarter, with a green bar that takes a second from left to right."""
    width, height = size

    def at(t_s: float) -> Pixels:
        picture = np.empty((height, width, 3), np.uint8)
        picture[:] = np.linspace(40, 120, width, dtype=np.uint8)[None, :, None]
        picture[: height // 2, : width // 2] = 255
        x = int((t_s % 1) * width)
        picture[:, x : x + 4] = (0, 220, 0)
        return picture

    return at


def flash(size: tuple[int, int], at_s: float) -> Callable[[float], Pixels]:
    """Black, and white from a time on."""
    return lambda t_s: np.full((size[1], size[0], 3), 255 if t_s >= at_s - 1e-6 else 0, np.uint8)


def beep(length_s: float, at_s: float, channels: int = 1) -> Samples:
    """Silence, and 1 kHz from a time on; float32 (channels, samples)."""
    t_s = np.arange(round(length_s * RATE)) / RATE
    tone = np.where(t_s >= at_s, 0.5 * np.sin(2 * np.pi * 1000 * (t_s - at_s)), 0)
    return np.repeat(tone.astype(np.float32)[None], channels, axis=0)


def steady(seconds: float, rate: float = 25) -> list[float]:
    """The times of a clip of constant rate."""
    return [index / rate for index in range(round(seconds * rate))]


def uneven(seconds: float) -> list[float]:
    """Times in steps of 20 to 90 ms, as phones give them in changing light, that meet every half second."""
    steps = (0.02, 0.03, 0.06, 0.09, 0.05, 0.04, 0.03, 0.08, 0.07, 0.03)
    times, t_s = [], 0.0
    while t_s < seconds - 1e-6:
        times.append(round(t_s, 6))
        t_s += steps[(len(times) - 1) % len(steps)]
    return times


def make_clip(
    path: Path,
    times: Sequence[float] = (),
    size: tuple[int, int] = (64, 48),
    picture: Callable[[float], Pixels] | None = None,
    sound: Samples | None = None,
    sound_at_s: float = 0.0,
    codec: Literal["libx264", "libx265", "mpeg4"] = "libx264",
    options: dict[str, str] | None = None,
    pixel_aspect: Fraction | None = None,
    container_options: dict[str, str] | None = None,
) -> Path:
    """Write a clip.

    Args:
        path: Its ending names the container.
        times: When each picture is shown, in seconds; none for a file without pictures.
        size: (width, height).
        picture: Gives the picture of a time, uint8 (H, W, 3), BGR; a moving pattern where left out.
        sound: float32 (channels, samples); None for none.
        sound_at_s: When the sound starts.
        codec: FFmpeg's name of the video encoder.
        options: Its options.
        pixel_aspect: Width of a pixel by its height.
        container_options: Options of the container.
    """
    with av.open(str(path), "w", container_options=container_options or {}) as out:
        video = audio = None
        if times:
            fast = {"preset": "ultrafast"} if codec == "libx264" else {}
            video = out.add_stream(codec, rate=25, options=fast | (options or {}))
            video.width, video.height = size
            video.pix_fmt = "yuv420p"
            if codec == "libx264":
                video.time_base = video.codec_context.time_base = Fraction(1, TICKS)
            if pixel_aspect is not None:
                video.codec_context.sample_aspect_ratio = pixel_aspect
        if sound is not None:
            coder: Literal["pcm_s16le", "aac"] = "pcm_s16le" if path.suffix in (".avi", ".wav") else "aac"
            audio = out.add_stream(coder, rate=RATE)
            audio.codec_context.layout = "mono" if len(sound) == 1 else "stereo"
        out.start_encoding()
        if video is not None:
            for frame in _pictures(times, picture or moving(size), video.codec_context.time_base):
                out.mux(video.encode(frame))
            out.mux(video.encode(None))
        if audio is not None and sound is not None:
            for block in _sounds(sound, sound_at_s):
                out.mux(audio.encode(block))
            out.mux(audio.encode(None))
    return path


def _pictures(times: Sequence[float], picture: Callable[[float], Pixels], unit: Fraction) -> Iterator[av.VideoFrame]:
    to_yuv = VideoReformatter()  # one for all pictures: a new one for each, with its threads, takes five times as long
    for t_s in times:
        frame = to_yuv.reformat(av.VideoFrame.from_ndarray(picture(t_s), "bgr24"), format="yuv420p", threads=1)
        frame.time_base = unit
        frame.pts = round(t_s / unit)
        yield frame


def _sounds(sound: Samples, at_s: float) -> Iterator[av.AudioFrame]:
    for start in range(0, sound.shape[1], RATE // 4):
        block = np.ascontiguousarray(sound[:, start : start + RATE // 4])
        frame = av.AudioFrame.from_ndarray(block, "fltp", "mono" if len(sound) == 1 else "stereo")
        frame.sample_rate = RATE
        frame.pts = round(at_s * RATE) + start
        frame.time_base = Fraction(1, RATE)
        yield frame


def turn(path: Path, clockwise: int | str) -> Path:
    """Have players turn an MP4's picture, by its first track's matrix, as phones do, or mirror it."""
    data = bytearray(path.read_bytes())
    start = data.index(b"tkhd") + 44
    a, b, c, d = MATRICES[clockwise]
    one = 1 << 16
    data[start : start + 36] = struct.pack(">9i", a * one, b * one, 0, c * one, d * one, 0, 0, 0, 1 << 30)
    path.write_bytes(data)
    return path


def break_off(path: Path, share: float, target: Path) -> Path:
    """The first part of a file."""
    data = path.read_bytes()
    target.write_bytes(data[: round(len(data) * share)])
    return target


def pictures_of(path: Path) -> tuple[list[float], list[Pixels]]:
    """The times and the pictures of a clip, read plainly."""
    to_bgr = VideoReformatter()
    with av.open(str(path)) as clip:
        frames = list(clip.decode(video=0))
    bgr = [to_bgr.reformat(frame, format="bgr24", threads=1).to_ndarray() for frame in frames]
    return [float(frame.time or 0) for frame in frames], [picture.astype(np.uint8, copy=False) for picture in bgr]


def sound_of(path: Path) -> tuple[float, Samples]:
    """When the first sample sounds, and all of them mixed to one channel."""
    with av.open(str(path)) as clip:
        resampler = av.AudioResampler("fltp", "mono", RATE)
        frames = [part for frame in clip.decode(audio=0) for part in resampler.resample(frame)]
        frames += resampler.resample(None)
        return float(frames[0].time or 0), np.concatenate([frame.to_ndarray()[0] for frame in frames])


def length_of(path: Path) -> float:
    """Seconds from second 0 to the end of the last picture."""
    with av.open(str(path)) as clip:
        last = list(clip.decode(video=0))[-1]
        unit = last.time_base or Fraction(1)
        return float(last.time or 0) + float(last.duration * unit)


def sound_after_flash(path: Path) -> float:
    """By how many seconds the first loud sample follows the first bright picture."""
    times, pictures = pictures_of(path)
    flash_s = next(t_s for t_s, picture in zip(times, pictures, strict=True) if picture.mean() > 128)
    start_s, samples = sound_of(path)
    return start_s + float(np.argmax(np.abs(samples) > 0.1)) / RATE - flash_s
