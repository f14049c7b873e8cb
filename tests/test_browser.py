"""The pages in a real browser: what a listener does, and what must not happen to one."""

import json
import re
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from pipeline.derive.episode import Episode, Media, Picture
from pipeline.derive.pages import Look
from pipeline.derive.search import BLOCK
from tests.chromium import PATIENCE, launched, until
from tests.pages import example
from tests.pages.whole import pages
from tests.webhost import static

SECONDS = 240
YOUTUBE = "https://www.youtube-nocookie.com"

# Stands in for YouTube's player: answers the same messages, and keeps those it got.
PLAYER = """<!doctype html><title>player</title><script>
window.commands = []; let time = 0;
const tell = (playerState) => parent.postMessage(JSON.stringify({event: "infoDelivery", info: {currentTime: time, playerState}}), "*");
addEventListener("message", ({data}) => {
  const {event, func, args} = JSON.parse(data);
  if (event === "listening") return tell(1);
  commands.push(func);
  if (func === "seekTo") time = args[0];
  tell(func === "pauseVideo" ? 2 : 1);
});
</script>"""


class Served(NamedTuple):
    """A site on disk and on loopback."""

    folder: Path
    url: str


def interview(slug: str, title: str, number: int, words: tuple[str, ...] = ()) -> Episode:
    """A talk long enough to scroll: eight questions of a few turns each."""
    script = []
    for part in range(8):
        script.append(f"? What happens in part {part}?")
        more = f"{' '.join(words)} It goes on for a while, as answers do. It goes on for a while."
        script += [f"Tomás Rey: This is turn {turn} of part {part}. {more}" for turn in range(4)]
    made = example.episode(slug, title=title, script=tuple(script), number=number)
    return made._replace(media=Media(f"media/{slug}.wav", "audio/wav", SECONDS * 4000, made.media.duration))


