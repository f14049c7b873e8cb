"""Links and quotations with their time, as a listener copies them in a real browser."""

from playwright.sync_api import expect

from tests.browser.visits import Visits


def test_copy_a_link_to_this_moment(visit: Visits) -> None:
    seen = visit("first-talk/index.html#t=61", permissions=["clipboard-read", "clipboard-write"])
    seen.page.get_by_role("button", name="Copy a link to this moment").click()
    seen.page.get_by_text("Link copied").wait_for()
    assert seen.page.evaluate("navigator.clipboard.readText()") == f"{visit.site.url}/first-talk/index.html#t=61"


def test_without_a_clipboard_the_address_bar_holds_the_link(visit: Visits) -> None:
    seen = visit("first-talk/index.html?t=61")
    seen.page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    seen.page.get_by_role("button", name="Copy a link to this moment").click()
    seen.page.get_by_text("The address bar now holds the link").wait_for()
    assert seen.page.url.endswith("#t=61")


def test_that_the_feed_is_copied_is_read_out(visit: Visits) -> None:
    seen = visit("index.html", permissions=["clipboard-read", "clipboard-write"])
    button = seen.page.get_by_role("button", name="Copy the feed’s address")
    said = seen.page.locator("#subscribe").get_by_role("status")
    assert said.inner_text() == ""
    button.click()
    expect(said).to_have_text("Feed address copied")
    expect(said).to_have_text("")
    assert button.is_visible()


def test_share_a_sentence_with_its_time(visit: Visits) -> None:
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


def test_a_whole_passage_can_be_shared(visit: Visits) -> None:
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
