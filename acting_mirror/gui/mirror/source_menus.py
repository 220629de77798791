"""The menus of the bottom bar, filled when they open."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from acting_mirror.core.language import tr
from acting_mirror.gui.sessions.factory import DEMO
from acting_mirror.gui.shell.current_session import CurrentSession
from acting_mirror.gui.widgets.icons import icon
from acting_mirror.vision.sources.link import is_link


def fill_sources(menu: QMenu, current: CurrentSession, recent: Sequence[str]) -> None:
    """Fill the menu of sources.

    Args:
        menu: Emptied first.
        current: Opens what is chosen.
        recent: Paths and links, newest first.
    """
    menu.clear()
    group, name = QActionGroup(menu), current.session.name if current.session is not None else ""
    cameras = current.cameras
    for camera in cameras or ():
        action = _checkable(menu, group, camera.name, camera.name == name)
        action.triggered.connect(lambda _, camera=camera: current.open_camera(camera))
    if not cameras:
        words = tr("Looking for cameras…") if cameras is None else tr("No camera found")
        menu.addAction(words).setEnabled(False)
    menu.addAction(icon("refresh", menu.palette()), tr("Look for cameras again"), current.look_for_cameras)
    menu.addSeparator()
    _checkable(menu, group, tr(DEMO), name == tr(DEMO)).triggered.connect(lambda _: current.open_demo())
    if recent:
        menu.addSeparator()
        menu.addAction(tr("Opened before")).setEnabled(False)
        for words in recent:
            action = menu.addAction(_as_it_is(_shortened(words)))
            action.setToolTip(words)
            action.triggered.connect(lambda _, words=words: current.open_words(words))


def fill_microphones(
    menu: QMenu, names: Sequence[str], sound: bool, current: str | None, choose: Callable[[bool, str | None], None]
) -> None:
    """Fill the menu of microphones.

    Args:
        menu: Emptied first.
        names: Those that were found.
        sound: Whether recordings have sound.
        current: The chosen one; None for the system's choice.
        choose: Gets whether recordings have sound, and the microphone.
    """
    menu.clear()
    group = QActionGroup(menu)
    _checkable(menu, group, tr("The system's microphone"), sound and current is None).triggered.connect(
        lambda _: choose(True, None)
    )
    for name in names:
        action = _checkable(menu, group, name, sound and name == current)
        action.triggered.connect(lambda _, name=name: choose(True, name))
    menu.addSeparator()
    _checkable(menu, group, tr("No sound"), not sound).triggered.connect(lambda _: choose(False, current))


def _checkable(menu: QMenu, group: QActionGroup, words: str, checked: bool) -> QAction:
    action = menu.addAction(_as_it_is(words))
    action.setCheckable(True)
    action.setChecked(checked)
    group.addAction(action)
    return action


def _as_it_is(name: str) -> str:
    """A name as a menu shows it whole: a single & would underline what follows."""
    return name.replace("&", "&&")


def _shortened(words: str) -> str:
    shown = words if is_link(words) else Path(words).name
    return shown if len(shown) <= 44 else f"{shown[:28]}…{shown[-14:]}"
