"""Web addresses as people write them, normalised: http(s), a host, ASCII."""

import re
from urllib.parse import quote, urlsplit, urlunsplit

from pipeline.content.text.pattern import compiled

_EMAIL = r"[^@\s<>,;:]+@(?:[^@\s<>,;:.]+\.)+[^@\s<>,;:.]+"
_HOST = r"(?:[a-z0-9_-]+\.)*[a-z0-9_-]+\.?|[0-9a-f:.]*:[0-9a-f:.]*(?:%[\w.-]+)?"  # a name, or an address of IPv6
_SEVERAL = re.compile(r"\s\S*https?://")  # a second address behind the first
_SAFE = "/:@!$&'()*+,;=-._~%"


def address(text: str) -> str | None:
    """The address with scheme and host in lower case and the rest percent-encoded; None if it is no http(s) address."""
    try:
        parts = urlsplit(text.strip())
        port = f":{parts.port}" if parts.port else ""
        host = parts.hostname or ""
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        return None
    if (
        parts.scheme.lower() not in ("http", "https")
        or parts.username is not None
        or not compiled(_HOST).fullmatch(host)
        or _SEVERAL.search(text)
    ):
        return None
    host = f"[{host}]" if ":" in host else host
    path, query, fragment = (
        quote(part, safe=_SAFE + extra, errors="replace") for part, extra in zip(parts[2:], ("", "?", "?"), strict=True)
    )
    return urlunsplit((parts.scheme.lower(), host + port, path, query, fragment))


def folder(text: str) -> str | None:
    """The address of a site's folder, ending in a slash; None if it is none (a query, a fragment, a file)."""
    found = address(text)
    if found is None or "?" in found or "#" in found:
        return None
    path = urlsplit(found).path
    if re.search(r"\.(?:xml|rss|html?|json|ya?ml)$", path):
        return None
    return found if found.endswith("/") else f"{found}/"


def is_email(text: str) -> bool:
    return compiled(_EMAIL).fullmatch(text) is not None
