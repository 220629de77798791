"""The actor's own lines as a row of cards: what each wants, and how it went."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from acting_mirror.core.language import tr
from acting_mirror.core.target import Target
from acting_mirror.gui.widgets.form import label
from acting_mirror.gui.widgets.theme import Theme, emotion_colour, is_dark, theme_of

_Index = QModelIndex | QPersistentModelIndex

_CARD: Final = QSize(202, 112)
"""With 12 pixels between a card and the next."""
_BETWEEN: Final = 12
_HEIGHT: Final = 180
_LOW_HEIGHT: Final = 126
_DOT: Final = 16
"""Pixels at the right of a card's number."""
_NONE: Final = "\N{EN DASH}"


@dataclass(frozen=True, slots=True)
class Card:
    """One of the actor's lines.

    Attributes:
        index: `ScriptLine.index`.
        number: Of the actor's own lines, from 1.
        text: What is spoken.
        target: What it wants; None for nothing.
        suggested: Whether the target is only suggested.
        score: 0 to 100; None while it has none.
        directions: How its directions were followed; "" without any, and while it is not scored.
        help: Where the actor needed help with it; "" where they did not.
    """

    index: int
    number: int
    text: str
    target: Target | None
    suggested: bool
    score: float | None
    directions: str = ""
    help: str = ""

    @property
    def wants(self) -> str:
        """The target in words."""
        return tr("No target") if self.target is None else self.target.words

    @property
    def head(self) -> str:
        """The number, whether the target is only suggested, and what help was needed."""
        suggested = self.suggested and self.target is not None
        number = tr("{number} · suggested", number=self.number) if suggested else str(self.number)
        return " · ".join(filter(None, (number, self.help)))

    @property
    def said(self) -> str:
        """All of it, as it is read aloud."""
        head, text, score = self.head, self.text, self.score
        wants = ", ".join(filter(None, (self.wants, self.directions)))
        if score is None:
            return tr("Line {number}: {text} {target}, not scored yet", number=head, text=text, target=wants)
        return tr(
            "Line {number}: {text} {target}, {score:.0f} of 100", number=head, text=text, target=wants, score=score
        )


class LineCards(QFrame):
    """A caption and the cards, which scroll sideways."""

    chosen = Signal(int)
    """Index of the line to start at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show no line yet."""
        super().__init__(parent)
        self.setProperty("role", "card")
        self._model = _Cards()
        self.list = _list_of(self._model)
        self.list.clicked.connect(self._choose)
        self.list.activated.connect(self._choose)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(8)
        self._caption = label(tr("YOUR LINES"), "caption")
        self._column.addWidget(self._caption)
        self._column.addWidget(self.list, 1)
        self.set_low(False)

    @property
    def cards(self) -> tuple[Card, ...]:
        """Those that are shown."""
        return self._model.cards

    def show_cards(self, cards: Sequence[Card], words: str = "") -> None:
        """Show other cards; `words` stand behind the caption, such as the total."""
        self._model.show_cards(tuple(cards))
        self._caption.setText(" · ".join(filter(None, (tr("YOUR LINES"), words))))

    def show_current(self, index: int) -> None:
        """Mark the card of a line, and bring it into view; none for a line of another."""
        row = next((row for row, card in enumerate(self.cards) if card.index == index), None)
        if row is None:
            self.list.selectionModel().clearSelection()
            return
        place = self._model.index(row, 0)
        if place != self.list.currentIndex() or not self.list.selectionModel().isSelected(place):
            self.list.setCurrentIndex(place)
            self.list.scrollTo(place, QAbstractItemView.ScrollHint.PositionAtCenter)

    def set_low(self, on: bool) -> None:
        """Do with less height."""
        self._column.setContentsMargins(24, 8 if on else 16, 24, 4 if on else 8)
        self._caption.setHidden(on)
        self.setFixedHeight(_LOW_HEIGHT if on else _HEIGHT)

    def _choose(self, place: QModelIndex) -> None:
        self.chosen.emit(self.cards[place.row()].index)


