"""Addresses in a post as references (RFC 3986), which may be relative to their author's blog."""

import re
from urllib.parse import urljoin, urlsplit

FROM_ANYWHERE = ("http://", "https://", "mailto:")  # how addresses begin that lead there from anywhere
_MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"  # also without its scheme, as people write it
_GHOST = "__GHOST_URL__"  # how Ghost exports its own address
_MACROS = ("{{", "{%", "%%", "%25%25", "%7B%7B", "%7B%25")
# An absolute address that `urljoin` would leave unchanged: most are.
_ABSOLUTE = re.compile(r"https?://[a-zA-Z0-9.-]+(?:/[\w.,:@~+*=&/-]*)?(?:\?[\w.,:@~+*=&/-]+)?(?:#[\w.,:@~+*=&/-]+)?", re.ASCII)


def _is_absolute(address: str) -> bool:
    """Whether an address is certain to need no resolving; a quick test, which some absolute addresses fail."""
    return _ABSOLUTE.fullmatch(address) is not None


def resolved(assets: str | None, address: str) -> str | None:
    """An address, made absolute if the blog's is known; None for an anchor or a macro, which lead nowhere outside their page.

    One that lacks its scheme alone (`//cdn.example/map.png`, `ana@example.com`) is absolute but for that.
    """
    address = address.removeprefix(_GHOST)
    if not address or address.startswith("#") or any(mark in address for mark in _MACROS):
        return None
    if address.startswith("//"):
        address = f"https:{address}"
    elif "@" in address and re.fullmatch(_MAIL, address):
        return f"mailto:{address}"
    if not assets or _is_absolute(address):
        return address
    try:
        return urljoin(f"{assets.rstrip('/')}/", address)
    except ValueError:
        return None


def absolute(href: str, assets: str | None) -> str | None:
    """An address for readers elsewhere; None if it leads nowhere from there (`#anchor`, `javascript:`, macros)."""
    if _is_absolute(href):
        return href
    address = resolved(assets, href.strip())
    try:
        parts = urlsplit(address or "")
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.netloc else None
