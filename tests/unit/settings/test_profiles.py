import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from acting_mirror.core.calibration import Profile
from acting_mirror.core.errors import UserError
from acting_mirror.core.labels import EMOTIONS
from acting_mirror.core.movements import OwnRange
from acting_mirror.settings.profiles import Profiles

REST = np.array([0.05, 0.0, 0.05, 0.0, 0.5, 0.0, 0.4], np.float32)
STRONGEST = np.array([1, 1, 1, 0.8, 1, 0.6, 1], np.float32)


def anna(name: str = "Anna") -> Profile:
    return Profile(name, REST, STRONGEST, "studio")


@pytest.fixture
def profiles(tmp_path: Path) -> Profiles:
    return Profiles(tmp_path / "made" / "profiles")


def change(profiles: Profiles, **values: object) -> None:
    """Edit Anna's file by hand."""
    profiles.save(anna(), replace=True)
    path = profiles.folder / "Anna.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **values}))


def test_they_are_among_the_users_settings(user_folders: Path) -> None:
    assert Profiles().folder.is_relative_to(user_folders)


def test_what_was_kept_comes_back(profiles: Profiles) -> None:
    assert profiles.names() == []
    profiles.save(anna("Zoë, blue light"))
    profiles.save(anna())
    assert profiles.names() == ["Anna", "Zoë, blue light"]
    again = profiles.load("Zoë, blue light")
    assert (again.name, again.model) == ("Zoë, blue light", "studio")
    np.testing.assert_allclose(again.neutral, REST, atol=1e-5)
    np.testing.assert_allclose(again.strongest, STRONGEST, atol=1e-5)
    assert {path.name for path in profiles.folder.iterdir()} == {"Anna.json", "Zoë, blue light.json"}


def test_a_name_is_known_in_any_case_and_encoding_and_one_as_it_is_written_goes_first(profiles: Profiles) -> None:
    composed, apart = "Zo\N{LATIN SMALL LETTER E WITH DIAERESIS}", "Zoe\N{COMBINING DIAERESIS}"
    profiles.save(anna(apart))
    assert profiles.load(composed.upper()).name == apart
    profiles.save(anna(composed))
    assert [profiles.load(name).name for name in (apart, composed)] == [apart, composed]


def test_an_older_file_that_names_no_model_is_read(profiles: Profiles) -> None:
    profiles.save(anna())
    path = profiles.folder / "Anna.json"
    stored = json.loads(path.read_text())
    del stored["model"]
    path.write_text(json.dumps(stored))
    assert profiles.load("Anna").model == ""


def test_movements_are_kept_by_their_names(profiles: Profiles) -> None:
    own = OwnRange.of({"jaw_open": 0.1}, {"jaw_open": 0.6, "brows_up": 0.3})
    profiles.save(replace(anna(), movements=own))
    again = profiles.load("Anna").movements
    assert again is not None
    np.testing.assert_allclose([again.rest, again.strongest], [own.rest, own.strongest], atol=1e-5)
    change(profiles, movements_rest={"jaw_open": 0.1, "ears_up": 0.3})
    of_others = profiles.load("Anna").movements
    assert of_others is not None
    np.testing.assert_allclose(of_others.rest, own.rest, atol=1e-5)
    change(profiles)
    assert profiles.load("Anna").movements is None


def test_one_is_replaced_only_when_that_is_wanted(profiles: Profiles) -> None:
    profiles.save(anna())
    with pytest.raises(UserError, match="already"):
        profiles.save(anna())
    profiles.save(Profile("Anna", STRONGEST / 8, STRONGEST), replace=True)
    np.testing.assert_allclose(profiles.load("Anna").neutral, STRONGEST / 8, atol=1e-5)


def test_they_can_be_renamed_and_deleted(profiles: Profiles) -> None:
    profiles.save(anna())
    profiles.save(anna("Ben"))
    with pytest.raises(UserError, match="already"):
        profiles.rename("Anna", "Ben")
    profiles.rename("Anna", "Clara")
    profiles.rename("Clara", "Clara")
    profiles.delete("Ben")
    profiles.delete("Ben")
    assert profiles.names() == ["Clara"]
    with pytest.raises(UserError, match="can't be renamed"):
        profiles.rename("Nobody", "Somebody")


@pytest.mark.parametrize("name", ["", " Anna", "..", ".hidden", "a/b", "a\\b", "x" * 61, "a\nb", "who?", "Anna."])
def test_names_that_no_file_can_have_are_refused(profiles: Profiles, name: str) -> None:
    for act in (lambda: profiles.save(anna(name)), lambda: profiles.load(name), lambda: profiles.delete(name)):
        with pytest.raises(UserError, match="can't be named"):
            act()


def test_one_that_is_not_there_is_said(profiles: Profiles) -> None:
    with pytest.raises(UserError, match="There is no profile Nobody"):
        profiles.load("Nobody")


def test_another_order_of_the_emotions_is_refused(profiles: Profiles) -> None:
    change(profiles, labels=sorted(EMOTIONS, reverse=True))
    with pytest.raises(UserError, match="another order of them: calibrate again"):
        profiles.load("Anna")
    change(profiles, labels=[*EMOTIONS, "contempt"])
    with pytest.raises(UserError, match="other emotions"):
        profiles.load("Anna")


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("labels", None),
        ("labels", "angry"),
        ("neutral", None),
        ("neutral", [0.1] * 6),
        ("neutral", [2, 0, 0, 0, 0, 0, 0]),
        ("neutral", [-1, 0, 0, 0, 0, 0, 2]),
        ("neutral", [0] * 7),
        ("neutral", ["much", 0, 0, 0, 0, 0, 1]),
        ("neutral", [True, 0, 0, 0, 0, 0, 0]),
        ("neutral", [float("nan"), 0, 0, 0, 0, 0, 1]),
        ("strongest", [1e300, 1, 1, 1, 1, 1, 1]),
        ("neutral", [10**400, 0, 0, 0, 0, 0, 1]),
        ("strongest", [0.1] * 7),
        ("strongest", [[1]] * 7),
        ("strongest", [float("inf")] * 7),
        ("model", None),
        ("model", 1),
        ("movements_rest", [0.1]),
        ("movements_rest", {"jaw_open": 1e300}),
    ],
)
def test_numbers_that_make_no_sense_are_refused(profiles: Profiles, part: str, value: object) -> None:
    change(profiles, **{part: value})
    with pytest.raises(UserError, match="The profile Anna is damaged: delete it, and calibrate again"):
        profiles.load("Anna")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 100_000])
def test_a_damaged_one_is_refused_listed_and_can_be_deleted(profiles: Profiles, content: bytes) -> None:
    profiles.save(anna())
    (profiles.folder / "Anna.json").write_bytes(content)
    with pytest.raises(UserError, match="damaged"):
        profiles.load("Anna")
    assert profiles.names() == ["Anna"]
    profiles.delete("Anna")
    assert profiles.names() == []


def test_a_full_disk_is_said_and_leaves_the_old_one(small_disk: Path) -> None:
    profiles = Profiles(small_disk)
    profiles.save(anna())
    with pytest.raises(OSError, match="No space"):
        (small_disk / "filler").write_bytes(b"0" * 2_000_000)
    with pytest.raises(UserError, match="No space left"):
        profiles.save(Profile("Anna", STRONGEST / 8, STRONGEST), replace=True)
    np.testing.assert_allclose(profiles.load("Anna").neutral, REST, atol=1e-5)
