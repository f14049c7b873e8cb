"""What became of a post, and the excerpts of its episode, are the same after they were kept."""

import pickle
import sys
from datetime import datetime, timedelta

import pytest

from pipeline.content.problem import Place, Problem, Severity
from pipeline.content.recording import Enclosure
from pipeline.derive.interview import interview
from pipeline.derive.pages.card import Neighbour, card
from pipeline.derive.pages.indexed import indexed
from pipeline.derive.plan import Waiting
from pipeline.steps import excerpts
from pipeline.steps.entry import Entry, entry_of, plain, why_look
from tests.made import MADE, MOMENT
from tests.pages import example

SOUND = Enclosure("talks", "https://cdn.example/ada.mp3", "audio/mpeg", 4, 5, "mark")
ENTRIES = (
    Entry(),
    Entry("ada.md\t1\t2\n", ("../a.mp3",), "its post\t1f\n", MADE, settled=True),
    Entry(made=MADE._replace(neighbours=(Neighbour("bob", "Bob"), Neighbour("cleo", "Cleo")), loudness=None, enclosure=SOUND), failed=True),
    Entry(
        waiting=Waiting("ada", "Ada", MOMENT, "that is its date"),
        problems=(Problem(Place("episodes/ada.md", 4), "what", "hint", Severity.WARNING, "video"), Problem(Place("feeds"), "no feed")),
        unrecorded=True,
    ),
)


@pytest.mark.parametrize("entry", ENTRIES)
def test_an_entry_is_told_without_its_classes(entry: Entry) -> None:
    kept = pickle.dumps(plain(entry))
    assert entry_of(pickle.loads(kept)) == entry
    assert all(name not in kept for name in (b"Entry", b"Made", b"Neighbour", b"Problem", b"Place", b"Severity"))


COMMON = "the feed file\t1\n"
SEEN = Entry("ada.md\t1\t2\nada/audio.mp3\t3\t4\n", (), f"{COMMON}its post\t1f\n", MADE, settled=True)
WAITS = SEEN._replace(waiting=Waiting("ada", "Ada", MOMENT, "that is its date"), made=None, made_of="")
HOUR = timedelta(hours=1)


def why(entry: Entry, traces: str = SEEN.traces, common: str = COMMON, *lost: str, now: datetime = MOMENT) -> str:
    return why_look(entry, traces, common, lost, now)


def test_an_entry_holds_the_strings_that_others_hold() -> None:
    traces, message = "".join(SEEN.traces.splitlines(keepends=True)), "".join(reversed("dnuos on"))
    entry = SEEN._replace(problems=(Problem(Place("episodes/ada.md"), message),)).interned(traces)
    assert entry.traces is traces
    assert entry.problems[0].message is sys.intern("no sound")
    assert SEEN.interned(f"{traces}bob.md\t1\t2\n") == SEEN


def test_a_post_is_looked_at_again_when_one_of_its_files_has_left_another_trace() -> None:
    assert why(SEEN) == ""
    assert why(SEEN, "ada.md\t1\t9\nada/audio.mp3\t3\t4\n") == "ada.md was written"
    assert why(SEEN, f"ada/captions.vtt\t5\t6\n{SEEN.traces}") == "ada/captions.vtt is new"
    assert why(SEEN, "") == "ada.md is gone and ada/audio.mp3 is gone"
    assert why(SEEN, "ada/audio.mp3\t3\t4\nada.md\t1\t2\n") == ""
    assert why(SEEN._replace(traces="")) == "it is new, or was just written when it was read"


def test_a_post_is_looked_at_again_when_its_episode_is_not_in_the_site_as_it_should_be() -> None:
    assert why(SEEN, SEEN.traces, "the feed file\t2\n") == "the feed file changed"
    assert why(SEEN, SEEN.traces, COMMON, "bob/index.html") == ""
    assert why(SEEN, SEEN.traces, COMMON, "bob/index.html", "ada/index.html") == "ada/index.html is not in the site as it was written"
    assert why(SEEN._replace(settled=False)) == "it was not complete"


def test_a_post_that_waits_is_looked_at_again_when_it_is_due() -> None:
    assert why(WAITS, SEEN.traces, "the feed file\t2\n", "ada/index.html", now=MOMENT - HOUR) == ""
    assert why(WAITS, now=MOMENT) == "it is due"
    assert why(WAITS._replace(waiting=Waiting("ada", "Ada", None, "it is a draft")), now=MOMENT + HOUR) == ""


def test_excerpts_of_an_episode_are_packed_without_their_classes() -> None:
    episode = example.episode()
    own = card(episode)
    known = indexed(episode, own.questions, interview(episode.post, episode.alignment, episode.chapters))
    packed = excerpts.excerpts(own, known, None)
    assert packed.keys() == {excerpts.CARD, excerpts.INDEXED}
    assert (excerpts.card(packed[excerpts.CARD]), excerpts.indexed(packed[excerpts.INDEXED])) == (own, known)
    assert all(name not in kept for kept in packed.values() for name in (b"Card", b"Question", b"Indexed", b"datetime"))
