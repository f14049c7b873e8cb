"""How pages look and can be read in a real browser: without script or style, on paper, with fingers and keys, in any writing."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.visits import YOUTUBE, Visits, interview, served, write
from tests.chromium import until
from tests.pages import example


def test_a_browser_that_does_not_know_newer_rules_shows_the_same(browser: Browser, tmp_path: Path) -> None:
    """A rule with `:has()` is dropped whole, a colour of `color-mix()` with a variable in it becomes none."""
    write(tmp_path, (interview("first-talk", "First talk", 0),))
    [style] = (tmp_path / "assets").glob("*.css")
    style.write_text(re.sub(r"[^{}]*:has\([^{}]*\{[^{}]*\}", "", style.read_text("utf-8")).replace("color-mix(", "unknown("), "utf-8")
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.route(f"{YOUTUBE}/**", lambda route: route.fulfill(body="", content_type="text/html"))
    page.goto((tmp_path / "first-talk" / "index.html").as_uri())
    assert not page.get_by_role("button", name="Close the video").is_visible()
    page.get_by_role("link", name="Watch the video").click()
    assert not page.locator(".facade").is_visible()
    page.get_by_role("button", name="Close the video").click()
    assert page.locator(".facade").is_visible()
    colour = "getComputedStyle(document.querySelector('.strip path')).stroke"
    assert page.evaluate(colour) != "none"
    page.goto((tmp_path / "index.html").as_uri())
    assert page.evaluate(colour) != "none"
    assert page.evaluate("getComputedStyle(document.querySelector('#query')).borderTopStyle") == "solid"
    page.close()


def test_a_page_whose_styles_are_switched_off_works(visit: Visits) -> None:
    """As by an extension, or where a host refuses them: then no event tells that they are there. Should they come later, nothing begins twice."""
    seen = visit()
    page = seen.page

    def switch_off(route: Route) -> None:
        text = route.fetch().text().replace('<link rel="stylesheet"', '<link disabled rel="stylesheet"')
        route.fulfill(body=text, content_type="text/html; charset=utf-8")

    page.route("**/second-talk/index.html", switch_off)
    page.goto(f"{visit.site.url}/second-talk/index.html#t=200")
    page.locator("#transcript [aria-current=true]").wait_for()
    page.evaluate("document.querySelector('link[rel=stylesheet]').dispatchEvent(new Event('load'))")
    page.get_by_role("region", name="Player").get_by_role("button", name="Play").click()
    seen.until("!document.querySelector('audio').paused")


@pytest.mark.parametrize("address", ["index.html", "first-talk/index.html"])
def test_what_fingers_press_is_as_high_as_a_fingertip(visit: Visits, address: str) -> None:
    """All but the line of time, which lies along the edge of what is read, and what is in it or leads from a word."""
    seen = visit(address, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    low = seen.page.evaluate("""[...document.querySelectorAll(":is(a, button, summary, select):not(.skip, .now *, .prose *)")]
        .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 43.5).map((one) => one.outerHTML)""")
    assert low == []


def test_without_script_everything_is_there(visit: Visits) -> None:
    seen = visit(script=False)
    assert seen.page.locator("audio[controls]").is_visible()
    assert seen.page.get_by_text("This is turn 3 of part 7.").is_visible()
    assert seen.page.get_by_role("button").count() == 0, "nothing is offered that would do nothing"
    link = seen.page.get_by_role("navigation", name="Chapters").get_by_role("link").nth(5)
    link.click()
    heading = seen.page.get_by_role("heading", name="What happens in part 5?")
    until(seen.page, lambda: (box := heading.bounding_box()) and 0 <= box["y"] < 200, "a chapter leads to its words")
    front = visit("index.html", script=False)
    assert front.page.get_by_role("searchbox").count() == 0
    assert front.page.get_by_role("link", name="Second talk").is_visible()


def test_the_keyboard_reaches_everything_and_tab_stops_do_not_grow(visit: Visits) -> None:
    seen = visit()
    names = []
    for _ in range(60):
        seen.page.keyboard.press("Tab")
        names.append(seen.page.evaluate("document.activeElement.textContent.trim() || document.activeElement.ariaLabel || ''"))
        if "Copy a link to this moment" in names:
            break
    assert names[:4] == ["Skip to the content", "Skip to the chapters", "Skip to the transcript", "Skip to the player"]
    assert "Copy a link to this moment" in names, "the player is reached"
    assert not seen.page.evaluate("[...document.querySelectorAll('#transcript :is(h3, .by) a')].some((link) => link.tabIndex >= 0)")
    seen.page.get_by_role("link", name="Skip to the player").focus()
    seen.page.keyboard.press("Enter")
    seen.until("document.querySelector('#player').contains(document.activeElement)")
    seen.page.keyboard.press("l")
    assert seen.time() == 15, "one step leads to the player and its keys"


def test_print(visit: Visits) -> None:
    seen = visit()
    seen.page.emulate_media(media="print", color_scheme="dark")
    assert seen.page.get_by_text("This is turn 3 of part 7.").is_visible()
    assert seen.page.locator("#player").is_hidden()
    assert seen.page.locator(".video").is_hidden()
    assert seen.page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


def test_long_lines_of_code_are_read_whole_on_screen_and_paper(browser: Browser, tmp_path: Path) -> None:
    """Not everyone can scroll a box: the keyboard does not reach it in all browsers, and paper never."""
    made = example.episode("talk")
    write(tmp_path, (made._replace(post=made.post._replace(notes=f"<pre><code>{'a = 1; ' * 60}</code></pre>")),))
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.goto(f"{tmp_path.as_uri()}/talk/index.html")
    for media in ("screen", "print"):
        page.emulate_media(media=media)  # type: ignore[arg-type]
        assert page.locator("pre").evaluate("({ scrollWidth, clientWidth }) => scrollWidth - clientWidth") == 0
    page.close()


def test_a_long_word_of_a_heading_may_have_a_hyphen_and_code_may_not(browser: Browser, tmp_path: Path) -> None:
    made = example.episode("talk")
    write(tmp_path, (made._replace(post=made.post._replace(notes="<h3>Of <code>donaudampfschifffahrt</code></h3>")),))
    page = browser.new_page()
    page.goto(f"{tmp_path.as_uri()}/talk/index.html")
    assert page.evaluate("['h1', 'h3', 'code', 'p'].map((name) => getComputedStyle(document.querySelector(name)).hyphens)") == [
        *("auto", "auto", "none", "manual")
    ]
    page.close()


def test_a_wide_table_scrolls_by_itself_and_is_whole_on_paper(browser: Browser, tmp_path: Path) -> None:
    table = f"<table><tbody><tr>{'<td>Wellenbrecher</td>' * 12}</tr></tbody></table>"
    made = example.episode("talk")
    opening = made.post.sections[0]
    turn = opening.turns[0]
    told = opening._replace(turns=(turn._replace(paragraphs=(turn.paragraphs[0]._replace(html=table), *turn.paragraphs[1:])),))
    write(tmp_path, (made._replace(post=made.post._replace(notes=table, sections=(told, *made.post.sections[1:]))),))
    page = browser.new_page(viewport={"width": 700, "height": 640})
    page.goto(f"{tmp_path.as_uri()}/talk/index.html")
    assert page.locator("table").count() == 2
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    reached = "[...document.querySelectorAll('table')].map(({ tabIndex }) => tabIndex)"
    until(page, lambda: page.evaluate(reached) == [0, 0], "reached by the keyboard, where it scrolls")
    page.emulate_media(media="print")
    assert page.locator("td").evaluate_all("(cells) => cells.every((cell) => cell.getBoundingClientRect().right <= innerWidth)")
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 3000, "height": 640})
    page.evaluate("document.documentElement.style.setProperty('--measure', 'none')")
    page.evaluate("document.querySelector('main').style.maxWidth = 'none'")
    until(page, lambda: page.evaluate(reached) == [-1, -1], "where there is room, it is no stop")
    page.close()


def test_from_disk_all_is_well(visit: Visits) -> None:
    seen = visit(disk=True)
    seen.page.get_by_role("navigation", name="Chapters").get_by_role("link").nth(3).click()
    seen.until("document.querySelector('audio').currentTime > 1")
    seen.page.get_by_role("link", name="Common Things").click()
    seen.page.wait_for_url("**/index.html")


def test_without_times_nothing_is_offered_that_needs_them(browser: Browser, tmp_path: Path) -> None:
    write(tmp_path, (example.episode("untimed", timed=False),))
    with served(tmp_path) as host:
        page = browser.new_context().new_page()
        page.goto(f"{host.url}/untimed/index.html")
        assert page.get_by_role("button", name="Next chapter").count() == 0
        link = page.get_by_role("link", name="What do you find at the bottom of it?")
        heading, first = (place.bounding_box() for place in (page.get_by_role("heading", name="Chapters"), link.locator("span")))
        assert heading
        assert first
        assert abs(heading["x"] - first["x"]) < 16, "no column for times"
        link.click()
        assert page.url.endswith("#q2")
        page.context.close()


def test_words_of_the_page_keep_their_order_where_it_is_written_the_other_way(browser: Browser, tmp_path: Path) -> None:
    """Of Hebrew the pages have no words of their own, so that dates and numbers stand in English ones."""
    script = ("? איך הבאר נשארת נקייה?", "דוד לוי: מרימים את האבנים כל אביב.")
    write(tmp_path, tuple(example.episode(f"talk-{n}", script=script * 3, number=n) for n in range(2)), language="he")
    page = browser.new_page()
    page.goto(f"{tmp_path.as_uri()}/index.html")
    page.get_by_role("searchbox").fill("אביב")
    page.locator("#results li").first.wait_for()
    check_order(page, "#results .when")
    page.goto(f"{tmp_path.as_uri()}/index.html")
    for found in (".when time", ".when span", "summary"):
        check_order(page, found)
    page.goto(f"{tmp_path.as_uri()}/talk-0/index.html")
    for found in (".when time", ".chapters .at", ".chapters small"):
        check_order(page, found)
    page.close()


def check_order(page: Page, selector: str) -> None:
    """What begins with a number stands to the left of the English words behind it, at the right edge where that is a line by itself."""
    told = page.locator(selector).first.evaluate("""(place) => {
      const text = document.createTreeWalker(place, NodeFilter.SHOW_TEXT).nextNode(), last = text.data.trimEnd().length - 1;
      const left = (at) => { const range = new Range(); range.setStart(text, at); range.setEnd(text, at + 1); return range.getBoundingClientRect().left; };
      const line = place.closest("p, .at");
      return { text: text.data, ordered: left(0) < left(last), aligned: !line || getComputedStyle(line).textAlign === "right" };
    }""")
    assert told["text"][0].isdigit()
    assert told["ordered"], told["text"]
    assert told["aligned"], told["text"]


@pytest.mark.parametrize(("language", "script"), [
    ("ar", ("? كيف تبقى البئر نظيفة؟", "طارق: تُرفع الحجارة حجرًا حجرًا كل ربيع ثم تُغسل.")),
    ("ja", ("? 井戸はどうして二百年もきれいなのですか。", "石田: 毎年の春に石を一つずつ持ち上げて洗うからです。")),
    ("de", ("? Was ist ein Brunnenwassergüteüberwachungsaufgabenübertragungsgesetz?", "Inge: Wer Steine hebt, um sie zu waschen.")),
])  # fmt: skip
def test_other_writing(browser: Browser, tmp_path: Path, language: str, script: tuple[str, ...]) -> None:
    write(tmp_path, (example.episode("talk", title=script[0][2:], script=script * 4),), language=language)
    with served(tmp_path) as host:
        context = browser.new_context(viewport={"width": 320, "height": 640})
        page = context.new_page()
        for address in ("talk/index.html", "index.html"):
            page.goto(f"{host.url}/{address}")
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "no sideways scroll"
            assert page.evaluate("document.documentElement.dir") == ("rtl" if language == "ar" else "ltr")
        context.close()
