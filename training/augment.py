"""Varied pictures, a whole batch at once."""

import math

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from training.camera_faults import with_faults
from training.recipe import Augmentation, CameraFaults


def augment(pictures: Tensor, strengths: Augmentation, faults: CameraFaults, chance: torch.Generator) -> Tensor:
    """Vary each picture in its own way: mirrored, moved, lit, with faults of cameras, and partly erased.

    Args:
        pictures: float32 (N, H, W, 1), grey, 0 to 255.
        strengths: How far.
        faults: How often.
        chance: Where the random numbers come from; on the device of `pictures`.

    Returns:
        float32 (N, H, W, 2), 0 to 255: each picture, and the same before any fault and with nothing erased, which is
        what a teacher should see: what it says of a spoilt picture is worth less.
    """
    planes = pictures.permute(0, 3, 1, 2)
    planes = _moved(planes, strengths, chance)
    planes = _lit(planes, strengths, chance)
    spoilt = with_faults(planes, faults, chance)
    spoilt = _erased(spoilt, strengths, chance)
    return torch.cat([spoilt, planes], dim=1).permute(0, 2, 3, 1)


def _uniform(count: int, limit: float, chance: torch.Generator) -> Tensor:
    return (torch.rand(count, generator=chance, device=chance.device) * 2 - 1) * limit


def _moved(planes: Tensor, strengths: Augmentation, chance: torch.Generator) -> Tensor:
    count = len(planes)
    mirror = 1 - 2 * (torch.rand(count, generator=chance, device=chance.device) < strengths.flip).float()
    angle = _uniform(count, math.radians(strengths.rotation), chance)
    zoom = 1 / (1 + _uniform(count, strengths.scale, chance))
    shift_x, shift_y = (_uniform(count, 2 * strengths.shift, chance) for _ in "xy")  # a grid's side is 2 long
    cos, sin = angle.cos() * zoom, angle.sin() * zoom
    # Without shear nothing is drawn, so that older runs can be resumed as they were.
    lean = _uniform(count, strengths.shear, chance) if strengths.shear else torch.zeros_like(angle)
    rows = [
        torch.stack([cos * mirror, lean * cos * mirror - sin, shift_x], dim=1),
        torch.stack([sin * mirror, lean * sin * mirror + cos, shift_y], dim=1),
    ]
    grid = functional.affine_grid(torch.stack(rows, dim=1), list(planes.shape), align_corners=False)
    return functional.grid_sample(planes, grid, padding_mode="border", align_corners=False)


def _lit(planes: Tensor, strengths: Augmentation, chance: torch.Generator) -> Tensor:
    count = len(planes)
    gain = 1 + _uniform(count, strengths.contrast, chance).view(-1, 1, 1, 1)
    light = 255 * _uniform(count, strengths.brightness, chance).view(-1, 1, 1, 1)
    mean = planes.mean(dim=(1, 2, 3), keepdim=True)
    return ((planes - mean) * gain + mean + light).clamp(0, 255)


def _erased(planes: Tensor, strengths: Augmentation, chance: torch.Generator) -> Tensor:
    count, _, height, width = planes.shape
    device = planes.device
    smallest, largest = strengths.erase_smallest, strengths.erase_largest
    side = torch.randint(smallest, largest + 1, (count, 1), generator=chance, device=device)
    side = side * (torch.rand(count, 1, generator=chance, device=device) < strengths.erase)
    rows = _covered(height, side, chance).unsqueeze(2)
    columns = _covered(width, side, chance).unsqueeze(1)
    grey = 255 * torch.rand(count, 1, 1, 1, generator=chance, device=device)
    return torch.where((rows & columns).unsqueeze(1), grey, planes)


def _covered(length: int, side: Tensor, chance: torch.Generator) -> Tensor:
    start = (torch.rand(side.shape, generator=chance, device=side.device) * (length - side + 1)).floor()
    places = torch.arange(length, device=side.device)
    return (places >= start) & (places < start + side)


def mixed(
    pictures: Tensor, wanted: dict[str, Tensor], alpha: float, chance: torch.Generator, luck: np.random.Generator
) -> tuple[Tensor, dict[str, Tensor]]:
    """Mixup (Zhang et al. 2018): each picture and what it should be read as, mixed with those of another one.

    Args:
        pictures: float32 (N, H, W, channels).
        wanted: For each head float32 (N, labels).
        alpha: Both parameters of the beta distribution, from which one share is drawn for the batch; 0 mixes nothing.
        chance: Where the order comes from.
        luck: Where the share comes from, which a device would make the processor wait for.
    """
    if not alpha:
        return pictures, wanted
    share = float(luck.beta(alpha, alpha))
    order = torch.randperm(len(pictures), generator=chance, device=pictures.device)
    both = {head: shares.lerp(shares[order], 1 - share) for head, shares in wanted.items()}
    return pictures.lerp(pictures[order], 1 - share), both
