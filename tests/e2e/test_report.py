"""The report of a take in a real browser: what it draws, plays and keeps to itself."""

import functools
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from acting_mirror.core.take import Marker
from acting_mirror.core.timeline import Timeline
from acting_mirror.pipeline.take_report import write_report
from acting_mirror.report.clips_page import clips_html
from acting_mirror.report.clips_table import ClipRow
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


def long_timeline(shares: Any) -> Timeline:  # noqa: ANN401
    """As many frames of one face as there are shares, 30 a second."""
    arrays = some_timeline(1).to_arrays()
    numbers = np.arange(len(shares))
    rows = np.repeat(arrays["rows"], len(shares))
    rows["frame"], rows["t_s"], rows["smoothed"] = numbers, numbers / 30, shares
    return Timeline.from_arrays({"rows": rows, "times": numbers / 30, "numbers": numbers, "ends": numbers + 1})


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
    page.execute_script("window.asked = []; video.onseeking = () => asked.push(video.currentTime)")
    over = page.find_element("css selector", "#chart .u-over")
    page.execute_script("arguments[0].scrollIntoView()", over)
    left = round(page.execute_script("return chart.valToPos(3, 'x')") - over.size["width"] / 2)
    action_chains.ActionChains(page).move_to_element_with_offset(over, left, 20).click().perform()
    until(lambda: page.execute_script("return !video.paused && asked.length > 0"))
    assert page.execute_script("return asked[0]") == pytest.approx(3, abs=0.1)
    assert "0:03.0" in page.execute_script("return document.querySelector('.u-legend').innerText")
    head = "return chart.posToVal(parseFloat(chart.head.style.left), 'x') - video.currentTime"
    until(lambda: abs(page.execute_script(head)) < 0.2)
    assert said(page) == []


@pytest.mark.parametrize("key", [False, True])
def test_a_line_is_played_to_its_end_by_a_click_or_a_key(opened: Open, key: bool) -> None:
    page = opened(two_lines(), some_timeline(180))
    until(functools.partial(page.execute_script, "return video.readyState >= 1"))
    page.execute_script(
        "video.playbackRate = 4; window.asked = []; video.onseeking = () => asked.push(video.currentTime)"
    )
    row = page.find_elements("css selector", ".lines tbody tr")[1]
    if key:
        row.find_element("css selector", "button").send_keys("\ue007")
    else:
        row.find_element("css selector", ".happened").click()
    until(lambda: page.execute_script("return video.paused && video.currentTime > 3.5"))
    assert page.execute_script("return asked[0]") == pytest.approx(2, abs=0.1)
    assert page.execute_script("return video.currentTime") == pytest.approx(4.0, abs=0.35)
    assert said(page) == []


def test_the_curves_are_a_slider_for_keys_that_says_what_shows(opened: Open) -> None:
    page = opened(two_lines(), some_timeline(180))
    until(functools.partial(page.execute_script, "return video.readyState >= 1"))
    chart = page.find_element("id", "chart")
    chart.send_keys("\ue014\ue014")  # the right arrow, twice
    until(lambda: chart.get_attribute("aria-valuetext") == "0:02.0, Happy 75 %")
    chart.send_keys(" ")
    until(lambda: page.execute_script("return !video.paused"))
    chart.send_keys(" ")
    until(lambda: page.execute_script("return video.paused"))
    assert (chart.get_attribute("role"), chart.get_attribute("aria-valuemax")) == ("slider", "6.0")
    assert said(page) == []


def test_a_film_that_is_lost_is_said(opened: Open, film: Path) -> None:
    lost = film.with_name("lost film.mp4")
    lost.write_bytes(b"no film")
    page = opened(two_lines(), some_timeline(3), lost)
    until(lambda: "“lost film.mp4”" in page.execute_script("return document.body.innerText"))


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
    shares = np.random.default_rng(0).dirichlet(np.ones(7), 18_000)
    page = opened(replace(some_facts("Long", lines), length_s=600.0), long_timeline(shares))
    assert (film.parent / "report.html").stat().st_size < 8_000_000
    timing = "const t = performance.getEntriesByType('navigation')[0]; return t.domComplete - t.startTime"
    assert page.execute_script(timing) < 10_000  # two seconds are aimed for; tests measure no speed
    assert page.execute_script("return data.t.length") == 18_000


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


def test_clips_are_sorted_and_chosen_on_their_page_with_pictures_of_odd_names(browser: Any, tmp_path: Path) -> None:  # noqa: ANN401
    picture = tmp_path / "clips" / "a <i>&'#1% \N{SNOWMAN}.jpg"
    picture.parent.mkdir()
    cv2.imwrite(str(picture), np.full((9, 16, 3), 200, np.uint8))
    near = picture.relative_to(tmp_path)
    evil = "<img src=x onerror=document.title='caught'>"
    shown = ((evil, 20.0, 90.0), ("take 10", 70.5, 40.0), ("take 9", 5.0, 100.0))
    rows = [
        ClipRow(tmp_path / f"{name}.mp4", {"mean_happy": happy, "readable": readable}, "", near, near)
        for name, happy, readable in shown
    ]
    rows.append(ClipRow(tmp_path / "broken.mp4", {}, "It is broken.", None, None))
    (tmp_path / "clips.html").write_text(clips_html("Many", rows), encoding="utf-8")
    browser.get_log("browser")
    browser.get((tmp_path / "clips.html").as_uri())
    names = "return [...document.querySelectorAll('tbody tr')].map(row => row.cells[1].innerText)"
    assert browser.execute_script(names) == [f"{evil}.mp4", "broken.mp4", "take 9.mp4", "take 10.mp4"]
    (happy,) = (head for head in browser.find_elements("css selector", "th button") if head.text == "Happy, %")
    happy.click()
    assert browser.execute_script(names) == ["take 10.mp4", f"{evil}.mp4", "take 9.mp4", "broken.mp4"]
    happy.click()
    assert browser.execute_script(names) == ["take 9.mp4", f"{evil}.mp4", "take 10.mp4", "broken.mp4"]
    browser.find_element("id", "search").send_keys("TAKE")
    assert browser.execute_script(names) == ["take 9.mp4", "take 10.mp4"]
    least = browser.find_element("id", "least")
    least.clear()
    least.send_keys("50")
    assert browser.execute_script(names) == ["take 9.mp4"]
    assert browser.execute_script("return document.querySelector('tbody td:nth-child(12)').innerText") == "5"
    until(functools.partial(browser.execute_script, "return document.querySelector('img').naturalWidth === 16"))
    assert browser.title == "Many" and said(browser) == []


def said(page: Any) -> list[str]:  # noqa: ANN401
    return [each["message"] for each in page.get_log("browser")]
