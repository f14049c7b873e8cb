"""Captions of every kind: each case is a folder with the file as a tool writes it and the words that must come out."""

import io
import json
from datetime import timedelta
from html import escape
from itertools import accumulate, pairwise
from pathlib import Path

import pytest
import srt
import webvtt
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.content.captions import Captions, Word, read
from pipeline.content.captions.jsonvalue import Json
from pipeline.content.problem import Problem, Severity, errors
from pipeline.edge.material import CAPTION_TYPES
from tests.expected import FOLDERS, hold
from tests.pace import grows_evenly

CASES = FOLDERS / "captions"
ORDERED = [path for case in ("vtt-voices", "srt-human", "floored-cues", "srt-some-names") for path in (CASES / case).glob("captions.*")]

Cue = tuple[int, int, str]


def told(captions: Captions | None, problems: tuple[Problem, ...]) -> str:
    """One line a word: start, end, `>>` where a new speaker begins, the word, and who begins where the captions name them."""
    lines = [str(problem) for problem in problems]
    if captions:
        lines += [f"{'measured' if captions.exact else 'spread'} words, language {captions.language}"]
        lines += [f"{word.start:8} {word.end:8} {'>>' if word.turn else '  '} {word.text}{_named(word)}" for word in captions.words]
    return "".join(f"{line}\n" for line in lines)


def _named(word: Word) -> str:
    return f"  <- {word.speaker}" if word.speaker else ""


def well_timed(words: tuple[Word, ...]) -> bool:
    rising = all(first.start <= second.start and first.end <= second.start for first, second in pairwise(words))
    return rising and all(0 <= word.start <= word.end for word in words)


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_cases(case: Path) -> None:
    [path] = [path for path in case.iterdir() if path.name != "words.txt"]
    captions, problems = read(path.read_bytes(), path.name)
    hold(case / "words.txt", told(captions, problems))
    assert captions is None or well_timed(captions.words)
    assert (captions is None) == bool(errors(problems))
    assert captions is None or path.suffix in CAPTION_TYPES, "what can be read is looked for beside a post"


# Words that are no mark of anything.
plain_words = st.text("abcdefghijklmnopqrstuvwxyzäéßøñ'", min_size=1, max_size=12).filter(lambda word: any(map(str.isalpha, word)))


@st.composite
def cues(draw: st.DrawFn) -> list[Cue]:
    """Cues one after another, as captions should be: no two share a time, each has a text of one or two lines that begins as no other does."""
    steps = draw(st.lists(st.tuples(st.integers(1, 20_000), st.integers(1, 9_000)), min_size=1, max_size=12))
    edges = list(accumulate(step for pair in steps for step in pair))
    lines = st.lists(plain_words, min_size=1, max_size=8).map(" ".join)
    texts = draw(st.lists(st.lists(lines, min_size=1, max_size=2).map("\n".join), min_size=len(steps), max_size=len(steps)))
    numbered = (f"{number}{text}" for number, text in enumerate(texts))
    return list(zip(edges[::2], edges[1::2], numbered, strict=True))


def clock(milliseconds: int) -> str:
    return srt.timedelta_to_srt_timestamp(timedelta(milliseconds=milliseconds)).replace(",", ".")


def as_srt(shown: list[Cue]) -> bytes:
    spans = [(timedelta(milliseconds=start), timedelta(milliseconds=end), text) for start, end, text in shown]
    return srt.compose([srt.Subtitle(None, *span) for span in spans]).encode()


def as_vtt(shown: list[Cue]) -> bytes:
    vtt = webvtt.WebVTT(captions=[webvtt.Caption(clock(start), clock(end), text) for start, end, text in shown])
    return vtt.content.encode()


def as_json3(shown: list[Cue]) -> bytes:
    events = [{"tStartMs": start, "dDurationMs": end - start, "segs": [{"utf8": text}]} for start, end, text in shown]
    return json.dumps({"events": events}).encode()


