import re
from dataclasses import asdict
from itertools import combinations
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from skimage.color import deltaE_ciede2000, rgb2lab

from acting_mirror.core.palette import CARD, EMOTION_COLOURS, EMOTION_COLOURS_ON_LIGHT
from acting_mirror.gui.widgets import theme
from acting_mirror.gui.widgets.overlay_paint import PLATE
from acting_mirror.gui.widgets.theme import DARK, LIGHT, Theme

WHITE = "#ffffff"
THEMES = pytest.mark.parametrize("colours", [DARK, LIGHT], ids=["dark", "light"])
TEXTS = {
    "text": ("page", "card", "control", "hover", "track"),
    "second": ("page", "card", "control"),
    "quiet": ("page", "card", "control"),
    "link": ("page", "card"),
    "warning": ("page", "card"),
    "card": ("link", "text"),
}
"""Which colours carry text, and the grounds they are used on."""
GRAPHICS = {
    "record": ("page", "card"),
    "link": ("page", "card", "control", "track"),
    "quiet": ("page", "card", "control", "track"),
    "text": ("track", "control"),
}
"""Which colours carry signs, bars and rings round the focus, and the grounds they are used on."""

SIGHTS = {
    "normal": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
"""What becomes of linear RGB in the eye, after Machado, Oliveira and Fernandes (2009), at full severity."""


def as_seen(srgb: npt.NDArray[np.float64], sight: str) -> npt.NDArray[np.float64]:
    """Colours (N, 3), 0 to 1, as somebody sees them."""
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    seen = np.clip(linear @ np.asarray(SIGHTS[sight]).T, 0, 1)
    return np.where(seen <= 0.0031308, seen * 12.92, 1.055 * seen ** (1 / 2.4) - 0.055)


def light_of(colour: str) -> float:
    """Relative luminance after WCAG 2.2, 0 to 1."""
    found = QColor(colour)
    channels = found.redF(), found.greenF(), found.blueF()
    red, green, blue = (c / 12.92 if c <= 0.04045 else float(((c + 0.055) / 1.055) ** 2.4) for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Of two colours after WCAG 2.2, 1 to 21."""
    darker, lighter = sorted((light_of(one), light_of(other)))
    return (lighter + 0.05) / (darker + 0.05)


def name_of(rgb: tuple[int, int, int]) -> str:
    return QColor(*rgb).name()


def over_white(plate: QColor) -> str:
    """What a plate looks like over the brightest picture."""
    channels = plate.red(), plate.green(), plate.blue()
    return QColor(*(round(255 + (c - 255) * plate.alphaF()) for c in channels)).name()


def all_below(colours: Theme, pairs: dict[str, tuple[str, ...]], limit: float) -> list[str]:
    value = asdict(colours)
    found = [(ink, ground, contrast(value[ink], value[ground])) for ink, grounds in pairs.items() for ground in grounds]
    return [f"{ink} on {ground}: {ratio:.2f}" for ink, ground, ratio in found if ratio < limit]


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", WHITE) == pytest.approx(21)
    assert contrast("#777777", WHITE) == pytest.approx(4.48, abs=0.01)


@THEMES
def test_text_can_be_read(colours: Theme) -> None:
    assert all_below(colours, TEXTS, 4.5) == []


@THEMES
def test_signs_can_be_seen(colours: Theme) -> None:
    assert all_below(colours, GRAPHICS, 3.0) == []


@THEMES
def test_the_record_button_can_be_read(colours: Theme) -> None:
    assert contrast(WHITE, colours.record_ground) >= 4.5
    assert contrast(WHITE, colours.record_hover) >= 4.5
    assert contrast(colours.record_ground, colours.card) >= 3.0


@pytest.mark.parametrize("emotion", list(EMOTION_COLOURS))
@pytest.mark.parametrize(("colours", "emotions"), [(DARK, EMOTION_COLOURS), (LIGHT, EMOTION_COLOURS_ON_LIGHT)])
def test_emotions_can_be_read_and_their_bars_be_seen(
    colours: Theme, emotions: dict[str, tuple[int, int, int]], emotion: str
) -> None:
    assert contrast(name_of(emotions[emotion]), colours.card) >= 4.5
    assert contrast(name_of(emotions[emotion]), colours.track) >= 3.0


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("emotions", [EMOTION_COLOURS, EMOTION_COLOURS_ON_LIGHT], ids=["dark", "light"])
def test_emotions_can_be_told_from_each_other(emotions: dict[str, tuple[int, int, int]], sight: str) -> None:
    seen = rgb2lab(as_seen(np.array(list(emotions.values())) / 255, sight))
    least = 12 if sight == "normal" else 8
    distances = {
        f"{one} and {other}": float(deltaE_ciede2000(seen[i], seen[j]))
        for (i, one), (j, other) in combinations(enumerate(emotions), 2)
    }
    assert {pair: distance for pair, distance in distances.items() if distance < least} == {}


def test_a_simulation_leaves_grey_as_it_is() -> None:
    grey = np.full((1, 3), 0.5)
    assert [as_seen(grey, sight) for sight in SIGHTS] == [pytest.approx(grey, abs=0.001)] * len(SIGHTS)


@pytest.mark.parametrize("emotion", list(EMOTION_COLOURS))
def test_emotions_can_be_told_on_the_brightest_picture(emotion: str) -> None:
    assert contrast(name_of(EMOTION_COLOURS[emotion]), over_white(PLATE)) >= 3.0


@pytest.mark.parametrize("ink", [DARK.text, DARK.second])
def test_words_can_be_read_on_the_brightest_picture(ink: str) -> None:
    assert contrast(ink, over_white(PLATE)) >= 4.5


@pytest.mark.parametrize("dot", [DARK.good, DARK.record, DARK.link, DARK.quiet])
def test_the_dots_of_the_badge_can_be_seen(dot: str) -> None:
    assert contrast(dot, name_of(CARD)) >= 3.0


@THEMES
def test_the_style_sheet_is_filled_in_whole(colours: Theme) -> None:
    style = theme.style_of(colours)
    assert "$" not in style and colours.card in style
    pictures = re.findall(r'url\("([^"]+)"\)', style)
    assert pictures and [path for path in pictures if not Path(path).is_file()] == []


@THEMES
def test_all_colours_of_a_theme_are_colours(colours: Theme) -> None:
    assert [name for name, value in asdict(colours).items() if not re.fullmatch("#[0-9a-f]{6}", value)] == []


@pytest.mark.parametrize("choice", ["dark", "light"])
def test_the_program_takes_the_theme_that_is_chosen(qapp: QApplication, choice: str) -> None:
    theme.apply(qapp, choice)
    colours = DARK if choice == "dark" else LIGHT
    assert theme.theme_of(qapp.palette()) is colours
    assert qapp.styleSheet() == theme.style_of(colours)
    assert theme.emotion_colour(None, qapp.palette()).name() == colours.quiet


def test_what_is_built_gets_its_style_when_it_is_whole(dark: QApplication) -> None:
    style = dark.styleSheet()
    with pytest.raises(ZeroDivisionError), theme.applied_at_the_end():
        assert not dark.styleSheet()
        _ = 1 / 0
    assert dark.styleSheet() == style
