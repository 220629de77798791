"""What a model's card says: fixed words by network, the weights' hashes, and what was measured."""

import json
from pathlib import Path
from typing import Any, Final

from acting_mirror.core.errors import UserError
from acting_mirror.core.labels import EMOTIONS, FERPLUS_LABELS
from acting_mirror.vision.model_bundle import sha256_of
from training.label_names import AFFECTNET_LABELS

HEAD_LABELS: Final = {"fer2013": EMOTIONS, "ferplus": FERPLUS_LABELS, "affectnet": AFFECTNET_LABELS}
"""The labels of each head that a network may have, in the order of its outputs."""

_TEMPLATES: Final = Path(__file__).parent / "cards"
_FIRST_KEYS: Final = ("name", "title", "description", "parameters", "heads")


def new_card(name: str, facts: dict[str, Any], trained_on: str | None = None) -> dict[str, Any]:
    """A card without figures or hashes.

    Args:
        name: The model's folder.
        facts: What `litert.convert` said of the network.
        trained_on: One sentence; None for the one of the network's template.

    Raises:
        UserError: There is no template for such a network, or it has an unknown head.
    """
    template = _TEMPLATES / f"{facts['name']}.json"
    if not template.is_file():
        known = ", ".join(sorted(path.stem for path in _TEMPLATES.glob("*.json")))
        raise UserError(f"There are no words for the card of a “{facts['name']}”: known are {known}.")
    sizes = {head: len(labels) for head, labels in HEAD_LABELS.items()}
    if not facts["outputs"] or not facts["outputs"].items() <= sizes.items():
        raise UserError(
            f"The network's outputs are {facts['outputs']}, and the heads that a card can name are {sizes}."
        )
    card: dict[str, Any] = json.loads(template.read_text(encoding="utf-8"))
    heads = {head: list(labels) for head, labels in HEAD_LABELS.items() if head in facts["outputs"]}
    card |= {"name": name, "parameters": facts["parameters"], "heads": heads, "figures": {}}
    if trained_on is not None:
        card["trained_on"] = trained_on
    return {key: card[key] for key in _FIRST_KEYS} | card


def with_hashes(card: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The same card with the SHA-256 of the two files of weights in a folder."""
    return card | {"sha256": {name: sha256_of(folder / name) for name in ("model.keras", "model.tflite")}}


def write_card(card: dict[str, Any], path: Path) -> None:
    """Write a card in one step, so that no reader sees half of it."""
    part = path.with_name(path.name + ".part")
    part.write_text(json.dumps(card, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    part.replace(path)
