"""What a network looks for, and where it looks in a face.

Needs Keras on the torch backend: whoever imports this sets `KERAS_BACKEND=torch` before.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import cv2
import keras
import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn import functional

from acting_mirror.core.errors import UserError
from acting_mirror.core.frame import Image
from acting_mirror.core.preprocess import crop_face, to_input
from acting_mirror.vision.detectors import open_detector
from acting_mirror.vision.sources.photo_file import read_photo
from training import plots
from training.fast_forward import FastForward
from training.source import labels_of_head
from training.zoo import with_logits

_STEPS: Final = 300
_RATE: Final = 4.0
_PULL: Final = 1e-4
"""Weight of the mean squared distance from middle grey, in grey values."""
_SMOOTH: Final = 0.3
"""Weight of the mean difference of neighbours, in grey values."""
_BLUR: Final = (10, 0.7)
"""Steps between two blurs, and the Gaussian's deviation in pixels: else fine stripes win over shapes."""
_JITTER: Final = 3
"""Pixels by which the picture is moved at random in each step, so that no pattern hangs on single pixels."""
_ROWS: Final = 480
"""Height in pixels to which a photo is reduced to find the face."""
_SMALLEST_MAP: Final = 3
"""Grad-CAM uses the last layer that all heads share with at least 3 by 3 places; its slopes mean little further up."""


def look(model: Path, out: Path, photo: Path | None = None) -> list[Path]:
    """Draw what maximises each class, and for a photo where each head looks.

    Args:
        model: A model's folder, a training run's folder or a `.keras` file.
        out: The folder for the PNG files; made if missing.
        photo: A photo with a face; of several faces the largest is taken, and without one the whole photo.

    Returns:
        The files.

    Raises:
        UserError: The network or the photo can't be read, or the files can't be written.
    """
    face = None if photo is None else _face_in(photo)
    looker = Looker(model / "model.keras" if model.is_dir() else model)
    try:
        out.mkdir(parents=True, exist_ok=True)
        files = [out / "ideals.png"]
        plots.pictures([_ideals(looker, head) for head in looker.heads], files[0])
        if face is not None:
            files.append(out / "attention.png")
            plots.pictures([_attention(looker, face)], files[1])
    except OSError as error:
        raise UserError(f"The pictures can't be written to {out}: {error.strerror}.") from error
    return files


class Looker:
    """A network that can be asked what it sees."""

    def __init__(self, keras_file: Path) -> None:
        """Load a network.

        Raises:
            UserError: Keras can't load it, it has no logits, or its layers have no places.
        """
        try:
            network = keras.saving.load_model(keras_file, compile=False)
        except (OSError, TypeError, ValueError) as error:
            raise UserError(f"The weights {keras_file} can't be loaded by Keras.") from error
        logits = with_logits(network)
        own = tuple(f"{head}_" for head in logits.output)
        places = [layer for layer in network.layers if _is_map(layer.output) and not layer.name.startswith(own)]
        if not places:
            raise UserError(
                f"The network “{network.name}” has no layer with {_SMALLEST_MAP} by {_SMALLEST_MAP} places."
            )
        self.heads: dict[str, int] = {head: int(out.shape[1]) for head, out in logits.output.items()}
        self.shape: tuple[int, int, int] = tuple(network.input_shape[1:])
        self._logits = FastForward(logits)
        self._with_maps = FastForward(keras.Model(network.inputs, logits.output | {"": places[-1].output}))

    def ideals(self, head: str, seed: int = 0) -> npt.NDArray[np.uint8]:
        """The pictures that make each output largest: gradient ascent on the pixels (Simonyan et al. 2014).

        From grey noise by Adam, kept near middle grey and smooth, and moved a little in each step.

        Returns:
            uint8 (labels, H, W) or, of a network that takes colours, (labels, H, W, 3); the contrast is stretched.
        """
        chance = torch.Generator().manual_seed(seed)
        count = self.heads[head]
        pixels = (128 + 8 * torch.randn(count, *self.shape, generator=chance)).requires_grad_()
        climber = torch.optim.Adam([pixels], lr=_RATE)
        for step in range(1, _STEPS + 1):
            climber.zero_grad()
            shift = torch.randint(-_JITTER, _JITTER + 1, (2,), generator=chance).tolist()
            moved = torch.roll(pixels, shift, dims=(1, 2))
            wanted = self._logits(moved, training=False)[head].diagonal().sum()
            torch.autograd.backward(_roughness(pixels) - wanted, inputs=[pixels])
            climber.step()
            with torch.no_grad():
                pixels.copy_(_tamed(pixels, step))
        found = np.stack([_stretched(picture) for picture in pixels.detach().numpy()])
        return found[..., 0] if self.shape[2] == 1 else found

    def attention(self, face: npt.NDArray[np.float32], head: str) -> tuple[int, float, npt.NDArray[np.float32]]:
        """Where the network looks for the label that it names (Grad-CAM, Selvaraju et al. 2017).

        Args:
            face: float32 (H, W, C), as the network takes it.
            head: Whose label.

        Returns:
            The label's index, its probability, and float32 (H, W) from 0 to 1: how much each place speaks for it.
        """
        answers: Mapping[str, Tensor] = self._with_maps(torch.from_numpy(face)[None], training=False)
        logits, maps = answers[head][0], answers[""]
        label = int(logits.argmax())
        (slopes,) = torch.autograd.grad(logits[label], maps)
        heat = functional.relu((slopes.mean(dim=(2, 3), keepdim=True) * maps).sum(dim=1, keepdim=True))
        large = functional.interpolate(heat.detach(), self.shape[:2], mode="bicubic", align_corners=False)[0, 0].relu()
        share = large / large.max().clamp(min=1e-12)
        return label, float(logits.detach().softmax(dim=0)[label]), share.numpy()


