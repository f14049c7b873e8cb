"""Failures: what yt-dlp says when YouTube refuses something, recognised by its words.

They are those of yt-dlp 2026.10, and of YouTube in English, which yt-dlp asks for.
"""

import re
from typing import NamedTuple

from pipeline.content import refusal
from pipeline.content.refusal import Reason


class Failure(NamedTuple):
    """What went wrong when YouTube was asked: the innermost exception's class name and text, an HTTP status, and the warnings before it.

    `warnings` matter because the error may say less: a 429 from the player's interface ends as "No video formats found!".
    """

    kind: str
    text: str
    status: int | None = None
    warnings: tuple[str, ...] = ()


class _Mark(NamedTuple):
    """How a reason is recognised: each pattern that is given has to match its part of the failure."""

    reason: Reason
    text: str = ""
    warned: str = ""
    kind: str = ""
    status: int | None = None

    def fits(self, failure: Failure) -> bool:
        return (
            bool(re.search(self.text, failure.text, re.IGNORECASE))
            and (not self.warned or any(re.search(self.warned, warning, re.IGNORECASE) for warning in failure.warnings))
            and bool(re.fullmatch(self.kind or ".*", failure.kind))
            and self.status in (None, failure.status)
        )


_NOTHING_CAME = "no video formats found|requested format is not available|failed to extract any player response"
_NO_LINE = (
    "timed out|refused|reset by peer|aborted|broken pipe|closed connection|no route to host|unreachable|(?:network|host) is down"
    r"|name resolution|name or service|nodename nor servname|getaddrinfo|tunnel|proxy|\beof\b"  # as Linux, macOS and Windows say it
)

_MARKS = (  # the first that fits counts; "rate-limited" stands before "video unavailable", as YouTube begins both alike
    _Mark(refusal.STALE_COOKIES, warned="cookies are no longer valid"),
    _Mark(refusal.SESSION_LIMIT, "rate-limited by youtube|content isn.t available, try again later"),
    _Mark(refusal.BOT_CHECK, "not a bot"),
    _Mark(refusal.CAPTCHA, "captcha"),
    _Mark(refusal.ADDRESS, "your ip is likely being blocked"),
    _Mark(refusal.AGE, "confirm your age|inappropriate for some users|age.restricted"),
    _Mark(refusal.MEMBERS, "members.only|join this channel|channel.s members|premium members"),
    _Mark(refusal.PRIVATE, "private video|video is private"),
    _Mark(refusal.SIGN_IN, "please sign in|self-harm|viewer discretion"),
    _Mark(refusal.PAID, "requires payment"),
    _Mark(refusal.RESTRICTED, "restricted mode"),
    _Mark(refusal.OUTDATED, "not available on this app"),  # what YouTube says to a client that it does not serve any more
    _Mark(refusal.REGION, kind="GeoRestrictedError"),
    _Mark(refusal.REGION, "in your country"),
    _Mark(refusal.PREMIERE, "premieres in|will begin|begin shortly|^offline"),
    _Mark(refusal.PROCESSING, "processing this video|event has ended"),
    _Mark(refusal.DRM, "drm protected"),
    _Mark(refusal.CERTIFICATE, "certificate.verify.failed"),
    _Mark(refusal.CERTIFICATE, _NOTHING_CAME, "certificate.verify.failed"),
    _Mark(refusal.DISK, "no space left|quota exceeded|read-only file system|unable to (?:write|open)"),
    _Mark(refusal.RATE_LIMIT, status=429),
    _Mark(refusal.FORBIDDEN, status=403),
    _Mark(refusal.FORBIDDEN, status=404),  # signed addresses of the sound run out
    # Nothing comes after the end: of an empty file, or of one that is shorter than a part that was kept.
    _Mark(refusal.BROKEN_SOUND, status=416),
    _Mark(refusal.SERVER, "http error 5.."),
    _Mark(refusal.RATE_LIMIT, _NOTHING_CAME, "http error 429"),
    _Mark(refusal.ADDRESS, _NOTHING_CAME, "http error 403"),
    _Mark(refusal.SERVER, _NOTHING_CAME, "http error 5.."),
    _Mark(refusal.NETWORK, _NOTHING_CAME, _NO_LINE),
    _Mark(refusal.NO_JAVASCRIPT, _NOTHING_CAME, "no supported javascript runtime"),
    _Mark(refusal.OUTDATED, _NOTHING_CAME),
    _Mark(refusal.UNAVAILABLE, "this video is not available", "no supported javascript runtime"),
    _Mark(refusal.GONE, "looks truncated|unavailable|removed|terminated|not available|no longer available|does not exist"),
    _Mark(refusal.AGE, kind="KeyError", warned="age-restricted"),
    _Mark(refusal.SERVER, kind="KeyError"),
    _Mark(refusal.SERVER, "try again later|something went wrong"),
    _Mark(refusal.OUTDATED, "http error 4(?!07)"),
    _Mark(refusal.NETWORK, kind="TransportError|IncompleteRead|SSLError|ProxyError|RequestError|TimeoutError|ConnectionError"),
    _Mark(refusal.NETWORK, f"{_NO_LINE}|bytes read|did not get any data|unable to download"),
    _Mark(refusal.OUTDATED),
)


def recognise(failure: Failure) -> Reason:
    """The reason for a failure. If none fits, yt-dlp is taken to be outdated."""
    return next(mark.reason for mark in _MARKS if mark.fits(failure))
