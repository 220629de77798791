"""A clip's packets with their stamps on one clock, for its pictures and its sound alike."""

import math
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Final

from av import Packet
from av.container import InputContainer
from av.stream import Stream
from av.video.stream import VideoStream

from acting_mirror.vision.sources.container import announced_end_s

_BACK_S: Final = 0.5
"""A stream whose stamps go back by more starts counting anew; less is jitter, or pictures in coded order."""
_AHEAD_S: Final = 10.0
"""Stamps this far ahead of all others and of the announced end count from elsewhere; FFmpeg's program says so too."""


class Packets:
    """The packets of a container's streams from where it stands, once, in the order of the file.

    Parts that were joined and count anew, or a clock that leaps or wraps, go on where the part before ended. What was
    one part is shifted alike, so that its sound stays with its pictures: the first stream that leaps begins a part, the
    others follow when they leap. So pictures and sound are to be read together where stamps leap. A shorter gap, or
    one in one stream only, stays a gap. One stamp that is wrong changes no other.

    Attributes:
        leapt: Whether a stamp was out of line.
        end_s: Where the packets so far end, in seconds on the container's clock; minus infinity before the first.
    """

    def __init__(self, container: InputContainer, streams: Iterable[Stream]) -> None:
        """Start where the container stands; nothing is read yet."""
        self.leapt = False
        self.end_s = -math.inf
        self._packets = container.demux(*streams)
        self._announced_s = announced_end_s(container)
        self._knows_no_order = container.format.name == "avi"
        self._shifts_s = [0.0]  # of the parts, the newest last
        self._shift_of: dict[int, float] = {}
        self._last_two: dict[int, tuple[float, float]] = {}

    def __iter__(self) -> "Iterator[Packet[Stream]]":
        """Yield them; the last ones of a stream may be empty, for the decoder to give what it holds back."""
        with suppress(IndexError):  # PyAV's at the end, where streams appeared after it opened the file
            for packet in self._packets:
                self._mend(packet)
                yield _shown(packet) if self.leapt and packet.is_discard else packet

    def _mend(self, packet: "Packet[Stream]") -> None:
        stamp = packet.dts if packet.dts is not None else packet.pts
        if stamp is None:
            return
        index, unit = packet.stream.index, packet.time_base
        if self._knows_no_order and isinstance(packet.stream, VideoStream) and packet.pts is not None:
            # AVI has one time for a packet; FFmpeg has all pictures shown one later where a decoder waits for one.
            packet.pts -= int(packet.stream.codec_context.has_b_frames)
        t_s = float(stamp * unit)
        shift_s = self._shift_of.get(index, self._shifts_s[-1])
        if not self._fits(index, t_s + shift_s):
            shift_s = self._other_shift(index, t_s, float((stamp if packet.pts is None else packet.pts) * unit))
        self._shift_of[index] = shift_s
        self._last_two[index] = (self._last_two.get(index, (t_s + shift_s,))[-1], t_s + shift_s)
        ticks = round(shift_s / unit)
        packet.pts = None if packet.pts is None else packet.pts + ticks
        packet.dts = None if packet.dts is None else packet.dts + ticks
        self.end_s = max(self.end_s, end_of(packet))

    def _fits(self, index: int, t_s: float) -> bool:
        """Whether a stream's next packet can be at a time."""
        if self.end_s == -math.inf:
            return True
        earliest_s = min(self._last_two.get(index, (t_s,))) - _BACK_S
        return earliest_s <= t_s <= max(self.end_s, self._announced_s) + _AHEAD_S

    def _other_shift(self, index: int, t_s: float, shown_s: float) -> float:
        """By how many seconds the part is shifted in which a stream goes on, an earlier one or a new one."""
        self.leapt = True
        for shift_s in reversed(self._shifts_s):
            if self._fits(index, t_s + shift_s):
                return shift_s
        self._shifts_s.append(self.end_s - shown_s)
        return self._shifts_s[-1]


def _shown(packet: "Packet[Stream]") -> "Packet[Stream]":
    """The same packet to be decoded and shown: FFmpeg discards the first fragment of a part that counts anew."""
    copy: Packet[Stream] = Packet(bytes(packet))
    copy.stream, copy.time_base, copy.duration = packet.stream, packet.time_base, packet.duration
    copy.pts, copy.dts, copy.is_keyframe = packet.pts, packet.dts, packet.is_keyframe
    return copy


def end_of(packet: "Packet[Stream]") -> float:
    """Where a packet ends, in seconds on its container's clock; minus infinity without stamps."""
    stamp = packet.pts if packet.pts is not None else packet.dts
    return -math.inf if stamp is None else float((stamp + (packet.duration or 0)) * packet.time_base)


def stamped(packets: "Iterable[Packet[Stream]]") -> "Iterator[Packet[Stream]]":
    """Yield packets as a muxer takes them, each with a time to be decoded.

    FFmpeg does not know when the first pictures of Matroska are decoded if they are shown in another order: just before
    the next one is right for any player. Of exactly seven pictures it knows it of none.
    """
    held: dict[int, list[Packet[Stream]]] = {}
    for packet in packets:
        waiting = held.setdefault(packet.stream.index, [])
        if packet.dts is not None:
            for before, early in enumerate(reversed(waiting), 1):
                early.dts = packet.dts - before
            yield from (*waiting, packet)
            waiting.clear()
        elif packet.pts is not None:
            waiting.append(packet)
    for waiting in held.values():
        shown = sorted(packet.pts or 0 for packet in waiting)
        late = max((t - (packet.pts or 0) for t, packet in zip(shown, waiting, strict=True)), default=0)
        for t, packet in zip(shown, waiting, strict=True):
            packet.dts = t - late
            yield packet
