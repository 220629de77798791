"""Walks what a screen reader is told of a window: what of it has no name, no value, or no way to it by keys."""

from collections.abc import Iterator, Sequence
from inspect import isfunction
from typing import Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QScrollArea,
    QWidget,
)

from acting_mirror.gui.widgets.scrolling import Scrolling

_Role = QAccessible.Role
_HOLD_OTHERS: Final = (_Role.Client, _Role.Border, _Role.LayeredPane, _Role.Splitter, _Role.Window, _Role.Dialog)
"""Roles of what only holds others, and needs no name of its own then."""
_WITH_VALUE: Final = (_Role.Slider, _Role.SpinBox, _Role.ComboBox, _Role.ProgressBar)
_MOST_FOCUSED: Final = 300


def unsaid(root: QWidget) -> list[str]:
    """What a screen reader can't say of all below a window or dialog, a line each."""
    return [
        words
        for each in _below(QAccessible.queryAccessibleInterface(root))
        for words in (_nameless(each), _valueless(each))
        if words
    ]


def out_of_reach(root: QWidget) -> list[str]:
    """Which controls the Tab key does not come to, and where the focus jumps back up, a line each."""
    wanted = [each for each in root.findChildren(QWidget) if _takes_focus(each)]
    order = _tabbed(root)
    left = [f"Tab does not reach {_called(each)}" for each in wanted if not _reached(each, order)]
    jumps = [
        f"the focus jumps from {_called(one)} up to {_called(other)}"
        for one, other in zip(order, (*order[1:], *order[:1]), strict=True)
        if _top(other, root) + other.height() <= _top(one, root) and _left(other, root) <= _left(one, root)
    ]
    return left + (jumps if jumps[1:] else [])  # one is from the end to the start


def _reached(widget: QWidget, order: Sequence[QWidget]) -> bool:
    """Whether Tab comes to a widget, or to another of its group, in which arrows go on."""
    if not isinstance(widget, QAbstractButton):
        return widget in order
    group = widget.group()
    if group is not None and group.exclusive():
        return any(each in order for each in group.buttons())
    beside = widget.parentWidget().findChildren(type(widget)) if widget.autoExclusive() else [widget]
    return any(each in order for each in beside)


def _below(at: QAccessibleInterface | None) -> Iterator[QAccessibleInterface]:
    if at is None or not at.isValid() or at.state().invisible:  # type: ignore[attr-defined] - of its state
        return
    yield at
    if at.role() not in (_Role.Table, _Role.List, _Role.Tree):  # their cells are made as they are asked for
        for number in range(at.childCount()):
            yield from _below(at.child(number))


def _nameless(at: QAccessibleInterface) -> str:
    widget = at.object()
    if at.text(QAccessible.Text.Name).strip() or not isinstance(widget, QWidget):
        return ""
    holds = at.role() in _HOLD_OTHERS and (at.childCount() or not _paints(widget))
    picture = at.role() in (_Role.Graphic, _Role.StaticText)  # an icon beside words, or a label that is empty now
    bare = holds or picture or at.role() in (_Role.Grip, _Role.ScrollBar, _Role.Separator)
    return "" if bare and not _takes_focus(widget) else f"{_called(widget)} ({at.role().name}) has no name"


def _valueless(at: QAccessibleInterface) -> str:
    widget = at.object()
    if at.role() not in _WITH_VALUE or not isinstance(widget, QWidget) or _is_empty(widget):
        return ""
    value = at.text(QAccessible.Text.Value) or (at.valueInterface() and at.valueInterface().currentValue())
    return f"{_called(widget)} ({at.role().name}) has no value" if value in ("", None) else ""


def _is_empty(widget: QWidget) -> bool:
    return not widget.isEnabled() or (isinstance(widget, QComboBox) and not widget.count())


def _paints(widget: QWidget) -> bool:
    """Whether a widget of ours paints itself; what is only there to hold others does not."""
    return isfunction(type(widget).paintEvent) and getattr(widget, "text", "painted") not in ("", " ")


def _takes_focus(widget: QWidget) -> bool:
    takes = bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
    seen = widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None
    return takes and seen and not isinstance(widget, Scrolling | QScrollArea) and not _inside_of_one(widget)


def _inside_of_one(widget: QWidget) -> bool:
    """Whether a widget is part of another control, such as the field of a box or an editor in a table."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QAbstractSpinBox | QComboBox | QAbstractItemView):
            return True
        above = above.parentWidget()
    return False


def _tabbed(root: QWidget) -> list[QWidget]:
    """What has the focus, one after the other, when Tab is pressed until it comes round."""
    seen: list[QWidget] = []
    root.activateWindow()
    for _ in range(_MOST_FOCUSED):
        QTest.keyClick(QApplication.focusWidget() or root, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if now is None or now in seen:
            break
        seen.append(now)
    return seen


def _top(widget: QWidget, root: QWidget) -> int:
    return widget.mapTo(root, QPoint(0, 0)).y()


def _left(widget: QWidget, root: QWidget) -> int:
    return widget.mapTo(root, QPoint(0, 0)).x()


def _called(widget: QWidget) -> str:
    words = widget.accessibleName() or getattr(widget, "text", str)
    return f"{type(widget).__name__} {words if isinstance(words, str) else words()!r}"
