"""What must not happen to one who opens a page: nothing that a post says runs."""

from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.visits import Visits, served, write
from tests.chromium import until
from tests.pages import example

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


def test_an_injected_script_cannot_run(visit: Visits) -> None:
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
