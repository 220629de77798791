"""Whole small files of every kind that the program reads; each is damaged on its own."""

import io
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from PIL import Image

from acting_mirror.core.calibration import Profile
from acting_mirror.core.practice_result import RoundResult, TaskResult
from acting_mirror.core.take import FACTS_FILE, TIMELINE_FILE
from acting_mirror.record.part_file import PART_SUFFIX
from acting_mirror.record.practice_log import PracticeLog
from acting_mirror.record.take_store import TakeStore
from acting_mirror.settings.profiles import Profiles
from acting_mirror.settings.schema import (
    DEFAULT_MODEL,
    AnalysisSettings,
    PracticeSettings,
    RehearsalSettings,
    Settings,
    WindowSettings,
)
from acting_mirror.settings.store import SettingsStore
from acting_mirror.vision.model_bundle import load_bundle
from acting_mirror.vision.sources.synthetic import SyntheticActor
from tests.heif import make_heic
from tests.media import beep, make_clip, moving, steady
from tests.script_samples import FDX, FOUNTAIN, PLAIN
from tests.sides_pdf import LAYOUTS, make_parts, set_script
from tests.takes import a_line, make_take, some_facts

QUICK_MODEL = "mini_xception"
TEXTS = Path(__file__).parents[1] / "data" / "texts"
_SETTINGS = Settings(
    AnalysisSettings(detector="yunet", smoothing_s=0.5),
    WindowSettings(camera_size=(640, 480), recent=("a.mp4", "https://b.org/ü"), camera="Webcam", welcomed=True),
    RehearsalSettings(advance="voice", words_a_minute=120, scripts=(("a.fountain", "ANNA"),)),
    PracticeSettings(("fear", "sad"), level=3),
)
_PDFS = ("screenplay", "serif")
_LEXICON = '"like a fox" = "happy 30%"\n"smile dying" = "happy -> sad"\nflatly = ""\n'


@dataclass(frozen=True)
class Seed:
    """A whole file.

    Attributes:
        name: Where it lies in the folder that its reader is given.
        content: What is damaged.
        beside: The files around it, which stay whole.
    """

    name: str
    content: bytes
    beside: Mapping[str, bytes] = field(default_factory=dict)


