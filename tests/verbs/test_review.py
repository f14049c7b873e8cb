"""`review` in a real browser: a host listens, presses keys, and the post says it; nobody else gets a word in."""

import http.client
import json
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from pipeline import cli
from pipeline.content import annotate
from pipeline.content.annotate import Verdict
from pipeline.content.captions import Captions, Word
from pipeline.derive import review
from pipeline.verbs import reviewing
from tests.chromium import until
from tests.media.make import ffmpeg
from tests.program import ROOT
from tests.talk import markdown, peaks, spelled, talk, vtt, write_wav
from tests.webhost import static

WORDS = spelled(talk(2))
BODY, ASKED = markdown(WORDS, 60)
STARTS = tuple(ASKED.values())
NOWHERE = "### What did nobody ever say about a zeppelin?\n\n**Ada:** Nothing at all about zeppelins, hydrogen or moorings.\n\n"
# A mark and line ends that an editor of another system left, and a name that ASCII has not.
POST = f"\ufeff---\ntitle: Gespräch\nguests: [Ada Quill]\n---\n\nHallo.\n\n{BODY}{NOWHERE}".replace("\n", "\r\n").encode()


class Table(NamedTuple):
    """A show's folder with one post to review, and the page's address."""

    root: Path
    address: str

    @property
    def post(self) -> Path:
        return self.root / "episodes/talk.md"

    @property
    def lines(self) -> list[int]:
        return [number for number, row in enumerate(self.post.read_bytes().splitlines(), 1) if row.startswith(b"###")]

    @property
    def port(self) -> int:
        return int(self.address.split(":")[2].split("/")[0])

    @property
    def token(self) -> str:
        return self.address.rpartition("=")[2]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("talk")
    write_wav(folder / "talk.wav", peaks(WORDS, 0))
    ffmpeg("-i", folder / "talk.wav", folder / "talk.mp3")
    return (folder / "talk.mp3").read_bytes()


@pytest.fixture
def root(tmp_path: Path, sound: bytes) -> Path:
    folder = tmp_path / "episodes/talk"
    folder.mkdir(parents=True)
    (tmp_path / "feeds").mkdir()
    (tmp_path / "feeds/talks.yaml").write_text("title: Talks\nurl: https://talks.example\ndescription: We talk.\nhost: Ben Holt\n")
    (tmp_path / "episodes/talk.md").write_bytes(POST)
    (folder / "audio.mp3").write_bytes(sound)
    (folder / "captions.vtt").write_text(vtt(WORDS))
    return tmp_path


@pytest.fixture
def table(root: Path) -> Iterator[Table]:
    with reviewing.reviewing(root, 0, "talk") as address:
        yield Table(root, address)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context()
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, table: Table) -> Iterator[Page]:
    errors: list[str] = []
    made = context.new_page()
    made.on("pageerror", lambda error: errors.append(str(error)))
    made.goto(table.address)
    assert made.url == f"http://127.0.0.1:{table.port}/talk/", "the token does not stay in the address bar"
    yield made
    assert not errors


def told(page: Page, text: str) -> None:
    expect(page.get_by_role("status")).to_contain_text(text)


def go(page: Page, number: int) -> None:
    page.get_by_role("navigation").get_by_role("button").nth(number).click()


def test_accept_shift_drop_and_take_back(page: Page, table: Table) -> None:
    lines = table.lines
    go(page, 0)
    page.keyboard.press("Enter")
    told(page, "Written: <!-- at")
    written = table.post.read_bytes()
    assert abs((annotate.noted(written, lines[0]).at or 0) - STARTS[0]) < 1000
    [new] = [row for row in written.splitlines(keepends=True) if row not in POST.splitlines(keepends=True)]
    assert new.endswith(b" -->\r\n")
    assert written.replace(new, b"") == POST

    expect(page.locator("#number")).to_contain_text("2 of")
    for key in ("ArrowRight", "ArrowRight", "Shift+ArrowLeft"):
        page.keyboard.press(key)
    shown = page.locator("#at").inner_text()
    page.keyboard.press("Enter")
    told(page, f"Written: <!-- at {shown} -->")
    assert abs((annotate.noted(table.post.read_bytes(), lines[1] + 1).at or 0) - STARTS[1] - 1900) < 1000

    expect(page.locator("#number")).to_contain_text("3 of")
    before = table.post.read_bytes()
    page.keyboard.press("x")
    told(page, "Written: <!-- no chapter -->")
    assert annotate.noted(table.post.read_bytes(), lines[2] + 2) == Verdict(no_chapter=True)
    page.keyboard.press("u")
    told(page, "the note is taken back")
    assert table.post.read_bytes() == before
    page.keyboard.press("u")
    expect(page.locator("#number")).to_contain_text("2 of")
    page.keyboard.press("u")
    expect(page.locator("#number")).to_contain_text("1 of")
    expect(page.locator("[data-do=undo]")).to_be_disabled()
    expect(page.locator("#noted")).to_have_text("nothing about it in the post")
    assert table.post.read_bytes() == POST