def as_srv1(shown: list[Cue]) -> bytes:
    texts = [f'<text start="{start / 1000}" dur="{(end - start) / 1000}">{escape(escape(text))}</text>' for start, end, text in shown]
    return f'<?xml version="1.0" encoding="utf-8" ?><transcript>{"".join(texts)}</transcript>'.encode()


def as_srv3(shown: list[Cue]) -> bytes:
    texts = [f'<p t="{start}" d="{end - start}">{escape(text)}</p>' for start, end, text in shown]
    return f'<timedtext format="3"><body>{"".join(texts)}</body></timedtext>'.encode()


def as_ttml(shown: list[Cue]) -> bytes:
    texts = [f'<p begin="{start}0000t" end="{end}0000t">{escape(text)}</p>' for start, end, text in shown]
    return f'<tt xmlns:ttp="http://www.w3.org/ns/ttml#parameter" ttp:tickRate="10000000"><body>{"".join(texts)}</body></tt>'.encode()


def as_whisper(shown: list[Cue]) -> bytes:
    return json.dumps({"segments": [{"start": start / 1000, "end": end / 1000, "text": text} for start, end, text in shown]}).encode()


FORMATS = {"srt": as_srt, "vtt": as_vtt, "json3": as_json3, "srv1": as_srv1, "srv3": as_srv3, "ttml": as_ttml, "json": as_whisper}


@settings(deadline=None)
@given(shown=cues())
def test_what_was_shown_is_read_and_is_one_value_in_all_formats(shown: list[Cue]) -> None:
    [(captions, problems)] = {read(write(shown), f"captions.{ending}") for ending, write in FORMATS.items()}
    assert problems == ()
    assert captions is not None
    assert [word.text for word in captions.words] == [word for _, _, text in shown for word in text.split()]
    assert well_timed(captions.words)
    firsts = list(accumulate((len(text.split()) for _, _, text in shown), initial=0))
    assert [captions.words[at].start for at in firsts[:-1]] == [start for start, _, _ in shown]
    assert not captions.exact


# Words that all last equally long were not measured but made up.
lengths = st.integers(1, 500).map(lambda length: length * 10)


@settings(deadline=None)
@given(st.lists(st.tuples(plain_words, lengths, st.integers(0, 3_000)), min_size=1, max_size=60, unique_by=lambda word: word[1]))
def test_measured_words_keep_their_times(spoken: list[tuple[str, int, int]]) -> None:
    edges = list(accumulate(step for _, lasts, pause in spoken for step in (lasts, pause)))
    expected = [(word, until - lasts, until) for (word, lasts, _), until in zip(spoken, edges[::2], strict=True)]
    rows = [[word, start / 1000, end / 1000, 0] for word, start, end in expected]
    captions, problems = read(json.dumps(rows).encode(), "captions.words.json")
    assert captions is not None
    assert problems == ()
    assert captions.exact
    assert [(word.text, word.start, word.end) for word in captions.words] == expected


@settings(deadline=None)
@given(st.lists(st.tuples(plain_words, lengths, st.integers(1, 12)), min_size=2, max_size=30, unique_by=lambda word: word[1]))
def test_words_begin_and_end_with_their_tokens(spoken: list[tuple[str, int, int]]) -> None:
    """Wherever whisper.cpp cuts words into tokens."""
    edges = list(accumulate((lasts + 100 for _, lasts, _ in spoken), initial=0))
    tokens = [{"text": "[_BEG_]", "offsets": {"from": 0, "to": 0}}]
    for (word, lasts, cut), start in zip(spoken, edges, strict=False):
        middle = start + lasts // 2
        spans = [(f" {word[:cut]}", start, middle if word[cut:] else start + lasts), (word[cut:], middle, start + lasts)]
        tokens += [{"text": part, "offsets": {"from": since, "to": until}} for part, since, until in spans if part]
    whole = {"offsets": {"from": 0, "to": edges[-1]}, "text": "".join(f" {word}" for word, _, _ in spoken), "tokens": tokens}
    captions, problems = read(json.dumps({"transcription": [whole]}).encode(), "captions.json")
    assert captions is not None
    assert problems == ()
    assert captions.exact
    expected = [(word, start, start + lasts) for (word, lasts, _), start in zip(spoken, edges, strict=False)]
    assert [(word.text, word.start, word.end) for word in captions.words] == expected


