"""The window without a screen, in the dark theme."""

import os
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from acting_mirror.gui.widgets import theme

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture
def dark(qapp: QApplication) -> QApplication:
    theme.apply(qapp, "dark")
    return qapp


@pytest.fixture(autouse=True)
def no_widget_left(qapp: QApplication) -> Iterator[None]:
    """What `qtbot` closed is deleted now, not at some time in a later test, whose theme it would follow until then."""
    yield
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
