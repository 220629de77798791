"""The Rehearse page."""

from acting_mirror.gui.page import Page


class RehearsePage(Page):
    """A script, its prompter, and how each line came across."""

    title = "Rehearse"
