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

_AGAIN = "publish again later"
_KEYS = "check the keys in the environment or pipeline.local.yaml, and whether they belong to this service"
_ADDRESS = "check the address in the feed file"
_PROXY = "check the proxy in pipeline.local.yaml or HTTPS_PROXY"
_REGION = re.compile(r"<Region>([\w-]+)</Region>|expecting '([\w-]+)'")

# The first that fits counts. Codes are those of S3, Azure and Google; names in CamelCase also come from the Rust library that asks.
_FAULTS = (
    _Fault(
        ("RequestTimeTooSkewed", "date header too old", "Date header in the request is incorrect", "reasonable timeframe"),
        "{name} refuses this machine, because its clock is wrong",
        "set the clock (on Linux: timedatectl set-ntp true)",
    ),
    _Fault(NO_BUCKET, "{name} does not exist", "create the bucket, or correct `store:` in the feed file"),
    _Fault(
        ("PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraint", "301 Moved"),
        "{name} is in another region{region}",
        "write `store: {{url: {name}, region: ...}}` in the feed file",
    ),
    _Fault(("InvalidAccessKeyId", "AccountNotFound", "invalid_grant"), "{name} does not know the key", _KEYS),
    _Fault(("SignatureDoesNotMatch", "AuthenticationFailed"), "the secret does not match the key for {name}", _KEYS),
    _Fault(("ExpiredToken", "TokenRefreshRequired", "RequestExpired"), "the key for {name} has expired", "get a new one"),
    _Fault(
        ("InvalidAccessKey", "OpenCredentials", "DecodeCredentials", "DecodeKey", "MissingKey"), "the key for {name} cannot be read", _KEYS
    ),
    _Fault(
        ("No space left", "os error 28", "QuotaExceeded", "InsufficientStorage", "code: 507"),
        "no space is left at {name}",
        "free some space, then publish again",
    ),
    _Fault(("os error 13", "os error 30"), "{name} cannot be written to", "give this user permission to write there"),
    _Fault(("TokenRequest",), "no key for {name} could be obtained", _KEYS),
    _Fault(
        ("AccessDenied", "403 Forbidden", "AuthorizationPermission", "AuthorizationFailure"),
        "{name} refuses this key",
        "give it permission to read and write objects there",
        denied=True,
    ),
    _Fault(("401 Unauthorized",), "{name} does not accept the credentials", _KEYS, denied=True),
    _Fault(("dns error",), "{host} was not found", f"{_ADDRESS}, and this machine's network"),
    _Fault(("ConnectionRefused",), "no server answers at {host}", _ADDRESS),
    _Fault(("InvalidContentType", "InvalidMessage"), "{host} does not speak https", f"{_ADDRESS}: a server of your own may need http://"),
    _Fault(
        ("InvalidCertificate", "UnknownIssuer"),
        "the certificate of {host} is not trusted here",
        "if it is your company's own, name it as `certificate:` in pipeline.local.yaml",
    ),
    _Fault(NO_HEAD, "{host} does not answer HEAD requests", "podcast apps need a server that does"),
    _Fault(
        ("Content-Length Header missing",),
        "{name} is sent without its size (Content-Length)",
        "podcast apps need a server that does",
        stops=False,
    ),
    _Fault(("Precondition", "code: 412"), "{name} changed while it was being read", _AGAIN, stops=False),
    _Fault((DAMAGED,), "{name} arrived damaged", _AGAIN, stops=False),
    _Fault(("TimedOut", "Timeout", "timed out"), "{host} answers too slowly", _AGAIN, stops=False),
    _Fault(("code: 429", "code: 500", "code: 502", "code: 503", "code: 504"), "{host} is overloaded or out of order", _AGAIN, stops=False),
    _Fault(
        ("kind: Connect", "IncompleteMessage", "ConnectionReset", "UnexpectedEof"), "the connection to {host} was lost", _AGAIN, stops=False
    ),
)

# With a proxy in between, these are about the proxy: its name is looked up, and the connection is made to it.
_PROXY_FAULTS = (
    _Fault(("dns error",), "the proxy {proxy} was not found", _PROXY),
    _Fault(("ConnectionRefused",), "the proxy {proxy} does not answer", _PROXY),
    _Fault(
        ("ProxyAuthRequired",), "the proxy {proxy} requires a name and a password", "write them into its address: http://name:password@..."
    ),
    _Fault(("TunnelUnsuccessful",), "the proxy {proxy} does not connect to {host}", f"{_ADDRESS}, and the proxy", stops=False),
    _Fault(
        ("unsupported scheme socks",),
        "no store can be reached through a SOCKS proxy such as {proxy}",
        "name a proxy with http:// or https://",
    ),
)


def recognise(text: str, name: str, host: str, proxy: str = "") -> Trouble:
    """The trouble that an error's text describes, when `name` was asked for at `host`, through `proxy` if one is used."""
    region = next((f": {first or second}" for first, second in _REGION.findall(text)), "")
    for fault in (*_PROXY_FAULTS, *_FAULTS) if proxy else _FAULTS:
        if any(sign in text for sign in fault.signs):
            message = fault.message.format(name=name, host=host, region=region, proxy=proxy)
            return Trouble(message, fault.hint.format(name=name), fault.stops, fault.denied)
    return Trouble(f"{name} gave an unexpected answer: {text.partition(chr(10))[0][:200]}", _ADDRESS, stops=False)
