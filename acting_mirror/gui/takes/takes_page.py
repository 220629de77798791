"""The Takes page."""

from acting_mirror.gui.page import Page


class TakesPage(Page):
    """What was recorded, looked at again and compared."""

    title = "Takes"
