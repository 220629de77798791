"""What the program is for, in the one sentence that is said wherever its readings are handed on."""

from typing import Final

from acting_mirror.core.language import marked

PURPOSE: Final = marked("For your own practice: never for grading, admission, casting or employment.")
