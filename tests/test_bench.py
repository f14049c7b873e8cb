"""The show that speed is measured with is one that publishes whole, and what is measured is told as it was."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bench import comparison, measured
from bench.comparison import Comparison
from bench.measured import Measured
from bench.process import Usage
from bench.ratio import Ratio, ratio
from bench.report import CHART, DATA, PAGE, told
from bench.scale import posts, show
from bench.scale.chart import chart
from bench.scale.entrants import amend
from bench.scale.goals import goals
from bench.scale.race import Result
from bench.scale.table import table
from pipeline import run
from pipeline.content import read_post
from pipeline.steps.staff import Staff
from pipeline.verbs import releasing

NOW = datetime(2026, 7, 1, tzinfo=UTC)


def test_a_show_publishes_whole_and_then_stands(tmp_path: Path) -> None:
    show.lay(tmp_path, 3, posts.paragraphs(None), 0.4)
    (outcome,), problems = releasing.publish(tmp_path, NOW, Staff(run.Silent(), run.Workers()), frozenset())
    assert not problems
    assert not outcome.objections
    assert len(outcome.built.episodes) == 3
    site = tmp_path / "public" / show.NAME
    assert [path.parent.name for path in site.glob("*/transcript.vtt")] == ["episode-00003"]
    assert len(json.loads((site / "episode-00003/chapters.json").read_bytes())["chapters"]) > 3

    (again,), _ = releasing.publish(tmp_path, NOW, Staff(run.Silent(), run.Workers()), frozenset())
    assert not again.changed

    amend(tmp_path / "episodes" / show.middle(3, 0.4), 1)
    (changed,), _ = releasing.publish(tmp_path, NOW, Staff(run.Silent(), run.Workers()), frozenset())
    assert "episode-00002/index.html" in changed.changed
    assert "episode-00001/index.html" not in changed.changed


@pytest.mark.parametrize("number", [1, 9999])
def test_posts_are_alike_in_length_and_in_nothing_else(number: int) -> None:
    pool = posts.paragraphs(None)
    one, other = posts.sample(number, pool), posts.sample(number + 1, pool)
    assert one == posts.sample(number, pool)
    assert one.text != other.text
    for made in (one, other):
        assert abs(sum(len(said.split()) for said in made.spoken) - posts.WORDS) <= 12
    post, problems = read_post.read(one.text.encode(), f"{one.slug}.md")
    assert problems == ()
    assert post
    assert post.video
    assert post.video.id == one.video
    assert len(post.headings) > 10


def test_transcripts_are_read_without_labels_and_headings(tmp_path: Path) -> None:
    said = "I think that twelve words are about enough to be said in one breath."
    asked = "And then you will ask me for twelve more of them, will you not?"
    text = f"---\ntitle: A talk\n---\n# A talk\n\nAnn Host (00:01:02):\n{said}\n\n**Bob:** {asked}\n\n| a | table |\n\nShort.\n"
    (tmp_path / "talk.md").write_text(text, encoding="utf-8")
    assert posts.paragraphs(tmp_path) == (said, asked)
    with pytest.raises(SystemExit, match="no transcripts"):
        posts.paragraphs(tmp_path / "nowhere")


def test_ratios_are_of_medians_with_the_least_and_the_most_of_a_round() -> None:
    ours = Result("pipeline", "cold", 100, (Usage(1, 2, 80, 0), Usage(3, 6, 90, 0), Usage(2, 4, 85, 0)))
    theirs = Result("hugo", "cold", 100, (Usage(4, 4, 800, 0), Usage(4, 8, 900, 0), Usage(5, 2, 900, 0)))
    assert ratio(ours.all("wall"), theirs.all("wall")) == Ratio(0.5, 0.25, 0.75)
    assert ratio(ours.all("cpu"), theirs.all("cpu")) == Ratio(1.0, 0.5, 2.0)
    assert table((ours, theirs)).splitlines()[2:] == [
        "| 100 | cold | pipeline | 2.00 (1.00 to 3.00) | 4.00 (2.00 to 6.00) | 85 |  |  |",
        "| 100 | cold | hugo | 4.00 (4.00 to 5.00) | 4.00 (2.00 to 8.00) | 900 | 0.5 (0.25 to 0.75) | 1 (0.5 to 2) |",
    ]


def test_goals_stand_beside_what_was_measured_for_each_size() -> None:
    def one(entrant: str, scene: str, episodes: int, seconds: float) -> Result:
        return Result(entrant, scene, episodes, (Usage(seconds, 2 * seconds, 90, 0),) * 3)

    small = [one("pipeline", scene, 100, 1) for scene in ("cold", "unchanged", "one changed")]
    large = [one("pipeline", scene, 1000, 12) for scene in ("cold", "unchanged", "one changed")]
    rows = goals((*small, *large, one("hugo", "cold", 1000, 10))).splitlines()
    assert rows[0] == "|  | 100 | 1,000 | goal |"
    assert "| unchanged: time / python -c pass | - | - | 5 |" in rows
    assert "| cold: CPU / hugo | - | 1.2 | 0.3 |" in rows
    assert rows[-3:] == [
        "| cold: memory, MB | 90 | 90 | 150 |",
        "| cold: CPU of an episode, ms | 20.0 | 24.0 |  |",
        "| cold: the same / that of the smallest show | 1.00 | 1.20 | 1.2 |",
    ]


def test_what_was_measured_is_kept_as_it_was(tmp_path: Path) -> None:
    large, small = (Result("pipeline", "cold", episodes, (Usage(1, 2, 80, 0), Usage(3, 6, 90, 0))) for episodes in (100, 20))
    aligned = Comparison("alignment", "rapidfuzz", None, Ratio(2.7, 2.6, 2.9), 3)
    tagged = Comparison("a changed title", "cp", Ratio(0.2, 0.1, 0.3), Ratio(0.1, 0.05, 0.2), 0.25)
    Measured((large,), (aligned,)).keep(tmp_path / "one.json")
    Measured((small,), (tagged,)).keep(tmp_path / "two.json")
    assert measured.joined((tmp_path / "one.json", tmp_path / "two.json")) == Measured((small, large), (aligned, tagged))
    assert comparison.table((aligned, tagged)).splitlines()[2:] == [
        "| alignment | rapidfuzz |  | 2.7 (2.6 to 2.9) | 3 |",
        "| a changed title | cp | 0.2 (0.1 to 0.3) | 0.1 (0.05 to 0.2) | 0.25 |",
    ]


def test_the_page_tells_what_was_measured() -> None:
    """`python -m bench.report FILE.json...` writes it."""
    made, page = measured.from_json(DATA.read_text(encoding="utf-8")), PAGE.read_text(encoding="utf-8")
    assert page == told(page, made)
    assert CHART.read_text(encoding="utf-8") == chart(made.publishing)
