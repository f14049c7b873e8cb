"""What is in folders, remembered: one whose times are still the same holds the same names, and need not be listed again.

The kernel sets both times of a folder with each name that comes into it or goes out of it (POSIX.1-2017, XBD 4.9), and nobody can set its
`st_ctime` back, so that a folder with the number of one that was deleted has other times. Like `traces` it needs nothing but `os`.
"""

import os
import time
from contextlib import contextmanager, suppress

from pipeline.keep import traces

TYPE_CHECKING = False  # typing's own is not worth its import
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Known = dict[str, str]  # listings, as `_listed` tells them, by the number of a folder and its times

_FIELD, _NAME = "\0", "/"  # between fields, and between names: no name has either
_GROUP, _KIND = _FIELD * 2, _NAME * 2  # after all folders that hold the same names, and between files, folders and links
_MOST = 3  # times as many folders as a run has looked into: it may leave out those of one site, and no more
_ITSELF = "."  # a folder as seen from itself
COMPILED = "__pycache__"  # what Python keeps of a program that ran, which is no part of it


class Listing:
    """The names in a folder, each kind in order; `shown` are those of files and links that are not hidden, in one order."""

    def __init__(self, text: str) -> None:
        self.files, self.folders, self.links = (names.split(_NAME) if names else [] for names in text.split(_KIND))
        self.shown = _shown(sorted(self.files + self.links) if self.links else self.files)


