"""Templates: texts with places for values, as Jinja2 reads them. The package's own can be replaced by a show's, file by file."""

import re
from collections.abc import Iterator, Mapping

import jinja2
from jinja2 import meta

from pipeline.content.problem import Place, Problem
from pipeline.derive.packaged import packaged

TEMPLATES = (
    "base.html",
    "index.html",
    "episode.html",
    "transcript.html",
    "neighbours.html",
    "player.html",
    "subscribe.html",
    "embed.html",
    "404.html",
)
ASSETS = ("site.css", "site.js", "icon.svg", "404.css")


class Templates:
    """Templates by name, each compiled when it is first used. Values are escaped unless a template says `|safe`."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._environment = jinja2.Environment(
            loader=jinja2.DictLoader(dict(texts)),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=jinja2.StrictUndefined,
            auto_reload=False,
        )

    def render(self, name: str, values: Mapping[str, object]) -> str:
        """The template with its values in place."""
        return self._environment.get_template(name).render(values)


def problems(templates: Mapping[str, str], folder: str) -> tuple[Problem, ...]:
    """What is wrong with a show's own templates, which stand in `folder`: broken syntax, and values that no page has."""
    known = {value for name in TEMPLATES for value in meta.find_undeclared_variables(_parsed(packaged(name)))}
    found: list[Problem] = []
    for name, text in sorted(templates.items()):
        place = f"{folder}/{name}"
        if name not in (*TEMPLATES, *ASSETS):
            found.append(Problem(Place(place), f"there is no template `{name}`", f"there are {', '.join((*TEMPLATES, *ASSETS))}"))
        elif name in TEMPLATES:
            found += _faults(text, place, known)
    return tuple(found)


def _faults(text: str, place: str, known: set[str]) -> Iterator[Problem]:
    try:
        unknown = meta.find_undeclared_variables(_parsed(text)) - known
    except jinja2.TemplateSyntaxError as error:
        yield Problem(Place(place, error.lineno), f"broken template: {error.message}", "see the same file in pipeline/derive/templates/")
        return
    lines = text.splitlines()
    for name in sorted(unknown):
        line = next((number for number, one in enumerate(lines, 1) if re.search(rf"\b{re.escape(name)}\b", one)), 1)
        yield Problem(Place(place, line), f"no page has a value `{name}`", "see docs/pages.md and pipeline/derive/views.py")


def _parsed(text: str) -> jinja2.nodes.Template:
    return jinja2.Environment(autoescape=True).parse(text)
