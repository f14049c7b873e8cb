"""Licences: the Podcast Namespace's short names, with the usual names and the addresses of the texts."""

from pipeline.content.show import License

RESERVED = "All rights reserved"
# Those that its license/licenses.json knows without an address.
KNOWN = {
    "arr": License(RESERVED),
    "cc-by-4.0": License("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "cc-by-nc-4.0": License("CC BY-NC 4.0", "https://creativecommons.org/licenses/by-nc/4.0/"),
    "cc-by-nc-nd-4.0": License("CC BY-NC-ND 4.0", "https://creativecommons.org/licenses/by-nc-nd/4.0/"),
    "v4v-1.0": License("Value for Value 1.0"),
}


_BY_WORDS = {"-".join(written.casefold().split()): short for short, one in KNOWN.items() for written in (short, one.name)}


def known(name: str) -> str | None:
    """The short name of a licence, also if it is written as `CC BY 4.0`; None if it is not one of those."""
    return _BY_WORDS.get("-".join(name.casefold().rstrip(".").split()))


def usual(given: License) -> License:
    """The licence with its usual name; an address that was given is kept."""
    found = KNOWN.get(given.name, given)
    return found._replace(url=given.url or found.url)
