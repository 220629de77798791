"""A contact sheet as one HTML file that needs nothing else."""

import base64
from collections.abc import Sequence
from typing import Any

import cv2

from acting_mirror.core.frame import Image
from acting_mirror.core.language import tr, tr_count
from acting_mirror.core.photo_rank import BEST, RankedPhoto, Section, caption
from acting_mirror.core.purpose import PURPOSE
from acting_mirror.report.templates import template

_QUALITY = 85
"""Of the small pictures, as JPEG: about 15 kB each."""


def contact_sheet_html(title: str, sections: Sequence[Section]) -> str:
    """The page; its pictures are in it, and nothing is fetched.

    Args:
        title: Such as the folder's name; shown as it is.
        sections: Its parts in their order.
    """
    number = sum(len(section.photos) for section in sections)
    return template("contact_sheet.html").render(
        title=title,
        count=tr_count("{count} photo", "{count} photos", number),
        unread=not all(section.readable for section in sections),
        best=tr(BEST),
        purpose=PURPOSE,
        sections=[
            {
                "title": section.title,
                "readable": section.readable,
                "photos": [_photo(photo, picture) for photo, picture in section.photos],
            }
            for section in sections
        ],
    )


def _photo(photo: RankedPhoto, picture: Image | None) -> dict[str, Any]:
    uri = data_uri(picture) if picture is not None else ""
    return {"name": photo.name, "caption": caption(photo), "best": photo.best, "uri": uri}


def data_uri(picture: Image) -> str:
    """A picture as a page has it within itself."""
    _, content = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    return f"data:image/jpeg;base64,{base64.b64encode(content.tobytes()).decode()}"
