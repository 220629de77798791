import importlib.util
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from acting_mirror.core.errors import Remedy, UserError
from acting_mirror.core.labels import EMOTIONS, FERPLUS_LABELS
from acting_mirror.vision.classifiers import Classifier, open_classifier, read_out
from acting_mirror.vision.classifiers import keras as keras_backend
from acting_mirror.vision.classifiers import tflite as tflite_backend
from acting_mirror.vision.model_bundle import Mean, ModelCard, load_bundle
from tests.refusals import refused

FACES = [
    np.random.default_rng(number).integers(0, 256, (30 + 7 * number, 40 + number, 3), np.uint8) for number in range(23)
]
BARE = replace(load_bundle("mini_xception").card, mean="arithmetic", tau=0.0, temperature=1.0)
"""A card that reads out the plain mean of both heads."""


def said(fer2013: Mapping[str, float], ferplus: Mapping[str, float]) -> dict[str, np.ndarray]:
    """What both heads say of one face."""
    return {
        head: np.array([[shown.get(label, 0.0) for label in BARE.heads[head]]], np.float32)
        for head, shown in (("fer2013", fer2013), ("ferplus", ferplus))
    }


def shares(card: ModelCard, by_head: Mapping[str, np.ndarray], *emotions: str) -> list[float]:
    probs = read_out(card, by_head)[0]
    return [float(probs[EMOTIONS.index(emotion)]) for emotion in emotions]


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return open_classifier(load_bundle("mini_xception"))


def test_probabilities_of_the_seven_and_of_each_head(classifier: Classifier) -> None:
    for head, count in ((None, 7), ("fer2013", 7), ("ferplus", 8)):
        probs = classifier.predict(FACES[:3], head)
        assert probs.shape == (3, count)
        assert probs.dtype == np.float32
        np.testing.assert_allclose(probs.sum(axis=1), 1, atol=1e-5)


@pytest.mark.parametrize("count", [1, 2, 4, 5, 20, 23])
def test_a_face_reads_the_same_in_every_batch(classifier: Classifier, count: int) -> None:
    together = classifier.predict(FACES[:count])
    alone = np.concatenate([classifier.predict([face]) for face in FACES[:count]])
    np.testing.assert_allclose(together, alone, atol=1e-5)


def test_grey_and_colour_crops_are_taken(classifier: Classifier) -> None:
    grey = np.full((60, 60), 90, np.uint8)
    np.testing.assert_allclose(classifier.predict([grey]), classifier.predict([np.dstack([grey] * 3)]), atol=1e-6)


def test_no_faces_are_no_error(classifier: Classifier) -> None:
    assert classifier.predict([]).shape == (0, 7)
    assert classifier.predict([], head="ferplus").shape == (0, 8)


def test_an_unknown_head_is_refused(classifier: Classifier) -> None:
    with pytest.raises(ValueError, match="fer2013, ferplus, not other"):
        classifier.predict(FACES[:1], head="other")


def test_the_read_out_drops_contempt_reorders_and_averages() -> None:
    fer2013 = np.zeros((1, 7), np.float32)
    fer2013[0, EMOTIONS.index("sad")] = 1
    ferplus = np.zeros((1, 8), np.float32)
    ferplus[0, FERPLUS_LABELS.index("neutral")] = 0.3
    ferplus[0, FERPLUS_LABELS.index("contempt")] = 0.7
    probs = read_out(BARE, {"fer2013": fer2013, "ferplus": ferplus})
    expected = {"sad": 0.5, "neutral": 0.5}
    np.testing.assert_allclose(probs[0], [expected.get(emotion, 0) for emotion in EMOTIONS], atol=1e-9)


def test_the_geometric_mean_wants_both_heads() -> None:
    by_head = said(fer2013={"sad": 0.9, "angry": 0.1}, ferplus={"sad": 0.1, "angry": 0.9})
    np.testing.assert_allclose(shares(replace(BARE, mean="geometric"), by_head, "sad", "angry"), (0.5, 0.5), atol=1e-6)
    by_head = said(fer2013={"sad": 0.8, "angry": 0.2}, ferplus={"sad": 0.5, "angry": 0.5})
    np.testing.assert_allclose(
        shares(replace(BARE, mean="geometric"), by_head, "sad", "angry"), (2 / 3, 1 / 3), atol=1e-6
    )


def test_what_was_frequent_in_training_is_divided_out_by_tau() -> None:
    rare = {"fer2013": [0.01 if emotion == "fear" else 0.16 for emotion in EMOTIONS]}
    card = replace(BARE, readout="fer2013", frequencies=rare)
    by_head = said(fer2013={"fear": 0.2, "neutral": 0.8}, ferplus={})
    wanted = {0.0: (0.2, 0.8), 0.5: (0.5, 0.5), 1.0: (0.8, 0.2)}
    for tau, expected in wanted.items():
        np.testing.assert_allclose(shares(replace(card, tau=tau), by_head, "fear", "neutral"), expected, atol=1e-6)


