"""Content Security Policies of the pages: nothing may be loaded or run but what a page itself brings (https://www.w3.org/TR/CSP3/)."""

import hashlib
from base64 import b64encode
from typing import Literal
from urllib.parse import urlsplit

from pipeline.content.show import Show

_PAGE = (
    "default-src 'none'; img-src 'self'; media-src {media}; connect-src 'self'; manifest-src 'self'; "
    "frame-src https://www.youtube-nocookie.com; base-uri 'none'; form-action 'none'"
)
_SEARCH = "; script-src 'self'"  # search data are scripts, added when they are needed
_PLAYER = "default-src 'none'; style-src 'self'; img-src 'self'; media-src {media}; base-uri 'none'; form-action 'none'"
_ALONE = "default-src 'none'; {kind}-src '{digest}'; img-src data:; base-uri 'none'; form-action 'none'"


def for_page(show: Show, *, with_search: bool = False) -> str:
    """The policy of a page of the show, with which its search data can be loaded if it has a search."""
    return _PAGE.format(media=_media(show)) + (_SEARCH if with_search else "")


def for_player(show: Show) -> str:
    """The policy of the small player that other sites show in a frame."""
    return _PLAYER.format(media=_media(show))


def for_page_alone(kind: Literal["style", "script"], text: str) -> str:
    """The policy of a page that loads nothing at all; `text` is that of the one style sheet or script in it."""
    return _ALONE.format(kind=kind, digest=f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}")


def _media(show: Show) -> str:
    """Where pages may load sound from. A store that is only an address often redirects to another host."""
    if show.store is None:
        return "'self'"
    origin = urlsplit(show.store.media)
    return "'self' https:" if show.store.kind == "address" and origin.scheme == "https" else f"'self' {origin.scheme}://{origin.netloc}"
