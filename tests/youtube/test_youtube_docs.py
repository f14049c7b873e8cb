"""docs/youtube.md tells what the program does: each refusal in its words, each setting by its name, each example understood."""

import re

from pipeline.content import refusal
from pipeline.content.read_show import read
from pipeline.content.refusal import Reason, Remedy
from pipeline.content.show import Encoding
from pipeline.edge import settings
from tests.documents import blocks
from tests.expected import hold
from tests.program import ROOT

DOCUMENT = ROOT / "docs/youtube.md"
MEANINGS = {
    Remedy.WAIT: "Wait",
    Remedy.COOKIES: "Show who you are",
    Remedy.BLOCKED: "This machine is blocked",
    Remedy.GONE: "The video is not available",
    Remedy.REGION: "Not in this country",
    Remedy.BROKEN: "Something here needs repair",
    Remedy.NETWORK: "The network",
    Remedy.SHOW: "The show's own files",
}


def table() -> str:
    """What is said of each refusal, by what somebody can do about it."""
    reasons = [value for value in vars(refusal).values() if isinstance(value, Reason)]
    lines = []
    for remedy, meaning in MEANINGS.items():
        lines += [f"### {meaning}", "", "| it says | what to do | |", "|---|---|---|"]
        lines += [f"| {one.sentence} | {one.step} | {'stops' if one.stops else ''} |" for one in reasons if one.remedy is remedy]
        lines.append("")
    return "\n".join(lines)


def test_every_refusal_stands_there_in_the_words_that_are_printed() -> None:
    before, _, rest = DOCUMENT.read_text(encoding="utf-8").partition("<!-- refusals -->\n")
    _, _, after = rest.partition("<!-- /refusals -->\n")
    hold(DOCUMENT, f"{before}<!-- refusals -->\n{table()}<!-- /refusals -->\n{after}")
    assert MEANINGS.keys() == set(Remedy)


def test_every_setting_stands_there() -> None:
    rows = dict(re.findall(r"^\| `([a-z_]+)` \| `(PIPELINE_[A-Z_]+)`", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE))
    assert rows == {key: f"PIPELINE_{key.upper()}" for key in settings._KEYS}


def test_the_example_is_understood() -> None:
    [example] = blocks(DOCUMENT, "yaml")
    show, problems = read(f"title: A\nurl: https://a.example\ndescription: b\n{example}".encode(), "feeds/a.yaml")
    assert problems == ()
    assert show
    assert show.audio == Encoding("mp3", 96_000, -16)