def overlaid(face: Image, heat: npt.NDArray[np.float32]) -> npt.NDArray[np.uint8]:
    """A face under the colours of its heat.

    Args:
        face: uint8 (H, W), grey.
        heat: float32 (H, W), 0 to 1.

    Returns:
        uint8 (H, W, 3), RGB.
    """
    colours = cv2.applyColorMap((255 * heat).astype(np.uint8), cv2.COLORMAP_JET)[:, :, ::-1]
    grey = np.repeat(face[:, :, None], 3, axis=2)
    return (0.6 * grey + 0.4 * colours).astype(np.uint8)


def _ideals(looker: Looker, head: str) -> list[tuple[str, Any]]:
    labels = labels_of_head(head, looker.heads[head])
    return [(f"{head}: {label}", ideal) for label, ideal in zip(labels, looker.ideals(head), strict=True)]


def _attention(looker: Looker, face: Image) -> list[tuple[str, Any]]:
    height, width, channels = looker.shape
    grey = to_input(face, (width, height))
    shown: list[tuple[str, Any]] = [("the face", grey[:, :, 0].round())]
    for head, size in looker.heads.items():
        label, share, heat = looker.attention(np.repeat(grey, channels, axis=2), head)
        title = f"{head}: {labels_of_head(head, size)[label]} {share:.0%}"
        shown.append((title, overlaid(grey[:, :, 0].astype(np.uint8), heat)))
    return shown


def _face_in(photo: Path) -> Image:
    picture = read_photo(photo)
    boxes = open_detector("haar", _ROWS).find(picture)
    return crop_face(picture, max(boxes, key=lambda box: box.area)) if boxes else picture


def _is_map(output: Any) -> bool:  # noqa: ANN401 - Keras is not typed
    shape = getattr(output, "shape", ())
    return len(shape) == 4 and min(shape[1:3]) >= _SMALLEST_MAP


def _roughness(pixels: Tensor) -> Tensor:
    """What the ascent pays for a picture, summed over the pictures."""
    far = ((pixels - 128) ** 2).mean(dim=(1, 2, 3))
    down = (pixels[:, 1:] - pixels[:, :-1]).abs().mean(dim=(1, 2, 3))
    across = (pixels[:, :, 1:] - pixels[:, :, :-1]).abs().mean(dim=(1, 2, 3))
    return (_PULL * far + _SMOOTH * (down + across)).sum()


def _tamed(pixels: Tensor, step: int) -> Tensor:
    """Kept within black and white, and blurred now and then, but not after the last steps."""
    every, deviation = _BLUR
    pixels = pixels.clamp(0, 255)
    if step % every or step > _STEPS - every:
        return pixels
    weights = torch.exp(-(torch.arange(-2, 3) ** 2) / (2 * deviation**2))
    kernel = (weights[:, None] * weights / weights.sum() ** 2)[None, None]
    planes = functional.pad(pixels.permute(0, 3, 1, 2), [2] * 4, mode="replicate")
    blurred = functional.conv2d(planes.flatten(0, 1).unsqueeze(1), kernel)
    return blurred.view(*planes.shape[:2], *blurred.shape[2:]).permute(0, 2, 3, 1)


def _stretched(picture: npt.NDArray[np.float32]) -> npt.NDArray[np.uint8]:
    low, high = np.percentile(picture, (1, 99))
    return np.asarray(np.clip((picture - low) * 255 / max(high - low, 1), 0, 255), np.uint8)
