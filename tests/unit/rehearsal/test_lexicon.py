import re
import tomllib
from pathlib import Path

import pytest

from acting_mirror.core.errors import UserError
from acting_mirror.core.labels import EMOTIONS, SHOWN_NAMES
from acting_mirror.core.target import Target
from acting_mirror.rehearsal.lexicon import Lexicon, user_lexicon
from acting_mirror.rehearsal.targets import NAMES, read_target

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def shipped() -> Lexicon:
    return Lexicon.load()


def own(tmp_path: Path, words: str) -> Lexicon:
    path = tmp_path / "own.toml"
    path.write_bytes(words.encode())
    return Lexicon.load(path)


@pytest.mark.parametrize(
    ("parenthetical", "emotion"),
    [
        ("coldly", "angry"),
        ("through tears", "sad"),
        ("through her tears", "sad"),
        ("barely a whisper", "fear"),
        ("Beaming, arms wide", "happy"),
        ("disgusted", "disgust"),
        ("a double take", "surprise"),
        ("matter-of-fact", "neutral"),
        ("beat", None),
        ("to Mark", None),
        ("muy enfadada", "angry"),
        ("al borde de las lágrimas", "sad"),
        ("con un hilo de voz", "fear"),
        ("ríe a carcajadas", "happy"),
        ("susurrando", None),
        ("a Marcos", None),
        ("en colère", "angry"),
        ("LES LARMES AUX YEUX", "sad"),
        ("d’une voix tremblante", "fear"),  # noqa: RUF001
        ("éclate de rire", "happy"),
        ("tout bas", None),
        ("zischt ihn an", "angry"),
        ("mit brüchiger Stimme", "sad"),
        ("ängstlich", "fear"),
        ("reißt die Augen auf", "surprise"),
        ("leise", None),
        ("nach einer Pause", None),
    ],
)
def test_a_parenthetical_suggests_what_its_words_mean(shipped: Lexicon, parenthetical: str, emotion: str) -> None:
    suggested = shipped.suggest(parenthetical)
    assert (suggested.emotion if suggested else None) == emotion


def test_the_longest_phrase_wins(shipped: Lexicon) -> None:
    assert shipped.suggest("smiling\N{NO-BREAK SPACE}sadly") == Target("sad", 0.4)
    assert shipped.suggest("smiling sadly") == Target("sad", 0.4)
    assert shipped.suggest("with tears of rage") == Target("angry", 0.9)
    assert shipped.suggest("mad about it") is None and shipped.suggest("mad") == Target("angry")


def test_what_is_negated_suggests_nothing(shipped: Lexicon) -> None:
    for words in ("not angry", "she isn’t afraid", "no longer so angry", "without anger", "never happy"):  # noqa: RUF001
        assert shipped.suggest(words) is None
    assert shipped.suggest("not angry, but on the verge of tears") == Target("sad", 0.6)
    assert shipped.suggest("trying not to cry") == Target("sad", 0.6)
    assert shipped.suggest("without emotion") == Target("neutral")


@pytest.mark.parametrize(
    "words",
    [
        *("no está triste", "sin miedo", "nunca feliz"),
        *("pas en colère", "ne pleure pas", "sans joie", "sourit pas"),
        *("nicht wütend", "kein bisschen traurig", "weint nicht", "ohne Angst", "lacht nie"),
    ],
)
def test_what_is_negated_in_other_languages_suggests_nothing_either(shipped: Lexicon, words: str) -> None:
    assert shipped.suggest(words) is None


def test_what_stands_behind_a_but_counts_in_other_languages_too(shipped: Lexicon) -> None:
    for words in ("no triste pero feliz", "pas triste mais heureux", "nicht traurig sondern glücklich"):
        assert shipped.suggest(words) == Target("happy")


@pytest.mark.parametrize("path", sorted((ROOT / "resources" / "lexicon").glob("*.toml")), ids=lambda path: path.stem)
def test_each_language_has_words_for_every_emotion_that_mean_the_same_in_the_others(
    shipped: Lexicon, path: Path
) -> None:
    own = Lexicon(
        {phrase: read_target(words, NAMES) for phrase, words in tomllib.loads(path.read_text("utf-8")).items()}
    )
    for emotion in EMOTIONS:
        assert sum(target is not None and target.emotion == emotion for target in own.phrases.values()) >= 15
    assert {phrase: target for phrase, target in own.phrases.items() if shipped.phrases[phrase] != target} == {}


def test_the_shipped_lexicon_knows_words_for_every_emotion_and_they_name_it_in_notes(shipped: Lexicon) -> None:
    for emotion in EMOTIONS:
        assert sum(target is not None and target.emotion == emotion for target in shipped.phrases.values()) >= 15
    assert shipped.emotions["furious"] == "angry" and shipped.emotions["scared"] == "fear"
    assert "smile fading" not in shipped.emotions


def test_the_words_that_the_glossary_lists_mean_what_it_says(shipped: Lexicon) -> None:
    rows = re.findall(r"^\| (\w+) \| (\w+) \| (.*,.*) \|$", (ROOT / "docs" / "glossary.md").read_text("utf-8"), re.M)
    listed = {stored: words.split(", ") for stored, _, words in rows if stored in EMOTIONS}
    assert set(listed) == set(EMOTIONS)
    assert {stored: shown for stored, shown, _ in rows if stored in EMOTIONS} == SHOWN_NAMES
    for emotion, words in listed.items():
        assert [word for word in words if shipped.emotions[word] != emotion] == []


def test_the_users_own_file_adds_and_overrules(user_folders: Path) -> None:
    user_lexicon().parent.mkdir(parents=True)
    user_lexicon().write_text('"like a fox" = "happy 30%"\n"coldly" = "neutral"\nbitterly = ""\n', "utf-8-sig")
    lexicon = Lexicon.load()
    assert user_lexicon().is_relative_to(user_folders)
    assert lexicon.suggest("like a fox") == Target("happy", 0.3)
    assert lexicon.suggest("coldly") == Target("neutral")
    assert lexicon.suggest("bitterly") is None and lexicon.suggest("icily") == Target("angry", 0.5)


@pytest.mark.parametrize(
    ("words", "place", "why"),
    [
        ('"a" = "sad"\n"b" = sad\n', "line 2, column 7", "Invalid value"),
        ('"a" = "sad"\n"b" = "sad', "line 2, column 11", "Unterminated string"),
        ('# mine\n"like a fox" = "foxy"\n', "line 2, column 16", "'like a fox' suggests nothing that is known"),
        ('"like a fox" =   "sad 140%"\n', "line 1, column 18", 'write "sad 100%"'),
        ("fox = 3\n", "line 1, column 7", "'fox' suggests nothing"),
        ('[fox]\na = "sad"\n', "line 1", "'fox' suggests nothing"),
        ('"a" = "sad"\n"a" = "sad"\n', "line 2", "Cannot overwrite"),
    ],
)
def test_a_broken_file_says_where(tmp_path: Path, words: str, place: str, why: str) -> None:
    with pytest.raises(UserError) as error:
        own(tmp_path, words)
    assert f"own.toml, {place}" in str(error.value) and why in str(error.value)
    assert "correct it, or delete the file" in str(error.value)


def test_a_file_that_is_no_text_says_where(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_bytes(b'"a" = "sad"\n"b\xff" = "sad"\n')
    with pytest.raises(UserError, match="line 2, column 3: it is not written in UTF-8"):
        Lexicon.load(tmp_path / "own.toml")
    with pytest.raises(UserError, match="can't be read"):
        Lexicon.load(tmp_path)