def make_seeds() -> dict[str, list[Seed]]:
    """All of them, by their readers' names."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "photos").mkdir()
        return {
            "script": _scripts(),
            "sides": [Seed(f"{name}.pdf", set_script(make_parts(4), LAYOUTS[name])) for name in _PDFS],
            "times": [Seed(path.name, path.read_bytes()) for path in sorted(TEXTS.iterdir()) if _is_table(path)],
            "settings": [_settings(folder)],
            "lexicon": [Seed("lexicon.toml", _LEXICON.encode())],
            "profile": [_profile(folder)],
            "practice": [_practice(folder)],
            "card": [_card()],
            "photo": _photos(folder / "photos"),
            "clip": _clips(folder),
            "sound": _sounds(folder),
            "film": [_film(folder)],
            "take": _takes(folder),
            "part": [_part(folder)],
        }


def _is_table(path: Path) -> bool:
    return path.suffix in (".csv", ".txt")


def _scripts() -> list[Seed]:
    texts = {"a.fountain": FOUNTAIN, "a.fdx": FDX, "a.txt": PLAIN, "b.txt": FOUNTAIN}
    whole = [Seed(name, text.encode()) for name, text in texts.items()]
    encoded = [
        Seed("c.fountain", FOUNTAIN.replace("\n", "\r\n").encode("cp1252")),
        Seed("d.fountain", FOUNTAIN.encode("utf-16")),
        Seed("b.fdx", FDX.replace("UTF-8", "UTF-16").encode("utf-16")),
    ]
    return whole + encoded


def _settings(folder: Path) -> Seed:
    store = SettingsStore(folder / "settings.json")
    store.save(_SETTINGS)
    return Seed("settings.json", store.path.read_bytes())


def _profile(folder: Path) -> Seed:
    rest = np.array([0.1] * 6 + [0.4], np.float32)
    Profiles(folder).save(Profile("me", rest, np.ones(7, np.float32), DEFAULT_MODEL))
    return Seed("me.json", (folder / "me.json").read_bytes())


def _practice(folder: Path) -> Seed:
    log = PracticeLog(folder / "practice.jsonl")
    tasks = (TaskResult("happy", None, 0.8, 1.5, 1.5, 96.5), TaskResult("fear", "happy", None, 0.0, 1.0, 0.0))
    for level in (1, 2):
        log.append(RoundResult(datetime(2026, 11, 24, 9, level, tzinfo=UTC), level, "Anna Ö", 1, tasks))
    return Seed("practice.jsonl", log.path.read_bytes())


def _card() -> Seed:
    files = {path.name: path.read_bytes() for path in load_bundle(QUICK_MODEL).folder.glob("*.*")}
    return Seed("card.json", files.pop("card.json"), files)


def _photos(folder: Path) -> list[Seed]:
    picture = Image.fromarray(SyntheticActor((96, 72), 10.0).frame(0).bgr[:, :, ::-1].copy())
    turned = Image.Exif()
    turned[0x0112] = 6
    made = {
        "a.jpg": (picture, {"exif": turned}),
        "b.jpg": (picture, {"progressive": True}),
        "c.jpg": (picture.convert("CMYK"), {}),
        "a.png": (picture, {}),
        "b.png": (picture.convert("P"), {"transparency": 0}),
        "c.png": (picture.convert("I;16"), {}),
        "a.webp": (picture, {}),
        "a.tiff": (picture, {"compression": "tiff_lzw"}),
        "a.bmp": (picture, {}),
        "a.avif": (picture, {}),
    }
    seeds = [Seed("a.heic", make_heic(folder / "a.heic", [SyntheticActor((96, 72), 10.0).frame(0).bgr]).read_bytes())]
    for name, (photo, options) in made.items():
        content = io.BytesIO()
        photo.save(content, {"jpg": "JPEG", "tiff": "TIFF"}.get(name[2:], name[2:].upper()), **options)
        seeds.append(Seed(name, content.getvalue()))
    return seeds


def _clips(folder: Path) -> list[Seed]:
    size, exact = (64, 48), {"fflags": "+bitexact"}
    for name in ("a.mp4", "a.mov", "a.mkv", "a.ts"):
        make_clip(folder / name, steady(0.6), size, sound=beep(0.6, 0.2), container_options=exact)
    make_clip(folder / "a.avi", steady(0.6), size, sound=beep(0.6, 0.2), codec="mpeg4", container_options=exact)
    pictures = [Image.fromarray(moving(size)(t_s)) for t_s in steady(0.6, 10)]
    for name in ("a.gif", "a.webp", "a.png"):
        pictures[0].save(folder / name, save_all=True, append_images=pictures[1:], duration=100)
    return [Seed(path.name, path.read_bytes()) for path in sorted(folder.glob("a.*"))]


def _sounds(folder: Path) -> list[Seed]:
    for name in ("s.m4a", "s.wav", "s.mkv"):
        make_clip(folder / name, sound=beep(0.8, 0.2), container_options={"fflags": "+bitexact"})
    return [Seed(path.name, path.read_bytes()) for path in sorted(folder.glob("s.*"))]


def _film(folder: Path) -> Seed:
    actor = SyntheticActor((160, 120), 10.0)
    clip = make_clip(
        folder / "film.mp4",
        steady(0.5, 10),
        actor.size,
        lambda t_s: actor.frame(round(t_s * 10)).bgr,
        beep(0.5, 0.1),
        container_options={"fflags": "+bitexact"},
    )
    return Seed("film.mp4", clip.read_bytes())


def _takes(folder: Path) -> list[Seed]:
    take = make_take(folder / "Takes", "one", some_facts(lines=[a_line(1), a_line(2, "No.", None)]))
    TakeStore(folder / "Takes", folder / "takes.sqlite").list()
    files = {f"Takes/one/{path.name}": path.read_bytes() for path in sorted(take.folder.iterdir())}
    files["takes.sqlite"] = (folder / "takes.sqlite").read_bytes()
    damaged = (f"Takes/one/{FACTS_FILE}", f"Takes/one/{TIMELINE_FILE}", "takes.sqlite")
    return [Seed(name, files[name], {n: c for n, c in files.items() if n != name}) for name in damaged]


def _part(folder: Path) -> Seed:
    name = f"output.avi{PART_SUFFIX}"
    options = {"fflags": "+bitexact"}
    make_clip(folder / name, steady(0.6), sound=beep(0.6, 0.2), codec="mpeg4", container_options=options)
    return Seed(name, (folder / name).read_bytes())
