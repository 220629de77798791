"""One network out of two sittings: the average of their weights. Needs Keras on the torch backend."""

from pathlib import Path

from acting_mirror.core.errors import UserError
from training.weights import open_network, set_values, start_from, values


def average(first: Path, second: Path, share: float, out: Path) -> None:
    """Write a network whose weights lie between those of two others.

    A network and what a further sitting made of it lie in one valley of the loss, where a point between them is often
    as good as the better one and steadier (Wortsman et al. 2022, "Robust fine-tuning of zero-shot models"). Its batch
    normalisations want to be measured anew: see `renormalise`.

    Args:
        first: A Keras file.
        second: Another one of the same network.
        share: How much of the second, 0 to 1.
        out: The Keras file to write.

    Raises:
        UserError: A file can't be loaded or is of another network, the share is none, or `out` exists.
    """
    if not 0 <= share <= 1:
        raise UserError(f"The share {share:g} can't be: give a number from 0 to 1.")
    if out.exists():
        raise UserError(f"{out} exists already: give another name.")
    network = open_network(first)
    old = [value.clone() for value in values(network)]
    start_from(second, network)
    mixed = [a.lerp(b, share) if a.is_floating_point() else b for a, b in zip(old, values(network), strict=True)]
    set_values(network, mixed)
    out.parent.mkdir(parents=True, exist_ok=True)
    network.save(out)
