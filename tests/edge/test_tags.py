"""Tags and chapters in sound files, read back by programs that did not write them."""

import datetime as dt
import shutil
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutagen.id3 import ID3
from mutagen.mp3 import MP3
from mutagen.mp4 import MP4

from pipeline.derive.chapters import Chapter
from pipeline.derive.sound_tags import SoundTags
from pipeline.edge.media import audio, mp4, tags
from pipeline.edge.media.sound import SoundError
from tests.media.make import ffmpeg, sound
from tests.media.readers import boxes, by_ffmpeg, by_ffprobe, heard, id3_frames, packets

LABELS = SoundTags(
    title="Wie ein Beitrag zum Podcast wird",
    show="Über den Schnitt",
    hosts=("Ines Ács",),
    guests=("Jürgen Łoś", "O'Hara"),
    number=7,
    season=2,
    date=dt.date(2026, 3, 9),
    description="Was gesagt wird, steht in der Zeit.\nUnd die Frage = das Kapitel; #1 \\ 2.",
    link="https://talk.example/cut/",
)
TITLES = (
    "Introduction",
    "A question whose title is far longer than the one that comes before it, so that it weighs more?",
    "Short?",
    "Ein = Zeichen; eine # Raute \\ und ein Schrägstrich?",
    "Что происходит с вопросом, когда его задают второй раз, иначе, чем он написан?",
    "日本語の質問は、どこで始まりますか。",
    "Zwölf?",
)


def chapters(*titles: str, each: int = 1000) -> tuple[Chapter, ...]:
    return tuple(Chapter(each * place, each * (place + 1), title, None, 1.0) for place, title in enumerate(titles))


