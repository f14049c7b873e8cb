"""The seal: written by a publish that left nothing to do. As long as it is unbroken, the next publish has nothing to do either.

A sealed publish replaces nothing, so it does not even ask what listeners have. The seal contains the traces of all sources, of this program
and of the published sites, the moment until which it is valid, and what such a publish prints. Like `traces`, this module imports hardly
more than `os`: a thousand episodes are checked in less time than it takes to import what would make them.
"""

import os
from contextlib import suppress
from functools import partial

from pipeline.keep import program, traces
from pipeline.keep.aside import Aside
from pipeline.keep.folders import Folders

TYPE_CHECKING = False  # typing's own is not worth its import
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from typing import Self

    from pipeline.keep.folders import Known
    from pipeline.keep.site import Files, TracedFiles

_SETTINGS = "pipeline.local.yaml"
RECORDS = "records"  # what became of each post of a show; lost, it is restored while everything can still be made
_SEAL, _FOLDERS = ".seal", ".listings"
_FIELD, _PART, _LINE = b"\x1e", "\x1f", "\n"
_NEVER = ["0", "", "", "", "", "", ""]  # the fields of a seal that is never valid
_FEW = 50  # up to so many lines, replacing them one by one is faster than writing all of them anew
_LONG = 200_000  # characters of traces: about two thousand files, which take longer to check than it takes to start a process


class Said:
    """What a publish that has nothing to do prints: the lines of its report, and its warnings."""

    def __init__(self, report: "Sequence[str]", warnings: "Sequence[str]") -> None:
        self.report, self.warnings = report, warnings


class Sources:
    """The traces of everything that people write, and of this program: all of them as `text`, and those of `episodes` by name.

    `program` is the trace of this program alone, `folders` all folders that this run has looked into. `sealed` are the traces of the
    published sites by show as the last publish left them, `marks` the digests of their files. At first only the program and the post files
    have been looked at, with which the text begins; `whole` adds the rest.
    """

    def __init__(self, root: str, folders: Folders | None = None) -> None:
        self._root, self.folders = root, folders or _remembered(root)
        self._sites, self.sealed, self.marks = dict[str, dict[str, str] | None](), dict[str, str](), dict[str, str]()
        self.program, self.episodes = program.trace(self.folders), self.folders.own(self._path("episodes"))
        self.text = "".join((self.program, *self.episodes.values()))
        self._rest: Aside | None = None
        self.ahead({}, is_long=False)

    def ahead(self, sites: "Mapping[str, str]", *, is_long: bool) -> None:
        """Start looking at the rest and at the next `sites`, if that `is_long` in another process while this one gets ready.

        `sites` are by show the traces that the files of its next site are expected to have; empty if nothing is known.
        """
        self._rest = Aside(partial(self._looked, sites), is_long=is_long)

    def whole(self) -> "Self":
        """The same object, with everything looked at."""
        if self._rest:
            self.episodes, others, self._sites, seen = self._rest.answer()
            self.text, self._rest = "".join((self.program, *self.episodes.values(), others)), None
            self.folders.learn(seen)
        return self

    def mark(self, name: str) -> str:
        """The digest of the files of a show's next site; empty unless they are known to be those of the published one."""
        return self.marks[name] if self._sites.get(name, {}) is None else ""

    def files(self, name: str, site: str) -> dict[str, str]:
        """The state of each file of a show's next site, which is in the folder `site`; a second call looks at the disk again."""
        found = self._sites.pop(name, None)
        return self.folders.files(site) if found is None else found

    def forget(self) -> None:
        """Drop all that is known of sites."""
        self._sites, self.sealed, self.marks = {}, {}, {}

    def _looked(self, sites: "Mapping[str, str]") -> "tuple[dict[str, str], str, dict[str, dict[str, str] | None], Known]":
        """The traces of posts and their folders by name, those of all else, the files of each site that has changed, the folders seen."""
        episodes, feeds = self.folders.traces(self._path("episodes"), self.episodes), self.folders.traces(self._path("feeds"))
        others = "".join((*feeds.values(), traces.of_file(self._path(_SETTINGS), _SETTINGS)))
        return episodes, others, {name: self._inside(name, traced) for name, traced in sites.items()}, self.folders.seen

    def _inside(self, name: str, traced: str) -> dict[str, str] | None:
        """The files of a next site; None if they have the traces `traced`. A link counts as empty, as what it points to is not ours."""
        site = _path(self._root, name, "site")
        if os.path.islink(site):
            return {}
        return None if traced and self.folders.text(site, hidden=True) == traced else self.folders.files(site)

    def _path(self, name: str) -> str:
        return os.path.join(self._root, name)