@pytest.mark.parametrize("path", ORDERED, ids=lambda path: path.parent.name)
def test_other_parsers_see_the_same_cues(path: Path) -> None:
    """The first word of each cue that webvtt-py or srt finds starts with that cue."""
    data = path.read_bytes()
    if path.suffix == ".vtt":
        starts = {milliseconds(cue.start) for cue in webvtt.from_buffer(io.BytesIO(data))}
    else:
        starts = {round(cue.start.total_seconds() * 1000) for cue in srt.parse(data.decode("utf-8-sig"))}
    captions, _ = read(data, path.name)
    assert captions is not None
    silent = {397} if path.parent.name == "srt-human" else set()
    assert starts - silent <= {word.start for word in captions.words}


def milliseconds(stamp: str) -> int:
    return round(srt.srt_timestamp_to_timedelta(stamp.replace(".", ",")).total_seconds() * 1000)


def fragments() -> st.SearchStrategy[bytes]:
    """Pieces that captions are made of, in any order, cut anywhere: most damage that a file can have."""
    pieces = [path.read_bytes() for path in sorted(CASES.glob("*/*.*")) if path.name != "words.txt"]
    signs = [
        b"WEBVTT\n",
        b"\n\n",
        b"00:00:01.000 --> ",
        b"9999:59:59,999",
        b"<00:00:02.000>",
        b"<v ",
        b">>",
        b"\xff\xfe",
        b"[",
        b"{",
        b'"',
        b"&#0;",
        b"\x00",
    ]
    cut = st.tuples(st.sampled_from(pieces), st.integers(0, 900), st.integers(0, 900)).map(
        lambda part: part[0][part[1] : part[1] + part[2]]
    )
    return st.lists(cut | st.sampled_from(signs) | st.binary(max_size=20), max_size=12).map(b"".join)


@settings(deadline=None)
@example(data=b"0:0->0:0\nA<v\x00!>", name="a.vtt")
@example(data=b"0:0->0:0\n<v\x00a:\x000>", name="a.vtt")
@given(data=st.binary() | fragments(), name=st.sampled_from(("a.vtt", "a.srt", "a.json", "a.json3", "a.srv3", "a.sbv", "a.txt", "")))
def test_any_bytes_give_words_or_problems(data: bytes, name: str) -> None:
    captions, problems = read(data, name)
    assert (captions is None) == bool(errors(problems))
    assert captions is None or (captions.words and well_timed(captions.words))
    assert captions is None or not any({"\x02", "\x03", " ", "\n"} & set(word.text) for word in captions.words)
    assert all(problem.place.line >= 1 and problem.message for problem in problems)
    assert (captions, problems) == read(data, name)


def test_a_word_is_a_frozen_value() -> None:
    word = Word("bee", 1, 2)
    with pytest.raises(AttributeError):
        word.start = 3  # type: ignore[misc]
    assert not hasattr(word, "__dict__")


def test_words_are_shifted_to_another_clock() -> None:
    captions = Captions.of((Word("one", 0, 300), Word("two", 1_000, 1_400)), exact=True)._replace(
        turns=((0, "Ann"), (1, "Bo")), cues=(0, 1)
    )
    assert captions.shifted(0) is captions
    later, earlier = captions.shifted(500), captions.shifted(-1_200)
    assert [(word.start, word.end) for word in later.words] == [(500, 800), (1_500, 1_900)]
    assert [(word.text, word.start, word.end) for word in earlier.words] == [("two", 0, 200)]
    assert (later.turns, later.cues) == (captions.turns, captions.cues)
    assert (earlier.turns, earlier.cues) == (((0, "Bo"),), (0,))


