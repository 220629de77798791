"""What points mean: what a hundred is, what costs some, and what they can't say."""

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from acting_mirror.core.language import marked, tr
from acting_mirror.gui.widgets.form import Section, label, page_of
from acting_mirror.gui.widgets.theme import emotion_colour, theme_of

EXAMPLES: Final = (
    (100, (("sad", 1.0),), marked("Sad from start to end")),
    (88, ((None, 1 / 6), ("sad", 5 / 6)), marked("Sad after half a second")),
    (48, (("sad", 0.5), ("happy", 0.5)), marked("Sad for the first half, then happy")),
    (45, (("sad", 0.25), (None, 0.25)) * 2, marked("Sad comes and goes")),
    (0, (("happy", 1.0),), marked("Happy throughout")),
)
"""Of a line of three seconds that asks for sad: its points, what the face showed for what share of it, and in words."""
_COSTS: Final = (
    marked(
        "The emotion comes late. The first 0.3 seconds are free; then the time counts, and up to ten points besides."
    ),
    marked("It goes, or something else shows instead: half of the line is about half of the points."),
    marked("It comes and goes: up to twenty points."),
    marked(
        "It is stronger or weaker than you asked. [[sad 40%]] means 40 % of your own range; ten more or less are fine. "
        "Without a number, clear is enough."
    ),
)
_FREE: Final = (
    marked(
        "Speaking bends the face: an open mouth can look surprised for a moment. That is allowed for, but singing, "
        "shouting or a long vowel may still cost some."
    ),
    marked("Where your face is turned away, too dark or out of the picture, nothing counts for or against you."),
    marked("Lines without a target are never scored."),
)
_LIMITS: Final = (
    marked("They are about your face alone: your voice, the text and the scene count for nothing."),
    marked(
        "A few points more or less mean nothing; play a line twice and compare. Few points for scared are often the "
        "program's fault."
    ),
    marked("They are no judgement of your talent, nor of what you feel."),
)
_HEIGHT: Final = 10


def points_page() -> QScrollArea:
    """The words and the examples, as a page of cards."""
    costs = _card(tr("What costs points"), _COSTS)
    return page_of(
        (_full(), costs, _card(tr("What costs nothing"), _FREE), _card(tr("What points can't say"), _LIMITS))
    )


def _full() -> Section:
    section = Section(tr("What 100 is"))
    words = tr("Your face shows what you asked for from the start of the line to its end, as strongly as you asked.")
    section.add_wide(label(words))
    section.add_wide(label(tr("A line of three seconds that asks for sad:"), "small"))
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setColumnMinimumWidth(0, 120)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(2, 2)
    for row, (points, shown, in_words) in enumerate(EXAMPLES):
        number = label(str(points), "title")
        number.setAlignment(Qt.AlignmentFlag.AlignRight)
        grid.addWidget(_Shown(shown), row, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(number, row, 1)
        grid.addWidget(label(tr(in_words)), row, 2)
    section.add_wide(table)
    return section


def _card(title: str, sentences: tuple[str, ...]) -> Section:
    section = Section(title)
    for sentence in sentences:
        section.add_wide(label(tr(sentence)))
    return section


class _Shown(QWidget):
    """What a face showed during a line, from left to right; a face at rest is grey."""

    def __init__(self, shown: tuple[tuple[str | None, float], ...]) -> None:
        super().__init__()
        self._shown = shown
        self.setFixedHeight(_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        left = 0.0
        for emotion, share in self._shown:
            rest = theme_of(self.palette()).hover
            painter.setBrush(rest if emotion is None else emotion_colour(emotion, self.palette()))
            width = share * self.width()
            painter.drawRoundedRect(QRectF(left, 0, width - 2, _HEIGHT), 3, 3)
            left += width
        painter.end()