def look(root: str, now: float) -> tuple[Sources, Said | None]:
    """The sources, and what to print if neither they nor the sites have changed and nothing is due; None if there is work to do.

    `now` is in seconds since the epoch. The posts are checked first, since a change is most often in one of them. The sites have the most
    files: another process, if there can be one, checks such a share of them that both end at the same time. If the seal is broken, it looks
    at the next sites instead.
    """
    folders = _remembered(root)
    until, names, marks, named, report, warnings, written, *sites = _kept(root)
    shows = dict(zip(_parts(names), sites, strict=True))
    sources = Sources(root, folders)
    if now < float(until) and written.startswith(sources.text) and all(os.path.exists(_path(root, name, RECORDS)) for name in shows):
        length = sum(map(len, sites))
        share = (length + len(written) - len(sources.text)) / 2 / max(length, 1)
        cut = [(_public(root, name), text, *_cut(text, share)) for name, text in shows.items()]
        begins = [(site, folder.__gt__, text[:at]) for site, text, at, folder in cut]
        ends = [(site, folder.__le__, text[at:]) for site, text, at, folder in cut]
        with Aside(partial(_are_unchanged, folders, begins), is_long=length > _LONG) as begins_are_unchanged:
            same_sources = written == sources.whole().text + _named(root, _parts(named))
            if same_sources and _are_unchanged(folders, ends) and begins_are_unchanged.answer():
                return sources, Said(_parts(report), _parts(warnings))
    if written.startswith(sources.program):  # else every file will be made anew
        sources.sealed, sources.marks = shows, dict(zip(shows, _parts(marks), strict=True))
    sources.ahead({name: sources.sealed.get(name, "") for name in shows}, is_long=sum(map(len, sites)) > _LONG)
    return sources, None


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
    files = sorted(set(named))
    fields = (
        repr(until),
        _PART.join(sites),
        _PART.join(held.mark for held, _ in sites.values()),
        _PART.join(files),
        _PART.join(said.report),
        _PART.join(said.warnings),
        before.text + _named(root, files),
        *(_mended(before.sealed.get(name, ""), held, changed) or _expected(held) for name, (held, changed) in sites.items()),
    )
    _write(root, _SEAL, *fields)


def lift(root: str, sources: Sources | None = None) -> None:
    """Remove the seal before a publish changes anything, so that the next one cannot mistake an old seal for the result of this one.

    If another run has removed it first, that run is changing the sites, and what `sources` knows of them is dropped.
    """
    try:
        os.unlink(_path(root, _SEAL))
    except OSError:
        if sources:
            sources.forget()


def remember(root: str, folders: Folders, changed: "Mapping[str, Iterable[str]]") -> None:
    """Remember for the next run what is in the folders that this one has looked into, and in those of the `changed` paths of each site.

    Nothing can be remembered of a folder that was changed a moment ago. So those that were written last, in the next site, come last, in
    the order in which they were written.
    """
    for name, paths in changed.items():
        inside = sorted({os.path.dirname(path) for path in paths} | {""})
        for site in (_public(root, name), _path(root, name, "site")):
            for folder in inside:
                with suppress(OSError):
                    folders.note(os.path.join(site, folder))
    if folders.has_news:
        _write(root, _FOLDERS, folders.kept)


def _kept(root: str) -> list[str]:
    """The fields of the seal; if there is none, or only a part of one, those of a seal that is never valid."""
    # Each is decoded by itself: most are ASCII, which decodes in a tenth of the time.
    fields = [_text(field) for field in _read(root, _SEAL).split(_FIELD)]
    with suppress(ValueError):
        shows, marks = (len(_parts(field)) for field in fields[1:3])
        if shows == marks == len(fields) - len(_NEVER) > 0 and float(fields[0]):
            return fields
    return _NEVER


def _named(root: str, names: "Iterable[str]") -> str:
    return "".join(traces.of_file(os.path.join(root, "episodes", name), name) for name in names)


def _expected(files: "Files") -> str:
    """The traces of a site that holds these files."""
    return "".join([f"{path}\t{files[path]}\n" for path in sorted(sorted(files), key=_folder_of)])


def _mended(traced: str, files: "Files", changed: "Collection[str]") -> str:
    """The traces of a site that holds these files, made by mending the former ones, `traced`.

    Empty if that cannot be done: a file is new or gone, many have changed, or there are no former traces.
    """
    text = f"\n{traced}"
    for path in changed:
        state, at = files.get(path), text.find(f"\n{path}\t")
        if state is None or at < 0 or len(changed) > _FEW:
            return ""
        text = f"{text[:at]}\n{traces.line(path, state)}{text[text.index(_LINE, at + 1) + 1 :]}"
    return text[1:]


def _folder_of(path: str) -> str:
    """The folder of a file with its slash: the part of the path before the name."""
    return path[: path.rfind("/") + 1]


def _are_unchanged(folders: Folders, parts: "Iterable[tuple[str, Callable[[str], bool], str]]") -> bool:
    """Whether these parts of sites have left these traces. A part is a site and a choice of the folders in it, as in `Folders.text`."""
    return all(folders.text(site, wanted) == text for site, wanted, text in parts)


def _cut(text: str, share: float) -> tuple[int, str]:
    """Where to cut the traces of a site so that the first part is about this share of it, and the folder that the second part begins with.

    That is a folder directly in the site, so that all that is below it stays together. If there is none, the first part is empty.
    """
    line = text.find("\n", int(len(text) * share)) + 1
    folder = text[line : text.find("/", line) + 1]
    return (f"\n{text}".find(f"\n{folder}"), folder) if "\n" not in folder else (0, "")


def _parts(text: str) -> list[str]:
    return text.split(_PART) if text else []


def _public(root: str, name: str) -> str:
    return os.path.join(root, "public", name)


def _path(root: str, *names: str) -> str:
    return os.path.join(root, ".pipeline", *names)


def _remembered(root: str) -> Folders:
    return Folders(_text(_read(root, _FOLDERS)))


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")  # the name of a file may be any bytes


def _read(root: str, name: str) -> bytes:
    """The file that an earlier run left under this name in `.pipeline/`; empty if there is none."""
    try:
        with open(_path(root, name), "rb") as file:
            return file.read()
    except OSError:
        return b""


def _write(root: str, name: str, *fields: str) -> None:
    """Write that file completely or not at all. Another run that writes it at the same time waits."""
    from pathlib import Path  # noqa: PLC0415 - only a publish that had something to do writes

    from pipeline.edge import files  # noqa: PLC0415 - as above

    with files.replacing(Path(_path(root, name))) as new:
        new.write_bytes(_FIELD.join([field.encode("utf-8", "surrogateescape") for field in fields]))
