"""The seal on a show whose last publish left nothing to do: as long as it is unbroken, a publish has nothing to do either.

Then nothing would take the place of what listeners have, so that nobody asks for it. The seal holds what traces all sources, this program
and the published sites left, until when it holds, and what there is to say. Like `traces` it needs nothing but `os`: a thousand episodes
are looked over in less time than it takes to import what would make them.
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
    from pipeline.keep.site import Files, Held

SETTINGS = "pipeline.local.yaml"
_SEAL, _FOLDERS = ".seal", ".listings"
_FIELD, _PART, _LINE = b"\x1e", "\x1f", "\n"
_NEVER = ["0", "", "", "", "", "", ""]  # a seal that never holds
_FEW = 50  # lines that are sooner replaced in a text than all are written anew
_LONG = 200_000  # characters of traces: about two thousand files, which take longer to look at than it takes to start a process


class Said:
    """What a publish that has nothing to do says: its report, and its warnings."""

    def __init__(self, report: "Sequence[str]", warnings: "Sequence[str]") -> None:
        self.report, self.warnings = report, warnings


class Sources:
    """The traces of all that people write, and of this program: as a `text`, and of the posts and their folders by name.

    `program` is that of this program alone, `folders` are all that this run has looked into. `sealed` are the traces of the published sites
    by show, as the last publish left them, `marks` those of their files. At first there are the program and the posts alone, with which the
    text begins.
    """

    def __init__(self, root: str, folders: Folders | None = None) -> None:
        self._root, self.folders = root, folders or _remembered(root)
        self._sites, self.sealed, self.marks = dict[str, dict[str, str] | None](), dict[str, str](), dict[str, str]()
        self.program, self.episodes = program.trace(self.folders), self.folders.own(self._path("episodes"))
        self.text = "".join((self.program, *self.episodes.values()))
        self._rest: Aside | None = None
        self.ahead({}, is_long=False)

    def ahead(self, sites: "Mapping[str, str]", *, is_long: bool) -> None:
        """Have the rest looked at, where that `is_long` by another process while this one gets ready, and these next sites with it.

        Told with each are the traces that its files have most likely left.
        """
        self._rest = Aside(partial(self._looked, sites), is_long=is_long)

    def whole(self) -> "Self":
        """All of them."""
        if self._rest:
            self.episodes, others, self._sites, seen = self._rest.answer()
            self.text, self._rest = "".join((self.program, *self.episodes.values(), others)), None
            self.folders.learn(seen)
        return self

    def mark(self, name: str) -> str:
        """The mark of the files of a show's next site; empty where they are not known to be those of the published one."""
        return self.marks[name] if self._sites.get(name, {}) is None else ""

    def files(self, name: str, site: str) -> dict[str, str]:
        """The state of each file of a show's next site, which lies there; looked at anew where it is asked for once more."""
        found = self._sites.pop(name, None)
        return self.folders.files(site) if found is None else found

    def forget(self) -> None:
        """Know nothing of any site."""
        self._sites, self.sealed, self.marks = {}, {}, {}

    def _looked(self, sites: "Mapping[str, str]") -> "tuple[dict[str, str], str, dict[str, dict[str, str] | None], Known]":
        """The traces of posts and their folders by name, and of all else; the files of sites, as far as they left other traces; folders seen."""
        episodes, feeds = self.folders.traces(self._path("episodes"), self.episodes), self.folders.traces(self._path("feeds"))
        others = "".join((*feeds.values(), traces.of_file(self._path(SETTINGS), SETTINGS)))
        return episodes, others, {name: self._inside(name, traced) for name, traced in sites.items()}, self.folders.seen

    def _inside(self, name: str, traced: str) -> dict[str, str] | None:
        """The files of a next site; None where they left these traces. In a link, somebody else's would be taken for ours."""
        site = _path(self._root, name, "site")
        if os.path.islink(site):  # noqa: PTH114
            return {}
        return None if traced and self.folders.text(site, hidden=True) == traced else self.folders.files(site)

    def _path(self, name: str) -> str:
        return os.path.join(self._root, name)  # noqa: PTH118 - see traces


def look(root: str, now: float) -> tuple[Sources, Said | None]:
    """The sources, and what to say where neither they nor the sites have changed and nothing is due at `now`; else None.

    The posts are looked at first, for most often one of them has changed where something has. The sites have the most files: another process
    looks at a good part of them, if there can be one, so that both end at once, and at the next ones, where the seal is broken.
    """
    folders, (until, names, marks, named, report, warnings, written, *sites) = _remembered(root), _kept(root)
    shows = dict(zip(_parts(names), sites, strict=True))
    sources = Sources(root, folders)
    if now < float(until) and written.startswith(sources.text):
        length = sum(map(len, sites))
        share = (length + len(written) - len(sources.text)) / 2 / max(length, 1)
        cut = [(_public(root, name), text, *_cut(text, share)) for name, text in shows.items()]
        begins = [(site, folder.__gt__, text[:at]) for site, text, at, folder in cut]
        ends = [(site, folder.__le__, text[at:]) for site, text, at, folder in cut]
        with Aside(partial(_are, folders, begins), is_long=length > _LONG) as begins_are:
            if written == sources.whole().text + _named(root, _parts(named)) and _are(folders, ends) and begins_are.answer():
                return sources, Said(_parts(report), _parts(warnings))
    if written.startswith(sources.program):  # else all files will be others
        sources.sealed, sources.marks = shows, dict(zip(shows, _parts(marks), strict=True))
    sources.ahead({name: sources.sealed.get(name, "") for name in shows}, is_long=sum(map(len, sites)) > _LONG)
    return sources, None


