"""The lines of a face, as numbers of its landmarks."""

from typing import Final

CONTOURS: Final[tuple[tuple[int, ...], ...]] = (
    (33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246),
    (263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466),
    (46, 53, 52, 65, 55, 107, 66, 105, 63, 70),
    (276, 283, 282, 295, 285, 336, 296, 334, 293, 300),
    (61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 409, 270, 269, 267, 0, 37, 39, 40, 185),
    (78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308, 415, 310, 311, 312, 13, 82, 81, 80, 191),
)
"""Closed: eyes, brows, both edges of the lips, each the person's right one first.

From MediaPipe's `face_mesh_connections.py` (Apache 2.0); its brows are two lines each.
"""
IRISES: Final = ((468, 469), (473, 474))
"""The middle of each, and a point of its edge."""
