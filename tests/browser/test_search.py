"""The search in a real browser: what is found, how it is shown, and where it leads."""

from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect

from pipeline.derive.pages.search import BLOCK
from tests.browser.visits import Visits, write
from tests.pages import example


@pytest.mark.parametrize("disk", [False, True], ids=["served", "disk"])
def test_search_leads_to_the_second(visit: Visits, disk: bool) -> None:
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
def test_the_keyboard_on_the_screen_makes_room_for_what_was_found(visit: Visits, telephone: bool) -> None:
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


def test_what_was_found_is_said_when_the_typing_pauses(visit: Visits) -> None:
    """A screen reader would say for each letter that nothing has been found."""
    seen = visit("index.html")
    seen.page.evaluate("""() => {
      const place = document.querySelector("#search .message");
      window.heard = [];
      new MutationObserver(() => heard.push(place.textContent)).observe(place, { childList: true });
    }""")
    box = seen.page.get_by_role("searchbox", name="Search")
    box.press_sequentially("zzyzx")
    seen.page.get_by_text("Nothing found for “zzyzx”").wait_for()
    box.fill("")
    box.press_sequentially("marma")
    seen.page.get_by_text("1 episode found").wait_for()
    said = seen.page.evaluate("heard")
    assert said[0] == "Nothing found for “zzyzx”"
    assert said[-1] == "1 episode found"


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


def test_search_finds_titles_and_questions_first(visit: Visits) -> None:
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
