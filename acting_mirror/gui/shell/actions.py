"""What the keys do: the one table from which shortcuts, tool tips and the help come."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

EVERYWHERE: Final = "Everywhere"
_SIGNS: Final = {"Left": "←", "Right": "→", "PgUp": "Page Up", "PgDown": "Page Down", "Return": "Enter"}
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
        return _native(self.shown) or "  ".join(map(_written, self.keys))


_STEP: Final = ("Left", "Right")
_SKIP: Final = ("Shift+Left", "Shift+Right")
_DIGITS: Final = tuple("0123456789")

ACTIONS: Final = (
    Action(
        "page",
        ("Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4"),
        "Mirror, Rehearse, Practice, Takes",
        tips=("Mirror", "Rehearse", "Practice", "Takes"),
        shown="Ctrl+1 to 4",
    ),
    Action("open", ("Ctrl+O",), "Open a clip or photos; on the Rehearse page, a script"),
    Action("link", ("Ctrl+L",), "Open a link"),
    Action("export", ("Ctrl+E",), "Export", tips=("Save the annotated clip and its numbers",)),
    Action("snapshot", ("Ctrl+S",), "Take a snapshot", tips=("Save this picture and copy it",)),
    Action("undo", ("Ctrl+Z",), "Undo: targets, markers, notes, names, stars, and what went to the bin"),
    Action("redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "Do it again", shown="Ctrl+Shift+Z"),
    Action("mirror", ("M",), "Mirror the picture", tips=("Flip the camera's picture like a mirror",)),
    Action("full_screen", ("F",), "Full screen"),
    Action("back", ("Esc",), "Leave full screen"),
    Action("set_up", ("Ctrl+U",), "Set up camera, light and microphone"),
    Action("settings", ("Ctrl+,",), "Settings"),
    Action("help", ("?",), "Show these keys", tips=("Keys and help",)),
    Action("quit", ("Ctrl+Q",), "Close the program"),
    Action(
        "main",
        ("Space",),
        "Record and stop; in a clip, play and pause",
        "Mirror",
        ("Record what the camera sees, or play the clip",),
    ),
    Action("step", _STEP, "One picture, or photo, back or on", "Mirror", ("One picture back", "One picture on")),
    Action("skip", _SKIP, "Five seconds back or on in a clip", "Mirror"),
    Action("pause", ("P",), "Freeze the curves, or follow again", "Mirror"),
    Action("digit", _DIGITS, "Follow the face with that number; 1 is the nearest", "Mirror", shown="1 to 9"),
    Action(
        "main",
        ("Space",),
        "Record a take, and stop",
        "Rehearse",
        ("Record a take; it stops by itself after the last line",),
    ),
    Action(
        "rehearse",
        ("Return", "Enter"),
        "Rehearse without recording, and stop",
        "Rehearse",
        ("Start the prompter without recording", "Stop rehearsing"),
        shown="Enter",
    ),
    Action("step", _STEP, "Say the line again, or move on to the next", "Rehearse"),
    Action("main", ("Space",), "Start and stop a round; so does Enter", "Practice", ("Start a round, and stop it",)),
    Action("pause", ("P",), "Pause the round, and resume", "Practice"),
    Action(
        "step",
        _STEP,
        "Skip a task; between rounds, choose the level",
        "Practice",
        ("An easier level", "Skip this one"),
    ),
    Action("digit", _DIGITS[:8], "All emotions, or one more or fewer", "Practice", shown="0, 1 to 7"),
    Action("back", ("Esc",), "Stop the round, or back to the choice", "Practice"),
    Action("main", ("Space",), "Play and pause", "Takes", ("Play, or pause",)),
    Action("step", _STEP, "One picture back or on", "Takes", ("One picture back", "One picture on")),
    Action("skip", _SKIP, "Five seconds back or on", "Takes"),
    Action("line", ("PgUp", "PgDown"), "One line back or on", "Takes"),
    Action("marker", ("N",), "Add a marker", "Takes", ("Note something at this moment",)),
    Action("delete", ("Del",), "Move the take to the bin", "Takes"),
    Action("back", ("Esc",), "Back to all takes", "Takes", ("Back to the list of takes",)),
    Action("tap", ("T",), "Your line starts here, or ends", "Score a clip"),
    Action(
        "untap",
        ("Backspace",),
        "Take back the last tap or correction",
        "Score a clip",
        ("Take back the last tap or correction, and hear that place again",),
    ),
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
    return f"{words} ({_written(action.keys[key])})"


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
        table.setdefault(action.page, []).append((action.shown_keys, action.title))
    return table


def _written(key: str) -> str:
    for name, sign in _SIGNS.items():
        key = key.replace(name, sign)
    return _native(key)


def _native(shown: str) -> str:
    """The same key has another name on a Mac."""
    return shown.replace("Ctrl+", "⌘") if sys.platform == "darwin" else shown