def test_the_temperature_softens_what_is_read_out_and_no_head(classifier: Classifier) -> None:
    softer = Classifier(replace(classifier.card, temperature=2 * classifier.card.temperature), classifier._network)
    sure, soft = classifier.predict(FACES), softer.predict(FACES)
    assert (soft.max(axis=1) < sure.max(axis=1)).all()
    assert (soft.argmax(axis=1) == sure.argmax(axis=1)).all()
    np.testing.assert_array_equal(softer.predict(FACES, "ferplus"), classifier.predict(FACES, "ferplus"))


@pytest.mark.parametrize("sure", [{"contempt": 1.0}, {"happy": 1.0}])
@pytest.mark.parametrize("mean", ["arithmetic", "geometric"])
def test_heads_that_are_wholly_sure_of_other_things_are_no_error(mean: Mean, sure: dict[str, float]) -> None:
    probs = read_out(replace(BARE, mean=mean), said(fer2013={"sad": 1.0}, ferplus=sure))
    np.testing.assert_allclose(probs.sum(axis=1), 1, atol=1e-6)


def test_both_views_read_a_face_like_its_mirror_image(classifier: Classifier) -> None:
    mirrored = [face[:, ::-1] for face in FACES]
    for head in (None, "fer2013", "ferplus"):
        both = classifier.predict(FACES, head, both_views=True)
        np.testing.assert_allclose(both, classifier.predict(mirrored, head, both_views=True), atol=1e-5)
        views = classifier.predict(FACES, head), classifier.predict(mirrored, head)
        if head is not None:
            np.testing.assert_allclose(both, np.mean(views, axis=0), atol=1e-5)
        assert np.abs(views[0] - views[1]).max() > 0.01


def test_a_happy_face_reads_happy(classifier: Classifier, astronaut: np.ndarray) -> None:
    probs = classifier.predict([astronaut[66:160, 177:271]])[0]
    assert EMOTIONS[int(probs.argmax())] == "happy"


def test_a_missing_tensorflow_is_one_sentence_with_a_remedy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "tensorflow", None)
    with refused("TensorFlow, which is not installed", Remedy.INSTALL_KERAS):
        keras_backend.KerasNetwork(tmp_path / "model.keras")


def test_a_missing_tflite_runtime_is_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("ai_edge_litert.interpreter", "tflite_runtime.interpreter"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(UserError, match="ai-edge-litert is missing: install Acting Mirror again"):
        tflite_backend.TfliteNetwork(tmp_path / "model.tflite")


def test_weights_that_are_no_model_are_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "model.tflite"
    path.write_bytes(b"not a model at all")
    with pytest.raises(UserError, match="can't be loaded"):
        tflite_backend.TfliteNetwork(path)


COMPARE = """
import sys
import numpy as np
from acting_mirror import open_model
faces = [face for face in np.load(sys.argv[1])]
def opened(model, backend):
    classifier, found = open_model(model, backend), []
    network = classifier._network
    classifier._network = lambda batch: found[0] if found else found.append(network(batch)) or found[0]
    return classifier
for model in sys.argv[2:]:
    keras, tflite = (opened(model, backend) for backend in ("keras", "tflite"))
    for head in (None, "fer2013", "ferplus"):
        print(model, float(np.abs(keras.predict(faces, head) - tflite.predict(faces, head)).max()))
"""

MOST = {"mini_xception": 1e-4, "studio": 0.02}
"""How far a probability may differ; the TFLite file of studio has 8-bit weights."""


@pytest.mark.skipif(importlib.util.find_spec("tensorflow") is None, reason="one of the two needs TensorFlow")
def test_keras_and_tflite_agree_on_512_faces(tmp_path: Path, astronaut: np.ndarray) -> None:
    """In one process of its own, as TensorFlow stays loaded; each network reads them once, for all heads."""
    rng = np.random.default_rng(0)
    face = astronaut[60:165, 170:275]
    faces = np.stack([np.roll(face, tuple(rng.integers(-20, 20, 2)), (0, 1)) for _ in range(512)])
    light = rng.uniform(0.3, 1.2, (512, 1, 1, 1))
    np.save(tmp_path / "faces.npy", (faces * light).clip(0, 255).astype(np.uint8))
    command = [sys.executable, "-c", COMPARE, str(tmp_path / "faces.npy"), *MOST]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    gaps = [line.split() for line in done.stdout.splitlines()]
    assert [model for model, _ in gaps] == [model for model in MOST for _ in range(3)]
    for model, gap in gaps:
        assert float(gap) <= MOST[model], model
