"""Where people listen to podcasts: the names of apps and services, as they write them."""

from pipeline.content.keys.meant import meant

# The names of services as they write them, and other names that a key may be; only letters and digits are compared.
_NAMES = {
    "Amazon Music": ("amazon",),
    "AntennaPod": (),
    "Apple Podcasts": ("apple", "applepodcast", "itunes"),
    "Audible": (),
    "Castbox": (),
    "Castro": (),
    "Deezer": (),
    "Fountain": (),
    "Goodpods": (),
    "iHeart": ("iheartradio",),
    "Overcast": (),
    "Player FM": (),
    "Pocket Casts": ("pocketcast",),
    "Podbean": (),
    "Podcast Addict": (),
    "Podcast Index": (),
    "Podchaser": (),
    "Podverse": (),
    "SoundCloud": (),
    "Spotify": (),
    "TuneIn": (),
    "YouTube": (),
    "YouTube Music": (),
}


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))


_BY_LETTERS = {_letters(known): (name, known) for name, others in _NAMES.items() for known in (name, *others)}


def usual(written: str) -> str:
    """The name as the service writes it; as it is written if it is none of these."""
    return _BY_LETTERS.get(_letters(written), (written, ""))[0]


def nearest(written: str) -> str | None:
    """The name that was probably misspelt; None if it is right, or a website's, or only has more letters, or is like no other."""
    letters = _letters(written)
    near = None if letters in _BY_LETTERS or "." in written else meant(letters, _BY_LETTERS, 0.85)
    return _BY_LETTERS[near][1] if near and not letters.startswith(near) else None