def put(
    root: str,
    before: Sources,
    sites: "Mapping[str, tuple[Held, Collection[str]]]",
    *,
    named: "Iterable[str]",
    until: float,
    said: Said,
) -> None:
    """Seal a show whose sources left the traces `before` when the publish began, and whose sites hold these files.

    With the files of a site are those paths that are others than before. `named` are files below `episodes/` or outside of it that posts name;
    `until` is the moment (seconds since the epoch) when something is due.
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
    """Have no seal: what a publish comes to, the next one is not to take for what came of one before.

    Where another run has lifted it first, what was found of the sites that it makes tells nothing.
    """
    try:
        os.unlink(_path(root, _SEAL))  # noqa: PTH108 - see traces
    except OSError:
        if sources:
            sources.forget()


def remember(root: str, folders: Folders, changed: "Mapping[str, Iterable[str]]") -> None:
    """Have the next run know what is in the folders that this one has looked into, and where these paths of sites are, by show.

    Nothing can be known of a folder that was changed a moment ago: those of the next site, which were made last, come last, in their order.
    """
    for name, paths in changed.items():
        inside = sorted({os.path.dirname(path) for path in paths} | {""})  # noqa: PTH120 - see traces
        for site in (_public(root, name), _path(root, name, "site")):
            for folder in inside:
                with suppress(OSError):
                    folders.note(os.path.join(site, folder))  # noqa: PTH118
    if folders.has_news:
        _write(root, _FOLDERS, folders.kept)


def _kept(root: str) -> list[str]:
    """The fields of the seal; of one that never holds, where there is none or a part of one."""
    # Each is decoded alone: most of them are ASCII, which takes a tenth of the time.
    fields = [_text(field) for field in _read(root, _SEAL).split(_FIELD)]
    with suppress(ValueError):
        shows, marks = (len(_parts(field)) for field in fields[1:3])
        if shows == marks == len(fields) - len(_NEVER) > 0 and float(fields[0]):
            return fields
    return _NEVER


def _named(root: str, names: "Iterable[str]") -> str:
    return "".join(traces.of_file(os.path.join(root, "episodes", name), name) for name in names)  # noqa: PTH118


def _expected(files: "Files") -> str:
    """The traces of a site that holds these files."""
    return "".join([f"{path}\t{files[path]}\n" for path in sorted(sorted(files), key=_before)])


def _mended(traced: str, files: "Files", changed: "Collection[str]") -> str:
    """The traces of a site that holds these files, made of those from before a few changed; empty where some are new or gone, or nothing is known."""
    text = f"\n{traced}"
    for path in changed:
        state, at = files.get(path), text.find(f"\n{path}\t")
        if state is None or at < 0 or len(changed) > _FEW:
            return ""
        text = f"{text[:at]}\n{traces.line(path, state)}{text[text.index(_LINE, at + 1) + 1 :]}"
    return text[1:]


def _before(path: str) -> str:
    """What is before the name of a file in its path."""
    return path[: path.rfind("/") + 1]


def _are(folders: Folders, parts: "Iterable[tuple[str, Callable[[str], bool], str]]") -> bool:
    """Whether these parts of sites, told by which of the folders right in each, have left these traces."""
    return all(folders.text(site, wanted) == text for site, wanted, text in parts)


def _cut(text: str, share: float) -> tuple[int, str]:
    """Where to cut the traces of a site so that its begin is about this share of it, and the path of the folder that the rest begins with.

    It is one that lies right in the site: what is below it stays together. Where there is none all of it is the rest.
    """
    line = text.find("\n", int(len(text) * share)) + 1
    folder = text[line : text.find("/", line) + 1]
    return (f"\n{text}".find(f"\n{folder}"), folder) if "\n" not in folder else (0, "")


def _parts(text: str) -> list[str]:
    return text.split(_PART) if text else []


def _public(root: str, name: str) -> str:
    return os.path.join(root, "public", name)  # noqa: PTH118


def _path(root: str, *names: str) -> str:
    return os.path.join(root, ".pipeline", *names)  # noqa: PTH118


def _remembered(root: str) -> Folders:
    return Folders(_text(_read(root, _FOLDERS)))


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")  # a file's name may be text in no encoding


def _read(root: str, name: str) -> bytes:
    """What an earlier run left under a name; nothing where it left none."""
    try:
        with open(_path(root, name), "rb") as file:  # noqa: PTH123
            return file.read()
    except OSError:
        return b""


def _write(root: str, name: str, *fields: str) -> None:
    path = _path(root, name)
    with open(f"{path}.new", "wb") as file:  # noqa: PTH123
        file.write(_FIELD.join([field.encode("utf-8", "surrogateescape") for field in fields]))
    os.replace(f"{path}.new", path)  # noqa: PTH105
