import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPalette
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

from acting_mirror import gui, paths
from acting_mirror.gui.widgets import icons

FOLDER = paths.resources_dir() / "icons"
NAMES = sorted(path.stem for path in FOLDER.glob("*.svg"))
SIDE = QSize(24, 24)


@pytest.fixture(autouse=True)
def _app(qtbot: QtBot) -> None:
    """Pixmaps need an application."""


@pytest.fixture
def palette() -> QPalette:
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.ButtonText, QColor("#102030"))
    palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText, QColor("#a0b0c0"))
    return palette


def opaque_colours(image: QImage) -> set[str]:
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


def named_in_source() -> Iterator[tuple[str, str]]:
    """The file and the name of every `icon("name", ...)` and `icon="name"` in the window's source."""
    for path in sorted(Path(gui.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func).split(".")[-1]
                words = [
                    *(node.args[:1] if called == "icon" else []),
                    *(k.value for k in node.keywords if k.arg == "icon"),
                ]
                yield from (
                    (path.name, w.value) for w in words if isinstance(w, ast.Constant) and isinstance(w.value, str)
                )


def test_every_icon_named_in_the_source_exists() -> None:
    assert [(file, name) for file, name in named_in_source() if name not in NAMES] == []


def test_every_icon_named_in_the_style_sheet_exists() -> None:
    style = (paths.resources_dir() / "style.qss").read_text(encoding="utf-8")
    named = {
        found.replace("$ending", end) for found in re.findall(r"\$icons/(.+?)\.svg", style) for end in ("dark", "light")
    }
    assert named and named <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_is_art_that_qt_can_draw(name: str) -> None:
    renderer = QSvgRenderer(str(FOLDER / f"{name}.svg"))
    assert renderer.isValid() and renderer.viewBox().width() == renderer.viewBox().height()


def test_an_icon_has_the_colour_of_a_buttons_text(palette: QPalette) -> None:
    assert opaque_colours(icons.icon("record", palette).pixmap(SIDE).toImage()) == {"#102030"}


def test_a_selected_icon_is_not_tinted_by_the_style(palette: QPalette) -> None:
    assert opaque_colours(icons.icon("record", palette).pixmap(SIDE, QIcon.Mode.Selected).toImage()) == {"#102030"}


def test_a_disabled_icon_has_the_colour_of_disabled_text(palette: QPalette) -> None:
    assert opaque_colours(icons.icon("record", palette).pixmap(SIDE, QIcon.Mode.Disabled).toImage()) == {"#a0b0c0"}


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0, 3.0])
@pytest.mark.parametrize("side", [16, 20, 24])
def test_an_icon_is_drawn_for_the_pixels_of_the_screen(palette: QPalette, side: int, ratio: float) -> None:
    pixels = round(side * ratio)
    drawn = icons.icon("play", palette).pixmap(QSize(side, side), ratio)
    assert (drawn.width(), drawn.devicePixelRatio()) == (pixels, ratio)
    as_art = icons.icon("play", palette).pixmap(QSize(pixels, pixels), 1.0).toImage()
    as_art.setDevicePixelRatio(ratio)
    assert drawn.toImage() == as_art and pixels in icons._SIZES


def test_the_mark_keeps_its_own_yellow(palette: QPalette) -> None:
    assert opaque_colours(icons.icon("app", palette).pixmap(SIDE).toImage()) == {"#f2dc5d"}


def test_an_unknown_name_is_refused_with_those_there_are(palette: QPalette) -> None:
    with pytest.raises(ValueError, match=r"no icon 'banana'; there are actor, app"):
        icons.icon("banana", palette)


def test_the_programs_icon_comes_in_the_desktops_sizes() -> None:
    assert {size.width() for size in icons.app_icon().availableSizes()} >= {16, 32, 48, 256}