def test_ten_seconds_are_played_around_the_heading(page: Page) -> None:
    go(page, 1)
    start = STARTS[1] / 1000
    page.evaluate("""() => {
        window.heard = [];
        const sound = document.querySelector('audio');
        for (const event of ['seeking', 'timeupdate']) sound.addEventListener(event, () => heard.push(sound.currentTime));
        sound.playbackRate = 2;
    }""")
    page.keyboard.press("Space")
    until(page, lambda: page.evaluate("document.querySelector('audio').paused && heard.length > 2"))
    first, last = page.evaluate("[Math.min(...heard), Math.max(...heard)]")
    assert start - 5 < first < start
    assert start + 5 < last < start + 25, "a busy machine stops it late"
    word = page.locator("#heard b + span").inner_text().strip()
    assert word in [word.text for word in WORDS if abs(word.start - STARTS[1]) < 1000]
    page.keyboard.press("h")
    told(page, "Enter writes it")


def test_what_is_not_sure_comes_first(page: Page, table: Table) -> None:
    expect(page.locator("#heading")).to_have_text("What did nobody ever say about a zeppelin?")
    expect(page.locator("#sure")).to_contain_text("%")
    expect(page.locator("#before")).not_to_have_text("")
    expect(page.locator("[data-do=other]")).to_be_disabled()
    page.keyboard.press("x")
    told(page, "Written: <!-- no chapter -->")
    asked = b"about a zeppelin?\r\n"
    assert table.post.read_bytes() == POST.replace(asked, asked + b"<!-- no chapter -->\r\n")


def test_one_key_leads_from_a_place_to_the_other_and_back(root: Path, context: BrowserContext) -> None:
    """What nobody said may stand behind the answer before, or where one of its words is heard amid that answer."""
    (root / "episodes/talk.md").write_bytes(POST.replace(b"a zeppelin?", f"{WORDS[170].text}?".encode()))
    with reviewing.reviewing(root, 0, "talk") as address:
        page = context.new_page()
        page.goto(address)
        at = page.locator("#at")
        expect(at).to_have_text("1:48.7")
        page.keyboard.press("c")
        expect(at).to_have_text("1:29.6")
        page.keyboard.press("c")
        expect(at).to_have_text("1:48.7")


def test_a_post_that_changed_meanwhile_is_left_alone(page: Page, table: Table) -> None:
    go(page, 0)
    edited = POST.replace(b"Hallo.", b"Guten Tag.\r\n\r\nHallo.")
    table.post.write_bytes(edited)
    page.keyboard.press("Enter")
    told(page, "Not written: the post has been changed in the meantime")
    assert table.post.read_bytes() == edited
    expect(page.locator("#number")).to_contain_text(f"line {table.lines[0]}.")
    page.keyboard.press("Enter")
    told(page, "Written:")
    assert table.post.read_bytes() != edited


def test_who_goes_on_before_the_sound_begins_is_told_of_no_trouble(page: Page) -> None:
    go(page, 0)
    page.evaluate("""async () => {
        for (const key of [" ", "n"]) document.body.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}));
        await new Promise((done) => setTimeout(done, 100));
    }""")
    expect(page.get_by_role("status")).not_to_contain_text("could not be played")
    expect(page.locator("#number")).to_contain_text("2 of")


def test_what_cannot_be_written_is_told(page: Page, table: Table) -> None:
    go(page, 0)
    table.post.with_name(".talk.md.new").mkdir()  # stands where the new text is gathered
    page.keyboard.press("Enter")
    told(page, "Not written: the post is unchanged, because it could not be written: Is a directory")
    assert table.post.read_bytes() == POST
    table.post.write_bytes(b"\xff" + POST)
    page.keyboard.press("Enter")
    told(page, "Not written: the post is gone or cannot be read now")
    assert table.post.read_bytes() == b"\xff" + POST


