"""Remembers what is in folders: one whose times are unchanged holds the same names as before and need not be listed again.

The kernel updates both times of a folder whenever a name is added or removed (POSIX.1-2017, XBD 4.9), and nobody can set its `st_ctime`
back, so a folder that reuses the inode number of a deleted one has other times. That is not so on disks with coarse clocks, such as exFAT
and sshfs, which also number their folders anew whenever they are mounted: there nothing is remembered. Like `traces`, this module imports hardly more than `os`.
"""

import os
import time
from contextlib import contextmanager, suppress

from pipeline.keep import traces

TYPE_CHECKING = False  # typing's own is not worth its import
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Known = dict[str, str]  # listings in the form of `_listed`, by "<inode> <mtime> <ctime>" of the folder

_FIELD, _NAME = "\0", "/"  # separate fields, and names: no file name contains either
_GROUP, _KIND = _FIELD * 2, _NAME * 2  # ends a group of folders that hold the same names; separates files, folders and links
_MOST = 3  # a run may pass over the folders of one site: more than this many times the folders it has looked into are out of date
_COARSE = 10_000_000  # ns: the shortest tick of exFAT, FAT and sshfs; a finer clock hardly ever shows a multiple of it
_ITSELF = "."  # a folder as seen from itself
COMPILED = "__pycache__"  # what Python keeps of a program that ran, which is no part of it


class Listing:
    """The names in a folder, sorted by kind; `shown` are the files and links together that are not hidden, sorted."""

    def __init__(self, text: str) -> None:
        self.files, self.folders, self.links = (names.split(_NAME) if names else [] for names in text.split(_KIND))
        self.shown = _shown(sorted(self.files + self.links) if self.links else self.files)


