"""The real FER-2013 with its FER+ votes, which takes seconds to read: once, for all tests here."""

import time
from pathlib import Path

import numpy as np
import pytest

from acting_mirror import paths
from training.benchmarks import of_fer2013
from training.data import Faces, load
from training.evaluate import card_figures, measure
from training.source import open_source


@pytest.fixture(scope="module")
def real_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the reading of the real data is cached; `user_folders` is another folder for each test."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def real_faces(data_dir: Path, real_cache: Path) -> dict[str, Faces]:
    """The real data, read once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(real_cache))
        return load(data_dir)


def test_the_real_files_are_the_published_ones(real_faces: dict[str, Faces]) -> None:
    assert [len(split) for split in real_faces.values()] == [28709, 3589, 3589]
    labels = np.concatenate([split.labels for split in real_faces.values()])
    assert np.bincount(labels).tolist() == [4953, 547, 5121, 8989, 6077, 4002, 6198]
    assert int(real_faces["PrivateTest"].votes.judged.sum()) == 3521


def test_a_second_reading_is_quick_and_the_same(
    real_faces: dict[str, Faces], real_cache: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(real_cache))
    start = time.monotonic()
    second = load(data_dir)
    assert time.monotonic() - start < 2
    for split, faces in real_faces.items():
        assert np.array_equal(faces.pictures, second[split].pictures)
        assert np.array_equal(faces.labels, second[split].labels)
        assert np.array_equal(faces.votes.shares, second[split].votes.shares)


def test_the_shipped_card_says_what_is_measured(real_faces: dict[str, Faces]) -> None:
    with open_source(paths.models_dir() / "mini_xception") as source:
        measured = card_figures(measure(source, [of_fer2013(real_faces["PrivateTest"], "PrivateTest")]))
        shipped = source.classifier.card.figures
    assert measured["fer2013"]["accuracy"] >= 0.67
    assert measured["ferplus"]["accuracy"] >= 0.80
    for name, figure in shipped.items():
        # Another processor may round a face or two to another label.
        assert measured[name]["accuracy"] == pytest.approx(figure["accuracy"], abs=1e-3), name
        assert measured[name]["faces"] == figure["faces"]
        assert measured[name].get("rule") == figure.get("rule")