def test_what_was_shifted_waits_until_it_is_written(page: Page, table: Table) -> None:
    go(page, 0)
    page.keyboard.press("ArrowLeft")
    shown = page.locator("#at").inner_text()
    page.keyboard.press("n")
    expect(page.get_by_role("navigation").get_by_role("button").nth(0)).to_have_attribute("title", "moved, not written")
    page.keyboard.press("p")
    expect(page.locator("#at")).to_have_text(shown)
    assert table.post.read_bytes() == POST


def test_verdicts_in_a_row_are_all_written(page: Page, table: Table) -> None:
    go(page, 0)
    lines = table.lines
    for _ in lines:
        page.keyboard.press("x")
    expect(page.get_by_role("navigation").get_by_title("no chapter")).to_have_count(len(lines))
    assert table.post.read_bytes().count(b"<!-- no chapter -->\r\n") == len(lines)
    for _ in lines:
        page.keyboard.press("u")
    expect(page.get_by_role("navigation").get_by_title("no chapter")).to_have_count(0)
    assert table.post.read_bytes() == POST


def test_what_the_post_says_is_looked_through_with_one_key(root: Path, context: BrowserContext) -> None:
    """As a post that `new` has made, in which each heading has its moment. A moment that the captions contradict comes first."""
    lines = [number for number, row in enumerate(POST.splitlines(), 1) if row.startswith(b"###")]
    verdicts = (Verdict(8000), Verdict(12_000), Verdict(16_000), Verdict(no_chapter=True))
    post = root / "episodes/talk.md"
    for line, verdict in reversed(list(zip(lines, verdicts, strict=True))):
        post.write_bytes(annotate.annotate(post.read_bytes(), line, verdict) or b"")
    with reviewing.reviewing(root, 0, "talk") as address:
        page = context.new_page()
        page.goto(address)
        expect(page.locator("#number")).to_contain_text("3 of 4")
        expect(page.locator("#noted")).to_contain_text("which the captions contradict")
        expect(page.locator("#sure")).to_contain_text("%")
        page.keyboard.press("Enter")
        expect(page.locator("#noted")).not_to_contain_text("contradict")
        go(page, 0)
        noted = post.read_bytes()
        for number in (1, 2, 3):
            expect(page.locator("#number")).to_contain_text(f"{number} of 4")
            expect(page.locator("#sure")).to_have_text("The post says so.")
            page.keyboard.press("Enter")
        expect(page.locator("#number")).to_contain_text("4 of 4")
        told(page, "Written: <!-- at")
    assert post.read_bytes() == noted


def test_listed_chapters_are_heard_and_headings_keep_their_places(root: Path, context: BrowserContext) -> None:
    text = (
        POST.decode()
        .replace("guests:", "chapters: listed\r\nguests:")
        .replace("Hallo.", "- 0:00 Hallo\r\n- 0:20 Tea & more\r\n- 0:40 Ende")
    )
    (root / "episodes/talk.md").write_bytes(text.encode())
    with reviewing.reviewing(root, 0, "talk") as address:
        page = context.new_page()
        page.goto(address)
        listed = page.get_by_role("region", name="Listed chapters")
        assert listed.get_by_role("listitem").all_inner_texts() == ["0:00\nHallo", "0:20\nTea & more", "0:40\nEnde"]
        place = page.locator("#at").inner_text()
        listed.get_by_role("button").nth(1).click()
        until(page, lambda: page.evaluate("document.getElementById('sound').currentTime") > 16)
        assert page.locator("#at").inner_text() == place
        (root / "episodes/talk.md").write_text("---\ntitle: T\nchapters: listed\n---\n\n- 0:00 One\n- 0:20 Two\n- 0:40 Three\n")
        page.reload()
        expect(listed).to_be_visible()
        expect(page.get_by_role("status")).to_be_empty()


def test_a_heading_that_makes_no_chapter_has_no_title_of_one(root: Path, context: BrowserContext) -> None:
    asked = "### I see. So what is a mooring?\n\n**Ada:** A place for a boat."
    with reviewing.reviewing(root, 0, "talk") as address:
        page = context.new_page()
        for chapters, title in (("headings", "Chapter: What is a mooring?"), ("off", ""), ("listed", "")):
            text = f"---\ntitle: T\nchapters: {chapters}\n---\n\n- 0:00 One\n- 0:20 Two\n- 0:40 Three\n\n{asked}\n"
            (root / "episodes/talk.md").write_text(text)
            page.goto(address)
            expect(page.locator("#heading")).to_have_text("I see. So what is a mooring?")
            expect(page.locator("#title")).to_have_text(title)
            assert page.get_by_text("Chapters are off here").count() == (chapters == "off")


