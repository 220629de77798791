import itertools
import unicodedata
from pathlib import Path

import pytest

from acting_mirror import paths
from acting_mirror.core.catalogue import Catalogue
from acting_mirror.core.labels import EMOTIONS, SHOWN_NAMES
from acting_mirror.core.target import Target
from acting_mirror.core.text import key
from acting_mirror.rehearsal.direction_notes import TargetError
from acting_mirror.rehearsal.targets import NAMES, read_note, read_target

WORDS = {**NAMES, "furious": "angry", "through tears": "sad"}
CAST = ("ANNA", "ÉLODIE")


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("happy", Target("happy")),
        (" Happy ", Target("happy")),
        ("fear", Target("fear")),
        ("scared", Target("fear")),
        ("SAD 40 %", Target("sad", 0.4)),
        ("sad\n12,5%", Target("sad", 0.125)),
        ("scared->angry", Target("fear", None, "angry")),
        ("scared → angry 60%", Target("fear", 0.6, "angry")),
        ("furious 30%", Target("angry", 0.3)),
        ("through tears", Target("sad")),
        ("open", Target(None)),
        ("SAD\N{NARROW NO-BREAK SPACE}40\N{NO-BREAK SPACE}%", Target("sad", 0.4)),
        ("\uff53\uff41\uff44 \uff14\uff10\uff05", Target("sad", 0.4)),
        ("scared \N{EN DASH}> angry", Target("fear", None, "angry")),
        ("triste 40 %", Target("sad", 0.4)),
        ("wütend", Target("angry")),
        ("WÜTEND 12,5\N{NARROW NO-BREAK SPACE}%", Target("angry", 0.125)),
        ("peur -> colère 60\N{NO-BREAK SPACE}%", Target("fear", 0.6, "angry")),
        ("scared, then angry", Target("fear", None, "angry")),
        ("miedo, luego enfado 60 %", Target("fear", 0.6, "angry")),
        ("peur puis colère", Target("fear", None, "angry")),
        ("Ängstlich, dann Fröhlich", Target("fear", None, "happy")),
        ("offen", Target(None)),
        ("sad\N{ZERO WIDTH SPACE}", Target("sad")),
    ],
)
def test_the_words_of_a_target_are_understood(words: str, target: Target) -> None:
    assert read_target(words, WORDS) == target


@pytest.mark.parametrize(
    "words",
    [
        "",
        "check the date",
        "said",
        "sales went up by 40%",
        "40%",
        "a -> b",
        "cut -> the garden",
        "happy, but tired",
        "sad then leaves",
    ],
)
def test_a_note_about_something_else_is_left_alone(words: str) -> None:
    assert read_target(words, WORDS) is None


@pytest.mark.parametrize(
    ("words", "instead"),
    [
        ("sad 140%", "write [[sad 100%]]"),
        ("sad 0%", "write [[sad 1%]]"),
        ("sad -5%", "write [[sad 1%]]"),
        ("sad 40", "write [[sad 40%]]"),
        ("sad %", "[[sad 40%]]"),
        ("sadd 40%", '"sadd" isn\'t an emotion: write "sad" if you mean that'),
        ("glum 40%", "write angry, disgust, scared, happy, sad, surprised, neutral"),
        ("suprised", 'write "surprised" if you mean that'),
        ("scared -> ", "[[scared -> angry]]"),
        ("-> angry", "[[scared -> angry]]"),
        ("scared -> angy", 'write "angry" if you mean that'),
        ("sad 40% -> angry", "write [[sad -> angry 40%]]"),
        ("sad -> angry -> happy", "[[scared -> angry]]"),
        ("sad -> sad", "write [[sad]]"),
        ("open 40%", "write [[open]]"),
        ("sad -> open", "write [[open]]"),
        ("neutral 40%", "write [[neutral]]"),
        ("neutre 40 %", "write [[neutral]]"),
        ("tristte", 'write "triste" if you mean that'),
        ("wütendt 40 %", 'write "wütend" if you mean that'),
        ("sad, then happy, then sad", "[[scared -> angry]]"),
    ],
)
def test_a_target_that_is_wrong_says_what_to_write_instead(words: str, instead: str) -> None:
    with pytest.raises(TargetError) as error:
        read_target(words, WORDS)
    assert instead in str(error.value)


def test_every_target_is_read_back_from_its_own_words() -> None:
    strengths = [None, 0.01, 0.07, 0.29, 0.5, 0.999, 1.0]
    made = [Target(None)]
    for emotion, then, strength in itertools.product(EMOTIONS, (None, *EMOTIONS), strengths):
        if then != emotion and (emotion, then) != ("neutral", None):
            made.append(Target(emotion, strength, then))
    assert len(made) > 300
    for target in made:
        again = read_target(str(target), WORDS)
        assert again is not None and (again.emotion, again.then) == (target.emotion, target.then)
        assert again.strength == pytest.approx(target.strength)


@pytest.mark.parametrize(
    ("words", "note"),
    [
        ("sad", ("", Target("sad"))),
        ("Anna : scared 20%", ("ANNA", Target("fear", 0.2))),
        ("élodie: open", ("ÉLODIE", Target(None))),
        ("ANNA: check her age", None),
        ("todo: sad", None),
        ("TODO: cut 40%", None),
        (":", None),
    ],
)
def test_a_note_for_somebody_who_listens_names_them(words: str, note: tuple[str, Target] | None) -> None:
    assert read_note(words, WORDS, CAST) == note


def test_a_listener_who_is_not_in_the_script_is_told_with_who_is() -> None:
    with pytest.raises(TargetError, match="nobody who speaks is called BOB: write one of ANNA, ÉLODIE"):
        read_note("BOB: sad", WORDS, CAST)


@pytest.mark.parametrize(
    "words",
    [
        unicodedata.normalize("NFD", "Élodie: scared"),
        "ÉLODIE\N{FULLWIDTH COLON}scared",
        "\N{ZERO WIDTH NO-BREAK SPACE}élodie\N{NO-BREAK SPACE}:\N{THIN SPACE}scared",
    ],
)
def test_who_listens_is_known_however_the_name_is_encoded(words: str) -> None:
    assert read_note(words, WORDS, CAST) == ("ÉLODIE", Target("fear"))


@pytest.mark.parametrize("path", sorted(paths.languages_dir().glob("*.po")), ids=lambda path: path.stem)
def test_what_the_window_calls_an_emotion_can_be_written_in_every_language(path: Path) -> None:
    catalogue = Catalogue(path.read_text(encoding="utf-8"))
    said = {emotion: key(catalogue.gettext(name)) for emotion, name in SHOWN_NAMES.items()}
    assert {emotion: read_target(name, NAMES) for emotion, name in said.items()} == {
        emotion: Target(emotion) for emotion in EMOTIONS
    }
    assert read_target(catalogue.gettext("Open"), NAMES) == Target(None)
