"""How a tape is written so that it is as the profile asks: size, rate and bits."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from acting_mirror.core.errors import UserError
from acting_mirror.core.language import tr
from acting_mirror.files.disk import in_bytes
from acting_mirror.pipeline.delivery.file_name import ENDING
from acting_mirror.pipeline.delivery.part import Part
from acting_mirror.record.pictures import USUAL_RATES, steady_rate
from acting_mirror.settings.tape_profile import TapeProfile

LEAST_SHARE: Final = 0.85
"""Of the limit, where it binds: what is left over is quality given away."""
AIM: Final = 0.94
"""The share of the limit that is aimed at."""
_SOUND_BITS: Final = (96_000, 192_000)
"""A second, where the profile says nothing: the least and the best."""
_GOOD_BITS: Final = 0.04
"""Bits of a pixel, below which H.264 shows a face in blocks: 2.5 Mbit/s at 1080p."""
_BEST_BITS: Final = 0.13
"""Bits of a pixel that are enough, where the profile says nothing: 8 Mbit/s at 1080p."""
_ENOUGH_BITS: Final = 1_500_000
"""A second; small pictures need more for a pixel."""
_POOR_BITS: Final = 0.01
"""Bits of a pixel below which sound had better give some of its own."""
_LEAST_SOUND_BITS: Final = 48_000
_LEAST_BITS: Final = 0.0015
"""Bits of a pixel below which x264 can't go."""
_WIDE: Final = (16, 9)
_STEADY: Final = 0.002
"""Of a rate: a mean that is further from every usual one is of a clip whose pictures come as they like."""
_FINE_RATE: Final = 30
"""Pictures of any times keep to their sound within 20 ms at this rate."""
_PICTURE_BYTES, _SOUND_BYTES, _FILE_BYTES = 24, 800, 3000
"""What MP4 writes of each picture, of each second of sound, and of the file."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a tape is written.

    Attributes:
        size: (width, height) in pixels, even.
        rate: Pictures a second, steady.
        counts: How many pictures each part has.
        picture_bits: A second.
        sound_bits: A second; 0 where no part has sound.
        limit: How many bytes it may have; None for any number.
        binds: Whether the limit, and not what looks good, says how many bits there are.
        doubts: What the user should know of it, each a sentence.
    """

    size: tuple[int, int]
    rate: Fraction
    counts: tuple[int, ...]
    picture_bits: int
    sound_bits: int
    limit: int | None
    binds: bool
    doubts: tuple[str, ...]

    @property
    def length_s(self) -> float:
        """How long the tape is."""
        return float(sum(self.counts) / self.rate)

    @property
    def starts_s(self) -> list[float]:
        """When each part begins."""
        return [float(sum(self.counts[:number]) / self.rate) for number in range(len(self.counts))]


def plan(parts: Sequence[Part], first: Part, profile: TapeProfile) -> Plan:
    """Plan a tape.

    Args:
        parts: What it is joined from, in order.
        first: The part whose pictures' format is that of the tape.
        profile: What is asked.

    Raises:
        UserError: The limit is too small for any picture.
    """
    rate = _rate([part.rate for part in parts], profile)
    counts = tuple(max(1, round(part.length_s * rate)) for part in parts)
    length_s = float(sum(counts) / rate)
    doubts = [*_other_kind(profile), *_turned(parts, profile)]
    if profile.longest_s is not None and length_s > profile.longest_s:
        words = tr(
            "The tape is {length:.0f} s long; at most {most:.0f} s are taken.", length=length_s, most=profile.longest_s
        )
        doubts.append(words)
    limit = profile.largest_for(length_s)
    size = _size(first, profile)
    pixels = size[0] * size[1] * float(rate)
    sounds = any(part.sounds for part in parts)
    sound_bits = _sound_bits(pixels, rate, length_s, limit, profile) if sounds else 0
    left = _left(limit, sound_bits, rate, length_s)
    if profile.lines is not None and left is not None and left < _GOOD_BITS * pixels:
        size = _with_lines(size, profile.lines[0])
        pixels = size[0] * size[1] * float(rate)
    wanted = sum(profile.picture_bits) / 2 if profile.picture_bits else max(_BEST_BITS * pixels, _ENOUGH_BITS)
    if limit is not None and left is not None and left < _GOOD_BITS * pixels:
        enough = (_GOOD_BITS * pixels + _other_bits(sound_bits, rate)) * length_s / 8 + _FILE_BYTES
        doubts.append(_few(limit, length_s, int(enough / AIM), possible=left >= _LEAST_BITS * pixels))
    binds = left is not None and left < wanted
    bits = round(left if left is not None and binds else wanted)
    return Plan(size, rate, counts, bits, sound_bits, limit, binds, tuple(doubts))


