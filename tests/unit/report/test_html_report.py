import html
import re
from dataclasses import replace

import numpy as np
import pytest

from acting_mirror.core.target import Target
from acting_mirror.core.timeline import Timeline
from acting_mirror.report.html_report import curves_of, take_html
from tests.moving import acting, moving_timeline
from tests.takes import a_line, some_facts, some_timeline


def test_a_curve_has_a_gap_where_no_face_was_read_and_where_no_picture_came() -> None:
    whole, cut = some_timeline(90), Timeline()
    for number in range(90):
        reading = whole.reading_at(number / 30)
        assert reading is not None
        late = 0.0 if number < 60 else 2.0
        cut.append(replace(reading, t_s=number / 30 + late, faces=() if number == 30 else reading.faces))
    times, curves = curves_of(cut)
    assert (np.diff(times) > 0).all()
    assert times[np.isnan(curves[3])] == pytest.approx([1.0, 59 / 30 + 0.001, 4 - 0.001])
    assert np.nanmin(curves[3]) == np.nanmax(curves[3]) == 0.75


def test_nobody_and_nothing_have_no_curves() -> None:
    times, curves = curves_of(Timeline())
    assert times.shape == (0,)
    assert curves.shape == (7, 0)
    page = take_html(some_facts("Monday", ()), Timeline(), None, [], "")
    assert "No face was read" in page
    assert 'id="chart"' not in page


def test_a_line_says_what_was_wanted_and_how_its_score_comes_about() -> None:
    turning = replace(a_line(), target=Target("fear", None, "angry"))
    page = take_html(
        some_facts("Monday", (turning,)), some_timeline(), None, [("It is there.", "Keep it.")], "Speaking."
    )
    text = re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", page)))
    assert "Is it you? Scared → angry 80 It is there. Keep it. on target 80% of the time · there after 0.4 s" in text
    assert "looked sad for 10% of the line" in text
    assert "Speaking." in text
    assert "not what a person feels" in text


def test_what_the_face_did_is_told_where_it_was_measured() -> None:
    facts = some_facts("Monday", ())
    page = take_html(facts, moving_timeline(acting, 20), "media.mp4", [], "")
    text = re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", page)))
    assert "The eyes looked into the lens for 79% of the time, down for 21% and elsewhere for 0%." in text
    assert "The eyes blinked 2 times. That is 6 a minute. The head was held still for" in text
    assert "It nodded 1 time. It was shaken 1 time." in text
    assert "Mouth corners up 80% 0:02.0 5% of the time" in text
    assert "Jaw open" not in text
    assert "What the face did" not in take_html(facts, some_timeline(), None, [], "")


def test_the_charting_library_brings_its_licence_along() -> None:
    page = take_html(some_facts(), some_timeline(), None, [("", "")], "")
    assert "The MIT License" in page and "Leon Sorokin" in page


@pytest.mark.parametrize("shades", [0, 1])
def test_words_stand_out_from_their_ground(shades: int) -> None:
    page = take_html(some_facts(), some_timeline(), "media.mp4", [("", "")], "")
    sets = re.findall(r"--page: #.*?--neutral: #\w+;", page, re.DOTALL)
    colours = dict(re.findall(r"--(\w+): (#\w{6})", sets[shades]))
    for word in ("text", "quiet", "link"):
        for ground in ("page", "card"):
            assert contrast(colours[word], colours[ground]) >= 4.5, (word, ground)


def contrast(one: str, other: str) -> float:
    """As WCAG 2 defines it."""
    light = []
    for colour in (one, other):
        share = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
        linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
        light.append(float(linear @ [0.2126, 0.7152, 0.0722]) + 0.05)
    return max(light) / min(light)
