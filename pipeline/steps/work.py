"""What goes into one episode that is made."""

from pathlib import Path
from typing import NamedTuple

from pipeline.content.post import Post
from pipeline.content.recording import Recording
from pipeline.keep import rows
from pipeline.keep.workshop import Workshop
from pipeline.steps.common import Common
from pipeline.steps.drafts import Draft
from pipeline.steps.entry import Made
from pipeline.steps.past import Past


class Work(NamedTuple):
    """All that goes into one episode. `post` is that of the `draft`, which no error keeps back.

    `video` is the host's own video file beside it. The `past` is empty for an episode that waits.
    """

    common: Common
    draft: Draft
    post: Post
    recording: Recording
    workshop: Workshop
    video: Path | None = None
    past: Past = Past()

    @property
    def known(self) -> Made | None:
        """The episode as this version of the program made it last from this feed file."""
        entry = self.past.entry
        return entry.made if entry.made_of.startswith(rows.written(self.common.parts)) else None
