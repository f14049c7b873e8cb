"""CPU seconds against the number of episodes as SVG: a panel for each scene, a line for each program, both axes logarithmic."""

from collections.abc import Iterator, Sequence
from math import ceil, floor, log10

from bench.scale.entrants import SCENES
from bench.scale.race import Result

PANEL, HEIGHT, MARGIN = 320, 330, 56
COLOURS = ("#1a6b54", "#c2571a", "#3b5ba5", "#8a3b8f", "#777", "#b08a00")


def chart(results: Sequence[Result]) -> str:
    """The medians of all results. Colours are assigned from the last program to the first, so that ours has the first colour."""
    names = tuple(dict.fromkeys(result.entrant for result in reversed(results)))
    scale = _Scale.of(results)
    panels = (part for at, scene in enumerate(SCENES) for part in _panel(at * PANEL, scene, results, names, scale))
    size = f"{PANEL * len(SCENES) + MARGIN} {HEIGHT + 24 + 18 * ceil(len(names) / 3)}"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" font-family="system-ui, sans-serif" font-size="12" role="img">'
    title = "<title>CPU seconds of a build against the number of episodes</title>"
    return "\n".join((head, title, '<rect width="100%" height="100%" fill="#fff"/>', *panels, *_legend(names), "</svg>\n"))


class _Scale:
    """The positions of figures on an axis, which spans whole powers of ten around all of them."""

    def __init__(self, episodes: Sequence[float], seconds: Sequence[float]) -> None:
        (self.left, self.right), (self.low, self.high) = _decades(episodes), _decades(seconds)

    @classmethod
    def of(cls, results: Sequence[Result]) -> "_Scale":
        return cls([result.episodes for result in results], [max(result.median("cpu"), 0.001) for result in results])

    def x(self, episodes: float) -> float:
        return MARGIN + (log10(episodes) - self.left) / (self.right - self.left) * (PANEL - MARGIN - 24)

    def y(self, seconds: float) -> float:
        return HEIGHT - MARGIN - (log10(max(seconds, 0.001)) - self.low) / (self.high - self.low) * (HEIGHT - 2 * MARGIN)


def _decades(figures: Sequence[float]) -> tuple[int, int]:
    """The exponents of the powers of ten around all figures, one decade apart at least."""
    first = floor(log10(min(figures)))
    return first, max(ceil(log10(max(figures))), first + 1)


def _panel(left: int, scene: str, results: Sequence[Result], names: Sequence[str], scale: _Scale) -> Iterator[str]:
    yield f'<g transform="translate({left} 0)"><text x="{(MARGIN + PANEL) / 2}" y="28" text-anchor="middle" font-weight="bold">{scene}</text>'
    for power in range(scale.low, scale.high + 1):
        y = scale.y(10**power)
        yield f'<path d="M{MARGIN} {y:.0f}H{PANEL - 24}" stroke="#e5e5e5"/>'
        yield f'<text x="{MARGIN - 6}" y="{y + 4:.0f}" text-anchor="end" fill="#555">{10.0**power:,g} s</text>'
    for power in range(scale.left, scale.right + 1):
        x = scale.x(10**power)
        yield f'<text x="{x:.0f}" y="{HEIGHT - MARGIN + 18}" text-anchor="middle" fill="#555">{10**power:,}</text>'
    for name, colour in zip(names, COLOURS, strict=False):
        found = sorted((one.episodes, one.median("cpu")) for one in results if (one.scene, one.entrant) == (scene, name))
        points = " ".join(f"{scale.x(episodes):.1f},{scale.y(seconds):.1f}" for episodes, seconds in found)
        yield f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>'
        yield from (
            f'<circle cx="{scale.x(episodes):.1f}" cy="{scale.y(seconds):.1f}" r="3" fill="{colour}"/>' for episodes, seconds in found
        )
    yield "</g>"


def _legend(names: Sequence[str]) -> Iterator[str]:
    yield f'<text x="{(PANEL * len(SCENES) + MARGIN) / 2}" y="{HEIGHT - 6}" text-anchor="middle">episodes</text>'
    for at, (name, colour) in enumerate(zip(names, COLOURS, strict=False)):
        x, y = MARGIN + at % 3 * PANEL, HEIGHT + 18 + at // 3 * 18
        yield f'<path d="M{x} {y - 4}h20" stroke="{colour}" stroke-width="2"/><text x="{x + 26}" y="{y}">{name}</text>'
