"""The canonical face: where landmarks lie on a face that looks straight ahead."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

_MESH, _VERTICES = 1, 3
"""Fields of MediaPipe's `GeometryPipelineMetadata` and `Mesh3d`."""
_VARINT, _BYTES, _FLOAT = 0, 2, 5
"""Kinds of fields: https://protobuf.dev/programming-guides/encoding/."""


def canonical_face(metadata: bytes) -> npt.NDArray[np.float64]:
    """Read it from MediaPipe's metadata, a message in Protocol Buffers.

    Returns:
        float64 (468, 3): x to the person's left, y up, z towards the camera, in centimetres.
    """
    mesh = next(value for number, value in _fields(metadata) if number == _MESH and isinstance(value, bytes))
    vertices = b"".join(value for number, value in _fields(mesh) if number == _VERTICES and isinstance(value, bytes))
    return np.frombuffer(vertices, "<f4").reshape(-1, 5)[:, :3].astype(np.float64)  # and two for a texture


def _fields(message: bytes) -> Iterator[tuple[int, int | bytes]]:
    """The numbers and values of a message's fields, in their order."""
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        number, kind = key >> 3, key & 7
        if kind == _VARINT:
            value, at = _varint(message, at)
            yield number, value
            continue
        if kind not in (_BYTES, _FLOAT):
            raise ValueError(f"fields are numbers, floats or bytes, not of kind {kind}")
        length, at = _varint(message, at) if kind == _BYTES else (4, at)
        yield number, message[at : at + length]
        at += length


def _varint(message: bytes, at: int) -> tuple[int, int]:
    """A whole number in groups of seven bits, the lowest first, and where it ends."""
    value = shift = 0
    while True:
        byte = message[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at