NONSENSE = {
    "segments": [
        {"start": 0, "end": 2, "text": "hello there"},
        {"start": -5, "end": 1e300, "text": "never"},
        {"text": "nowhen"},
        {"start": float("nan"), "end": 2, "text": "nan"},
        {"start": 5, "end": 6, "text": ""},
        {"start": 8, "end": 9, "text": "bye", "words": [{"word": "bye", "start": -1, "end": -1}]},
    ]
}


def test_segments_with_times_that_no_recording_has_are_told() -> None:
    captions, problems = read(json.dumps(NONSENSE).encode(), "c.json")
    assert captions
    assert [word.text for word in captions.words] == ["hello", "there", "bye"]
    told = [problem.message for problem in problems]
    assert told == [
        "segment 2 has no valid time and is left out",
        "segment 3 has no valid time and is left out",
        "segment 4 has no valid time and is left out",
        "segment 5 has no text and is left out",
    ]


@pytest.mark.parametrize(
    ("text", "start", "end", "speaker", "second"),
    [
        ("onebest", "bg", "ed", "speaker", 1000),  # iFlytek
        ("content", "from", "to", "speaker", 1),  # bilibili
        ("text", "begin", "end", "speakerLabel", 1),
        ("text", "start_seconds", "end_seconds", "spk", 1),
        ("text", "start_sec", "end_sec", "speaker", 1),
        ("word", "start_sec", "end_sec", "speaker_tag", 1),  # Leopard, and Google's in Python
        ("text", "startTimeMs", "endTimeMs", "speakerId", 1000),
        ("snippet", "offset", "end", "speaker", 1),
        ("transcript", "timeOffset", "end", "speaker", 1),
    ],
)
def test_services_have_names_of_their_own_for_the_same_facts(text: str, start: str, end: str, speaker: str, second: int) -> None:
    listed = [
        {text: "How is wax made?", start: second, end: 2 * second, speaker: "Ana"},
        {text: "By bees.", start: 3 * second, end: 9 * second},
    ]
    captions, problems = read(json.dumps(listed).encode(), "c.json")
    assert captions
    assert (captions.starts[0], captions.starts[4], captions.turns[0], problems) == (1000, 3000, (0, "Ana"), ())
    assert captions.ends[3] == 2000
    assert read("\n".join(map(json.dumps, listed)).encode(), "c.json") == (captions, ()), "JSON lines"
    saved, [damage] = read(json.dumps(listed)[:-1].encode(), "c.json")
    assert (saved, damage.severity) == (captions, Severity.WARNING)


@pytest.mark.parametrize(
    ("text", "lasts", "second"), [("text", "dur", 1), ("caption", "captionDuration", 1), ("text", "durationMilliseconds", 1000)]
)
def test_a_duration_is_as_good_as_an_end(text: str, lasts: str, second: int) -> None:
    captions, _ = read(json.dumps([{text: "How is wax made?", "start": 1, lasts: 2 * second}]).encode(), "c.json")
    assert captions
    assert captions.ends[-1] == 3000


@pytest.mark.parametrize("speaker", [{"name": "Ana"}, {"display_name": "Ana"}, {"label": "Ana"}, {"name": "", "id": "Ana"}])
def test_a_speaker_may_be_an_object(speaker: dict[str, str]) -> None:
    captions, _ = read(json.dumps([{"text": "How is wax made?", "start": 1, "end": 2, "speaker": speaker}]).encode(), "c.json")
    assert captions
    assert captions.turns == ((0, "Ana"),)


@pytest.mark.parametrize(("start", "end"), [("start_ms", "end_ms"), ("startMs", "endMs"), ("offsetMilliseconds", "endMs")])
def test_a_name_that_tells_its_unit_is_believed_whatever_the_pace(start: str, end: str) -> None:
    captions, _ = read(json.dumps([{"text": "A long word that nobody says so fast", start: 1000, end: 1100}]).encode(), "c.json")
    assert captions
    assert (captions.starts[0], captions.ends[-1]) == (1000, 1100)


@pytest.mark.parametrize("times", [{}, {"start": -1, "end": -2}])
def test_words_without_times_are_no_captions(times: dict[str, int]) -> None:
    captions, [problem] = read(json.dumps({"words": [{"word": "a", **times}, {"word": "b", **times}]}).encode(), "c.json")
    assert captions is None
    assert problem.message == "no cue with a time was found in the file"