CHAPTERS = (*chapters(*TITLES[:-1]), Chapter(6000, 7850, TITLES[-1], None, 1.0))
MARKS = [(chapter.start, chapter.end, chapter.title) for chapter in CHAPTERS]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eight seconds of talk, made ready."""
    folder = tmp_path_factory.mktemp("shelf")
    sound(folder / "talk.mp3", "-ac", "1", "-b:a", "64k", "-metadata", "title=another", seconds=8)
    audio.prepare(sound(folder / "plain.m4a", "-ac", "1", seconds=8), folder / "talk.m4a")
    ffmpeg("-f", "lavfi", "-i", "mandelbrot=s=1400x1400", "-frames:v", "1", str(folder / "cover.jpg"))
    return folder


@pytest.fixture(scope="module")
def cover(shelf: Path) -> bytes:
    return (shelf / "cover.jpg").read_bytes()


@pytest.fixture(scope="module", params=["mp3", "m4a"])
def made(request: pytest.FixtureRequest, shelf: Path, cover: bytes) -> Path:
    target = shelf / f"made.{request.param}"
    tags.make(shelf / f"talk.{request.param}", target, LABELS, CHAPTERS, cover)
    return target


def source_of(made: Path) -> Path:
    return made.with_name(f"talk{made.suffix}")


def test_the_sound_is_the_source_s(made: Path) -> None:
    assert packets(made) == packets(source_of(made))
    assert heard(made) == heard(source_of(made))
    assert audio.probe(made).duration == audio.probe(source_of(made)).duration


def test_ffmpeg_reads_chapters_and_tags(made: Path) -> None:
    told, marks = by_ffmpeg(made)
    assert marks == MARKS
    assert told["title"] == LABELS.title
    assert told["artist"] == "Ines Ács, Jürgen Łoś, O'Hara"
    assert told["album"] == LABELS.show
    assert told["album_artist"] == "Ines Ács"
    assert (told["track"], told["disc"], told["genre"], told["date"]) == ("7", "2", "Podcast", "2026-03-09")
    assert LABELS.description in (told.get("comment"), told.get("description"))


@pytest.mark.skipif(shutil.which("ffprobe") is None, reason="no ffprobe; .ci/run installs it")
def test_ffprobe_reads_the_same_chapters(made: Path) -> None:
    assert by_ffprobe(made) == MARKS


def test_mutagen_reads_mp3(shelf: Path, cover: bytes) -> None:
    tags.make(shelf / "talk.mp3", shelf / "mutagen.mp3", LABELS, CHAPTERS, cover)
    read = ID3(shelf / "mutagen.mp3", translate=False)
    assert read.version == (2, 3, 0)
    (table,) = read.getall("CTOC")
    assert (int(table.flags), len(set(table.child_element_ids))) == (3, len(CHAPTERS))
    told = [read[f"CHAP:{name}"] for name in table.child_element_ids]
    assert [(one.start_time, one.end_time, one.sub_frames["TIT2"].text[0]) for one in told] == MARKS
    assert {(one.start_offset, one.end_offset) for one in told} == {(0xFFFFFFFF, 0xFFFFFFFF)}
    assert read.getall("APIC")[0].data == cover
    assert (str(read["TYER"]), str(read["TDAT"]), read["WOAF"].url) == ("2026", "0903", LABELS.link)
    assert [read[name].text for name in ("TIT2", "TPE1", "TALB")] == [[LABELS.title], [LABELS.people], [LABELS.show]]


def test_chapters_stand_in_order_of_time_in_the_file(shelf: Path, cover: bytes) -> None:
    tags.make(shelf / "talk.mp3", shelf / "order.mp3", LABELS, CHAPTERS, cover)
    frames, _ = id3_frames((shelf / "order.mp3").read_bytes())
    contents = [data.split(b"\0", 1) for name, data in frames if name == "CHAP"]
    starts = [int.from_bytes(data[:4]) for _, data in contents]
    assert starts == [chapter.start for chapter in CHAPTERS]
    table = next(data for name, data in frames if name == "CTOC")
    name, flags, count, children = table.split(b"\0", 1)[0], table[9], table[10], table[11:]
    assert (name, flags, count) == (b"chapters", 3, len(CHAPTERS))
    assert children == b"".join(element + b"\0" for element, _ in contents)
    names = [name for name, _ in frames]
    assert names[-len(CHAPTERS) - 2 :] == ["APIC", "CTOC", *["CHAP"] * len(CHAPTERS)]


def test_mutagen_reads_m4a(shelf: Path, cover: bytes) -> None:
    tags.make(shelf / "talk.m4a", shelf / "mutagen.m4a", LABELS, CHAPTERS, cover)
    read = MP4(shelf / "mutagen.m4a")
    assert read.chapters is not None
    assert [(round(one.start * 1000), one.title) for one in read.chapters] == [
        (start, title if len(title.encode()) < 128 else title.encode()[:127].decode(errors="ignore")) for start, _, title in MARKS
    ]
    assert read.tags is not None
    assert bytes(read.tags["covr"][0]) == cover
    assert (read.tags["\xa9nam"], read.tags["trkn"], read.tags["pcst"]) == ([LABELS.title], [(7, 0)], True)
    assert (read.tags["\xa9url"], read.tags["ldes"]) == ([LABELS.link], [LABELS.description])


def test_boxes_of_m4a(shelf: Path, cover: bytes) -> None:
    tags.make(shelf / "talk.m4a", shelf / "boxes.m4a", LABELS, CHAPTERS, cover)
    data = (shelf / "boxes.m4a").read_bytes()
    found = list(boxes(data))
    assert [path for path, _, _ in found if path.count("/") == 1] == ["/ftyp", "/moov", "/free", "/mdat", "/mdat"]
    at = {path: (start, end) for path, start, end in found}
    assert "/moov/udta/chpl" in at
    assert "/moov/trak/tref/chap" in at
    handlers = [data[start + 8 : start + 12] for path, start, _ in found if path == "/moov/trak/mdia/hdlr"]
    assert handlers == [b"soun", b"text"]
    numbers = [int.from_bytes(data[start + 12 : start + 16]) for path, start, _ in found if path == "/moov/trak/tkhd"]
    assert int.from_bytes(data[at["/moov/trak/tref/chap"][0] :][:4]) == numbers[1]
    assert int.from_bytes(data[at["/moov/mvhd"][1] - 4 :][:4]) > max(numbers)
    listed = data[slice(*at["/moov/udta/chpl"])]
    place, longest = 9, 0
    for _ in range(listed[8]):
        longest = max(longest, listed[place + 8])
        place += 9 + listed[place + 8]
    assert place == len(listed)
    assert 100 < longest <= 127


def test_the_chapter_track_of_m4a_is_laid_out_as_by_another_program(shelf: Path, tmp_path: Path, cover: bytes) -> None:
    tags.make(shelf / "talk.m4a", tmp_path / "ours.m4a", LABELS, CHAPTERS, cover)
    marks = (f"[CHAPTER]\nTIMEBASE=1/1000\nSTART={one.start}\nEND={one.end}\ntitle={number}\n" for number, one in enumerate(CHAPTERS))
    (tmp_path / "marks").write_text(f";FFMETADATA1\n{''.join(marks)}")
    given = ("-i", shelf / "talk.m4a", "-f", "ffmetadata", "-i", tmp_path / "marks", "-map", "0:a", "-map_chapters", "1")
    ffmpeg(*given, "-c", "copy", "-flags", "+bitexact", "-f", "mp4", tmp_path / "theirs.m4a")
    ours, theirs = (chapter_track((tmp_path / name).read_bytes()) for name in ("ours.m4a", "theirs.m4a"))
    for name in ("tkhd", "gmhd", "dinf"):
        assert ours[name] == theirs[name], name
    assert ours["hdlr"][:24] == theirs["hdlr"][:24]
    assert ours["stsd"].index(b"ftab") == theirs["stsd"].index(b"ftab")


def chapter_track(data: bytes) -> dict[str, bytes]:
    """The boxes of the second track, by their names."""
    found = [*boxes(data)]
    _, first, last = [box for box in found if box[0] == "/moov/trak"][1]
    return {path.rpartition("/")[2]: data[start:end] for path, start, end in found if first <= start <= end <= last}


def test_without_chapters_cover_and_the_like(shelf: Path) -> None:
    bare = SoundTags("A talk", "A show")
    for kind in ("mp3", "m4a"):
        target = shelf / f"bare.{kind}"
        tags.make(shelf / f"talk.{kind}", target, bare, (), b"")
        told, marks = by_ffmpeg(target)
        assert marks == []
        assert (told["title"], told["artist"]) == ("A talk", "A show")
        assert packets(target) == packets(shelf / f"talk.{kind}")
    frames, _ = id3_frames((shelf / "bare.mp3").read_bytes())
    assert {name for name, _ in frames} == {"TIT2", "TPE1", "TPE2", "TALB", "TCON", "PCST"}
    assert set(MP4(shelf / "bare.m4a")) == {"©nam", "©ART", "aART", "©alb", "©gen", "pcst"}


@pytest.mark.parametrize("kind", ["mp3", "m4a"])
def test_tags_of_a_tagged_file_are_replaced(shelf: Path, tmp_path: Path, cover: bytes, kind: str) -> None:
    first, again = tmp_path / f"first.{kind}", tmp_path / f"again.{kind}"
    tags.make(shelf / f"talk.{kind}", first, SoundTags("Old", "Old", description="old" * 9000), chapters("a", "b", "c"), b"")
    tags.make(first, again, LABELS, CHAPTERS, cover)
    tags.make(shelf / f"talk.{kind}", first, LABELS, CHAPTERS, cover)
    assert again.read_bytes() == first.read_bytes()


def test_old_tags_at_the_end_are_left_out(shelf: Path, tmp_path: Path) -> None:
    data = (shelf / "talk.mp3").read_bytes()
    item = b"\5\0\0\0\0\0\0\0Title\0wrong"
    ape = b"APETAGEX" + b"".join(number.to_bytes(4, "little") for number in (2000, len(item) + 32, 1, 0x80000000)) + bytes(8)
    ape_header = ape[:20] + 0xA0000000.to_bytes(4, "little") + bytes(8)
    (tmp_path / "old.mp3").write_bytes(data + ape_header + item + ape + b"TAG" + b"wrong".ljust(125, b"\0"))
    tags.make(tmp_path / "old.mp3", tmp_path / "new.mp3", LABELS, CHAPTERS, b"")
    tags.make(shelf / "talk.mp3", tmp_path / "clean.mp3", LABELS, CHAPTERS, b"")
    assert (tmp_path / "new.mp3").read_bytes() == (tmp_path / "clean.mp3").read_bytes()


def test_a_changed_title_leaves_the_sound_where_it_is(made: Path, cover: bytes) -> None:
    before, sound_before = made.read_bytes(), packets(made)
    changed = (CHAPTERS[0], CHAPTERS[1]._replace(title="A shorter question?"), *CHAPTERS[2:])
    other = made.with_name(f"other{made.suffix}")
    tags.make(source_of(made), other, LABELS, changed, cover)
    after = other.read_bytes()
    assert len(after) == len(before)
    differing = [place for place, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
    start = len(after) - source_of(made).stat().st_size // 2
    assert differing[-1] < start
    assert packets(other) == sound_before


def test_retag_gives_what_make_gives(made: Path, cover: bytes, tmp_path: Path) -> None:
    changed = (CHAPTERS[0], CHAPTERS[1]._replace(title="Another question?"), *CHAPTERS[2:])
    target, expected = tmp_path / f"a{made.suffix}", tmp_path / f"b{made.suffix}"
    tags.make(source_of(made), target, LABELS, CHAPTERS, cover)
    tags.make(source_of(made), expected, LABELS, changed, cover)
    same_file = target.stat().st_ino
    assert tags.retag(target, LABELS, changed, cover)
    assert target.read_bytes() == expected.read_bytes()
    assert target.stat().st_ino == same_file
    assert tags.retag(target, LABELS, changed, cover)


def test_retag_does_not_touch_a_shared_file_or_one_without_room_or_one_that_is_gone(made: Path, cover: bytes, tmp_path: Path) -> None:
    target = tmp_path / made.name
    tags.make(source_of(made), target, LABELS, CHAPTERS, cover)
    before = target.read_bytes()
    assert not tags.retag(target, LABELS._replace(description="long " * 20_000), CHAPTERS, cover)
    (tmp_path / "published").hardlink_to(target)
    assert not tags.retag(target, LABELS._replace(title="New"), CHAPTERS, cover)
    assert not tags.retag(tmp_path / "missing", LABELS, CHAPTERS, cover)
    assert target.read_bytes() == before


def test_255_chapters_and_no_more(shelf: Path, tmp_path: Path) -> None:
    many = tuple(Chapter(place * 20, place * 20 + 20, f"Number {place}", None, 1.0) for place in range(300))
    for kind in ("mp3", "m4a"):
        tags.make(shelf / f"talk.{kind}", tmp_path / f"many.{kind}", LABELS, many, b"")
        _, marks = by_ffmpeg(tmp_path / f"many.{kind}")
        assert [title for _, _, title in marks] == [f"Number {place}" for place in range(255)]


def test_a_first_chapter_that_begins_later(shelf: Path, tmp_path: Path) -> None:
    late = (Chapter(1500, 4000, "Late", None, 1.0), Chapter(4000, 8000, "Later", None, 1.0))
    for kind in ("mp3", "m4a"):
        tags.make(shelf / f"talk.{kind}", tmp_path / f"late.{kind}", LABELS, late, b"")
        marks = by_ffmpeg(tmp_path / f"late.{kind}")[1]
        assert [(start, title) for start, _, title in marks] == [(1500, "Late"), (4000, "Later")]


def test_what_is_not_ready_is_refused_and_nothing_is_left(shelf: Path, tmp_path: Path) -> None:
    sound(tmp_path / "pieces.m4a", "-movflags", "frag_keyframe+empty_moov")
    (tmp_path / "half.m4a").write_bytes((shelf / "talk.m4a").read_bytes()[:3000])
    (tmp_path / "text.mp3").write_text("No sound at all. " * 999)
    for name in ("pieces.m4a", "half.m4a", "text.mp3"):
        with pytest.raises(SoundError, match=name):
            tags.make(tmp_path / name, tmp_path / "made.m4a", LABELS, CHAPTERS, b"")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["half.m4a", "pieces.m4a", "text.mp3"]


INDEX = mp4.box("ftyp", b"M4A ") + mp4.box("moov", b"index")


@pytest.mark.parametrize(
    "head", [b"\0\0\0\x0dmdat", b"\0\0\0\1mdat" + (21).to_bytes(8), b"\0\0\0\0mdat"], ids=["32 bits", "64 bits", "the rest"]
)
def test_the_last_sound_of_a_file_is_found(head: bytes) -> None:
    data = INDEX + mp4.box("mdat", b"titles") + head + b"sound"
    assert mp4.layout(BytesIO(data)) == (INDEX[:12], INDEX[12:], len(data) - len(head) - 5, len(data))


@pytest.mark.parametrize(
    "data",
    [
        INDEX,
        INDEX[:12] + mp4.box("mdat", b"sound"),
        INDEX[12:] + mp4.box("mdat", b"sound"),
        INDEX + mp4.box("mdat", b"sound")[:-1],
        INDEX + b"\0\0\0\1mdat" + (22).to_bytes(8) + b"sound",
        INDEX + b"\0\0\0\1mdat",
        INDEX + mp4.box("mdat", b"sound") + mp4.box("moof") + mp4.box("mdat", b"more"),
        INDEX + mp4.box("mdat", b"sound") + b"\0\0\0\5free",
    ],
    ids=["no sound", "no index", "no kind", "cut off", "cut off in 64 bits", "cut off in its length", "in pieces", "no length"],
)
def test_a_damaged_layout_is_refused(data: bytes) -> None:
    with pytest.raises(mp4.LayoutError):
        mp4.layout(BytesIO(data))


def test_a_box_may_be_empty() -> None:
    assert list(mp4.boxes(mp4.box("free") + mp4.box("skip", b"1"))) == [("free", b""), ("skip", b"1")]


def wide(name: str, content: bytes) -> bytes:
    """A box with its addresses in 64 bits, as some programs write them always."""
    if name in ("moov", "trak", "mdia", "minf", "stbl"):
        return mp4.box(name, *(wide(*inner) for inner in mp4.boxes(content)))
    if name != "stco":
        return mp4.box(name, content)
    return mp4.box("co64", content[:8], *(bytes(4) + content[at : at + 4] for at in range(8, len(content), 4)))


def addresses(data: bytes) -> list[int]:
    [(begin, end, size)] = [
        (start + 8, end, 8 if path.endswith("co64") else 4) for path, start, end in boxes(data) if path.endswith(("stco", "co64"))
    ]
    return [int.from_bytes(data[at : at + size]) for at in range(begin, end, size)]


def test_the_sound_is_found_where_it_has_moved(shelf: Path) -> None:
    with (shelf / "talk.m4a").open("rb") as file:
        found = mp4.layout(file)
    inside = [address - found.start for address in addresses(found.moov)]
    for moov in (found.moov, wide("moov", found.moov[8:])):
        made = mp4.head(found._replace(moov=moov), (), b"")
        assert [address - len(made) for address in addresses(made)] == inside
    for other in (found._replace(start=found.start + 9), found._replace(end=found.start)):
        with pytest.raises(mp4.LayoutError, match="not in one piece"):
            mp4.head(other, (), b"")


texts = st.text(st.characters(exclude_categories=()), max_size=60)


@settings(max_examples=25)
@given(st.lists(texts, max_size=8), texts, texts)
def test_any_text_can_be_written(shelf: Path, titles: list[str], title: str, description: str) -> None:
    labels = LABELS._replace(title=title, description=description)
    for kind, read in (("mp3", MP3), ("m4a", MP4)):
        target = shelf / f"any.{kind}"
        tags.make(shelf / f"talk.{kind}", target, labels, chapters(*titles), b"")
        assert read(target).info.length > 7
    frames, _ = id3_frames((shelf / "any.mp3").read_bytes())
    assert sum(name == "CHAP" for name, _ in frames) == len(titles)
    assert len(MP4(shelf / "any.m4a").chapters or ()) == len(titles)
