"""Walks what is on the screen, and says which words can't be read: clipped, or over each other."""

from collections.abc import Iterator
from contextlib import contextmanager
from inspect import isfunction
from itertools import combinations
from typing import Any, Final
from unittest.mock import patch

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QToolButton,
    QWidget,
)

from tests.pseudo_language import unmarked

_HAIR: Final = 1
"""Pixels by which Qt's own measures differ."""
_MOST_TURNS: Final = 20
_NAMES: Final = frozenset(
    word
    for words in (
        "Acting Mirror Ctrl+1 Ctrl+2 Ctrl+3 Ctrl+4 Ctrl+E Ctrl+O Ctrl+S Ctrl+ Space Enter Esc",
        "The Door THE DOOR INT HALL ANNA MARK door.fountain take.mp4 monday tuesday wednesday mini_xception",
        "Who is there It is only me and I have come back You are not glad Is it you Go away",
    )
    for word in words.split()
)
"""What is the same in every language: the program's name, keys, and what is the user's own."""


def settle(widget: QWidget) -> None:
    """Let a layout come to rest after a change of size or words."""
    before: tuple[Any, ...] = ()
    widget.setUpdatesEnabled(False)  # it is painted when it is looked at
    for _ in range(_MOST_TURNS):
        QApplication.processEvents()
        QApplication.sendPostedEvents()  # what came meanwhile, such as a reading, gets its place
        now = tuple(each.geometry().getRect() for each in widget.findChildren(QWidget) if each.isVisible())
        if now == before:
            break
        before = now
    widget.setUpdatesEnabled(True)


def unreadable(root: QWidget) -> list[str]:
    """What of the words below a widget can't be read, a line each; [] if all can."""
    shown = [each for each in root.findChildren(QWidget) if each.isVisible() and _words(each) and _seen(each, root)]
    clipped = [f"{_name(each)} is clipped: {why}" for each in shown if (why := _lacks(each))]
    hidden = [f"{_name(each)} is cut off by what it stands in" for each in shown if _cut(each, root)]
    over = [f"{_name(a)} and {_name(b)} overlap" for a, b in combinations(shown, 2) if _over(a, b, root)]
    return [*clipped, *hidden, *over, *_headers(root)]


def english(root: QWidget) -> list[str]:
    """What is said below a widget and is not in the language of the test, a line each."""
    shown = [each for each in root.findChildren(QWidget) if each.isVisible()]
    texts = {
        (type(each).__name__, text)
        for each in shown
        for text in (_words(each), each.toolTip(), each.accessibleName(), each.accessibleDescription())
    }
    return [f"{kind} {text!r} is not marked" for kind, text in sorted(texts) if not set(_bare(text)) <= _NAMES]


def _bare(text: str) -> Iterator[str]:
    """The English words of a text, but for paths."""
    return (word for word in unmarked(text) if not word.startswith("/"))


@contextmanager
def watched_painting() -> Iterator[list[str]]:
    """While it lasts, words that our own code paints into too small a place are noted."""
    noted: list[str] = []
    real = QPainter.drawText

    def watched(painter: QPainter, *args: Any) -> Any:  # noqa: ANN401 - as Qt has it
        words = args[-1]
        if isinstance(args[0], QRect | QRectF) and words and not _wraps(args[1]):
            room, needed = QRectF(args[0]).width(), QFontMetricsF(painter.font()).horizontalAdvance(words)
            if needed > room + _HAIR:
                noted.append(f"{words!r} is painted into {room:.0f} of {needed:.0f} pixels")
        return real(painter, *args)

    with patch.object(QPainter, "drawText", watched):
        yield noted


def _wraps(flags: Any) -> bool:  # noqa: ANN401 - an int or an enumeration
    return bool(int(getattr(flags, "value", flags)) & Qt.TextFlag.TextWordWrap.value)


def _words(widget: QWidget) -> str:
    """What a widget says, where Qt paints it."""
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text()
    if isinstance(widget, QLineEdit) and not isinstance(widget.parent(), QComboBox):
        return "" if widget.text() else widget.placeholderText()  # what is typed scrolls
    return ""


def _lacks(widget: QWidget) -> str:
    """Which room words lack; "" for none."""
    needed, room = _needed(widget), _room(widget)
    lacking = [
        f"{has} of {wants} pixels {way}"
        for way, has, wants in (
            ("across", room.width(), needed.width()),
            ("down", room.height(), needed.height()),
        )
        if has + _HAIR < wants
    ]
    return ", ".join(lacking)


