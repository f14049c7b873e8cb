"""The player in a real browser: it plays, stops and goes on where a listener wants it, and is where a reader needs it."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.browser.visits import Served, Visits, write
from tests.chromium import launched, until
from tests.pages import example


def test_a_browser_that_does_not_know_newer_selectors_plays(visit: Visits) -> None:
    """Firefox has `:has()` since the end of 2023; a style sheet goes without, a script stops at it."""
    seen = visit(
        before="""for (const kind of [Document, Element]) {
          const ask = kind.prototype.querySelectorAll;
          kind.prototype.querySelectorAll = function (selector) {
            if (selector.includes(":has(")) throw new DOMException(selector, "SyntaxError");
            return ask.call(this, selector);
          };
        }""",
    )
    seen.page.get_by_role("button", name="Listen").click()
    seen.until("document.querySelector('audio').currentTime > 0.2")


def test_play_and_pause(visit: Visits) -> None:
    seen = visit()
    assert not seen.page.evaluate("document.querySelector('audio').networkState === 2"), "no sound is loaded before it is asked for"
    seen.page.get_by_role("button", name="Listen").click()
    seen.until("document.querySelector('audio').currentTime > 0.2")
    player = seen.page.get_by_role("region", name="Player")
    ground = "getComputedStyle(document.querySelector('#player .play')).backgroundColor"
    before = seen.page.evaluate(ground)
    player.get_by_role("button", name="Pause").hover()
    assert seen.page.evaluate(ground) == before, "its sign stands out below a pointer too"
    seen.pause()
    at = seen.time()
    player.get_by_role("button", name="Forward 15 seconds").click()
    assert seen.time() == pytest.approx(at + 15, abs=0.01)
    player.get_by_role("button", name="Back 15 seconds").click()
    assert seen.time() == pytest.approx(at, abs=0.01)
    player.get_by_role("combobox", name="Speed").select_option("1.5")
    assert seen.page.evaluate("document.querySelector('audio').playbackRate") == 1.5
    assert not seen.abroad


def test_a_chapter_leads_to_its_second(visit: Visits) -> None:
    seen = visit()
    link = seen.page.get_by_role("navigation", name="Chapters").get_by_role("link").nth(3)
    moment = float((link.get_attribute("href") or "").removeprefix("#t="))
    link.click()
    seen.until(f"document.querySelector('audio').currentTime > {moment}")
    seen.pause()
    assert seen.is_near(moment)
    assert seen.page.url.endswith(f"#t={moment:g}")
    assert "part 3" in seen.current("#chapters")
    assert "part 3" in seen.current("#transcript")
    assert "part 3" in seen.page.get_by_role("region", name="Player").inner_text()
    seen.page.get_by_role("button", name="Next chapter").click()
    assert "part 4" in seen.current("#chapters")
    seen.page.get_by_role("button", name="Previous chapter").click()
    assert "part 3" in seen.current("#chapters")


@pytest.mark.parametrize(
    "address", ["#t=100", "#t=1:40", "#t=1m40s", "#t=0:01:40", "#t=npt:100,120", "#more&t=100", "?t=100", "?t=1:40", "?t=100s"]
)
def test_a_deep_link_waits_for_the_sound(visit: Visits, address: str) -> None:
    seen = visit(f"first-talk/index.html{address}")
    assert seen.page.evaluate("document.querySelector('audio').readyState") == 0
    assert seen.paused()
    assert seen.page.locator("#player .at").first.inner_text() == "1:40"
    seen.page.get_by_role("button", name="Listen").click()
    seen.until("document.querySelector('audio').currentTime > 100")
    assert seen.is_near(100)
    seen.page.evaluate("document.querySelector('audio').pause(); location.hash = 't=50'")
    seen.until("Math.abs(document.querySelector('audio').currentTime - 50) < 1")


@pytest.mark.parametrize(("script", "second"), [(True, "#t=100"), (False, "")])
def test_the_address_of_a_former_name_leads_on(visit: Visits, script: bool, second: str) -> None:
    seen = visit("talk/index.html#t=100", script=script)
    until(seen.page, lambda: seen.page.url == f"{visit.site.url}/first-talk/index.html{second}", "the link leads on")
    assert seen.page.get_by_role("heading", name="First talk").is_visible()


@pytest.mark.parametrize("address", ["#t=", "#t=soon", "#t=%E0%A4%A", "?t=-5", "#t=99999999"])
def test_a_broken_deep_link_does_no_harm(visit: Visits, address: str) -> None:
    seen = visit(f"first-talk/index.html{address}")
    assert seen.page.get_by_role("button", name="Listen").is_visible()


def test_in_a_long_list_the_current_chapter_is_shown_above_where_the_list_fades(browser: Browser, tmp_path: Path) -> None:
    script = tuple(line for part in range(30) for line in (f"? What about part {part}?", "Tomás Rey: It is well made, and it lasts."))
    write(tmp_path, (example.episode("long", script=script),))
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto((tmp_path / "long" / "index.html").as_uri())
    below = page.evaluate("""() => [...document.querySelectorAll("#chapters a")].map((link) => {
        document.querySelector("#chapters ol").scrollTop = 0;
        link.click();
        return link.getBoundingClientRect().bottom - document.querySelector("#chapters ol").getBoundingClientRect().bottom;
    })""")
    assert len(below) >= 30
    assert max(below) < -39, "it fades over 2.5rem"
    page.close()


@pytest.mark.parametrize(
    ("letters", "stays"),
    [
        (16, {(1280, 800): True, (360, 740): True, (740, 360): False}),
        (32, {(360, 740): False, (414, 896): False, (1280, 800): False}),
    ],
)
def test_the_player_leaves_room_to_read(browser: Browser, site: Served, letters: int, stays: dict[tuple[int, int], bool]) -> None:
    with launched(browser.browser_type, f"--blink-settings=defaultFontSize={letters}") as other:
        for (width, height), is_at_the_end in stays.items():
            page = other.new_page(viewport={"width": width, "height": height})
            page.goto(f"{site.url}/first-talk/index.html")
            box = page.locator("#player").bounding_box()
            assert box
            assert (box["y"] + box["height"] == height) == is_at_the_end, (width, height)
            assert not is_at_the_end or box["height"] < height / 4
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "no sideways scroll"


@pytest.mark.parametrize("size", [(320, 640), (390, 844), (1280, 800)])
def test_a_title_of_any_length_leaves_its_place_in_the_player(browser: Browser, tmp_path: Path, size: tuple[int, int]) -> None:
    write(tmp_path, (example.episode("talk", title="A very long title about rivers, bridges and bees " * 5),))
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.goto((tmp_path / "talk/index.html").as_uri())
    title = page.locator("#player .now b").bounding_box()
    others = [one.bounding_box() for one in page.locator("#player :is(.now > span, .buttons > button, select)").all()]
    assert title
    assert len(others) > 5
    assert 0 <= title["x"] < title["x"] + title["width"] <= size[0]
    for other in filter(None, others):
        apart = title["x"] + title["width"] <= other["x"] or other["x"] + other["width"] <= title["x"]
        assert apart or title["y"] + title["height"] <= other["y"] or other["y"] + other["height"] <= title["y"]
    page.close()


def test_in_a_low_window_the_sound_can_be_stopped_from_where_the_reader_is(visit: Visits) -> None:
    seen = visit("first-talk/index.html#t=120", viewport={"width": 740, "height": 360})
    button = seen.page.locator("#player .play")
    assert seen.page.evaluate("document.querySelector('#player').getBoundingClientRect().top > innerHeight")
    expect(button).to_be_in_viewport(ratio=1)
    button.click()
    seen.until("!document.querySelector('audio').paused")
    button.click()
    assert seen.paused()


@pytest.mark.parametrize(("language", "ends_right"), [("en", True), ("ar", False)])
def test_in_a_low_window_what_plays_lies_over_the_ends_of_lines(browser: Browser, tmp_path: Path, language: str, ends_right: bool) -> None:
    write(tmp_path, (example.episode("talk"),), language=language)
    page = browser.new_page(viewport={"width": 740, "height": 360})
    page.goto((tmp_path / "talk/index.html").as_uri())
    box = page.locator("#player .play").bounding_box()
    assert box
    assert (box["x"] > 370) == ends_right
    page.close()


@pytest.mark.parametrize("width", [320, 480, 600])
def test_the_player_for_other_sites_fits_into_its_frame(browser: Browser, tmp_path: Path, width: int) -> None:
    titles = (
        "The well",
        "A very long title that goes on and on about rivers and bridges and bees " * 4,
        "Donaudampfschifffahrtsgesellschaft" * 8,
    )
    write(tmp_path, tuple(example.episode(f"talk-{n}", title=title, number=n) for n, title in enumerate(titles)))
    told = json.loads((tmp_path / "talk-1/oembed.json").read_text())
    page = browser.new_page(viewport={"width": width, "height": told["height"]})
    for number in range(len(titles)):
        page.goto(f"{(tmp_path / f'talk-{number}/embed.html').as_uri()}")
        assert page.evaluate("document.documentElement.scrollHeight <= innerHeight"), titles[number]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), titles[number]
    page.close()


def test_the_position_is_remembered(visit: Visits) -> None:
    seen = visit()
    seen.page.get_by_role("navigation", name="Chapters").get_by_role("link").nth(3).click()
    seen.until("!document.querySelector('audio').paused && document.querySelector('audio').currentTime > 20")
    at = seen.time()
    seen.page.goto(f"{visit.site.url}/first-talk/index.html")
    assert seen.page.get_by_text("Resumes at").is_visible()
    assert seen.is_near(at)
    seen.page.goto(f"{visit.site.url}/first-talk/index.html?again#t=5")
    assert seen.time() == 5, "an address that asks for a moment is stronger"
    seen.page.reload()
    assert seen.time() == 5, "nothing was heard of it"
    seen.page.goto(f"{visit.site.url}/second-talk/index.html")
    assert seen.time() == 0, "each episode has its own"
    seen.page.goto(f"{visit.site.url}/first-talk/index.html")
    assert seen.is_near(at), "who only looked at a moment goes on where they were"
    seen.page.goto(f"{visit.site.url}/first-talk/index.html?again#t=100")
    seen.page.get_by_role("button", name="Listen").click()
    seen.until("document.querySelector('audio').currentTime > 100.2")
    seen.page.goto(f"{visit.site.url}/first-talk/index.html")
    assert seen.is_near(100), "who listened from it, goes on there"


def test_a_page_that_is_loaded_again_goes_on_where_it_was(visit: Visits) -> None:
    """A chapter stands in the address from the click on; a telephone that lets go of a page loads it again."""
    seen = visit("first-talk/index.html#t=30")
    seen.page.reload()
    assert seen.time() == 30, "nothing was heard"
    seen.page.get_by_role("button", name="Forward 15 seconds").click()
    seen.page.get_by_role("button", name="Forward 15 seconds").click()
    seen.page.reload()
    assert seen.time() == 60
    assert seen.page.get_by_text("Resumes at 1:00").is_visible()
    seen.page.goto("about:blank")
    seen.page.goto(f"{visit.site.url}/first-talk/index.html#t=30")
    assert seen.time() == 30, "who follows a link comes anew"


def test_a_page_that_was_kept_without_its_sound_goes_on_where_it_was(visit: Visits) -> None:
    """Safari keeps a page that is left, lets go of its sound, and comes back to it with the sound at its beginning."""
    seen = visit()
    seen.page.get_by_role("navigation", name="Chapters").get_by_role("link").nth(3).click()
    seen.until("!document.querySelector('audio').paused && document.querySelector('audio').currentTime > 20")
    at = seen.time()
    seen.until(f"document.querySelector('audio').currentTime > {at}")  # it is heard, and not only asked for
    seen.page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })); document.querySelector('audio').load()")
    seen.until("document.querySelector('audio').currentTime === 0")
    seen.page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    assert seen.is_near(at)
    assert seen.page.get_by_text("Resumes at").is_visible()


def test_the_lock_screen_shows_the_chapter(visit: Visits) -> None:
    seen = visit()
    seen.page.get_by_role("navigation", name="Chapters").get_by_role("link").nth(2).click()
    seen.until("navigator.mediaSession.metadata?.title === 'What happens in part 2?'")
    told = seen.page.evaluate("(({artist, album, artwork}) => [artist, album, artwork[0].src])(navigator.mediaSession.metadata)")
    assert told == ["Common Things", "First talk", f"{visit.site.url}/first-talk/poster.jpg"]


def test_keys_count_in_the_player_only(visit: Visits) -> None:
    seen = visit("first-talk/index.html#t=30")
    seen.page.locator("h1").click()
    for key in ("k", "j", "l"):
        seen.page.keyboard.press(key)
    assert seen.paused()
    assert seen.time() == 30
    seen.page.get_by_role("slider", name="Position").focus()
    seen.page.keyboard.press("l")
    assert seen.time() == 45
    seen.page.keyboard.press("j")
    seen.page.keyboard.press("k")
    seen.until("!document.querySelector('audio').paused")
    assert 30 <= seen.time() < 45, "k plays on from where j has led back to"
    seen.page.locator("#player").dispatch_event("keydown", {"key": "ن", "code": "KeyK"})
    seen.until("document.querySelector('audio').paused")


def test_the_slider_is_quiet_for_a_screen_reader_while_it_plays(visit: Visits) -> None:
    """One says each value that the slider takes while the keyboard is at it, which would be one a second, over the voices."""
    seen = visit("first-talk/index.html#t=30")
    slider = seen.page.get_by_role("slider", name="Position")
    slider.focus()
    seen.page.keyboard.press("k")
    seen.until("document.querySelector('audio').currentTime > 32.2")
    assert (slider.input_value(), (slider.get_attribute("aria-valuetext") or "")[:4]) == ("30", "0:30")
    seen.page.keyboard.press("ArrowRight")
    assert seen.time() >= 33, "from where it is, not from what was said last"
    assert float(slider.input_value()) >= 33
    slider.click()
    shown = float(slider.input_value())
    seen.until(f"document.querySelector('#player input').value > {shown} + 1")  # with a pointer it is looked at
    seen.page.keyboard.press("k")
    assert seen.paused()


def test_a_step_is_said_where_no_sound_tells_it(visit: Visits) -> None:
    seen = visit("first-talk/index.html#t=30")
    player = seen.page.get_by_role("region", name="Player")
    told = player.get_by_role("status").last
    player.get_by_role("button", name="Forward 15 seconds").click()
    expect(told).to_have_text("0:45")
    player.get_by_role("button", name="Next chapter").click()
    expect(told).to_have_text(re.compile(r"^\d:\d\d What happens in part 2\?$"))
    seen.page.get_by_role("slider", name="Position").focus()
    expect(told).to_have_text("")  # after a moment: who reads on below finds nothing old
    seen.page.keyboard.press("l")
    assert told.inner_text() == "", "the slider says its value itself"
    player.get_by_role("button", name="Play").click()
    seen.until("document.querySelector('audio').currentTime > 0 && !document.querySelector('audio').paused")
    player.get_by_role("button", name="Next chapter").click()
    assert told.inner_text() == ""


def test_what_is_said_has_its_place_before_it_is_said(visit: Visits) -> None:
    """Screen readers pass over a message whose element appears with it."""
    for address in ("first-talk/index.html", "index.html"):
        places = visit(address).page.get_by_role("status")
        assert places.count() >= 2
        assert places.evaluate_all("(all) => all.map((place) => getComputedStyle(place).display)").count("none") == 0
        assert not any(places.all_inner_texts())


def test_sound_that_is_not_there_is_said(visit: Visits) -> None:
    seen = visit()
    seen.page.clock.install()
    seen.page.evaluate("() => { document.querySelector('audio').src = 'gone.m4a'; }")
    seen.page.get_by_role("button", name="Listen").click()
    told = seen.page.get_by_text("The sound could not be loaded")
    told.wait_for()
    seen.page.clock.fast_forward(60_000)
    assert told.is_visible(), "until it plays"
    assert seen.paused(), "Firefox goes on in silence where the machine has no sound"
    seen.errors.clear()


def test_sound_that_is_back_plays_from_where_it_was(visit: Visits) -> None:
    """A telephone in a tunnel: a browser asks for a sound that failed no second time by itself."""
    seen = visit("first-talk/index.html#t=30")
    seen.page.route("**/*.wav", lambda route: route.abort())
    seen.page.get_by_role("button", name="Listen").click()
    seen.page.get_by_text("The sound could not be loaded").wait_for()
    seen.page.unroute("**/*.wav")
    seen.page.get_by_role("button", name="Listen").click()
    seen.until("document.querySelector('audio').currentTime > 30.2")
    assert seen.is_near(30)
    assert not any(seen.page.get_by_role("status").all_inner_texts())
    seen.errors.clear()


def test_sound_that_is_slow_is_waited_for_in_sight(visit: Visits) -> None:
    seen = visit()
    held: list[Route] = []
    passes = False

    def answer(route: Route) -> None:
        if passes:  # the page shows that it waits before its request is told here, and it may ask again
            route.fallback()
        else:
            held.append(route)

    seen.page.route("**/*.wav", answer)
    seen.page.get_by_role("button", name="Listen").click()
    seen.page.locator("body.playing.waiting").wait_for()
    passes = True
    for route in held:
        route.fallback()
    seen.page.locator("body.playing:not(.waiting)").wait_for()
