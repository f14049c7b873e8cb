"""What goes back to the video keeps YouTube's rules, on the video's own clock."""

import re
from datetime import UTC, datetime

import srt
from hypothesis import given
from hypothesis import strategies as st

from pipeline.content.post import Section, Turn
from pipeline.content.recording import RecordedFile, RecordedVideo, Recording
from pipeline.content.text import timecode
from pipeline.derive import writeback
from pipeline.derive.alignment import Utterance
from pipeline.derive.chapters import Chapter
from pipeline.derive.cutting import cut
from pipeline.derive.episode import Episode
from tests.feeds.talks import talk


def recording(offset: int, captions: str = "youtube", video: int | None = 2_400_000) -> Recording:
    """The host's own sound, `offset` ms later than captions of that origin."""
    sound = RecordedFile("audio.mp3", "audio/mpeg", 1, "", "host", 2_400_000)
    read = RecordedFile("captions.en.json3", "application/json", 1, "", captions)
    seen = RecordedVideo("video-00001", duration=video)
    return Recording("", datetime(2026, 1, 1, tzinfo=UTC), seen, sound, read, None, offset)


def episode(offset: int = 0, captions: str = "youtube") -> Episode:
    said = (
        Utterance(5, "Ann Host", ("Hello.", "Welcome", "back."), (60_000, 61_000, 62_000), (61_000, 62_000, 63_000)),
        Utterance(6, "Bob Guest", ("Thanks.",), (64_000,), (65_000,)),
    )
    first, *others = talk(1).chapters
    marks = (first._replace(line=None), *others)
    cuts = cut(said, talk(1).media.duration)
    post = talk(1).post._replace(sections=(Section(None, (Turn(5, "Ann Host", ()), Turn(6, "Bob Guest", ()))),))
    return talk(1)._replace(post=post, recording=recording(offset, captions), cuts=cuts, chapters=marks)


def test_chapters_to_paste() -> None:
    assert writeback.chapters(episode(), "en") == "0:00 Introduction\n10:00 What is a talk?\n20:00 Who listens & why?\n30:00 And then?\n"


def test_an_intro_of_the_podcast_is_not_in_the_video() -> None:
    assert writeback.chapters(episode(30_000), "en").startswith("0:00 Introduction\n9:30 What is a talk?\n19:30")
    assert "00:00:30,000 --> 00:00:33,000" in writeback.captions(episode(30_000))


def test_a_trailer_of_the_video_is_not_in_the_podcast() -> None:
    assert writeback.chapters(episode(-30_000), "en").startswith("0:00 Introduction\n10:30 What is a talk?\n20:30")
    assert "00:01:30,000 --> " in writeback.captions(episode(-30_000))


def test_captions_of_the_hosts_own_tell_nothing_of_the_video() -> None:
    assert writeback.chapters(episode(30_000, "host"), "en") == writeback.chapters(episode(), "en")


def test_what_is_said_after_the_end_of_the_video_is_not_in_its_captions() -> None:
    def ends(video: int | None, offset: int = 0) -> list[int]:
        made = episode()._replace(recording=recording(offset, video=video))
        return [round(cue.end.total_seconds() * 1000) for cue in srt.parse(writeback.captions(made))]

    assert ends(2_400_000) == [63_000, 65_000]
    assert ends(64_500) == [63_000, 64_500]
    assert ends(64_000) == [63_000]
    assert ends(None, 30_000) == [33_000, 35_000], "how long the video is, is not known where YouTube was not asked"


def test_captions_name_who_begins_to_speak() -> None:
    said = [cue.content for cue in srt.parse(writeback.captions(episode()))]
    assert said == ["Ann Host: Hello. Welcome back.", "Bob Guest: Thanks."]


def test_chapters_of_the_video_itself_are_not_to_be_pasted() -> None:
    told = episode()
    assert not writeback.chapters(told._replace(chapters=tuple(chapter._replace(line=0) for chapter in told.chapters)), "en")


def test_captions_that_are_the_transcript_as_they_are_do_not_go_back() -> None:
    made = episode()
    assert writeback.captions(made)
    assert not writeback.captions(made._replace(post=made.post._replace(sections=())))


def test_nothing_without_a_video() -> None:
    told = episode()._replace(post=episode().post._replace(video=None))
    assert (writeback.chapters(told, "en"), writeback.captions(told)) == ("", "")


def test_what_only_the_video_has_is_its_introduction_in_the_language_of_the_talk() -> None:
    told = episode(-30_000)
    asked = told._replace(chapters=(told.chapters[0]._replace(line=3), *told.chapters[1:]))
    assert writeback.chapters(asked, "de-AT").splitlines()[:2] == ["0:00 Einleitung", f"0:30 {asked.chapters[0].title}"]


@given(
    st.lists(st.tuples(st.integers(0, 7_200_000), st.text(min_size=1)), max_size=60),
    st.integers(-600_000, 600_000),
    st.integers(60_000, 7_200_000),
)
def test_youtube_would_show_every_list(marks: list[tuple[int, str]], offset: int, video: int) -> None:
    starts = sorted(dict(marks).items())
    chapters = tuple(Chapter(start, start + 1, title, number or None, 1.0) for number, (start, title) in enumerate(starts))
    text = writeback.chapters(talk(1)._replace(recording=recording(offset, video=video), chapters=chapters), "en")
    lines = [re.fullmatch(r"(\d+(?::\d\d)+) (.*)", line) for line in text.split("\n")[:-1]]
    times = [timecode.parse(line[1]) or 0 for line in lines if line]
    assert None not in lines
    assert not text or (times[0] == 0 and len(times) >= 3)
    assert all(after - before >= 10_000 for before, after in zip(times, [*times[1:], video], strict=False))
    assert len(text.encode()) <= 5000
    assert not set("<>") & set(text)


def test_where_they_lie_is_told_for_a_few() -> None:
    written = {f"talk-{n}/{name}" for n in range(9) for name in ("chapters.txt", "captions.srt")} - {"talk-1/chapters.txt"}
    told = list(writeback.instructions("public/talks", [f"talk-{n}" for n in range(7)], written))
    assert told[0] == (
        "for the video of talk-0: paste public/talks/talk-0/chapters.txt into its description, "
        "upload public/talks/talk-0/captions.srt as its captions"
    )
    assert told[1] == "for the video of talk-1: upload public/talks/talk-1/captions.srt as its captions"
    assert told[-1] == "the same for 2 more: <slug>/chapters.txt and <slug>/captions.srt"


def test_of_more_only_those_are_told_that_have_something() -> None:
    slugs = [f"talk-{n}" for n in range(20)]
    assert list(writeback.instructions("public/talks", slugs, {f"{slug}/index.html" for slug in slugs})) == []
    told = list(writeback.instructions("public/talks", slugs, {f"talk-{n}/captions.srt" for n in range(10, 17)}))
    assert told[0] == "for the video of talk-10: upload public/talks/talk-10/captions.srt as its captions"
    assert told[-1] == "the same for 2 more: <slug>/captions.srt"
