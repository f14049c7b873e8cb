"""GUIDs that are made of names: UUIDv5 (RFC 9562, 5.5).

Python's own `uuid` makes the same, but asks what system it runs on when it is imported, which takes a hundredth of a publish.
"""

import hashlib

_VERSION, _VARIANT = 0x50, 0x80


def named(space: str, name: str) -> str:
    """The UUID of a name in a space, which is a UUID itself."""
    made = bytearray(hashlib.sha1(bytes.fromhex(space.replace("-", "")) + name.encode(), usedforsecurity=False).digest()[:16])
    made[6], made[8] = made[6] & 0x0F | _VERSION, made[8] & 0x3F | _VARIANT
    text = made.hex()
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))