def write(folder: Path, episodes: tuple[Episode, ...], **changes: object) -> None:
    """The pages with silence for sound and one dot for every picture."""
    for path, data in pages(example.show(**changes), episodes, Look(cover=Picture("assets/cover.jpg", 1400, 1400))):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    (folder / "media").mkdir(exist_ok=True)
    for episode in episodes:
        with wave.open(str(folder / episode.media.path), "wb") as sound:
            sound.setparams((1, 1, 4000, 0, "NONE", ""))
            sound.writeframes(bytes([128]) * 4000 * (episode.media.duration // 1000))
        for picture in (episode.cover, episode.poster):
            if picture:
                (folder / picture.path).write_bytes(b"")


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    with static(folder) as address:
        yield Served(folder, address.rstrip("/"))


def formerly(old: str, made: Episode) -> Episode:
    """An episode whose post has had another name."""
    return made._replace(post=made.post._replace(formerly=(old,)))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("site") / "under" / "prefix"
    write(
        folder,
        (
            formerly("talk", interview("first-talk", "First talk", 0)),
            interview("second-talk", "Second talk", 1, ("marmalade",)),
            example.episode(
                "well", title="井戸の話", script=("? 井戸はどうして枯れないのですか。", "石田: 毎年春に石を洗います。CSSで石を。"), number=2
            ),
        ),
    )
    with served(folder.parent.parent) as host:
        yield host._replace(folder=folder, url=f"{host.url}/under/prefix")


class Visit(NamedTuple):
    """A page, and what went wrong or abroad while it was open."""

    page: Page
    errors: list[str]
    abroad: list[str]

    def time(self) -> float:
        return float(self.page.evaluate("document.querySelector('audio').currentTime"))

    def paused(self) -> bool:
        return bool(self.page.evaluate("document.querySelector('audio').paused"))

    def until(self, condition: str) -> None:
        """Wait until a script's value is true."""
        until(self.page, lambda: self.page.evaluate(condition), condition)

    def is_near(self, moment: float) -> bool:
        """Whether sound that plays on from a moment, in seconds, may be there by now: a busy machine hears much before it asks."""
        return moment - 1 <= self.time() < moment + PATIENCE / 1000

    def pause(self) -> None:
        """Stop the sound, for what depends on where it is."""
        self.page.get_by_role("region", name="Player").get_by_role("button", name="Pause").click()
        assert self.paused()

    def current(self, where: str) -> str:
        found = self.page.locator(f"{where} [aria-current=true]")
        assert found.count() == 1
        return found.inner_text()


@pytest.fixture
def visit(browser: Browser, site: Served) -> Iterator["Visits"]:
    visits = Visits(browser, site)
    yield visits
    visits.close()


class Visits:
    """Opens pages in contexts of their own, and holds at the end that nothing went wrong or abroad."""

    def __init__(self, browser: Browser, site: Served) -> None:
        self._browser, self.site = browser, site
        self._made: list[tuple[BrowserContext, Visit]] = []

    def __call__(
        self, address: str = "first-talk/index.html", *, disk: bool = False, script: bool = True, before: str = "", **options: object
    ) -> Visit:
        context = self._browser.new_context(
            **{"viewport": {"width": 1280, "height": 800}, "java_script_enabled": script, **options}  # type: ignore[arg-type]
        )
        made = Visit(context.new_page(), [], [])
        self._made.append((context, made))
        context.add_init_script(before)
        context.route("**/*", lambda route: self._answer(route, made))
        made.page.on("console", lambda message: made.errors.append(message.text) if message.type == "error" else None)
        made.page.on("pageerror", lambda error: made.errors.append(str(error)))
        made.page.goto(f"{self.site.folder.as_uri()}/{address}" if disk else f"{self.site.url}/{address}")
        return made

    def _answer(self, route: Route, made: Visit) -> None:
        url = route.request.url
        if url.startswith((self.site.url, "file:", "data:")):
            route.fallback()
        elif url.startswith(YOUTUBE):
            made.abroad.append(url)
            route.fulfill(body=PLAYER, content_type="text/html")
        else:
            made.abroad.append(url)
            route.abort()

    def close(self) -> None:
        for context, made in self._made:
            assert not made.errors
            assert not context.cookies()
            context.close()


def test_a_browser_that_does_not_know_newer_selectors_plays(visit: "Visits") -> None:
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


def test_play_and_pause(visit: "Visits") -> None:
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


def test_a_chapter_leads_to_its_second(visit: "Visits") -> None:
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
def test_a_deep_link_waits_for_the_sound(visit: "Visits", address: str) -> None:
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
def test_the_address_of_a_former_name_leads_on(visit: "Visits", script: bool, second: str) -> None:
    seen = visit("talk/index.html#t=100", script=script)
    until(seen.page, lambda: seen.page.url == f"{visit.site.url}/first-talk/index.html{second}", "the link leads on")
    assert seen.page.get_by_role("heading", name="First talk").is_visible()


@pytest.mark.parametrize("address", ["#t=", "#t=soon", "#t=%E0%A4%A", "?t=-5", "#t=99999999"])
def test_a_broken_deep_link_does_no_harm(visit: "Visits", address: str) -> None:
    seen = visit(f"first-talk/index.html{address}")
    assert seen.page.get_by_role("button", name="Listen").is_visible()


def passage_box(seen: Visit) -> float:
    return float(seen.page.evaluate("document.querySelector('#transcript [aria-current=true]').getBoundingClientRect().top"))


def test_the_transcript_follows_and_leaves_the_reader_alone(visit: "Visits") -> None:
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


def test_a_chapter_brings_the_transcript_along_where_it_is_in_sight(visit: "Visits") -> None:
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


def test_reduced_motion_moves_at_once(visit: "Visits") -> None:
    for motion, behaviour in (("reduce", "auto"), ("no-preference", "smooth")):
        seen = visit("first-talk/index.html#t=5", reduced_motion=motion)
        seen.page.evaluate("() => { scrollTo(0, 0); window.how = []; window.scrollTo = (where) => how.push(where.behavior); }")
        seen.page.get_by_role("region", name="Player").get_by_role("button", name="Play").click()
        seen.page.get_by_role("button", name="To the current passage").first.click()
        assert seen.page.evaluate("how") == [behaviour]


def test_copy_a_link_to_this_moment(visit: "Visits") -> None:
    seen = visit("first-talk/index.html#t=61", permissions=["clipboard-read", "clipboard-write"])
    seen.page.get_by_role("button", name="Copy a link to this moment").click()
    seen.page.get_by_text("Link copied").wait_for()
    assert seen.page.evaluate("navigator.clipboard.readText()") == f"{visit.site.url}/first-talk/index.html#t=61"


def test_without_a_clipboard_the_address_bar_holds_the_link(visit: "Visits") -> None:
    seen = visit("first-talk/index.html?t=61")
    seen.page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    seen.page.get_by_role("button", name="Copy a link to this moment").click()
    seen.page.get_by_text("The address bar now holds the link").wait_for()
    assert seen.page.url.endswith("#t=61")


def test_share_a_sentence_with_its_time(visit: "Visits") -> None:
    seen = visit(permissions=["clipboard-read", "clipboard-write"])
    moment = seen.page.evaluate("""() => {
        const block = document.querySelectorAll("#transcript p[data-t]")[9];
        block.scrollIntoView({block: "center"});
        const text = block.firstChild, range = document.createRange();
        range.setStart(text, 0); range.setEnd(text, 22);
        getSelection().removeAllRanges(); getSelection().addRange(range);
        return block.dataset.t;
    }""")
    seen.page.get_by_role("button", name="Share with its time").click()
    seen.page.get_by_text("Quotation and link copied").wait_for()
    copied = seen.page.evaluate("navigator.clipboard.readText()")
    assert copied == f"“This is turn 1 of part” First talk, {visit.site.url}/first-talk/index.html#t={moment}"


def test_a_moment_is_found_when_the_styles_come_late(visit: "Visits") -> None:
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


def test_a_page_whose_styles_are_switched_off_works(visit: "Visits") -> None:
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


def test_a_whole_passage_can_be_shared(visit: "Visits") -> None:
    """A third click selects the passage itself in Firefox, and its text in others."""
    seen = visit(permissions=["clipboard-read", "clipboard-write"])
    moment = seen.page.evaluate("""() => {
        const block = document.querySelectorAll("#transcript p[data-t]")[9];
        block.scrollIntoView({block: "center"});
        getSelection().selectAllChildren(block);
        return block.dataset.t;
    }""")
    seen.page.get_by_role("button", name="Share with its time").click()
    seen.page.get_by_text("Quotation and link copied").wait_for()
    copied = seen.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("“This is turn 1 of part")
    assert copied.endswith(f"#t={moment}")


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


def test_in_a_low_window_the_sound_can_be_stopped_from_where_the_reader_is(visit: "Visits") -> None:
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


@pytest.mark.parametrize("address", ["index.html", "first-talk/index.html"])
def test_what_fingers_press_is_as_high_as_a_fingertip(visit: "Visits", address: str) -> None:
    """All but the line of time, which lies along the edge of what is read, and what is in it or leads from a word."""
    seen = visit(address, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    low = seen.page.evaluate("""[...document.querySelectorAll(":is(a, button, summary, select):not(.skip, .now *, .prose *)")]
        .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 43.5).map((one) => one.outerHTML)""")
    assert low == []


def test_the_transcript_is_one_step_from_the_title(visit: "Visits") -> None:
    seen = visit(script=False)
    seen.page.locator(".opening").get_by_role("link", name="Transcript").click()
    expect(seen.page.get_by_role("heading", name="Transcript")).to_be_in_viewport()


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


def test_the_position_is_remembered(visit: "Visits") -> None:
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


def test_a_page_that_is_loaded_again_goes_on_where_it_was(visit: "Visits") -> None:
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


def test_a_page_that_was_kept_without_its_sound_goes_on_where_it_was(visit: "Visits") -> None:
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


def test_the_lock_screen_shows_the_chapter(visit: "Visits") -> None:
    seen = visit()
    seen.page.get_by_role("navigation", name="Chapters").get_by_role("link").nth(2).click()
    seen.until("navigator.mediaSession.metadata?.title === 'What happens in part 2?'")
    told = seen.page.evaluate("(({artist, album, artwork}) => [artist, album, artwork[0].src])(navigator.mediaSession.metadata)")
    assert told == ["Common Things", "First talk", f"{visit.site.url}/first-talk/poster.jpg"]


def test_the_video_comes_on_a_click_and_is_driven_from_the_page(visit: "Visits") -> None:
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


def test_without_script_everything_is_there(visit: "Visits") -> None:
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


def test_the_keyboard_reaches_everything_and_tab_stops_do_not_grow(visit: "Visits") -> None:
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


def test_keys_count_in_the_player_only(visit: "Visits") -> None:
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


def test_print(visit: "Visits") -> None:
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


@pytest.mark.parametrize("disk", [False, True], ids=["served", "disk"])
def test_search_leads_to_the_second(visit: "Visits", disk: bool) -> None:
    seen = visit("index.html", disk=disk)
    box = seen.page.get_by_role("searchbox", name="Search")
    box.fill("Marmal")
    seen.page.get_by_text("1 episode found").wait_for()
    hit = seen.page.locator("#results .hits a").first
    hit.wait_for()
    assert "marmalade" in hit.inner_text()
    box.fill("井戸")
    seen.page.locator("#results").get_by_role("link", name="井戸の話").wait_for()
    box.fill("CSSで石を")
    seen.page.get_by_text("1 episode found").wait_for()
    box.fill("nowhere said")
    seen.page.get_by_text("Nothing found for “nowhere said”").wait_for()
    assert seen.page.get_by_role("link", name="First talk").is_visible(), "the episodes are still there"
    box.fill("marmalade")
    hit.wait_for()
    hit.click()
    seen.page.wait_for_url("**/second-talk/index.html#t=*")
    moment = float(seen.page.url.split("#t=")[1])
    assert seen.time() == moment
    seen.page.go_back()
    hit.wait_for()
    assert box.input_value() == "marmalade", "who comes back finds what they were looking through"
    box.fill("Marmal")
    box.blur()
    seen.page.evaluate("document.querySelector('#search').reset()")
    assert box.input_value() == "Marmal", "Safari resets the field of a page that it kept"


@pytest.mark.parametrize("telephone", [True, False])
def test_the_keyboard_on_the_screen_makes_room_for_what_was_found(visit: "Visits", telephone: bool) -> None:
    seen = visit("index.html", has_touch=telephone, is_mobile=telephone)
    field = seen.page.get_by_role("searchbox")
    field.fill("marmalade")
    field.press("Enter")
    seen.page.locator("#results li mark").first.wait_for()
    assert seen.page.evaluate("document.activeElement.id") == ("" if telephone else "query")


def test_what_is_found_is_shown_from_where_it_is_said(browser: Browser, tmp_path: Path) -> None:
    script = (
        "? 井戸はどうして枯れないのですか。",
        f"石田: {'毎年春に石を洗います。' * 60}鍵は委員会に預けません。",
        "石田: 水は忘れません。",
    )
    write(tmp_path, (example.episode("well", title="Émile", script=script),))
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{tmp_path.as_uri()}/index.html#q=%E5%A7%94%E5%93%A1%E4%BC%9A")
    hit = page.locator("#results .hits a mark")
    hit.wait_for()
    assert hit.inner_text() == "委員会"
    page.get_by_role("searchbox").fill("emile")
    page.get_by_text("1 episode found").wait_for()
    assert page.locator("#results h3 mark").inner_text() == "Émile"
    page.get_by_role("searchbox").fill("委員会 忘れ")
    hit.nth(1).wait_for()
    assert hit.all_inner_texts() == ["委員会", "忘れ"], "words that no passage has together are shown from the passages that have one"
    context.close()


def test_a_hit_leads_to_the_words_and_shows_them(browser: Browser, tmp_path: Path) -> None:
    """A passage of eight minutes, and one that the recording ends with: 400 ms a word."""
    filler = " ".join(["the one and the other"] * 120)
    script = (
        "? What is there to say?",
        f"Tomás Rey: {filler} the copper bell of Ærø rings {filler}",
        f"Tomás Rey: {filler} and then the bell is of copper.",
    )
    write(tmp_path, (example.episode("bell", title="Bells", script=script),))
    context = browser.new_context()
    page = context.new_page()
    hits = page.locator("#results .hits a")

    def found(query: str) -> list[tuple[int, list[str]]]:
        page.goto("about:blank")
        page.goto(f"{tmp_path.as_uri()}/index.html#q={quote(query)}")
        hits.first.wait_for()
        return [(int(str(hit.get_attribute("href")).split("#t=")[1]), hit.locator("mark").all_inner_texts()) for hit in hits.all()]

    [(first, marked), (second, others)] = found("the copper bell")
    assert 235 <= first <= 242, "words 600 to 604 are said from 242 on"
    assert {*marked} == {"the", "copper", "bell"}
    assert 720 <= second <= 728
    assert {*others} == {"the", "copper", "bell"}, "of many places the one with most of the words"
    [(island, marked)] = found("aero")
    assert first < island < 243
    assert marked == ["Ærø"], "what folds to more letters is marked whole"
    [(bell, marked)] = found('"copper bell"')
    assert first <= bell <= island
    assert marked == ["copper bell"]
    context.close()


def test_a_quotation_is_found_as_it_stands_and_too_little_is_said(browser: Browser, tmp_path: Path) -> None:
    scripts = [("? What is it?", f"Tomás Rey: A {words}.") for words in ("bell of copper", "copper bell", "cold bell")]
    write(tmp_path, tuple(example.episode(f"talk-{n}", title=f"Talk {n}", script=script, number=n) for n, script in enumerate(scripts)))
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{tmp_path.as_uri()}/index.html")
    box = page.get_by_role("searchbox", name="Search")
    box.fill("copper bell")
    page.get_by_text("2 episodes found").wait_for()
    for query in ('"copper bell"', "„Copper bell“", '"copper bell" tomás'):
        box.fill(query)
        page.get_by_text("1 episode found").wait_for()
        assert page.locator("#results h3").all_inner_texts() == ["Talk 1"]
    box.fill('"bell copper"')
    page.get_by_text("Nothing found for").wait_for()
    for query in ("b", "C+", "("):
        box.fill(query)
        page.get_by_text(f"“{query}” is too short to search for").wait_for()
    context.close()


@pytest.mark.parametrize("size", [1, 900], ids=["one shard", "many"])
def test_words_that_nobody_has_are_offered_as_those_that_were_meant(browser: Browser, tmp_path: Path, size: int) -> None:
    """Who heard a name types it as it sounds."""
    syllables = [first + second for first in "bdfgklmnprst" for second in "aeiou"]
    rest = " ".join(one + two + three for one in syllables[:40] for two in syllables for three in syllables[:6])[: size * 100]
    spoken = ("Copper bells are Ouazza's, they say.", "The copper belts of Ouazza.", f"Copper bells again. {rest}")
    scripts = [("? What is it?", f"Tomás Rey: {words}") for words in spoken]
    write(tmp_path, tuple(example.episode(f"talk-{n}", title=f"Talk {n}", script=script, number=n) for n, script in enumerate(scripts)))
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{tmp_path.as_uri()}/index.html")
    box = page.get_by_role("searchbox", name="Search")
    for typed, meant, found in (
        ("Ouaza", "ouazza", 2),
        ("coper beles", "copper bells", 2),
        ("thomas copper", "tomas copper", 3),
        ("tomas copepr ouazza", "tomas copper ouazza", 2),
        ("copperbells", "copper bells", 2),
        ("ouazza copperbelts", "ouazza copper belts", 1),
        ("copper oua zza", "copper ouazza", 2),
    ):
        box.fill(typed)
        page.get_by_role("button", name=f"Did you mean “{meant}”?").click()
        page.get_by_text("1 episode found" if found == 1 else f"{found} episodes found").wait_for()
        assert box.input_value() == meant
        assert "#q=" in page.url
        assert page.get_by_role("button", name="Did you mean").count() == 0
    for typed in ("zzyzx", "belts again", "委員会"):
        box.fill(typed)
        page.get_by_text(f"Nothing found for “{typed}”").wait_for()
        assert page.get_by_role("button", name="Did you mean").count() == 0
    context.close()


def test_names_of_a_letter_and_a_sign_are_found(browser: Browser, tmp_path: Path) -> None:
    spoken = ("We write C++20 and modern C++, they say.", "Some C# and no c.", "C is old. He plays in C.")
    scripts = [("? What is it?", f"Tomás Rey: {words}") for words in spoken]
    write(tmp_path, tuple(example.episode(f"talk-{n}", title=f"Talk {n}", script=script, number=n) for n, script in enumerate(scripts)))
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{tmp_path.as_uri()}/index.html")
    for typed, found, shown in (
        ("C++", "Talk 0", ["C++", "C++"]),
        ('"modern c++"', "Talk 0", ["modern C++"]),
        ('"C++20"', "Talk 0", ["C++20"]),
        ("c#", "Talk 1", ["C#"]),
        ("plays++", "Talk 2", ["plays"]),
    ):
        page.get_by_role("searchbox", name="Search").fill(typed)
        page.get_by_text("1 episode found").wait_for()
        page.locator("#results li mark").first.wait_for()
        assert page.locator("#results h3").all_inner_texts() == [found]
        assert page.locator("#results li mark").all_text_contents() == shown
    context.close()


def test_all_that_is_found_can_be_seen(browser: Browser, tmp_path: Path) -> None:
    script = ("? What is it?", "Tomás Rey: A bell.")
    write(tmp_path, tuple(example.episode(f"talk-{n}", title=f"Talk {n}", script=script, number=n) for n in range(120)))
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{tmp_path.as_uri()}/index.html#q=bell")
    page.get_by_text("120 episodes found").wait_for()
    shown = page.locator("#results article")
    for count in (50, 100, 120):
        expect(shown).to_have_count(count)
        shown.last.scroll_into_view_if_needed()
    assert shown.last.locator("h3").inner_text() == "Talk 0"
    context.close()


def test_search_finds_titles_and_questions_first(visit: "Visits") -> None:
    seen = visit("index.html")
    box = seen.page.get_by_role("searchbox", name="Search")
    box.fill("SECOND")
    seen.page.locator("#results h3").first.wait_for()
    assert seen.page.locator("#results h3").first.inner_text() == "Second talk"
    box.fill("happens part 6")
    seen.page.get_by_text("2 episodes found").wait_for()
    assert seen.page.locator("#results .hits a").first.inner_text().endswith("What happens in part 6?")
    box.fill("")
    assert seen.page.get_by_role("heading", name="Episodes").is_visible(), "an empty search gives the list back"


def test_search_in_much_that_was_said(browser: Browser, tmp_path: Path) -> None:
    """So many words that a query loads a part of them, of two blocks of episodes."""
    syllables = [first + second for first in "bdfgklmnprst" for second in "aeiou"]
    words = [one + two + three for one in syllables for two in syllables for three in syllables[:5]]
    script = ("? What is there to say?", *(f"Tomás Rey: {' '.join(words[at : at + 500])}." for at in range(0, len(words), 500)))
    short = ("? What else?", "Tomás Rey: Nothing but marmalade.")
    many = tuple(example.episode(f"talk-{number}", title=f"Talk {number}", script=short, number=number) for number in range(BLOCK))
    write(tmp_path, (*many, example.episode("words", title="Words", script=script, number=-1)))
    asked: list[str] = []
    context = browser.new_context()
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[-1]))
    page.goto(f"{tmp_path.as_uri()}/index.html")
    box = page.get_by_role("searchbox", name="Search")
    box.fill("marmalade")
    page.get_by_text(f"{BLOCK} episodes found").wait_for()
    assert page.locator("#results h3").first.inner_text() == f"Talk {BLOCK - 1}", "the newest first"
    box.fill("tatabi TATEBO")
    page.get_by_text("1 episode found").wait_for()
    page.locator("#results .hits a").first.wait_for()
    box.fill("else")
    page.get_by_text(f"{BLOCK} episodes found").wait_for()
    parts = [name.split("?")[0] for name in asked if name[0].isdigit()]
    assert sorted(parts) == ["1-13.js", "1-20.js", "1-5.js", "1.js", "2-0.js", "2.js"], "nothing is loaded before it is needed, nor twice"
    context.close()


def test_from_disk_all_is_well(visit: "Visits") -> None:
    seen = visit(disk=True)
    seen.page.get_by_role("navigation", name="Chapters").get_by_role("link").nth(3).click()
    seen.until("document.querySelector('audio').currentTime > 1")
    seen.page.get_by_role("link", name="Common Things").click()
    seen.page.wait_for_url("**/index.html")


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


def test_sound_that_is_not_there_is_said(visit: "Visits") -> None:
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


def test_sound_that_is_back_plays_from_where_it_was(visit: "Visits") -> None:
    """A telephone in a tunnel: a browser asks for a sound that failed no second time by itself."""
    seen = visit("first-talk/index.html#t=30")
    seen.page.route("**/*.wav", lambda route: route.abort())
    seen.page.get_by_role("button", name="Listen").click()
    seen.page.get_by_text("The sound could not be loaded").wait_for()
    seen.page.unroute("**/*.wav")
    seen.page.get_by_role("button", name="Listen").click()
    seen.until("document.querySelector('audio').currentTime > 30.2")
    assert seen.is_near(30)
    assert seen.page.get_by_role("status").all_inner_texts() == [""]
    seen.errors.clear()


def test_sound_that_is_slow_is_waited_for_in_sight(visit: "Visits") -> None:
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


HOSTILE = (
    '<script>window.hacked = "script"</script>',
    "<img src=x onerror=\"window.hacked = 'onerror'\">",
    '"><svg onload="window.hacked = \'svg\'">',
    "{{ 7 * 7 }}{% raw %}",
    "</script><script>window.hacked = 'end'</script>",
    "<!--<script>",
    "'); window.hacked = 'call'; ('",
    "\u2028window.hacked = 'line'\u2029",
)


def test_a_hostile_post_does_nothing(browser: Browser, tmp_path: Path) -> None:
    """Even where the sanitiser of posts would let everything through."""
    evil = " ".join(HOSTILE)
    script = (f"? {evil}", f"Tomás Rey: {evil}", f"~ {evil}", f"Tomás Rey: {evil}")
    made = example.episode("hostile", title=evil, script=script, guests=(example.Person(evil, "javascript:window.hacked='link'"),))
    post = made.post._replace(notes=evil, summary=evil, tags=(evil,))
    write(tmp_path, (made._replace(post=post, title=evil),), title=evil, description=evil, author=evil)
    with served(tmp_path) as host:
        for address in ("hostile/index.html", "index.html", "404.html"):
            context = browser.new_context()
            page = context.new_page()
            page.goto(f"{host.url}/{address}")
            page.wait_for_load_state("load")
            if address == "index.html":
                page.get_by_role("searchbox").fill("window")
                page.locator("#results h3").first.wait_for()
            assert page.evaluate("window.hacked") is None
            assert page.locator("script").count() <= 6
            assert not page.evaluate("[...document.querySelectorAll('[href]')].some((link) => link.protocol === 'javascript:')")
            context.close()


def test_an_injected_script_cannot_run(visit: "Visits") -> None:
    seen = visit()
    seen.page.evaluate("""() => {
        const script = document.createElement("script"); script.textContent = "window.hacked = 1"; document.body.append(script);
        document.body.insertAdjacentHTML("beforeend", '<img src="x:" onerror="window.hacked = 2">');
        for (const src of ["https://evil.example/x.js", "../first-talk/said.js", "data:text/javascript,window.hacked = 3"]) {
          const far = document.createElement("script"); far.src = src; document.body.append(far);
        }
        window.said = () => { window.hacked = 4; };
    }""")
    until(seen.page, lambda: len(seen.errors) >= 5, "each is refused")
    assert seen.page.evaluate("window.hacked") is None
    assert not seen.abroad
    seen.errors.clear()


def test_arabic_is_found_with_and_without_its_article(browser: Browser, tmp_path: Path) -> None:
    script = ("? كيف تبقى البئر نظيفة؟", "طارق: تُرفع الحجارة كل ربيع، وبالحجارة بيت.")
    write(tmp_path, (example.episode("talk", script=script),), language="ar")
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{tmp_path.as_uri()}/index.html")
    for typed, found in (
        ("حجارة", ["الحجارة", "وبالحجارة"]),
        ("الحجارة", ["الحجارة", "وبالحجارة"]),
        ("البيت", ["بيت"]),
        ("ربيع", ["ربيع"]),
    ):
        page.get_by_role("searchbox").fill(typed)
        page.locator("#results li mark").first.wait_for()
        assert page.locator("#results li mark").all_text_contents() == found
    context.close()


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