def test_words_before_the_first_time_keep_their_place() -> None:
    listed = [*({"word": "uh"} for _ in range(60)), {"word": "yes", "start": 70, "end": 71}]
    captions, problems = read(json.dumps({"words": listed}).encode(), "c.json")
    assert captions
    assert (len(captions.words), captions.words[0].start, problems) == (61, 70_000, ())


def test_times_without_words_between_them_tell_nothing() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:03.000\n<00:01.000><00:01.500><00:02.000>one two\n"
    captions, problems = read(text.encode(), "c.vtt")
    assert captions
    assert ([word.text for word in captions.words], problems) == (["one", "two"], ())


def test_problems_are_few() -> None:
    broken = "".join(f"00:00:{second:02}.000 --> soon\nlost\n\n" for second in range(60))
    captions, problems = read(f"WEBVTT\n\n{broken}00:02:00.000 --> 00:02:01.000\nfound\n".encode(), "captions.vtt")
    assert captions is not None
    assert len(problems) == 21
    assert "40 more" in problems[-1].message
    assert {problem.severity for problem in problems} == {Severity.WARNING}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_byte_order_mark_tells_the_encoding(encoding: str) -> None:
    shown = "\ufeffWEBVTT\n\n00:01.000 --> 00:03.000\n" + "蜂蜡是怎样做成的" * 40
    captions, problems = read(shown.encode(encoding), "captions.txt")
    assert captions
    assert ("".join(captions.texts), problems) == ("蜂蜡是怎样做成的" * 40, ())


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", "a PDF"),
        (b"{\\rtf1\\ansi Hello}", "an RTF document"),
        (b"File Format=MacCaption_MCC V1.0", "MacCaption"),
        (b"\x1f\x8b\x08", "a compressed file"),
    ],
)
def test_what_people_have_instead_of_captions_is_called_by_its_name(data: bytes, kind: str) -> None:
    captions, [problem] = read(data, "captions.vtt")
    assert captions is None
    assert problem.message == f"{kind} cannot be read as captions"


@pytest.mark.parametrize(
    "segment",
    [
        {"start": 1, "end": 3, "speaker": "Ana", "words": [{"word": "Yes.", "start": 1, "end": 3}]},
        {"startTime": 1, "endTime": 3, "speaker": "Ana", "words": [{"word": "Yes.", "startTime": 1, "endTime": 3}]},
        {"offsets": {"from": 1000, "to": 3000}, "text": "Yes.", "speaker": "Ana"},
    ],
)
def test_segments_are_saved_from_damaged_json(segment: Json) -> None:
    captions, [damage] = read(json.dumps({"transcription": [segment] * 2})[:-2].encode(), "c.json")
    assert captions
    assert (captions.texts, captions.starts, captions.turns, damage.severity) == (("Yes.",), (1000,), ((0, "Ana"),), Severity.WARNING)


