"""What the keys do: the one table from which shortcuts, tool tips and the help come."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from acting_mirror.core.language import marked, tr

EVERYWHERE: Final = marked("Everywhere")
_SIGNS: Final = {
    "Left": "←",
    "Right": "→",
    "PgUp": marked("Page Up"),
    "PgDown": marked("Page Down"),
    "Return": marked("Enter"),
}
_REPEATED: Final = ("step", "skip")
"""These go on while their keys are held."""


@dataclass(frozen=True, slots=True)
class Action:
    """One line of the table.

    Attributes:
        name: By which it is bound.
        keys: As `QKeySequence` reads them.
        title: What the help says of it.
        page: Title of the page on which it does that.
        tips: For the tool tips of its buttons, one a key; the title where left out.
        shown: How several keys are written; each of them where left out.
    """

    name: str
    keys: tuple[str, ...]
    title: str
    page: str = EVERYWHERE
    tips: tuple[str, ...] = ()
    shown: str = ""

    @property
    def shown_keys(self) -> str:
        """The keys as the help writes them."""
        return _native(tr(self.shown)) or "  ".join(map(_written, self.keys))


_SCORE: Final = marked("Score a clip")
_CORRECT: Final = marked("Look through a script")
_STEP: Final = ("Left", "Right")
_SKIP: Final = ("Shift+Left", "Shift+Right")
_DIGITS: Final = tuple("0123456789")

ACTIONS: Final = (
    Action(
        "page",
        ("Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4"),
        marked("Mirror, Rehearse, Practice, Takes"),
        tips=(marked("Mirror"), marked("Rehearse"), marked("Practice"), marked("Takes")),
        shown=marked("Ctrl+1 to 4"),
    ),
    Action("open", ("Ctrl+O",), marked("Open a clip or photos; on the Rehearse page, a script")),
    Action("link", ("Ctrl+L",), marked("Open a link")),
    Action("export", ("Ctrl+E",), marked("Export"), tips=(marked("Save the annotated clip and its numbers"),)),
    Action("snapshot", ("Ctrl+S",), marked("Take a snapshot"), tips=(marked("Save this picture and copy it"),)),
    Action("undo", ("Ctrl+Z",), marked("Undo: targets, markers, notes, names, stars, and what went to the bin")),
    Action("redo", ("Ctrl+Shift+Z", "Ctrl+Y"), marked("Do it again"), shown="Ctrl+Shift+Z"),
    Action("mirror", ("M",), marked("Mirror the picture"), tips=(marked("Flip the camera's picture like a mirror"),)),
    Action("full_screen", ("F",), marked("Full screen")),
    Action("back", ("Esc",), marked("Leave full screen")),
    Action("set_up", ("Ctrl+U",), marked("Set up camera, light and microphone")),
    Action("settings", ("Ctrl+,",), marked("Settings")),
    Action("help", ("?",), marked("Show these keys"), tips=(marked("Keys and help"),)),
    Action("quit", ("Ctrl+Q",), marked("Close the program")),
    Action(
        "main",
        ("Space",),
        marked("Record and stop; in a clip, play and pause"),
        "Mirror",
        (marked("Record what the camera sees, or play the clip"),),
    ),
    Action(
        "step",
        _STEP,
        marked("One picture, or photo, back or on"),
        "Mirror",
        (marked("One picture back"), marked("One picture on")),
    ),
    Action("skip", _SKIP, marked("Five seconds back or on in a clip"), "Mirror"),
    Action("pause", ("P",), marked("Freeze the curves, or follow again"), "Mirror"),
    Action(
        "digit", _DIGITS, marked("Follow the face with that number; 1 is the nearest"), "Mirror", shown=marked("1 to 9")
    ),
    Action(
        "main",
        ("Space",),
        marked("Record a take, and stop"),
        "Rehearse",
        (marked("Record a take; it stops by itself after the last line"),),
    ),
    Action(
        "rehearse",
        ("Return", "Enter"),
        marked("Rehearse without recording, and stop"),
        "Rehearse",
        (marked("Start the prompter without recording"), marked("Stop rehearsing")),
        shown=marked("Enter"),
    ),
    Action("step", _STEP, marked("Say the line again, or move on to the next"), "Rehearse"),
    Action("paste", ("Ctrl+V",), marked("Paste a script that you copied elsewhere"), "Rehearse"),
    Action("prompt", ("H",), marked("Help with hidden words: the next one, then the line"), "Rehearse"),
    Action(
        "main",
        ("Space",),
        marked("Start and stop a round; so does Enter"),
        "Practice",
        (marked("Start a round, and stop it"),),
    ),
    Action("pause", ("P",), marked("Pause the round, and resume"), "Practice"),
    Action(
        "step",
        _STEP,
        marked("Skip a task; between rounds, choose the level"),
        "Practice",
        (marked("An easier level"), marked("Skip this one")),
    ),
    Action("digit", _DIGITS[:8], marked("All emotions, or one more or fewer"), "Practice", shown=marked("0, 1 to 7")),
    Action("back", ("Esc",), marked("Stop the round, or back to the choice"), "Practice"),
    Action("main", ("Space",), marked("Play and pause"), "Takes", (marked("Play, or pause"),)),
    Action(
        "step", _STEP, marked("One picture back or on"), "Takes", (marked("One picture back"), marked("One picture on"))
    ),
    Action("skip", _SKIP, marked("Five seconds back or on"), "Takes"),
    Action("line", ("PgUp", "PgDown"), marked("One line back or on"), "Takes"),
    Action("marker", ("N",), marked("Add a marker"), "Takes", (marked("Note something at this moment"),)),
    Action("delete", ("Del",), marked("Move the take to the bin"), "Takes"),
    Action("back", ("Esc",), marked("Back to all takes"), "Takes", (marked("Back to the list of takes"),)),
    Action("tap", ("T",), marked("Your line starts here, or ends"), _SCORE),
    Action(
        "untap",
        ("Backspace",),
        marked("Take back the last tap or correction"),
        _SCORE,
        (marked("Take back the last tap or correction, and hear that place again"),),
    ),
    Action(
        "kind",
        ("1", "2", "3", "4", "5", "6"),
        marked("What the paragraph is, as the buttons stand below"),
        _CORRECT,
        (
            marked("It is the name of who speaks"),
            marked("It is spoken"),
            marked("It is a direction in brackets"),
            marked("It is action, and not spoken"),
            marked("It is the heading of a scene"),
            marked("It is no part of the script"),
        ),
        shown=marked("1 to 6"),
    ),
    Action("right", ("R",), marked("The paragraph is what it is taken for"), _CORRECT),
    Action("unsure", ("N",), marked("Go to the next paragraph that is unsure"), _CORRECT),
)


def tip(name: str, page: str = EVERYWHERE, key: int = 0) -> str:
    """What the tool tip of a button says that does what a key does, with the key.

    Args:
        name: Of the action.
        page: Title of the page.
        key: Which of its keys, from 0.
    """
    action = next(each for each in ACTIONS if (each.name, each.page) == (name, page))
    words = action.tips[key] if action.tips else action.title
    return f"{tr(words)} ({_written(action.keys[key])})"


def bind(widget: QWidget, handlers: Mapping[str, Callable[[int], object]]) -> None:
    """Bind actions by their names; text fields keep the keys that write text.

    Args:
        widget: In which the keys hold.
        handlers: What is done; gets which of the action's keys was pressed, from 0.
    """
    for name, act in handlers.items():
        keys = dict.fromkeys(key for action in ACTIONS if action.name == name for key in action.keys)
        for number, key in enumerate(keys):
            shortcut = QShortcut(QKeySequence(key), widget)
            shortcut.setAutoRepeat(name in _REPEATED)
            shortcut.activated.connect(lambda act=act, number=number: act(number))


def by_page() -> dict[str, list[tuple[str, str]]]:
    """The keys as they are written and what they do, by the titles of the pages."""
    table: dict[str, list[tuple[str, str]]] = {}
    for action in ACTIONS:
        table.setdefault(action.page, []).append((action.shown_keys, tr(action.title)))
    return table


def _written(key: str) -> str:
    for name, sign in _SIGNS.items():
        key = key.replace(name, tr(sign))
    return _native(key)


def _native(shown: str) -> str:
    """The same key has another name on a Mac."""
    return shown.replace("Ctrl+", "⌘") if sys.platform == "darwin" else shown
