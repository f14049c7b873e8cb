"""How loud the episodes of a show are: a line to print, and one warning if some are far from what podcast apps expect."""

from collections.abc import Mapping

from pipeline.content.problem import Place, Problem, Severity
from pipeline.content.wording import named

USUAL = -16.0  # LUFS: what Apple asks for, and what apps expect
_FAR = 5.0  # LU: so much that listeners change the volume
_SILENT = -60.0  # LUFS
_NAMED = 5  # episodes in a warning, at most


def line(levels: Mapping[str, float]) -> str:
    """The range of all levels (LUFS, by episode) in a few words; empty if none is known."""
    if not levels:
        return ""
    least, most = f"{min(levels.values()):.1f}", f"{max(levels.values()):.1f}"
    return f"loudness: {least} LUFS" if least == most else f"loudness: {least} to {most} LUFS"


def problems(levels: Mapping[str, float], wanted: float | None, path: str) -> tuple[Problem, ...]:
    """One warning, at the feed file `path`, about all episodes far from the `wanted` or else usual level (LUFS), the furthest first."""
    aim, level = (USUAL, "the usual level of podcasts") if wanted is None else (wanted, "the level asked for")
    furthest = sorted(levels.items(), key=lambda one: (-abs(one[1] - aim), one[0]))
    far = [f"{slug} ({_level(measured)})" for slug, measured in furthest if abs(measured - aim) > _FAR]
    if not far:
        return ()
    equal = f"write `audio: {{loudness: {aim:g}}}` into this file to make all equally loud"
    hint = equal if wanted is None else "listen to them: they are nearly silent"
    return (Problem(Place(path), f"far from {aim:g} LUFS, {level}: {named(far, _NAMED)}", hint, Severity.WARNING),)


def _level(level: float) -> str:
    return f"{level:.1f}" if level > _SILENT else "silent"
