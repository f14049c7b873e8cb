"""The past of an episode: what earlier runs have left of it."""

from typing import NamedTuple

from pipeline.content.recording import Enclosure
from pipeline.derive.pages.card import Neighbours
from pipeline.keep.site import Files
from pipeline.steps.entry import Entry, Made


class Served(NamedTuple):
    """The sound of an episode that the store serves at present; `enclosure` is None if it serves none."""

    enclosure: Enclosure | None


class Past(NamedTuple):
    """What there is of an episode when a run looks at its post.

    `entry` is that of the last run, empty for a new post; `lost` are those of its files that the site has lost. An episode that `is_out` is
    in the published site. `served` is given if the store serves other sound than what was to be uploaded, so that the feed has to name that.
    """

    entry: Entry = Entry()
    lost: frozenset[str] = frozenset()
    is_out: bool = False
    served: Served | None = None

    @property
    def files(self) -> Files:
        """The states of its files that are in the next site as they were written, by path."""
        found = self.entry.made.files if self.entry.made else {}
        return {path: state for path, state in found.items() if path not in self.lost}

    @property
    def intact(self) -> Made | None:
        """The episode as it was made, unless a file of it is lost, or its sound is not the one that the feed has to name."""
        return None if self.served or self.entry.missing(self.lost) else self.entry.made

    @property
    def standing(self) -> Made | None:
        """The episode as it was made, if it may stay like that: it is intact and out."""
        return self.intact if self.is_out else None

    @property
    def neighbours(self) -> Neighbours:
        """The older and the newer episode, as far as they are known yet."""
        return self.entry.made.neighbours if self.entry.made else (None, None)

    @property
    def carried(self) -> Enclosure | None:
        """What an earlier run has put into the store."""
        return self.entry.made.enclosure if self.entry.made and self.entry.settled else None
