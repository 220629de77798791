import pytest
from PySide6.QtWidgets import QApplication

from acting_mirror.gui.widgets.fitted_text import FittedText

WORDS = "The corners of your mouth sank at 1.2 s. The inner ends of your brows stayed level."


@pytest.mark.parametrize(
    ("lines", "width", "whole"), [(1, 900, True), (1, 300, False), (2, 300, True), (2, 150, False)]
)
def test_a_text_is_whole_where_its_lines_hold_it_and_else_ends_in_dots(
    qapp: QApplication, lines: int, width: int, whole: bool
) -> None:
    text = FittedText(13, 11, "quiet", lines=lines)
    text.resize(width, text.sizeHint().height())
    text.show_text(WORDS)
    assert (text.shown == WORDS) is whole
    assert whole or (text.shown.endswith("…") and text.shown.startswith("The corners"))
