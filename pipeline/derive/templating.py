"""Templates: texts with places for values, as Jinja2 reads them. The package's own can be replaced by a show's, file by file.

Jinja2 is imported where it is used: a run that makes no page need not wait for it.
"""

import re
from collections.abc import Iterator, Mapping

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
        import jinja2  # noqa: PLC0415 - see above

        self._environment = jinja2.Environment(
            loader=jinja2.FunctionLoader(lambda name: (texts[name], name, None) if name in texts else None),
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
    known = {value for name in TEMPLATES for value in _values(packaged(name))}
    return tuple(problem for name, text in sorted(templates.items()) for problem in _faults(name, text, f"{folder}/{name}", known))


def _faults(name: str, text: str, place: str, known: set[str]) -> Iterator[Problem]:
    from jinja2 import TemplateSyntaxError  # noqa: PLC0415 - see above

    if name not in (*TEMPLATES, *ASSETS):
        yield Problem(Place(place), f"there is no template `{name}`", f"there are {', '.join((*TEMPLATES, *ASSETS))}")
    if name not in TEMPLATES:
        return
    try:
        unknown = _values(text) - known
    except TemplateSyntaxError as error:
        yield Problem(Place(place, error.lineno), f"broken template: {error.message}", "see the same file in pipeline/derive/templates/")
        return
    lines = text.splitlines()
    for value in sorted(unknown):
        line = next((number for number, one in enumerate(lines, 1) if re.search(rf"\b{re.escape(value)}\b", one)), 1)
        yield Problem(Place(place, line), f"no page has a value `{value}`", "see docs/pages.md and pipeline/derive/views.py")


def _values(text: str) -> set[str]:
    """The values that a template takes from outside."""
    from jinja2 import Environment, meta  # noqa: PLC0415 - see above

    return set(meta.find_undeclared_variables(Environment(autoescape=True).parse(text)))
