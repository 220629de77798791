"""The file of a tape against what a profile asks."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from acting_mirror.core.language import marked, tr
from acting_mirror.core.tape_point import ANY, Fault, Point, Rule, Verdict
from acting_mirror.pipeline.delivery.file_name import is_named, sample
from acting_mirror.settings.tape_profile import TapeProfile
from acting_mirror.vision.sources.container import open_clip, pictures_of, sound_of

_ENDINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "mov,mp4,m4a,3gp,3g2,mj2": (".mp4", ".mov", ".m4v", ".3gp"),
    "matroska,webm": (".mkv", ".webm"),
    "avi": (".avi",),
    "mpegts": (".ts", ".mts", ".m2ts"),
}
"""What files of FFmpeg's formats are called; the best ending first."""
_CONVERT: Final = marked("Deliver it with this program, which converts it, or convert it yourself.")
_BEARABLE_RATE: Final = 1.1
"""So many times as quick as asked for is still shown everywhere."""
_BEARABLE_LINES: Final = (0.75, 2.0)


@dataclass(frozen=True, slots=True)
class TapeFile:
    """What a file is.

    Attributes:
        name: As it is called, without its ending.
        ending: Of its name, in small letters, with its dot.
        endings: What a file of its kind is called; empty where that is not known.
        video_codec: FFmpeg's name.
        audio_codec: The same; None without sound.
        size: (width, height) as it is shown.
        rate: Pictures a second.
        length_s: How long it is.
        bytes: How large it is.
    """

    name: str
    ending: str
    endings: tuple[str, ...]
    video_codec: str
    audio_codec: str | None
    size: tuple[int, int]
    rate: float
    length_s: float
    bytes: int


def tape_file(path: Path, size: tuple[int, int], rate: float, length_s: float) -> TapeFile:
    """Look into a file.

    Args:
        path: The file.
        size: (width, height) as it is shown, upright and with square pixels.
        rate: Pictures a second.
        length_s: How long it is.

    Raises:
        UserError: It can't be opened.
    """
    with open_clip(path) as container:
        pictures, sound = pictures_of(container, path), sound_of(container)
        return TapeFile(
            name=path.stem,
            ending=path.suffix.lower(),
            endings=_ENDINGS.get(container.format.name, ()),
            video_codec=pictures.codec_context.codec.canonical_name,
            audio_codec=None if sound is None else sound.codec_context.codec.canonical_name,
            size=size,
            rate=rate,
            length_s=length_s,
            bytes=path.stat().st_size,
        )


def container_points(tape: TapeFile, profile: TapeProfile) -> list[Point]:
    """Each point of the file of which the profile says something."""
    found = [
        _container(tape, profile),
        _video(tape.video_codec, profile.video_codecs),
        _audio(tape.audio_codec, profile.audio_codecs),
        _lines(tape, profile),
        _landscape(tape, profile),
        _rate(tape, profile),
        _length(tape, profile),
        _bytes(tape, profile),
        _name(tape.name, profile.file_name),
    ]
    return [point for point in found if point is not None]


def _container(tape: TapeFile, profile: TapeProfile) -> Point | None:
    if profile.endings is None:
        return None
    name, ending, wanted = "format.container", tape.ending, ", ".join(profile.endings)
    if tape.endings and ending not in tape.endings:
        sentence = tr("The file is called {ending}, but is not of that kind.", ending=ending or "?")
        advice = tr("Convert it to {wanted}, or give it its right name, {right}.", wanted=wanted, right=tape.endings[0])
        return Point(name, Verdict.WONT, ending, "", None, sentence, advice)
    if ending in profile.endings:
        return Point(
            name, Verdict.GOOD, ending, "", None, tr("The file is of a kind that is taken: {value}.", value=ending)
        )
    related = any(each in tape.endings for each in profile.endings)  # such as .mov, which most take
    sentence = tr("The file is {value}; asked for is {wanted}.", value=ending or "?", wanted=wanted)
    verdict = Verdict.LOOK if related else Verdict.WONT
    return Point(name, verdict, ending, "", None, sentence, tr(_CONVERT))


