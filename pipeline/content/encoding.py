"""Decodes text files: UTF-8 with or without a byte order mark, and UTF-8 that was once misread as another encoding, which is repaired."""

import re
import unicodedata
from collections import Counter

from pipeline.content.problem import Place, Problem, Severity
from pipeline.content.text.plaintext import scrubbed
from pipeline.content.wording import counted

MAX_BYTES = 8_000_000  # of a text: about ten novels

# UTF-8 read as Windows-1252 or MacRoman: a lead byte's character followed by those of its continuation bytes. `â€™`, `Ã©`, `ðŸ¤—`, `Ð¿`;
# `‚Äô`, `√©`, `ü§ó`. A text without any of them needs no repair; one with them is looked at by ftfy, which decides.
_WINDOWS = "[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
_MAC = "[ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø]"
_SUSPECT = f"[ÂÃÄÅâðÐÑÎÏØÙ×]{_WINDOWS}|[ã-é]{_WINDOWS}{{2}}|[√¬‚Œœ]{_MAC}|(?:[–—]{_MAC}){{2}}|[‰ÂÊÁËÈ]{_MAC}{{2}}|\uf8ff?ü{_MAC}"
_NAMES = {"macroman": "MacRoman", "sloppy-windows-1252": "Windows-1252", "latin-1": "Latin-1"}
# Keeps only what may need a closer look: bytes beyond ASCII. Control characters become U+0001, everything else a blank.
_CLOSELY = bytes(byte if byte > 0x7F else ord(" ") if byte > 0x1F or byte in b"\t\n\r" else 1 for byte in range(256))
# A letter and what belongs to it as characters of their own: accents, the voice marks of kana, hamza and madda; the parts of a Korean syllable.
# No letter has many accents, and Python takes the square of their number to put them in order.
_MARKS = "\u0300-\u036f\u3099\u309a\u0653-\u0655"
_TAKEN_APART = rf"\w[{_MARKS}]{{1,9}}|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?"
_PART = rb"\xcc|\xcd[\x80-\xaf]|\xe3\x82[\x99\x9a]|\xd9[\x93-\x95]|\xe1\x84[\x80-\x92]"  # in UTF-8, a mark or the beginning of a syllable
_ASCII = bytes(range(0x80))
_REFERENCE = re.compile(r"&#([xX]?)([0-9a-fA-F]{1,8});?")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_CONTROLS = re.compile(r"[\x80-\x9f]")


def decode(data: bytes, path: str) -> tuple[str | None, tuple[Problem, ...]]:
    """The text of `data` with line feeds as line ends; None and an error if it is not text.

    Double encoding (UTF-8 that was read as MacRoman or Windows-1252 and saved again) is repaired, with one warning. Letters are `composed`.
    """
    if len(data) > MAX_BYTES:
        return None, (Problem(Place(path), f"{len(data):,} bytes are too many", f"at most {MAX_BYTES:,}"),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        read, at = error.object, error.start  # without the byte order mark, if there is one
        line = read.count(b"\n", 0, at) + 1
        message = f"not UTF-8: byte 0x{read[at]:02x} is not allowed here"
        return None, (Problem(Place(path, line), message, "save the file as UTF-8"),)
    if b"\0" in data:
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        return None, (Problem(Place(path, line), "not a text file: it contains a zero byte", "save the file as UTF-8 text"),)
    text = with_line_feeds(text)
    closely = data.translate(_CLOSELY)
    if b"\1" in closely or (b"\xef" in data and b"\xef\xbf" in data):
        text = scrubbed(text)
    if b"&" in data and b"&#" in data:
        text = _REFERENCE.sub(_allowed, text)
    text, problems = _repaired(text, path) if _suspicious(closely) else (text, ())
    return composed(text), problems


def composed(text: str) -> str:
    """The text with each letter and its accents as one character, as people type it; macOS and PDF files take them apart.

    Nothing else of Unicode's form NFC is applied: it would replace rare Chinese characters of names by common ones.
    """
    beyond_ascii = text.encode(errors="ignore").translate(None, _ASCII)  # short, so soon searched
    if not re.search(_PART, beyond_ascii):
        return text
    return re.sub(_TAKEN_APART, lambda found: unicodedata.normalize("NFC", found[0]), text)


def with_line_feeds(text: str) -> str:
    """The text with line feeds as line ends, whatever system it is from."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def line_end(row: bytes) -> bytes:
    """The line end of a row; a line feed if it has none."""
    return row[len(row.rstrip(b"\r\n")) :] or b"\n"


def _allowed(reference: re.Match[str]) -> str:
    """A numeric character reference, unchanged; empty if it stands for a character that XML does not allow."""
    try:
        character = chr(int(reference[2], 16 if reference[1] else 10))
    except (ValueError, OverflowError):  # letters in a decimal number, or no such character: left as plain text
        return reference[0]
    return reference[0] if scrubbed(character) else ""


def _repaired(text: str, path: str) -> tuple[str, tuple[Problem, ...]]:
    """The text without double encoding, as it is if it has none, and the warning."""
    import ftfy  # noqa: PLC0415  (its tables take 0.2 s to load, and few posts need them)

    lines = text.split("\n")
    explained = {
        number: ftfy.fix_encoding_and_explain(line) for number, line in enumerate(lines) if _suspicious(line.encode().translate(_CLOSELY))
    }
    looked_at = {number: fixed for number, fixed in explained.items() if _may_be_meant(fixed.text, lines[number])}
    misread = Counter(step.parameter for fixed in looked_at.values() for step in fixed.explanation or () if step.action == "encode")
    if not misread:
        return text, ()
    encoding = misread.most_common(1)[0][0]
    mended = [_mended(looked_at[number].text if number in looked_at else line, encoding) for number, line in enumerate(lines)]
    changed = [number for number, (before, after) in enumerate(zip(lines, mended, strict=True), 1) if before != after]
    message = (
        f"the text was encoded twice (read as {_NAMES.get(encoding, encoding)} once) and is repaired in {counted(len(changed), 'line')}"
    )
    return "\n".join(mended), (Problem(Place(path, changed[0]), message, "save the repaired text as UTF-8", Severity.WARNING),)


def _suspicious(closely: bytes) -> bool:
    """Whether bytes left by `_CLOSELY` look like misread UTF-8: two adjacent characters beyond ASCII, of certain kinds."""
    stretches = [stretch for stretch in set(closely.split()) if len(stretch) > 3] if not closely.isascii() else ()
    return bool(stretches) and re.search(_SUSPECT, b" ".join(stretches).decode()) is not None


def _mended(line: str, encoding: str) -> str:
    """A line whose non-ASCII parts are decoded again, where possible, from the encoding in which the rest of the text was misread."""
    return line if line.isascii() else _BEYOND_ASCII.sub(lambda found: _decoded_again(found[0], encoding), line)


def _decoded_again(text: str, encoding: str) -> str:
    """Characters beyond ASCII as they were before they were misread; unchanged if they cannot have been."""
    try:
        repaired = text.encode(encoding).decode("utf-8")
    except UnicodeError:
        return text
    return repaired if _may_be_meant(repaired, text) else text


def _may_be_meant(repaired: str, text: str) -> bool:
    """Whether a text may have become this one by being misread: nobody writes control characters, so none may be new."""
    return _CONTROLS.search(repaired) is None or set(_CONTROLS.findall(repaired)) <= set(text)
