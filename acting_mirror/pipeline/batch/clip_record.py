"""The record of a clip that has been read: written last, so that where it is, all else is there too."""

import json
from dataclasses import asdict

from acting_mirror.core.text import printable
from acting_mirror.files.whole_file import write_new
from acting_mirror.pipeline.batch.task import RECORD, ClipTask, Figures, Fingerprint


def write_record(task: ClipTask, seen: Fingerprint, figures: Figures) -> None:
    """Note what a clip shows; raises `UserError` where that can't be written."""
    content = {"clip": printable(str(task.clip)), **_about(task, seen), "figures": figures}
    text = json.dumps(content, indent=2, ensure_ascii=False) + "\n"
    write_new(task.output(RECORD), text.encode(), force=True)


def recorded(task: ClipTask, seen: Fingerprint) -> Figures | None:
    """What a clip shows, where just this clip was read in this way before; else None."""
    try:
        content = json.loads(task.output(RECORD).read_bytes())
        about = {name: content[name] for name in _about(task, seen)}
        figures: Figures = dict(content["figures"])
    except (OSError, ValueError, TypeError, KeyError):  # none, half of one, or not ours
        return None
    whole = about == _about(task, seen) and all(path.exists() for path in task.outputs())
    return figures if whole else None


def _about(task: ClipTask, seen: Fingerprint) -> dict[str, object]:
    return {**asdict(seen), "way": json.loads(task.way.noted())}
