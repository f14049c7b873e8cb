"""The texts that come with this package: templates, style, script and phrases."""

from functools import cache
from importlib import resources


@cache
def packaged(name: str) -> str:
    """A text below `templates/`, such as `site.css`."""
    return resources.files("pipeline.derive").joinpath("templates", *name.split("/")).read_text(encoding="utf-8")
