"""Text of any alphabet as small masks; OpenCV's own fonts know little more than ASCII."""

from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import ImageFont

from acting_mirror import paths
from acting_mirror.core.errors import UserError
from acting_mirror.core.language import tr

_OTHER_FONTS: Final = (
    *("NotoSansCJK-Regular.ttc", "NotoSansDevanagari-Regular.ttf", "NotoSansThai-Regular.ttf"),  # Linux
    *("msyh.ttc", "YuGothM.ttc", "malgun.ttf", "Nirmala.ttf", "LeelawUI.ttf"),  # Windows
    *("PingFang.ttc", "Hiragino Sans GB.ttc", "AppleSDGothicNeo.ttc", "Arial Unicode.ttf"),  # macOS
)
"""Fonts of the system for what ours lacks; ours has Latin, Greek, Cyrillic, Armenian, Georgian, Hebrew and Arabic."""
_NO_CHARACTER: Final = "\uffff"

Mask = npt.NDArray[np.uint8]


@lru_cache(maxsize=1024)
def text_mask(text: str, size: int) -> Mask:
    """A line of text.

    Args:
        text: What to write.
        size: Height of the letters in pixels.

    Returns:
        uint8 (H, W), how much of each pixel is covered, 0 to 255; lines of one size have one height and base line.
    """
    font = _font_for(text, size)
    ascent, descent = font.getmetrics()
    width = max(1, round(font.getlength(text)))
    mask, (left, top) = font.getmask2(text, mode="L", anchor="ls")
    glyphs = np.array(mask, np.uint8).reshape(mask.size[1], mask.size[0])
    result = np.zeros((ascent + descent, max(width, left + mask.size[0])), np.uint8)
    y, x = max(0, ascent + top), max(0, left)
    part = glyphs[: result.shape[0] - y, : result.shape[1] - x]
    result[y : y + part.shape[0], x : x + part.shape[1]] = part
    return result


@lru_cache(maxsize=64)
def _font(name: str, size: int) -> ImageFont.FreeTypeFont | None:
    try:
        return ImageFont.truetype(name, size)
    except OSError:
        return None


def _font_for(text: str, size: int) -> ImageFont.FreeTypeFont:
    own = _font(str(paths.resources_dir() / "fonts" / "DejaVuSans.ttf"), size)
    if own is None:
        raise UserError(tr("The font of Acting Mirror is missing: install it again."))
    if text.isascii() or _has_all(own, text):
        return own
    others = (_font(name, size) for name in _OTHER_FONTS)
    return next((font for font in others if font is not None and _has_all(font, text)), own)


def _has_all(font: ImageFont.FreeTypeFont, text: str) -> bool:
    """Whether no character would come out as the box that stands for a missing one."""
    missing = bytes(font.getmask(_NO_CHARACTER))
    return all(character.isspace() or bytes(font.getmask(character)) != missing for character in set(text))
