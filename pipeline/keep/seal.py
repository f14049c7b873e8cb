"""The seal on a show whose last publish left nothing to do: as long as it is unbroken, a publish has nothing to do either.

Then nothing would take the place of what listeners have, so that nobody asks for it. The seal holds what traces all sources, this program
and the published sites left, until when it holds, and what there is to say. Like `traces` it needs nothing but `os`: a thousand episodes
are looked over in less time than it takes to import what would make them.
"""

import os
from contextlib import suppress

from pipeline.keep import program, traces

TYPE_CHECKING = False  # typing's own is not worth its import
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pipeline.keep.site import Files

SETTINGS = "pipeline.local.yaml"
_FIELD, _PART = "\x1e", "\x1f"


class Said:
    """What a publish that has nothing to do says: its report, and its warnings."""

    def __init__(self, report: "Sequence[str]", warnings: "Sequence[str]") -> None:
        self.report, self.warnings = report, warnings


class Sources:
    """The traces of all that people write, and of this program: as a `text`, and of the posts and their folders by name."""

    def __init__(self, root: str) -> None:
        self.episodes, feeds = (traces.of_folder(os.path.join(root, name)) for name in ("episodes", "feeds"))  # noqa: PTH118 - see traces
        settings = traces.of_file(os.path.join(root, SETTINGS), SETTINGS)  # noqa: PTH118
        self.text = "".join((program.trace(), *self.episodes.values(), *feeds.values(), settings))


def put(root: str, before: Sources, sites: "Mapping[str, Files]", *, named: "Iterable[str]", until: float, said: Said) -> None:
    """Seal a show whose sources left the traces `before` when the publish began, and whose sites hold these files.

    `named` are files below `episodes/` or outside of it that posts name; `until` is the moment (seconds since the epoch) when something is due.
    """
    files = sorted(set(named))
    fields = (
        repr(until),
        _PART.join(sites),
        _PART.join(files),
        _PART.join(said.report),
        _PART.join(said.warnings),
        before.text,
        _named(root, files),
        *(_PART.join(_expected(held)) for held in sites.values()),
    )
    path = _path(root)
    with open(f"{path}.new", "w", encoding="utf-8", newline="") as file:  # noqa: PTH123
        file.write(_FIELD.join(fields))
    os.replace(f"{path}.new", path)  # noqa: PTH105


def lift(root: str) -> None:
    """Have no seal: what a publish comes to, the next one is not to take for what came of one before."""
    with suppress(OSError):
        os.unlink(_path(root))  # noqa: PTH108 - see traces


def unbroken(root: str, sources: Sources, now: float) -> Said | None:
    """What to say where nothing has changed and nothing is due at `now`; else None. The sites are looked at last: they are the most."""
    try:
        with open(_path(root), encoding="utf-8", newline="") as file:  # noqa: PTH123
            until, sites, named, report, warnings, written, beside, *held = file.read().split(_FIELD)
        holds = now < float(until)
    except (OSError, ValueError):
        return None
    if not (holds and written == sources.text and beside == _named(root, _parts(named))):
        return None
    names = _parts(sites)
    if len(names) != len(held) or not all(set(_parts(files)) == set(_found(root, name)) for name, files in zip(names, held, strict=True)):
        return None
    return Said(_parts(report), _parts(warnings))


def _named(root: str, names: "Iterable[str]") -> str:
    return "".join(traces.of_file(os.path.join(root, "episodes", name), name) for name in names)  # noqa: PTH118


def _found(root: str, name: str) -> "Iterator[str]":
    return traces.below(os.path.join(root, "public", name))  # noqa: PTH118


def _expected(files: "Files") -> "Iterator[str]":
    """What `_found` gives of a site that holds these files."""
    return (traces.line(path, file.size, file.written) for path, file in files.items())


def _parts(text: str) -> list[str]:
    return text.split(_PART) if text else []


def _path(root: str) -> str:
    return os.path.join(root, ".pipeline", ".seal")  # noqa: PTH118
