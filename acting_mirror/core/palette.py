"""One colour for each emotion, for overlay, bars, curves and reports."""

from typing import Final

RGB = tuple[int, int, int]

EMOTION_COLOURS: Final[dict[str, RGB]] = {
    "angry": (0xE8, 0x74, 0x3B),
    "disgust": (0x2F, 0xBF, 0x8F),
    "fear": (0xD5, 0x8B, 0xB5),
    "happy": (0xF2, 0xDC, 0x5D),
    "sad": (0x6B, 0xBD, 0xF0),
    "surprise": (0xF2, 0xA9, 0x3B),
    "neutral": (0xB8, 0xBD, 0xC6),
}
"""RGB on dark ground, after the colours of Okabe and Ito that the colour-blind tell apart."""

EMOTION_COLOURS_ON_LIGHT: Final[dict[str, RGB]] = {
    "angry": (0xBB, 0x4C, 0x16),
    "disgust": (0x1F, 0x7D, 0x5D),
    "fear": (0xB8, 0x43, 0x85),
    "happy": (0x7F, 0x6E, 0x0A),
    "sad": (0x12, 0x74, 0xB1),
    "surprise": (0x9C, 0x62, 0x0A),
    "neutral": (0x66, 0x6F, 0x80),
}
"""RGB on light ground: the same hues, dark enough to carry text (4.5:1)."""

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
"""RGB of a page for others on dark ground, as the window has them."""

PAGE_COLOURS_ON_LIGHT: Final[dict[str, RGB]] = {
    "page": (0xF3, 0xF4, 0xF6),
    "card": (0xFF, 0xFF, 0xFF),
    "text": (0x16, 0x18, 0x1D),
    "quiet": (0x5B, 0x62, 0x6E),
    "track": (0xDD, 0xE0, 0xE5),
    "link": (0x1B, 0x6F, 0xA8),
}
"""The same on light ground and on paper."""