def _video(codec: str, wanted: tuple[str, ...] | None) -> Point | None:
    if wanted is None:
        return None
    if codec in wanted:
        said = tr("The picture is coded as asked for: {value}.", value=codec)
        return Point("format.video", Verdict.GOOD, codec, "", None, said)
    said = tr("The picture is coded as {value}; asked for is {wanted}.", value=codec, wanted=", ".join(wanted))
    return Point("format.video", Verdict.WONT, codec, "", None, said, tr(_CONVERT))


def _audio(codec: str | None, wanted: tuple[str, ...] | None) -> Point | None:
    if wanted is None or codec is None:
        return None
    if codec in wanted:
        said = tr("The sound is coded as asked for: {value}.", value=codec)
        return Point("format.audio", Verdict.GOOD, codec, "", None, said)
    said = tr("The sound is coded as {value}; asked for is {wanted}.", value=codec, wanted=", ".join(wanted))
    return Point("format.audio", Verdict.WONT, codec, "", None, said, tr(_CONVERT))


def _lines(tape: TapeFile, profile: TapeProfile) -> Point | None:
    if profile.lines is None:
        return None
    least, most = profile.lines
    rule = Rule(
        "format.size",
        "lines",
        marked("The picture has {value:.0f} lines."),
        (least, most),
        (least * _BEARABLE_LINES[0], most * _BEARABLE_LINES[1]),
        Fault(
            marked("The picture is small: {value:.0f} lines."),
            marked("Film with more, as the camera's settings allow."),
        ),
        Fault(
            marked("The picture is larger than asked for: {value:.0f} lines."),
            _CONVERT,
        ),
    )
    return rule.judge(min(tape.size))


def _landscape(tape: TapeFile, profile: TapeProfile) -> Point | None:
    if profile.landscape is None:
        return None
    value = f"{tape.size[0]} x {tape.size[1]}"
    if (tape.size[0] > tape.size[1]) == profile.landscape:
        return Point("format.landscape", Verdict.GOOD, value, "", None, tr("The picture has the right format."))
    if profile.landscape:
        sentence, advice = tr("The picture is higher than wide."), tr("Film again, and turn the phone on its side.")
    else:
        sentence, advice = tr("The picture is wider than high."), tr("Film again, and hold the phone upright.")
    return Point("format.landscape", Verdict.WONT, value, "", None, sentence, advice)


def _rate(tape: TapeFile, profile: TapeProfile) -> Point | None:
    if profile.rates is None:
        return None
    least, most = profile.rates
    convert = marked("Set the camera to 24 to 30 pictures a second; to deliver the tape converts what is there.")
    rule = Rule(
        "format.rate",
        "1/s",
        marked("There are {value:.2f} pictures a second."),
        (least, most),
        (least / _BEARABLE_RATE, most * _BEARABLE_RATE),
        Fault(marked("There are only {value:.2f} pictures a second."), convert),
        Fault(marked("There are {value:.2f} pictures a second, more than are taken."), convert),
    )
    return rule.judge(tape.rate)


def _length(tape: TapeFile, profile: TapeProfile) -> Point | None:
    if profile.longest_s is None:
        return None
    fault = Fault(marked("The tape is {value:.0f} s long, longer than is taken."), marked("Cut it shorter."))
    good = (0.0, profile.longest_s)
    return Rule("format.length", "s", marked("The tape is {value:.0f} s long."), good, good, high=fault).judge(
        tape.length_s
    )


def _bytes(tape: TapeFile, profile: TapeProfile) -> Point | None:
    largest = profile.largest_for(tape.length_s)
    if largest is None:
        return None
    fixed = profile.largest_bytes is not None and largest == profile.largest_bytes
    good = (-math.inf, largest / 1e6)
    rule = Rule(
        "format.bytes",
        "MB",
        marked("The file has {value:.1f} MB."),
        good,
        good if fixed else ANY,
        high=Fault(
            marked("The file has {value:.1f} MB, more than is taken."),
            _CONVERT,
        ),
    )
    return rule.judge(tape.bytes / 1e6)


def _name(name: str, pattern: str | None) -> Point | None:
    if pattern is None:
        return None
    if is_named(name, pattern):
        return Point("format.name", Verdict.GOOD, name, "", None, tr("The file is named as asked for."))
    sentence = tr(
        "The file is called {value}; asked for is a name such as {wanted}.", value=name, wanted=sample(pattern)
    )
    advice = tr("Rename it, in letters without accents and without spaces; to deliver the tape names it so.")
    return Point("format.name", Verdict.LOOK, name, "", None, sentence, advice)
