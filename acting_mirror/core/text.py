"""Texts as people see them: equal ones, however they are encoded; and names of files, whatever their bytes are."""

import unicodedata
from typing import Final

_ALIKE: Final = str.maketrans(
    {
        **dict.fromkeys(f"{chr(0x60)}\u00b4\u02b9\u02bc\u02c8\u2018\u2019\u201a\u201b\u2032", "'"),
        **dict.fromkeys("\u00ab\u00bb\u201c\u201d\u201e\u201f\u2033", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys("\u02d0\u2236\ua789", ":"),
    }
)
"""What looks alike and is no compatibility form of Unicode: quotes, dashes, colons."""
_AS_LONG: Final = _ALIKE | {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: " "}
"""What looks alike, and the wide forms of ASCII: one character for one."""
_UNSEEN: Final = "Cf"
"""Unicode's category of what has no width: joiners, marks of direction and byte order, soft hyphens."""
_TURKISH: Final = str.maketrans(dict.fromkeys("\u0130\u0131", "i"))
"""The i with a dot as a capital, and the one without: they fold otherwise than people expect."""
_NO_TEXT: Final = ("Cc", "Cs", "Zl", "Zp")
"""Unicode's categories of control characters, halves of characters, and ends of lines and paragraphs."""


def plain(text: str) -> str:
    """A text in its normal form, in which it can be taken apart: composed, of usual width, with single usual spaces."""
    composed = unicodedata.normalize("NFKC", unicodedata.normalize("NFC", text).translate(_ALIKE))
    return " ".join("".join(sign for sign in composed if unicodedata.category(sign) != _UNSEEN).split())


def aligned(text: str) -> str:
    """A text as long as it was, in which marks are the usual ones: what is found in it stands there in the text too."""
    return text.translate(_AS_LONG)


def key(text: str) -> str:
    """What is equal for texts that are the same to people: their normal form without case."""
    return unicodedata.normalize("NFKC", plain(text).translate(_TURKISH).casefold())


def printable(words: str) -> str:
    """Words, such as a file's name, that can be printed and written anywhere: what is no text is escaped.

    A byte that is no UTF-8 is shown as Python writes it in a string, and so are ends of lines.
    """
    return "".join(_escaped(sign) if unicodedata.category(sign) in _NO_TEXT else sign for sign in words)


def _escaped(sign: str) -> str:
    code = ord(sign) - 0xDC00  # Python keeps a byte of a name that is no text as half a character
    return rf"\x{code:02x}" if 0x80 <= code <= 0xFF else sign.encode("unicode_escape").decode()
