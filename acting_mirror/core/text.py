"""Texts as people see them: the same letters, spaces and quotes count as the same, however they are encoded."""

import unicodedata
from typing import Final

_ALIKE: Final = str.maketrans(
    {
        **dict.fromkeys("`\u00b4\u02b9\u02bc\u02c8\u2018\u2019\u201a\u201b\u2032", "'"),
        **dict.fromkeys("\u00ab\u00bb\u201c\u201d\u201e\u201f\u2033", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys("\u02d0\u2236\ua789", ":"),
        **dict.fromkeys("\u0130\u0131", "i"),  # Turkish, of which the capital folds to two characters
    }
)
"""What looks alike and is no compatibility form of Unicode: quotes, dashes, colons."""
_UNSEEN: Final = "Cf"
"""Unicode's category of what has no width: joiners, marks of direction and byte order, soft hyphens."""


def plain(text: str) -> str:
    """A text in its normal form, in which it can be taken apart: composed, of usual width, with single usual spaces."""
    composed = unicodedata.normalize("NFKC", unicodedata.normalize("NFC", text).translate(_ALIKE))
    return " ".join("".join(sign for sign in composed if unicodedata.category(sign) != _UNSEEN).split())


def key(text: str) -> str:
    """What is equal for texts that are the same to people: their normal form without case."""
    return unicodedata.normalize("NFKC", plain(text).casefold())
