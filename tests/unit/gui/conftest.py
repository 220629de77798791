"""The window without a screen, in the dark theme."""

import os

import pytest
from PySide6.QtWidgets import QApplication

from acting_mirror.gui.widgets import theme

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture
def dark(qapp: QApplication) -> QApplication:
    if not (qapp.styleSheet() and theme.is_dark(qapp.palette())):  # styling every widget again takes its time
        theme.apply(qapp, "dark")
    return qapp
