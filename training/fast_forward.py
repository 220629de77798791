"""A Keras network's own weights, run by torch's fused operations: about four times as fast to train on a processor.

Keras on torch computes a batch normalisation from its parts and casts at every layer, which costs more than the
convolutions do. Here the same graph runs on channels-last planes, if wanted in bfloat16 (weights stay float32), on
whatever device the weights are.
"""

from collections.abc import Callable
from typing import Any, Final

import torch
from keras import layers
from torch import Tensor
from torch.nn import functional

_Kernel = Callable[[Any, bool, Tensor], Tensor]
"""Of a layer, whether it learns, and planes (N, C, H, W) or rows (N, C)."""


class FastForward:
    """A functional Keras network as a function of torch tensors; both share their weights, which gradients reach."""

    def __init__(self, network: Any, bfloat16: bool = False) -> None:  # noqa: ANN401 - Keras is not typed
        """Wrap a network.

        Args:
            network: Functional, with one input, channels last.
            bfloat16: Whether convolutions and dense layers run in bfloat16; quicker where the processor has it.
        """
        self._network = network
        self._bfloat16 = bfloat16

    def __call__(self, pictures: Tensor, training: bool) -> dict[str, Tensor]:
        """The network's outputs, float32.

        Args:
            pictures: float32 (N, H, W, C).
            training: Whether batches are normalised by themselves and units dropped.
        """
        planes = pictures.permute(0, 3, 1, 2).contiguous(memory_format=torch.channels_last)
        with torch.autocast(planes.device.type, dtype=torch.bfloat16, enabled=self._bfloat16):
            # The only walk over a functional graph that Keras has; `training` tests compare it with the public call.
            outputs = self._network._run_through_graph(planes, lambda layer: _Bound(layer, training))
        return {head: values.float() for head, values in outputs.items()}


class _Bound:
    """A layer as a function of planes."""

    def __init__(self, layer: Any, training: bool) -> None:  # noqa: ANN401 - Keras is not typed
        self._layer, self._training = layer, training

    def __call__(self, *inputs: Any, **_: Any) -> Tensor:  # noqa: ANN401 - a tensor or a list of them
        layer = self._layer
        kernel = _KERNELS.get(type(layer))
        if kernel is not None:
            return kernel(layer, self._training, inputs[0])
        outer: Tensor = layer(_channels_last(inputs[0]), training=self._training)
        return outer.permute(0, 3, 1, 2) if outer.ndim == 4 else outer


def _channels_last(planes: Any) -> Any:  # noqa: ANN401 - a tensor or a list of them
    if isinstance(planes, list):
        return [_channels_last(each) for each in planes]
    return planes.permute(0, 2, 3, 1).float() if planes.ndim == 4 else planes.float()


