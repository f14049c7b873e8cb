"""The text of `recording.json`: there and back, and every damage a sentence."""

import json
import uuid
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.content.problem import UNTIMED, Severity
from pipeline.content.recording import Enclosure, Lack, RecordedFile, RecordedVideo, Recording, is_inside, mint, warnings
from pipeline.content.recordtext import compose, parse

PATH = "episodes/lewis/recording.json"
SHA = "0123456789abcdef" * 4
AUDIO = RecordedFile("recording.m4a", "audio/x-m4a", 1234, SHA, "youtube", 61_500, "140 mp4a.40.2", "en")
WHOLE = Recording(
    guid="b4a7c5f0-6a2e-5f0e-9c5b-5f6d2f1f8f11",
    fetched=datetime(2026, 5, 4, 12, tzinfo=UTC),
    video=RecordedVideo(
        "abcDEF12345",
        "A talk",
        "A channel",
        "https://www.youtube.com/@talks",
        61_000,
        datetime(2026, 5, 1, tzinfo=UTC),
        "en",
        "First line\nsecond line",
        ((0, "Start"), (30_000, "End")),
    ),
    audio=AUDIO,
    captions=RecordedFile("captions.en.json3", "application/json", 99, SHA, "youtube", None, "json3", "en", "manual"),
    thumbnail=None,
    lacks=(Lack("thumbnail", "the video has none", True),),
    enclosures=(Enclosure("talks", "https://cdn.example/lewis.m4a", "audio/x-m4a", 2345, 61_500, SHA, "m1"),),
)

numbers = st.integers(0, 10**12)
moments = st.datetimes(datetime(1970, 1, 2), datetime(9999, 1, 1), timezones=st.just(UTC)).map(lambda moment: moment.replace(microsecond=0))  # noqa: DTZ001
names = st.from_regex(r"[a-z0-9 é]{1,20}\.[a-z0-9]{2,5}", fullmatch=True)
optional = st.none() | st.text()


def recorded_files() -> st.SearchStrategy[RecordedFile]:
    shas = st.text("0123456789abcdef", min_size=64, max_size=64)
    origins = st.sampled_from(("youtube", "host"))
    return st.builds(RecordedFile, names, st.text(), numbers, shas, origins, st.none() | numbers, optional, optional, optional)


def enclosed() -> st.SearchStrategy[Enclosure]:
    addresses = st.from_regex(r"https://[a-z]{1,9}\.example/[a-z0-9%._-]{0,20}", fullmatch=True)
    shas = st.none() | st.text("0123456789abcdef", min_size=64, max_size=64)
    return st.builds(Enclosure, st.text(), addresses, st.text(), numbers, numbers, shas, optional)


def recordings() -> st.SearchStrategy[Recording]:
    chapters = st.lists(st.tuples(numbers, st.text())).map(tuple)
    videos = st.builds(
        RecordedVideo,
        st.text(min_size=1),
        optional,
        optional,
        optional,
        st.none() | numbers,
        st.none() | moments,
        optional,
        st.text(),
        chapters,
    )
    lacks = st.lists(st.builds(Lack, st.sampled_from(("audio", "captions", "thumbnail")), st.text(), st.booleans())).map(tuple)
    file = st.none() | recorded_files()
    enclosures = st.lists(enclosed()).map(tuple)
    return st.builds(
        Recording, st.text(), moments, st.none() | videos, file, file, file, st.integers(-9999, 9999), lacks, enclosures, optional
    )


@given(recordings())
def test_there_and_back(recording: Recording) -> None:
    text = compose(recording)
    assert parse(text, PATH) == (recording, ())
    assert text.endswith("}\n")
    text.encode()


@given(
    st.text()
    | st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: (
            st.lists(inner) | st.dictionaries(st.sampled_from(("schema", "guid", "video", "audio", "name", "chapters", "x")), inner)
        ),
    ).map(json.dumps)
)
def test_any_text_gives_a_recording_or_problems(text: str) -> None:
    recording, problems = parse(text, PATH)
    assert (recording is None) == bool(problems)


@given(st.data())
def test_any_one_damage_is_told(data: st.DataObject) -> None:
    """Drop a line of the text or spoil a value: there is a recording or a problem with a line of the file."""
    lines = compose(WHOLE).splitlines()
    at = data.draw(st.integers(0, len(lines) - 1))
    lines[at] = data.draw(
        st.sampled_from(("", "<<<<<<< HEAD", '  "guid": 7,', '  "video": [],', '  "fetched": "yesterday",', '  "audio": {},'))
    )
    recording, problems = parse("\n".join(lines), PATH)
    assert (recording is None) == bool(problems)
    assert all(1 <= problem.place.line <= len(lines) and problem.hint for problem in problems)


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ('"schema": 1', '"schema": 2', 2, "the recording has schema 2; this version of the pipeline reads up to 1"),
        ('"schema": 1', '"schema": 0', 2, "there is no schema 0"),
        ('"bytes": 1234', '"bytes": true', 31, "`bytes` is not a whole number"),
        ('"bytes": 1234', '"bytes": -1', 31, "`bytes` is negative"),
        ('"youtube",\n    "duration": ', '"youtube",\n    "duration": -', 34, "`duration` is negative"),
        ('"bytes": 1234', f'"bytes": {10**400}', 31, "`bytes` is too large a number"),
        ('"name": "captions.en.json3"', '"name": "../../../x"', 39, "`../../../x` is outside the show's folder"),
        ('"origin": "youtube",\n    "duration"', '"origin": "moon",\n    "duration"', 33, "`moon` is not one of youtube, host"),
        ('"title": "Start"', '"title": "\\ud800"', 20, "`title` contains half a character (a lone surrogate)"),
        ("12:00:00Z", "12:00:00", 4, "`fetched` is not a time such as 2026-05-04T12:00:00Z"),
        ('"guid"', '"guide"', 1, "`guid` is missing"),
        ('"address": "https:', '"address": "file:', 58, "`file://cdn.example/lewis.m4a` is not a web address"),
        ('"what": "thumbnail"', '"what": "pig"', 50, "`pig` is not one of audio, captions, thumbnail"),
    ],
)
def test_damage_is_told_with_its_line(old: str, new: str, line: int, message: str) -> None:
    text = compose(WHOLE)
    assert old in text
    _, problems = parse(text.replace(old, new, 1), PATH)
    assert (line, message) in [(problem.place.line, problem.message) for problem in problems]
    assert all(problem.hint for problem in problems)


