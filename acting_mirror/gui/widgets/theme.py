"""Colours and style of the window, dark and light; painted widgets read them from their palette."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from string import Template
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette, QPen
from PySide6.QtWidgets import QApplication

from acting_mirror import paths
from acting_mirror.core.palette import (
    EMOTION_COLOURS,
    EMOTION_COLOURS_ON_LIGHT,
    EMOTION_DASHES,
    PAGE_COLOURS,
    PAGE_COLOURS_ON_LIGHT,
    RGB,
)


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one theme, as "#rrggbb".

    Attributes:
        page: Behind everything.
        card: Of cards and bars.
        control: Of buttons and fields.
        hover: Of a control under the pointer.
        track: Behind bars, and lines that divide.
        text: Of what is read first.
        second: Of ordinary text.
        quiet: Of captions and what is read last.
        faint: Of what can't be used now.
        record: Of the sign of a recording.
        record_ground: Of the Record button, dark enough for white text.
        record_hover: The same under the pointer.
        warning: Of words that say what went wrong.
        link: Of links and the focus.
        good: Of what is well.
    """

    page: str
    card: str
    control: str
    hover: str
    track: str
    text: str
    second: str
    quiet: str
    faint: str
    record: str
    record_ground: str
    record_hover: str
    warning: str
    link: str
    good: str


def _shared(colours: dict[str, RGB]) -> dict[str, str]:
    """What reports have too."""
    return {name: "#{:02x}{:02x}{:02x}".format(*colour) for name, colour in colours.items()}


DARK: Final = Theme(
    **_shared(PAGE_COLOURS),
    control="#2a2f38",
    hover="#343a45",
    second="#c6cbd3",
    faint="#7c838f",
    record="#d9423a",
    record_ground="#cd3a32",
    record_hover="#b5302a",
    warning="#e85d55",
    good="#2fbf8f",
)
LIGHT: Final = Theme(
    **_shared(PAGE_COLOURS_ON_LIGHT),
    control="#e6e8ec",
    hover="#d9dce2",
    second="#3a3f48",
    faint="#80868f",
    record="#d9423a",
    record_ground="#c93a32",
    record_hover="#b02f28",
    warning="#c93a32",
    good="#17805f",
)


def apply(app: QApplication, choice: str) -> None:
    """Give the whole program a theme; `choice` is that of the settings."""
    theme = DARK if _is_dark(app, choice) else LIGHT
    if (style := style_of(theme)) != app.styleSheet():  # styling every widget again takes its time
        app.setStyle("Fusion")
        app.setPalette(_palette(theme))
        app.setStyleSheet(style)


@contextmanager
def applied_at_the_end() -> Iterator[None]:
    """What is built meanwhile gets its style when it is whole: Qt would work it out anew at each step of nesting."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    if any(widget.isVisible() for widget in app.topLevelWidgets()):  # they would lose theirs, and get it again
        yield
        return
    style = app.styleSheet()
    app.setStyleSheet("")
    try:
        yield
    finally:
        app.setStyleSheet(style)


def style_of(theme: Theme) -> str:
    """The style sheet in the colours of a theme."""
    style = (paths.resources_dir() / "style.qss").read_text(encoding="utf-8")
    icons = (paths.resources_dir() / "icons").as_posix()
    ending = "dark" if theme is DARK else "light"
    # What lies on a picture is dark in both themes, since a picture is neither.
    plate = {f"plate_{name}": colour for name, colour in asdict(DARK).items()}
    return Template(style).substitute(asdict(theme), **plate, icons=icons, ending=ending)


def emotion_colour(emotion: str | None, palette: QPalette) -> QColor:
    """The colour of an emotion on a widget's ground; the quiet one for None, a face that can't be read."""
    if emotion is None:
        return palette.color(QPalette.ColorRole.PlaceholderText)
    colours = EMOTION_COLOURS if is_dark(palette) else EMOTION_COLOURS_ON_LIGHT
    return QColor(*colours[emotion])


def curve_pen(emotion: str, colour: QColor, width: float) -> QPen:
    """A pen that draws an emotion's curve, with its dashes."""
    pen = QPen(colour, width, c=Qt.PenCapStyle.FlatCap)
    if (dash := EMOTION_DASHES.get(emotion)) is not None:
        pen.setDashPattern([pixels / width for pixels in dash])
    return pen


def is_dark(palette: QPalette) -> bool:
    """Whether a widget's palette is that of the dark theme; style sheets change the other roles, not this one."""
    return palette.color(QPalette.ColorRole.Mid).lightness() < 128


def theme_of(palette: QPalette) -> Theme:
    """All colours that go with a widget's palette."""
    return DARK if is_dark(palette) else LIGHT


def _is_dark(app: QApplication, choice: str) -> bool:
    # The drawing is dark, and so is a system that does not say what it is.
    return choice == "dark" or (choice == "system" and app.styleHints().colorScheme() != Qt.ColorScheme.Light)


def _palette(theme: Theme) -> QPalette:
    role, palette = QPalette.ColorRole, QPalette()
    for which, colour in {
        role.Window: theme.page,
        role.Base: theme.card,
        role.AlternateBase: theme.track,
        role.Button: theme.control,
        role.Mid: theme.track,
        role.WindowText: theme.text,
        role.Text: theme.text,
        role.ButtonText: theme.text,
        role.BrightText: theme.text,
        role.PlaceholderText: theme.quiet,
        role.ToolTipBase: theme.control,
        role.ToolTipText: theme.text,
        role.Highlight: theme.link,
        role.HighlightedText: theme.card,
        role.Link: theme.link,
        role.LinkVisited: theme.link,
    }.items():
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(theme.faint))
    return palette
