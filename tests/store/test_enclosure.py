"""What listeners get, from desk to CI and back: nothing asked without need, nothing named that is not there, the same bytes everywhere."""

import json
import os
import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.content.problem import Severity
from pipeline.content.recording import Enclosure, RecordedFile, Recording
from pipeline.content.recordtext import FILE, compose
from pipeline.content.show import Store
from pipeline.content.trouble import Trouble
from pipeline.derive.chapters import Chapter
from pipeline.derive.sound_tags import SoundTags
from pipeline.edge import files, recordings, store
from pipeline.edge.enclosure import Enclosed, Upload, Wanted, carry, made, mark, note, stored, unchanged
from pipeline.edge.media import audio, tags
from pipeline.edge.media.sound import TYPES
from pipeline.edge.settings import Settings
from pipeline.edge.store import OpenStore
from tests.media.make import ffmpeg, sound
from tests.store.servers import BUCKET, KEYS, SPOILT, Weather

SLUG = "a-talk"
LABELS = SoundTags(title="A talk", show="Talks", hosts=("Ann Host",), link="https://talks.example/a-talk/")


def chapters(*titles: str) -> tuple[Chapter, ...]:
    return tuple(Chapter(1000 * place, 1000 * (place + 1), title, None, 1.0) for place, title in enumerate(titles))


