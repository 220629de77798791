"""Where a window stands, so that all of it is on the screen."""

from typing import Final

from PySide6.QtCore import QMargins, QRect, QSize
from PySide6.QtGui import QGuiApplication

_FRAME: Final = QMargins(8, 40, 8, 8)
"""More than any system puts around a window; how much it will be is not known before it is shown."""


def room_near(wanted: QRect) -> QRect:
    """Where a window may stand without its frame: on the screen of most of it, else on the main one."""
    screen = QGuiApplication.screenAt(wanted.center()) or QGuiApplication.primaryScreen()
    return screen.availableGeometry().marginsRemoved(_FRAME)


def centred(size: QSize, room: QRect) -> QRect:
    """A place in the middle of the room, as large as is wanted and the room allows."""
    place = QRect(room.topLeft(), size.boundedTo(room.size()))
    place.moveCenter(room.center())
    return place


def within(wanted: QRect, room: QRect) -> QRect:
    """The wanted place, made smaller and moved no further than it takes."""
    place = QRect(wanted.topLeft(), wanted.size().boundedTo(room.size()))
    place.moveRight(min(place.right(), room.right()))
    place.moveBottom(min(place.bottom(), room.bottom()))
    place.moveLeft(max(place.left(), room.left()))
    place.moveTop(max(place.top(), room.top()))
    return place