class _Cards(QAbstractListModel):
    """What the cards say."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: tuple[Card, ...] = ()

    def show_cards(self, cards: tuple[Card, ...]) -> None:
        """Take others; those that are the same stay selected and in place."""
        if [card.index for card in cards] != [card.index for card in self.cards]:
            self.beginResetModel()
            self.cards = cards
            self.endResetModel()
            return
        changed = [row for row, pair in enumerate(zip(cards, self.cards, strict=True)) if pair[0] != pair[1]]
        self.cards = cards
        for row in changed:
            self.dataChanged.emit(self.index(row, 0), self.index(row, 0))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's own default and name
        return 0 if parent.isValid() else len(self.cards)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's
        card = self.cards[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return card
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return card.said
        if role == Qt.ItemDataRole.ToolTipRole:
            start = tr("{target}. Click to start here.", target=card.wants)
            return "\n".join(filter(None, (card.text, start, card.directions, card.help)))
        return None


class _Painter(QStyledItemDelegate):
    """Paints a card."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:  # noqa: N802 - Qt's name
        return _CARD

    def paint(self, painter: QPainter, option: Any, index: _Index) -> None:  # noqa: ANN401 - Qt's types lie here
        card: Card = index.data(Qt.ItemDataRole.UserRole)
        palette: QPalette = option.widget.palette()
        theme, state = theme_of(palette), option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect).adjusted(0, 0, -_BETWEEN, 0)
        area.setHeight(min(area.height(), _CARD.height()))
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        painter.setPen(QColor(theme.link) if focused else Qt.PenStyle.NoPen)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.setBrush(QColor(theme.hover if selected else theme.control if hovered else _between(theme)))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        _paint_words(painter, card, area.adjusted(14, 0, -14, 0), palette, theme, QFont(option.font))
        painter.restore()


def _paint_words(painter: QPainter, card: Card, area: QRectF, palette: QPalette, theme: Theme, font: QFont) -> None:
    colour = emotion_colour(card.target.emotion if card.target is not None else None, palette)
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    rows = {"number": (10, 12, theme.quiet), "text": (32, 14, theme.text), "wants": (55, 12, theme.second)}
    words = {"number": card.head, "text": card.text, "wants": card.wants}
    for name, (top, size, tone) in rows.items():
        font.setPixelSize(size)
        painter.setFont(font)
        painter.setPen(QColor(tone))
        width = area.width() - (_DOT if name == "number" else 0)
        shown = QFontMetricsF(font).elidedText(words[name], Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRectF(area.left(), area.top() + top, width, 20), left, shown)
    painter.setPen(Qt.PenStyle.NoPen)
    if card.target is not None and card.target.emotion is not None:
        painter.setBrush(colour)
        painter.drawEllipse(QRectF(area.right() - 10, area.top() + 15, 10, 10))
    bar = QRectF(area.left(), area.top() + 86, area.width() - 40, 8)
    painter.setBrush(QColor(theme.page if is_dark(palette) else theme.card))
    painter.drawRoundedRect(bar, 4, 4)
    if card.score:
        painter.setBrush(colour)
        painter.drawRoundedRect(QRectF(bar.left(), bar.top(), max(8, bar.width() * card.score / 100), 8), 4, 4)
    font.setPixelSize(14)
    painter.setFont(font)
    painter.setPen(QColor(theme.text if card.score is not None else theme.quiet))
    shown = _NONE if card.score is None else f"{card.score:.0f}"
    painter.drawText(QRectF(area.right() - 36, bar.center().y() - 10, 36, 20), right, shown)


def _between(theme: Theme) -> QColor:
    """A ground that stands out from the card a little."""
    one, two = QColor(theme.card), QColor(theme.control)
    return QColor((one.red() + two.red()) // 2, (one.green() + two.green()) // 2, (one.blue() + two.blue()) // 2)


class _List(QListView):
    """Scrolls sideways with any wheel, and leaves the arrow keys to the prompter."""

    def wheelEvent(self, event: Any) -> None:  # noqa: ANN401, N802 - Qt's
        way = event.angleDelta().x() or event.angleDelta().y()
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - way)
        event.accept()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.ignore()  # else the list would keep the arrows for itself
            return False
        return super().event(event)


def _list_of(model: QAbstractListModel) -> QListView:
    made = _List()
    made.setModel(model)
    made.setItemDelegate(_Painter(made))
    made.setFlow(QListView.Flow.LeftToRight)
    made.setWrapping(False)
    made.setUniformItemSizes(True)
    made.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    made.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setMouseTracking(True)
    made.setAccessibleName(tr("Your lines"))
    made.setProperty("role", "cards")
    return made
