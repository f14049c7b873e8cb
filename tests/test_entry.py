"""What became of a post, and what is told of its episode, is the same after it was kept."""

import pickle
from datetime import UTC, datetime

import pytest

from pipeline.content.problem import Place, Problem, Severity
from pipeline.content.recording import Enclosure
from pipeline.derive.card import Neighbour, card
from pipeline.derive.indexed import indexed
from pipeline.derive.passages import interview
from pipeline.derive.plan import Waiting
from pipeline.steps import told
from pipeline.steps.entry import Entry, Made, entry_of, plain
from tests.pages import example

MOMENT = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
MADE = Made("Ada", MOMENT, "en", "ada/index.html\t3\t7\n", (None, None), -16.0, None, True, "i", "f", "s", "m", b"", "full")
SOUND = Enclosure("talks", "https://cdn.example/ada.mp3", "audio/mpeg", 4, 5, "mark")
ENTRIES = (
    Entry(),
    Entry("ada.md\t1\t2\n", ("../a.mp3",), {"its post": "1f"}, MADE, settled=True),
    Entry(made=MADE._replace(neighbours=(Neighbour("bob", "Bob"), None), loudness=None, enclosure=SOUND), failed=True),
    Entry(
        waiting=Waiting("ada", "Ada", MOMENT, "it is dated then"),
        problems=(Problem(Place("episodes/ada.md", 4), "what", "hint", Severity.WARNING, "video"), Problem(Place("feeds"), "no feed")),
        unrecorded=True,
    ),
)


@pytest.mark.parametrize("entry", ENTRIES)
def test_an_entry_is_told_without_its_classes(entry: Entry) -> None:
    kept = pickle.dumps(plain(entry))
    assert entry_of(pickle.loads(kept)) == entry
    assert all(name not in kept for name in (b"Entry", b"Made", b"Neighbour", b"Problem", b"Place", b"Severity"))


def test_what_is_told_of_an_episode_is_told_without_its_classes() -> None:
    episode = example.episode()
    own = card(episode)
    known = indexed(episode, own.questions, interview(episode.post, episode.alignment, episode.chapters))
    parts = told.parts(own, known, None)
    assert (told.card(parts[told.CARD]), told.indexed(parts[told.INDEXED])) == (own, known)
    assert all(name not in kept for kept in parts.values() for name in (b"Card", b"Question", b"Indexed", b"datetime"))
