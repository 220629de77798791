"""The page `docs/columns.md`, made of the columns that tables have: `python -m tests.columns [FILE]`."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from acting_mirror.core.labels import EMOTIONS
from acting_mirror.core.moved import SHOWN
from acting_mirror.core.movements import MOVEMENTS
from acting_mirror.report import clips_table, table
from acting_mirror.report.clip_figures import FIGURES
from acting_mirror.report.take_table import LINE_COLUMNS

PAGE: Final = Path(__file__).parents[1] / "docs" / "columns.md"
_HEAD: Final = """\
# The columns of tables

Tables are CSV in UTF-8, with commas and decimal points. Times are seconds from the first picture. What is not known is
left empty. `python -m tests.columns` makes this page from the program itself.
"""

Meaning = tuple[str, str]
"""The unit, and what it is."""

_FACE: Final[Mapping[str, Meaning]] = {
    "t_s": ("s", "when the picture is shown"),
    "frame": ("", "number of the picture, from 0"),
    "file": ("", "name of the photo"),
    "person": ("", "who it is, from 0, the largest face; the screen counts from 1"),
    "x": ("pixels", "left edge of the face"),
    "y": ("pixels", "top edge of the face"),
    "width": ("pixels", "width of the face"),
    "height": ("pixels", "height of the face"),
    "readable": ("0 or 1", "whether the face can be read"),
    "reason": ("", "why it can't be read"),
    "label": ("", "the emotion that is named; it does not flicker"),
    **{name: ("%", f"how much the face shows of {name}, smoothed; the seven sum to 100") for name in EMOTIONS},
    **{
        f"raw_{name}": ("%", f"{name} in this picture alone; empty where a face of a live crowd had no turn in it")
        for name in EMOTIONS
    },
}
_MEASURED: Final[Mapping[str, Meaning]] = {
    "yaw_deg": ("degrees", "the head is turned, above 0 to the person's own left"),
    "pitch_deg": ("degrees", "the head is turned up"),
    "roll_deg": ("degrees", "the head is tilted, above 0 to the person's own left shoulder"),
    "gaze_yaw_deg": ("degrees", "the eyes look, seen from the lens, to the person's own left"),
    "gaze_pitch_deg": ("degrees", "the eyes look up, seen from the lens"),
    "eyes_closed": ("0 to 1", "the eyes are closed, from open as at rest to shut"),
}
_UNITS: Final = {movement.name: movement.unit for movement in MOVEMENTS}
_CLIP: Final[Mapping[str, Meaning]] = {
    "clip": ("", "the clip's path"),
    "table": ("", "its own table, from the folder of all results"),
    "error": ("", "why it can't be read, in a sentence"),
    "length_s": ("s", "how much of it was read, to the end of the last picture"),
    "broke_at_s": ("s", "where it breaks off, if it does"),
    "frames": ("", "number of pictures"),
    "people": ("", "how many people were seen"),
    "face": ("% of pictures", "in which the largest face was found"),
    "readable": ("% of pictures", "in which it could be read; below 80, think twice"),
    "light": ("0 to 255", "mean grey value of the largest face, the median of one picture a second"),
    "sharpness": (
        "0 to 1",
        "how much of its contrast lies in fine details, likewise; 0.2 to 0.8 is sharp, below 0.02 unreadable",
    ),
    "label": ("", "the emotion that was named most often"),
    "head_still": ("% of pictures", "in which the head was still"),
    "head_speed_deg_s": ("degrees/s", "how fast the head turned or tilted, on average"),
    "nods": ("", "how often it nodded"),
    "shakes": ("", "how often it was shaken"),
    "blinks": ("", "how often the eyes blinked"),
    "blinks_a_minute": ("1/min", "the same a minute in which the eyes were seen"),
}
_PARTS: Final = {
    "mean": "mean over the readable pictures",
    "median": "median over the readable pictures",
    "top": "in which this emotion was the one that was named",
    "least": "the least",
    "most": "the most",
}
_LINE: Final[Mapping[str, Meaning]] = {
    "number": ("", "number of the line in the script"),
    "character": ("", "who says it"),
    "text": ("", "what is said"),
    "target": ("", "what was to be shown, as scripts write it"),
    "listening": ("0 or 1", "whether you listened"),
    "start_s": ("s", "when it began"),
    "end_s": ("s", "when it ended"),
    "score": ("0 to 100", "its points; of a line of directions alone, their mean"),
    "on_target": ("0 to 1", "share of the readable time in which the target was shown"),
    "onset_s": ("s", "from its start until the target showed"),
    "strength": ("0 to 1", "median strength while it showed, of your own range"),
    "steadiness": ("0 to 1", "1 for a face that holds or grows evenly"),
    "leak": ("", "the emotion that showed most instead"),
    "leak_share": ("0 to 1", "share of the readable time in which that one led"),
    "readable": ("0 to 1", "share of its time in which the face could be read"),
    "directions": ("0 to 100", "each direction with its points, such as `look: lens 60; still 100`"),
    "words_a_minute": ("1/min", "how quickly it was spoken, from its first sound to its last, pauses included"),
    "pauses": ("", "how many silences of 0.4 s and more it had meanwhile"),
    "paused_s": ("s", "how long they were together"),
    "loudness": ("LUFS", "how loud its speech was"),
}


def page() -> str:
    """All tables with their columns."""
    return "".join(
        [
            _HEAD,
            *_section("A clip: `analyse --csv`, `takes --readings`, `batch`", table.COLUMNS, _FACE),
            "\nWith `--movements` follow, in the rows of person 0:\n",
            *_rows(SHOWN, {name: _moved(name) for name in SHOWN}),
            *_section("Photos: `photos --csv`", table.PHOTO_COLUMNS, _FACE),
            "\nWith `--movements`, the same columns follow as in clips.\n",
            *_section("Many clips: `batch`, the file `clips.csv`", clips_table.COLUMNS, _clips()),
            *_section("The lines of a take: `takes --csv`, `rehearse --csv`", LINE_COLUMNS, _LINE),
        ]
    )


def _section(title: str, columns: Sequence[str], meanings: Mapping[str, Meaning]) -> Iterator[str]:
    yield f"\n## {title}\n"
    yield from _rows(columns, meanings)


def _rows(columns: Sequence[str], meanings: Mapping[str, Meaning]) -> Iterator[str]:
    yield "\n| column | unit | what it is |\n| --- | --- | --- |\n"
    for column in columns:
        unit, words = meanings[column]
        yield f"| `{column}` | {unit} | {words} |\n"


def _moved(name: str) -> Meaning:
    if name in _MEASURED:
        return _MEASURED[name]
    return "0 to 1", f"{name.replace('_', ' ')}, from rest on; it resembles {_UNITS[name]} of FACS"


def _clips() -> Mapping[str, Meaning]:
    """Those of many clips; most are a part, such as the mean, of a column that single clips have."""
    return {**_CLIP, **{name: _part_of(name) for name in FIGURES if name not in _CLIP}}


def _part_of(column: str) -> Meaning:
    part, _, name = column.partition("_")
    if name in EMOTIONS:
        return ("% of the readable pictures" if part == "top" else "%"), f"{name}: {_PARTS[part]}"
    unit, words = _moved(name)
    return unit, f"{words.split(';')[0]}: {_PARTS[part].removesuffix(' over the readable pictures')}"


if __name__ == "__main__":
    Path(*sys.argv[1:2] or [PAGE]).write_text(page(), encoding="utf-8")