def test_keys_can_be_switched_off(page: Page, table: Table) -> None:
    page.get_by_label("Keys work without a click").uncheck()
    page.locator("#heading").focus()
    page.keyboard.press("x")
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Previous").click()
    assert table.post.read_bytes() == POST


def test_every_key_is_shown(page: Page) -> None:
    for button in page.locator("[data-key]").all():
        key = (button.get_attribute("data-key") or "").replace("ArrowLeft", "←").replace("ArrowRight", "→").replace("+", " ")
        assert button.locator("kbd").inner_text().lower() == key.lower()


def test_another_sites_page_cannot_write(page: Page, context: BrowserContext, table: Table, tmp_path: Path) -> None:
    """Another program's page on the same machine, in the browser that has the cookie: the nearest that there is to this origin."""
    evil = tmp_path / "evil"
    evil.mkdir()
    (evil / "index.html").write_text("<!doctype html><title>evil</title>")
    body = json.dumps({"digest": "", "line": table.lines[0], "at": 0, "noChapter": True})
    with static(evil) as address:
        other = context.new_page()
        other.goto(address)
        for options in ({"mode": "no-cors"}, {"mode": "cors", "headers": {"Content-Type": "application/json", "X-Token": table.token}}):
            send = {"method": "POST", "credentials": "include", "body": body} | options
            ended = other.evaluate(
                "async ([url, send]) => { try { return (await fetch(url, send)).type; } catch { return 'refused'; } }",
                [f"http://127.0.0.1:{table.port}/talk/verdict", send],
            )
            assert ended in ("opaque", "refused")
        assert (
            other.evaluate("async (url) => { try { await fetch(url); return 'read'; } catch { return 'refused'; } }", page.url) == "refused"
        )
    assert table.post.read_bytes() == POST


def ask(table: Table, method: str, path: str, body: str | None = None, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", table.port, timeout=30)
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body, given)
    answer = connection.getresponse()
    text = answer.read()
    connection.close()
    return answer, text


