from datetime import date
from pathlib import Path

import pytest

from acting_mirror.core.errors import UserError
from acting_mirror.settings.tape_profile import load, tape_profiles, user_tape_profiles

FIGURE = '[largest_bytes]\nvalue = {}\nsource = "the casting office"\ndate = 2020-02-29\n'


def own(text: str, name: str = "mine") -> Path:
    user_tape_profiles().mkdir(parents=True, exist_ok=True)
    path = user_tape_profiles() / f"{name}.toml"
    path.write_text(text)
    return path


def test_every_figure_of_ours_has_a_source_and_a_date() -> None:
    assert {"general", "eco-cast", "spotlight"} <= set(tape_profiles())
    for name in tape_profiles():
        profile = load(name)
        assert profile.sources
        assert all(each.source and each.date >= date(2026, 11, 1) for each in profile.sources.values())
        assert all(getattr(profile, figure) is not None for figure in profile.sources)


def test_a_limit_holds_for_all_or_for_a_length() -> None:
    assert load("Eco-Cast").largest_for(10) == 500_000_000
    assert load("spotlight").largest_for(300) == pytest.approx(350e6, rel=0.001)
    assert load("spotlight").largest_for(3600) == 1_000_000_000
    assert load("general").largest_for(300) is None


def test_the_users_own_stands_beside_ours_or_instead() -> None:
    own(FIGURE.format(1000))
    own(FIGURE.format(2000), "general")
    assert load("MINE").largest_bytes == 1000
    assert load("general").largest_bytes == 2000
    assert load("general").endings is None


def test_it_says_how_old_it_is() -> None:
    own(FIGURE.format(1000))
    assert load("mine").age(date(2020, 3, 1)) == "The figures of mine are of 2020-02-29."
    assert "look up whether they still hold" in load("mine").age(date(2026, 1, 1))


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (FIGURE.format("-1"), 1, "largest_bytes"),
        (FIGURE.format('"much"'), 1, "largest_bytes"),
        (FIGURE.format("[1"), 3, ""),
        ("title = 3\n", 1, "title is a text"),
        ("\nlargest_bytes = 3\n", 2, "value, source and date"),
        (FIGURE.format(1) + FIGURE.replace("largest_bytes", "smallest").format(1), 5, "smallest is nothing"),
        (FIGURE.replace("largest_bytes", "lines").format("[1080, 720]"), 1, "the smaller one"),
        (FIGURE.replace("largest_bytes", "file_name").format('"{role.__class__}"'), 1, "role, name, take"),
        (FIGURE.replace("largest_bytes", "file_name").format('"{role"'), 1, "role, name, take"),
    ],
)
def test_a_broken_one_is_told_with_its_place(text: str, line: int, words: str) -> None:
    path = own(text)
    with pytest.raises(UserError, match=f"line {line}, ") as told:
        load("mine")
    assert str(path) in str(told.value)
    assert words in str(told.value)


def test_a_name_that_nobody_has_is_answered_with_those_there_are() -> None:
    with pytest.raises(UserError, match=r"nowhere.*general"):
        load("nowhere")
