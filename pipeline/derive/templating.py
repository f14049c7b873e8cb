"""Templates, rendered by Jinja2. Each of the package's own can be replaced by a show's.

They are compiled once for a version of the program and of Jinja2, because compiling takes longer than rendering a page. Where a show has
templates of its own, all run in Jinja2's sandbox: whoever may change a page is not to run commands on the machine that makes it.
"""

import marshal
import re
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from functools import cache
from types import MappingProxyType
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame

from pipeline.content.problem import Place, Problem
from pipeline.derive.packaged import ASSETS, TEMPLATES, packaged

_MAPPINGS = dict, MappingProxyType
Codes = Mapping[str, bytes]  # compiled templates by name, for this version of Python


class Templates:
    """Compiled templates by name. Values are escaped unless a template says `|safe`. `boxed` is as it was when they were compiled."""

    def __init__(self, codes: Codes, *, boxed: bool = False) -> None:
        self._environment = _environment(_Loader(codes), boxed=boxed)

    def render(self, name: str, values: Mapping[str, object]) -> str:
        """The template rendered with these values."""
        return self._environment.get_template(name).render(values)


def compiled(texts: Mapping[str, str], *, boxed: bool = False) -> Codes:
    """The compiled form of templates, by name; `boxed` if some are a show's own."""
    environment = _environment(boxed=boxed)
    return {name: marshal.dumps(environment.compile(text, name, name)) for name, text in texts.items()}


class _Loader(jinja2.BaseLoader):
    def __init__(self, codes: Codes) -> None:
        self._codes = codes

    def load(self, environment: jinja2.Environment, name: str, globals: MutableMapping[str, Any] | None = None) -> jinja2.Template:  # noqa: A002
        if name not in self._codes:
            raise jinja2.TemplateNotFound(name)
        return environment.template_class.from_code(environment, marshal.loads(self._codes[name]), globals or {})  # noqa: S302 - our own


def sparing(escape: Callable[[object], str]) -> Callable[[object], str]:
    """Jinja2's `escape`, skipped for texts with nothing to escape: a page has hundreds of them, and the test takes half as long."""

    def escaped(value: object) -> str:
        if type(value) is str and not ("&" in value or "<" in value or ">" in value or '"' in value or "'" in value):
            return value
        return escape(value)

    return escaped


class _Generator(CodeGenerator):
    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja2's name
        super().visit_Template(node, frame)
        self.writeline(f"from {__name__} import {sparing.__name__}")
        self.writeline(f"escape = {sparing.__name__}(escape)")


class _Environment(jinja2.Environment):
    """Looks up `page.title` as an item first, which it usually is; Jinja2 would try an attribute of that name before."""

    code_generator_class = _Generator

    def getattr(self, obj: Any, attribute: str) -> Any:
        return obj[attribute] if isinstance(obj, _MAPPINGS) and attribute in obj else super().getattr(obj, attribute)


def _environment(loader: jinja2.BaseLoader | None = None, *, boxed: bool) -> jinja2.Environment:
    return (_boxed() if boxed else _Environment)(
        loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined, auto_reload=False
    )


@cache
def _boxed() -> type[jinja2.Environment]:
    """The environment in a sandbox, which takes as long to import as a page to render."""
    from jinja2.sandbox import SandboxedEnvironment  # noqa: PLC0415 - few shows have templates of their own

    return type("_Boxed", (_Environment, SandboxedEnvironment), {})


def problems(templates: Mapping[str, str], folder: str) -> tuple[Problem, ...]:
    """What is wrong with a show's own templates in `folder`: syntax errors, and values that no page has."""
    known = {value for name in TEMPLATES for value in _values(packaged(name))}
    return tuple(problem for name, text in sorted(templates.items()) for problem in _faults(name, text, f"{folder}/{name}", known))


def _faults(name: str, text: str, place: str, known: set[str]) -> Iterator[Problem]:
    if name not in (*TEMPLATES, *ASSETS):
        yield Problem(Place(place), f"there is no template `{name}`", f"the templates are {', '.join((*TEMPLATES, *ASSETS))}")
    if name not in TEMPLATES:
        return
    try:
        unknown = _values(text) - known
    except jinja2.TemplateSyntaxError as error:
        yield Problem(Place(place, error.lineno), f"broken template: {error.message}", "see the same file in pipeline/derive/templates/")
        return
    lines = text.splitlines()
    for value in sorted(unknown):
        line = next((number for number, one in enumerate(lines, 1) if re.search(rf"\b{re.escape(value)}\b", one)), 1)
        yield Problem(Place(place, line), f"no page has a value `{value}`", "see docs/pages.md and pipeline/derive/pages/views.py")


def _values(text: str) -> set[str]:
    """The names of values that a template takes from outside."""
    from jinja2 import meta  # noqa: PLC0415 - few shows have templates of their own

    return set(meta.find_undeclared_variables(jinja2.Environment(autoescape=True).parse(text)))
