"""Decodes the bytes of a captions file, whatever program wrote them."""

import codecs
import re
from string import ascii_letters

from pipeline.content.problem import Place, Problem, Severity

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Windows writes a file that has `\r\n` already with `\r\r\n`.
_NEWLINE = re.compile(r"\r\r?\n|\r")
_LETTERS = ascii_letters.encode()
_ZEROS = b"\0\0\0"  # bytes of the small numbers in a header of sound or a picture; no text in UTF-8 or UTF-16 has three
_BEYOND = bytes(range(0x80, 0x100))
# C0 controls but tab and newline; DEL.
_CONTROL = re.compile("[\0-\x08\x0b-\x1f\x7f]")


def decode(data: bytes, name: str) -> tuple[str, tuple[Problem, ...]]:
    r"""The text with `\n` between lines and without control characters. What is not UTF-8, UTF-16 or UTF-32 is read as Latin-1.

    If it cannot be that either, the text is empty and the problem is an error.
    """
    text, problem = _decoded(data, name)
    return _CONTROL.sub(" ", _NEWLINE.sub("\n", text)), (problem,) if problem else ()


def _decoded(data: bytes, name: str) -> tuple[str, Problem | None]:
    """The text, and what is wrong with its encoding, at the first wrong byte."""
    encoding, mark = _encoding(data)
    data = data[mark:]
    try:
        return data.decode(encoding), None
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
    if encoding != "utf-8" or _mostly_utf8(data):
        return _readable(data, encoding), _warning(name, line, f"some bytes are not {encoding.upper()} and were left out")
    if not _is_foreign(data):  # Windows-1252 is what Latin-1 means in practice; five of its bytes have no character
        return _readable(data, "cp1252"), _warning(name, line, "the text is not UTF-8 and was read as Latin-1")
    if _ZEROS in data:
        return "", Problem(Place(name), "this is no text, but perhaps sound or a picture", "give the captions, a .vtt file for example")
    message = "the text is in an encoding that the file does not tell: neither UTF-8 nor Latin-1"
    return "", Problem(Place(name, line), message, "save the file as UTF-8 in the program that wrote it")


def _readable(data: bytes, encoding: str) -> str:
    """The text without what is no character in its encoding."""
    return data.decode(encoding, "replace").replace("\ufffd", "")


def _encoding(data: bytes) -> tuple[str, int]:
    """The encoding and the length of the byte order mark that tells it."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, len(mark)
    start = data[:1024]
    zeros = (start[::2].count(0), start[1::2].count(0))
    if max(zeros) * 10 > len(start) and _ZEROS not in start:
        return ("utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"), 0
    return "utf-8", 0


def _mostly_utf8(data: bytes) -> bool:
    """Whether wrong bytes are the exception among those beyond ASCII: a damaged file, not another encoding."""
    text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    return wrong * 10 < len(text) - len(text.encode("ascii", "ignore"))


def _is_foreign(data: bytes) -> bool:
    """Whether most letters are beyond ASCII, as in Shift-JIS or Cyrillic, and in no language that is written in Latin letters."""
    letters, beyond = (len(data) - len(data.translate(None, some)) for some in (_LETTERS, _BEYOND))
    return beyond > letters


def _warning(name: str, line: int, message: str) -> Problem:
    return Problem(Place(name, line), message, "save the file as UTF-8", Severity.WARNING)