FIRST, LATER = chapters("Introduction", "Why?"), chapters("Introduction", "Why is it so?")


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A recording in both formats, and a cover."""
    folder = tmp_path_factory.mktemp("shelf")
    sound(folder / "talk.mp3", "-ac", "1", "-b:a", "64k", seconds=8)
    audio.prepare(sound(folder / "plain.m4a", "-ac", "1", seconds=8), folder / "talk.m4a")
    ffmpeg("-f", "lavfi", "-i", "mandelbrot=s=1400x1400", "-frames:v", "1", str(folder / "cover.jpg"))
    return folder


@dataclass(slots=True)
class Machine:
    """A machine with a checkout of the show: a desk that has the sound, or a CI job that has the record alone."""

    root: Path
    shelf: Path
    where: Store
    suffix: str = ".m4a"
    has_sound: bool = True
    settings: Settings = KEYS
    sha256: str = "0" * 64
    tagged: list[Path] = field(default_factory=list)
    heard: list[tuple[str, int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        folder = self.root / "episodes" / SLUG
        folder.mkdir(parents=True)
        original = self.shelf / f"talk{self.suffix}"
        recorded = RecordedFile(f"audio{self.suffix}", TYPES[self.suffix], 1, "0" * 64, "host", audio.probe(original).duration)
        record = Recording("guid", datetime(2026, 5, 4, tzinfo=UTC), None, recorded, None, None)
        (folder / FILE).write_text(compose(record))

    @property
    def folder(self) -> Path:
        return self.root / "episodes" / SLUG

    @property
    def record(self) -> Recording:
        found = recordings.on_record(self.folder)
        assert found
        return found

    def enclose(self, marks: tuple[Chapter, ...], store: OpenStore | Trouble | None = None) -> Enclosed:
        wanted = Wanted("talks", self.where, SLUG, f"episodes/{SLUG}.md", mark(self.sha256, LABELS, marks, "cover"), self.record, SLUG)

        def tag(source: Path) -> Path:
            target = self.root / f"{SLUG}{source.suffix}"
            tags.make(source, target, LABELS, marks, (self.shelf / "cover.jpg").read_bytes())
            self.tagged.append(source)
            return target

        if found := unchanged(wanted):
            return found
        if self.has_sound:
            return made(wanted, tag(self.shelf / f"talk{self.suffix}"))
        return stored(wanted, store or self.store(), self.root / "aside", tag)

    def store(self) -> OpenStore | Trouble:
        return store.opened(self.where, self.root, self.settings)

    def publish(self, marks: tuple[Chapter, ...]) -> Enclosure | Trouble:
        """The order of a publish; what the feed then says, or the trouble that kept the sound of before."""
        enclosed = self.enclose(marks)
        if enclosed.upload is None:
            assert enclosed.enclosure or enclosed.problems
            return enclosed.enclosure or Trouble(enclosed.problems[0].message, enclosed.problems[0].hint)
        answer = carry([enclosed.upload], self.store(), lambda *told: self.heard.append(told), lambda _: None)[SLUG]
        if isinstance(answer, Enclosure):
            note(self.folder, answer)
        return answer


@pytest.fixture
def desk(tmp_path: Path, shelf: Path, ours: Store) -> Machine:
    return Machine(tmp_path / "desk", shelf, ours)


def ci_of(desk: Machine, name: str = "ci") -> Machine:
    """A checkout of what the desk has committed: the record, and no sound."""
    there = Machine(desk.root.parent / name, desk.shelf, desk.where, desk.suffix, has_sound=False)
    shutil.copy(desk.folder / FILE, there.folder / FILE)
    return there


def in_bucket(buckets: tuple[Path, str], desk: Machine) -> Path:
    return buckets[0] / BUCKET / desk.where.prefix / f"{SLUG}{desk.suffix}"


@pytest.mark.parametrize("suffix", [".m4a", ".mp3"])
def test_from_desk_to_ci_and_back(desk: Machine, way: Weather, buckets: tuple[Path, str], suffix: str) -> None:
    desk.suffix = suffix
    said = desk.publish(FIRST)
    assert isinstance(said, Enclosure)
    assert said.address == f"{desk.where.media}{SLUG}{suffix}"
    assert (said.bytes, said.sha256) == (in_bucket(buckets, desk).stat().st_size, files.digest(in_bucket(buckets, desk)))
    assert desk.record.enclosures == (said,)
    assert desk.heard[-1] == (SLUG, said.bytes, said.bytes)

    way.asked.clear()
    assert desk.publish(FIRST) == said, "all on record: nothing is asked and nothing made"
    ci = ci_of(desk)
    assert ci.publish(FIRST) == said
    assert (way.asked, len(desk.tagged), ci.tagged) == ([], 1, [])

    later = ci.publish(LATER)
    assert isinstance(later, Enclosure)
    assert len(way.seen("GET")) == len(way.seen("PUT")) == 1
    assert files.digest(in_bucket(buckets, desk)) == later.sha256 != said.sha256

    way.asked.clear()
    assert desk.publish(LATER) == later, "made of the sound itself, the file is the one that CI made of its own older file"
    assert not way.seen("PUT")
    assert desk.publish(FIRST) == said


def test_another_machine_has_been_faster(desk: Machine, way: Weather) -> None:
    """CI has released new chapters and nobody committed the record: the store itself knows."""
    desk.publish(FIRST)
    first, second = ci_of(desk, "first"), ci_of(desk, "second")
    later = first.publish(LATER)
    way.asked.clear()
    assert second.publish(LATER) == later
    assert second.record.enclosures == first.record.enclosures
    assert [asked.method for asked in way.asked] == ["HEAD"]
    assert second.tagged == []


@pytest.mark.parametrize("suffix", [".m4a", ".mp3"])
def test_sound_in_the_store_that_no_record_names_gets_the_chapters_of_now(desk: Machine, suffix: str) -> None:
    """Nobody committed the record of the first upload."""
    first = Machine(desk.root.parent / "first", desk.shelf, desk.where, suffix)
    first.publish(FIRST)
    bare = Machine(desk.root.parent / "bare", desk.shelf, desk.where, suffix, has_sound=False)
    assert bare.publish(LATER) == first.publish(LATER)


def test_sound_that_was_put_into_the_store_by_hand_gets_tags_and_chapters(desk: Machine, buckets: tuple[Path, str]) -> None:
    """Nothing says then which recording it is, but its length."""
    bare = Machine(desk.root.parent / "bare", desk.shelf, desk.where, has_sound=False)
    in_bucket(buckets, bare).parent.mkdir()
    shutil.copy(desk.shelf / "talk.m4a", in_bucket(buckets, bare))
    said = bare.publish(FIRST)
    assert isinstance(said, Enclosure)
    assert desk.publish(FIRST) == said


def test_without_keys_listeners_keep_what_they_have(desk: Machine) -> None:
    said = desk.publish(FIRST)
    ci = ci_of(desk)
    ci.settings = Settings()
    assert ci.publish(FIRST) == said
    enclosed = ci.enclose(LATER)
    assert (enclosed.enclosure, enclosed.upload) == (said, None)
    [problem] = enclosed.problems
    assert problem.severity is Severity.WARNING
    assert problem.message == f"there is no key for {desk.where} on this machine; its listeners keep the previous sound"


@pytest.mark.parametrize(
    ("origin", "step"), [("youtube", f"run `pipeline fetch {SLUG} --again`"), ("host", "put the sound beside the post again")]
)
def test_without_sound_and_without_record_there_is_nothing_to_say(desk: Machine, origin: str, step: str) -> None:
    ci = ci_of(desk)
    assert ci.record.audio
    files.write(ci.folder / FILE, compose(ci.record._replace(audio=ci.record.audio._replace(origin=origin))).encode())
    enclosed = ci.enclose(FIRST)
    assert enclosed.enclosure is None
    [problem] = enclosed.problems
    assert problem.is_error
    assert problem.message == f"the sound is neither on this disk nor at {desk.where.media}{SLUG}.m4a"
    assert problem.hint == f"publish from the machine that has it, or {step}"


@pytest.mark.parametrize("length", [8000, None])
def test_sound_that_vanishes_before_it_is_fetched_is_told(desk: Machine, way: Weather, length: int | None) -> None:
    """What an earlier run had fetched is not taken for it, also where the record does not say how long the sound is."""
    said = desk.publish(FIRST)
    ci = ci_of(desk)
    assert ci.record.audio
    files.write(ci.folder / FILE, compose(ci.record._replace(audio=ci.record.audio._replace(duration=length))).encode())
    shutil.copy(desk.shelf / "talk.m4a", ci.root / "aside.m4a")
    way.always("GET", 404, b"<Code>NoSuchKey</Code>")
    assert ci.publish(LATER) == said
    [problem] = ci.enclose(LATER).problems
    assert problem.message.startswith(f"the sound is neither on this disk nor at {desk.where.media}{SLUG}.m4a")
    assert ci.tagged == []


def test_a_store_that_has_another_recording(desk: Machine, way: Weather, buckets: tuple[Path, str]) -> None:
    said = desk.publish(FIRST)
    audio.prepare(sound(desk.root / "short.m4a", seconds=4), in_bucket(buckets, desk))
    ci = ci_of(desk)
    assert ci.publish(LATER) == said
    [problem] = ci.enclose(LATER).problems
    assert "a-talk.m4a lasts 0:04, but the recording 0:08" in problem.message
    assert len(way.seen("PUT")) == 1


def test_sound_that_is_newer_on_record_is_waited_for(desk: Machine, way: Weather, buckets: tuple[Path, str]) -> None:
    """Somebody has recorded another sound and committed the record alone: what lies in the store is not it."""
    said = desk.publish(FIRST)
    ci = ci_of(desk)
    ci.sha256 = "1" * 64
    way.asked.clear()
    assert ci.publish(FIRST) == said
    [problem] = ci.enclose(FIRST).problems
    assert problem.message == f"{said_address(said)} is not the sound that was recorded; its listeners keep the previous sound"
    assert not way.seen("GET")

    ci.where = desk.where._replace(kind="folder", root=str(in_bucket(buckets, desk).parent), prefix="", endpoint=None)
    assert ci.publish(FIRST) == said, "a folder keeps no marks, so the one on record counts"
    assert ci.enclose(FIRST).problems == (problem,)
    assert ci.tagged == []


def said_address(said: Enclosure | Trouble) -> str:
    assert isinstance(said, Enclosure)
    return said.address


def test_sound_that_arrives_damaged_is_not_used(desk: Machine, way: Weather) -> None:
    said = desk.publish(FIRST)
    way.always("GET", SPOILT)
    ci = ci_of(desk)
    assert ci.publish(LATER) == said
    assert ci.tagged == []


def test_an_upload_that_fails_leaves_everything(desk: Machine, way: Weather) -> None:
    said = desk.publish(FIRST)
    before = (desk.folder / FILE).read_bytes()
    way.always("PUT", 403, b"<Code>AccessDenied</Code>")
    assert isinstance(desk.publish(LATER), Trouble)
    assert (desk.folder / FILE).read_bytes() == before
    upload = desk.enclose(LATER).upload
    assert upload
    assert upload.known == said
    way.faults.clear()
    assert isinstance(desk.publish(LATER), Enclosure)


def test_what_listeners_cannot_get_is_not_announced(desk: Machine) -> None:
    desk.where = desk.where._replace(media=desk.where.media + "elsewhere/")
    said = desk.publish(FIRST)
    assert isinstance(said, Trouble)
    assert said.message == f"there is nothing at {desk.where.media}{SLUG}.m4a"
    assert said.hint == f"it is in {desk.where}: check that `media:` in the feed file leads there, then publish again"
    assert desk.record.enclosures == ()


def test_caches_that_still_have_the_file_of_before(desk: Machine, tmp_path: Path) -> None:
    """The feed says the length that listeners get; once the cache has let go, the new one."""
    cached = Machine(tmp_path / "third", desk.shelf, desk.where._replace(kind="folder", root="sound", prefix="", endpoint=None))
    (cached.root / "sound").mkdir()
    cached.where = cached.where._replace(media=desk.where.media)
    desk.publish(FIRST)
    cached.publish(FIRST)
    longer = (*FIRST, *chapters(*("x" * 90 for _ in range(200))))
    said = cached.publish(longer)
    assert isinstance(said, Trouble)
    assert "bytes, but the new file has" in said.message
    assert said.hint.startswith("a cache still serves")
    desk.publish(longer)
    assert isinstance(cached.publish(longer), Enclosure)


def test_many_stop_at_the_first_trouble_that_all_would_have(desk: Machine, way: Weather) -> None:
    upload = desk.enclose(FIRST).upload
    assert upload
    way.always("PUT", 403, b"<Code>AccessDenied</Code>")
    many = [upload._replace(slug=f"talk-{number}") for number in range(20)]
    ended: list[str] = []
    answers = carry(many, desk.store(), lambda *_: None, ended.append)
    assert list(answers) == [one.slug for one in many]
    assert sorted(ended) == sorted(answers)
    assert {answer.message for answer in answers.values() if isinstance(answer, Trouble)} == {f"{desk.where} refuses this key"}
    assert len(way.seen("PUT")) <= 4


def test_many_go_on_after_a_trouble_of_one(desk: Machine, way: Weather) -> None:
    upload = desk.enclose(FIRST).upload
    assert upload
    way.faults.append(lambda asked: (503, b"") if asked.method == "PUT" and "talk-1.m4a" in asked.path else None)
    many = [
        upload._replace(slug=slug, enclosure=upload.enclosure._replace(address=f"{desk.where.media}{slug}.m4a"))
        for slug in ("talk-1", "talk-2", "talk-3")
    ]
    answers = carry(many, desk.store(), lambda *_: None, lambda _: None)
    assert [isinstance(answer, Trouble) for answer in answers.values()] == [True, False, False]


# A place that only has an address: another program puts the files there.


@pytest.fixture
def archive(desk: Machine, ours: Store) -> Machine:
    desk.where = Store(ours.media)
    desk.settings = Settings()
    return desk


def put(archive: Machine, buckets: tuple[Path, str], folder: str) -> None:
    """What the host does by hand."""
    target = buckets[0] / BUCKET / folder / f"{SLUG}.m4a"
    target.parent.mkdir(exist_ok=True)
    shutil.copy(archive.root / f"{SLUG}.m4a", target)


def test_an_address_is_waited_for_and_looked_at(archive: Machine, ours: Store, buckets: tuple[Path, str], way: Weather) -> None:
    said = archive.publish(FIRST)
    assert said == Trouble(
        f"there is nothing at {ours.media}{SLUG}.m4a", f"put {archive.root / SLUG}.m4a there, then publish again", stops=False
    )
    put(archive, buckets, ours.prefix)
    first = archive.publish(FIRST)
    assert isinstance(first, Enclosure)
    assert archive.record.enclosures == (first,)

    ci = ci_of(archive)
    ci.settings = Settings()
    assert ci.publish(FIRST) == ci.publish(LATER) == first
    assert ci.tagged == []

    later = archive.publish(LATER)
    assert isinstance(later, Trouble)
    assert later.message == f"the tags and chapters in {ours.media}{SLUG}.m4a are out of date"
    assert archive.record.enclosures == (first,)
    put(archive, buckets, ours.prefix)
    assert isinstance(archive.publish(LATER), Enclosure)
    assert not way.asked, "the store behind it is not asked"


def test_another_file_at_an_address_is_taken_for_what_it_is(archive: Machine, ours: Store, buckets: tuple[Path, str]) -> None:
    archive.publish(FIRST)
    (archive.root / f"{SLUG}.m4a").write_bytes((archive.shelf / "talk.m4a").read_bytes())
    put(archive, buckets, ours.prefix)
    size = (archive.shelf / "talk.m4a").stat().st_size
    said = archive.publish(FIRST)
    assert isinstance(said, Enclosure)
    assert (said.bytes, said.sha256, said.mark) == (size, None, None)
    again = archive.publish(FIRST)
    assert isinstance(again, Trouble)
    assert "are out of date" in again.message


def test_a_copy_to_an_address_that_has_not_come_to_its_end_is_waited_for(archive: Machine, ours: Store, buckets: tuple[Path, str]) -> None:
    """It begins as the file does."""
    upload = archive.enclose(FIRST).upload
    assert upload
    file = archive.root / f"{SLUG}.m4a"
    file.write_bytes(file.read_bytes() + bytes(1 << 20))
    put(archive, buckets, ours.prefix)
    whole = upload.enclosure._replace(bytes=file.stat().st_size + 1)
    answer = carry([upload._replace(enclosure=whole, known=upload.enclosure)], archive.store(), lambda *_: None, lambda _: None)[SLUG]
    assert isinstance(answer, Trouble)
    assert "are out of date" in answer.message


def test_ci_without_sound_believes_what_it_sees(archive: Machine, ours: Store, buckets: tuple[Path, str]) -> None:
    archive.enclose(FIRST)
    put(archive, buckets, ours.prefix)
    ci = ci_of(archive)
    ci.settings = Settings()
    said = ci.publish(FIRST)
    assert isinstance(said, Enclosure)
    assert said.bytes == (archive.root / f"{SLUG}.m4a").stat().st_size
    assert said.duration == ci.record.audio.duration if ci.record.audio else False
    assert ci.record.enclosures == (said,)


def test_a_page_is_no_recording(archive: Machine, ours: Store, buckets: tuple[Path, str], way: Weather) -> None:
    archive.where = Store(f"{way.address}/{BUCKET}/")
    upload = archive.enclose(FIRST).upload
    assert upload
    page = upload._replace(enclosure=upload.enclosure._replace(address=f"{ours.media}login.html"))
    (buckets[0] / BUCKET / ours.prefix).mkdir()
    (buckets[0] / BUCKET / ours.prefix / "login.html").write_text("<p>Sign in</p>")
    answer = carry([page], store_at(ours.media), lambda *_: None, lambda _: None)[SLUG]
    assert isinstance(answer, Trouble)
    assert answer.message == f"{ours.media}login.html is a page, not a recording"


def store_at(media: str) -> OpenStore | Trouble:
    return store.opened(Store(media), Path(), Settings())


# The record.


def test_the_record_keeps_its_time_and_the_other_feeds(desk: Machine) -> None:
    os.utime(desk.folder / FILE, ns=(10**18, 10**18))
    one = Enclosure("one", "https://a.example/a.m4a", "audio/x-m4a", 1, 1)
    for enclosure in (one._replace(feed="two"), one, one._replace(bytes=2)):
        note(desk.folder, enclosure)
    assert desk.record.enclosures == (one._replace(bytes=2), one._replace(feed="two"))
    written = (desk.folder / FILE).stat().st_ino
    note(desk.folder, one._replace(bytes=2))
    assert (desk.folder / FILE).stat().st_ino == written, "nothing new is not written"
    assert (desk.folder / FILE).stat().st_mtime_ns == 10**18
    assert json.loads((desk.folder / FILE).read_text())["enclosures"][0] == {
        "feed": "one", "address": "https://a.example/a.m4a", "type": "audio/x-m4a", "bytes": 2, "duration": 1,
    }  # fmt: skip


def test_another_address_in_the_feed_file_is_not_what_is_on_record(desk: Machine) -> None:
    desk.publish(FIRST)
    wanted = Wanted("talks", desk.where._replace(media="https://other.example/"), SLUG, "", "m", desk.record, SLUG)
    assert wanted.known is None
    assert wanted._replace(store=desk.where).known is not None
    assert wanted._replace(store=desk.where, feed="other").known is None


def test_what_was_carried_counts_before_what_is_on_record_only_if_it_is_as_wanted(desk: Machine) -> None:
    desk.publish(FIRST)
    recorded = desk.record.enclosure("talks")
    assert recorded
    carried = recorded._replace(bytes=7, mark="later")
    wanted = Wanted("talks", desk.where, SLUG, "", "later", desk.record, SLUG, carried)
    assert wanted.known == carried
    assert wanted._replace(mark="another").known == recorded
    assert wanted._replace(mark="another", recording=desk.record._replace(enclosures=())).known == carried


def test_marks_tell_what_listeners_would_notice() -> None:
    before = mark("sound", LABELS, FIRST, "cover")
    assert before == "0ed73b81287fe014-073295b0d8e31e6a", "with other marks, all sound of all shows is sent again"
    assert before == mark("sound", LABELS._replace(number=None), FIRST, "cover")
    others = (
        mark("other", LABELS, FIRST, "cover"),
        mark("sound", LABELS._replace(title="B"), FIRST, "cover"),
        mark("sound", LABELS, LATER, "cover"),
        mark("sound", LABELS, FIRST, "other"),
    )
    assert len({before, *others}) == 5
    assert [one.partition("-")[0] == before.partition("-")[0] for one in others] == [False, True, True, True]


def test_plan_asks_nothing(desk: Machine, way: Weather) -> None:
    said = desk.publish(FIRST)
    way.asked.clear()
    enclosed = ci_of(desk).enclose(LATER, Trouble("the store is asked when you publish", "", stops=False))
    assert enclosed.enclosure == said
    assert isinstance(desk.enclose(LATER).upload, Upload)
    assert way.asked == []