def test_a_file_too_large_is_refused() -> None:
    captions, [problem] = read(b" " * (64 * 1024 * 1024 + 1), "captions.vtt")
    assert captions is None
    assert "64" in problem.message


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b'{"events":[{"tStartMs":' + b"9" * 10_000 + b',"segs":[{"utf8":"a"}]}]}',
        b'{"events":[{"tStartMs":1,"segs":[{"utf8":"a\\u0002b \\\\u0002 \\u0003"}]}]}',
        b'{"output":' * 900 + b"1" + b"}" * 900,
        b'[{"start":1,"words":' * 200 + b"[]" + b"}]" * 200,
        b'[{"start":1,"text":' + b'[{"text":' * 200 + b'"a"' + b"}]" * 200 + b"}]",
        b'{"transcription":[{"offsets":{"from":1'
        + b"0" * 400
        + b',"to":2},"text":"a","tokens":[{"text":"a","offsets":{"from":0,"to":1}}]}]}',
        b'[{"speaker":{"text":"a","parts":[' + b",".join([b'{"parts":[{}]}'] * 12) + b"]}}]",
        b'[["a",NaN,Infinity],["b",1e400,-1],["c",true,"x"]]',
        b"WEBVTT\n\n" + b"00:00:01.000 --> " * 10_000,
        b"WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n" + b"<" * 100_000,
        b"1\n00:00:01,000 --> 00:00:02,000\n" + b"[" * 50_000 + b"(" * 50_000,
        b"<transcript>" * 20_000,
        b'<text start="1">' * 20_000,
        b"<timedtext>" + b'<p t="1"><' * 20_000,
        b"1\n00:00:01,000 --> 00:00:02,000\n" + b"a: " * 50_000,
        b"1\n00:00:01,000 --> 00:00:02,000\nword" + b"\n" * 500_000,
        b"1\n00:00:01,000 --> 00:00:02,000\n" + b"word " * 100_000,
    ],
    ids=lambda data: data[:24].decode(),
)
def test_hostile_files_are_read_quickly(data: bytes) -> None:
    """Nothing here may take more than the moment that the test run as a whole allows, or raise."""
    captions, problems = read(data, "captions.vtt")
    assert captions or problems


@pytest.mark.parametrize(
    "unit", ['<span class="x" ', '<span data-timestamp="', "<span data-timestamp='1'>", "<span data-timestamp='1'>a</span>", "</p>"]
)
def test_html_in_json_is_read_in_even_time(unit: str) -> None:
    start = "<span data-timestamp='1'>0:01</span>"
    assert grows_evenly(lambda count: read(json.dumps({"text": start + unit * count}).encode(), "captions.otr"), 3_000)


@pytest.mark.parametrize("start", ["[1] [2] Ana: ", "{Ana} ", "850 STL ", "Sami: "])
def test_text_that_begins_like_a_format_that_is_not_read_is_text(start: str) -> None:
    text = f"{start}What turns a mill?\n" + "".join(f"[{at}:00] Bo: Water.\n" for at in range(1, 5))
    captions, problems = read(text.encode(), "captions.txt")
    assert (captions is not None, problems) == (True, ())


