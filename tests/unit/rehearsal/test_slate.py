from pathlib import Path

from acting_mirror.rehearsal.slate import items_asked, slate_script, title_of
from acting_mirror.settings.tape_profile import user_tape_profiles

WORDS = {"name": "Zoë Łoś", "height": "1.70 m", "where you are based": "Kraków", "agent": " ", "role": "Nora"}


def test_what_is_said_is_a_sentence_a_row_without_what_is_empty() -> None:
    script = slate_script(items_asked(), WORDS)
    (line,) = script.lines
    assert line.verses == ("I'm Zoë Łoś.", "I'm 1.70 m tall.", "I'm based in Kraków.", "I'm reading for Nora.")
    assert line.text == " ".join(line.verses) and script.characters == (line.character,)


def test_a_profile_of_ones_own_may_ask_for_more_and_a_broken_one_is_passed_over(user_folders: Path) -> None:
    folder = user_tape_profiles()
    folder.mkdir(parents=True)
    (folder / "office.toml").write_text(
        '[slate]\nvalue = ["name", "shoe size"]\nsource = "their e-mail"\ndate = 2026-11-28\n'
    )
    (folder / "broken.toml").write_text("[slate]\nvalue = 3\n")
    items = items_asked()
    assert items == ("name", "height", "where you are based", "agent", "role", "shoe size")
    assert title_of("name") == "Your name" and title_of("shoe size") == "shoe size"
    assert slate_script(items, {"shoe size": "38"}).lines[0].verses == ("shoe size: 38",)
