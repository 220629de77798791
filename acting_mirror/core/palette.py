"""One colour for each emotion, for overlay, bars, curves and reports."""

from typing import Final

RGB = tuple[int, int, int]

EMOTION_COLOURS: Final[dict[str, RGB]] = {
    "angry": (0xF1, 0x5D, 0x4A),
    "disgust": (0x19, 0xBD, 0x7C),
    "fear": (0x95, 0x83, 0xFC),
    "happy": (0xF2, 0xDC, 0x5D),
    "sad": (0x5D, 0xCD, 0xFF),
    "surprise": (0xF0, 0x7B, 0xAD),
    "neutral": (0xC8, 0xCB, 0xD2),
}
"""RGB on dark ground; as far apart as the tests ask, for the colour-blind too, who see lightness above all."""

EMOTION_COLOURS_ON_LIGHT: Final[dict[str, RGB]] = {
    "angry": (0xB0, 0x00, 0x20),
    "disgust": (0x00, 0x84, 0x4A),
    "fear": (0x4A, 0x14, 0xB0),
    "happy": (0xBD, 0x56, 0x00),
    "sad": (0x00, 0x75, 0xC7),
    "surprise": (0xCF, 0x1F, 0x98),
    "neutral": (0x63, 0x66, 0x6E),
}
"""RGB on light ground: alike in hue, dark enough to carry text (4.5:1), as strong as that leaves them."""

EMOTION_DASHES: Final[dict[str, tuple[int, int]]] = {
    "disgust": (9, 4),
    "fear": (2, 3),
    "surprise": (9, 4),
    "neutral": (2, 3),
}
"""How many pixels of a curve are drawn and left out in turn, to be told apart without colour; the others are whole."""

CARD: Final[RGB] = (0x1B, 0x1E, 0x24)
TRACK: Final[RGB] = (0x27, 0x2C, 0x35)
TEXT: Final[RGB] = (0xF4, 0xF5, 0xF7)
QUIET: Final[RGB] = (0x9A, 0xA1, 0xAC)

PAGE_COLOURS: Final[dict[str, RGB]] = {
    "page": (0x14, 0x16, 0x1A),
    "card": CARD,
    "text": TEXT,
    "quiet": QUIET,
    "track": TRACK,
    "link": (0x6B, 0xBD, 0xF0),
}
"""RGB of window and reports on dark ground."""

PAGE_COLOURS_ON_LIGHT: Final[dict[str, RGB]] = {
    "page": (0xF3, 0xF4, 0xF6),
    "card": (0xFF, 0xFF, 0xFF),
    "text": (0x16, 0x18, 0x1D),
    "quiet": (0x5B, 0x62, 0x6E),
    "track": (0xDD, 0xE0, 0xE5),
    "link": (0x1B, 0x6F, 0xA8),
}
"""The same on light ground and on paper."""