def _needed(widget: QWidget) -> QSize:
    """What the words take."""
    if isinstance(widget, QLabel) and widget.wordWrap():
        room = widget.contentsRect().width()
        longest = max(map(widget.fontMetrics().horizontalAdvance, widget.text().split()), default=0)
        broken = type(widget) is not QLabel or widget.textFormat() == Qt.TextFormat.RichText
        return QSize(0 if broken else longest, widget.heightForWidth(widget.width()) if room > 0 else 0)
    if isinstance(widget, QLabel):
        return widget.sizeHint()
    metrics = widget.fontMetrics()
    words = _words(widget)
    return QSize(metrics.size(Qt.TextFlag.TextShowMnemonic.value, words).width(), metrics.height())


def _room(widget: QWidget) -> QSize:
    """What is left for the words between frame, icon and mark."""
    style = widget.style()
    if isinstance(widget, QComboBox):
        option: Any = QStyleOptionComboBox()
        widget.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        return style.subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, widget).size()
    if isfunction(type(widget).paintEvent):
        return widget.size()  # it is asked where it paints
    if isinstance(widget, QPushButton | QCheckBox | QRadioButton):
        option = QStyleOptionButton()
        widget.initStyleOption(option)
        part_of = {
            QPushButton: QStyle.SubElement.SE_PushButtonContents,
            QCheckBox: QStyle.SubElement.SE_CheckBoxContents,
            QRadioButton: QStyle.SubElement.SE_RadioButtonContents,
        }
        element = next(part for kind, part in part_of.items() if isinstance(widget, kind))
        room = style.subElementRect(element, option, widget).size()
        icon = 0 if widget.icon().isNull() or isinstance(widget, QCheckBox) else widget.iconSize().width() + 4
        menu = 0
        if isinstance(widget, QPushButton) and widget.menu() is not None:
            menu = style.pixelMetric(QStyle.PixelMetric.PM_MenuButtonIndicator, option, widget)
        return QSize(room.width() - icon - menu, widget.height())
    if isinstance(widget, QToolButton):
        return QSize(widget.width() + widget.fontMetrics().horizontalAdvance(widget.text()), widget.height())
    return widget.size() if isinstance(widget, QLabel) else widget.contentsRect().size()


def _on(root: QWidget, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())


def _scrolled_by(widget: QWidget, root: QWidget) -> QWidget | None:
    """The nearest area that scrolls a widget."""
    above = widget.parentWidget()
    while above is not None and above is not root:
        if isinstance(above, QAbstractScrollArea):
            return above
        above = above.parentWidget()
    return None


def _seen(widget: QWidget, root: QWidget) -> bool:
    """Whether a widget is more than scrolled out of sight."""
    area = _scrolled_by(widget, root)
    return area is None or _on(root, area).intersects(_on(root, widget))


def _cut(widget: QWidget, root: QWidget) -> bool:
    """Whether a widget stands partly outside of what it is in, and can't be scrolled to."""
    inside = _on(root, widget)
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above.parentWidget(), QAbstractScrollArea):
            return False  # down is scrolled to; across, its words would be clipped
        if above is root:
            return not root.rect().adjusted(-_HAIR, -_HAIR, _HAIR, _HAIR).contains(inside)
        if not _on(root, above).adjusted(-_HAIR, -_HAIR, _HAIR, _HAIR).contains(inside):
            return True
        above = above.parentWidget()
    return False


def _over(one: QWidget, other: QWidget, root: QWidget) -> bool:
    """Whether two widgets with words, of which none holds the other, share pixels."""
    if one.isAncestorOf(other) or other.isAncestorOf(one) or one.window() is not other.window():
        return False
    both = _seen_part(one, root).intersected(_seen_part(other, root))
    return both.width() > _HAIR and both.height() > _HAIR


def _seen_part(widget: QWidget, root: QWidget) -> QRect:
    area = _scrolled_by(widget, root)
    whole = _on(root, widget)
    return whole if area is None else whole.intersected(_on(root, area))


def _headers(root: QWidget) -> list[str]:
    """The captions of columns that are cut."""
    wrong = []
    for header in root.findChildren(QHeaderView):
        model = header.model()
        if not header.isVisible() or header.orientation() != Qt.Orientation.Horizontal or model is None:
            continue
        for column in range(header.count()):
            words = model.headerData(column, Qt.Orientation.Horizontal)
            size, needed = header.sectionSize(column), header.fontMetrics().horizontalAdvance(str(words or ""))
            if words and not header.isSectionHidden(column) and size < needed:
                wrong.append(f"the column {words!r} is clipped: {size} of {needed} pixels across")
    return wrong


def _name(widget: QWidget) -> str:
    return f"{type(widget).__name__} {_words(widget)!r}"
