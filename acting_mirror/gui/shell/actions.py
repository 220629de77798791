"""The keys of the window; `dialogs/help.py` says what each does."""

from collections.abc import Callable, Mapping

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def bind(window: QWidget, actions: Mapping[str, Callable[[], object]]) -> None:
    """Bind keys, as "Ctrl+O", to what they do; text fields keep the keys that write text."""
    for keys, act in actions.items():
        shortcut = QShortcut(QKeySequence(keys), window)
        shortcut.setAutoRepeat(keys in ("Left", "Right", "Shift+Left", "Shift+Right"))
        shortcut.activated.connect(act)
