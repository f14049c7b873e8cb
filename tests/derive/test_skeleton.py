"""A post made from a video is one that the pipeline reads: each case is a folder with what YouTube told and the post that must come out."""

import json
import re
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.content import captions, read_post
from pipeline.content.background import Background
from pipeline.content.captions import Captions, Word
from pipeline.content.recording import RecordedVideo
from pipeline.content.text import timecode
from pipeline.derive import skeleton
from pipeline.derive.align import align
from pipeline.derive.markdowntext import escaped
from pipeline.derive.phrases import LANGUAGES, phrases
from pipeline.derive.skeleton import Known, description, roles, speech
from pipeline.derive.skeleton.discourse import leads, opens
from tests.expected import FOLDERS, hold
from tests.pace import grows_evenly

CASES = FOLDERS / "skeleton"
HOST = Known("Tom Adair", "en", "Europe/Berlin")


def video_of(case: Path) -> RecordedVideo:
    told = json.loads((case / "video.json").read_text(encoding="utf-8"))
    moment = told.pop("published", None)
    marks = tuple((start, title) for start, title in told.pop("chapters", ()))
    return RecordedVideo(**told, published=datetime.fromisoformat(moment) if moment else None, chapters=marks)


def words_of(case: Path) -> Captions | None:
    path = next(case.glob("captions.*"), None)
    return captions.read(path.read_bytes(), path.name)[0] if path else None


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_cases(case: Path) -> None:
    video, words = video_of(case), words_of(case)
    text = skeleton.post(video, words, HOST)
    hold(case / "post.md", text)
    post, problems = read_post.read(text.encode(), "episodes/new.md", Background(host=HOST.host))
    assert not problems
    assert post is not None
    assert post.video
    assert (post.video.id, post.draft, post.date) == (video.id, True, video.published)
    if words is None:
        return
    placed = align(post, words).headings
    assert [place.start for place in placed] == [heading.at for heading in post.headings]
    assert all(heading.chapter or not heading.at for heading in post.headings), "each but the introduction is a chapter"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Beekeeping with Ana Ruiz and Bo Lind", ("Ana Ruiz", "Bo Lind")),
        ("Interview with Ana Ruiz, Bo Lind & Cy Dee", ("Ana Ruiz", "Bo Lind", "Cy Dee")),
        ("A talk with Ana Ruiz, Acme Pumps", ("Ana Ruiz",)),
        ("Beekeeping with bees and Bo Lind", ()),
    ],
)
def test_everybody_whom_a_title_introduces_is_a_guest(title: str, expected: tuple[str, ...]) -> None:
    assert description.guests(title, "", ()) == expected


NASTY = "so what did you do , and? How is it. I think `x` *y* __init__ <b> &amp; [a](b) # - 1. >> {{ x }} Ana: --- ご 。"


@st.composite
def talks(draw: st.DrawFn) -> Captions:
    """Whatever captions may hold, with some questions and turns in it."""
    said = st.sampled_from(NASTY.split())
    words, now = [], 0
    for text in draw(st.lists(st.one_of(said, st.text(min_size=1, max_size=8).filter(lambda word: word.split() == [word])), max_size=60)):
        start = now + draw(st.integers(0, 2000))
        now = start + draw(st.integers(0, 400))
        words.append(Word(text, start, now, draw(st.booleans())))
    return Captions.of(words, exact=True)


@given(st.text(max_size=80), st.text(max_size=200), st.one_of(st.none(), talks().filter(lambda talk: bool(talk.texts))))
def test_anything_gives_a_post_that_is_read(title: str, description: str, words: Captions | None) -> None:
    told = RecordedVideo("abcdefghijk", title, description=description)
    text = skeleton.post(told, words, Known())
    post, problems = read_post.read(text.encode("utf-8", "replace"), "episodes/new.md")
    assert post is not None
    assert post.video
    assert (post.video.id, post.draft) == ("abcdefghijk", True)
    assert not any(problem.is_error for problem in problems)


@given(st.text(min_size=1, max_size=80))
def test_any_title_gives_a_name(title: str) -> None:
    name = next(skeleton.slugs(title, "-Ab_cdefghi"))
    assert name
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not name.startswith("-")
    assert len(name) <= 60


def test_what_heads_links_goes_with_them() -> None:
    told = "We talk with Ada Quill.\n\nLINKS MENTIONED\n► The mill: https://mill.example/\n[Kite club] https://kites.example/\n\nAda Quill\nHer book: https://quill.example/"
    text = skeleton.post(RecordedVideo("abcdefghijk", "Kites", description=told), None, Known())
    assert "LINKS" not in text
    assert "\n\nAda Quill\n\n" in text
    assert "- [The mill](https://mill.example/)\n- [Kite club](https://kites.example/)\n- [Her book](https://quill.example/)\n" in text


