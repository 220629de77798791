import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import acting_mirror
from acting_mirror.cli import remedies as of_commands
from acting_mirror.core.errors import Remedy, UserError
from acting_mirror.gui.sessions import remedies as of_window

PACKAGE = Path(acting_mirror.__file__).parent


def literals(module: Path) -> Iterator[str]:
    """The strings of a module that are no documentation."""
    tree = ast.parse(module.read_text())
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node.value


@pytest.mark.parametrize("table", [of_commands.REMEDIES, of_window.REMEDIES], ids=["commands", "window"])
def test_there_are_words_for_every_remedy(table: Mapping[Remedy, str]) -> None:
    assert set(table) == set(Remedy)
    assert all(words and not words.endswith(".") for words in table.values())


@pytest.mark.parametrize("remedy", Remedy)
def test_the_window_names_no_command(remedy: Remedy) -> None:
    sentence = of_window.sentence_of(UserError("It is so.", remedy))
    assert "`" not in sentence
    assert "--" not in sentence


@pytest.mark.parametrize(
    ("remedy", "says"),
    [
        (Remedy.REPLACE, "`--force`"),
        (Remedy.RECOVER, "`acting-mirror recover`"),
        (Remedy.CHOOSE_CHARACTER, "`--character`"),
        (Remedy.PLACE_LINES, "`--times`, or a `--pace`"),
        (Remedy.QUICKER_PACE, "quicker `--pace`, or `--times`"),
        (Remedy.OTHER_DETECTOR, "`--detector yunet`"),
        (Remedy.GET_YUNET, "`acting-mirror download yunet`, or name the file with `--detector-weights FILE`"),
        (Remedy.INSTALL_KERAS, "`pip install 'acting-mirror[keras]'`"),
        (Remedy.OTHER_BACKEND, "`--backend tflite`"),
        (Remedy.INSTALL_YT_DLP, "`pip install 'acting-mirror[youtube]'`"),
        (Remedy.INSTALL_DASK, "`pip install 'acting-mirror[cluster]'`"),
        (Remedy.NEWER_YT_DLP, "`pip install -U yt-dlp`"),
        (Remedy.READ_AS_PHOTOS, "`acting-mirror photos`"),
        (Remedy.READ_AS_CLIP, "`acting-mirror analyse`"),
        (Remedy.FIND_SCREEN, "`analyse`"),
        (Remedy.INSTALL_FOR_QT, "`sudo apt install libegl1"),
    ],
)
def test_a_command_says_what_to_type(remedy: Remedy, says: str) -> None:
    assert says in of_commands.sentence_of(UserError("It is so.", remedy))


def test_what_is_wrong_and_what_to_do_become_one_sentence() -> None:
    error = UserError("a.csv exists.", Remedy.REPLACE)
    assert str(error) == "a.csv exists."
    assert of_commands.sentence_of(error) == "a.csv exists: choose another name, or replace it with `--force`."
    assert of_window.sentence_of(error) == "a.csv exists: choose another name or folder."


def test_an_error_that_says_it_all_stays_as_it_is() -> None:
    error = UserError("There is no file a.mp4: check its name and folder.")
    assert of_commands.sentence_of(error) == of_window.sentence_of(error) == str(error)


def test_only_commands_name_options_and_commands() -> None:
    modules = [module for module in PACKAGE.rglob("*.py") if PACKAGE / "cli" not in module.parents]
    found = [(module, text) for module in modules for text in literals(module) if re.search(r"`|--\w", text)]
    assert [each for each in found if not re.fullmatch(r"--\S+", each[1])] == []  # those are for other programs
