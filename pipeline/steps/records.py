"""What is known of a show when a run begins, and what the run adds: an entry for each post, and the files of its next site."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import closing, suppress
from functools import wraps
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, ParamSpec, Self, TypeVar

from pipeline.derive import places
from pipeline.keep import program, readings, rows
from pipeline.keep.digests import fingerprint, source_digest
from pipeline.keep.ledger import DamagedError, Ledger, peek
from pipeline.keep.site import Files, Site, TracedFiles
from pipeline.steps.entry import Entry, entry_of, plain

Given = ParamSpec("Given")
Returned = TypeVar("Returned")

_NOTES = ".notes"  # cannot be a post's name: files that begin with a dot are hidden


class ShowFile(NamedTuple):
    """A file of the show itself, such as its feed. `made_of` is a digest of all that its `group` of files was made of.

    `state` is that of `traces.state`. `alone` is a digest of what went into this one file of the group, empty if not known. `mark`
    identifies a page of the feed, as `published.mark` does; it is empty for other files.
    """

    group: str
    made_of: str
    state: str
    alone: str = ""
    mark: str = ""


class Version(NamedTuple):
    """A version of this program: its trace (see `keep.program`), and the digest under which its results are kept. Empty for none."""

    trace: str = ""
    digest: str = ""


def version(trace: str, known: Version) -> Version:
    """The version of this program, which leaves this trace. If that `known` from an earlier run has left the same, it is that version."""
    return known if known.trace == trace else Version(trace, fingerprint(source_digest(), program.versions()))


class _Notes(NamedTuple):
    """What is kept of the show itself.

    `changed` are the paths in which the next site is known to differ from the published one; None while a run is changing more of them, as
    after one that was killed. `version` is the program's that made the site. `new` are those of `changed` that were not in the site when it
    was published.
    """

    show_files: dict[str, ShowFile]
    changed: frozenset[str] | None
    version: Version
    new: frozenset[str] = frozenset()


class Records:
    """The entries by slug and the show's own files by path, as the last run left them and as this run changes them.

    For `look` and `mark` see `Site.settle`. `lost` are the paths of files that the next site should have and has not; `changed` those of
    files that the published site lacks or has in another state.
    """

    def __init__(self, path: Path, site: Site, look: Callable[[str], Files], mark: str = "") -> None:
        self.site = site
        self._gone: set[str] = set()
        self._ledger = Ledger(path)
        heads = self._ledger.heads()
        notes = heads.pop(_NOTES, None)
        self._notes = known = notes if isinstance(notes, _Notes) else _Notes({}, None if heads else frozenset(), Version())
        self.entries = {slug: entry_of(head) for slug, head in heads.items() if isinstance(head, tuple)}
        self.show_files = dict(known.show_files)
        self.version = known.version
        self.lost = site.settle(self._traced, look, mark)
        self.changed = set(site.differing(self.files()) if known.changed is None else known.changed)
        self._new = set(known.new)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if isinstance(error, DamagedError):
            return
        if error is None:
            self._remove()
            self._ledger.keep(_NOTES, _Notes(self.show_files, frozenset(self.changed), self.version, frozenset(self._new)), {})
        self._ledger.close()

    def files(self) -> TracedFiles:
        """All files of the next site."""
        return TracedFiles(self._traced())

    def _traced(self) -> Iterator[str]:
        """The traces of all files, in parts: those of the show itself, then those of each episode."""
        yield rows.written({path: file.state for path, file in self.show_files.items()})
        yield from (entry.made.traces for entry in self.entries.values() if entry.made)

    def is_out(self, slug: str) -> bool:
        """Whether the published site has an episode that is on record. What only a plan or a refused publish has made is not out.

        Where the site is not on this disk, as in a CI job or before the first publish, the records alone tell. A renamed episode is out under
        its former name.
        """
        made = self.entries[slug].made if slug in self.entries else None
        return any(map(self._was_there, map(places.page_file, (slug, *(made.formerly if made else ())))))

    def _was_there(self, page: str) -> bool:
        public = self.site.public
        return page not in self.changed or ((public / page).exists() if public.exists() else page not in self._new)

    def excerpt(self, slug: str, name: str) -> bytes:
        """An excerpt of an episode that was made; see `steps.excerpts`."""
        return self._ledger.part(slug, name)

    def keep(self, slug: str, entry: Entry, excerpts: Mapping[str, bytes] | None = None) -> None:
        """Keep an entry for a post. The given `excerpts` are replaced, all others stay."""
        before = self.entries.get(slug)
        self._change(_files(before), _files(entry))
        if excerpts or before != entry:
            self._ledger.keep(slug, plain(entry), excerpts or {})
        self.entries[slug] = entry

    def drop(self, slugs: Collection[str]) -> None:
        """Drop the entries of posts, and remove their files: before any is written, since on many file systems `Ada` takes the place of `ada`."""
        for slug in slugs:
            self._change(_files(self.entries.pop(slug)), {})
            self._ledger.drop(slug)
        self._remove()

    def keep_file(self, path: str, file: ShowFile) -> None:
        """Keep a file of the show itself."""
        before = self.show_files.get(path)
        self._change({path: before.state} if before else {}, {path: file.state})
        self.show_files[path] = file

    def keep_reading(self, mark: str, reading: bytes) -> None:
        """Keep the packed reading of the feed page with this mark."""
        readings.keep(self._ledger, mark, reading)

    def discard(self, paths: Iterable[str]) -> None:
        """Remove these files of the show itself."""
        self._change({path: self.show_files.pop(path).state for path in paths}, {})

    def _change(self, before: Files, now: Files) -> None:
        """Note the paths of all files that change, and of those that are not there `now`. With the first, the ledger says that some do."""
        self._gone |= before.keys() - now.keys()
        paths = {path for path in before.keys() | now.keys() if before.get(path) != now.get(path)}
        if paths and self._notes.changed is not None:  # before what changes them: the run may be killed after any record
            self._notes = self._notes._replace(changed=None)
            self._ledger.keep(_NOTES, self._notes, {})
        self._new |= now.keys() - before.keys() - self.changed  # the first change since the last release tells what was there
        self.changed |= paths

    def _remove(self) -> None:
        """Remove the files that are gone, but for those that have another owner: two posts may have swapped their names."""
        if self._gone:
            self.site.remove(self._gone - self.files().keys())
            self._gone.clear()


def resilient(work: Callable[Given, Returned]) -> Callable[Given, Returned]:
    """Wraps work so that it is run a second time, from nothing, if it finds the records damaged."""

    @wraps(work)
    def done(*given: Given.args, **named: Given.kwargs) -> Returned:
        try:
            return work(*given, **named)
        except DamagedError:
            return work(*given, **named)

    return done


def maker(path: Path) -> str:
    """The trace of the program that made what is on record at `path`; empty if there are no records, or they cannot be read right now."""
    notes = peek(path, _NOTES)
    return notes.version.trace if isinstance(notes, _Notes) else ""


def released(path: Path) -> None:
    """Note that the next site has been published. If the records are damaged they are deleted, and there is nothing to note."""
    with suppress(DamagedError), closing(Ledger(path)) as ledger:
        notes = ledger.head(_NOTES)
        if isinstance(notes, _Notes):
            ledger.keep(_NOTES, notes._replace(changed=frozenset(), new=frozenset()), {})


def _files(entry: Entry | None) -> Files:
    return entry.made.files if entry and entry.made else {}
