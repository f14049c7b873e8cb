"""Visits of the pages in a real browser, and sites to visit: what a listener sees there, and what went wrong meanwhile."""

import wave
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, BrowserContext, Page, Route

from pipeline.derive.episode import Episode, Media, Picture
from pipeline.derive.pages.rendering import Look
from tests.chromium import PATIENCE, until
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
