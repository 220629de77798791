import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from acting_mirror import paths
from acting_mirror.core.errors import UserError
from acting_mirror.vision.model_bundle import load_bundle
from training.benchmarks import DRAWN
from training.calibration import TAUS, Answers, calibrate, chosen, fitted_temperature, frequencies
from training.data import load

SHIPPED = paths.models_dir() / "mini_xception"


def test_the_minimum_is_found() -> None:
    assert fitted_temperature(lambda heat: (np.log(heat) - np.log(1.7)) ** 2) == 1.7


FER2013 = replace(load_bundle(SHIPPED).card, readout="fer2013", tau=0.0)


def honest_answers(often: np.ndarray, faces: int = 4000) -> Answers:
    """Of a head that knows how often each emotion is shown, and is not sure."""
    random = np.random.default_rng(0)
    truth = random.choice(7, faces, p=often)
    likelihoods = np.exp(2 * np.eye(7)[truth] + random.normal(0, 1, (faces, 7))) * often
    probs = likelihoods / likelihoods.sum(axis=1, keepdims=True)
    return Answers({"fer2013": probs.astype(np.float32)}, truth)


def test_the_temperature_of_made_up_answers_is_found() -> None:
    random = np.random.default_rng(0)
    logits = random.normal(0, 1.5, (20_000, 7))
    honest = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    truth = np.array([random.choice(7, p=row) for row in honest])
    boastful = honest**2 / (honest**2).sum(axis=1, keepdims=True)
    answers = Answers({"fer2013": boastful.astype(np.float32)}, truth)
    assert answers.fitted(FER2013).temperature == pytest.approx(2, abs=0.05)


def test_a_head_that_leans_to_what_is_frequent_is_read_without_it() -> None:
    often = np.array([0.05, 0.01, 0.04, 0.3, 0.1, 0.1, 0.4])
    answers, card = honest_answers(often), replace(FER2013, frequencies={"fer2013": tuple(often)})
    even = Answers({"fer2013": np.eye(7, dtype=np.float32)}, np.arange(7))
    found = chosen(card, {"ferplus": answers, "fer2013": answers, DRAWN: even})
    assert 0.75 <= found.tau <= 1.25
    assert answers.measured(found).balanced > answers.measured(FER2013).balanced + 0.05


def test_a_tau_with_which_the_drawn_actor_is_read_wrong_is_not_taken() -> None:
    often = np.array([0.05, 0.01, 0.04, 0.3, 0.1, 0.1, 0.4])
    answers, card = honest_answers(often), replace(FER2013, frequencies={"fer2013": tuple(often)})
    angry = np.array([[0.7, 0.3, 0, 0, 0, 0, 0]], np.float32)  # five times as frequent: disgust from tau 0.53 on
    drawn = Answers({"fer2013": angry}, np.array([0]))
    assert chosen(card, {"ferplus": answers, "fer2013": answers, DRAWN: drawn}).tau == 0.5


def test_a_tau_that_is_wished_for_is_taken() -> None:
    often = np.array([0.05, 0.01, 0.04, 0.3, 0.1, 0.1, 0.4])
    answers, card = honest_answers(often), replace(FER2013, frequencies={"fer2013": tuple(often)})
    even = Answers({"fer2013": np.eye(7, dtype=np.float32)}, np.arange(7))
    wished = chosen(card, {"ferplus": answers, "fer2013": answers, DRAWN: even}, taus=[0.25])
    assert wished.tau == 0.25
    assert wished.temperature == answers.fitted(replace(wished, temperature=1.0)).temperature


def test_frequencies_are_shares_of_labels_and_of_votes(small_data: Path) -> None:
    found = frequencies(load(small_data)["Training"], FER2013)
    assert found["fer2013"] == pytest.approx([1 / 7] * 7, abs=1e-4)
    ballots = [0.1429] * 7 + [0.0286]  # nobody voted for contempt, which counts as one face
    assert sorted(found["ferplus"], reverse=True) == pytest.approx(ballots, abs=1e-4)


@pytest.mark.parametrize("labels", ["ferplus", "fer2013"])
def test_the_card_gets_the_read_out_and_its_figures(small_data: Path, tmp_path: Path, labels: str) -> None:
    model = Path(shutil.copytree(SHIPPED, tmp_path / "model"))
    done = calibrate(model, small_data, labels)
    card = json.loads((model / "card.json").read_text(encoding="utf-8"))
    now = load_bundle(model).card
    assert (now.mean, now.tau, now.temperature) == (done.card.mean, done.card.tau, done.card.temperature)
    assert now.temperature != 1
    assert now.tau in TAUS
    assert now.frequencies == done.card.frequencies
    assert card["calibration"]["labels"] == labels
    for name in ("ferplus", "fer2013"):
        assert card["calibration"]["plain_mean"][name]["ece"] == done.plain[name].ece
        assert card["figures"][f"readout_on_{name}"]["ece"] == done.chosen[name].ece
        assert card["figures"][f"readout_on_{name}"]["macro"]["recall"] == done.chosen[name].balanced


def test_a_second_calibration_starts_from_the_bare_answers(small_data: Path, tmp_path: Path) -> None:
    model = Path(shutil.copytree(SHIPPED, tmp_path / "model"))
    first, second = calibrate(model, small_data), calibrate(model, small_data)
    assert replace(second.card, digest="", figures={}) == replace(first.card, digest="", figures={})
    assert (second.plain, second.chosen) == (first.plain, first.chosen)


def test_unknown_labels_are_told(small_data: Path) -> None:
    with pytest.raises(UserError, match="no labels “owls”"):
        calibrate(SHIPPED, small_data, "owls")
