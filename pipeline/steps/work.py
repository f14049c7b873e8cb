"""What goes into one episode that is made."""

from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from pipeline.content.post import Post
from pipeline.content.recording import Enclosure, Recording
from pipeline.derive.pages.card import Neighbours
from pipeline.keep import rows
from pipeline.keep.site import Files
from pipeline.keep.workshop import Workshop
from pipeline.steps.common import Common
from pipeline.steps.drafts import Draft
from pipeline.steps.entry import Entry, Made


class Work(NamedTuple):
    """All that goes into one episode. `post` is that of the `draft`, which no error keeps back.

    `video` is the host's own video file beside it. `before` is the entry of the last run, empty for an episode that waits; `lost` are those
    of its files that the site has lost. `served` is given if the store serves other sound than what was to be uploaded, so that the feed
    has to name that.
    """

    common: Common
    draft: Draft
    post: Post
    recording: Recording
    workshop: Workshop
    video: Path | None = None
    before: Entry = Entry()
    lost: Collection[str] = ()
    served: "Served | None" = None

    @property
    def in_site(self) -> Files:
        """The states of the episode's files in the next site, by path."""
        files = self.before.made.files if self.before.made else {}
        return {path: state for path, state in files.items() if path not in self.lost}

    @property
    def known(self) -> Made | None:
        """The episode as this version of the program made it last from this feed file."""
        return self.before.made if self.before.made_of.startswith(rows.written(self.common.parts)) else None

    @property
    def neighbours(self) -> Neighbours:
        """The older and the newer episode, as far as they are known yet."""
        return self.before.made.neighbours if self.before.made else (None, None)

    @property
    def carried(self) -> Enclosure | None:
        """What an earlier run has put into the store."""
        return self.before.made.enclosure if self.before.made and self.before.settled else None


class Served(NamedTuple):
    """The sound of an episode that the store serves at present; `enclosure` is None if it serves none."""

    enclosure: Enclosure | None
