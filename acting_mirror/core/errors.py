"""The exceptions that are no fault of ours: one carries a sentence for the user, one says that the user stopped it."""

from collections.abc import Mapping
from enum import Enum, auto

from acting_mirror.core.language import tr
from acting_mirror.core.text import printable


class Remedy(Enum):
    """What to do about an error, where a command and the window call it differently."""

    REPLACE = auto()
    RECOVER = auto()
    CHOOSE_CHARACTER = auto()
    PLACE_LINES = auto()
    QUICKER_PACE = auto()
    OTHER_DETECTOR = auto()
    GET_YUNET = auto()
    INSTALL_KERAS = auto()
    OTHER_BACKEND = auto()
    INSTALL_YT_DLP = auto()
    INSTALL_DASK = auto()
    NEWER_YT_DLP = auto()
    READ_AS_PHOTOS = auto()
    READ_AS_CLIP = auto()
    FIND_SCREEN = auto()
    INSTALL_FOR_QT = auto()


class UserError(Exception):
    """The user's input or environment is at fault; commands print it and exit with 2.

    Its text is one sentence that says what is wrong and, unless there is a remedy, what to do about it.

    Attributes:
        remedy: What to do about it, for which commands and window have their own words; None when the text says it.
    """

    def __init__(self, words: str, remedy: Remedy | None = None) -> None:
        """Say what is wrong, in words of which commands and window are no part."""
        super().__init__(printable(words))
        self.remedy = remedy

    def sentence(self, remedies: Mapping[Remedy, str]) -> str:
        """The text with what to do about it, in the words of a table, which are marked."""
        if self.remedy is None:
            return str(self)
        fault = str(self).removesuffix(".").removesuffix("\u3002")
        return tr("{fault}: {remedy}.", fault=fault, remedy=tr(remedies[self.remedy]))


class CancelledError(Exception):
    """The user stopped it; nothing half-written is left."""
