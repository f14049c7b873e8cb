"""After a publish: tells hubs and the host's own hook, and checks new episodes where listeners get them. Nothing is undone by the result.

A site is often copied to its address after the publish, by another program. What is to be announced is therefore written down, and
announced by the first publish that finds the new feed at its address.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from pipeline.content import pinned
from pipeline.content.show import Show
from pipeline.content.wording import counted
from pipeline.derive import delivery, notice
from pipeline.derive.delivery import Head
from pipeline.derive.earlier import published, reader
from pipeline.derive.earlier.published import PublishedItem
from pipeline.edge import memo, web
from pipeline.edge.inquiry import Inquiry
from pipeline.edge.listeners import FeedPages
from pipeline.edge.memo import Memo, News
from pipeline.edge.settings import Settings

SECONDS = 8.0  # for everything
_MOST = 20  # episodes that are checked, the newest ones: a first publish may bring a thousand


class Release(NamedTuple):
    """A feed that was put in place, just now if it has `changed`: its pages, what its address had before, what is `left` to announce."""

    show: Show
    site: Path
    pages: tuple[bytes, ...]
    before: FeedPages
    changed: bool
    left: Memo


def announce(release: Release, notes: Path, settings: Settings, root: Path) -> News:
    """Tell hubs of a changed feed; once it is at its address, check its new episodes and run `on_published` in `root`.

    `notes` is a folder where `memo.remember` has written down what is to be announced. That is deleted at the very end: if a run is
    killed, the next one announces everything again rather than losing any, and no other run announces it meanwhile.
    """
    with memo.announcing(notes):
        noted = memo.waiting(notes)
        if noted is None and not release.changed:
            return News()  # another run was at it, and has told all
        out = _is_out(release, settings)
        told = _tell_hubs(release.show, settings) if release.changed or out else News()
        if out is None:
            return told
        if not out:
            later = (
                f"the feed at {release.show.feed_url} is not the new one yet: copy {release.site}/ there, and the next publish checks it"
            )
            return told._replace(left=(later,))
        left, items = release.left.intersection(noted or Memo()), reader.read(release.pages).items
        seen = _check(release, [item for item in items if item.slug in left.look], settings)
        heard = _run_hook(release, [item for item in items if item.slug in left.new], settings, root)
        memo.forget(notes, release.left)
    return News((*told.done, *seen.done), (*told.wrong, *seen.wrong, *heard))


def _is_out(release: Release, settings: Settings) -> bool | None:
    """Whether this feed is at its address; None if the address cannot be reached."""
    before = release.before
    if before.pages[:1] == release.pages[:1]:
        return True
    if not release.changed and before.pages:
        return False
    if not before.reached:
        return None
    return Inquiry(partial(_first_page, release.show, settings), SECONDS).answer() == release.pages[0]


def _first_page(show: Show, settings: Settings) -> bytes:
    try:
        return web.ask(settings, show.feed_url).body
    except web.SilenceError:
        return b""


def _tell_hubs(show: Show, settings: Settings) -> News:
    """Tell each hub that the feed has changed (WebSub), all at once."""
    asked = {hub: Inquiry(partial(_tell_hub, hub, show.feed_url, settings), SECONDS) for hub in show.hubs}
    answers = {hub: "no answer in time" if (why := inquiry.answer()) is None else why for hub, inquiry in asked.items()}
    return News(
        tuple(f"the hub {hub} was notified" for hub, why in answers.items() if not why),
        tuple(
            f"the hub {hub} could not be notified: {why}; subscribers see the change when they next read the feed"
            for hub, why in answers.items()
            if why
        ),
    )


def _tell_hub(hub: str, feed: str, settings: Settings) -> str:
    """Why a hub could not be told; empty if it was. Some hubs read `hub.url`, others `hub.topic`."""
    try:
        status = web.ask(settings, hub, "POST", form={"hub.mode": "publish", "hub.url": feed, "hub.topic": feed}).status
    except web.SilenceError as silence:
        return str(silence)
    return "" if 200 <= status < 300 else f"it answers {status}"


def _check(release: Release, items: Sequence[PublishedItem], settings: Settings) -> News:
    """Check the files of new items, all at once."""
    redirects = 2 if release.show.prefix else 1
    asked = [(item, Inquiry(partial(_faults, item, redirects, settings), SECONDS)) for item in items[:_MOST]]
    answers = [(item, _unchecked(item, "no answer in time") if (faults := inquiry.answer()) is None else faults) for item, inquiry in asked]
    good = sum(not faults for _, faults in answers)
    done = (f"{counted(good, 'episode')} checked at {release.show.url}, all in order",) if good else ()
    return News(done, tuple(f"{item.slug}: {fault}" for item, faults in answers for fault in faults))


def _run_hook(release: Release, items: Sequence[PublishedItem], settings: Settings, root: Path) -> tuple[str, ...]:
    """Run the host's own command for episodes that listeners have now; sentences about what failed."""
    if not (items and settings.on_published):
        return ()
    from pipeline.edge import hooks  # noqa: PLC0415 - most hosts have none

    failed = hooks.run(settings.on_published, notice.published(release.show, items, published.mark(release.pages[0])), root)
    return (f"`on_published` failed: {failed}; what was published stays published",) if failed else ()


def _faults(item: PublishedItem, redirects: int, settings: Settings) -> tuple[str, ...]:
    """What is wrong with an item's sound and the files beside it, as sentences that begin with the address.

    At most so many `redirects` may lead to the sound.
    """
    beside = tuple(address for address in (item.cover, *item.transcripts) if address)
    try:
        head = _head(item.enclosure, settings)
        others = tuple((address, web.ask(settings, address, "HEAD").status) for address in beside)
    except web.SilenceError as silence:
        return _unchecked(item, str(silence))
    return (
        *(f"{item.enclosure} {fault}" for fault in delivery.faults(head, item.enclosure, item.bytes, item.type, redirects)),
        *(f"{address} {delivery.missing(status)}" for address, status in others if status >= 300),
    )


def _unchecked(item: PublishedItem, why: str) -> tuple[str, ...]:
    return (f"{item.enclosure} could not be checked: {why}",)


def _head(address: str, settings: Settings) -> Head:
    """The answer to HEAD. If the server does not announce byte ranges, one is tried."""
    told = web.ask(settings, address, "HEAD")
    size = pinned.size(told.headers.get("content-length", ""))
    ranges = told.headers.get("accept-ranges", "").lower() == "bytes" or web.ask(settings, address, span="bytes=0-0").status == 206
    return Head(told.address, told.status, size, told.headers.get("content-type"), ranges, told.hops)
