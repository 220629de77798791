"""What reads each kind of file: as commands and window do, to the end, with all that is made of it.

A reader may raise `UserError`. What it leaves in the folder on purpose when it succeeds, it takes away itself.
"""

import logging
from collections.abc import Callable, Mapping
from pathlib import Path

from acting_mirror.core.target import Target
from acting_mirror.pipeline.analyser import Analyser
from acting_mirror.pipeline.clip import Outputs, analyse_clip
from acting_mirror.pipeline.take_report import write_take
from acting_mirror.record.part_file import finish_part
from acting_mirror.record.practice_log import PracticeLog
from acting_mirror.record.take_index import TakeOrder
from acting_mirror.record.take_store import TakeStore
from acting_mirror.rehearsal.draft import read_pdf
from acting_mirror.rehearsal.lexicon import Lexicon
from acting_mirror.rehearsal.placing import by_times
from acting_mirror.rehearsal.script_file import ScriptFile
from acting_mirror.settings.profiles import Profiles
from acting_mirror.settings.schema import AnalysisSettings
from acting_mirror.settings.store import SettingsStore
from acting_mirror.vision.sources.clip_seeker import ClipSeeker
from acting_mirror.vision.sources.clip_sound import SoundReader
from acting_mirror.vision.sources.file import ClipFile
from acting_mirror.vision.sources.images import Photos
from acting_mirror.vision.sources.synthetic import SyntheticActor
from tests.fuzz.seeds import QUICK_MODEL
from tests.script_samples import LEXICON

logging.disable(logging.CRITICAL)

_LONGEST_S = 60
"""Of a clip that is looked at: damage makes lengths of days, which nobody waits for here."""
_SETTINGS = AnalysisSettings(model=QUICK_MODEL)


def _script(path: Path) -> None:
    file = ScriptFile.open(path, LEXICON, forgiving=True)
    assert file.doubt == "" or file.unspoken
    assert all(0 <= row < len(file.rows) for row, _ in file.faults)
    changed = file.with_targets({len(file.script.lines) - 1: Target("sad", 0.4)})
    assert [line.text for line in changed.script.lines] == [line.text for line in file.script.lines]
    assert file.content == path.read_bytes()


def _sides(path: Path) -> None:
    draft = read_pdf(path)
    script = draft.script_at(path.with_suffix(".fountain")).script
    assert draft.unsure <= len(draft.paragraphs) and script.lines


def _times(path: Path) -> None:
    script = ScriptFile.open(_PLAY, LEXICON).script
    by_times(path, script.of("ANNA"), 10)


def _settings(path: Path) -> None:
    store = SettingsStore(path)
    store.save(store.load())
    _remove_set_aside(path)


def _remove_set_aside(path: Path) -> None:
    """Take away what could not be read and was kept for the user on purpose."""
    path.with_name(f"{path.name}.bad").unlink(missing_ok=True)


def _profile(path: Path) -> None:
    profile = Profiles(path.parent).load(path.stem)
    profile.doubt("studio")


def _practice(path: Path) -> None:
    for each in PracticeLog(path).load():
        assert each.points >= 0


def _card(path: Path) -> None:
    analyser = Analyser.open_for_photos(AnalysisSettings(model=str(path.parent)))
    analyser.analyse(_ACTOR)


def _photo(path: Path) -> None:
    analyser = _analyser()
    with Photos(path) as photos:
        for frame in photos:
            analyser.analyse(frame)


def _clip(path: Path) -> None:
    with ClipFile(path) as clip:
        for frame in clip:
            if frame.t_s > _LONGEST_S:
                break
    with ClipSeeker(path) as seeker:
        for t_s in (0.3, 0.0, 1e6):
            frame = seeker.at(t_s)
            if frame is not None:
                seeker.before(frame)
                seeker.after(frame)


def _sound(path: Path) -> None:
    with SoundReader(path) as sound:
        for t_s, speed in ((0.0, 1.0), (0.4, 1.5)):
            seconds = 0.0
            for block in sound.blocks(t_s, speed):
                seconds += len(block) / 48_000
                if seconds > _LONGEST_S:
                    break


def _film(path: Path) -> None:
    outputs = Outputs(path.with_name("out.mp4"), path.with_name("out.csv"), path.with_name("out.json"))
    with ClipFile(path) as clip:
        analyse_clip(clip, _SETTINGS, outputs)
    for output in outputs.paths():
        output.unlink()


def _take(path: Path) -> None:
    root = next(parent for parent in path.parents if (parent / "Takes").is_dir())
    store = TakeStore(root / "Takes", root / "takes.sqlite")
    for order in TakeOrder:
        store.list("is it", order)
    (listed,) = store.list()
    opened = store.open_whole(listed.folder)
    store.set_notes(opened.take, "Noted.")
    for ending in (".html", ".json", ".csv"):
        write_take(opened, root / f"out{ending}")
        (root / f"out{ending}").unlink()
    _remove_set_aside(root / "takes.sqlite")


def _part(path: Path) -> None:
    finish_part(path).path.unlink()


def _analyser() -> Analyser:
    if not _ANALYSERS:
        _ANALYSERS.append(Analyser.open_for_photos(_SETTINGS))
    return _ANALYSERS[0]


_ACTOR = SyntheticActor((320, 240), 10.0).frame(0)
_ANALYSERS: list[Analyser] = []
_PLAY = Path(__file__).parents[1] / "data" / "texts" / "tape.fountain"

READERS: Mapping[str, Callable[[Path], None]] = {
    "script": _script,
    "sides": _sides,
    "times": _times,
    "settings": _settings,
    "lexicon": lambda path: Lexicon.load(path).suggest("like a fox") and None,
    "profile": _profile,
    "practice": _practice,
    "card": _card,
    "photo": _photo,
    "clip": _clip,
    "sound": _sound,
    "film": _film,
    "take": _take,
    "part": _part,
}
SHARES: Mapping[str, int] = {"script": 6, "sides": 2, "times": 2, "photo": 4, "clip": 5, "sound": 2, "take": 4}
"""How often a reader is tried; the others once."""