class Folders:
    """Folders as `kept` has them from another run, or else as they are found."""

    def __init__(self, kept: str = "") -> None:
        self._known: Known = {}
        self._read = dict[str, Listing]()  # most folders hold the same names as others
        for group in kept.split(_GROUP)[:-1]:  # after the last one that is whole is nothing, or a part of one
            listing, *folders = group.split(_FIELD)
            self._known |= dict.fromkeys(folders, listing)
        self.seen: Known = {}  # what this run has looked into, but for folders that may still change and have the same times

    @property
    def has_news(self) -> bool:
        """Whether another run would know more than this one did."""
        return not self.seen.keys() <= self._known.keys()

    @property
    def kept(self) -> str:
        """What is known of folders, for another run; where more are known than there can be, as after a site was fetched anew, only those seen."""
        known = self.seen if len(self._known) > _MOST * len(self.seen) else self._known | self.seen
        latest = {folder[: folder.find(" ")]: folder for folder in known}
        alike: dict[str, list[str]] = {}
        for folder in latest.values():
            alike.setdefault(known[folder], []).append(folder)
        return "".join([f"{_FIELD.join((listing, *folders))}{_GROUP}" for listing, folders in alike.items()])

    def names(self, folder: str, at: int | None = None) -> Listing:
        """What is in a folder, as seen from the open folder `at`, where there is one. `OSError` where it cannot be looked into."""
        found = os.stat(folder, dir_fd=at)
        known = f"{found.st_ino} {found.st_mtime_ns} {found.st_ctime_ns}"
        text, is_settled = self._known.get(known) or self.seen.get(known), True
        if text is None:
            now, text = time.time(), _listed(folder, at)
            is_settled = traces.is_settled(found.st_ctime_ns, now)
        if is_settled:
            self.seen[known] = text
        listing = self._read.get(text)
        if listing is None:
            listing = self._read[text] = Listing(text)
        return listing

    def note(self, folder: str) -> None:
        """Have another run know what is in a folder, where that can be known: it is not listed where its times are too new."""
        if traces.is_settled(os.stat(folder).st_ctime_ns, time.time()):  # noqa: PTH116
            self.names(folder)

    def learn(self, seen: "Known") -> None:
        """Know what others have seen."""
        self.seen |= seen

    def files(self, folder: str) -> dict[str, str]:
        """The state of each file and each link below a folder, by its path as seen from there."""
        found = {}
        for at, prefix, names in self._below(folder):
            for name in names.files + names.links:
                path = prefix + name
                try:
                    found[path] = traces.state(os.lstat(path, dir_fd=at))
                except FileNotFoundError:  # it has gone meanwhile
                    continue
        return found

    def text(self, folder: str, wanted: "Callable[[str], bool]" = lambda _: True, *, hidden: bool = False) -> str:
        """The traces of all that is below a folder, by the paths of its folders; no link is followed, and `hidden` ones are left out or told as well.

        `wanted` tells whether the folder itself, whose path is empty, and each one right in it, with what is below, is asked for.
        """
        found = []
        for at, prefix, names in self._below(folder, wanted):
            if hidden or (prefix[:1] != "." and "/." not in prefix):
                shown = names.files + names.links if hidden else names.shown
                found.append((prefix, traces.of_each([prefix + name for name in shown], at, os.lstat)))
        return "".join([line for _, lines in sorted(found) for line in lines])

    def own(self, folder: str) -> dict[str, str]:
        """The traces of the files right in a folder, by their names. Hidden ones are left out."""
        with suppress(OSError), _opened(folder) as at:  # it is not there, or nobody may look into it: who reads it says so
            files = _shown(self.names(_ITSELF, at).files)
            return dict(zip(files, traces.of_each(files, at), strict=True))
        return {}

    def traces(self, folder: str, own: dict[str, str] | None = None) -> dict[str, str]:
        """The traces of what is in a folder: first of its `own` files, then by the name of each link, and of each folder with all below it."""
        found = self.own(folder) if own is None else own
        with suppress(OSError), _opened(folder) as at:
            names = self.names(_ITSELF, at)
            folders, links = _shown(names.folders), _shown(names.links)
            folders += (name for name in links if os.path.isdir(f"{folder}/{name}"))  # noqa: PTH112 - see traces
            found |= dict(zip(links, traces.of_each(links, at), strict=True))
            return found | {name: self._inside(name, at) for name in folders}
        return {}

    def _below(self, folder: str, wanted: "Callable[[str], bool]" = lambda _: True) -> "Iterator[tuple[int, str, Listing]]":
        """For a folder and each one below it: the folder, open; the beginning of the paths in it; and what is in it. No link is followed."""
        with suppress(OSError), _opened(folder) as at:
            pending = [""]
            for prefix in pending:
                try:
                    names = self.names(prefix or _ITSELF, at)
                except OSError:
                    continue
                pending += [f"{prefix}{name}/" for name in names.folders if prefix or wanted(f"{name}/")]
                if prefix or wanted(""):
                    yield at, prefix, names

    def _inside(self, folder: str, at: int) -> str:
        """The traces of all that is below a folder; a link in it may lead round in a circle, and is not followed."""
        try:
            names = self.names(folder, at)
        except OSError:  # it has gone meanwhile, or nobody may look into it
            return f"{folder}\n"
        own = "".join(traces.of_each([f"{folder}/{name}" for name in names.shown], at))
        return own + "".join([self._inside(f"{folder}/{one}", at) for one in _shown(names.folders)])


@contextmanager
def _opened(folder: str, at: int | None = None) -> "Iterator[int]":
    """A folder to look from: the kernel then walks along no more of a path than is below it."""
    inside = os.open(folder, os.O_RDONLY | os.O_DIRECTORY, dir_fd=at)
    try:
        yield inside
    finally:
        os.close(inside)


def _listed(folder: str, at: int | None) -> str:
    """The names of the files in a folder, of the folders and of the links."""
    files: list[str] = []
    folders: list[str] = []
    links: list[str] = []
    with _opened(folder, at) as inside, os.scandir(inside) as entries:
        for entry in entries:
            (links if entry.is_symlink() else folders if entry.is_dir() else files).append(entry.name)
    return _KIND.join(_NAME.join(sorted(names)) for names in (files, folders, links))


def _shown(names: list[str]) -> list[str]:
    return [name for name in names if name[0] != "." and name != COMPILED]
