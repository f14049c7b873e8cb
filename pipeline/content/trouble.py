"""What can go wrong with a store, recognised by the text of its error, each with a sentence and the next step."""

import re
from typing import NamedTuple


class Trouble(NamedTuple):
    """Why a store does not do what it is asked, and what to do next.

    If it `stops`, it will fail for other files as well; if it is `denied`, a permission is missing.
    """

    message: str
    hint: str
    stops: bool = True
    denied: bool = False


class _Fault(NamedTuple):
    """A kind of trouble, recognised by any of `signs` in the error's text.

    In the texts, `{name}` is what was asked for and `{host}` who was asked.
    """

    signs: tuple[str, ...]
    message: str
    hint: str
    stops: bool = True
    denied: bool = False


DAMAGED = "arrived damaged"
NO_BUCKET = ("NoSuchBucket", "ContainerNotFound", "bucket does not exist")
NO_HEAD = ("405 Method Not Allowed",)

_AGAIN = "publish again in a while"
_KEYS = "look at the keys in the environment or pipeline.local.yaml, and whether they are for this service"
_ADDRESS = "look at the address in the feed file"
_PROXY = "look at the proxy in pipeline.local.yaml or HTTPS_PROXY"
_REGION = re.compile(r"<Region>([\w-]+)</Region>|expecting '([\w-]+)'")

# The first that fits counts. Codes are those of S3, Azure and Google; names in CamelCase also come from the Rust library that asks.
_FAULTS = (
    _Fault(
        ("RequestTimeTooSkewed", "date header too old", "Date header in the request is incorrect", "reasonable timeframe"),
        "{name} refuses this machine, whose clock is wrong",
        "set the clock (on Linux: timedatectl set-ntp true)",
    ),
    _Fault(NO_BUCKET, "there is no {name}", "make the bucket, or correct `store:` in the feed file"),
    _Fault(
        ("PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraint", "301 Moved"),
        "{name} lies in another region{region}",
        "write `store: {{url: {name}, region: ...}}` in the feed file",
    ),
    _Fault(("InvalidAccessKeyId", "AccountNotFound", "invalid_grant"), "the key is not known at {name}", _KEYS),
    _Fault(("SignatureDoesNotMatch", "AuthenticationFailed"), "the secret does not belong to the key at {name}", _KEYS),
    _Fault(("ExpiredToken", "TokenRefreshRequired", "RequestExpired"), "the key to {name} has run out", "get a new one"),
    _Fault(
        ("InvalidAccessKey", "OpenCredentials", "DecodeCredentials", "DecodeKey", "MissingKey"), "the key to {name} cannot be read", _KEYS
    ),
    _Fault(
        ("No space left", "os error 28", "QuotaExceeded", "InsufficientStorage", "code: 507"),
        "there is no room left at {name}",
        "make room, and publish again",
    ),
    _Fault(("os error 13", "os error 30"), "{name} may not be written to", "give yourself the right to write there"),
    _Fault(("TokenRequest",), "no key to {name} could be had", _KEYS),
    _Fault(
        ("AccessDenied", "403 Forbidden", "AuthorizationPermission", "AuthorizationFailure"),
        "{name} refuses this key",
        "give it the right to read and to write objects there",
        denied=True,
    ),
    _Fault(("401 Unauthorized",), "{name} does not know who is asking", _KEYS, denied=True),
    _Fault(("dns error",), "{host} is not found", f"{_ADDRESS}, and at this machine's network"),
    _Fault(("ConnectionRefused",), "nobody answers at {host}", _ADDRESS),
    _Fault(("InvalidContentType", "InvalidMessage"), "{host} does not speak https", f"{_ADDRESS}: http:// for a machine of your own"),
    _Fault(
        ("InvalidCertificate", "UnknownIssuer"),
        "the certificate of {host} is not trusted here",
        "where it is your company's own, name it as `certificate:` in pipeline.local.yaml",
    ),
    _Fault(NO_HEAD, "{host} does not answer HEAD", "podcast apps need a server that does"),
    _Fault(("Content-Length Header missing",), "{name} does not say how long it is", "podcast apps need a server that does", stops=False),
    _Fault(("Precondition", "code: 412"), "{name} changed while it was read", _AGAIN, stops=False),
    _Fault((DAMAGED,), "{name} arrived damaged", _AGAIN, stops=False),
    _Fault(("TimedOut", "Timeout", "timed out"), "{host} answers too slowly", _AGAIN, stops=False),
    _Fault(("code: 429", "code: 500", "code: 502", "code: 503", "code: 504"), "{host} is overloaded or out of order", _AGAIN, stops=False),
    _Fault(
        ("kind: Connect", "IncompleteMessage", "ConnectionReset", "UnexpectedEof"), "the connection to {host} broke", _AGAIN, stops=False
    ),
)

# With a proxy in between, these are about the proxy: its name is looked up, and the connection is made to it.
_PROXY_FAULTS = (
    _Fault(("dns error",), "the proxy {proxy} is not found", _PROXY),
    _Fault(("ConnectionRefused",), "nobody answers at the proxy {proxy}", _PROXY),
    _Fault(
        ("ProxyAuthRequired",), "the proxy {proxy} wants a name and a password", "write them into its address: http://name:password@..."
    ),
    _Fault(("TunnelUnsuccessful",), "the proxy {proxy} does not lead to {host}", f"{_ADDRESS}, and at the proxy", stops=False),
    _Fault(
        ("unsupported scheme socks",), "no store can be reached through a SOCKS proxy such as {proxy}", "name one of http:// or https://"
    ),
)


def recognise(text: str, name: str, host: str, proxy: str = "") -> Trouble:
    """The trouble that an error's text describes, when `name` was asked for at `host`, through `proxy` if one is used."""
    region = next((f": {first or second}" for first, second in _REGION.findall(text)), "")
    for fault in (*_PROXY_FAULTS, *_FAULTS) if proxy else _FAULTS:
        if any(sign in text for sign in fault.signs):
            message = fault.message.format(name=name, host=host, region=region, proxy=proxy)
            return Trouble(message, fault.hint.format(name=name), fault.stops, fault.denied)
    return Trouble(f"{name} gave an answer that nobody expected: {text.partition(chr(10))[0][:200]}", _ADDRESS, stops=False)