def test_text_is_what_a_reviewer_reads() -> None:
    assert (
        compose(WHOLE)
        == f"""\
{{
  "schema": 1,
  "guid": "b4a7c5f0-6a2e-5f0e-9c5b-5f6d2f1f8f11",
  "fetched": "2026-05-04T12:00:00Z",
  "video": {{
    "id": "abcDEF12345",
    "title": "A talk",
    "channel": "A channel",
    "channel_url": "https://www.youtube.com/@talks",
    "duration": 61000,
    "published": "2026-05-01T00:00:00Z",
    "language": "en",
    "description": [
      "First line",
      "second line"
    ],
    "chapters": [
      {{
        "start": 0,
        "title": "Start"
      }},
      {{
        "start": 30000,
        "title": "End"
      }}
    ]
  }},
  "audio": {{
    "name": "recording.m4a",
    "type": "audio/x-m4a",
    "bytes": 1234,
    "sha256": "{SHA}",
    "origin": "youtube",
    "duration": 61500,
    "format": "140 mp4a.40.2",
    "language": "en"
  }},
  "captions": {{
    "name": "captions.en.json3",
    "type": "application/json",
    "bytes": 99,
    "sha256": "{SHA}",
    "origin": "youtube",
    "format": "json3",
    "language": "en",
    "track": "manual"
  }},
  "lacks": [
    {{
      "what": "thumbnail",
      "why": "the video has none",
      "final": true
    }}
  ],
  "enclosures": [
    {{
      "feed": "talks",
      "address": "https://cdn.example/lewis.m4a",
      "type": "audio/x-m4a",
      "bytes": 2345,
      "duration": 61500,
      "sha256": "{SHA}",
      "mark": "m1"
    }}
  ]
}}
"""
    )


def test_of_a_video_that_was_not_asked_about_only_the_id_is_written() -> None:
    text = compose(WHOLE._replace(video=RecordedVideo("abcDEF12345")))
    assert json.loads(text)["video"] == {"id": "abcDEF12345"}


def test_guid_is_the_same_for_the_same_episode_and_differs_by_feed() -> None:
    feed = "917393e3-1b1e-5cef-ace4-edaa54e1f810"
    assert mint(feed, "abcDEF12345", "lewis") == str(uuid.uuid5(uuid.UUID(feed), "abcDEF12345"))
    assert mint(feed, None, "lewis") == str(uuid.uuid5(uuid.UUID(feed), "lewis"))
    assert mint("https://talks.example/", None, "lewis") == mint("https://talks.example/", None, "lewis") != mint(feed, None, "lewis")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("audio.mp3", True),
        ("../audio/one.mp3", True),
        ("../../sound/one.mp3", True),
        ("one/two/three.mp3", True),
        ("../../../one.mp3", False),
        ("/etc/passwd", False),
        ("a/../../b", False),
        ("..\\one", False),
        ("", False),
        ("..", False),
        ("a\0b", False),
    ],
)
def test_names_stay_inside_the_show(name: str, expected: bool) -> None:
    assert is_inside(name) is expected


@pytest.mark.parametrize(
    ("heard", "read", "shift"), [("host", "youtube", -500), ("host", "host", 0), ("youtube", "youtube", 0), ("host", None, 0)]
)
def test_the_clock_of_the_video_is_told_by_its_captions_beside_another_sound(heard: str, read: str | None, shift: int) -> None:
    captions = read and AUDIO._replace(name="captions.vtt", origin=read)
    assert WHOLE._replace(audio=AUDIO._replace(origin=heard), captions=captions or None, offset=500).shift == shift


def test_missing_captions_are_a_warning_with_the_way_out() -> None:
    lacking = Recording("g", WHOLE.fetched, None, AUDIO, None, None, lacks=(Lack("captions", "the video has none", True),))
    [problem] = warnings(lacking, PATH)
    assert (problem.severity, problem.code) == (Severity.WARNING, UNTIMED)  # so that no transcript that is out disappears
    assert "the video has none" in problem.message
    assert "captions.vtt" in problem.hint
    assert ["chapters" in one.message for one in (problem, *warnings(lacking, PATH, marked=True))] == [True, False]
    assert warnings(WHOLE, PATH) == ()
