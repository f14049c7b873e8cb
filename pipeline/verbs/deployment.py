"""What is deployed to GitHub Pages, which serves one folder: all of `public/`, a single site, or one site with the others in folders of it."""

import shutil
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from pipeline.content.problem import Place, Problem
from pipeline.edge import files
from pipeline.verbs.releasing import Outcome

_WHOLE = ".pages"  # in `public/`; no feed file has such a name


def misplaced(outcomes: Sequence[Outcome], pages: str) -> Iterator[Problem]:
    """Problems with shows that Pages would not serve at their `url`.

    That is the root of Pages for a single show. Of several, one may be there; the others are in folders of their names.
    """
    root, home = pages.rstrip("/") + "/", _home(outcomes, pages)
    for outcome in outcomes if pages else ():
        show = outcome.built.show
        wanted = root if len(outcomes) == 1 else f"{root}{show.name}/"
        if outcome is not home and _address(show.url) != _address(wanted):
            what = f"`url: {show.url}` is not where GitHub Pages serves this site, so nothing is deployed"
            yield Problem(Place(show.path), what, f"write `url: {wanted}`")
        elif home and outcome is not home and (home.site / show.name).exists():
            what = f"{home.built.show.path} has something else at {show.url}, so nothing is deployed"
            yield Problem(Place(show.path), what, "rename this feed file, and change its `url:`")


def folder(outcomes: Sequence[Outcome], pages: str) -> str:
    """The folder to deploy. If one of several shows is at the root, that is a folder made of all sites."""
    if len(outcomes) == 1:
        return f"public/{outcomes[0].built.show.name}"
    home = _home(outcomes, pages)
    if home is None:
        return "public"
    whole = home.site.parent / _WHOLE
    if whole.is_symlink():
        whole.unlink()
    elif whole.exists():  # what cannot be deleted may not be deployed again
        shutil.rmtree(whole)
    for outcome in outcomes:
        at = whole if outcome is home else whole / outcome.built.show.name
        for path in files.tree(outcome.site):
            files.place(outcome.site / path, at / path)
    return f"public/{_WHOLE}"


def _home(outcomes: Sequence[Outcome], pages: str) -> Outcome | None:
    """The show at the root of Pages; None if there is none."""
    return next((outcome for outcome in outcomes if _address(outcome.built.show.url) == _address(pages)), None)


def _address(url: str) -> tuple[str, str]:
    """The host and path of an address; the scheme does not matter, as Pages serves http as well."""
    parts = urlsplit(url)
    return parts.netloc.lower(), parts.path.rstrip("/")
