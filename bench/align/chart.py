"""The reliability chart: confidence against the share of headings within three seconds, as SVG."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, MARGIN = 560, 400, 56


@dataclass(frozen=True, slots=True)
class Bin:
    """Headings of about the same `confidence`: how many there are, and the share of them that was placed right."""

    confidence: float
    share: float
    count: int


def chart(bins: Sequence[Bin]) -> str:
    """A dot for each bin, as large as its number of headings. On the line confidence is exact, above it too cautious."""
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="system-ui, sans-serif" font-size="13" role="img">',
            "<title>Confidence of a heading against the share of headings that lie within three seconds of people's marks</title>",
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
            *(_grid(tenth / 10) for tenth in range(0, 11, 2)),
            f'<path d="M{_x(0):.0f} {_y(0):.0f}L{_x(1):.0f} {_y(1):.0f}" stroke="#999" stroke-dasharray="4 4"/>',
            *map(_dot, bins),
            f'<text x="{_x(0.5):.0f}" y="{HEIGHT - 12}" text-anchor="middle">confidence</text>',
            f'<text transform="translate(16 {_y(0.5):.0f}) rotate(-90)" text-anchor="middle">within 3 s of the mark</text>',
            "</svg>\n",
        ]
    )


def _x(share: float) -> float:
    return MARGIN + share * (WIDTH - 2 * MARGIN)


def _y(share: float) -> float:
    return HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN)


def _grid(share: float) -> str:
    return (
        f'<path d="M{_x(0):.0f} {_y(share):.0f}H{_x(1):.0f}" stroke="#e5e5e5"/>'
        f'<text x="{_x(0) - 8:.0f}" y="{_y(share) + 4:.0f}" text-anchor="end" fill="#555">{share:.0%}</text>'
        f'<text x="{_x(share):.0f}" y="{_y(0) + 18:.0f}" text-anchor="middle" fill="#555">{share:.1f}</text>'
    )


def _dot(made: Bin) -> str:
    return (
        f'<circle cx="{_x(made.confidence):.1f}" cy="{_y(made.share):.1f}" r="{3 + made.count**0.5 / 4:.1f}" fill="#1a6b54" fill-opacity=".7"/>'
        f'<text x="{_x(made.confidence):.1f}" y="{_y(made.share) + 26:.1f}" text-anchor="middle" fill="#555">{made.count}</text>'
    )
