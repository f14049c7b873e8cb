"""What a network with many recordings costs, in hours and in money: each step measured on one recording of an hour, then counted up.

    python -m bench.network [--recordings 50000] [--cores 64] [--machines 8] [--core-hour 0.05] [--gigabyte-month 0.02] ...

Prices, bandwidth and the number of machines are yours to fill in; those in `--help` are examples.
"""

import argparse
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median
from typing import NamedTuple

from bench import markdown
from bench.process import spent
from bench.scale.posts import paragraphs, sample
from bench.scale.show import captions_of
from bench.sound import CHAPTERS, LABELS, talk
from pipeline.content import captions, read_post
from pipeline.content.show import Encoding
from pipeline.derive.align import align
from pipeline.edge import files
from pipeline.edge.media import artwork, audio, tags
from pipeline.edge.media.picture import EMBEDDED, POSTER, STILL

ROUNDS = 3
PAGES = "pages, feed and transcripts"
FETCHED, ALIGNED, READY, LOUD, TAGGED, DRAWN = (
    "checking what was fetched",
    "alignment",
    "an M4A made ready, its loudness measured",
    "an MP3 at -16 LUFS instead",
    "tags, chapters and cover",
    "pictures",
)


class Assumed(NamedTuple):
    """What the reader fills in: the network, the cluster, prices, and how YouTube answers. Fields are told by `--help`."""

    recordings: int = 50_000
    cores: int = 64
    machines: int = 8
    pages: float = 0.0
    core_hour: float = 0.05
    gigabyte_month: float = 0.02
    gigabyte_out: float = 0.05
    between: float = 6.0
    download: float = 30.0


MEANINGS = {
    "recordings": "how many there are",
    "cores": "of the cluster",
    "machines": "with an address of their own, from which YouTube is asked",
    "pages": f"CPU seconds a recording of {PAGES}, from bench.scale",
    "core_hour": "money for an hour of a core",
    "gigabyte_month": "money for a gigabyte in the store, a month",
    "gigabyte_out": "money for a gigabyte that listeners fetch",
    "between": "seconds between two videos",
    "download": "Mbit/s at which a video's sound comes",
}


def steps(folder: Path) -> Mapping[str, Callable[[], object]]:
    """The slow steps of an episode, on a talk of an hour in `folder`."""
    made = sample(1, paragraphs(None))
    written = captions_of(" ".join(made.spoken).split()).encode()
    post, _ = read_post.read(made.text.encode(), "talk.md")
    words, _ = captions.read(written, "captions.vtt")
    if post is None or words is None:
        raise AssertionError  # they were made to be read
    source, still = folder / "talk.m4a", artwork.poster(None, LABELS.title)
    cover = artwork.cover(still, LABELS.title, EMBEDDED)
    ready = audio.prepare(source, folder / "ready")

    def checked() -> object:
        return captions.read(written, "captions.vtt"), audio.probe(source), files.digest(source)

    def drawn() -> object:
        heard = artwork.cover(still, LABELS.title, EMBEDDED)
        posters = [artwork.poster(still, LABELS.title, size) for size in (POSTER, STILL)]
        return artwork.cover(still, LABELS.title), artwork.card(heard, LABELS.title, LABELS.show), posters

    return {
        FETCHED: checked,
        ALIGNED: lambda: align(post, words),
        READY: lambda: (audio.loudness(source), audio.prepare(source, folder / "again")),
        LOUD: lambda: audio.prepare(source, folder / "loud", Encoding("mp3", 96_000, -16)),
        TAGGED: lambda: tags.make(ready.path, folder / "tagged.m4a", LABELS, CHAPTERS, cover),
        DRAWN: drawn,
    }


def seconds(folder: Path) -> dict[str, float]:
    """CPU seconds of each step, the median of some rounds in turn."""
    todo = steps(folder)
    taken = [{name: spent(work)[1] for name, work in todo.items()} for _ in range(ROUNDS)]
    return {name: median(one[name] for one in taken) for name in todo}


def bill(taken: Mapping[str, float], sound: int, given: Assumed) -> str:
    """The costs, as tables in Markdown: CPU by step, then hours of asking and working, and money.

    `sound` is the size of a recording in bytes.
    """
    many, gigabytes = given.recordings, sound * given.recordings / 1e9
    kept, encoded = (sum(each for name, each in taken.items() if name != without) * many / 3600 for without in (LOUD, READY))
    asked = many * (given.between + sound * 8 / 1e6 / given.download) / given.machines / 3600
    steps = ((name, f"{each:.2f}", f"{each * many / 3600:,.0f}") for name, each in taken.items())
    costs = (
        (f"asking YouTube: {given.machines} machines, {given.between:g} s between videos, {given.download:g} Mbit/s", f"{asked:,.0f} h"),
        *(
            (f"all else, sound {what}, on {given.cores} cores", f"{hours / given.cores:,.1f} h, {hours * given.core_hour:,.2f}")
            for what, hours in (("left as it is", kept), ("as MP3 at -16 LUFS", encoded))
        ),
        (f"{gigabytes:,.0f} GB in a store", f"{gigabytes * given.gigabyte_month:,.2f} a month"),
        ("a thousand listeners to an episode", f"{sound * 1000 / 1e9 * given.gigabyte_out:,.2f}"),
    )
    heads = ("step", "CPU s a recording", f"CPU hours of {many:,}"), (f"{many:,} recordings of an hour", "")
    return "\n\n".join(markdown.table(head, rows) for head, rows in zip(heads, (steps, costs), strict=True))


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench.network", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for field, usual in Assumed._field_defaults.items():
        name = f"--{field.replace('_', '-')}"
        parser.add_argument(name, type=type(usual), default=usual, help=f"{MEANINGS[field]}: {usual}")
    given = Assumed(**vars(parser.parse_args()))
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        talk(folder, 60)
        taken = seconds(folder) | ({PAGES: given.pages} if given.pages else {})
        print(bill(taken, (folder / "talk.m4a").stat().st_size, given))


if __name__ == "__main__":
    main()