def ttml(body: str) -> list[tuple[str, int]]:
    """Each word of a TTML document with this body, and the second at which it begins."""
    found, _ = read(f'<tt xmlns="http://www.w3.org/ns/ttml">{body}</tt>'.encode(), "captions.ttml")
    return [(text, start // 1000) for text, start in zip(found.texts, found.starts, strict=True)] if found else []


@pytest.mark.parametrize(
    ("body", "seconds"),
    [
        ("<body><div begin='10s'><p begin='0s' end='1s'>Wax</p><p begin='2s' end='3s'>mills.</p></div></body>", (10, 12)),
        ("<body begin='1m'><div begin='10s'><p begin='2s' end='3s'>Wax</p></div><div><p begin='90s' end='91s'>mills.</p></div></body>", (72, 150)),
        ("<body><div begin='1m'><p begin='5s'><span begin='0s'>Wax</span> <span begin='2s'>mills.</span></p></div></body>", (65, 67)),
        ("<body><div begin='5s' end='8s'><p>Wax</p></div><div begin='8s' end='9s'><p>mills.</p></div></body>", (5, 8)),
        ("<body><div begin='5s'><p><span begin='1s'>Wax</span></p><p><span begin='3s'>mills.</span></p></div></body>", (6, 8)),
        ("<body timeContainer='seq'><div dur='60s'><p begin='2s' end='3s'>Wax</p></div><div><p begin='1s' dur='1s'>mills.</p></div></body>", (2, 61)),
        ("<body><div timeContainer='seq' begin='4s'><p dur='3s'>Wax</p><p begin='1s' dur='2s'>mills.</p></div></body>", (4, 8)),
        ("<body><div timeContainer='seq'><p end='3s'>Wax</p><p dur='2s'>mills.</p></div></body>", (0, 3)),
        ("<body><div><p begin='30s' end='33s'><span begin='0s' end='1s'>Wax</span> <span begin='2s' end='3s'>mills.</span></p></div></body>", (30, 32)),
    ],
)  # fmt: skip
def test_times_count_from_the_division_that_they_are_in(body: str, seconds: tuple[int, int]) -> None:
    assert ttml(body) == [*zip(("Wax", "mills."), seconds, strict=True)]


@pytest.mark.parametrize(
    ("body", "seconds"),
    [
        ("<body><div begin='9.5' end='20'><p begin='9.5' end='12'>Wax</p></div><div begin='30' end='40'><p begin='30.0' end='31'>mills.</p></div></body>", (9, 30)),
        ("<body><div begin='9s'><p begin='9s'><span begin='9s' end='10s'>Wax</span> <span begin='11s' end='12s'>mills.</span></p></div></body>", (9, 11)),
        ("<body begin='0s' dur='40s'><div begin='0s'><p begin='9s' end='10s'>Wax</p><p begin='11s' end='12s'>mills.</p></div></body>", (9, 11)),
        ("<body><div><p begin='9s' end='10s'><span begin='8.9s' end='9.1s'>Wax</span> <span begin='9.2s' end='10s'>mills.</span></p></div></body>", (9, 9)),
        ("<body><div><p begin='9s' end='10s'><span begin='7s' end='8s'>Wax</span> <span begin='9s' end='10s'>mills.</span></p></div></body>", (9, 9)),
    ],
)  # fmt: skip
def test_times_of_the_recording_stay_where_divisions_tell_when_their_first_line_begins(body: str, seconds: tuple[int, int]) -> None:
    assert ttml(body) == [*zip(("Wax", "mills."), seconds, strict=True)]


def test_what_tells_no_time_in_a_division_without_any_is_left_out() -> None:
    assert ttml("<body dur='90s'><div><p>Wax</p><p begin='x' end='9s'>mills.</p><p end='12s'>turn.</p></div></body>") == []


def test_a_speaker_whose_number_is_negative_is_nobody() -> None:
    """Leopard, where speakers were not told apart."""
    words = [
        {"word": "Wax", "start_sec": 1.0, "end_sec": 1.4, "speaker_tag": -1},
        {"word": "turns", "start_sec": 1.5, "end_sec": 2, "speaker_tag": -1},
    ]
    found, _ = read(json.dumps({"words": words}).encode(), "captions.json")
    assert found is not None
    assert (found.texts, found.turns) == (("Wax", "turns"), ())


AGENTS = """<head><metadata><ttm:agent type="person" xml:id="a1"><ttm:name type="full">Ina  Muhl</ttm:name></ttm:agent><ttm:agent type="other"
xml:id="a2"/><ttm:name>Mills</ttm:name></metadata></head>"""


def test_an_agent_of_ttml_is_called_by_its_name() -> None:
    cues = "".join(f"<p begin='{at}s' ttm:agent='{agent}'>Wax.</p>" for at, agent in enumerate(("a1", "a2", "a1", "a3"), 1))
    found, _ = read(f'<tt xmlns:ttm="http://www.w3.org/ns/ttml#metadata">{AGENTS}<body><div>{cues}</div></body></tt>'.encode(), "c.ttml")
    assert found is not None
    assert [name for _, name in found.turns] == ["Ina Muhl", "a2", "Ina Muhl", "a3"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1\n\n00:01,000 --> 00:02,000\n\nWax is\n\nwarm.\n\n2\n\n00:03,000 --> 00:04,000\n\nYes.\n", "Wax is warm. Yes."),
        ("00:01.000 --> 00:02.000\nIn\n\n1907\n\n00:03.000 --> 00:04.000\nwax.\n", "In 1907 wax."),
        ("00:01.000 --> 00:02.000\nIn\n1907\n\n00:03.000 --> 00:04.000\nwax.\n", "In 1907 wax."),
    ],
)
def test_numbers_of_cues_are_no_words_also_where_each_line_is_followed_by_an_empty_one(text: str, words: str) -> None:
    found, _ = read(text.encode(), "captions.srt")
    assert found is not None
    assert " ".join(found.texts) == words