def _padded(layer: Any, planes: Tensor, window: tuple[int, int], fill: float = 0.0) -> Tensor:  # noqa: ANN401
    """TensorFlow's "same": what does not divide evenly goes after the end."""
    if layer.padding == "valid":
        return planes
    sides: list[int] = []
    for length, side, stride in zip(planes.shape[:1:-1], window[::-1], layer.strides[::-1], strict=True):
        lacking = max(0, (-(-length // stride) - 1) * stride + side - length)
        sides += [lacking // 2, lacking - lacking // 2]
    return functional.pad(planes, sides, value=fill) if any(sides) else planes


def _convolved(layer: Any, planes: Tensor, kernel: Tensor, bias: Tensor | None, groups: int = 1) -> Tensor:  # noqa: ANN401
    window = kernel.shape[2], kernel.shape[3]
    if layer.padding == "same" and tuple(layer.strides) == (1, 1) and window[0] % 2 and window[1] % 2:
        # Not "same": autocast does not know it on every device.
        return functional.conv2d(planes, kernel, bias, padding=(window[0] // 2, window[1] // 2), groups=groups)
    return functional.conv2d(_padded(layer, planes, window), kernel, bias, stride=layer.strides, groups=groups)


def _bias(layer: Any) -> Tensor | None:  # noqa: ANN401
    """Part of the operation, not added after it, which would be slower and take bfloat16 back to float32."""
    return layer.bias.value if layer.use_bias else None


def _activated(layer: Any, values: Tensor) -> Tensor:  # noqa: ANN401
    activated: Tensor = layer.activation(values)
    return activated


def _conv(layer: Any, _training: bool, planes: Tensor) -> Tensor:  # noqa: ANN401
    return _activated(layer, _convolved(layer, planes, layer.kernel.value.permute(3, 2, 0, 1), _bias(layer)))


def _separable(layer: Any, _training: bool, planes: Tensor) -> Tensor:  # noqa: ANN401
    depthwise, pointwise = layer.depthwise_kernel.value, layer.pointwise_kernel.value
    kernel = depthwise.permute(2, 3, 0, 1).flatten(0, 1).unsqueeze(1)
    each = _convolved(layer, planes, kernel, None, groups=planes.shape[1])
    return _activated(layer, functional.conv2d(each, pointwise.permute(3, 2, 0, 1), _bias(layer)))


def _depthwise(layer: Any, _training: bool, planes: Tensor) -> Tensor:  # noqa: ANN401
    kernel = layer.kernel.value.permute(2, 3, 0, 1).flatten(0, 1).unsqueeze(1)
    return _activated(layer, _convolved(layer, planes, kernel, _bias(layer), groups=planes.shape[1]))


def _dense(layer: Any, _training: bool, rows: Tensor) -> Tensor:  # noqa: ANN401
    return _activated(layer, functional.linear(rows, layer.kernel.value.T, _bias(layer)))


def _batch_norm(layer: Any, training: bool, planes: Tensor) -> Tensor:  # noqa: ANN401
    means, variances = layer.moving_mean.value, layer.moving_variance.value
    weights = layer.gamma.value if layer.scale else None, layer.beta.value if layer.center else None
    training = training and layer.trainable
    return functional.batch_norm(planes, means, variances, *weights, training, 1 - layer.momentum, layer.epsilon)


def _max_pool(layer: Any, _training: bool, planes: Tensor) -> Tensor:  # noqa: ANN401
    padded = _padded(layer, planes, layer.pool_size, float("-inf"))
    return functional.max_pool2d(padded, layer.pool_size, layer.strides)


def _relu(layer: Any, _training: bool, values: Tensor) -> Tensor:  # noqa: ANN401
    if layer.negative_slope or layer.threshold:
        sloped: Tensor = layer(values)
        return sloped
    return functional.relu(values) if layer.max_value is None else functional.hardtanh(values, 0.0, layer.max_value)


def _dropout(layer: Any, training: bool, values: Tensor) -> Tensor:  # noqa: ANN401
    return functional.dropout(values, layer.rate, training)


def _sum(_layer: Any, _training: bool, values: Any) -> Tensor:  # noqa: ANN401
    first, *others = values
    total: Tensor = sum(others, start=first)
    return total


_KERNELS: Final[dict[type, _Kernel]] = {
    layers.Activation: lambda layer, _training, values: layer.activation(values),
    layers.Add: _sum,
    layers.BatchNormalization: _batch_norm,
    layers.Conv2D: _conv,
    layers.Dense: _dense,
    layers.DepthwiseConv2D: _depthwise,
    layers.Dropout: _dropout,
    layers.GlobalAveragePooling2D: lambda _layer, _training, planes: planes.float().mean(dim=(2, 3)),
    layers.MaxPooling2D: _max_pool,
    layers.ReLU: _relu,
    layers.Rescaling: lambda layer, _training, planes: planes * layer.scale + layer.offset,
    layers.SeparableConv2D: _separable,
    layers.Softmax: lambda _layer, _training, rows: rows.softmax(dim=1),
}
"""What runs fused; every other layer runs as Keras wrote it."""
