"""Bytes of a text file as text: UTF-8 with or without a mark, and UTF-8 that somebody once read as something else, repaired."""

import re

from pipeline.content.problem import Place, Problem, Severity
from pipeline.content.words import scrubbed

MAX_BYTES = 10_000_000

# How the lead bytes of UTF-8's two, three and four byte sequences look when read as Windows-1252 or MacRoman, before one of its
# continuation bytes: `â€™`, `Ã©`, `ðŸ¤—`; `‚Äô`, `√©`, `ü§ó`. A text without any of them needs no repair.
_REFERENCE = re.compile(r"&#([xX]?)([0-9a-fA-F]{1,8});?")
_LEADS = "ÃÂâÅÄð√ü‚"
_SUSPECT = re.compile("[ÃÂâÅÄð][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|‚Ä|√[†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø]|ü[§êéëíìîïñóòôöõúùûü]")


def decode(data: bytes, path: str) -> tuple[str | None, tuple[Problem, ...]]:
    """The text of `data` with line feeds as line ends, or None and an error for what is no text.

    Double encoding (UTF-8 once read as MacRoman or Windows-1252 and saved again) is repaired with one warning.
    """
    if len(data) > MAX_BYTES:
        return None, (Problem(Place(path), f"{len(data):,} bytes are too many for a text", f"at most {MAX_BYTES:,}"),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"not UTF-8: byte 0x{data[error.start]:02x} cannot stand here"
        return None, (Problem(Place(path, line), message, "save the file as UTF-8"),)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        return None, (Problem(Place(path, line), "no text: it holds a zero byte", "save the file as UTF-8 text"),)
    text = scrubbed(text.replace("\r\n", "\n").replace("\r", "\n"))
    return _repaired(_REFERENCE.sub(_written, text) if "&#" in text else text, path)


def _written(reference: re.Match[str]) -> str:
    """A numeric character reference, unless it stands for a character that no XML may hold."""
    try:
        character = chr(int(reference[2], 16 if reference[1] else 10))
    except (ValueError, OverflowError):  # letters in a decimal number, or no such character: plain text
        return reference[0]
    return reference[0] if scrubbed(character) else ""


def _repaired(text: str, path: str) -> tuple[str, tuple[Problem, ...]]:
    if not any(lead in text for lead in _LEADS) or not _SUSPECT.search(text):
        return text, ()
    import ftfy  # noqa: PLC0415  (its tables take 0.2 s to load, and few posts need them)

    lines = text.split("\n")
    mended = [ftfy.fix_encoding(line) if _SUSPECT.search(line) else line for line in lines]
    changed = [number for number, (before, after) in enumerate(zip(lines, mended, strict=True), 1) if before != after]
    if not changed:
        return text, ()
    message = f"text was encoded twice and is repaired in {len(changed)} lines"
    return "\n".join(mended), (Problem(Place(path, changed[0]), message, "save the repaired text as UTF-8", Severity.WARNING),)
