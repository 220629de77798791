"""The seven emotions, in the only order the program runs on, and the labels of the two label sets behind it."""

from typing import Final

EMOTIONS: Final = ("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral")
"""Stored names, in the order of FER-2013 (Goodfellow et al. 2013)."""

FERPLUS_LABELS: Final = ("neutral", "happy", "surprise", "sad", "angry", "disgust", "fear", "contempt")
"""Labels of FER+ (Barsoum et al. 2016) in the order of its votes, under our names."""

SHOWN_NAMES: Final = {
    "angry": "Angry",
    "disgust": "Disgust",
    "fear": "Scared",
    "happy": "Happy",
    "sad": "Sad",
    "surprise": "Surprised",
    "neutral": "Neutral",
}
"""What the user reads for each stored name, in English."""