def test_the_guard(table: Table) -> None:
    cookie = f"review-{table.port}={table.token}"
    own = f"http://127.0.0.1:{table.port}"
    verdict = json.dumps({"digest": reviewing._digest(POST), "line": table.lines[0], "at": 1000, "noChapter": False})
    full = {"Cookie": cookie, "Origin": own, "X_Token": table.token, "Content_Type": "application/json", "Sec_Fetch_Site": "same-origin"}

    welcomed, _ = ask(table, "GET", f"/talk/?token={table.token}")
    assert (welcomed.status, welcomed.headers["Location"]) == (303, "/talk/")
    assert welcomed.headers["Set-Cookie"] == f"{cookie}; Path=/; HttpOnly; SameSite=Strict"
    assert ask(table, "GET", f"//evil.example/?token={table.token}")[0].headers["Location"] == "/evil.example/"

    page, text = ask(table, "GET", "/talk/", Cookie=cookie)
    assert (page.status, b"Gespr" in text) == (200, True)
    assert "Access-Control-Allow-Origin" not in page.headers
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    part, heard = ask(table, "GET", "/talk/sound", Cookie=cookie, Range="bytes=10-19")
    assert (part.status, part.headers["Content-Type"], len(heard)) == (206, "audio/mpeg", 10)
    for path in ("/talk/sound", "/talk/", "/", "/-/review.js", "/talk/?token=wrong", "/nothing"):
        assert ask(table, "GET", path)[0].status == 403, path
    for path in ("/nothing/", "/../feeds/", "/talk/../../feeds/talks.yaml", "/talk/audio.mp3", "/talk%2F.."):
        assert ask(table, "GET", path, Cookie=cookie)[0].status == 404, path
    assert ask(table, "GET", "/talk/", Cookie=cookie, Host="evil.example")[0].status == 403
    assert ask(table, "GET", "/talk/", Cookie=cookie, Sec_Fetch_Site="cross-site")[0].status == 403
    assert ask(table, "GET", "/talk/", Cookie=cookie, Sec_Fetch_Site="same-site")[0].status == 403

    for wrong in (
        {"Cookie": ""},
        {"Cookie": "review=;;=,"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": f"http://127.0.0.1:{table.port + 1}"},
        {"X_Token": "wrong"},
        {"Content_Type": "text/plain"},
        {"Host": "evil.example"},
        {"Sec_Fetch_Site": "same-site"},
        {"Content_Length": "99999999"},
    ):
        assert ask(table, "POST", "/talk/verdict", verdict, **{**full, **wrong})[0].status == 403, wrong
    without = {name: value for name, value in full.items() if name != "Origin"}
    assert ask(table, "POST", "/talk/verdict", verdict, **without)[0].status == 403
    for nonsense in ("", "[]", "{", '{"digest": 1}', '{"digest": "", "line": "x", "at": null, "noChapter": true}', "[" * 3_000):
        assert ask(table, "POST", "/talk/verdict", nonsense, **full)[0].status == 400
    assert ask(table, "POST", "/talk/", verdict, **full)[0].status == 404
    assert ask(table, "PUT", "/talk/verdict", verdict, **full)[0].status == 501
    assert table.post.read_bytes() == POST
    assert ask(table, "POST", "/talk/verdict", verdict.replace(f'"line": {table.lines[0]}', '"line": 1'), **full)[0].status == 422
    assert ask(table, "POST", "/talk/verdict", verdict, **full)[0].status == 200
    assert annotate.noted(table.post.read_bytes(), table.lines[0]) == Verdict(1000)


@pytest.mark.parametrize(
    ("said", "shown"), [(["How", "so?"], " How so?"), (["本屋", "を", "いつ？"], " 本屋をいつ？"), (["我", "on", "你"], " 我 on 你")]
)
def test_words_are_shown_with_the_blanks_of_their_script(said: list[str], shown: str) -> None:
    captions = Captions.of([Word(word, at, at + 100) for at, word in enumerate(said)], exact=True)
    words = review.words(captions, 0)
    assert ("".join(text for _, text in words), [at for at, _ in words]) == (shown, list(range(len(said))))


def test_two_at_once_lose_nothing(table: Table) -> None:
    """Of verdicts about the same state of the file one is written, the others are told."""
    cookie, own = f"review-{table.port}={table.token}", f"http://127.0.0.1:{table.port}"
    full = {"Cookie": cookie, "Origin": own, "X_Token": table.token, "Content_Type": "application/json"}
    statuses: list[int] = []

    def send(line: int) -> None:
        verdict = json.dumps({"digest": reviewing._digest(POST), "line": line, "at": 1000, "noChapter": False})
        statuses.append(ask(table, "POST", "/talk/verdict", verdict, **full)[0].status)

    threads = [threading.Thread(target=send, args=(line,)) for line in table.lines]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [200] + [409] * (len(threads) - 1)
    assert table.post.read_bytes().count(b"<!-- at 0:01 -->") == 1


def test_what_cannot_be_reviewed_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["review", "tolk", "--root", str(root)]) == 1
    assert "episodes/tolk.md:1: there is no such post" in capsys.readouterr().err
    (root / "episodes/talk.md").unlink()
    assert cli.main(["review", "--root", str(root)]) == 1
    assert "start one with `pipeline new URL`" in capsys.readouterr().err


def test_without_sound_and_captions_there_is_a_page_all_the_same(root: Path, context: BrowserContext) -> None:
    for path in (root / "episodes/talk").iterdir():
        path.unlink()
    (root / "episodes/other.md").write_text("---\ntitle: Nothing asked\n---\n\nHello.\n")
    with reviewing.reviewing(root, 0, None) as address:
        page = context.new_page()
        page.goto(address)
        page.get_by_role("link", name="Gespräch").click()
        expect(page.get_by_text("The sound is not on this disk")).to_be_visible()
        expect(page.locator("[data-do=play]")).to_be_disabled()
        page.keyboard.press("Enter")
        told(page, "There is no place yet")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
        told(page, "Written: <!-- at 0:01 -->")
        page.get_by_role("link", name="All episodes").click()
        page.get_by_role("link", name="Nothing asked").click()
        told(page, "no heading that is a chapter")


def test_the_verb_ends_with_ctrl_c(root: Path) -> None:
    command = [sys.executable, "-m", "pipeline", "review", "--root", str(root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout
        assert process.stdout.readline().startswith("http://127.0.0.1:")
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (0, "")


def test_a_page_names_the_text_that_it_shows_though_the_file_has_changed_since(root: Path) -> None:
    """Else a verdict would be on the heading that is at the same line by now."""
    opened = reviewing._Posts(root, threading.Lock()).opened("talk")
    assert opened is not None
    assert reviewing._review(opened._replace(data=POST.replace(b"Hallo.", b"Hallo.\r\n\r\n### What now?"))).digest == reviewing._digest(
        POST
    )
