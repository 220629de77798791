"""What cameras and their light do to a picture of a face, a whole batch at once on any device."""

import math
from typing import Final

import torch
from torch import Tensor
from torch.nn import functional

from training.recipe import CameraFaults

_LEAST_LIGHT, _MOST_LIGHT = 0.12, 0.7
_LEAST_SHADE, _MOST_SHADE = 0.4, 0.95
_LEAST_NOISE, _MOST_NOISE = 4.0, 28.0
"""Standard deviation in grey values."""
_BLUR_SIDE: Final = 9
_LONGEST_BLUR: Final = 7.0
"""Pixels of a face of 48."""
_SMALLEST, _LARGEST = 12, 32
"""Pixels of a side before it is enlarged."""
_BLOCK: Final = 8
_BEST, _WORST = 0.5, 4.0
"""Factors on the table of steps: qualities of about 75 to 12 in libjpeg's count, where 50 is 1."""

_STEPS: Final = torch.tensor(
    [
        [16, 11, 10, 16, 24, 40, 51, 61],
        [12, 12, 14, 19, 26, 58, 60, 55],
        [14, 13, 16, 24, 40, 57, 69, 56],
        [14, 17, 22, 29, 51, 87, 80, 62],
        [18, 22, 37, 56, 68, 109, 103, 77],
        [24, 35, 55, 64, 81, 104, 113, 92],
        [49, 64, 78, 87, 103, 121, 120, 101],
        [72, 92, 95, 98, 112, 100, 103, 99],
    ],
    dtype=torch.float32,
)
"""For the brightness, from annex K of the JPEG standard (ITU-T T.81)."""


def with_faults(planes: Tensor, faults: CameraFaults, chance: torch.Generator) -> Tensor:
    """Give each picture some of the faults, each by its own chance.

    Args:
        planes: float32 (N, 1, 48, 48), grey, 0 to 255.
        faults: How often each occurs.
        chance: Where the random numbers come from; on the device of `planes`.

    Returns:
        float32 (N, 1, 48, 48), 0 to 255.
    """
    kinds = (
        (faults.side_light, _side_lit),
        (faults.dark, _dark),
        (faults.blur, _blurred),
        (faults.coarse, _coarse),
        (faults.noise, _noisy),
        (faults.compressed, _compressed),
    )  # in the order in which light, lens, sensor and file have them
    for share, kind in kinds:
        if share:
            hit = _rand(planes, chance) < share
            planes = torch.where(hit.view(-1, 1, 1, 1), kind(planes, chance).clamp(0, 255), planes)
    return planes


def _rand(planes: Tensor, chance: torch.Generator) -> Tensor:
    return torch.rand(len(planes), generator=chance, device=planes.device)


def _between(low: float, high: float, planes: Tensor, chance: torch.Generator) -> Tensor:
    """(N, 1, 1, 1), uniform."""
    return (low + (high - low) * _rand(planes, chance)).view(-1, 1, 1, 1)


def _places(side: int, planes: Tensor) -> tuple[Tensor, Tensor]:
    """How far each pixel is from the middle, down and to the right, each (side, side)."""
    along = torch.arange(side, device=planes.device) - (side - 1) / 2
    down, right = torch.meshgrid(along, along, indexing="ij")
    return down, right


def _directions(planes: Tensor, chance: torch.Generator) -> tuple[Tensor, Tensor]:
    angle = _between(0, 2 * math.pi, planes, chance)
    return angle.cos(), angle.sin()


def _side_lit(planes: Tensor, chance: torch.Generator) -> Tensor:
    """Darker towards one side."""
    cos, sin = _directions(planes, chance)
    down, right = _places(planes.shape[2], planes)
    across = ((down * cos + right * sin) / planes.shape[2] + 0.5).clamp(0, 1)
    return planes * (1 - _between(_LEAST_SHADE, _MOST_SHADE, planes, chance) * across)


def _dark(planes: Tensor, chance: torch.Generator) -> Tensor:
    return planes * _between(_LEAST_LIGHT, _MOST_LIGHT, planes, chance)


def _blurred(planes: Tensor, chance: torch.Generator) -> Tensor:
    """Along a line, as by a movement, and a little across it, as out of focus."""
    cos, sin = _directions(planes, chance)
    down, right = _places(_BLUR_SIDE, planes)
    along, across = down * cos + right * sin, right * cos - down * sin
    reach = _between(0.5, _LONGEST_BLUR / 2, planes, chance)
    width = _between(0.4, 1.2, planes, chance)
    kernels = ((reach - along.abs()) * 4).sigmoid() * (-(across**2) / (2 * width**2)).exp()
    kernels = kernels / kernels.sum(dim=(2, 3), keepdim=True)
    edge = _BLUR_SIDE // 2
    padded = functional.pad(planes, [edge] * 4, mode="replicate")
    return functional.conv2d(padded.transpose(0, 1), kernels, groups=len(planes)).transpose(0, 1)


def _coarse(planes: Tensor, chance: torch.Generator) -> Tensor:
    """A small picture enlarged: means over areas of a random size, then linear between them."""
    side = planes.shape[2]
    count = _between(_SMALLEST, _LARGEST, planes, chance).round().view(-1, 1, 1)
    # As matrices, one for each picture: resizing functions want one size for the whole batch.
    pixel = torch.arange(side, device=planes.device)
    cell = ((pixel.view(1, 1, -1) + 0.5) * count / side).floor()
    cells = torch.arange(_LARGEST, device=planes.device).view(1, -1, 1)
    means = (cell == cells).float()
    means = means / means.sum(dim=2, keepdim=True).clamp(min=1)
    place = (((pixel.view(1, -1, 1) + 0.5) * count / side) - 0.5).clamp(min=0).minimum(count - 1)
    between = (1 - (place - cells.transpose(1, 2)).abs()).clamp(min=0)
    through = between @ means
    return (through @ planes[:, 0] @ through.transpose(1, 2)).unsqueeze(1)


def _noisy(planes: Tensor, chance: torch.Generator) -> Tensor:
    noise = torch.randn(planes.shape, generator=chance, device=planes.device)
    return planes + noise * _between(_LEAST_NOISE, _MOST_NOISE, planes, chance)


def _compressed(planes: Tensor, chance: torch.Generator) -> Tensor:
    return compressed(planes, _between(math.log(_BEST), math.log(_WORST), planes, chance).exp())


def compressed(planes: Tensor, factors: Tensor) -> Tensor:
    """As by JPEG: blocks of 8 by 8 rounded in steps of their cosine transform.

    Args:
        planes: float32 (N, 1, H, W), 0 to 255, with sides that 8 divides.
        factors: float32 (N, 1, 1, 1), on the standard's table of steps.
    """
    count, _, height, width = planes.shape
    wave = torch.arange(_BLOCK, device=planes.device)
    cosines = ((2 * wave.view(1, -1) + 1) * wave.view(-1, 1) * math.pi / (2 * _BLOCK)).cos() / 2
    cosines[0] /= math.sqrt(2)
    blocks = planes.view(count, height // _BLOCK, _BLOCK, width // _BLOCK, _BLOCK).transpose(2, 3) - 128
    steps = _STEPS.to(planes.device) * factors.unsqueeze(4)
    rounded = (cosines @ blocks @ cosines.T / steps).round() * steps
    return (cosines.T @ rounded @ cosines).transpose(2, 3).reshape(planes.shape) + 128
