"""What else can be done with a take."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu

from acting_mirror.core.take import ListedTake
from acting_mirror.gui.widgets.folders import show_folder


def fill_take_menu(
    menu: QMenu,
    take: ListedTake,
    rename: Callable[[], None],
    export: Callable[[ListedTake, str], None],
    delete: Callable[[ListedTake], None],
) -> None:
    """Fill the menu of a take; of a damaged one, with what can be done all the same.

    Args:
        menu: Emptied first.
        take: The take.
        rename: Lets its name be changed.
        export: Gets the take and a kind out of `take_export.KINDS`.
        delete: Moves it to the bin.
    """
    menu.clear()
    if not take.problem:
        menu.addAction("Rename", rename)
        menu.addAction("Report to hand on…", lambda: export(take, "html"))
        menu.addAction("Export lines as CSV…", lambda: export(take, "csv"))
        menu.addAction("Export all as JSON…", lambda: export(take, "json"))
    menu.addAction("Show in folder", lambda: show_folder(take.folder))
    menu.addSeparator()
    menu.addAction("Move to the bin", lambda: delete(take))
