"""The video in a real browser: it comes on a click, and is driven from the page."""

from pathlib import Path

from playwright.sync_api import Browser, Route

from tests.browser.visits import PLAYER, YOUTUBE, Visits, interview, served, write
from tests.chromium import until
from tests.pages import example


def test_the_video_comes_on_a_click_and_is_driven_from_the_page(visit: Visits) -> None:
    seen = visit("first-talk/index.html#t=20")
    assert not seen.abroad
    assert seen.page.get_by_role("link", name="Watch on YouTube").get_attribute("href") == "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
    seen.page.get_by_role("link", name="Watch the video").click()
    seen.page.get_by_role("region", name="Player").get_by_role("button", name="Pause").wait_for()  # its player has answered
    assert len(seen.abroad) == 1
    assert seen.abroad[0].startswith(f"{YOUTUBE}/embed/dQw4w9WgXcQ?")
    assert "start=20" in seen.abroad[0]
    assert seen.page.evaluate("document.querySelector('iframe').referrerPolicy") == "strict-origin-when-cross-origin"
    assert seen.page.evaluate("document.activeElement.tagName") == "IFRAME"
    seen.page.get_by_role("navigation", name="Chapters").get_by_role("link").nth(4).click()
    seen.until("document.querySelector('#chapters [aria-current]')?.textContent.includes('part 4')")
    assert seen.paused(), "one clock at a time"
    seen.page.frames[1].wait_for_function("commands.length >= 3")
    assert seen.page.frames[1].evaluate("commands") == ["setPlaybackRate", "seekTo", "playVideo"]
    seen.page.get_by_role("region", name="Player").get_by_role("button", name="Pause").click()
    seen.page.get_by_role("region", name="Player").get_by_role("button", name="Play").wait_for()
    at = seen.page.locator("#player .at").first.inner_text()
    seen.page.get_by_role("button", name="Close the video").click()
    assert seen.page.locator("iframe").count() == 0
    assert seen.page.locator("#player .at").first.inner_text() == at, "listening goes on where watching stopped"
    assert seen.paused()
    seen.page.get_by_role("link", name="Watch the video").click()
    seen.page.get_by_role("region", name="Player").get_by_role("button", name="Pause").wait_for()
    seen.page.get_by_role("button", name="Close the video").click()
    seen.until("!document.querySelector('audio').paused")


def test_a_video_on_another_clock_is_driven_by_its_own(browser: Browser, tmp_path: Path) -> None:
    write(tmp_path, (example.behind(interview("intro", "Intro", 0), 15_000),))
    with served(tmp_path) as host:
        context = browser.new_context()
        page = context.new_page()
        page.route(f"{YOUTUBE}/**", lambda route: route.fulfill(body=PLAYER, content_type="text/html"))
        page.goto(f"{host.url}/intro/index.html#t=100")
        page.get_by_role("link", name="Watch the video").click()
        page.locator("iframe").wait_for()
        assert "start=85" in (page.locator("iframe").get_attribute("src") or "")
        link = page.get_by_role("navigation", name="Chapters").get_by_role("link").nth(4)
        moment = float((link.get_attribute("href") or "").removeprefix("#t="))
        link.click()
        page.get_by_role("region", name="Player").get_by_role("button", name="Pause").wait_for()
        page.frames[1].wait_for_function("wanted => time === wanted", arg=moment - 15)
        assert "part 4" in page.locator("#chapters [aria-current=true]").inner_text()
        context.close()


def test_a_chapter_chosen_before_the_video_is_loaded_is_where_it_plays(browser: Browser, tmp_path: Path) -> None:
    write(tmp_path, (example.behind(interview("intro", "Intro", 0), 15_000),))
    with served(tmp_path) as host:
        context = browser.new_context()
        page = context.new_page()
        held: list[Route] = []
        page.route(f"{YOUTUBE}/**", lambda route: held.append(route))  # noqa: PLW0108 - Playwright counts the arguments of a function
        page.goto(f"{host.url}/intro/index.html")
        with page.expect_request(f"{YOUTUBE}/**"):
            page.get_by_role("link", name="Watch the video").click()
        link = page.get_by_role("navigation", name="Chapters").get_by_role("link").nth(4)
        moment = float((link.get_attribute("href") or "").removeprefix("#t="))
        link.click()
        until(page, lambda: held)  # a request is told before it is handed over
        held[0].fulfill(body=PLAYER, content_type="text/html")
        page.get_by_role("region", name="Player").get_by_role("button", name="Pause").wait_for()
        page.frames[1].wait_for_function("wanted => time === wanted", arg=moment - 15)
        context.close()
