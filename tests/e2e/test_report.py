"""The report of a take in a real browser: what it draws, plays and keeps to itself."""

import functools
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from acting_mirror.core.take import Marker
from acting_mirror.core.timeline import Timeline
from acting_mirror.pipeline.take_report import write_report
from acting_mirror.vision.sources.synthetic import SyntheticActor
from tests.media import beep, make_clip, steady
from tests.takes import a_line, some_facts, some_timeline

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
    "--window-size=1280,1400",
)
EVIL = "<script>document.title = 'caught'</script>"

pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="needs chromium and chromium-driver")


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    webdriver = pytest.importorskip("selenium.webdriver")
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('chromium')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options, webdriver.ChromeService(DRIVER))
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six seconds of the drawn actor, as a take has them."""
    path = tmp_path_factory.mktemp("take") / "media.mp4"
    with SyntheticActor((320, 240), 10.0, 6.0) as actor:
        pictures = [frame.bgr for frame in actor]
    return make_clip(
        path, steady(6.0, 10), (320, 240), lambda t_s: pictures[round(t_s * 10)], beep(6.0, 0.5), codec="libx264"
    )


Open = Callable[..., Any]


@pytest.fixture
def opened(browser: Any, film: Path) -> Open:  # noqa: ANN401 - selenium is only there for developers
    """Writes the report of a take and opens it from the disk; what the browser said before is forgotten."""

    def opened(facts: Any, timeline: Timeline, media: Path = film) -> Any:  # noqa: ANN401
        page = film.parent / "report.html"
        write_report(page, facts, timeline, media, force=True)
        for kind in ("browser", "performance"):
            browser.get_log(kind)
        browser.get(page.as_uri())
        return browser

    return opened


def until(so: Callable[[], object], within_s: float = 10.0) -> None:
    end = time.monotonic() + within_s
    while not so():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.02)


def two_lines() -> Any:  # noqa: ANN401
    return replace(some_facts("Monday", (a_line(1), a_line(2, "It is you."))), markers=(Marker(1.5, "good"),))


def test_curves_are_drawn_and_a_click_shows_that_moment(opened: Open) -> None:
    action_chains = pytest.importorskip("selenium.webdriver.common.action_chains")
    page = opened(two_lines(), some_timeline(180))
    drawn = """const c = document.querySelector('#chart canvas'), d = c.getContext('2d').getImageData(0, 0, c.width,
    c.height).data; const seen = new Set(); for (let i = 0; i < d.length; i += 4) if (d[i + 3] > 200)
    seen.add(d[i] << 16 | d[i + 1] << 8 | d[i + 2]); return seen.size"""
    assert page.execute_script(drawn) > 5
    until(functools.partial(page.execute_script, "return video.readyState >= 1"))
    over = page.find_element("css selector", "#chart .u-over")
    page.execute_script("arguments[0].scrollIntoView()", over)
    width = over.size["width"]
    left = round(page.execute_script("return chart.valToPos(3, 'x')") - width / 2)
    action_chains.ActionChains(page).move_to_element_with_offset(over, left, 20).click().perform()
    until(lambda: page.execute_script("return video.currentTime") >= 2.9)
    assert page.execute_script("return video.currentTime") < 4
    until(lambda: not page.execute_script("return video.paused"))
    assert said(page) == []


def test_a_click_on_a_line_plays_that_line_to_its_end(opened: Open) -> None:
    page = opened(two_lines(), some_timeline(180))
    page.execute_script("document.querySelectorAll('.lines tbody tr')[1].click()")
    until(lambda: page.execute_script("return video.currentTime") > 2.0)
    until(lambda: page.execute_script("return video.paused && video.currentTime > 3.5"))
    assert page.execute_script("return video.currentTime") == pytest.approx(4.0, abs=0.35)
    assert said(page) == []


def test_nothing_is_fetched_and_titles_stay_text(opened: Open) -> None:
    facts = replace(two_lines(), name=EVIL, script=EVIL, notes=f"</script>{EVIL}", markers=(Marker(1.0, EVIL),))
    page = opened(facts, some_timeline(180))
    assert page.title == EVIL
    assert page.execute_script("return document.querySelector('h1').textContent") == EVIL
    assert EVIL in page.execute_script("return document.body.innerText")
    requested = page.get_log("performance")
    urls = [each["message"].split('"url":"')[1].split('"')[0] for each in requested if "requestWillBeSent" in str(each)]
    assert urls and all(url.startswith(("file:", "data:")) for url in urls if url)
    assert said(page) == []


@pytest.mark.parametrize(
    ("facts", "timeline"),
    [
        (some_facts("Nothing", ()), Timeline()),
        (two_lines(), Timeline()),
        (two_lines(), some_timeline(1)),
    ],
)
def test_a_take_without_lines_readings_or_film_has_a_page_too(opened: Open, facts: Any, timeline: Timeline) -> None:  # noqa: ANN401
    page = opened(facts, timeline, Path("gone.mp4"))
    assert "Lines" in page.execute_script("return document.body.innerText")
    assert not page.execute_script("return document.getElementById('video')")
    assert said(page) == []


def test_ten_minutes_are_small_and_open_quickly(opened: Open, film: Path) -> None:
    lines = tuple(a_line(number) for number in range(1, 200))
    page = opened(replace(some_facts("Long", lines), length_s=600.0), some_timeline(18_000))
    assert (film.parent / "report.html").stat().st_size < 8_000_000
    timing = "const t = performance.getEntriesByType('navigation')[0]; return t.domComplete - t.startTime"
    assert page.execute_script(timing) < 10_000  # two seconds are aimed for; tests measure no speed
    assert page.execute_script("return data.t.length") < 5_000


def test_the_page_lies_beside_the_film_and_replaces_nothing(film: Path, tmp_path: Path) -> None:
    from acting_mirror.core.errors import UserError

    page = tmp_path / "page.html"
    write_report(page, two_lines(), some_timeline(), film)
    assert "media.mp4" in page.read_text()
    before = page.read_bytes()
    with pytest.raises(UserError, match="exists"):
        write_report(page, some_facts(), some_timeline(), film)
    assert page.read_bytes() == before


def test_faces_are_blurred_on_request_in_a_copy_beside_the_page(film: Path, tmp_path: Path) -> None:
    page = tmp_path / "monday.html"
    write_report(page, two_lines(), some_timeline(180), film, blur=True)
    assert 'src="monday%20blurred.mp4"' in page.read_text()
    assert (tmp_path / "monday blurred.mp4").exists()


def said(page: Any) -> list[str]:  # noqa: ANN401
    return [each["message"] for each in page.get_log("browser")]


def test_a_gap_stays_a_gap_when_neighbours_are_averaged() -> None:
    from acting_mirror.report.html_report import curves_of

    timeline, without = some_timeline(9_000), Timeline()
    for t_s in timeline.frame_times:
        reading = timeline.reading_at(float(t_s))
        assert reading is not None
        without.append(replace(reading, faces=() if 100 <= t_s < 150 else reading.faces))
    times, curves = curves_of(without)
    gap = (times >= 100) & (times < 149.9)
    assert np.isnan(curves[:, gap]).all()
    assert np.allclose(curves[3, ~gap & (times < 99)], 0.75)
