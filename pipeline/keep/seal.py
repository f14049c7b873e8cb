"""The seal: written by a publish that left nothing to do. As long as it is unbroken, the next publish has nothing to do either.

A sealed publish replaces nothing, so it does not even ask what listeners have. Like `traces`, this module imports hardly more than `os`: a
thousand episodes are checked in less time than it takes to import what would make them.
"""

import os
from contextlib import suppress
from functools import partial

from pipeline.edge.layout import EPISODES, KEPT, PUBLIC, RECORDS
from pipeline.keep import texts, traces
from pipeline.keep.aside import Aside
from pipeline.keep.folders import Folders
from pipeline.keep.sources import Sources

TYPE_CHECKING = False  # typing's own is not worth its import
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from pipeline.keep.site import Files, TracedFiles

    Part = tuple[str, Callable[[str], bool], str]  # of a site: its folder, which folders in it, the traces that they should have

_SEAL = ".seal"
_FIELD, _PART = b"\x1e", "\x1f"
_FEW = 50  # up to so many lines, replacing them one by one is faster than writing all of them anew
_LONG = 200_000  # characters of traces: about two thousand files, which take longer to check than it takes to start a process


class Said:
    """What a publish that has nothing to do prints: the lines of its report, and its warnings."""

    def __init__(self, report: "Sequence[str]", warnings: "Sequence[str]") -> None:
        self.report, self.warnings = report, warnings


class _Seal:
    """What a seal says: it is valid `until` a moment (seconds since the epoch), as long as nothing has left other traces.

    `sites` are the traces of the published sites by show, `marks` the digests of their files. `named` are the files that posts name,
    relative to `episodes/`; `sources` are the traces of all sources, followed by those of the named files.
    """

    def __init__(
        self, until: float, sites: dict[str, str], marks: dict[str, str], *, named: "Sequence[str]", said: Said, sources: str
    ) -> None:
        self.until, self.sites, self.marks, self.named, self.said, self.sources = until, sites, marks, named, said, sources

    @property
    def length(self) -> int:
        """How many characters the traces of the sites have."""
        return sum(map(len, self.sites.values()))

    @property
    def is_long(self) -> bool:
        """Whether another process is worth its start to check the sites."""
        return self.length > _LONG


def look(root: str, now: float) -> tuple[Sources, Said | None]:
    """The sources, and what to print if neither they nor the sites have changed and nothing is due; None if there is work to do.

    `now` is in seconds since the epoch. If the seal is broken, another process, if there can be one, begins to look at the next sites.
    """
    seal, sources = _read(root), Sources(root)
    if seal is None:
        return sources, None
    if now < seal.until and _is_unbroken(root, seal, sources):
        return sources, seal.said
    if seal.sources.startswith(sources.program):  # else every file will be made anew
        sources.sealed, sources.marks = seal.sites, seal.marks
    sources.ahead({name: sources.sealed.get(name, "") for name in seal.sites}, is_long=seal.is_long)
    return sources, None


def _is_unbroken(root: str, seal: _Seal, sources: Sources) -> bool:
    """Whether neither the sources nor the published sites have changed.

    The posts are checked first, since a change is most often in one of them. The sites have the most files: another process, if there can
    be one, checks such a share of them that both end at the same time.
    """
    if not (seal.sources.startswith(sources.text) and all(os.path.exists(os.path.join(root, KEPT, name, RECORDS)) for name in seal.sites)):
        return False
    share = (seal.length + len(seal.sources) - len(sources.text)) / 2 / max(seal.length, 1)
    cut = [_halves(os.path.join(root, PUBLIC, name), traced, share) for name, traced in seal.sites.items()]
    begins, ends = [begin for begin, _ in cut], [end for _, end in cut]
    with Aside(partial(_are_unchanged, sources.folders, begins), is_long=seal.is_long) as begins_are_unchanged:
        same_sources = seal.sources == sources.whole().text + _named(root, seal.named)
        return same_sources and _are_unchanged(sources.folders, ends) and bool(begins_are_unchanged.answer())


