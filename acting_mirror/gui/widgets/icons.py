"""Icons in the colours of the theme, drawn from the line art in `resources/icons`."""

from functools import cache
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from acting_mirror import paths

_SIZES: Final = (12, 16, 18, 20, 24, 28, 30, 32, 36, 40, 48, 54, 60, 64, 72, 96)
"""Sides in pixels that are drawn: those of controls on screens of 1, 1.5, 2 and 3 pixels a point.

Pixmaps and not an engine of our own, because Qt would copy and delete engines that Python owns.
"""
_APP_SIZES: Final = (16, 24, 32, 48, 64, 128, 256)


def icon(name: str, palette: QPalette) -> QIcon:
    """An icon in the colour of a button's text, and of its disabled text.

    It keeps the colours it was made with: make it anew when the palette changes.

    Args:
        name: Of a file in `resources/icons`, without its ending.
        palette: Of the widget that shows the icon.

    Raises:
        ValueError: There is no icon of that name.
    """
    of = QPalette.ColorGroup
    text, faint = (palette.color(group, QPalette.ColorRole.ButtonText) for group in (of.Active, of.Disabled))
    return _icon(name, text.name(), faint.name())


@cache
def _icon(name: str, text: str, faint: str) -> QIcon:
    """Kept, as most are in several places and some are painted again and again."""
    art, mode, made = _art(name), QIcon.Mode, QIcon()
    # Selected too, else the style would tint what is selected in a list.
    for colour, modes in ((text, (mode.Normal, mode.Selected)), (faint, (mode.Disabled,))):
        renderer = _renderer(art, colour)
        for size in _SIZES:
            pixmap = _drawn(renderer, size)
            for each in modes:
                made.addPixmap(pixmap, each)
    return made


def mark() -> QIcon:
    """The program's sign without its tile, for the window's own bars."""
    renderer, made = _renderer(_art("app")), QIcon()
    for size in _APP_SIZES:
        made.addPixmap(_drawn(renderer, size))
    return made


def app_icon() -> QIcon:
    """The program's own icon, for its windows and the desktop."""
    renderer, made = _renderer(_art("app_tile")), QIcon()
    for size in _APP_SIZES:
        made.addPixmap(_drawn(renderer, size))
    return made


def _art(name: str) -> str:
    folder = paths.resources_dir() / "icons"
    path = folder / f"{name}.svg"
    if not path.is_file():
        raise ValueError(f"There is no icon {name!r}; there are {', '.join(_names(folder))}.")
    return path.read_text(encoding="utf-8")


def _names(folder: Path) -> list[str]:
    return sorted(path.stem for path in folder.glob("*.svg"))


def _renderer(art: str, colour: str = "#000000") -> QSvgRenderer:
    """Of art whose currentColor is `colour`."""
    return QSvgRenderer(QByteArray(art.replace("currentColor", colour).encode()))


def _drawn(renderer: QSvgRenderer, size: int) -> QPixmap:
    """A square of `size` pixels."""
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter)
    painter.end()
    return pixmap
