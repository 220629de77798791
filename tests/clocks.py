"""Clips with odd clocks: in each, pictures turn white as clicks sound, at the start, in the middle and at the end."""

import struct
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

import av
import numpy as np
from av import Packet
from av.stream import Stream
from av.video.reformatter import VideoReformatter

from tests.media import RATE, Pixels, Samples, make_clip, steady

SIZE = (64, 48)
LENGTH_S = 3.2
MARKS_S = (0.4, 1.6, 2.8)
WHITE_S = 0.12
WRAP_S = 2**33 / 90_000
"""MPEG's clock has 33 bits."""
REORDERED = {"preset": "veryfast", "x264-params": "bframes=3:keyint=25:scenecut=0"}

Change = Callable[["Packet[Stream]"], bool]


def _marked(t_s: float) -> bool:
    return any(mark - 1e-6 <= t_s < mark + WHITE_S - 1e-6 for mark in MARKS_S)


def flashes(late_s: float = 0.0) -> Callable[[float], Pixels]:
    """Black, and white at the marks."""
    return lambda t_s: np.full((SIZE[1], SIZE[0], 3), 255 if _marked(t_s - late_s) else 0, np.uint8)


def clicks(late_s: float = 0.0, length_s: float = LENGTH_S) -> Samples:
    """Silence, and 1 kHz at the marks; float32 (1, samples)."""
    t_s = np.arange(round((late_s + length_s) * RATE)) / RATE - late_s
    on = np.any([(mark <= t_s) & (t_s < mark + WHITE_S) for mark in MARKS_S], axis=0)
    return (0.5 * np.sin(2 * np.pi * 1000 * t_s) * on).astype(np.float32)[None]


def marked_clip(
    path: Path,
    sound: Samples | None = None,
    late_s: float = 0.0,
    lead_s: float = 0.0,
    codec: Literal["libx264", "mpeg4"] = "libx264",
    options: dict[str, str] = REORDERED,
) -> Path:
    """A clip of H.264 and AAC with the marks: its pictures start at `late_s`, and the marks count from `lead_s` on."""
    times = [late_s + t_s for t_s in steady(lead_s + LENGTH_S)]
    heard = clicks(late_s + lead_s) if sound is None else sound
    return make_clip(path, times, SIZE, flashes(late_s + lead_s), heard, codec=codec, options=options)


def coded_clip(path: Path, container: str, codecs: tuple[str, str], **options: str) -> Path:
    """A clip with the marks in other codecs, pictures and sound written in turns."""
    with av.open(str(path), "w", container, options) as out:
        video: Any = out.add_stream(codecs[0], rate=25, options={"threads": "1"})
        video.width, video.height, video.pix_fmt = *SIZE, "yuv420p"
        audio: Any = out.add_stream(codecs[1], rate=RATE)
        audio.codec_context.layout = "mono"
        out.start_encoding()
        form, shown, heard, to_yuv = audio.codec_context.format.name, flashes(), clicks(), VideoReformatter()
        for number, t_s in enumerate(steady(LENGTH_S)):
            picture = av.VideoFrame.from_ndarray(shown(t_s), "bgr24")
            picture = to_yuv.reformat(picture, format="yuv420p", threads=1)
            picture.pts, picture.time_base = number, Fraction(1, 25)
            out.mux(video.encode(picture))
            block = np.ascontiguousarray(heard[:, round(t_s * RATE) : round((t_s + 0.04) * RATE)])
            frame = av.AudioFrame.from_ndarray(
                block if form != "s16" else (block * 32_767).astype(np.int16), form, "mono"
            )
            frame.sample_rate, frame.pts, frame.time_base = RATE, round(t_s * RATE), Fraction(1, RATE)
            out.mux(audio.encode(frame))
        out.mux(video.encode(None))
        out.mux(audio.encode(None))
    return path


def copied(source: Path, target: Path, change: Change = lambda _: True, **options: str) -> Path:
    """The same packets in another container; `change` may change one, or leave it out by saying False."""
    with av.open(str(source)) as clip, av.open(str(target), "w", options=options) as out:
        streams = {stream.index: out.add_stream_from_template(stream, opaque=True) for stream in clip.streams}
        for packet in clip.demux():
            if packet.size and change(packet):
                packet.stream = streams[packet.stream.index]
                out.mux(packet)
    return target


def later(by_s: float, from_s: float = -1e9) -> Change:
    """Stamps that leap at a time."""

    def change(packet: "Packet[Stream]") -> bool:
        ticks = round(by_s / packet.time_base)
        if packet.dts is not None and packet.pts is not None and packet.dts * packet.time_base >= from_s:
            packet.pts, packet.dts = packet.pts + ticks, packet.dts + ticks
        return True

    return change


def without(kind: str, from_s: float, to_s: float) -> Change:
    """Packets of one kind that are missing between two times."""
    return lambda packet: not (packet.stream.type == kind and from_s <= (packet.pts or 0) * packet.time_base < to_s)


def joined(target: Path, *parts: Path) -> Path:
    """Files one behind the other."""
    target.write_bytes(b"".join(part.read_bytes() for part in parts))
    return target


def trimmed(path: Path, track: int, by_s: float) -> Path:
    """An MP4 whose edit list starts a track later in its media."""
    data = bytearray(path.read_bytes())
    places = [at for at in range(len(data)) if data[at : at + 4] in (b"elst", b"mdhd")]
    lists = [at for at in places if data[at : at + 4] == b"elst"]
    scale = struct.unpack(">I", data[places[2 * track + 1] + 16 : places[2 * track + 1] + 20])[0]
    (before,) = struct.unpack(">i", data[lists[track] + 16 : lists[track] + 20])
    data[lists[track] + 16 : lists[track] + 20] = struct.pack(">i", before + round(by_s * scale))
    path.write_bytes(data)
    return path
