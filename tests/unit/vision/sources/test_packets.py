"""Stamps of packets on one clock: what is wrong in one of them changes no other."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import av
import pytest
from av import Packet
from av.container import InputContainer
from av.stream import Stream

from acting_mirror.vision.sources.packets import Packets
from tests.clocks import copied, joined, later, marked_clip

Stamps = list[tuple[int, float]]


def stamps_of(path: Path, kind: str = "video", number: int = -1, by_s: float = 0.0) -> Stamps:
    """The stream and the time of each packet as mended, where the stamp of one was wrong."""
    with av.open(str(path)) as container:

        def demux(*streams: Stream) -> "Iterator[Packet[Any]]":
            seen = 0
            for packet in container.demux(*streams):
                if packet.size and packet.stream.type == kind:
                    if seen == number:
                        later(by_s)(packet)
                    seen += 1
                yield packet

        damaged = SimpleNamespace(demux=demux, format=container.format, start_time=0, duration=container.duration)
        packets = Packets(cast(InputContainer, damaged), container.streams)
        return [
            (packet.stream.index, float(((packet.pts or 0) if packet.dts is None else packet.dts) * packet.time_base))
            for packet in packets
            if packet.size
        ]


@pytest.mark.parametrize("by_s", [-7200.0, -5.0, -0.7, 0.7, 5.0, 7200.0])
@pytest.mark.parametrize("kind", ["video", "audio"])
@pytest.mark.parametrize("name", ["a.ts", "a.mkv", "joined.ts"])
def test_one_stamp_that_is_wrong_changes_no_other(tmp_path: Path, name: str, kind: str, by_s: float) -> None:
    path = copied(marked_clip(tmp_path / "from.mp4"), tmp_path / name)
    if name == "joined.ts":
        path = joined(tmp_path / "twice.ts", path, path)
    right, seen = stamps_of(path), stamps_of(path, kind, 40, by_s)
    wrong = [one for one, other in zip(right, seen, strict=True) if abs(one[1] - other[1]) > 0.001]
    assert len(wrong) <= 1
