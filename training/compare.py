"""Networks side by side."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from acting_mirror.vision.model_bundle import load_bundle
from training.answers import Answers, read_answers
from training.evaluate import IN_CARD
from training.intervals import MEASURES, interval, measures
from training.report import read_report, readout_of, table

_NONE: Final = "–"  # noqa: RUF001 - a dash, as in print
_CARD_TITLES: Final = {
    "fer2013": "head fer2013, FER-2013 PrivateTest",
    "ferplus": "head ferplus, FER+ PrivateTest, 8 classes",
    "readout_on_fer2013": "read-out, FER-2013 PrivateTest",
    "readout_on_ferplus": "read-out, FER+ PrivateTest, 7 classes",
    "affectnet": "head affectnet, AffectNet validation, 8 classes",
    "readout_on_affectnet": "read-out, AffectNet validation, 7 classes",
}
_MORE: Final = {
    "read-out, CK+ peaks": ("ckplus", "readout"),
    "read-out, CK+ peaks found by haar": ("ckplus_haar", "readout"),
    "read-out, CK+ peaks found by yunet": ("ckplus_yunet", "readout"),
}
_MEASURES: Final[dict[str, Callable[[Mapping[str, Any]], str]]] = {
    "top-1": lambda measured: f"{measured['accuracy']:.2%}",
    "balanced": lambda measured: f"{measured['macro']['recall']:.2%}",
    "macro F1": lambda measured: f"{measured['macro']['f1']:.3f}",
    "ECE": lambda measured: f"{measured['ece']:.3f}",
}


def compare(models: Sequence[Path]) -> str:
    """Markdown: a table with a column for each network, in which what a network has not is a dash; then differences.

    The differences are those of each further report from the first one, on all faces that both say something of.

    Args:
        models: Reports of `evaluate` (their folder or JSON file), or models' folders, of which the card is read.

    Raises:
        UserError: One of them is neither.
    """
    all_facts = [_facts(path) for path in models]
    rows = [[name, *(facts.get(name, _NONE) for facts in all_facts)] for name in _row_names(all_facts)]
    lines = table(["", *(facts["name"] for facts in all_facts)], rows)
    old, *others = [(facts["name"], read_answers(path)) for facts, path in zip(all_facts, models, strict=True)]
    for new in others:
        lines += _differences(*old, *new)
    return "\n".join(lines) + "\n"


def _differences(old_name: str, old: Answers, new_name: str, new: Answers) -> list[str]:
    """How much better a network is than another, in points, with 95 % intervals that are paired over faces."""
    rows = []
    for key, name in old.keys() & new.keys():
        (truth, before), (again, after) = old[key, name], new[key, name]
        if np.array_equal(truth, again) and len(truth):
            gains = 100 * (measures(truth, after) - measures(truth, before))
            rows.append([f"{key}, {name}", f"{len(truth):,}", *(interval(gain, "+.1f") for gain in gains.T)])
    if not rows:
        return []
    header = [f"{new_name} less {old_name}, points", "faces", *MEASURES]
    return ["", *table(header, sorted(rows))]


def _row_names(all_facts: Sequence[Mapping[str, str]]) -> list[str]:
    names = dict.fromkeys(name for facts in all_facts for name in facts if name != "name")
    order = [f"{what}: {measure}" for what in (*_CARD_TITLES.values(), *_MORE) for measure in _MEASURES]
    return sorted(names, key=lambda name: order.index(name) if name in order else -1)


def _facts(path: Path) -> dict[str, str]:
    if (path / "card.json").is_file():
        return _of_card(path)
    report = read_report(path)
    places = {_CARD_TITLES[name]: place for name, place in IN_CARD.items()} | _MORE
    found = {
        title: report["sets"][key]["answers"][answer]
        for title, (key, answer) in places.items()
        if answer in report["sets"].get(key, {"answers": ()})["answers"]
    }
    return _of_network(report) | _times(report["milliseconds_a_face"]) | _scores(found)


def _of_card(folder: Path) -> dict[str, str]:
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    sizes = {name: load_bundle(folder).weights(name).stat().st_size for name in card["sha256"]}
    return _of_network(card | {"bytes": sizes}) | _scores(
        {title: card["figures"][name] for name, title in _CARD_TITLES.items() if name in card["figures"]}
    )


def _of_network(facts: Mapping[str, Any]) -> dict[str, str]:
    sizes = {f"{name}, kB": f"{size / 1000:,.0f}" for name, size in sorted(facts["bytes"].items(), reverse=True)}
    return {
        "name": facts["name"],
        "parameters": f"{facts['parameters']:,}",
        "read-out": readout_of(facts),
    } | sizes


def _times(milliseconds: Mapping[str, Mapping[str, float]]) -> dict[str, str]:
    return {
        f"ms a face, {runtime}, batch of {size}": f"{time:.2f}"
        for runtime, times in milliseconds.items()
        for size, time in times.items()
    }


def _scores(found: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """A card of an older program has only the accuracy."""
    return {
        f"{title}: {name}": show(measured)
        for title, measured in found.items()
        for name, show in _MEASURES.items()
        if name == "top-1" or "macro" in measured
    }
