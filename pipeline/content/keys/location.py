"""The key `location` of a feed file or a post: the place that a show or an episode is about, as a name or a table, or a list of these."""

import re

from pipeline.content.keys import countries
from pipeline.content.keys.fields import Fields
from pipeline.content.keys.read_field import needed
from pipeline.content.show import Location

_DEGREES = r"-?\d{1,3}(?:\.\d+)?"
_GEO = rf"(?:(?i:geo):)?\+?({_DEGREES}),\+?({_DEGREES})((?:,-?\d+(?:\.\d+)?)?(?:;[\w-]+(?:=[^\s;?#]+)?)*)"  # RFC 5870
_OSM = r"[NWR][1-9]\d*(?:#[1-9]\d*)?"  # a node, way or relation of OpenStreetMap, and perhaps its version


def read(fields: Fields) -> tuple[Location, ...]:
    """The places that have a name."""
    return tuple(filter(None, map(_location, fields.tables("location", ("name", "geo", "osm", "country", "rel")))))


def _location(fields: Fields) -> Location | None:
    name, geo, osm, country = needed(fields, "name"), fields.text("geo"), fields.text("osm"), fields.text("country")
    rel = fields.choice("rel", ("subject", "creator"))
    point = _point(geo) if geo else None
    if geo and not point:
        fields.complain(fields.line("geo"), f"`geo: {geo}` is not a latitude and longitude", 'such as `geo: "52.52,13.405"`, in quotes')
    if osm and not re.fullmatch(_OSM, osm.upper()):
        hint = "N for a node, W for a way or R for a relation, and its number, such as R62422"
        fields.complain(fields.line("osm"), f"`osm: {osm}` is not an object of OpenStreetMap", hint)
    if country and country.upper() not in countries.CODES:
        hint = "did you mean `gb`?" if country.upper() == "UK" else "two letters of ISO 3166-1, such as de"
        fields.complain(fields.line("country"), f"`country: {country}` is not a country code", hint)
    return Location(name, point, osm and osm.upper(), country and country.lower(), rel) if name else None


def known(name: str, geo: str, osm: str, country: str, rel: str) -> Location:
    """A place of which all is left out that is not as it should be; `rel` if it is the usual one."""
    return Location(
        name,
        _point(geo),
        osm.upper() if re.fullmatch(_OSM, osm.upper()) else None,
        country.lower() if country.upper() in countries.CODES else None,
        "creator" if rel == "creator" else None,
    )


def _point(text: str) -> str | None:
    """A latitude and a longitude in degrees, and whatever else RFC 5870 has, as a `geo:` address; None if it is none."""
    found = re.fullmatch(_GEO, text.replace(" ", ""))
    if not found or abs(float(found[1])) > 90 or abs(float(found[2])) > 180:
        return None
    return f"geo:{found[1]},{found[2]}{found[3]}"