def put(
    root: str,
    before: Sources,
    sites: "Mapping[str, tuple[TracedFiles, Collection[str]]]",
    *,
    named: "Iterable[str]",
    until: float,
    said: Said,
) -> None:
    """Seal the shows in `root`, whose sources had the traces `before` when the publish began.

    `sites` are by show the files of its site, and the paths that this publish has changed. `named` are the files that posts name, relative
    to `episodes/`; `until` is the moment (seconds since the epoch) when something is due.
    """
    names = sorted(set(named))
    seal = _Seal(
        until,
        {show: _mended(before.sealed.get(show, ""), held, changed) or _expected(held) for show, (held, changed) in sites.items()},
        {show: held.mark for show, (held, _) in sites.items()},
        named=names,
        said=said,
        sources=before.text + _named(root, names),
    )
    texts.write(root, _SEAL, _composed(seal))


def lift(root: str, sources: Sources | None = None) -> None:
    """Remove the seal before a publish changes anything, so that the next one cannot mistake an old seal for the result of this one.

    If another run has removed it first, that run is changing the sites, and what `sources` knows of them is dropped.
    """
    try:
        os.unlink(os.path.join(root, KEPT, _SEAL))
    except OSError:
        if sources:
            sources.forget()


def _read(root: str) -> _Seal | None:
    """The seal; None if there is none, or only a part of one."""
    # Each field is decoded by itself: most are ASCII, which decodes in a tenth of the time.
    fields = [texts.decoded(field) for field in texts.read(root, _SEAL).split(_FIELD)]
    with suppress(ValueError):
        until, names, marks, named, report, warnings, sources, *sites = fields
        shows = _parts(names)
        return _Seal(
            float(until),
            dict(zip(shows, sites, strict=True)),
            dict(zip(shows, _parts(marks), strict=True)),
            named=_parts(named),
            said=Said(_parts(report), _parts(warnings)),
            sources=sources,
        )
    return None


def _composed(seal: _Seal) -> bytes:
    """A seal in the form that `_read` reads."""
    lists = (seal.sites, seal.marks.values(), seal.named, seal.said.report, seal.said.warnings)
    fields = (repr(seal.until), *map(_PART.join, lists), seal.sources, *seal.sites.values())
    return _FIELD.join([texts.encoded(field) for field in fields])


def _parts(text: str) -> list[str]:
    return text.split(_PART) if text else []


def _named(root: str, names: "Iterable[str]") -> str:
    """The traces of the files that posts name."""
    return "".join(traces.of_file(os.path.join(root, EPISODES, name), name) for name in names)


def _expected(files: "Files") -> str:
    """The traces of a site that holds these files."""
    return "".join([traces.line(path, files[path]) for path in sorted(sorted(files), key=_folder_of)])


def _mended(traced: str, files: "Files", changed: "Collection[str]") -> str:
    """The traces of a site that holds these files, made by mending the former ones, `traced`.

    Empty if that cannot be done: a file is new or gone, many have changed, or there are no former traces.
    """
    if len(changed) > _FEW:
        return ""
    text = f"\n{traced}"
    for path in changed:
        state, at = files.get(path), text.find(f"\n{path}\t")
        if state is None or at < 0:
            return ""
        end = text.index("\n", at + 1) + 1
        text = f"{text[:at]}\n{traces.line(path, state)}{text[end:]}"
    return text[1:]


def _folder_of(path: str) -> str:
    """The folder of a file with its slash: the part of the path before the name."""
    return path[: path.rfind("/") + 1]


def _are_unchanged(folders: Folders, parts: "Iterable[Part]") -> bool:
    """Whether these parts of sites have left the traces that they should have."""
    return all(folders.all_traces(site, wanted) == traced for site, wanted, traced in parts)


def _halves(site: str, traced: str, share: float) -> "tuple[Part, Part]":
    """A site, whose traces are `traced`, in two parts, of which the first is about this share of it."""
    at, folder = _cut(traced, share)

    def is_in_first(name: str) -> bool:
        return name < folder

    def is_in_second(name: str) -> bool:
        return name >= folder

    return (site, is_in_first, traced[:at]), (site, is_in_second, traced[at:])


def _cut(traced: str, share: float) -> tuple[int, str]:
    """Where to cut the traces of a site so that the first part is about this share of it, and the folder that the second part begins with.

    That is a folder directly in the site, so that all that is below it stays together. If there is none, the first part is empty.
    """
    line = traced.find("\n", int(len(traced) * share)) + 1
    folder = traced[line : traced.find("/", line) + 1]
    if "\n" in folder:  # the line is of a file that is in no folder
        return 0, ""
    return f"\n{traced}".find(f"\n{folder}"), folder
