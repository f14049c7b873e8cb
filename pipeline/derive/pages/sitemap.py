"""The site map, by which search engines find all pages: https://www.sitemaps.org/protocol.html."""

from collections.abc import Sequence
from datetime import datetime
from html import escape

from pipeline.content.show import Show
from pipeline.derive import places
from pipeline.derive.pages import listing


def sitemap(show: Show, ordered: Sequence[tuple[str, datetime]]) -> bytes:
    """The addresses of all pages, given the episodes' slugs and moments of publication, oldest first."""
    archives = range(1, listing.archives(len(ordered)) + 1)
    addresses = [
        (show.url, ordered[-1][1].isoformat() if ordered else ""),
        *((places.address(show.url, places.list_page(number)), "") for number in archives),
        *((places.address(show.url, places.page(slug)), moment.isoformat()) for slug, moment in reversed(ordered)),
    ]
    lines = "".join(
        f"<url><loc>{escape(address, quote=False)}</loc>{f'<lastmod>{changed}</lastmod>' if changed else ''}</url>\n"
        for address, changed in addresses
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}</urlset>\n'.encode()
    )
