"""What the program is for: the sentence that is said wherever readings are handed on, and the one on many clips."""

from typing import Final

from acting_mirror.core.language import marked

PURPOSE: Final = marked("For your own practice: never for grading, admission, casting or employment.")
PURPOSE_OF_MANY: Final = marked(
    "For your own takes, and for research on people who agreed: never for choosing or grading anybody."
)