def _few(limit: int, length_s: float, enough: int, possible: bool) -> str:
    """The sentence for a limit with which it does not look good; raises `UserError` where nothing is possible."""
    sizes = {"limit": in_bytes(limit), "length": length_s, "enough": in_bytes(enough)}
    if possible:
        return tr(
            "{limit} are few for {length:.0f} s of film: it looks good from {enough} on, or cut it shorter.", **sizes
        )
    raise UserError(
        tr("{limit} are too few for {length:.0f} s of film: it looks good from {enough} on; cut it shorter.", **sizes)
    )


def _rate(rates: Sequence[float], profile: TapeProfile) -> Fraction:
    """The parts' own rate, a half of it or a multiple; for what varies or does not fit together, about 30."""
    least, most = profile.rates or (0, 60)
    usual = [rate for rate in USUAL_RATES if least <= rate <= most] or [Fraction(most).limit_denominator(1001)]
    own = [steady_rate(rate) for rate in rates]
    fitting = [rate for rate in usual if 2 * rate >= max(own) and all(_fit(rate, other) for other in own)]
    if fitting and all(abs(rate - steady) < _STEADY * steady for rate, steady in zip(rates, own, strict=True)):
        return min(fitting, key=lambda rate: abs(rate - max(own)))
    return next((rate for rate in usual if rate >= _FINE_RATE), usual[-1])


def _fit(rate: Fraction, other: Fraction) -> bool:
    return 1 in (rate / other).as_integer_ratio()


def _size(first: Part, profile: TapeProfile) -> tuple[int, int]:
    """That of the first take, landscape or not as asked, with as many lines as are taken."""
    shape = first.size
    if profile.landscape is not None and (shape[0] > shape[1]) != profile.landscape:
        shape = _WIDE if profile.landscape else _WIDE[::-1]
    least, most = profile.lines or (2, 10_000)
    return _with_lines(shape, min(max(min(first.size), least), most))


def _with_lines(size: tuple[int, int], lines: int) -> tuple[int, int]:
    """The same format with so many lines, an even number."""
    scale = lines / min(size)
    return round(size[0] * scale / 2) * 2, round(size[1] * scale / 2) * 2


def _other_kind(profile: TapeProfile) -> list[str]:
    """What is asked for and not written, if it is."""
    kinds = ((profile.endings, ENDING), (profile.video_codecs, "h264"), (profile.audio_codecs, "aac"))
    return [
        tr(
            "{profile} asks for {wanted}; this is an MP4 with H.264 and AAC.",
            profile=profile.title,
            wanted=", ".join(asked),
        )
        for asked, written in kinds
        if asked is not None and written not in asked
    ]


def _turned(parts: Sequence[Part], profile: TapeProfile) -> list[str]:
    if profile.landscape is None:
        return []
    return [
        tr("{path} stands between black bars: its picture has another format than is asked for.", path=part.path)
        for part in parts
        if (part.size[0] > part.size[1]) != profile.landscape
    ]


def _sound_bits(pixels: float, rate: Fraction, length_s: float, limit: int | None, profile: TapeProfile) -> int:
    """The best; where the pictures need the room, the least, and where there would be none, less than is asked for."""
    least, most = profile.sound_bits or _SOUND_BITS
    best = max(least, min(most, _SOUND_BITS[1]))
    for bits, enough in ((best, _GOOD_BITS), (least, _GOOD_BITS), (least, _POOR_BITS)):
        left = _left(limit, bits, rate, length_s)
        if left is None or left >= enough * pixels:
            return bits
    return min(least, _LEAST_SOUND_BITS)


def _left(limit: int | None, sound_bits: int, rate: Fraction, length_s: float) -> float | None:
    """How many bits a second are left for the pictures; None for any number."""
    if limit is None:
        return None
    return (AIM * limit - _FILE_BYTES) * 8 / length_s - _other_bits(sound_bits, rate)


def _other_bits(sound_bits: int, rate: Fraction) -> float:
    return sound_bits + 8 * (_PICTURE_BYTES * float(rate) + _SOUND_BYTES)
