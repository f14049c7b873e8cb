"""Links to a time in the post's video, by which an author gives times: `https://youtu.be/ID?t=754`."""

from pipeline.content import video
from pipeline.content.markup import Block
from pipeline.content.words import squeeze


def moment_linked(block: Block, main: str | None) -> int | None:
    """The first time in the video `main` (any video if that is None) to which a block links, in milliseconds."""
    if "youtu" not in block.html:
        return None
    addresses = (link.attributes.get("href") or "" for link in block.select("a"))
    moments = (video.time_of(address) for address in addresses if main is None or video.id_of(address) == main)
    return next((moment for moment in moments if moment is not None), None)


def moment_alone(block: Block, main: str | None) -> int | None:
    """The time in a paragraph that is nothing but an address of the video, in milliseconds."""
    if block.tag != "p" or block.lead != "a" or video.id_of(squeeze(block.text)) is None:
        return None
    return moment_linked(block, main)
