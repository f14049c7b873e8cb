"""The transcript in a real browser: it follows what is heard, and leaves the reader alone."""

import re
from pathlib import Path

from playwright.sync_api import Browser, Route, expect

from tests.browser.visits import Visit, Visits, served, write
from tests.pages import example


def passage_box(seen: Visit) -> float:
    return float(seen.page.evaluate("document.querySelector('#transcript [aria-current=true]').getBoundingClientRect().top"))


def test_the_transcript_follows_and_leaves_the_reader_alone(visit: Visits) -> None:
    seen = visit(reduced_motion="reduce")
    jump = "(moment) => { document.querySelector('audio').currentTime = moment; }"
    seen.page.locator("#transcript [data-t]").nth(3).scroll_into_view_if_needed()
    seen.page.get_by_role("region", name="Player").get_by_role("button", name="Play").click()
    moments = seen.page.evaluate("[...document.querySelectorAll('#transcript [data-t]')].map((p) => +p.dataset.t)")
    seen.page.evaluate(jump, moments[3] + 0.5)
    seen.until(f"document.querySelector('#transcript [aria-current=true]')?.dataset.t >= {moments[3]}")
    seen.page.evaluate(jump, moments[20] + 0.5)
    seen.until("document.querySelector('#transcript [aria-current=true]').dataset.t >= " + str(moments[20]))
    assert 0 < passage_box(seen) < 700, "the page came along"
    focus = seen.page.evaluate("document.activeElement.dataset.do")
    assert focus == "toggle", "focus stays where it was"

    seen.page.mouse.move(800, 300)
    seen.page.evaluate("() => { addEventListener('scrollend', () => { window.rest = scrollY; }); }")
    seen.page.mouse.wheel(0, -1000)
    seen.until(
        "window.rest === scrollY && document.querySelector('#transcript [aria-current=true]').getBoundingClientRect().top > innerHeight"
    )
    before = seen.page.evaluate("scrollY")
    seen.page.evaluate(jump, moments[24] + 0.5)
    seen.until(f"document.querySelector('#transcript [aria-current=true]').dataset.t >= {moments[24]}")
    seen.page.wait_for_timeout(300)
    assert seen.page.evaluate("scrollY") == before, "who scrolled away is left alone"
    back = seen.page.locator("button.follow")
    back.click()
    assert 0 < passage_box(seen) < 700
    back.wait_for(state="hidden")


def test_a_chapter_brings_the_transcript_along_where_it_is_in_sight(visit: Visits) -> None:
    seen = visit(reduced_motion="reduce")
    chapters = seen.page.get_by_role("navigation", name="Chapters").get_by_role("link")
    chapters.nth(1).click()
    assert seen.page.evaluate("scrollY") == 0, "who looks at the chapters goes on looking at them"
    seen.page.get_by_role("heading", name="What happens in part 2?").scroll_into_view_if_needed()
    chapters.nth(7).click()
    assert 0 < passage_box(seen) < 700
    seen.pause()
    seen.page.get_by_role("button", name="Previous chapter").click()
    seen.until("document.querySelector('#transcript [aria-current=true]').textContent.includes('part 6')")
    assert 0 < passage_box(seen) < 700


def test_a_long_answer_is_followed_by_its_lines_but_not_while_the_reader_selects(browser: Browser, tmp_path: Path) -> None:
    script = ("? What about wells?", f"Tomás Rey: {'There is a lot to be said. ' * 90}", "? And lamps?", "Tomás Rey: They shine.")
    write(tmp_path, (example.episode("long", script=script),))
    with served(tmp_path) as host:
        context = browser.new_context(viewport={"width": 400, "height": 700}, reduced_motion="reduce")
        seen = Visit(context.new_page(), [], [])
        seen.page.goto(f"{host.url}/long/index.html#t=3")
        seen.page.get_by_role("region", name="Player").get_by_role("button", name="Play").click()
        seen.until("document.querySelector('audio').currentTime > 3.1")
        before = seen.page.evaluate("scrollY")
        seen.page.evaluate("() => { document.querySelector('audio').currentTime = 100; }")
        seen.until("document.querySelector('#transcript [aria-current=true]').getBoundingClientRect().top < 0")
        moved = seen.page.evaluate("""() => {
            getSelection().selectAllChildren(document.querySelector("#transcript [aria-current=true]"));
            document.querySelector("audio").currentTime = 180;
            return scrollY;
        }""")
        assert moved > before + 300, "the same passage, further down"
        seen.until("document.querySelector('#player .at').textContent >= '3:01'")
        assert seen.page.evaluate("scrollY") - moved < 100, "nobody is pulled away from what they select"
        context.close()


def test_reduced_motion_moves_at_once(visit: Visits) -> None:
    for motion, behaviour in (("reduce", "auto"), ("no-preference", "smooth")):
        seen = visit("first-talk/index.html#t=5", reduced_motion=motion)
        seen.page.evaluate("() => { scrollTo(0, 0); window.how = []; window.scrollTo = (where) => how.push(where.behavior); }")
        seen.page.get_by_role("region", name="Player").get_by_role("button", name="Play").click()
        seen.page.get_by_role("button", name="To the current passage").first.click()
        assert seen.page.evaluate("how") == [behaviour]


def test_the_transcript_is_one_step_from_the_title(visit: Visits) -> None:
    seen = visit(script=False)
    seen.page.locator(".opening").get_by_role("link", name="Transcript").click()
    expect(seen.page.get_by_role("heading", name="Transcript")).to_be_in_viewport()


def test_a_very_long_talk_opens_at_its_passage(browser: Browser, tmp_path: Path) -> None:
    script = tuple(
        line for part in range(60) for line in (f"? What about number {part}?", *(f"Tomás Rey: {part} {'and so on ' * 40}",) * 5)
    )
    write(tmp_path, (example.episode("long", script=script),))
    with served(tmp_path) as host:
        context = browser.new_context(viewport={"width": 400, "height": 800})
        page = context.new_page()
        page.goto(f"{host.url}/long/index.html#t=9000")
        page.wait_for_timeout(300)
        at = page.evaluate(
            "(() => { const box = document.querySelector('#transcript [aria-current=true]').getBoundingClientRect(); return [box.top, box.bottom]; })()"
        )
        assert at[0] < 700, "it is in sight"
        assert at[1] > 0
        context.close()


def test_a_moment_is_found_when_the_styles_come_late(visit: Visits) -> None:
    """As in Safari, whose scripts do not wait for them: others do so for a sheet of the page's text, but not for one that a script adds."""
    seen = visit()
    page = seen.page

    def add(route: Route) -> None:
        text = route.fetch().text()
        [link] = re.findall(r'<link rel="stylesheet"[^>]*>', text)
        place = f"<script>{{ const made = new Range().createContextualFragment(`{link}`); document.head.append(made); }}</script>"
        route.fulfill(body=text.replace(link, place), content_type="text/html; charset=utf-8")

    def wait(route: Route) -> None:
        page.wait_for_timeout(500)
        route.fallback()

    page.route("**/second-talk/index.html", add)
    page.route("**/site.*.css", wait)
    page.goto(f"{visit.site.url}/second-talk/index.html#t=200")
    page.locator("#transcript [aria-current=true]").wait_for()
    box = page.locator("#transcript [aria-current=true]").bounding_box()
    size = page.viewport_size
    assert box
    assert size
    assert 0 < box["y"] < size["height"] / 2
