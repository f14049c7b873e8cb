"""The arguments of the command line: each verb with its options, an example and a line of help.

Usage errors and `--help` are answered by this file alone, at once: even to import `dataclasses` and `pathlib` would take longer.
"""

import argparse
import os

from pipeline import __version__

TYPE_CHECKING = False  # typing's own is not worth its import
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


SHELLS = ("bash", "zsh", "fish")


class Verb:
    """A verb of the command line: its line of help, an example, and what adds its own arguments to a parser."""

    def __init__(
        self,
        name: str,
        does: str,
        example: str,
        arguments: "Callable[[argparse.ArgumentParser], object]" = lambda _: None,
    ) -> None:
        self.name, self.does, self.example, self.arguments = name, does, example, arguments


def _post(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("post", metavar="POST", help="a Markdown file, or the slug of an episode")
    _as_json(parser)


def _post_and_captions(parser: argparse.ArgumentParser) -> None:
    _post(parser)
    parser.add_argument("captions", metavar="CAPTIONS", help="json3, VTT, SRT or a list of words")


def _fetching(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("slug", nargs="?", type=_slug, metavar="SLUG", help="one episode (default: all)")
    parser.add_argument("--again", action="store_true", help="ask again, also for what is recorded")
    _on_a_cluster(parser)


def _as_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON document on standard output")


def _on_github_too(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--github", action="store_true", help="in a job of GitHub Actions: annotations, summary, outputs")


def _planning(parser: argparse.ArgumentParser) -> None:
    _as_json(parser)
    _on_github_too(parser)


def _publishing(parser: argparse.ArgumentParser) -> None:
    _allowing(parser)
    parser.add_argument("--why", action="store_true", help="say why each step runs")
    _on_a_cluster(parser)
    _on_github_too(parser)


def _on_a_cluster(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--cluster", metavar="ADDRESS", help="the scheduler of a Dask cluster that does the slow work, such as tcp://host:8786"
    )


def _allowing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--allow", action="append", default=[], metavar="WHAT", help="allow a change that the guard refuses, such as dropped:SLUG"
    )


def _reviewing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("slug", nargs="?", type=_slug, metavar="SLUG", help="one episode (default: a list of all)")
    parser.add_argument("--port", type=_port, default=0, help="default: a free one")


def _serving(parser: argparse.ArgumentParser) -> None:
    _allowing(parser)
    parser.set_defaults(cluster=None, why=False)
    parser.add_argument("--port", type=_port, default=8000, help="default: 8000; 0 takes a free one")


def _starting(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("url", metavar="URL", help="the video's address or id")


def _importing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("feed", metavar="FEED", help="the feed's address, or a file that it was saved to")
    parser.add_argument("--posts", action="store_true", help="write a post for each episode that has none, and load its sound")


def _completing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shell", choices=SHELLS, help="the shell that you use")


VERBS = (
    Verb("check", "list every problem in posts and feeds, and the chapter tables", "pipeline check", _on_github_too),
    Verb("fetch", "record what is missing about each episode's video", "pipeline fetch my-episode --again", _fetching),
    Verb("plan", "say what publish would change, and write nothing outside .pipeline/", "pipeline plan --json", _planning),
    Verb("publish", "build the sites and release what is due", "pipeline publish --allow dropped:old-episode", _publishing),
    Verb("new", "start a post from a video", "pipeline new 'https://www.youtube.com/watch?v=...'", _starting),
    Verb(
        "import",
        "take over a feed from elsewhere: its GUIDs, dates, enclosure addresses and numbers go into the posts",
        "pipeline import https://old.example/feed.xml",
        _importing,
    ),
    Verb("serve", "show the built sites on this machine, rebuilt on change", "pipeline serve --port 8000", _serving),
    Verb(
        "review",
        "listen to where each heading is asked, and accept, shift or drop it: verdicts go into the post",
        "pipeline review my-episode",
        _reviewing,
    ),
    Verb("inspect", "show what was read from one post", "pipeline inspect episodes/my-episode.md --json", _post),
    Verb(
        "align",
        "find the times of a post's headings and turns in a captions file",
        "pipeline align episodes/my-episode.md captions.vtt",
        _post_and_captions,
    ),
    Verb("doctor", "say what this machine has and what is missing: programs, settings, disk space, keys", "pipeline doctor"),
    Verb("completion", "print a script that makes a shell complete verbs and slugs", "pipeline completion bash", _completing),
)


class _Parser(argparse.ArgumentParser):
    """The parser for one verb's arguments, built only when it is used: a run uses one of them, or none."""

    def __init__(self, verb: Verb, **how: object) -> None:
        self._verb, self._how = verb, how

    def __getattr__(self, name: str) -> object:
        """Called for attributes that do not exist, as none do before the parser is built: build it."""
        how, verb = self.__dict__.pop("_how", None), self._verb
        if how is None:
            raise AttributeError(name)
        description, epilog = f"{verb.does[0].upper()}{verb.does[1:]}.", f"Example: {verb.example}"
        super().__init__(description=description, epilog=epilog, formatter_class=_help, **how)
        verb.arguments(self)
        self.add_argument("--root", type=_folder, default=".", metavar="DIR", help="the show's folder (default: the current one)")
        self.add_argument("--quiet", action="store_true", help="print only what went wrong")
        self.set_defaults(verb=verb.name)
        return getattr(self, name)


def parser() -> argparse.ArgumentParser:
    """The parser for the whole command line. In what it returns, `verb` is the name of the verb."""
    whole = argparse.ArgumentParser(
        prog="pipeline",
        formatter_class=_help,
        description="Turns an interview published as a video and a post into a podcast with a chapter for each question.",
    )
    whole.add_argument("--version", action="version", version=f"pipeline {__version__}")
    verbs = whole.add_subparsers(metavar="VERB", required=True, prog=whole.prog, parser_class=_Parser)
    for verb in VERBS:
        verbs.add_parser(verb.name, help=verb.does, verb=verb)
    return whole


def verb_first(words: "Sequence[str]") -> list[str]:
    """The same words, with the options that all verbs have behind the verb if they stand before it: `--root show check`."""
    end = 0
    while end < len(words) and words[end].startswith(("--root", "--quiet")):
        end += 2 if words[end] == "--root" else 1
    return [*words[end : end + 1], *words[:end], *words[end + 1 :]]


def _help(prog: str) -> argparse.HelpFormatter:
    """The usual help formatter, as wide as the terminal; by default, argparse would import all of `shutil` to find that width."""
    try:
        columns = int(os.environ.get("COLUMNS") or os.get_terminal_size().columns)
    except (ValueError, OSError):
        columns = 100
    return argparse.HelpFormatter(prog, width=columns - 2)


def _port(text: str) -> int:
    if not text.isdigit() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text} is not a port: a port is a number up to 65535")
    return int(text)


def _slug(text: str) -> str:
    """The slug of an episode; the path of its post or folder is accepted as well, since a shell completes it."""
    name = os.path.basename(text.rstrip("/"))
    if not name:
        raise argparse.ArgumentTypeError(f"{text or 'an empty text'} is not the slug of an episode")
    stem, ending = os.path.splitext(name)
    return stem if ending in (".md", ".markdown", ".mdx") else name


def _folder(text: str) -> str:
    if not os.path.isdir(text):
        raise argparse.ArgumentTypeError(f"{text} is not a folder")
    return text
