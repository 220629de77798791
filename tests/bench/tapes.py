"""Self-tapes with known faults, checked: `python -m tests.bench.tapes FOLDER_OF_CLIPS [NAME…]`.

Makes tapes of `one_actor.mp4` of the research data, with speech of `tests/data`, some good and some with one fault each
that FFmpeg's filters or a few lines here make, and prints the table in `docs/self-tape-check.md`.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import av
import cv2
import numpy as np
from av.filter import Graph
from av.filter.context import FilterContext

from acting_mirror.core.tape_point import Verdict
from acting_mirror.pipeline.tape_check.check import check_tape
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.settings.tape_profile import load
from acting_mirror.vision.sources.file import ClipFile
from tests.media import RATE
from tests.speech import speech

_RATE: Final = 24
_SECONDS: Final = 9.0
_SIZE: Final = (1280, 720)
_SHIRT: Final = (52, 44, 40)
Pixels = Any
Samples = Any


@dataclass(frozen=True)
class Recipe:
    """How a tape is made.

    Attributes:
        faults: The points that must be named; none for a good tape.
        picture: FFmpeg's filters over the pictures.
        sound: Over the sound.
        begin_s: Where in the clip it begins.
        drawn: Changes a picture, by its number, before the filters.
        mixed: Changes the samples before the filters.
        order: Which picture is shown at each time, from how many there are.
        codec: FFmpeg's encoder.
        ending: Of the file.
        length_s: Of the tape.
        profile: For whom it is checked.
        scale: How large the actor is.
        crf: How strongly the pictures are compressed.
        words: When somebody speaks, in seconds, and how loudly.
    """

    faults: tuple[str, ...] = ()
    picture: tuple[str, ...] = ()
    sound: tuple[str, ...] = ()
    begin_s: float = 9.0
    drawn: Callable[[Pixels, int], Pixels] | None = None
    mixed: Callable[[Samples], Samples] | None = None
    order: Callable[[int], list[int]] | None = None
    codec: str = "libx264"
    ending: str = ".mp4"
    length_s: float = _SECONDS
    profile: str = "general"
    scale: float = 1.0
    crf: str = "20"
    words: tuple[tuple[float, float], ...] = ((1.2, 1.0), (5.0, 1.0))


def _dead(samples: Samples) -> Samples:
    return samples * np.array([[1.0], [0.0]], np.float32)


def _inverted(samples: Samples) -> Samples:
    return samples * np.array([[1.0], [-1.0]], np.float32)


def _beside(picture: Pixels) -> Pixels:
    """The actress once more, smaller."""
    picture = picture.copy()
    picture[300:700, 20:320] = cv2.resize(picture[160:720, 430:850], (300, 400))
    return picture


def _noise(level: float) -> Callable[[Samples], Samples]:
    return lambda samples: samples + np.random.default_rng(1).normal(0, level, samples.shape).astype(np.float32)


def _clipped(gain: float) -> Callable[[Samples], Samples]:
    return lambda samples: np.clip(samples * gain, -1, 1)


def _close(samples: Samples) -> Samples:
    """Speech from the first moment to the last."""
    return np.resize(np.stack([speech()] * 2), samples.shape).astype(np.float32) * np.float32(1)


GOOD: Final[Mapping[str, Recipe]] = {
    "as it is": Recipe(),
    "another moment": Recipe(begin_s=2.0),
    "a bit dimmer": Recipe(picture=("lutyuv=y=clip((val-128)*1.0+128+-15,16,235)",)),
    "a bit warmer": Recipe(picture=("colorbalance=rm=0.05:bm=-0.05",)),
    "a soft lens": Recipe(picture=("gblur=sigma=0.8",)),
    "a little grain": Recipe(picture=("noise=alls=5:allf=t",)),
    "a quiet fan": Recipe(mixed=_noise(0.0007)),
    "1 dB quieter": Recipe(sound=("volume=-1dB",)),
    "strongly compressed": Recipe(crf="30"),
    "a soft reader": Recipe(begin_s=4.5, length_s=12.0, words=((1.0, 1.0), (5.0, 1.0), (8.5, 0.8))),
    "mirrored": Recipe(picture=("hflip",)),
    "a bit cooler": Recipe(picture=("colortemperature=temperature=7500",)),
    "a close-up": Recipe(scale=1.35),
}
FAULTY: Final[Mapping[str, Recipe]] = {
    "portrait": Recipe(("format.landscape",), ("crop=404:720:438:0",)),
    "360 lines": Recipe(("format.size",), ("scale=640:360",)),
    "HEVC": Recipe(("format.video",), codec="libx265"),
    "Matroska": Recipe(("format.container",), ending=".mkv"),
    "60 pictures a second": Recipe(("format.rate",), ("fps=60",)),
    "every sixth picture doubled": Recipe(("format.steady",), order=lambda n: [i - (i % 6 == 5) for i in range(n)]),
    "every sixth picture doubled, compressed": Recipe(
        ("format.steady",), order=lambda n: [i - (i % 6 == 5) for i in range(n)], crf="28"
    ),
    "12 pictures doubled to 24": Recipe(("format.steady",), order=lambda n: [i - i % 2 for i in range(n)]),
    "every eighth picture dropped": Recipe(("format.steady",), ("select=mod(n,8)",)),
    "letterbox": Recipe(
        ("format.bars",),
        (
            "drawbox=0:0:iw:90:black:fill",
            "drawbox=0:ih-90:iw:90:black:fill",
        ),
    ),
    "pillarbox": Recipe(
        ("format.bars",),
        (
            "drawbox=0:0:160:ih:black:fill",
            "drawbox=iw-160:0:160:ih:black:fill",
        ),
    ),
    "two black seconds at the end": Recipe(("ends.black",), ("fade=out:st=6.9:d=0.1",)),
    "a frozen end": Recipe(("ends.frozen",), order=lambda n: [min(i, n - 48) for i in range(n)]),
    "too close": Recipe(("framing.size",), scale=2.0),
    "far too close": Recipe(("framing.size",), scale=2.8),
    "far away": Recipe(("framing.size",), scale=0.38),
    "head cut off": Recipe(
        ("framing.head_room",),
        (
            "crop=iw:ih-140:0:140",
            "scale=1280:720",
        ),
    ),
    "forehead cut off": Recipe(
        ("framing.head_room",),
        (
            "crop=iw:ih-190:0:190",
            "scale=1280:720",
        ),
    ),
    "at the edge": Recipe(("framing.centred",), ("scroll=hpos=0.3",)),
    "tilted": Recipe(("framing.level",), ("rotate=0.4",)),
    "a shaking camera": Recipe(
        ("framing.steady",),
        (
            "crop=iw-60:ih-40:30+15*sin(n*1.7):20+12*sin(n*2.3)",
            "scale=1280:720",
        ),
    ),
    "somebody else": Recipe(("framing.alone",), drawn=lambda picture, _: _beside(picture)),
    "dark": Recipe(("light.dark",), ("lutyuv=y=clip((val-128)*1.0+128+-92,16,235)",)),
    "very dark": Recipe(("light.dark",), ("curves=all='0/0 0.5/0.04 1/0.18'",)),
    "burnt out": Recipe(("light.burnt",), ("lutyuv=y=clip((val-128)*1.3+128+107,16,235)",)),
    "lit from one side": Recipe(("light.even",), ("geq=lum=lum(X,Y)*(0.25+0.75*gte(X,W*0.5)):cb=cb(X,Y):cr=cr(X,Y)",)),
    "a window behind": Recipe(("light.behind",), ("drawbox=60:60:330:360:white:fill",)),
    "blue": Recipe(("light.cast",), ("colorbalance=bm=0.5:bh=0.4:bs=0.4:rm=-0.3",)),
    "orange": Recipe(("light.cast",), ("colortemperature=temperature=2300",)),
    "green": Recipe(("light.cast",), ("colorbalance=gm=0.4:gh=0.3:gs=0.3",)),
    "out of focus": Recipe(("light.focus",), ("gblur=sigma=7",)),
    "noisy": Recipe(("light.noise",), ("noise=alls=45:allf=t",)),
    "no sound": Recipe(("sound.there",), sound=("volume=0",)),
    "quiet": Recipe(("sound.loudness",), sound=("volume=-16dB",)),
    "clipped": Recipe(("sound.clipped",), mixed=_clipped(6)),
    "clipped, turned down": Recipe(("sound.clipped",), sound=("volume=-8dB",), mixed=_clipped(6)),
    "hum": Recipe(("sound.noise",), mixed=_noise(0.03)),
    "one dead side": Recipe(("sound.channels",), mixed=_dead),
    "one side inverted": Recipe(("sound.phase",), mixed=_inverted),
    "a constant offset": Recipe(("sound.offset",), mixed=lambda samples: samples + np.float32(0.12)),
    "a loud reader": Recipe(("sound.reader",), begin_s=4.5, length_s=12.0, words=((1.0, 0.4), (8.0, 1.2))),
    "cut at both ends": Recipe(("ends.before", "ends.after"), mixed=_close),
}


def make(clips: Path, recipe: Recipe, path: Path) -> Path:
    """Write a tape."""
    pictures = list(_pictures(clips, recipe))
    if recipe.order is not None:
        pictures = [pictures[index] for index in recipe.order(len(pictures))]
    if recipe.drawn is not None:
        pictures = [recipe.drawn(picture, index) for index, picture in enumerate(pictures)]
    rate = 60 if "fps=60" in recipe.picture else _RATE
    with av.open(str(path), "w") as out:
        frames = list(_seen(pictures, recipe.picture))
        video: Any = out.add_stream(recipe.codec, rate=rate, options={"crf": recipe.crf, "preset": "veryfast"})
        video.width, video.height, video.pix_fmt = frames[0].width, frames[0].height, "yuv420p"
        audio: Any = out.add_stream("aac", rate=RATE)
        audio.codec_context.layout = "stereo"
        for index, frame in enumerate(frames):
            if not any(each.startswith("select") for each in recipe.picture):
                frame.pts, frame.time_base = index, Fraction(1, rate)
            out.mux(video.encode(frame))
        out.mux(video.encode(None))
        for frame in _heard(recipe):
            out.mux(audio.encode(frame))
        out.mux(audio.encode(None))
    return path


def _pictures(clips: Path, recipe: Recipe) -> Iterator[Pixels]:
    """The actress in the middle of a larger picture, with her wall continued and a plain shirt."""
    with ClipFile(clips / "one_actor.mp4") as clip:
        for frame in clip:
            if recipe.begin_s <= frame.t_s < recipe.begin_s + recipe.length_s:
                yield _framed(frame.bgr, recipe.scale)


def _framed(bgr: Pixels, scale: float) -> Pixels:
    width, height = _SIZE
    wall = cv2.resize(bgr[:, :200], _SIZE, interpolation=cv2.INTER_CUBIC)
    actress = cv2.resize(bgr[:, 230:], None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    left, top = round(width / 2 - (0.69 * 640 - 230) * scale), round(0.12 * height)
    x, right, bottom = max(0, left), min(width, left + actress.shape[1]), min(height, top + actress.shape[0])
    wall[bottom:, round(width * 0.27) : round(width * 0.73)] = _SHIRT
    wall[top:bottom, x:right] = actress[: bottom - top, x - left : right - left]
    return wall


def _seen(pictures: Sequence[Pixels], filters: Sequence[str]) -> Iterator[Any]:
    graph = Graph()
    height, width = pictures[0].shape[:2]
    source = graph.add_buffer(width=width, height=height, format="bgr24", time_base=Fraction(1, _RATE))
    _link(graph, source, [*filters, "format=yuv420p"], "buffersink")
    for index, picture in enumerate(pictures):
        frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), "bgr24")
        frame.pts, frame.time_base = index, Fraction(1, _RATE)
        graph.push(frame)
        yield from _ready(graph)
    graph.push(None)
    yield from _ready(graph)


def _heard(recipe: Recipe) -> Iterator[Any]:
    """Speech with pauses of a second, and a second of air at each end."""
    words = 0.88 * np.stack([np.resize(speech(), round(2.3 * RATE))] * 2)
    samples = np.zeros((2, round(recipe.length_s * RATE)), np.float32)
    for start_s, loudness in recipe.words:
        start = round(start_s * RATE)
        samples[:, start : start + words.shape[1]] = loudness * words[:, : samples.shape[1] - start]
    samples += np.random.default_rng(0).normal(0, 0.0003, samples.shape).astype(np.float32)
    samples = (recipe.mixed(samples) if recipe.mixed is not None else samples).astype(np.float32)
    graph = Graph()
    source = graph.add_abuffer(sample_rate=RATE, format="fltp", layout="stereo")
    _link(graph, source, [*recipe.sound, "aformat=sample_fmts=fltp", "asetnsamples=1024:p=0"], "abuffersink")
    for start in range(0, samples.shape[1], 1024):
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples[:, start : start + 1024]), "fltp", "stereo")
        frame.sample_rate, frame.pts, frame.time_base = RATE, start, Fraction(1, RATE)
        graph.push(frame)
        yield from _ready(graph)
    graph.push(None)
    yield from _ready(graph)


def _link(graph: Graph, source: FilterContext, filters: Sequence[str], sink: str) -> None:
    steps = [graph.add(name, words) for name, _, words in (each.partition("=") for each in filters)]
    graph.link_nodes(source, *steps, graph.add(sink)).configure()


def _ready(graph: Graph) -> Iterator[Any]:
    while True:
        try:
            yield graph.pull()
        except (BlockingIOError, EOFError):
            return


def main(clips: Path, *names: str) -> None:
    """Make all tapes or some, check them, and print a table."""
    print("| tape | must name | named | other faults |\n| --- | --- | --- | --- |")
    missed = false = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, recipe in {**GOOD, **FAULTY}.items():
            if names and name not in names:
                continue
            path = make(clips, recipe, Path(folder, f"{name.replace(' ', '_')}{recipe.ending}"))
            found = check_tape(path, load(recipe.profile), AnalysisSettings())
            faults = {point.point: point for point in found.points if point.verdict is not Verdict.GOOD}
            named = [f"{faults[point].verdict} {point}" for point in recipe.faults if point in faults]
            others = [f"{point} ({each.value})" for point, each in faults.items() if point not in recipe.faults]
            missed += len(recipe.faults) - len(named)
            false += bool(others) and name in GOOD
            print(f"| {name} | {', '.join(recipe.faults)} | {', '.join(named)} | {', '.join(others)} |", flush=True)
            path.unlink()
    print(f"\n{missed} of the faults missed, false alarms in {false} of the good tapes")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
