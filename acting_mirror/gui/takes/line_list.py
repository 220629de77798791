"""The lines of a take: what each wanted, how it went, and what showed instead."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from acting_mirror.core.labels import looks
from acting_mirror.core.language import tr
from acting_mirror.core.take import TakeLine
from acting_mirror.gui.widgets.theme import emotion_colour, theme_of
from acting_mirror.report.moments import in_minutes

_Index = QModelIndex | QPersistentModelIndex

_ROW: Final = 54
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def wants(line: TakeLine) -> str:
    """What a line wanted, in words."""
    if line.target is None:
        return tr("No target")
    words = line.target.words
    return tr("While listening: {target}", target=words) if line.listening else words


def besides(line: TakeLine) -> str:
    """What showed instead, such as "looked surprised for 30 % of the line", and how directions were followed."""
    if line.score is None or line.score.leak is None:
        return line.direction_words
    shown = looks(line.score.leak)
    leak = tr("looked {emotion} for {share:.0f} % of the line", emotion=shown, share=100 * line.score.leak_share)
    return " · ".join(filter(None, (leak, line.direction_words)))


class LineList(QListView):
    """One row a line; a click or Enter asks to play it."""

    chosen = Signal(int)
    """The row of a line to go to."""

    def __init__(self) -> None:
        """Show no line yet."""
        super().__init__()
        self._rows = _Lines()
        self.setModel(self._rows)
        self.setItemDelegate(_Painter(self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Lines"))
        self.setProperty("role", "cards")
        self.clicked.connect(lambda index: self.chosen.emit(index.row()))
        self.activated.connect(lambda index: self.chosen.emit(index.row()))

    @property
    def lines(self) -> tuple[TakeLine, ...]:
        """Those that are shown."""
        return self._rows.lines

    def show_lines(self, lines: Sequence[TakeLine]) -> None:
        """Show other lines."""
        self._rows.show_lines(tuple(lines))

    def show_current(self, row: int | None) -> None:
        """Mark a line and bring it into view."""
        if row is None:
            self.clearSelection()
        elif row != self.currentIndex().row() or not self.selectedIndexes():
            place = self._rows.index(row, 0)
            self.setCurrentIndex(place)
            self.scrollTo(place)

    def event(self, event: QEvent) -> bool:
        """Leave the keys that go through the take to the page."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.ignore()
            return False
        return super().event(event)


class _Lines(QAbstractListModel):
    """What the rows say."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[TakeLine, ...] = ()

    def show_lines(self, lines: tuple[TakeLine, ...]) -> None:
        if lines != self.lines:
            self.beginResetModel()
            self.lines = lines
            self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's own default and name
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return line
        if role == Qt.ItemDataRole.AccessibleTextRole:
            score = tr("no score") if line.total is None else tr("{points:.0f} of 100", points=line.total)
            also = besides(line)
            words = f"{line.text} {wants(line)}, {score}{f', {also}' if also else ''}"
            return tr("{name}: {text}", name=line.name, text=words)
        if role == Qt.ItemDataRole.ToolTipRole:
            start, end = in_minutes(line.start_s), in_minutes(line.end_s)
            return "\n".join((line.text, tr("{start} to {end}. Click to play this line.", start=start, end=end)))
        return None


class _Painter(QStyledItemDelegate):
    """Paints a line."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:  # noqa: N802 - Qt's name
        return QSize(200, _ROW)

    def paint(self, painter: QPainter, option: Any, index: _Index) -> None:  # noqa: ANN401 - Qt's types lie here
        line: TakeLine = index.data(Qt.ItemDataRole.UserRole)
        palette = option.widget.palette()
        theme, state, font = theme_of(palette), option.state, QFont(option.font)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect).adjusted(1, 1, -5, -3)
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            selected = bool(state & QStyle.StateFlag.State_Selected)
            focused = selected and bool(state & QStyle.StateFlag.State_HasFocus)
            painter.setPen(QColor(theme.link) if focused else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.hover if selected else theme.control))
            painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        inside = area.adjusted(10, 4, -10, -4)
        upper, lower = QRectF(inside), QRectF(inside)
        upper.setBottom(inside.center().y())
        lower.setTop(inside.center().y())
        colour = emotion_colour(line.target.emotion if line.target is not None else None, palette)
        score = "\N{EN DASH}" if line.total is None else f"{line.total:.0f}"
        _write(painter, font, upper, score, 14, theme.text, _RIGHT, bold=True)
        _write(painter, font, upper.adjusted(0, 0, -34, 0), line.title, 14, theme.text)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(QRectF(lower.left(), lower.center().y() - 4, 8, 8))
        taken = _write(painter, font, lower.adjusted(16, 0, 0, 0), wants(line), 12, theme.second)
        beside = lower.adjusted(16 + taken + 8, 0, 0, 0)  # shortened first: it is said below as well
        _write(painter, font, beside, besides(line), 12, theme.quiet, _RIGHT)
        painter.restore()


def _write(
    painter: QPainter,
    font: QFont,
    area: QRectF,
    words: str,
    size: int,
    colour: str,
    side: Qt.AlignmentFlag = _LEFT,
    bold: bool = False,
) -> float:
    """Write words, shortened to the room; returns their width."""
    font.setPixelSize(size)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    metrics = QFontMetricsF(font)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, side, shown)
    return metrics.horizontalAdvance(shown)
