"""What goes into one episode that is made."""

from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from pipeline.content.post import Post
from pipeline.content.recording import Enclosure, Recording
from pipeline.derive.card import Neighbours
from pipeline.keep.site import Files
from pipeline.keep.workshop import Workshop
from pipeline.steps.common import Common
from pipeline.steps.entry import Made


class Work(NamedTuple):
    """All that goes into one episode. `post_made_of` is a digest of all that its post was read from.

    `folder` is `episodes/<slug>/`, `video` the host's own video file in it, `in_site` the state of the episode's files in the next site by path.
    `known` is the episode as this version of the program made it last from this feed file. `neighbours` are the older and the newer episode, as far
    as they are known yet. `served` is given if the store serves other sound than what was to be uploaded, so that the feed has to name
    that; `carried` is what an earlier run has put into the store.
    """

    common: Common
    post: Post
    post_made_of: str
    recording: Recording
    folder: Path
    workshop: Workshop
    video: Path | None = None
    in_site: Files = MappingProxyType({})
    known: Made | None = None
    neighbours: Neighbours = (None, None)
    served: "Served | None" = None
    carried: Enclosure | None = None


class Served(NamedTuple):
    """The sound of an episode that the store serves at present; `enclosure` is None if it serves none."""

    enclosure: Enclosure | None