class Folders:
    """Folders as an earlier run has left them in `kept`, or else as they are found on the disk."""

    def __init__(self, kept: str = "") -> None:
        self._known: Known = {}
        self._listings = dict[str, Listing]()  # most folders hold the same names as others
        for group in kept.split(_GROUP)[:-1]:  # behind the last complete group stands nothing, or a fragment
            listing, *folders = group.split(_FIELD)
            self._known |= dict.fromkeys(folders, listing)
        self.seen: Known = {}  # what this run has looked into, without folders that might change again and keep the same times

    @property
    def has_news(self) -> bool:
        """Whether this run has seen something that `kept` did not contain."""
        return not self.seen.keys() <= self._known.keys()

    @property
    def kept(self) -> str:
        """All that is known of folders, as text for the next run.

        If more are known than can still exist, as after a site was checked out anew, only those that this run has seen.
        """
        known = self.seen if len(self._known) > _MOST * len(self.seen) else self._known | self.seen
        latest = {folder[: folder.find(" ")]: folder for folder in known}
        alike: dict[str, list[str]] = {}
        for folder in latest.values():
            alike.setdefault(known[folder], []).append(folder)
        return "".join([f"{_FIELD.join((listing, *folders))}{_GROUP}" for listing, folders in alike.items()])

    def listing(self, folder: str, at: int | None = None) -> Listing:
        """What is in a folder, whose path is relative to the open folder `at` if one is given. `OSError` if it cannot be listed."""
        found = os.stat(folder, dir_fd=at)
        known = f"{found.st_ino} {found.st_mtime_ns} {found.st_ctime_ns}"
        text, is_settled = self._known.get(known) or self.seen.get(known), True
        if text is None:
            now, text = time.time(), _listed(folder, at)
            is_settled = _identifies(found.st_ctime_ns, now)
        if is_settled:
            self.seen[known] = text
        listing = self._listings.get(text)
        if listing is None:
            listing = self._listings[text] = Listing(text)
        return listing

    def note(self, folder: str) -> None:
        """Remember what is in a folder for the next run, unless its times are so new that a further change might not alter them."""
        if _identifies(os.stat(folder).st_ctime_ns, time.time()):
            self.listing(folder)

    def learn(self, seen: "Known") -> None:
        """Take over what another process has seen."""
        self.seen |= seen

    def files(self, folder: str) -> dict[str, str]:
        """The state of each file and link below a folder, by its path relative to that folder."""
        found = {}
        for at, prefix, names in self._below(folder):
            for name in names.files + names.links:
                path = prefix + name
                try:
                    found[path] = traces.state(os.lstat(path, dir_fd=at))
                except FileNotFoundError:  # it has gone meanwhile
                    continue
        return found

    def all_traces(self, folder: str, wanted: "Callable[[str], bool]" = lambda _: True, *, hidden: bool = False) -> str:
        """The traces of all files below a folder, by the paths of their folders. Links are not followed; hidden files count if `hidden`.

        `wanted` is asked about the folder itself (the path is empty) and about each folder directly in it (`name/`): one that is not wanted
        is left out, with all that is below it.
        """
        found = []
        for at, prefix, names in self._below(folder, wanted):
            if hidden or (prefix[:1] != "." and "/." not in prefix):
                shown = names.files + names.links if hidden else names.shown
                found.append((prefix, traces.of_each([prefix + name for name in shown], at, os.lstat)))
        return "".join([line for _, lines in sorted(found) for line in lines])

    def own_traces(self, folder: str) -> dict[str, str]:
        """The traces of the files directly in a folder, by name, without hidden ones."""
        with suppress(OSError), _opened(folder) as at:  # missing or unreadable: whoever reads it reports that
            files = _shown(self.listing(_ITSELF, at).files)
            return dict(zip(files, traces.of_each(files, at), strict=True))
        return {}

    def traces(self, folder: str, own: dict[str, str] | None = None) -> dict[str, str]:
        """The traces of what is in a folder, by name: its `own` files, its links, and each folder in it with all that is below that one."""
        found = self.own_traces(folder) if own is None else own
        with suppress(OSError), _opened(folder) as at:
            names = self.listing(_ITSELF, at)
            folders, links = _shown(names.folders), _shown(names.links)
            folders += (name for name in links if os.path.isdir(f"{folder}/{name}"))
            found |= dict(zip(links, traces.of_each(links, at), strict=True))
            return found | {name: self._inside(name, at) for name in folders}
        return {}

    def _below(self, folder: str, wanted: "Callable[[str], bool]" = lambda _: True) -> "Iterator[tuple[int, str, Listing]]":
        """The folder and each one below it: the open top folder, the prefix of paths in this one, its names. Links are not followed."""
        with suppress(OSError), _opened(folder) as at:
            pending = [""]
            for prefix in pending:
                try:
                    names = self.listing(prefix or _ITSELF, at)
                except OSError:
                    continue
                pending += [f"{prefix}{name}/" for name in names.folders if prefix or wanted(f"{name}/")]
                if prefix or wanted(""):
                    yield at, prefix, names

    def _inside(self, folder: str, at: int) -> str:
        """The traces of all that is below a folder. Links in it are not followed, as they may form a cycle."""
        try:
            names = self.listing(folder, at)
        except OSError:  # it has gone meanwhile, or nobody may look into it
            return f"{folder}\n"
        own = "".join(traces.of_each([f"{folder}/{name}" for name in names.shown], at))
        return own + "".join([self._inside(f"{folder}/{one}", at) for one in _shown(names.folders)])


def _identifies(changed: int, moment: float) -> bool:
    """Whether the time at which a folder was `changed` (ns) is that of no other folder of its number, nor of this one after `moment` (s)."""
    return changed % _COARSE != 0 and traces.is_settled(changed, moment)


@contextmanager
def _opened(folder: str, at: int | None = None) -> "Iterator[int]":
    """A folder, opened so that paths can be relative to it: the kernel then resolves only the part below it."""
    inside = os.open(folder, os.O_RDONLY | os.O_DIRECTORY, dir_fd=at)
    try:
        yield inside
    finally:
        os.close(inside)


def _listed(folder: str, at: int | None) -> str:
    """The names of the files in a folder, then of the folders, then of the links, as one text that `Listing` reads."""
    files: list[str] = []
    folders: list[str] = []
    links: list[str] = []
    with _opened(folder, at) as inside, os.scandir(inside) as entries:
        for entry in entries:
            (links if entry.is_symlink() else folders if entry.is_dir() else files).append(entry.name)
    return _KIND.join(_NAME.join(sorted(names)) for names in (files, folders, links))


def _shown(names: list[str]) -> list[str]:
    return [name for name in names if name[0] != "." and name != COMPILED]
