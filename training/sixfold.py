"""Six pictures from one, as the eighth and tenth trial of Bălănescu's report had them.

The report used imgaug, which nobody maintains any more; here are the same operations in NumPy and OpenCV.
"""

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

Pictures = npt.NDArray[np.uint8]
"""(N, H, W), grey."""

COPIES: Final = 6
_NOISE: Final = 0.07 * 255
_LEAST_LIGHT, _MOST_LIGHT = 0.25, 1.5
_SPECKS: Final = 0.03
_BLUR: Final = 0.5
_AT_ONCE: Final = 4096


def sixfold(pictures: Pictures, seed: int) -> Pictures:
    """The pictures, then noisy, darker or lighter, speckled, blurred and clouded ones.

    Args:
        pictures: uint8 (N, H, W).
        seed: The same one gives the same pictures.

    Returns:
        uint8 (6 N, H, W): all originals first, then a whole set of each kind.
    """
    kinds = (noisy, lit, speckled, blurred, clouded)
    result = np.concatenate([pictures] * COPIES)
    for copy, kind in enumerate(kinds, 1):
        for start in range(0, len(pictures), _AT_ONCE):
            part = pictures[start : start + _AT_ONCE]
            chance = np.random.default_rng((seed, copy, start))
            first = copy * len(pictures) + start
            result[first : first + len(part)] = kind(part, chance)
    return result


def noisy(pictures: Pictures, chance: np.random.Generator) -> Pictures:
    """Gaussian noise with a deviation of 0.07 · 255 added to each pixel."""
    return _grey(pictures + chance.standard_normal(pictures.shape, np.float32) * np.float32(_NOISE))


def lit(pictures: Pictures, chance: np.random.Generator) -> Pictures:
    """Each picture times a number from 0.25 to 1.5."""
    light = chance.uniform(_LEAST_LIGHT, _MOST_LIGHT, (len(pictures), 1, 1)).astype(np.float32)
    return _grey(pictures.astype(np.float32) * light)


def speckled(pictures: Pictures, chance: np.random.Generator) -> Pictures:
    """Salt and pepper: 3 % of the pixels, each become black or white."""
    drawn = chance.random(pictures.shape, np.float32)
    white = np.where(drawn < _SPECKS / 2, np.uint8(255), pictures)
    return np.where(drawn > 1 - _SPECKS / 2, np.uint8(0), white)


def blurred(pictures: Pictures, _chance: np.random.Generator) -> Pictures:
    """A Gaussian blur of 0.5 pixels."""
    return np.stack([cv2.GaussianBlur(picture, (0, 0), _BLUR) for picture in pictures]).astype(np.uint8)


def clouded(pictures: Pictures, chance: np.random.Generator) -> Pictures:
    """A light grey seen through smooth noise, of which coarse waves have the largest part (imgaug's `Clouds`)."""
    light = chance.uniform(196, 255, (len(pictures), 1, 1)).astype(np.float32)
    cover = np.stack([_cloud(picture.shape, chance) for picture in pictures])
    return _grey(pictures * (1 - cover) + light * cover)


def _cloud(shape: tuple[int, ...], chance: np.random.Generator) -> npt.NDArray[np.float32]:
    """float32 (H, W): how much each pixel is covered, 0 to less than 1."""
    height, width = shape
    waves = np.zeros((height, width), np.float32)
    for cells in (2, 4, 8, 16):
        grid = chance.random((cells, cells), np.float32) / cells
        waves += np.asarray(cv2.resize(grid, (width, height), interpolation=cv2.INTER_CUBIC), np.float32)
    waves = (waves - waves.min()) / max(float(waves.max() - waves.min()), 1e-6)
    return np.asarray(waves**2 * chance.uniform(0.25, 0.75), np.float32)


def _grey(values: npt.NDArray[np.float32]) -> Pictures:
    return np.asarray(np.rint(np.clip(values, 0, 255)), np.uint8)
