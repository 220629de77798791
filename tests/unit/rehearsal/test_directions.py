from pathlib import Path

import pytest

from acting_mirror.rehearsal.script import Script
from tests.script_samples import FDX, FOUNTAIN, PLAIN, opened


def script(folder: Path, content: str, ending: str) -> Script:
    return opened(folder, content, ending).script


@pytest.mark.parametrize(
    ("content", "ending", "before"),
    [
        (
            FOUNTAIN,
            ".fountain",
            [("INT. HALL - NIGHT", "It rains."), (), (), (), ("EXT. STREET - DAY",)],
        ),
        (PLAIN, ".txt", [("SCENE 1", "It rains: nobody is here."), (), ("He turns round.",)]),
        (FDX, ".fdx", [("INT. HALL - NIGHT", "It rains."), (), ()]),
    ],
)
def test_what_stands_above_a_line_is_kept_with_it(
    tmp_path: Path, content: str, ending: str, before: list[tuple[str, ...]]
) -> None:
    found = script(tmp_path, content, ending)
    assert [line.before for line in found.lines] == before
    assert found.after == ()


def test_a_direction_is_a_paragraph_however_it_is_wrapped(tmp_path: Path) -> None:
    found = script(tmp_path, "She waits\nat the door. [[a note]]\n\n!HE SMILES.\n\nANNA\nOne.\n", ".fountain")
    assert found.lines[0].before == ("She waits at the door.", "HE SMILES.")
    rain, out = (f'<Paragraph Type="Action"><Text>{words}</Text></Paragraph>' for words in ("It rains.", "Out."))
    content = FDX.replace("</Content>\n  <Title", f"{rain}{out}</Content>\n  <Title")
    assert script(tmp_path, content, ".fdx").after == ("It rains.", "Out.")


def test_scenes_without_words_and_what_follows_the_last_words_are_kept(tmp_path: Path) -> None:
    content = "ANNA\nOne.\n(she sits)\n\nINT. CAR\n\nIt is dark.\n\nEXT. SEA\n\nANNA\nTwo.\n\nShe goes."
    found = script(tmp_path, f"{content}\n\n> FADE OUT.\n", ".fountain")
    assert found.lines[1].before == ("(she sits)", "INT. CAR", "It is dark.", "EXT. SEA")
    assert found.after == ("She goes.",)


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("INNEN. KÜCHE - TAG", "Mann mit Hut"),
        ("AUSSEN/INNEN WAGEN - NACHT", "Anna vom Hof"),
        ("AUẞEN. MEER", "Anna"),
        ("Szene 3", "Anna"),
        ("INT. COCINA - DÍA", "Hombre del Sombrero"),
        ("EXTERIOR CALLE - NOCHE", "Ana y Luis"),
        ("Escena 2", "Ana"),
        ("INT./EXT. VOITURE - JOUR", "Anne et Luc"),
        ("INTÉRIEUR SALON", "Anne"),
        ("Scène 4", "Anne"),
    ],
)
def test_headings_and_names_in_other_languages_are_known_in_plain_text(tmp_path: Path, heading: str, name: str) -> None:
    found = script(tmp_path, f"{heading}\n\nOrt: Berlin\nPersonajes: dos\nDécor : une table\n\n{name}: Da!\n", ".txt")
    (line,) = found.lines
    assert (line.character, line.scene) == (name, heading)


def test_innen_amid_a_sentence_is_no_heading(tmp_path: Path) -> None:
    found = script(tmp_path, "Innen ist es dunkel.\n\nAnna: Da!\n", ".txt")
    assert found.lines[0].scene == "" and found.lines[0].before == ("Innen ist es dunkel.",)


@pytest.mark.parametrize("mark", ["(MORE)", "(CONT'D)", "(CONT.)", "(MÁS)", "(suite)", "(FORTS.)"])
def test_marks_of_a_page_that_ends_are_no_directions_in_any_language(tmp_path: Path, mark: str) -> None:
    found = script(tmp_path, f"ANNA\nOne.\n{mark}\nTwo.\n", ".fountain")
    assert [line.text for line in found.lines] == ["One. Two."]


@pytest.mark.parametrize("word", ["Title", "Título", "Titre", "Titel"])
def test_plain_text_names_its_title_in_any_language(tmp_path: Path, word: str) -> None:
    assert script(tmp_path, f"{word}: Das Fest\n\nAnna: Da!\n", ".txt").title == "Das Fest"
