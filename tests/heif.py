"""HEIC photos for tests: nothing that is installed writes them, so their boxes (ISO/IEC 23008-12) are put together."""

import io
import struct
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
from PIL import Image

from tests.media import Pixels

ANGLES = {0: 0, 90: 3, 180: 2, 270: 1}
"""How often `irot` turns a picture counter-clockwise by 90 degrees, by how far it is turned clockwise."""


def make_heic(
    path: Path,
    pictures: Sequence[Pixels],
    primary: int = 0,
    clockwise: int = 0,
    mirrored: bool = False,
    orientation: int | None = None,
    pixels: str = "yuv420p",
    colours: tuple[int, int, int] | None = None,
) -> Path:
    """Write a HEIC.

    Args:
        path: Where.
        pictures: Its pictures, uint8 (H, W, 3), BGR, each at least 64 by 64.
        primary: Which of them is the photo.
        clockwise: By how far `irot` turns them.
        mirrored: Whether `imir` swaps left and right, after they were turned.
        orientation: What EXIF says besides, as phones write it; readers are to ignore it.
        pixels: FFmpeg's name of the format; yuv420p10le for 10 bits.
        colours: The numbers of primaries, transfer and matrix; BT.709's and the encoder's where left out.
    """
    coded = [_coded(picture, pixels) for picture in pictures]
    data = [content for _, content in coded]
    infos = [_full("infe", 2, 0, struct.pack(">HH4s", at + 1, 0, b"hvc1") + b"\0") for at in range(len(data))]
    references = b""
    if orientation is not None:
        exif = Image.Exif()
        exif[0x112] = orientation
        data.append(struct.pack(">I", 6) + exif.tobytes())
        infos.append(_full("infe", 2, 1, struct.pack(">HH4s", len(data), 0, b"Exif") + b"\0"))
        references = _full("iref", 0, 0, _box("cdsc", struct.pack(">HHH", len(data), 1, primary + 1)))
    properties: list[bytes] = []
    uses = b""
    for at, (picture, (header, _)) in enumerate(zip(pictures, coded, strict=True)):
        boxes = [_box("hvcC", header), _full("ispe", 0, 0, struct.pack(">II", picture.shape[1], picture.shape[0]))]
        boxes += [_box("colr", b"nclx" + struct.pack(">HHHB", *colours, 0))] if colours else []
        boxes += [_box("irot", bytes([ANGLES[clockwise]]))] if clockwise else []
        boxes += [_box("imir", b"\1")] if mirrored else []
        # Each number with the bit for a property that readers must know.
        uses += struct.pack(">HB", at + 1, len(boxes)) + bytes(0x81 + len(properties) + n for n in range(len(boxes)))
        properties += boxes
    head = _box("ftyp", b"heic\0\0\0\0mif1heic")

    def meta(start: int) -> bytes:
        places = b""
        for at, content in enumerate(data):
            places += struct.pack(">HHHII", at + 1, 0, 1, start, len(content))
            start += len(content)
        return _full(
            "meta",
            0,
            0,
            _full("hdlr", 0, 0, b"\0\0\0\0pict" + bytes(13))
            + _full("pitm", 0, 0, struct.pack(">H", primary + 1))
            + _full("iloc", 0, 0, struct.pack(">BBH", 0x44, 0, len(data)) + places)
            + _full("iinf", 0, 0, struct.pack(">H", len(infos)) + b"".join(infos))
            + references
            + _box(
                "iprp", _box("ipco", b"".join(properties)) + _full("ipma", 0, 0, struct.pack(">I", len(coded)) + uses)
            ),
        )

    start = len(head) + len(meta(0)) + 8
    path.write_bytes(head + meta(start) + _box("mdat", b"".join(data)))
    return path


def _coded(picture: Pixels, pixels: str) -> tuple[bytes, bytes]:
    """The decoder's configuration and the coded picture."""
    file = io.BytesIO()
    with av.open(file, "w", "mp4") as out:
        options = {"crf": "4", "x265-params": "log-level=none:bframes=0"}
        video = out.add_stream("libx265", rate=25, options=options)
        video.height, video.width = picture.shape[:2]
        video.pix_fmt = pixels
        frame = av.VideoFrame.from_ndarray(picture, "bgr24")
        frame.pts, frame.time_base = 0, Fraction(1, 25)
        out.mux(video.encode(frame))
        out.mux(video.encode(None))
    file.seek(0)
    with av.open(file, "r") as clip:
        header = clip.streams.video[0].codec_context.extradata
        return bytes(header or b""), bytes(next(clip.demux(video=0)))


def _box(name: str, content: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(content), name.encode()) + content


def _full(name: str, version: int, flags: int, content: bytes) -> bytes:
    return _box(name, struct.pack(">I", version << 24 | flags) + content)
