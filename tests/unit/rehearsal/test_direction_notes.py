from pathlib import Path

import pytest

from acting_mirror.core.direction import DIRECTIONS
from acting_mirror.core.errors import UserError
from acting_mirror.core.target import Target
from acting_mirror.rehearsal.direction_notes import TargetError
from acting_mirror.rehearsal.lexicon import Lexicon
from acting_mirror.rehearsal.script_file import ScriptFile
from acting_mirror.rehearsal.targets import NAMES, read_note, read_target


def directed(*names: str) -> Target:
    return Target(None, directions=names)


@pytest.mark.parametrize("name", DIRECTIONS)
def test_every_direction_is_read_back_from_its_own_words(name: str) -> None:
    assert read_target(str(directed(name)), NAMES) == directed(name)
    assert read_target(directed(name).words, NAMES) == directed(name), "as the window calls it"


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("Look: Lens", directed("look: lens")),
        ("look : the script", directed("look: down")),
        ("look: at your partner", directed("look: partner")),
        ("look into the camera", directed("look: lens")),
        ("sad 40%, look: partner", Target("sad", 0.4, directions=("look: partner",))),
        ("still; triste 12,5 %", Target("sad", 0.125, directions=("still",))),
        ("scared, then angry, look: lens", Target("fear", None, "angry", ("look: lens",))),
        ("brows_up, look: down", directed("look: down", "brows up")),
        ("Blick: Linse, nicht blinzeln", directed("look: lens", "blink: none")),
        ("regard\N{NO-BREAK SPACE}: à la caméra, immobile", directed("look: lens", "still")),
        ("mirada: cámara; cejas arriba", directed("look: lens", "brows up")),
        ("still, still", directed("still")),
        ("Still, he never answers.", None),
        ("look closely", None),
        ("look: check the date here", None),
        ("look at this", None),
        ("note: look up when", None),
    ],
)
def test_directions_are_understood_beside_emotions_in_our_languages(words: str, target: Target | None) -> None:
    assert read_target(words, NAMES) == target


@pytest.mark.parametrize(
    ("words", "instead"),
    [
        ("look: lense", '"look: lense" isn\'t a direction: write "look: lens" if you mean that'),
        ("look: left", "write look: lens, look: partner, look: down"),
        ("blink: lots", "write blink: few, blink: none"),
        ("brow up", 'write "brows up" if you mean that'),
        ("augenbraue hoch", 'write "augenbrauen hoch" if you mean that'),
        ("brows up 40%", "a direction has no strength: write [[brows up]]"),
        ("look: partner -> lens", "a direction holds for the whole line: write [[look: partner]]"),
        ("look: lens, look: down", "look: lens and look: down don't go together: keep one"),
        ("still, nod", "still and nod don't go together: keep one"),
        ("open, look: lens", "an open line asks for nothing"),
        ("sad 140%, look: lens", "write [[sad 100%]]"),
        ("look: lens, slowly", '"slowly" is neither an emotion nor a direction'),
    ],
)
def test_a_direction_that_is_wrong_says_what_to_write_instead(words: str, instead: str) -> None:
    with pytest.raises(TargetError) as error:
        read_target(words, NAMES)
    assert instead in str(error.value)


def test_a_direction_can_be_for_somebody_who_listens() -> None:
    assert read_note("Anna: look: partner", NAMES, ("ANNA",)) == ("ANNA", directed("look: partner"))
    assert read_note("look: partner", NAMES, ("ANNA",)) == ("", directed("look: partner"))
    with pytest.raises(TargetError, match="nobody who speaks is called BOB"):
        read_note("BOB: look: partner", NAMES, ("ANNA",))


def test_emotions_and_directions_of_a_note_are_told_and_written_in_one_order() -> None:
    target = Target("sad", 0.4, directions=("still", "look: lens"))
    assert (str(target), target.words) == ("sad 40%, look: lens, still", "Sad 40 % · Look into the lens · Hold still")
    assert not directed("still").open and Target(None).open
    for names in (("still", "nod"), ("hop",)):
        with pytest.raises(ValueError, match=r"hop|don't go together"):
            directed(*names)


SCRIPT = """ANNA
(coldly)
Here. [[look: lens]]
(to him)
No. [[sad 40%]] [[still]]
"""


def script(folder: Path) -> ScriptFile:
    path = folder / "script.fountain"
    path.write_text(SCRIPT, encoding="utf-8")
    return ScriptFile.open(path, Lexicon({"coldly": Target("angry", 0.4)}))


def test_several_notes_make_one_target_and_a_suggestion_joins_directions(tmp_path: Path) -> None:
    first, second = script(tmp_path).script.lines
    assert first.target == directed("look: lens")
    assert first.suggestion == first.target_for("ANNA") == Target("angry", 0.4, directions=("look: lens",))
    assert second.target_for("ANNA") == Target("sad", 0.4, directions=("still",))


@pytest.mark.parametrize(
    ("index", "target", "note"),
    [
        (0, Target("happy", directions=("look: lens",)), "Here. [[happy]] [[look: lens]]"),
        (0, directed("look: down"), "Here. [[look: down]]"),
        (0, Target(None), "Here. [[open]]"),
        (0, None, "Here."),
        (1, Target("happy", directions=("still",)), "No. [[happy]] [[still]]"),
        (1, directed("still"), "No. [[still]]"),
        (1, Target("sad", 0.4), "No. [[sad 40%]]"),
        (1, Target("sad", 0.4, directions=("still", "brows up")), "No. [[sad 40%, brows up]] [[still]]"),
    ],
)
def test_an_edit_changes_only_the_notes_that_it_is_about(
    tmp_path: Path, index: int, target: Target | None, note: str
) -> None:
    file = script(tmp_path)
    changed = file.with_targets({index: target})
    assert changed.script.lines[index].target == target
    old = ("Here. [[look: lens]]", "No. [[sad 40%]] [[still]]")[index]
    assert changed.content.decode() == SCRIPT.replace(old, note)


def test_notes_that_contradict_each_other_are_told_with_their_place(tmp_path: Path) -> None:
    path = tmp_path / "script.fountain"
    path.write_text("ANNA\nHere. [[look: lens]] [[look: down]]\n", encoding="utf-8")
    with pytest.raises(UserError, match=r"line 2, column 22: look: lens and look: down don't go together"):
        ScriptFile.open(path)