def test_a_heading_of_links_is_no_name_of_the_first() -> None:
    told = "We talk.\n\nLinks:\nhttps://mill.example/\n\nThe mill's blog:\nhttps://blog.mill.example/\n\nNewsletter:\nhttps://news.example/"
    text = skeleton.post(RecordedVideo("abcdefghijk", "Kites", description=told), None, Known())
    assert text.endswith("## Links\n\n- <https://mill.example/>\n- [The mill's blog](https://blog.mill.example/)\n")


def test_questions_about_one_of_many_are_heard_without_marks() -> None:
    asking = ("which variety would you recommend", "what kind of paper do you use", "and what books did you read")
    assert [opens(words.removeprefix("and "), "en") for words in asking] == [True] * 3
    telling = (
        "which the mill would you know sell",
        "what they do you can see",
        "what wind does to paper you know",
        "which kites did you know fly",
    )
    assert [opens(words, "en") for words in telling] == [False] * 4
    assert not opens(asking[0], "eo"), "in a language whose questions are not known"


def test_an_address_without_a_scheme_stays_as_it_is() -> None:
    told = "All of our kites and the maps that they were folded from are at www.kites.example and https://maps.example/ now."
    text = skeleton.post(RecordedVideo("abcdefghijk", "Kites", description=told), None, Known())
    assert "are at www.kites.example and <https://maps.example/> now." in text


TOLD = (
    "We folded it out of old maps that nobody wanted any more and it flew for a whole afternoon above the mill until the wind had torn it."
)
LONG = " ".join([TOLD] * 5)


@pytest.mark.parametrize(
    "turns",
    [
        (("Ana", f"{LONG} Who has it now?"), ("Bo", "Nobody has it."), ("Ana", f"{LONG} And why is that?"), ("Bo", "It is torn.")),
        (("Bo", TOLD), ("Ana", "Oh, I see that."), ("Bo", TOLD), ("Ana", "It flew so well.")),
    ],
    ids=["asks most often", "is the briefest if nobody asks"],
)
def test_of_named_speakers_ana_is_the_host_who(turns: tuple[tuple[str, str], ...]) -> None:
    cues = (f"00:00:{10 * at:02}.000 --> 00:00:{10 * at + 9:02}.000\n<v {name}>{said}\n" for at, (name, said) in enumerate(turns))
    words, _ = captions.read("\n".join(("WEBVTT\n", *cues)).encode(), "captions.vtt")
    assert words
    found = roles.turns(speech.read(words, "en", {}), None)
    assert [(turn.speaker, turn.host) for turn in found] == [(name, name == "Ana") for name, _ in turns]


def test_no_word_begins_a_question_in_a_language_that_is_not_known() -> None:
    assert leads("So", "en")
    assert not leads("So", "eo")
    assert not leads("", "eo"), "what is left of a comma alone"


def test_a_missed_mark_does_not_swap_who_speaks_from_there_on() -> None:
    turns = ("What did you fold it from?", TOLD, f"And {TOLD}", "Who has it now?", TOLD)
    cues = (f"00:00:{10 * at:02}.000 --> 00:00:{10 * at + 9:02}.000\n>> {words}\n" for at, words in enumerate(turns))
    words, _ = captions.read("\n".join(("WEBVTT\n", *cues)).encode(), "captions.en.vtt")
    text = skeleton.post(RecordedVideo("abcdefghijk", "Kites", language="en"), words, Known())
    said = [f"### {turns[0]}", "**Guest:**", f"### {turns[3]}", "**Guest:**"]
    assert re.findall(r"^### (?!Intro).*|^\*\*\w+:\*\*", text, re.MULTILINE) == said


@pytest.mark.parametrize(
    ("language", "asked", "answer"),
    [
        ("en", "Why did you build it?", "It was the only thing that we had and so we built it out of paper."),
        ("ja", "どうして凧を作ったのですか？", "誰も欲しがらない地図があったので、それで作りました。"),
        (
            "ko",
            "그런데 왜 오래된 지도로 연을 만들었습니까?",
            "아무도 원하지 않는 지도가 있었고 종이는 바람을 알고 있었기 때문에 우리는 그것으로 오래 날 수 있는 연을 만들었다.",
        ),
        (
            "ar",
            "لماذا صنعت طائرة ورقية من خرائط قديمة؟",
            "كانت الخرائط خاطئة ولم يكن أحد يريدها والورق الذي طوي لسنوات يعرف كيف يطوى مرة أخرى.",
        ),
    ],
)
def test_a_short_talk_without_marks_has_its_question_for_a_heading(language: str, asked: str, answer: str) -> None:
    """No mark tells who speaks and no answer is long: still a question that is put to somebody begins a section."""
    cues = (f"00:00:0{at}.000 --> 00:00:0{at}.900\n{line}\n" for at, line in enumerate(("Hallo.", asked, answer)))
    words, _ = captions.read("\n".join(("WEBVTT\n", *cues)).encode(), f"captions.{language}.vtt")
    text = skeleton.post(RecordedVideo("abcdefghijk", "Kites", language=language), words, Known())
    assert f"### {asked}\n\n<!-- at 0:01 -->" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_comes_before_the_questions_is_read_as_an_introduction(language: str) -> None:
    words = phrases(language).say["introduction"]
    text = f"---\ntitle: t\nvideo: abcdefghijk\n---\n\nHi.\n\n### {words}\n\n<!-- at 0:00 -->\n\nHello.\n\n### Why is it so?\n\n**Guest:** It is.\n\n**Guest:** Yes.\n"
    post, problems = read_post.read(text.encode(), "p.md")
    assert post
    assert ([heading.text for heading in post.headings], problems) == ([words, "Why is it so?"], ())


