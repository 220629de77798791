"""A real face on the canonical face, turned as one likes."""

import cv2
import numpy as np

from acting_mirror.core.face_mesh import Points
from acting_mirror.core.frame import Image

DISTANCE = 60.0
"""Centimetres from the lens, about an arm's length."""


def turned(photo: Image, points: Points, canonical: Points, angles: tuple[float, float, float]) -> Image:
    """A grey picture of 512 by 512 pixels with the face of a photo in its middle, 300 pixels wide.

    Args:
        photo: What the face looks like.
        points: Its landmarks in the photo.
        canonical: Its shape, in centimetres.
        angles: Yaw, pitch and roll in degrees, as `HeadPose` has them.
    """
    placed = (canonical - canonical.mean(axis=0)) @ _rotation(*np.radians(angles)).T
    seen = 256 + placed[:, :2] * (1, -1) * 19 * DISTANCE / (DISTANCE - placed[:, 2:])
    picture = np.full((512, 512, 3), 110, np.uint8)
    triangles = _triangles(canonical)
    for corners in triangles[np.argsort(placed[triangles, 2].mean(axis=1))]:  # what is behind first
        target = seen[corners].astype(np.float32)
        x, y, width, height = cv2.boundingRect(target)
        here = target - np.float32([x, y])
        matrix = cv2.getAffineTransform(points[corners, :2].astype(np.float32), here)
        piece = cv2.warpAffine(photo, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE)
        mask = cv2.fillConvexPoly(np.zeros((height, width), np.uint8), np.round(here).astype(np.int32), 1)
        picture[y : y + height, x : x + width][mask > 0] = piece[mask > 0]
    return picture


def _triangles(canonical: Points) -> np.ndarray:
    """Corners of Delaunay's triangles between the points, seen from ahead."""
    flat = (canonical[:, :2] * 10 + 256).astype(np.float32)
    plane = cv2.Subdiv2D((0, 0, 512, 512))
    plane.insert(flat.tolist())
    corners = np.array(plane.getTriangleList()).reshape(-1, 3, 2)
    distances = np.linalg.norm(corners[:, :, None] - flat, axis=-1)
    return distances.argmin(axis=-1)[distances.min(axis=-1).max(axis=-1) < 0.01]


def _rotation(yaw: float, pitch: float, roll: float) -> np.ndarray:
    aside = [[np.cos(yaw), 0, np.sin(yaw)], [0, 1, 0], [-np.sin(yaw), 0, np.cos(yaw)]]
    up = [[1, 0, 0], [0, np.cos(pitch), np.sin(pitch)], [0, -np.sin(pitch), np.cos(pitch)]]
    tilted = [[np.cos(roll), np.sin(roll), 0], [-np.sin(roll), np.cos(roll), 0], [0, 0, 1]]
    return np.array(aside) @ np.array(up) @ np.array(tilted)
