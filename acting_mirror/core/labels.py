"""The seven emotions, in the only order the program runs on, and the labels of the two label sets behind it."""

from typing import Final

from acting_mirror.core.language import marked, tr

EMOTIONS: Final = ("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral")
"""Stored names, in the order of FER-2013 (Goodfellow et al. 2013)."""

FERPLUS_LABELS: Final = ("neutral", "happy", "surprise", "sad", "angry", "disgust", "fear", "contempt")
"""Labels of FER+ (Barsoum et al. 2016) in the order of its votes, under our names."""

SHOWN_NAMES: Final = {
    "angry": marked("Angry"),
    "disgust": marked("Disgust"),
    "fear": marked("Scared"),
    "happy": marked("Happy"),
    "sad": marked("Sad"),
    "surprise": marked("Surprised"),
    "neutral": marked("Neutral"),
}
"""What the user reads for each stored name, said by `shown_name`; in small letters the English words of notes."""
_LOOKS: Final = {
    "angry": marked("angry"),
    "disgust": marked("disgusted"),
    "fear": marked("scared"),
    "happy": marked("happy"),
    "sad": marked("sad"),
    "surprise": marked("surprised"),
    "neutral": marked("neutral"),
}


def shown_name(emotion: str) -> str:
    """What the user reads for a stored name: "Disgust"."""
    return tr(SHOWN_NAMES[emotion])


def looks(emotion: str) -> str:
    """How a face that shows an emotion looks, within a sentence: "disgusted"."""
    return tr(_LOOKS[emotion])
