"""A clip's packets with their stamps on one clock, for its pictures and its sound alike."""

import math
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
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
_AFTER_S: Final = 1.0
"""A packet that comes so soon after the one before the last, and not after the last, shows that that one was wrong."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a stream stands: by how much its stamps are shifted, and its last packet's time with that, in seconds."""

    shift_s: float
    t_s: float

    def until(self, t_s: float) -> float:
        """Seconds from there to a packet whose own stamp says `t_s`."""
        return t_s + self.shift_s - self.t_s


class Packets:
    """The packets of a container's streams from where it stands, once, in the order of the file.

    Parts that were joined and count anew, or a clock that leaps or wraps, go on where the part before ended. What was
    one part is shifted alike, so that its sound stays with its pictures: the first stream that leaps begins a part, the
    others follow when they leap. So pictures and sound are to be read together where stamps leap. A shorter gap, or
    one in one stream only, stays a gap. One stamp that is wrong changes no other.

    Attributes:
        leapt: Whether a stamp was out of line.
    """

    def __init__(self, container: InputContainer, streams: Iterable[Stream], end_s: float = math.inf) -> None:
        """Start where the container stands; nothing is read yet.

        Args:
            container: Open.
            streams: The pictures, or the sound, or both.
            end_s: Where they end, in seconds on the container's clock, where that was measured.
        """
        self.leapt = False
        self._packets = container.demux(*streams)
        self._announced_s = min(announced_end_s(container), end_s)
        self._knows_no_order = container.format.name == "avi"
        self._newest_shift_s = 0.0
        self._ends_s: dict[int, float] = {}  # of each stream
        self._places: dict[int, tuple[_Place, _Place]] = {}  # of each stream: the last one, and the one before

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
        t_s = _seconds(stamp, unit)
        shift_s = self._shift(index, t_s, _seconds(stamp if packet.pts is None else packet.pts, unit))
        place = _Place(shift_s, t_s + shift_s)
        self._places[index] = (place, self._places.get(index, (place,))[0])
        if shift_s:
            ticks = round(shift_s / unit)
            packet.pts = None if packet.pts is None else packet.pts + ticks
            packet.dts = None if packet.dts is None else packet.dts + ticks
        self._ends_s[index] = max(self._ends_s.get(index, -math.inf), end_of(packet))

    def _shift(self, index: int, t_s: float, shown_s: float) -> float:
        """By how many seconds a stream's next packet is shifted: as the last one, as another stream's, or anew."""
        if index not in self._places:
            return self._newest_shift_s
        last, before = self._places[index]
        fits, goes_on = self._fits(last, t_s + last.shift_s), abs(before.until(t_s)) < _AFTER_S
        if (not fits or last.shift_s != before.shift_s) and goes_on and abs(before.until(t_s)) < abs(last.until(t_s)):
            self._newest_shift_s = before.shift_s
            del self._ends_s[index]
            return before.shift_s
        if fits:
            return last.shift_s
        self.leapt = True
        if not self._fits(last, t_s + self._newest_shift_s):
            self._newest_shift_s = max(self._ends_s.values()) - shown_s
        return self._newest_shift_s

    def _fits(self, last: _Place, t_s: float) -> bool:
        """Whether a time can follow a stream's last one."""
        return last.t_s - _BACK_S <= t_s <= max(*self._ends_s.values(), self._announced_s) + _AHEAD_S


def _shown(packet: "Packet[Stream]") -> "Packet[Stream]":
    """The same packet to be decoded and shown: FFmpeg discards the first fragment of a part that counts anew."""
    # FFmpeg's memory and not Python's, which a decoder's thread could only free while no other thread of ours works.
    copy: Packet[Stream] = Packet(packet.size)
    copy.update(bytes(packet))
    copy.stream, copy.time_base, copy.duration = packet.stream, packet.time_base, packet.duration
    copy.pts, copy.dts, copy.is_keyframe = packet.pts, packet.dts, packet.is_keyframe
    return copy


def end_of(packet: "Packet[Stream]") -> float:
    """Where a packet ends, in seconds on its container's clock; minus infinity without stamps."""
    stamp = packet.pts if packet.pts is not None else packet.dts
    return -math.inf if stamp is None else _seconds(stamp + (packet.duration or 0), packet.time_base)


def _seconds(ticks: int, unit: Fraction) -> float:
    """The same as `float(ticks * unit)`, whose fraction would add two thirds to the time that a packet takes."""
    return ticks * unit.numerator / unit.denominator


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
