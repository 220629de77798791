"""Where the keyboard goes: on to the next control when one vanishes, and by Enter to the one that has the ring."""

from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget
from shiboken6 import isValid

from acting_mirror.gui.widgets.on_screen import room_near


def enter_presses(event: QKeyEvent) -> bool:
    """Press the button that has the focus, if the key is Enter; whether there was one."""
    focus = QApplication.focusWidget()
    if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focus, QAbstractButton):
        focus.click()
        return True
    return False


class Dialog(QDialog):
    """Is no larger than the screen; Enter presses the button that has the focus, else the one that is marked."""

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Leave its last buttons on the screen."""
        beside = self.parentWidget() or self
        self.resize(self.size().boundedTo(room_near(beside.window().geometry()).size()))
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Qt would press the marked one in any case."""
        if not enter_presses(event):
            super().keyPressEvent(event)


class FocusKeeper(QObject):
    """Gives the focus of a control that was hidden, disabled or deleted to its neighbour.

    Qt gives it to the next control in the window's order, and behind the last one begins again at the first.
    """

    def __init__(self, window: QWidget) -> None:
        """Watch a window and its dialogs."""
        super().__init__(window)
        self._had: WeakKeyDictionary[QWidget, QWidget] = WeakKeyDictionary()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_moved)

    def _on_moved(self, before: QWidget | None, now: QWidget | None) -> None:
        window = now.window() if now is not None else QApplication.activeWindow()
        if window is None:
            return
        had = self._had.get(window)
        vanished = had is not None and isValid(had) and not (had.isVisible() and had.isEnabled())
        if vanished and had is not None and (next_to := next_control(had)) is not None:
            self._had[window] = next_to
            next_to.setFocus(Qt.FocusReason.OtherFocusReason)
        elif now is not None:
            self._had[window] = now


def next_control(lost: QWidget) -> QWidget | None:
    """The control after one that vanished, else before it: beside it, else around what it stood in, and so on."""
    after, before = _in_order(lost)
    place = lost.parentWidget()
    while place is not None:
        for each in (*after, *reversed(before)):
            if (each is place or place.isAncestorOf(each)) and _usable(each):
                return each
        place = None if place.isWindow() else place.parentWidget()
    return None


def _in_order(lost: QWidget) -> tuple[list[QWidget], list[QWidget]]:
    """The controls of its window that the Tab key reaches after it, and those before it."""
    after: list[QWidget] = []
    before: list[QWidget] = []
    found, each = after, lost.nextInFocusChain()
    while each is not None and each is not lost:
        if each.isWindow():  # where the order begins
            found = before
        found.append(each)
        each = each.nextInFocusChain()
    return after, before


def _usable(widget: QWidget) -> bool:
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return widget.isVisible() and widget.isEnabled() and by_tab and widget.focusProxy() is None
