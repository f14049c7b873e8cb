"""What is in folders, remembered: one whose times are still the same holds the same names, and need not be listed again.

The kernel sets both times of a folder with each name that comes into it or goes out of it (POSIX.1-2017, XBD 4.9), and nobody can set its
`st_ctime` back, so that a folder with the number of one that was deleted has other times. Like `traces` it needs nothing but `os`.
"""

import os
import time

from pipeline.keep import traces

TYPE_CHECKING = False  # typing's own is not worth its import
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Known = dict[str, str]  # listings, as `_listed` tells them, by the number of a folder and its times

_FIELD, _NAME = "\0", "/"  # between fields, and between names: no name has either
_GROUP, _KIND = _FIELD * 2, _NAME * 2  # after all folders that hold the same names, and between files, folders and links
_COMPILED = "__pycache__"  # what Python keeps of a program that ran, which is no part of it


class Folders:
    """Folders as `kept` has them from another run, or else as they are found."""

    def __init__(self, kept: str = "") -> None:
        self._known: Known = {}
        for group in kept.split(_GROUP)[:-1]:  # after the last one that is whole is nothing, or a part of one
            listing, *folders = group.split(_FIELD)
            self._known |= dict.fromkeys(folders, listing)
        self.news: Known = {}  # what another run does not know yet

    @property
    def kept(self) -> str:
        """What is known of folders, for another run; not of those that may still change and have the same times."""
        latest = {folder[: folder.find(" ")]: folder for folder in self._known}
        alike: dict[str, list[str]] = {}
        for folder in latest.values():
            alike.setdefault(self._known[folder], []).append(folder)
        return "".join([f"{_FIELD.join((listing, *folders))}{_GROUP}" for listing, folders in alike.items()])

    def names(self, folder: str) -> list[list[str]]:
        """The files, the folders and the links in a folder, each in order. `OSError` where it cannot be looked into."""
        found, now = os.stat(folder), time.time()  # noqa: PTH116 - see traces
        known = f"{found.st_ino} {found.st_mtime_ns} {found.st_ctime_ns}"
        listing = self._known.get(known)
        if listing is None:
            listing = _listed(folder)
            if traces.is_settled(found.st_ctime_ns, now):
                self.learn({known: listing})
        return [names.split(_NAME) if names else [] for names in listing.split(_KIND)]

    def note(self, folder: str) -> None:
        """Have another run know what is in a folder, where that can be known: it is not listed where its times are too new."""
        if traces.is_settled(os.stat(folder).st_ctime_ns, time.time()):  # noqa: PTH116
            self.names(folder)

    def learn(self, news: "Known") -> None:
        """Know what others have found."""
        self.news |= news
        self._known |= news

    def below(self, folder: str, wanted: "Callable[[str], bool]" = lambda _: True) -> "Iterator[tuple[str, str, list[str]]]":
        """A folder and each one below it: where it is, what its path is as seen from the first, and its files and links, none followed.

        `wanted` tells whether the folder itself, whose path is empty, and each one right in it, with what is below, is asked for.
        """
        pending = [(folder, "")]
        for place, prefix in pending:
            try:
                files, folders, links = self.names(place)
            except OSError:
                continue
            pending += [(f"{place}/{name}", f"{prefix}{name}/") for name in folders if prefix or wanted(f"{name}/")]
            if prefix or wanted(""):
                yield place, prefix, files + links

    def files(self, folder: str) -> dict[str, str]:
        """The state of each file and each link below a folder, by its path as seen from there."""
        found = {}
        for place, prefix, names in self.below(folder):
            for name in names:
                try:
                    found[prefix + name] = traces.state(os.lstat(f"{place}/{name}"))
                except FileNotFoundError:  # it has gone meanwhile
                    continue
        return found

    def lines(self, folder: str, wanted: "Callable[[str], bool]") -> "Iterator[tuple[str, str]]":
        """What is before the names in a folder, and their traces, and so in each folder below it. Hidden ones are left out, links not followed."""
        for place, prefix, names in self.below(folder, wanted):
            if prefix[:1] != "." and "/." not in prefix:
                yield prefix, traces.of_files(place, _shown(names), prefix, os.lstat)

    def own(self, folder: str) -> dict[str, str]:
        """The traces of the files right in a folder, by their names. Hidden ones are left out."""
        try:
            files = _shown(self.names(folder)[0])
        except OSError:  # it is not there, or nobody may look into it: who reads it says so
            return {}
        return {name: traces.of_file(f"{folder}/{name}", name) for name in files}

    def traces(self, folder: str, own: dict[str, str] | None = None) -> dict[str, str]:
        """The traces of what is in a folder: first of its `own` files, then by the name of each link, and of each folder with all below it."""
        try:
            _, folders, links = map(_shown, self.names(folder))
        except OSError:
            return {}
        folders += (name for name in links if os.path.isdir(f"{folder}/{name}"))  # noqa: PTH112 - see traces
        found = self.own(folder) if own is None else own
        found |= {name: traces.of_file(f"{folder}/{name}", name) for name in links}
        return found | {name: self._below(f"{folder}/{name}", name) for name in folders}

    def _below(self, folder: str, name: str) -> str:
        """The traces of all that is below a folder; a link in it may lead round in a circle, and is not followed."""
        try:
            files, folders, links = map(_shown, self.names(folder))
        except OSError:  # it has gone meanwhile, or nobody may look into it
            return f"{name}\n"
        own = traces.of_files(folder, files + links, f"{name}/")
        return own + "".join([self._below(f"{folder}/{one}", f"{name}/{one}") for one in folders])


def _listed(folder: str) -> str:
    """The names of the files in a folder, of the folders and of the links."""
    files: list[str] = []
    folders: list[str] = []
    links: list[str] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            (links if entry.is_symlink() else folders if entry.is_dir() else files).append(entry.name)
    return _KIND.join(_NAME.join(sorted(names)) for names in (files, folders, links))


def _shown(names: list[str]) -> list[str]:
    return [name for name in names if name[0] != "." and name != _COMPILED]