def test_without_captions_the_guest_answers_at_each_chapter() -> None:
    text = skeleton.post(
        RecordedVideo("abcdefghijk", "Kites", chapters=((0, "Why kites?"), (60_000, "Why maps?"))), None, Known("Tom Adair")
    )
    assert text.count("**Guest:** The answer.") == 2


@pytest.mark.parametrize(("host", "label"), [("Tom Adair", "Ada"), ("Ada Quill", "Ada Bell")])
def test_a_first_name_is_a_label_unless_both_have_it(host: str, label: str) -> None:
    video = RecordedVideo("abcdefghijk", "Interview with Ada Bell", chapters=((0, "Why kites?"), (60_000, "Why maps?")))
    assert f"**{label}:** The answer." in skeleton.post(video, None, Known(host))


def test_a_clause_is_no_question() -> None:
    said = (
        "it runs in the cloud which is a kind of computer that is not yours and which is easy to use and you pay for it each month you know"
    )
    words = tuple(Word(text, 1000 * at, 1000 * at + 400, turn=False) for at, text in enumerate(said.split()))
    assert skeleton.post(RecordedVideo("abcdefghijk", "Clouds"), Captions.of(words, exact=True, language="en"), Known()).count("###") == 1


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        (
            "we folded it out of old maps do you have an example of when this flew yeah so last year we",
            "Do you have an example of when this flew?",
        ),
        ("it flew above the mill all day how did you get it down again um so we went up there with", "How did you get it down again?"),
        ("the wind had torn it in the end and what did you do before that oh that is a long story", "And what did you do before that?"),
        (
            "that was all of it do you um remember what the weather was then well i would say it",
            "Do you um remember what the weather was then?",
        ),
        ("there was no more of it what do you want to be sure of in a wind yes that it holds", "What do you want to be sure of in a wind?"),
        ("there was no more of it what do we do in such a wind yes we wait until it", None),
        ("we fold them and they are you know quite small when they are done so we put them in a box", None),
        ("what we like about it is that you can fold it in a wind like this and it will not tear", None),
    ],
)
def test_a_question_is_heard_without_marks_and_silences(said: str, asked: str | None) -> None:
    """As in automatic captions: from its opening, which addresses somebody, to the words with which an answer begins."""
    words = tuple(Word(text, 300 * at, 300 * at + 300, turn=False) for at, text in enumerate(said.split()))
    found = speech.read(Captions.of(words, exact=True, language="en"), "en", {})
    assert [one.text for one in found if one.asks] == ([asked] if asked else [])


def test_there_may_be_many_short_turns() -> None:
    def work(count: int) -> None:
        words = [Word(("how", "about", "you")[at % 3], 300 * at, 300 * at + 300, turn=at % 3 == 0) for at in range(3 * count)]
        skeleton.post(RecordedVideo("abcdefghijk", "Clouds"), Captions.of(words, exact=True, language="en"), Known())

    assert grows_evenly(work, 1_000)


def test_a_long_title_is_cut_at_a_word() -> None:
    assert next(skeleton.slugs("A word " * 20, "x")) == "a-word-a-word-a-word-a-word-a-word-a-word-a-word-a-word-a"
    assert next(skeleton.slugs("今日の話", "Ab_Cd-1")) == "ab-cd-1"
    assert next(skeleton.slugs("Łukasz’ Floß™, œuvre d’ÉTÉ à la KØGE Ǿ", "x")) == "lukasz-flosstm-oeuvre-dete-a-la-koge-o"


@given(st.text("ab *_`<>[]()#-+.1&;{}%\\~|=:\n", max_size=30).map(lambda text: " ".join(text.split())).filter(bool))
def test_words_stay_words(text: str) -> None:
    post, _ = read_post.read(f"---\ntitle: t\n---\n\n### Why?\n\n**Ada:** x\n\n{escaped(text)}\n\n**Ada:** y\n".encode(), "p.md")
    assert post is not None


def test_a_label_is_a_time() -> None:
    assert timecode.parse(timecode.label(3_723_000)) == 3_723_000
